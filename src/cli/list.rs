//! `briefing list`: everything of one kind, the id first.
//!
//! A record is one line, with two spaces between its columns. On a terminal that is too narrow for one of the lines, each
//! record has its text below its id.

use std::fmt::Write;

use super::args::ListKind;
use super::json;
use super::outcome::Outcome;
use super::output::Output;
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, MeasureSlot, OriginSlot, OutletSlot, Record};
use crate::page;
use crate::styled::{Role, Span, plain};
use crate::text::{self, Text, collation};

/// Maximum width that cells are padded to, because one long id would push all texts off the screen.
const PADDED: usize = 42;

/// The cell for what is not given.
const NONE: &str = "-";

/// Writes everything of one kind.
pub(super) fn list(corpus: &Corpus, what: ListKind, output: &mut Output) -> anyhow::Result<Outcome> {
    if what == ListKind::Measures {
        return measures(corpus, output);
    }
    let items = items(corpus, what);
    let published = if what == ListKind::Outlets { corpus.documents_by_outlet() } else { Vec::new() };
    if output.json {
        for item in &items {
            match *item {
                Record::Outlet(slot) => output.record(&json::outlet(corpus, slot, &published[slot.index()]))?,
                record => output.record(&json::record(corpus, record))?,
            }
        }
    } else {
        let rows: Vec<_> = items.iter().map(|item| columns(corpus, *item, &published)).collect();
        print(&rows, output)?;
    }
    Ok(Outcome::found(!items.is_empty()))
}

/// Writes what figures count, by name.
fn measures(corpus: &Corpus, output: &mut Output) -> anyhow::Result<Outcome> {
    let mut slots: Vec<_> = corpus.measures().collect();
    slots.sort_by_cached_key(|slot| collation::key(corpus.measure(*slot).name.as_str()));
    if output.json {
        for slot in &slots {
            output.record(&json::measure(corpus, *slot))?;
        }
    } else {
        let rows: Vec<_> = slots.iter().map(|slot| measure(corpus, *slot)).collect();
        print(&rows, output)?;
    }
    Ok(Outcome::found(!slots.is_empty()))
}

/// Returns everything of one kind, in the order of the list. Measures have a list of their own.
fn items(corpus: &Corpus, what: ListKind) -> Vec<Record> {
    match what {
        ListKind::Documents => corpus.documents().map(Record::Document).collect(),
        ListKind::Claims => corpus.with_drafts().claims().map(Record::Claim).collect(),
        ListKind::Entities => {
            let mut slots: Vec<_> = corpus.entities().collect();
            slots.sort_by_key(|slot| corpus.name_rank(*slot));
            slots.into_iter().map(Record::Entity).collect()
        }
        ListKind::Outlets => by_name(corpus, corpus.outlets().map(Record::Outlet)),
        ListKind::Origins => by_name(corpus, corpus.origins().map(Record::Origin)),
        ListKind::Measures => Vec::new(),
    }
}

fn by_name(corpus: &Corpus, records: impl Iterator<Item = Record>) -> Vec<Record> {
    let mut records: Vec<_> = records.collect();
    records.sort_by_cached_key(|record| (collation::key(corpus.shown(*record).as_str()), corpus.id_of(*record)));
    records
}

fn columns(corpus: &Corpus, item: Record, published: &[Vec<DocumentSlot>]) -> Vec<String> {
    match item {
        Record::Document(slot) => document(corpus, slot),
        Record::Entity(slot) => entity(corpus, slot),
        Record::Claim(slot) => claim(corpus, slot),
        Record::Outlet(slot) => outlet(corpus, slot, &published[slot.index()]),
        Record::Origin(slot) => origin(corpus, slot),
    }
}

/// Writes rows as lines, or as blocks if the terminal is too narrow for a line.
fn print(rows: &[Vec<String>], output: &mut Output) -> anyhow::Result<()> {
    let lines = aligned(rows);
    let fits = output.width().is_none_or(|width| lines.iter().all(|line| text::width(line) <= width));
    for (row, line) in rows.iter().zip(&lines) {
        let mut page = output.blank_page();
        let (id, rest) = row.split_first().expect("the id is the first column");
        if fits {
            let (id, rest) = line.split_at(id.len());
            page.line(vec![Span::drawn(id.to_owned(), Role::Label), Span::drawn(rest.to_owned(), Role::Plain)]);
        } else {
            let rest: Vec<_> = rest.iter().map(String::as_str).filter(|cell| *cell != NONE).collect();
            page.paragraph(&[Span::clean(id, Role::Label)]);
            page.note(&[Span::clean(rest.join(" · "), Role::Plain)]);
        }
        output.page(&page)?;
    }
    Ok(())
}

fn document(corpus: &Corpus, slot: DocumentSlot) -> Vec<String> {
    let document = corpus.document(slot);
    vec![
        document.id.to_string(),
        document.published.map_or_else(|| NONE.to_owned(), |date| date.to_string()),
        document.genre.map_or(NONE, |genre| genre.as_str()).to_owned(),
        claims_and_drafts(corpus, slot),
        corpus.publisher(slot).map_or(NONE, |outlet| corpus.outlet(outlet).name.as_str()).to_owned(),
        document.title.to_string(),
    ]
}

