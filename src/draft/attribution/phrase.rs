//! Noun phrases before and after a verb: who speaks, and who is told.

use std::ops::Range;

use super::super::lexicon::{VerbForm, class};
use super::super::tokens::{Token, TokenKind};

/// Maximum number of tokens of a noun phrase, because a longer one is a clause that was misread.
const MAX_PHRASE: usize = 25;
/// Maximum number of tokens between a name and its verb: `Ms. Ek, who has led the port since May, said`.
const MAX_APPOSITION: usize = 40;

/// Maximum number of tokens of a relative clause without commas.
const MAX_RELATIVE: usize = 10;

const PERSONS: [&str; 17] = [
    "he", "she", "they", "we", "i", "you", "it", "who", "one", "il", "elle", "ils", "elles", "on", "nous", "vous", "je",
];
const OBJECTS: [&str; 7] = ["him", "her", "them", "me", "us", "you", "it"];

/// Returns whether a token is a pronoun that is a subject by itself.
pub(super) fn is_subject_pronoun(token: &Token) -> bool {
    token.is(class::PRONOUN) && PERSONS.contains(&token.lower.as_str())
}

/// Returns whether a token is a pronoun with its verb, such as `he's`.
pub(super) fn is_contracted_pronoun(token: &Token) -> bool {
    token.is(class::AUXILIARY) && token.lower.split_once('\'').is_some_and(|(word, _)| PERSONS.contains(&word))
}

/// Returns whether a token is a verb that makes a clause, rather than a noun or a participle before one.
pub(super) fn is_finite(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    if !token.is_word() || token.is(class::DETERMINER) {
        return false;
    }
    if token.is(class::AUXILIARY) || (token.is(class::FINITE) && !token.capital) {
        return true;
    }
    if token.is(class::NOUN) && !token.capital && at > 0 && token.verb.is_some_and(|verb| verb.form == VerbForm::Third)
    {
        // `Ost aims to`: after a name and before what a verb takes, a form that is more often a noun is a verb.
        let takes = tokens
            .get(at + 1)
            .is_some_and(|next| next.lower == "to" || next.lower == "that" || next.is(class::DETERMINER));
        return takes
            && (tokens[at - 1].capital && !tokens[at - 1].is_possessive() || is_subject_pronoun(&tokens[at - 1]));
    }
    let modifies = at > 0 && (tokens[at - 1].is(class::DETERMINER) || tokens[at - 1].is_possessive());
    let by = tokens.get(at + 1).is_some_and(|next| next.lower == "by");
    let attributes = token.verb.is_some_and(|verb| matches!(verb.form, VerbForm::Past | VerbForm::Third));
    let regular = token.lower.len() > 4 && token.lower.ends_with("ed");
    (attributes || regular) && !token.is(class::NOUN) && !token.capital && !modifies && !by
}

/// Returns whether a range of tokens holds a clause.
pub(super) fn has_finite(tokens: &[Token], range: Range<usize>) -> bool {
    range.into_iter().any(|at| is_finite(tokens, at))
}

/// Returns the noun phrase that ends at `end`, past an apposition or relative clause between commas.
pub(super) fn subject_before(tokens: &[Token], end: usize) -> Option<Range<usize>> {
    let last = tokens.get(end.checked_sub(1)?)?;
    if last.is_mark(',') || last.is_mark('—') {
        return before_apposition(tokens, end - 1);
    }
    if matches!(last.lower.as_str(), "who" | "which" | "that") {
        let antecedent = end - 1;
        let comma = antecedent > 0 && tokens[antecedent - 1].is_mark(',');
        return phrase_before(tokens, antecedent - usize::from(comma));
    }
    phrase_before(tokens, end).or_else(|| before_relative(tokens, end))
}

/// Returns the noun phrase before a relative clause that ends at `end`: `a diver who left`.
fn before_relative(tokens: &[Token], end: usize) -> Option<Range<usize>> {
    let words = (end.saturating_sub(MAX_RELATIVE)..end).rev().take_while(|at| tokens[*at].is_word());
    let who = words.into_iter().find(|at| matches!(tokens[*at].lower.as_str(), "who" | "which"))?;
    phrase_before(tokens, who)
}

