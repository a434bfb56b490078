//! Slots: the numbers of records in their corpus. There is one type for each kind of record.

/// The number of a record.
pub(crate) trait Slot: Copy {
    /// Returns the number.
    fn index(self) -> usize;
    /// Returns the slot with this number.
    fn from_index(index: usize) -> Self;
}

macro_rules! define_slots {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(u32);

        impl $name {
            /// Creates the slot with this number. The number must come from [`Self::index`] in the same corpus.
            pub(crate) fn new(index: usize) -> Self {
                Self(u32::try_from(index).expect("a corpus has fewer than 2^32 records"))
            }

            /// Returns the number, from 0. It can index arrays that have an element for each record.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl Slot for $name {
            fn index(self) -> usize {
                self.0 as usize
            }

            fn from_index(index: usize) -> Self {
                Self::new(index)
            }
        }
    )+};
}

/// Returns `count` slots, from `first` on.
pub(crate) fn slots<S: Slot>(first: usize, count: usize) -> impl ExactSizeIterator<Item = S> {
    (first..first + count).map(S::from_index)
}

/// Returns the document of each claim. `first_claim` holds the first claim of each document and, at the end, the number
/// of claims.
pub(crate) fn document_of_each_claim(first_claim: &[ClaimSlot]) -> Vec<DocumentSlot> {
    let mut document_of = Vec::with_capacity(first_claim.last().map_or(0, |end| end.index()));
    for (document, claims) in first_claim.windows(2).enumerate() {
        document_of.resize(claims[1].index(), DocumentSlot::new(document));
    }
    document_of
}

define_slots! {
    /// The number of a document.
    DocumentSlot
    /// The number of an entity.
    EntitySlot
    /// The number of a claim.
    ClaimSlot
    /// The number of an outlet.
    OutletSlot
    /// The number of an origin.
    OriginSlot
    /// The number of a measure.
    MeasureSlot
}

/// A record of the kinds that are listed in panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Record {
    /// An entity.
    Entity(EntitySlot),
    /// A document.
    Document(DocumentSlot),
    /// A claim.
    Claim(ClaimSlot),
    /// An outlet, which publishes documents.
    Outlet(OutletSlot),
    /// An origin, which claims rest on.
    Origin(OriginSlot),
}
