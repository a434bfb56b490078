//! The proposal: its fields with their keys, or what a field offers, or like claims of other documents.

use crate::app::keymap::{Action, Context};
use crate::app::review::{Choice, Field, FieldPrompt, LikeClaims, MAX_COPIED, Review, Side, copied_words};
use crate::app::{Area, Model};
use crate::briefing::{Claim, DraftMark, Relation};
use crate::page::Page;
use crate::screen::pane::PaneView;
use crate::screen::review::side;
use crate::styled::{Role, Span};
use crate::text::Text;

/// Width of the column for a key and a field.
const LABEL: usize = 10;

/// Builds the proposal.
pub(super) fn view(model: &Model, review: &Review, area: Area) -> PaneView {
    let (columns, height) = (usize::from(area.width), usize::from(area.body().height));
    let mut page = Page::new(columns).with_label_width(LABEL);
    match (review.claim(), review.prompt(), review.like()) {
        (None, ..) => page.paragraph(&[Span::fixed("This document has no claims.", Role::Aside)]),
        (Some(claim), Some(prompt), _) if prompt.is_choice() => choices(&mut page, claim, prompt, height),
        (Some(claim), _, Some(like)) => like_claims(&mut page, claim, like, height),
        (Some(claim), prompt, None) => fields(&mut page, model, review, claim, prompt),
    }
    let most = page.lines().len().saturating_sub(height);
    let top = most.min(usize::try_from(review.scroll(Side::Proposal)).unwrap_or(0));
    let lines = page.lines().iter().skip(top).take(height).cloned().collect();
    side::pane(review, Side::Proposal, area, (heading(review), counter(review, columns)), lines)
}

fn heading(review: &Review) -> Vec<Span> {
    match review.claim().map(|claim| claim.draft.is_some()) {
        Some(true) => vec![Span::fixed("Draft", Role::Draft)],
        Some(false) => vec![Span::fixed("Accepted", Role::Heading)],
        None => vec![Span::fixed("Review", Role::Heading)],
    }
}

/// Counts the drafts: ` 12 of 30 · 3 flagged`.
fn counter(review: &Review, columns: usize) -> Vec<Span> {
    let (number, total) = review.counter();
    let flagged = review.flagged();
    let words = match (review.drafts(), flagged) {
        (0, _) => format!(" all {total} done"),
        (_, 0) => format!(" {number} of {total}"),
        _ => format!(" {number} of {total} · {flagged} flagged"),
    };
    let role = if flagged > 0 { Role::Warning } else { Role::Aside };
    if columns < 20 { Vec::new() } else { vec![Span::clean(words, role)] }
}

/// Adds the fields of a claim, each with the key that edits it.
fn fields(page: &mut Page, model: &Model, review: &Review, claim: &Claim, prompt: Option<&FieldPrompt>) {
    page.paragraph(&[text(claim, prompt)]);
    if let Some(mark) = claim.draft.as_deref().filter(|mark| !mark.flags.is_empty()) {
        let reasons: Vec<_> = mark.flags.iter().map(|flag| flag.meaning()).collect();
        page.paragraph(&[Span::clean(format!("! {}", reasons.join("; ")), Role::Warning)]);
    }
    if let Some(words) = copied(review, claim) {
        page.paragraph(&[Span::clean(
            format!("{words} words in a row are the article\u{2019}s; use your own"),
            Role::Aside,
        )]);
    }
    let mut field = |action: Action, label: &str, value: Vec<Span>| {
        let key = model.keymap().key_for(Context::Review, action).unwrap_or_default();
        page.field(&format!("{key} {label}"), &value);
    };
    let names = review.names();
    let own_voice = || vec![Span::fixed("the article itself", Role::Aside)];
    let mut speaker = if names.speakers.is_empty() { own_voice() } else { actors(review, &names.speakers) };
    let mark = claim.draft.as_deref();
    speaker.extend(mark.into_iter().flat_map(|mark| quoted(&mark.called, mark.words.as_ref())));
    field(Action::EditSpeaker, "speaker", speaker);
    field(Action::EditVia, "through", actors(review, &names.via));
    field(Action::EditKind, "kind", vec![Span::fixed(claim.kind.as_str(), Role::Plain)]);
    let date = claim.date.map(|date| Span::clean(date.to_string(), Role::Plain));
    let dated = mark.and_then(|mark: &DraftMark| mark.dated.as_ref());
    let dated = dated.map(|words| Span::clean(format!(" \u{201c}{words}\u{201d}"), Role::Aside));
    field(Action::EditDate, "date", date.into_iter().chain(dated).collect());
    field(Action::EditAbout, "about", actors(review, &names.about));
    let origin = names.origin.map(|id| {
        let mut slots = model.corpus().origins();
        let known = slots.find(|slot| model.corpus().origin(*slot).id.as_str() == id);
        known.map_or(id, |slot| model.corpus().origin(slot).name.raw().to_owned())
    });
    field(Action::EditOrigin, "origin", origin.map(|name| Span::clean(name, Role::Plain)).into_iter().collect());
    let quote = claim.quote.as_ref().map(|quote| Span::clean(format!("\u{201c}{quote}\u{201d}"), Role::Plain));
    field(Action::EditQuote, "quote", quote.into_iter().collect());
    field(Action::Relate, "relate", relations(&claim.relations));
    if let Some(files) = review.files() {
        let missing = files.document.to_fill_in();
        if !missing.is_empty() {
            let words = format!("to fill in: {}", missing.join(", "));
            field(Action::EditDocument, "document", vec![Span::clean(words, Role::Warning)]);
        }
    }
}

