//! Attributions without a verb: `according to`, `in the words of`.

use std::ops::Range;

use super::super::lexicon::class;
use super::super::tokens::Token;
use super::extent::trimmed;
use super::phrase::{has_finite, is_finite};

/// Maximum number of tokens of a source.
const MAX_SOURCE: usize = 40;

/// Participles in `as reported by`.
const REPORTED: [&str; 9] =
    ["reported", "announced", "stated", "noted", "described", "confirmed", "indicated", "quoted", "mentioned"];

/// A source and what it says, as ranges of tokens.
#[derive(Clone, Debug)]
pub(super) struct According {
    pub(super) cue: Range<usize>,
    pub(super) source: Range<usize>,
    pub(super) content: Vec<Range<usize>>,
}

/// Returns what a source is said to say, for each `according to` between two tokens.
pub(super) fn according(tokens: &[Token], end: usize) -> Vec<According> {
    let mut found: Vec<According> = Vec::new();
    for at in 0..end.saturating_sub(2) {
        let from = found.last().map_or(0, |last| last.source.end);
        if at >= from
            && let Some(length) = cue_length(tokens, at)
        {
            found.extend(source(tokens, from, at..at + length, end));
        }
    }
    found
}

fn cue_length(tokens: &[Token], at: usize) -> Option<usize> {
    let is = |offset: usize, word: &str| tokens.get(at + offset).is_some_and(|token| token.lower == word);
    if is(0, "according") && is(1, "to") {
        return Some(2);
    }
    if is(0, "selon") || is(0, "d'après") {
        return Some(1);
    }
    let told = tokens.get(at + 1).is_some_and(|token| REPORTED.contains(&token.lower.as_str()));
    if is(0, "as") && told && (is(2, "by") || is(2, "in")) {
        return Some(3);
    }
    (is(0, "in") && is(1, "the") && is(2, "words") && is(3, "of")).then_some(4)
}

fn source(tokens: &[Token], from: usize, cue: Range<usize>, end: usize) -> Option<According> {
    let apart = |at: &usize| [':', ';', '—'].iter().any(|mark| tokens[*at].is_mark(*mark));
    let from = if cue.start > from && apart(&(cue.start - 1)) { cue.start } else { from };
    let front = (from..cue.start).all(|at| {
        let token = &tokens[at];
        token.is(class::COORDINATOR)
            || token.is_mark(',')
            || token.is_adverb()
            || token.lower == "and"
            || token.lower == "that"
    });
    let limit = end.min(cue.end + MAX_SOURCE);
    let commas = (cue.end + 1..limit).filter(|at| tokens[*at].is_mark(',')).collect::<Vec<_>>();
    if front {
        // After `According to Ek, who leads the port, …` the last comma before a clause ends the source.
        let comma = commas.iter().enumerate().find(|(number, at)| {
            let until = commas.get(number + 1).copied().unwrap_or(end);
            let first = &tokens[(**at + 1).min(end - 1)];
            let apposition = first.is(class::SUBORDINATOR)
                || first.lower.ends_with("ing")
                || matches!(first.lower.as_str(), "a" | "an" | "and");
            !apposition && (first.is_quotation() || has_finite(tokens, *at + 1..until) || number + 1 == commas.len())
        });
        let comma = *comma.map(|(_, at)| at).or(commas.last())?;
        let content = trimmed(tokens, comma + 1..end);
        return (!content.is_empty()).then(|| According { source: cue.end..comma, cue, content: vec![content] });
    }
    let stops = |at: &usize| {
        tokens[*at].is_mark(',')
            || tokens[*at].is_mark('—')
            || tokens[*at].is_mark(';')
            || tokens[*at].is_speech()
            || tokens[*at].lower == "that"
    };
    let stop = (cue.end + 1..limit).find(stops).unwrap_or(limit);
    let mut content = vec![trimmed(tokens, from..cue.start)];
    let comma = tokens.get(stop).filter(|_| stop + 1 < end).is_some_and(|token| token.is_mark(','));
    if comma && !has_finite(tokens, content[0].clone()) && has_finite(tokens, stop + 1..end) {
        // After `In Ost, according to Ek,` the clause follows; in `The port, according to Ek, is open` it goes on.
        if !is_finite(tokens, stop + 1) {
            content.clear();
        }
        content.push(trimmed(tokens, stop + 1..end));
    }
    content.retain(|range| !range.is_empty());
    if content.is_empty() { None } else { Some(According { source: cue.end..stop, cue, content }) }
}
