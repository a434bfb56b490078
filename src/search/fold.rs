//! Folding: what makes two spellings the same, and the way back to the spelling that is shown.
//!
//! Case, accents, ligatures and typographic quotes are folded away, and letters that no keyboard without
//! them can type become the ones that are typed instead (`ß` → `ss`, `ø` → `o`). Scripts are not
//! transliterated: Cyrillic, Arabic and Han stay what they are, and are found by an alias. The index and the
//! query both fold, so whatever folding loses is lost on both sides; [`Folded`] keeps, for the few texts that
//! are shown, which bytes each folded letter came from.

use std::ops::Range;
use std::sync::LazyLock;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Folds a text. Folding what is folded changes nothing.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Folds a text behind what is there, for whoever folds many.
pub(super) fn fold_into(text: &str, out: &mut String) {
    let mut rest = text;
    while !rest.is_empty() {
        // Most text is ASCII, whose runs are copied whole.
        let start = out.len();
        let plain = plain(rest.as_bytes());
        out.push_str(&rest[..plain]);
        out[start..].make_ascii_lowercase();
        rest = &rest[plain..];
        if let Some(c) = rest.chars().next() {
            match c {
                GRAVE => out.push('\''),
                _ => match KNOWN.get(c as usize) {
                    Some(known) => out.push_str(known),
                    None => each(c, &mut |folded| out.push(folded)),
                },
            }
            rest = &rest[c.len_utf8()..];
        }
    }
}

/// The one ASCII character whose folding is not its small letter.
const GRAVE: char = '`';

/// How many bytes are copied whole.
fn plain(bytes: &[u8]) -> usize {
    let is_plain = |byte: &u8| byte.is_ascii() && *byte != GRAVE as u8;
    let blocks = bytes.chunks_exact(16).take_while(|block| block.iter().fold(true, |all, byte| all & is_plain(byte)));
    let whole = 16 * blocks.count();
    whole + bytes[whole..].iter().take_while(|byte| is_plain(byte)).count()
}

/// What the characters of the alphabets of Europe become, looked up for the index, which folds all texts.
static KNOWN: LazyLock<Vec<Box<str>>> = LazyLock::new(|| {
    let folded = |c: char| {
        let mut out = String::new();
        each(c, &mut |folded| out.push(folded));
        out.into()
    };
    ('\0'..'\u{530}').map(folded).collect()
});

/// A folded text that remembers where it came from.
#[derive(Debug)]
pub(super) struct Folded {
    text: String,
    /// Of each folded byte: the character of the original that it stands for. Empty where each stands for itself.
    origin: Vec<Range<usize>>,
}

impl Folded {
    /// Folds a text, with the way back.
    pub(super) fn new(original: &str) -> Self {
        if original.is_ascii() {
            return Self { text: fold(original), origin: Vec::new() };
        }
        let mut text = String::with_capacity(original.len());
        let mut origin = Vec::with_capacity(original.len());
        for (at, c) in original.char_indices() {
            each(c, &mut |folded| text.push(folded));
            origin.resize(text.len(), at..at + c.len_utf8());
        }
        Self { text, origin }
    }

    /// The folded text.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that a range of folded bytes came from: whole characters, and all from the
    /// first to the last. None for no bytes.
    pub(super) fn original(&self, folded: &Range<usize>) -> Option<Range<usize>> {
        if self.origin.is_empty() {
            return (folded.start < folded.end && folded.end <= self.text.len()).then(|| folded.clone());
        }
        let origins = self.origin.get(folded.clone())?;
        Some(origins.first()?.start..origins.last()?.end)
    }
}

