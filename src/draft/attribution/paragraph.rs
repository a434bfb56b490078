//! Quotations that stand alone, given to the speaker of their paragraph.

use std::ops::Range;

use super::super::lexicon::{Lexicon, Tongue};
use super::super::tokens::Token;
use super::sentence::attributions;
use super::{Attribution, french};

/// Maximum number of tokens of a sentence whose attributions are looked for, because a longer one is a list or a table.
const MAX_TOKENS: usize = 300;

/// Follows who speaks through the sentences of an article.
#[derive(Debug, Default)]
pub(in crate::draft) struct Speakers {
    /// The last speaker of this paragraph.
    here: Option<Vec<Range<usize>>>,
    /// The last speaker of the paragraphs before.
    before: Option<Vec<Range<usize>>>,
    /// Whether the quotation that ended the paragraph before has no end, so that it goes on.
    goes_on: bool,
    /// The index of the attribution of the sentence before that a quotation standing alone continues.
    continues: Option<usize>,
}

impl Speakers {
    /// Begins a paragraph. `goes_on` is whether a quotation of the paragraph before has no end.
    pub(in crate::draft) fn begin_paragraph(&mut self, goes_on: bool) {
        self.goes_on = goes_on;
        if let Some(here) = self.here.take() {
            self.before = Some(here);
        }
        self.continues = None;
    }

    /// Appends the attributions of the next sentence to those of its paragraph.
    ///
    /// A quotation that stands alone continues that of the sentence before it. Otherwise it is given to the last speaker.
    /// Returns whether the sentence belongs to an attribution.
    pub(in crate::draft) fn add(&mut self, tokens: &[Token], lexicon: &Lexicon, all: &mut Vec<Attribution>) -> bool {
        let found = match lexicon.tongue {
            _ if tokens.len() > MAX_TOKENS => Vec::new(),
            Tongue::English => attributions(tokens, lexicon),
            Tongue::French => french::attributions(tokens, lexicon),
        };
        if found.is_empty()
            && let Some(quoted) = lone_quotation(tokens)
        {
            return self.add_quotation(quoted, all);
        }
        let quoted =
            found.iter().rposition(|attribution| attribution.content.iter().any(|content| is_quoted(tokens, content)));
        self.continues = quoted.map(|at| all.len() + at);
        if let Some(last) = found.iter().rev().find(|attribution| !attribution.speakers.is_empty()) {
            self.here = Some(last.speakers.clone());
        }
        let any = !found.is_empty();
        all.extend(found);
        any
    }

    fn add_quotation(&mut self, quoted: Range<usize>, all: &mut Vec<Attribution>) -> bool {
        if let Some(before) = self.continues {
            all[before].content.push(quoted);
            return true;
        }
        let Some(speakers) = self.here.clone().or_else(|| self.before.clone()) else { return false };
        self.here = Some(speakers.clone());
        self.continues = Some(all.len());
        all.push(Attribution {
            speakers,
            cue: None,
            content: vec![quoted],
            listener: None,
            verb: None,
            keeps_verb: false,
            guessed: !self.goes_on,
        });
        true
    }
}

/// Returns the range of a sentence that is one quotation and nothing else.
fn lone_quotation(tokens: &[Token]) -> Option<Range<usize>> {
    let mut words = tokens.iter().filter(|token| token.is_word() || token.is_quotation());
    let first = words.next()?;
    (first.is_speech() && words.next().is_none()).then(|| first.range.clone())
}

/// Returns whether a range holds a quotation.
fn is_quoted(tokens: &[Token], content: &Range<usize>) -> bool {
    tokens.iter().any(|token| token.is_speech() && content.contains(&token.range.start))
}
