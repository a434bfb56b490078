//! `briefing conflicts`, `positions`, `timeline` and `matrix`: the views of the browser, for scripts and pipes.
//!
//! A document or an entity narrows each of them, and a claim narrows all except the matrix. In plain text, a command
//! prints the page of the view. In JSON, it prints one line for each pair, position, moment or subject.

use std::collections::BTreeMap;

use anyhow::bail;
use serde::Serialize;

use super::figures::{FigureLine, figure};
use super::json::{RecordLine, record};
use super::lookup::{ViewScope, view_scope};
use super::outcome::Outcome;
use super::output::Output;
use crate::briefing::{ClaimRef, DocumentId, Edtf, EntityId, Kind, MeasureId, RelationType};
use crate::corpus::{Chronology, ClaimSlot, Corpus, FigureConflict, Record, Update};
use crate::page;
use crate::text::Text;

#[derive(Serialize)]
#[serde(tag = "record", rename_all = "lowercase")]
enum ViewLine<'a> {
    Conflict {
        #[serde(rename = "type")]
        relation_type: RelationType,
        claim: RecordLine<'a>,
        other: RecordLine<'a>,
        note: Option<&'a Text>,
    },
    #[serde(rename = "figures-differ")]
    FiguresDiffer {
        measure: &'a MeasureId,
        unit: Option<&'a Text>,
        figure: FigureLine<'a>,
        other: FigureLine<'a>,
    },
    Update {
        earlier: RecordLine<'a>,
        later: RecordLine<'a>,
        note: Option<&'a Text>,
    },
    Position {
        /// Always one, in a list because `speaker` is a list in every record.
        speaker: [&'a EntityId; 1],
        about: Vec<&'a EntityId>,
        claims: Vec<Said>,
    },
    Moment {
        claim: ClaimRef,
        date: Option<Edtf>,
        published: Option<Edtf>,
        speaker: Vec<&'a EntityId>,
        kind: Kind,
        text: &'a Text,
    },
    Subject {
        #[serde(skip_serializing_if = "Option::is_none")]
        entity: Option<&'a EntityId>,
        #[serde(skip_serializing_if = "Option::is_none")]
        claims: Option<Vec<ClaimRef>>,
        documents: BTreeMap<&'a DocumentId, page::MatrixCell>,
    },
}

/// What can narrow a view, for messages.
const TAKES: &str = "a document, an entity or a claim";
/// What can narrow the matrix, which has no single claims.
const MATRIX_TAKES: &str = "a document or an entity";

/// A claim and when it was made.
#[derive(Serialize)]
struct Said {
    claim: ClaimRef,
    date: Option<Edtf>,
}

/// Writes pairs of claims where one disputes or qualifies the other, then figures that cannot both be true: all of them, or
/// those that `words` narrow them to.
pub(super) fn conflicts(corpus: &Corpus, words: &[String], output: &mut Output) -> anyhow::Result<Outcome> {
    let Some(subject) = view_scope(corpus, words, TAKES, output)? else { return Ok(Outcome::Nothing) };
    let (conflicts, figures) = match subject {
        ViewScope::View(narrowing) => (corpus.conflicts(&narrowing), corpus.figure_conflicts(&narrowing)),
        ViewScope::Claim(claim) => {
            let (mut conflicts, mut figures) = (corpus.conflicts(&[]), corpus.figure_conflicts(&[]));
            conflicts.retain(|conflict| [conflict.claim, conflict.related.other].contains(&claim));
            figures.retain(|conflict| conflict.figures.iter().any(|figure| figure.claim == claim));
            (conflicts, figures)
        }
    };
    if output.json {
        for conflict in &conflicts {
            output.record(&ViewLine::Conflict {
                relation_type: conflict.related.relation_type,
                claim: record(corpus, Record::Claim(conflict.claim)),
                other: record(corpus, Record::Claim(conflict.related.other)),
                note: corpus.note(&conflict.related),
            })?;
        }
        for FigureConflict { measure, figures: [one, other] } in &figures {
            let measure = corpus.measure(*measure);
            output.record(&ViewLine::FiguresDiffer {
                measure: &measure.id,
                unit: measure.unit.as_ref(),
                figure: figure(corpus, one),
                other: figure(corpus, other),
            })?;
        }
    } else {
        let mut page = output.blank_page();
        page::conflicts(&mut page, corpus, &conflicts, &figures);
        output.page(&page)?;
    }
    Ok(Outcome::found(!(conflicts.is_empty() && figures.is_empty())))
}

