//! The plan of a query: its words resolved against the vocabulary of one index.
//!
//! Typed words become [`Candidates`]. Two words that were run together (`wheatfertilizer`) and a word with a space in it
//! (`moder nisation`) get a second reading. Only words without a good match do, so a query that is spelt correctly is taken
//! literally.

use std::sync::Arc;

use hashbrown::HashMap;

use crate::search::analysis::tokens;
use crate::search::index::Index;
use crate::search::matching::candidates::{Candidates, Fuzziness};
pub(crate) use crate::search::matching::clause::{Clause, Leaf, RecordSet, Term};
use crate::search::matching::planner::Planner;
use crate::search::matching::record_key::RecordKey;
use crate::search::query::{Condition, ConditionKind, Query, QueryWord};

/// The clauses of a query.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// A record must match all of these.
    pub(crate) clauses: Vec<Clause>,
    /// Number of clauses that are choices with words. They are the last ones.
    choices: usize,
    /// Stop words beside other words. They are optional, but highlighted.
    stop_words: Vec<Clause>,
    /// A record must match none of these.
    pub(crate) excluded: Vec<Clause>,
    /// The typed words, which may be a whole name. Filters and phrases beside them only narrow the result.
    pub(crate) name: Vec<String>,
}

/// First leaf id of a plan without misspellings, so that its ids differ from those of a fuzzy plan for the same query.
const LITERAL_LEAVES: usize = 1 << 16;

impl Plan {
    /// Plans a query.
    pub(crate) fn new(index: &Index, query: &Query, fuzziness: Fuzziness) -> Self {
        Self::while_possible(index, query, fuzziness, |_| true).unwrap_or_default()
    }

    /// Plans a query word by word, because each look-up is expensive. Returns `None` as soon as a clause is not
    /// `possible`, which means that no record can match all clauses so far.
    pub(crate) fn while_possible(
        index: &Index,
        query: &Query,
        fuzziness: Fuzziness,
        mut possible: impl FnMut(&Clause) -> bool,
    ) -> Option<Self> {
        let mut plan = Self::default();
        let leaves = if fuzziness == Fuzziness::Full { 0 } else { LITERAL_LEAVES };
        let required_word = |condition: &Condition| match (&condition.kind, condition.negated) {
            (ConditionKind::Word(word), false) => Some(word.clone()),
            _ => None,
        };
        let typed: Vec<_> = query.conditions().iter().filter_map(required_word).collect();
        let whole = |word: &QueryWord| word.forms.last().filter(|_| word.parts.is_empty()).cloned();
        let words = |word: &QueryWord| whole(word).map_or_else(|| word.parts.clone(), |whole| vec![whole]);
        plan.name = tokens::with_initials(&typed.iter().flat_map(words).collect::<Vec<_>>());
        let tells = |word: &QueryWord| word.spellings().any(|spelling| !index.languages().is_stop_word(spelling));
        let has_other_words = typed.iter().any(tells);
        let mut planner = Planner { index, leaves, cache: HashMap::new(), has_other_words };
        plan.clauses = match fuzziness {
            Fuzziness::Exact | Fuzziness::Prefixes => planner.literal(&typed, fuzziness),
            Fuzziness::Misspellings | Fuzziness::Full => planner.words(&typed, &mut possible)?,
        };
        plan.stop_words = planner.stop_words(&typed);
        for condition in query.conditions() {
            match (&condition.kind, condition.negated) {
                (ConditionKind::Exact(folded), false) => plan.clauses.push(planner.phrase(folded)),
                (ConditionKind::Exact(folded), true) => plan.excluded.push(planner.phrase(folded)),
                (ConditionKind::Word(word), true) => plan.excluded.push(planner.word(word, Fuzziness::Prefixes)),
                (ConditionKind::Address { typed, words }, false) => {
                    let words = words.iter().map(|word| planner.word(word, fuzziness)).collect();
                    let clause = planner.address(typed, words);
                    plan.clauses.push(clause);
                }
                (ConditionKind::Address { typed, .. }, true) => {
                    plan.excluded.push(planner.leaf(Term::Key(RecordKey(typed.clone()))));
                }
                (ConditionKind::Word(_), false) | (ConditionKind::Filter(_), _) => {}
            }
        }
        for choice in query.choices() {
            let alternatives: Vec<_> =
                choice.text_alternatives().map(|conditions| planner.alternative(conditions, fuzziness)).collect();
            if !alternatives.is_empty() {
                plan.clauses.push(Clause::Any(alternatives));
                plan.choices += 1;
            }
        }
        Some(plan)
    }

    /// Adds to each choice with words the records that fulfil one of its other alternatives.
    pub(crate) fn or_among(mut self, among: &[Option<Arc<RecordSet>>]) -> Self {
        let first = self.clauses.len() - self.choices;
        for (clause, among) in self.clauses[first..].iter_mut().zip(among) {
            if let (Clause::Any(alternatives), Some(among)) = (clause, among) {
                alternatives.push(Clause::Records(Arc::clone(among)));
            }
        }
        self
    }

    /// Returns the terms of all choices and the stop words. They are highlighted wherever they occur.
    pub(crate) fn marked(&self) -> Vec<&Leaf> {
        let mut all = Vec::new();
        let choices = &self.clauses[self.clauses.len() - self.choices..];
        choices.iter().chain(&self.stop_words).for_each(|clause| clause.collect_leaves(&mut all));
        all
    }

    /// Returns the candidates of every typed word, also of those that are excluded.
    pub(crate) fn candidates<'a>(&'a self) -> Vec<&'a Candidates> {
        let mut leaves = Vec::new();
        let clauses = self.clauses.iter().chain(&self.stop_words).chain(&self.excluded);
        clauses.for_each(|clause| clause.collect_leaves(&mut leaves));
        let candidates = |leaf: &'a Leaf| match &leaf.term {
            Term::Word(candidates) => Some(&**candidates),
            Term::Phrase(_) | Term::Key(_) => None,
        };
        leaves.into_iter().filter_map(candidates).collect()
    }
}
