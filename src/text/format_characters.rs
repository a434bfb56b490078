//! The places in which an invisible character is part of a script rather than a way to hide something.
//!
//! Joiners (U+200C, U+200D), variation selectors and tags have no shape of their own, but change the shape of others.
//! Persian, Hindi and Sinhala cannot be spelt without joiners, and many emoji consist of several characters. A character
//! of this kind is kept only in places in which it can have an effect:
//!
//! | characters | kept |
//! |---|---|
//! | joiners | between two letters, marks or digits of one [script that uses them](JOINED), or after a virama: the contexts of [RFC 5892, A.1 and A.2](https://www.rfc-editor.org/rfc/rfc5892#appendix-A), and Persian digits before an ending |
//! | U+200B | between two letters or marks of one [script without spaces](UNSPACED), which is written between their words |
//! | U+034F | between two marks, whose order it keeps: in Hebrew with vowels |
//! | U+200D | also between two emoji ([UTS 51](https://unicode.org/reports/tr51/#Emoji_ZWJ_Sequences)) |
//! | variation selectors | one, directly after a visible character |
//! | Mongolian selectors | one, directly after a Mongolian letter; U+180E between two of them |
//! | tags | in the three flags that terminals can show: England, Scotland, Wales. Other tags could hide words after a black flag |

use icu_properties::props::{
    CanonicalCombiningClass, EmojiModifier, ExtendedPictographic, GeneralCategoryGroup, Script,
};
use icu_properties::{CodePointMapData, CodePointSetData};

use super::hazards::{MAX_MARKS, is_hazard};

const NON_JOINER: char = '\u{200C}';
const JOINER: char = '\u{200D}';
const SPACE: char = '\u{200B}';
const MARK_JOINER: char = '\u{034F}';
const MONGOLIAN_SEPARATOR: char = '\u{180E}';
const BLACK_FLAG: char = '\u{1F3F4}';
/// The sequences of tags that may follow a black flag, each with its end tag.
const FLAGS: [&str; 3] = [
    "\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
    "\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
    "\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F}",
];

/// Scripts in which joiners choose between letter forms: cursive scripts, and scripts with a virama.
const JOINED: [Script; 47] = [
    Script::Adlam,
    Script::Arabic,
    Script::Balinese,
    Script::Bengali,
    Script::Bhaiksuki,
    Script::Brahmi,
    Script::Chakma,
    Script::Devanagari,
    Script::DivesAkuru,
    Script::Dogra,
    Script::Grantha,
    Script::Gujarati,
    Script::GunjalaGondi,
    Script::Gurmukhi,
    Script::HanifiRohingya,
    Script::Javanese,
    Script::Kaithi,
    Script::Kannada,
    Script::Kharoshthi,
    Script::Khmer,
    Script::Khojki,
    Script::Khudawadi,
    Script::Malayalam,
    Script::Mandaic,
    Script::Manichaean,
    Script::MeeteiMayek,
    Script::Modi,
    Script::Mongolian,
    Script::Myanmar,
    Script::Nandinagari,
    Script::Newa,
    Script::Nko,
    Script::OldUyghur,
    Script::Oriya,
    Script::PhagsPa,
    Script::Saurashtra,
    Script::Sharada,
    Script::Siddham,
    Script::Sinhala,
    Script::Sogdian,
    Script::Sundanese,
    Script::Syriac,
    Script::Takri,
    Script::Tamil,
    Script::Telugu,
    Script::Tibetan,
    Script::Tirhuta,
];

/// Scripts whose writers put U+200B between words to allow a line break.
const UNSPACED: [Script; 5] = [Script::Khmer, Script::Lao, Script::Myanmar, Script::TaiTham, Script::Thai];

/// Returns whether a character is invisible but kept in some places.
pub(super) fn depends_on_place(c: char) -> bool {
    matches!(c, NON_JOINER | JOINER | SPACE | MARK_JOINER | MONGOLIAN_SEPARATOR) || is_selector(c) || is_tag(c)
}

