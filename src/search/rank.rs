//! Ranking: what each record is worth for a query.
//!
//! The better a word fits, the higher the record; where words fit alike, who it is counts before what is
//! said:
//!
//! 1. A typed word fits a word of a text in one of seven tiers, each worth points: exact 1000, British for American
//!    or the other way round 950, prefix 800, misspelling 600 or 500, inside a word 400, prefix with a slip 300 or 250, scattered letters 200 to 100
//!    ([`candidates`](super::candidates) has the details).
//! 2. The text is worth a share of them: the name of an actor 100 %, an alias 98 %, a title 95 %, a claim's text
//!    and a position 90 %, kinds and genres 85 %, weak aliases and ids 80 %, summaries 72 %. A name gets up to 40
//!    points of 1000 more the fewer words it has, so that Mali comes before the Government of Mali.
//! 3. What is joined to the text gets a share of that: a claim 97 % from who says it, 95 % from whom it is about, 93 %
//!    from whom it came through; a document 97 % from its author; either 92 % from the publisher; a claim 63 %
//!    from the title above it.
//! 4. A record is ranked by the words as they were typed, which are exact words and prefixes, where it has all of them;
//!    else by whatever fits. Documents and claims of the latter sort are only listed where no other of their kind has
//!    the very words, and fewer than ten have words that begin so: who typed `wheat` and finds wheat does not want what
//!    is spelt nearly so. Actors are listed by what resembles their names all the same: names are spelt in many ways.
//! 5. Of each typed word the best counts, and the sum of all words is the score. An entity whose whole name
//!    was typed gets 100 more.
//!
//! The steps between tiers are wider than the shares of names and running text, so an exact word in a text
//! comes before a prefix in a name, and a name before a text within a tier. Records of the same score
//! stand in the order of the corpus: entities, documents, claims.
//!
//! Nothing here reads a text. The cost is that of the words that fit and of the records that have them.

use rayon::prelude::*;

use super::bits::Bits;
use super::candidates::{EXACT, Fit};
use super::field::{Field, Owner, Role};
use super::fold::fold;
use super::index::Index;
use super::plan::{Asked, Leaf, Need, Phrase};
use super::postings::{Posting, leap};
use super::records::{Records, Tally};
use super::tokens;
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, OutletSlot, Record, Voice};

/// Where fewer records than one in so many are left, lists are searched for them instead of being gone through.
const FEW: usize = 256;

/// After so many texts, it is asked again whether the answer is still wanted.
const READ_AT_ONCE: usize = 4096;

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
    /// Every record that has what is needed, with its points; of those within some records alone, where they are given.
    pub(super) fn tally(&self, need: &Need, within: Option<&Bits>) -> Tally {
        match need {
            Need::Leaf(leaf) => self.leaf(leaf, within),
            Need::Worth(percent, need) => self.tally(need, within).scaled(*percent),
            Need::Any(needs) => {
                let mut tallies = needs.iter().map(|need| self.tally(need, within));
                let mut best = tallies.next().unwrap_or_else(|| Tally::new(self.records.len()));
                tallies.for_each(|tally| tally.each(|at, points| best.raise(at, points)));
                best
            }
            Need::All(needs) => {
                let tallies: Vec<_> = needs.iter().map(|need| self.tally(need, within)).collect();
                Tally::of_all(self.records.len(), &tallies, mean)
            }
        }
    }

    /// About how many records have what is needed: rare needs are best looked for first.
    pub(super) fn frequency(&self, need: &Need) -> usize {
        match need {
            Need::Leaf(leaf) => match &leaf.asked {
                Asked::Word(candidates) => {
                    let mut sum = 0;
                    self.index.field(Field::ClaimText).each(candidates.fits(), |_, postings| sum += postings.len());
                    sum
                }
                Asked::Phrase(_) => 0,
            },
            Need::Worth(_, need) => self.frequency(need),
            Need::Any(needs) => needs.iter().map(|need| self.frequency(need)).sum(),
            Need::All(needs) => needs.iter().map(|need| self.frequency(need)).min().unwrap_or(0),
        }
    }

    fn claims(&self, bits: &Bits) -> Vec<ClaimSlot> {
        let claim = |number| match self.records.record(number) {
            Record::Claim(slot) => Some(slot),
            Record::Entity(_) | Record::Document(_) => None,
        };
        bits.iter().filter_map(claim).collect()
    }

    fn leaf(&self, leaf: &Leaf, within: Option<&Bits>) -> Tally {
        let mut spread = Spread {
            ranker: self,
            within,
            few: within.filter(|bits| bits.count() <= self.records.len() / FEW).map(|bits| self.claims(bits)),
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
                    let field_of = self.index.field(field);
                    field_of.each(candidates.fits(), |fit, postings| spread.word(field, *fit, postings));
                }
                Asked::Phrase(phrase) => self.phrase(phrase, field, &mut spread),
            }
        }
        spread.finish()
    }

    /// The owners that have all words of a phrase are few; only their texts are read.
    fn phrase(&self, phrase: &Phrase, field: Field, spread: &mut Spread) {
        let mut parts: Vec<Vec<&[Posting]>> = Vec::new();
        for words in &phrase.parts {
            parts.push(words.iter().map(|word| self.index.postings(field, *word)).collect());
        }
        // The rarest word first: what follows looks for its owners alone.
        parts.sort_by_key(|lists| lists.iter().map(|list| list.len()).sum::<usize>());
        let mut owners: Option<Vec<usize>> = None;
        for lists in parts {
            owners = Some(match owners {
                Some(mut owners) => {
                    let mut rests = lists;
                    owners.retain(|owner| {
                        rests.iter_mut().any(|rest| {
                            *rest = &rest[leap(rest, |posting| posting.owner() < *owner)..];
                            rest.first().is_some_and(|posting| posting.owner() == *owner && !posting.joined())
                        })
                    });
                    owners
                }
                None => {
                    let postings = lists.iter().copied().flatten().filter(|posting| !posting.joined());
                    let mut owners: Vec<_> = postings.map(|posting| posting.owner()).collect();
                    owners.sort_unstable();
                    owners.dedup();
                    owners
                }
            });
        }
        let mut owners = owners.unwrap_or_default();
        if !phrase.must_read(field) {
            for owner in owners {
                spread.take(field, owner, worth(EXACT, field, 15));
            }
            return;
        }
        owners.retain(|owner| spread.wants(field, *owner));
        let corpus = self.corpus;
        let read = |owner: &usize| {
            let mut shortest: Option<usize> = None;
            Owner::of(field, *owner).texts(corpus, &mut |other, text| {
                if other == field && phrase.is_in(text) {
                    let words = if field.is_name() { tokens::count(&fold(text)) } else { 15 };
                    shortest = Some(shortest.map_or(words, |shortest| shortest.min(words)));
                }
            });
            shortest.map(|words| (*owner, worth(EXACT, field, words)))
        };
        for some in owners.chunks(READ_AT_ONCE) {
            if (self.overtaken)() {
                return;
            }
            let found: Vec<_> = some.par_iter().filter_map(read).collect();
            for (owner, points) in found {
                spread.take(field, owner, points);
            }
        }
    }
}

