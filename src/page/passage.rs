//! A passage, looked up in its article.

use super::layout::Page;
use crate::briefing::{Passage, PassageState};
use crate::styled::{Role, Span};

/// Adds the text of the passage, or why it was not found.
pub fn in_article(page: &mut Page, passage: &Passage, article: &str) {
    page.blank();
    let state = passage.find(article);
    if let PassageState::Found { paragraph, range, .. } = &state {
        let words = format!("in paragraph {paragraph}: “{}”", &article[range.clone()]);
        page.field(state.as_str(), &[Span::clean(words, Role::Plain)]);
    }
    if let Some(note) = state.note(passage) {
        let found = matches!(state, PassageState::Found { .. });
        let (label, role) = if found { ("note", Role::Aside) } else { (state.as_str(), Role::Warning) };
        page.field(label, &[Span::clean(note, role)]);
    }
}
