//! Found: the words of one field's texts as they are read, and how they become postings.
//!
//! Words are kept in blocks of whole owners. Each block is dealt out to the words by itself, in memory that the
//! processor has at hand; then the blocks, which follow one another, are joined word by word.

use std::ops::Range;

use rayon::prelude::*;

use crate::search::index::bitset::BitSet;
use crate::search::index::interner::Met;
use crate::search::index::postings::{Posting, Postings};
use crate::search::index::vocabulary::WordId;

/// A block with so many words is closed; in tests, even small corpora have several.
const BLOCK: usize = if cfg!(test) { 4 } else { 1 << 20 };

/// Words are joined in so many runs at least; in tests, in several on one core, too.
const MIN_RUNS: usize = if cfg!(test) { 3 } else { 1 };

/// The words of one field's texts.
#[derive(Default)]
pub(crate) struct Found {
    blocks: Vec<Block>,
    /// The number of the last owner's texts.
    text: u32,
}

/// The words of some owners.
#[derive(Default)]
pub(crate) struct Block {
    /// The words of one owner's texts behind those of another's, each once: its number, and below it a bit for a
    /// word that is only there as a compound.
    words: Vec<u32>,
    /// How many words the shortest text with each word has; nothing where that does not count.
    lengths: Vec<u8>,
    /// The owners, in order, and where the words of each begin.
    owners: Vec<(u32, u32)>,
}

/// The postings of a block, in the order of the words.
struct Dealt {
    /// Which words there are, and where the postings of each end.
    ends: Vec<(WordId, u32)>,
    values: Vec<Posting>,
}

impl Found {
    /// Begins a text of an owner: of the last one once more, or of another. All texts are counted in `texts`.
    pub(crate) fn open(&mut self, owner: usize, texts: &mut u32) {
        let owner = number(owner);
        let last = self.blocks.last();
        if last.and_then(|block| block.owners.last()).is_some_and(|(last, _)| *last == owner) {
            return;
        }
        if last.is_none_or(|block| block.words.len() >= BLOCK) {
            self.blocks.push(Block::default());
        }
        if let Some(block) = self.blocks.last_mut() {
            block.owners.push((owner, number(block.words.len())));
        }
        *texts += 1;
        self.text = *texts;
    }

    /// Takes a word of the text that was begun last.
    #[inline]
    pub(crate) fn meet(&mut self, met: &mut Met, joined: bool, length: Option<u8>) {
        let Some(Block { words, lengths, .. }) = self.blocks.last_mut() else { return };
        if met.text != self.text {
            (met.text, met.place) = (self.text, number(words.len()));
            words.push(met.number << 1 | u32::from(joined));
            lengths.extend(length);
            return;
        }
        let at = met.place as usize;
        words[at] &= !u32::from(!joined);
        if let Some(length) = length {
            lengths[at] = lengths[at].min(length);
        }
    }

    /// Its words, block by block.
    pub(crate) fn into_blocks(self) -> Vec<Block> {
        self.blocks
    }
}

impl Block {
    /// Deals the words out, being told the place of each in the vocabulary.
    fn dealt(self, words: usize, ids: &[WordId]) -> Dealt {
        // Counted one place behind; summed up that is where each word begins, and dealt out where it ends.
        let mut ends = vec![0_u32; words + 1];
        for word in &self.words {
            ends[ids[(word >> 1) as usize].index() + 1] += 1;
        }
        let (mut sum, mut present) = (0, 0);
        for end in &mut ends {
            present += usize::from(*end > 0);
            sum += *end;
            *end = sum;
        }
        let mut values = vec![Posting::default(); self.words.len()];
        let behind = self.owners.iter().skip(1).map(|(_, start)| *start).chain([sum]);
        for ((owner, start), end) in self.owners.iter().zip(behind) {
            for at in *start as usize..end as usize {
                let length = self.lengths.get(at).map_or(usize::MAX, |length| usize::from(*length));
                let word = self.words[at];
                let end = &mut ends[ids[(word >> 1) as usize].index()];
                values[*end as usize] = Posting::new(*owner as usize, word & 1 == 1, length);
                *end += 1;
            }
        }
        let mut listed = Vec::with_capacity(present);
        let mut before = 0;
        for (word, end) in ends[..words].iter().enumerate().filter(|(_, end)| **end > 0) {
            if *end > before {
                listed.push((WordId::new(word), *end));
                before = *end;
            }
        }
        Dealt { ends: listed, values }
    }
}

