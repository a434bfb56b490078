//! Search: from a typed query to ranked, highlighted, explained records.
//!
//! ```text
//! Corpus ── analysis ──> Index ─┐
//!                               ├──> matching (Plan) ──> ranking ──> explain ──> Answer
//! typed ──> query (Query) ──────┘
//! ```
//!
//! [`Searcher`] joins these stages. The browser searches through a [`worker`], commands call the searcher directly.
//! `docs/ranking.md` says what ranks before what.

mod analysis;
mod answer;
mod explain;
mod index;
mod matching;
mod query;
mod ranking;
mod record_ids;
mod searcher;
mod source_search;
pub mod worker;

pub(crate) use analysis::fold::{Folded, fold};
pub use answer::{Answer, Hit, Scope, Why};
pub use explain::{Account, Counted, Step};
pub use index::Index;
pub use query::{FILTERS, FilterRow, Query, QueryProblem, SIGNS, essential_examples, examples};
pub use searcher::{Request, Searcher};

#[cfg(test)]
mod tests;
