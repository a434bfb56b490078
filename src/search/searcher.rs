//! The searcher: a corpus with its index, and the phases of a search.
//!
//! 1. [`Search::admitted`]: filters say which records may be hits.
//! 2. [`Search::literal`]: the records that have all words as typed, exactly or as prefixes, are ranked.
//! 3. [`Search::forgiving`]: kinds of records of which few were found are searched again with misspellings allowed.
//! 4. Both results are merged. [`explain`] marks and explains the first hits.
//!
//! Index and query are immutable, and an answer depends on nothing else: the same request always has the same answer.

use std::ops::Range;
use std::sync::Arc;

use crate::corpus::{Corpus, Narrowing, Record};
use crate::search::answer::{Answer, Hit, Scope, Why};
use crate::search::explain::{Account, Explainer, accounts, explain};
use crate::search::index::Index;
use crate::search::index::bitset::BitSet;
use crate::search::matching::candidates::Fuzziness;
use crate::search::matching::plan::{Clause, Plan};
use crate::search::query::Query;
use crate::search::ranking::choices::{Choices, admitted};
use crate::search::ranking::filters::{self, ResolvedFilter};
use crate::search::ranking::ranker::{Ranker, RankingTuning, whole_name_bonuses};
use crate::search::ranking::record_filter::are_few;
use crate::search::ranking::selection::{Ranked, Selection};
use crate::search::ranking::selector::select;
use crate::search::ranking::top_k;
use crate::search::record_ids::RecordIds;
use crate::search::source_search;

/// What is searched for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The typed query. An empty one matches all records, in the order of the corpus.
    pub query: Query,
    /// Which kinds of records are wanted.
    pub scope: Scope,
    /// Restrictions that a selection on the screen adds.
    pub narrowing: Vec<Narrowing>,
    /// Maximum number of hits.
    pub limit: usize,
    /// Number of hits, the best, that are explained with the answer.
    pub explained: usize,
}

impl Request {
    /// Requests the best `limit` hits of all kinds, all of them explained.
    pub fn new(query: Query, limit: usize) -> Self {
        Self { query, scope: Scope::Everything, narrowing: Vec::new(), limit, explained: limit }
    }
}

/// Returns true once an answer is no longer needed.
pub(super) type IsCancelled<'a> = &'a (dyn Fn() -> bool + Sync);

/// Searches one corpus.
#[derive(Debug)]
pub struct Searcher {
    corpus: Arc<Corpus>,
    index: Index,
    tuning: RankingTuning,
}

impl Searcher {
    /// Builds the index of a corpus, on all cores.
    pub fn new(corpus: impl Into<Arc<Corpus>>) -> Self {
        let corpus = corpus.into();
        let index = Index::new(&corpus);
        Self { corpus, index, tuning: RankingTuning::default() }
    }

    /// Builds a searcher that takes the paths of a large corpus on small ones too.
    #[cfg(test)]
    pub(crate) fn with_small_tuning(corpus: impl Into<Arc<Corpus>>) -> Self {
        let corpus = corpus.into();
        let index = Index::with_small_tuning(&corpus);
        Self { corpus, index, tuning: RankingTuning { min_divided: 4, few_per_hit: 1 } }
    }

    /// Returns the corpus that is searched.
    pub fn corpus(&self) -> &Arc<Corpus> {
        &self.corpus
    }

    /// Returns the index of the corpus.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// Finds the best records that match a query and are admitted by the narrowings.
    pub fn search(&self, request: &Request) -> Answer {
        self.search_unless(request, &|| false).unwrap_or_default()
    }

    /// Explains hits that an answer left unexplained.
    pub fn explain(&self, query: &Query, records: &[Record]) -> Vec<Why> {
        let plans = self.plans(query);
        let guesses = filters::guesses(&filters::resolved(&self.index, &self.corpus, query));
        explain((&self.corpus, &self.index), &plans, &guesses, records, &|| false).unwrap_or_default()
    }

