//! Ranking: what each record is worth for a query.
//!
//! The better a word fits, the higher the record; where words fit alike, who it is counts before what is
//! said:
//!
//! 1. A typed word fits a word of a text in one of six tiers, each worth points: exact 1000, prefix 800,
//!    misspelling 600 or 500, inside a word 400, prefix with a slip 300 or 250, scattered letters 200 to 100
//!    ([`candidates`](super::candidates) has the details).
//! 2. The text is worth a share of them: the name of an actor 100 %, an alias 98 %, a title 95 %, a claim's text
//!    and a position 90 %, kinds and genres 85 %, weak aliases and ids 80 %, summaries 72 %. A name gets up to 40
//!    points of 1000 more the fewer words it has, so that Mali comes before the Government of Mali.
//! 3. What is joined to the text gets a share of that: a claim 97 % from who says it, 95 % from whom it is about, 93 %
//!    from whom it came through; a document 97 % from its author; either 92 % from the publisher; a claim 63 %
//!    from the title above it.
//! 4. Of each typed word the best counts, and the sum of all words is the score. An entity whose whole name
//!    was typed gets 100 more.
//!
//! The steps between tiers are wider than the shares of names and running text, so an exact word in a text
//! comes before a prefix in a name, and a name before a text within a tier. Records of the same score
//! stand in the order of the corpus: entities, documents, claims.
//!
//! Nothing here reads a text. The cost is that of the words that fit and of the records that have them.

use super::candidates::{EXACT, Fit};
use super::field::{Field, Owner, Role};
use super::fold::fold;
use super::index::Index;
use super::plan::{Asked, Leaf, Need, Phrase};
use super::records::{Records, Tally};
use super::tokens;
use crate::corpus::{Corpus, DocumentSlot, EntitySlot, OutletSlot, Record, Voice};

/// What an entity gets whose whole name was typed.
pub(super) const WHOLE_NAME: u32 = 100;

/// What a fit in a text of `words` words is worth to the text's owner.
pub(super) fn worth(fit: Fit, field: Field, words: usize) -> u32 {
    let brevity = match words {
        0 | 1 => 40,
        2 => 30,
        3 => 22,
        4 => 16,
        5 => 11,
        6 => 7,
        7 => 4,
        8 => 2,
        _ => 0,
    };
    let brevity = if field.is_name() { fit.points * brevity / 1000 } else { 0 };
    fit.points * field.weight() / 100 + brevity
}

/// What a match of an owner is worth to a record that is joined to it.
pub(super) fn joined(points: u32, role: Role) -> u32 {
    points * role.share() / 100
}

/// Adds up what the parts of a need are worth; shared with the explanation, so that both agree.
pub(super) fn mean(parts: &[u32]) -> u32 {
    parts.iter().sum::<u32>() / u32::try_from(parts.len()).unwrap_or(1).max(1)
}

/// Looks for needs in an index.
pub(super) struct Ranker<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) index: &'a Index,
    pub(super) records: Records,
    /// True when the answer is no longer wanted; what is found then is incomplete.
    pub(super) overtaken: &'a dyn Fn() -> bool,
}

impl Ranker<'_> {
    /// Every record that has what is needed, with its points.
    pub(super) fn tally(&self, need: &Need) -> Tally {
        match need {
            Need::Leaf(leaf) => self.leaf(leaf),
            Need::Worth(percent, need) => self.tally(need).scaled(*percent),
            Need::Any(needs) => {
                let mut best = Tally::new(self.records.len());
                for need in needs {
                    self.tally(need).each(|at, points| best.raise(at, points));
                }
                best
            }
            Need::All(needs) => {
                let tallies: Vec<_> = needs.iter().map(|need| self.tally(need)).collect();
                Tally::of_all(self.records.len(), &tallies, mean)
            }
        }
    }

    fn leaf(&self, leaf: &Leaf) -> Tally {
        let mut spread = Spread {
            ranker: self,
            tally: Tally::new(self.records.len()),
            entities: Tally::new(self.corpus.entities().len()),
            outlets: Vec::new(),
            titles: Tally::new(self.corpus.documents().len()),
        };
        for field in Field::ALL {
            if (self.overtaken)() {
                break;
            }
            match &leaf.asked {
                Asked::Word(candidates) => {
                    for (word, fit) in candidates.fits() {
                        for posting in self.index.postings(field, *word) {
                            spread.take(field, posting.owner(), worth(*fit, field, posting.words()));
                        }
                    }
                }
                Asked::Phrase(phrase) => self.phrase(phrase, field, &mut spread),
            }
        }
        spread.finish()
    }

    /// The owners that have all words of a phrase are few; only their texts are read.
    fn phrase(&self, phrase: &Phrase, field: Field, spread: &mut Spread) {
        let mut owners: Option<Vec<usize>> = None;
        for words in &phrase.parts {
            let postings = words.iter().flat_map(|word| self.index.postings(field, *word));
            let mut having: Vec<_> =
                postings.filter(|posting| !posting.joined()).map(|posting| posting.owner()).collect();
            having.sort_unstable();
            having.dedup();
            if let Some(owners) = &owners {
                having.retain(|owner| owners.binary_search(owner).is_ok());
            }
            owners = Some(having);
        }
        for owner in owners.unwrap_or_default() {
            if !phrase.must_read(field) {
                spread.take(field, owner, worth(EXACT, field, 15));
                continue;
            }
            Owner::of(field, owner).texts(self.corpus, &mut |other, text| {
                if other == field && phrase.is_in(text) {
                    let words = if field.is_name() { tokens::count(&fold(text)) } else { 15 };
                    spread.take(field, owner, worth(EXACT, field, words));
                }
            });
        }
    }
}

