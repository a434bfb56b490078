//! Reading: from the texts of a corpus to its vocabulary and postings, on all cores.
//!
//! Owners are read in stretches, side by side; each stretch numbers its words as they come. Then the words of all
//! are put in order, and since every stretch has its owners in order, postings fall into their places without
//! being sorted. They are dealt out by ranges of words, again side by side.

use std::ops::Range;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::field::{Field, Owner};
use super::fold::fold;
use super::postings::{Posting, Postings};
use super::tokens;
use super::vocabulary::{Vocabulary, WordId};
use crate::corpus::Corpus;

/// Every word of the owners' texts, and where it is, by field. The owners of a kind must be in order.
pub(super) fn read(corpus: &Corpus, owners: &[Owner]) -> (Vocabulary, Vec<Postings>) {
    let stretch = owners.len() / (4 * rayon::current_num_threads()) + 1;
    let mut stretches: Vec<_> = owners.par_chunks(stretch).map(|owners| Stretch::new(corpus, owners)).collect();
    let words: Vec<_> = stretches.iter_mut().map(|stretch| std::mem::take(&mut stretch.numbers)).collect();

    // Numbered as they come, then in their order.
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut places: Vec<Vec<u32>> = Vec::new();
    for words in &words {
        let mut place = vec![0; words.len()];
        for (word, number) in words {
            let next = number_of(numbers.len());
            place[*number as usize] = *numbers.entry(word).or_insert(next);
        }
        places.push(place);
    }
    let mut sorted: Vec<_> = numbers.into_iter().collect();
    sorted.par_sort_unstable();
    let mut order = vec![WordId::new(0); sorted.len()];
    for (at, (_, number)) in sorted.iter().enumerate() {
        order[*number as usize] = WordId::new(at);
    }
    let ids: Vec<Vec<WordId>> =
        places.into_par_iter().map(|place| place.into_iter().map(|number| order[number as usize]).collect()).collect();
    let vocabulary = || Vocabulary::new(sorted.iter().map(|(word, _)| *word));
    let postings = || {
        let dealt = Field::ALL.into_iter().map(|field| deal(sorted.len(), field as usize, &stretches, &ids));
        dealt.collect::<Vec<_>>()
    };
    rayon::join(vocabulary, postings)
}

fn number_of(count: usize) -> u32 {
    u32::try_from(count).expect("a corpus has fewer than 2^32 different words")
}

/// What is in the texts of some owners that follow one another.
#[derive(Default)]
struct Stretch {
    numbers: HashMap<Box<str>, u32>,
    found: [Found; Field::ALL.len()],
}

/// What is in the texts of one field.
#[derive(Default)]
struct Found {
    /// Each owner has a word once.
    pairs: Vec<(u32, Posting)>,
    /// Of each word: behind its last place in `pairs`, so that an owner's second posting finds the first.
    last: Vec<u32>,
    /// Of each word: how many postings it has.
    counts: Vec<u32>,
}

impl Stretch {
    fn new(corpus: &Corpus, owners: &[Owner]) -> Self {
        let mut stretch = Self::default();
        for owner in owners {
            owner.texts(corpus, &mut |field, text| stretch.text(*owner, field, text));
        }
        stretch
    }

    fn text(&mut self, owner: Owner, field: Field, text: &str) {
        let folded = fold(text);
        let length = if field.is_name() { tokens::count(&folded) } else { 15 };
        let Self { numbers, found } = self;
        tokens::words(&folded, |word, _, joined| {
            let number = numbers.get(word).copied().unwrap_or_else(|| {
                let next = number_of(numbers.len());
                numbers.insert(word.into(), next);
                next
            });
            found[field as usize].push(number, Posting::new(owner.index(), joined, length));
        });
    }
}

impl Found {
    fn push(&mut self, number: u32, posting: Posting) {
        let at = number as usize;
        if self.last.len() <= at {
            self.last.resize(at + 1, 0);
            self.counts.resize(at + 1, 0);
        }
        if let Some((_, before)) = self.last[at].checked_sub(1).map(|last| &mut self.pairs[last as usize])
            && before.owner() == posting.owner()
        {
            *before = before.merged(posting);
            return;
        }
        self.pairs.push((number, posting));
        self.last[at] = number_of(self.pairs.len());
        self.counts[at] += 1;
    }
}

/// The postings of one field, dealt out to its words.
fn deal(words: usize, field: usize, stretches: &[Stretch], ids: &[Vec<WordId>]) -> Postings {
    let mut counts = vec![0_u32; words];
    for (stretch, ids) in stretches.iter().zip(ids) {
        for (id, count) in ids.iter().zip(&stretch.found[field].counts) {
            counts[id.index()] += count;
        }
    }
    let mut ends = counts;
    let mut sum = 0;
    for end in &mut ends {
        sum += *end;
        *end = sum;
    }
    let mut values = vec![Posting::default(); sum as usize];
    let mut ranges = Vec::new();
    let mut rest = &mut values[..];
    let (mut from, mut dealt) = (0, 0);
    let share = sum / number_of(rayon::current_num_threads()) + 1;
    while from < words {
        let to = (from + 1).max(ends.partition_point(|end| *end <= dealt + share));
        let (part, behind) = rest.split_at_mut((ends[to - 1] - dealt) as usize);
        ranges.push((from..to, part));
        (rest, dealt, from) = (behind, ends[to - 1], to);
    }
    ranges.into_par_iter().for_each(|(range, part)| deal_range(&range, part, &ends, field, stretches, ids));
    let present: Vec<_> =
        (0..words).filter(|at| ends[*at] > at.checked_sub(1).map_or(0, |before| ends[before])).collect();
    let ends = present.iter().map(|at| ends[*at]).collect();
    Postings::new(present.into_iter().map(WordId::new).collect(), ends, values)
}

/// Deals out to some words what is theirs.
fn deal_range(
    range: &Range<usize>,
    part: &mut [Posting],
    ends: &[u32],
    field: usize,
    stretches: &[Stretch],
    ids: &[Vec<WordId>],
) {
    let before = range.start.checked_sub(1).map_or(0, |before| ends[before]);
    let starts = std::iter::once(before).chain(ends[range.clone()].iter().copied());
    let mut next: Vec<_> = starts.take(range.len()).map(|start| start - before).collect();
    for (stretch, ids) in stretches.iter().zip(ids) {
        for (number, posting) in &stretch.found[field].pairs {
            let id = ids[*number as usize].index();
            if range.contains(&id) {
                let next = &mut next[id - range.start];
                part[*next as usize] = *posting;
                *next += 1;
            }
        }
    }
}
