//! `briefing conflicts`, `positions`, `timeline`, `matrix`: what the views of the browser show, for scripts and pipes.
//!
//! Each is narrowed by a document or an entity where one is named. As text it is the page of the view, as JSON one
//! line for each pair, position, moment or subject.

use std::collections::BTreeMap;

use serde::Serialize;

use super::output::Output;
use super::record::{RecordLine, record};
use super::{Outcome, show};
use crate::briefing::{ClaimRef, DocumentId, Edtf, EntityId, Kind, RelationType};
use crate::corpus::{Chronology, ClaimSlot, Corpus, Narrowing, Record};
use crate::page::{self, Page};
use crate::text::Text;

#[derive(Serialize)]
#[serde(tag = "record", rename_all = "lowercase")]
enum Line<'a> {
    Conflict {
        #[serde(rename = "type")]
        relation_type: RelationType,
        claim: RecordLine<'a>,
        other: RecordLine<'a>,
        note: Option<&'a Text>,
    },
    Update {
        earlier: RecordLine<'a>,
        later: RecordLine<'a>,
        note: Option<&'a Text>,
    },
    Position {
        /// A list, as everywhere; here of one.
        speaker: [&'a EntityId; 1],
        about: Vec<&'a EntityId>,
        claims: Vec<Said>,
    },
    Moment {
        claim: ClaimRef,
        date: Option<Edtf>,
        published: Edtf,
        speaker: Vec<&'a EntityId>,
        kind: Kind,
        text: &'a Text,
    },
    Subject {
        #[serde(skip_serializing_if = "Option::is_none")]
        entity: Option<&'a EntityId>,
        #[serde(skip_serializing_if = "Option::is_none")]
        claims: Option<Vec<ClaimRef>>,
        documents: BTreeMap<&'a DocumentId, page::Cell>,
    },
}

/// A claim and when it was made.
#[derive(Serialize)]
struct Said {
    claim: ClaimRef,
    date: Edtf,
}

/// What a command is narrowed to by the id of a document or an entity. An id of neither is said, and finds nothing.
pub(super) fn narrowed(corpus: &Corpus, id: Option<&str>, output: &mut Output) -> Option<Vec<Narrowing>> {
    let Some(id) = id else { return Some(Vec::new()) };
    let document = corpus.find_document(id).map(Narrowing::Document);
    let by = document.or_else(|| corpus.find_entity(id).map(Narrowing::Entity));
    if by.is_none() {
        output.note(show::unknown(corpus, id));
    }
    Some(vec![by?])
}

/// Writes every pair of claims of which one disputes or qualifies the other.
pub(super) fn conflicts(corpus: &Corpus, id: Option<&str>, output: &mut Output) -> anyhow::Result<Outcome> {
    let Some(narrowing) = narrowed(corpus, id, output) else { return Ok(Outcome::Nothing) };
    let conflicts = corpus.conflicts(&narrowing);
    if output.json {
        for conflict in &conflicts {
            output.record(&Line::Conflict {
                relation_type: conflict.related.relation_type,
                claim: record(corpus, Record::Claim(conflict.claim)),
                other: record(corpus, Record::Claim(conflict.related.other)),
                note: corpus.note(&conflict.related),
            })?;
        }
    } else {
        write(output, |page| page::conflicts(page, corpus, &narrowing))?;
    }
    Ok(Outcome::found(!conflicts.is_empty()))
}

/// Writes how things went on, and what the same speaker said on the same subject at different times.
pub(super) fn positions(corpus: &Corpus, id: Option<&str>, output: &mut Output) -> anyhow::Result<Outcome> {
    let Some(narrowing) = narrowed(corpus, id, output) else { return Ok(Outcome::Nothing) };
    let (updates, positions) = (corpus.updates(&narrowing), corpus.positions(&narrowing));
    if output.json {
        let of = |claim| record(corpus, Record::Claim(claim));
        for (earlier, later, related) in &updates {
            output.record(&Line::Update { earlier: of(*earlier), later: of(*later), note: corpus.note(related) })?;
        }
        for position in &positions {
            let said = |claim: &ClaimSlot| Said { claim: corpus.claim_ref(*claim), date: corpus.said_on(*claim) };
            output.record(&Line::Position {
                speaker: [&corpus.entity(position.speaker).id],
                about: position.subjects.iter().map(|subject| &corpus.entity(*subject).id).collect(),
                claims: position.claims.iter().map(said).collect(),
            })?;
        }
    } else {
        write(output, |page| page::positions(page, corpus, &narrowing))?;
    }
    Ok(Outcome::found(!(updates.is_empty() && positions.is_empty())))
}

/// Writes claims in the order of time, between two dates where they are given.
pub(super) fn timeline(
    corpus: &Corpus,
    id: Option<&str>,
    (from, to): (Option<Edtf>, Option<Edtf>),
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let Some(narrowing) = narrowed(corpus, id, output) else { return Ok(Outcome::Nothing) };
    let chronology = Chronology::narrowed(corpus, &narrowing).between(from, to);
    if output.json {
        for moment in &chronology.moments {
            let claim = corpus.claim(moment.claim);
            output.record(&Line::Moment {
                claim: corpus.claim_ref(moment.claim),
                date: moment.date,
                published: moment.published,
                speaker: corpus.speakers(moment.claim).iter().map(|speaker| &corpus.entity(*speaker).id).collect(),
                kind: claim.kind,
                text: &claim.text,
            })?;
        }
    } else {
        write(output, |page| page::timeline(page, corpus, &chronology))?;
    }
    Ok(Outcome::found(!chronology.moments.is_empty()))
}

/// Writes who covers what: entities, and what several claims say, against documents.
pub(super) fn matrix(corpus: &Corpus, id: Option<&str>, output: &mut Output) -> anyhow::Result<Outcome> {
    let Some(narrowing) = narrowed(corpus, id, output) else { return Ok(Outcome::Nothing) };
    if output.json {
        let matrix = page::Matrix::of(corpus, &narrowing, usize::MAX);
        let documents = |cells: &[page::Cell]| {
            let ids = matrix.documents().iter().map(|document| &corpus.document(*document).id);
            ids.zip(cells.iter().copied()).filter(|(_, cell)| *cell != page::Cell::default()).collect()
        };
        for (entity, cells) in matrix.entities() {
            let entity = Some(&corpus.entity(entity).id);
            output.record(&Line::Subject { entity, claims: None, documents: documents(&cells) })?;
        }
        for (claims, cells) in matrix.clusters() {
            let claims = Some(claims.iter().map(|claim| corpus.claim_ref(*claim)).collect());
            output.record(&Line::Subject { entity: None, claims, documents: documents(&cells) })?;
        }
    } else {
        write(output, |page| page::matrix(page, corpus, &narrowing))?;
    }
    Ok(Outcome::found(corpus.documents().len() > 0))
}

fn write(output: &mut Output, lay_out: impl FnOnce(&mut Page)) -> anyhow::Result<()> {
    let mut page = Page::new(output.width());
    lay_out(&mut page);
    output.page(&page)
}
