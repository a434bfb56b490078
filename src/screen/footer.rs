//! The footer: the prompt, a message, or hints for the keys that matter in this place.

use super::hints;
use crate::app::keymap::Action;
use crate::app::review::{FieldPrompt, Review};
use crate::app::{Model, PageFind, PromptKind};
use crate::page::Page;
use crate::styled::{self, Role, Span, truncate};

/// The footer.
#[derive(Debug)]
pub enum Footer {
    /// The prompt.
    Prompt {
        /// The line.
        line: Vec<Span>,
        /// The column of the terminal's cursor.
        column: u16,
    },
    /// Lines of a message, or hints. More than one line covers the bottom of what is above.
    Text(Vec<Vec<Span>>),
}

/// Builds the footer.
pub(super) fn view(model: &Model, columns: usize) -> Footer {
    if let (None, Some(typed)) = (model.overlay(), model.review().and_then(Review::prompt)) {
        return field_prompt(model, typed, columns);
    }
    if model.prompt_is_open() {
        return prompt(model, columns);
    }
    let in_lists = model.overlay().is_none() && model.view().is_none() && model.review().is_none();
    let problem = model.search_problem(model.focus()).filter(|_| in_lists);
    let mut lines = match (model.status(), problem) {
        (Some(status), _) => wrapped(&Span::text(status, Role::Plain), columns),
        (None, Some(problem)) => wrapped(&Span::text(&problem.fitted(columns), Role::Warning), columns),
        (None, None) => Vec::new(),
    };
    // What covers everything must say how to close it.
    if lines.is_empty() || model.overlay().is_some() {
        let mut line = found(model, columns);
        line.extend(hints::hints(model, columns.saturating_sub(styled::width(&line))));
        lines.push(truncate(line, columns));
    }
    lines.truncate(usize::from(model.size().rows.saturating_sub(MIN_ROWS_ABOVE)).max(1));
    Footer::Text(lines)
}

/// Minimum number of rows above the footer that a long message leaves.
const MIN_ROWS_ABOVE: u16 = 2;

/// Wraps a message into lines.
fn wrapped(message: &Span, columns: usize) -> Vec<Vec<Span>> {
    let mut page = Page::new(columns);
    page.paragraph(std::slice::from_ref(message));
    page.lines().to_vec()
}

/// Builds the prompt: what is typed, and at the right its mistake or the keys that end it.
fn prompt(model: &Model, columns: usize) -> Footer {
    let input = model.input();
    let kind = model.prompt_kind();
    let lead = if kind == PromptKind::Everything { "find: " } else { "/" };
    let searches = matches!(kind, PromptKind::List | PromptKind::Everything);
    let problem = model.search_problem(model.focus()).filter(|_| searches);
    let typed_room = (columns * 2 / 3).max(columns.saturating_sub(lead.len() + 30));
    let before = input.value().chars().take(input.cursor()).map(char::len_utf8).sum();
    let role = if model.prompt_is_untouched() { Role::Aside } else { Role::Plain };
    let (typed, cursor) = Span::typed(input.value(), before, role);
    let (shown, skipped) = typed.skip_columns((cursor + lead.len() + 1).saturating_sub(typed_room));
    let column = lead.len() + cursor.saturating_sub(skipped);
    let mut line = vec![Span::fixed(lead, Role::Label), shown];
    line = truncate(line, typed_room);
    let used = styled::width(&line);
    let room = columns.saturating_sub(used + 2);
    let aside = match problem {
        Some(problem) => vec![Span::text(&problem.fitted(room), Role::Warning)],
        None => prompt_hints(model, kind),
    };
    let aside = truncate(aside, room);
    let gap = columns.saturating_sub(used + styled::width(&aside));
    line.push(Span::gap(gap));
    line.extend(aside);
    let last = columns.saturating_sub(1);
    Footer::Prompt { line, column: u16::try_from(column.min(last)).unwrap_or(u16::MAX) }
}

/// Builds the prompt for a field of the review: what is typed, and at the right the keys that end it.
fn field_prompt(model: &Model, typed: &FieldPrompt, columns: usize) -> Footer {
    let lead = format!("{}: ", typed.field.label());
    let before = typed.input.value().chars().take(typed.input.cursor()).map(char::len_utf8).sum();
    let (shown, cursor) = Span::typed(typed.input.value(), before, Role::Plain);
    let aside = match model.status() {
        Some(status) => vec![Span::text(status, Role::Warning)],
        None => keys(model, &[(Action::Accept, "keep"), (Action::Escape, "cancel")]),
    };
    let aside = truncate(aside, columns / 2);
    let room = columns.saturating_sub(styled::width(&aside) + 2).max(lead.len() + 2);
    let (shown, skipped) = shown.skip_columns((cursor + lead.len() + 1).saturating_sub(room));
    let column = lead.len() + cursor.saturating_sub(skipped);
    let mut line = truncate(vec![Span::clean(lead, Role::Label), shown], room);
    line.push(Span::gap(columns.saturating_sub(styled::width(&line) + styled::width(&aside))));
    line.extend(aside);
    Footer::Prompt { line, column: u16::try_from(column.min(columns.saturating_sub(1))).unwrap_or(u16::MAX) }
}

