//! Ranking: what each record is worth for a query.
//!
//! The better a word fits, the higher the record; where words fit alike, who it is counts before what is
//! said:
//!
//! 1. A typed word fits a word of a text in one of nine tiers, each worth points: exact 1000, written together or apart
//!    970, British for American or the other way round 950, another form of the word 860, prefix 720, misspelling 600 or
//!    500, inside a word 400, prefix with a slip 300 or 250, scattered letters 200 to 100
//!    ([`candidates`](crate::search::matching::candidates) has the details). Beside others a common word, such as `the`, is not needed and
//!    worth nothing; it is only marked. A common letter is worth one point.
//! 2. The text is worth a share of them: the name of an actor 100 %, an alias 98 %, a title 95 %, a claim's text
//!    and a position 90 %, kinds and genres 85 %, weak aliases and ids 80 %, summaries 72 %. A name gets up to 40
//!    points of 1000 more the fewer words it has, so that Mali comes before the Government of Mali.
//! 3. What is joined to the text gets a share of that: a claim 97 % from who says it, 86 % from whom it is about, 85 %
//!    from whom it came through; a document 97 % from its author; either 84 % from the publisher; a claim 80 % from its
//!    origin, where that was asked for by its id, and 63 % from the title above it.
//! 4. A record is ranked by the words as they were typed, which are exact words and prefixes, where it has all of them;
//!    else by whatever fits. Documents and claims of the latter sort are only listed where no other of their kind has
//!    the very words, and fewer than ten have words that begin so: who typed `wheat` and finds wheat does not want what
//!    is spelt nearly so. Actors are listed by what resembles their names all the same: names are spelt in many ways.
//! 5. Of each typed word the best counts, and the sum of all words is the score. A record whose whole name, title or id
//!    was typed gets 20,000 more, an entity by a weak alias 18,000: more than words can be worth. Common words do not
//!    count in that, nor does the order of the others. A record whose address or id stands for a word gets 2000 for it.
//!
//! The steps from an exact word to another form, to a prefix and to a misspelling are wider than the shares of names and
//! running text, so an exact word in a text comes before a prefix in a name, and a name before a text within a tier. A
//! claim's own words come before the name of whom it is about. Records of the same score stand in the order of the corpus:
//! entities, documents, claims.
//!
//! Nothing here reads a text. The cost is that of the words that fit and of the records that have them: for a single
//! word or phrase those lists of records are gone through first that give most, and once the best are certain the rest
//! is merely counted, a bit for each; of several words the rarest comes first, and the others are looked for among its
//! records. Where all are in many records, see [`join`](crate::search::ranking::intersection).

use crate::corpus::{Corpus, Record};
use crate::search::index::Index;
use crate::search::index::bitset::BitSet;
use crate::search::index::field::{Field, Owner, Role};
use crate::search::matching::candidates::{EXACT, TOGETHER, WordMatch};
use crate::search::matching::plan::{Clause, Leaf, Plan, Term};
use crate::search::ranking::contributions::{Descending, Gathering, Source, Within, are_few};
use crate::search::ranking::numbering::{Records, Tally};
use crate::search::ranking::top_k::Best;

/// What a record gets whose whole name was typed: more than all words together can be worth.
pub(crate) const WHOLE_NAME: u32 = 20_000;

/// The same for a name that could mean another as well.
const WHOLE_WEAK_ALIAS: u32 = 18_000;

/// The records whose whole name, title or id was typed, with what they get for that.
pub(crate) fn called(index: &Index, plan: &Plan) -> Vec<(Record, u32)> {
    let called = index.name_bearers(plan.name.iter().map(String::as_str)).iter().filter_map(|named| {
        let record = match named.owner {
            Owner::Entity(slot) => Record::Entity(slot),
            Owner::Document(slot) => Record::Document(slot),
            Owner::Outlet(_) | Owner::Origin(_) | Owner::Claim(_) => return None,
        };
        Some((record, if named.weak { WHOLE_WEAK_ALIAS } else { WHOLE_NAME }))
    });
    called.collect()
}

