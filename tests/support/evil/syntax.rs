//! Files that are not YAML, or only by its rarest rules.

use super::{Evil, document, filled};

pub(super) fn files(bytes: usize) -> Vec<Evil> {
    vec![
        Evil::new("tab.yaml", document("claims:\n\t- id: x\n"), ":6:1: a tab stands here before the line's words"),
        Evil::new(
            "quote.yaml",
            document("summary: \"it never ends\n"),
            ":5:10: the quotation mark that is opened here is not closed",
        ),
        Evil::new(
            "apostrophe.yaml",
            format!("title: '{}", filled("it's ", bytes)),
            ":1:11: the text goes on behind the second quotation mark",
        ),
        Evil::new("bracket.yaml", document("author: [a, b\n"), ":5:9: `[` is opened here and not closed"),
        Evil::new("wrong-bracket.yaml", document("author: [a, b}\n"), ":5:14: `}` stands here, but `[` is open"),
        Evil::new("wrong-escape.yaml", document("summary: \"\\q\"\n"), ":5:11: `\\q` stands for nothing within \"…\""),
        Evil::new("half-letter.yaml", document("summary: \"\\ud800\"\n"), ":5:11: `\\ud800` stands for no letter"),
        Evil::new(
            "no-letter.yaml",
            document("summary: \"\\U00110000\"\n"),
            ":5:11: `\\U00110000` stands for no letter",
        ),
        Evil::new(
            "indented.yaml",
            document("  summary: x\n"),
            ":5:3: this line begins in column 3, the fields beside it in column 1",
        ),
        Evil::new(
            "at.yaml",
            document("summary: @x\n"),
            ":5:10: text cannot begin with `@` unless it stands in quotation marks",
        ),
        Evil::new(
            "version.yaml",
            format!("%YAML 9.9\n---\n{}", document("")),
            ":1:1: a line that begins with `%` is an instruction",
        ),
        Evil::new("two-documents.yaml", format!("{0}---\n{0}", document("")), ":5:1: a second document"),
        Evil::new("start-alone.yaml", "---\n", ":2:1: the field `title` is missing"),
        Evil::new("end-alone.yaml", "...\n", ":1:1: three points end a file"),
        Evil::new(
            "conflict.yaml",
            document("<<<<<<< HEAD\nsummary: a\n=======\nsummary: b\n>>>>>>> x\n"),
            ":5:1: this line was left by a merge of two versions",
        ),
        Evil::new("json-cut-off.yaml", "{\"title\": \"T\", \"publisher\": ", ":1:1: `{` is opened here and not closed"),
        Evil::new(
            "binary.yaml",
            document("summary: !!binary aGVsbG8=\n"),
            ":5:10: `!!binary` is a tag to YAML and is lost as text",
        ),
        Evil::new(
            "python.yaml",
            document("summary: !!python/object/apply:os.system [id]\n"),
            ":5:10: `summary` must be text, and a list stands here",
        ),
        Evil::new("set.yaml", document("author: !!set {a, b}\n"), ":5:9: `author` must be a list"),
        Evil::new(
            "no-integer.yaml",
            document("summary: !!int x\n"),
            ":5:10: `!!int` is a tag to YAML and is lost as text",
        ),
    ]
}
