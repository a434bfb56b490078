//! Turns the words, phrases and addresses of a query into clauses, and caches what was looked up.

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

/// Score of a second reading, in percent of the first.
const SECOND_READING: u32 = 60;

/// The most points that an exact word and a misspelt one can have together: 1000 and 610.
const BEST_MISSPELT: u32 = 1610;

/// Minimum number of letters of both halves when a word is split, because shorter ones are in too many words.
const MIN_HALF: usize = 3;

/// A look-up in the vocabulary, as a key of the cache.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Lookup {
    typed: String,
    fuzziness: Fuzziness,
    /// Whether this is a stop word beside other words.
    stop_word: bool,
}

impl Lookup {
    fn candidates(&self, index: &Index) -> Candidates {
        let candidates = Candidates::new(index, &self.typed, self.fuzziness);
        if self.stop_word { candidates.into_stop_word() } else { candidates }
    }
}

/// Plans the words of one query.
pub(super) struct Planner<'a> {
    pub(super) index: &'a Index,
    /// The next leaf's id.
    pub(super) leaves: usize,
    /// The look-ups so far. The same word is looked up alone, with its neighbour, and in halves.
    pub(super) cache: HashMap<Lookup, Arc<Candidates>>,
    /// Whether some typed word is not a stop word.
    pub(super) has_other_words: bool,
}

/// One typed word, or several that may be one word.
struct WordGroup<'w> {
    words: &'w [QueryWord],
    joined: Option<JoinedWord>,
}

