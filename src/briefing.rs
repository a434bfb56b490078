//! The records of one file, typed and checked.
//!
//! A folder of briefings contains one file per document, the register of actors (`entities.yaml`), and the register of
//! sources (`sources.yaml`). [`File::read`] reads each file on its own; [`corpus`](crate::corpus) connects them. A fault
//! costs only the record that contains it, and becomes a [`Problem`] with its place.
//!
//! Names follow standards: `FollowTheMoney` for [`Entity`], `CiTO` for [`RelationType`], the Admiralty code for
//! [`Reliability`] and [`Credibility`], EDTF level 0 for [`Edtf`], WICG text fragments for [`Passage`].

mod check;
mod claim;
mod document;
mod draft_mark;
mod edtf;
mod entity;
mod entity_refs;
mod field_specs;
mod figure;
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

pub(crate) use check::COSTS_ALL;
pub use claim::{Claim, Credibility, Kind, Relation, RelationType};
pub use document::{Document, Genre};
pub use draft_mark::{DraftMark, Flag, Found};
pub use edtf::{Day, Edtf};
pub use entity::{Entity, Schema};
pub(crate) use entity_refs::PackedRefs;
pub use entity_refs::{ClaimEntityRefs, EntityRefs, EntityRefsBuilder, ReferencedIds};
pub use figure::{Amount, Bound, Figure, Measure};
pub use file::{Content, File};
pub use id::{ClaimId, ClaimRef, DocumentId, EntityId, MeasureId, OriginId, OutletId};
pub use passage::{FoldedArticle, Passage, PassageState, paragraphs};
pub use problem::Problem;
pub use purpose::Purpose;
pub use raw::{document_schema, entities_schema, sources_schema};
pub use source::{Basis, Origin, Outlet, Reliability};
pub use source_text::{Digest, SourceText, digest};
pub use source_url::SourceUrl;
