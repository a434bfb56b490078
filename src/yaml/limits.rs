//! Limits that are applied before a parser sees a text, so that no text can cost it excessive time or memory.
//!
//! The checks work on the text alone and err on the safe side: they count brackets within quotation marks too. The
//! limits are far above anything that a curator writes.

use std::borrow::Cow;

use super::fault::Fault;
use super::source_map::LineColumn;

/// Maximum number of flow collections (`[`, `{`) that are open at one time. The data model needs three.
const MAX_BRACKETS: usize = 64;
/// Maximum depth of nested collections, by indentation. The data model needs four.
const MAX_DEPTH: usize = 64;
/// Maximum number of collections opened at the beginning of one line (`- - -`). The data model needs one.
const MAX_OPENERS: usize = 4;
/// Maximum number of lines and commas in one file, because each value costs a parser a hundred times its size.
///
/// Values are separated by lines or commas. A register of 5,000 actors has 70,000 of them.
const MAX_PARTS: usize = 80_000;
/// Number of bytes that are searched for brackets at once.
const RUN: usize = 64;
/// Line ends of YAML 1.1 other than `\n`.
const LINE_ENDS: [&str; 4] = ["\r", "\u{85}", "\u{2028}", "\u{2029}"];

/// Refuses too many values and deep nesting. Returns the text with `\n` as its only line end.
///
/// Runs on every file that is read. One pass over the bytes first tells which checks are needed at all; most files need
/// none.
pub(super) fn apply(text: &str) -> Result<Cow<'_, str>, Fault> {
    let features = Features::scan(text.as_bytes());
    let text = with_plain_line_ends(text, features);
    count_parts(&text)?;
    if features.has(Features::DEEP) {
        measure_depth(&text)?;
    }
    if features.has(Features::BRACKET) {
        count_brackets(&text)?;
    }
    Ok(text)
}

/// Returns whether YAML may read a part of the text as a comment after a value, a tag, an anchor or an alias.
///
/// A false positive only costs a pass of the event parser, which decides. There are no false negatives. Within a word
/// the characters `&`, `*`, `!` and `#` have no special meaning.
pub(super) fn may_lose_text(text: &str) -> bool {
    let bytes = text.as_bytes();
    let in_word = |at: usize| at > 0 && bytes[at - 1].is_ascii_alphanumeric();
    let marks = memchr::memchr3_iter(b'&', b'*', b'!', bytes).any(|at| !in_word(at));
    marks
        || memchr::memchr_iter(b'#', bytes).any(|at| {
            // Two spaces before `#` and one after it show that a comment is meant.
            let is_meant = text[..at].ends_with("  ") && matches!(bytes.get(at + 1), None | Some(b' ' | b'\n'));
            !is_meant && is_after_value(&text[..at])
        })
}

/// Returns whether a comment that begins after `before` follows a value on its line.
fn is_after_value(before: &str) -> bool {
    let line = before.trim_end_matches([' ', '\t']);
    line.len() < before.len() && !line.is_empty() && !line.ends_with('\n')
}

/// Which of the features that need a check occur anywhere in a text.
#[derive(Clone, Copy)]
struct Features(u8);

impl Features {
    /// The first byte of one of the [`LINE_ENDS`].
    const LINE_END: u8 = 1;
    const BRACKET: u8 = 2;
    /// A line that is indented far, or two collections opened side by side.
    const DEEP: u8 = 4;

    /// Scans the text without branches, so that the compiler can vectorize the loop.
    fn scan(bytes: &[u8]) -> Self {
        let sign = |sign: u8, there: bool| if there { sign } else { 0 };
        let each = bytes.iter().fold(0, |all, byte| {
            all | sign(Self::LINE_END, matches!(byte, b'\r' | 0xC2 | 0xE2))
                | sign(Self::BRACKET, matches!(byte, b'[' | b'{'))
        });
        let opens = |byte: u8| matches!(byte, b'-' | b'?' | b':');
        let parts = |byte: u8| matches!(byte, b' ' | b'\t');
        let threes = bytes.iter().zip(bytes.get(1..).unwrap_or_default()).zip(bytes.get(2..).unwrap_or_default());
        let beside = threes.fold(0, |all, ((first, second), third)| {
            all | sign(Self::DEEP, opens(*first) & parts(*second) & (opens(*third) | parts(*third)))
        });
        // `MAX_DEPTH` spaces fill at least one chunk of half that size, wherever they begin.
        let far = bytes.chunks(MAX_DEPTH / 2).any(|part| part.iter().all(|byte| *byte == b' '));
        Self(each | beside | sign(Self::DEEP, far))
    }

    fn has(self, sign: u8) -> bool {
        self.0 & sign != 0
    }
}

