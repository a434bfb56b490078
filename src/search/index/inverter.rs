//! Collects the terms of one field's texts, and inverts them into posting lists.
//!
//! Terms are kept in blocks of whole owners. Each block is inverted by itself, so that its working set fits the
//! processor's cache. Then the posting lists of all blocks are concatenated per word, because blocks are in the order of
//! their owners.

use std::ops::Range;

use rayon::prelude::*;

use crate::search::index::bitset::BitSet;
use crate::search::index::interner::InternedTerm;
use crate::search::index::postings::{Posting, Postings};
use crate::search::index::tuning::IndexTuning;
use crate::search::index::vocabulary::WordId;

/// The terms of one field's texts.
#[derive(Default)]
pub(crate) struct Inverter {
    blocks: Vec<TermBlock>,
    /// The number of the current owner's texts.
    text: u32,
}

/// The terms of some owners.
#[derive(Default)]
pub(crate) struct TermBlock {
    /// The distinct terms of each owner, one owner after the other. The lowest bit is set if the owner has the term only
    /// as a compound. The other bits are the term's number.
    terms: Vec<u32>,
    /// Number of words in the owner's shortest text with each term. Empty if the field's ranking does not use it.
    lengths: Vec<u8>,
    /// The owners in order, each with the start of its terms.
    owners: Vec<(u32, u32)>,
}

/// The postings of a block, grouped by word.
struct InvertedBlock {
    /// The words that occur, in order, each with the end of its postings.
    ends: Vec<(WordId, u32)>,
    values: Vec<Posting>,
}

/// The part of an inverted block that belongs to a range of words: the ends of its words, its postings, and the position
/// of the first posting.
type BlockRange<'a> = (&'a [(WordId, u32)], &'a [Posting], u32);

impl Inverter {
    /// Begins a text of `owner`, which may be the same as before. `texts` counts the texts of all fields.
    pub(crate) fn begin_text(&mut self, owner: usize, texts: &mut u32, tuning: &IndexTuning) {
        let owner = to_u32(owner);
        let last = self.blocks.last();
        if last.and_then(|block| block.owners.last()).is_some_and(|(last, _)| *last == owner) {
            return;
        }
        if last.is_none_or(|block| block.terms.len() >= tuning.block_terms) {
            self.blocks.push(TermBlock::default());
        }
        if let Some(block) = self.blocks.last_mut() {
            block.owners.push((owner, to_u32(block.terms.len())));
        }
        *texts += 1;
        self.text = *texts;
    }

    /// Adds a term of the current text.
    #[inline]
    pub(crate) fn add(&mut self, term: &mut InternedTerm, joined: bool, length: Option<u8>) {
        let Some(TermBlock { terms, lengths, .. }) = self.blocks.last_mut() else { return };
        if term.text != self.text {
            (term.text, term.place) = (self.text, to_u32(terms.len()));
            terms.push(term.number << 1 | u32::from(joined));
            lengths.extend(length);
            return;
        }
        let at = term.place as usize;
        terms[at] &= !u32::from(!joined);
        if let Some(length) = length {
            lengths[at] = lengths[at].min(length);
        }
    }

    /// Returns the blocks in the order of their owners.
    pub(crate) fn into_blocks(self) -> Vec<TermBlock> {
        self.blocks
    }
}

impl TermBlock {
    /// Groups the postings by word with a counting sort. `ids` maps the block's term numbers to the vocabulary.
    fn invert(self, words: usize, ids: &[WordId]) -> InvertedBlock {
        // Counts go one place further, so that the sums are where each word starts. Filling moves them to the ends.
        let mut ends = vec![0_u32; words + 1];
        for term in &self.terms {
            ends[ids[(term >> 1) as usize].index() + 1] += 1;
        }
        let (mut sum, mut present) = (0, 0);
        for end in &mut ends {
            present += usize::from(*end > 0);
            sum += *end;
            *end = sum;
        }
        let mut values = vec![Posting::default(); self.terms.len()];
        let owner_ends = self.owners.iter().skip(1).map(|(_, start)| *start).chain([sum]);
        for ((owner, start), end) in self.owners.iter().zip(owner_ends) {
            for at in *start as usize..end as usize {
                let length = self.lengths.get(at).map_or(usize::MAX, |length| usize::from(*length));
                let term = self.terms[at];
                let end = &mut ends[ids[(term >> 1) as usize].index()];
                values[*end as usize] = Posting::new(*owner as usize, term & 1 == 1, length);
                *end += 1;
            }
        }
        let mut present_ends = Vec::with_capacity(present);
        let mut before = 0;
        for (word, end) in ends[..words].iter().enumerate().filter(|(_, end)| **end > 0) {
            if *end > before {
                present_ends.push((WordId::new(word), *end));
                before = *end;
            }
        }
        InvertedBlock { ends: present_ends, values }
    }
}

