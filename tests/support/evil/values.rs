//! Well-formed YAML with values of the wrong type or form.

use super::{Evil, document};

pub(super) fn files() -> Vec<Evil> {
    let claim = |field: &str| document(&format!("claims: [{{id: c, text: T, kind: fact, {field}}}]\n"));
    vec![
        Evil::new("empty.yaml", "", ": the file is empty"),
        Evil::new("null.yaml", "~\n", ":1:1: there is nothing here instead of fields"),
        Evil::new("true.yaml", "true\n", ":1:1: there is text here"),
        Evil::new("number-alone.yaml", "17\n", ":1:1: there is text here"),
        Evil::new("words.yaml", "just words\n", ":1:1: there is text here"),
        Evil::new("list.yaml", "- title: T\n", ":1:1: there is a list here"),
        Evil::new(
            "title-list.yaml",
            document("").replace("title: T", "title: [T]"),
            ":1:8: `title` must be text, not a list",
        ),
        Evil::new(
            "title-map.yaml",
            document("").replace("title: T", "title: {a: T}"),
            ":1:8: `title` must be text, not a field",
        ),
        Evil::new("title-null.yaml", document("").replace("title: T", "title:"), ":1:6: the field `title` is missing"),
        Evil::new("title-number.yaml", document("").replace("title: T", "title: -0.5"), ""),
        Evil::new("claims-map.yaml", document("claims: {a: b}\n"), ":5:9: `claims` must be a list of entries"),
        Evil::new(
            "claims-text.yaml",
            document("claims: [c, d]\n"),
            ":5:10: an entry of `claims` must have fields, not text",
        ),
        Evil::new("author-text.yaml", document("author: nobody\n"), ":5:9: `author` must be a list"),
        Evil::new("key-list.yaml", document("? [a, b]\n: c\n"), ":1:1: a field's name must be one word"),
        Evil::new("key-number.yaml", document("1: c\n"), ":1:1: a field's name must be one word"),
        Evil::new("key-null.yaml", document("~: c\n"), ":1:1: a field's name must be one word"),
        Evil::new("credibility-word.yaml", claim("credibility: two"), ":5:52: `two` is not a grade"),
        Evil::new("credibility-float.yaml", claim("credibility: 1e3"), ":5:52: `1e3` is not a grade"),
        Evil::new("credibility-negative.yaml", claim("credibility: -1"), ":5:52: `-1` is not a grade"),
        Evil::new(
            "credibility-huge.yaml",
            claim("credibility: 99999999999999999999999"),
            ":5:52: `99999999999999999999999` is not a grade",
        ),
        Evil::new("credibility-hex.yaml", claim("credibility: 0xFF"), ":5:52: `0xFF` is not a grade"),
        Evil::new("credibility-infinite.yaml", claim("credibility: .inf"), ":5:52: `.inf` is not a grade"),
        Evil::new(
            "paragraph-huge.yaml",
            claim("passage: {paragraph: 4294967296, start: a}"),
            ":5:60: there is no paragraph `4294967296`",
        ),
        Evil::new("date-impossible.yaml", claim("date: 2024-02-30"), ":5:45: `2024-02-30` is not a date"),
        Evil::new(
            "date-backwards.yaml",
            claim("date: 2025-04-03/2025-04-01"),
            ":5:45: `2025-04-03/2025-04-01` is not a date",
        ),
        Evil::new("date-open.yaml", claim("date: 2024/.."), ":5:45: `2024/..` is not a date"),
        Evil::new("date-time.yaml", claim("date: 2024-03-09T10:00:00Z"), ":5:45: `2024-03-09T10:00:00Z` is not a date"),
        Evil::new("date-short.yaml", claim("date: 2024-3-9"), ":5:45: `2024-3-9` is not a date"),
        Evil::new("date-sexagesimal.yaml", claim("date: 12:30:45"), ":5:45: `12:30:45` is not a date"),
        Evil::new("date-float.yaml", claim("date: 2024.5"), ":5:45: `2024.5` is not a date"),
        Evil::new("date-other-digits.yaml", claim("date: ２０２４"), ":5:45: `２０２４` is not a date"),
        Evil::new(
            "url-of-a-script.yaml",
            document("").replace("https:", "javascript:"),
            ":3:6: `javascript://evil.example/` cannot be opened",
        ),
        Evil::new(
            "itself.yaml",
            claim("relations: [{type: disputes, claim: \"itself#c\"}]"),
            ":5:75: a claim cannot stand in a relation to itself",
        ),
    ]
}
