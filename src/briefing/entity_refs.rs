//! The ids of entities and origins that the claims of a document name, before a corpus resolves them.
//!
//! A large folder has millions of references to few ids. So each id is stored and resolved once, in [`ReferencedIds`],
//! and claims refer to it by its number. The numbers are packed as varints of one or two bytes.

use std::ops::Range;
use std::sync::Arc;

use ecow::EcoString;
use hashbrown::HashMap;

use super::id::{composed, is_id};

/// Initial capacity for ids, because a document of common length names fewer.
const EXPECTED_IDS: usize = 28;
/// Packed instead of a speaker's number before a list of several speakers.
const LIST_MARKER: usize = 1;
/// Added to a speaker's number, because 0 means no speaker and 1 is the [`LIST_MARKER`].
const SPEAKER_OFFSET: usize = 2;

/// The ids that claims name. Their numbers are their positions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReferencedIds {
    entities: IdList,
    origins: IdList,
}

/// A list of ids in one string, one on each line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct IdList {
    lines: String,
    count: usize,
}

/// The references of a document's claims, and the indexes of the claims in their file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityRefs {
    /// The ids, which documents can share.
    names: Arc<ReferencedIds>,
    /// The positions of the document's first entity and origin among the ids. Its numbers are relative to them.
    first: (usize, usize),
    /// The packed numbers, which documents can share too. Only `range` belongs to this document.
    numbers: Arc<[u8]>,
    range: Range<usize>,
    /// The indexes of the claims in the list of the file. Empty if no claim was left out.
    places: Vec<usize>,
}

/// The references of one claim, by the numbers of [`EntityRefs::names`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimEntityRefs<'a> {
    /// The origin. Claims with the same origin count as one source.
    pub origin: Option<usize>,
    /// The speakers, each with [`SPEAKER_OFFSET`] added.
    speakers: PackedReader<'a>,
    via: PackedReader<'a>,
    about: PackedReader<'a>,
    /// Added to the numbers in these lists.
    first: usize,
    /// Number of its relations to other claims.
    pub relations: usize,
}

/// Builds [`EntityRefs`] claim by claim.
#[derive(Debug, Default)]
pub struct EntityRefsBuilder {
    entities: IdNumbering,
    origins: IdNumbering,
    numbers: PackedRefs,
}

/// Numbers ids in the order of their first use.
#[derive(Debug, Default)]
struct IdNumbering {
    list: IdList,
    numbers: HashMap<EcoString, usize>,
}

/// The references of claims as packed numbers.
///
/// For each claim: its speakers, the number of `via` and each of them, the number of `about` and each of them, its
/// origin plus one or 0, and the number of its relations. Most claims have at most one speaker, which takes one number:
/// 0 for none, else the speaker's. Several speakers are packed as [`LIST_MARKER`], their number, and each of them.
#[derive(Debug, Default)]
pub(crate) struct PackedRefs(Vec<u8>);

/// Reads varints: seven bits a byte, lowest first. All bytes of a number except its last have the eighth bit set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct PackedReader<'a>(&'a [u8]);

impl IdList {
    /// Adds an id and returns its number.
    fn push(&mut self, id: &str) -> usize {
        self.lines.push_str(id);
        self.lines.push('\n');
        self.count += 1;
        self.count - 1
    }

    fn append(&mut self, other: &Self) {
        self.lines.push_str(&other.lines);
        self.count += other.count;
    }

    fn from_ids(ids: &[&str]) -> Option<Self> {
        let mut list = Self::default();
        for id in ids {
            is_id(id).then(|| list.push(id))?;
        }
        Some(list)
    }
}

impl ReferencedIds {
    /// Restores ids from the cache, or returns `None` if one is not valid.
    pub(crate) fn read(entities: &[&str], origins: &[&str]) -> Option<Self> {
        Some(Self { entities: IdList::from_ids(entities)?, origins: IdList::from_ids(origins)? })
    }

    /// Iterates over the entities in the order of their numbers.
    pub fn entities(&self) -> impl Iterator<Item = &str> {
        self.entities.lines.lines()
    }

    /// Iterates over the origins in the order of their numbers.
    pub fn origins(&self) -> impl Iterator<Item = &str> {
        self.origins.lines.lines()
    }
}

