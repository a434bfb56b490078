//! What the program asks of the outside world, and what comes back.

use std::sync::Arc;

use super::keymap::Key;
use super::layout::Size;
use crate::briefing::SourceUrl;
use crate::corpus::{Corpus, DocumentSlot};
use crate::load::ArticleText;
use crate::search::worker::{Explain, Reply, Search};
use crate::text::Text;

/// The number of something that is read outside of the program's state. A later one has a higher number.
///
/// What is read arrives at any time and in any order. The model takes only what has the number it waits for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Generation(u64);

impl Generation {
    /// The number behind this one.
    #[must_use]
    pub(super) fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// Something that happened.
#[derive(Debug)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The terminal has another size.
    Resized(Size),
    /// A search was answered, or hits explained.
    Answered(Reply),
    /// Number of files read, and of all files.
    Progress(Generation, usize, usize),
    /// Some of the files are read, and can be browsed meanwhile.
    PartlyLoaded(Generation, Arc<Corpus>),
    /// All files are read; `Err` says why they could not be.
    Loaded(Generation, Result<Arc<Corpus>, Text>),
    /// A link was handed to a browser, or could not be.
    Opened(SourceUrl, Opened),
    /// Text was copied, or could not be.
    Copied(Vec<Text>, Copied),
    /// A document's article was read; `Err` says why it could not be.
    Article(Generation, Result<Arc<ArticleText>, Text>),
}

/// What became of a link that was to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// A program was started with the address.
    Started,
    /// None was, for this reason; the address is to be shown.
    Shown(Text),
}

/// What became of text that was to be copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// tmux has it, and has passed it on to the terminal's clipboard if it may.
    Tmux,
    /// The terminal was asked to take it, and may have; there is no answer to that.
    Osc52,
    /// Nobody can be known to have it; the text is to be shown.
    Unknown,
}

/// Something to do outside of the program's state.
#[derive(Debug)]
pub enum Effect {
    /// Ask the search worker.
    Search(Search),
    /// Ask the search worker why hits that came into view are there.
    Explain(Explain),
    /// Read the files again.
    Load(Generation),
    /// Read a document's article.
    Read(Generation, Arc<Corpus>, DocumentSlot),
    /// Hand a link to a browser.
    Open(SourceUrl),
    /// Copy lines of text.
    Copy(Vec<Text>),
    /// Leave the terminal to the shell until it calls the browser back.
    Suspend,
    /// Leave.
    Quit,
}
