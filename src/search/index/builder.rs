//! Builds vocabulary, postings and names from the texts of a corpus, on all cores.
//!
//! Every text is read once. The owners are cut into chunks that are read in parallel, and each chunk numbers its terms
//! itself. Then the terms of all chunks are merged into one vocabulary, and each chunk's terms are inverted with the
//! vocabulary's ids. Chunks are in the order of their owners, so their posting lists are only concatenated.
//! [Common words](crate::search::index::common_words) are collected as bit sets instead. The result does not depend on the
//! number of chunks.

use std::ops::Range;

use rayon::prelude::*;

use crate::corpus::Corpus;
use crate::search::analysis::fold::fold_into;
use crate::search::analysis::languages::Languages;
use crate::search::analysis::tokens;
use crate::search::analysis::tokens::TokenKind;
use crate::search::index::bitset::BitSet;
use crate::search::index::common_words::{CommonWordMatrix, CommonWords, claims_by_word};
use crate::search::index::field::{Field, Owner};
use crate::search::index::interner::{InternedTerms, TermInterner, TermKey, TermPrefix};
use crate::search::index::inverter::{Inverter, invert};
use crate::search::index::names::{NameBearer, NameIndex, is_whole_name};
use crate::search::index::postings::Postings;
use crate::search::index::tuning::IndexTuning;
use crate::search::index::vocabulary::{Vocabulary, WordId};

/// The parts of an index that come from reading texts.
pub(crate) struct IndexParts {
    pub(crate) vocabulary: Vocabulary,
    /// The postings of each field, by its number.
    pub(crate) postings: Vec<Postings>,
    pub(crate) names: NameIndex,
}

/// The field whose common words are collected as bit sets.
const COMMON_FIELD: Field = Field::ClaimText;

/// Reads the texts of `owners`, in at most `chunks` chunks. Owners of one kind must be in order.
pub(crate) fn build(
    corpus: &Corpus,
    languages: &Languages,
    owners: &[Owner],
    chunks: usize,
    tuning: &IndexTuning,
) -> IndexParts {
    let chunk_owners = owners.len().div_ceil(chunks).max(tuning.min_chunk_owners);
    let common = CommonWords::from_corpus(corpus, tuning);
    let read = |owners| ChunkBuilder::new(&common, languages, corpus, owners, tuning).finish();
    let chunks: Vec<_> = owners.par_chunks(chunk_owners).map(read).collect();
    let (mut terms, mut sorted, mut inverters, mut chunk_names) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut matrices = Vec::new();
    for chunk in chunks {
        terms.push(chunk.terms);
        sorted.push(chunk.sorted);
        inverters.push(chunk.inverters);
        matrices.push(chunk.common);
        chunk_names.push(chunk.names);
    }
    let (order, ids) = merge_terms(&terms, sorted);
    // Every chunk interns the common words first.
    let frequent = ids.first().map(|ids| ids[..common.as_slice().len()].to_vec()).unwrap_or_default();
    let claims = claims_by_word(frequent.len(), &matrices, corpus.with_drafts().claims().len());
    let mut common: Vec<_> = frequent.iter().copied().zip(claims).collect();
    common.sort_unstable_by_key(|(word, _)| *word);
    let vocabulary = || Vocabulary::new(order.iter().map(|(term, chunk)| terms[*chunk as usize].text(*term)));
    let postings = || invert_fields(order.len(), inverters, &ids, &common, tuning);
    let names = || merge_names(&chunk_names, &ids);
    let ((vocabulary, names), postings) = rayon::join(|| rayon::join(vocabulary, names), postings);
    IndexParts { vocabulary, postings, names }
}

/// A term's prefix, its number in its chunk, and the chunk.
type ChunkTerm = ((TermPrefix, u32), u32);

/// Merges the terms of all chunks. Returns each distinct term once, in order, and the vocabulary ids of each chunk's terms.
fn merge_terms(chunks: &[InternedTerms], sorted: Vec<Vec<(TermPrefix, u32)>>) -> (Vec<ChunkTerm>, Vec<Vec<WordId>>) {
    let with_chunk = |(chunk, terms): (u32, Vec<_>)| terms.into_iter().map(move |term| (term, chunk));
    let mut all: Vec<ChunkTerm> = (0_u32..).zip(sorted).flat_map(with_chunk).collect();
    let compare = |(term, chunk): &ChunkTerm, (other, at): &ChunkTerm| {
        chunks[*chunk as usize].compare(*term, &chunks[*at as usize], *other)
    };
    // Each chunk's terms are sorted already, so a merge sort only merges.
    all.par_sort_by(compare);
    let mut ids: Vec<_> = chunks.iter().map(|terms| vec![WordId::new(0); terms.len()]).collect();
    let mut order = Vec::new();
    for same in all.chunk_by(|one, other| compare(one, other).is_eq()) {
        let id = WordId::new(order.len());
        order.push(same[0]);
        for ((_, number), chunk) in same {
            ids[*chunk as usize][*number as usize] = id;
        }
    }
    (order, ids)
}

/// Inverts the terms of all chunks, field by field.
fn invert_fields(
    words: usize,
    chunks: Vec<[Inverter; Field::ALL.len()]>,
    ids: &[Vec<WordId>],
    common: &[(WordId, BitSet)],
    tuning: &IndexTuning,
) -> Vec<Postings> {
    let mut chunks: Vec<_> = chunks.into_iter().map(IntoIterator::into_iter).collect();
    let field = |field| {
        let blocks = chunks.iter_mut().zip(ids).flat_map(|(inverters, ids)| {
            let blocks = inverters.next().map(Inverter::into_blocks).unwrap_or_default();
            blocks.into_iter().map(move |block| (block, ids))
        });
        invert(words, blocks.collect(), if field == COMMON_FIELD { common } else { &[] }, tuning)
    };
    Field::ALL.map(field).into()
}

