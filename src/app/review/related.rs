//! Claims of other documents that are like a proposal, to which it may stand in a relation.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::briefing::ClaimRef;
use crate::corpus::Corpus;
use crate::page;
use crate::search::fold;
use crate::styled::plain;
use crate::text::Text;

/// Maximum number of claims that are offered.
const MAX_OFFERED: usize = 9;
/// Minimum number of letters of a word that counts.
const MIN_LETTERS: usize = 4;
/// What one actor in common counts for, in words.
const ACTOR: usize = 1;

/// A claim of another document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LikeClaim {
    /// Its name.
    pub claim: ClaimRef,
    /// Its text.
    pub text: Text,
    /// Who asserts it, and when and where.
    pub byline: String,
}

/// Like claims, with a cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LikeClaims {
    /// The claims, the most similar first.
    pub offered: Vec<LikeClaim>,
    /// The place of the selected one.
    pub cursor: usize,
}

impl LikeClaims {
    /// Finds the accepted claims of other documents that have words and actors in common with a claim.
    pub(in crate::app) fn find(corpus: &Corpus, document: &str, text: &str, about: &[String]) -> Self {
        let wanted = words(text);
        let mut ranked: Vec<_> = corpus
            .claims()
            .filter(|slot| corpus.document(corpus.document_of(*slot)).id.as_str() != document)
            .filter_map(|slot| {
                let shared = words(corpus.claim(slot).text.as_str()).intersection(&wanted).count();
                let actors = corpus.subjects(slot).iter().map(|slot| corpus.entity(*slot).id.as_str());
                let actors = actors.filter(|id| about.iter().any(|other| other == id)).count();
                (shared > 0).then_some((Reverse(2 * shared + ACTOR * actors), slot))
            })
            .collect();
        ranked.sort_unstable();
        let offered = ranked.into_iter().take(MAX_OFFERED).map(|(_, slot)| LikeClaim {
            claim: corpus.claim_ref(slot),
            text: corpus.claim(slot).text.clone(),
            byline: plain(&page::byline(corpus, crate::corpus::Record::Claim(slot))),
        });
        Self { offered: offered.collect(), cursor: 0 }
    }

    /// Returns the selected claim.
    pub fn selected(&self) -> Option<&LikeClaim> {
        self.offered.get(self.cursor)
    }

    /// Selects the next or previous claim.
    pub(in crate::app) fn step(&mut self, down: bool) {
        let last = self.offered.len().saturating_sub(1);
        self.cursor = if down { (self.cursor + 1).min(last) } else { self.cursor.saturating_sub(1) };
    }
}

/// Returns the words of a text that count, without their ends, so that forms of a word are alike.
fn words(text: &str) -> HashSet<String> {
    let folded = fold(text);
    let words = folded.split(|sign: char| !sign.is_alphanumeric());
    let long = words.filter(|word| word.chars().count() >= MIN_LETTERS);
    long.map(|word| word.chars().take(MIN_LETTERS + 2).collect()).collect()
}
