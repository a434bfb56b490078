//! Phrases: texts with words in exactly the typed order.
//!
//! The index knows which texts have all words of a phrase, but not in which order. Those texts are read.

use rayon::prelude::*;

use crate::corpus::{ClaimSlot, Corpus, Record};
use crate::search::analysis::fold::{fold, fold_into};
use crate::search::analysis::tokens;
use crate::search::index::Index;
use crate::search::index::bitset::BitSet;
use crate::search::index::field::{Field, Owner};
use crate::search::index::postings::{PostingList, gallop};
use crate::search::matching::candidates::WordMatch;
use crate::search::matching::phrase::Phrase;
use crate::search::ranking::contribution_builder::ContributionBuilder;
use crate::search::ranking::record_filter::RecordFilter;
use crate::search::ranking::score::{RUNNING_TEXT, field_points};
use crate::search::record_ids::RecordIds;

/// Number of texts that are read between two checks for cancellation: a few milliseconds of work.
const CHUNK: usize = 16 * SHARE;

/// Minimum number of texts per thread, so that starting a thread's work pays.
const SHARE: usize = 512;

/// A posting list that is `LONGER` times as long as the list of candidates is searched instead of scanned.
const LONGER: usize = 16;

/// Finds the texts that have a phrase.
pub(crate) struct PhraseSearch<'r, 'a> {
    pub(crate) corpus: &'a Corpus,
    pub(crate) index: &'a Index,
    pub(crate) records: RecordIds,
    pub(crate) filter: Option<&'r RecordFilter<'r>>,
    /// Returns true once the answer is no longer needed.
    pub(crate) is_cancelled: &'r (dyn Fn() -> bool + Sync),
}

impl<'a> PhraseSearch<'_, 'a> {
    /// Adds the texts of a field that have a phrase.
    pub(crate) fn add_to(
        &self,
        builder: &mut ContributionBuilder<'a>,
        phrase: &Phrase,
        word_match: WordMatch,
        field: Field,
    ) {
        let records = self.records;
        let is_claim = matches!(Owner::from_index(field, 0), Owner::Claim(_));
        if is_claim && !records.has_claims() {
            return;
        }
        let parts = self.parts(phrase, field);
        // One plain word has no order to check.
        let is_certain = phrase.bare && parts.len() == 1 && !field.is_name();
        if let [part] = &parts[..]
            && let [postings @ PostingList::Set(_)] = part[..]
            && is_certain
            && is_claim
        {
            builder.add_postings(field_points(word_match, field, RUNNING_TEXT), postings);
            return;
        }
        let mut owners = owners_with_all(parts);
        if is_claim {
            owners.retain(|owner| {
                let number = records.number(Record::Claim(ClaimSlot::new(*owner)));
                number.is_some_and(|number| self.filter.is_none_or(|filter| filter.has(number)))
            });
        }
        let found = if is_certain { owners } else { self.with_phrase(phrase, field, &owners) };
        if is_claim {
            let claims = found.into_iter().map(ClaimSlot::new).collect();
            builder.add_claims(field_points(word_match, field, RUNNING_TEXT), claims);
            return;
        }
        for owner in found {
            let words = if field.is_name() { self.shortest(phrase, field, owner) } else { RUNNING_TEXT };
            builder.add_text(field, owner, field_points(word_match, field, words));
        }
    }

    /// Returns the posting lists of each word's spellings.
    fn parts(&self, phrase: &Phrase, field: Field) -> Vec<Vec<PostingList<'a>>> {
        let index = self.index;
        phrase.parts.iter().map(|part| part.iter().map(|word| index.posting_list(field, *word)).collect()).collect()
    }

    /// Reads the texts of some owners and returns those that have the phrase.
    fn with_phrase(&self, phrase: &Phrase, field: Field, owners: &[usize]) -> Vec<usize> {
        let read = |some: &[usize]| {
            let mut folded = String::new();
            let has = |owner: &&usize| {
                let mut has = false;
                Owner::from_index(field, **owner).texts(self.corpus, &mut |other, text| {
                    has |= other == field && is_in(phrase, text, &mut folded);
                });
                has
            };
            some.iter().filter(has).copied().collect::<Vec<_>>()
        };
        if owners.len() <= SHARE {
            return read(owners);
        }
        let mut found = Vec::new();
        for some in owners.chunks(CHUNK) {
            if (self.is_cancelled)() {
                break;
            }
            found.par_extend(some.par_chunks(SHARE).flat_map_iter(read));
        }
        found
    }

    /// Returns the number of words of the shortest text that has the phrase.
    fn shortest(&self, phrase: &Phrase, field: Field, owner: usize) -> usize {
        let mut shortest: Option<usize> = None;
        Owner::from_index(field, owner).texts(self.corpus, &mut |other, text| {
            if other == field && is_in(phrase, text, &mut String::new()) {
                let words = tokens::count(&fold(text));
                shortest = Some(shortest.map_or(words, |shortest| shortest.min(words)));
            }
        });
        shortest.unwrap_or(RUNNING_TEXT)
    }
}

/// Returns the owners of texts that have one spelling of each word, in order.
fn owners_with_all(mut parts: Vec<Vec<PostingList>>) -> Vec<usize> {
    // The rarest first: the others are only looked up for the owners that are left.
    parts.sort_by_cached_key(|part| part.iter().map(|postings| postings.len()).sum::<usize>());
    let mut parts = parts.into_iter();
    let Some(rarest) = parts.next() else { return Vec::new() };
    let mut owners = Vec::new();
    for postings in &rarest {
        postings.each(|posting| owners.extend((!posting.joined()).then(|| posting.owner())));
    }
    if rarest.len() > 1 {
        owners.sort_unstable();
        owners.dedup();
    }
    for part in parts {
        let Some(last) = owners.last() else { break };
        if let [PostingList::Set(set)] = part[..] {
            owners.retain(|owner| set.holds(*owner));
        } else if let [PostingList::List(mut rest)] = part[..]
            && owners.len() < rest.len() / LONGER
        {
            owners.retain(|owner| {
                rest = &rest[gallop(rest, |posting| posting.owner() < *owner)..];
                rest.first().is_some_and(|posting| posting.owner() == *owner && !posting.joined())
            });
        } else {
            let mut all = BitSet::none(last + 1);
            for postings in part {
                postings.each(|posting| {
                    if posting.owner() <= *last && !posting.joined() {
                        all.insert(posting.owner());
                    }
                });
            }
            owners.retain(|owner| all.has(*owner));
        }
    }
    owners
}

/// Returns whether a text has a phrase. The buffer is reused, so that not every text allocates.
fn is_in(phrase: &Phrase, text: &str, buffer: &mut String) -> bool {
    buffer.clear();
    fold_into(text, buffer);
    phrase.is_in(buffer)
}
