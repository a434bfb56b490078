//! Stemming and stop words, in the languages of a corpus.
//!
//! A query has no language, so its words are stemmed in every language of the corpus. English is always one of them, because
//! names, positions and summaries are mostly English. Words are folded before they are stemmed. That loses little, because
//! Snowball removes most accents itself.
//!
//! Stop words are listed instead of counted. In a small corpus the main actors are as frequent as `the`, but must count in
//! full. The lists have articles, prepositions, conjunctions, pronouns and forms of "to be" and "to have". They omit words
//! that are also names in the news of their language: `us`, `who`, `may`.

use std::borrow::Cow;
use std::sync::Arc;

use hashbrown::HashSet;
use rust_stemmers::{Algorithm, Stemmer};

use super::irregular;
use crate::corpus::Corpus;
use crate::search::analysis::tokens::is_letter_alone;

/// A language with a stemmer and stop words.
struct Language {
    /// The primary subtag in BCP 47.
    code: &'static str,
    algorithm: Algorithm,
    /// The first and last letter of its script.
    script: (char, char),
    /// Folded words, separated by spaces.
    stop_words: &'static str,
}

const LATIN: (char, char) = ('a', 'z');

const fn language(
    code: &'static str,
    algorithm: Algorithm,
    script: (char, char),
    stop_words: &'static str,
) -> Language {
    Language { code, algorithm, script, stop_words }
}

/// All languages with a stemmer, English first.
static ALL: [Language; 19] = [
    language(
        "en",
        Algorithm::English,
        LATIN,
        "a an the of and or in on at to for from by with as is are was were be been being that this these those its his \
         her their our your my he she they we you i has have had but than into which there",
    ),
    language(
        "ar",
        Algorithm::Arabic,
        ('\u{621}', '\u{64A}'),
        "في من علي الي عن مع ان او و هذا هذه التي الذي كان كانت ما لا بين بعد قبل قد",
    ),
    language(
        "da",
        Algorithm::Danish,
        LATIN,
        "og i at det en den til er som paa de med han af for ikke der var et har om",
    ),
    language(
        "de",
        Algorithm::German,
        LATIN,
        "der die das den dem des ein eine einer einem einen eines und oder in im an am auf zu zum zur von vom mit fur bei \
         aus nach uber ist sind war waren sein hat haben dass als auch er sie es ihr ihre sich nicht",
    ),
    language(
        "el",
        Algorithm::Greek,
        ('α', 'ω'),
        "ο η το οι τα του τησ των τον την και σε με για απο στο στη στην στον ειναι οτι",
    ),
    language(
        "es",
        Algorithm::Spanish,
        LATIN,
        "el la los las un una unos unas de del y e o u a al en con por para que se su sus es son era ser ha han lo como no",
    ),
    language("fi", Algorithm::Finnish, LATIN, "ja on ei se han oli joka etta ovat mutta tai myos kuin"),
    language(
        "fr",
        Algorithm::French,
        LATIN,
        "le la les l un une des de du d et ou a au aux en dans sur par pour avec que qui se sa ses leur leurs est sont \
         etait etre ont il elle ils elles ce cette ces ne pas",
    ),
    language("hu", Algorithm::Hungarian, LATIN, "a az egy es vagy hogy nem is volt van meg ez"),
    language(
        "it",
        Algorithm::Italian,
        LATIN,
        "il lo la i gli le un uno una di del della dei delle e o a al alla in nel nella con su per da dal che si sono era ha \
         hanno non",
    ),
    language(
        "nb",
        Algorithm::Norwegian,
        LATIN,
        "og i at det en den til er som pa de med han av for ikke der var et har om",
    ),
    language(
        "nl",
        Algorithm::Dutch,
        LATIN,
        "de het een en of van in op te aan met voor door bij uit naar is zijn was dat die dit niet",
    ),
    language(
        "no",
        Algorithm::Norwegian,
        LATIN,
        "og i at det en den til er som pa de med han av for ikke der var et har om",
    ),
    language(
        "pt",
        Algorithm::Portuguese,
        LATIN,
        "o a os as um uma de do da dos das e ou em no na nos nas com por para que se seu sua ao aos foi era nao",
    ),
    language("ro", Algorithm::Romanian, LATIN, "un o de la si sau in cu pe pentru din ca nu este sunt a al ale"),
    language(
        "ru",
        Algorithm::Russian,
        ('а', 'я'),
        "и в во не на с со что как а то по из к у от за о об для при но или это его ее их был была было были",
    ),
    language(
        "sv",
        Algorithm::Swedish,
        LATIN,
        "och i att det en den till ar som pa de med han av for inte var ett har om",
    ),
    language("ta", Algorithm::Tamil, ('\u{B80}', '\u{BFF}'), ""),
    language("tr", Algorithm::Turkish, LATIN, "ve bir bu da de icin ile olarak gibi cok ne o"),
];

