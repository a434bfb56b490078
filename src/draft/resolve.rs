//! Who the words of a sentence name: actors of the register by name, last name, office and country, or pronoun.
//!
//! It never guesses between two: where words fit two actors, the proposal is flagged.

mod mentions;
mod new_entities;
mod titles;

use std::ops::Range;

use super::register::Register;
use super::words::{Word, fold};
use super::{Flag, Named};
use crate::briefing::{EntityId, Schema};

pub(super) use mentions::{Mention, mentions};
pub(super) use new_entities::new_entities;

/// Words that end the head of a noun phrase: `the minister | of Mali`.
const AFTER_HEAD: [&str; 18] = [
    "of", "for", "at", "in", "from", "with", "on", "who", "to", "about", "de", "du", "des", "pour", "qui", "d'", "as",
    "by",
];

/// Number of bytes before `both leaders` in which two persons are looked for.
const NEAR: usize = 2_000;

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

/// Follows who is meant through the sentences of an article.
pub(super) struct Resolver<'a> {
    article: &'a str,
    register: &'a Register,
    words: &'a [Word],
    mentions: &'a [Mention],
    /// The person that a pronoun stands for.
    person: Option<Antecedent>,
    /// The group that a pronoun stands for.
    group: Option<Antecedent>,
    /// The one of these that was named last.
    last: Option<Antecedent>,
}

/// What a pronoun can stand for.
#[derive(Clone, Debug)]
struct Antecedent {
    id: Option<EntityId>,
    words: String,
}

/// What the words for a speaker mean.
#[derive(Clone, Debug)]
enum Meaning {
    Actor(u32),
    Several,
    /// A name that the register does not have.
    Name(Range<usize>),
    Description,
}

impl<'a> Resolver<'a> {
    /// Prepares an article whose words and mentions are known.
    pub(super) fn new(article: &'a str, register: &'a Register, words: &'a [Word], mentions: &'a [Mention]) -> Self {
        Self { article, register, words, mentions, person: None, group: None, last: None }
    }

    /// Resolves the words for a speaker. Returns the actors, and why to look closely.
    pub(super) fn speaker(&mut self, span: &Range<usize>) -> (Vec<Named>, Vec<Flag>) {
        let folded = fold(&self.article[span.clone()]);
        let pronoun = pronoun_in(&folded);
        if is_pronoun(pronoun) {
            return self.pronoun(pronoun, span);
        }
        if let Some(both) = self.both(&folded, span) {
            return (both, Vec::new());
        }
        let parts = self.parts(span);
        let mut flags = Vec::new();
        let mut named = Vec::new();
        for part in &parts {
            let meaning = match self.meaning(part) {
                Meaning::Description => self.apposition(part).unwrap_or(Meaning::Description),
                meaning => meaning,
            };
            flags.extend(match meaning {
                Meaning::Several => Some(Flag::SpeakerAmbiguous),
                Meaning::Description => Some(Flag::SpeakerUnknown),
                Meaning::Actor(_) | Meaning::Name(_) => None,
            });
            named.push(self.named(part, &meaning));
        }
        flags.dedup();
        match &named[..] {
            [one] if flags.is_empty() => self.remember(one),
            [_] => self.forget(span),
            _ => {}
        }
        (named, flags)
    }

    /// Notes the subject of a sentence without a speaker, for which a pronoun can stand next.
    pub(super) fn subject(&mut self, span: &Range<usize>) {
        let folded = fold(&self.article[span.clone()]);
        if is_pronoun(pronoun_in(&folded)) {
            return;
        }
        match &self.parts(span)[..] {
            [one] => match self.meaning(one) {
                meaning @ (Meaning::Actor(_) | Meaning::Name(_)) => self.remember(&self.named(one, &meaning)),
                Meaning::Several | Meaning::Description => self.forget(one),
            },
            // After a subject of two, a pronoun in the singular is not certain.
            _ => (self.person, self.group, self.last) = (None, None, None),
        }
    }

    /// Returns the actor that a pronoun at the start of a sentence stands for.
    pub(super) fn stands_for(&self, pronoun: &str) -> Option<&str> {
        let antecedent = match pronoun {
            "he" | "she" => self.person.as_ref(),
            "il" | "elle" => self.last.as_ref(),
            _ => None,
        };
        antecedent.map(|antecedent| antecedent.words.as_str())
    }

