//! The plan: a query's words, looked up in one index's vocabulary.
//!
//! Here typed words become [`Candidates`], and two words that ran together (`wheatfertilizer`), or one that
//! fell apart (`moder nisation`), get a second reading. That is only done for a word that nothing fits well,
//! so a query that is spelt right means what it says.

use std::sync::Arc;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::candidates::{Candidates, EXACT, Reach};
use super::choices::Among;
use super::index::Index;
use super::query::{Query, Term, What, Word};
use super::runs::is_unspaced;
use super::tokens;
use super::vocabulary::WordId;

/// What a record must have, as a tree.
#[derive(Debug)]
pub(super) enum Need {
    /// A word or a phrase.
    Leaf(Leaf),
    /// All of these; worth their mean, as they stand for one typed word.
    All(Vec<Need>),
    /// Any of these; worth the best.
    Any(Vec<Need>),
    /// One of these records; worth nothing.
    Among(Arc<Among>),
    /// This, worth so many percent: less for a second reading, more for what stands for two words.
    Worth(u32, Box<Need>),
}

/// What is looked up.
#[derive(Debug)]
pub(super) struct Leaf {
    /// Unique among the plans of a query.
    pub(super) id: usize,
    pub(super) asked: Asked,
}

/// What a leaf asks for.
#[derive(Debug)]
pub(super) enum Asked {
    /// One of these words.
    Word(Arc<Candidates>),
    /// Words exactly as they stand.
    Phrase(Phrase),
}

/// Folded words exactly as they stand, in one text.
#[derive(Debug)]
pub(super) struct Phrase {
    /// The words with what is between them.
    pub(super) folded: String,
    /// For each word, the vocabulary's words that have it: itself, or, where words are not spaced, all that
    /// hold it.
    pub(super) parts: Vec<Vec<WordId>>,
    /// True when it is nothing but words that stand by themselves, and a space between each two.
    pub(super) bare: bool,
}

/// A query's words, ready to be looked for.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// All of these must be there.
    pub(super) needs: Vec<Need>,
    /// How many of them, the last ones, are choices that have words.
    choices: usize,
    /// None of these may be there.
    pub(super) excluded: Vec<Need>,
    /// The typed words, if there is nothing else: perhaps a whole name.
    pub(super) name: Vec<String>,
}

/// What a second reading is worth, in percent.
const SECOND_READING: u32 = 60;

/// What an exact word and a misspelt one are worth at the most.
const BEST_MISSPELT: u32 = 1610;

/// Shorter halves are not looked for when a word is taken apart.
const MIN_HALF: usize = 3;

/// The leaves of a plan that forgives nothing are numbered from here on, apart from those of one that does.
const LITERAL_LEAVES: usize = 1 << 16;

impl Plan {
    /// Looks a query up, within reach.
    pub(super) fn new(index: &Index, query: &Query, reach: Reach) -> Self {
        Self::while_possible(index, query, reach, |_| true).unwrap_or_default()
    }

