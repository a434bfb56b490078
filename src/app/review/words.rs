//! How many words in a row a claim's text has from the article: claims are to be in one's own words.

use std::collections::HashMap;

use crate::search::fold;

/// Number of words in a row from which a text is the article's and no longer one's own.
pub const MAX_COPIED: usize = 9;

/// Returns the greatest number of words in a row that a text has from an article.
pub fn copied_words(text: &str, article: &str) -> usize {
    let split = |text: &str| {
        let folded = fold(text);
        let words = folded.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect::<Vec<_>>()
    };
    let (words, source) = (split(text), split(article));
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, word) in source.iter().enumerate() {
        places.entry(word).or_default().push(at);
    }
    let mut longest = 0;
    for (from, word) in words.iter().enumerate() {
        for place in places.get(word.as_str()).into_iter().flatten() {
            let run = words[from..].iter().zip(&source[*place..]).take_while(|(one, other)| one == other).count();
            longest = longest.max(run);
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_a_row_are_counted_whatever_signs_stand_between_them() {
        let article = "The lock at Sundby will close on Monday, the Lock Board said.";
        assert_eq!(copied_words("The lock at Sundby will close on Monday.", article), 8);
        assert_eq!(copied_words("On Monday the lock closes.", article), 4);
        assert_eq!(copied_words("Nothing of it", article), 0);
        assert_eq!(copied_words("", article), 0);
    }
}
