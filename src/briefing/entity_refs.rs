//! Whom the claims of a document name, as ids, until a corpus knows who that is.
//!
//! A large folder has millions of such ids, and most of them again and again. So each is kept and looked up once, in
//! [`ReferencedIds`], and claims name it by its number there. The numbers are packed: each of them takes a byte or two.

use std::ops::Range;
use std::sync::Arc;

use ecow::EcoString;
use hashbrown::HashMap;

use super::id::{composed, is_id};

/// More ids than a document of common length names.
const EXPECTED_IDS: usize = 28;
/// Stands where a speaker's number would, before a list of several.
const LIST_MARKER: usize = 1;
/// What is added to a speaker's number: lower numbers stand for none, and for [`LIST_MARKER`].
const SPEAKER_OFFSET: usize = 2;

/// Ids that claims name, by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReferencedIds {
    entities: IdList,
    origins: IdList,
}

/// Ids, a line each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct IdList {
    lines: String,
    count: usize,
}

/// Whom the claims of a document name, and where the claims are in their file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityRefs {
    /// Documents can share theirs.
    names: Arc<ReferencedIds>,
    /// Where the document's own entities and origins begin among the names. Its numbers count from there.
    first: (usize, usize),
    /// Documents can share these too; then only a range of them is the document's.
    numbers: Arc<[u8]>,
    range: Range<usize>,
    /// The claims' numbers in the file's list, from 0. Empty where all of the list is there.
    places: Vec<usize>,
}

/// Whom one claim names, by the numbers of [`EntityRefs::names`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimEntityRefs<'a> {
    /// What it rests on. Claims with one origin count as one source.
    pub origin: Option<usize>,
    /// Each with [`SPEAKER_OFFSET`] added.
    speakers: PackedReader<'a>,
    via: PackedReader<'a>,
    about: PackedReader<'a>,
    /// What is to be added to the numbers in these lists.
    first: usize,
    /// To how many other claims it stands in a relation.
    pub relations: usize,
}

/// EntityRefs that come into being, claim by claim.
#[derive(Debug, Default)]
pub struct EntityRefsBuilder {
    entities: IdNumbering,
    origins: IdNumbering,
    numbers: PackedRefs,
}

/// Ids that get numbers as they come.
#[derive(Debug, Default)]
struct IdNumbering {
    list: IdList,
    numbers: HashMap<EcoString, usize>,
}

/// The numbers of mentions: of each claim its speaker or speakers, how many it comes through and who, how many it is
/// about and who, its origin, and how many relations it has.
///
/// Most claims have one speaker or none, so these take one number: 0 for none, else the speaker's. Several take more: 1,
/// how many they are, and each of them.
#[derive(Debug, Default)]
pub(crate) struct PackedRefs(Vec<u8>);

/// PackedRefs of seven bits a byte, the lowest first; all bytes of a number but its last have the eighth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct PackedReader<'a>(&'a [u8]);

impl IdList {
    /// Adds an id, and tells its number.
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
    /// Takes ids that were kept; `None` for what are none.
    pub(crate) fn read(entities: &[&str], origins: &[&str]) -> Option<Self> {
        Some(Self { entities: IdList::from_ids(entities)?, origins: IdList::from_ids(origins)? })
    }

    /// The entities, in the order of their numbers.
    pub fn entities(&self) -> impl Iterator<Item = &str> {
        self.entities.lines.lines()
    }

    /// The origins, in the order of their numbers.
    pub fn origins(&self) -> impl Iterator<Item = &str> {
        self.origins.lines.lines()
    }
}

impl IdNumbering {
    /// The number of an id; `None` for what is none. Most ids come again and again: they are checked once.
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
    /// The number of an entity's id; `None` for what is no id.
    pub fn entity(&mut self, raw: &str) -> Option<usize> {
        self.entities.number(raw)
    }

    /// The number of an origin's id; `None` for what is no id.
    pub fn origin(&mut self, raw: &str) -> Option<usize> {
        self.origins.number(raw)
    }

    /// Adds what the next claim names, by the numbers it was given, and how many relations it has.
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

    /// All of them.
    #[must_use]
    pub fn build(self) -> EntityRefs {
        let names = ReferencedIds { entities: self.entities.finish(), origins: self.origins.finish() };
        EntityRefs::new(Arc::new(names), self.numbers.0.into())
    }
}

impl PackedRefs {
    /// Adds what the next claim names.
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