    /// Looks a query up word by word, each of which costs something, as long as some record may have all that is needed so
    /// far: `None` when that is no longer `possible`.
    pub(super) fn while_possible(
        index: &Index,
        query: &Query,
        reach: Reach,
        mut possible: impl FnMut(&Need) -> bool,
    ) -> Option<Self> {
        let mut plan = Self::default();
        let leaves = if reach == Reach::Fuzzy { 0 } else { LITERAL_LEAVES };
        let mut planner = Planner { index, leaves, known: HashMap::new() };
        let words = |term: &Term| match (&term.what, term.negated) {
            (What::Word(word), false) => Some(word.clone()),
            _ => None,
        };
        let typed: Vec<_> = query.terms().iter().filter_map(words).collect();
        plan.name = typed
            .iter()
            .flat_map(|word| if word.parts.is_empty() { &word.forms } else { &word.parts })
            .cloned()
            .collect();
        plan.needs = match reach {
            Reach::Exact | Reach::Prefixes => typed.iter().map(|word| planner.word(word, reach)).collect(),
            Reach::Good | Reach::Fuzzy => planner.words(&typed, &mut possible)?,
        };
        for term in query.terms() {
            match (&term.what, term.negated) {
                (What::Exact(folded), false) => plan.needs.push(planner.phrase(folded)),
                (What::Exact(folded), true) => plan.excluded.push(planner.phrase(folded)),
                (What::Word(word), true) => plan.excluded.push(planner.word(word, Reach::Prefixes)),
                (What::Word(_), false) | (What::Filter(_), _) => {}
            }
        }
        for choice in query.choices() {
            let alternatives: Vec<_> = choice.worded().map(|terms| planner.alternative(terms, reach)).collect();
            if !alternatives.is_empty() {
                plan.needs.push(Need::Any(alternatives));
                plan.choices += 1;
            }
        }
        Some(plan)
    }

    /// The plan with the records that fulfil a choice without having its words, for each choice that has words.
    pub(super) fn or_among(mut self, among: &[Option<Arc<Among>>]) -> Self {
        let first = self.needs.len() - self.choices;
        for (need, among) in self.needs[first..].iter_mut().zip(among) {
            if let (Need::Any(alternatives), Some(among)) = (need, among) {
                alternatives.push(Need::Among(Arc::clone(among)));
            }
        }
        self
    }

    /// Every word and phrase of a choice.
    pub(super) fn alternatives(&self) -> Vec<&Leaf> {
        let mut all = Vec::new();
        self.needs[self.needs.len() - self.choices..].iter().for_each(|need| need.leaves(&mut all));
        all
    }
}

impl Need {
    /// Every word and phrase that the need is made of.
    fn leaves<'a>(&'a self, into: &mut Vec<&'a Leaf>) {
        match self {
            Self::Leaf(leaf) => into.push(leaf),
            Self::Among(_) => {}
            Self::Worth(_, need) => need.leaves(into),
            Self::All(needs) | Self::Any(needs) => needs.iter().for_each(|need| need.leaves(into)),
        }
    }
}

impl Leaf {
    /// The most that a title can be worth.
    pub(super) fn most_points(&self) -> u32 {
        match &self.asked {
            Asked::Word(candidates) => candidates.most_points(),
            Asked::Phrase(_) => EXACT.points,
        }
    }
}

impl Plan {
    /// Every typed word that is looked for.
    pub(super) fn candidates<'a>(&'a self) -> Vec<&'a Candidates> {
        let mut leaves = Vec::new();
        self.needs.iter().for_each(|need| need.leaves(&mut leaves));
        let candidates = |leaf: &'a Leaf| match &leaf.asked {
            Asked::Word(candidates) => Some(&**candidates),
            Asked::Phrase(_) => None,
        };
        leaves.into_iter().filter_map(candidates).collect()
    }
}

struct Planner<'a> {
    index: &'a Index,
    leaves: usize,
    /// What was looked up already: a word is asked about alone, with its neighbour, and in halves.
    known: HashMap<(String, Reach), Arc<Candidates>>,
}

