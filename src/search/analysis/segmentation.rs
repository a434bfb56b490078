//! Runs: where letters and digits stand together in a folded text.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// Hands on where the runs of letters and digits are, in order. Where the kind of script changes, a new one begins.
#[inline]
pub(crate) fn each_run(folded: &str, mut each: impl FnMut(Range<usize>)) {
    let plain = folded.is_ascii();
    stretches(folded.as_bytes(), |stretch| {
        if plain || folded[stretch.clone()].is_ascii() {
            each(stretch);
        } else {
            one_by_one(folded, stretch).for_each(&mut each);
        }
    });
}

/// True for letters and digits of a folded text. The combining marks that folding leaves there are letters.
pub(crate) fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || !c.is_ascii() && is_combining_mark(c)
}

/// True for letters of scripts that put no space between words.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Bytes that are looked at together.
const CHUNK: usize = 64;

/// Hands on where letters and digits of ASCII, and whatever is beyond ASCII, stand together: of many bytes at a time it
/// is told which are that, a bit for each; a stretch begins or ends where one bit differs from the one before.
#[inline]
fn stretches(bytes: &[u8], mut each: impl FnMut(Range<usize>)) {
    let (chunks, rest) = bytes.as_chunks::<CHUNK>();
    let mut last = [0; CHUNK];
    last[..rest.len()].copy_from_slice(rest);
    let (mut within, mut start) = (false, 0);
    for (number, chunk) in chunks.iter().chain([&last]).enumerate() {
        let letters = letters(chunk);
        let mut turns = letters ^ (letters << 1 | u64::from(within));
        while turns != 0 {
            let at = CHUNK * number + turns.trailing_zeros() as usize;
            turns &= turns - 1;
            if within {
                each(start..at);
            }
            (within, start) = (!within, at);
        }
    }
}

/// Which bytes are letters or digits, or beyond ASCII, a bit for each.
fn letters(chunk: &[u8; CHUNK]) -> u64 {
    /// Brings the lowest bits of eight bytes together in the highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let letters = chunk.map(|byte| u8::from(byte.is_ascii_alphanumeric() | !byte.is_ascii()));
    let (eights, _) = letters.as_chunks();
    eights.iter().rev().fold(0, |bits, eight| bits << 8 | u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56)
}

/// The runs of a part of a text, told letter by letter.
fn one_by_one(folded: &str, part: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let run = move |from: usize| {
        let mut letters = folded[from..part.end].char_indices().skip_while(|(_, c)| !is_letter(*c));
        let (start, first) = letters.next()?;
        let unspaced = is_unspaced(first);
        let behind = letters.find(|(_, c)| !is_letter(*c) || is_unspaced(*c) != unspaced);
        Some(from + start..behind.map_or(part.end, |(at, _)| from + at))
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
        fn many_bytes_at_a_time_are_each_of_them(text in "([a-z0-9]{1,9}|[ -~]|\t|[a-zé王ж“]{1,9}|[a-z]{50,70}|\\PC){0,60}") {
            prop_assert_eq!(runs(&text), one_by_one(&text, 0..text.len()).collect::<Vec<_>>());
        }
    }
}
