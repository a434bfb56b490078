//! The words that attribute, by language, and what each does in a sentence.

mod forms;
mod french;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use hashbrown::HashMap;

use forms::{Form, forms};
use french::french_forms;

pub(super) use forms::Form as VerbForm;

/// Classes of words, as bits.
pub(super) mod class {
    /// `the`, `his`, `several`: stands before a noun.
    pub(crate) const DETERMINER: u16 = 1;
    /// `he`, `who`, `others`: stands for an actor.
    pub(crate) const PRONOUN: u16 = 1 << 1;
    /// `of`, `in`, `with`.
    pub(crate) const PREPOSITION: u16 = 1 << 2;
    /// `has`, `will`, `didn't`.
    pub(crate) const AUXILIARY: u16 = 1 << 3;
    /// `that`, `because`, `which`: begins a clause within another.
    pub(crate) const SUBORDINATOR: u16 = 1 << 4;
    /// `and`, `but`.
    pub(crate) const COORDINATOR: u16 = 1 << 5;
    /// `also`, `later`, `repeatedly`.
    pub(crate) const ADVERB: u16 = 1 << 6;
    /// `Tuesday`, `April`, `week`.
    pub(crate) const TIME: u16 = 1 << 7;
    /// A finite verb that attributes nothing.
    pub(crate) const FINITE: u16 = 1 << 8;
    /// A form of a verb that is more often a noun.
    pub(crate) const NOUN: u16 = 1 << 9;
    /// A participle that names the noun before it.
    pub(crate) const NAMING: u16 = 1 << 10;
}

/// What may follow a verb that attributes, as bits.
pub(super) mod frame {
    /// A clause or a quotation, which may also stand before it.
    pub(crate) const SPEECH: u16 = 1;
    /// A listener, then a clause.
    pub(crate) const TOLD: u16 = 1 << 1;
    /// A clause.
    pub(crate) const CLAUSE: u16 = 1 << 2;
    /// An infinitive.
    pub(crate) const TO: u16 = 1 << 3;
    /// A person, then an infinitive.
    pub(crate) const OBJECT_TO: u16 = 1 << 4;
    /// A noun phrase.
    pub(crate) const OBJECT: u16 = 1 << 5;
    /// A preposition of its own, then a noun phrase.
    pub(crate) const PREPOSITIONAL: u16 = 1 << 6;
    /// A clause that `that` or a question word begins.
    pub(crate) const MARKED: u16 = 1 << 7;
}

const CLASSES: [(&str, u16); 11] = [
    ("determiners", class::DETERMINER),
    ("pronouns", class::PRONOUN),
    ("prepositions", class::PREPOSITION),
    ("auxiliaries", class::AUXILIARY),
    ("subordinators", class::SUBORDINATOR),
    ("coordinators", class::COORDINATOR),
    ("adverbs", class::ADVERB),
    ("times", class::TIME),
    ("finite", class::FINITE),
    ("nouns", class::NOUN),
    ("naming", class::NAMING),
];

const FRAMES: [(&str, u16); 8] = [
    ("speech", frame::SPEECH),
    ("told", frame::TOLD),
    ("clause", frame::CLAUSE),
    ("marked", frame::MARKED),
    ("to", frame::TO),
    ("object_to", frame::OBJECT_TO),
    ("object", frame::OBJECT),
    ("prepositional", frame::PREPOSITIONAL),
];

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    /// The bits of its classes.
    pub(super) class: u16,
    /// The verb that it is a form of.
    pub(super) verb: Option<Verb>,
}

/// A form of a verb that attributes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verb {
    /// The number of the verb in its lexicon.
    pub(super) number: u16,
    /// The form.
    pub(super) form: Form,
    /// The bits of what may follow.
    pub(super) frames: u16,
}

/// The words of a language.
pub(super) struct Lexicon {
    pub(super) tongue: Tongue,
    words: HashMap<String, Entry>,
    /// The infinitives, by number.
    verbs: Vec<String>,
    /// For each verb: the prepositions that it takes.
    prepositions: Vec<Vec<String>>,
}

/// The English words.
pub(super) static ENGLISH: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(include_str!("lexicon/english.yaml"), Tongue::English));

/// The French words.
pub(super) static FRENCH: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(include_str!("lexicon/french.yaml"), Tongue::French));

/// The languages whose verbs have forms here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tongue {
    English,
    French,
}

impl Lexicon {
    fn new(yaml: &str, tongue: Tongue) -> Self {
        let lists: BTreeMap<String, String> = serde_yaml::from_str(yaml).expect("the lexicon maps names to words");
        let list = |name: &str| lists.get(name).map_or("", String::as_str).split_whitespace();
        let mut lexicon = Self { tongue, words: HashMap::new(), verbs: Vec::new(), prepositions: Vec::new() };
        for (name, bit) in CLASSES {
            list(name).for_each(|word| lexicon.words.entry(word.to_owned()).or_default().class |= bit);
        }
        let mut numbers: HashMap<&str, (u16, u16)> = HashMap::new();
        for (name, bit) in FRAMES {
            for word in list(name) {
                let (verb, preposition) = word.split_once('_').unwrap_or((word, ""));
                let next = u16::try_from(numbers.len()).expect("a lexicon has some hundred verbs");
                let (number, frames) = numbers.entry(verb).or_insert_with(|| {
                    lexicon.verbs.push(verb.to_owned());
                    lexicon.prepositions.push(Vec::new());
                    (next, 0)
                });
                *frames |= bit;
                if !preposition.is_empty() {
                    lexicon.prepositions[usize::from(*number)].push(preposition.replace('_', " "));
                }
            }
        }
        let irregular: HashMap<&str, &str> =
            list("irregular").map(|forms| (forms.split('/').next().unwrap_or(forms), forms)).collect();
        for (verb, (number, frames)) in numbers {
            let doubles = list("doubling").any(|doubling| doubling == verb);
            let irregular = irregular.get(verb).copied();
            let all = match tongue {
                Tongue::English => forms(verb, irregular, doubles),
                Tongue::French => french_forms(verb, irregular),
            };
            for (word, form) in all {
                let entry = lexicon.words.entry(word).or_default();
                let verb = Verb { number, form, frames };
                // Where two forms are written alike, as in `read` or `put`, the past tense is the one that reports.
                if entry.verb.is_none_or(|old| old.form == Form::Base || old.form == Form::Participle) {
                    entry.verb = Some(verb);
                }
            }
        }
        lexicon
    }

    /// Returns what is known of a word in lower case.
    pub(super) fn entry(&self, word: &str) -> Entry {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// Returns the infinitive of a verb.
    pub(super) fn infinitive(&self, verb: u16) -> &str {
        &self.verbs[usize::from(verb)]
    }

    /// Returns the prepositions that a verb takes.
    pub(super) fn prepositions(&self, verb: u16) -> &[String] {
        &self.prepositions[usize::from(verb)]
    }
}