/// Writes how things developed, and what the same speaker said on one subject at different times: all of it, or what
/// `words` narrow it to.
pub(super) fn positions(corpus: &Corpus, words: &[String], output: &mut Output) -> anyhow::Result<Outcome> {
    let Some(subject) = view_scope(corpus, words, TAKES, output)? else { return Ok(Outcome::Nothing) };
    let (updates, positions) = match subject {
        ViewScope::View(narrowing) => (corpus.updates(&narrowing), corpus.positions(&narrowing)),
        ViewScope::Claim(claim) => {
            let (mut updates, mut positions) = (corpus.updates(&[]), corpus.positions(&[]));
            updates.retain(|update| [update.earlier, update.later].contains(&claim));
            positions.retain(|position| position.claims.contains(&claim));
            (updates, positions)
        }
    };
    if output.json {
        let line = |claim| record(corpus, Record::Claim(claim));
        for Update { earlier, later, related } in &updates {
            output.record(&ViewLine::Update {
                earlier: line(*earlier),
                later: line(*later),
                note: corpus.note(related),
            })?;
        }
        for position in &positions {
            let said = |claim: &ClaimSlot| Said { claim: corpus.claim_ref(*claim), date: corpus.said_on(*claim) };
            output.record(&ViewLine::Position {
                speaker: [&corpus.entity(position.speaker).id],
                about: position.subjects.iter().map(|subject| &corpus.entity(*subject).id).collect(),
                claims: position.claims.iter().map(said).collect(),
            })?;
        }
    } else {
        let mut page = output.blank_page();
        page::positions(&mut page, corpus, &updates, &positions);
        output.page(&page)?;
    }
    Ok(Outcome::found(!(updates.is_empty() && positions.is_empty())))
}

/// Writes claims in chronological order, optionally between two dates: all of them, or those that `words` narrow them to.
/// A claim narrows them to itself and the claims related to it.
pub(super) fn timeline(
    corpus: &Corpus,
    words: &[String],
    (from, to): (Option<Edtf>, Option<Edtf>),
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    if let (Some(from), Some(to)) = (from, to)
        && from.first() > to.last()
    {
        bail!("--from {from} is after --to {to}");
    }
    let Some(subject) = view_scope(corpus, words, TAKES, output)? else { return Ok(Outcome::Nothing) };
    let chronology = match subject {
        ViewScope::View(narrowing) => Chronology::from_view(corpus, &narrowing),
        ViewScope::Claim(claim) => Chronology::new(corpus, with_related(corpus, claim)),
    };
    let chronology = chronology.between(from, to);
    if output.json {
        for moment in &chronology.moments {
            let claim = corpus.claim(moment.claim);
            output.record(&ViewLine::Moment {
                claim: corpus.claim_ref(moment.claim),
                date: moment.date,
                published: moment.published,
                speaker: corpus.speakers(moment.claim).iter().map(|speaker| &corpus.entity(*speaker).id).collect(),
                kind: claim.kind,
                text: &claim.text,
            })?;
        }
    } else {
        let mut page = output.blank_page();
        page::timeline(&mut page, corpus, &chronology);
        output.page(&page)?;
    }
    Ok(Outcome::found(!chronology.moments.is_empty()))
}

/// Returns a claim, those that say the same, and those related to one of them.
fn with_related(corpus: &Corpus, claim: ClaimSlot) -> Vec<ClaimSlot> {
    let known = corpus.corroboration(claim);
    let mut claims = known.sources.concat();
    claims.extend(known.bearings.iter().map(|bearing| bearing.related.other));
    claims.sort_unstable();
    claims.dedup();
    claims.retain(|claim| !corpus.is_draft(*claim));
    claims
}

/// Writes which documents cover what: a line for each entity, and for each set of claims that say the same.
pub(super) fn matrix(corpus: &Corpus, words: &[String], output: &mut Output) -> anyhow::Result<Outcome> {
    let narrowing = match view_scope(corpus, words, MATRIX_TAKES, output)? {
        None => return Ok(Outcome::Nothing),
        Some(ViewScope::View(narrowing)) => narrowing,
        Some(ViewScope::Claim(claim)) => {
            let claim = corpus.claim_ref(claim);
            bail!("`{claim}` is a claim, and a matrix has no single claims; name {MATRIX_TAKES}");
        }
    };
    if output.json {
        let matrix = page::Matrix::new(corpus, &narrowing, usize::MAX);
        let documents = |cells: &[page::MatrixCell]| {
            let ids = matrix.documents().iter().map(|document| &corpus.document(*document).id);
            ids.zip(cells.iter().copied()).filter(|(_, cell)| *cell != page::MatrixCell::default()).collect()
        };
        for (entity, cells) in matrix.entities() {
            let entity = Some(&corpus.entity(entity).id);
            output.record(&ViewLine::Subject { entity, claims: None, documents: documents(&cells) })?;
        }
        for (claims, cells) in matrix.clusters() {
            let claims = Some(claims.iter().map(|claim| corpus.claim_ref(*claim)).collect());
            output.record(&ViewLine::Subject { entity: None, claims, documents: documents(&cells) })?;
        }
    } else {
        let mut page = output.blank_page();
        page::matrix(&mut page, corpus, &narrowing);
        output.page(&page)?;
    }
    Ok(Outcome::found(corpus.documents().len() > 0))
}
