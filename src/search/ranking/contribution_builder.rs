//! From the texts that match one typed word to the records that get points for it.
//!
//! A matching text gives points to its owner. A matching name gives a share of them to related records. No record is
//! visited here: contributions are lists of records with equal points.

use std::borrow::Cow;

use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, OutletSlot, Record};
use crate::search::index::Index;
use crate::search::index::field::{Field, Owner, Relationship};
use crate::search::index::postings::PostingList;
use crate::search::matching::candidates::WordMatch;
use crate::search::matching::plan::{Leaf, Term};
use crate::search::ranking::accumulator::Scores;
use crate::search::ranking::contribution::{Contribution, Recipients};
use crate::search::ranking::record_filter::RecordFilter;
use crate::search::ranking::score::{RUNNING_TEXT, field_points, key_points, related_share};
use crate::search::record_ids::RecordIds;

/// Collects the contributions of one word or phrase.
pub(crate) struct ContributionBuilder<'a> {
    corpus: &'a Corpus,
    index: &'a Index,
    records: RecordIds,
    contributions: Vec<Contribution<'a>>,
    /// What entities and documents get themselves.
    entities: Scores,
    documents: Scores,
    /// What matched in names and titles, of which related records get a share.
    names: Scores,
    titles: Scores,
    outlets: Vec<(OutletSlot, u32)>,
}

impl<'a> ContributionBuilder<'a> {
    pub(crate) fn new(corpus: &'a Corpus, index: &'a Index, records: RecordIds) -> Self {
        let (entities, documents) = (corpus.entities().len(), corpus.documents().len());
        Self {
            corpus,
            index,
            records,
            contributions: Vec::new(),
            entities: Scores::new(entities),
            documents: Scores::new(documents),
            names: Scores::new(entities),
            titles: Scores::new(documents),
            outlets: Vec::new(),
        }
    }

    /// Adds all texts of a field that have a word of the leaf.
    pub(crate) fn add_words(&mut self, leaf: &Leaf, field: Field) {
        if let Term::Word(candidates) = &leaf.term {
            let postings = self.index.field(field);
            postings.each(candidates.matches(), |word_match, postings| self.add_word(field, *word_match, postings));
        }
    }

    fn add_word(&mut self, field: Field, word_match: WordMatch, postings: PostingList<'a>) {
        if matches!(field, Field::ClaimText | Field::ClaimQuote | Field::ClaimKind | Field::ClaimId) {
            self.add_postings(field_points(word_match, field, RUNNING_TEXT), postings);
        } else {
            let words = |words| if field.is_name() { words } else { RUNNING_TEXT };
            postings.each(|posting| {
                self.add_text(field, posting.owner(), field_points(word_match, field, words(posting.words())));
            });
        }
    }

    /// Adds the owners of an address or id, with what they published or hold or are the origin of.
    pub(crate) fn add_key_owners(&mut self, owners: &[Owner]) {
        let mut claims = Vec::new();
        for owner in owners {
            let points = key_points(*owner);
            match *owner {
                Owner::Entity(slot) => self.entities.raise(slot.index(), points),
                Owner::Outlet(slot) => self.outlets.push((slot, points)),
                Owner::Document(slot) => {
                    self.documents.raise(slot.index(), points);
                    self.titles.raise(slot.index(), points);
                }
                Owner::Origin(slot) if self.records.has_claims() => {
                    self.add_related(points, Relationship::Origin, self.corpus.with_drafts().resting_on(slot));
                }
                Owner::Origin(_) => {}
                Owner::Claim(slot) => claims.push(slot),
            }
        }
        if self.records.has_claims() && !claims.is_empty() {
            self.add_claims(key_points(Owner::Claim(claims[0])), claims);
        }
    }

    /// Adds the claims of a posting list.
    pub(crate) fn add_postings(&mut self, points: u32, postings: PostingList<'a>) {
        if self.records.has_claims() {
            self.push(points, Recipients::Postings(postings));
        }
    }

    /// Adds claims that have a phrase. They must be sorted.
    pub(crate) fn add_claims(&mut self, points: u32, claims: Vec<ClaimSlot>) {
        self.push(points, Recipients::Claims(Cow::Owned(claims)));
    }

    fn push(&mut self, points: u32, recipients: Recipients<'a>) {
        self.contributions.push(Contribution { points, recipients });
    }

