//! Splits an article into paragraphs, by which passages are numbered.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

/// Maximum number of columns of a line in a wrapped text, because programs that wrap text stay below it.
const MAX_WRAPPED_COLUMNS: usize = 100;

/// Returns the byte range of each paragraph, in order, without the white space around it.
///
/// A paragraph is a line that is not blank. In a text with hard line breaks, it is the lines between two blank lines. A
/// text counts as one if a blank line separates others, two lines follow each other directly, and no line is wider than
/// 100 columns. Words that are hyphenated at the end of a line stay separate, as in a browser.
pub fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let lines = lines(text);
    let filled = || lines.iter().filter(|line| !line.is_empty());
    let blank_between = lines.split(Range::is_empty).filter(|block| !block.is_empty()).count() > 1;
    let adjacent = lines.windows(2).any(|pair| !pair[0].is_empty() && !pair[1].is_empty());
    let wrapped = blank_between && adjacent && filled().all(|line| text[line.clone()].width() <= MAX_WRAPPED_COLUMNS);
    if !wrapped {
        return filled().cloned().collect();
    }
    let blocks = lines.split(Range::is_empty);
    blocks.filter_map(|block| Some(block.first()?.start..block.last()?.end)).collect()
}

/// Returns the byte ranges of the lines, which end in LF, CR or CRLF, without the white space around each.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let line = rest[..end].trim();
        let from = start + end - rest[..end].trim_start().len();
        lines.push(from..from + line.len());
        start += end + if rest[end..].starts_with("\r\n") { 2 } else { 1 };
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<&str> {
        paragraphs(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn lines_that_are_not_blank_are_paragraphs() {
        assert_eq!(split("One.\n\n Two. \nThree.").len(), 2, "wrapped");
        assert_eq!(split("One.\nTwo.\n"), ["One.", "Two."]);
        assert_eq!(split("One.\r\n\u{a0} \t\r\n\u{c}\r\nTwo.\r\n"), ["One.", "Two."]);
        assert_eq!(split("One.\rTwo.\r\rThree.\nFour").len(), 2, "wrapped, whatever ends its lines");
        assert_eq!(split("\n\nOne.\nTwo.\n\n"), ["One.", "Two."], "blank lines around a text separate nothing");
        assert_eq!(split(" \n\u{3000}\n"), [""; 0]);
    }

    #[test]
    fn a_wrapped_text_has_its_paragraphs_between_blank_lines() {
        let wrapped = "A headline\n\nThe harbour opens\r\nagain on Thurs-\nday.  \n\u{a0}\nThe end.";
        assert_eq!(split(wrapped), ["A headline", "The harbour opens\r\nagain on Thurs-\nday.", "The end."]);
        let long = format!("{}\n\nTwo\nThree\n", "word ".repeat(30));
        assert_eq!(split(&long).len(), 3, "a line of 149 columns");
        assert_eq!(split(&format!("{}\n\nTwo\nThree", "港".repeat(51))).len(), 3, "wide letters take two columns");
        assert_eq!(split(&format!("{}\n\nTwo\nThree", "x".repeat(100))).len(), 2);
    }

    proptest! {
        #[test]
        fn paragraphs_hold_every_word_in_order(text in "[a\u{a0}\u{c}ä \t\r\n]{0,40}") {
            let ranges = paragraphs(&text);
            prop_assert!(ranges.windows(2).all(|pair| pair[0].end < pair[1].start));
            let words: Vec<_> = ranges.iter().flat_map(|range| text[range.clone()].split_whitespace()).collect();
            prop_assert_eq!(words, text.split_whitespace().collect::<Vec<_>>());
            prop_assert!(ranges.iter().all(|range| text[range.clone()].trim() == &text[range.clone()]));
        }
    }
}
