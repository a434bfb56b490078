//! Finds text that YAML would drop silently, and repeated keys, in the events of a parser.
//!
//! A comment cuts a text off. A tag, an anchor or an alias replaces it. Only one value of a repeated key is kept. The
//! checks work on events, so they cover every notation.

use std::ops::Range;

use hashbrown::HashMap;
use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::fault::{Fault, MAX_FAULTS};
use super::field_spec::{FieldShape, FieldSpec, quotation, quoted};
use super::path::{Path, Segment};
use super::source_lines::{SourceLines, id_in};
use super::source_map::LineColumn;

/// The findings in a text.
#[derive(Default)]
pub(super) struct Survey {
    /// Lost text and repeated keys, in the order of the text.
    pub(super) faults: Vec<Fault>,
    /// Byte ranges of the records that have such a fault, and of aliases outside of records.
    pub(super) spoilt: Vec<Range<usize>>,
    /// The position of a second document.
    pub(super) second: Option<LineColumn>,
    /// The position at which the parser failed, and the position of the last event before.
    pub(super) broken: Option<(LineColumn, LineColumn)>,
    /// Whether there are more faults than are listed.
    pub(super) too_many: bool,
    /// Whether the last fault is in a record whose end was not reached.
    pub(super) is_unfinished: bool,
}

impl Survey {
    /// Reads a text to its end, or up to a syntax error.
    pub(super) fn new(source: &SourceLines, specs: &[FieldSpec]) -> Self {
        let mut walk = Walk {
            source,
            specs,
            cursor: ByteCursor::default(),
            open: Vec::new(),
            record: None,
            end: 0,
            found: Self::default(),
        };
        let mut last = LineColumn { line: 1, column: 1 };
        let mut ended = false;
        for event in Parser::new_from_str(source.text) {
            let (event, span) = match event {
                Ok(event) => event,
                Err(error) => {
                    let marker = error.marker();
                    let at = LineColumn { line: marker.line(), column: marker.col() + 1 };
                    walk.found.broken = Some((at, last));
                    break;
                }
            };
            match event {
                Event::DocumentStart(_) if ended => {
                    walk.found.second = Some(span.into());
                    break;
                }
                Event::DocumentEnd => ended = true,
                event => {
                    last = span.into();
                    walk.event(&event, span);
                }
            }
            if walk.found.faults.len() >= MAX_FAULTS {
                walk.found.too_many = true;
                break;
            }
        }
        walk.found.is_unfinished = walk.record.is_some_and(|record| record.is_spoilt);
        walk.found
    }
}

/// A collection whose end has not been read yet.
struct OpenNode {
    is_mapping: bool,
    /// Number of elements of a sequence that have ended.
    index: usize,
    /// The key whose value has not been read yet, and the byte offset of the key's end.
    key: Option<(String, usize)>,
    /// The position of each key.
    keys: HashMap<String, LineColumn>,
}

/// An element of an outermost sequence.
struct OpenRecord {
    start: usize,
    depth: usize,
    /// Index of its first fault.
    first: usize,
    is_spoilt: bool,
    /// Whether the next element seems to lack its dash, so that each key may be repeated.
    lacks_dash: bool,
}

struct Walk<'a> {
    source: &'a SourceLines<'a>,
    specs: &'a [FieldSpec],
    cursor: ByteCursor,
    open: Vec<OpenNode>,
    record: Option<OpenRecord>,
    /// Byte offset of the end of the last scalar or bracket.
    end: usize,
    found: Survey,
}