/// What a fit in a text of `words` words is worth to the text's owner.
pub(crate) fn worth(fit: WordMatch, field: Field, words: usize) -> u32 {
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
pub(crate) fn joined(points: u32, role: Role) -> u32 {
    points * role.share() / 100
}

/// Adds up what the parts of a need are worth; [`Tally::shared`] does the same for many records.
pub(crate) fn mean(parts: &[u32]) -> u32 {
    parts.iter().sum::<u32>() / u32::try_from(parts.len()).unwrap_or(1).max(1)
}

/// Looks for needs in an index.
pub(crate) struct Ranker<'a> {
    pub(crate) corpus: &'a Corpus,
    pub(crate) index: &'a Index,
    pub(crate) records: Records,
    /// True when the answer is no longer wanted; what is found then is incomplete.
    pub(crate) overtaken: &'a (dyn Fn() -> bool + Sync),
}

/// Words are frequent if they are in more than one record of so many.
const FREQUENT: usize = 16;

/// The same with a single letter among them. It has more lists than any word, but of those only the ones that give most
/// are gone through once it is known which records have the others.
const WITH_A_LETTER: usize = FREQUENT / 4;

/// Sources of more records than these are shared out among cores.
const SHARE: usize = if cfg!(test) { 4 } else { 1 << 16 };

/// The best that each record gets from some sources, on so many threads at most.
fn raised(sources: &[&Source], records: Records, within: Option<&Within>, threads: usize) -> Tally {
    let length = sources.iter().map(|source| source.len()).sum::<usize>();
    if threads > 1 && length > SHARE {
        let mut before = 0;
        let half = sources.iter().take_while(|source| {
            before += source.len();
            before < length / 2
        });
        let (some, others) = sources.split_at(half.count());
        let raised = |sources| raised(sources, records, within, threads / 2);
        let (some, others) = rayon::join(|| raised(some), || raised(others));
        return some.or(&others);
    }
    let mut tally = Tally::new(records.len());
    for source in sources {
        source.each(records.first_claim(), within, |number| tally.raise(number, source.points));
    }
    tally
}