impl IdNumbering {
    /// Returns the number of an id, or `None` if it is not valid. A repeated id is checked only once.
    fn number(&mut self, raw: &str) -> Option<usize> {
        let known = self.numbers.get(raw).copied();
        known.or_else(|| {
            let id = composed(raw)?;
            if let Some(number) = self.numbers.get(&*id) {
                return Some(*number);
            }
            if self.list.count == 0 {
                self.numbers.reserve(EXPECTED_IDS);
                self.list.lines.reserve(EXPECTED_IDS * "an-actor\n".len());
            }
            let number = self.list.push(&id);
            self.numbers.insert((*id).into(), number);
            Some(number)
        })
    }

    fn finish(mut self) -> IdList {
        self.list.lines.shrink_to_fit();
        self.list
    }
}

impl EntityRefsBuilder {
    /// Returns the number of an entity's id, or `None` if it is not valid.
    pub fn entity(&mut self, raw: &str) -> Option<usize> {
        self.entities.number(raw)
    }

    /// Returns the number of an origin's id, or `None` if it is not valid.
    pub fn origin(&mut self, raw: &str) -> Option<usize> {
        self.origins.number(raw)
    }

    /// Adds the references of the next claim, by their numbers, and the number of its relations.
    pub fn push(
        &mut self,
        speakers: &[usize],
        via: &[usize],
        about: &[usize],
        origin: Option<usize>,
        relations: usize,
    ) {
        self.numbers.push(speakers.iter().copied(), via.iter().copied(), about.iter().copied(), origin, relations);
    }

    /// Returns the references of all claims.
    #[must_use]
    pub fn build(self) -> EntityRefs {
        let names = ReferencedIds { entities: self.entities.finish(), origins: self.origins.finish() };
        EntityRefs::new(Arc::new(names), self.numbers.0.into())
    }
}

impl PackedRefs {
    /// Adds the references of the next claim.
    pub(crate) fn push(
        &mut self,
        speakers: impl ExactSizeIterator<Item = usize>,
        via: impl ExactSizeIterator<Item = usize>,
        about: impl ExactSizeIterator<Item = usize>,
        origin: Option<usize>,
        relations: usize,
    ) {
        self.speakers(speakers);
        self.list(via);
        self.list(about);
        self.put(origin.map_or(0, |number| number + 1));
        self.put(relations);
    }

    fn speakers(&mut self, numbers: impl ExactSizeIterator<Item = usize>) {
        match numbers.len() {
            0 => self.put(0),
            1 => {}
            several => {
                self.put(LIST_MARKER);
                self.put(several);
            }
        }
        numbers.for_each(|number| self.put(number + SPEAKER_OFFSET));
    }

    fn list(&mut self, numbers: impl ExactSizeIterator<Item = usize>) {
        self.put(numbers.len());
        numbers.for_each(|number| self.put(number));
    }

    /// Returns the packed numbers for the cache.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    fn put(&mut self, mut number: usize) {
        while number > 0x7F {
            self.0.push(0x80 | number.to_le_bytes()[0]);
            number >>= 7;
        }
        self.0.push(number.to_le_bytes()[0]);
    }
}

impl<'a> PackedReader<'a> {
    /// Reads a number.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for (at, byte) in self.0.iter().enumerate().take(size_of::<u32>()) {
            number |= usize::from(byte & 0x7F) << (7 * at);
            if byte & 0x80 == 0 {
                self.0 = &self.0[at + 1..];
                return Some(number);
            }
        }
        None
    }

    /// Reads a list after its length.
    fn list(&mut self) -> Option<Self> {
        let count = self.number()?;
        let start = self.0;
        (0..count).try_for_each(|_| self.number().map(|_| ()))?;
        Some(Self(&start[..start.len() - self.0.len()]))
    }

    /// Reads the speakers. Returns `None` if a list of several has fewer than two, or contains 0 or 1.
    fn speakers(&mut self) -> Option<Self> {
        let start = self.0;
        match self.number()? {
            0 => Some(Self(&[])),
            LIST_MARKER => {
                let several = self.list()?;
                let good = several.clone().count() > 1 && several.clone().all(|number| number >= SPEAKER_OFFSET);
                good.then_some(several)
            }
            _ => Some(Self(&start[..start.len() - self.0.len()])),
        }
    }

    /// Reads the references of a claim whose entities and origins begin at these numbers.
    fn claim(&mut self, (first, first_origin): (usize, usize)) -> Option<ClaimEntityRefs<'a>> {
        let (speakers, via, about) = (self.speakers()?, self.list()?, self.list()?);
        let origin = self.number()?.checked_sub(1).map(|number| first_origin + number);
        Some(ClaimEntityRefs { origin, speakers, via, about, first, relations: self.number()? })
    }
}

