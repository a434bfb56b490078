//! What follows a verb that attributes: the listener, adverbials, and what is said.

use std::ops::Range;

use super::super::lexicon::{Lexicon, Verb, class, frame};
use super::super::tokens::Token;
use super::phrase::{has_finite, is_contracted_pronoun, is_finite, is_nominal, is_subject_pronoun, listener};

/// Maximum number of tokens of an adverbial between a verb and what is said: `said in a statement on Tuesday that`.
const MAX_ADVERBIAL: usize = 20;

/// Maximum number of tokens from the start of a clause to its verb.
const MAX_SUBJECT: usize = 20;

/// Words that begin an indirect question.
const QUESTIONS: [&str; 10] = ["that", "if", "whether", "how", "why", "what", "who", "which", "where", "when"];

/// How what is said is joined to its verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// `that`, a quotation, or a colon.
    Marked,
    /// A clause without `that`.
    Bare,
    /// An infinitive.
    Infinitive,
    /// A noun phrase.
    Object,
}

/// What follows a verb.
#[derive(Clone, Debug)]
pub(super) struct Complement {
    pub(super) listener: Option<Range<usize>>,
    /// The tokens of what is said.
    pub(super) content: Range<usize>,
    pub(super) joint: Joint,
    /// The token after the verb and its preposition.
    pub(super) cue_end: usize,
}

/// What follows a verb that has nothing said after it: `, he said on Tuesday.`
#[derive(Clone, Debug)]
pub(super) struct Tail {
    pub(super) listener: Option<Range<usize>>,
    /// The token that ends it: a comma, or the end of the sentence.
    pub(super) end: usize,
}

/// Returns the complement of a verb whose group ends before `after`.
pub(super) fn complement(
    tokens: &[Token],
    lexicon: &Lexicon,
    verb: Verb,
    after: usize,
    end: usize,
) -> Option<Complement> {
    let allows = |frames: u16| verb.frames & frames != 0;
    let mut at = after;
    let mut cue_end = after;
    if tokens.get(at).is_some_and(Token::is_word) {
        let particle = lexicon.prepositions(verb.number).iter().find(|words| follow(tokens, at, words));
        if let Some(words) = particle {
            at += words.split(' ').count();
            cue_end = at;
            if words == "out" {
                return said(tokens, at, end).map(|(content, joint)| Complement {
                    listener: None,
                    content,
                    joint,
                    cue_end,
                });
            }
            if let Some(content) = object(tokens, at, end) {
                return Some(Complement { listener: None, content, joint: Joint::Object, cue_end });
            }
            return None;
        }
    }
    let mut told = None;
    if allows(frame::TOLD)
        && let Some(phrase) = listener(tokens, at)
    {
        let next = skip_adverbial(tokens, phrase.end, end);
        if let Some((content, joint)) = said(tokens, next, end).or_else(|| about(tokens, next, end)) {
            return Some(Complement { listener: Some(phrase), content, joint, cue_end: after });
        }
        if starts_infinitive(tokens, next, end) {
            return Some(Complement { listener: None, content: at..end, joint: Joint::Infinitive, cue_end: after });
        }
        told = Some(phrase);
    }
    if allows(frame::SPEECH | frame::CLAUSE | frame::MARKED) || (allows(frame::TOLD) && told.is_none()) {
        let next = skip_adverbial(tokens, at, end);
        let question = said(tokens, next, end);
        let strong = allows(frame::SPEECH);
        let clause = question.filter(|(content, joint)| {
            *joint == Joint::Marked
                || (strong && !allows(frame::OBJECT) && matches!(lexicon.infinitive(verb.number), "say" | "add"))
                || (allows(frame::SPEECH | frame::CLAUSE | frame::TOLD) && clause_follows(tokens, content.clone()))
        });
        if let Some((content, joint)) = clause {
            return Some(Complement { listener: None, content, joint, cue_end });
        }
    }
    if allows(frame::TO) && starts_infinitive(tokens, at, end) {
        return Some(Complement { listener: None, content: at..end, joint: Joint::Infinitive, cue_end });
    }
    if allows(frame::OBJECT | frame::OBJECT_TO)
        && let Some(content) = object(tokens, at, end)
    {
        return Some(Complement { listener: None, content, joint: Joint::Object, cue_end });
    }
    None
}

