//! Encodes the marks of drafts for the cache.
//!
//! There are few drafts, so their strings are in the records themselves.

use serde::{Deserialize, Serialize};

use crate::briefing::{DraftMark, Flag, Found};
use crate::text::Text;

/// The mark of a draft.
#[derive(Serialize, Deserialize)]
pub(crate) struct DraftRecord<'a> {
    by: &'a str,
    words: Option<&'a str>,
    #[serde(borrow)]
    called: Vec<&'a str>,
    dated: Option<&'a str>,
    found: Option<Found>,
    flags: Vec<Flag>,
}

impl<'a> DraftRecord<'a> {
    pub(crate) fn new(mark: &'a DraftMark) -> Self {
        let DraftMark { by, words, called, dated, found, flags } = mark;
        Self {
            by: by.raw(),
            words: words.as_ref().map(Text::raw),
            called: called.iter().map(Text::raw).collect(),
            dated: dated.as_ref().map(Text::raw),
            found: *found,
            flags: flags.clone(),
        }
    }

    pub(crate) fn read(self) -> DraftMark {
        DraftMark {
            by: Text::clean(self.by),
            words: self.words.map(Text::clean),
            called: self.called.into_iter().map(Text::clean).collect(),
            dated: self.dated.map(Text::clean),
            found: self.found,
            flags: self.flags,
        }
    }
}
