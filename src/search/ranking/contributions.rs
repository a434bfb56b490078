//! Sources: from where records get points for one typed word or phrase.
//!
//! A text that fits gives points to its owner, and a name gives a share of them to all that is joined to it. Here
//! that is gathered as lists of records that get the same, and not a record is touched: how many there are is
//! counted with a bit for each, and only the lists that give most have to be gone through to find the best.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, OutletSlot, Record};
use crate::search::index::Index;
use crate::search::index::bitset::BitSet;
use crate::search::index::field::{Field, Owner, Role};
use crate::search::index::postings::{PostingList, gallop};
use crate::search::matching::candidates::{BY_KEY, WordMatch};
use crate::search::matching::plan::{Leaf, Term};
use crate::search::ranking::numbering::{Records, Tally};
use crate::search::ranking::ranker::{joined, worth};

/// Records that get the same points.
#[derive(Debug)]
pub(crate) struct Source<'a> {
    pub(crate) points: u32,
    whom: Whom<'a>,
}

#[derive(Debug)]
enum Whom<'a> {
    /// Claims whose texts have a word.
    PostingList(PostingList<'a>),
    /// Claims that have a phrase, or are joined to an entity or outlet.
    Claims(Cow<'a, [ClaimSlot]>),
    /// Records by their numbers.
    Numbers(Range<usize>),
}

/// The records that alone may get points.
#[derive(Debug)]
pub(crate) struct Within<'a> {
    bits: &'a BitSet,
    /// The claims among them, where they are few.
    few: Option<Vec<usize>>,
}

/// True where so few records are left that looking for each is worth it.
pub(crate) fn are_few(bits: &BitSet, records: Records) -> bool {
    bits.count() <= records.len() / FEW
}

/// Where fewer records than one in so many are left, lists are searched for them instead of being gone through.
const FEW: usize = 256;

/// A list is searched for claims if it is so many times longer.
const LONGER: usize = 8;

impl<'a> Within<'a> {
    pub(crate) fn new(bits: &'a BitSet, records: Records) -> Self {
        let first = records.first_claim();
        let claims = || bits.iter().filter_map(|number| number.checked_sub(first)).collect();
        Self { bits, few: are_few(bits, records).then(claims) }
    }

    /// Those of a set of claims that may get points.
    fn of(&self, claims: &BitSet, first_claim: usize) -> BitSet {
        self.bits.from(first_claim).and(claims)
    }

    /// True when a record may get points.
    pub(crate) fn has(&self, number: usize) -> bool {
        self.bits.has(number)
    }
}

impl Source<'_> {
    /// How many records there are at most.
    pub(crate) fn len(&self) -> usize {
        match &self.whom {
            Whom::PostingList(having) => having.len(),
            Whom::Claims(claims) => claims.len(),
            Whom::Numbers(numbers) => numbers.len(),
        }
    }

    /// The claims, where there is a set of them.
    pub(crate) fn set(&self) -> Option<&BitSet> {
        if let Whom::PostingList(PostingList::Set(set)) = self.whom { Some(set) } else { None }
    }

    /// Hands on the number of every record that may get points, in order.
    #[inline]
    pub(crate) fn each(&self, first_claim: usize, within: Option<&Within>, mut each: impl FnMut(usize)) {
        match &self.whom {
            Whom::PostingList(PostingList::List(list)) => {
                claims(list, |posting| posting.owner(), first_claim, within, each);
            }
            Whom::PostingList(PostingList::Set(set)) => match within {
                None => set.iter().for_each(|claim| each(first_claim + claim)),
                Some(Within { few: Some(few), .. }) => {
                    few.iter().filter(|claim| set.holds(**claim)).for_each(|claim| each(first_claim + claim));
                }
                Some(within) => within.of(set, first_claim).iter().for_each(|claim| each(first_claim + claim)),
            },
            Whom::Claims(slots) => claims(slots, |claim| claim.index(), first_claim, within, each),
            Whom::Numbers(numbers) => {
                numbers.clone().filter(|number| within.is_none_or(|within| within.has(*number))).for_each(&mut each);
            }
        }
    }

    /// Puts all that may get points into a set.
    pub(crate) fn insert_into(&self, bits: &mut BitSet, first_claim: usize, within: Option<&Within>) {
        match (&self.whom, within) {
            (Whom::Numbers(numbers), None) => bits.insert_all(numbers.clone()),
            (Whom::PostingList(PostingList::Set(set)), None) => bits.insert_from(set, first_claim),
            (Whom::PostingList(PostingList::Set(set)), Some(within)) => {
                bits.insert_from(&within.of(set, first_claim), first_claim);
            }
            _ => self.each(first_claim, within, |number| bits.insert(number)),
        }
    }
}

