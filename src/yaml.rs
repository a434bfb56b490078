//! YAML with limits: turns untrusted bytes into typed records, or into faults with their places.
//!
//! The only module that imports `serde_yaml`, which is frozen and does not defend itself against hostile texts.
//! Before it parses, [`text`] limits the size and requires UTF-8. [`parse`] refuses deep nesting and aliases.
//! `briefing` reads its files through this module; `app` and `ui` read the keymap and the theme.

mod data;
mod diagnose;
mod entries;
mod fault;
mod field_spec;
mod limits;
mod nearest;
mod one_or_more;
mod path;
mod slips;
mod source_lines;
mod source_map;
mod survey;
mod tree;
mod type_errors;
mod verbatim;

use serde::de::DeserializeOwned;

pub use data::Data;
pub use diagnose::Parsed;
pub use entries::parse_entries;
pub use fault::{Fault, MAX_FAULTS};
pub use field_spec::{FieldShape, FieldSpec};
pub(crate) use field_spec::{character_name, is_stray_space};
pub use nearest::nearest;
pub use one_or_more::OneOrMore;
pub use path::{Path, Segment};
pub use source_map::{LineColumn, SourceMap};
pub use tree::{BlockScalar, TreeForm, TreeKey, TreeNode};
pub use verbatim::{FromText, Verbatim, VerbatimWord};

/// Maximum size of a file in bytes. A long briefing has 20 KB, a register of 5,000 actors 1.5 MB.
pub const MAX_BYTES: usize = 2 << 20;

/// Returns the position of the element of a list whose `key` has a value. `list` is the path to the list.
pub fn find_element(text: &str, list: &Path, key: &str, value: &str) -> Option<LineColumn> {
    let text = limits::apply(text).ok()?;
    SourceMap::new(&text).find_element(list, key, value)
}

/// Decodes the bytes of a file that is at most [`MAX_BYTES`] long, without its byte order mark.
pub fn text(bytes: Vec<u8>) -> Result<String, Fault> {
    if bytes.len() > MAX_BYTES {
        return Err(Fault::whole_file(format!("the file has {} bytes", bytes.len()))
            .hint(format!("at most {MAX_BYTES} bytes are read; split it into several documents")));
    }
    decode(bytes)
}

/// Decodes bytes of any length as UTF-8, without the byte order mark.
pub fn decode(bytes: Vec<u8>) -> Result<String, Fault> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(Fault::whole_file("the file is UTF-16").hint("save it as UTF-8"));
    }
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let good = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]).into_owned();
        Fault::whole_file("the file is not UTF-8 from here on")
            .hint("save it as UTF-8")
            .positioned(LineColumn::at_end_of(&good))
    })?;
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    Ok(text)
}

/// Parses a text into a typed value. `specs` describe the fields for messages.
///
/// A text without faults is parsed once. Otherwise all faults are collected. A fault within an element of a sequence
/// makes only that element null, so elements must be `Option` in `T`.
pub fn parse<T: DeserializeOwned>(text: &str, specs: &[FieldSpec]) -> Parsed<T> {
    if text.trim().is_empty() {
        return Parsed { content: None, faults: vec![Fault::whole_file("the file is empty")] };
    }
    let text = match limits::apply(text) {
        Ok(text) => text,
        Err(fault) => return Parsed { content: None, faults: vec![fault] },
    };
    if !limits::may_lose_text(&text)
        && let Ok(content) = serde_yaml::from_str(&text)
    {
        return Parsed { content: Some(content), faults: Vec::new() };
    }
    diagnose::read(&text, specs)
}

#[cfg(test)]
mod tests;
