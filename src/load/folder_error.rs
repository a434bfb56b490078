//! Why a folder as a whole cannot be opened.

use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::load::file_names::Stray;
use crate::text::Text;

/// Why a folder as a whole could not be opened.
#[derive(Debug)]
pub enum FolderError {
    /// It does not exist, is not a folder, or may not be read.
    Unreadable(PathBuf, io::Error),
    /// It holds no `*.yaml` file. It may hold these others, which were meant to be read.
    Empty(PathBuf, Vec<OsString>),
}

impl fmt::Display for FolderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(path, error) => {
                write!(f, "cannot read the folder {}: {error}", Text::clean(path.to_string_lossy()))
            }
            Self::Empty(path, others) => {
                let path = Text::clean(path.to_string_lossy());
                let holds =
                    "a folder of briefings holds one .yaml file for each document, entities.yaml and sources.yaml";
                match &others[..] {
                    [] => write!(f, "no briefings in {path}: {holds}"),
                    [first, ..] if Stray::from_name(first).is_none() => {
                        let first = Text::clean(first.to_string_lossy());
                        write!(f, "no briefings in {path}, but some in its folder {first}: open that one")
                    }
                    [first, ..] => {
                        let first = Text::clean(first.to_string_lossy());
                        write!(f, "no briefings in {path}: {holds}, and the name of {first} does not end in .yaml")
                    }
                }
            }
        }
    }
}

impl std::error::Error for FolderError {}
