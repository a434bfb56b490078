//! Folds spellings of the same word into one, and maps folded text back to the original.
//!
//! Removes case, accents, ligatures and typographic quotes. Letters that other keyboards lack become what is usually typed
//! instead: `ß` → `ss`, `ø` → `o`. Scripts are not transliterated. A Cyrillic, Arabic or Han name is found in Latin letters
//! only by an alias. Index and query are both folded. [`Folded`] also keeps the byte range of each character, for the few
//! texts that are shown.
//!
//! A combining mark is a letter or an accent, depending on its combining class. Vowel signs, viramas and the marks of Thai
//! and kana are letters. The points of Hebrew and Arabic and marks above or below a letter are accents.
//!
//! Invisible characters are removed. That includes the zero-width space, which articles from the web have inside words. Some
//! scripts put it between words, but there words are found inside a run of letters anyway.

use std::ops::Range;
use std::sync::LazyLock;

use unicode_normalization::char::{canonical_combining_class, compose, decompose_compatible, is_combining_mark};

/// Folds a text. Folding a folded text changes nothing.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Folds a text and appends it to `out`, so that one buffer serves many texts.
pub(crate) fn fold_into(text: &str, out: &mut String) {
    let mut rest = text;
    while !rest.is_empty() {
        // Most text is ASCII, which is copied in runs.
        let start = out.len();
        let plain = plain_len(rest.as_bytes());
        out.push_str(&rest[..plain]);
        out[start..].make_ascii_lowercase();
        rest = &rest[plain..];
        if let Some(c) = rest.chars().next() {
            match c {
                GRAVE => out.push('\''),
                MARK => match mark_len(rest) {
                    Some(bytes) => {
                        rest = &rest[bytes..];
                        continue;
                    }
                    None => out.push(MARK),
                },
                _ => match TABLE.get(c as usize) {
                    Some(folded) if folded.is_empty() => {
                        if let Some(letter) = composed(out, c) {
                            out.pop();
                            out.push(letter);
                        }
                    }
                    Some(folded) => out.push_str(folded),
                    None => each_folded(c, &mut |folded| out.push(folded)),
                },
            }
            rest = &rest[c.len_utf8()..];
        }
    }
}

/// The only ASCII character that does not fold to its lower case.
const GRAVE: char = '`';

/// The first character of a visible mark for an invisible character: `<U+200B>`.
const MARK: char = '<';

/// Returns the length of the mark that a text begins with, in bytes.
fn mark_len(text: &str) -> Option<usize> {
    let (code, _) = text.strip_prefix("<U+")?.split_once('>')?;
    let sized = (4..=6).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_hexdigit());
    let c = u32::from_str_radix(code, 16).ok().filter(|_| sized).and_then(char::from_u32)?;
    is_invisible(c).then_some("<U+>".len() + code.len())
}

/// Returns the number of leading bytes that only need lower case.
fn plain_len(bytes: &[u8]) -> usize {
    let is_plain = |byte: &u8| byte.is_ascii() && *byte != GRAVE as u8 && *byte != MARK as u8;
    let blocks = bytes.chunks_exact(16).take_while(|block| block.iter().fold(true, |all, byte| all & is_plain(byte)));
    let whole = 16 * blocks.count();
    whole + bytes[whole..].iter().take_while(|byte| is_plain(byte)).count()
}

/// The folded characters up to U+06FF: Latin, Greek, Cyrillic, Hebrew and Arabic. A table, because indexing folds all texts.
static TABLE: LazyLock<Vec<Box<str>>> = LazyLock::new(|| {
    let folded = |c: char| {
        let mut out = String::new();
        each_folded(c, &mut |folded| out.push(folded));
        out.into()
    };
    ('\0'..'\u{700}').map(folded).collect()
});

/// A folded text with a map to the original.
#[derive(Debug)]
pub(crate) struct Folded {
    text: String,
    /// For each folded byte, the byte range of its character in the original. Empty if both texts have the same offsets.
    origin: Vec<Range<usize>>,
}

