//! Filters, such as `by:`, `kind:` and `disputed:`, resolved for one corpus.
//!
//! A filter does not admit what it cannot apply to: an entity has no date. A negated filter admits everything else.

mod criterion;
mod facets;
mod resolver;

use crate::corpus::{ClaimSlot, Corpus, Narrowing, Record, RecordsInView};
use crate::search::index::Index;
use crate::search::index::bitset::BitSet;
use crate::search::query::{self, ConditionKind, Query};
use crate::search::ranking::filters::criterion::Criterion;
use crate::search::ranking::filters::resolver::Resolver;
use crate::search::record_ids::RecordIds;

/// A filter whose names are resolved to records.
#[derive(Debug)]
pub(crate) struct ResolvedFilter {
    negated: bool,
    /// At least one must hold.
    any_of: Vec<Criterion>,
    /// For the reader: whom a misspelt name is taken to mean.
    guess: Option<String>,
}

/// Resolves a query's filters.
pub(crate) fn resolved(index: &Index, corpus: &Corpus, query: &Query) -> Vec<ResolvedFilter> {
    let filters = query.conditions().iter().filter_map(|term| match &term.kind {
        ConditionKind::Filter(values) => Some((term.negated, &values[..])),
        ConditionKind::Word(_) | ConditionKind::Address { .. } | ConditionKind::Exact(_) => None,
    });
    filters.map(|(negated, values)| ResolvedFilter::resolve(index, corpus, values, negated)).collect()
}

/// Returns whom misspelt filters are taken to mean, for the reader: `“gold” taken for God`.
pub(crate) fn guesses(filters: &[ResolvedFilter]) -> Vec<String> {
    filters.iter().filter_map(|filter| filter.guess.clone()).collect()
}

/// Returns the records that narrowings admit; `None` without narrowings.
pub(crate) fn narrowed(corpus: &Corpus, narrowing: &[Narrowing], records: RecordIds) -> Option<BitSet> {
    if narrowing.is_empty() {
        return None;
    }
    let in_view = RecordsInView::new(corpus, narrowing);
    let mut admitted = BitSet::none(records.len());
    let mut admit = |record| records.number(record).into_iter().for_each(|number| admitted.insert(number));
    in_view.documents.iter(corpus.documents()).map(Record::Document).for_each(&mut admit);
    in_view.entities.iter(corpus.entities()).map(Record::Entity).for_each(&mut admit);
    in_view.claims.iter(corpus.with_drafts().claims()).map(Record::Claim).for_each(&mut admit);
    Some(admitted)
}

impl ResolvedFilter {
    fn resolve(index: &Index, corpus: &Corpus, values: &[query::Filter], negated: bool) -> Self {
        let mut resolver = Resolver::new(index, corpus, negated);
        let any_of = values.iter().map(|filter| resolver.criterion(filter)).collect();
        // Of several values only one may be misspelt, and an exclusion is never guessed.
        let guess = match (values, negated) {
            ([filter], false) => filter.value().and_then(|value| resolver.guess(&value.typed)),
            _ => None,
        };
        Self { negated, any_of, guess }
    }

    /// Returns whether it admits a source: an outlet or an origin, given the claims that rest on it.
    ///
    /// A source is admitted if one of its claims is. `admitted` are the claims that the filter admits, by number. A negated
    /// filter admits a source if it admits all of its claims.
    pub(crate) fn admits_source(&self, admitted: &BitSet, mut claims: impl Iterator<Item = ClaimSlot>) -> bool {
        let mut is_admitted = |claim: ClaimSlot| admitted.has(claim.index());
        if self.negated { claims.all(is_admitted) } else { claims.any(&mut is_admitted) }
    }

    /// Returns the records that the filter admits.
    pub(crate) fn admitted(&self, corpus: &Corpus, index: &Index, records: RecordIds) -> BitSet {
        let mut admitted = BitSet::none(records.len());
        let mut admit = |record| records.number(record).into_iter().for_each(|number| admitted.insert(number));
        for criterion in &self.any_of {
            if records.has_entities() {
                criterion.entities(corpus, &mut |slot| admit(Record::Entity(slot)));
            }
            if records.has_documents() {
                criterion.documents(corpus, index, &mut |slot| admit(Record::Document(slot)));
            }
            if records.has_claims() {
                criterion.claims(corpus, index, &mut |slot| admit(Record::Claim(slot)));
            }
        }
        if self.negated { admitted.inverted() } else { admitted }
    }
}