/// Hands on the numbers of claims in a list that is in their order.
#[inline]
fn claims<T>(
    list: &[T],
    claim: impl Fn(&T) -> usize,
    first: usize,
    within: Option<&Within>,
    mut each: impl FnMut(usize),
) {
    let Some(within) = within else {
        list.iter().map(|one| first + claim(one)).for_each(each);
        return;
    };
    let few = within.few.as_ref().filter(|few| few.len() < list.len() / LONGER);
    let Some(few) = few else {
        list.iter().map(|one| first + claim(one)).filter(|number| within.bits.has(*number)).for_each(&mut each);
        return;
    };
    let mut rest = list;
    for wanted in few {
        rest = &rest[gallop(rest, |one| claim(one) < *wanted)..];
        if rest.first().is_some_and(|one| claim(one) == *wanted) {
            each(first + wanted);
        }
    }
}

/// Sources from those that give most downwards. They are sorted only as far as they are asked for.
pub(crate) struct Descending<'s, 'a> {
    sources: &'s [Source<'a>],
    /// For each number of points: how many records get them at most.
    lengths: Vec<usize>,
    /// What gives so much or more has been handed on.
    down_to: usize,
    wanted: usize,
}

impl<'s, 'a> Descending<'s, 'a> {
    /// Begins with as many sources as `wanted` records need.
    pub(crate) fn new(sources: &'s [Source<'a>], wanted: usize) -> Self {
        let mut lengths = vec![0; sources.iter().map(|source| source.points as usize + 1).max().unwrap_or(0)];
        for source in sources {
            lengths[source.points as usize] += source.len();
        }
        Self { sources, down_to: lengths.len(), lengths, wanted }
    }

    /// The next stretch of sources; `None` after the last.
    pub(crate) fn next(&mut self) -> Option<Vec<&'s Source<'a>>> {
        let above = self.down_to;
        let mut ahead = 0;
        while self.down_to > 0 && (ahead == 0 || ahead < self.wanted) {
            self.down_to -= 1;
            ahead += self.lengths[self.down_to];
        }
        // Many may be the same, or not among those that are wanted: the next stretch is longer.
        self.wanted = self.wanted.saturating_mul(4);
        let level = self.down_to..above;
        let within = self.sources.iter().filter(|source| level.contains(&(source.points as usize)));
        let mut stretch: Vec<_> = within.collect();
        stretch.sort_by_key(|source| Reverse(source.points));
        (above > 0).then_some(stretch)
    }

    /// What has not been handed on, in no order.
    pub(crate) fn rest(&self) -> impl Iterator<Item = &'s Source<'a>> {
        self.sources.iter().filter(|source| (source.points as usize) < self.down_to)
    }
}

/// The field that an owner's id is in.
pub(crate) fn id_field(owner: Owner) -> Field {
    match owner {
        Owner::Entity(_) => Field::EntityId,
        Owner::Outlet(_) => Field::OutletId,
        Owner::Origin(_) => Field::OriginId,
        Owner::Document(_) => Field::DocumentId,
        Owner::Claim(_) => Field::ClaimId,
    }
}

/// What it is worth to an owner that its address or id was typed.
pub(crate) fn by_key(owner: Owner) -> u32 {
    worth(BY_KEY, id_field(owner), 15)
}

/// Gathers the sources of one word or phrase.
pub(crate) struct Gathering<'a> {
    corpus: &'a Corpus,
    index: &'a Index,
    records: Records,
    sources: Vec<Source<'a>>,
    /// What entities and documents get themselves.
    entities: Tally,
    documents: Tally,
    /// What they have to share: by their names and titles.
    names: Tally,
    titles: Tally,
    outlets: Vec<(OutletSlot, u32)>,
}

impl<'a> Gathering<'a> {
    pub(crate) fn new(corpus: &'a Corpus, index: &'a Index, records: Records) -> Self {
        let (entities, documents) = (corpus.entities().len(), corpus.documents().len());
        Self {
            corpus,
            index,
            records,
            sources: Vec::new(),
            entities: Tally::new(entities),
            documents: Tally::new(documents),
            names: Tally::new(entities),
            titles: Tally::new(documents),
            outlets: Vec::new(),
        }
    }

    /// Takes all texts of a field that have a word of the leaf.
    pub(crate) fn words(&mut self, leaf: &Leaf, field: Field) {
        if let Term::Word(candidates) = &leaf.term {
            let postings = self.index.field(field);
            postings.each(candidates.matches(), |fit, having| self.word(field, *fit, having));
        }
    }

    fn word(&mut self, field: Field, fit: WordMatch, having: PostingList<'a>) {
        if matches!(field, Field::ClaimText | Field::ClaimKind | Field::ClaimId) {
            self.having(worth(fit, field, 15), having);
        } else {
            let words = |words| if field.is_name() { words } else { 15 };
            having.each(|posting| self.take(field, posting.owner(), worth(fit, field, words(posting.words()))));
        }
    }

