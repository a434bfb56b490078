//! The index: which words are in which texts.
//!
//! Each text is indexed once, at its owner: a name at its entity, not at the million claims that the entity
//! made. A posting is four bytes, and says beside its owner what ranking needs to know, so that no text has to
//! be read to rank it.

use std::collections::{HashMap, HashSet};

use super::field::{Field, Owner};
use super::fold::fold;
use super::tokens;
use super::vocabulary::{Vocabulary, WordId};
use crate::corpus::{Corpus, DocumentSlot, EntitySlot, OutletSlot};

/// What is searched: immutable, and good for the corpus that it was built from.
#[derive(Debug)]
pub struct Index {
    vocabulary: Vocabulary,
    /// Of each word: true when it is in the name or alias of an entity.
    proper: Vec<bool>,
    postings: Vec<Postings>,
    names: HashMap<String, Vec<Named>>,
    authored: Vec<Vec<DocumentSlot>>,
    published: Vec<Vec<DocumentSlot>>,
    issuers: HashSet<EntitySlot>,
}

/// Who bears a name as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Named {
    /// True where the name is a weak alias, which could mean another as well.
    pub(super) weak: bool,
    /// Who bears it.
    pub(super) owner: Owner,
}

/// That a word is in a text: the owner's slot, whether the word is there by itself, how short the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting(u32);

impl Posting {
    fn new(owner: usize, joined: bool, words: usize) -> Self {
        let owner = u32::try_from(owner).ok().filter(|owner| *owner < 1 << 27);
        let owner = owner.expect("a corpus has fewer than 2^27 records of a kind");
        let words = u32::try_from(words.min(15)).unwrap_or(15);
        Self(owner << 5 | u32::from(joined) << 4 | words)
    }

    /// The owner's slot as an index.
    pub(super) fn owner(self) -> usize {
        (self.0 >> 5) as usize
    }

    /// True when the text has the word only as a compound: `panafrican` for "pan-African".
    pub(super) fn joined(self) -> bool {
        self.0 & 16 != 0
    }

    /// How many words the shortest text with the word has, at most 15.
    pub(super) fn words(self) -> usize {
        (self.0 & 15) as usize
    }

    /// One posting for two texts of one owner.
    fn merged(self, other: Self) -> Self {
        Self(self.0 & !31 | self.0 & other.0 & 16 | (self.0 & 15).min(other.0 & 15))
    }
}

/// The postings of one field, by word.
#[derive(Debug, Default)]
struct Postings {
    /// Word `w` owns `values[ends[w - 1]..ends[w]]`.
    ends: Vec<u32>,
    values: Vec<Posting>,
}

impl Postings {
    fn new(words: usize, mut pairs: Vec<(WordId, Posting)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup_by(|next, kept| {
            let same = next.0 == kept.0 && next.1.owner() == kept.1.owner();
            if same {
                kept.1 = kept.1.merged(next.1);
            }
            same
        });
        let mut ends = vec![0_u32; words];
        for (word, _) in &pairs {
            ends[word.index()] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        Self { ends, values: pairs.into_iter().map(|(_, posting)| posting).collect() }
    }

    fn of(&self, word: WordId) -> &[Posting] {
        let at = word.index();
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.values[start as usize..self.ends[at] as usize]
    }
}

impl Index {
    /// Reads every text of a corpus once.
    pub fn new(corpus: &Corpus) -> Self {
        let mut reader = Reader::default();
        for owner in owners(corpus) {
            owner.texts(corpus, &mut |field, text| reader.read(owner, field, text));
        }
        let (vocabulary, postings) = reader.finish();
        let mut proper = vec![false; vocabulary.len()];
        for field in Field::ALL.into_iter().filter(|field| field.is_proper_name()) {
            for (at, proper) in proper.iter_mut().enumerate() {
                *proper |= !postings[field as usize].of(WordId::new(at)).is_empty();
            }
        }
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
        let origins = corpus.claims().filter_map(|claim| corpus.origin_of(claim));
        let issuers = origins.flat_map(|origin| corpus.issuers(origin)).copied().collect();
        Self { vocabulary, proper, postings, names: names(corpus), authored, published, issuers }
    }

    /// Every word.
    pub(super) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// True when the word is in the name or alias of an entity.
    pub(super) fn is_proper(&self, word: WordId) -> bool {
        self.proper[word.index()]
    }

