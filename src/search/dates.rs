//! Dates: when each claim is from, without a look at the claim.

use hashbrown::HashMap;

use crate::briefing::Edtf;
use crate::corpus::{ClaimSlot, Corpus};

/// The claims of each date. Dates are few compared with the claims.
#[derive(Debug)]
pub(super) struct Dates {
    distinct: Vec<Edtf>,
    /// Date `d` owns `claims[ends[d - 1]..ends[d]]`.
    ends: Vec<u32>,
    claims: Vec<ClaimSlot>,
}

impl Dates {
    pub(super) fn new(corpus: &Corpus) -> Self {
        let mut distinct = Vec::new();
        let mut known: HashMap<Edtf, usize> = HashMap::new();
        let mut ends: Vec<u32> = Vec::new();
        let mut dated: Vec<(usize, ClaimSlot)> = Vec::new();
        for claim in corpus.claims() {
            let Some(date) = corpus.claim(claim).date else { continue };
            let place = *known.entry(date).or_insert_with(|| {
                distinct.push(date);
                ends.push(0);
                distinct.len() - 1
            });
            ends[place] += 1;
            dated.push((place, claim));
        }
        let mut sum = 0;
        let mut next = ends.clone();
        for (next, end) in next.iter_mut().zip(&mut ends) {
            *next = sum;
            sum += *end;
            *end = sum;
        }
        let mut claims = vec![ClaimSlot::new(0); dated.len()];
        for (place, claim) in dated {
            claims[next[place] as usize] = claim;
            next[place] += 1;
        }
        Self { distinct, ends, claims }
    }

    /// How much memory they take.
    pub(super) fn bytes(&self) -> usize {
        size_of_val(&self.distinct[..]) + size_of_val(&self.ends[..]) + size_of_val(&self.claims[..])
    }

    /// The claims whose date fulfils a test.
    pub(super) fn claims(&self, test: impl Fn(&Edtf) -> bool) -> impl Iterator<Item = ClaimSlot> {
        let wanted = self.distinct.iter().enumerate().filter(move |(_, date)| test(date)).map(|(place, _)| place);
        let start = |place: usize| place.checked_sub(1).map_or(0, |before| self.ends[before]);
        wanted.flat_map(move |place| &self.claims[start(place) as usize..self.ends[place] as usize]).copied()
    }
}
