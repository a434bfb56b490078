//! Files with one large value, and files that are too large.

use std::fs::File;

use super::{Evil, document, filled};

pub(super) fn files(bytes: usize) -> Vec<Evil> {
    vec![
        Evil::new(
            "title.yaml",
            format!("title: {}\n", filled("long ", bytes)),
            ":1:1: the field `publisher` is missing",
        ),
        Evil::new(
            "title-without-spaces.yaml",
            format!("title: {}\n", filled("x", bytes)),
            ":1:1: the field `publisher` is missing",
        ),
        Evil::new(
            "escapes.yaml",
            format!("title: \"{}\"\n", filled("\\u202e", bytes)),
            ":1:1: the field `publisher` is missing",
        ),
        Evil::new(
            "block.yaml",
            format!("title: |\n{}", filled("  x\n", bytes)),
            ":1:1: the field `publisher` is missing",
        ),
        Evil::new(
            "folded.yaml",
            format!("title: >\n{}", filled("  x\n\n", bytes)),
            ":1:1: the field `publisher` is missing",
        ),
        Evil::new(
            "marks.yaml",
            format!("title: e{}\n", filled("\u{301}", bytes)),
            ":1:1: the field `publisher` is missing",
        ),
        Evil::new("key.yaml", document(&format!("{}: x\n", filled("x", bytes.min(1000)))), ":5:1: unknown field `xxx"),
        Evil::new("long-key.yaml", document(&format!("? {}\n: x\n", filled("x", bytes))), ":5:3: unknown field `xxx"),
        Evil::new("date.yaml", document("").replace("2024", &filled("2", bytes)), ":4:12: `222"),
        Evil::new(
            "number.yaml",
            document(&format!("claims: [{{id: {}}}]\n", filled("9", bytes))),
            ":5:10: the field `text` is missing",
        ),
        Evil::new("comments.yaml", filled("# x\n", bytes), ": the field `title` is missing"),
        Evil::new("comment.yaml", filled("# ", bytes), ": the field `title` is missing"),
        Evil::new("blank-lines.yaml", filled("\n", bytes), ": the file is empty"),
        Evil::new("spaces.yaml", filled(" ", bytes), ": the file is empty"),
        Evil::new(
            "trailing-spaces.yaml",
            document("summary: x") + &filled(" ", bytes) + "y: z\n",
            ":5:150012: the text contains `: `",
        ),
        Evil::new("too-large.yaml", vec![b'a'; (2 << 20) + 1], ": the file has 2097153 bytes"),
        Evil::made(
            "sparse.yaml",
            |path| {
                let file = File::create(path).expect("created");
                file.set_len(1 << 40).expect("a sparse file takes no room");
            },
            ": the file has 2097153 bytes",
        ),
    ]
}
