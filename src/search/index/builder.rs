//! Reading: from the texts of a corpus to its vocabulary, postings and names, on all cores.
//!
//! Every text is read once. Owners are read in stretches, side by side; each stretch numbers its words as it meets
//! them. Then the words of all stretches are put in order, each stretch deals its postings out to them, and since the
//! stretches follow one another, so do their postings of a word: nothing else is sorted. Of [`frequent`](crate::search::index::common_words)
//! words it is only marked in which claims they are. What comes out does not depend on the number of stretches.

use std::ops::Range;

use rayon::prelude::*;

use crate::corpus::Corpus;
use crate::search::analysis::fold::fold_into;
use crate::search::analysis::languages::Languages;
use crate::search::analysis::tokens;
use crate::search::analysis::tokens::TokenKind;
use crate::search::index::common_words::{Frequent, Marks, marked};
use crate::search::index::field::{Field, Owner};
use crate::search::index::interner::{Head, Key, Lexicon, Words};
use crate::search::index::inverter::{Found, postings};
use crate::search::index::names::{NameBearer, NameIndex, is_whole_name};
use crate::search::index::postings::Postings;
use crate::search::index::vocabulary::{Vocabulary, WordId};

/// What all texts have.
pub(crate) struct Read {
    pub(crate) vocabulary: Vocabulary,
    /// By field.
    pub(crate) postings: Vec<Postings>,
    pub(crate) names: NameIndex,
}

/// The field in which frequent words are marked.
const MARKED: Field = Field::ClaimText;

/// Fewer owners than these are not worth another stretch; in tests, even small corpora have several.
const MIN_STRETCH: usize = if cfg!(test) { 2 } else { 1_000 };

/// Reads the texts of owners, those of a kind in order, in so many stretches at most.
pub(crate) fn read(corpus: &Corpus, languages: &Languages, owners: &[Owner], stretches: usize) -> Read {
    let stretch = owners.len().div_ceil(stretches).max(MIN_STRETCH);
    let frequent = Frequent::among(corpus);
    let read = |owners| Stretch::new(&frequent, languages, corpus, owners).close();
    let stretches: Vec<_> = owners.par_chunks(stretch).map(read).collect();
    let (mut lists, mut heads, mut found, mut called) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut marks = Vec::new();
    for stretch in stretches {
        lists.push(stretch.words);
        heads.push(stretch.heads);
        found.push(stretch.found);
        marks.push(stretch.marks);
        called.push(stretch.called);
    }
    let (order, ids) = ordered(&lists, heads);
    // Each stretch has met the frequent words first.
    let frequent = ids.first().map(|ids| ids[..frequent.words().len()].to_vec()).unwrap_or_default();
    let mut marked: Vec<_> =
        frequent.iter().copied().zip(marked(frequent.len(), &marks, corpus.claims().len())).collect();
    marked.sort_unstable_by_key(|(word, _)| *word);
    let vocabulary = || Vocabulary::new(order.iter().map(|(head, list)| lists[*list as usize].spelt(*head)));
    let dealt = || {
        let mut fields: Vec<_> = found.into_iter().map(IntoIterator::into_iter).collect();
        let field = |field| {
            let stretches = fields.iter_mut().zip(&ids);
            let blocks = stretches.flat_map(|(found, ids)| {
                let blocks = found.next().map(Found::into_blocks).unwrap_or_default();
                blocks.into_iter().map(move |block| (block, ids))
            });
            postings(order.len(), blocks.collect(), if field == MARKED { &marked } else { &[] })
        };
        Field::ALL.map(field).into()
    };
    let ((vocabulary, names), postings) = rayon::join(|| rayon::join(vocabulary, || names(&called, &ids)), dealt);
    Read { vocabulary, postings, names }
}

/// A word's head, its number in a list, and the list.
type Place = ((Head, u32), u32);

/// One place for each word of all lists, in the order of the words; and of each list's words, where they are in it.
fn ordered(lists: &[Words], heads: Vec<Vec<(Head, u32)>>) -> (Vec<Place>, Vec<Vec<WordId>>) {
    let numbered = (0_u32..).zip(heads).flat_map(|(list, heads)| heads.into_iter().map(move |head| (head, list)));
    let mut all: Vec<_> = numbered.collect();
    let word = |list: u32| &lists[list as usize];
    // Each list is in order already: what sorts by merging has only them to merge.
    all.par_sort_by(|(head, list), (other, at)| word(*list).compare(*head, word(*at), *other));
    let mut ids: Vec<_> = lists.iter().map(|words| vec![WordId::new(0); words.len()]).collect();
    let mut order = Vec::new();
    for family in all.chunk_by(|(head, list), (other, at)| word(*list).compare(*head, word(*at), *other).is_eq()) {
        let id = WordId::new(order.len());
        order.push(family[0]);
        for ((_, number), list) in family {
            ids[*list as usize][*number as usize] = id;
        }
    }
    (order, ids)
}

