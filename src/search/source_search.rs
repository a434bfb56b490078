//! Searches outlets and origins.
//!
//! They are few beside documents and claims, so each is read, by the code that explains hits. A word that is misspelt
//! counts only if no source has it as typed.

use crate::corpus::{ClaimSlot, Corpus, Narrowing, Record, SourcesInView};
use crate::search::answer::Scope;
use crate::search::explain::Explainer;
use crate::search::index::Index;
use crate::search::matching::plan::Plan;
use crate::search::ranking::filters::ResolvedFilter;
use crate::search::ranking::ranker::whole_name_bonuses;
use crate::search::record_ids::RecordIds;

/// Returns the sources that match a query, best first, with their scores; `None` if the search was cancelled.
///
/// `plans` are those of the query: as typed, and with misspellings allowed. A source passes a filter if one of the claims
/// that rest on it does.
pub(super) fn find(
    (corpus, index): (&Corpus, &Index),
    plans: &[Plan; 2],
    filters: &[ResolvedFilter],
    narrowing: &[Narrowing],
    is_cancelled: &dyn Fn() -> bool,
) -> Option<Vec<(Record, u32)>> {
    let admitted = admitted((corpus, index), filters, narrowing);
    for plan in plans {
        if plan.clauses.is_empty() && plan.excluded.is_empty() {
            return Some(admitted.into_iter().map(|source| (source, 0)).collect());
        }
        let mut explainer = Explainer::new(corpus, index, [plan]);
        let bonuses = whole_name_bonuses(index, plan);
        let mut found = Vec::new();
        for source in &admitted {
            if is_cancelled() {
                return None;
            }
            if plan.excluded.iter().any(|clause| explainer.meets(clause, *source)) {
                continue;
            }
            let score = if plan.clauses.is_empty() { Some(0) } else { explainer.score(*source) };
            let bonus = bonuses.iter().filter(|(named, _)| named == source).map(|(_, points)| points).sum::<u32>();
            found.extend(score.map(|score| (*source, score + bonus)));
        }
        if !found.is_empty() {
            found.sort_by_key(|(_, score)| std::cmp::Reverse(*score));
            return Some(found);
        }
    }
    Some(Vec::new())
}

/// Returns the sources that filters and narrowings admit, in the order of the corpus.
fn admitted((corpus, index): (&Corpus, &Index), filters: &[ResolvedFilter], narrowing: &[Narrowing]) -> Vec<Record> {
    let in_view = SourcesInView::new(corpus, narrowing);
    let published = if filters.is_empty() { Vec::new() } else { corpus.documents_by_outlet() };
    let claims_on = |source: Record| -> Vec<ClaimSlot> {
        match source {
            Record::Outlet(slot) => {
                published[slot.index()].iter().flat_map(|document| corpus.claims_in(*document)).collect()
            }
            Record::Origin(slot) => corpus.resting_on(slot).to_vec(),
            Record::Document(_) | Record::Entity(_) | Record::Claim(_) => Vec::new(),
        }
    };
    let mut sources: Vec<_> = corpus.outlets_and_origins().filter(|source| in_view.has(*source)).collect();
    for filter in filters {
        let claims = filter.admitted(corpus, index, RecordIds::new(corpus, Scope::Claims));
        sources.retain(|source| filter.admits_source(&claims, claims_on(*source).into_iter()));
    }
    sources
}
