//! Converts between British and American spelling: `fertiliser`, `fertilizer`.
//!
//! The rules cover whole families of words, and `programme`. They may produce words that do not exist, because the caller
//! uses only those in the vocabulary.

/// British and American endings, and the minimum number of letters before them.
const ENDINGS: [(&str, &str, usize); 24] = [
    ("ise", "ize", 3),
    ("ised", "ized", 3),
    ("ises", "izes", 3),
    ("iser", "izer", 3),
    ("isers", "izers", 3),
    ("ising", "izing", 3),
    ("isation", "ization", 3),
    ("isations", "izations", 3),
    ("yse", "yze", 3),
    ("ysed", "yzed", 3),
    ("ysing", "yzing", 3),
    ("tre", "ter", 2),
    ("tres", "ters", 2),
    ("bre", "ber", 2),
    ("bres", "bers", 2),
    ("ence", "ense", 3),
    ("ences", "enses", 3),
    ("ogue", "og", 3),
    ("ogues", "ogs", 3),
    ("lled", "led", 3),
    ("lling", "ling", 3),
    ("ller", "ler", 3),
    ("programme", "program", 0),
    ("programmes", "programs", 0),
];

/// Returns possible British spellings of an American word and the other way round. The word must be folded.
pub(crate) fn variants(word: &str) -> Vec<String> {
    let mut all = Vec::new();
    let letters_before = |at: usize| word[..at].chars().count();
    for (british, american, least) in ENDINGS {
        for (here, there) in [(british, american), (american, british)] {
            if let Some(stem) = word.strip_suffix(here).filter(|stem| letters_before(stem.len()) >= least) {
                all.push([stem, there].concat());
            }
        }
    }
    // Not only at the end: `neighbourhood`, `labourers`.
    for (at, _) in word.match_indices("or").filter(|(at, _)| letters_before(*at) >= 3) {
        all.push([&word[..at], "our", &word[at + 2..]].concat());
    }
    for (at, _) in word.match_indices("our").filter(|(at, _)| letters_before(*at) >= 3) {
        all.push([&word[..at], "or", &word[at + 3..]].concat());
    }
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_lead_to_each_other() {
        for (british, american) in [
            ("fertiliser", "fertilizer"),
            ("organisations", "organizations"),
            ("analysed", "analyzed"),
            ("centre", "center"),
            ("neighbourhood", "neighborhood"),
            ("harbour", "harbor"),
            ("defence", "defense"),
            ("dialogue", "dialog"),
            ("travelled", "traveled"),
            ("programme", "program"),
        ] {
            assert!(variants(british).contains(&american.to_owned()), "{british}");
            assert!(variants(american).contains(&british.to_owned()), "{american}");
        }
        assert_eq!(variants("mali"), [""; 0]);
        assert_eq!(variants("王毅"), [""; 0]);
    }
}
