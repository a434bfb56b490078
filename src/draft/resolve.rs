//! Who the words of a sentence name: actors of the register by name, last name, office and country, or pronoun.
//!
//! It never guesses between two: where words fit two actors, the proposal is flagged.

mod mentions;
mod names;
mod new_entities;
mod titles;

use std::ops::Range;

use super::register::Register;
use super::words::{Word, fold};
use super::{Flag, Named};
use crate::briefing::{EntityId, Schema};

pub(super) use mentions::{Mention, mentions};
use names::{Meaning, Names, is_pronoun, pronoun_in};
pub(super) use new_entities::new_entities;

/// Number of bytes before `both leaders` in which two persons are looked for.
const NEAR: usize = 2_000;

/// Follows who is meant through the sentences of an article.
pub(super) struct Resolver<'a> {
    names: Names<'a>,
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

impl<'a> Resolver<'a> {
    /// Prepares an article whose words and mentions are known.
    pub(super) fn new(article: &'a str, register: &'a Register, words: &'a [Word], mentions: &'a [Mention]) -> Self {
        Self { names: Names { article, register, words, mentions }, person: None, group: None, last: None }
    }

    /// Resolves the words for a speaker. Returns the actors, and why to look closely.
    pub(super) fn speaker(&mut self, span: &Range<usize>) -> (Vec<Named>, Vec<Flag>) {
        let folded = fold(&self.names.article[span.clone()]);
        let pronoun = pronoun_in(&folded);
        if is_pronoun(pronoun) {
            return self.pronoun(pronoun, span);
        }
        if let Some(both) = self.both(&folded, span) {
            return (both, Vec::new());
        }
        let parts = self.names.parts(span);
        let mut flags = Vec::new();
        let mut named = Vec::new();
        for part in &parts {
            let meaning = match self.names.meaning(part) {
                Meaning::Description => self.names.apposition(part).unwrap_or(Meaning::Description),
                meaning => meaning,
            };
            flags.extend(match meaning {
                Meaning::Several => Some(Flag::SpeakerAmbiguous),
                Meaning::Description => Some(Flag::SpeakerUnknown),
                Meaning::Actor(_) | Meaning::Name(_) => None,
            });
            named.push(self.names.named(part, &meaning));
        }
        flags.dedup();
        match &named[..] {
            [one] if flags.is_empty() => self.remember(one),
            [_] => self.forget(span),
            _ => {}
        }
        (named, flags)
    }

    /// Returns the outlet that words for a listener name: `told the Ost Herald`.
    pub(super) fn via(&self, span: &Range<usize>) -> Option<Named> {
        let meaning = self.names.meaning(span);
        let Meaning::Actor(actor) = meaning else { return None };
        self.names.register.is_outlet(actor).then(|| self.names.named(span, &meaning))
    }

    /// Notes the subject of a sentence without a speaker, for which a pronoun can stand next.
    pub(super) fn subject(&mut self, span: &Range<usize>) {
        let folded = fold(&self.names.article[span.clone()]);
        if is_pronoun(pronoun_in(&folded)) {
            return;
        }
        match &self.names.parts(span)[..] {
            [one] => match self.names.meaning(one) {
                meaning @ (Meaning::Actor(_) | Meaning::Name(_)) => self.remember(&self.names.named(one, &meaning)),
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
        for actor in ranges.iter().flat_map(|range| self.names.within(range)).filter_map(|mention| mention.actor) {
            let id = &self.names.register.actor(actor).id;
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
        while !self.names.article.is_char_boundary(near) {
            near += 1;
        }
        let line = self.names.article[near..span.start].rfind(['\n', '\r']).map_or(near, |at| near + at + 1);
        let mut persons: Vec<u32> = Vec::new();
        for actor in self.names.within(&(line..span.start)).filter_map(|mention| mention.actor) {
            if self.names.register.actor(actor).schema == Some(Schema::Person) && !persons.contains(&actor) {
                persons.push(actor);
            }
        }
        let named = |actor: &u32| self.names.named(span, &Meaning::Actor(*actor));
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
        let (id, words) = antecedent
            .map_or_else(|| (None, self.names.article[span.clone()].to_owned()), |known| (known.id, known.words));
        (vec![Named { id, words, span: span.clone() }], flags)
    }

    /// Forgets whom a pronoun stands for, after a subject that could not be told.
    fn forget(&mut self, span: &Range<usize>) {
        self.last = None;
        let human = self.names.words_within(span).iter().any(|word| titles::is_title(&word.folded));
        if human {
            self.person = None;
        } else {
            self.group = None;
        }
    }

    fn remember(&mut self, named: &Named) {
        let schema = named.id.as_ref().and_then(|id| self.names.register.schema(id));
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
}