    /// In which texts of a field a word is.
    pub(super) fn postings(&self, field: Field, word: WordId) -> &[Posting] {
        self.postings[field as usize].of(word)
    }

    /// Who is called so as a whole, the words in any order.
    pub(super) fn named<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> &[Named] {
        self.names.get(&name_key(words)).map_or(&[], Vec::as_slice)
    }

    /// What an entity wrote.
    pub(super) fn authored(&self, entity: EntitySlot) -> &[DocumentSlot] {
        &self.authored[entity.index()]
    }

    /// True for an entity that issued what some claim rests on.
    pub(super) fn is_issuer(&self, entity: EntitySlot) -> bool {
        self.issuers.contains(&entity)
    }

    /// What an outlet published.
    pub(super) fn published(&self, outlet: OutletSlot) -> &[DocumentSlot] {
        self.published.get(outlet.index()).map_or(&[], Vec::as_slice)
    }
}

/// Everyone whose texts are searched, each once.
fn owners(corpus: &Corpus) -> Vec<Owner> {
    let mut registers: Vec<_> = corpus.documents().map(|slot| Owner::Outlet(corpus.publisher(slot))).collect();
    registers.extend(corpus.claims().filter_map(|slot| corpus.origin_of(slot)).map(Owner::Origin));
    registers.sort_unstable();
    registers.dedup();
    let records = corpus.entities().map(Owner::Entity).chain(corpus.documents().map(Owner::Document));
    records.chain(corpus.claims().map(Owner::Claim)).chain(registers).collect()
}

/// Of each name, title and id: who bears it.
fn names(corpus: &Corpus) -> HashMap<String, Vec<Named>> {
    let mut names: HashMap<String, Vec<Named>> = HashMap::new();
    for owner in owners(corpus).into_iter().filter(|owner| !matches!(owner, Owner::Claim(_))) {
        owner.texts(corpus, &mut |field, text| {
            let name = field.is_name() || matches!(field, Field::OriginName | Field::DocumentTitle);
            let id = matches!(field, Field::EntityId | Field::OutletId | Field::OriginId | Field::DocumentId);
            if name || id {
                let folded = fold(text);
                let mut words = Vec::new();
                tokens::words(&folded, |word, _, joined| words.extend((!joined).then(|| word.to_owned())));
                names
                    .entry(name_key(words.iter().map(String::as_str)))
                    .or_default()
                    .push(Named { weak: field == Field::EntityWeakAlias, owner });
            }
        });
    }
    names.remove("");
    for named in names.values_mut() {
        named.sort_unstable();
        named.dedup_by_key(|named| named.owner);
    }
    names
}

fn name_key<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut words: Vec<_> = words.into_iter().collect();
    words.sort_unstable();
    words.join(" ")
}

/// Gathers words, numbered as they come.
#[derive(Default)]
struct Reader {
    numbers: HashMap<Box<str>, u32>,
    found: [Vec<(u32, Posting)>; Field::ALL.len()],
}

impl Reader {
    fn read(&mut self, owner: Owner, field: Field, text: &str) {
        let folded = fold(text);
        let length = if field.is_name() { tokens::count(&folded) } else { 15 };
        tokens::words(&folded, |word, _, joined| {
            let number = self.numbers.get(word).copied().unwrap_or_else(|| {
                let next = u32::try_from(self.numbers.len()).expect("a corpus has fewer than 2^32 different words");
                self.numbers.insert(word.into(), next);
                next
            });
            self.found[field as usize].push((number, Posting::new(owner.index(), joined, length)));
        });
    }

    /// Numbers the words anew, in their order.
    fn finish(self) -> (Vocabulary, Vec<Postings>) {
        let mut words: Vec<_> = self.numbers.into_iter().collect();
        words.sort_unstable();
        let mut order = vec![WordId::new(0); words.len()];
        for (at, (_, number)) in words.iter().enumerate() {
            order[*number as usize] = WordId::new(at);
        }
        let postings = self.found.into_iter().map(|pairs| {
            let pairs = pairs.into_iter().map(|(number, posting)| (order[number as usize], posting)).collect();
            Postings::new(words.len(), pairs)
        });
        let postings = postings.collect();
        (Vocabulary::new(words.iter().map(|(word, _)| &**word)), postings)
    }
}
