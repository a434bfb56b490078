//! Translates errors of the deserializer into everyday words: the field, its value, and what is expected.

use super::fault::Fault;
use super::field_spec::{FieldShape, FieldSpec, character_name, is_stray_space, quoted};
use super::nearest::nearest;
use super::path::{Path, Segment};
use super::source_lines::SourceLines;
use super::source_map::SourceMap;

/// Translates an error of the deserializer at `path` into a fault.
pub(super) fn fault(
    path: &Path,
    message: &str,
    source_map: &SourceMap,
    source: &SourceLines,
    specs: &[FieldSpec],
) -> Fault {
    let error = TypeError { path, message, specs };
    if let Some((key, right)) = choice(message, "unknown field `") {
        let path = if path.0.last() == Some(&Segment::Key(key.to_owned())) { path.clone() } else { path.key(key) };
        let position = source_map.find_key(&path);
        let (before, rest) = source.text.split_at(position.map_or(0, |at| source.offset(at)));
        let has_value = rest.strip_prefix(key).is_some_and(|rest| rest.trim_start_matches(' ').starts_with(':'));
        let (problem, hint) = unknown_field(key, &right, if has_value { "" } else { before });
        let fault = Fault { position, ..Fault::at(path, problem) };
        return hint.into_iter().fold(fault, Fault::hint);
    }
    let position = source_map.find(path);
    let (problem, hint) = if let Some(key) = message.strip_prefix("missing field `") {
        error.missing(key.trim_end_matches('`'))
    } else if let Some((wrong, right)) = choice(message, "unknown variant `") {
        error.unknown_word(wrong, &right)
    } else if let Some((found, expected)) =
        message.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected "))
    {
        error.wrong_shape(found, expected)
    } else {
        (message.to_owned(), None)
    };
    let fault = Fault { position, ..Fault::at(path.clone(), problem) };
    hint.into_iter().fold(fault, Fault::hint)
}

/// Splits a message into the wrong word, which may contain any character, and the right ones.
fn choice<'m>(message: &'m str, start: &str) -> Option<(&'m str, Vec<&'m str>)> {
    let rest = message.strip_prefix(start)?;
    let ends = ["`, expected ", "`, there are no "];
    let (wrong, right) = ends.iter().find_map(|end| rest.rsplit_once(end))?;
    Some((wrong, right.split('`').skip(1).step_by(2).collect()))
}

/// A message of the deserializer and the path that it concerns.
struct TypeError<'a> {
    path: &'a Path,
    message: &'a str,
    specs: &'a [FieldSpec],
}

type ProblemAndHint = (String, Option<String>);

impl TypeError<'_> {
    /// Returns the last key of the path.
    fn key(&self) -> Option<&str> {
        self.path.0.iter().rev().find_map(|step| match step {
            Segment::Key(key) => Some(key.as_str()),
            Segment::Index(_) => None,
        })
    }

    fn is_element(&self) -> bool {
        matches!(self.path.0.last(), Some(Segment::Index(_)))
    }

    fn missing(&self, key: &str) -> ProblemAndHint {
        let example = FieldSpec::get(self.specs, key).map(|spec| format!("write `{key}: {}`", spec.example));
        (format!("the field `{key}` is missing"), example)
    }

    fn unknown_word(&self, wrong: &str, right: &[&str]) -> ProblemAndHint {
        if let Some(sign) = wrong.chars().find(|sign| is_stray_space(*sign)) {
            let meant: String = wrong.chars().filter(|sign| !is_stray_space(*sign)).collect();
            return (
                format!("there is {} beside the word", character_name(sign)),
                Some(format!("write `{}`", meant.trim())),
            );
        }
        let spec = self.key().and_then(|key| FieldSpec::get(self.specs, key));
        let what = spec.map_or("known here", |spec| spec.one);
        let meant = nearest(plain(wrong), right.iter().copied());
        let list = listed(right);
        let problem = match spec {
            Some(spec) => format!("`{wrong}` is not {what}; {} is {list}", spec.one),
            None => format!("`{wrong}` is not {what}; write {list}"),
        };
        (problem, meant.map(|right| format!("did you mean `{right}`?")))
    }

    fn wrong_shape(&self, found: &str, expected: &str) -> ProblemAndHint {
        let text = found.split_once('"').and_then(|(_, text)| text.strip_suffix('"'));
        let is_nothing = matches!(found, "nothing" | "unit value");
        let Some(key) = self.key() else { return self.wrong_root(found, expected) };
        let what = if self.is_element() { format!("an entry of `{key}`") } else { format!("`{key}`") };
        let spec = FieldSpec::get(self.specs, key);
        if is_nothing {
            let example = spec.filter(|_| !self.is_element()).map(|spec| format!("`{key}: {}`", spec.example));
            let hint = example.map(|example| format!("write {example}"));
            return (format!("{what} is empty"), hint);
        }
        let shape = match (spec.map(|spec| spec.shape), self.is_element()) {
            (Some(FieldShape::Words | FieldShape::WordOrWords), true) => Some(FieldShape::Word),
            (Some(FieldShape::Texts), true) => Some(FieldShape::Text),
            (Some(FieldShape::Entries), true) => Some(FieldShape::Fields),
            (shape, _) => shape,
        };
        let stands = shown(found);
        let example = spec.map(|spec| format!("write `{key}: {}`", spec.example));
        match shape {
            Some(FieldShape::Text) => {
                let sign = if stands == "a list" { "[" } else { "{" };
                let hint = format!("put text that begins with `{sign}` or contains `: ` in quotation marks");
                (format!("{what} must be text, not {stands}"), Some(hint))
            }
            Some(FieldShape::Word | FieldShape::Reference) => {
                (format!("{what} must be one word, not {stands}"), example)
            }
            Some(FieldShape::WordOrWords) => {
                (format!("{what} must be one word or a list of words, not {stands}"), example)
            }
            Some(shape @ (FieldShape::Words | FieldShape::Texts)) => {
                const LONGEST: usize = 40;
                let word = text.filter(|word| word.len() <= LONGEST);
                let hint = match (word, shape) {
                    (Some(word), FieldShape::Texts) => Some(format!("write `{key}: [{}]`", quoted(word))),
                    (Some(word), _) => Some(format!("write `{key}: [{word}]`")),
                    (None, _) => example,
                };
                (format!("{what} must be a list"), hint)
            }
            Some(FieldShape::Entries) => (format!("{what} must be a list of entries"), example),
            Some(FieldShape::Fields) => {
                let example = match spec {
                    Some(spec) if spec.shape == FieldShape::Entries => Some(format!("such as `{}`", spec.example)),
                    _ => example,
                };
                (format!("{what} must have fields, not {stands}"), example)
            }
            None => (format!("{what} must be {}, not {stands}", wanted(expected)), None),
        }
    }

    /// Describes a file or an entry that has the wrong type as a whole.
    fn wrong_root(&self, found: &str, expected: &str) -> ProblemAndHint {
        if expected.contains("identifier") || self.message.contains("identifier") {
            return ("a field's name must be one word".to_owned(), None);
        }
        (format!("there is {} here instead of {}", shown(found), wanted(expected)), None)
    }
}