/// Builds what stands at the right of the prompt: the count of matches, and the keys that end it.
fn prompt_hints(model: &Model, kind: PromptKind) -> Vec<Span> {
    let mut spans = Vec::new();
    if let Some(find) = model.page_find().filter(|find| kind == PromptKind::Page && find.is_active()) {
        spans.extend(count(find));
        spans.push(Span::fixed("  ", Role::Plain));
    }
    if model.prompt_is_untouched() {
        spans.push(Span::fixed("type another, or  ", Role::Aside));
    }
    let (keep, leave) = match kind {
        PromptKind::Everything => ("open", "cancel"),
        PromptKind::List | PromptKind::Page => ("keep", "cancel"),
        PromptKind::Help => ("done", "close"),
    };
    spans.extend(keys(model, &[(Action::Accept, keep), (Action::Escape, leave)]));
    if model.prompt_can_recall() {
        spans.extend(keys(model, &[(Action::Up, "earlier")]));
    }
    spans
}

/// Returns the number of the current match and of all: `3 of 12`.
fn count(find: &PageFind) -> Vec<Span> {
    match find.position() {
        (_, 0) => vec![Span::fixed("not found", Role::Warning)],
        (number, all) => vec![Span::clean(format!("{number} of {all}"), Role::Heading)],
    }
}

/// Minimum width of a footer with the keys of both the next and the previous match.
const MIN_WIDTH_WITH_BOTH_STEPS: usize = 60;

/// Builds what stands before the hints while a find marks the page: what is found, how often, and the keys to go on.
fn found(model: &Model, columns: usize) -> Vec<Span> {
    let Some(find) = model.page_find().filter(|find| find.is_active() && model.overlay().is_none()) else {
        return Vec::new();
    };
    let mut spans = truncate(vec![Span::clean(find.text(), Role::Match)], columns / 3);
    spans.push(Span::fixed(" ", Role::Plain));
    spans.extend(count(find));
    spans.push(Span::fixed("  ", Role::Plain));
    let steps = [(Action::NextMatch, "next"), (Action::PreviousMatch, "previous")];
    let shown = if columns < MIN_WIDTH_WITH_BOTH_STEPS { 1 } else { 2 };
    spans.extend(keys(model, &steps[..shown]));
    spans
}

/// Builds hints: the key of each action, and what it does.
fn keys(model: &Model, hints: &[(Action, &'static str)]) -> Vec<Span> {
    let mut spans = Vec::new();
    for (action, does) in hints {
        if let Some(key) = model.keymap().key_for(model.context(), *action) {
            spans.push(Span::clean(key, Role::Heading));
            spans.push(Span::clean(format!(" {does}  "), Role::Aside));
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Message;
    use crate::styled::plain;
    use crate::testing::driver::Driver;
    use crate::testing::fixture::harbour;

    /// Pastes and types at the prompt. Returns what it shows, without hints, and the column of the cursor.
    fn prompted(pasted: &str, keys: &str, columns: u16) -> (String, u16) {
        let mut driver = Driver::new(harbour(), columns, 24);
        driver.press("3/");
        driver.send(Message::Paste(pasted.into()));
        driver.press(keys);
        match view(&driver.model, columns.into()) {
            Footer::Prompt { line, column } => (plain(&line[..2]), column),
            Footer::Text(_) => panic!("a prompt"),
        }
    }

    #[test]
    fn the_prompt_shows_every_space_and_the_cursor_is_where_it_types() {
        for (pasted, keys, shown, column) in [
            ("two  spaces", "", "/two  spaces", 12),
            ("two", "<Space><Space>", "/two  ", 6),
            ("two  spaces", "<Home>", "/two  spaces", 1),
            ("\ta\t\tb\n", "", "/ a  b ", 7),
            ("王毅  x", "", "/王毅  x", 8),
            ("王毅  x", "<Home><Right>", "/王毅  x", 3),
            ("e\u{301}ﻻلا", "", "/e\u{301}ﻻلا", 5),
            ("می\u{200c}خ", "", "/می\u{200c}خ", 4),
            ("می\u{200c}", "", "/می<U+200C>", 11),
            ("a\u{202e}b", "<Left>", "/a<U+202E>b", 10),
            ("👩\u{200d}🚀!", "", "/👩\u{200d}🚀!", 4),
        ] {
            assert_eq!(prompted(pasted, keys, 80), (shown.into(), column), "{pasted:?} {keys}");
        }
    }

    #[test]
    fn what_is_longer_than_the_prompt_scrolls_by_whole_letters() {
        let (shown, column) = prompted(&"王  ".repeat(30), "", 60);
        assert!(shown.ends_with("王  "), "{shown:?}");
        assert_eq!(usize::from(column), crate::text::width(&shown), "behind the last letter");
        let (shown, column) = prompted(&"王  ".repeat(30), "<Home>", 60);
        assert!(shown.starts_with("/王  王") && crate::text::width(&shown) < 40 && column == 1, "{shown:?}");
    }
}
