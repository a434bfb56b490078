//! The `draft` mapping of a claim, an entity or an outlet.

use crate::briefing::DraftMark;
use crate::briefing::check::Check;
use crate::briefing::raw::RawDraft;
use crate::text::Text;
use crate::yaml::Verbatim;

const KEY: &str = "draft";

/// Checks the mark of a draft. A mistake in it makes no draft an accepted record.
pub(super) fn check(check: &mut Check, raw: Option<Box<RawDraft>>) -> Option<Box<DraftMark>> {
    let RawDraft { by, words, called, dated, found, flags } = *raw?;
    if by.0.trim().is_empty() {
        check.fault(KEY, "`by` is empty", "write `by: rules`, or the command that proposes it");
    }
    let text = |words: Verbatim| Some(Text::clean(words.0)).filter(|words| !words.as_str().is_empty());
    Some(Box::new(DraftMark {
        by: Text::clean(by.0),
        words: words.and_then(text),
        called: called.into_iter().filter_map(text).collect(),
        dated: dated.and_then(text),
        found,
        flags,
    }))
}
