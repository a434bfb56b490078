//! What is read from a source.

use super::metadata::Metadata;

/// Maximum number of bytes of a file. A long article has 100 KB.
pub const MAX_FILE_BYTES: usize = 8 << 20;

/// An article as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadArticle {
    /// The text to store. Of a text file it is the file itself, with its byte order mark and line ends.
    pub text: String,
    /// What the source says about it.
    pub found: Metadata,
    /// The page as it came, if the source is HTML.
    pub page: Option<Vec<u8>>,
}
