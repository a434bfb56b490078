//! The page of contradictions: pairs of claims side by side.

use super::assertion;
use super::figures::number;
use super::layout::Page;
use super::voice::voice;
use crate::briefing::RelationType;
use crate::corpus::{ClaimSlot, Conflict, Corpus, FigureConflict, Record};
use crate::styled::{Role, Span};

/// Adds pairs of claims, of which one disputes or qualifies the other, and pairs of figures that cannot both be true.
pub fn conflicts(page: &mut Page, corpus: &Corpus, conflicts: &[Conflict], figures: &[FigureConflict]) {
    if conflicts.is_empty() && figures.is_empty() {
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
    differing_figures(page, corpus, figures);
}

/// Adds pairs of figures for one measure, each with the claim that gives it.
fn differing_figures(page: &mut Page, corpus: &Corpus, conflicts: &[FigureConflict]) {
    if conflicts.is_empty() {
        return;
    }
    assertion::heading(page, "Figures that differ: both cannot be right", conflicts.len());
    let listed = page.entries_shown(conflicts.len());
    for FigureConflict { measure, figures: [one, other] } in &conflicts[..listed] {
        page.blank();
        page.paragraph(&[Span::text(&corpus.measure(*measure).name, Role::Label)]);
        page.side_by_side(
            [one, other]
                .map(|figure| {
                    move |page: &mut Page| {
                        page.paragraph(&[Span::clean(number(corpus, *measure, figure), Role::Marked)]);
                        side(page, corpus, figure.claim);
                    }
                })
                .each_ref()
                .map(|lay_out| lay_out as &dyn Fn(&mut Page)),
        );
    }
    assertion::entries_left_out(page, conflicts.len() - listed);
}

/// Adds one claim of a pair: its text, who says it, its circumstances, and the passage.
fn side(page: &mut Page, corpus: &Corpus, claim: ClaimSlot) {
    let published = super::publication::published(corpus, corpus.document_of(claim));
    page.named_entry(corpus, Record::Claim(claim), &[Span::text(&corpus.claim(claim).text, Role::Plain)]);
    page.note(&voice(corpus, corpus.voice(claim)));
    let mut spans = assertion::circumstances(corpus, claim);
    spans.push(Span::clean(format!(" · published {published}"), Role::Aside));
    page.note(&spans);
    if let Some(words) = assertion::passage(corpus, claim) {
        page.note(&words);
    }
}