/// What is in the texts of some owners that follow one another.
#[derive(Default)]
struct Stretch {
    lexicon: Lexicon,
    found: [Found; Field::ALL.len()],
    marks: Marks,
    called: Called,
    /// How many owners' texts of a field were read.
    texts: u32,
    /// The text that is being read, folded.
    folded: String,
    /// Its words that are not compounds, and where they are.
    keys: Vec<(Key, Range<usize>)>,
    /// Those of the corpus.
    languages: Languages,
}

/// The same when its owners are read.
struct Closed {
    words: Words,
    heads: Vec<(Head, u32)>,
    found: [Found; Field::ALL.len()],
    marks: Marks,
    called: Called,
}

/// Names as a whole.
#[derive(Default)]
struct Called {
    words: Vec<u32>,
    /// Who is called so, and where the words end.
    names: Vec<(NameBearer, u32)>,
}

impl Stretch {
    fn new(frequent: &Frequent, languages: &Languages, corpus: &Corpus, owners: &[Owner]) -> Self {
        let mut stretch = Self { marks: Marks::new(frequent), languages: languages.clone(), ..Self::default() };
        for word in frequent.words() {
            stretch.lexicon.meet(stretch.lexicon.key(word), word);
        }
        for owner in owners {
            owner.texts(corpus, &mut |field, text| stretch.text(*owner, field, text));
        }
        stretch
    }

    fn text(&mut self, owner: Owner, field: Field, text: &str) {
        let Self { lexicon, found, marks, called, texts, folded, keys, languages } = self;
        folded.clear();
        fold_into(text, folded);
        let found = &mut found[field as usize];
        found.open(owner.index(), texts);
        let length = field.is_name().then(|| u8::try_from(tokens::count(folded)).unwrap_or(u8::MAX));
        let name = is_whole_name(field);
        keys.clear();
        tokens::each_word(folded, |word, spans, sort| match (spans, sort) {
            ([span], TokenKind::Part) => keys.push((lexicon.key_within(folded, span), span.clone())),
            _ => {
                let met = lexicon.meet(lexicon.key(word), word);
                found.meet(met, sort == TokenKind::Joined, length);
            }
        });
        if name {
            tokens::each_joined_word(folded, field.is_name(), |word, _| {
                found.meet(lexicon.meet(lexicon.key(word), word), true, length);
            });
        }
        lexicon.approach(keys.iter().map(|(key, _)| *key));
        let marked = field == MARKED;
        if marked {
            marks.open(owner.index());
        }
        for (key, span) in keys.drain(..) {
            let met = lexicon.meet(key, &folded[span.clone()]);
            if !(marked && marks.mark(met.number)) {
                found.meet(met, false, length);
            }
        }
        if name {
            let words = tokens::name_words(folded).into_iter().map(|form| form.word);
            let telling = languages.telling(words.collect());
            called.words.extend(telling.iter().map(|word| lexicon.meet(lexicon.key(word), word).number));
            let named = NameBearer { owner, weak: field == Field::EntityWeakAlias };
            called.names.push((named, behind(called.words.len())));
        }
    }

    fn close(self) -> Closed {
        let (words, heads) = self.lexicon.close();
        Closed { words, heads, found: self.found, marks: self.marks, called: self.called }
    }
}

fn behind(words: usize) -> u32 {
    u32::try_from(words).expect("a corpus has fewer than 2^32 words in its names")
}

/// The names of all stretches.
fn names(called: &[Called], ids: &[Vec<WordId>]) -> NameIndex {
    let words = called.iter().zip(ids).flat_map(|(called, ids)| called.words.iter().map(|word| ids[*word as usize]));
    let mut start = 0;
    let names = called.iter().flat_map(|called| {
        let before = start;
        start += behind(called.words.len());
        called.names.iter().map(move |(named, end)| (*named, before + end))
    });
    NameIndex::new(words.collect(), names)
}

#[cfg(test)]
mod tests;
