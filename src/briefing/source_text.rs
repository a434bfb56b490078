//! The text that a file was read from, for finding the places of problems later.

use std::borrow::Cow;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::yaml;

/// The XXH3 hash of a file's content. With 128 bits, accidental collisions can be neglected.
pub type Digest = u128;

/// Returns the digest of a file's bytes.
pub fn digest(bytes: &[u8]) -> Digest {
    xxhash_rust::xxh3::xxh3_128(bytes)
}

/// The text a file was read from.
#[derive(Clone, Debug)]
pub enum SourceText {
    /// The text is in memory.
    Held(Arc<str>),
    /// The text is read again if needed, which is only if something is wrong.
    ///
    /// The texts would otherwise be most of the memory of a large folder.
    OnDisk {
        /// The path of the file.
        path: Arc<Path>,
        /// The digest that the file must have. In a changed file the places would be wrong.
        digest: Digest,
    },
}

impl SourceText {
    /// Returns the text. Empty if the file has changed, or is not text.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Held(text) => Cow::Borrowed(text),
            Self::OnDisk { path, digest: read } => {
                let bytes = fs::read(path).ok().filter(|bytes| digest(bytes) == *read);
                bytes.and_then(|bytes| yaml::text(bytes).ok()).unwrap_or_default().into()
            }
        }
    }
}

impl Default for SourceText {
    fn default() -> Self {
        Self::Held("".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_file_gives_no_text() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        fs::write(file.path(), "title: A").expect("written");
        let text = SourceText::OnDisk { path: file.path().into(), digest: digest(b"title: A") };
        assert_eq!(text.text(), "title: A");
        fs::write(file.path(), "title: B").expect("written");
        assert_eq!(text.text(), "");
    }
}
