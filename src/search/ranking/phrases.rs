//! Phrases: which texts have words exactly as they stand.
//!
//! The index knows which texts have all words of a phrase, not in which order; those texts are read. Only where frequent
//! words stand together is known beforehand ([`pairs`](crate::search::index::bigrams)).

use rayon::prelude::*;

use crate::corpus::{ClaimSlot, Record};
use crate::search::analysis::fold::{fold, fold_into};
use crate::search::analysis::tokens;
use crate::search::index::bitset::BitSet;
use crate::search::index::field::{Field, Owner};
use crate::search::index::postings::{PostingList, gallop};
use crate::search::index::vocabulary::WordId;
use crate::search::matching::candidates::WordMatch;
use crate::search::matching::phrase::Phrase;
use crate::search::ranking::contributions::{Gathering, Within};
use crate::search::ranking::ranker::{Ranker, worth};

/// After so many texts, it is asked again whether the answer is still wanted.
const READ_AT_ONCE: usize = 16 * SHARE;

/// Fewer texts than these are not worth another thread.
const SHARE: usize = 512;

/// Lists that are longer by so much are searched for what is left instead of being gone through.
const LONGER: usize = 16;

impl Ranker<'_> {
    /// Gathers the texts of a field that have a phrase, which fits so well.
    pub(crate) fn phrase<'a>(
        &'a self,
        phrase: &Phrase,
        fit: WordMatch,
        field: Field,
        within: Option<&Within>,
        into: &mut Gathering<'a>,
    ) {
        let is_claim = matches!(Owner::from_index(field, 0), Owner::Claim(_));
        if is_claim && !self.records.claims() {
            return;
        }
        let parts = self.parts(phrase, field);
        // Where only one thing is looked for, there is nothing else to be found out by reading.
        let certain = phrase.bare && parts.len() == 1 && !field.is_name();
        if let [part] = &parts[..]
            && let [having @ PostingList::Set(_)] = part[..]
            && certain
            && is_claim
        {
            into.having(worth(fit, field, 15), having);
            return;
        }
        let mut owners = having_all(parts);
        if is_claim {
            owners.retain(|owner| {
                let number = self.records.number(Record::Claim(ClaimSlot::new(*owner)));
                number.is_some_and(|number| within.is_none_or(|within| within.has(number)))
            });
        }
        let found = if certain { owners } else { self.read(phrase, field, &owners) };
        if is_claim {
            into.claims(worth(fit, field, 15), found.into_iter().map(ClaimSlot::new).collect());
            return;
        }
        for owner in found {
            let words = if field.is_name() { self.shortest(phrase, field, owner) } else { 15 };
            into.take(field, owner, worth(fit, field, words));
        }
    }

    /// What a text must have of each to have a phrase: one of a word's spellings, or a pair of words.
    fn parts(&self, phrase: &Phrase, field: Field) -> Vec<Vec<PostingList<'_>>> {
        let pair = |words: &[Vec<WordId>]| match (words, phrase.bare) {
            ([first, second], true) => match (&first[..], &second[..]) {
                ([first], [second]) => self.index.pairs().of(field, *first, *second),
                _ => None,
            },
            _ => None,
        };
        let pairs: Vec<_> = phrase.parts.windows(2).map(pair).collect();
        let paired = |at: usize| pairs.get(at).is_some_and(Option::is_some);
        let alone = (0..phrase.parts.len()).filter(|at| !paired(*at) && !at.checked_sub(1).is_some_and(paired));
        let having = |at: usize| phrase.parts[at].iter().map(|word| self.index.posting_list(field, *word)).collect();
        alone.map(having).chain(pairs.iter().flatten().map(|pair| vec![*pair])).collect()
    }

    /// Those whose texts have the phrase.
    fn read(&self, phrase: &Phrase, field: Field, owners: &[usize]) -> Vec<usize> {
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
        let mut shortest: Option<usize> = None;
        Owner::from_index(field, owner).texts(self.corpus, &mut |other, text| {
            if other == field && is_in(phrase, text, &mut String::new()) {
                let words = tokens::count(&fold(text));
                shortest = Some(shortest.map_or(words, |shortest| shortest.min(words)));
            }
        });
        shortest.unwrap_or(15)
    }
}

/// The owners of texts that have something of each part by itself, in order.
fn having_all(mut parts: Vec<Vec<PostingList>>) -> Vec<usize> {
    let length = |part: &Vec<PostingList>| part.iter().map(|having| having.len()).sum::<usize>();
    // The rarest first: what follows looks for its owners alone.
    parts.sort_by_cached_key(length);
    let mut parts = parts.into_iter();
    let Some(rarest) = parts.next() else { return Vec::new() };
    let mut owners = Vec::new();
    for having in &rarest {
        having.each(|posting| owners.extend((!posting.joined()).then(|| posting.owner())));
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
            for having in part {
                having.each(|posting| {
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

/// True when a text has a phrase. The buffer saves every text from being folded into a string of its own.
fn is_in(phrase: &Phrase, text: &str, buffer: &mut String) -> bool {
    buffer.clear();
    fold_into(text, buffer);
    phrase.is_in(buffer)
}
