//! The tokens of a sentence: words, marks, and whole quotations.

use std::ops::Range;

use ecow::EcoString;

use super::lexicon::{Entry, Lexicon, Verb, class};
use super::quotations::Quotation;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Word,
    /// A mark of punctuation. Dashes are `—`, however they are written.
    Mark(char),
    /// A quotation with its marks.
    Quotation,
}

/// A token of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    /// Its bytes in the article.
    pub(super) range: Range<usize>,
    /// A word in lower case, with straight apostrophes.
    pub(super) lower: EcoString,
    /// The bits of its classes.
    pub(super) class: u16,
    /// The verb that attributes, of which it is a form.
    pub(super) verb: Option<Verb>,
    /// Whether it begins with a capital or a digit.
    pub(super) capital: bool,
    /// Whether it is a quotation of more than a few words, or one with a mark that ends a clause.
    pub(super) speech: bool,
    /// Whether all its letters are capitals.
    pub(super) shouted: bool,
    /// The number of words, which is more than one for a quotation.
    pub(super) words: usize,
}

impl Token {
    pub(super) fn is(&self, class: u16) -> bool {
        self.class & class != 0
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    pub(super) fn is_mark(&self, mark: char) -> bool {
        self.kind == TokenKind::Mark(mark)
    }

    pub(super) fn is_quotation(&self) -> bool {
        self.kind == TokenKind::Quotation
    }

    /// Returns whether it is a quotation of a clause, unlike a word in quotation marks.
    pub(super) fn is_speech(&self) -> bool {
        self.speech
    }

    /// Returns whether it is a word that modifies a verb.
    pub(super) fn is_adverb(&self) -> bool {
        self.is(class::ADVERB)
            || (self.is_word() && !self.capital && self.lower.len() > 4 && self.lower.ends_with("ly"))
    }

    /// Returns whether it is a word that ends in a possessive.
    pub(super) fn is_possessive(&self) -> bool {
        self.is_word() && (self.lower.ends_with("'s") || self.lower.ends_with("s'"))
    }
}

/// Splits a sentence into tokens.
pub(super) fn tokens(
    article: &str,
    sentence: &Range<usize>,
    quotations: &[Quotation],
    lexicon: &Lexicon,
) -> Vec<Token> {
    let mut tokens = Vec::new();
    let first = quotations.partition_point(|quotation| quotation.range.end <= sentence.start);
    let mut quoted = quotations[first..].iter().peekable();
    let mut at = sentence.start;
    while at < sentence.end {
        if let Some(quotation) = quoted.next_if(|quotation| quotation.range.start <= at) {
            let range = at..quotation.range.end.min(sentence.end);
            let words = article[range.clone()].split_whitespace().count();
            let inner = &article[quotation.inner.clone()];
            let speech = words > 3 || inner.trim_end().ends_with([',', '.', '!', '?', '…', ';']);
            let quoted = token(TokenKind::Quotation, range.clone(), EcoString::new(), Entry::default(), words, false);
            tokens.push(Token { speech, ..quoted });
            at = range.end.max(at + 1);
            continue;
        }
        let limit = quoted.peek().map_or(sentence.end, |quotation| quotation.range.start.min(sentence.end));
        at = next_token(article, at, limit, lexicon, &mut tokens);
    }
    tokens
}

fn token(kind: TokenKind, range: Range<usize>, lower: EcoString, entry: Entry, words: usize, capital: bool) -> Token {
    Token { kind, range, lower, class: entry.class, verb: entry.verb, capital, speech: false, shouted: false, words }
}

/// Appends the token that begins at `at`, if there is one. Returns where the next begins.
fn next_token(article: &str, at: usize, limit: usize, lexicon: &Lexicon, tokens: &mut Vec<Token>) -> usize {
    let rest = &article[at..limit];
    let Some(first) = rest.chars().next() else { return limit };
    if first.is_alphanumeric() {
        let end = at + word_length(rest);
        let lower: EcoString =
            article[at..end].chars().map(|c| if c == '’' { '\'' } else { c }).flat_map(char::to_lowercase).collect();
        let entry = lexicon.entry(without_pronoun(&lower));
        let shouted = !article[at..end].contains(char::is_lowercase);
        let word = token(TokenKind::Word, at..end, lower, entry, 1, !first.is_lowercase());
        tokens.push(Token { shouted, ..word });
        return end;
    }
    let end = at + first.len_utf8();
    let double_hyphen = rest.starts_with("--");
    let spaced_hyphen = first == '-' && rest[1..].starts_with(' ') && article[..at].ends_with(' ');
    let mark = if double_hyphen || spaced_hyphen || matches!(first, '–' | '—') { '—' } else { first };
    if !first.is_whitespace() {
        tokens.push(token(
            TokenKind::Mark(mark),
            at..end + usize::from(double_hyphen),
            EcoString::new(),
            Entry::default(),
            0,
            false,
        ));
    }
    end + usize::from(double_hyphen)
}

/// Returns the length of the word at the start of a text: letters, digits, and signs between or after them.
fn word_length(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let mut end = 0;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let joins = next.is_some_and(char::is_alphanumeric);
        let word = &text[..at];
        let is_part = c.is_alphanumeric()
            || is_mark(c)
            || (matches!(c, '\'' | '’' | '-' | '.' | '&' | '/' | ',' | '_' | '@')
                && joins
                && (c != ',' || next.is_some_and(|c| c.is_ascii_digit())))
            || (matches!(c, '\'' | '’') && word.ends_with('s'))
            || (c == '.' && is_abbreviation(word) && next.is_some());
        if !is_part || (c == ',' && !word.ends_with(|c: char| c.is_ascii_digit())) {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// Returns a French verb without the pronoun after it: `dit-il`, `a-t-elle`.
fn without_pronoun(word: &str) -> &str {
    let pronoun =
        ["-il", "-elle", "-ils", "-elles", "-on", "-je"].iter().find_map(|pronoun| word.strip_suffix(pronoun));
    pronoun.map_or(word, |verb| verb.strip_suffix("-t").unwrap_or(verb))
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Returns whether the full stop after a word belongs to it.
fn is_abbreviation(word: &str) -> bool {
    super::language::is_title(word)
        || super::language::is_abbreviation(word)
        || word.chars().count() == 1
        || (word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2))
}
