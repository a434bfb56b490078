//! A passage as its article has it.

use super::{Page, Role, Span};
use crate::briefing::{Passage, PassageState};

/// Adds what the article says where the passage is, or what became of it.
pub fn in_article(page: &mut Page, passage: &Passage, article: &str) {
    page.blank();
    match passage.find(article) {
        PassageState::Found { paragraph, range } => {
            page.field(
                "found",
                &[Span::clean(format!("in paragraph {paragraph}: “{}”", &article[range]), Role::Plain)],
            );
        }
        PassageState::Ambiguous { places } => {
            page.field(
                "ambiguous",
                &[Span::clean(format!("it begins in {places} places of the article"), Role::Warning)],
            );
        }
        PassageState::Missing => {
            page.field("missing", &[Span::fixed("the article at hand does not have these words", Role::Warning)]);
        }
    }
}
