//! The review of a document's drafts: which claim it is at, what is typed, and what the article has there.
//!
//! What is in the files is never guessed. Each change is an effect, and its answer says what the files hold now. So the
//! state here is the files' content, a cursor, and what is not saved yet.

pub mod exchange;
mod field;
mod names;
mod picker;
mod reading;
mod related;
mod words;

use std::ops::Range;
use std::sync::Arc;

use super::effect::Generation;
use crate::briefing::{Claim, DocumentId, Passage};
use crate::draft::ReviewedFiles;
use crate::load::ArticleText;

pub use exchange::{ReviewReply, ReviewRequest};
pub use field::{Field, FieldPrompt};
pub use names::ClaimNames;
pub use picker::Choice;
pub use reading::MarkedArticle;
pub(super) use reading::{moved, sentence};
pub use related::{LikeClaim, LikeClaims};
pub use words::{MAX_COPIED, copied_words};

/// The side of the screen that keys move in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// The article.
    Article,
    /// The proposal.
    #[default]
    Proposal,
}

/// A review of one document.
#[derive(Debug)]
pub struct Review {
    /// The document.
    pub(super) id: DocumentId,
    pub(super) generation: Generation,
    pub(super) files: Option<Arc<ReviewedFiles>>,
    pub(super) article: Option<Arc<ArticleText>>,
    /// The place of the claim under the cursor.
    pub(super) at: usize,
    /// The id of the claim to go to when the files are read again.
    pub(super) next: Option<String>,
    /// Number of drafts at the start, and of those added since.
    pub(super) total: usize,
    pub(super) side: Side,
    /// What is typed for a field.
    pub(super) prompt: Option<FieldPrompt>,
    /// Like claims of other documents, while one is chosen for a relation.
    pub(super) like: Option<LikeClaims>,
    /// The claim whose flags were pointed out, so that Enter accepts it.
    pub(super) warned: Option<String>,
    /// The words that are marked in the article for a new claim.
    pub(super) marked: Option<Range<usize>>,
    /// Number of lines by which the article is scrolled, and the proposal.
    pub(super) scroll: [isize; 2],
    /// Whether something was changed, so that the folder is read again at the end.
    pub(super) changed: bool,
}

impl Review {
    /// Starts a review. `claim` is the one to begin with.
    pub(super) fn new(id: DocumentId, generation: Generation, claim: Option<String>) -> Self {
        Self {
            id,
            generation,
            files: None,
            article: None,
            at: 0,
            next: claim,
            total: 0,
            side: Side::default(),
            prompt: None,
            like: None,
            warned: None,
            marked: None,
            scroll: [0, 0],
            changed: false,
        }
    }

    /// Takes over what the files hold, and goes to the claim that comes next.
    pub(super) fn set_files(&mut self, files: Arc<ReviewedFiles>) {
        let first = self.files.is_none();
        let here = self.claim().map(|claim| claim.id.to_string());
        self.files = Some(files);
        let wanted = self.next.take().or(here);
        let claims = self.claims();
        let found = wanted.and_then(|id| claims.iter().position(|claim| claim.id.as_str() == id));
        let first_draft = claims.iter().position(|claim| claim.draft.is_some());
        let last = claims.len().saturating_sub(1);
        self.at = match (found, first) {
            (Some(at), _) => at,
            (None, true) => first_draft.unwrap_or(0),
            (None, false) => self.at.min(last),
        };
        let drafts = self.drafts();
        self.total = if first { drafts } else { self.total.max(drafts) };
    }

    /// The document's id.
    pub fn id(&self) -> &DocumentId {
        &self.id
    }

    /// The claims of the document, accepted ones too.
    pub fn claims(&self) -> &[Claim] {
        self.files.as_ref().map_or(&[], |files| &files.document.claims)
    }

    /// The claim under the cursor.
    pub fn claim(&self) -> Option<&Claim> {
        self.claims().get(self.at)
    }

    /// The files, once they are read.
    pub fn files(&self) -> Option<&ReviewedFiles> {
        self.files.as_deref()
    }

    /// The article, if its text is at hand.
    pub fn article(&self) -> Option<&ArticleText> {
        self.article.as_deref()
    }

    /// The side that keys move in.
    pub fn side(&self) -> Side {
        self.side
    }

    /// What is typed for a field.
    pub fn prompt(&self) -> Option<&FieldPrompt> {
        self.prompt.as_ref()
    }

    /// Like claims to relate the claim to, while they are offered.
    pub fn like(&self) -> Option<&LikeClaims> {
        self.like.as_ref()
    }

    /// Number of lines by which a side is scrolled.
    pub fn scroll(&self, side: Side) -> isize {
        self.scroll[side as usize]
    }

    /// Number of drafts that are left.
    pub fn drafts(&self) -> usize {
        self.claims().iter().filter(|claim| claim.draft.is_some()).count()
    }

    /// Number of drafts that are left and flagged.
    pub fn flagged(&self) -> usize {
        let flagged = |claim: &&Claim| claim.draft.as_ref().is_some_and(|draft| !draft.flags.is_empty());
        self.claims().iter().filter(flagged).count()
    }

    /// Returns the number of the proposal under the cursor, and of all: `12 of 30`.
    pub fn counter(&self) -> (usize, usize) {
        let total = self.total.max(self.drafts());
        let before = self.claims().iter().take(self.at).filter(|claim| claim.draft.is_some()).count();
        ((total - self.drafts() + before + 1).min(total), total)
    }

    /// Returns the ids that the claim under the cursor names.
    pub fn names(&self) -> ClaimNames {
        self.files().map(|files| ClaimNames::new(&files.refs, self.at)).unwrap_or_default()
    }

    /// Returns the range of the article that is marked: the chosen words, or else those that the claim's passage opens.
    pub fn marked_range(&self) -> Option<Range<usize>> {
        let own = || self.article()?.states.get(self.at)?.as_ref()?.opened_range().cloned();
        self.marked.clone().or_else(own)
    }

    /// Goes to a claim, and forgets what belongs to the one before.
    pub(super) fn go_to(&mut self, at: usize) {
        self.at = at.min(self.claims().len().saturating_sub(1));
        (self.scroll, self.marked, self.like, self.warned) = ([0, 0], None, None, None);
    }

    /// Returns the place of the next draft after the one under the cursor, from the top again after the last one.
    pub(super) fn next_draft(&self) -> Option<usize> {
        let count = self.claims().len();
        let places = (self.at + 1..count).chain(0..self.at.min(count));
        places.into_iter().find(|at| self.claims()[*at].draft.is_some())
    }

    /// Finds the passages of the document in the article again.
    pub(super) fn find_passages(&mut self) {
        let (Some(article), Some(files)) = (&self.article, &self.files) else { return };
        self.article = Some(Arc::new(ArticleText::new(article.text.clone(), &files.document)));
    }

    /// Returns the passage for a range of the article.
    pub(super) fn passage(&self, range: &Range<usize>) -> Option<Passage> {
        crate::draft::passage_at(&self.article()?.text, range)
    }
}