/// Carries what owners are worth on to the records that are joined to them.
struct Spread<'a> {
    ranker: &'a Ranker<'a>,
    /// No others get points.
    within: Option<&'a Bits>,
    /// The claims among these, where they are few.
    few: Option<Vec<ClaimSlot>>,
    tally: Tally,
    entities: Tally,
    outlets: Vec<(OutletSlot, u32)>,
    titles: Tally,
}

impl Spread<'_> {
    /// Takes all postings of a word that fits.
    fn word(&mut self, field: Field, fit: Fit, postings: &[Posting]) {
        if field.is_name() {
            for posting in postings {
                self.take(field, posting.owner(), worth(fit, field, posting.words()));
            }
            return;
        }
        let points = worth(fit, field, 15);
        if !matches!(field, Field::ClaimText | Field::ClaimKind | Field::ClaimId) {
            for posting in postings {
                self.take(field, posting.owner(), points);
            }
            return;
        }
        let records = self.ranker.records;
        if !records.claims() {
            return;
        }
        let first = records.first_claim();
        match (self.within, &self.few) {
            (None, _) => postings.iter().for_each(|posting| self.tally.raise(first + posting.owner(), points)),
            (Some(_), Some(few)) if few.len() < postings.len() / 8 => {
                let mut rest = postings;
                for claim in few {
                    rest = &rest[leap(rest, |posting| posting.owner() < claim.index())..];
                    if rest.first().is_some_and(|posting| posting.owner() == claim.index()) {
                        self.tally.raise(first + claim.index(), points);
                    }
                }
            }
            (Some(within), _) => {
                let numbers = postings.iter().map(|posting| first + posting.owner());
                numbers.filter(|number| within.has(*number)).for_each(|number| self.tally.raise(number, points));
            }
        }
    }

    /// Takes claims, in order, that are joined to a text.
    fn claims(&mut self, claims: &[ClaimSlot], points: u32) {
        let first = self.ranker.records.first_claim();
        match (self.within, &self.few) {
            (None, _) => claims.iter().for_each(|claim| self.tally.raise(first + claim.index(), points)),
            (Some(_), Some(few)) if few.len() < claims.len() / 8 => {
                let mut rest = claims;
                for claim in few {
                    rest = &rest[leap(rest, |other| other < claim)..];
                    if rest.first() == Some(claim) {
                        self.tally.raise(first + claim.index(), points);
                    }
                }
            }
            (Some(within), _) => {
                let numbers = claims.iter().map(|claim| first + claim.index());
                numbers.filter(|number| within.has(*number)).for_each(|number| self.tally.raise(number, points));
            }
        }
    }

    /// False when a text of the owner can give no points to any record within.
    fn wants(&self, field: Field, owner: usize) -> bool {
        match Owner::of(field, owner) {
            Owner::Claim(slot) => {
                let number = self.ranker.records.number(Record::Claim(slot));
                number.is_some_and(|number| self.within.is_none_or(|within| within.has(number)))
            }
            _ => true,
        }
    }

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
        if let Some(at) = self.ranker.records.number(record).filter(|at| self.within.is_none_or(|bits| bits.has(*at))) {
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
            std::mem::replace(&mut self.entities, Tally::new(0)).each(|at, points| {
                let entity = EntitySlot::new(at);
                let roles = [
                    (Role::Speaker, corpus.said_by(entity)),
                    (Role::About, corpus.about(entity)),
                    (Role::Via, corpus.conveyed_by(entity)),
                ];
                for (role, claims) in roles {
                    self.claims(claims, joined(points, role));
                }
            });
            std::mem::replace(&mut self.titles, Tally::new(0)).each(|at, points| {
                let points = joined(points, Role::Document);
                corpus.claims_in(DocumentSlot::new(at)).for_each(|claim| self.raise(Record::Claim(claim), points));
            });
        }
        self.publishers();
        self.tally
    }

    fn authored(&self) -> Vec<(DocumentSlot, u32)> {
        let mut found = Vec::new();
        self.entities.each(|at, points| {
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
