//! Suggestions for misspelt words.

/// Returns the candidate that is most similar to a misspelt word, if any is similar enough.
pub fn nearest<'a>(wrong: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const MIN_SIMILARITY: f64 = 0.85;
    let wrong = wrong.to_lowercase();
    candidates
        .map(|right| (strsim::jaro_winkler(&wrong, &right.to_lowercase()), right))
        .filter(|(similarity, _)| *similarity >= MIN_SIMILARITY)
        // Ties go to the first in alphabetical order, whatever the order of the candidates.
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, right)| right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_similar_word_is_suggested_and_ties_go_by_the_alphabet() {
        assert_eq!(nearest("Lavrof", ["mali", "lavrov"].into_iter()), Some("lavrov"));
        // Their similarities are 0.854 and 0.825, on both sides of the threshold.
        assert_eq!(nearest("opinion", ["onion"].into_iter()), Some("onion"));
        assert_eq!(nearest("harbor", ["harm"].into_iter()), None);
        for names in [["port-a", "port-b"], ["port-b", "port-a"]] {
            assert_eq!(nearest("port-c", names.into_iter()), Some("port-a"));
        }
    }
}
