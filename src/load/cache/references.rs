//! How the records of a folder refer to each other, as a cache holds it: good for exactly the files it was made of.
//!
//! Each table has a block of its own, in the order of [`References`]: lists of numbers of four bytes, the lowest first,
//! each behind its length. Numbers that address no record are not taken.

use std::io::{self, Write};
use std::slice::Iter;

use crate::briefing::RelationType;
use crate::corpus::one_to_many::OneToMany;
use crate::corpus::references::References;
use crate::corpus::slots::Slot;
use crate::corpus::{ClaimSlot, OutletSlot, Parts, Related};
use crate::load::cache::container::{Block, Pieces, Reader, Writer};

const RELATION_TYPES: [RelationType; 4] =
    [RelationType::Confirms, RelationType::Disputes, RelationType::Qualifies, RelationType::Updates];

/// How many records of each kind there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) documents: usize,
    pub(crate) entities: usize,
    pub(crate) outlets: usize,
    pub(crate) origins: usize,
}

impl Counts {
    /// Counts the records of a corpus.
    pub(crate) fn new(parts: &Parts) -> Self {
        Self {
            documents: parts.documents.len(),
            entities: parts.entities.len(),
            outlets: parts.outlets.len(),
            origins: parts.origins.len(),
        }
    }
}

/// How a corpus is put together, of documents in the order of the cache.
pub(crate) struct Known {
    pub(crate) counts: Counts,
    /// Of each document: its first claim; and behind the last, how many claims there are.
    pub(crate) first_claim: Vec<ClaimSlot>,
    pub(crate) references: References,
}

/// Writes everything, one table after the other.
pub(crate) fn write(parts: &Parts, writer: &mut Writer) -> io::Result<Vec<Block>> {
    let References {
        publisher,
        author,
        speakers,
        via,
        subjects,
        origin,
        related,
        member_of,
        issuer,
        members,
        said,
        conveyed,
        about,
        claims_of,
        resting,
        entities_of,
        documents_of,
    } = &parts.references;
    let counts = Counts::new(parts);
    let mut written = Written { writer, blocks: Vec::new() };
    written.put(|pieces| {
        list(pieces, [counts.entities, counts.outlets, counts.origins])?;
        list(pieces, parts.first_claim.iter().map(|first| first.index()))?;
        list(pieces, publisher.iter().map(|outlet| outlet.index()))
    })?;
    written.table(author)?;
    written.table(speakers)?;
    written.table(via)?;
    written.table(subjects)?;
    written.table(origin)?;
    written.related(related)?;
    written.table(member_of)?;
    written.table(issuer)?;
    written.table(members)?;
    written.table(said)?;
    written.table(conveyed)?;
    written.table(about)?;
    written.table(claims_of)?;
    written.table(resting)?;
    written.table(entities_of)?;
    written.table(documents_of)?;
    Ok(written.blocks)
}

/// Reads what was written; `None` for what never was. What says the same is found anew.
pub(crate) fn read(reader: &Reader, blocks: &[Block]) -> Option<Known> {
    let mut unread = Unread { reader, blocks: blocks.iter() };
    let (counts, first_claim, publisher) = unread.take(|numbers| {
        let counts: Vec<usize> = numbers.list()?.collect();
        let [entities, outlets, origins] = counts[..] else { return None };
        let first_claim: Vec<ClaimSlot> = numbers.slots(usize::MAX)?;
        let publisher: Vec<OutletSlot> = numbers.slots(outlets)?;
        let counts = Counts { documents: publisher.len(), entities, outlets, origins };
        let good = first_claim.len() == publisher.len() + 1 && first_claim[0].index() == 0 && first_claim.is_sorted();
        good.then_some((counts, first_claim, publisher))
    })?;
    let Counts { documents, entities, origins, .. } = counts;
    let claims = first_claim[documents].index();
    let references = References {
        publisher,
        author: unread.table(documents, entities)?,
        speakers: unread.table(claims, entities)?,
        via: unread.table(claims, entities)?,
        subjects: unread.table(claims, entities)?,
        origin: unread.table(claims, origins)?,
        related: unread.related(claims)?,
        member_of: unread.table(entities, entities)?,
        issuer: unread.table(origins, entities)?,
        members: unread.table(entities, entities)?,
        said: unread.table(entities, claims)?,
        conveyed: unread.table(entities, claims)?,
        about: unread.table(entities, claims)?,
        claims_of: unread.table(entities, claims)?,
        resting: unread.table(origins, claims)?,
        entities_of: unread.table(documents, entities)?,
        documents_of: unread.table(entities, documents)?,
    };
    (unread.blocks.len() == 0).then_some(Known { counts, first_claim, references })
}

