//! Queries: what the reader typed, taken apart.
//!
//! ```text
//! wheat -fuel by:"sergey lavrov" kind:op date:2023..2024 "strategic goods" =mali
//! ^     ^     ^                  ^       ^               ^                 ^
//! word  not   filter, quoted     prefix  span            exact words       exactly this word
//! ```
//!
//! A query is read while it is being typed, so there is no wrong one. What is unfinished (`by:`, a lone `-`,
//! an open quotation mark) asks for nothing yet; what cannot be meant is said in [`Query::problems`] and
//! looked for as plain words.

mod known;

pub(super) use known::Count;
use known::Typed;

use super::addresses;
use super::fold::fold;
use super::runs::is_letter;
use super::span::{self, Asked, Span};
use super::tokens::{self, Compound, MAX_LETTERS};
use crate::briefing::Kind;
use crate::text::Text;

/// More of a query than this is cut off.
const MAX_CHARS: usize = 256;

/// More words and filters than these are left out.
const MAX_TERMS: usize = 16;

/// What the reader typed, taken apart; the same for every corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    terms: Vec<Term>,
    problems: Vec<Text>,
}

/// One thing asked for. A record must fulfil all of them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Term {
    /// True when it must not be there.
    pub(super) negated: bool,
    pub(super) what: What,
}

/// What a term asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// A word, somewhere.
    Word(Word),
    /// An address or id, as it was typed; or else its words.
    Address { typed: String, words: Vec<Word> },
    /// Folded words exactly as they stand, in one text.
    Exact(String),
    /// A property of a record.
    Filter(Filter),
}

/// A folded word: its parts, if it is a compound, and what they are as a whole. `pan-african` is found by
/// both its parts, or as `panafrican`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    /// All of these; none for a figure or for initials, which are not looked for in pieces.
    pub(super) parts: Vec<String>,
    /// Or any of these.
    pub(super) forms: Vec<String>,
}

/// A property that records are chosen by.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Filter {
    By(Value),
    About(Value),
    In(Value),
    Source(Value),
    Origin(Value),
    With(Value),
    Disputed(bool),
    Firsthand(bool),
    Independent(Count),
    Kind(Vec<Kind>),
    Date(Span),
}

/// Names someone or something, in folded words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Value {
    /// At least one.
    pub(super) words: Vec<String>,
}

