//! Slots: where a record is in its corpus. One type for each kind of record.

/// A number that addresses a record.
pub(crate) trait Slot: Copy {
    /// The slot as an index.
    fn index(self) -> usize;
    /// The slot of an index.
    fn from_index(index: usize) -> Self;
}

macro_rules! slots {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(u32);

        impl $name {
            /// The slot of an index that came from [`Self::index`] of the same corpus.
            pub(crate) fn new(index: usize) -> Self {
                Self(u32::try_from(index).expect("a corpus has fewer than 2^32 records"))
            }

            /// The slot as an index from 0, for tables beside the corpus.
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

/// `count` slots, from `first` on.
pub(crate) fn range<S: Slot>(first: usize, count: usize) -> impl ExactSizeIterator<Item = S> {
    (first..first + count).map(S::from_index)
}

slots! {
    /// Addresses a document.
    DocumentSlot
    /// Addresses an entity.
    EntitySlot
    /// Addresses a claim.
    ClaimSlot
    /// Addresses an outlet.
    OutletSlot
    /// Addresses an origin.
    OriginSlot
}

/// Any record that has a row of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Record {
    /// An actor.
    Entity(EntitySlot),
    /// An article.
    Document(DocumentSlot),
    /// A claim.
    Claim(ClaimSlot),
}
