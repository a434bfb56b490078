//! Phrases: which texts have words exactly as they stand.
//!
//! The index knows which texts have all words of a phrase, not in which order; those texts are read.

use memchr::memmem::Finder;
use rayon::prelude::*;

use super::bits::Bits;
use super::candidates::EXACT;
use super::field::{Field, Owner};
use super::fold::fold;
use super::plan::Phrase;
use super::postings::{Posting, leap};
use super::rank::{Ranker, worth};
use super::sources::{Gathering, Within};
use super::tokens;
use crate::corpus::{ClaimSlot, Record};

/// After so many texts, it is asked again whether the answer is still wanted.
const READ_AT_ONCE: usize = 16 * SHARE;

/// Fewer texts than these are not worth another thread.
const SHARE: usize = 512;

/// Lists that are longer by so much are searched for what is left instead of being gone through.
const LONGER: usize = 16;

impl Ranker<'_> {
    /// Gathers the texts of a field that have a phrase.
    pub(super) fn phrase<'a>(
        &'a self,
        phrase: &Phrase,
        field: Field,
        within: Option<&Within>,
        into: &mut Gathering<'a>,
    ) {
        let owners = self.having_all(phrase, field);
        let Some(first) = owners.first() else { return };
        if let Owner::Claim(_) = Owner::of(field, *first) {
            if self.records.claims() {
                let may = |owner: &usize| {
                    let number = self.records.number(Record::Claim(ClaimSlot::new(*owner)));
                    number.is_some_and(|number| within.is_none_or(|within| within.has(number)))
                };
                let owners: Vec<_> = owners.into_iter().filter(may).collect();
                let found = if phrase.must_read(field) { self.read(phrase, field, &owners) } else { owners };
                into.claims(worth(EXACT, field, 15), found.into_iter().map(ClaimSlot::new).collect());
            }
            return;
        }
        let found = if phrase.must_read(field) { self.read(phrase, field, &owners) } else { owners };
        for owner in found {
            let words = if field.is_name() { self.shortest(phrase, field, owner) } else { 15 };
            into.take(field, owner, worth(EXACT, field, words));
        }
    }

    /// The owners of texts that have all words of a phrase, in order.
    fn having_all(&self, phrase: &Phrase, field: Field) -> Vec<usize> {
        let mut parts: Vec<Vec<&[Posting]>> = Vec::new();
        for words in &phrase.parts {
            parts.push(words.iter().map(|word| self.index.postings(field, *word)).collect());
        }
        // The rarest word first: what follows looks for its owners alone.
        parts.sort_by_key(|lists| lists.iter().map(|list| list.len()).sum::<usize>());
        let mut parts = parts.into_iter();
        let Some(rarest) = parts.next() else { return Vec::new() };
        let by_itself = |posting: &&Posting| !posting.joined();
        let mut owners: Vec<_> =
            rarest.iter().copied().flatten().filter(by_itself).map(|posting| posting.owner()).collect();
        if rarest.len() > 1 {
            owners.sort_unstable();
            owners.dedup();
        }
        for lists in parts {
            let Some(last) = owners.last() else { break };
            let length: usize = lists.iter().map(|list| list.len()).sum();
            if owners.len() < length / LONGER {
                let mut rests = lists;
                owners.retain(|owner| {
                    rests.iter_mut().any(|rest| {
                        *rest = &rest[leap(rest, |posting| posting.owner() < *owner)..];
                        rest.first().is_some_and(|posting| posting.owner() == *owner && !posting.joined())
                    })
                });
            } else {
                let mut having = Bits::none(last + 1);
                let postings = lists.iter().copied().flatten().filter(by_itself);
                postings.map(|posting| posting.owner()).filter(|owner| owner <= last).for_each(|at| having.insert(at));
                owners.retain(|owner| having.has(*owner));
            }
        }
        owners
    }

    /// Those whose texts have the phrase.
    fn read(&self, phrase: &Phrase, field: Field, owners: &[usize]) -> Vec<usize> {
        let finder = Finder::new(&phrase.folded);
        let read = |some: &[usize]| {
            let mut folded = String::new();
            let has = |owner: &&usize| {
                let mut has = false;
                Owner::of(field, **owner).texts(self.corpus, &mut |other, text| {
                    has |= other == field && is_in(phrase, &finder, text, &mut folded);
                });
                has
            };
            some.iter().filter(has).copied().collect::<Vec<_>>()
        };
        if owners.len() <= SHARE {
            return read(owners);
        }
        let mut found = Vec::new();
        for some in owners.chunks(READ_AT_ONCE) {
            if (self.overtaken)() {
                break;
            }
            found.par_extend(some.par_chunks(SHARE).flat_map_iter(read));
        }
        found
    }

    /// How many words the shortest text has that has the phrase.
    fn shortest(&self, phrase: &Phrase, field: Field, owner: usize) -> usize {
        let finder = Finder::new(&phrase.folded);
        let mut shortest: Option<usize> = None;
        Owner::of(field, owner).texts(self.corpus, &mut |other, text| {
            if other == field && is_in(phrase, &finder, text, &mut String::new()) {
                let words = tokens::count(&fold(text));
                shortest = Some(shortest.map_or(words, |shortest| shortest.min(words)));
            }
        });
        shortest.unwrap_or(15)
    }
}

/// True when a text has a phrase. The buffer saves nearly every text from being folded into a string of its own.
fn is_in(phrase: &Phrase, finder: &Finder, text: &str, buffer: &mut String) -> bool {
    if text.is_ascii() && !text.contains('`') {
        buffer.clear();
        buffer.push_str(text);
        buffer.make_ascii_lowercase();
        // Nearly all texts fail here.
        finder.find(buffer.as_bytes()).is_some() && phrase.is_in(buffer)
    } else {
        phrase.is_in(&fold(text))
    }
}
