//! A verb that attributes, with its auxiliaries and its subject.

use std::ops::Range;

use super::super::lexicon::{Verb, VerbForm, class, frame};
use super::super::tokens::Token;
use super::phrase::{is_finite, is_subject_pronoun, phrase_before, subject_before};

const BE: [&str; 8] = ["is", "are", "was", "were", "be", "been", "being", "am"];

/// Verbs whose infinitive reports as they do themselves: `went on to say`.
const RAISING: [&str; 14] = [
    "on",
    "continued",
    "continues",
    "had",
    "has",
    "have",
    "used",
    "began",
    "going",
    "seemed",
    "appeared",
    "proceeded",
    "came",
    "goes",
];

/// Subjects of a verb without an ending that do not end in `s`.
const PLURALS: [&str; 12] =
    ["they", "we", "i", "you", "who", "people", "police", "some", "many", "others", "men", "women"];

/// A verb with its auxiliaries.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) verb: Verb,
    /// The tokens from its first auxiliary to the verb.
    pub(super) tokens: Range<usize>,
    pub(super) passive: bool,
    /// Whether it is an infinitive or participle, which has no subject of its own.
    pub(super) subjectless: bool,
    pub(super) negated: bool,
}

/// Returns the group of the verb at `at`, if its form and neighbours allow that it attributes.
pub(super) fn group(tokens: &[Token], at: usize) -> Option<Group> {
    let token = &tokens[at];
    let verb = token.verb?;
    if token.capital && at > 0 {
        return None;
    }
    let mut start = at;
    let (mut be, mut auxiliary, mut infinitive, mut negated) = (false, false, false, false);
    while start > 0 {
        let before = &tokens[start - 1];
        if before.is(class::AUXILIARY) {
            be |= BE.contains(&before.lower.as_str())
                || before.lower.ends_with("'s")
                || before.lower.ends_with("'re")
                || before.lower == "wasn't"
                || before.lower == "weren't";
            auxiliary = true;
            negated |= before.lower.ends_with("n't") || before.lower == "cannot";
            start -= 1;
            if is_contracted(before) {
                start += 1;
                break;
            }
        } else if before.lower == "not" || before.lower == "never" || before.is_adverb() && start > 1 {
            negated |= before.lower == "not" || before.lower == "never";
            start -= 1;
        } else if before.lower == "to" && verb.form == VerbForm::Base && !auxiliary {
            if !(start > 1 && RAISING.contains(&tokens[start - 2].lower.as_str())) {
                infinitive = true;
                break;
            }
            start -= if tokens[start - 2].lower == "on" && start > 2 { 3 } else { 2 };
            auxiliary = true;
        } else {
            break;
        }
    }
    let start = skip_time(tokens, start);
    let participle = matches!(verb.form, VerbForm::Past | VerbForm::Participle);
    let passive = participle && be;
    let gerund = verb.form == VerbForm::Gerund && !be;
    if verb.form == VerbForm::Participle && !auxiliary {
        return None;
    }
    let group = Group { verb, tokens: start..at + 1, passive, subjectless: infinitive || gerund, negated };
    is_plausible(tokens, at, &group, auxiliary).then_some(group)
}

fn is_contracted(token: &Token) -> bool {
    token.lower.contains('\'') && !token.lower.ends_with("n't")
}

/// Returns where a time before a verb begins: `Ek on Tuesday said`.
fn skip_time(tokens: &[Token], start: usize) -> usize {
    let mut at = start;
    while at > 1 && (tokens[at - 1].is(class::TIME) && !tokens[at - 1].is(class::PRONOUN)) {
        at -= 1;
    }
    if at < start && at > 1 && matches!(tokens[at - 1].lower.as_str(), "on" | "in" | "late" | "early") {
        at -= 1;
    }
    let noun =
        |at: usize| at > 0 && tokens[at - 1].is_word() && !tokens[at - 1].is(class::PREPOSITION | class::DETERMINER);
    if at < start && noun(at) { at } else { start }
}