impl Language {
    /// Returns whether a word has only letters of the language's script, and enough of them to be stemmed.
    fn may_be_of(&self, word: &str) -> bool {
        let (first, last) = self.script;
        let within = |letter: char| (first..=last).contains(&letter) || letter == 'ё';
        word.chars().all(within) && word.chars().nth(MIN_LETTERS - 1).is_some()
    }

    /// Returns the stem of a word, and a second one for irregular English forms and for Arabic words.
    ///
    /// Snowball removes only one Arabic prefix at a time, or a first letter that is no prefix. So both the first and the
    /// last result count as stems.
    fn stems<'a>(&self, word: &'a str) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
        let first = self.stem(word);
        let second = match self.algorithm {
            Algorithm::English => irregular::base(word).map(|base| self.stem(base)),
            Algorithm::Arabic => self.stemmed_again(&first),
            _ => None,
        };
        let second = second.filter(|second| *second != first);
        [first].into_iter().chain(second)
    }

    /// Stems a stem again until nothing more is removed.
    fn stemmed_again(&self, stem: &str) -> Option<Cow<'static, str>> {
        let next = |stem: &String| self.may_be_of(stem).then(|| self.stem(stem).into_owned());
        let all = std::iter::successors(Some(stem.to_owned()), next);
        all.take(MAX_ARABIC_ROUNDS).last().map(Cow::Owned)
    }

    fn stem<'a>(&self, word: &'a str) -> Cow<'a, str> {
        let stemmer = Stemmer::create(self.algorithm);
        if self.algorithm == Algorithm::Arabic
            && let Some(word) = ARTICLES.iter().find_map(|article| word.strip_prefix(article))
            && self.may_be_of(word)
        {
            return self.stem(word);
        }
        // Folding maps teh marbuta to heh. At the end of a word it is nearly always teh marbuta.
        match word.strip_suffix('\u{647}').filter(|_| self.algorithm == Algorithm::Arabic) {
            Some(word) => Cow::Owned(stemmer.stem(&[word, "\u{629}"].concat()).into_owned()),
            None => stemmer.stem(word),
        }
    }
}

/// The Arabic article with a conjunction or preposition before it. Snowball does not remove all of these.
const ARTICLES: [&str; 6] = ["وال", "فال", "بال", "كال", "ولل", "لل"];

/// Maximum number of results of repeated stemming: the first stem, and one for each of conjunction, preposition and article.
const MAX_ARABIC_ROUNDS: usize = 4;

/// Minimum number of letters of a word that is stemmed.
const MIN_LETTERS: usize = 3;

/// The languages of a corpus.
#[derive(Clone, Default)]
pub(crate) struct Languages {
    languages: Vec<&'static Language>,
    stop_words: Arc<HashSet<&'static str>>,
}

impl std::fmt::Debug for Languages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.languages.iter().map(|language| language.code)).finish()
    }
}

