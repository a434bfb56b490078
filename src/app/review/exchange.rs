//! What a review asks of the outside world, and the answers.

use std::sync::Arc;

use crate::briefing::DocumentId;
use crate::draft::{Edit, ReviewedFiles};
use crate::load::ArticleText;
use crate::text::Text;

/// What the outside world has to do for a review.
#[derive(Clone, Debug)]
pub enum ReviewRequest {
    /// Open the files of a document.
    Open(DocumentId),
    /// Make edits, and save them.
    Edit(Vec<Edit>),
    /// Take back the last step, and save.
    Undo,
}

/// The answer to a request.
#[derive(Debug)]
pub struct ReviewReply {
    /// What is in the files now, or why that cannot be said.
    pub files: Result<Arc<ReviewedFiles>, Text>,
    /// The article's text. Only after opening, and if it is at hand.
    pub article: Option<Arc<ArticleText>>,
    /// Why the request was not carried out.
    pub complaint: Option<Text>,
}
