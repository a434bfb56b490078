//! Records by number, and points by record.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use super::Scope;
use super::bits::Bits;
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

    /// The numbers of a scope's records.
    pub(super) fn range(self, scope: Scope) -> Range<usize> {
        match scope {
            Scope::Everything => 0..self.len(),
            Scope::Entities => 0..self.entities,
            Scope::Documents => self.entities..self.first_claim(),
            Scope::Claims => self.first_claim()..self.len(),
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

    /// The number of the first claim; the others follow.
    pub(super) fn first_claim(self) -> usize {
        self.entities + self.documents
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
#[derive(Debug)]
pub(super) struct Tally {
    /// A record has at most 16 times a doubled match: less than 2^16.
    points: Vec<u16>,
    /// The numbers that have points, in the order in which they got them; the first of them, where they are many.
    found: Vec<u32>,
    count: usize,
}

/// Where more than one number in so many has points, all are looked at instead of a list.
const DENSE: usize = 32;

impl Tally {
    pub(super) fn new(numbers: usize) -> Self {
        Self { points: vec![0; numbers], found: Vec::new(), count: 0 }
    }

    /// Gives a number at least so many points.
    #[inline]
    pub(super) fn raise(&mut self, number: usize, points: u32) {
        let points = u16::try_from(points).unwrap_or(u16::MAX);
        let best = &mut self.points[number];
        if *best < points {
            if *best == 0 {
                if self.count <= self.points.len() / DENSE {
                    self.found.push(u32::try_from(number).expect("a corpus has fewer than 2^32 records"));
                }
                self.count += 1;
            }
            self.points[number] = points;
        }
    }

    /// Adds to the points of a number that has some.
    pub(super) fn add(&mut self, number: usize, points: u32) {
        let best = &mut self.points[number];
        if *best > 0 {
            *best = best.saturating_add(u16::try_from(points).unwrap_or(u16::MAX));
        }
    }

    /// The points of a number.
    pub(super) fn of(&self, number: usize) -> u32 {
        self.points[number].into()
    }

    /// How many numbers have points.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Every number that has points, with them.
    pub(super) fn each(&self, mut each: impl FnMut(usize, u32)) {
        if self.found.len() == self.count {
            for number in &self.found {
                each(*number as usize, self.of(*number as usize));
            }
            return;
        }
        for (number, points) in self.points.iter().enumerate().filter(|(_, points)| **points > 0) {
            each(number, (*points).into());
        }
    }

    /// The numbers that have points.
    pub(super) fn bits(&self) -> Bits {
        let mut bits = Bits::none(self.points.len());
        self.each(|number, _| bits.insert(number));
        bits
    }

    /// Every number worth so many percent of what it was, but never nothing.
    pub(super) fn scaled(self, percent: u32) -> Self {
        self.mapped(|_, points| scaled(points, percent))
    }

    /// Every number worth what it is here and in another tally.
    pub(super) fn plus(self, other: &Self) -> Self {
        self.mapped(|number, points| points + other.of(number))
    }

    fn mapped(mut self, new: impl Fn(usize, u32) -> u32) -> Self {
        let map = |number: usize, points: &mut u16| {
            *points = u16::try_from(new(number, (*points).into())).unwrap_or(u16::MAX);
        };
        if self.found.len() == self.count {
            self.found.iter().for_each(|number| map(*number as usize, &mut self.points[*number as usize]));
        } else {
            let found = self.points.iter_mut().enumerate().filter(|(_, points)| **points > 0);
            found.for_each(|(number, points)| map(number, points));
        }
        self
    }

    /// The numbers that have points in all tallies, with what `sum` makes of those points.
    pub(super) fn of_all(numbers: usize, tallies: &[Self], sum: impl Fn(&[u32]) -> u32) -> Self {
        let mut common = Self::new(numbers);
        let Some(fewest) = tallies.iter().min_by_key(|tally| tally.count) else { return common };
        let mut parts = Vec::new();
        fewest.each(|number, _| {
            parts.clear();
            parts.extend(tallies.iter().map(|tally| tally.of(number)));
            if !parts.contains(&0) {
                common.raise(number, sum(&parts));
            }
        });
        common
    }

    /// How many numbers of a range have points.
    pub(super) fn count_within(&self, range: Range<usize>) -> usize {
        self.points[range].iter().filter(|points| **points > 0).count()
    }

    /// The best `limit` numbers of a range with their points, the best first; of equals the first.
    pub(super) fn best(&self, range: Range<usize>, limit: usize) -> Vec<(usize, u32)> {
        if limit >= self.count {
            let mut all = Vec::with_capacity(self.count);
            self.each(|number, points| all.extend(range.contains(&number).then_some((number, points))));
            all.sort_unstable_by_key(|(number, points)| (Reverse(*points), *number));
            return all;
        }
        let mut best: BinaryHeap<Reverse<(u16, Reverse<u32>)>> = BinaryHeap::with_capacity(limit + 1);
        let mut floor = 0;
        let mut take = |number: u32, points: u16| {
            if points < floor {
                return floor;
            }
            best.push(Reverse((points, Reverse(number))));
            if best.len() > limit {
                best.pop();
                floor = best.peek().map_or(u16::MAX, |Reverse((points, _))| *points);
            }
            floor
        };
        if self.found.len() == self.count {
            for number in self.found.iter().filter(|number| range.contains(&(**number as usize))) {
                take(*number, self.points[*number as usize]);
            }
        } else {
            // In order of the numbers, so an equal one comes too late.
            let mut number = u32::try_from(range.start).expect("a corpus has fewer than 2^32 records");
            let mut enough = 0;
            for block in self.points[range].chunks(64) {
                if block.iter().fold(0, |most, points| most.max(*points)) > enough {
                    for (number, points) in (number..).zip(block).filter(|(_, points)| **points > 0) {
                        if *points > enough {
                            enough = take(number, *points);
                        }
                    }
                }
                number += 64;
            }
        }
        let sorted = best.into_sorted_vec();
        sorted.into_iter().map(|Reverse((points, Reverse(number)))| (number as usize, points.into())).collect()
    }
}

/// So many percent of some points, but never nothing.
pub(super) fn scaled(points: u32, percent: u32) -> u32 {
    (points * percent / 100).max(1)
}
