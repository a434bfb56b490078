//! The attributions of a French sentence.

use std::ops::Range;

use super::super::lexicon::{Lexicon, Verb, VerbForm, class, frame};
use super::super::tokens::Token;
use super::Attribution;
use super::according::according;
use super::extent::trimmed;
use super::phrase::{has_finite, phrase_before, subject_after};

/// Pronouns that follow a verb with a hyphen: `a-t-il déclaré`, `dit-elle`.
const PRONOUNS: [&str; 7] = ["-il", "-elle", "-ils", "-elles", "-on", "-je", "-nous"];

/// Maximum number of tokens between a verb and what is said: `a déclaré mardi à la presse que`.
const MAX_ADVERBIAL: usize = 14;

/// A verb with its auxiliary, as ranges of tokens.
struct Group {
    verb: Verb,
    tokens: Range<usize>,
    /// The token with a pronoun after a hyphen.
    pronoun: Option<usize>,
}

/// An attribution as ranges of tokens.
struct Found {
    subject: Option<Range<usize>>,
    cue: Range<usize>,
    content: Vec<Range<usize>>,
    verb: Option<u16>,
    keeps_verb: bool,
}

/// Returns the attributions of a sentence, in the order of what is said.
pub(super) fn attributions(tokens: &[Token], lexicon: &Lexicon) -> Vec<Attribution> {
    let end = trimmed(tokens, 0..tokens.len()).end;
    let mut found: Vec<Found> = according(tokens, end)
        .into_iter()
        .map(|according| Found {
            subject: Some(according.source),
            cue: according.cue,
            content: according.content,
            verb: None,
            keeps_verb: false,
        })
        .collect();
    for at in 0..end {
        let taken = |range: &Range<usize>| range.contains(&at);
        if found.iter().any(|found| found.content.iter().any(taken) || found.subject.as_ref().is_some_and(taken)) {
            continue;
        }
        let Some(group) = group(tokens, at) else { continue };
        found.extend(inverted(tokens, &group, end).or_else(|| forward(tokens, &group, end)));
    }
    let bytes = |range: &Range<usize>| tokens[range.start].range.start..tokens[range.end - 1].range.end;
    let mut all: Vec<_> = found
        .iter()
        .map(|found| Attribution {
            speakers: found.subject.iter().map(bytes).collect(),
            cue: Some(bytes(&found.cue)),
            content: found.content.iter().map(bytes).collect(),
            listener: None,
            verb: found.verb.map(|verb| lexicon.infinitive(verb).to_owned()),
            keeps_verb: found.keeps_verb,
            guessed: false,
        })
        .collect();
    all.sort_by_key(|attribution| attribution.content[0].start);
    all
}

/// Returns the group of the verb at `at`: a participle with its auxiliary, or a form of the third person.
fn group(tokens: &[Token], at: usize) -> Option<Group> {
    let token = &tokens[at];
    let verb = token.verb.filter(|_| !token.capital)?;
    let hyphened = |at: usize| PRONOUNS.iter().any(|pronoun| tokens[at].lower.ends_with(pronoun));
    if hyphened(at) {
        return Some(Group { verb, tokens: at..at + 1, pronoun: Some(at) });
    }
    let mut start = at;
    while start > 0 && tokens[start - 1].is_adverb() {
        start -= 1;
    }
    let auxiliary = start.checked_sub(1).filter(|before| tokens[*before].is(class::AUXILIARY));
    match (verb.form, auxiliary) {
        (VerbForm::Past | VerbForm::Third, Some(auxiliary)) => {
            let passive =
                matches!(tokens[auxiliary].lower.as_str(), "est" | "sont" | "été" | "était" | "étaient" | "être");
            let pronoun = hyphened(auxiliary).then_some(auxiliary);
            (!passive).then_some(Group { verb, tokens: auxiliary..at + 1, pronoun })
        }
        (VerbForm::Third, None) => {
            let noun =
                start.checked_sub(1).is_some_and(|before| tokens[before].is(class::DETERMINER | class::PREPOSITION));
            (!noun).then_some(Group { verb, tokens: start..at + 1, pronoun: None })
        }
        _ => None,
    }
}

/// Returns the attribution of a verb that follows what is said: `« … », a déclaré le ministre`.
fn inverted(tokens: &[Token], group: &Group, end: usize) -> Option<Found> {
    let before = &tokens[group.tokens.start.checked_sub(1)?];
    let follows = before.is_mark(',') || before.is_quotation() || before.is_mark('—');
    if !follows || group.verb.frames & frame::SPEECH == 0 {
        return None;
    }
    let subject = match group.pronoun {
        Some(pronoun) => pronoun..pronoun + 1,
        None => subject_after(tokens, group.tokens.end)?,
    };
    let left = trimmed(tokens, 0..group.tokens.start);
    let quoted = tokens[left.clone()].iter().any(Token::is_speech);
    if left.is_empty() || (!quoted && !has_finite(tokens, left.clone())) {
        return None;
    }
    let mut content = vec![left];
    let after = subject.end.max(group.tokens.end);
    let rest = (after..end).find(|at| tokens[*at].is_speech());
    content.extend(rest.filter(|_| quoted).map(|rest| trimmed(tokens, rest..end)));
    content.retain(|range| !range.is_empty());
    Some(Found {
        subject: Some(subject),
        cue: group.tokens.clone(),
        content,
        verb: Some(group.verb.number),
        keeps_verb: false,
    })
}

/// Returns the attribution of a verb that precedes what is said: `le ministre a déclaré que`.
fn forward(tokens: &[Token], group: &Group, end: usize) -> Option<Found> {
    let subject = match group.pronoun {
        Some(pronoun) => pronoun..pronoun + 1,
        None => subject_before(tokens, group.tokens.start)?,
    };
    let found = |content: Range<usize>, keeps_verb| Found {
        subject: Some(subject.clone()),
        cue: group.tokens.clone(),
        content: std::iter::once(content).collect(),
        verb: Some(group.verb.number),
        keeps_verb,
    };
    let after = group.tokens.end;
    if group.verb.frames & (frame::SPEECH | frame::CLAUSE) != 0 {
        let begins = |at: &usize| {
            let token = &tokens[*at];
            token.lower == "que" || token.lower.starts_with("qu'") || token.is_speech() || token.is_mark(':')
        };
        if let Some(start) = (after..end.min(after + MAX_ADVERBIAL)).find(begins) {
            let content = trimmed(tokens, start..end);
            return (!content.is_empty()).then(|| found(content, false));
        }
    }
    let next = tokens.get(after).filter(|_| after < end)?;
    let object = next.is_word() && (next.is(class::DETERMINER) || next.capital || next.lower.contains('\''));
    (group.verb.frames & frame::OBJECT != 0 && object)
        .then(|| found(trimmed(tokens, after..end), true))
        .filter(|found| !found.content[0].is_empty())
}

/// Returns the subject before a verb, past an apposition between commas.
fn subject_before(tokens: &[Token], end: usize) -> Option<Range<usize>> {
    let last = &tokens[end.checked_sub(1)?];
    if last.is_mark(',') {
        let comma = (0..end - 1).rev().find(|at| tokens[*at].is_mark(','))?;
        return phrase_before(tokens, comma);
    }
    phrase_before(tokens, end)
}