impl Folded {
    /// Folds a text.
    pub(crate) fn new(original: &str) -> Self {
        if original.is_ascii() && !original.contains(MARK) {
            return Self { text: fold(original), origin: Vec::new() };
        }
        let mut text = String::with_capacity(original.len());
        let mut origin = Vec::with_capacity(original.len());
        let mut next = 0;
        for (at, c) in original.char_indices() {
            let end = at + c.len_utf8();
            if c == MARK && at >= next {
                next = at + mark_len(&original[at..]).unwrap_or_default();
            }
            if at < next {
                continue;
            }
            if let Some(letter) = composed(&text, c) {
                text.pop();
                let start = origin.get(text.len()).map_or(at, |base: &Range<usize>| base.start);
                origin.truncate(text.len());
                text.push(letter);
                origin.resize(text.len(), start..end);
                continue;
            }
            each_folded(c, &mut |folded| text.push(folded));
            origin.resize(text.len(), at..end);
        }
        Self { text, origin }
    }

    /// Returns the folded text.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the range of the original for a range of the folded text, extended to whole characters.
    ///
    /// Returns `None` for an empty range.
    pub(crate) fn original(&self, folded: &Range<usize>) -> Option<Range<usize>> {
        if self.origin.is_empty() {
            return (folded.start < folded.end && folded.end <= self.text.len()).then(|| folded.clone());
        }
        let origins = self.origin.get(folded.clone())?;
        Some(origins.first()?.start..origins.last()?.end)
    }
}

/// Calls `out` with the folded characters of one character. An accent has none, a ligature several.
fn each_folded(c: char, out: &mut impl FnMut(char)) {
    if c.is_ascii() {
        return out(punctuation(c).unwrap_or(c.to_ascii_lowercase()));
    }
    if let Some(plain) = punctuation(c).or_else(|| digit(c)) {
        return out(plain);
    }
    if c.to_lowercase().all(|lower| COMPOSED_LETTERS.contains(&lower)) {
        return c.to_lowercase().for_each(out);
    }
    decompose_compatible(c, |part| {
        if is_dropped(part) {
            return;
        }
        for lower in part.to_lowercase() {
            decompose_compatible(lower, |letter| match (is_dropped(letter), stand_in(letter)) {
                (true, _) => {}
                (false, None) => out(punctuation(letter).or_else(|| digit(letter)).unwrap_or(letter)),
                (false, Some(plain)) => plain.chars().for_each(&mut *out),
            });
        }
    });
}

/// Cyrillic letters that Unicode decomposes into another letter and an accent. They are not folded, because Unicode's root
/// collation treats them as letters of their own, unlike `ё`.
const COMPOSED_LETTERS: [char; 5] = ['й', 'ї', 'ў', 'ѓ', 'ќ'];

/// Returns the letter of [`COMPOSED_LETTERS`] that the last letter of a folded text and an accent form.
fn composed(folded: &str, accent: char) -> Option<char> {
    if !matches!(accent, '\u{301}' | '\u{306}' | '\u{308}') {
        return None;
    }
    folded.chars().next_back().and_then(|base| compose(base, accent)).filter(|letter| COMPOSED_LETTERS.contains(letter))
}

/// Returns whether a character is an accent or invisible.
fn is_dropped(c: char) -> bool {
    is_invisible(c) || is_combining_mark(c) && is_accent(c)
}

/// Returns whether a combining mark is an accent rather than a letter.
fn is_accent(mark: char) -> bool {
    match canonical_combining_class(mark) {
        // Class 0 has vowel signs, which are letters, and enclosing marks, which are not.
        0 => matches!(mark, '\u{488}' | '\u{489}' | '\u{20DD}'..='\u{20E4}' | '\u{A670}'..='\u{A672}'),
        // Reading marks of Han, the nukta, the voicing marks of kana, viramas, and the vowels and tones of Telugu, Thai,
        // Lao and Tibetan.
        6..=9 | 84..=132 => false,
        // Overlays, the points of Hebrew, Arabic and Syriac, and all marks above, below or beside a letter.
        _ => true,
    }
}

/// Returns whether a character is invisible: `Default_Ignorable_Code_Point` and the zero-width space.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Returns the ASCII punctuation for typographic apostrophes, quotation marks and hyphens.
///
/// That includes the apostrophes of transliterations, the geresh, gershayim and maqaf of Hebrew, and the decimal and
/// thousands separators of Arabic.
fn punctuation(c: char) -> Option<char> {
    match c {
        '`' | '\u{00B4}' | '\u{02B9}'..='\u{02BF}' | '\u{05F3}' | '\u{2018}'..='\u{201B}' | '\u{2032}' => Some('\''),
        '\u{05F4}' | '\u{201C}'..='\u{201F}' => Some('"'),
        '\u{058A}' | '\u{05BE}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' => Some('-'),
        '\u{066B}' => Some('.'),
        '\u{066C}' => Some(','),
        _ => None,
    }
}