/// Returns whether a character that [depends on its place](depends_on_place) has an effect between these texts.
///
/// The text before must be clean.
pub(super) fn is_in_place(c: char, before: &str, after: &str) -> bool {
    match c {
        NON_JOINER => joins_letters(before, after),
        JOINER => joins_letters(before, after) || joins_emoji(before, after),
        SPACE => {
            let [one, other] = [before.chars().next_back(), after.chars().next()].map(|c| c.map(script));
            one == other && one.is_some_and(|script| UNSPACED.contains(&script))
        }
        MARK_JOINER => {
            let is_mark = |c: Option<char>| c.is_some_and(|c| is_in(c, GeneralCategoryGroup::Mark) && !is_hazard(c));
            is_mark(before.chars().next_back()) && is_mark(after.chars().next())
        }
        MONGOLIAN_SEPARATOR => {
            let is_mongolian = |c: Option<char>| c.is_some_and(|c| is_letter(c) && script(c) == Script::Mongolian);
            is_mongolian(before.chars().next_back()) && is_mongolian(after.chars().next())
        }
        _ if is_tag(c) => spells_flag(c, before, after),
        _ => before.chars().next_back().is_some_and(|varied| varies(c, varied)),
    }
}

/// Returns whether a character is a variation selector, including those for Mongolian letters and ideographs.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

fn is_tag(c: char) -> bool {
    matches!(c, '\u{E0020}'..='\u{E007F}')
}

/// Returns whether a variation selector can apply to the character before it.
///
/// Only the script is checked, because fonts decide which combinations exist.
fn varies(selector: char, varied: char) -> bool {
    match selector {
        '\u{180B}'..='\u{180F}' => is_letter(varied) && script(varied) == Script::Mongolian,
        '\u{E0100}'..='\u{E01EF}' => script(varied) == Script::Han,
        _ => !varied.is_whitespace() && !is_hazard(varied),
    }
}

fn joins_letters(before: &str, after: &str) -> bool {
    let Some(last) = before.chars().next_back().filter(|c| is_part_of_word(*c)) else { return false };
    // Inherited marks take the script of their base letter, which at most `MAX_MARKS` marks follow.
    let own = |c: &Script| *c != Script::Inherited;
    let letters = |c: &char| is_part_of_word(*c);
    let one = before.chars().rev().take_while(letters).take(MAX_MARKS + 1).map(script).find(own);
    let one = one.unwrap_or(Script::Inherited);
    if is_virama(last) && JOINED.contains(&one) {
        return true;
    }
    let Some(first) = after.chars().next().filter(|c| is_part_of_word(*c)) else { return false };
    let other = after.chars().take_while(letters).take(MAX_MARKS + 1).map(script).find(own).unwrap_or(one);
    let is_digit = |c: char| is_in(c, GeneralCategoryGroup::DecimalNumber);
    match (one, other) {
        (Script::Common, other) => is_digit(last) && JOINED.contains(&other),
        (one, Script::Common) => is_digit(first) && JOINED.contains(&one),
        (one, other) => one == other && JOINED.contains(&one),
    }
}

fn joins_emoji(before: &str, after: &str) -> bool {
    let modifiers = CodePointSetData::new::<EmojiModifier>();
    let emoji = CodePointSetData::new::<ExtendedPictographic>();
    let mut joined = before.chars().rev().skip_while(|c| is_selector(*c) || modifiers.contains(*c));
    joined.next().is_some_and(|c| emoji.contains(c)) && after.chars().next().is_some_and(|c| emoji.contains(c))
}

/// Returns whether a tag belongs to one of the [`FLAGS`].
fn spells_flag(tag: char, before: &str, after: &str) -> bool {
    FLAGS.iter().any(|flag| {
        flag.match_indices(tag).any(|(at, _)| {
            let (spelt, rest) = (&flag[..at], &flag[at + tag.len_utf8()..]);
            before.strip_suffix(spelt).is_some_and(|before| before.ends_with(BLACK_FLAG)) && after.starts_with(rest)
        })
    })
}

fn script(c: char) -> Script {
    CodePointMapData::<Script>::new().get(c)
}

fn is_in(c: char, group: GeneralCategoryGroup) -> bool {
    group.contains(CodePointMapData::new().get(c))
}

fn is_letter(c: char) -> bool {
    is_in(c, GeneralCategoryGroup::Letter)
}

/// Returns whether a character is a letter, a mark or a digit. Selectors are marks, but do not count.
fn is_part_of_word(c: char) -> bool {
    let word =
        GeneralCategoryGroup::Letter.union(GeneralCategoryGroup::Mark).union(GeneralCategoryGroup::DecimalNumber);
    !is_selector(c) && is_in(c, word)
}

fn is_virama(c: char) -> bool {
    CodePointMapData::<CanonicalCombiningClass>::new().get(c) == CanonicalCombiningClass::Virama
}

#[cfg(test)]
mod tests {
    use crate::text::Text;