impl Ranker<'_> {
    /// Every record that has what is needed, with its points; of those within some records alone, where they are given.
    pub(crate) fn tally(&self, need: &Clause, within: Option<&BitSet>) -> Tally {
        match need {
            Clause::Leaf(leaf) => self.leaf(leaf, within),
            Clause::Records(among) => {
                let mut tally = Tally::new(self.records.len());
                let bits = among.bits().clone();
                let bits = if let Some(within) = within { bits.and(within) } else { bits };
                bits.iter().for_each(|number| tally.raise(number, 0));
                tally
            }
            Clause::Boost(percent, need) => self.tally(need, within).scaled(*percent),
            Clause::Any(needs) => {
                let tallies = needs.iter().map(|need| self.tally(need, within));
                tallies.reduce(|best, tally| best.or(&tally)).unwrap_or_else(|| Tally::new(self.records.len()))
            }
            Clause::All(needs) => self.all(needs, within).shared(needs.len()),
        }
    }

    fn leaf(&self, leaf: &Leaf, within: Option<&BitSet>) -> Tally {
        let only = within.map(|bits| Within::new(bits, self.records));
        let sources = self.sources(leaf, only.as_ref(), &[]);
        self.raised(&sources.iter().collect::<Vec<_>>(), only.as_ref())
    }

    /// The best that each record gets from some sources.
    pub(crate) fn raised(&self, sources: &[&Source], within: Option<&Within>) -> Tally {
        raised(sources, self.records, within, rayon::current_num_threads())
    }

    /// Every record that has all that is needed, with the sum of its points.
    pub(crate) fn all(&self, needs: &[Clause], within: Option<&BitSet>) -> Tally {
        self.sum(&self.rarest_first(needs), within, |need, within| self.tally(need, within))
    }

    /// What is rarest is looked for first, what follows only among the records that have that.
    fn rarest_first<'n>(&self, needs: &'n [Clause]) -> Vec<&'n Clause> {
        let mut needs: Vec<_> = needs.iter().collect();
        if needs.len() > 1 {
            needs.sort_by_cached_key(|need| self.frequency(need));
        }
        needs
    }

    /// Every record that has each of some parts, with the sum of its points; of those within some records alone, where
    /// they are given. A part is tallied only within what has those before.
    pub(crate) fn sum<T>(
        &self,
        parts: &[T],
        within: Option<&BitSet>,
        tally: impl Fn(&T, Option<&BitSet>) -> Tally,
    ) -> Tally {
        let mut common: Option<Tally> = None;
        for part in parts {
            let tally = tally(part, common.as_ref().map(Tally::bits).or(within));
            common = Some(match common {
                Some(before) => tally.plus(&before),
                None => tally,
            });
            if (self.overtaken)() {
                break;
            }
        }
        common.unwrap_or_else(|| Tally::new(self.records.len()))
    }

    /// Every record that has what is needed, without points.
    pub(crate) fn having(&self, need: &Clause, within: Option<&BitSet>) -> BitSet {
        let Clause::Leaf(leaf) = need else { return self.tally(need, within).into_bits() };
        if let Some(known) = self.known(leaf) {
            return match within {
                Some(within) => known.and(within),
                None => known,
            };
        }
        let mut bits = BitSet::none(self.records.len());
        let within = within.map(|bits| Within::new(bits, self.records));
        for source in self.sources(leaf, within.as_ref(), &[]) {
            source.insert_into(&mut bits, self.records.first_claim(), within.as_ref());
        }
        bits
    }

    /// The records that have a single letter.
    fn known(&self, leaf: &Leaf) -> Option<BitSet> {
        let Term::Word(candidates) = &leaf.term else { return None };
        self.index.firsts.having(candidates, self.records)
    }

    /// The best `limit` records that have all that is needed, the best first, and all that have. Those that are called as
    /// was typed get more.
    pub(crate) fn best(
        &self,
        needs: &[Clause],
        within: Option<&BitSet>,
        called: &[(Record, u32)],
        limit: usize,
    ) -> (Vec<(usize, u32)>, BitSet) {
        let needs = self.rarest_first(needs);
        let sum =
            |needs: &[&Clause]| self.praised(self.sum(needs, within, |need, within| self.tally(need, within)), called);
        if let Some(leaves) = self.frequent(&needs, within) {
            return self.best_of_frequent(&leaves, within, called, limit);
        }
        match &needs[..] {
            [Clause::Leaf(leaf)] => self.best_of_one(leaf, within, called, limit),
            [before @ .., Clause::Leaf(last)] => {
                let before = sum(before);
                if !are_few(before.bits(), self.records) {
                    return self.best_of_two(&before, last, limit);
                }
                let tally = self.leaf(last, Some(before.bits())).plus(&before);
                (tally.best(limit), tally.into_bits())
            }
            needs => {
                let tally = sum(needs);
                (tally.best(limit), tally.into_bits())
            }
        }
    }

    /// What is needed, the rarest first, where it is several words that are all in many claims, and many are left.
    fn frequent<'n>(&self, needs: &[&'n Clause], within: Option<&BitSet>) -> Option<Vec<&'n Leaf>> {
        let (rarest, _) = needs.split_first().filter(|(_, others)| !others.is_empty() && self.records.claims())?;
        let words = needs.iter().map(|need| match need {
            Clause::Leaf(leaf @ Leaf { term: Term::Word(word), .. }) => Some((leaf, word.letter().is_some())),
            _ => None,
        });
        let (leaves, letters): (Vec<_>, Vec<_>) = words.collect::<Option<Vec<_>>>()?.into_iter().unzip();
        let many = self.records.len() / if letters.contains(&true) { WITH_A_LETTER } else { FREQUENT };
        let are_many = self.frequency(rarest) > many && within.is_none_or(|within| within.count() > many);
        are_many.then_some(leaves)
    }

    /// More for the records that are called as was typed.
    pub(crate) fn praised(&self, mut tally: Tally, called: &[(Record, u32)]) -> Tally {
        let numbers = called.iter().filter_map(|(record, points)| Some((self.records.number(*record)?, *points)));
        numbers.for_each(|(number, points)| tally.add(number, points));
        tally
    }

    /// Only the records that get most are ranked; once there are enough of them, the rest is merely counted.
    fn best_of_one(
        &self,
        leaf: &Leaf,
        within: Option<&BitSet>,
        called: &[(Record, u32)],
        limit: usize,
    ) -> (Vec<(usize, u32)>, BitSet) {
        let only = within.map(|bits| Within::new(bits, self.records));
        let sources = self.sources(leaf, only.as_ref(), called);
        let mut bits = BitSet::none(self.records.len());
        let mut best = Best::new(limit);
        let mut descending = Descending::new(&sources, limit);
        while !best.is_full()
            && let Some(stretch) = descending.next()
        {
            for source in stretch {
                self.each(source, only.as_ref(), |number| {
                    if bits.add(number) {
                        best.push(number, source.points);
                    }
                });
            }
        }
        let having = self.known(leaf).unwrap_or_else(|| {
            let rest = descending.rest();
            rest.for_each(|source| source.insert_into(&mut bits, self.records.first_claim(), only.as_ref()));
            bits
        });
        let having = match within {
            Some(within) => having.and(within),
            None => having,
        };
        (best.ranked(), having)
    }

    /// The best records for what was found already together with the word that most records have. Those that
    /// have it are counted first; then it gives its points, the most first, until nobody who is left can come
    /// among the best.
    fn best_of_two(&self, before: &Tally, last: &Leaf, limit: usize) -> (Vec<(usize, u32)>, BitSet) {
        let sources = self.sources(last, Some(&Within::new(before.bits(), self.records)), &[]);
        let mut left = self.having_of(last, &sources).and(before.bits());
        let having = left.clone();
        let most = left.iter().map(|number| before.of(number)).max().unwrap_or(0);
        let mut best = Best::new(limit);
        let mut descending = Descending::new(&sources, limit);
        while let Some(stretch) = descending.next() {
            for source in stretch {
                if source.points + most < best.floor() {
                    return (best.ranked(), having);
                }
                self.each(source, None, |number| {
                    if left.has(number) {
                        left.remove(number);
                        best.push(number, source.points + before.of(number));
                    }
                });
            }
        }
        (best.ranked(), having)
    }

    /// The records that have a leaf, from its sources.
    pub(crate) fn having_of(&self, leaf: &Leaf, sources: &[Source]) -> BitSet {
        self.known(leaf).unwrap_or_else(|| {
            let mut having = BitSet::none(self.records.len());
            for source in sources {
                source.insert_into(&mut having, self.records.first_claim(), None);
            }
            having
        })
    }

    fn each(&self, source: &Source, within: Option<&Within>, each: impl FnMut(usize)) {
        source.each(self.records.first_claim(), within, each);
    }

    /// About how many records have what is needed: rare needs are best looked for first.
    pub(crate) fn frequency(&self, need: &Clause) -> usize {
        match need {
            Clause::Leaf(leaf) => match &leaf.term {
                Term::Word(candidates) => candidates.frequency(self.index),
                Term::Phrase(_) | Term::Key(_) => 0,
            },
            Clause::Records(among) => among.bits().count(),
            Clause::Boost(_, need) => self.frequency(need),
            Clause::Any(needs) => needs.iter().map(|need| self.frequency(need)).sum(),
            Clause::All(needs) => needs.iter().map(|need| self.frequency(need)).min().unwrap_or(0),
        }
    }

    /// From where records get points for a word or phrase.
    pub(crate) fn sources(&self, leaf: &Leaf, within: Option<&Within>, called: &[(Record, u32)]) -> Vec<Source<'_>> {
        let mut gathering = Gathering::new(self.corpus, self.index, self.records);
        if let Term::Key(key) = &leaf.term {
            gathering.by_key(&key.owners(self.index, self.corpus));
            return gathering.finish(called, within);
        }
        for field in Field::ALL {
            if (self.overtaken)() {
                break;
            }
            match &leaf.term {
                Term::Word(_) | Term::Key(_) => gathering.words(leaf, field),
                Term::Phrase(phrase) => self.phrase(phrase, EXACT, field, within, &mut gathering),
            }
            for phrase in &leaf.apart {
                self.phrase(phrase, TOGETHER, field, within, &mut gathering);
            }
        }
        gathering.finish(called, within)
    }
}