/// Reads the texts of consecutive owners.
#[derive(Default)]
struct ChunkBuilder {
    interner: TermInterner,
    inverters: [Inverter; Field::ALL.len()],
    common: CommonWordMatrix,
    names: ChunkNames,
    /// Number of texts so far, the texts of one owner and field counted once.
    texts: u32,
    /// The current text, folded.
    folded: String,
    /// The current text's words that are not compounds.
    keys: Vec<(TermKey, Range<usize>)>,
    languages: Languages,
    tuning: IndexTuning,
}

/// The terms, not yet inverted, of consecutive owners.
struct Chunk {
    terms: InternedTerms,
    sorted: Vec<(TermPrefix, u32)>,
    inverters: [Inverter; Field::ALL.len()],
    common: CommonWordMatrix,
    names: ChunkNames,
}

/// The names in a chunk.
#[derive(Default)]
struct ChunkNames {
    /// The term numbers of all names.
    words: Vec<u32>,
    /// Each bearer, with the end of the name in `words`.
    bearers: Vec<(NameBearer, u32)>,
}

impl ChunkBuilder {
    fn new(
        common: &CommonWords,
        languages: &Languages,
        corpus: &Corpus,
        owners: &[Owner],
        tuning: &IndexTuning,
    ) -> Self {
        let common_matrix = CommonWordMatrix::new(common);
        let languages = languages.clone();
        let mut chunk = Self { common: common_matrix, languages, tuning: *tuning, ..Self::default() };
        for word in common.as_slice() {
            chunk.interner.intern(chunk.interner.key(word), word);
        }
        for owner in owners {
            owner.texts(corpus, &mut |field, text| chunk.add_text(*owner, field, text));
        }
        chunk
    }

    fn add_text(&mut self, owner: Owner, field: Field, text: &str) {
        self.folded.clear();
        fold_into(text, &mut self.folded);
        self.inverters[field as usize].begin_text(owner.index(), &mut self.texts, &self.tuning);
        let length = field.is_name().then(|| u8::try_from(tokens::count(&self.folded)).unwrap_or(u8::MAX));
        self.add_compounds(field, length);
        self.add_plain_words(owner, field, length);
        if is_whole_name(field) {
            self.add_name(owner, field);
        }
    }

    /// Adds the compounds of the current text, and collects the keys of its other words.
    fn add_compounds(&mut self, field: Field, length: Option<u8>) {
        let Self { interner, inverters, folded, keys, .. } = self;
        let inverter = &mut inverters[field as usize];
        keys.clear();
        tokens::each_word(folded, |word, spans, kind| match (spans, kind) {
            ([span], TokenKind::Part) => keys.push((interner.key_within(folded, span), span.clone())),
            _ => {
                let term = interner.intern(interner.key(word), word);
                inverter.add(term, kind == TokenKind::Joined, length);
            }
        });
        if is_whole_name(field) {
            tokens::each_joined_word(folded, field.is_name(), |word, _| {
                inverter.add(interner.intern(interner.key(word), word), true, length);
            });
        }
    }

    /// Adds the words whose keys were collected.
    fn add_plain_words(&mut self, owner: Owner, field: Field, length: Option<u8>) {
        let Self { interner, inverters, common, folded, keys, .. } = self;
        let inverter = &mut inverters[field as usize];
        let has_common = field == COMMON_FIELD;
        if has_common {
            common.begin_claim(owner.index());
        }
        for (key, span) in keys.drain(..) {
            let term = interner.intern(key, &folded[span.clone()]);
            if !(has_common && common.insert(term.number)) {
                inverter.add(term, false, length);
            }
        }
    }

    /// Adds the current text as a name.
    fn add_name(&mut self, owner: Owner, field: Field) {
        let Self { interner, names, folded, languages, .. } = self;
        let words = tokens::name_words(folded).into_iter().map(|form| form.word);
        let words = languages.without_stop_words(words.collect());
        names.words.extend(words.iter().map(|word| interner.intern(interner.key(word), word).number));
        let bearer = NameBearer { owner, weak: field == Field::EntityWeakAlias };
        names.bearers.push((bearer, name_end(names.words.len())));
    }

    fn finish(self) -> Chunk {
        let (terms, sorted) = self.interner.finish();
        let Self { inverters, common, names, .. } = self;
        Chunk { terms, sorted, inverters, common, names }
    }
}

fn name_end(words: usize) -> u32 {
    u32::try_from(words).expect("a corpus has fewer than 2^32 words in its names")
}

/// Merges the names of all chunks.
fn merge_names(chunks: &[ChunkNames], ids: &[Vec<WordId>]) -> NameIndex {
    let words = chunks.iter().zip(ids).flat_map(|(names, ids)| names.words.iter().map(|word| ids[*word as usize]));
    let mut start = 0;
    let names = chunks.iter().flat_map(|names| {
        let before = start;
        start += name_end(names.words.len());
        names.bearers.iter().map(move |(bearer, end)| (*bearer, before + end))
    });
    NameIndex::new(words.collect(), names)
}

#[cfg(test)]
mod tests;
