//! The passage of a proposal: the first and last words that open its place.

use std::ops::Range;

use hashbrown::HashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::words::fold;
use crate::briefing::{FoldedArticle, Passage, PassageState, paragraphs};

/// Number of words at each end of a passage.
const WORDS: std::ops::RangeInclusive<usize> = 3..=6;

/// Maximum number of words of a passage that has no `end`.
const MAX_WHOLE: usize = 8;

/// Share of the budget that a search to the end takes, in its bytes, because it compares each place that fits.
const SEARCHED_TO_END: usize = 8;

/// Numbers of words at the start of a passage whose first six words stand elsewhere too.
const LONG: [usize; 4] = [8, 10, 12, 16];

/// Maximum number of words of a passage without `end` whose first words stand elsewhere too.
const MAX_LONG: usize = 16;

/// Number of bytes before and after a range in which a prefix and a suffix are looked for.
const NEAR: usize = 200;

/// Number of bytes that may be searched to find the passages of one article.
///
/// An ordinary article takes less than a thousandth. Without a limit, the time for a paragraph of many megabytes would
/// grow with the square of its length.
const BUDGET: usize = 1 << 30;

/// Maximum number of bytes of an article that is searched from its top for each passage, as a browser does.
///
/// In a longer one, the beginning of a passage must be the only one with its words, and its paragraph is searched.
const MAX_SEARCHED: usize = 1 << 18;

/// Returns the passage that opens a range of an article, or `None` if no words of it open this place.
pub fn passage_at(article: &str, range: &Range<usize>) -> Option<Passage> {
    Passages::new(article, &paragraphs(article)).passage(range)
}

/// Makes the passages of one article.
pub(super) struct Passages<'a> {
    article: &'a str,
    paragraphs: &'a [Range<usize>],
    /// What is searched: the article, or one paragraph of a long one.
    searched: FoldedArticle,
    /// The begin of what is searched, and the number of paragraphs before it.
    base: (usize, usize),
    /// For a long article, how often each three words follow one another.
    openings: Option<Openings>,
    budget: usize,
}

impl<'a> Passages<'a> {
    /// Prepares an article. `paragraphs` are those of [`paragraphs`](crate::briefing::paragraphs).
    pub(super) fn new(article: &'a str, paragraphs: &'a [Range<usize>]) -> Self {
        let openings = (article.len() > MAX_SEARCHED).then(|| Openings::new(article));
        let searched = if openings.is_some() { FoldedArticle::new("") } else { FoldedArticle::new(article) };
        let base = if openings.is_some() { (0, usize::MAX) } else { (0, 0) };
        Self { article, paragraphs, searched, base, openings, budget: BUDGET }
    }

    /// Returns the passage that opens a range, or `None` if no words of it open this place.
    ///
    /// The passage is found by the search that also checks the files, so the link opens what the draft shows.
    pub(super) fn passage(&mut self, range: &Range<usize>) -> Option<Passage> {
        let number = self.paragraphs.partition_point(|paragraph| paragraph.end <= range.start);
        let paragraph = self.paragraphs.get(number)?.clone();
        let words = words(self.article, range);
        let (first, last) = (words.first()?.start, words.last()?.end);
        let finding = Finding { number: u32::try_from(number + 1).ok()?, paragraph, words: &words, range: first..last };
        self.plain(&finding)
            .or_else(|| self.with_prefix(&finding))
            .or_else(|| self.with_suffix(&finding))
            .or_else(|| self.long(&finding))
    }

    /// Returns the passage by its own words alone.
    fn plain(&mut self, finding: &Finding<'_>) -> Option<Passage> {
        self.first_found(finding, &finding.ends(), None, None)
    }

    /// Returns the passage with the words before it.
    fn with_prefix(&mut self, finding: &Finding<'_>) -> Option<Passage> {
        let near = self.near(finding.range.start.saturating_sub(NEAR).max(finding.paragraph.start));
        let before = words(self.article, &(near..finding.range.start));
        let counts = WORDS.chain([before.len()]).filter(|count| (1..=before.len()).contains(count));
        let prefixes: Vec<_> =
            counts.map(|count| before[before.len() - count].start..before[before.len() - 1].end).collect();
        let ends = finding.ends();
        prefixes.into_iter().find_map(|prefix| {
            let prefix = self.until(&prefix, finding.range.start);
            self.first_found(finding, &ends, Some(&prefix), None)
        })
    }

    /// Returns the passage with the words after it.
    fn with_suffix(&mut self, finding: &Finding<'_>) -> Option<Passage> {
        let near = self.near((finding.range.end + NEAR).min(finding.paragraph.end));
        let after = words(self.article, &(finding.range.end..near.max(finding.range.end)));
        let ends = finding.ends();
        let counts = WORDS.chain([after.len()]).filter(|count| (1..=after.len()).contains(count));
        counts.map(|count| after[0].start..after[count - 1].end).find_map(|suffix| {
            let start = self.article[finding.range.end..suffix.start].find(|c: char| !c.is_whitespace());
            let suffix = start.map_or(suffix.start, |at| finding.range.end + at)..suffix.end;
            self.first_found(finding, &ends, None, Some(&self.article[suffix]))
        })
    }

    /// Returns the passage with more words than is usual, where the usual ones stand elsewhere too.
    fn long(&mut self, finding: &Finding<'_>) -> Option<Passage> {
        self.first_found(finding, &finding.long_ends(), None, None)
    }