/// Replaces all line ends of YAML 1.1 by `\n`.
fn with_plain_line_ends(text: &str, features: Features) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let is_end = |at: usize| LINE_ENDS.iter().any(|end| bytes[at..].starts_with(end.as_bytes()));
    if !features.has(Features::LINE_END) || !memchr::memchr3_iter(b'\r', 0xC2, 0xE2, bytes).any(is_end) {
        return text.into();
    }
    text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n").into()
}

/// Refuses a text of very many small values.
fn count_parts(text: &str) -> Result<(), Fault> {
    // Most texts are too short to reach the limit.
    if text.len() <= MAX_PARTS {
        return Ok(());
    }
    let mut parts = memchr::memchr2_iter(b'\n', b',', text.as_bytes());
    parts.nth(MAX_PARTS).map_or(Ok(()), |at| {
        Err(Fault::whole_file(format!("the file has more than {MAX_PARTS} lines and commas"))
            .hint("no more are read; split the file into several documents")
            .positioned(LineColumn::at_end_of(&text[..at])))
    })
}

/// Refuses collections that are nested too deep, by indentation or by the beginning of a line.
fn measure_depth(text: &str) -> Result<(), Fault> {
    let mut indents: Vec<usize> = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = memchr::memchr(b'\n', &text.as_bytes()[start..]).map_or(text.len(), |at| start + at + 1);
        let line = &text[start..end];
        let indent = line.bytes().position(|byte| byte != b' ').unwrap_or(line.len());
        let content = &line[indent..];
        if !content.starts_with('#') && !content.trim_end().is_empty() {
            while indents.last().is_some_and(|outer| *outer >= indent) {
                indents.pop();
            }
            indents.push(indent);
        }
        if openers(content) > MAX_OPENERS || indents.len() > MAX_DEPTH {
            return Err(too_deep("lists or mappings", &text[..start + indent]));
        }
        start = end;
    }
    Ok(())
}

/// Refuses too many brackets that are open at one time.
fn count_brackets(text: &str) -> Result<(), Fault> {
    let all = memchr::memchr2_iter(b'[', b'{', text.as_bytes()).take(MAX_BRACKETS + 1).count();
    if all <= MAX_BRACKETS {
        return Ok(());
    }
    let mut open = 0_usize;
    for (start, run) in text.as_bytes().chunks(RUN).enumerate() {
        // Most chunks of running text have no brackets, which a pass without branches tells quickly.
        let any = run.iter().fold(0, |any, byte| any | u8::from(matches!(byte, b'[' | b'{' | b']' | b'}')));
        for (at, byte) in run.iter().enumerate().filter(|_| any != 0) {
            match byte {
                b'[' | b'{' => open += 1,
                b']' | b'}' => open = open.saturating_sub(1),
                _ => {}
            }
            if open > MAX_BRACKETS {
                return Err(too_deep("brackets", &text[..start * RUN + at]));
            }
        }
    }
    Ok(())
}

fn too_deep(what: &str, before: &str) -> Fault {
    Fault::whole_file(format!("too many {what} are open here"))
        .hint("put text that contains brackets in quotation marks; the format has no lists inside lists")
        .positioned(LineColumn::at_end_of(before))
}

/// Returns how many collections the beginning of a line opens, as in `- ? - `.
fn openers(mut content: &str) -> usize {
    let mut count = 0;
    while let Some(rest) = content.strip_prefix(['-', '?', ':']).filter(|rest| rest.starts_with([' ', '\t'])) {
        content = rest.trim_start_matches([' ', '\t']);
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_the_largest_values_that_are_accepted() {
        let brackets = |count: usize| "[".repeat(count) + &"]".repeat(count);
        let openers = |count: usize| "- ".repeat(count) + "a";
        let stairs = |depth: usize| (0..depth).map(|at| " ".repeat(at) + "a:\n").collect::<String>();
        for (limit, text) in [
            (MAX_BRACKETS, &brackets as &dyn Fn(usize) -> String),
            (MAX_OPENERS, &openers),
            (MAX_DEPTH, &stairs),
            (MAX_PARTS, &|count| "\n".repeat(count)),
        ] {
            assert!(apply(&text(limit)).is_ok(), "{limit}");
            assert!(apply(&text(limit + 1)).is_err(), "{limit}");
        }
        assert!(apply(&"[]\n".repeat(3 * MAX_BRACKETS)).is_ok(), "closed brackets do not count");
    }

    #[test]
    fn a_comment_may_lose_text_unless_it_is_set_apart() {
        for (text, may_lose) in [("a: b # c", true), ("a: b  # c", false), ("a: b  #c", true), ("a: b\n# c", false)] {
            assert_eq!(may_lose_text(text), may_lose, "{text}");
        }
    }
}
