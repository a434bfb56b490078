//! Dates: when each claim is from, without a look at the claim.

use hashbrown::HashMap;

use crate::briefing::Edtf;
use crate::corpus::{ClaimSlot, Corpus};

/// The dates of all claims. They are few compared with the claims.
#[derive(Debug)]
pub(super) struct Dates {
    distinct: Vec<Edtf>,
    /// Of each claim: its date's place among the distinct ones, from 1; 0 for none.
    of: Vec<u32>,
}

impl Dates {
    pub(super) fn new(corpus: &Corpus) -> Self {
        let mut distinct = Vec::new();
        let mut known: HashMap<Edtf, u32> = HashMap::new();
        let of = corpus.claims().map(|claim| {
            let Some(date) = corpus.claim(claim).date else { return 0 };
            *known.entry(date).or_insert_with(|| {
                distinct.push(date);
                u32::try_from(distinct.len()).expect("a corpus has fewer than 2^32 claims")
            })
        });
        let of = of.collect();
        Self { distinct, of }
    }

    /// How much memory they take.
    pub(super) fn bytes(&self) -> usize {
        size_of_val(&self.distinct[..]) + size_of_val(&self.of[..])
    }

    /// The claims whose date fulfils a test.
    pub(super) fn claims(&self, test: impl Fn(&Edtf) -> bool) -> impl Iterator<Item = ClaimSlot> {
        let mut wanted = vec![false];
        wanted.extend(self.distinct.iter().map(test));
        let dated = self.of.iter().enumerate().filter(move |(_, date)| wanted[**date as usize]);
        dated.map(|(at, _)| ClaimSlot::new(at))
    }
}
