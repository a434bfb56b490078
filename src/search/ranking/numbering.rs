//! Records by number, and points by record.

use std::cell::RefCell;
use std::ops::Range;

use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, Record};
use crate::search::Scope;
use crate::search::index::bitset::BitSet;
use crate::search::ranking::top_k::Best;

/// Numbers the records of a scope in the order of the corpus: entities, documents, claims.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Records {
    entities: usize,
    documents: usize,
    claims: usize,
}

impl Records {
    pub(crate) fn new(corpus: &Corpus, scope: Scope) -> Self {
        let within = |kind, count| if scope == Scope::Everything || scope == kind { count } else { 0 };
        Self {
            entities: within(Scope::Entities, corpus.entities().len()),
            documents: within(Scope::Documents, corpus.documents().len()),
            claims: within(Scope::Claims, corpus.claims().len()),
        }
    }

    /// The numbers of a scope's records.
    pub(crate) fn range(self, scope: Scope) -> Range<usize> {
        match scope {
            Scope::Everything => 0..self.len(),
            Scope::Entities => 0..self.entities,
            Scope::Documents => self.entities..self.first_claim(),
            Scope::Claims => self.first_claim()..self.len(),
        }
    }

    /// How many records there are.
    pub(crate) fn len(self) -> usize {
        self.entities + self.documents + self.claims
    }

    /// True when there are entities.
    pub(crate) fn entities(self) -> bool {
        self.entities > 0
    }

    /// True when there are documents.
    pub(crate) fn documents(self) -> bool {
        self.documents > 0
    }

    /// True when there are claims.
    pub(crate) fn claims(self) -> bool {
        self.claims > 0
    }

    /// The number of the first claim; the others follow.
    pub(crate) fn first_claim(self) -> usize {
        self.entities + self.documents
    }

    /// A record's number; `None` beyond the scope.
    pub(crate) fn number(self, record: Record) -> Option<usize> {
        let (first, count, at) = match record {
            Record::Entity(slot) => (0, self.entities, slot.index()),
            Record::Document(slot) => (self.entities, self.documents, slot.index()),
            Record::Claim(slot) => (self.entities + self.documents, self.claims, slot.index()),
        };
        (at < count).then_some(first + at)
    }

    /// The record with a number.
    pub(crate) fn record(self, number: usize) -> Record {
        let behind_documents = self.entities + self.documents;
        if number < self.entities {
            Record::Entity(EntitySlot::new(number))
        } else if number < behind_documents {
            Record::Document(DocumentSlot::new(number - self.entities))
        } else {
            Record::Claim(ClaimSlot::new(number - behind_documents))
        }
    }
}

/// Points by number.
#[derive(Debug)]
pub(crate) struct Tally {
    /// Which numbers have points.
    bits: BitSet,
    /// The points of those; what others have here means nothing.
    points: Points,
}

impl Tally {
    pub(crate) fn new(numbers: usize) -> Self {
        Self { bits: BitSet::none(numbers), points: Points::new(numbers) }
    }

    /// Gives a number at least so many points.
    #[inline]
    pub(crate) fn raise(&mut self, number: usize, points: u32) {
        let points = u16::try_from(points).unwrap_or(u16::MAX);
        let best = &mut self.points.0[number];
        if self.bits.add(number) || *best < points {
            *best = points;
        }
    }

    /// Adds to the points of a number that has some.
    pub(crate) fn add(&mut self, number: usize, points: u32) {
        if self.bits.has(number) {
            let best = &mut self.points.0[number];
            *best = best.saturating_add(u16::try_from(points).unwrap_or(u16::MAX));
        }
    }

    /// The points of a number that has some.
    #[inline]
    pub(crate) fn of(&self, number: usize) -> u32 {
        self.points.0[number].into()
    }

    /// The numbers that have points.
    pub(crate) fn bits(&self) -> &BitSet {
        &self.bits
    }

    /// The numbers that have points, alone.
    pub(crate) fn into_bits(self) -> BitSet {
        self.bits
    }

    /// Every number that has points, in order, with them.
    pub(crate) fn each(&self) -> impl Iterator<Item = (usize, u32)> + '_ {
        self.bits.iter().map(|number| (number, self.points.0[number].into()))
    }

    /// Every number worth so many percent of what it was, but never nothing.
    pub(crate) fn scaled(self, percent: u32) -> Self {
        self.mapped(|_, points| scaled(points, percent))
    }

    /// Every number worth what it is here and in another tally, which has all of them.
    pub(crate) fn plus(self, other: &Self) -> Self {
        self.mapped(|number, points| points + u32::from(other.points.0[number]))
    }

    /// Every number worth what it is in one of both tallies, the better.
    pub(crate) fn or(mut self, other: &Self) -> Self {
        other.each().for_each(|(number, points)| self.raise(number, points));
        self
    }

    /// Every number worth so many times less.
    pub(crate) fn shared(self, parts: usize) -> Self {
        let parts = u32::try_from(parts).unwrap_or(1).max(1);
        self.mapped(|_, points| points / parts)
    }

    fn mapped(mut self, new: impl Fn(usize, u32) -> u32) -> Self {
        for number in self.bits.iter() {
            let points = &mut self.points.0[number];
            *points = u16::try_from(new(number, (*points).into())).unwrap_or(u16::MAX);
        }
        self
    }

    /// The best `limit` numbers with their points, the best first; of equals the first.
    pub(crate) fn best(&self, limit: usize) -> Vec<(usize, u32)> {
        let mut best = Best::new(limit);
        self.each().for_each(|(number, points)| best.push(number, points));
        best.ranked()
    }
}

/// Room for the points of every number, never cleared. It is as large as the corpus, and is used again by the next
/// search of the thread, as the system would have to clear it.
#[derive(Debug)]
struct Points(Vec<u16>);

/// More of these are given back to the system.
const SPARE: usize = 4;

thread_local! {
    static SPARES: RefCell<Vec<Vec<u16>>> = const { RefCell::new(Vec::new()) };
}

impl Points {
    fn new(numbers: usize) -> Self {
        let mut points = SPARES.with_borrow_mut(Vec::pop).unwrap_or_default();
        if points.len() < numbers {
            // Nothing is worth copying.
            points = vec![0; numbers];
        }
        Self(points)
    }
}

impl Drop for Points {
    fn drop(&mut self) {
        let points = std::mem::take(&mut self.0);
        let keep = |spares: &RefCell<Vec<Vec<u16>>>| {
            let mut spares = spares.borrow_mut();
            if spares.len() < SPARE {
                spares.push(points);
            }
        };
        // A thread that ends has no use for it.
        let _ = SPARES.try_with(keep);
    }
}

/// So many percent of some points, but never nothing.
pub(crate) fn scaled(points: u32, percent: u32) -> u32 {
    (points * percent / 100).max(1)
}