impl InvertedBlock {
    /// Returns the part that belongs to a range of words.
    fn range(&self, words: &Range<WordId>) -> BlockRange<'_> {
        let at = |word| self.ends.partition_point(|(other, _)| *other < word);
        let (from, to) = (at(words.start), at(words.end));
        let end = |at: usize| at.checked_sub(1).map_or(0, |before| self.ends[before].1);
        (&self.ends[from..to], &self.values[end(from) as usize..end(to) as usize], end(from))
    }
}

/// Inverts all blocks of a field, which are in the order of their owners.
///
/// Each block comes with the vocabulary ids of its term numbers. `common` lists words in order with the owners that have
/// them. These owners have no term for the word in any block, unless as a compound.
pub(crate) fn invert(
    words: usize,
    blocks: Vec<(TermBlock, &Vec<WordId>)>,
    common: &[(WordId, BitSet)],
    tuning: &IndexTuning,
) -> Postings {
    if common.is_empty() && blocks.iter().all(|(block, _)| block.terms.is_empty()) {
        return Postings::default();
    }
    let last = blocks.iter().rev().find_map(|(block, _)| block.owners.last());
    let owners = last.map_or(0, |(owner, _)| *owner as usize + 1);
    let blocks: Vec<_> = blocks.into_par_iter().map(|(block, ids)| block.invert(words, ids)).collect();
    let ranges = even_ranges(&blocks, rayon::current_num_threads().max(tuning.min_ranges));
    let join = |range| concatenate(&blocks, common, range, owners, tuning.min_set_texts);
    let ranges: Vec<_> = ranges.into_par_iter().map(join).collect();
    drop(blocks);
    Postings::concatenate(ranges)
}

/// Cuts the vocabulary into `count` ranges with about as many postings each.
fn even_ranges(blocks: &[InvertedBlock], count: usize) -> Vec<Range<WordId>> {
    // Words are distributed alike in all blocks, so the largest block is a good sample.
    let sample = blocks.iter().max_by_key(|block| block.values.len()).map_or(&[][..], |block| &block.ends);
    let postings = sample.last().map_or(0, |(_, end)| *end as usize);
    let cut = |nth| sample.partition_point(|(_, end)| (*end as usize) < postings * nth / count);
    let mut cuts: Vec<_> = (1..count).map(|nth| sample.get(cut(nth)).map_or(WordId::LAST, |(word, _)| *word)).collect();
    cuts.insert(0, WordId::new(0));
    cuts.push(WordId::LAST);
    cuts.windows(2).map(|cuts| cuts[0]..cuts[1]).collect()
}

/// Concatenates the posting lists of a range of words, and adds those of common words.
fn concatenate(
    blocks: &[InvertedBlock],
    common: &[(WordId, BitSet)],
    range: Range<WordId>,
    owners: usize,
    min_set_texts: usize,
) -> Postings {
    let mut rests: Vec<_> = blocks.iter().map(|block| block.range(&range)).collect();
    let from = |word| common.partition_point(|(other, _)| *other < word);
    let mut common = common[from(range.start)..from(range.end)].iter().peekable();
    let mut all = Postings::with_capacity(rests.iter().map(|(_, postings, _)| postings.len()).sum());
    loop {
        let listed = rests.iter().filter_map(|(ends, ..)| ends.first()).map(|(word, _)| *word);
        let Some(word) = listed.chain(common.peek().map(|(word, _)| *word)).min() else { return all };
        for (ends, rest, start) in &mut rests {
            if let [(_, end), later @ ..] = ends
                && ends[0].0 == word
            {
                let (postings, others) = rest.split_at((*end - *start) as usize);
                all.extend(postings);
                (*ends, *rest, *start) = (later, others, *end);
            }
        }
        let common = common.next_if(|(next, _)| *next == word);
        all.push(word, owners, common.map(|(_, owners)| owners), min_set_texts);
    }
}

fn to_u32(count: usize) -> u32 {
    u32::try_from(count).expect("a corpus has fewer than 2^32 words in a field")
}
