//! Nouns that attribute: `the minister's claim that`, `its promise to`.

use std::ops::Range;

use super::super::lexicon::class;
use super::super::tokens::Token;
use super::phrase::phrase_before;

/// Nouns that a clause with `that` explains.
const THAT: &str = "claim claims allegation allegations accusation accusations belief beliefs argument assertion assertions \
    statement suggestion fear fears hope hopes promise pledge vow threat warning warnings concern concerns report reports \
    prediction suspicion contention conclusion complaint complaints insistence conviction notion view charge charges \
    confidence rumor rumors speculation expectation expectations announcement acknowledgment admission assurance doubts";

/// Nouns that an infinitive explains.
const TO: &str = "promise promises pledge pledges vow plan plans decision call calls proposal threat threats \
    refusal request demand demands";

/// A noun that attributes, as ranges of tokens.
#[derive(Clone, Debug)]
pub(super) struct Noun {
    pub(super) cue: Range<usize>,
    pub(super) source: Option<Range<usize>>,
    pub(super) content: Range<usize>,
}

/// Returns the attribution of the noun at `at`, if what it attributes follows.
pub(super) fn noun(tokens: &[Token], at: usize, end: usize) -> Option<Noun> {
    let token = &tokens[at];
    let next = tokens.get(at + 1).filter(|_| at + 2 < end)?;
    let listed = |words: &str| words.split_whitespace().any(|word| word == token.lower);
    let that = next.lower == "that" && listed(THAT);
    let to = next.lower == "to" && listed(TO);
    if token.capital || !(that || to) {
        return None;
    }
    let source = owner(tokens, at);
    (that || source.is_some()).then_some(Noun { cue: at..at + 1, source, content: at + 1..end })
}

/// Returns whose a noun is: `Ek's`, `their`.
fn owner(tokens: &[Token], at: usize) -> Option<Range<usize>> {
    let floor = at.saturating_sub(4);
    let owner =
        (floor..at).rev().take_while(|before| tokens[*before].is_word() && !tokens[*before].is(class::PREPOSITION));
    let owner = owner.into_iter().find(|before| {
        let token = &tokens[*before];
        token.is_possessive() || matches!(token.lower.as_str(), "his" | "her" | "their" | "its" | "our" | "my")
    })?;
    if tokens[owner].is_possessive() {
        phrase_before(tokens, owner + 1).or(Some(owner..owner + 1))
    } else {
        Some(owner..owner + 1)
    }
}
