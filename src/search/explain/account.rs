//! Accounts: the parts of a score. `docs/ranking.md` explains them.

use super::Explainer;
use crate::corpus::{Corpus, Record};
use crate::search::explain::reading::RecordMatch;
use crate::search::index::Index;
use crate::search::index::field::Owner;
use crate::search::matching::plan::{Plan, Term};
use crate::search::ranking::ranker::whole_name_bonuses;
use crate::search::ranking::score::related_share;
use crate::text::Text;

/// The parts of a hit's score: the points of each typed word, and a bonus for the whole name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// The points of each typed word.
    pub counted: Vec<Counted>,
    /// The bonus if the whole name of an actor, or the whole title or id of a document was typed, else 0.
    pub whole_name: u32,
}

/// The points of one typed word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Its part of the score.
    pub points: u32,
    /// The matches that give them: one, or those of the parts of a compound, of which the mean counts. A second reading
    /// of what was typed counts less, and a word for two typed words twice.
    pub steps: Vec<Step>,
}

/// How a typed word came to its points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The typed word, folded.
    pub typed: Text,
    /// The word that matches it.
    pub word: Text,
    /// How it matches: `exact word`, `prefix`, `1 letter off`.
    pub tier: Text,
    /// The points of such a match.
    pub tier_points: u32,
    /// The kind of text that has the word: `name`, `text`.
    pub field: &'static str,
    /// The share that such a text gives, in percent.
    pub field_percent: u32,
    /// Additional points for a short name.
    pub brevity: u32,
    /// How the record is related to the owner of the text: `own`, `speaker`.
    pub role: &'static str,
    /// The share that such a relation gives, in percent.
    pub role_percent: u32,
    /// The owner of the text, if it is not the record itself.
    pub owner: Option<Text>,
    /// The result: `(tier_points × field_percent + brevity) × role_percent`, each rounded down.
    pub points: u32,
}

impl Account {
    /// Returns the score that the account explains.
    pub fn score(&self) -> u32 {
        self.counted.iter().map(|counted| counted.points).sum::<u32>() + self.whole_name
    }
}

/// Returns the parts of the scores of some records, in their order.
pub(in crate::search) fn accounts(
    (corpus, index): (&Corpus, &Index),
    plans: &[Plan],
    records: &[Record],
) -> Vec<Account> {
    let mut explainer = Explainer::new(corpus, index, plans);
    records.iter().map(|record| explainer.account(*record)).collect()
}

impl Explainer<'_> {
    fn account(&mut self, record: Record) -> Account {
        let found = self.matches(record);
        let counted = found.iter().map(|(points, found)| {
            let steps = found.iter().map(|found| self.step(found)).collect();
            Counted { points: *points, steps }
        });
        let counted: Vec<_> = counted.collect();
        let bonuses = self.plans.first().map(|plan| whole_name_bonuses(self.index, plan)).unwrap_or_default();
        let bonus = bonuses.iter().find(|(other, _)| *other == record && !counted.is_empty());
        Account { counted, whole_name: bonus.map_or(0, |(_, points)| *points) }
    }

    fn step(&self, found: &RecordMatch) -> Step {
        let typed = match &found.leaf.term {
            Term::Word(candidates) => candidates.typed(),
            Term::Phrase(phrase) => phrase.folded.as_str(),
            Term::Key(key) => key.0.as_str(),
        };
        let best = &found.text;
        let field_percent = best.field.weight();
        let owner = match found.owner {
            Owner::Entity(slot) => Some(&self.corpus.entity(slot).name),
            Owner::Outlet(slot) => Some(&self.corpus.outlet(slot).name),
            Owner::Document(slot) => Some(&self.corpus.document(slot).title),
            Owner::Origin(_) | Owner::Claim(_) => None,
        };
        Step {
            typed: Text::clean(typed),
            word: Text::clean(best.word.map_or(typed, |word| self.index.vocabulary().word(word))),
            tier: best.kind.label(),
            tier_points: best.match_points,
            field: best.field.label(),
            field_percent,
            brevity: best.points - best.match_points * field_percent / 100,
            role: found.role.label(),
            role_percent: found.role.share(),
            owner: owner.filter(|_| found.role.share() < 100).cloned(),
            points: related_share(best.points, found.role),
        }
    }
}