/// Describes a key that is not a field. `before` is the text up to it.
fn unknown_field(key: &str, right: &[&str], before: &str) -> ProblemAndHint {
    let there = || format!("unknown field `{key}`; the fields here are {}", quoted_list(right));
    if let Some(sign) = key.chars().find(|sign| is_stray_space(*sign)) {
        let meant: String = key.chars().filter(|sign| !is_stray_space(*sign)).collect();
        let problem = format!("there is {} in a field's name", character_name(sign));
        return (problem, Some(format!("write `{}`", meant.trim())));
    }
    if let Some((name, value)) = key.split_once([':', '：']).filter(|(name, _)| right.contains(name)) {
        let problem = format!("`{name}` must be followed by a colon and a space");
        return (problem, Some(format!("write `{name}: {}`", value.trim())));
    }
    let line = before.lines().last().unwrap_or_default();
    let field = line.trim_end().strip_suffix(',').map(|field| field.rsplit(['{', ',']).next().unwrap_or_default());
    if let Some((name, text)) = field.and_then(|field| field.split_once(':')).filter(|_| line.contains('{'))
        && nearest(key, right.iter().copied()).is_none()
    {
        let problem = format!("`{key}` is not a field; within `{{ }}` a comma ends a text");
        let written = quoted(&format!("{}, {key}", text.trim()));
        return (problem, Some(format!("put the text in quotation marks: `{}: {written}`", name.trim())));
    }
    let meant = nearest(plain(key), right.iter().copied());
    (there(), meant.map(|right| format!("did you mean `{right}`?")))
}

/// Returns a word without the quotation marks around it, typographic ones included.
fn plain(word: &str) -> &str {
    word.trim_matches(['“', '”', '„', '‘', '’', '«', '»', '"', '\'', ' '])
}

/// Translates the deserializer's name for a value that was found.
fn shown(found: &str) -> &'static str {
    match found.split([' ', '`', '"']).next().unwrap_or_default() {
        "sequence" => "a list",
        "map" => "a field",
        "nothing" | "unit" => "nothing",
        _ => "text",
    }
}

/// Translates the deserializer's name for a value that was expected.
fn wanted(expected: &str) -> &'static str {
    if expected.contains("sequence") {
        "a list (each entry after `- `, or as `[one, two]`)"
    } else if expected.contains("struct") || expected.contains("map") {
        "fields (each as `name: value`)"
    } else {
        "text"
    }
}

/// Joins words as `a, b or c`.
fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [word] => (*word).to_owned(),
        [words @ .., last] => format!("{} or {last}", words.join(", ")),
    }
}

fn quoted_list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
