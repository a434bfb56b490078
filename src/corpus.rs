//! All files together: every record has a slot, and every reference is resolved in both directions.
//!
//! A [`Corpus`] is immutable and does no I/O: `load` reads files and calls [`build()`]. To see changed files, load
//! another corpus. Records are addressed by slots, small numbers that are valid only in the corpus that they come from.
//! Look-ups take constant time: who said this ([`Corpus::voice`]), what did this entity say ([`Corpus::said_by`]), what
//! is said about it ([`Corpus::about`]), in which documents does it appear ([`Corpus::documents_of`]).
//!
//! An id that is not registered does not hide what refers to it. A placeholder with that id takes the record's place,
//! and the id is listed as a problem.

mod accepted;
mod build;
mod clusters;
mod evidence;
mod inverse;
pub(crate) mod lazy_document;
mod model;
pub(crate) mod one_to_many;
mod records;
pub(crate) mod references;
pub(crate) mod slots;

pub use build::build;
pub use evidence::authority::Authority;
pub use evidence::chronology::{Chronology, Moment, Month};
pub use evidence::conflicts::Conflict;
pub use evidence::corroboration::{Bearing, Caution, Corroboration};
pub use evidence::figures::{FigureConflict, GivenFigure, MeasureFigures};
pub use evidence::narrowing::{InView, Narrowing, RecordsInView};
pub use evidence::positions::{Position, Update};
pub use evidence::sources_in_view::{Resting, SourcesInView};
pub use inverse::WithDrafts;
pub(crate) use model::Parts;
pub use model::{Corpus, Voice};
pub use references::Related;
pub use slots::{ClaimSlot, DocumentSlot, EntitySlot, MeasureSlot, OriginSlot, OutletSlot, Record};

#[cfg(test)]
mod tests;
