//! Everything known about one record, or one view of many, as a page of styled lines.
//!
//! The browser and the commands show the same pages, so a script gets what the screen gets. A [`Page`] consists of
//! lines of spans. Fields that the files leave out are shown as not given.

mod assertion;
mod byline;
mod cell;
mod citation;
mod claim;
mod conflicts;
mod count;
mod document;
mod draft;
mod entity;
mod figures;
mod layout;
mod matrix;
mod names;
mod outline;
mod passage;
mod positions;
mod problems;
mod publication;
mod source;
mod target;
mod timeline;
mod voice;

use crate::corpus::{Corpus, Record};

pub use assertion::passage as passage_words;
pub use byline::{byline, byline_within};
pub use cell::cell;
pub use citation::origin_name;
pub use conflicts::conflicts;
pub use count::{count, drafts, holdings};
pub use figures::figures;
pub use layout::Page;
pub use matrix::{Matrix, MatrixCell, matrix};
pub use names::names;
pub use outline::Outline;
pub use passage::in_article;
pub use positions::positions;
pub use problems::problems;
pub use target::Target;
pub use timeline::timeline;
pub use voice::voice;

/// Adds everything known about a record to a page.
pub fn lay_out(page: &mut Page, corpus: &Corpus, record: Record) {
    match record {
        Record::Document(slot) => document::lay_out(page, corpus, slot),
        Record::Entity(slot) => entity::lay_out(page, corpus, slot),
        Record::Claim(slot) => claim::lay_out(page, corpus, slot),
        Record::Outlet(slot) => source::outlet(page, corpus, slot),
        Record::Origin(slot) => source::origin(page, corpus, slot),
    }
}

#[cfg(test)]
mod tests;