    /// Takes those whose address or id was typed, with what they published, hold, or are the origin of.
    pub(crate) fn by_key(&mut self, owners: &[Owner]) {
        let mut claims = Vec::new();
        for owner in owners {
            let points = by_key(*owner);
            match *owner {
                Owner::Entity(slot) => self.entities.raise(slot.index(), points),
                Owner::Outlet(slot) => self.outlets.push((slot, points)),
                Owner::Document(slot) => {
                    self.documents.raise(slot.index(), points);
                    self.titles.raise(slot.index(), points);
                }
                Owner::Origin(slot) if self.records.claims() => {
                    self.join(points, Role::Origin, self.corpus.resting_on(slot));
                }
                Owner::Origin(_) => {}
                Owner::Claim(slot) => claims.push(slot),
            }
        }
        if self.records.claims() && !claims.is_empty() {
            self.claims(by_key(Owner::Claim(claims[0])), claims);
        }
    }

    /// Takes claims whose texts have what is looked for.
    pub(crate) fn having(&mut self, points: u32, having: PostingList<'a>) {
        if self.records.claims() {
            self.push(points, Whom::PostingList(having));
        }
    }

    /// Takes claims, in order, that have a phrase.
    pub(crate) fn claims(&mut self, points: u32, claims: Vec<ClaimSlot>) {
        self.push(points, Whom::Claims(Cow::Owned(claims)));
    }

    fn push(&mut self, points: u32, whom: Whom<'a>) {
        self.sources.push(Source { points, whom });
    }

    /// Takes a text of someone who is no claim.
    pub(crate) fn take(&mut self, field: Field, owner: usize, points: u32) {
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
            // Outlet ids and origins are for filters.
            Owner::Outlet(_) | Owner::Origin(_) | Owner::Claim(_) => {}
        }
    }

    /// All sources. The records that are called as was typed get more.
    pub(crate) fn finish(mut self, called: &[(Record, u32)], within: Option<&Within>) -> Vec<Source<'a>> {
        let (corpus, index) = (self.corpus, self.index);
        let names: Vec<_> = self.names.each().collect();
        for (at, points) in names {
            let entity = EntitySlot::new(at);
            let author = joined(points, Role::Author);
            index.authored(entity).iter().for_each(|slot| self.documents.raise(slot.index(), author));
            if self.records.claims() {
                self.join(points, Role::Speaker, corpus.said_by(entity));
                self.join(points, Role::About, corpus.about(entity));
                self.join(points, Role::Via, corpus.conveyed_by(entity));
            }
        }
        for (outlet, points) in std::mem::take(&mut self.outlets) {
            let publisher = joined(points, Role::Publisher);
            index.published(outlet).iter().for_each(|slot| self.documents.raise(slot.index(), publisher));
            if self.records.claims() {
                self.join(points, Role::Publisher, index.unsigned(outlet));
            }
        }
        if self.records.claims() {
            self.titled(within.and_then(|within| within.few.as_deref()));
        }
        for (record, points) in called {
            match record {
                Record::Entity(slot) => self.entities.add(slot.index(), *points),
                Record::Document(slot) => self.documents.add(slot.index(), *points),
                Record::Claim(_) => {}
            }
        }
        let Self { mut sources, entities, documents, records, .. } = self;
        let entities = entities.each().map(|(at, points)| (Record::Entity(EntitySlot::new(at)), points));
        let documents = documents.each().map(|(at, points)| (Record::Document(DocumentSlot::new(at)), points));
        sources.extend(entities.chain(documents).filter_map(|(record, points)| {
            let number = records.number(record)?;
            Some(Source { points, whom: Whom::Numbers(number..number + 1) })
        }));
        sources
    }

    /// What claims get from the title above them.
    fn titled(&mut self, few: Option<&[usize]>) {
        let (corpus, first) = (self.corpus, self.records.first_claim());
        let titles = std::mem::replace(&mut self.titles, Tally::new(0));
        if let Some(few) = few {
            for claim in few {
                let document = corpus.document_of(ClaimSlot::new(*claim)).index();
                if titles.bits().has(document) {
                    let number = first + claim;
                    self.push(joined(titles.of(document), Role::Document), Whom::Numbers(number..number + 1));
                }
            }
            return;
        }
        for (at, points) in titles.each() {
            let mut claims = corpus.claims_in(DocumentSlot::new(at));
            let length = claims.len();
            if let Some(claim) = claims.next() {
                let start = first + claim.index();
                self.push(joined(points, Role::Document), Whom::Numbers(start..start + length));
            }
        }
    }

    fn join(&mut self, points: u32, role: Role, claims: &'a [ClaimSlot]) {
        if !claims.is_empty() {
            self.push(joined(points, role), Whom::Claims(Cow::Borrowed(claims)));
        }
    }
}
