//! Files that are not YAML, or only by its rarest rules.

use super::{Evil, document, filled};

pub(super) fn files(bytes: usize) -> Vec<Evil> {
    vec![
        Evil::new("tab.yaml", document("claims:\n\t- id: x\n"), ":6:1: there is a tab at the beginning of the line"),
        Evil::new(
            "quote.yaml",
            document("summary: \"it never ends\n"),
            ":5:10: the quotation mark that is opened here is not closed",
        ),
        Evil::new("apostrophe.yaml", format!("title: '{}", filled("it's ", bytes)), ":1:11: the second quotation mark"),
        Evil::new("bracket.yaml", document("author: [a, b\n"), ":5:9: `[` is opened here and not closed"),
        Evil::new("wrong-bracket.yaml", document("author: [a, b}\n"), ":5:14: there is `}` here, but `[` is open"),
        Evil::new("wrong-escape.yaml", document("summary: \"\\q\"\n"), ":5:11: `\\q` has no meaning within \"…\""),
        Evil::new("half-letter.yaml", document("summary: \"\\ud800\"\n"), ":5:11: `\\ud800` is not a valid character"),
        Evil::new(
            "no-letter.yaml",
            document("summary: \"\\U00110000\"\n"),
            ":5:11: `\\U00110000` is not a valid character",
        ),
        Evil::new(
            "indented.yaml",
            document("  summary: x\n"),
            ":5:3: this line begins in column 3, the neighbouring fields in column 1",
        ),
        Evil::new("at.yaml", document("summary: @x\n"), ":5:10: text that begins with `@` must be in quotation marks"),
        Evil::new(
            "version.yaml",
            format!("%YAML 9.9\n---\n{}", document("")),
            ":1:1: YAML reads a line that begins with `%` as an instruction",
        ),
        Evil::new("two-documents.yaml", format!("{0}---\n{0}", document("")), ":5:1: a second document"),
        Evil::new("start-alone.yaml", "---\n", ":2:1: the field `title` is missing"),
        Evil::new("end-alone.yaml", "...\n", ":1:1: YAML ends the file at a line of three dots"),
        Evil::new(
            "conflict.yaml",
            document("<<<<<<< HEAD\nsummary: a\n=======\nsummary: b\n>>>>>>> x\n"),
            ":5:1: this line is left over from a merge of two versions",
        ),
        Evil::new("json-cut-off.yaml", "{\"title\": \"T\", \"publisher\": ", ":1:1: `{` is opened here and not closed"),
        Evil::new(
            "binary.yaml",
            document("summary: !!binary aGVsbG8=\n"),
            ":5:10: YAML reads `!!binary` as a tag and drops it from the text",
        ),
        Evil::new(
            "python.yaml",
            document("summary: !!python/object/apply:os.system [id]\n"),
            ":5:10: `summary` must be text, not a list",
        ),
        Evil::new("set.yaml", document("author: !!set {a, b}\n"), ":5:9: `author` must be a list"),
        Evil::new(
            "no-integer.yaml",
            document("summary: !!int x\n"),
            ":5:10: YAML reads `!!int` as a tag and drops it from the text",
        ),
    ]
}
