//! Effects, which the outside world has to carry out, and messages, which it sends.

use std::sync::Arc;

use super::keymap::Key;
use super::layout::Size;
use super::review::exchange::{ReviewReply, ReviewRequest};
use crate::briefing::{Problem, SourceUrl};
use crate::corpus::{Corpus, DocumentSlot, Record};
use crate::load::ArticleText;
use crate::search::worker::{Explain, Reply, Search};
use crate::text::Text;

/// The number of an asynchronous load, of files or of an article.
///
/// Results arrive at any time and in any order. The model drops all but those of the newest load.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Generation(u64);

impl Generation {
    /// Returns the next number.
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
    /// The terminal's size changed.
    Resized(Size),
    /// The search worker sent an answer or explanations.
    Answered(Reply),
    /// Number of files read, and of all files.
    Progress(Generation, usize, usize),
    /// Some of the files are read. They can be browsed until the others are.
    PartlyLoaded(Generation, Arc<Corpus>),
    /// All files are read, or could not be.
    Loaded(Generation, Result<Arc<Corpus>, Text>),
    /// A link was opened, or could not be.
    Opened(SourceUrl, Opened),
    /// Lines were copied, or could not be.
    Copied(Vec<Text>, Copied),
    /// Something was done in the files of a review, or could not be.
    Reviewed(Generation, ReviewReply),
    /// An article was read, or could not be.
    Article(Generation, Result<Arc<ArticleText>, Text>),
    /// A file was edited. `Ok` holds what the editor reported, if it failed; `Err` why none was started.
    Edited(Result<Option<Text>, Text>),
    /// Files of the folder have changed.
    Changed,
    /// Some changes of the folder are not noticed: which, and why.
    Unwatched(Text),
}

/// The outcome of opening a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// A browser was started.
    Started,
    /// No browser was started, for this reason. The address is shown instead.
    Shown(Text),
}

/// The outcome of copying text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// tmux holds it in its buffer. It also sends it to the terminal's clipboard, if its settings allow that.
    Tmux,
    /// The terminal was asked to copy it (OSC 52). No terminal says whether it did.
    Osc52,
    /// No clipboard is known. The text is shown instead.
    Unknown,
}

/// Whose line of a file is to be edited.
#[derive(Clone, Debug)]
pub enum EditTarget {
    /// A record.
    Record(Arc<Corpus>, Record),
    /// A problem.
    Problem(Box<Problem>),
}

/// Something that the outside world has to do.
#[derive(Debug)]
pub enum Effect {
    /// Search.
    Search(Search),
    /// Explain hits that came into view.
    Explain(Explain),
    /// Read the files again.
    Load(Generation),
    /// Edit a file.
    Edit(EditTarget),
    /// Read an article.
    Read(Generation, Arc<Corpus>, DocumentSlot),
    /// Do something in the files of a review.
    Review(Generation, ReviewRequest),
    /// Open a link.
    Open(SourceUrl),
    /// Copy lines of text.
    Copy(Vec<Text>),
    /// Draw the whole screen again.
    Redraw,
    /// Suspend the program, as Ctrl-z does in a shell.
    Suspend,
    /// Quit.
    Quit,
}