/// Returns the noun phrase before an apposition whose second comma, or dash, is at `comma`.
fn before_apposition(tokens: &[Token], comma: usize) -> Option<Range<usize>> {
    let mark = tokens[comma].kind;
    let floor = comma.saturating_sub(MAX_APPOSITION);
    (floor..comma).rev().filter(|at| tokens[*at].kind == mark).find_map(|at| {
        let inner = at + 1..comma;
        let first = tokens.get(inner.start).filter(|_| !inner.is_empty())?;
        let relative = matches!(first.lower.as_str(), "who" | "which" | "whose" | "where" | "whom" | "when");
        let begins = first.is_word() && !first.is(class::COORDINATOR) && !is_subject_pronoun(first);
        let participle = first.lower.ends_with("ing") || first.lower.ends_with("ed");
        let speech = tokens[inner.clone()].iter().any(Token::is_speech);
        let nominal = !first.is(class::SUBORDINATOR) && (participle || !has_finite(tokens, inner.clone()));
        let fits = !speech && (relative || (begins && nominal));
        fits.then(|| phrase_before(tokens, at)).flatten()
    })
}

/// Returns the noun phrase that ends at `end`.
pub(super) fn phrase_before(tokens: &[Token], end: usize) -> Option<Range<usize>> {
    let floor = end.saturating_sub(MAX_PHRASE);
    let mut start = end;
    while start > floor {
        let at = start - 1;
        let token = &tokens[at];
        match token.kind {
            TokenKind::Mark(')' | ']') => {
                let open = (floor..at).rev().find(|at| matches!(tokens[*at].kind, TokenKind::Mark('(' | '[')));
                match open {
                    Some(open) => start = open,
                    None => break,
                }
                continue;
            }
            TokenKind::Mark(mark) if !matches!(mark, '&' | '/' | '#' | '@' | '$' | '%') => break,
            TokenKind::Quotation if token.is_speech() => break,
            TokenKind::Mark(_) | TokenKind::Quotation => {}
            TokenKind::Word => {
                if is_subject_pronoun(token) || is_contracted_pronoun(token) {
                    start -= usize::from(start == end);
                    break;
                }
                let temporal = matches!(token.lower.as_str(), "after" | "before" | "until" | "since" | "than" | "as");
                if token.is(class::SUBORDINATOR) || temporal || !continues_left(tokens, at) {
                    break;
                }
            }
        }
        start = at;
    }
    let phrase = without_lead(tokens, start..end);
    is_nominal(tokens, &phrase).then_some(phrase)
}

/// Returns whether a word belongs to the noun phrase after it.
fn continues_left(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    if token.is(class::COORDINATOR) {
        return matches!(token.lower.as_str(), "and" | "or" | "et") && joins_nouns(tokens, at);
    }
    !is_finite(tokens, at)
}

/// Returns whether a coordinator at `at` joins nouns, not clauses: no verb stands before it.
fn joins_nouns(tokens: &[Token], at: usize) -> bool {
    let floor = at.saturating_sub(15);
    for before in (floor..at).rev() {
        let token = &tokens[before];
        if matches!(token.kind, TokenKind::Mark(_)) || token.is_speech() || token.is(class::SUBORDINATOR) {
            return before + 1 < at;
        }
        if is_finite(tokens, before) {
            return false;
        }
    }
    at > floor
}

/// Drops adverbs and an adverbial such as `On Tuesday` or `In Ost` from the start of a phrase.
fn without_lead(tokens: &[Token], mut phrase: Range<usize>) -> Range<usize> {
    while phrase.len() > 1 && {
        let first = &tokens[phrase.start];
        first.is_adverb() || first.is(class::COORDINATOR) || first.is(class::TIME) && !first.capital
    } {
        phrase.start += 1;
    }
    if phrase.len() > 2 && tokens[phrase.start].is(class::PREPOSITION) {
        let inner = phrase.start + 1;
        let time = (inner..phrase.end).take_while(|at| {
            tokens[*at].is(class::TIME) || tokens[*at].lower.starts_with(|c: char| c.is_ascii_digit())
        });
        let after_time = inner + time.count();
        let determiner = (inner + 1..phrase.end).rev().find(|at| tokens[*at].is(class::DETERMINER));
        let name = (inner + 1..phrase.end).rev().take_while(|at| tokens[*at].capital).last();
        phrase.start = match (determiner, name) {
            _ if after_time > inner && after_time < phrase.end => after_time,
            (_, Some(name)) if !tokens[name - 1].is(class::PREPOSITION) => name,
            (Some(determiner), _) if !tokens[determiner - 1].is(class::PREPOSITION) => determiner,
            _ => inner,
        };
    }
    phrase
}

