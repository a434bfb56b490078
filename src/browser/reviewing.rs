//! Carries out what a review asks for in the files of a folder.

use std::sync::Arc;

use crate::app::review::exchange::{ReviewReply, ReviewRequest};
use crate::draft::{ReviewFiles, ReviewedFiles};
use crate::load::{ArticleText, Articles, CorpusSource};
use crate::text::Text;

/// What is said where there is no folder to write in.
const BUILT_IN: &str =
    "The built-in briefings cannot be changed. `briefing init DIR --from built-in` makes a folder of your own.";

/// The files of the review that is open.
#[derive(Debug, Default)]
pub(crate) struct OpenReview(Option<ReviewFiles>);

impl OpenReview {
    /// Carries out a request, and says what is in the files then.
    ///
    /// Files are small and saved within milliseconds, so that the next key already sees the result.
    pub(crate) fn carry_out(
        &mut self,
        request: ReviewRequest,
        source: &CorpusSource,
        articles: Option<&Articles>,
    ) -> ReviewReply {
        let opens = matches!(request, ReviewRequest::Open(_));
        let done = match request {
            ReviewRequest::Open(id) => match source {
                CorpusSource::BuiltIn => Err(Text::from(BUILT_IN)),
                CorpusSource::Folder(folder) => ReviewFiles::open(folder.path(), &id).map(|files| self.0 = Some(files)),
            },
            ReviewRequest::Edit(edits) => self.0.as_mut().map_or(Ok(()), |files| files.edit(&edits)),
            ReviewRequest::Undo => self.0.as_mut().map_or(Ok(()), |files| files.undo().map(drop)),
        };
        let complaint = done.err();
        let files = match (&complaint, &self.0) {
            (Some(reason), _) if opens => Err(reason.clone()),
            (_, Some(files)) => files.read(),
            (_, None) => Err(Text::from(BUILT_IN)),
        };
        let article = files.as_ref().ok().filter(|_| opens).and_then(|files| article(files, articles));
        ReviewReply { files: files.map(Arc::new), article, complaint }
    }
}

/// Returns the article of a document, if its text is at hand.
fn article(files: &ReviewedFiles, articles: Option<&Articles>) -> Option<Arc<ArticleText>> {
    articles?.read(&files.document).ok().map(Arc::new)
}
