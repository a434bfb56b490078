//! The texts of a query: what is marked where a hit is read.

use super::{Condition, ConditionKind, Query};
use crate::search::analysis::fold::fold;

impl Query {
    /// Returns the folded words, addresses and phrases that a record should have. Filters have none.
    pub fn texts(&self) -> Vec<String> {
        let choices = self.choices().iter().flat_map(|choice| choice.alternatives.iter().flatten());
        let conditions = self.conditions().iter().chain(choices).filter(|condition| condition.requires_text());
        conditions.flat_map(texts).collect()
    }
}

fn texts(condition: &Condition) -> Vec<String> {
    match &condition.kind {
        ConditionKind::Word(word) => word.spellings().cloned().collect(),
        ConditionKind::Address { typed, .. } => vec![fold(typed)],
        ConditionKind::Exact(folded) => vec![folded.clone()],
        ConditionKind::Filter(_) => Vec::new(),
    }
}
