//! The index: an inverted index over all texts of a corpus.
//!
//! Each text is indexed once, for its owner. A name is indexed for its entity instead of the million claims that the entity
//! made. A posting takes four bytes and has everything that ranking needs, so no text is read to rank it.

pub(super) mod addresses;
pub(super) mod bitset;
pub(super) mod builder;
pub(super) mod common_words;
pub(super) mod dates;
pub(super) mod field;
pub(super) mod forms;
pub(super) mod interner;
pub(super) mod inverter;
pub(super) mod names;
pub(super) mod postings;
pub(super) mod related;
pub(super) mod tuning;
pub(super) mod vocabulary;

use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, OriginSlot, OutletSlot};
use crate::search::analysis::languages::Languages;
use crate::search::index::addresses::AddressIndex;
use crate::search::index::builder::IndexParts;
use crate::search::index::dates::DateIndex;
use crate::search::index::field::{Field, Owner};
use crate::search::index::forms::StemIndex;
use crate::search::index::names::{NameBearer, NameIndex};
use crate::search::index::postings::{PostingList, Postings};
use crate::search::index::related::RelatedRecords;
use crate::search::index::tuning::IndexTuning;
use crate::search::index::vocabulary::{Vocabulary, WordId};

/// An immutable index over one corpus.
#[derive(Debug)]
pub struct Index {
    vocabulary: Vocabulary,
    /// The words in names and aliases of entities, sorted.
    proper_words: Vec<WordId>,
    /// The postings of each field, by its number.
    postings: Vec<Postings>,
    names: NameIndex,
    stems: StemIndex,
    addresses: AddressIndex,
    related: RelatedRecords,
    dates: DateIndex,
}

impl Index {
    /// Indexes every text of a corpus.
    pub fn new(corpus: &Corpus) -> Self {
        Self::with_tuning(corpus, &IndexTuning::default())
    }

    /// Indexes every text of a corpus with thresholds so low that even a few claims take the paths of a large corpus.
    #[cfg(test)]
    pub(crate) fn with_small_tuning(corpus: &Corpus) -> Self {
        Self::with_tuning(corpus, &IndexTuning::small())
    }

    pub(crate) fn with_tuning(corpus: &Corpus, tuning: &IndexTuning) -> Self {
        let owners = owners(corpus);
        let languages = Languages::from_corpus(corpus);
        let parts = builder::build(corpus, &languages, &owners, rayon::current_num_threads(), tuning);
        let IndexParts { vocabulary, postings, names } = parts;
        let stems = StemIndex::new(&vocabulary, languages);
        let proper_names = Field::ALL.into_iter().filter(|field| field.is_proper_name());
        let mut proper_words: Vec<_> =
            proper_names.flat_map(|field| postings[field as usize].words()).copied().collect();
        proper_words.sort_unstable();
        proper_words.dedup();
        Self {
            vocabulary,
            proper_words,
            postings,
            names,
            stems,
            addresses: AddressIndex::new(corpus, &owners),
            related: RelatedRecords::new(corpus, &owners),
            dates: DateIndex::new(corpus),
        }
    }

    /// Returns the number of distinct words.
    pub fn word_count(&self) -> usize {
        self.vocabulary.len()
    }

    /// Returns the memory used, in bytes. Benchmarks compare it with the size of the texts.
    pub fn bytes(&self) -> usize {
        self.vocabulary.bytes()
            + size_of_val(&self.proper_words[..])
            + self.postings.iter().map(Postings::bytes).sum::<usize>()
            + self.related.bytes()
            + self.names.bytes()
            + self.stems.bytes()
            + self.addresses.bytes()
            + self.dates.bytes()
    }

    /// Returns all words.
    pub(super) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Returns the words in names and aliases of entities.
    pub(super) fn proper_words(&self) -> &[WordId] {
        &self.proper_words
    }

    /// Returns the texts of a field that have a word.
    pub(super) fn posting_list(&self, field: Field, word: WordId) -> PostingList<'_> {
        self.postings[field as usize].get(word)
    }

    /// Returns the posting lists of a field.
    pub(super) fn field(&self, field: Field) -> &Postings {
        &self.postings[field as usize]
    }

    /// Returns the claims by date.
    pub(super) fn dates(&self) -> &DateIndex {
        &self.dates
    }

    /// Returns the documents and outlets by address.
    pub(super) fn addresses(&self) -> &AddressIndex {
        &self.addresses
    }

    /// Returns the languages of the corpus.
    pub(super) fn languages(&self) -> &Languages {
        self.stems.languages()
    }

    /// Returns the other words with the same stem as a folded word.
    pub(super) fn forms_of(&self, word: &str) -> Vec<WordId> {
        self.stems.others(&self.vocabulary, word)
    }

    /// Returns whether some text has a word as one word, rather than only a name with two words that form it together.
    pub(super) fn is_written_as_one(&self, word: &str) -> bool {
        let is_in = |field: Field, word| {
            let list = self.posting_list(field, word);
            let mut is_in = !field.is_name() && list.len() > 0;
            if field.is_name() {
                list.each(|posting| is_in |= !posting.joined());
            }
            is_in
        };
        let word = self.vocabulary.find(word);
        word.is_some_and(|word| Field::ALL.into_iter().any(|field| is_in(field, word)))
    }

    /// Returns the bearers of a whole name, with the words in any order. Stop words do not count.
    pub(super) fn name_bearers<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> &[NameBearer] {
        let words = self.languages().without_stop_words(words.into_iter().map(str::to_owned).collect());
        let words: Option<Vec<_>> = words.iter().map(|word| self.vocabulary.find(word)).collect();
        words.filter(|words| !words.is_empty()).map_or(&[], |words| self.names.bearers(words))
    }

    /// Returns the documents that an entity wrote.
    pub(super) fn authored(&self, entity: EntitySlot) -> &[DocumentSlot] {
        self.related.authored(entity)
    }

    /// Returns the origins that an entity issued and that some claim rests on.
    pub(super) fn issued(&self, entity: EntitySlot) -> &[OriginSlot] {
        self.related.issued(entity)
    }

    /// Returns the documents that an outlet published.
    pub(super) fn published(&self, outlet: OutletSlot) -> &[DocumentSlot] {
        self.related.published(outlet)
    }

    /// Returns the claims that an outlet asserts, because they have neither speaker nor author.
    pub(super) fn unsigned(&self, outlet: OutletSlot) -> &[ClaimSlot] {
        self.related.unsigned(outlet)
    }
}

/// Returns everything with searched texts, once each: entities, documents and claims in order, then outlets and origins.
pub(super) fn owners(corpus: &Corpus) -> Vec<Owner> {
    let mut registers: Vec<_> =
        corpus.documents().filter_map(|slot| corpus.publisher(slot)).map(Owner::Outlet).collect();
    registers.extend(corpus.with_drafts().claims().filter_map(|slot| corpus.origin_of(slot)).map(Owner::Origin));
    registers.sort_unstable();
    registers.dedup();
    let records = corpus.entities().map(Owner::Entity).chain(corpus.documents().map(Owner::Document));
    records.chain(corpus.with_drafts().claims().map(Owner::Claim)).chain(registers).collect()
}