    /// All of them, for keeping.
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
    /// Takes the first number off.
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

    /// Takes a list off that begins with its length.
    fn list(&mut self) -> Option<Self> {
        let count = self.number()?;
        let start = self.0;
        (0..count).try_for_each(|_| self.number().map(|_| ()))?;
        Some(Self(&start[..start.len() - self.0.len()]))
    }

    /// Takes the speakers off; `None` where a list of several has fewer than two, or what is no speaker.
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

    /// Takes off what a claim names, whose entities and origins begin at these numbers.
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
    /// The same, of claims that have these numbers in their file's list.
    #[must_use]
    pub(super) fn with_places(mut self, places: Vec<usize>) -> Self {
        let all = places.iter().enumerate().all(|(at, place)| at == *place);
        self.places = if all { Vec::new() } else { places };
        self
    }

    /// Takes [`PackedRefs`] back, of claims with so many relations; `None` for what never came from there.
    pub(crate) fn read(
        names: &Arc<ReferencedIds>,
        numbers: &[u8],
        claims: impl IntoIterator<Item = usize>,
    ) -> Option<Self> {
        let (entities, origins) = (names.entities.count, names.origins.count);
        let mut packed = PackedReader(numbers);
        for written in claims {
            let mention = packed.claim((0, 0))?;
            let known = mention.relations == written
                && mention.origin.is_none_or(|number| number < origins)
                && mention.speakers().chain(mention.via()).chain(mention.about()).all(|number| number < entities);
            known.then_some(())?;
        }
        let whole = packed.0.is_empty();
        whole.then(|| Self::new(Arc::clone(names), numbers.into()))
    }

    fn new(names: Arc<ReferencedIds>, numbers: Arc<[u8]>) -> Self {
        Self { names, first: (0, 0), range: 0..numbers.len(), numbers, places: Vec::new() }
    }

    /// Makes documents that have names of their own share one piece of memory. Each of a hundred thousand pieces would
    /// keep the memory around it in use, even when it is needed no more.
    pub(crate) fn share<'m>(all: impl IntoIterator<Item = &'m mut Self>) {
        let (mut names, mut numbers) = (ReferencedIds::default(), Vec::new());
        let mut own: Vec<_> = all.into_iter().filter(|mentions| Arc::strong_count(&mentions.names) == 1).collect();
        for mentions in &mut own {
            mentions.first = (names.entities.count, names.origins.count);
            names.entities.append(&mentions.names.entities);
            names.origins.append(&mentions.names.origins);
            let start = numbers.len();
            numbers.extend_from_slice(&mentions.numbers[mentions.range.clone()]);
            mentions.range = start..numbers.len();
        }
        let (names, numbers) = (Arc::new(names), Arc::<[u8]>::from(numbers));
        for mentions in own {
            mentions.names = Arc::clone(&names);
            mentions.numbers = Arc::clone(&numbers);
        }
    }

    /// The ids that are named.
    pub fn names(&self) -> &Arc<ReferencedIds> {
        &self.names
    }

    /// At least as many as all claims together name: no number takes less than a byte.
    pub(crate) fn size(&self) -> usize {
        self.range.len()
    }

    /// Claim by claim.
    pub fn claims(&self) -> impl Iterator<Item = ClaimEntityRefs<'_>> {
        let mut packed = PackedReader(&self.numbers[self.range.clone()]);
        std::iter::from_fn(move || packed.claim(self.first))
    }

    /// The number in the file's list of the claim that is at `at` among those that could be read.
    pub fn place(&self, at: usize) -> usize {
        self.places.get(at).copied().unwrap_or(at)
    }
}

impl<'a> ClaimEntityRefs<'a> {
    /// Who asserts it, where several do so jointly each of them; nobody is the document's author, in its own voice.
    pub fn speakers(&self) -> impl Iterator<Item = usize> + use<'a> {
        let first = self.first;
        self.speakers.clone().map(move |number| first + number - SPEAKER_OFFSET)
    }

    /// Through whom the document has it, outermost first.
    pub fn via(&self) -> impl Iterator<Item = usize> + use<'a> {
        let first = self.first;
        self.via.clone().map(move |number| first + number)
    }

    /// Whom and what it is about.
    pub fn about(&self) -> impl Iterator<Item = usize> + use<'a> {
        let first = self.first;
        self.about.clone().map(move |number| first + number)
    }
}

#[cfg(test)]
mod tests;