impl Walk<'_> {
    fn event(&mut self, event: &Event<'_>, span: Span) {
        let start = self.cursor.bytes(self.source.text, span.start.index());
        let end = self.cursor.bytes(self.source.text, span.end.index());
        match event {
            Event::Scalar(word, style, anchor, tag) => {
                let start = self.mark(start, end, *anchor > 0 || tag.is_some());
                if let Some(OpenNode { is_mapping: true, key: None, .. }) = self.open.last() {
                    self.key(word, span.into(), end);
                } else {
                    self.begin(start);
                    self.cut_off(start, end, *style == ScalarStyle::Plain);
                    // An empty value ends after its colon, which belongs to the record.
                    let colon = if start == end { self.after_colon() } else { 0 };
                    self.end = self.end.max(end).max(colon);
                    self.finish(end);
                }
            }
            Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag) => {
                let start = self.mark(start, start, *anchor > 0 || tag.is_some());
                self.begin(start);
                let is_mapping = matches!(event, Event::MappingStart(..));
                self.open.push(OpenNode { is_mapping, index: 0, key: None, keys: HashMap::new() });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let is_bracket = self.source.text[start..end].ends_with([']', '}']);
                self.end = self.end.max(if is_bracket { end } else { 0 });
                self.open.pop();
                self.finish(self.end);
            }
            Event::Alias(_) => {
                self.begin(start);
                let (word, line) = (&self.source.text[start..end], self.rest_of_line(start));
                let problem = format!("YAML reads `{word}` as an alias for another value, not as text");
                self.fault(start, problem, format!("{}: `{}`", quote("*"), quoted(line)));
                if self.record.is_none() {
                    self.found.spoilt.push(start..end);
                }
                self.end = end;
                self.finish(end);
            }
            _ => {}
        }
    }

    /// Reports a tag or anchor before a value. Returns the byte offset at which the value begins with it.
    fn mark(&mut self, start: usize, end: usize, is_marked: bool) -> usize {
        let from = self.end.min(start);
        let text = &self.source.text[from..end.max(start)];
        let (true, Some(at)) = (is_marked, text.find(['!', '&'])) else { return start };
        let (at, written) = (from + at, &text[at..]);
        let sign = &written[..1];
        let word = written.split_whitespace().next().unwrap_or(sign);
        let what = if sign == "!" { "a tag" } else { "an anchor" };
        let problem = format!("YAML reads `{word}` as {what} and drops it from the text");
        // This value may be the first of a record.
        self.begin(at);
        self.fault(at, problem, format!("{}: `{}`", quote(sign), quoted(written)));
        at
    }

    fn key(&mut self, word: &str, at: LineColumn, end: usize) {
        self.end = self.end.max(end);
        let Some(parent) = self.open.last_mut() else { return };
        parent.key = Some((word.to_owned(), end));
        if let Some(first) = parent.keys.get(word).copied() {
            let what = if word.is_empty() { "a field without a name".to_owned() } else { format!("`{word}`") };
            let problem = format!("{what} is repeated: it is also in line {}", first.line);
            let is_known = self.record.as_ref().is_some_and(|record| record.lacks_dash);
            let is_next = word == "id" && at.line > first.line && self.open.len() == 1 + self.depth_of_record();
            if let Some(record) = self.record.as_mut().filter(|_| is_next) {
                record.lacks_dash = true;
            }
            if is_next {
                let hint = "if the next entry begins here, put a dash and a space before it: `- id: …`";
                self.fault_at(at, problem, hint.to_owned());
            } else if !is_known {
                self.fault_at(at, problem, "keep one of them".to_owned());
            }
        } else {
            parent.keys.insert(word.to_owned(), at);
        }
    }

    fn depth_of_record(&self) -> usize {
        self.record.as_ref().map_or(usize::MAX - 1, |record| record.depth)
    }

    /// Reports a comment that cuts a text off.
    fn cut_off(&mut self, start: usize, end: usize, is_plain: bool) {
        let Some(spec) = self.spec() else { return };
        let key = spec.key;
        if !spec.is_text() {
            return;
        }
        let text = self.source.text[start..end].trim_end();
        // The parser includes a comment after a quotation mark in the span.
        let text = if is_plain { text } else { &text[..quotation(text).unwrap_or(text.len())] };
        // A value that consists of a comment begins after its key.
        let (from, behind) = match self.open.last() {
            Some(OpenNode { key: Some(_), .. }) if text.is_empty() => (self.after_colon(), self.after_colon()),
            _ => (start, start + text.len()),
        };
        let rest = self.rest_of_line(behind);
        let is_prose = is_plain && spec.shape != FieldShape::Reference;
        let Some(comment) = cutting_comment(rest, is_prose) else { return };
        let at = behind + rest.len() - comment.len();
        let written = self.source.text[from..behind + rest.len()].trim_end_matches(['}', ']']);
        if spec.shape == FieldShape::Reference {
            let claim = comment.split([' ', ',', '}', ']']).next().unwrap_or_default();
            let document = if text.is_empty() { "DOCUMENT" } else { text };
            let hint = format!("write it without a space: `{key}: {document}{claim}`");
            return self.fault(at, "after a space, `#` begins a comment".to_owned(), hint);
        }
        let hint = format!("put the whole text in quotation marks: `{key}: {}`", quoted(written));
        let problem = "the text is cut off here: after a space, `#` begins a comment";
        self.fault(
            at,
            problem.to_owned(),
            format!("{hint}; if a comment is meant, write two spaces before `#` and one after it"),
        );
    }

    /// Returns the spec of the current field.
    fn spec(&self) -> Option<&FieldSpec> {
        let inner = self.open.iter().rev().find(|open| open.is_mapping)?;
        let (key, _) = inner.key.as_ref()?;
        FieldSpec::get(self.specs, key)
    }

    /// Returns the byte offset after the colon of the current key.
    fn after_colon(&self) -> usize {
        let Some(OpenNode { key: Some((_, behind)), .. }) = self.open.last() else { return 0 };
        behind + self.rest_of_line(*behind).find(':').map_or(0, |at| at + 1)
    }

    fn rest_of_line(&self, at: usize) -> &str {
        let rest = &self.source.text[at..];
        &rest[..memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())]
    }

    /// Handles the begin of a value.
    fn begin(&mut self, start: usize) {
        let is_element = self.open.last().is_some_and(|parent| !parent.is_mapping);
        if is_element && self.record.is_none() {
            let first = self.found.faults.len();
            self.record =
                Some(OpenRecord { start, depth: self.open.len(), first, is_spoilt: false, lacks_dash: false });
        }
    }

    /// Handles the end of a value.
    fn finish(&mut self, end: usize) {
        let depth = self.open.len();
        if let Some(record) = self.record.take_if(|record| record.depth == depth)
            && record.is_spoilt
        {
            let id = id_in(&self.source.text[record.start..end]);
            self.found.faults[record.first..].iter_mut().for_each(|fault| fault.record.clone_from(&id));
            self.found.spoilt.push(record.start..end);
        }
        match self.open.last_mut() {
            Some(parent) if !parent.is_mapping => parent.index += 1,
            // A collection without a key before it is itself a key. No field has one of this kind.
            Some(parent) => parent.key = if parent.key.is_some() { None } else { Some((String::new(), end)) },
            None => {}
        }
    }

    fn fault(&mut self, at: usize, problem: String, hint: String) {
        self.fault_at(self.source.position(at), problem, hint);
    }

    fn fault_at(&mut self, at: LineColumn, problem: String, hint: String) {
        if let Some(record) = &mut self.record {
            record.is_spoilt = true;
        }
        let steps = self.open.iter().filter_map(|open| match &open.key {
            _ if !open.is_mapping => Some(Segment::Index(open.index)),
            Some((key, _)) => Some(Segment::Key(key.clone())),
            None => None,
        });
        let fault = Fault::at(Path(steps.collect()), problem).hint(hint).positioned(at);
        self.found.faults.push(fault);
    }
}

