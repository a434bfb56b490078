//! Whatever is wrong in a file, what is said of it is plain and has a place.

use proptest::prelude::*;

use super::*;

const FILES: [(&str, &str); 3] = [
    ("2024-05-02-harbour-opens", include_str!("../../testing/fixture/2024-05-02-harbour-opens.yaml")),
    ("entities", include_str!("../../testing/fixture/entities.yaml")),
    ("sources", include_str!("../../testing/fixture/sources.yaml")),
];

/// What is put into a file, or taken for a part of it.
const SLIPS: [&str; 44] = [
    "",
    " ",
    "  ",
    "\t",
    "\n",
    "\n\n",
    ":",
    ": ",
    " :",
    "：",
    "#",
    " #",
    " # ",
    "!",
    "!x ",
    "&",
    "&x ",
    "*",
    "*x",
    "@",
    "`",
    "%",
    "[",
    "]",
    "{",
    "}",
    ",",
    "-",
    "- ",
    "? ",
    "|",
    ">",
    "\"",
    "'",
    "“",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "\\",
    "\u{7}",
    "kind: fact\n",
    "id",
    "---\n",
    "=======\n",
];

/// Words of the parsers and of the deserializer, which mean nothing to a curator.
const JARGON: [&str; 32] = [
    "expected",
    "struct ",
    "variant",
    "sequence",
    "invalid type",
    "mapping",
    "token",
    "scalar",
    "indicator",
    "simple key",
    "block",
    "flow",
    "parsing",
    "scanning",
    "did not find",
    "could not find",
    "found character",
    "unit value",
    "map,",
    "boolean",
    "integer",
    "deserial",
    "duplicate",
    "node",
    "stream",
    "EOF",
    "anchor,",
    "serde",
    "at line",
    "Option",
    "identifier",
    "not allowed in this context",
];

fn read(stem: &str, text: &str) -> File {
    File::read("file.yaml".into(), stem, text.as_bytes().to_vec())
}

fn has_content(text: &str) -> bool {
    text.lines().any(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn every_message_is_plain_and_has_a_place(
        file in 0..FILES.len(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..6_usize, prop::sample::select(&SLIPS[..])), 1..4),
    ) {
        let (stem, good) = FILES[file];
        let mut letters: Vec<char> = good.chars().collect();
        for (at, taken, put) in edits {
            let at = at.index(letters.len() + 1);
            let end = (at + taken).min(letters.len());
            letters.splice(at..end, put.chars());
        }
        let text: String = letters.into_iter().collect();
        for problem in read(stem, &text).problems {
            // What the file itself says is quoted.
            let words = format!("{}|{}", problem.problem, problem.hint.as_ref().map_or("", Text::as_str));
            let own: String = words.split('`').step_by(2).collect();
            for word in JARGON {
                prop_assert!(!own.contains(word), "{word}: {problem}\n{text}");
            }
            prop_assert!(problem.line.is_some() || !has_content(&text), "{problem}\n{text}");
        }
    }
}

#[test]
fn an_empty_text_is_as_good_as_none() {
    let document = |field: &str| {
        let text = "title: T\npublisher: o\nurl: https://a.example/\npublished: 2024\nsummary: S\nlanguage: en\n\
                    claims: [{id: a, text: X, kind: fact, relations: [{type: updates, claim: b#c, note: N}]}]\n";
        let (key, _) = field.split_once(':').expect("a field");
        let place = text.find(&format!("{key}: ")).expect("the field is there");
        let end = place + text[place..].find([',', '\n', '}']).expect("its end");
        read("a", &format!("{}{field}{}", &text[..place], &text[end..]))
    };
    for (field, is_left) in [
        ("title: \"\"", false),
        ("title: \" \"", false),
        ("summary: ''", true),
        ("language: ''", true),
        ("text: ''", true),
        ("note: ' '", true),
    ] {
        let file = document(field);
        assert_eq!(file.content.is_some(), is_left, "{field}");
        assert!(
            file.problems.len() == 1 && file.problems[0].problem.as_str().contains("is empty"),
            "{:?}",
            file.problems
        );
    }
    for (stem, text) in [
        ("entities", "- {id: a, schema: Person, name: ''}\n"),
        ("entities", "- {id: a, schema: Person, name: N, alias: ['']}\n"),
        ("entities", "- {id: a, schema: Person, name: N, weakAlias: [x, ' ']}\n"),
        ("entities", "- {id: a, schema: Person, name: N, position: ['']}\n"),
        ("entities", "- {id: a, schema: Person, name: N, summary: ''}\n"),
        ("sources", "outlets: [{id: a, name: ''}]\n"),
        ("sources", "outlets: [{id: a, name: N, note: ''}]\n"),
        ("sources", "origins: [{id: a, name: ''}]\n"),
    ] {
        let problems = read(stem, text).problems;
        assert!(problems.len() == 1 && problems[0].problem.as_str().ends_with("is empty"), "{text}: {problems:?}");
        assert_eq!(problems[0].record.as_ref().map(Text::as_str), Some("a"));
    }
}