/// Returns whether a form that could also be a noun, or that must agree with its subject, is a verb here.
fn is_plausible(tokens: &[Token], at: usize, group: &Group, auxiliary: bool) -> bool {
    let token = &tokens[at];
    let before = group.tokens.start.checked_sub(1).map(|before| &tokens[before]);
    let next = tokens.get(at + 1);
    if before.is_some_and(|before| {
        before.is(class::DETERMINER) && !before.is(class::PRONOUN) || before.is_possessive() && !group.subjectless
    }) {
        return false;
    }
    let by = next.is_some_and(|next| next.lower == "by");
    if by && !group.passive && matches!(group.verb.form, VerbForm::Past | VerbForm::Participle) {
        return false;
    }
    let pronoun = before.is_some_and(is_subject_pronoun);
    match group.verb.form {
        _ if auxiliary || group.subjectless => true,
        VerbForm::Base => {
            let regular = |before: &Token| {
                before.is_word()
                    && before.lower.len() > 3
                    && before.lower.ends_with('s')
                    && !before.lower.ends_with("ss")
            };
            let near = before.is_some_and(|before| {
                PLURALS.contains(&before.lower.as_str()) || (regular(before) && !before.is_possessive())
            });
            // `Divers in the town say`: the plural is further left.
            let far = || {
                let phrase = phrase_before(tokens, group.tokens.start).unwrap_or_default();
                let number = |token: &Token| token.lower.starts_with(|c: char| c.is_ascii_digit());
                tokens[phrase].iter().any(|token| regular(token) && !token.is_possessive() || number(token))
            };
            let reports = group.verb.frames & frame::SPEECH != 0 && !token.is(class::NOUN);
            near || (reports && far())
        }
        VerbForm::Third => {
            let singular = !before.is_some_and(|before| matches!(before.lower.as_str(), "they" | "we" | "i" | "you"));
            let named = before.is_some_and(|before| before.capital || before.is_mark(','));
            singular && (!token.is(class::NOUN) || pronoun || named)
        }
        VerbForm::Past if token.is(class::NAMING) => pronoun || before.is_some_and(|before| before.capital),
        VerbForm::Past if token.is(class::NOUN) => pronoun || before.is_some_and(|before| before.capital),
        _ => true,
    }
}

/// Returns the subject of a group: before it, that of a verb it is joined to, or that of the sentence.
pub(super) fn subject(tokens: &[Token], group: &Group, from: usize) -> Option<Range<usize>> {
    let start = group.tokens.start;
    if !group.subjectless {
        if let Some(phrase) = subject_before(tokens, start).filter(|phrase| phrase.start >= from) {
            return Some(phrase);
        }
        let joined = start.checked_sub(1).is_some_and(|before| {
            let token = &tokens[before];
            token.is(class::COORDINATOR) || (token.is_mark(',') && group.verb.frames & frame::SPEECH != 0)
        });
        if !joined {
            return None;
        }
    }
    main_subject(tokens, from, start)
}

/// Returns the subject of the first verb between two tokens.
pub(in crate::draft) fn main_subject(tokens: &[Token], from: usize, to: usize) -> Option<Range<usize>> {
    let verb = (from..to).find(|at| is_finite(tokens, *at) || is_contracted_subject(&tokens[*at]))?;
    if is_contracted_subject(&tokens[verb]) {
        return Some(verb..verb + 1);
    }
    let mut start = verb;
    while start > from && tokens[start - 1].is_adverb() {
        start -= 1;
    }
    subject_before(tokens, start).or_else(|| phrase_before(tokens, start)).filter(|phrase| phrase.start >= from)
}

fn is_contracted_subject(token: &Token) -> bool {
    token.is(class::AUXILIARY) && token.lower.contains('\'') && !token.lower.ends_with("n't")
}
