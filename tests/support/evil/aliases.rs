//! Files with anchors, aliases and merge keys, among them those that would grow to gigabytes.

use super::{Evil, document, filled, numbered};

pub(super) fn files(bytes: usize) -> Vec<Evil> {
    let line =
        |letter: char, before: char| format!("{letter}: &{letter} [{}]\n", vec![format!("*{before}"); 9].join(", "));
    let laughs = ('b'..='k').zip('a'..).map(|(letter, before)| line(letter, before)).collect::<Vec<_>>().concat();
    let megabyte = format!("a: &a {}\nb: [{}]\n", "x".repeat(bytes / 2), vec!["*a"; bytes / 10].join(", "));
    vec![
        Evil::new("laughs.yaml", format!("a: &a [lol]\n{laughs}"), ":1:1: unknown field `a`"),
        Evil::new("copies.yaml", megabyte, ":1:4: YAML reads `&a` as an anchor and drops it from the text"),
        Evil::new(
            "alias-of-nothing.yaml",
            "title: *nothing\n",
            ":1:8: text that begins with `*` must be in quotation marks",
        ),
        Evil::new("alias-of-itself.yaml", "title: &a [*a]\n", ":1:8: `title` must be text, not a list"),
        Evil::new("alias-as-key.yaml", "title: &a T\n*a : b\n", ":1:1: a field's name must be one word"),
        Evil::new("alias-behind-tab.yaml", "a: &a T\nb:\t*a\n", ":1:1: unknown field `a`"),
        Evil::new(
            "anchors.yaml",
            numbered("- &a% x\n", bytes),
            ":1:3: YAML reads `&a0` as an anchor and drops it from the text",
        ),
        Evil::new(
            "copies-behind-colons.yaml",
            format!(
                "[{{\"id\": a, \"schema\": Person, \"name\":&n \"{}\", \"alias\":[{}]}}]\n",
                "x".repeat(bytes / 2),
                vec!["*n"; bytes / 10].join(", ")
            ),
            ":1:1: this is a register of actors",
        ),
        Evil::new(
            "copies-in-a-claim.yaml",
            document(&format!(
                "claims: [{{\"id\":\"a\",\"text\":&n \"{}\",\"kind\":fact,\"about\":[{}]}}]\n",
                "x".repeat(bytes / 2),
                vec!["*n"; bytes / 10].join(",")
            )),
            ":5:27: YAML reads `&n` as an anchor",
        ),
        Evil::new(
            "copies-behind-questions.yaml",
            format!("? &n {}\n: [{}]\n", "x".repeat(bytes / 2), vec!["*n"; bytes / 10].join(",")),
            ":1:3: YAML reads `&n` as an anchor",
        ),
        Evil::new(
            "copies-as-keys.yaml",
            document(&format!("claims:\n- {{id: &n a}}\n{}", filled("- {*n : *n}\n", bytes))),
            ":6:8: YAML reads `&n` as an anchor",
        ),
        Evil::new(
            "copies-behind-quotes.yaml",
            format!("{{'a':&n '{}', 'b':[{}]}}\n", "x".repeat(bytes / 2), vec!["*n"; bytes / 10].join(",")),
            ":1:",
        ),
        Evil::new("merge.yaml", document("<<: {language: en}\n"), ":5:1: unknown field `<<`"),
        Evil::new(
            "merge-of-alias.yaml",
            document("summary: &s {language: en}\n<<: *s\n"),
            ":5:10: `summary` must be text, not a field",
        ),
    ]
}
