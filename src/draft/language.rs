//! The language of an article, and its words that sentences depend on.

use std::sync::LazyLock;

use hashbrown::HashSet;

use super::lexicon::{ENGLISH, FRENCH, Lexicon};

/// How much of a language is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    /// Sentences, quotations, speakers, kinds and dates.
    English,
    /// The same.
    French,
    /// Sentences and quotations only.
    Other,
}

/// Number of bytes from which the language is guessed, because the first paragraphs suffice.
const GUESSED_FROM: usize = 4_000;

/// Titles before a name, whose full stop never ends a sentence.
const TITLES: &str = "Mr Mrs Ms Mx Dr Prof Gen Col Lt Sgt Capt Cmdr Cdr Adm Maj Cpl Brig Sen Sens Rep Reps Gov Govs Pres Rev \
    Hon Fr Msgr Amb Supt Atty Insp Det Mme Mlle MM Mgr Pr Me vs Messrs";

/// Words whose full stop ends a sentence only before a word that begins one.
const ABBREVIATIONS: &str = "St Jr Sr Inc Corp Co Cos Ltd Bros No Nos Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Ala \
    Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn Tenn Tex \
    Va Vt Wash Wis Wyo Ave Blvd Rd Dept Est approx al etc cf ca fig Ft Mt a.m p.m e.g i.e av art janv févr juil déc";

/// Words that begin a sentence when they follow an abbreviation.
const OPENING: &str = "The A An In On At It Its He She They We I You This That These Those There His Her Their But And As \
    If When While After Before For From With By Since Although However Meanwhile Now Then So Not No One Some Many Most \
    Le La Les Un Une Il Elle Ils Elles Ce Cette Ces Dans En Au Pour Mais Et";

static LISTS: LazyLock<[HashSet<&str>; 3]> =
    LazyLock::new(|| [TITLES, ABBREVIATIONS, OPENING].map(|words| words.split_whitespace().collect()));

/// Words that stand in almost every sentence of the one language, and in none of the other.
const COMMON: [(Language, &[&str]); 2] = [
    (Language::English, &["the", "and", "of", "to", "that", "is", "was", "with", "has", "said"]),
    (Language::French, &["le", "la", "les", "des", "et", "est", "dans", "une", "du", "que"]),
];

/// A text is taken to be in a language if at least one of this many words is a common one of it.
const ONE_IN: usize = 10;

impl Language {
    /// Returns the language of a BCP 47 tag, or else guesses it from the words of the article.
    pub(super) fn new(tag: Option<&str>, article: &str) -> Self {
        match tag.map(|tag| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()).as_deref() {
            Some("en") => Self::English,
            Some("fr") => Self::French,
            Some(_) => Self::Other,
            None => Self::guess(article),
        }
    }

    /// Returns the words that attribute, if they are known.
    pub(super) fn lexicon(self) -> Option<&'static Lexicon> {
        match self {
            Self::English => Some(&ENGLISH),
            Self::French => Some(&FRENCH),
            Self::Other => None,
        }
    }

    fn guess(article: &str) -> Self {
        let mut end = article.len().min(GUESSED_FROM);
        while !article.is_char_boundary(end) {
            end -= 1;
        }
        let words: Vec<String> = article[..end]
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let share = |common: &[&str]| words.iter().filter(|word| common.contains(&word.as_str())).count();
        let best = COMMON.iter().map(|(language, common)| (share(common), *language)).max_by_key(|(count, _)| *count);
        best.filter(|(count, _)| *count > 0 && count * ONE_IN >= words.len())
            .map_or(Self::Other, |(_, language)| language)
    }
}

/// Returns whether a word is a title, such as `Mr`.
pub(super) fn is_title(word: &str) -> bool {
    LISTS[0].contains(word)
}

/// Returns whether a word is written with a full stop.
pub(super) fn is_abbreviation(word: &str) -> bool {
    LISTS[1].contains(word)
}

/// Returns whether a text begins with a word that begins sentences.
pub(super) fn is_opening_word(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    word.is_empty() || LISTS[2].contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_tag_or_its_words() {
        assert_eq!(Language::new(Some("en-GB"), ""), Language::English);
        assert_eq!(Language::new(Some("fr_FR"), ""), Language::French);
        assert_eq!(Language::new(Some("de"), "the and of"), Language::Other);
        assert_eq!(Language::new(None, "The port of Ost is open, and the fee that it has was cut."), Language::English);
        assert_eq!(
            Language::new(None, "Le port est ouvert et la taxe des navires baisse dans une semaine."),
            Language::French
        );
        assert_eq!(Language::new(None, "Der Hafen ist offen, und die Gebühr sinkt."), Language::Other);
        assert_eq!(Language::new(None, ""), Language::Other);
    }
}
