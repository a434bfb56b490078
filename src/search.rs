//! Search: from a few typed words to ranked, highlighted, explained records.
//!
//! ```text
//! Corpus ── fold ── tokens ──> Index (vocabulary, postings, pairs)
//!                                │
//! typed ──> Query ──> Plan (candidates: exact, prefix, spelling, inside, scattered)
//!                      │
//!                      └──> rank ──> filters, narrowing ──> best hits ──> explain, highlight ──> Answer
//! ```
//!
//! `rank.rs` says on one page what stands before what. The index and the query are immutable; an answer depends
//! on nothing else, so the same question always gets the same answer. No text is read to find or to rank
//! records, but for phrases of words of which one is rare: typed words are compared with the vocabulary, and only the
//! hits of the answer are read again to mark them. The browser searches through a [`worker`], commands call [`search`] itself.

mod analysis;
mod explain;
mod index;
mod matching;
mod query;
mod ranking;
pub mod worker;

use std::ops::Range;

use rayon::prelude::*;

use crate::corpus::{Corpus, Narrowing, Record};
use crate::text::Text;

pub(crate) use analysis::fold::fold;
use explain::Explainer;
pub use explain::{Account, Counted, Step, accounts};
pub use index::Index;
use index::bitset::Bits;
use matching::candidates::Reach;
use matching::plan::{Need, Plan};
pub use query::{FILTERS, FilterRow, Problem, Query, SIGNS, essential_examples, examples};
use ranking::choices::Choices;
use ranking::contributions::are_few;
use ranking::numbering::Records;
use ranking::ranker::Ranker;

/// Which records are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All kinds together.
    Everything,
    /// Documents alone.
    Documents,
    /// Entities alone.
    Entities,
    /// Claims alone.
    Claims,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 4] = [Self::Everything, Self::Documents, Self::Entities, Self::Claims];
}

/// A record of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What was found.
    pub record: Record,
    /// What it is worth; comparable within one answer. 0 where no word was asked for.
    pub score: u32,
    /// Why it is there; `None` where that was not asked for, see [`explained`].
    pub why: Option<Why>,
}

/// Why a record is a hit. For a query without words it is empty, unless a filter was misspelt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Why {
    /// What to mark in [`Corpus::shown`]: bytes; sorted, apart from each other, never within a grapheme.
    pub ranges: Vec<Range<usize>>,
    /// What the marks do not tell: `alias: Sergei Lavrov`, `1 letter off`.
    pub reason: Option<Text>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The best ones, the best first.
    pub hits: Vec<Hit>,
    /// How many match in all.
    pub total: usize,
}

/// Finds the best `limit` records that fulfil the query and are admitted by every narrowing.
///
/// An empty query is fulfilled by all records; they are in the order of the corpus then. The index must have been
/// built from the corpus.
pub fn search(
    index: &Index,
    corpus: &Corpus,
    query: &Query,
    scope: Scope,
    narrowing: &[Narrowing],
    limit: usize,
) -> Answer {
    search_explaining(index, corpus, query, scope, narrowing, limit, limit)
}

/// [`search`] for a screen: finds the best `limit` records, and explains only the first `explained` of them.
pub fn search_explaining(
    index: &Index,
    corpus: &Corpus,
    query: &Query,
    scope: Scope,
    narrowing: &[Narrowing],
    limit: usize,
    explained: usize,
) -> Answer {
    let question = Question { index, corpus, query, scope, narrowing, limit, explained };
    question.answer(&|| false).unwrap_or_default()
}

/// Why each of some records is a hit of a query, for those that [`search_explaining`] left unexplained.
pub fn explained(index: &Index, corpus: &Corpus, query: &Query, records: &[Record]) -> Vec<Why> {
    let plans = plans(index, corpus, query);
    let guesses = ranking::filters::guesses(index, corpus, query);
    let mut explainer = Explainer::new(corpus, index, &plans).with_guesses(&guesses);
    records.iter().map(|record| explainer.why(*record)).collect()
}

