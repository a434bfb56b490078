//! Explanations: which letters of a hit to mark, and the reason if the marks do not show it.
//!
//! Only hits that are shown are explained. Their texts and the names of related records are read again, and the best
//! match of each word is found by the same rules that [ranked](crate::search::ranking) it.

mod account;
mod explainer;
mod highlight;
mod reading;
mod reason;
mod related;

use rayon::prelude::*;

use crate::corpus::{Corpus, Record};
use crate::search::answer::Why;
use crate::search::index::Index;
use crate::search::matching::plan::Plan;

pub(super) use account::accounts;
pub use account::{Account, Counted, Step};
pub(super) use explainer::Explainer;
#[cfg(test)]
pub(super) use related::related_owners;

/// Number of hits that are explained between two checks for cancellation: a few milliseconds of work.
const CHUNK: usize = 256;

/// Minimum number of hits that are divided among threads. Fewer take less than a millisecond.
const MIN_DIVIDED: usize = 64;

/// Explains hits in their order; `None` if that was cancelled.
///
/// The first of `plans` by which a record is a hit explains it. `guesses` are reasons of every hit.
pub(super) fn explain(
    (corpus, index): (&Corpus, &Index),
    plans: &[Plan],
    guesses: &[String],
    records: &[Record],
    is_cancelled: &(dyn Fn() -> bool + Sync),
) -> Option<Vec<Why>> {
    let explain = |records: &[Record]| {
        let mut explainer = Explainer::new(corpus, index, plans).with_guesses(guesses);
        records.iter().map(|record| explainer.why(*record)).collect::<Vec<_>>()
    };
    let mut all = Vec::with_capacity(records.len());
    for chunk in records.chunks(CHUNK) {
        if is_cancelled() {
            return None;
        }
        if chunk.len() <= MIN_DIVIDED {
            all.extend(explain(chunk));
        } else {
            let share = chunk.len().div_ceil(rayon::current_num_threads());
            all.par_extend(chunk.par_chunks(share).flat_map_iter(explain));
        }
    }
    Some(all)
}
