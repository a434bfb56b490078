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