/// Returns the text of a claim, or what is typed in its place.
fn text(claim: &Claim, prompt: Option<&FieldPrompt>) -> Span {
    match prompt.filter(|prompt| matches!(prompt.field, Field::Text | Field::Split | Field::NewClaim)) {
        Some(prompt) => Span::clean(prompt.input.value(), Role::Match),
        None => Span::text(&claim.text, Role::Heading),
    }
}

/// Returns the number of words in a row that a claim has from the article, if they are too many.
fn copied(review: &Review, claim: &Claim) -> Option<usize> {
    let article = review.article()?;
    let range = review.marked_range()?;
    let words = copied_words(claim.text.as_str(), &article.text[range]);
    (words >= MAX_COPIED).then_some(words)
}

/// Names actors. Those that are new are marked.
fn actors(review: &Review, ids: &[String]) -> Vec<Span> {
    let mut spans = Vec::new();
    for id in ids {
        if !spans.is_empty() {
            spans.push(Span::fixed(", ", Role::Plain));
        }
        let entities = review.files().map_or(&[][..], |files| &files.entities);
        match entities.iter().find(|entity| entity.id.as_str() == id) {
            Some(entity) => {
                spans.push(Span::text(&entity.name, Role::Actor));
                spans.extend(entity.draft.as_ref().map(|_| Span::fixed(" new", Role::Draft)));
            }
            None => spans.push(Span::clean(id, Role::Warning)),
        }
    }
    spans
}

/// Returns what the article calls a speaker, and the attributing words.
fn quoted(called: &[Text], words: Option<&Text>) -> Vec<Span> {
    let all = called.iter().chain(words).map(|words| format!("\u{201c}{words}\u{201d}"));
    let all: Vec<_> = all.collect();
    if all.is_empty() { Vec::new() } else { vec![Span::clean(format!(" {}", all.join(" ")), Role::Aside)] }
}

fn relations(relations: &[Relation]) -> Vec<Span> {
    let words: Vec<_> =
        relations.iter().map(|relation| format!("{} {}", relation.relation_type.as_str(), relation.claim)).collect();
    if words.is_empty() { Vec::new() } else { vec![Span::clean(words.join("; "), Role::Plain)] }
}

/// Adds what a field offers, with the cursor in view.
fn choices(page: &mut Page, claim: &Claim, prompt: &FieldPrompt, height: usize) {
    page.paragraph(&[Span::text(&claim.text, Role::Heading)]);
    let offered = prompt.offered();
    if offered.is_empty() {
        let words = match prompt.field {
            Field::Origin | Field::Publisher => "Nothing here is called so: Enter makes it new.",
            _ => "Nothing here is called so.",
        };
        page.paragraph(&[Span::fixed(words, Role::Aside)]);
        return;
    }
    let room = height.saturating_sub(page.lines().len()).max(1);
    let skipped = (prompt.cursor() + 1).saturating_sub(room);
    for (at, Choice { name, is_new, .. }) in offered.iter().enumerate().skip(skipped).take(room) {
        let selected = at == prompt.cursor();
        let (sign, role) = if selected { ("> ", Role::Selection) } else { ("  ", Role::Plain) };
        let mut line = vec![Span::fixed(sign, role), Span::clean(name, role)];
        let word = if prompt.field == Field::DocumentField { " to fill in" } else { " new" };
        line.extend(is_new.then(|| Span::fixed(word, Role::Draft)));
        page.line(crate::styled::truncate(line, page.width()));
    }
}

/// Adds like claims of other documents, with the cursor in view.
fn like_claims(page: &mut Page, claim: &Claim, like: &LikeClaims, height: usize) {
    page.paragraph(&[Span::text(&claim.text, Role::Heading)]);
    let above = page.lines().len();
    let mut ends = Vec::new();
    let mut rows = Page::new(page.width());
    for (at, other) in like.offered.iter().enumerate() {
        let selected = at == like.cursor;
        let (sign, role) = if selected { ("> ", Role::Selection) } else { ("- ", Role::Plain) };
        rows.paragraph(&[Span::fixed(sign, role), Span::text(&other.text, role)]);
        rows.note(&[Span::clean(other.byline.as_str(), Role::Aside)]);
        ends.push(rows.lines().len());
    }
    let room = height.saturating_sub(above).max(2);
    let skipped = ends.get(like.cursor).map_or(0, |end| end.saturating_sub(room));
    for line in rows.lines().iter().skip(skipped).take(room) {
        page.line(line.clone());
    }
}
