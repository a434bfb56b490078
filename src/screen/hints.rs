//! The hints in the footer: the keys that matter in this place, the most useful first.

use crate::app::keymap::{Action, Context};
use crate::app::review::Side;
use crate::app::{Model, Overlay, PageFind, Pane, Subject, Topic, View};
use crate::corpus::Record;
use crate::styled::{Role, Span};
use crate::text;

/// Minimum width of a screen whose hints are not shortened.
const MIN_WIDTH_OF_WORDS: usize = 50;
/// Columns between two hints.
const GAP: usize = 2;

/// A key and what it does here.
#[derive(Clone, Copy)]
struct Hint {
    action: Action,
    does: &'static str,
    /// Whether it is shown however narrow the screen is, so that nobody is lost.
    always: bool,
}

/// Builds the hints for the place that the reader is in, as many as there is room for.
pub(super) fn hints(model: &Model, columns: usize) -> Vec<Span> {
    let shown: Vec<_> =
        place(model, columns).into_iter().filter_map(|hint| Some((key(model, hint.action)?, hint))).collect();
    let width = |(key, hint): &(&str, Hint)| text::width(key) + 1 + text::width(hint.does) + GAP;
    // The last hint needs no space after it.
    let mut room = columns + GAP;
    let mut fits = vec![false; shown.len()];
    // Of those that are always shown, the last ones matter most: help, and the way out.
    let always = shown.iter().enumerate().rev().filter(|(_, (_, hint))| hint.always);
    let others = shown.iter().enumerate().filter(|(_, (_, hint))| !hint.always);
    for (at, hint) in always.chain(others) {
        if let Some(left) = room.checked_sub(width(hint)) {
            (room, fits[at]) = (left, true);
        }
    }
    let mut spans = Vec::new();
    for (key, hint) in shown.iter().zip(fits).filter(|(_, fits)| *fits).map(|(hint, _)| hint) {
        if !spans.is_empty() {
            spans.push(Span::gap(GAP));
        }
        spans.push(Span::clean(*key, Role::Heading));
        spans.push(Span::clean(format!(" {}", hint.does), Role::Aside));
    }
    spans
}

/// Returns the key to show for an action: the first one, or for going back the shortest.
fn key(model: &Model, action: Action) -> Option<&str> {
    let keymap = model.keymap();
    let mut keys = keymap.keys(model.context(), action).iter().map(String::as_str);
    if action == Action::Escape { keys.min_by_key(|key| text::width(key)) } else { keys.next() }
}

/// Returns the hints of a place, the most useful first.
fn place(model: &Model, columns: usize) -> Vec<Hint> {
    let mut hints = match (model.context(), model.view()) {
        (Context::Links, _) => optional(&[(Action::Enter, "open"), (Action::CopyLink, "copy link")]),
        (Context::Reading, _) => reading(model),
        (Context::Filters, _) => of_filters(model),
        (Context::View, Some(view)) => in_view(model, view),
        (Context::Find, _) => {
            [optional(&[(Action::Enter, "show in the panes"), (Action::Search, "change search")]), of_record(model)]
                .concat()
        }
        (Context::Review, _) => in_review(model),
        (Context::Relate, _) => optional(&[
            (Action::Confirms, "confirms"),
            (Action::Disputes, "disputes"),
            (Action::Qualifies, "qualifies"),
            (Action::Updates, "updates"),
        ]),
        _ => in_panes(model, columns < MIN_WIDTH_OF_WORDS),
    };
    let back = match model.context() {
        Context::Reading | Context::Links | Context::Filters => Some("close"),
        Context::Find | Context::View | Context::Browse if finds(model) => Some("end find"),
        Context::Find | Context::View | Context::Review | Context::Relate => Some("back"),
        Context::Browse | Context::Prompt => None,
    };
    hints.extend(always(&[(Action::Help, "keys")]));
    hints.extend(match back {
        Some(does) => always(&[(Action::Escape, does)]),
        None => always(&[(Action::Quit, "quit")]),
    });
    hints
}

