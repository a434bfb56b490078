//! Encodes the references of a corpus for the cache. They are valid only for exactly the files that it was built from.
//!
//! Each relation has a block of its own, in the order of [`References`]. A block holds lists of 32-bit little-endian
//! numbers, each after its length. A number that is not the slot of a record makes the block invalid.

use std::io::{self, Write};
use std::slice::Iter;

use crate::briefing::RelationType;
use crate::corpus::one_to_many::OneToMany;
use crate::corpus::references::References;
use crate::corpus::slots::Slot;
use crate::corpus::{ClaimSlot, Parts, Related};
use crate::load::cache::container::{BlockRef, BlockSink, ContainerReader, ContainerWriter};

const RELATION_TYPES: [RelationType; 4] =
    [RelationType::Confirms, RelationType::Disputes, RelationType::Qualifies, RelationType::Updates];

/// The number of records of each kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RecordCounts {
    pub(crate) documents: usize,
    pub(crate) entities: usize,
    pub(crate) outlets: usize,
    pub(crate) origins: usize,
    pub(crate) measures: usize,
}

impl RecordCounts {
    /// Counts the records of a corpus.
    pub(crate) fn new(parts: &Parts) -> Self {
        Self {
            documents: parts.documents.len(),
            entities: parts.entities.len(),
            outlets: parts.outlets.len(),
            origins: parts.origins.len(),
            measures: parts.measures.len(),
        }
    }
}

/// The references of a corpus whose documents are in the order of the cache.
pub(crate) struct CachedReferences {
    pub(crate) counts: RecordCounts,
    /// The first claim of each document and, at the end, the number of claims.
    pub(crate) first_claim: Vec<ClaimSlot>,
    /// The claims that do not count yet, sorted.
    pub(crate) drafts: Vec<ClaimSlot>,
    pub(crate) references: References,
}

/// Writes all references, and returns their blocks.
pub(crate) fn write(parts: &Parts, writer: &mut ContainerWriter) -> io::Result<Vec<BlockRef>> {
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
        counted,
        counts_about,
        members,
        said,
        conveyed,
        about,
        claims_of,
        resting,
        entities_of,
        documents_of,
    } = &parts.references;
    let counts = RecordCounts::new(parts);
    let mut blocks = BlockWriter { writer, blocks: Vec::new() };
    blocks.push(|sink| {
        write_list(sink, [counts.entities, counts.outlets, counts.origins, counts.measures])?;
        write_list(sink, parts.first_claim.iter().map(|first| first.index()))?;
        write_list(sink, parts.drafts.iter().map(|draft| draft.index()))
    })?;
    blocks.relation(publisher)?;
    blocks.relation(author)?;
    blocks.relation(speakers)?;
    blocks.relation(via)?;
    blocks.relation(subjects)?;
    blocks.relation(origin)?;
    blocks.related(related)?;
    blocks.relation(member_of)?;
    blocks.relation(issuer)?;
    blocks.relation(counted)?;
    blocks.relation(counts_about)?;
    blocks.relation(members)?;
    blocks.relation(said)?;
    blocks.relation(conveyed)?;
    blocks.relation(about)?;
    blocks.relation(claims_of)?;
    blocks.relation(resting)?;
    blocks.relation(entities_of)?;
    blocks.relation(documents_of)?;
    Ok(blocks.blocks)
}

/// Reads references. Returns `None` for blocks that [`write()`] cannot have written.
pub(crate) fn read(reader: &ContainerReader, blocks: &[BlockRef]) -> Option<CachedReferences> {
    let mut blocks = BlockReader { reader, blocks: blocks.iter() };
    let (counts, first_claim, drafts) = blocks.next(|numbers| {
        let counts: Vec<usize> = numbers.list()?.collect();
        let [entities, outlets, origins, measures] = counts[..] else { return None };
        let first_claim: Vec<ClaimSlot> = numbers.slots(usize::MAX)?;
        let documents = first_claim.len().checked_sub(1)?;
        let drafts: Vec<ClaimSlot> = numbers.slots(first_claim[documents].index())?;
        let counts = RecordCounts { documents, entities, outlets, origins, measures };
        let good =
            first_claim[0].index() == 0 && first_claim.is_sorted() && drafts.is_sorted_by(|one, other| one < other);
        good.then_some((counts, first_claim, drafts))
    })?;
    let RecordCounts { documents, entities, outlets, origins, measures } = counts;
    let claims = first_claim[documents].index();
    let references = References {
        publisher: blocks.relation(documents, outlets)?,
        author: blocks.relation(documents, entities)?,
        speakers: blocks.relation(claims, entities)?,
        via: blocks.relation(claims, entities)?,
        subjects: blocks.relation(claims, entities)?,
        origin: blocks.relation(claims, origins)?,
        related: blocks.related(claims)?,
        member_of: blocks.relation(entities, entities)?,
        issuer: blocks.relation(origins, entities)?,
        counted: blocks.relation(measures, claims)?,
        counts_about: blocks.relation(measures, entities)?,
        members: blocks.relation(entities, entities)?,
        said: blocks.relation(entities, claims)?,
        conveyed: blocks.relation(entities, claims)?,
        about: blocks.relation(entities, claims)?,
        claims_of: blocks.relation(entities, claims)?,
        resting: blocks.relation(origins, claims)?,
        entities_of: blocks.relation(documents, entities)?,
        documents_of: blocks.relation(entities, documents)?,
    };
    (blocks.blocks.len() == 0).then_some(CachedReferences { counts, first_claim, drafts, references })
}

