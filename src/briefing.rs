//! What one file says: its records, typed and checked.
//!
//! A folder of briefings holds one file per document, the register of actors (`entities.yaml`), and the
//! register of sources (`sources.yaml`). Each file is read on its own ([`File::read`]); what the files say
//! about each other is the business of [`corpus`](crate::corpus). A fault costs the record it is in, never
//! another one, and every fault becomes a [`Problem`] with its place.
//!
//! ReferencedIds follow the standards of the field: [`Entity`] `FollowTheMoney`, [`RelationType`] `CiTO`,
//! [`Reliability`] and [`Credibility`] the Admiralty code, [`Edtf`] EDTF level 0, [`Passage`] WICG text
//! fragments.

mod check;
mod claim;
mod document;
mod edtf;
mod entity;
mod entity_refs;
mod field_specs;
mod file;
mod id;
mod passage;
mod problem;
mod purpose;
mod raw;
mod refusal;
mod source;
mod source_text;
mod source_url;

pub use claim::{Claim, Credibility, Kind, Relation, RelationType};
pub use document::{Document, Genre};
pub use edtf::{Day, Edtf};
pub use entity::{Entity, Schema};
pub(crate) use entity_refs::PackedRefs;
pub use entity_refs::{ClaimEntityRefs, EntityRefs, EntityRefsBuilder, ReferencedIds};
pub(crate) use file::COSTS_ALL;
pub use file::{Content, File};
pub use id::{ClaimId, ClaimRef, DocumentId, EntityId, OriginId, OutletId};
pub use passage::{FoldedArticle, Passage, PassageState, paragraphs};
pub use problem::Problem;
pub use purpose::Purpose;
pub use source::{Basis, Origin, Outlet, Reliability};
pub use source_text::{Digest, SourceText, digest};
pub use source_url::SourceUrl;
