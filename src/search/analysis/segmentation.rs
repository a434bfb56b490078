//! Splits a folded text into runs of letters and digits.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// Calls `each` with every run of letters and digits, in order. A run ends where a script with spaces meets one without.
#[inline]
pub(crate) fn each_run(folded: &str, mut each: impl FnMut(Range<usize>)) {
    let plain = folded.is_ascii();
    stretches(folded.as_bytes(), |stretch| {
        if plain || folded[stretch.clone()].is_ascii() {
            each(stretch);
        } else {
            runs_by_char(folded, stretch).for_each(&mut each);
        }
    });
}

/// Returns whether a character of a folded text is a letter or digit. Combining marks that folding keeps are letters.
pub(crate) fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || !c.is_ascii() && is_combining_mark(c)
}

/// Returns whether a letter belongs to a script without spaces between words.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Number of bytes that are classified at once.
const BLOCK_BYTES: usize = 64;

/// Calls `each` with every stretch of bytes that are ASCII letters, ASCII digits or not ASCII.
///
/// Classifies a block of bytes into one bit per byte. A stretch begins or ends where a bit differs from the one before.
#[inline]
fn stretches(bytes: &[u8], mut each: impl FnMut(Range<usize>)) {
    let (blocks, rest) = bytes.as_chunks::<BLOCK_BYTES>();
    let mut last = [0; BLOCK_BYTES];
    last[..rest.len()].copy_from_slice(rest);
    let (mut within, mut start) = (false, 0);
    for (number, block) in blocks.iter().chain([&last]).enumerate() {
        let letters = letter_bits(block);
        let mut turns = letters ^ (letters << 1 | u64::from(within));
        while turns != 0 {
            let at = BLOCK_BYTES * number + turns.trailing_zeros() as usize;
            turns &= turns - 1;
            if within {
                each(start..at);
            }
            (within, start) = (!within, at);
        }
    }
}

/// Returns a bit for each byte that is an ASCII letter, an ASCII digit or not ASCII.
fn letter_bits(block: &[u8; BLOCK_BYTES]) -> u64 {
    /// A factor that moves the lowest bits of eight bytes into the highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let letters = block.map(|byte| u8::from(byte.is_ascii_alphanumeric() | !byte.is_ascii()));
    let (eights, _) = letters.as_chunks();
    eights.iter().rev().fold(0, |bits, eight| bits << 8 | u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56)
}

/// Returns the runs in a part of a text, character by character.
fn runs_by_char(folded: &str, part: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let run = move |from: usize| {
        let mut letters = folded[from..part.end].char_indices().skip_while(|(_, c)| !is_letter(*c));
        let (start, first) = letters.next()?;
        let unspaced = is_unspaced(first);
        let end = letters.find(|(_, c)| !is_letter(*c) || is_unspaced(*c) != unspaced);
        Some(from + start..end.map_or(part.end, |(at, _)| from + at))
    };
    std::iter::successors(run(part.start), move |last| run(last.end))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn runs(folded: &str) -> Vec<Range<usize>> {
        let mut runs = Vec::new();
        each_run(folded, |run| runs.push(run));
        runs
    }

    #[test]
    fn a_new_script_is_a_new_run() {
        assert_eq!(runs("yi王毅 в1"), [0..2, 2..8, 9..12]);
        assert_eq!(runs("a--b"), [0..1, 3..4]);
        assert!(runs("").is_empty());
    }

    proptest! {
        #[test]
        fn blocks_of_bytes_have_the_same_runs_as_characters(text in "([a-z0-9]{1,9}|[ -~]|\t|[a-zé王ж“]{1,9}|[a-z]{50,70}|\\PC){0,60}") {
            prop_assert_eq!(runs(&text), runs_by_char(&text, 0..text.len()).collect::<Vec<_>>());
        }
    }
}