impl Languages {
    /// Returns English and the languages of the corpus's documents.
    pub(crate) fn from_corpus(corpus: &Corpus) -> Self {
        let mut present = vec!["en".to_owned()];
        for document in corpus.documents() {
            if let Some(tag) = &corpus.document(document).language {
                let code = tag.as_str().split(['-', '_']).next().unwrap_or_default().to_lowercase();
                if !present.contains(&code) {
                    present.push(code);
                }
            }
        }
        Self::new(|language| present.iter().any(|code| code == language.code))
    }

    fn new(counts: impl Fn(&&Language) -> bool) -> Self {
        let languages: Vec<_> = ALL.iter().filter(counts).collect();
        let stop_words = languages.iter().flat_map(|language| language.stop_words.split(' ')).collect();
        Self { languages, stop_words: Arc::new(stop_words) }
    }

    /// Returns the stems of a folded word in each language that it may belong to, with the language's number.
    pub(crate) fn stems<'a>(&self, word: &'a str) -> impl Iterator<Item = (usize, Cow<'a, str>)> {
        let languages = self.languages.iter().enumerate().filter(|(_, language)| language.may_be_of(word));
        languages.flat_map(move |(number, language)| language.stems(word).map(move |stem| (number, stem)))
    }

    /// Returns whether a folded word is a stop word in one of the languages.
    pub(crate) fn is_stop_word(&self, word: &str) -> bool {
        self.stop_words.contains(word)
    }

    /// Removes the stop words of a name, unless it has no other words. Keeps single letters, which may tell names apart.
    pub(crate) fn without_stop_words(&self, words: Vec<String>) -> Vec<String> {
        let is_kept = |word: &String| is_letter_alone(word) || !self.is_stop_word(word);
        if words.iter().any(is_kept) { words.into_iter().filter(is_kept).collect() } else { words }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::analysis::fold::fold;

    fn languages(codes: &[&str]) -> Languages {
        Languages::new(|language| codes.contains(&language.code))
    }

    #[test]
    fn folded_forms_of_a_word_have_one_stem() {
        for (code, one, other) in [
            ("en", "mercenary", "mercenaries"),
            ("en", "country", "countries"),
            ("en", "sanction", "sanctioned"),
            ("fr", "présidentiel", "présidentielles"),
            ("fr", "accusé", "accuser"),
            ("de", "Land", "Länder"),
            ("de", "Sanktion", "Sanktionen"),
            ("es", "nación", "naciones"),
            ("ru", "российский", "российского"),
            ("ru", "санкция", "санкциями"),
            ("ar", "حكومة", "الحكومة"),
            ("it", "sanzione", "sanzioni"),
            ("pt", "acusado", "acusadas"),
        ] {
            let stem =
                |word| languages(&[code]).stems(&fold(word)).map(|(_, stem)| stem.into_owned()).collect::<Vec<_>>();
            assert_eq!(stem(one), stem(other), "{one} {other}");
            assert!(!stem(one).is_empty(), "{one}");
        }
        assert_eq!(languages(&["en", "ru"]).stems("2025").count(), 0);
        assert_eq!(languages(&["en", "ru"]).stems("us").count(), 0);
    }

    #[test]
    fn stop_words_are_folded_and_listed_once_in_a_language() {
        for language in &ALL {
            let mut words: Vec<_> = language.stop_words.split(' ').filter(|word| !word.is_empty()).collect();
            assert!(words.iter().all(|word| fold(word) == *word), "{}", language.code);
            let count = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), count, "{}", language.code);
        }
        let kept =
            |words: &[&str]| languages(&["en"]).without_stop_words(words.iter().map(ToString::to_string).collect());
        assert_eq!(kept(&["the", "junta"]), ["junta"]);
        assert_eq!(kept(&["of", "the"]), ["of", "the"]);
        assert_eq!(kept(&["plan", "a"]), ["plan", "a"]);
    }
}
