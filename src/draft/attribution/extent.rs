//! How far what is said reaches.

use std::ops::Range;

use super::super::lexicon::{VerbForm, class, frame};
use super::super::tokens::Token;
use super::clause::Group;
use super::phrase::{has_finite, subject_before};

/// Returns the content up to where another attribution of the sentence begins.
pub(super) fn cut(tokens: &[Token], content: Range<usize>, groups: &[Group]) -> Range<usize> {
    let stop = (content.start + 1..content.end).find(|at| begins_another(tokens, content.start, *at, groups));
    trimmed(tokens, content.start..stop.unwrap_or(content.end))
}

/// Returns a range without marks at its ends.
pub(super) fn trimmed(tokens: &[Token], mut content: Range<usize>) -> Range<usize> {
    let loose = |token: &Token| [',', ';', '—', ':', '.', '!', '?'].iter().any(|mark| token.is_mark(*mark));
    while !content.is_empty() && (loose(&tokens[content.end - 1]) || tokens[content.end - 1].is(class::COORDINATOR)) {
        content.end -= 1;
    }
    while !content.is_empty() && loose(&tokens[content.start]) {
        content.start += 1;
    }
    content
}

/// Returns whether another attribution begins at a token: `, adding that`, `, but Ek said`, `, according to`.
fn begins_another(tokens: &[Token], start: usize, at: usize, groups: &[Group]) -> bool {
    let token = &tokens[at];
    if token.lower == "according" && tokens.get(at + 1).is_some_and(|next| next.lower == "to") {
        return true;
    }
    let comma = token.is_mark(',') || token.is_mark(';') || token.is_mark('—');
    let starts = |group: &&Group| group.tokens.start == at + 1;
    if comma {
        let gerund = groups[next_group(groups, at)..].first().filter(starts).is_some_and(|group| {
            group.verb.form == VerbForm::Gerund && group.verb.frames & (frame::SPEECH | frame::TOLD) != 0
        });
        if gerund {
            return true;
        }
    }
    let joins =
        comma || token.is(class::COORDINATOR) || matches!(token.lower.as_str(), "while" | "though" | "although");
    if !joins {
        return false;
    }
    // `said that he came but did not stay`: what the speaker did is no part of it.
    let contrasts = token.lower == "but" && tokens.get(at + 1).is_some_and(|next| next.is(class::AUXILIARY));
    if contrasts {
        return true;
    }
    let reports = |group: &&Group| {
        !group.subjectless
            && !group.passive
            && group.verb.frames & (frame::SPEECH | frame::TOLD) != 0
            && matches!(group.verb.form, VerbForm::Past | VerbForm::Third)
    };
    let next = groups[next_group(groups, at)..].iter().find(reports);
    next.is_some_and(|group| {
        let follows = subject_before(tokens, group.tokens.start).is_some_and(|subject| subject.start == at + 1);
        (group.tokens.start == at + 1 && !comma) || (follows && has_finite(tokens, start..at))
    })
}

/// Returns the index of the first group that begins after a token.
fn next_group(groups: &[Group], at: usize) -> usize {
    groups.partition_point(|group| group.tokens.start <= at)
}