    /// Returns the parts of the scores of an answer's hits, in their order.
    pub fn accounts(&self, query: &Query, hits: &[Hit]) -> Vec<Account> {
        let records: Vec<_> = hits.iter().map(|hit| hit.record).collect();
        accounts((&self.corpus, &self.index), &self.plans(query), &records)
    }

    /// Searches; `None` if that was cancelled.
    pub(super) fn search_unless(&self, request: &Request, is_cancelled: IsCancelled) -> Option<Answer> {
        if request.query.is_wrong() {
            return Some(Answer::default());
        }
        if request.scope == Scope::Sources {
            return self.search_sources(request, is_cancelled);
        }
        let ranker = self.ranker(request.scope, is_cancelled);
        let found = Search::new(&ranker, request).find()?;
        let record = |(number, score): &(usize, u32)| (ranker.records.record(*number), *score);
        let hits = found.best.iter().map(record).collect();
        let hits = self.explained(hits, request.explained, (&found.plans, &found.guesses), is_cancelled)?;
        Some(Answer { hits, total: found.total })
    }

    /// Finds the best outlets and origins; `None` if that was cancelled.
    fn search_sources(&self, request: &Request, is_cancelled: IsCancelled) -> Option<Answer> {
        let parts = (&*self.corpus, &self.index);
        let plans = self.plans(&request.query);
        let filters = filters::resolved(&self.index, &self.corpus, &request.query);
        let mut found = source_search::find(parts, &plans, &filters, &request.narrowing, is_cancelled)?;
        let total = found.len();
        found.truncate(request.limit);
        let guesses = filters::guesses(&filters);
        let hits = self.explained(found, request.explained, (&plans, &guesses), is_cancelled)?;
        Some(Answer { hits, total })
    }

    /// Makes hits of ranked records. The first `count` of them are explained.
    fn explained(
        &self,
        ranked: Vec<(Record, u32)>,
        count: usize,
        (plans, guesses): (&[Plan], &[String]),
        is_cancelled: IsCancelled,
    ) -> Option<Vec<Hit>> {
        let first: Vec<_> = ranked.iter().take(count).map(|(record, _)| *record).collect();
        let why = explain((&self.corpus, &self.index), plans, guesses, &first, is_cancelled)?;
        let why = why.into_iter().map(Some).chain(std::iter::repeat(None));
        Some(ranked.into_iter().zip(why).map(|((record, score), why)| Hit { record, score, why }).collect())
    }

    pub(super) fn ranker<'a>(&'a self, scope: Scope, is_cancelled: IsCancelled<'a>) -> Ranker<'a> {
        let records = RecordIds::new(&self.corpus, scope);
        Ranker { corpus: &self.corpus, index: &self.index, records, is_cancelled, tuning: self.tuning }
    }

    /// Returns the plans of a query: as typed, and with misspellings allowed.
    pub(super) fn plans(&self, query: &Query) -> [Plan; 2] {
        let ranker = self.ranker(Scope::Everything, &|| false);
        let choices = Choices::new(&ranker, query);
        [Fuzziness::Prefixes, Fuzziness::Full]
            .map(|reach| Plan::new(&self.index, query, reach).or_among(&choices.among))
    }
}

/// Number of records of one kind from which on misspellings are not looked for.
pub(super) const PLENTY: usize = 10;

/// Number of words from which on the rarest usually leave so few records that the others clause not be looked up.
const MANY_WORDS: usize = 4;

/// The values that all phases of one search share.
struct Search<'a> {
    ranker: &'a Ranker<'a>,
    request: &'a Request,
    filters: Vec<ResolvedFilter>,
    choices: Choices,
}

/// The records that have all words as typed.
struct Literal {
    ranked: Ranked,
    /// Those that would match without the filters, as far as the next phase depends on it.
    unfiltered: BitSet,
}

/// The records that match only with misspellings allowed.
struct Forgiven {
    plan: Plan,
    best: Vec<(usize, u32)>,
    total: usize,
}

