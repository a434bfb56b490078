//! A file as it is written: its line ends, and where edits go.

use std::ops::Range;

/// A replacement of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Splice {
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

impl Splice {
    pub(super) fn new(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, text: text.into() }
    }
}

/// A text with `\n` as its only line end, and what is needed to write an edited one like the original.
pub(super) struct PlainLines {
    /// The text without a byte order mark.
    pub(super) text: String,
    /// For each `\n` that was `\r\n`: its byte in `text`.
    ends: Vec<usize>,
    /// Length of the byte order mark.
    mark: usize,
}

impl PlainLines {
    /// Reads a text. Fails with the line of a line end that is none to everybody.
    pub(super) fn new(original: &str) -> Result<Self, usize> {
        let plain = original.strip_prefix('\u{feff}').unwrap_or(original);
        let mark = original.len() - plain.len();
        let mut text = String::with_capacity(plain.len());
        let mut ends = Vec::new();
        for (at, piece) in plain.split("\r\n").enumerate() {
            if at > 0 {
                ends.push(text.len());
                text.push('\n');
            }
            text.push_str(piece);
        }
        match text.find(['\r', '\u{85}', '\u{2028}', '\u{2029}']) {
            Some(at) => Err(text[..at].matches('\n').count() + 1),
            None => Ok(Self { text, ends, mark }),
        }
    }

    /// Replaces bytes of the original text. New lines end as most of the others do.
    pub(super) fn splice(&self, original: &str, splices: &mut [Splice]) -> String {
        splices.sort_by_key(|splice| (splice.range.start, splice.range.end));
        let is_crlf = self.ends.len() * 2 > self.text.matches('\n').count();
        let mut written = String::with_capacity(original.len() + 256);
        let mut end = 0;
        for Splice { range, text } in splices {
            let (from, to) = (self.origin(range.start), self.origin(range.end));
            written.push_str(&original[end.min(from)..from]);
            written.push_str(&if is_crlf { text.replace('\n', "\r\n") } else { text.clone() });
            end = to;
        }
        written + &original[end..]
    }

    fn origin(&self, at: usize) -> usize {
        at + self.ends.partition_point(|end| *end < at) + self.mark
    }
}

/// Returns the byte after the end of the line that contains `at`.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

/// Returns the first byte of the line that contains `at`.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// Returns the number of a line, from 1.
pub(super) fn line_number(text: &str, at: usize) -> usize {
    text[..at.min(text.len())].matches('\n').count() + 1
}

/// Returns the column in characters, from 0.
pub(super) fn column(text: &str, at: usize) -> usize {
    text[line_start(text, at)..at].chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_stay_as_they_are() {
        let original = "\u{feff}a: é\r\nb: 1\nc: 2\r\n";
        let plain = PlainLines::new(original).expect("plain lines");
        assert_eq!(plain.text, "a: é\nb: 1\nc: 2\n");
        let at = |word: &str| plain.text.find(word).expect("there");
        let splices = |word: &str, text: &str| vec![Splice::new(at(word)..at(word) + word.len(), text)];
        assert_eq!(plain.splice(original, &mut splices("é", "x")), original.replace('é', "x"));
        assert_eq!(plain.splice(original, &mut splices("é\n", "x\ny\n")), original.replace("é\r\n", "x\r\ny\r\n"));
        assert_eq!(plain.splice(original, &mut splices("1", "3")), original.replace('1', "3"));
        assert_eq!(plain.splice(original, &mut splices("2", "4")), original.replace('2', "4"));
        assert_eq!(PlainLines::new("a\nb\rc").map(drop), Err(2));
    }
}
