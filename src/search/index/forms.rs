//! Forms: which words of the vocabulary are forms of one word (`mercenary`, `mercenaries`).
//!
//! Words are stemmed, not texts: each word of the vocabulary has an entry for each language that it may be of, and no
//! posting is listed twice.

use std::hash::BuildHasher as _;

use hashbrown::DefaultHashBuilder;
use rayon::prelude::*;

use crate::search::analysis::languages::Languages;
use crate::search::index::vocabulary::{Vocabulary, WordId};

/// So many words are stemmed at once.
const SHARE: usize = 1 << 12;

/// The words of a vocabulary by their stems.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    languages: Languages,
    hasher: DefaultHashBuilder,
    /// A hash of each language and stem, and a word that has it; in order.
    words: Vec<(u32, WordId)>,
}

impl Forms {
    /// Stems every word.
    pub(crate) fn new(vocabulary: &Vocabulary, languages: Languages) -> Self {
        let mut forms = Self { languages, ..Self::default() };
        let places: Vec<_> = (0..vocabulary.len()).step_by(SHARE).collect();
        let stemmed = |start: &usize| {
            let words = (*start..vocabulary.len().min(start + SHARE)).map(WordId::new);
            let stems = words.flat_map(|word| {
                let stems = forms.languages.stems(vocabulary.word(word));
                stems.map(move |(language, stem)| (language, stem, word))
            });
            stems.map(|(language, stem, word)| (forms.hash(language, &stem), word)).collect::<Vec<_>>()
        };
        let mut words: Vec<_> = places.par_iter().flat_map_iter(stemmed).collect();
        words.par_sort_unstable();
        forms.words = words;
        forms
    }

    /// The other words that are forms of a folded word, in order.
    pub(crate) fn others(&self, vocabulary: &Vocabulary, word: &str) -> Vec<WordId> {
        let mut others = Vec::new();
        for (language, stem) in self.languages.stems(word) {
            let hash = self.hash(language, &stem);
            let from = self.words.partition_point(|(other, _)| *other < hash);
            let alike = self.words[from..].iter().take_while(|(other, _)| *other == hash).map(|(_, other)| *other);
            // Different stems may have the same hash.
            others.extend(alike.filter(|other| {
                let other = vocabulary.word(*other);
                other != word && self.languages.stems(other).any(|(of, other)| of == language && other == stem)
            }));
        }
        others.sort_unstable();
        others.dedup();
        others
    }

    /// The languages that words are stemmed in.
    pub(crate) fn languages(&self) -> &Languages {
        &self.languages
    }

    /// How much memory they take.
    pub(crate) fn bytes(&self) -> usize {
        size_of_val(&self.words[..])
    }

    fn hash(&self, language: usize, stem: &str) -> u32 {
        let hash = self.hasher.hash_one((language, stem));
        u32::try_from(hash >> 32).expect("the upper half of 64 bits has 32")
    }
}