/// The result of all phases.
struct Found {
    /// The best record numbers with their scores, best first.
    best: Vec<(usize, u32)>,
    total: usize,
    /// The plans that found them: as typed, then with misspellings allowed.
    plans: Vec<Plan>,
    /// Whom misspelt filters are taken to mean.
    guesses: Vec<String>,
}

impl<'a> Search<'a> {
    fn new(ranker: &'a Ranker<'a>, request: &'a Request) -> Self {
        let filters = filters::resolved(ranker.index, ranker.corpus, &request.query);
        Self { ranker, request, filters, choices: Choices::new(ranker, &request.query) }
    }

    /// Runs the phases; `None` if that was cancelled.
    fn find(&self) -> Option<Found> {
        let plan = self.plan(Fuzziness::Prefixes);
        let filter = self.admitted(&plan);
        self.go_on()?;
        let guesses = filters::guesses(&self.filters);
        if plan.clauses.is_empty() {
            let (best, total) = self.listed(filter.as_ref());
            return Some(Found { best, total, plans: vec![plan], guesses });
        }
        let literal = self.literal(&plan, filter.as_ref());
        let open = self.open_to_misspellings(&literal.unfiltered);
        self.go_on()?;
        let open = filter.map_or_else(|| open.clone(), |filter| filter.and(&open));
        let forgiven = self.forgiving(&plan, &literal, open);
        self.go_on()?;
        Some(self.merged(plan, literal, forgiven, guesses))
    }

    /// Returns `None` once the answer is no longer needed.
    fn go_on(&self) -> Option<()> {
        (!(self.ranker.is_cancelled)()).then_some(())
    }

    /// Looks the query up in the index.
    fn plan(&self, reach: Fuzziness) -> Plan {
        Plan::new(self.ranker.index, &self.request.query, reach).or_among(&self.choices.among)
    }

    /// Returns the records that filters, exclusions and narrowings admit; `None` if nothing restricts them.
    fn admitted(&self, plan: &Plan) -> Option<BitSet> {
        let Ranker { corpus, records, .. } = *self.ranker;
        let narrowed = filters::narrowed(corpus, &self.request.narrowing, records);
        let narrowed = narrowed.into_iter().chain(self.choices.filter.clone()).reduce(|all, next| all.and(&next));
        admitted(self.ranker, &self.filters, &plan.excluded, narrowed)
    }

    /// Returns the first records for a query without words, and the number of all.
    fn listed(&self, filter: Option<&BitSet>) -> (Vec<(usize, u32)>, usize) {
        let first = |numbers: &mut dyn Iterator<Item = usize>| {
            numbers.take(self.request.limit).map(|number| (number, 0)).collect()
        };
        match filter {
            Some(filter) => (first(&mut filter.iter()), filter.count()),
            None => (first(&mut (0..self.ranker.records.len())), self.ranker.records.len()),
        }
    }

    /// Ranks the records that have all words as typed.
    fn literal(&self, plan: &Plan, filter: Option<&BitSet>) -> Literal {
        let records = self.ranker.records;
        let ranked = self.select(plan, filter);
        // A filter must not bring in misspellings that would not be listed without it.
        let has_few = |kind| {
            let range = records.range(kind);
            !range.is_empty() && ranked.matching.count_within(range) < PLENTY
        };
        let unfiltered = if filter.is_some() && Scope::ALL.into_iter().any(has_few) {
            let selection = Selection { ranker: self.ranker, filter: None, bonuses: &[], limit: 0 };
            select(&selection, &plan.clauses).matching
        } else {
            ranked.matching.clone()
        };
        Literal { ranked, unfiltered }
    }

