//! Finds words of the vocabulary with the same stem: `mercenary`, `mercenaries`.
//!
//! Words of the vocabulary are stemmed instead of texts, so that postings need no second copy. A word has an entry for
//! each language that it may belong to.

use std::hash::BuildHasher as _;

use hashbrown::DefaultHashBuilder;
use rayon::prelude::*;

use crate::search::analysis::languages::Languages;
use crate::search::index::vocabulary::{Vocabulary, WordId};

/// Number of words that one task stems.
const TASK_WORDS: usize = 1 << 12;

/// The words of a vocabulary by stem.
#[derive(Debug, Default)]
pub(crate) struct StemIndex {
    languages: Languages,
    hasher: DefaultHashBuilder,
    /// The hash of a language and a stem, with a word that has this stem. Sorted.
    entries: Vec<(u32, WordId)>,
}

impl StemIndex {
    /// Stems every word of `vocabulary`.
    pub(crate) fn new(vocabulary: &Vocabulary, languages: Languages) -> Self {
        let mut index = Self { languages, ..Self::default() };
        let places: Vec<_> = (0..vocabulary.len()).step_by(TASK_WORDS).collect();
        let stemmed = |start: &usize| {
            let words = (*start..vocabulary.len().min(start + TASK_WORDS)).map(WordId::new);
            let stems = words.flat_map(|word| {
                let stems = index.languages.stems(vocabulary.word(word));
                stems.map(move |(language, stem)| (language, stem, word))
            });
            stems.map(|(language, stem, word)| (index.hash(language, &stem), word)).collect::<Vec<_>>()
        };
        let mut entries: Vec<_> = places.par_iter().flat_map_iter(stemmed).collect();
        entries.par_sort_unstable();
        index.entries = entries;
        index
    }

    /// Returns the other words with a stem of `word`, in order. `word` must be folded.
    pub(crate) fn others(&self, vocabulary: &Vocabulary, word: &str) -> Vec<WordId> {
        let mut others = Vec::new();
        for (language, stem) in self.languages.stems(word) {
            let hash = self.hash(language, &stem);
            let from = self.entries.partition_point(|(other, _)| *other < hash);
            let same_hash =
                self.entries[from..].iter().take_while(|(other, _)| *other == hash).map(|(_, other)| *other);
            // Different stems may have the same hash.
            others.extend(same_hash.filter(|other| {
                let other = vocabulary.word(*other);
                other != word
                    && self
                        .languages
                        .stems(other)
                        .any(|(other_language, other)| other_language == language && other == stem)
            }));
        }
        others.sort_unstable();
        others.dedup();
        others
    }

    /// Returns the languages that words are stemmed in.
    pub(crate) fn languages(&self) -> &Languages {
        &self.languages
    }

    /// Returns the memory used by the entries, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        size_of_val(&self.entries[..])
    }

    fn hash(&self, language: usize, stem: &str) -> u32 {
        let hash = self.hasher.hash_one((language, stem));
        u32::try_from(hash >> 32).expect("the upper half of 64 bits fits")
    }
}