impl Query {
    /// Takes a query apart.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let cut = text.char_indices().nth(MAX_CHARS).map_or(text.len(), |(at, _)| at);
        if cut < text.len() {
            query.problem(format!("only the first {MAX_CHARS} characters are searched for"));
        }
        for chunk in chunks(&text[..cut]) {
            query.take(&chunk);
        }
        if query.terms.len() > MAX_TERMS {
            query.terms.truncate(MAX_TERMS);
            query.problem(format!("only the first {MAX_TERMS} words are searched for"));
        }
        query
    }

    /// True when nothing is asked for: everything matches.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// What could not be meant as it was typed, in words, with what would be right.
    pub fn problems(&self) -> &[Text] {
        &self.problems
    }

    pub(super) fn terms(&self) -> &[Term] {
        &self.terms
    }

    fn problem(&mut self, words: String) {
        let problem = Text::from(words);
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    fn push(&mut self, negated: bool, what: What) {
        self.terms.push(Term { negated, what });
    }

    fn take(&mut self, chunk: &Chunk) {
        let folded = fold(&chunk.text);
        match &chunk.filter {
            None if chunk.exact => {
                let folded = folded.split_whitespace().collect::<Vec<_>>().join(" ");
                let folded = folded.trim_matches(|c: char| !is_letter(c));
                if !folded.is_empty() {
                    self.push(chunk.negated, What::Exact(folded.to_owned()));
                }
            }
            None if addresses::is_address(&chunk.text) => {
                let compounds = tokens::compounds(&folded);
                let words = compounds.iter().take(MAX_TERMS).map(|compound| Word::new(&folded, compound)).collect();
                self.push(chunk.negated, What::Address { typed: chunk.text.clone(), words });
            }
            None => self.words(chunk.negated, &folded),
            Some(name) => match self.filter(name, &chunk.text, &folded) {
                Ok(Some(filter)) => self.push(chunk.negated, What::Filter(filter)),
                Ok(None) => {}
                Err(words) => self.words(chunk.negated, &words),
            },
        }
    }

    /// The filter of this name; `None` while it is unfinished; the plain words to look for instead where it
    /// cannot be meant.
    fn filter(&mut self, name: &str, raw: &str, folded: &str) -> Result<Option<Filter>, String> {
        let value = || Some(tokens::typed_name(folded)).filter(|words| !words.is_empty()).map(|words| Value { words });
        Ok(match name {
            "by" | "said" => value().map(Filter::By),
            "origin" => value().map(Filter::Origin),
            "with" => value().map(Filter::With),
            "disputed" => self.yes_or_no(name, raw, folded)?.map(Filter::Disputed),
            "firsthand" => self.yes_or_no(name, raw, folded)?.map(Filter::Firsthand),
            "independent" => match Count::parse(raw.trim()) {
                Typed::Whole(count) => Some(Filter::Independent(count)),
                Typed::Unfinished => None,
                Typed::Wrong => {
                    self.problem(format!("`{}` is no number of origins; one is {}", raw.trim(), Count::FORM));
                    return Err(folded.to_owned());
                }
            },
            "about" => value().map(Filter::About),
            "in" => value().map(Filter::In),
            "source" => value().map(Filter::Source),
            "kind" if folded.trim().is_empty() => None,
            "kind" => match kinds(folded.trim()) {
                kinds if kinds.is_empty() => {
                    let all: Vec<_> = Kind::ALL.into_iter().map(Kind::word).collect();
                    self.problem(format!("`{}` is no kind of claim; they are {}", raw.trim(), all.join(", ")));
                    return Err(folded.to_owned());
                }
                kinds => Some(Filter::Kind(kinds)),
            },
            "date" => match Span::parse(raw.trim()) {
                Asked::For(span) => Some(Filter::Date(span)),
                Asked::Unfinished => None,
                Asked::NoDate => {
                    self.problem(format!("`{}` is no date; one is {}", raw.trim(), span::FORM));
                    return Err(folded.to_owned());
                }
            },
            _ => {
                self.problem(format!(
                    "`{name}:` is no filter; they are {}",
                    NAMES.map(|name| format!("{name}:")).join(", ")
                ));
                return Err(format!("{name} {folded}"));
            }
        })
    }

    fn yes_or_no(&mut self, name: &str, raw: &str, folded: &str) -> Result<Option<bool>, String> {
        let answer = known::yes_or_no(folded.trim());
        if answer.is_none() {
            self.problem(format!("`{name}:{}` is neither {name}:yes nor {name}:no", raw.trim()));
            return Err(folded.to_owned());
        }
        Ok(answer)
    }

    fn words(&mut self, negated: bool, folded: &str) {
        for compound in tokens::compounds(folded) {
            if compound.parts.iter().any(|part| folded[part.clone()].chars().nth(MAX_LETTERS).is_some()) {
                self.problem(format!("only the first {MAX_LETTERS} letters of a word are searched for"));
            }
            self.push(negated, What::Word(Word::new(folded, &compound)));
        }
    }
}

impl Word {
    /// Whatever is looked up for it.
    pub(super) fn spellings(&self) -> impl Iterator<Item = &String> {
        self.forms.iter().chain(&self.parts)
    }

    fn new(folded: &str, compound: &Compound) -> Self {
        let forms = compound.forms(folded).into_iter().map(|form| form.word).collect();
        let telling = if compound.is_whole(folded) { Vec::new() } else { compound.telling_parts(folded) };
        Self { parts: telling.into_iter().map(|part| part.word).collect(), forms }
    }
}

const NAMES: [&str; 12] =
    ["by", "said", "about", "with", "in", "kind", "date", "source", "origin", "disputed", "independent", "firsthand"];

/// The kinds that a folded word means: every kind it begins, or the one it misspells.
fn kinds(word: &str) -> Vec<Kind> {
    let begun: Vec<_> = Kind::ALL.into_iter().filter(|kind| kind.word().starts_with(word)).collect();
    if !begun.is_empty() {
        return begun;
    }
    let reach = match word.len() {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    };
    Kind::ALL.into_iter().filter(|kind| strsim::osa_distance(kind.word(), word) <= reach).collect()
}

/// A piece of a query, up to the next space that is not in quotation marks.
#[derive(Debug, Default)]
struct Chunk {
    negated: bool,
    exact: bool,
    filter: Option<String>,
    text: String,
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

fn chunks(text: &str) -> Vec<Chunk> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let mut chunk = Chunk::default();
        let bare = rest.trim_start_matches('-');
        chunk.negated = bare.len() < rest.len();
        let word = bare.strip_prefix('=');
        chunk.exact = word.is_some() || bare.starts_with(is_quote);
        let mut value = word.unwrap_or(bare);
        if let Some((name, behind)) = filter_name(value).filter(|_| !chunk.exact) {
            chunk.filter = Some(name);
            value = behind;
        }
        let quoted = value.strip_prefix(is_quote);
        let (inside, behind) = match quoted {
            Some(quoted) => quoted.split_once(is_quote).unwrap_or((quoted, "")),
            None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        inside.clone_into(&mut chunk.text);
        rest = behind.trim_start();
        found.push(chunk);
    }
    found
}

