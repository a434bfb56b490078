//! Contributions: lists of records that get equal points from one typed word.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use crate::corpus::ClaimSlot;
use crate::search::index::bitset::BitSet;
use crate::search::index::postings::{PostingList, gallop};
use crate::search::ranking::record_filter::RecordFilter;

/// Records that get the same points.
#[derive(Debug)]
pub(crate) struct Contribution<'a> {
    pub(crate) points: u32,
    pub(crate) recipients: Recipients<'a>,
}

/// The records that get the points of a [`Contribution`].
#[derive(Debug)]
pub(crate) enum Recipients<'a> {
    /// Claims whose texts have a word.
    Postings(PostingList<'a>),
    /// Claims that have a phrase, or are related to an entity or outlet.
    Claims(Cow<'a, [ClaimSlot]>),
    /// Records by their numbers.
    Numbers(Range<usize>),
}

/// A list that is `LONGER` times as long as the list of the claims that are left is searched instead of scanned.
const LONGER: usize = 8;

impl Contribution<'_> {
    /// Returns the maximum number of records that get points.
    pub(crate) fn len(&self) -> usize {
        match &self.recipients {
            Recipients::Postings(postings) => postings.len(),
            Recipients::Claims(claims) => claims.len(),
            Recipients::Numbers(numbers) => numbers.len(),
        }
    }

    /// Returns the claims if they are stored as a bit set.
    pub(crate) fn set(&self) -> Option<&BitSet> {
        if let Recipients::Postings(PostingList::Set(set)) = self.recipients { Some(set) } else { None }
    }

    /// Calls `each` with the number of every record that may get points, in order.
    #[inline]
    pub(crate) fn each(&self, first_claim: usize, filter: Option<&RecordFilter>, mut each: impl FnMut(usize)) {
        match &self.recipients {
            Recipients::Postings(PostingList::List(list)) => {
                each_claim(list, |posting| posting.owner(), first_claim, filter, each);
            }
            Recipients::Postings(PostingList::Set(set)) => {
                let Some(filter) = filter else {
                    set.iter().for_each(|claim| each(first_claim + claim));
                    return;
                };
                match filter.few_claims() {
                    Some(few) => {
                        few.iter().filter(|claim| set.holds(**claim)).for_each(|claim| each(first_claim + claim));
                    }
                    None => filter.intersection(set, first_claim).iter().for_each(|claim| each(first_claim + claim)),
                }
            }
            Recipients::Claims(slots) => each_claim(slots, |claim| claim.index(), first_claim, filter, each),
            Recipients::Numbers(numbers) => {
                numbers.clone().filter(|number| filter.is_none_or(|filter| filter.has(*number))).for_each(&mut each);
            }
        }
    }

    /// Inserts all records that may get points into a set.
    pub(crate) fn insert_into(&self, bits: &mut BitSet, first_claim: usize, filter: Option<&RecordFilter>) {
        match (&self.recipients, filter) {
            (Recipients::Numbers(numbers), None) => bits.insert_all(numbers.clone()),
            (Recipients::Postings(PostingList::Set(set)), None) => bits.insert_from(set, first_claim),
            (Recipients::Postings(PostingList::Set(set)), Some(filter)) => {
                bits.insert_from(&filter.intersection(set, first_claim), first_claim);
            }
            _ => self.each(first_claim, filter, |number| bits.insert(number)),
        }
    }
}

/// Calls `each` with the numbers of the claims in a sorted list.
#[inline]
fn each_claim<T>(
    list: &[T],
    claim: impl Fn(&T) -> usize,
    first: usize,
    filter: Option<&RecordFilter>,
    mut each: impl FnMut(usize),
) {
    let Some(filter) = filter else {
        list.iter().map(|one| first + claim(one)).for_each(each);
        return;
    };
    let Some(few) = filter.few_claims().filter(|few| few.len() < list.len() / LONGER) else {
        list.iter().map(|one| first + claim(one)).filter(|number| filter.has(*number)).for_each(&mut each);
        return;
    };
    let mut rest = list;
    for wanted in few {
        rest = &rest[gallop(rest, |one| claim(one) < *wanted)..];
        if rest.first().is_some_and(|one| claim(one) == *wanted) {
            each(first + wanted);
        }
    }
}

/// Hands out contributions in groups of descending points. They are sorted only as far as they are asked for.
pub(crate) struct Descending<'s, 'a> {
    contributions: &'s [Contribution<'a>],
    /// For each number of points, the maximum number of records that get it.
    lengths: Vec<usize>,
    /// Contributions with at least this many points were handed out.
    down_to: usize,
    /// Minimum number of records in the next group.
    wanted: usize,
}

impl<'s, 'a> Descending<'s, 'a> {
    /// Begins with a group of at least `wanted` records.
    pub(crate) fn new(contributions: &'s [Contribution<'a>], wanted: usize) -> Self {
        let mut lengths = vec![0; contributions.iter().map(|one| one.points as usize + 1).max().unwrap_or(0)];
        for one in contributions {
            lengths[one.points as usize] += one.len();
        }
        Self { contributions, down_to: lengths.len(), lengths, wanted }
    }

    /// Returns the next group, sorted; `None` after the last.
    pub(crate) fn next_group(&mut self) -> Option<Vec<&'s Contribution<'a>>> {
        let above = self.down_to;
        let mut ahead = 0;
        while self.down_to > 0 && (ahead == 0 || ahead < self.wanted) {
            self.down_to -= 1;
            ahead += self.lengths[self.down_to];
        }
        // Records repeat or are filtered out, so one group may not be enough. The next is larger.
        self.wanted = self.wanted.saturating_mul(4);
        let level = self.down_to..above;
        let mut group: Vec<_> =
            self.contributions.iter().filter(|one| level.contains(&(one.points as usize))).collect();
        group.sort_by_key(|one| Reverse(one.points));
        (above > 0).then_some(group)
    }

    /// Returns what was not handed out, in no order.
    pub(crate) fn rest(&self) -> impl Iterator<Item = &'s Contribution<'a>> {
        self.contributions.iter().filter(|one| (one.points as usize) < self.down_to)
    }
}