    /// Text as people write it.
    const GENUINE: [&str; 35] = [
        // Persian, Urdu, Kurdish: between letters, after a mark, after digits of three kinds.
        "می\u{200c}خواهم",
        "خانه\u{200c}ها",
        "کتاب\u{200c}هایِ\u{200c}من",
        "۱۹۹۰\u{200c}ها",
        "20\u{200c}ساله",
        "٢٠\u{200c}ساله",
        "ل\u{200d}ل",
        // Devanagari, Bengali, Gurmukhi, Gujarati, Oriya, Tamil, Telugu, Kannada, Malayalam, Sinhala.
        "क्\u{200d}ष",
        "क्\u{200c}ष",
        "र\u{200d}्य",
        "র\u{200d}্যাব",
        "ਕ੍\u{200d}ਯ",
        "ક્\u{200d}ષ",
        "କ୍\u{200c}ଷ",
        "க்\u{200c}ஷ",
        "ప్రాజెక్ట్\u{200c}ల",
        "ನ್ಯೂಸ್\u{200c}ನ",
        "അവന്\u{200d} വന്നു",
        "ශ්\u{200d}රී ලංකා",
        // Mongolian, Khmer, Myanmar.
        "ᠠ\u{180b}ᠨ",
        "ᠨ\u{180e}ᠠ",
        "ស\u{200c}៊ី",
        "က\u{fe00}",
        // Words of Khmer, Thai and Burmese, separated by U+200B.
        "ភាសា\u{200b}ខ្មែរ",
        "ภาษา\u{200b}ไทย",
        "မြန်မာ\u{200b}စာ",
        // Hebrew with two vowels on one letter. Persian with a mark after the joiner at the end of a word.
        "ירוש\u{5dc}\u{5b8}\u{34f}\u{5b4}ם",
        "خانه\u{200c}\u{654} ما",
        // Emoji: families, professions with a skin, hearts, flags, keys.
        "👩\u{200d}👩\u{200d}👧",
        "👩🏽\u{200d}🚀",
        "❤\u{fe0f}\u{200d}🔥 2\u{fe0f}\u{20e3}",
        "🏳\u{fe0f}\u{200d}🌈",
        "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}!",
        "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
        // The first character of a Japanese place name.
        "葛\u{e0100}城",
    ];

    #[test]
    fn what_a_script_needs_is_kept() {
        for text in GENUINE {
            assert_eq!(Text::clean(text).as_str(), text);
        }
    }

    #[test]
    fn what_has_no_effect_is_shown() {
        for (raw, shown) in [
            ("ab\u{200c}cd", "ab<U+200C>cd"),
            ("pay\u{200d}pal", "pay<U+200D>pal"),
            ("\u{200c}می", "<U+200C>می"),
            ("می\u{200c}", "می<U+200C>"),
            ("می\u{200c} خواهم", "می<U+200C> خواهم"),
            ("می\u{200c}\u{200c}خ", "می<U+200C><U+200C>خ"),
            ("می\u{200c}a", "می<U+200C>a"),
            ("1\u{200c}2", "1<U+200C>2"),
            ("ш\u{200c}ш 王\u{200d}王 ש\u{200d}ש", "ш<U+200C>ш 王<U+200D>王 ש<U+200D>ש"),
            ("a\u{200b}b ม\u{200b}a ม\u{200b} ม", "a<U+200B>b ม<U+200B>a ม<U+200B> ม"),
            ("ม\u{200b}\u{200b}ม", "ม<U+200B><U+200B>ม"),
            ("a\u{34f}b a\u{301}\u{34f}", "a<U+034F>b a\u{301}<U+034F>"),
            ("👩\u{200d}a", "👩<U+200D>a"),
            ("👩\u{200c}👩", "👩<U+200C>👩"),
            ("a \u{fe0f}b", "a <U+FE0F>b"),
            ("a\u{fe0f}\u{fe0e}", "a\u{fe0f}<U+FE0E>"),
            ("a\u{e0100}", "a<U+E0100>"),
            ("a\u{180b} ᠨ\u{180e}", "a<U+180B> ᠨ<U+180E>"),
            ("🏴\u{e0067}\u{e0062}\u{e007f}", "🏴<U+E0067><U+E0062><U+E007F>"),
            ("\u{e0067}\u{e0062}", "<U+E0067><U+E0062>"),
        ] {
            assert_eq!(Text::clean(raw).as_str(), shown);
        }
    }

    /// RFC 5892, A.1 and A.2: a joiner may follow a virama, whatever comes next.
    #[test]
    fn a_virama_is_reason_enough() {
        assert_eq!(Text::clean("ന്\u{200d}").as_str(), "ന്\u{200d}");
        assert_eq!(Text::clean("ന്\u{200d}\u{200d}").as_str(), "ന്\u{200d}<U+200D>");
    }
}