fn optional(hints: &[(Action, &'static str)]) -> Vec<Hint> {
    hints.iter().map(|(action, does)| Hint { action: *action, does, always: false }).collect()
}

fn always(hints: &[(Action, &'static str)]) -> Vec<Hint> {
    hints.iter().map(|(action, does)| Hint { action: *action, does, always: true }).collect()
}

/// Returns the hints of the help, and of lines to select.
fn reading(model: &Model) -> Vec<Hint> {
    let is_help = matches!(model.overlay(), Some(Overlay::Help(_)));
    let search = if is_help { vec![(Action::Search, "search")] } else { Vec::new() };
    let moves = [(Action::Down, "down"), (Action::PageDown, "page"), (Action::NextSection, "next group")];
    optional(&[&search[..], if is_help { &moves } else { &moves[..2] }].concat())
}

/// Returns the hints of the review: what can be done with the claim.
fn in_review(model: &Model) -> Vec<Hint> {
    let Some(review) = model.review() else { return Vec::new() };
    if review.side() == Side::Article {
        let marks = [(Action::Down, "mark sentence"), (Action::NewClaim, "new claim"), (Action::NextPane, "proposal")];
        return optional(&marks);
    }
    let is_draft = review.claim().is_some_and(|claim| claim.draft.is_some());
    let decide = [(Action::Enter, if is_draft { "accept" } else { "next draft" }), (Action::Drop, "drop")];
    let fields = [
        (Action::EditText, "text"),
        (Action::EditSpeaker, "speaker"),
        (Action::EditKind, "kind"),
        (Action::EditDate, "date"),
        (Action::EditAbout, "about"),
        (Action::Undo, "undo"),
        (Action::NextPane, "article"),
        (Action::Relate, "relate"),
        (Action::EditDocument, "document"),
        (Action::EditVia, "through"),
        (Action::EditQuote, "quote"),
        (Action::EditOrigin, "origin"),
        (Action::EndRight, "passage"),
        (Action::Split, "split"),
        (Action::Join, "join"),
    ];
    let decide = if is_draft { &decide[..] } else { &decide[..1] };
    optional(&[decide, &fields].concat())
}

/// Returns the hints of the list of filters.
fn of_filters(model: &Model) -> Vec<Hint> {
    match model.overlay() {
        Some(Overlay::Filters(list)) => match list.selected() {
            Some(item) if item.active => optional(&[(Action::Enter, "take off")]),
            Some(_) => optional(&[(Action::Enter, "add")]),
            None => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// Returns whether a find marks the page.
fn finds(model: &Model) -> bool {
    model.page_find().is_some_and(PageFind::is_active) && model.overlay().is_none()
}

/// Returns the hints of a page.
fn in_view(model: &Model, view: &View) -> Vec<Hint> {
    if view.reader().is_some() {
        let here = [
            (Action::Down, "down"),
            (Action::PageDown, "page"),
            (Action::Enter, "to the passage"),
            (Action::OpenSource, "source"),
            (Action::Copy, "copy"),
            (Action::Corroboration, "who else"),
        ];
        let next = [(Action::NextMatch, "next claim")];
        let next = if finds(model) { &next[..0] } else { &next[..] };
        return optional(&[next, &here].concat());
    }
    let mut hints = Vec::new();
    if view.selected().is_some() {
        hints.push((Action::Enter, "open"));
    }
    if view.page().outline().sections().len() > 1 {
        hints.push((Action::NextSection, if *view.topic() == Topic::Conflicts { "next pair" } else { "next part" }));
    }
    if matches!(view.topic(), Topic::Timeline(_)) {
        hints.push((Action::Undated, if view.is_dated_only() { "show undated" } else { "hide undated" }));
    }
    let topics = [
        (Action::Conflicts, "contradictions", *view.topic() == Topic::Conflicts),
        (Action::Timeline, "timeline", matches!(view.topic(), Topic::Timeline(_))),
        (Action::Positions, "earlier/later", *view.topic() == Topic::Positions),
        (Action::Matrix, "matrix", *view.topic() == Topic::Matrix),
        (Action::Figures, "figures", *view.topic() == Topic::Figures),
    ];
    let others = topics.iter().filter(|(.., is_here)| !is_here).map(|(action, does, _)| (*action, *does));
    let others: Vec<_> = others.chain([(Action::Find, "find all")]).collect();
    [optional(&hints), of_record(model), optional(&others)].concat()
}

/// Returns the hints for what is selected: what can be opened and copied of it.
fn of_record(model: &Model) -> Vec<Hint> {
    let Some(record) = model.current() else { return Vec::new() };
    let open = model.view().map(View::topic);
    let is_open = |record: Record| open == Some(&Topic::Record(record));
    let mut hints = Vec::new();
    if matches!(record, Record::Claim(_)) {
        hints.extend([(Action::Corroboration, "who else")].iter().filter(|_| !is_open(record)));
        hints.push((Action::Passage, "passage"));
    }
    if let Some(actor) = model.actor(record).filter(|actor| !is_open(*actor)) {
        hints.push((Action::Dossier, if actor == record { "dossier" } else { "actor" }));
    }
    match record {
        Record::Claim(_) | Record::Document(_) => hints.push((Action::OpenSource, "source")),
        Record::Outlet(slot) if model.corpus().outlet(slot).url.is_some() => hints.push((Action::OpenSource, "site")),
        Record::Entity(_) | Record::Outlet(_) | Record::Origin(_) => hints.push((Action::Links, "links")),
    }
    hints.push((Action::Copy, "copy"));
    optional(&hints)
}

/// Returns the hints of the panes, with shorter words on a narrow screen.
fn in_panes(model: &Model, narrow: bool) -> Vec<Hint> {
    let problems = if model.problem_count() > 0 { vec![(Action::Problems, "problems")] } else { Vec::new() };
    let views = [
        (Action::Timeline, "timeline"),
        (Action::Conflicts, "contradictions"),
        (Action::Positions, "earlier/later"),
        (Action::Matrix, "matrix"),
        (Action::Figures, "figures"),
        if model.left() == Pane::Sources { (Action::Documents, "documents") } else { (Action::Sources, "sources") },
        (Action::Sort, "sort"),
        (Action::Zoom, "zoom"),
        (Action::Reload, "read again"),
    ];
    let rest = [&problems[..], &[(Action::Find, "find all")], &views].concat();
    let pane = always(&[(Action::NextPane, "pane")]);
    match (model.focus(), model.detail().subject()) {
        (Pane::Detail, Subject::Problems) => {
            let again = optional(&[(Action::Edit, "edit"), (Action::Down, "down"), (Action::Reload, "read again")]);
            [again, always(&[(Action::Escape, "back")]), pane, optional(&rest[1..4])].concat()
        }
        (Pane::Detail, subject) => {
            let opens = match subject {
                Subject::Record(Record::Claim(_)) => "links",
                _ => "its claims",
            };
            let opens = if model.detail().selected().is_some() { "open" } else { opens };
            let open = optional(&[(Action::Enter, opens)]);
            let is_shown = subject != Subject::Nothing;
            let own = if is_shown { [of_record(model), open].concat() } else { Vec::new() };
            [own, always(&[(Action::Escape, "back")]), pane, optional(&rest)].concat()
        }
        _ => {
            let back = match (model.pane_with_search(), model.narrowing()) {
                (Some(_), _) => always(&[(Action::Escape, if narrow { "clear" } else { "clear search" })]),
                (None, [_, ..]) => always(&[(Action::Escape, if narrow { "unfilter" } else { "remove filter" })]),
                (None, []) => Vec::new(),
            };
            let filters = if back.is_empty() { Vec::new() } else { optional(&[(Action::Filters, "filters")]) };
            let open = if model.current().is_some() { optional(&[(Action::Enter, "open")]) } else { Vec::new() };
            let search = optional(&[(Action::Search, "search"), (Action::Find, "find all")]);
            let rest: Vec<_> = rest.into_iter().filter(|(action, _)| *action != Action::Find).collect();
            [back, filters, open, search, pane, of_record(model), optional(&rest)].concat()
        }
    }
}