/// Returns whether words stand at a token.
fn follow(tokens: &[Token], at: usize, words: &str) -> bool {
    words.split(' ').enumerate().all(|(offset, word)| tokens.get(at + offset).is_some_and(|token| token.lower == word))
}

/// Returns what is said from a token on, if it is a quotation or a clause.
fn said(tokens: &[Token], at: usize, end: usize) -> Option<(Range<usize>, Joint)> {
    let first = tokens.get(at).filter(|_| at < end)?;
    if first.is_quotation() {
        return Some((at..end, Joint::Marked));
    }
    if first.is_mark(':') || first.is_mark('—') {
        return (at + 1 < end).then_some((at + 1..end, Joint::Marked));
    }
    if first.is_mark(',') {
        let next = tokens.get(at + 1).filter(|_| at + 1 < end)?;
        let marked = next.is_speech() || next.lower == "that";
        return marked.then_some((at + 1..end, Joint::Marked));
    }
    if QUESTIONS.contains(&first.lower.as_str()) {
        return (at + 1 < end).then_some((at..end, Joint::Marked));
    }
    let closed = first.is(class::COORDINATOR | class::AUXILIARY | class::SUBORDINATOR) && !is_contracted_pronoun(first);
    let begins = first.is_word() && !closed && first.lower != "to";
    (begins && at + 1 < end).then_some((at..end, Joint::Bare))
}

/// Returns what a question is about: `asked about the fee`.
fn about(tokens: &[Token], at: usize, end: usize) -> Option<(Range<usize>, Joint)> {
    let first = tokens.get(at).filter(|_| at + 1 < end)?;
    matches!(first.lower.as_str(), "about" | "of").then_some((at..end, Joint::Object))
}

fn starts_infinitive(tokens: &[Token], at: usize, end: usize) -> bool {
    let not = usize::from(tokens.get(at).is_some_and(|token| token.lower == "not"));
    let to = tokens.get(at + not).is_some_and(|token| token.lower == "to");
    to && at + not + 1 < end
        && tokens[at + not + 1].is_word()
        && !tokens[at + not + 1].is(class::DETERMINER)
        && !tokens[at + not + 1].capital
}

/// Returns whether a subject and a verb follow, so that a clause without `that` begins.
fn clause_follows(tokens: &[Token], content: Range<usize>) -> bool {
    let first = &tokens[content.start];
    if is_contracted_pronoun(first) {
        return true;
    }
    let subject = is_subject_pronoun(first)
        || first.is(class::DETERMINER)
        || first.capital
        || first.lower.ends_with('s')
        || first.lower == "there";
    let verb = (content.start + 1..content.end.min(content.start + MAX_SUBJECT)).find(|at| is_finite(tokens, *at));
    let ends = |at: usize| tokens[at].lower == "to" || tokens[at].is_mark(';') || tokens[at].is_mark(':');
    subject
        && verb.is_some_and(|verb| {
            let between = content.start + 1..verb;
            let relative = |at: usize| tokens[at].is(class::SUBORDINATOR) && !tokens[at - 1].is_mark(',');
            !between.clone().any(|at| ends(at) || relative(at))
        })
}

/// Returns the noun phrase, with what belongs to it, that begins at a token.
fn object(tokens: &[Token], at: usize, end: usize) -> Option<Range<usize>> {
    let first = tokens.get(at).filter(|_| at < end)?;
    let begins = first.is_quotation()
        || (first.is_word()
            && !first.is(class::COORDINATOR | class::AUXILIARY | class::PREPOSITION)
            && (!first.is(class::SUBORDINATOR) || matches!(first.lower.as_str(), "that" | "what" | "how" | "why"))
            && (!first.is_adverb() || first.capital)
            && !matches!(first.lower.as_str(), "he" | "she" | "they" | "we" | "i")
            && first.lower != "to");
    let time = first.is(class::TIME);
    (begins && !time).then(|| at..object_end(tokens, at, end)).filter(|content| !content.is_empty())
}

