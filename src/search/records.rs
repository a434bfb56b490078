//! Records by number, and points by record.

use super::Scope;
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, Record};

/// Numbers the records of a scope in the order of the corpus: entities, documents, claims.
#[derive(Clone, Copy, Debug)]
pub(super) struct Records {
    entities: usize,
    documents: usize,
    claims: usize,
}

impl Records {
    pub(super) fn new(corpus: &Corpus, scope: Scope) -> Self {
        let within = |kind, count| if scope == Scope::Everything || scope == kind { count } else { 0 };
        Self {
            entities: within(Scope::Entities, corpus.entities().len()),
            documents: within(Scope::Documents, corpus.documents().len()),
            claims: within(Scope::Claims, corpus.claims().len()),
        }
    }

    /// How many records there are.
    pub(super) fn len(self) -> usize {
        self.entities + self.documents + self.claims
    }

    /// True when there are documents.
    pub(super) fn documents(self) -> bool {
        self.documents > 0
    }

    /// True when there are claims.
    pub(super) fn claims(self) -> bool {
        self.claims > 0
    }

    /// A record's number; `None` beyond the scope.
    pub(super) fn number(self, record: Record) -> Option<usize> {
        let (first, count, at) = match record {
            Record::Entity(slot) => (0, self.entities, slot.index()),
            Record::Document(slot) => (self.entities, self.documents, slot.index()),
            Record::Claim(slot) => (self.entities + self.documents, self.claims, slot.index()),
        };
        (at < count).then_some(first + at)
    }

    /// The record with a number.
    pub(super) fn record(self, number: usize) -> Record {
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

/// Points by number; 0 is none.
#[derive(Debug, Default)]
pub(super) struct Tally {
    points: Vec<u32>,
    /// The numbers that have points, in the order in which they got them.
    found: Vec<u32>,
}

impl Tally {
    pub(super) fn new(numbers: usize) -> Self {
        Self { points: vec![0; numbers], found: Vec::new() }
    }

    /// Gives a number at least so many points.
    pub(super) fn raise(&mut self, number: usize, points: u32) {
        let best = &mut self.points[number];
        if *best == 0 && points > 0 {
            self.found.push(u32::try_from(number).expect("a corpus has fewer than 2^32 records"));
        }
        *best = points.max(*best);
    }

    /// The points of a number.
    pub(super) fn of(&self, number: usize) -> u32 {
        self.points[number]
    }

    /// Hands on every number that has points.
    pub(super) fn each_ref(&self, mut each: impl FnMut(usize, u32)) {
        for number in &self.found {
            each(*number as usize, self.points[*number as usize]);
        }
    }

    /// Hands on every number that has points.
    pub(super) fn each(self, each: impl FnMut(usize, u32)) {
        self.each_ref(each);
    }

    /// Every number worth so many percent of what it was, but never nothing.
    pub(super) fn scaled(mut self, percent: u32) -> Self {
        for number in &self.found {
            let points = &mut self.points[*number as usize];
            *points = scaled(*points, percent);
        }
        self
    }

    /// The numbers that have points in all tallies, with what `sum` makes of those points.
    pub(super) fn of_all(numbers: usize, tallies: &[Self], sum: impl Fn(&[u32]) -> u32) -> Self {
        let mut common = Self::new(numbers);
        let Some(fewest) = tallies.iter().min_by_key(|tally| tally.found.len()) else { return common };
        let mut parts = Vec::new();
        fewest.each_ref(|number, _| {
            parts.clear();
            parts.extend(tallies.iter().map(|tally| tally.of(number)));
            if !parts.contains(&0) {
                common.raise(number, sum(&parts));
            }
        });
        common
    }
}

/// So many percent of some points, but never nothing.
pub(super) fn scaled(points: u32, percent: u32) -> u32 {
    (points * percent / 100).max(1)
}