/// Hands on the folded characters of one character: none for a combining mark, several for a ligature.
fn each(c: char, out: &mut impl FnMut(char)) {
    if c.is_ascii() {
        return out(punctuation(c).unwrap_or(c.to_ascii_lowercase()));
    }
    if let Some(plain) = punctuation(c) {
        return out(plain);
    }
    decompose_compatible(c, |part| {
        if is_combining_mark(part) {
            return;
        }
        for lower in part.to_lowercase() {
            decompose_compatible(lower, |letter| match (is_combining_mark(letter), stand_in(letter)) {
                (true, _) => {}
                (false, None) => out(punctuation(letter).unwrap_or(letter)),
                (false, Some(plain)) => plain.chars().for_each(&mut *out),
            });
        }
    });
}

/// Typographic apostrophes and hyphens, and the signs that transliterations use as an apostrophe.
fn punctuation(c: char) -> Option<char> {
    match c {
        '`' | '\u{00B4}' | '\u{02B9}'..='\u{02BF}' | '\u{2018}'..='\u{201B}' | '\u{2032}' => Some('\''),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' => Some('-'),
        _ => None,
    }
}

/// What is typed for a letter that has no decomposition. The hooked and open letters are those of Fula, Hausa
/// and Bambara.
fn stand_in(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' | 'ɔ' => "o",
        'ł' => "l",
        'đ' | 'ð' | 'ɗ' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'ɓ' => "b",
        'ƙ' => "k",
        'ɲ' | 'ŋ' => "n",
        'ƴ' => "y",
        'ɛ' => "e",
        'ς' => "σ",
        // The Arabic stroke that only stretches a word.
        '\u{0640}' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_of_one_word_fold_alike() {
        for (raw, folded) in [
            ("Goïta", "goita"),
            ("Goi\u{308}ta", "goita"),
            ("ÖVERGÅNG", "overgang"),
            ("Straße ẞ", "strasse ss"),
            ("Łódź", "lodz"),
            ("Þór Æsir Œuvre", "thor aesir oeuvre"),
            ("İstanbul ısı", "istanbul isi"),
            ("ﬁnance", "finance"),
            ("d’Ivoire", "d'ivoire"),
            ("AES–Russia", "aes-russia"),
            ("Лавров Ёлка", "лавров елка"),
            ("ＢＢＣ", "bbc"),
            ("ΟΔΥΣΣΕΥΣ ς", "οδυσσευσ σ"),
            ("王毅", "王毅"),
            ("Ɓamako", "bamako"),
        ] {
            assert_eq!(fold(raw), folded, "{raw}");
        }
    }

    #[test]
    fn the_way_back_covers_whole_characters() {
        let folded = Folded::new("Straße");
        assert_eq!(folded.as_str(), "strasse");
        assert_eq!(folded.original(&(4..5)), Some(4..6));
        assert_eq!(folded.original(&(0..7)), Some(0..7));
        assert_eq!(folded.original(&(0..0)), None);
        assert_eq!(Folded::new(" \u{1133e}a").original(&(1..1)), None, "nothing, though a mark is gone there");
    }

    #[test]
    fn every_character_there_is_folds_for_good() {
        for c in '\0'..=char::MAX {
            let once = fold(&String::from(c));
            assert_eq!(fold(&once), once, "U+{:04X}", u32::from(c));
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(raw in any::<String>()) {
            let once = fold(&raw);
            prop_assert_eq!(fold(&once), once.clone());
            let folded = Folded::new(&raw);
            prop_assert_eq!(folded.as_str(), once);
        }

        #[test]
        fn what_a_folded_range_came_from_folds_to_no_less(raw in any::<String>(), a in 0_usize..40, b in 0_usize..40) {
            let folded = Folded::new(&raw);
            let boundary = |at: usize| folded.as_str().char_indices().map(|(at, _)| at).nth(at);
            let (Some(a), Some(b)) = (boundary(a.min(b)), boundary(a.max(b))) else { return Ok(()) };
            if let Some(original) = folded.original(&(a..b)) {
                prop_assert!(fold(&raw[original]).contains(&folded.as_str()[a..b]));
            }
        }
    }
}