/// Carries what owners are worth on to the records that are joined to them.
struct Spread<'a> {
    ranker: &'a Ranker<'a>,
    tally: Tally,
    entities: Tally,
    outlets: Vec<(OutletSlot, u32)>,
    titles: Tally,
}

impl Spread<'_> {
    fn take(&mut self, field: Field, owner: usize, points: u32) {
        match Owner::of(field, owner) {
            Owner::Entity(slot) => {
                self.raise(Record::Entity(slot), points);
                if field.is_name() {
                    self.entities.raise(owner, points);
                }
            }
            Owner::Outlet(slot) if field.is_name() => self.outlets.push((slot, points)),
            // Outlet ids and origins are for filters.
            Owner::Outlet(_) | Owner::Origin(_) => {}
            Owner::Document(slot) => {
                self.raise(Record::Document(slot), points);
                if field == Field::DocumentTitle {
                    self.titles.raise(owner, points);
                }
            }
            Owner::Claim(slot) => self.raise(Record::Claim(slot), points),
        }
    }

    fn raise(&mut self, record: Record, points: u32) {
        if let Some(at) = self.ranker.records.number(record) {
            self.tally.raise(at, points);
        }
    }

    fn finish(mut self) -> Tally {
        let (corpus, records) = (self.ranker.corpus, self.ranker.records);
        if records.documents() {
            for (document, points) in self.authored() {
                self.raise(Record::Document(document), points);
            }
        }
        if records.claims() {
            std::mem::take(&mut self.entities).each(|at, points| {
                let entity = EntitySlot::new(at);
                let roles = [
                    (Role::Speaker, corpus.said_by(entity)),
                    (Role::About, corpus.about(entity)),
                    (Role::Via, corpus.conveyed_by(entity)),
                ];
                for (role, claims) in roles {
                    let points = joined(points, role);
                    for claim in claims {
                        self.raise(Record::Claim(*claim), points);
                    }
                }
            });
            std::mem::take(&mut self.titles).each(|at, points| {
                let points = joined(points, Role::Document);
                corpus.claims_in(DocumentSlot::new(at)).for_each(|claim| self.raise(Record::Claim(claim), points));
            });
        }
        self.publishers();
        self.tally
    }

    fn authored(&self) -> Vec<(DocumentSlot, u32)> {
        let mut found = Vec::new();
        self.entities.each_ref(|at, points| {
            let documents = self.ranker.index.authored(EntitySlot::new(at));
            found.extend(documents.iter().map(|document| (*document, joined(points, Role::Author))));
        });
        found
    }

    fn publishers(&mut self) {
        let (corpus, index) = (self.ranker.corpus, self.ranker.index);
        for (outlet, points) in std::mem::take(&mut self.outlets) {
            let points = joined(points, Role::Publisher);
            for document in index.published(outlet) {
                self.raise(Record::Document(*document), points);
                let unsigned = self.ranker.records.claims() && corpus.authors(*document).is_empty();
                for claim in unsigned.then(|| corpus.claims_in(*document)).into_iter().flatten() {
                    if matches!(corpus.voice(claim), Voice::Unsigned(_)) {
                        self.raise(Record::Claim(claim), points);
                    }
                }
            }
        }
    }
}
