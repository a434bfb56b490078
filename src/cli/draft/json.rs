//! Proposals as JSON Lines.

use std::ops::Range;

use serde::Serialize;

use super::article::Article;
use crate::briefing::{DocumentId, Edtf, EntityId, Kind, Passage, Schema, SourceUrl};
use crate::cli::output::Output;
use crate::draft::{Draft, Named, NewEntity, Proposal};

/// Two byte offsets in the stored text.
type Span = [usize; 2];

#[derive(Serialize)]
struct ProposalLine<'a> {
    record: &'static str,
    document: &'a DocumentId,
    text: &'a str,
    spans: Vec<Span>,
    speaker: Vec<NamedLine<'a>>,
    cue: Option<WordsLine<'a>>,
    via: Vec<NamedLine<'a>>,
    about: &'a [EntityId],
    kind: Kind,
    date: Option<DateLine<'a>>,
    passage: Option<&'a Passage>,
    link: Option<SourceUrl>,
    flags: Vec<&'static str>,
    by: String,
}

#[derive(Serialize)]
struct NamedLine<'a> {
    id: Option<&'a EntityId>,
    words: &'a str,
    span: Span,
}

#[derive(Serialize)]
struct WordsLine<'a> {
    words: &'a str,
    span: Span,
}

#[derive(Serialize)]
struct DateLine<'a> {
    date: Edtf,
    words: &'a str,
    span: Span,
}

#[derive(Serialize)]
struct EntityLine<'a> {
    record: &'static str,
    document: &'a DocumentId,
    id: &'a EntityId,
    schema: Schema,
    name: &'a str,
    alias: &'a [String],
    position: &'a [String],
    sentences: Vec<Span>,
}

/// Prints what is proposed of an article: new actors, then claims.
pub(super) fn print(id: &DocumentId, article: &Article, draft: &Draft, output: &mut Output) -> anyhow::Result<()> {
    for entity in &draft.entities {
        output.record(&entity_line(id, entity))?;
    }
    draft.proposals.iter().try_for_each(|proposal| output.record(&proposal_line(id, article, proposal)))
}

fn span(range: &Range<usize>) -> Span {
    [range.start, range.end]
}

fn named(all: &[Named]) -> Vec<NamedLine<'_>> {
    all.iter().map(|named| NamedLine { id: named.id.as_ref(), words: &named.words, span: span(&named.span) }).collect()
}

fn proposal_line<'a>(id: &'a DocumentId, article: &'a Article, proposal: &'a Proposal) -> ProposalLine<'a> {
    let words = |range: &Range<usize>| &article.text[range.clone()];
    let url = article.url.as_ref().map(|(url, _)| url);
    ProposalLine {
        record: "proposal",
        document: id,
        text: &proposal.text,
        spans: proposal.spans.iter().map(span).collect(),
        speaker: named(&proposal.speaker),
        cue: proposal.cue.as_ref().map(|cue| WordsLine { words: words(cue), span: span(cue) }),
        via: named(&proposal.via),
        about: &proposal.about,
        kind: proposal.kind,
        date: proposal.date.as_ref().map(|dated| DateLine {
            date: dated.date,
            words: words(&dated.words),
            span: span(&dated.words),
        }),
        passage: proposal.passage.as_ref(),
        link: url.zip(proposal.passage.as_ref()).map(|(url, passage)| passage.link(url)),
        flags: proposal.flags.iter().map(|flag| flag.as_str()).collect(),
        by: proposal.by.to_string(),
    }
}

fn entity_line<'a>(id: &'a DocumentId, entity: &'a NewEntity) -> EntityLine<'a> {
    EntityLine {
        record: "new-entity",
        document: id,
        id: &entity.id,
        schema: entity.schema,
        name: &entity.name,
        alias: &entity.alias,
        position: &entity.position,
        sentences: entity.sentences.iter().map(span).collect(),
    }
}
