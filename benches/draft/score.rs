//! How well proposals agree with what people have marked.

use std::cmp::Reverse;
use std::ops::Range;

use crate::polnear::{Article, Attribution};

/// Verbs of saying. An attribution with one of them, or with a quotation, is a statement; others are attitudes.
const SPEECH: &str = "say says said saying tell tells told telling according ask asks asked asking announce announces \
    announced announcing add adds added adding argue argues argued arguing claim claims claimed claiming write writes \
    wrote writing written note notes noted noting explain explains explained explaining report reports reported \
    reporting insist insists insisted insisting warn warns warned warning declare declares declared declaring \
    acknowledge acknowledges acknowledged acknowledging deny denies denied denying tweet tweets tweeted tweeting state \
    stated stating suggest suggests suggested suggesting accuse accuses accused accusing call calls called calling \
    describe describes described describing promise promises promised pledge pledged vow vowed reply replied respond \
    responded admit admits admitted assert asserts asserted asserting contend contends contended mention mentioned \
    predict predicted urge urged demand demanded question questioned comment commented conclude concluded concede \
    conceded continue continued recall recalled remark remarked repeat repeated reiterate reiterated complain \
    complained boast boasted quip quipped joke joked shout shouted allege alleged propose proposed recommend \
    recommended caution cautioned talk talked speak spoke words statement interview";

/// Counts over many articles.
#[derive(Debug, Default)]
pub struct Score {
    gold: usize,
    found: usize,
    matched: usize,
    joint: usize,
    statements: usize,
    statements_matched: usize,
}

impl Score {
    /// Adds what was found in an article.
    ///
    /// Contents are paired one to one, the nearest first, if their words in common are at least half of their words
    /// together. `joint` counts the pairs whose speakers have a word in common, or that both have no speaker.
    pub fn add(&mut self, article: &Article, found: &[Attribution]) {
        let words = words(&article.text);
        let pairs = pairs(article, found, &words);
        let is_statement = |gold: &&Attribution| is_statement(&article.text, gold);
        self.gold += article.gold.len();
        self.found += found.len();
        self.matched += pairs.len();
        self.statements += article.gold.iter().filter(is_statement).count();
        for (gold, other) in pairs {
            let (gold, other) = (&article.gold[gold], &found[other]);
            let (one, two) = (numbers(&words, &gold.source), numbers(&words, &other.source));
            self.joint += usize::from((one.is_empty() && two.is_empty()) || common(&one, &two) > 0);
            self.statements_matched += usize::from(is_statement(&gold));
        }
    }

    /// Returns the figures, as the columns of a table.
    pub fn row(&self) -> String {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let f1 = |matched: usize| 2.0 * share(matched, self.found + self.gold);
        let columns = [
            share(self.matched, self.found),
            share(self.matched, self.gold),
            f1(self.matched),
            share(self.joint, self.matched),
            f1(self.joint),
            share(self.statements_matched, self.statements),
        ];
        columns.map(|figure| format!("{figure:>9.3}")).concat()
    }
}

/// Returns the pairs of numbers of gold and found attributions.
fn pairs(article: &Article, found: &[Attribution], words: &[Range<usize>]) -> Vec<(usize, usize)> {
    let contents = |all: &[Attribution]| all.iter().map(|one| numbers(words, &one.content)).collect::<Vec<_>>();
    let (gold, found) = (contents(&article.gold), contents(found));
    let mut pairs = Vec::new();
    for (one, gold) in gold.iter().enumerate() {
        for (two, found) in found.iter().enumerate() {
            let both = common(gold, found);
            let either = gold.len() + found.len() - both;
            if both > 0 && both * 2 >= either {
                pairs.push((Reverse(both * 10_000 / either), one, two));
            }
        }
    }
    pairs.sort_unstable();
    let (mut used, mut taken) = (vec![false; gold.len()], vec![false; found.len()]);
    let mut best = Vec::new();
    for (_, one, two) in pairs {
        if !used[one] && !taken[two] {
            (used[one], taken[two]) = (true, true);
            best.push((one, two));
        }
    }
    best
}

fn is_statement(text: &str, gold: &Attribution) -> bool {
    let quoted = gold
        .content
        .iter()
        .any(|range| text[range.clone()].contains(['“', '”', '"']) || text[range.clone()].contains("''"));
    let speech = |range: &Range<usize>| {
        let cue = text[range.clone()].to_lowercase();
        cue.split(|c: char| !c.is_alphabetic()).any(|word| SPEECH.split_whitespace().any(|speech| speech == word))
    };
    quoted || gold.cue.iter().any(speech)
}

/// Returns the ranges of the words of a text.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphanumeric() {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            found.push(start..at);
        }
    }
    found
}

/// Returns the numbers of the words that ranges touch, in order.
fn numbers(words: &[Range<usize>], ranges: &[Range<usize>]) -> Vec<usize> {
    let within = |range: &Range<usize>| {
        let end = range.end;
        let first = words.partition_point(|word| word.end <= range.start);
        (first..words.len()).take_while(move |at| words[*at].start < end)
    };
    let mut numbers: Vec<usize> = ranges.iter().flat_map(within).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

fn common(one: &[usize], two: &[usize]) -> usize {
    one.iter().filter(|number| two.binary_search(number).is_ok()).count()
}
