//! The weights that a browser's search compares: the primary weights of the Unicode Collation Algorithm.
//!
//! Chromium uses ICU's string search at primary strength with the collation for searching. It ignores case, accents,
//! width, ligatures and invisible characters. The weights come from `icu_collator`. This module adds what the collation
//! for searching changes (Arabic, Korean), and the kana that Chromium distinguishes beyond it.

use std::cmp::Ordering;
use std::sync::LazyLock;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// Separates paragraphs. No weight contains this byte.
pub(super) const SEPARATOR: u8 = 0;

/// The consonants of each final of a Korean syllable, in the order of Unicode.
const FINALS: [&str; 27] = [
    "ᄀ", "ᄀᄀ", "ᄀᄉ", "ᄂ", "ᄂᄌ", "ᄂᄒ", "ᄃ", "ᄅ", "ᄅᄀ", "ᄅᄆ", "ᄅᄇ", "ᄅᄉ", "ᄅᄐ", "ᄅᄑ", "ᄅᄒ",
    "ᄆ", "ᄇ", "ᄇᄉ", "ᄉ", "ᄉᄉ", "ᄋ", "ᄌ", "ᄎ", "ᄏ", "ᄐ", "ᄑ", "ᄒ",
];

static PRIMARY: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| collator(Strength::Primary));
static SECONDARY: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| collator(Strength::Secondary));
static ASCII: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| (0..128).map(|byte| sort_key(char::from(byte))).collect());

fn collator(strength: Strength) -> CollatorBorrowed<'static> {
    let mut options = CollatorOptions::default();
    options.strength = Some(strength);
    Collator::try_new(icu_collator::CollatorPreferences::default(), options).expect("the root collation is compiled in")
}

/// Returns whether two texts differ at most in case and width, so that their accents and letters agree.
pub(super) fn same_accents(one: &str, other: &str) -> bool {
    SECONDARY.compare(one, other) == Ordering::Equal
}

/// Returns whether a character belongs to the one before it, as a combining mark or a letter that composes with it.
pub(super) fn continues(before: char, c: char) -> bool {
    let conjoining = matches!(c, '\u{1160}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7fb}');
    let combining = canonical_combining_class(c) != 0
        || conjoining
        || (is_combining_mark(c) && unicode_normalization::char::compose(before, c).is_some());
    // Catalan l·l: the dot after `l` has no weight of its own.
    combining || (c == '·' && matches!(before, 'l' | 'L'))
}

/// Appends the weights of a letter and its marks.
pub(super) fn push(cluster: &str, weights: &mut Vec<u8>) {
    match cluster.as_bytes() {
        [byte] => weights.extend(&ASCII[usize::from(*byte)]),
        _ => {
            let mut before = '\0';
            for c in cluster.nfc() {
                if !(c == '·' && matches!(before, 'l' | 'L')) {
                    push_char(c, weights);
                }
                before = c;
            }
        }
    }
}

fn push_char(c: char, weights: &mut Vec<u8>) {
    match c {
        '\0'..='\x7f' => weights.extend(&ASCII[c as usize]),
        // Thai phinthu is a mark that the collation for searching ignores.
        '\u{e3a}' => {}
        // Syllables are compared by their consonants and vowels.
        '가'..='힣' => [c].into_iter().collect::<String>().nfd().for_each(|jamo| push_char(jamo, weights)),
        'ᆨ'..='ᇂ' => push_all(FINALS[c as usize - 'ᆨ' as usize], weights),
        'ᄁ' => push_all("ᄀᄀ", weights),
        'ᄄ' => push_all("ᄃᄃ", weights),
        'ᄈ' => push_all("ᄇᄇ", weights),
        'ᄊ' => push_all("ᄉᄉ", weights),
        'ᄍ' => push_all("ᄌᄌ", weights),
        // The collation for searching ignores a hamza on a letter, and equates letters of one shape.
        'آ' | 'أ' | 'إ' | '\u{fe81}'..='\u{fe84}' | '\u{fe87}' | '\u{fe88}' => weights.extend(sort_key('ا')),
        'ؤ' | '\u{fe85}' | '\u{fe86}' => weights.extend(sort_key('و')),
        'ة' | '\u{fe93}' | '\u{fe94}' => weights.extend(sort_key('ه')),
        'ئ' | 'ى' | '\u{fe89}'..='\u{fe8c}' | '\u{fbe8}' | '\u{fbe9}' | '\u{feef}' | '\u{fef0}' => {
            weights.extend(sort_key('ي'));
        }
        _ => push_decomposed(c, weights),
    }
}

fn push_all(letters: &str, weights: &mut Vec<u8>) {
    letters.chars().for_each(|c| weights.extend(sort_key(c)));
}

/// Appends the weights of a letter, or of each letter of a ligature.
fn push_decomposed(c: char, weights: &mut Vec<u8>) {
    let mut buffer = [0; 4];
    let letter: &str = c.encode_utf8(&mut buffer);
    let parts: Vec<char> = letter.nfkd().nfc().collect();
    let same = || PRIMARY.compare(letter, &parts.iter().collect::<String>()) == Ordering::Equal;
    if parts.len() > 1 && same() {
        for part in parts {
            weights.extend(sort_key(part));
        }
    } else {
        weights.extend(sort_key(c));
        weights.extend(kana_trait(c));
    }
}

/// Returns a byte that distinguishes small and voiced kana, whose primary weights equal those of the plain ones.
fn kana_trait(c: char) -> Option<u8> {
    const SMALL: &str = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯ";
    if !matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ㇰ'..='ㇿ' | 'ｦ'..='ｯ' | 'ｱ'..='ﾝ') {
        return None;
    }
    let voice = match [c].into_iter().collect::<String>().nfd().last() {
        Some('\u{3099}') => 1,
        Some('\u{309a}') => 2,
        _ => 0,
    };
    Some(2 + voice + if SMALL.contains(c) { 4 } else { 0 })
}

fn sort_key(c: char) -> Vec<u8> {
    let mut key = Vec::new();
    let Ok(()) = PRIMARY.write_sort_key_to(c.encode_utf8(&mut [0; 4]), &mut key);
    key
}
