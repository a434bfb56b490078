//! The text of a proposal: a sentence, made a claim.

use std::ops::Range;

/// Words before what is said that are no part of it.
const CONJUNCTIONS: [&str; 5] = ["that ", "que ", "qu'", "qu’", "and that "];

/// Returns the text of ranges of an article as a sentence.
pub(super) fn claim_text(article: &str, spans: &[Range<usize>]) -> String {
    let parts: Vec<String> = spans.iter().map(|span| spaced(&article[span.clone()])).collect();
    sentence(&parts.join(" "))
}

/// Returns the text of a claim whose verb belongs to it: `Ek promised to leave.`
pub(super) fn with_verb(article: &str, speaker: &str, rest: &Range<usize>) -> String {
    sentence(&format!("{speaker} {}", spaced(&article[rest.clone()])))
}

/// Returns a text with a name instead of the pronoun that it begins with.
pub(super) fn with_name(text: &str, pronoun: &str, name: &str) -> String {
    format!("{name}{}", &text[pronoun.len()..])
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Makes a sentence of a clause: without `that`, with a capital, and with a full stop.
fn sentence(text: &str) -> String {
    let text = CONJUNCTIONS.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let text = text.trim_end_matches([',', ';', ':', ' ', '—', '–']);
    let mut chars = text.chars();
    let mut sentence: String = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
    let bare = sentence.trim_end_matches(['”', '"', '»', '’', '\'', ')', ' ']);
    if !bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।']) {
        sentence.push('.');
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_becomes_a_sentence() {
        let text = "that the port is  open,";
        let whole = |text: &str| claim_text(text, std::slice::from_ref(&(0..text.len())));
        assert_eq!(whole(text), "The port is open.");
        assert_eq!(whole("“We open.”"), "“We open.”");
        assert_eq!(with_verb("x to leave", "Ek promised", &(2..10)), "Ek promised to leave.");
        assert_eq!(with_name("She left.", "She", "Åse Ek"), "Åse Ek left.");
    }
}
