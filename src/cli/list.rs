//! `briefing list`: everything of one kind, one line each, the id first.

use std::fmt::Write;

use super::args::Listing;
use super::output::Output;
use super::{Outcome, record};
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, Record};
use crate::page;
use crate::text;

/// Writes all records of a kind.
pub(super) fn list(corpus: &Corpus, what: Listing, output: &mut Output) -> anyhow::Result<Outcome> {
    let records = records(corpus, what);
    if output.json {
        for slot in &records {
            output.record(&record::record(corpus, *slot))?;
        }
    } else {
        for line in aligned(&records.iter().map(|slot| columns(corpus, *slot)).collect::<Vec<_>>()) {
            output.line(line)?;
        }
    }
    Ok(Outcome::found(!records.is_empty()))
}

/// The records of a kind in the order in which they are listed.
pub(super) fn records(corpus: &Corpus, what: Listing) -> Vec<Record> {
    match what {
        Listing::Documents => corpus.documents().map(Record::Document).collect(),
        Listing::Claims => corpus.claims().map(Record::Claim).collect(),
        Listing::Entities => {
            let mut slots: Vec<_> = corpus.entities().collect();
            slots.sort_by_key(|slot| corpus.name_rank(*slot));
            slots.into_iter().map(Record::Entity).collect()
        }
    }
}

fn columns(corpus: &Corpus, record: Record) -> Vec<String> {
    match record {
        Record::Document(slot) => document(corpus, slot),
        Record::Entity(slot) => entity(corpus, slot),
        Record::Claim(slot) => claim(corpus, slot),
    }
}

fn document(corpus: &Corpus, slot: DocumentSlot) -> Vec<String> {
    let document = corpus.document(slot);
    vec![
        document.id.to_string(),
        document.published.to_string(),
        document.genre.map_or("-", |genre| genre.word()).to_owned(),
        page::count(document.claims.len(), "claim", "claims"),
        corpus.outlet(corpus.publisher(slot)).name.to_string(),
        document.title.to_string(),
    ]
}

fn entity(corpus: &Corpus, slot: EntitySlot) -> Vec<String> {
    let entity = corpus.entity(slot);
    vec![
        entity.id.to_string(),
        entity.schema.map_or("-", |schema| schema.word()).to_owned(),
        page::count(corpus.claims_of(slot).len(), "claim", "claims"),
        entity.name.to_string(),
    ]
}

fn claim(corpus: &Corpus, slot: ClaimSlot) -> Vec<String> {
    let claim = corpus.claim(slot);
    vec![
        corpus.claim_ref(slot).to_string(),
        claim.kind.word().to_owned(),
        page::plain(&page::voice(corpus, corpus.voice(slot))),
        claim.text.to_string(),
    ]
}

/// Rows as lines, every column but the last as wide as its widest cell.
fn aligned(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| rows.iter().map(|row| text::width(&row[column])).max().unwrap_or(0);
    let widths: Vec<_> = (0..columns).map(width).collect();
    rows.iter()
        .map(|row| {
            let mut line = String::new();
            for (at, cell) in row.iter().enumerate() {
                let gap = if at + 1 == columns { 0 } else { widths[at] - text::width(cell) + 2 };
                let _ = write!(line, "{cell}{:gap$}", "");
            }
            line
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::fixture::harbour;

    fn plain(what: Listing) -> String {
        let corpus = harbour();
        let rows: Vec<_> = records(&corpus, what).into_iter().map(|slot| columns(&corpus, slot)).collect();
        aligned(&rows).join("\n")
    }

    #[test]
    fn every_kind_has_one_line_a_record() {
        insta::assert_snapshot!(plain(Listing::Documents), @"
        2025-01-harbour-closed    2025-01     opinion  2 claims  Coast Daily  Who closed the harbour?
        2024-05-02-harbour-opens  2024-05-02  news     2 claims  Coast Daily  Harbour opens again
        ");
        insta::assert_snapshot!(plain(Listing::Entities), @"
        dockers-union   Organization  1 claim   Dockers' Union
        ines-oberg      Person        1 claim   Inès Öberg
        norrhavn        Place         3 claims  Norrhavn
        port-authority  PublicBody    2 claims  Norrhavn Port Authority
        tom-reed        Person        1 claim   Tom Reed
        wire-agency     Organization  1 claim   Wire Agency
        ");
        insta::assert_snapshot!(plain(Listing::Claims), @"
        2025-01-harbour-closed#shallow    opinion     Tom Reed                The basin is nine metres deep at most, which keeps larger ships away.
        2025-01-harbour-closed#strike     allegation  Dockers' Union          The port authority paid strike breakers.
        2024-05-02-harbour-opens#opening  fact        Inès Öberg              The harbour of Norrhavn opens again on 2 May 2024.
        2024-05-02-harbour-opens#depth    fact        Coast Daily (unsigned)  The basin is eleven metres deep after dredging.
        ");
    }
}
