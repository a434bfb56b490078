//! The page of contradictions: pairs of claims side by side.

use super::assertion;
use super::layout::Page;
use super::voice::voice;
use crate::briefing::RelationType;
use crate::corpus::{ClaimSlot, Conflict, Corpus, Record};
use crate::styled::{Role, Span};

/// Adds pairs of claims, of which one disputes or qualifies the other.
pub fn conflicts(page: &mut Page, corpus: &Corpus, conflicts: &[Conflict]) {
    if conflicts.is_empty() {
        page.paragraph(&[Span::fixed("No claim here disputes or qualifies another.", Role::Plain)]);
        return;
    }
    let listed = page.entries_shown(conflicts.len());
    let mut last = None;
    for conflict in &conflicts[..listed] {
        let kind = conflict.related.relation_type;
        if last != Some(kind) {
            last = Some(kind);
            let number = conflicts.iter().filter(|other| other.related.relation_type == kind).count();
            let title = match kind {
                RelationType::Disputes => "Disputed: both cannot be right",
                _ => "Qualified: one limits or reframes the other",
            };
            assertion::heading(page, title, number);
        }
        page.blank();
        page.begin_part();
        page.begin_item("pair");
        page.side_by_side([&|page: &mut Page| side(page, corpus, conflict.claim), &|page: &mut Page| {
            page.paragraph(&[Span::fixed(conflict.related.relation_type.as_str(), Role::Label)]);
            side(page, corpus, conflict.related.other);
        }]);
        if let Some(note) = corpus.note(&conflict.related) {
            page.note(&[Span::text(note, Role::Aside)]);
        }
    }
    assertion::entries_left_out(page, conflicts.len() - listed);
}

/// Adds one claim of a pair: its text, who says it, its circumstances, and the passage.
fn side(page: &mut Page, corpus: &Corpus, claim: ClaimSlot) {
    let published = corpus.document(corpus.document_of(claim)).published;
    page.named_entry(corpus, Record::Claim(claim), &[Span::text(&corpus.claim(claim).text, Role::Plain)]);
    page.note(&voice(corpus, corpus.voice(claim)));
    let mut spans = assertion::circumstances(corpus, claim);
    spans.push(Span::clean(format!(" · published {published}"), Role::Aside));
    page.note(&spans);
    if let Some(words) = assertion::passage(corpus, claim) {
        page.note(&words);
    }
}