    /// Returns the actors of the register that ranges name, each once.
    pub(super) fn about(&self, ranges: &[Range<usize>], speakers: &[Named]) -> Vec<EntityId> {
        let mut about: Vec<EntityId> = Vec::new();
        for actor in ranges.iter().flat_map(|range| self.within(range)).filter_map(|mention| mention.actor) {
            let id = &self.register.actor(actor).id;
            if !about.contains(id) && !speakers.iter().any(|speaker| speaker.id.as_ref() == Some(id)) {
                about.push(id.clone());
            }
        }
        about
    }

    /// Returns the two persons that `both leaders` means: those that the text before names, if it names just two.
    fn both(&self, folded: &str, span: &Range<usize>) -> Option<Vec<Named>> {
        if !["both ", "the two ", "les deux "].iter().any(|both| folded.starts_with(both)) {
            return None;
        }
        let mut near = span.start.saturating_sub(NEAR);
        while !self.article.is_char_boundary(near) {
            near += 1;
        }
        let line = self.article[near..span.start].rfind(['\n', '\r']).map_or(near, |at| near + at + 1);
        let mut persons: Vec<u32> = Vec::new();
        for actor in self.within(&(line..span.start)).filter_map(|mention| mention.actor) {
            if self.register.actor(actor).schema == Some(Schema::Person) && !persons.contains(&actor) {
                persons.push(actor);
            }
        }
        let named = |actor: &u32| self.named(span, &Meaning::Actor(*actor));
        (persons.len() == 2).then(|| persons.iter().map(named).collect())
    }

    fn pronoun(&mut self, pronoun: &str, span: &Range<usize>) -> (Vec<Named>, Vec<Flag>) {
        let antecedent = match pronoun {
            "he" | "she" | "who" | "qui" => self.person.clone(),
            // In French, things are he and she too.
            "il" | "elle" => self.last.clone(),
            "it" | "they" | "ils" | "elles" => self.group.clone(),
            _ => None,
        };
        let flags = if antecedent.is_none() { vec![Flag::SpeakerUnknown] } else { Vec::new() };
        let (id, words) =
            antecedent.map_or_else(|| (None, self.article[span.clone()].to_owned()), |known| (known.id, known.words));
        (vec![Named { id, words, span: span.clone() }], flags)
    }

    /// Forgets whom a pronoun stands for, after a subject that could not be told.
    fn forget(&mut self, span: &Range<usize>) {
        self.last = None;
        let human = self.words_within(span).iter().any(|word| titles::is_title(&word.folded));
        if human {
            self.person = None;
        } else {
            self.group = None;
        }
    }

    fn remember(&mut self, named: &Named) {
        let schema = named.id.as_ref().and_then(|id| self.register.schema(id));
        let words = fold(&named.words);
        let collective = words.split(' ').any(|word| titles::is_organization(word) || titles::is_public_body(word));
        let antecedent = Some(Antecedent { id: named.id.clone(), words: named.words.clone() });
        self.last.clone_from(&antecedent);
        if schema == Some(Schema::Person) || (schema.is_none() && !collective) {
            self.person = antecedent;
        } else {
            self.group = antecedent;
        }
    }

    fn named(&self, span: &Range<usize>, meaning: &Meaning) -> Named {
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
    fn meaning(&self, span: &Range<usize>) -> Meaning {
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
    fn apposition(&self, span: &Range<usize>) -> Option<Meaning> {
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
                || super::lexicon::ENGLISH.entry(&first.folded).class != 0);
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
    fn parts(&self, span: &Range<usize>) -> Vec<Range<usize>> {
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

    fn words_within(&self, span: &Range<usize>) -> &'a [Word] {
        let from = self.words.partition_point(|word| word.range.start < span.start);
        let to = self.words.partition_point(|word| word.range.start < span.end);
        &self.words[from..to.max(from)]
    }

    fn within(&self, span: &Range<usize>) -> impl DoubleEndedIterator<Item = &'a Mention> + use<'a> {
        let from = self.mentions.partition_point(|mention| mention.range.start < span.start);
        let to = self.mentions.partition_point(|mention| mention.range.start < span.end);
        self.mentions[from..to.max(from)].iter()
    }
}

/// Returns the length of the phrase at the start of a text, up to a mark.
fn phrase_length(text: &str) -> usize {
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
fn pronoun_in(folded: &str) -> &str {
    match folded.rsplit_once(' ') {
        Some((verb, pronoun @ ("il" | "elle" | "ils" | "elles" | "on"))) if !verb.contains("et") => pronoun,
        _ => folded.split('\'').next().unwrap_or_default(),
    }
}

fn is_pronoun(word: &str) -> bool {
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