/// The name of a filter and what is behind its colon. An address is not a filter, nor is a time of day.
fn filter_name(chunk: &str) -> Option<(String, &str)> {
    let (name, behind) = chunk.split_once(':')?;
    let plausible = !name.is_empty() && name.chars().all(char::is_alphabetic) && !behind.starts_with("//");
    plausible.then(|| (fold(name), behind))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn problems(text: &str) -> Vec<String> {
        Query::parse(text).problems().iter().map(ToString::to_string).collect()
    }

    fn word(word: &str) -> What {
        What::Word(Word { parts: vec![word.to_owned()], forms: Vec::new() })
    }

    fn whats(text: &str) -> Vec<What> {
        Query::parse(text).terms().iter().map(|term| term.what.clone()).collect()
    }

    #[test]
    fn a_query_is_words_filters_and_exact_words() {
        let query = Query::parse("Wheat -fuel by:\"Sergey Lavrov\" -kind:op \"Strategic  goods\" =Mali");
        let negated: Vec<_> = query.terms().iter().map(|term| term.negated).collect();
        assert_eq!(negated, [false, true, false, true, false, false]);
        let value = Value { words: vec!["sergey".to_owned(), "lavrov".to_owned()] };
        let whats: Vec<_> = query.terms().iter().map(|term| term.what.clone()).collect();
        assert_eq!(
            whats,
            [
                word("wheat"),
                word("fuel"),
                What::Filter(Filter::By(value)),
                What::Filter(Filter::Kind(vec![Kind::Opinion])),
                What::Exact("strategic goods".to_owned()),
                What::Exact("mali".to_owned()),
            ]
        );
        assert_eq!(query.problems(), []);
    }

    #[test]
    fn what_is_unfinished_asks_for_nothing() {
        for text in ["", "  ", "by:", "-by:", "-", "\"", "=", "-\"", "by:\"", "kind:", "date:", "date:20", "!?", "…"]
        {
            let query = Query::parse(text);
            assert!(query.is_empty() && query.problems().is_empty(), "{text}: {query:?}");
        }
        assert_eq!(Query::parse("\"open quote"), Query::parse("\"open quote\""));
    }

    #[test]
    fn compounds_are_looked_for_whole_and_in_parts() {
        let compound = |parts: &[&str], forms: &[&str]| {
            let owned = |words: &[&str]| words.iter().map(ToString::to_string).collect();
            What::Word(Word { parts: owned(parts), forms: owned(forms) })
        };
        assert_eq!(whats("pan-African"), [compound(&["pan", "african"], &["panafrican"])]);
        assert_eq!(whats("Lavrov's"), [compound(&["lavrov"], &["lavrovs"])]);
        assert_eq!(whats("21.9"), [compound(&[], &["21.9"])]);
    }

    #[test]
    fn what_cannot_be_meant_is_said_and_looked_for_as_words() {
        insta::assert_snapshot!(problems("foo:bar").join("\n"), @"`foo:` is no filter; they are by:, said:, about:, with:, in:, kind:, date:, source:, origin:, disputed:, independent:, firsthand:");
        insta::assert_snapshot!(problems("date:april").join("\n"), @"`april` is no date; one is `2025-04-07`, `2025-04`, `2025`, `2023..2024`, `>2024`, `<2024`");
        insta::assert_snapshot!(problems("kind:wish").join("\n"), @"`wish` is no kind of claim; they are fact, statement, opinion, forecast, allegation, denial");
        assert_eq!(whats("foo:bar"), [word("foo"), word("bar")]);
        assert_eq!(whats("date:april kind:wish"), [word("april"), word("wish")]);
        assert_eq!(problems("https://example.org 10:30"), [""; 0]);
    }

    #[test]
    fn a_query_has_an_end() {
        assert_eq!(problems(&"ab ".repeat(20)), ["only the first 16 words are searched for"]);
        assert_eq!(problems(&"a".repeat(65)), ["only the first 64 letters of a word are searched for"]);
        assert_eq!(problems(&"字".repeat(300)).len(), 2);
        assert_eq!(problems(&"a".repeat(64)), [""; 0]);
    }

    proptest! {
        #[test]
        fn any_text_is_a_query(text in any::<String>(), near in "[-=\":a-c é'.]{0,40}") {
            for text in [text, near] {
                let query = Query::parse(&text);
                prop_assert!(query.terms().len() <= MAX_TERMS);
                prop_assert_eq!(Query::parse(&text), query);
            }
        }
    }
}
