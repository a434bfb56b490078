//! Accounts: what a score is made of, in the words of [`rank`](crate::search::ranking::ranker)'s page.

use super::{Explainer, Found, Owner, Record, Term};
use crate::corpus::Corpus;
use crate::search::ranking::ranker;
use crate::search::{Hit, Index, Query, plans};
use crate::text::Text;

/// What the score of a hit is made of: what was counted for each need, and what was added for the whole name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// What each typed word, or what stands for one, is worth.
    pub counted: Vec<Counted>,
    /// What is added where the whole name of an actor, or the whole title or id of a document was typed, else 0.
    pub whole_name: u32,
}

/// What one need is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Its part of the score.
    pub points: u32,
    /// The matches that make it so: one, or those of the parts of a compound, whose mean counts; less where it is a
    /// second reading of what was typed, twice where it stands for two words.
    pub steps: Vec<Step>,
}

/// How a typed word came to its points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The word as it was looked for.
    pub typed: Text,
    /// The word that it fits.
    pub word: Text,
    /// How well it does: `exact word`, `prefix`, `1 letter off`.
    pub tier: Text,
    /// What that is worth.
    pub tier_points: u32,
    /// What sort of text the word is in: `name`, `claim`.
    pub field: &'static str,
    /// What such a text is worth, in percent.
    pub field_percent: u32,
    /// What a short name gets more.
    pub brevity: u32,
    /// How the record is joined to whoever has the text: `own`, `speaker`.
    pub role: &'static str,
    /// What that is worth, in percent.
    pub role_percent: u32,
    /// Who has the text, where it is another than the record itself.
    pub of: Option<Text>,
    /// What comes of it: `(tier_points × field_percent + brevity) × role_percent`, each rounded down.
    pub points: u32,
}

impl Account {
    /// The score that it explains.
    pub fn score(&self) -> u32 {
        self.counted.iter().map(|counted| counted.points).sum::<u32>() + self.whole_name
    }
}

/// What the score of each of some hits is made of, in their order.
pub fn accounts(index: &Index, corpus: &Corpus, query: &Query, hits: &[Hit]) -> Vec<Account> {
    let plans = plans(index, corpus, query);
    let mut explainer = Explainer::new(corpus, index, &plans);
    hits.iter().map(|hit| explainer.account(hit.record)).collect()
}

impl Explainer<'_> {
    fn account(&mut self, record: Record) -> Account {
        let found = self.found(record);
        let counted = found.iter().map(|(points, found)| {
            let steps = found.iter().map(|found| self.step(found)).collect();
            Counted { points: *points, steps }
        });
        let counted: Vec<_> = counted.collect();
        let called = self.plans.first().map(|plan| ranker::called(self.index, plan)).unwrap_or_default();
        let called = called.iter().find(|(other, _)| *other == record && !counted.is_empty());
        Account { counted, whole_name: called.map_or(0, |(_, points)| *points) }
    }

    fn step(&self, found: &Found) -> Step {
        let typed = match &found.leaf.term {
            Term::Word(candidates) => candidates.typed(),
            Term::Phrase(phrase) => phrase.folded.as_str(),
            Term::Key(key) => key.0.as_str(),
        };
        let best = &found.best;
        let field_percent = best.field.weight();
        let of = match found.owner {
            Owner::Entity(slot) => Some(&self.corpus.entity(slot).name),
            Owner::Outlet(slot) => Some(&self.corpus.outlet(slot).name),
            Owner::Document(slot) => Some(&self.corpus.document(slot).title),
            Owner::Origin(_) | Owner::Claim(_) => None,
        };
        Step {
            typed: Text::clean(typed),
            word: Text::clean(best.word.map_or(typed, |word| self.index.vocabulary().word(word))),
            tier: best.tier.label(),
            tier_points: best.fit,
            field: best.field.label(),
            field_percent,
            brevity: best.points - best.fit * field_percent / 100,
            role: found.role.label(),
            role_percent: found.role.share(),
            of: of.filter(|_| found.role.share() < 100).cloned(),
            points: ranker::joined(best.points, found.role),
        }
    }
}