/// Returns the number of a document's claims, and of its drafts if it has any: `2 claims, 12 drafts`.
pub(super) fn claims_and_drafts(corpus: &Corpus, slot: DocumentSlot) -> String {
    let accepted = corpus.claims_in(slot).len();
    let claims = page::count(accepted, "claim", "claims");
    match corpus.with_drafts().claims_in(slot).filter(|claim| corpus.is_proposed(*claim)).count() {
        0 => claims,
        drafts => format!("{claims}, {}", page::count(drafts, "draft", "drafts")),
    }
}

fn entity(corpus: &Corpus, slot: EntitySlot) -> Vec<String> {
    let entity = corpus.entity(slot);
    let schema = entity.schema.map_or(NONE, |schema| schema.as_str());
    vec![
        entity.id.to_string(),
        if entity.draft.is_some() { format!("draft, {schema}") } else { schema.to_owned() },
        page::count(corpus.claims_of(slot).len(), "claim", "claims"),
        entity.name.to_string(),
    ]
}

fn claim(corpus: &Corpus, slot: ClaimSlot) -> Vec<String> {
    let claim = corpus.claim(slot);
    vec![
        corpus.claim_ref(slot).to_string(),
        if corpus.is_proposed(slot) {
            format!("draft, {}", claim.kind.as_str())
        } else {
            claim.kind.as_str().to_owned()
        },
        plain(&page::voice(corpus, corpus.voice(slot))),
        claim.text.to_string(),
    ]
}

fn outlet(corpus: &Corpus, slot: OutletSlot, documents: &[DocumentSlot]) -> Vec<String> {
    let outlet = corpus.outlet(slot);
    let claims = documents.iter().map(|document| corpus.claims_in(*document).len()).sum();
    vec![
        outlet.id.to_string(),
        match (&outlet.draft, outlet.reliability) {
            (Some(_), _) => "draft".to_owned(),
            (None, grade) => grade.map_or(NONE, |grade| grade.grade()).to_owned(),
        },
        page::count(documents.len(), "document", "documents"),
        page::count(claims, "claim", "claims"),
        outlet.name.to_string(),
    ]
}

fn origin(corpus: &Corpus, slot: OriginSlot) -> Vec<String> {
    let origin = corpus.origin(slot);
    let issuers = plain(&page::names(corpus, corpus.issuers(slot)));
    vec![
        origin.id.to_string(),
        origin.date.map_or_else(|| NONE.to_owned(), |date| date.to_string()),
        page::count(corpus.repeating(slot).len(), "document", "documents"),
        page::count(corpus.resting_on(slot).len(), "claim", "claims"),
        if issuers.is_empty() { NONE.to_owned() } else { issuers },
        plain(&page::origin_name(corpus, slot)),
    ]
}

fn measure(corpus: &Corpus, slot: MeasureSlot) -> Vec<String> {
    let measure = corpus.measure(slot);
    vec![
        measure.id.to_string(),
        page::count(corpus.counting(slot).len(), "claim", "claims"),
        measure.unit.as_ref().map_or(NONE, Text::as_str).to_owned(),
        measure.name.to_string(),
    ]
}

/// Returns rows as lines, with every column except the last padded to its widest cell.
fn aligned(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| rows.iter().map(|row| text::width(&row[column])).max().unwrap_or(0).min(PADDED);
    let widths: Vec<_> = (0..columns).map(width).collect();
    rows.iter()
        .map(|row| {
            let mut line = String::new();
            for (at, cell) in row.iter().enumerate() {
                let gap = if at + 1 == columns { 0 } else { widths[at].saturating_sub(text::width(cell)) + 2 };
                let _ = write!(line, "{cell}{:gap$}", "");
            }
            line
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::fixture::harbour;

    fn plain(what: ListKind) -> String {
        let corpus = harbour();
        let rows: Vec<_> = items(&corpus, what).into_iter().map(|item| columns(&corpus, item, &[])).collect();
        aligned(&rows).join("\n")
    }

    #[test]
    fn every_kind_has_one_line_a_record() {
        insta::assert_snapshot!(plain(ListKind::Documents), @"
        2025-01-harbour-closed    2025-01     opinion  2 claims  Coast Daily  Who closed the harbour?
        2024-05-02-harbour-opens  2024-05-02  news     2 claims  Coast Daily  Harbour opens again
        ");
        insta::assert_snapshot!(plain(ListKind::Entities), @"
        dockers-union   Organization  1 claim   Dockers' Union
        ines-oberg      Person        1 claim   Inès Öberg
        norrhavn        Place         3 claims  Norrhavn
        port-authority  PublicBody    2 claims  Norrhavn Port Authority
        tom-reed        Person        1 claim   Tom Reed
        wire-agency     Organization  1 claim   Wire Agency
        ");
        insta::assert_snapshot!(plain(ListKind::Claims), @"
        2025-01-harbour-closed#shallow    opinion     Tom Reed                The basin is nine metres deep at most, which keeps larger ships away.
        2025-01-harbour-closed#strike     allegation  Dockers' Union          The port authority paid strike breakers.
        2024-05-02-harbour-opens#opening  fact        Inès Öberg              The harbour of Norrhavn opens again on 2 May 2024.
        2024-05-02-harbour-opens#depth    fact        Coast Daily (unsigned)  The basin is eleven metres deep after dredging.
        ");
    }
}
