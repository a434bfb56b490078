//! What the words for one speaker mean.

use std::ops::Range;

use super::super::Named;
use super::super::lexicon::ENGLISH;
use super::super::register::Register;
use super::super::words::Word;
use super::{Mention, titles};
use crate::briefing::Schema;

/// Words that end the head of a noun phrase: `the minister | of Mali`.
const AFTER_HEAD: [&str; 18] = [
    "of", "for", "at", "in", "from", "with", "on", "who", "to", "about", "de", "du", "des", "pour", "qui", "d'", "as",
    "by",
];

/// Maximum number of characters of an apposition.
const MAX_PHRASE: usize = 120;

/// What an actor speaks through.
const DOCUMENTS: [&str; 22] = [
    "data",
    "report",
    "reports",
    "statement",
    "figures",
    "analysis",
    "study",
    "poll",
    "survey",
    "website",
    "letter",
    "post",
    "communique",
    "release",
    "document",
    "documents",
    "account",
    "article",
    "estimates",
    "researchers",
    "officials",
    "experts",
];

/// What the words for a speaker mean.
#[derive(Clone, Debug)]
pub(super) enum Meaning {
    Actor(u32),
    Several,
    /// A name that the register does not have.
    Name(Range<usize>),
    Description,
}

/// The words and mentions of an article.
pub(super) struct Names<'a> {
    pub(super) article: &'a str,
    pub(super) register: &'a Register,
    pub(super) words: &'a [Word],
    pub(super) mentions: &'a [Mention],
}

impl<'a> Names<'a> {
    pub(super) fn named(&self, span: &Range<usize>, meaning: &Meaning) -> Named {
        let (id, words) = match meaning {
            Meaning::Actor(actor) => {
                let actor = self.register.actor(*actor);
                (Some(actor.id.clone()), actor.name.clone())
            }
            Meaning::Name(range) => (None, self.article[range.clone()].to_owned()),
            Meaning::Several | Meaning::Description => (None, self.article[span.clone()].to_owned()),
        };
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        Named { id, words, span: span.clone() }
    }

    /// Returns what the words of one speaker mean.
    pub(super) fn meaning(&self, span: &Range<usize>) -> Meaning {
        let words = self.words_within(span);
        let head = words
            .iter()
            .position(|word| word.apart && word.range.start > span.start || AFTER_HEAD.contains(&word.folded.as_str()));
        let head = head.filter(|at| *at > 0).unwrap_or(words.len());
        let Some(last) = words.get(head.wrapping_sub(1)) else { return Meaning::Description };
        let end = last.range.end;
        let mentions: Vec<&Mention> = self.within(span).filter(|mention| mention.range.start < end).collect();
        let spokesperson = words.iter().take(head).any(|word| titles::is_spokesperson(&word.folded));
        let person = |mention: &&&Mention| {
            mention.actor.is_some_and(|actor| self.register.actor(actor).schema == Some(Schema::Person))
        };
        if let Some(mention) = mentions.iter().rev().find(person).filter(|mention| mention.range.end >= end) {
            return meant(mention);
        }
        if let Some(mention) =
            mentions.iter().find(|mention| mention.range.end >= end && !(last.possessive && mention.range.end == end))
        {
            return meant(mention);
        }
        let name = self.name(words, head);
        if spokesperson && name.is_none() {
            return self.within(span).last().map_or(Meaning::Description, meant);
        }
        if let Some(name) = name {
            return Meaning::Name(name);
        }
        // `data from X`, `a statement by X`: X speaks through it.
        let document = words.iter().take(head).any(|word| DOCUMENTS.contains(&word.folded.as_str()));
        match self.within(span).collect::<Vec<_>>()[..] {
            [one] if document => meant(one),
            _ => Meaning::Description,
        }
    }

    /// Returns what a name after the words means: `the foreign minister, Åse Ek,`.
    pub(super) fn apposition(&self, span: &Range<usize>) -> Option<Meaning> {
        let words = self.words_within(span);
        let within = words.iter().skip(1).find(|word| word.apart).map(|word| word.range.start);
        let after = || {
            let next = &self.words[self.words.partition_point(|word| word.range.start < span.end)..];
            next.first()
                .filter(|next| self.article[span.end..next.range.start].trim() == ",")
                .map(|next| next.range.start)
        };
        let start = within.or_else(after).filter(|start| self.article[..*start].trim_end().ends_with(','))?;
        let end = start + phrase_length(&self.article[start..]);
        let name = self.words_within(&(start..end));
        let plain = (2..=4).contains(&name.len()) && name.iter().all(|word| word.capital);
        plain.then(|| self.meaning(&(start..end)))
    }

