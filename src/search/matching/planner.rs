//! Planning: what each word, phrase and address of a query needs, with what was looked up kept for the next question.

use std::sync::Arc;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::candidates::{Candidates, Fuzziness};
use super::clause::{Clause, Leaf, Term};
use super::together;
use crate::search::analysis::tokens;
use crate::search::index::Index;
use crate::search::matching::phrase::Phrase;
use crate::search::matching::record_key::RecordKey;
use crate::search::query::{Condition, ConditionKind, QueryWord};

/// What a second reading is worth, in percent.
const SECOND_READING: u32 = 60;

/// What an exact word and a misspelt one are worth at the most.
const BEST_MISSPELT: u32 = 1610;

/// Shorter halves are not looked for when a word is taken apart.
const MIN_HALF: usize = 3;

/// What is looked up.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Asking {
    typed: String,
    fuzziness: Fuzziness,
    /// True for a common word beside words that say more.
    common: bool,
}

impl Asking {
    fn candidates(&self, index: &Index) -> Candidates {
        let candidates = Candidates::new(index, &self.typed, self.fuzziness);
        if self.common { candidates.of_a_common_word() } else { candidates }
    }
}

pub(super) struct Planner<'a> {
    pub(super) index: &'a Index,
    pub(super) leaves: usize,
    /// What was looked up already: a word is asked about alone, with its neighbour, and in halves.
    pub(super) known: HashMap<Asking, Arc<Candidates>>,
    /// True where some word was typed that says more than `the`.
    pub(super) telling: bool,
}

/// Words that follow one another, and the one word that they are together, if they are.
struct Group<'w> {
    words: &'w [QueryWord],
    whole: Option<Whole>,
}

/// The one word that several are.
enum Whole {
    /// It is as good as the words.
    Same(Arc<Candidates>),
    /// It is a second reading: one of the words is not known.
    FallenApart(Arc<Candidates>),
}