/// The problems of a document with these lines in its only claim, and whether the claim is left.
fn claim(lines: &str) -> (Vec<String>, bool) {
    let text = format!(
        "title: T\npublisher: o\nurl: https://a.example/\npublished: 2024\nclaims:\n  - id: a\n    text: X\n    kind: fact\n    {lines}\n"
    );
    let file = read("a", &text);
    let is_left = matches!(&file.content, Some(Content::Document(document, _)) if document.claims.len() == 1);
    (file.problems.iter().map(|problem| problem.problem.to_string()).collect(), is_left)
}

#[test]
fn grades_and_paragraphs_have_bounds() {
    for (lines, problem) in [
        ("credibility: 1", None),
        ("credibility: 6", None),
        ("credibility: 0", Some("`0` is not a grade")),
        ("credibility: 7", Some("`7` is not a grade")),
        ("passage: {start: a, paragraph: 1}", None),
        ("passage: {start: a, paragraph: 0}", Some("there is no paragraph `0`")),
    ] {
        let (problems, is_left) = claim(lines);
        assert_eq!(problems, problem.into_iter().collect::<Vec<_>>(), "{lines}");
        assert!(is_left, "{lines}");
    }
}

#[test]
fn a_claim_whose_chain_is_unsure_is_left_out() {
    assert_eq!(claim("via: [b, c]"), (Vec::new(), true));
    assert!(!claim("via: [b, -c]").1);
    assert!(claim("about: [b, -c]").1, "whom it concerns can be incomplete");
}

#[test]
fn a_fault_outside_of_the_records_leaves_the_whole_file_out() {
    for (stem, text) in [
        ("a", "title: T\npublisher: o\nurl: https://a.example/\npublished: 2024\nclaims: []\nsumary: x\n"),
        ("sources", "outlets: [{id: a, name: N}]\norigin: []\n"),
    ] {
        let file = read(stem, text);
        assert!(file.content.is_none(), "{text}");
        assert!(
            file.problems[0]
                .hint
                .as_ref()
                .is_some_and(|hint| hint.as_str().ends_with(crate::briefing::check::COSTS_ALL)),
            "{text}"
        );
    }
}

#[test]
fn codes_and_numbers_have_a_form() {
    let problems = |field: &str| read("entities", &format!("- {{id: a, schema: Person, name: N, {field}}}\n")).problems;
    for (field, is_good) in [
        ("country: [ml]", true),
        ("country: [mli]", false),
        ("country: [m]", false),
        ("wikidataId: Q1", true),
        ("wikidataId: Q", false),
        ("wikidataId: 1", false),
    ] {
        assert_eq!(problems(field).is_empty(), is_good, "{field}");
    }
    for (language, is_good) in
        [("en", true), ("fil", true), ("e", false), ("abcd", false), ("de-abcdefgh", true), ("de-abcdefghi", false)]
    {
        let text = format!("title: T\npublisher: o\nurl: https://a.example/\npublished: 2024\nlanguage: {language}\n");
        assert_eq!(read("a", &text).problems.is_empty(), is_good, "{language}");
    }
}

#[test]
fn of_two_records_with_one_id_the_first_counts() {
    let file = read("sources", "outlets: [{id: a, name: One}, {id: a, name: Two}]\n");
    let Some(Content::Sources(outlets, ..)) = &file.content else { panic!("outlets: {:?}", file.problems) };
    let names: Vec<_> = outlets.iter().map(|(_, outlet)| outlet.name.as_str()).collect();
    assert_eq!((names, file.problems.len()), (vec!["One"], 1));
}

#[test]
fn a_very_long_word_is_shortened_in_its_message() {
    let shown = |letters: usize| claim(&format!("date: {}", "x".repeat(letters))).0.remove(0);
    // With the two backticks and ` is not a date` these are 401 and 402 characters.
    assert!(!shown(385).contains('…'));
    assert!(shown(386).contains('…'));
}
