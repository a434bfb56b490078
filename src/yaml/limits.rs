//! What is refused before a parser sees it: texts that would cost it more time or memory than they are worth.
//!
//! The tests are on the text alone, so they err on the safe side: they count brackets within quotes too. What they
//! refuse is far from anything a curator writes.

use std::borrow::Cow;

use super::fault::Fault;
use super::source_map::LineColumn;

/// Flow collections (`[`, `{`) open at one time; the data model needs three.
const MAX_BRACKETS: usize = 64;
/// Collections inside each other, by their indentation; the data model needs four.
const MAX_DEPTH: usize = 64;
/// Collections opened one after the other at the beginning of a line (`- - -`); the data model needs one.
const MAX_OPENERS: usize = 4;
/// Lines and commas in one file, one of which parts each value from the next. A register of 5,000 actors has 70,000.
const MAX_PARTS: usize = 80_000;
/// Bytes that are looked at together for brackets.
const RUN: usize = 64;
/// What YAML 1.1 takes for the end of a line beside `\n`.
const LINE_ENDS: [&str; 4] = ["\r", "\u{85}", "\u{2028}", "\u{2029}"];

/// Refuses too many values and deep nesting; gives back the text with plain line ends.
///
/// Every file that is read goes through here. Nearly all of them have next to nothing of what is looked for, and that is
/// told first, for all of the text at once.
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

/// True where YAML may take a part of the text for a comment behind a value, a tag, an anchor or an alias.
///
/// It may say so too often, and then the text is read by a parser that tells; it never fails to say so. Within a word
/// the signs of these are letters like others.
pub(super) fn may_lose_text(text: &str) -> bool {
    let bytes = text.as_bytes();
    let in_word = |at: usize| at > 0 && bytes[at - 1].is_ascii_alphanumeric();
    let marks = memchr::memchr3_iter(b'&', b'*', b'!', bytes).any(|at| !in_word(at));
    marks
        || memchr::memchr_iter(b'#', bytes).any(|at| {
            // With two spaces before it and one behind it, a comment is meant.
            let is_meant = text[..at].ends_with("  ") && matches!(bytes.get(at + 1), None | Some(b' ' | b'\n'));
            !is_meant && is_behind_value(&text[..at])
        })
}

/// True where a comment that begins behind `before` does not have its line for itself.
fn is_behind_value(before: &str) -> bool {
    let line = before.trim_end_matches([' ', '\t']);
    line.len() < before.len() && !line.is_empty() && !line.ends_with('\n')
}

/// What there may be in a text, at some place or other.
#[derive(Clone, Copy)]
struct Features(u8);

impl Features {
    /// A byte with which one of [`LINE_ENDS`] begins.
    const LINE_END: u8 = 1;
    const BRACKET: u8 = 2;
    /// A line that is indented far, or two collections that are opened side by side.
    const DEEP: u8 = 4;

    /// Without branches, so that many bytes are looked at together.
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
        // So many spaces fill at least one of the parts, wherever they begin.
        let far = bytes.chunks(MAX_DEPTH / 2).any(|part| part.iter().all(|byte| *byte == b' '));
        Self(each | beside | sign(Self::DEEP, far))
    }

    fn has(self, sign: u8) -> bool {
        self.0 & sign != 0
    }
}

/// The text as the parser sees it, each line ended by `\n`.
fn with_plain_line_ends(text: &str, features: Features) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let is_end = |at: usize| LINE_ENDS.iter().any(|end| bytes[at..].starts_with(end.as_bytes()));
    if !features.has(Features::LINE_END) || !memchr::memchr3_iter(b'\r', 0xC2, 0xE2, bytes).any(is_end) {
        return text.into();
    }
    text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n").into()
}

/// Refuses a text of very many small values, each of which costs a parser a hundred times its own size.
fn count_parts(text: &str) -> Result<(), Fault> {
    // As a rule a text is too short for that.
    if text.len() <= MAX_PARTS {
        return Ok(());
    }
    let mut parts = memchr::memchr2_iter(b'\n', b',', text.as_bytes());
    parts.nth(MAX_PARTS).map_or(Ok(()), |at| {
        Err(Fault::whole_file(format!("these are more than {MAX_PARTS} lines and commas"))
            .hint("no more are read; split the file into several documents")
            .positioned(LineColumn::at_end_of(&text[..at])))
    })
}

/// Refuses collections that are deep inside each other by their indentation, or by what begins a line.
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

/// Refuses very many brackets that are open at one time.
fn count_brackets(text: &str) -> Result<(), Fault> {
    let all = memchr::memchr2_iter(b'[', b'{', text.as_bytes()).take(MAX_BRACKETS + 1).count();
    if all <= MAX_BRACKETS {
        return Ok(());
    }
    let mut open = 0_usize;
    for (start, run) in text.as_bytes().chunks(RUN).enumerate() {
        // Running text has none of these signs, which is told faster than where they are.
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
        .hint("lists inside lists are not part of the data model; quote text that holds brackets")
        .positioned(LineColumn::at_end_of(before))
}

/// How many collections are opened right at the beginning: `- ? - `.
fn openers(mut content: &str) -> usize {
    let mut count = 0;
    while let Some(rest) = content.strip_prefix(['-', '?', ':']).filter(|rest| rest.starts_with([' ', '\t'])) {
        content = rest.trim_start_matches([' ', '\t']);
        count += 1;
    }
    count
}
