//! The index: which words are in which texts.
//!
//! Each text is indexed once, at its owner: a name at its entity, not at the million claims that the entity
//! made. A posting is four bytes, and says beside its owner what ranking needs to know, so that no text has to
//! be read to rank it.

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
pub(super) mod vocabulary;

use std::collections::HashMap;

use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, OriginSlot, OutletSlot, Voice};
use crate::search::analysis::languages::Languages;
use crate::search::index::addresses::AddressIndex;
use crate::search::index::dates::Dates;
use crate::search::index::field::{Field, Owner};
use crate::search::index::forms::Forms;
use crate::search::index::names::{NameBearer, NameIndex};
use crate::search::index::postings::{PostingList, Postings};
use crate::search::index::vocabulary::{Vocabulary, WordId};
use builder::Read;

/// What is searched: immutable, and good for the corpus that it was built from.
#[derive(Debug)]
pub struct Index {
    vocabulary: Vocabulary,
    /// The words that are in the name or alias of an entity.
    proper: Vec<WordId>,
    postings: Vec<Postings>,
    names: NameIndex,
    forms: Forms,
    addresses: AddressIndex,
    authored: Vec<Vec<DocumentSlot>>,
    published: Vec<Vec<DocumentSlot>>,
    unsigned: Vec<Vec<ClaimSlot>>,
    issued: HashMap<EntitySlot, Vec<OriginSlot>>,
    dates: Dates,
}

impl Index {
    /// Reads every text of a corpus once.
    pub fn new(corpus: &Corpus) -> Self {
        let owners = owners(corpus);
        let languages = Languages::from_corpus(corpus);
        let read = builder::read(corpus, &languages, &owners, rayon::current_num_threads());
        let Read { vocabulary, postings, names } = read;
        let forms = Forms::new(&vocabulary, languages);
        let proper = Field::ALL.into_iter().filter(|field| field.is_proper_name());
        let mut proper: Vec<_> = proper.flat_map(|field| postings[field as usize].words()).copied().collect();
        proper.sort_unstable();
        proper.dedup();
        let mut authored = vec![Vec::new(); corpus.entities().len()];
        let mut published: Vec<Vec<DocumentSlot>> = Vec::new();
        for document in corpus.documents() {
            for author in corpus.authors(document) {
                authored[author.index()].push(document);
            }
            let outlet = corpus.publisher(document).index();
            published.resize(published.len().max(outlet + 1), Vec::new());
            published[outlet].push(document);
        }
        let unsigned = published.iter().map(|documents| unsigned(corpus, documents)).collect();
        let mut issued: HashMap<EntitySlot, Vec<OriginSlot>> = HashMap::new();
        for owner in &owners {
            if let Owner::Origin(origin) = owner {
                corpus.issuers(*origin).iter().for_each(|issuer| issued.entry(*issuer).or_default().push(*origin));
            }
        }
        Self {
            vocabulary,
            proper,
            postings,
            names,
            forms,
            addresses: AddressIndex::new(corpus, &owners),
            authored,
            published,
            unsigned,
            issued,
            dates: Dates::new(corpus),
        }
    }

    /// How many different words there are.
    pub fn word_count(&self) -> usize {
        self.vocabulary.len()
    }

    /// How much memory the words, names and postings take, in bytes, for whoever weighs it against the text.
    pub fn bytes(&self) -> usize {
        self.vocabulary.bytes()
            + size_of_val(&self.proper[..])
            + self.postings.iter().map(Postings::bytes).sum::<usize>()
            + self.unsigned.iter().map(|claims| size_of_val(&claims[..])).sum::<usize>()
            + self.names.bytes()
            + self.forms.bytes()
            + self.addresses.bytes()
            + self.dates.bytes()
    }

    /// Every word.
    pub(super) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The words that are in the name or alias of an entity.
    pub(super) fn proper_words(&self) -> &[WordId] {
        &self.proper
    }

    /// Which texts of a field have a word.
    pub(super) fn posting_list(&self, field: Field, word: WordId) -> PostingList<'_> {
        self.postings[field as usize].get(word)
    }

    /// The words of a field, and in which of its texts they are.
    pub(super) fn field(&self, field: Field) -> &Postings {
        &self.postings[field as usize]
    }

    /// When the claims are from.
    pub(super) fn dates(&self) -> &Dates {
        &self.dates
    }

    /// The addresses of documents and outlets.
    pub(super) fn addresses(&self) -> &AddressIndex {
        &self.addresses
    }

    /// The languages that count for the corpus.
    pub(super) fn languages(&self) -> &Languages {
        self.forms.languages()
    }

    /// The other words that are forms of a folded one.
    pub(super) fn forms_of(&self, word: &str) -> Vec<WordId> {
        self.forms.others(&self.vocabulary, word)
    }

    /// True for a word that some text has, not only a name of two words that follow one another.
    pub(super) fn is_written_as_one(&self, word: &str) -> bool {
        let written = |field: Field, word| {
            let (mut written, having) = (false, self.posting_list(field, word));
            if field.is_name() {
                having.each(|posting| written |= !posting.joined());
            }
            written || !field.is_name() && having.len() > 0
        };
        let word = self.vocabulary.find(word);
        word.is_some_and(|word| Field::ALL.into_iter().any(|field| written(field, word)))
    }

    /// Who is called so as a whole: the words in any order, but for those that say next to nothing.
    pub(super) fn name_bearers<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> &[NameBearer] {
        let words = self.languages().telling(words.into_iter().map(str::to_owned).collect());
        let words: Option<Vec<_>> = words.iter().map(|word| self.vocabulary.find(word)).collect();
        words.filter(|words| !words.is_empty()).map_or(&[], |words| self.names.bearers(words))
    }

    /// What an entity wrote.
    pub(super) fn authored(&self, entity: EntitySlot) -> &[DocumentSlot] {
        &self.authored[entity.index()]
    }

    /// What an entity issued that some claim rests on.
    pub(super) fn issued(&self, entity: EntitySlot) -> &[OriginSlot] {
        self.issued.get(&entity).map_or(&[], Vec::as_slice)
    }

    /// What an outlet published.
    pub(super) fn published(&self, outlet: OutletSlot) -> &[DocumentSlot] {
        self.published.get(outlet.index()).map_or(&[], Vec::as_slice)
    }

    /// The claims that an outlet asserts, as nobody else is named.
    pub(super) fn unsigned(&self, outlet: OutletSlot) -> &[ClaimSlot] {
        self.unsigned.get(outlet.index()).map_or(&[], Vec::as_slice)
    }
}

/// The claims of some documents that name neither speaker nor author.
fn unsigned(corpus: &Corpus, documents: &[DocumentSlot]) -> Vec<ClaimSlot> {
    let nameless = documents.iter().filter(|document| corpus.authors(**document).is_empty());
    let claims = nameless.flat_map(|document| corpus.claims_in(*document));
    claims.filter(|claim| matches!(corpus.voice(*claim), Voice::Unsigned(_))).collect()
}

/// Everyone whose texts are searched, each once.
pub(super) fn owners(corpus: &Corpus) -> Vec<Owner> {
    let mut registers: Vec<_> = corpus.documents().map(|slot| Owner::Outlet(corpus.publisher(slot))).collect();
    registers.extend(corpus.claims().filter_map(|slot| corpus.origin_of(slot)).map(Owner::Origin));
    registers.sort_unstable();
    registers.dedup();
    let records = corpus.entities().map(Owner::Entity).chain(corpus.documents().map(Owner::Document));
    records.chain(corpus.claims().map(Owner::Claim)).chain(registers).collect()
}