impl Iterator for PackedReader<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        self.number()
    }
}

impl EntityRefs {
    /// Adds the indexes of the claims in the list of their file.
    #[must_use]
    pub(super) fn with_places(mut self, places: Vec<usize>) -> Self {
        let all = places.iter().enumerate().all(|(at, place)| at == *place);
        self.places = if all { Vec::new() } else { places };
        self
    }

    /// Restores references from the cache. `claims` are the numbers of relations of each claim.
    ///
    /// Returns `None` for bytes that do not come from [`PackedRefs`].
    pub(crate) fn read(
        names: &Arc<ReferencedIds>,
        numbers: &[u8],
        claims: impl IntoIterator<Item = usize>,
    ) -> Option<Self> {
        let (entities, origins) = (names.entities.count, names.origins.count);
        let mut packed = PackedReader(numbers);
        for written in claims {
            let refs = packed.claim((0, 0))?;
            let known = refs.relations == written
                && refs.origin.is_none_or(|number| number < origins)
                && refs.speakers().chain(refs.via()).chain(refs.about()).all(|number| number < entities);
            known.then_some(())?;
        }
        let whole = packed.0.is_empty();
        whole.then(|| Self::new(Arc::clone(names), numbers.into()))
    }

    fn new(names: Arc<ReferencedIds>, numbers: Arc<[u8]>) -> Self {
        Self { names, first: (0, 0), range: 0..numbers.len(), numbers, places: Vec::new() }
    }

    /// Moves the references of many documents into one allocation, unless they are shared already.
    ///
    /// A hundred thousand small allocations would fragment the heap.
    pub(crate) fn share<'m>(all: impl IntoIterator<Item = &'m mut Self>) {
        let (mut names, mut numbers) = (ReferencedIds::default(), Vec::new());
        let mut own: Vec<_> = all.into_iter().filter(|refs| Arc::strong_count(&refs.names) == 1).collect();
        for refs in &mut own {
            refs.first = (names.entities.count, names.origins.count);
            names.entities.append(&refs.names.entities);
            names.origins.append(&refs.names.origins);
            let start = numbers.len();
            numbers.extend_from_slice(&refs.numbers[refs.range.clone()]);
            refs.range = start..numbers.len();
        }
        let (names, numbers) = (Arc::new(names), Arc::<[u8]>::from(numbers));
        for refs in own {
            refs.names = Arc::clone(&names);
            refs.numbers = Arc::clone(&numbers);
        }
    }

    /// Returns the ids.
    pub fn names(&self) -> &Arc<ReferencedIds> {
        &self.names
    }

    /// Returns an upper bound for the number of references, because each takes at least one byte.
    pub(crate) fn size(&self) -> usize {
        self.range.len()
    }

    /// Iterates over the references of each claim.
    pub fn claims(&self) -> impl Iterator<Item = ClaimEntityRefs<'_>> {
        let mut packed = PackedReader(&self.numbers[self.range.clone()]);
        std::iter::from_fn(move || packed.claim(self.first))
    }

    /// Returns the index in the list of the file of the claim with index `at` among those that could be read.
    pub fn place(&self, at: usize) -> usize {
        self.places.get(at).copied().unwrap_or(at)
    }
}

impl<'a> ClaimEntityRefs<'a> {
    /// Iterates over the speakers. None means the document's author, in its own voice.
    pub fn speakers(&self) -> impl Iterator<Item = usize> + use<'a> {
        let first = self.first;
        self.speakers.clone().map(move |number| first + number - SPEAKER_OFFSET)
    }

    /// Iterates over those through whom the document has it, outermost first.
    pub fn via(&self) -> impl Iterator<Item = usize> + use<'a> {
        let first = self.first;
        self.via.clone().map(move |number| first + number)
    }

    /// Iterates over the entities that it is about.
    pub fn about(&self) -> impl Iterator<Item = usize> + use<'a> {
        let first = self.first;
        self.about.clone().map(move |number| first + number)
    }
}

#[cfg(test)]
mod tests;