/// The zeros of scripts with their own digits. The other nine digits follow each zero.
const ZEROS: [u32; 45] = [
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0, 0xF20,
    0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0,
    0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x11450, 0x114D0,
    0x11650, 0x1E950,
];

/// Returns the ASCII digit for a digit of another script.
fn digit(c: char) -> Option<char> {
    let zero = ZEROS[..ZEROS.partition_point(|zero| *zero <= u32::from(c))].last()?;
    char::from_digit(u32::from(c) - zero, 10)
}

/// Returns what is usually typed for a letter that has no decomposition.
///
/// The hooked and open letters are those of Fula, Hausa and Bambara. Arabic script has several characters for one letter,
/// depending on the language and the position in the word.
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
        // Yeh: final, Persian, Pashto.
        '\u{649}' | '\u{6CC}' | '\u{6CD}' | '\u{6D0}' => "\u{64A}",
        // Kaf: Persian, and the wide form.
        '\u{6A9}' | '\u{6AA}' => "\u{643}",
        // Heh: teh marbuta, and the forms of Urdu, Kurdish and Uyghur.
        '\u{629}' | '\u{6BE}' | '\u{6C1}' | '\u{6C3}' | '\u{6D5}' => "\u{647}",
        // Alef with wasla.
        '\u{671}' => "\u{627}",
        // Tatweel, which only stretches a word.
        '\u{640}' => "",
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
            ("على کشور حكومة", "علي كشور حكومه"),
            ("ٱلْعَرَبِيَّة ـعـربي", "العربيه عربي"),
            ("צה״ל ג׳ורג׳ בֵּית־לֶחֶם", "צה\"ל ג'ורג' בית-לחם"),
            ("٢٠٬٠٠٠ ۲۱٫۹ २०२५", "20,000 21.9 2025"),
            ("می\u{200c}خواهم", "ميخواهم"),
            ("mer\u{ad}cen\u{200b}aries \u{feff}\u{2068}x\u{2069}", "mercenaries x"),
            ("❤\u{fe0f}", "❤"),
            ("mer<U+00AD>cen<U+200B>aries <U+001B> <U+200b <U+E0041>", "mercenaries <u+001b> <u+200b "),
            ("Ёлка бой бои\u{306} Їжак й", "елка бой бой їжак й"),
        ] {
            assert_eq!(fold(raw), folded, "{raw}");
        }
    }

    #[test]
    fn vowel_signs_are_letters_and_accents_are_not() {
        for letters in [
            ["दल", "दाल"],
            ["दल", "दिल"],
            ["கல்", "கால்"],
            ["ค่า", "คา"],
            ["দল", "দিল"],
            ["කල", "කාල"],
            ["កា", "ក"],
            ["က", "ကု"],
            ["か", "が"],
        ] {
            assert_ne!(fold(letters[0]), fold(letters[1]), "{letters:?}");
        }
        for spellings in [
            ["क़", "क\u{93c}"],
            ["が", "か\u{3099}"],
            ["ﾌﾞ", "ブ"],
            ["น้ำ", "น้\u{e4d}า"],
            ["שָׁלוֹם", "שלום"],
            ["مُحَمَّد", "محمد"],
            ["Ἀθῆναι", "αθηναι"],
        ] {
            assert_eq!(fold(spellings[0]), fold(spellings[1]), "{spellings:?}");
        }
    }

    #[test]
    fn the_way_back_covers_whole_characters() {
        let folded = Folded::new("Straße");
        assert_eq!(folded.as_str(), "strasse");
        assert_eq!(folded.original(&(4..5)), Some(4..6));
        assert_eq!(folded.original(&(0..7)), Some(0..7));
        assert_eq!(Folded::new("a<U+200B>b").original(&(0..2)), Some(0..10));
        assert_eq!(folded.original(&(0..0)), None);
        assert_eq!(
            Folded::new("аи\u{306}б").original(&(2..4)),
            Some(2..6),
            "a letter and the accent that makes it another"
        );
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
