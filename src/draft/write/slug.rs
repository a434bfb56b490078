//! Ids from words: short, in kebab case, and unique.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Maximum number of words of a claim's text in its id.
const WORDS: usize = 4;
/// Number of letters from which on no further word is added.
const LETTERS: usize = 22;

/// Words that say little about a claim, in the languages that are read in full.
const LITTLE: &str = " a an and are as at be been being but by can could did do does for from had has have he her him his \
                      i if in into is it its may more not of on one or our out over said say says shall she should so \
                      some than that the their them then there these they this those to up was we were what when which \
                      who will with would you your au aux avec ce ces cette dans de des du elle elles en est et etait \
                      ete ils l la le les leur leurs lui mais ne ont ou par pas plus pour qu que qui sa se ses son sont \
                      sur un une d s ";

/// Ids that are taken.
#[derive(Debug, Default)]
pub struct TakenIds(HashSet<String>);

impl TakenIds {
    /// Takes these ids.
    pub fn new<S: Into<String>>(ids: impl IntoIterator<Item = S>) -> Self {
        Self(ids.into_iter().map(Into::into).collect())
    }

    /// Returns an id for a claim from the words of its text, and takes it.
    pub fn claim(&mut self, text: &str) -> String {
        let words = words(text);
        let telling: Vec<&String> = words.iter().filter(|word| !LITTLE.contains(&format!(" {word} "))).collect();
        let chosen = if telling.len() > 1 { telling } else { words.iter().collect() };
        let mut id = String::new();
        for word in chosen.into_iter().take(WORDS) {
            if id.chars().count() > LETTERS {
                break;
            }
            id += if id.is_empty() { "" } else { "-" };
            id.extend(word.chars().take(2 * LETTERS));
        }
        self.free(if id.is_empty() { "claim" } else { &id })
    }

    /// Returns an id that is free: this one, or one with a number behind it. Takes it.
    pub fn free(&mut self, id: &str) -> String {
        let numbered = (2..).map(|number| format!("{id}-{number}"));
        let free = std::iter::once(id.to_owned()).chain(numbered).find(|id| !self.0.contains(id));
        let free = free.expect("there are more numbers than ids");
        self.0.insert(free.clone());
        free
    }
}

/// Returns a name in kebab case. Empty if it has no letters or digits.
pub fn slug(name: &str) -> String {
    words(name).join("-")
}

/// Returns the words of a text in lower case, without the marks of their letters.
fn words(text: &str) -> Vec<String> {
    let plain: String = text.nfkd().filter(|sign| !is_combining_mark(*sign) && !matches!(sign, '\'' | '’')).collect();
    let lower: String = plain.nfc().collect::<String>().to_lowercase();
    let words = lower.split(|sign: char| !sign.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::briefing::ClaimId;

    #[test]
    fn an_id_has_the_words_that_tell_a_claim_apart() {
        let mut ids = TakenIds::new(["taken"]);
        for (text, id) in [
            ("The harbour of Norrhavn opens again on Thursday.", "harbour-norrhavn-opens-again"),
            ("The harbour of Norrhavn opens!", "harbour-norrhavn-opens"),
            ("It is what it is.", "it-is-what-it"),
            ("Taken", "taken-2"),
            ("Émile Zola’s 20 000 lies", "emile-zolas-20-000"),
            ("Он сказал правду", "он-сказал-правду"),
            ("?!", "claim"),
        ] {
            assert_eq!(ids.claim(text), id, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_text_has_an_id_of_its_own(texts in prop::collection::vec("\\PC{0,40}|[a-b ]{0,4}", 1..12)) {
            let mut ids = TakenIds::default();
            let given: Vec<_> = texts.iter().map(|text| ids.claim(text)).collect();
            prop_assert_eq!(given.iter().collect::<HashSet<_>>().len(), given.len());
            for id in given {
                prop_assert!(ClaimId::parse(&id).is_some_and(|parsed| parsed.as_str() == id), "{}", id);
            }
        }
    }
}