/// Writes a list of numbers after its length.
fn write_list(
    sink: &mut BlockSink<'_>,
    numbers: impl IntoIterator<Item = usize, IntoIter: ExactSizeIterator>,
) -> io::Result<()> {
    let numbers = numbers.into_iter();
    let to_bytes = |number| u32::try_from(number).expect("a corpus has fewer than 2^32 of anything").to_le_bytes();
    sink.write_all(&to_bytes(numbers.len()))?;
    numbers.map(to_bytes).try_for_each(|number| sink.write_all(&number))
}

/// Writes one block after the other.
struct BlockWriter<'a> {
    writer: &'a mut ContainerWriter,
    blocks: Vec<BlockRef>,
}

impl BlockWriter<'_> {
    fn push(&mut self, write: impl FnOnce(&mut BlockSink<'_>) -> io::Result<()>) -> io::Result<()> {
        self.blocks.push(self.writer.append_with(write)?);
        Ok(())
    }

    fn relation<K: Slot, V: Slot>(&mut self, relation: &OneToMany<K, V>) -> io::Result<()> {
        let (ends, values) = relation.as_parts();
        self.push(|sink| {
            write_list(sink, ends.iter().map(|end| *end as usize))?;
            write_list(sink, values.iter().map(|value| value.index()))
        })
    }

    fn related(&mut self, relation: &OneToMany<ClaimSlot, Related>) -> io::Result<()> {
        let (ends, values) = relation.as_parts();
        self.push(|sink| {
            write_list(sink, ends.iter().map(|end| *end as usize))?;
            let kind = |related: &Related| 2 * related.relation_type as usize + usize::from(related.active);
            write_list(sink, values.iter().map(kind))?;
            write_list(sink, values.iter().map(|related| related.other.index()))?;
            write_list(sink, values.iter().map(|related| related.written.0.index()))?;
            write_list(sink, values.iter().map(|related| related.written.1 as usize))
        })
    }
}

/// Reads one block after the other.
struct BlockReader<'a> {
    reader: &'a ContainerReader,
    blocks: Iter<'a, BlockRef>,
}

impl BlockReader<'_> {
    /// Decodes the next block. All of it must be used.
    fn next<T>(&mut self, decode: impl FnOnce(&mut NumberReader<'_>) -> Option<T>) -> Option<T> {
        let bytes = self.reader.block(self.blocks.next()?)?;
        let mut numbers = NumberReader(&bytes);
        decode(&mut numbers).filter(|_| numbers.0.is_empty())
    }

    fn relation<K: Slot, V: Slot>(&mut self, keys: usize, values: usize) -> Option<OneToMany<K, V>> {
        self.next(|numbers| OneToMany::from_parts(numbers.ends(keys)?, numbers.slots(values)?))
    }

    fn related(&mut self, claims: usize) -> Option<OneToMany<ClaimSlot, Related>> {
        self.next(|numbers| {
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

/// The rest of a block.
struct NumberReader<'a>(&'a [u8]);

impl<'a> NumberReader<'a> {
    /// Reads the next list.
    fn list(&mut self) -> Option<impl ExactSizeIterator<Item = usize> + use<'a>> {
        let (length, rest) = self.0.split_first_chunk()?;
        let (list, rest) =
            rest.split_at_checked(size_of::<u32>().checked_mul(u32::from_le_bytes(*length) as usize)?)?;
        self.0 = rest;
        Some(list.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes) as usize))
    }

    /// Reads the next list, of slots below `count`.
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

    /// Reads the next list, of the positions at which the values of `keys` keys end.
    fn ends(&mut self, keys: usize) -> Option<Vec<u32>> {
        let ends = self.list()?;
        (ends.len() == keys).then(|| ends.map(|end| u32::try_from(end).unwrap_or(u32::MAX)).collect())
    }
}
