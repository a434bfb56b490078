//! `briefing figures`: who gives which number for the same measure.

use serde::Serialize;

use super::item::folded;
use super::lookup::{ViewScope, view_scope};
use super::outcome::Outcome;
use super::output::Output;
use crate::briefing::{Amount, Bound, ClaimRef, Edtf, EntityId, MeasureId};
use crate::corpus::{Corpus, GivenFigure, MeasureFigures, MeasureSlot};
use crate::page;
use crate::text::Text;

/// A figure in JSON.
#[derive(Serialize)]
#[serde(tag = "record", rename = "figure")]
struct MeasuredLine<'a> {
    measure: &'a MeasureId,
    unit: Option<&'a Text>,
    #[serde(flatten)]
    figure: FigureLine<'a>,
}

/// A number, and the claim that gives it.
#[derive(Serialize)]
pub(super) struct FigureLine<'a> {
    value: Amount,
    bound: Bound,
    /// The date of the claim or, without one, of its origin.
    date: Option<Edtf>,
    claim: ClaimRef,
    /// Empty if the author gives it.
    speaker: Vec<&'a EntityId>,
}

/// What can narrow the figures, for messages.
const TAKES: &str = "a document, an entity, a claim or a measure";

/// Returns a figure in JSON.
pub(super) fn figure<'a>(corpus: &'a Corpus, figure: &GivenFigure) -> FigureLine<'a> {
    FigureLine {
        value: figure.value,
        bound: figure.bound,
        date: figure.date,
        claim: corpus.claim_ref(figure.claim),
        speaker: corpus.speakers(figure.claim).iter().map(|speaker| &corpus.entity(*speaker).id).collect(),
    }
}

/// Writes the figures of each measure, the largest difference first: all of them, or those that `words` narrow them to.
pub(super) fn figures(corpus: &Corpus, words: &[String], output: &mut Output) -> anyhow::Result<Outcome> {
    let measures = match measure(corpus, &words.join(" ")) {
        Some(measure) => vec![corpus.figures_for(measure)],
        None => match view_scope(corpus, words, TAKES, output)? {
            None => return Ok(Outcome::Nothing),
            Some(ViewScope::View(narrowing)) => corpus.figures(&narrowing),
            Some(ViewScope::Claim(claim)) => corpus.figures_beside(claim),
        },
    };
    if output.json {
        for MeasureFigures { measure, given } in &measures {
            let measure = corpus.measure(*measure);
            for given in given {
                let figure = figure(corpus, given);
                output.record(&MeasuredLine { measure: &measure.id, unit: measure.unit.as_ref(), figure })?;
            }
        }
    } else {
        let mut page = output.blank_page();
        page::figures(&mut page, corpus, &measures);
        output.page(&page)?;
    }
    Ok(Outcome::found(measures.iter().any(|measure| !measure.given.is_empty())))
}

/// Returns the measure with this id or name, unless a document, an entity or a claim has the same id.
fn measure(corpus: &Corpus, words: &str) -> Option<MeasureSlot> {
    if corpus.find_document(words).is_some() || corpus.find_entity(words).is_some() {
        return None;
    }
    let is_name = |slot: &MeasureSlot| folded(corpus.measure(*slot).name.as_str()) == folded(words);
    let with_id = corpus.measures().find(|slot| corpus.measure(*slot).id.as_str() == words);
    with_id.or_else(|| corpus.measures().find(is_name))
}