impl Planner<'_> {
    fn leaf(&mut self, asked: Asked) -> Need {
        self.leaves += 1;
        Need::Leaf(Leaf { id: self.leaves - 1, asked })
    }

    fn candidates(&mut self, typed: &str, reach: Reach) -> Arc<Candidates> {
        let look_up = || Arc::new(Candidates::new(self.index, typed, reach));
        Arc::clone(self.known.entry((typed.to_owned(), reach)).or_insert_with(look_up))
    }

    /// What plain words need, in their order: each by itself, or with its neighbour where the two are one. The rarest is
    /// looked up first; `None` when what is needed so far is not `possible`.
    fn words(&mut self, typed: &[Word], possible: &mut dyn FnMut(&Need) -> bool) -> Option<Vec<Need>> {
        let groups = self.groups(typed);
        let mut needs: Vec<_> = groups.iter().map(|_| None).collect();
        let mut order: Vec<_> = (0..groups.len()).collect();
        order.sort_by_cached_key(|at| self.literally(groups[*at].0));
        for some in order.chunks(rayon::current_num_threads()) {
            self.look_up(some.iter().flat_map(|at| groups[*at].0));
            for at in some {
                let (words, whole) = &groups[*at];
                let mut apart: Vec<_> = words.iter().map(|word| self.word(word, Reach::Fuzzy)).collect();
                let need = match whole {
                    Some(whole) => {
                        let whole = self.leaf(Asked::Word(Arc::clone(whole)));
                        let either = vec![Need::All(apart), Need::Worth(SECOND_READING, Box::new(whole))];
                        Need::Worth(200, Box::new(Need::Any(either)))
                    }
                    None => apart.remove(0),
                };
                if !possible(&need) {
                    return None;
                }
                needs[*at] = Some(need);
            }
        }
        Some(needs.into_iter().flatten().collect())
    }

    /// Each word, or two with the one that they are.
    fn groups<'w>(&mut self, typed: &'w [Word]) -> Vec<(&'w [Word], Option<Arc<Candidates>>)> {
        if typed.len() > 1 {
            let lost = |word: &&Word| !word.spellings().any(|form| self.candidates(form, Reach::Prefixes).is_good());
            let lost: Vec<_> = typed.iter().filter(lost).collect();
            self.look_up(lost);
        }
        let mut groups = Vec::with_capacity(typed.len());
        let mut rest = typed;
        while !rest.is_empty() {
            let whole = if let [first, second, ..] = rest { self.fallen_apart(first, second) } else { None };
            let (group, behind) = rest.split_at(if whole.is_some() { 2 } else { 1 });
            groups.push((group, whole));
            rest = behind;
        }
        groups
    }

    /// How many claims have words as they were typed.
    fn literally(&mut self, words: &[Word]) -> usize {
        let spellings = words.iter().flat_map(Word::spellings);
        spellings.map(|spelling| self.candidates(spelling, Reach::Prefixes).frequency(self.index)).sum()
    }

    /// Looks words up side by side.
    fn look_up<'w>(&mut self, words: impl IntoIterator<Item = &'w Word>) {
        let forms = words.into_iter().flat_map(Word::spellings).map(|form| (form.clone(), Reach::Fuzzy));
        let forms: Vec<_> = forms.filter(|form| !self.known.contains_key(form)).collect();
        // One is looked up when it is asked for; another thread would have to be woken up.
        if forms.len() > 1 {
            let index = self.index;
            let found: Vec<_> = forms.par_iter().map(|(form, reach)| Candidates::new(index, form, *reach)).collect();
            self.known.extend(forms.into_iter().zip(found.into_iter().map(Arc::new)));
        }
    }

    fn word(&mut self, word: &Word, reach: Reach) -> Need {
        let mut readings: Vec<_> = word.forms.iter().map(|form| self.single(form, reach)).collect();
        let mut parts: Vec<_> = word.parts.iter().map(|part| self.single(part, reach)).collect();
        match (parts.len(), readings.len()) {
            (0, _) => {}
            (1, _) => readings.append(&mut parts),
            _ => readings.push(Need::All(parts)),
        }
        if readings.len() == 1 { readings.remove(0) } else { Need::Any(readings) }
    }

    /// What an alternative needs. A word that no text has as it was typed is misspelt, whatever stands beside it.
    fn alternative(&mut self, terms: &[Term], reach: Reach) -> Need {
        let mut needs = Vec::new();
        for term in terms {
            match &term.what {
                What::Word(word) => {
                    let known = word.spellings().any(|form| self.candidates(form, Reach::Prefixes).is_good());
                    needs.push(self.word(word, if known { reach } else { Reach::Fuzzy }));
                }
                What::Exact(folded) => needs.push(self.phrase(folded)),
                What::Filter(_) => {}
            }
        }
        if needs.len() == 1 { needs.remove(0) } else { Need::All(needs) }
    }

    fn single(&mut self, typed: &str, reach: Reach) -> Need {
        let candidates = self.candidates(typed, reach);
        let halves = if reach == Reach::Fuzzy && !candidates.is_good() { self.run_together(typed) } else { None };
        let plain = self.leaf(Asked::Word(candidates));
        let Some((first, second)) = halves else { return plain };
        let halves = Need::All(vec![self.leaf(Asked::Word(first)), self.leaf(Asked::Word(second))]);
        Need::Any(vec![plain, Need::Worth(SECOND_READING, Box::new(halves))])
    }

    /// The one word that two typed ones are, where one of them fits nothing well.
    fn fallen_apart(&mut self, first: &Word, second: &Word) -> Option<Arc<Candidates>> {
        let ([first], [], [second], []) = (&first.parts[..], &first.forms[..], &second.parts[..], &second.forms[..])
        else {
            return None;
        };
        let mut good = |typed: &str| {
            self.candidates(typed, Reach::Prefixes).is_good() || self.candidates(typed, Reach::Fuzzy).is_good()
        };
        if good(first) && good(second) {
            return None;
        }
        let whole = self.candidates(&format!("{first}{second}"), Reach::Good);
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
        for reach in [Reach::Prefixes, Reach::Good] {
            let mut best: Option<(u32, (&str, &str))> = None;
            for (first, second) in &halves {
                let points = [first, second].map(|half| self.candidates(half, reach).most_points());
                let sum = points.iter().sum();
                if !points.contains(&0) && best.is_none_or(|(most, _)| sum > most) {
                    best = Some((sum, (*first, *second)));
                    if sum >= BEST_MISSPELT && reach == Reach::Good {
                        break;
                    }
                }
            }
            if let Some((_, (first, second))) = best {
                return Some((self.candidates(first, Reach::Good), self.candidates(second, Reach::Good)));
            }
        }
        None
    }

    fn phrase(&mut self, folded: &str) -> Need {
        let vocabulary = self.index.vocabulary();
        let (mut parts, mut bare) = (Vec::new(), Vec::new());
        tokens::words(folded, |word, _, joined| {
            if joined {
                return;
            }
            bare.extend((!word.starts_with(is_unspaced)).then(|| word.to_owned()));
            let mut words: Vec<_> = vocabulary.find(word).into_iter().collect();
            if word.starts_with(is_unspaced) {
                words = vocabulary.beginning(word).map(WordId::new).chain(vocabulary.containing(word)).collect();
                words.sort_unstable();
                words.dedup();
            }
            parts.push(words);
        });
        let bare = bare.join(" ") == folded;
        self.leaf(Asked::Phrase(Phrase { folded: folded.to_owned(), parts, bare }))
    }
}

impl Phrase {
    /// Where the phrase stands in a folded text: not within a longer word.
    pub(super) fn places<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = std::ops::Range<usize>> + 'a {
        let apart = |a: Option<char>, b: Option<char>| match (a, b) {
            (Some(a), Some(b)) => !a.is_alphanumeric() || !b.is_alphanumeric() || is_unspaced(a) || is_unspaced(b),
            _ => true,
        };
        folded.match_indices(self.folded.as_str()).filter_map(move |(at, found)| {
            let end = at + found.len();
            let begins = apart(folded[..at].chars().next_back(), found.chars().next());
            let ends = apart(found.chars().next_back(), folded[end..].chars().next());
            (begins && ends).then_some(at..end)
        })
    }

    /// True when a folded text has the phrase.
    pub(super) fn is_in(&self, folded: &str) -> bool {
        self.places(folded).next().is_some()
    }
}