/// What a query asks of any record: as it was typed, and with slips forgiven.
fn plans(index: &Index, corpus: &Corpus, query: &Query) -> [Plan; 2] {
    let ranker = Ranker { corpus, index, records: Records::new(corpus, Scope::Everything), overtaken: &|| false };
    let choices = Choices::new(&ranker, query);
    [Reach::Prefixes, Reach::Fuzzy].map(|reach| Plan::new(index, query, reach).or_among(&choices.among))
}

/// After so many hits, it is asked again whether the answer is still wanted.
const EXPLAINED_AT_ONCE: usize = 256;

/// Fewer hits than these are not worth another thread.
const MIN_SHARE: usize = 64;

/// So many records of a kind that begin as typed are enough.
const PLENTY: usize = 10;

/// Of so many words, the first ones leave so few records that not all others have to be looked up.
const MANY_WORDS: usize = 4;

/// Everything an answer depends on.
#[derive(Clone, Copy)]
struct Question<'a> {
    index: &'a Index,
    corpus: &'a Corpus,
    query: &'a Query,
    scope: Scope,
    narrowing: &'a [Narrowing],
    limit: usize,
    /// How many of them are explained.
    explained: usize,
}

impl Question<'_> {
    /// The answer; `None` if it was overtaken meanwhile.
    fn answer(&self, overtaken: &(dyn Fn() -> bool + Sync)) -> Option<Answer> {
        let Self { index, corpus, .. } = *self;
        let records = Records::new(corpus, self.scope);
        if self.query.is_wrong() {
            return Some(Answer::default());
        }
        let ranker = Ranker { corpus, index, records, overtaken };
        let mut choices = Choices::new(&ranker, self.query);
        let mut plans = vec![self.plan(Reach::Prefixes, &choices)];
        let plan = &plans[0];
        let narrowed = self
            .narrowing
            .iter()
            .map(|narrowing| crate::search::ranking::filters::narrowed(corpus, *narrowing, records));
        let narrowed = narrowed.chain(choices.within.take()).reduce(|all, next| all.and(&next));
        let within = crate::search::ranking::choices::admitted(&ranker, self.query, &plan.excluded, narrowed);
        if overtaken() {
            return None;
        }
        let (found, total) = if plan.needs.is_empty() {
            self.listed(records, within.as_ref())
        } else if let Some(known) = within.is_none().then(|| index.firsts.get(plan, self.scope, self.limit)).flatten() {
            known
        } else {
            let (mut found, having) = self.ranked(&ranker, plan, within.as_ref());
            let mut total = having.count();
            // What a filter leaves must not bring in what would not be listed without it.
            let few = |kind| !records.range(kind).is_empty() && having.count_within(records.range(kind)) < PLENTY;
            let all =
                (within.is_some() && Scope::ALL.into_iter().any(few)).then(|| ranker.best(&plan.needs, None, &[], 0).1);
            let as_typed = all.as_ref().unwrap_or(&having);
            let known = as_typed.count_within(records.range(Scope::Entities)) > 0;
            let open = self.open(&ranker, as_typed, &choices);
            if overtaken() {
                return None;
            }
            let open = within.map_or_else(|| open.clone(), |within| within.and(&open));
            if let Some((plan, open)) = self.forgiving(&ranker, open, &choices) {
                plans.push(plan);
                let more = if known {
                    let more = self.by_name(&ranker, &plans, &open);
                    total += more.len();
                    more
                } else {
                    let (more, having) = self.ranked(&ranker, &plans[1], Some(&open));
                    total += having.count();
                    more
                };
                found.extend(more);
                found = crate::search::ranking::top_k::first(found, self.limit);
            }
            if overtaken() {
                return None;
            }
            (found, total)
        };

        let guesses = ranking::filters::guesses(index, corpus, self.query);
        let mut hits = Vec::with_capacity(found.len());
        let (found, rest) = found.split_at(self.explained.min(found.len()));
        for some in found.chunks(EXPLAINED_AT_ONCE) {
            if overtaken() {
                return None;
            }
            let explained = |share: &[(usize, u32)]| {
                let mut explainer = Explainer::new(corpus, index, &plans).with_guesses(&guesses);
                let hit = |(number, score): &(usize, u32)| {
                    let record = records.record(*number);
                    Hit { record, score: *score, why: Some(explainer.why(record)) }
                };
                share.iter().map(hit).collect::<Vec<_>>()
            };
            if some.len() <= MIN_SHARE {
                hits.extend(explained(some));
                continue;
            }
            let share = some.len().div_ceil(rayon::current_num_threads());
            hits.par_extend(some.par_chunks(share).flat_map_iter(explained));
        }
        hits.extend(rest.iter().map(|(number, score)| Hit {
            record: records.record(*number),
            score: *score,
            why: None,
        }));
        Some(Answer { hits, total })
    }

    /// The records for which less than what was typed may do: those of a kind of which none has the very words, and few
    /// have words that begin so; and actors by their names, which are spelt in many ways.
    fn open(&self, ranker: &Ranker, literal: &Bits, choices: &Choices) -> Bits {
        let kinds = [Scope::Entities, Scope::Documents, Scope::Claims];
        let kinds = kinds.map(|kind| (kind, ranker.records.range(kind)));
        let few = kinds.iter().any(|(_, range)| (1..PLENTY).contains(&literal.count_within(range.clone())));
        let exact = few.then(|| {
            let plan = self.plan(Reach::Exact, choices);
            self.ranked(ranker, &plan, Some(literal)).1
        });
        let enough = |range: Range<usize>| {
            let exactly = exact.as_ref().is_some_and(|exact| exact.count_within(range.clone()) > 0);
            exactly || literal.count_within(range) >= PLENTY
        };
        let mut open = Bits::none(literal.len());
        for (kind, range) in kinds {
            if kind == Scope::Entities || !enough(range.clone()) {
                open.insert_all(range);
            }
        }
        open.without(literal)
    }

    /// What forgives misspellings, and the records within for which it may be done; `None` if there are none.
    fn forgiving(&self, ranker: &Ranker, within: Bits, choices: &Choices) -> Option<(Plan, Bits)> {
        if within.count() == 0 {
            return None;
        }
        let (mut left, many) = (within, self.query.terms().len() >= MANY_WORDS);
        let possible = |need: &Need| {
            // What nearly all have takes long to find, and leaves nearly all.
            if many && (are_few(&left, ranker.records) || ranker.frequency(need) < ranker.records.len() / 4) {
                left = ranker.having(need, Some(&left));
            }
            left.count() > 0
        };
        let plan = Plan::while_possible(self.index, self.query, Reach::Fuzzy, possible)?;
        Some((plan.or_among(&choices.among), left))
    }

    /// The query, looked up within reach.
    fn plan(&self, reach: Reach, choices: &Choices) -> Plan {
        Plan::new(self.index, self.query, reach).or_among(&choices.among)
    }

    /// The best records within that have all that the plan needs, and all that have.
    fn ranked(&self, ranker: &Ranker, plan: &Plan, within: Option<&Bits>) -> (Vec<(usize, u32)>, Bits) {
        ranker.best(&plan.needs, within, &crate::search::ranking::ranker::called(self.index, plan), self.limit)
    }

    /// The records within that have what the last plan needs, of the actors only those that it finds by their names.
    fn by_name(&self, ranker: &Ranker, plans: &[Plan], within: &Bits) -> Vec<(usize, u32)> {
        let Some(plan) = plans.last() else { return Vec::new() };
        let tally = ranker
            .praised(ranker.all(&plan.needs, Some(within)), &crate::search::ranking::ranker::called(self.index, plan));
        let mut explainer = Explainer::new(self.corpus, self.index, plans);
        let mut is_meant = |(number, _): &(usize, u32)| {
            let record = ranker.records.record(*number);
            !matches!(record, Record::Entity(_)) || explainer.is_by_name(record)
        };
        tally.each().filter(&mut is_meant).collect()
    }

    /// Without words: the first records within, and how many there are.
    fn listed(&self, records: Records, within: Option<&Bits>) -> (Vec<(usize, u32)>, usize) {
        let first =
            |numbers: &mut dyn Iterator<Item = usize>| numbers.take(self.limit).map(|number| (number, 0)).collect();
        match within {
            Some(within) => (first(&mut within.iter()), within.count()),
            None => (first(&mut (0..records.len())), records.len()),
        }
    }
}

#[cfg(test)]
mod tests;