/// Returns the end of an object: where a new clause begins.
fn object_end(tokens: &[Token], at: usize, end: usize) -> usize {
    let stop = |place: &usize| {
        let token = &tokens[*place];
        let next = tokens.get(*place + 1);
        let clause = next.is_some_and(|next| {
            next.is(class::COORDINATOR | class::SUBORDINATOR)
                || next.lower.ends_with("ing")
                || is_subject_pronoun(next)
                || next.is(class::PREPOSITION)
        });
        token.is_mark(';')
            || token.is_mark('—')
            || (token.is_mark(',') && clause)
            || matches!(
                token.lower.as_str(),
                "while" | "because" | "although" | "but" | "when" | "after" | "before" | "since"
            )
            || (token.lower == "and"
                && next.is_some_and(|next| next.verb.is_some() && !next.is(class::NOUN) && !next.capital))
    };
    (at + 1..end).find(stop).unwrap_or(end)
}

/// Returns the token after adverbs, times, and an adverbial that what is said plainly follows.
fn skip_adverbial(tokens: &[Token], mut at: usize, end: usize) -> usize {
    loop {
        let before = at;
        while at < end && (tokens[at].is_adverb() || tokens[at].is(class::TIME) && !tokens[at].is(class::SUBORDINATOR))
        {
            at += 1;
        }
        let next_is_time = |at: usize| {
            tokens
                .get(at + 1)
                .is_some_and(|next| next.is(class::TIME) || next.lower.starts_with(|c: char| c.is_ascii_digit()))
        };
        if at < end
            && matches!(tokens[at].lower.as_str(), "on" | "in" | "at" | "by" | "late" | "early")
            && next_is_time(at)
        {
            at += 2;
        }
        if at == before {
            break;
        }
    }
    let Some(first) = tokens.get(at).filter(|_| at < end) else { return at };
    let adverbial = first.is(class::PREPOSITION) || matches!(first.lower.as_str(), "to" | "when" | "while");
    if !adverbial {
        return at;
    }
    let limit = end.min(at + MAX_ADVERBIAL);
    let stop = (at + 1..limit).find(|place| ends_adverbial(tokens, *place, end));
    stop.unwrap_or(at)
}

/// Returns whether what is said begins after the adverbial before `at`.
fn ends_adverbial(tokens: &[Token], at: usize, end: usize) -> bool {
    let token = &tokens[at];
    let speech_next =
        tokens.get(at + 1).filter(|_| at + 1 < end).is_some_and(|next| next.is_speech() || next.lower == "that");
    let noun_before =
        tokens[at - 1].is_word() && !tokens[at - 1].is(class::PREPOSITION | class::DETERMINER | class::COORDINATOR);
    token.lower == "that"
        || token.is_speech()
        || token.is_mark(':')
        || (token.is_mark(',') && speech_next)
        || (is_subject_pronoun(token) && noun_before && token.lower != "who")
}

/// Returns the rest of a clause that says who spoke after what was said, up to a comma or the end.
pub(super) fn tail(tokens: &[Token], verb: Verb, after: usize, end: usize) -> Option<Tail> {
    let mut at = after;
    let mut told = None;
    if verb.frames & frame::TOLD != 0 {
        told = listener(tokens, at);
        at = told.as_ref().map_or(at, |phrase| phrase.end);
    }
    while at < end && (tokens[at].is_adverb() || tokens[at].is(class::TIME)) {
        at += 1;
    }
    let Some(first) = tokens.get(at).filter(|_| at < end) else { return Some(Tail { listener: told, end: at }) };
    let ends = |token: &Token| token.is_mark(',') || token.is_mark(';') || token.is_mark('—');
    if ends(first) || first.is_quotation() || first.is(class::COORDINATOR) {
        return Some(Tail { listener: told, end: at });
    }
    let infinitive = first.lower == "to" && verb.frames & (frame::TO | frame::OBJECT_TO) != 0;
    let adverbial = first.is(class::PREPOSITION) || matches!(first.lower.as_str(), "when" | "while" | "as" | "because");
    if !adverbial || infinitive || first.lower == "that" {
        return None;
    }
    let stop = (at..end).find(|place| ends(&tokens[*place]) || tokens[*place].is_speech()).unwrap_or(end);
    let clause = tokens[at..stop].iter().any(|token| token.lower == "that" || token.is_mark(':'));
    let phrase = at + 1..stop;
    (!clause && (has_finite(tokens, phrase.clone()) || !phrase.is_empty() || is_nominal(tokens, &phrase)))
        .then_some(Tail { listener: told, end: stop })
}
