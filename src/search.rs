//! Search: from a few typed words to ranked, highlighted, explained records.
//!
//! ```text
//! Corpus ── fold ── tokens ──> Index (vocabulary, postings)
//!                                │
//! typed ──> Query ──> Plan (candidates: exact, prefix, spelling, inside, scattered)
//!                      │
//!                      └──> rank ──> filters, narrowing ──> best hits ──> explain, highlight ──> Answer
//! ```
//!
//! `rank.rs` says on one page what stands before what. The index and the query are immutable; an answer depends
//! on nothing else, so the same question always gets the same answer. No text is read to find or to rank
//! records: typed words are compared with the vocabulary, and only the hits of the answer are read again to
//! mark them. The browser searches through a [`worker`], commands call [`search`] itself.

mod candidates;
mod explain;
mod field;
mod filters;
mod fold;
mod highlight;
mod index;
mod plan;
mod query;
mod rank;
mod records;
mod scattered;
mod span;
mod spelling;
mod tokens;
mod vocabulary;
pub mod worker;

use std::cmp::Reverse;
use std::ops::Range;

use crate::corpus::{ClaimSlot, Corpus, Narrowing, Record};
use crate::text::Text;

use explain::Explainer;
use field::Owner;
use filters::Filter;
pub use index::Index;
use plan::Plan;
pub use query::Query;
use rank::Ranker;
use records::{Records, Tally};

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
    /// What to mark in [`Corpus::shown`]: bytes; sorted, apart from each other, never within a grapheme.
    pub ranges: Vec<Range<usize>>,
    /// Why it is there, where the marks do not tell: `alias: Sergei Lavrov`, `1 letter off`.
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
    let question = Question { index, corpus, query, scope, narrowing, limit };
    question.answer(&|| false).unwrap_or_default()
}

/// Everything an answer depends on.
#[derive(Clone, Copy)]
struct Question<'a> {
    index: &'a Index,
    corpus: &'a Corpus,
    query: &'a Query,
    scope: Scope,
    narrowing: &'a [Narrowing],
    limit: usize,
}

impl Question<'_> {
    /// The answer; `None` if it was overtaken meanwhile.
    fn answer(&self, overtaken: &dyn Fn() -> bool) -> Option<Answer> {
        let Self { index, corpus, .. } = *self;
        let records = Records::new(corpus, self.scope);
        let ranker = Ranker { corpus, index, records, overtaken };
        let plan = Plan::new(index, self.query);
        let filters = filters::ready(index, corpus, self.query);

        let mut found = self.matching(&ranker, &plan, &filters)?;
        for need in &plan.excluded {
            let excluded = ranker.tally(need);
            found.retain(|(number, _)| excluded.of(*number) == 0);
        }
        found.retain(|(number, _)| {
            let record = records.record(*number);
            filters.iter().all(|filter| filter.admits(corpus, record))
                && self.narrowing.iter().all(|narrowing| narrowing.admits(corpus, record))
        });
        if overtaken() {
            return None;
        }
        let total = found.len();
        let order = |(number, score): &(usize, u32)| (Reverse(*score), *number);
        if self.limit < total {
            found.select_nth_unstable_by_key(self.limit, order);
            found.truncate(self.limit);
        }
        found.sort_unstable_by_key(order);

        let mut explainer = Explainer::new(corpus, index);
        let mut hits = Vec::with_capacity(found.len());
        for (number, score) in found {
            if overtaken() {
                return None;
            }
            hits.push(explainer.hit(&plan, records.record(number), score));
        }
        Some(Answer { hits, total })
    }

    /// The numbers and scores of all records that have what the plan needs; without words, of all records that
    /// the filters and narrowings may admit.
    fn matching(&self, ranker: &Ranker, plan: &Plan, filters: &[Filter]) -> Option<Vec<(usize, u32)>> {
        if plan.needs.is_empty() {
            return Some(self.listed(ranker.records, filters));
        }
        let mut tallies = Vec::new();
        for need in &plan.needs {
            tallies.push(ranker.tally(need));
            if (ranker.overtaken)() {
                return None;
            }
        }
        let common = Tally::of_all(ranker.records.len(), &tallies, |parts| parts.iter().sum());
        let named = self.index.named(plan.name.iter().map(String::as_str));
        let named: Vec<_> = named
            .iter()
            .filter_map(|named| match named.owner {
                Owner::Entity(slot) => ranker.records.number(Record::Entity(slot)),
                _ => None,
            })
            .collect();
        let mut found = Vec::new();
        common.each(|number, points| {
            found.push((number, points + if named.contains(&number) { rank::WHOLE_NAME } else { 0 }));
        });
        Some(found)
    }

    fn listed(&self, records: Records, filters: &[Filter]) -> Vec<(usize, u32)> {
        let corpus = self.corpus;
        let few = || {
            let filtered = filters.iter().filter_map(|filter| filter.claims(corpus, self.index));
            let narrowed = self.narrowing.iter().map(|narrowing| match narrowing {
                Narrowing::Document(document) => corpus.claims_in(*document).collect(),
                Narrowing::Entity(entity) => corpus.claims_of(*entity).to_vec(),
            });
            filtered.chain(narrowed).min_by_key(Vec::len)
        };
        let claims: Vec<ClaimSlot> =
            if records.claims() { few().unwrap_or_else(|| corpus.claims().collect()) } else { Vec::new() };
        let entities = corpus.entities().map(Record::Entity);
        let documents = corpus.documents().map(Record::Document);
        let all = entities.chain(documents).chain(claims.into_iter().map(Record::Claim));
        all.filter_map(|record| Some((records.number(record)?, 0))).collect()
    }
}

#[cfg(test)]
mod tests;