    /// Returns the last character boundary up to a byte.
    fn near(&self, mut at: usize) -> usize {
        while !self.article.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// Returns the text of a prefix up to the words that follow it, so that the marks between belong to it.
    fn until(&self, prefix: &Range<usize>, next: usize) -> String {
        self.article[prefix.start..next].trim_end().to_owned()
    }

    fn first_found(
        &mut self,
        finding: &Finding<'_>,
        ends: &[(Range<usize>, Option<Range<usize>>)],
        prefix: Option<&str>,
        suffix: Option<&str>,
    ) -> Option<Passage> {
        ends.iter().find_map(|(start, end)| {
            let passage = Passage {
                paragraph: Some(finding.number),
                prefix: prefix.map(str::to_owned),
                start: self.article[start.clone()].to_owned(),
                end: end.clone().map(|end| self.article[end].to_owned()),
                suffix: suffix.map(str::to_owned),
            };
            self.opens(&passage, finding).then_some(passage)
        })
    }

    /// Returns whether a link with a passage opens the range.
    fn opens(&mut self, passage: &Passage, finding: &Finding<'_>) -> bool {
        let number = finding.number as usize - 1;
        if let Some(openings) = &self.openings {
            // The words before `start` decide where it is, so a prefix must be the only one too.
            if !openings.is_only(passage.prefix.as_ref().unwrap_or(&passage.start)) {
                return false;
            }
            if self.base.1 != number {
                self.searched = FoldedArticle::new(&self.article[finding.paragraph.clone()]);
                self.base = (finding.paragraph.start, number);
            }
        }
        let (start, before) = self.base;
        let expected = finding.range.start - start..finding.range.end - start;
        let Some(left) = self.budget.checked_sub(expected.end) else { return false };
        self.budget = left;
        let paragraph = passage.paragraph.map(|number| number - u32::try_from(before).unwrap_or(0));
        match (Passage { paragraph, ..passage.clone() }).find_in(&self.searched) {
            PassageState::Found { range, everywhere, .. } => everywhere && range == expected,
            // To say how many places match, the search has gone on to the end.
            PassageState::Ambiguous { .. } | PassageState::Missing => {
                self.budget = self.budget.saturating_sub(SEARCHED_TO_END * (finding.paragraph.end - start));
                false
            }
        }
    }
}

/// How often each three words follow one another in an article.
struct Openings(HashMap<u64, u32>);

impl Openings {
    fn new(article: &str) -> Self {
        let mut counts = HashMap::new();
        let mut last: [u64; 2] = [0; 2];
        for word in folded(article) {
            *counts.entry(join(last[0], last[1], word)).or_insert(0) += 1;
            last = [last[1], word];
        }
        Self(counts)
    }

    /// Returns whether the article has the first three words of a text only once.
    fn is_only(&self, text: &str) -> bool {
        let mut words = folded(text);
        let (Some(one), Some(two), Some(three)) = (words.next(), words.next(), words.next()) else { return false };
        self.0.get(&join(one, two, three)) == Some(&1)
    }
}

/// Returns a hash of each word of a text, folded.
fn folded(text: &str) -> impl Iterator<Item = u64> + '_ {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| xxh3_64(fold(word).as_bytes()))
}

fn join(one: u64, two: u64, three: u64) -> u64 {
    one.rotate_left(7).wrapping_mul(31) ^ two.rotate_left(23).wrapping_mul(17) ^ three
}

/// A range to find a passage for.
struct Finding<'a> {
    /// The number, from 1, of its paragraph.
    number: u32,
    paragraph: Range<usize>,
    words: &'a [Range<usize>],
    /// From its first word to its last.
    range: Range<usize>,
}

impl Finding<'_> {
    /// Returns long ends to try, and the whole range if it is short.
    fn long_ends(&self) -> Vec<(Range<usize>, Option<Range<usize>>)> {
        let words = self.words;
        let long = LONG.into_iter().filter(|count| count + 4 <= words.len());
        let end = |count: usize| Some(words[words.len() - count].start..self.range.end);
        let mut ends: Vec<_> = long.map(|count| (self.range.start..words[count - 1].end, end(4))).collect();
        if words.len() <= MAX_LONG {
            ends.push((self.range.clone(), None));
        }
        ends
    }

    /// Returns the ends to try: first the fewest words, then more.
    fn ends(&self) -> Vec<(Range<usize>, Option<Range<usize>>)> {
        let words = self.words;
        let whole = (self.range.clone(), None);
        if words.len() <= MAX_WHOLE {
            return vec![whole];
        }
        let start = |count: usize| self.range.start..words[count - 1].end;
        let end = |count: usize| Some(words[words.len() - count].start..self.range.end);
        let counts = [(4, 4), (5, 4), (4, 5), (5, 5), (6, 6), (6, 4), (4, 6)];
        counts
            .into_iter()
            .filter(|(one, other)| one + other <= words.len())
            .map(|(one, other)| (start(one), end(other)))
            .collect()
    }
}

/// Returns the words of a range as far as white space separates them, without the marks around each.
fn words(article: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = range.start;
    for word in article[range.clone()].split(char::is_whitespace) {
        let next = start + word.len() + article[start + word.len()..].chars().next().map_or(0, char::len_utf8);
        let from = start + word.find(char::is_alphanumeric).unwrap_or(word.len());
        let end = start + word.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        if from < end {
            found.push(from..end);
        }
        start = next;
    }
    found
}
