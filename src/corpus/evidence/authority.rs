//! Extends [`Corpus`] with the question on whose authority a claim is made in the end.

use crate::corpus::{ClaimSlot, Corpus, EntitySlot, OutletSlot, Voice};

/// Who a claim ultimately comes from, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Authority {
    /// An entity.
    Entity(EntitySlot),
    /// The outlet of an unsigned document.
    Outlet(OutletSlot),
}

impl Corpus {
    /// Returns on whose authority a claim is made: the first of these that is known.
    ///
    /// 1. Its speakers.
    /// 2. The issuers of its origin.
    /// 3. The innermost of those through whom the document has it.
    /// 4. The document's authors.
    /// 5. The outlet.
    pub fn authorities(&self, claim: ClaimSlot) -> Vec<Authority> {
        let entities = |slots: &[EntitySlot]| slots.iter().copied().map(Authority::Entity).collect();
        let voice = self.voice(claim);
        if let Voice::Speakers(speakers) = voice {
            return entities(speakers);
        }
        let issuers = self.origin_of(claim).map_or(&[][..], |origin| self.issuers(origin));
        match (issuers, self.via(claim), voice) {
            ([], [], Voice::Authors(authors)) => entities(authors),
            ([], [], _) => self.publisher(self.document_of(claim)).into_iter().map(Authority::Outlet).collect(),
            ([], [.., innermost], _) => entities(&[*innermost]),
            (issuers, _, _) => entities(issuers),
        }
    }

    /// Returns who asserts a claim in the document's own voice: its authors, or the outlet if it is unsigned. Empty if
    /// the document quotes speakers.
    pub(super) fn own_voice(&self, claim: ClaimSlot) -> Vec<Authority> {
        match self.voice(claim) {
            Voice::Speakers(_) => Vec::new(),
            Voice::Authors(authors) => authors.iter().copied().map(Authority::Entity).collect(),
            Voice::Unsigned(outlet) => outlet.into_iter().map(Authority::Outlet).collect(),
        }
    }

    /// Returns whether a claim has an origin or came through somebody.
    pub(super) fn names_a_source(&self, claim: ClaimSlot) -> bool {
        self.origin_of(claim).is_some() || !self.via(claim).is_empty()
    }
}
