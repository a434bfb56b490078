//! The attributions of one sentence.

use std::ops::Range;

use super::super::lexicon::{Lexicon, VerbForm, class, frame};
use super::super::tokens::Token;
use super::Attribution;
use super::according::according;
use super::clause::{Group, group, subject};
use super::complement::{Complement, Joint, Tail, complement, tail};
use super::extent::{cut, trimmed};
use super::nouns::noun;
use super::phrase::{has_finite, is_finite, subject_after, subject_before};

/// An attribution as ranges of tokens.
#[derive(Clone, Debug)]
struct Found {
    subject: Option<Range<usize>>,
    cue: Range<usize>,
    content: Vec<Range<usize>>,
    listener: Option<Range<usize>>,
    verb: Option<u16>,
    keeps_verb: bool,
}

/// A sentence, with what was found in it.
struct Sentence<'a> {
    tokens: &'a [Token],
    lexicon: &'a Lexicon,
    /// The token after the last that is no closing mark.
    end: usize,
    groups: Vec<Group>,
    found: Vec<Found>,
    /// For each token: whether it belongs to an attribution that was found.
    taken: Vec<bool>,
}

/// Returns the attributions of a sentence, in the order of what is said.
pub(super) fn attributions(tokens: &[Token], lexicon: &Lexicon) -> Vec<Attribution> {
    let end = trimmed(tokens, 0..tokens.len()).end;
    let groups = (0..end).filter_map(|at| group(tokens, at)).collect();
    let mut sentence = Sentence { tokens, lexicon, end, groups, found: Vec::new(), taken: vec![false; tokens.len()] };
    sentence.find_according();
    sentence.find_label();
    sentence.find_after_content();
    sentence.find_before_content();
    sentence.find_nouns();
    sentence.attributions()
}

/// Returns whether a text says who speaks, as after a quotation: `Ms. Ek asked`.
pub(in crate::draft) fn says_who(tokens: &[Token]) -> bool {
    let near = tokens.len().min(8);
    let verb = (1..near).find(|at| {
        let token = &tokens[*at];
        token.verb.is_some_and(|verb| {
            verb.frames & frame::SPEECH != 0 && matches!(verb.form, VerbForm::Past | VerbForm::Third)
        }) && !token.is(class::NOUN)
    });
    verb.and_then(|at| subject_before(tokens, at)).is_some_and(|subject| subject.start == 0)
}

