//! Files that are broken or hostile: too deep, too many, too large, not text, not files.
//!
//! The test of commands loads each of them beside good files. The bench `evil` measures what each of them costs.

use std::fs;
use std::path::Path;

#[path = "evil/aliases.rs"]
mod aliases;
#[path = "evil/encoding.rs"]
mod encoding;
#[path = "evil/file_kinds.rs"]
mod file_kinds;
#[path = "evil/large.rs"]
mod large;
#[path = "evil/many.rs"]
mod many;
#[path = "evil/nested.rs"]
mod nested;
#[path = "evil/syntax.rs"]
mod syntax;
#[path = "evil/values.rs"]
mod values;

/// A file that is broken or hostile.
pub(crate) struct Evil {
    /// The file's name.
    pub(crate) name: &'static str,
    content: Content,
    /// The beginning of its problem after the name: `:LINE:COLUMN: message`, or `: message` if no line is to blame.
    /// Empty for a file that is valid.
    pub(crate) message: &'static str,
}

enum Content {
    Bytes(Vec<u8>),
    /// Makes something other than a plain file at the path.
    Made(fn(&Path)),
}

impl Evil {
    fn new(name: &'static str, bytes: impl Into<Vec<u8>>, message: &'static str) -> Self {
        Self { name, content: Content::Bytes(bytes.into()), message }
    }

    fn made(name: &'static str, make: fn(&Path), message: &'static str) -> Self {
        Self { name, content: Content::Made(make), message }
    }

    /// Puts it into a folder.
    pub(crate) fn put(&self, folder: &Path) {
        let path = folder.join(self.name);
        match &self.content {
            Content::Bytes(bytes) => fs::write(path, bytes).expect("written"),
            Content::Made(make) => make(&path),
        }
    }
}

/// Returns all of them. The large ones have about `bytes` bytes.
pub(crate) fn all(bytes: usize) -> Vec<Evil> {
    let sized = [nested::files, aliases::files, large::files, many::files, encoding::files, syntax::files];
    let fixed = [values::files, file_kinds::files];
    sized.into_iter().flat_map(|files| files(bytes)).chain(fixed.into_iter().flat_map(|files| files())).collect()
}

/// Repeats `unit` up to `bytes` bytes.
fn filled(unit: &str, bytes: usize) -> String {
    unit.repeat(bytes / unit.len())
}

/// Repeats `unit` up to `bytes` bytes, with a running number in place of every `%`.
fn numbered(unit: &str, bytes: usize) -> String {
    (0..)
        .map(|number: usize| unit.replace('%', &number.to_string()))
        .scan(0, |length, line| {
            *length += line.len();
            (*length <= bytes).then_some(line)
        })
        .collect()
}

/// Returns a document that ends with these lines.
fn document(rest: &str) -> String {
    format!("title: T\npublisher: north-post\nurl: https://evil.example/\npublished: 2024-03-09\n{rest}")
}
