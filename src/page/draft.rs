//! What the page of a draft says in place of what a claim rests on: who proposes it, and why to look closely.

use super::assertion;
use super::document;
use super::layout::Page;
use crate::briefing::{DraftMark, Found};
use crate::corpus::{ClaimSlot, Corpus, Record};
use crate::styled::{Role, Span};
use crate::text::Text;

/// Adds why a claim does not count, and its relations, which do not count either.
pub(super) fn lay_out(page: &mut Page, corpus: &Corpus, slot: ClaimSlot, mark: Option<&DraftMark>) {
    match mark {
        Some(mark) => fields(page, mark),
        None => {
            let fields = corpus.document(corpus.document_of(slot)).to_fill_in();
            let words = format!("in no count until the document\u{2019}s {} filled in", document::listed(&fields));
            page.field("draft", &[Span::clean(words, Role::Draft)]);
        }
    }
    let related = corpus.with_drafts().related(slot);
    if related.is_empty() {
        return;
    }
    assertion::heading(page, "Relations, in no count yet", related.len());
    for related in related {
        let mut spans = vec![Span::fixed(related.verb(), Role::Label), Span::fixed(" ", Role::Plain)];
        spans.extend(assertion::entry(corpus, related.other));
        page.named_entry(corpus, Record::Claim(related.other), &spans);
    }
}

/// Adds the fields of a draft's mark.
fn fields(page: &mut Page, mark: &DraftMark) {
    let DraftMark { by, words, called, dated, found, flags } = mark;
    page.field("draft", &[Span::clean(format!("proposed by {by}, in no count until it is accepted"), Role::Draft)]);
    let mut quoted = |label: &'static str, words: &Text| {
        page.field(label, &[Span::clean(format!("\u{201c}{words}\u{201d}"), Role::Plain)]);
    };
    let all = words.iter().map(|words| ("words", words)).chain(called.iter().map(|words| ("called", words)));
    for (label, words) in all.chain(dated.iter().map(|words| ("dated by", words))) {
        quoted(label, words);
    }
    if let Some(found) = found {
        let words = match found {
            Found::Verified => "its words are in the article",
            Found::Repaired => "its words were set right by the article",
        };
        page.field("passage", &[Span::fixed(words, Role::Aside)]);
    }
    if !flags.is_empty() {
        let words: Vec<_> = flags.iter().map(|flag| flag.meaning()).collect();
        page.field("look at", &[Span::clean(words.join("; "), Role::Warning)]);
    }
}