impl Sentence<'_> {
    fn find_according(&mut self) {
        for found in according(self.tokens, self.end) {
            self.push(Found {
                subject: Some(found.source),
                cue: found.cue,
                content: found.content,
                listener: None,
                verb: None,
                keeps_verb: false,
            });
        }
    }

    /// Finds `EK: We are ready.` and `Ek: “We are ready.”`
    fn find_label(&mut self) {
        let Some(colon) = self.tokens.iter().take(6).position(|token| token.is_mark(':')) else { return };
        let name = &self.tokens[..colon];
        let named =
            !name.is_empty() && name.iter().all(|token| token.is_word() && token.capital && token.verb.is_none());
        let next = self.tokens.get(colon + 1);
        let shouted = name.iter().all(|token| token.lower.len() > 1 && token.words == 1 && token.shouted);
        if named && colon + 1 < self.end && (shouted || next.is_some_and(Token::is_speech)) {
            self.push(Found {
                subject: Some(0..colon),
                cue: colon..colon + 1,
                content: std::iter::once(colon + 1..self.end).collect(),
                listener: None,
                verb: None,
                keeps_verb: false,
            });
        }
    }

    fn push(&mut self, found: Found) {
        for range in found.content.iter().chain([&found.cue]).chain(&found.subject) {
            self.taken[range.clone()].fill(true);
        }
        self.found.push(found);
    }

    /// Returns whether a token belongs to an attribution that was found.
    fn is_taken(&self, at: usize) -> bool {
        self.taken[at]
    }

    /// Finds attributions whose verb follows what is said: `The port is open, Ek said.`
    fn find_after_content(&mut self) {
        for at in 0..self.groups.len() {
            let group = self.groups[at].clone();
            let reports = group.verb.frames & (frame::SPEECH | frame::TOLD | frame::CLAUSE | frame::MARKED) != 0
                && !group.subjectless
                && !group.passive;
            if !reports || self.is_taken(group.tokens.end - 1) {
                continue;
            }
            if let Some(found) = self.inverted(&group).or_else(|| self.trailing(&group)) {
                self.push(found);
            }
        }
    }

    /// Returns the attribution of a verb before its subject: `…,” said Ek, the minister.`
    fn inverted(&self, group: &Group) -> Option<Found> {
        let start = group.tokens.start;
        let plain = group.tokens.len() == 1 && matches!(group.verb.form, VerbForm::Past | VerbForm::Third);
        let before = &self.tokens[start.checked_sub(1)?];
        let after_speech = before.is_quotation();
        if !plain
            || group.verb.frames & frame::SPEECH == 0
            || !(after_speech || before.is_mark(',') || before.is_mark('—'))
        {
            return None;
        }
        let subject = subject_after(self.tokens, group.tokens.end)?;
        let apposition = !after_speech && subject_before(self.tokens, start).is_some();
        let tail = tail(self.tokens, group.verb, subject.end, self.end);
        if apposition || tail.is_none() && !after_speech {
            return None;
        }
        let left = self.left(start)?;
        let after = tail.map_or(subject.end, |tail| tail.end);
        let content = self.with_rest(left, after);
        Some(Found {
            subject: Some(subject),
            cue: group.tokens.clone(),
            content,
            listener: None,
            verb: Some(group.verb.number),
            keeps_verb: false,
        })
    }

    /// Returns the attribution of a verb after its subject: `…, Ek said on Tuesday.`
    fn trailing(&self, group: &Group) -> Option<Found> {
        let subject = subject_before(self.tokens, group.tokens.start)?;
        let as_before = subject.start > 0 && self.tokens[subject.start - 1].lower == "as";
        let start = subject.start - usize::from(as_before);
        let speech = start.checked_sub(1).is_some_and(|before| self.tokens[before].is_speech());
        let tail = tail(self.tokens, group.verb, group.tokens.end, self.end);
        let tail = tail.or_else(|| speech.then(|| self.until_mark(group.tokens.end)))?;
        let found = |content| Found {
            subject: Some(subject.clone()),
            cue: group.tokens.clone(),
            content,
            listener: tail.listener.clone(),
            verb: Some(group.verb.number),
            keeps_verb: false,
        };
        if as_before && start == 0 && self.tokens.get(tail.end).is_some_and(|token| token.is_mark(',')) {
            return Some(found(vec![trimmed(self.tokens, tail.end + 1..self.end)]));
        }
        let before = &self.tokens[start.checked_sub(1)?];
        if !(before.is_mark(',') || before.is_speech() || before.is_mark('—') || as_before) {
            return None;
        }
        let left = self.left(start)?;
        let content = self.with_rest(left, tail.end);
        let comma = usize::from(self.tokens.get(tail.end).is_some_and(|token| token.is_mark(',')));
        // `After the vote, Ek wrote to the port, “We open.”`: what is said follows.
        if !speech
            && self.tokens.get(tail.end + comma).is_some_and(|token| token.is_speech() && tail.end + comma < self.end)
        {
            return None;
        }
        let quoted = content.iter().any(|range| self.tokens[range.clone()].iter().any(Token::is_speech));
        let complete = content.len() > 1
            || self.tokens[content[0].clone()].iter().any(Token::is_quotation)
            || has_finite(self.tokens, content[0].clone());
        if !complete {
            return None;
        }
        (quoted || group.verb.frames & (frame::SPEECH | frame::TOLD) != 0 || tail.end == self.end || as_before)
            .then(|| found(content))
    }

    /// Returns a tail up to the next mark or quotation.
    fn until_mark(&self, from: usize) -> Tail {
        let stops =
            |at: &usize| self.tokens[*at].is_mark(',') || self.tokens[*at].is_mark(';') || self.tokens[*at].is_speech();
        Tail { listener: None, end: (from..self.end).find(stops).unwrap_or(self.end) }
    }

    /// Returns what is said before a token, if it is a quotation or a clause.
    fn left(&self, end: usize) -> Option<Range<usize>> {
        let from = (0..end).rev().find(|at| self.is_taken(*at)).map_or(0, |at| at + 1);
        let mut left = trimmed(self.tokens, from..end);
        if left.len() > 1 && self.tokens[left.start].is(class::COORDINATOR) {
            left.start += 1;
        }
        let last = self.tokens.get(left.end.checked_sub(1)?).filter(|_| !left.is_empty())?;
        if last.is_speech() {
            // What stands before a quotation belongs to it unless a mark separates them.
            let apart = |at: &usize| [',', ':', '—', ';'].iter().any(|mark| self.tokens[*at].is_mark(*mark));
            let before = left.end - 1;
            if before > left.start && apart(&(before - 1)) && has_finite(self.tokens, left.start..before) {
                left.start = before;
            }
        }
        Some(left)
    }

    /// Returns what is said with what goes on after the attribution: `“We open,” Ek said, “on Monday.”`
    fn with_rest(&self, left: Range<usize>, after: usize) -> Vec<Range<usize>> {
        let is_comma = |at: usize| {
            self.tokens.get(at).is_some_and(|token| token.is_mark(',') || token.is_mark('—') || token.is_mark(';'))
        };
        let comma = is_comma(after);
        let rest = after + usize::from(comma)..self.end;
        let quoted = self.tokens[left.clone()].iter().any(Token::is_speech);
        let complete = quoted || has_finite(self.tokens, left.clone());
        let mut content = vec![left];
        let Some(first) = self.tokens.get(rest.start).filter(|_| rest.start < self.end) else { return content };
        if first.is_quotation() {
            content.push(cut(self.tokens, rest, &self.groups));
        } else if comma && !complete {
            // The clause goes on, perhaps past an apposition to the speaker.
            let goes_on = |at: &usize| is_comma(*at) && *at + 1 < self.end && is_finite(self.tokens, *at + 1);
            let start = (after..self.end).find(goes_on).map_or(rest.start, |at| at + 1);
            content.push(cut(self.tokens, start..self.end, &self.groups));
        } else if comma && !quoted {
            let joins = is_finite(self.tokens, rest.start)
                || matches!(
                    first.lower.as_str(),
                    "to" | "and"
                        | "but"
                        | "because"
                        | "by"
                        | "for"
                        | "so"
                        | "if"
                        | "or"
                        | "though"
                        | "even"
                        | "not"
                        | "that"
                );
            if joins {
                content.push(cut(self.tokens, rest, &self.groups));
            }
        }
        content
    }

    /// Finds attributions whose verb precedes what is said: `Ek said that the port is open.`
    fn find_before_content(&mut self) {
        for at in 0..self.groups.len() {
            let group = self.groups[at].clone();
            if (group.tokens.start..group.tokens.end).any(|token| self.is_taken(token)) {
                continue;
            }
            if let Some(found) = self.forward(&group) {
                self.push(found);
            }
        }
    }

    fn forward(&self, group: &Group) -> Option<Found> {
        let end = self.limit(group);
        let complement = complement(self.tokens, self.lexicon, group.verb, group.tokens.end, end)
            .or_else(|| self.extraction(group, end))?;
        let from = (0..group.tokens.start)
            .rev()
            .find(|at| self.found.iter().any(|found| found.content.iter().any(|content| content.contains(at))));
        let subject = subject(self.tokens, group, 0);
        let subject = match subject {
            Some(subject) => Some(subject),
            None if group.subjectless => from.and_then(|_| self.found.last()?.subject.clone()),
            None => None,
        };
        let inherited = self.found.last().and_then(|found| found.subject.clone());
        let subject = if group.subjectless { inherited.or(subject) } else { subject };
        let infinitive = group.subjectless && group.verb.form == VerbForm::Base;
        if infinitive || (subject.is_none() && !group.passive) {
            return None;
        }
        let reported = group.verb.frames & (frame::SPEECH | frame::TOLD) != 0;
        if group.passive
            && (matches!(complement.joint, Joint::Object | Joint::Bare)
                || complement.joint == Joint::Marked && !reported)
        {
            return None;
        }
        let content = cut(self.tokens, complement.content, &self.groups);
        (!content.is_empty()).then(|| Found {
            subject: if group.passive { None } else { subject },
            cue: group.tokens.start..complement.cue_end,
            content: vec![content],
            listener: complement.listener,
            verb: Some(group.verb.number),
            keeps_verb: group.negated || matches!(complement.joint, Joint::Object | Joint::Infinitive),
        })
    }

    /// Returns the token before which what follows a verb ends: that of another attribution, or the comma after a
    /// relative clause such as `, who thinks it is safe,`.
    fn limit(&self, group: &Group) -> usize {
        let tokens = self.tokens;
        let end = (group.tokens.end..self.end).find(|at| self.is_taken(*at)).unwrap_or(self.end);
        let start = group.tokens.start;
        let relative =
            start > 1 && matches!(tokens[start - 1].lower.as_str(), "who" | "which") && tokens[start - 2].is_mark(',');
        let comma = || (group.tokens.end + 1..end).find(|at| tokens[*at].is_mark(','));
        if relative { comma().unwrap_or(end) } else { end }
    }

    /// Returns what is said where its subject stands before the speaker: `a fee that Ek said is too high`.
    fn extraction(&self, group: &Group, end: usize) -> Option<Complement> {
        let after = group.tokens.end;
        let subject = subject_before(self.tokens, group.tokens.start)?;
        let before = &self.tokens[subject.start.checked_sub(1)?];
        let extracted = matches!(before.lower.as_str(), "that" | "which" | "who" | "what");
        let fits =
            extracted && group.verb.frames & frame::SPEECH != 0 && after + 1 < end && is_finite(self.tokens, after);
        fits.then_some(Complement { listener: None, content: after..end, joint: Joint::Bare, cue_end: after })
    }

    fn find_nouns(&mut self) {
        for at in 0..self.end {
            if self.is_taken(at) {
                continue;
            }
            if let Some(noun) = noun(self.tokens, at, self.end) {
                let content = cut(self.tokens, noun.content, &self.groups);
                if content.clone().any(|at| self.is_taken(at)) {
                    continue;
                }
                self.push(Found {
                    subject: noun.source,
                    cue: noun.cue,
                    content: vec![content],
                    listener: None,
                    verb: None,
                    keeps_verb: true,
                });
            }
        }
    }

    fn attributions(self) -> Vec<Attribution> {
        let bytes = |range: &Range<usize>| self.tokens[range.start].range.start..self.tokens[range.end - 1].range.end;
        let mut all: Vec<_> = self
            .found
            .iter()
            .map(|found| Attribution {
                speakers: found.subject.iter().filter(|subject| !subject.is_empty()).map(bytes).collect(),
                cue: Some(bytes(&found.cue)),
                content: found.content.iter().filter(|content| !content.is_empty()).map(bytes).collect(),
                listener: found.listener.as_ref().map(bytes),
                verb: found.verb.map(|verb| self.lexicon.infinitive(verb).to_owned()),
                keeps_verb: found.keeps_verb,
                guessed: false,
            })
            .collect();
        all.retain(|attribution| !attribution.content.is_empty());
        all.sort_by_key(|attribution| attribution.content[0].start);
        all
    }
}