    /// Adds a matching text of an owner that is no claim.
    pub(crate) fn add_text(&mut self, field: Field, owner: usize, points: u32) {
        match Owner::from_index(field, owner) {
            Owner::Entity(_) => {
                self.entities.raise(owner, points);
                if field.is_name() {
                    self.names.raise(owner, points);
                }
            }
            Owner::Outlet(slot) if field.is_name() => self.outlets.push((slot, points)),
            Owner::Document(_) => {
                self.documents.raise(owner, points);
                if field == Field::DocumentTitle {
                    self.titles.raise(owner, points);
                }
            }
            // Only filters search outlet ids and origins.
            Owner::Outlet(_) | Owner::Origin(_) | Owner::Claim(_) => {}
        }
    }

    /// Returns all contributions; `bonuses` are added to the scores of entities and documents.
    pub(crate) fn finish(mut self, bonuses: &[(Record, u32)], filter: Option<&RecordFilter>) -> Vec<Contribution<'a>> {
        self.add_related_to_names();
        self.add_related_to_outlets();
        if self.records.has_claims() {
            self.add_related_to_titles(filter.and_then(RecordFilter::few_claims));
        }
        for (record, points) in bonuses {
            match record {
                Record::Entity(slot) => self.entities.add(slot.index(), *points),
                Record::Document(slot) => self.documents.add(slot.index(), *points),
                Record::Claim(_) | Record::Outlet(_) | Record::Origin(_) => {}
            }
        }
        let Self { mut contributions, entities, documents, records, .. } = self;
        let entities = entities.iter().map(|(at, points)| (Record::Entity(EntitySlot::new(at)), points));
        let documents = documents.iter().map(|(at, points)| (Record::Document(DocumentSlot::new(at)), points));
        contributions.extend(entities.chain(documents).filter_map(|(record, points)| {
            let number = records.number(record)?;
            Some(Contribution { points, recipients: Recipients::Numbers(number..number + 1) })
        }));
        contributions
    }

    fn add_related_to_names(&mut self) {
        let (corpus, index) = (self.corpus, self.index);
        let names: Vec<_> = self.names.iter().collect();
        for (at, points) in names {
            let entity = EntitySlot::new(at);
            let author = related_share(points, Relationship::Author);
            index.authored(entity).iter().for_each(|slot| self.documents.raise(slot.index(), author));
            if self.records.has_claims() {
                self.add_related(points, Relationship::Speaker, corpus.with_drafts().said_by(entity));
                self.add_related(points, Relationship::About, corpus.with_drafts().about(entity));
                self.add_related(points, Relationship::Via, corpus.with_drafts().conveyed_by(entity));
            }
        }
    }

    fn add_related_to_outlets(&mut self) {
        let index = self.index;
        for (outlet, points) in std::mem::take(&mut self.outlets) {
            let publisher = related_share(points, Relationship::Publisher);
            index.published(outlet).iter().for_each(|slot| self.documents.raise(slot.index(), publisher));
            if self.records.has_claims() {
                self.add_related(points, Relationship::Publisher, index.unsigned(outlet));
            }
        }
    }

    /// Adds what claims get from the title of their document.
    fn add_related_to_titles(&mut self, few_claims: Option<&[usize]>) {
        let (corpus, first) = (self.corpus, self.records.first_claim());
        let titles = std::mem::replace(&mut self.titles, Scores::new(0));
        if let Some(few) = few_claims {
            for claim in few {
                let document = corpus.document_of(ClaimSlot::new(*claim)).index();
                if titles.bits().has(document) {
                    let number = first + claim;
                    let points = related_share(titles.get(document), Relationship::Document);
                    self.push(points, Recipients::Numbers(number..number + 1));
                }
            }
            return;
        }
        for (at, points) in titles.iter() {
            let mut claims = corpus.with_drafts().claims_in(DocumentSlot::new(at));
            let length = claims.len();
            if let Some(claim) = claims.next() {
                let start = first + claim.index();
                self.push(related_share(points, Relationship::Document), Recipients::Numbers(start..start + length));
            }
        }
    }

    fn add_related(&mut self, points: u32, role: Relationship, claims: &'a [ClaimSlot]) {
        if !claims.is_empty() {
            self.push(related_share(points, role), Recipients::Claims(Cow::Borrowed(claims)));
        }
    }
}
