//! The page of a claim: who says it and on whose word, who disputes it, who else says so, and where.

use super::assertion;
use super::citation::origin_name;
use super::count::count;
use super::draft;
use super::figures::given_by;
use super::layout::Page;
use super::names::names;
use super::voice::voice;
use crate::briefing::{Basis, Origin, RelationType};
use crate::corpus::{Bearing, Caution, ClaimSlot, Corpus, Corroboration, OriginSlot, Record, Voice};
use crate::styled::{Role, Span};

/// Adds everything about a claim.
pub(super) fn lay_out(page: &mut Page, corpus: &Corpus, slot: ClaimSlot) {
    let claim = corpus.claim(slot);
    let corroboration = corpus.corroboration(slot);
    page.paragraph(&[Span::text(&claim.text, Role::Heading)]);
    page.blank();
    said_by(page, corpus, slot);
    if let Some(quote) = &claim.quote {
        page.field("quote", &[Span::clean(format!("“{quote}”"), Role::Plain)]);
    }
    for (at, figure) in given_by(corpus, slot).into_iter().enumerate() {
        page.field(if at == 0 { "figures" } else { "" }, &figure);
    }
    page.field("kind", &[assertion::kind(claim.kind)]);
    match claim.date {
        Some(date) => page.field("date", &[Span::clean(date.to_string(), Role::Plain)]),
        None => page.field("date", &[Span::fixed("not given", Role::Aside)]),
    }
    if !corpus.via(slot).is_empty() {
        page.field("through", &names(corpus, corpus.via(slot)));
    }
    match corpus.origin_of(slot) {
        Some(origin) => page.field("origin", &self::origin(corpus, origin)),
        None => page.field("origin", &[Span::fixed("none known", Role::Aside)]),
    }
    match &claim.draft {
        _ if !corpus.is_draft(slot) => standing(page, corpus, slot, &corroboration),
        mark => draft::lay_out(page, corpus, slot, mark.as_deref()),
    }
    page.blank();
    if !corpus.subjects(slot).is_empty() {
        page.field("about", &names(corpus, corpus.subjects(slot)));
    }
    super::citation::citation(page, corpus, corpus.document_of(slot));
    match assertion::passage(corpus, slot) {
        Some(words) => page.field("passage", &words),
        None => {
            page.field("passage", &[Span::fixed("not given; the link opens the article at its top", Role::Warning)]);
        }
    }
    match corpus.link(slot) {
        Some(url) => super::citation::link(page, &url),
        None => page.field("link", &[Span::fixed("not given", Role::Aside)]),
    }
    match claim.credibility {
        Some(grade) => {
            page.field("credibility", &[Span::clean(format!("{} ({})", grade.grade(), grade.meaning()), Role::Plain)]);
        }
        None => page.field("credibility", &[Span::fixed("unrated", Role::Aside)]),
    }
    page.field("id", &[Span::clean(corpus.claim_ref(slot).to_string(), Role::Aside)]);
    let title = match corpus.origin_of(slot).map(|origin| corpus.origin(origin).basis) {
        Some(Basis::Inferred) => "Other claims from the same origin (inferred)",
        _ => "Other claims from the same origin",
    };
    assertion::section(page, corpus, title, &same_origin(corpus, slot, &corroboration));
}

/// Adds what a claim rests on, and what others say to it.
fn standing(page: &mut Page, corpus: &Corpus, slot: ClaimSlot, corroboration: &Corroboration) {
    page.field("rests on", &[Span::clean(support(corpus, corroboration), Role::Plain)]);
    for (at, caution) in corpus.cautions(slot).into_iter().enumerate() {
        page.field(if at == 0 { "note" } else { "" }, &[caution_text(corpus, slot, caution)]);
    }
    relations(page, corpus, slot, corroboration);
    claims_that_agree(page, corpus, slot, corroboration);
}

/// Returns what a claim rests on: `2 independent origins (1 inferred, 3 claims agree)`.
fn support(corpus: &Corpus, corroboration: &Corroboration) -> String {
    let claims = corroboration.sources.concat().len();
    let origins = count(corroboration.sources.len(), "independent origin", "independent origins");
    let mut remarks = Vec::new();
    match (corroboration.inferred(corpus), corroboration.sources.len()) {
        (0, _) => {}
        (1, 1) => remarks.push("inferred".to_owned()),
        (inferred, _) => remarks.push(format!("{inferred} inferred")),
    }
    if claims > 1 {
        remarks.push(format!("{claims} claims agree"));
    }
    if remarks.is_empty() { origins } else { format!("{origins} ({})", remarks.join(", ")) }
}

/// Returns the text of a caution.
fn caution_text(corpus: &Corpus, slot: ClaimSlot, caution: Caution) -> Span {
    let joint = corpus.voice(slot).actors().len() > 1;
    let inferred = corpus.origin_of(slot).is_some_and(|origin| corpus.origin(origin).basis == Basis::Inferred);
    let words = match caution {
        Caution::OnlySource => "single source: nothing independent of it says the same",
        Caution::SecondHand if inferred && corpus.via(slot).is_empty() => {
            "second-hand, as the origin is inferred: the document does not say so"
        }
        Caution::SecondHand => "second-hand: the document reports it through others",
        Caution::Anonymous => "anonymous: unsigned, and no speaker is named",
        Caution::Opinion if joint => "the speakers' own opinion",
        Caution::Forecast if joint => "the speakers' own forecast",
        Caution::Opinion => "the speaker's own opinion",
        Caution::Forecast => "the speaker's own forecast",
        Caution::Allegation => "an allegation, not established",
        Caution::Ungraded => "the outlet's reliability is not known",
    };
    // Nearly every claim has one of these. A colour is for what differs.
    Span::fixed(words, Role::Aside)
}