impl Dealt {
    /// The ends and the postings of a run of words, and where the first of these is.
    fn of(&self, run: &Range<WordId>) -> (&[(WordId, u32)], &[Posting], u32) {
        let at = |word| self.ends.partition_point(|(other, _)| *other < word);
        let (from, to) = (at(run.start), at(run.end));
        let end = |at: usize| at.checked_sub(1).map_or(0, |before| self.ends[before].1);
        (&self.ends[from..to], &self.values[end(from) as usize..end(to) as usize], end(from))
    }
}

/// The postings of all blocks of a field, which follow one another; with each, the places of its words in the
/// vocabulary. `marked` are words, in order, with the owners that have them by themselves and do not list them.
pub(crate) fn postings(words: usize, blocks: Vec<(Block, &Vec<WordId>)>, marked: &[(WordId, BitSet)]) -> Postings {
    if marked.is_empty() && blocks.iter().all(|(block, _)| block.words.is_empty()) {
        return Postings::default();
    }
    let last = blocks.iter().rev().find_map(|(block, _)| block.owners.last());
    let owners = last.map_or(0, |(owner, _)| *owner as usize + 1);
    let parts: Vec<_> = blocks.into_par_iter().map(|(block, ids)| block.dealt(words, ids)).collect();
    let runs = runs(&parts, rayon::current_num_threads().max(MIN_RUNS));
    let runs: Vec<_> = runs.into_par_iter().map(|run| joined(&parts, marked, run, owners)).collect();
    drop(parts);
    Postings::one_behind_the_other(runs)
}

/// As many runs of words as are asked for, which have about as many postings each.
fn runs(parts: &[Dealt], count: usize) -> Vec<Range<WordId>> {
    // Any part is a fair sample; the largest is the fairest.
    let sample = parts.iter().max_by_key(|part| part.values.len()).map_or(&[][..], |part| &part.ends);
    let postings = sample.last().map_or(0, |(_, end)| *end as usize);
    let cut = |nth| sample.partition_point(|(_, end)| (*end as usize) < postings * nth / count);
    let mut cuts: Vec<_> = (1..count).map(|nth| sample.get(cut(nth)).map_or(WordId::LAST, |(word, _)| *word)).collect();
    cuts.insert(0, WordId::new(0));
    cuts.push(WordId::LAST);
    cuts.windows(2).map(|cuts| cuts[0]..cuts[1]).collect()
}

/// The postings of a run of words in all parts, which follow one another, and of those that are marked.
fn joined(parts: &[Dealt], marked: &[(WordId, BitSet)], run: Range<WordId>, owners: usize) -> Postings {
    let mut rests: Vec<_> = parts.iter().map(|part| part.of(&run)).collect();
    let from = |word| marked.partition_point(|(other, _)| *other < word);
    let mut marked = marked[from(run.start)..from(run.end)].iter().peekable();
    let mut all = Postings::with_capacity(rests.iter().map(|(_, postings, _)| postings.len()).sum());
    loop {
        let listed = rests.iter().filter_map(|(ends, ..)| ends.first()).map(|(word, _)| *word);
        let Some(word) = listed.chain(marked.peek().map(|(word, _)| *word)).min() else { return all };
        for (ends, rest, start) in &mut rests {
            if let [(_, end), behind @ ..] = ends
                && ends[0].0 == word
            {
                let (postings, others) = rest.split_at((*end - *start) as usize);
                all.extend(postings);
                (*ends, *rest, *start) = (behind, others, *end);
            }
        }
        let marked = marked.next_if(|(next, _)| *next == word);
        all.push(word, owners, marked.map(|(_, owners)| owners));
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).expect("a corpus has fewer than 2^32 words in a field")
}