    /// Returns the records that may match with misspellings.
    ///
    /// Entities always may, because names are spelt in many ways. Documents and claims may if none has exactly the typed
    /// words and fewer than [`PLENTY`] have words that begin so.
    fn open_to_misspellings(&self, literal: &BitSet) -> BitSet {
        let kinds = [Scope::Entities, Scope::Documents, Scope::Claims];
        let kinds = kinds.map(|kind| (kind, self.ranker.records.range(kind)));
        let has_few = kinds.iter().any(|(_, range)| (1..PLENTY).contains(&literal.count_within(range.clone())));
        let exact = has_few.then(|| self.select(&self.plan(Fuzziness::Exact), Some(literal)).matching);
        let has_enough = |range: Range<usize>| {
            let has_exact = exact.as_ref().is_some_and(|exact| exact.count_within(range.clone()) > 0);
            has_exact || literal.count_within(range) >= PLENTY
        };
        let mut open = BitSet::none(literal.len());
        for (kind, range) in kinds {
            if kind == Scope::Entities || !has_enough(range.clone()) {
                open.insert_all(range);
            }
        }
        open.without(literal)
    }

    /// Finds the records among `open` that match with misspellings allowed; `None` if there are none.
    fn forgiving(&self, literal_plan: &Plan, literal: &Literal, open: BitSet) -> Option<Forgiven> {
        let (plan, open) = self.forgiving_plan(open)?;
        let has_literal_entities = literal.unfiltered.count_within(self.ranker.records.range(Scope::Entities)) > 0;
        let (best, total) = if has_literal_entities {
            let by_name = self.by_name([literal_plan, &plan], &open);
            let total = by_name.len();
            (by_name, total)
        } else {
            let ranked = self.select(&plan, Some(&open));
            (ranked.best, ranked.matching.count())
        };
        Some(Forgiven { plan, best, total })
    }

    /// Looks the query up with misspellings allowed, and returns the records among `open` that may still match.
    fn forgiving_plan(&self, open: BitSet) -> Option<(Plan, BitSet)> {
        if open.count() == 0 {
            return None;
        }
        let Ranker { index, records, .. } = *self.ranker;
        let (mut left, has_many_words) = (open, self.request.query.conditions().len() >= MANY_WORDS);
        let possible = |clause: &Clause| {
            // A clause that nearly all records match costs much and leaves nearly all.
            if has_many_words && (are_few(&left, records) || self.ranker.frequency(clause) < records.len() / 4) {
                left = self.ranker.matching(clause, Some(&left));
            }
            left.count() > 0
        };
        let plan = Plan::while_possible(index, &self.request.query, Fuzziness::Full, possible)?;
        Some((plan.or_among(&self.choices.among), left))
    }

    /// Returns the matching records among `open`. Of entities only those whose names match: the typed words are the names
    /// of others already.
    fn by_name(&self, plans: [&Plan; 2], open: &BitSet) -> Vec<(usize, u32)> {
        let Ranker { corpus, index, records, .. } = *self.ranker;
        let plan = plans[1];
        let scores = self.ranker.sum_of_all(&plan.clauses, Some(open));
        let scores = self.ranker.with_bonuses(scores, &whole_name_bonuses(index, plan));
        let mut explainer = Explainer::new(corpus, index, plans);
        let mut is_meant = |(number, _): &(usize, u32)| {
            let record = records.record(*number);
            !matches!(record, Record::Entity(_)) || explainer.is_misspelt_in_names_only(record)
        };
        scores.iter().filter(&mut is_meant).collect()
    }

    /// Selects the best records that match a plan.
    fn select(&self, plan: &Plan, filter: Option<&BitSet>) -> Ranked {
        let bonuses = whole_name_bonuses(self.ranker.index, plan);
        let selection = Selection { ranker: self.ranker, filter, bonuses: &bonuses, limit: self.request.limit };
        select(&selection, &plan.clauses)
    }

    fn merged(&self, plan: Plan, literal: Literal, forgiven: Option<Forgiven>, guesses: Vec<String>) -> Found {
        let Ranked { mut best, matching } = literal.ranked;
        let (mut total, mut plans) = (matching.count(), vec![plan]);
        if let Some(forgiven) = forgiven {
            best.extend(forgiven.best);
            best = top_k::best(best, self.request.limit);
            total += forgiven.total;
            plans.push(forgiven.plan);
        }
        Found { best, total, plans, guesses }
    }
}