/// Adds who says it, with offices: after the name of a single speaker, on a line each for several.
fn said_by(page: &mut Page, corpus: &Corpus, slot: ClaimSlot) {
    let mut who = voice(corpus, corpus.voice(slot));
    let speakers = corpus.speakers(slot);
    let offices = |speaker| corpus.entity(speaker).position.iter().map(|office| format!(" · {office}"));
    match (corpus.voice(slot), speakers) {
        (Voice::Authors(_), _) => who.push(Span::fixed(" (the author, in the document's own voice)", Role::Aside)),
        (Voice::Speakers(_), [speaker]) => who.extend(offices(*speaker).map(|office| Span::clean(office, Role::Aside))),
        (Voice::Speakers(_), _) => who.push(Span::fixed(" (jointly)", Role::Aside)),
        (Voice::Unsigned(_), _) => {}
    }
    page.field("said by", &who);
    for speaker in speakers.iter().filter(|_| speakers.len() > 1) {
        let offices: String = offices(*speaker).collect();
        if !offices.is_empty() {
            page.field("", &[names(corpus, &[*speaker]), vec![Span::clean(offices, Role::Aside)]].concat());
        }
    }
}

/// Returns an origin's name, issuers, date and note.
fn origin(corpus: &Corpus, slot: OriginSlot) -> Vec<Span> {
    let origin = corpus.origin(slot);
    let mut spans = origin_name(corpus, slot);
    if !corpus.issuers(slot).is_empty() {
        spans.push(Span::fixed(" · issued by ", Role::Aside));
        spans.extend(names(corpus, corpus.issuers(slot)));
    }
    if let Some(date) = origin.date {
        spans.push(Span::clean(format!(" · {date}"), Role::Aside));
    }
    if let Some(note) = &origin.note {
        spans.push(Span::clean(format!(" · {note}"), Role::Aside));
    }
    spans
}

/// Adds the claims that dispute, qualify or update it.
fn relations(page: &mut Page, corpus: &Corpus, slot: ClaimSlot, corroboration: &Corroboration) {
    let bearings = &corroboration.bearings;
    if bearings.is_empty() {
        return;
    }
    assertion::heading(page, "Who disputes, qualifies or updates it", bearings.len());
    for Bearing { of, related } in bearings {
        let disputes = related.relation_type == RelationType::Disputes;
        let role = if disputes { Role::Warning } else { Role::Label };
        let mut spans = vec![Span::fixed(related.verb(), role), Span::fixed(" ", Role::Plain)];
        spans.extend(assertion::entry(corpus, related.other));
        if *of != slot {
            spans.push(Span::clean(
                format!(" (recorded for {}, which says the same)", corpus.claim_ref(*of)),
                Role::Aside,
            ));
        }
        page.named_entry(corpus, Record::Claim(related.other), &spans);
        if let Some(note) = corpus.note(related) {
            page.note(&[Span::text(note, Role::Aside)]);
        }
    }
}

/// Adds the claims that say the same, grouped by the source that they rest on.
fn claims_that_agree(page: &mut Page, corpus: &Corpus, slot: ClaimSlot, corroboration: &Corroboration) {
    let others = corroboration.sources.concat().len() - 1;
    if others == 0 {
        return;
    }
    assertion::heading(page, "Who else says so", others);
    for (number, source) in corroboration.sources.iter().enumerate() {
        let claims: Vec<_> = source.iter().copied().filter(|claim| *claim != slot).collect();
        let mut spans = vec![Span::clean(format!("{}. ", number + 1), Role::Aside)];
        spans.extend(basis(corpus, source));
        if number == 0 {
            let words = if claims.is_empty() { " (this claim alone)" } else { " (this claim's own source, repeated)" };
            spans.push(Span::fixed(words, Role::Aside));
        }
        page.paragraph(&spans);
        let listed = page.entries_shown(claims.len());
        for claim in &claims[..listed] {
            let mut spans = assertion::entry(corpus, *claim);
            let published = super::publication::published(corpus, corpus.document_of(*claim));
            spans.push(Span::clean(format!(" (published {published})"), Role::Aside));
            page.named_entry(corpus, Record::Claim(*claim), &spans);
            let direct = corpus.related(slot).iter().filter(|related| related.other == *claim);
            for note in direct.filter_map(|related| corpus.note(related)) {
                page.note(&[Span::text(note, Role::Aside)]);
            }
        }
        assertion::entries_left_out(page, claims.len() - listed);
    }
}

/// Returns what the claims of one source have in common: their origins, or else who asserts them.
fn basis(corpus: &Corpus, source: &[ClaimSlot]) -> Vec<Span> {
    let mut origins: Vec<_> = source.iter().filter_map(|claim| corpus.origin_of(*claim)).collect();
    origins.sort_unstable();
    origins.dedup();
    if origins.is_empty() {
        return source.first().map(|claim| voice(corpus, corpus.voice(*claim))).unwrap_or_default();
    }
    let name = |origin: &OriginSlot| match corpus.origin(*origin) {
        Origin { name, basis: Basis::Inferred, .. } => format!("{name} (inferred)"),
        Origin { name, .. } => name.to_string(),
    };
    vec![Span::clean(origins.iter().map(name).collect::<Vec<_>>().join("; "), Role::Plain)]
}

/// Returns the claims that rest on the same origin but say something else.
fn same_origin(corpus: &Corpus, slot: ClaimSlot, corroboration: &Corroboration) -> Vec<ClaimSlot> {
    let same = corroboration.sources.concat();
    let resting = corpus.origin_of(slot).map_or(&[][..], |origin| corpus.resting_on(origin));
    resting.iter().copied().filter(|other| !same.contains(other)).collect()
}