impl Planner<'_> {
    pub(super) fn leaf(&mut self, term: Term) -> Clause {
        self.leaf_with(term, Vec::new())
    }

    fn leaf_with(&mut self, term: Term, apart: Vec<Phrase>) -> Clause {
        self.leaves += 1;
        Clause::Leaf(Leaf { id: self.leaves - 1, term, apart })
    }

    fn candidates(&mut self, typed: &str, fuzziness: Fuzziness) -> Arc<Candidates> {
        let asking = self.asking(typed, fuzziness);
        let index = self.index;
        Arc::clone(self.known.entry(asking).or_insert_with_key(|asking| Arc::new(asking.candidates(index))))
    }

    fn asking(&self, typed: &str, fuzziness: Fuzziness) -> Asking {
        let common = self.telling && self.index.languages().is_stop_word(typed);
        Asking { typed: typed.to_owned(), fuzziness, common }
    }

    /// What plain words need where nothing but what was typed will do.
    pub(super) fn literal(&mut self, typed: &[QueryWord], fuzziness: Fuzziness) -> Vec<Clause> {
        let mut clauses = Vec::with_capacity(typed.len());
        let mut rest = typed;
        while !rest.is_empty() {
            let (group, behind) = self.next_together(rest);
            if !self.is_beside(&group) {
                clauses.push(self.group(&group, fuzziness));
            }
            rest = behind;
        }
        clauses
    }

    /// The next word, or the next ones with the word that they are written together.
    fn next_together<'w>(&self, typed: &'w [QueryWord]) -> (Group<'w>, &'w [QueryWord]) {
        let found = together::next(self.index, typed);
        let (words, rest) = typed.split_at(found.as_ref().map_or(1, |(count, _)| *count));
        let whole = |(_, whole): (usize, String)| {
            Whole::Same(Arc::new(Candidates::new(self.index, &whole, Fuzziness::Exact).of_words_apart()))
        };
        (Group { words, whole: found.map(whole) }, rest)
    }

    fn group(&mut self, group: &Group, fuzziness: Fuzziness) -> Clause {
        let whole = match &group.whole {
            None => return self.word(&group.words[0], fuzziness),
            Some(Whole::Same(whole)) => self.leaf(Term::Word(Arc::clone(whole))),
            Some(Whole::FallenApart(whole)) => {
                let whole = self.leaf(Term::Word(Arc::clone(whole)));
                Clause::Boost(SECOND_READING, Box::new(whole))
            }
        };
        // A part of a word is no common word: the whole would be worth more than what was typed.
        let telling = std::mem::replace(&mut self.telling, false);
        let apart = group.words.iter().map(|word| self.word(word, fuzziness)).collect();
        self.telling = telling;
        let count = u32::try_from(group.words.len()).unwrap_or(1);
        Clause::Boost(100 * count, Box::new(Clause::Any(vec![Clause::All(apart), whole])))
    }

    /// What plain words need, in their order: each by itself, or with its neighbour where the two are one. The rarest is
    /// looked up first; `None` when what is needed so far is not `possible`.
    pub(super) fn words(
        &mut self,
        typed: &[QueryWord],
        possible: &mut dyn FnMut(&Clause) -> bool,
    ) -> Option<Vec<Clause>> {
        let groups = self.groups(typed);
        let mut clauses: Vec<_> = groups.iter().map(|_| None).collect();
        let mut order: Vec<_> = (0..groups.len()).collect();
        order.sort_by_cached_key(|at| self.literally(groups[*at].words));
        for some in order.chunks(rayon::current_num_threads()) {
            self.look_up(some.iter().flat_map(|at| groups[*at].words));
            for at in some {
                let clause = self.group(&groups[*at], Fuzziness::Full);
                if !possible(&clause) {
                    return None;
                }
                clauses[*at] = Some(clause);
            }
        }
        Some(clauses.into_iter().flatten().collect())
    }

    /// Each word, or some with the one that they are.
    fn groups<'w>(&mut self, typed: &'w [QueryWord]) -> Vec<Group<'w>> {
        if typed.len() > 1 {
            let lost =
                |word: &&QueryWord| !word.spellings().any(|form| self.candidates(form, Fuzziness::Prefixes).is_good());
            let lost: Vec<_> = typed.iter().filter(lost).collect();
            self.look_up(lost);
        }
        let mut groups = Vec::with_capacity(typed.len());
        let mut rest = typed;
        while !rest.is_empty() {
            let (mut group, mut behind) = self.next_together(rest);
            if group.whole.is_none()
                && let [first, second, ..] = rest
                && let Some(whole) = self.fallen_apart(first, second)
            {
                group = Group { words: &rest[..2], whole: Some(Whole::FallenApart(whole)) };
                behind = &rest[2..];
            }
            if !self.is_beside(&group) {
                groups.push(group);
            }
            rest = behind;
        }
        groups
    }

    /// True for a common word beside words that say more. It is not needed: who typed `killing of civilians` wants to
    /// read that civilians were killed. A letter by itself may be what tells things apart, as in `plan A`.
    fn is_beside(&self, group: &Group) -> bool {
        let common = |word: &String| !tokens::is_letter_alone(word) && self.index.languages().is_stop_word(word);
        self.telling && group.whole.is_none() && group.words.iter().all(|word| word.spellings().all(common))
    }

    /// The common words beside words that say more, as they stand.
    pub(super) fn beside(&mut self, typed: &[QueryWord]) -> Vec<Clause> {
        let mut beside = Vec::new();
        let mut rest = typed;
        while !rest.is_empty() {
            let (group, behind) = self.next_together(rest);
            if self.is_beside(&group) {
                beside.push(self.word(&group.words[0], Fuzziness::Exact));
            }
            rest = behind;
        }
        beside
    }

    /// How many claims have words as they were typed.
    fn literally(&mut self, words: &[QueryWord]) -> usize {
        let spellings = words.iter().flat_map(QueryWord::spellings);
        spellings.map(|spelling| self.candidates(spelling, Fuzziness::Prefixes).frequency(self.index)).sum()
    }

    /// Looks words up side by side.
    fn look_up<'w>(&mut self, words: impl IntoIterator<Item = &'w QueryWord>) {
        let forms = words.into_iter().flat_map(QueryWord::spellings).map(|form| self.asking(form, Fuzziness::Full));
        let forms: Vec<_> = forms.filter(|form| !self.known.contains_key(form)).collect();
        // One is looked up when it is asked for; another thread would have to be woken up.
        if forms.len() > 1 {
            let index = self.index;
            let found: Vec<_> = forms.par_iter().map(|asking| asking.candidates(index)).collect();
            self.known.extend(forms.into_iter().zip(found.into_iter().map(Arc::new)));
        }
    }

    pub(super) fn word(&mut self, word: &QueryWord, fuzziness: Fuzziness) -> Clause {
        let mut readings: Vec<_> = word.forms.iter().map(|form| self.single(form, fuzziness)).collect();
        let mut parts: Vec<_> = word.parts.iter().map(|part| self.single(part, fuzziness)).collect();
        match (parts.len(), readings.len()) {
            (0, _) => {}
            (1, _) => readings.append(&mut parts),
            _ => {
                readings.push(Clause::All(parts));
                let id = word.parts.join("-");
                readings.push(self.leaf(Term::Key(RecordKey(id))));
            }
        }
        if readings.len() == 1 { readings.remove(0) } else { Clause::Any(readings) }
    }

    /// What an alternative needs. A word that no text has as it was typed is misspelt, whatever stands beside it.
    pub(super) fn alternative(&mut self, conditions: &[Condition], fuzziness: Fuzziness) -> Clause {
        let mut clauses = Vec::new();
        for condition in conditions {
            match &condition.kind {
                ConditionKind::Word(word) => {
                    let known = word.spellings().any(|form| self.candidates(form, Fuzziness::Prefixes).is_good());
                    clauses.push(self.word(word, if known { fuzziness } else { Fuzziness::Full }));
                }
                ConditionKind::Exact(folded) => clauses.push(self.phrase(folded)),
                ConditionKind::Address { typed, words } => {
                    let words = words.iter().map(|word| self.word(word, fuzziness)).collect();
                    clauses.push(self.address(typed, words));
                }
                ConditionKind::Filter(_) => {}
            }
        }
        if clauses.len() == 1 { clauses.remove(0) } else { Clause::All(clauses) }
    }

    /// A record by its address or id, or what has all its words.
    pub(super) fn address(&mut self, typed: &str, words: Vec<Clause>) -> Clause {
        let count = u32::try_from(words.len()).unwrap_or(1).max(1);
        let mut readings = vec![self.leaf(Term::Key(RecordKey(typed.to_owned())))];
        readings.extend((!words.is_empty()).then_some(Clause::All(words)));
        Clause::Boost(100 * count, Box::new(Clause::Any(readings)))
    }

    fn single(&mut self, typed: &str, fuzziness: Fuzziness) -> Clause {
        let candidates = self.candidates(typed, fuzziness);
        let halves =
            if fuzziness == Fuzziness::Full && !candidates.is_good() { self.run_together(typed) } else { None };
        let plain = self.leaf_with(Term::Word(candidates), together::apart(self.index, typed));
        let Some((first, second)) = halves else { return plain };
        let halves = Clause::All(vec![self.leaf(Term::Word(first)), self.leaf(Term::Word(second))]);
        Clause::Any(vec![plain, Clause::Boost(SECOND_READING, Box::new(halves))])
    }

    /// The one word that two typed ones are, where one of them fits nothing well.
    fn fallen_apart(&mut self, first: &QueryWord, second: &QueryWord) -> Option<Arc<Candidates>> {
        let ([first], [], [second], []) = (&first.parts[..], &first.forms[..], &second.parts[..], &second.forms[..])
        else {
            return None;
        };
        let mut good = |typed: &str| {
            self.candidates(typed, Fuzziness::Prefixes).is_good() || self.candidates(typed, Fuzziness::Full).is_good()
        };
        if good(first) && good(second) {
            return None;
        }
        let whole = self.candidates(&format!("{first}{second}"), Fuzziness::Misspellings);
        whole.is_good().then_some(whole)
    }

    /// The two words that a typed one is: one spelt exactly, the other well enough. What fits less than well is not
    /// meant: the word is only a guess, and `tion` is inside of too many words.
    fn run_together(&mut self, typed: &str) -> Option<(Arc<Candidates>, Arc<Candidates>)> {
        let bounds: Vec<_> = typed.char_indices().map(|(at, _)| at).collect();
        let vocabulary = self.index.vocabulary();
        let exact = |half: &str| vocabulary.find(half).is_some();
        let places = bounds.iter().skip(MIN_HALF).take((bounds.len() + 1).saturating_sub(2 * MIN_HALF));
        let mut halves: Vec<_> = places.map(|at| typed.split_at(*at)).collect();
        halves.retain(|(first, second)| exact(first) || exact(second));
        // A beginning is worth more than any misspelling, and looked up at a thousandth of the cost.
        for fuzziness in [Fuzziness::Prefixes, Fuzziness::Misspellings] {
            let mut best: Option<(u32, (&str, &str))> = None;
            for (first, second) in &halves {
                let points = [first, second].map(|half| self.candidates(half, fuzziness).most_points());
                let sum = points.iter().sum();
                if !points.contains(&0) && best.is_none_or(|(most, _)| sum > most) {
                    best = Some((sum, (*first, *second)));
                    if sum >= BEST_MISSPELT && fuzziness == Fuzziness::Misspellings {
                        break;
                    }
                }
            }
            if let Some((_, (first, second))) = best {
                return Some((
                    self.candidates(first, Fuzziness::Misspellings),
                    self.candidates(second, Fuzziness::Misspellings),
                ));
            }
        }
        None
    }

    pub(super) fn phrase(&mut self, folded: &str) -> Clause {
        let phrase = Phrase::new(self.index.vocabulary(), folded);
        self.leaf(Term::Phrase(phrase))
    }
}