/// The single word that several typed ones may be.
enum JoinedWord {
    /// Another spelling of the words, such as `per cent` for `percent`.
    Spelling(Arc<Candidates>),
    /// A second reading, because one of the words is unknown.
    SecondReading(Arc<Candidates>),
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
        let lookup = self.lookup(typed, fuzziness);
        let index = self.index;
        Arc::clone(self.cache.entry(lookup).or_insert_with_key(|lookup| Arc::new(lookup.candidates(index))))
    }

    fn lookup(&self, typed: &str, fuzziness: Fuzziness) -> Lookup {
        let stop_word = self.has_other_words && self.index.languages().is_stop_word(typed);
        Lookup { typed: typed.to_owned(), fuzziness, stop_word }
    }

    /// Plans the words without misspellings.
    pub(super) fn literal(&mut self, typed: &[QueryWord], fuzziness: Fuzziness) -> Vec<Clause> {
        let mut clauses = Vec::with_capacity(typed.len());
        let mut rest = typed;
        while !rest.is_empty() {
            let (group, later) = self.next_together(rest);
            if !self.is_optional(&group) {
                clauses.push(self.group(&group, fuzziness));
            }
            rest = later;
        }
        clauses
    }

    /// Returns the next word, or several that are also written as one word, and the remaining words.
    fn next_together<'w>(&self, typed: &'w [QueryWord]) -> (WordGroup<'w>, &'w [QueryWord]) {
        let found = together::joined_spelling(self.index, typed);
        let (words, rest) = typed.split_at(found.as_ref().map_or(1, |(count, _)| *count));
        let joined = |(_, joined): (usize, String)| {
            JoinedWord::Spelling(Arc::new(Candidates::new(self.index, &joined, Fuzziness::Exact).into_joined_word()))
        };
        (WordGroup { words, joined: found.map(joined) }, rest)
    }

    fn group(&mut self, group: &WordGroup, fuzziness: Fuzziness) -> Clause {
        let joined = match &group.joined {
            None => return self.word(&group.words[0], fuzziness),
            Some(JoinedWord::Spelling(joined)) => self.leaf(Term::Word(Arc::clone(joined))),
            Some(JoinedWord::SecondReading(joined)) => {
                let joined = self.leaf(Term::Word(Arc::clone(joined)));
                Clause::Boost(SECOND_READING, Box::new(joined))
            }
        };
        // As stop words, the typed words would score less than the joined word.
        let has_other_words = std::mem::replace(&mut self.has_other_words, false);
        let apart = group.words.iter().map(|word| self.word(word, fuzziness)).collect();
        self.has_other_words = has_other_words;
        let count = u32::try_from(group.words.len()).unwrap_or(1);
        Clause::Boost(100 * count, Box::new(Clause::Any(vec![Clause::All(apart), joined])))
    }

    /// Plans the words with misspellings, in their order. Two words that may be one share a clause.
    ///
    /// The rarest word is looked up first. Returns `None` as soon as a clause is not `possible`.
    pub(super) fn words(
        &mut self,
        typed: &[QueryWord],
        possible: &mut dyn FnMut(&Clause) -> bool,
    ) -> Option<Vec<Clause>> {
        let groups = self.groups(typed);
        let mut clauses: Vec<_> = groups.iter().map(|_| None).collect();
        let mut order: Vec<_> = (0..groups.len()).collect();
        order.sort_by_cached_key(|at| self.literal_frequency(groups[*at].words));
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

    /// Groups the words that may be one word. Leaves out optional stop words.
    fn groups<'w>(&mut self, typed: &'w [QueryWord]) -> Vec<WordGroup<'w>> {
        if typed.len() > 1 {
            let unknown =
                |word: &&QueryWord| !word.spellings().any(|form| self.candidates(form, Fuzziness::Prefixes).is_good());
            let unknown: Vec<_> = typed.iter().filter(unknown).collect();
            self.look_up(unknown);
        }
        let mut groups = Vec::with_capacity(typed.len());
        let mut rest = typed;
        while !rest.is_empty() {
            let (mut group, mut later) = self.next_together(rest);
            if group.joined.is_none()
                && let [first, second, ..] = rest
                && let Some(joined) = self.second_reading(first, second)
            {
                group = WordGroup { words: &rest[..2], joined: Some(JoinedWord::SecondReading(joined)) };
                later = &rest[2..];
            }
            if !self.is_optional(&group) {
                groups.push(group);
            }
            rest = later;
        }
        groups
    }

    /// Returns whether this is a stop word beside other words. It is optional: `killing of civilians` should also find that
    /// civilians were killed. A single letter is not, because it may tell things apart, as in `plan A`.
    fn is_optional(&self, group: &WordGroup) -> bool {
        let is_stop_word = |word: &String| !tokens::is_letter_alone(word) && self.index.languages().is_stop_word(word);
        self.has_other_words
            && group.joined.is_none()
            && group.words.iter().all(|word| word.spellings().all(is_stop_word))
    }

    /// Plans the optional stop words.
    pub(super) fn stop_words(&mut self, typed: &[QueryWord]) -> Vec<Clause> {
        let mut stop_words = Vec::new();
        let mut rest = typed;
        while !rest.is_empty() {
            let (group, later) = self.next_together(rest);
            if self.is_optional(&group) {
                stop_words.push(self.word(&group.words[0], Fuzziness::Exact));
            }
            rest = later;
        }
        stop_words
    }

    /// Returns the number of claims with these words as typed.
    fn literal_frequency(&mut self, words: &[QueryWord]) -> usize {
        let spellings = words.iter().flat_map(QueryWord::spellings);
        spellings.map(|spelling| self.candidates(spelling, Fuzziness::Prefixes).frequency(self.index)).sum()
    }

    /// Looks up several words in parallel.
    fn look_up<'w>(&mut self, words: impl IntoIterator<Item = &'w QueryWord>) {
        let forms = words.into_iter().flat_map(QueryWord::spellings).map(|form| self.lookup(form, Fuzziness::Full));
        let forms: Vec<_> = forms.filter(|form| !self.cache.contains_key(form)).collect();
        // A single word is looked up when it is needed. Waking up another thread would not pay.
        if forms.len() > 1 {
            let index = self.index;
            let found: Vec<_> = forms.par_iter().map(|lookup| lookup.candidates(index)).collect();
            self.cache.extend(forms.into_iter().zip(found.into_iter().map(Arc::new)));
        }
    }

    /// Plans a word with all its spellings, its parts, and as a record's id if it has hyphens.
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

    /// Plans an alternative of a choice. A word without literal match may be misspelt, whatever is beside it.
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

    /// Plans an address or id: the record with this key, or records with all of its words.
    pub(super) fn address(&mut self, typed: &str, words: Vec<Clause>) -> Clause {
        let count = u32::try_from(words.len()).unwrap_or(1).max(1);
        let mut readings = vec![self.leaf(Term::Key(RecordKey(typed.to_owned())))];
        readings.extend((!words.is_empty()).then_some(Clause::All(words)));
        Clause::Boost(100 * count, Box::new(Clause::Any(readings)))
    }

    /// Plans one spelling of a word.
    fn single(&mut self, typed: &str, fuzziness: Fuzziness) -> Clause {
        let candidates = self.candidates(typed, fuzziness);
        let halves = if fuzziness == Fuzziness::Full && !candidates.is_good() { self.split(typed) } else { None };
        let plain = self.leaf_with(Term::Word(candidates), together::split_spellings(self.index, typed));
        let Some((first, second)) = halves else { return plain };
        let halves = Clause::All(vec![self.leaf(Term::Word(first)), self.leaf(Term::Word(second))]);
        Clause::Any(vec![plain, Clause::Boost(SECOND_READING, Box::new(halves))])
    }

    /// Returns the candidates for two words as one word, if one of them has no good match.
    fn second_reading(&mut self, first: &QueryWord, second: &QueryWord) -> Option<Arc<Candidates>> {
        let ([first], [], [second], []) = (&first.parts[..], &first.forms[..], &second.parts[..], &second.forms[..])
        else {
            return None;
        };
        let mut has_good = |typed: &str| {
            self.candidates(typed, Fuzziness::Prefixes).is_good() || self.candidates(typed, Fuzziness::Full).is_good()
        };
        if has_good(first) && has_good(second) {
            return None;
        }
        let joined = self.candidates(&format!("{first}{second}"), Fuzziness::Misspellings);
        joined.is_good().then_some(joined)
    }

    /// Returns the best split of a word into an exact word and one with a good match.
    ///
    /// Weaker matches are not tried. The split is a guess already, and `tion` is inside too many words.
    fn split(&mut self, typed: &str) -> Option<(Arc<Candidates>, Arc<Candidates>)> {
        let bounds: Vec<_> = typed.char_indices().map(|(at, _)| at).collect();
        let vocabulary = self.index.vocabulary();
        let exact = |half: &str| vocabulary.find(half).is_some();
        let places = bounds.iter().skip(MIN_HALF).take((bounds.len() + 1).saturating_sub(2 * MIN_HALF));
        let mut halves: Vec<_> = places.map(|at| typed.split_at(*at)).collect();
        halves.retain(|(first, second)| exact(first) || exact(second));
        // A prefix scores more than any misspelling and is a thousand times faster to look up.
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

    /// Plans a phrase.
    pub(super) fn phrase(&mut self, folded: &str) -> Clause {
        let phrase = Phrase::new(self.index.vocabulary(), folded);
        self.leaf(Term::Phrase(phrase))
    }
}
