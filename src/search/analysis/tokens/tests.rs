use proptest::prelude::*;

use crate::search::analysis::fold::fold;
use crate::search::analysis::tokens::*;

fn all(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    each_word(&fold(text), |word, _, _| found.push(word.to_owned()));
    found
}

#[test]
fn hyphens_and_apostrophes_split_and_join() {
    assert_eq!(all("pan-African"), ["pan", "african", "panafrican"]);
    assert_eq!(all("Côte d’Ivoire"), ["cote", "d", "ivoire", "divoire"]);
    assert_eq!(all("- 'a' -b-"), ["a", "b"]);
    assert_eq!(all("a--b"), ["a", "b"]);
}

#[test]
fn figures_keep_their_point_and_can_be_split() {
    assert_eq!(all("21.9 million"), ["21", "9", "21.9", "million"]);
    assert_eq!(all("21,9 million"), ["21", "9", "21.9", "million"]);
    assert_eq!(all("20,000."), ["20", "000", "20.000", "20000"]);
    assert_eq!(all("0.5–1.5"), ["0", "5", "0.5", "1", "5", "1.5"]);
    assert_eq!(all("in 2023.Then"), ["in", "2023", "then"]);
}

#[test]
fn a_figure_is_one_word_in_every_way_of_writing() {
    for text in [
        "20000",
        "20,000",
        "20 000",
        "20\u{a0}000",
        "20\u{202f}000",
        "20\u{2009}000",
        "20.000",
        "20'000",
        "20’000",
        "٢٠٬٠٠٠",
    ] {
        assert!(all(text).contains(&"20000".to_owned()), "{text}: {:?}", all(text));
    }
    for text in ["1,234,567.8", "1.234.567,8", "1 234 567,8", "1’234’567.8"] {
        assert!(all(text).contains(&"1234567.8".to_owned()), "{text}: {:?}", all(text));
    }
    for text in
        ["2023 100 people", "in 2023, 100", "20 0000", "3.5 200", "2025-04 100", "0.500", "1 20 000 000b", "5'10"]
    {
        let figures = ["2023100", "200000", "5200", "04100", "0500", "120000"];
        assert!(!all(text).iter().any(|word| figures.contains(&word.as_str())), "{text}: {:?}", all(text));
    }
}

#[test]
fn initials_join() {
    assert_eq!(all("the U.N. said"), ["the", "u", "n", "un", "said"]);
    assert_eq!(all("A. P. J. Abdul"), ["a", "p", "j", "apj", "abdul"]);
    assert_eq!(all("5 p.m. U.S. troops"), ["5", "p", "m", "pm", "u", "s", "us", "troops"]);
    assert_eq!(all("vitamin C. A man"), ["vitamin", "c", "a", "man"]);
    assert_eq!(all("צה\"ל"), ["צה", "ל", "צהל"]);
    assert_eq!(all("a\"b"), ["a", "b"]);
}

#[test]
fn a_name_is_the_same_words_however_it_is_written() {
    for text in ["A. P. J. Abdul Kalam", "A.P.J. Abdul Kalam", "APJ Abdul Kalam", "a p j abdul kalam"] {
        assert_eq!(typed_name(&fold(text)), ["apj", "abdul", "kalam"], "{text}");
    }
    assert_eq!(typed_name(&fold("Mali’s 20 000")), ["mali", "20000"]);
    assert_eq!(typed_name("d'ivoire l"), ["ivoire", "l"]);
    let mut joined = Vec::new();
    each_joined_word("marine le pen", true, |word, _| joined.push(word.to_owned()));
    assert_eq!(joined, ["marinele", "lepen"]);
}

#[test]
fn scripts_without_spaces_are_words_of_their_own() {
    assert_eq!(all("Wang Yi王毅在莫斯科。"), ["wang", "yi", "王毅在莫斯科"]);
    let long = "字".repeat(150);
    assert!(all(&long).iter().all(|piece| piece.chars().count() <= MAX_LETTERS));
}

proptest! {
    #[test]
    fn words_are_spelt_by_their_bytes(raw in any::<String>()) {
        let folded = fold(&raw);
        let mut sound = true;
        each_word(&folded, |word, spans, _| {
            let spelt: String = spans.iter().map(|span| &folded[span.clone()]).collect();
            sound &= spelt.replace(',', ".") == word && !word.is_empty() && word.chars().count() <= MAX_LETTERS;
        });
        prop_assert!(sound);
    }
}