/// Adds a list of numbers. Slots, and how many of them there are, take four bytes.
fn list(
    pieces: &mut Pieces<'_>,
    numbers: impl IntoIterator<Item = usize, IntoIter: ExactSizeIterator>,
) -> io::Result<()> {
    let numbers = numbers.into_iter();
    let four = |number| u32::try_from(number).expect("a corpus has fewer than 2^32 of anything").to_le_bytes();
    pieces.write_all(&four(numbers.len()))?;
    numbers.map(four).try_for_each(|number| pieces.write_all(&number))
}

/// Blocks that come into being.
struct Written<'a> {
    writer: &'a mut Writer,
    blocks: Vec<Block>,
}

impl Written<'_> {
    fn put(&mut self, write: impl FnOnce(&mut Pieces<'_>) -> io::Result<()>) -> io::Result<()> {
        self.blocks.push(self.writer.append_with(write)?);
        Ok(())
    }

    fn table<K: Slot, V: Slot>(&mut self, table: &OneToMany<K, V>) -> io::Result<()> {
        let (ends, values) = table.as_parts();
        self.put(|pieces| {
            list(pieces, ends.iter().map(|end| *end as usize))?;
            list(pieces, values.iter().map(|value| value.index()))
        })
    }

    fn related(&mut self, table: &OneToMany<ClaimSlot, Related>) -> io::Result<()> {
        let (ends, values) = table.as_parts();
        self.put(|pieces| {
            list(pieces, ends.iter().map(|end| *end as usize))?;
            let kind = |related: &Related| 2 * related.relation_type as usize + usize::from(related.active);
            list(pieces, values.iter().map(kind))?;
            list(pieces, values.iter().map(|related| related.other.index()))?;
            list(pieces, values.iter().map(|related| related.written.0.index()))?;
            list(pieces, values.iter().map(|related| related.written.1 as usize))
        })
    }
}

/// Blocks that are still to be read.
struct Unread<'a> {
    reader: &'a Reader,
    blocks: Iter<'a, Block>,
}

impl Unread<'_> {
    fn take<T>(&mut self, make: impl FnOnce(&mut Numbers<'_>) -> Option<T>) -> Option<T> {
        let bytes = self.reader.block(self.blocks.next()?)?;
        let mut numbers = Numbers(&bytes);
        make(&mut numbers).filter(|_| numbers.0.is_empty())
    }

    fn table<K: Slot, V: Slot>(&mut self, keys: usize, values: usize) -> Option<OneToMany<K, V>> {
        self.take(|numbers| OneToMany::from_parts(numbers.ends(keys)?, numbers.slots(values)?))
    }

    fn related(&mut self, claims: usize) -> Option<OneToMany<ClaimSlot, Related>> {
        self.take(|numbers| {
            let ends = numbers.ends(claims)?;
            let kinds = numbers.list()?;
            let others = numbers.slots(claims)?;
            let written = numbers.slots(claims)?.into_iter().zip(numbers.list()?);
            let related = kinds.zip(others).zip(written).map(|((kind, other), (claim, place))| {
                let relation_type = *RELATION_TYPES.get(kind / 2)?;
                Some(Related {
                    relation_type,
                    active: kind % 2 == 1,
                    other,
                    written: (claim, u32::try_from(place).ok()?),
                })
            });
            OneToMany::from_parts(ends, related.collect::<Option<_>>()?)
        })
    }
}

/// What is left of a block.
struct Numbers<'a>(&'a [u8]);

impl<'a> Numbers<'a> {
    /// The next list.
    fn list(&mut self) -> Option<impl ExactSizeIterator<Item = usize> + use<'a>> {
        let (length, rest) = self.0.split_first_chunk()?;
        let (list, rest) =
            rest.split_at_checked(size_of::<u32>().checked_mul(u32::from_le_bytes(*length) as usize)?)?;
        self.0 = rest;
        Some(list.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes) as usize))
    }

    /// The next list, of records of which there are so many.
    fn slots<S: Slot>(&mut self, count: usize) -> Option<Vec<S>> {
        let list = self.list()?;
        let mut all_good = true;
        let slots = list.map(|number| {
            all_good &= number < count;
            S::from_index(number)
        });
        let slots = slots.collect();
        all_good.then_some(slots)
    }

    /// The next list, of where the values of so many keys end.
    fn ends(&mut self, keys: usize) -> Option<Vec<u32>> {
        let ends = self.list()?;
        (ends.len() == keys).then(|| ends.map(|end| u32::try_from(end).unwrap_or(u32::MAX)).collect())
    }
}
