//! The words of an article, folded for comparing names.

use std::ops::Range;

use ecow::EcoString;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word of an article.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Its bytes in the article, without a possessive.
    pub(super) range: Range<usize>,
    /// In lower case, without marks, with spaces for hyphens.
    pub(super) folded: EcoString,
    /// Whether it begins with a capital.
    pub(super) capital: bool,
    /// Whether it ends in a possessive.
    pub(super) possessive: bool,
    /// Whether more than a space, or a full stop and a space, stands between it and the word before.
    pub(super) apart: bool,
}

/// Returns the words of a range of an article.
pub(super) fn words(article: &str, range: &Range<usize>) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut last = range.start;
    let mut at = range.start;
    while let Some(start) = article[at..range.end].find(char::is_alphanumeric).map(|start| at + start) {
        let end = start + length(&article[start..range.end]);
        let text = &article[start..end];
        let plain = without_possessive(text);
        let between = &article[last..start];
        found.push(Word {
            range: start..start + plain.len(),
            folded: fold(plain),
            capital: plain.starts_with(char::is_uppercase),
            possessive: plain.len() < text.len(),
            apart: !matches!(between, " " | ". " | "\u{a0}" | ".\u{a0}" | "." | "&" | " & " | "\n" | "\r\n"),
        });
        last = end;
        at = end;
    }
    found
}

/// Returns the length of the word at the start of a text.
fn length(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let part = c.is_alphanumeric() || is_combining_mark(c) || (joins && matches!(c, '-' | '‑' | '\'' | '’'));
        let plural_possessive = matches!(c, '\'' | '’') && text[..at].ends_with('s');
        if !part && !plural_possessive {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

fn without_possessive(word: &str) -> &str {
    let endings = ["'s", "’s", "'S", "’S", "'", "’"];
    endings.iter().find_map(|ending| word.strip_suffix(ending)).filter(|word| !word.is_empty()).unwrap_or(word)
}

/// Folds a word or name for comparing: lower case, without marks, with spaces for hyphens.
pub(super) fn fold(text: &str) -> EcoString {
    if text.is_ascii() {
        return text.chars().map(|c| if c == '-' { ' ' } else { c.to_ascii_lowercase() }).collect();
    }
    let plain = text.nfd().filter(|c| !is_combining_mark(*c)).map(|c| match c {
        '-' | '‑' | '–' => ' ',
        '’' => '\'',
        'ø' | 'Ø' => 'o',
        'ł' | 'Ł' => 'l',
        c => c,
    });
    plain.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_without_their_possessive() {
        let text = "Åse Bjørn-Moe’s plan, and Ost's";
        let all = words(text, &(0..text.len()));
        let folded: Vec<_> = all.iter().map(|word| word.folded.as_str()).collect();
        assert_eq!(folded, ["ase", "bjorn moe", "plan", "and", "ost"]);
        assert!(all[1].possessive && all[3].apart && !all[1].apart);
        assert_eq!(&text[all[1].range.clone()], "Bjørn-Moe");
    }
}