fn quote(sign: &str) -> String {
    format!("put text that begins with `{sign}` in quotation marks")
}

/// Returns the comment directly after a value, if it is probably a part of the text.
///
/// Two spaces before `#` and one after it show that a comment is meant.
fn cutting_comment(rest: &str, is_plain: bool) -> Option<&str> {
    let comment = rest.strip_prefix(',').unwrap_or(rest).trim_start_matches([' ', '\t']);
    let spaces = rest.len() - comment.len() - usize::from(rest.starts_with(','));
    let behind = comment.strip_prefix('#')?;
    let is_apart = behind.is_empty() || behind.starts_with([' ', '\t', '#', '!']);
    let is_comment = if is_plain { spaces > 1 && is_apart } else { spaces > 1 || is_apart };
    (!is_comment && spaces > 0).then_some(comment)
}

/// Converts character offsets to byte offsets, starting from the previous one.
#[derive(Default)]
struct ByteCursor {
    characters: usize,
    bytes: usize,
}

impl ByteCursor {
    fn bytes(&mut self, text: &str, characters: usize) -> usize {
        if characters >= self.characters {
            let rest = text[self.bytes..].char_indices();
            let count = characters - self.characters;
            let ahead = text.len() - self.bytes;
            self.bytes += rest.map(|(at, _)| at).chain([ahead]).nth(count).unwrap_or(ahead);
        } else {
            let back = text[..self.bytes].char_indices().rev().nth(self.characters - characters - 1);
            self.bytes = back.map_or(0, |(at, _)| at);
        }
        self.characters = characters;
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_yaml::Value;

    use super::*;
    use crate::yaml::limits;

    /// Pieces of YAML that combine to every notation of anchors and aliases.
    const PIECES: [&str; 28] = [
        "a", "b", ": ", ":", "&n ", "*n", "\"a\"", "'b'", "[", "]", "{", "}", ", ", ",", " ", "\n", "\n  ", "- ", "? ",
        "!t ", " # c", "|\n", ">\n", "\t", "\u{85}", "%", "*n ", "\r",
    ];

    /// Returns whether a text would reach the deserializer.
    fn is_handed_on(text: &str) -> bool {
        if !limits::may_lose_text(text) {
            return true;
        }
        let survey = Survey::new(&SourceLines::new(text), &[]);
        survey.broken.is_none() && survey.second.is_none() && survey.spoilt.is_empty()
    }

    #[test]
    fn no_form_of_an_alias_is_handed_on() {
        for text in [
            "[{\"a\":&n MARK, \"b\":*n}]",
            "{'a':&n MARK, 'b':[*n]}",
            "? &n MARK\n: *n\n",
            "a: &n MARK\nb:\t*n\n",
            "&n MARK: *n\n",
            "- &n MARK\n- ? *n\n",
            "- &n MARK\n- {*n : *n}\n",
        ] {
            assert!(!is_handed_on(text), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        /// An alias would put its value into the result twice, so no other parser is needed to find one.
        #[test]
        fn nothing_is_handed_on_in_which_a_value_stands_for_another(
            before in "[\\[{]?(\"k\":|k: |- |)",
            pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..24),
        ) {
            let text = format!("{before}&n MARK{}", pieces.concat());
            if let Ok(text) = limits::apply(&text)
                && is_handed_on(&text)
                && let Ok(value) = serde_yaml::from_str::<Value>(&text)
            {
                prop_assert!(format!("{value:?}").matches("MARK").count() <= 1, "{text:?}: {value:?}");
            }
        }
    }
}
