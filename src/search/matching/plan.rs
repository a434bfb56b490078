//! The plan: a query's words, looked up in one index's vocabulary.
//!
//! Here typed words become [`Candidates`], and two words that ran together (`wheatfertilizer`), or one that
//! fell apart (`moder nisation`), get a second reading. That is only done for a word that nothing fits well,
//! so a query that is spelt right means what it says.

use std::sync::Arc;

use hashbrown::HashMap;

use crate::search::analysis::tokens;
use crate::search::index::Index;
use crate::search::matching::candidates::{Candidates, Fuzziness};
pub(crate) use crate::search::matching::clause::{Clause, Leaf, RecordSet, Term};
use crate::search::matching::planner::Planner;
use crate::search::matching::record_key::RecordKey;
use crate::search::query::{Condition, ConditionKind, Query, QueryWord};

/// A query's words, ready to be looked for.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// All of these must be there.
    pub(crate) clauses: Vec<Clause>,
    /// How many of them, the last ones, are choices that have words.
    choices: usize,
    /// Common words beside words that say more: marked where they are, but not needed.
    beside: Vec<Clause>,
    /// None of these may be there.
    pub(crate) excluded: Vec<Clause>,
    /// The typed words, perhaps a whole name. Filters and phrases beside them only narrow where it may stand.
    pub(crate) name: Vec<String>,
}

/// The leaves of a plan that forgives nothing are numbered from here on, apart from those of one that does.
const LITERAL_LEAVES: usize = 1 << 16;

impl Plan {
    /// Looks a query up, within reach.
    pub(crate) fn new(index: &Index, query: &Query, fuzziness: Fuzziness) -> Self {
        Self::while_possible(index, query, fuzziness, |_| true).unwrap_or_default()
    }

    /// Looks a query up word by word, each of which costs something, as long as some record may have all that is needed so
    /// far: `None` when that is no longer `possible`.
    pub(crate) fn while_possible(
        index: &Index,
        query: &Query,
        fuzziness: Fuzziness,
        mut possible: impl FnMut(&Clause) -> bool,
    ) -> Option<Self> {
        let mut plan = Self::default();
        let leaves = if fuzziness == Fuzziness::Full { 0 } else { LITERAL_LEAVES };
        let words = |condition: &Condition| match (&condition.kind, condition.negated) {
            (ConditionKind::Word(word), false) => Some(word.clone()),
            _ => None,
        };
        let typed: Vec<_> = query.conditions().iter().filter_map(words).collect();
        let whole = |word: &QueryWord| word.forms.last().filter(|_| word.parts.is_empty()).cloned();
        let words = |word: &QueryWord| whole(word).map_or_else(|| word.parts.clone(), |whole| vec![whole]);
        plan.name = tokens::with_initials(&typed.iter().flat_map(words).collect::<Vec<_>>());
        let telling = |word: &QueryWord| word.spellings().any(|spelling| !index.languages().is_stop_word(spelling));
        let telling = typed.iter().any(telling);
        let mut planner = Planner { index, leaves, known: HashMap::new(), telling };
        plan.clauses = match fuzziness {
            Fuzziness::Exact | Fuzziness::Prefixes => planner.literal(&typed, fuzziness),
            Fuzziness::Misspellings | Fuzziness::Full => planner.words(&typed, &mut possible)?,
        };
        plan.beside = planner.beside(&typed);
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

    /// The plan with the records that fulfil a choice without having its words, for each choice that has words.
    pub(crate) fn or_among(mut self, among: &[Option<Arc<RecordSet>>]) -> Self {
        let first = self.clauses.len() - self.choices;
        for (clause, among) in self.clauses[first..].iter_mut().zip(among) {
            if let (Clause::Any(alternatives), Some(among)) = (clause, among) {
                alternatives.push(Clause::Records(Arc::clone(among)));
            }
        }
        self
    }

    /// Every word and phrase of a choice, and the common words: what is marked wherever it is.
    pub(crate) fn marked(&self) -> Vec<&Leaf> {
        let mut all = Vec::new();
        let choices = &self.clauses[self.clauses.len() - self.choices..];
        choices.iter().chain(&self.beside).for_each(|clause| clause.collect_leaves(&mut all));
        all
    }
}

impl Plan {
    /// Every typed word that is looked for.
    pub(crate) fn candidates<'a>(&'a self) -> Vec<&'a Candidates> {
        let mut leaves = Vec::new();
        self.clauses.iter().chain(&self.beside).for_each(|clause| clause.collect_leaves(&mut leaves));
        let candidates = |leaf: &'a Leaf| match &leaf.term {
            Term::Word(candidates) => Some(&**candidates),
            Term::Phrase(_) | Term::Key(_) => None,
        };
        leaves.into_iter().filter_map(candidates).collect()
    }
}