/// Returns whether a range of tokens can name an actor.
pub(super) fn is_nominal(tokens: &[Token], phrase: &Range<usize>) -> bool {
    let Some(last) = tokens.get(phrase.end.wrapping_sub(1)).filter(|_| !phrase.is_empty()) else { return false };
    if is_subject_pronoun(last) || is_contracted_pronoun(last) {
        return true;
    }
    if last.is_mark(')') || last.is_quotation() {
        return phrase.len() > 1;
    }
    let ends =
        last.is_word() && !last.is(class::PREPOSITION | class::COORDINATOR) && (!last.is_adverb() || last.capital);
    let determined = |at: usize| {
        let token = &tokens[at];
        token.is(class::DETERMINER | class::PRONOUN)
            || token.capital
            || token.is_possessive()
            || token.lower.starts_with("l'")
    };
    let plural = last.lower.len() > 3 && last.lower.ends_with('s')
        || matches!(last.lower.as_str(), "people" | "police" | "men" | "women");
    let bare = last.is(class::DETERMINER) && !last.is(class::PRONOUN) && !last.capital;
    let lone_possessive = phrase.len() == 1 && last.is_possessive() && !last.lower.ends_with("s'");
    ends && !bare && !lone_possessive && (plural || phrase.clone().any(determined))
}

/// Returns the noun phrase that begins at `start`, as after an inverted verb.
pub(super) fn subject_after(tokens: &[Token], start: usize) -> Option<Range<usize>> {
    let first = tokens.get(start)?;
    if is_subject_pronoun(first) {
        return Some(start..start + 1);
    }
    let limit = tokens.len().min(start + MAX_PHRASE);
    let mut end = start;
    while end < limit {
        let token = &tokens[end];
        let goes_on = match token.kind {
            TokenKind::Mark('&' | '/' | '(' | ')' | '$' | '@' | '#') => true,
            TokenKind::Mark(_) => false,
            TokenKind::Quotation => !token.is_speech() && end > start,
            TokenKind::Word => continues_right(tokens, start, end),
        };
        if !goes_on {
            break;
        }
        end += 1;
    }
    let phrase = start..end;
    (tokens[start].is_word() && is_nominal(tokens, &phrase)).then_some(phrase)
}

/// Returns whether a word belongs to the noun phrase from `start` on.
fn continues_right(tokens: &[Token], start: usize, at: usize) -> bool {
    let token = &tokens[at];
    if token.is(class::PREPOSITION) {
        return at > start
            && matches!(token.lower.as_str(), "of" | "for" | "at" | "from" | "with" | "de" | "du" | "des" | "aux");
    }
    if token.is(class::COORDINATOR) {
        let next = tokens.get(at + 1);
        return token.lower == "and"
            && at > start
            && next.is_some_and(|next| next.capital || next.is(class::DETERMINER));
    }
    let time = token.is(class::TIME) && at > start;
    let pronoun = is_subject_pronoun(token) || (token.is(class::PRONOUN) && !token.is(class::DETERMINER) && at > start);
    let repeated = token.is(class::DETERMINER)
        && at > start
        && tokens[at - 1].is_word()
        && !tokens[at - 1].is(class::PREPOSITION | class::DETERMINER | class::COORDINATOR);
    !(token.is(class::SUBORDINATOR)
        || time
        || pronoun
        || repeated
        || is_finite(tokens, at)
        || (token.is_adverb() && at > start))
}

/// Returns the listener that begins at `start`: `reporters`, `the crowd`, `him`.
pub(super) fn listener(tokens: &[Token], start: usize) -> Option<Range<usize>> {
    let first = tokens.get(start).filter(|first| first.is_word())?;
    let object = OBJECTS.contains(&first.lower.as_str());
    let noun_follows =
        first.lower == "her" && tokens.get(start + 1).is_some_and(|next| next.is_word() && next.class == 0);
    if object && !noun_follows {
        return Some(start..start + 1);
    }
    if first.is(class::SUBORDINATOR | class::PREPOSITION | class::AUXILIARY) || is_subject_pronoun(first) {
        return None;
    }
    let plural = !first.capital && !first.is(class::DETERMINER);
    if plural && first.lower.ends_with('s') {
        return Some(start..start + 1);
    }
    let determined = first.is(class::DETERMINER);
    let mut end = start + 1;
    while let Some(token) = tokens.get(end).filter(|token| token.is_word()) {
        let before = &tokens[end - 1];
        let name_after_noun =
            determined && token.capital && !before.capital && !before.is(class::DETERMINER) && !before.is_possessive();
        let closed = class::SUBORDINATOR | class::PREPOSITION | class::AUXILIARY | class::PRONOUN | class::TIME;
        let noun_after_name = !determined && !token.capital && before.capital && !before.is_possessive();
        if token.is(closed)
            || token.is(class::DETERMINER)
            || token.is_adverb()
            || is_finite(tokens, end)
            || name_after_noun
        {
            break;
        }
        if noun_after_name && !tokens.get(end + 1).is_some_and(|next| next.capital) {
            break;
        }
        end += 1;
    }
    is_nominal(tokens, &(start..end)).then_some(start..end)
}