    /// Returns the name at the end of the head, without the title before it.
    fn name(&self, words: &[Word], head: usize) -> Option<Range<usize>> {
        let head = &words[..head];
        let capitals = head.iter().rev().take_while(|word| word.capital && !word.possessive).count();
        let mut name = &head[head.len() - capitals..];
        while name.len() > 1
            && (titles::is_title(&name[0].folded)
                || is_pronoun(&name[0].folded)
                || matches!(name[0].folded.as_str(), "the" | "a" | "an" | "le" | "la"))
        {
            name = &name[1..];
        }
        let first = name.first()?;
        let common = name.len() == 1
            && (titles::is_title(&first.folded)
                || titles::is_spokesperson(&first.folded)
                || ENGLISH.entry(&first.folded).class != 0);
        let sentence_start = name.len() == 1
            && head.len() == 1
            && first.folded.ends_with('s')
            && self.starts_sentence(first.range.start);
        (!common && !sentence_start).then(|| first.range.start..name[name.len() - 1].range.end)
    }

    fn starts_sentence(&self, at: usize) -> bool {
        let before = self.article[..at].trim_end_matches([' ', '"', '“', '\'']);
        before.is_empty() || before.ends_with(['.', '\n', '!', '?', '\r', '”'])
    }

    /// Splits the words for speakers where `and` joins two: `Ek and Orr`.
    pub(super) fn parts(&self, span: &Range<usize>) -> Vec<Range<usize>> {
        let whole = || vec![span.clone()];
        if self.within(span).any(|mention| mention.range == *span) {
            return whole();
        }
        let words = self.words_within(span);
        let and = words.iter().position(|word| matches!(word.folded.as_str(), "and" | "et"));
        let Some(and) = and.filter(|and| *and > 0 && *and + 1 < words.len()) else { return whole() };
        let parts = [span.start..words[and - 1].range.end, words[and + 1].range.start..span.end];
        let known = |part: &Range<usize>| matches!(self.meaning(part), Meaning::Actor(_) | Meaning::Name(_));
        let inside = self.within(span).any(|mention| mention.range.contains(&words[and].range.start));
        if !inside && parts.iter().all(known) { parts.to_vec() } else { whole() }
    }

    pub(super) fn words_within(&self, span: &Range<usize>) -> &'a [Word] {
        let from = self.words.partition_point(|word| word.range.start < span.start);
        let to = self.words.partition_point(|word| word.range.start < span.end);
        &self.words[from..to.max(from)]
    }

    pub(super) fn within(&self, span: &Range<usize>) -> impl DoubleEndedIterator<Item = &'a Mention> + use<'a> {
        let from = self.mentions.partition_point(|mention| mention.range.start < span.start);
        let to = self.mentions.partition_point(|mention| mention.range.start < span.end);
        self.mentions[from..to.max(from)].iter()
    }
}

/// Returns the length of the phrase at the start of a text, up to a mark.
pub(super) fn phrase_length(text: &str) -> usize {
    let marks = [',', '.', ';', '\n', '\r', '“', '"', '«', '—', '('];
    let mut chars = text.char_indices().take(MAX_PHRASE);
    chars
        .find(|(_, c)| marks.contains(c))
        .map_or_else(|| text.char_indices().nth(MAX_PHRASE).map_or(text.len(), |(at, _)| at), |(at, _)| at)
}

fn meant(mention: &Mention) -> Meaning {
    mention.actor.map_or(Meaning::Several, Meaning::Actor)
}

/// Returns the pronoun of folded words such as `he's` and `a t il`.
pub(super) fn pronoun_in(folded: &str) -> &str {
    match folded.rsplit_once(' ') {
        Some((verb, pronoun @ ("il" | "elle" | "ils" | "elles" | "on"))) if !verb.contains("et") => pronoun,
        _ => folded.split('\'').next().unwrap_or_default(),
    }
}

pub(super) fn is_pronoun(word: &str) -> bool {
    matches!(
        word,
        "he" | "she"
            | "it"
            | "they"
            | "we"
            | "i"
            | "you"
            | "who"
            | "il"
            | "elle"
            | "ils"
            | "elles"
            | "on"
            | "qui"
            | "his"
            | "her"
            | "their"
            | "its"
            | "one"
    )
}
