//! Edits of given texts. `random` edits random ones.

use super::*;
use crate::draft::write::{FieldValue, FileRecord};

mod random;

/// A document of which every place is written differently.
const DOCUMENT: &str = "\
# Mine.
title:   \"T: one\"   # why
publisher: p
url: https://a.example/
published: 2024-05

claims:
  # The first.
  - id: a   # first
    text: >-
      One two
      three.

    # A note on the kind.
    kind: fact
    about:
      - x  # is x
      # and also
      - y
    passage: {paragraph: 1, start: \"One two\",
      end: three}

  -   kind: denial
      id: b
      text: |
        Two
        lines.
      speaker: [q, r]

  - {id: c, text: 'It''s', kind: fact, about: [x, y]}  # short
language: en
# The end.
";

fn file(text: &str) -> EditedFile {
    EditedFile::new("d.yaml", text)
}

fn set(record: FileRecord, field: &'static str, value: FieldValue) -> Edit {
    Edit::Set { record, field, value }
}

fn claim(id: &str) -> FileRecord {
    FileRecord::Claim(id.into())
}

/// Makes an edit, and asserts that it replaces `old`, which is there once, by `new`.
#[track_caller]
fn assert_edit(edit: &Edit, old: &str, new: &str) {
    assert_eq!(DOCUMENT.matches(old).count(), 1, "{old}");
    let mut file = file(DOCUMENT);
    let step = file.apply(edit).unwrap_or_else(|refusal| panic!("{refusal}"));
    let expected = DOCUMENT.replace(old, new);
    assert_eq!(file.text(), expected);
    file.undo(&step).expect("undone");
    assert_eq!(file.text(), DOCUMENT);
    // The same with the line ends of Windows.
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let mut file = self::file(&crlf(DOCUMENT));
    file.apply(edit).unwrap_or_else(|refusal| panic!("{refusal}"));
    assert_eq!(file.text(), crlf(&expected));
}

#[test]
fn a_value_is_replaced_in_its_place() {
    let word = |word: &str| FieldValue::word(word);
    assert_edit(&set(FileRecord::Document, "title", FieldValue::text("New")), "\"T: one\"", "New");
    assert_edit(&set(claim("a"), "kind", word("opinion")), "kind: fact\n    about:", "kind: opinion\n    about:");
    assert_edit(&set(claim("a"), "text", FieldValue::text("Short.")), ">-\n      One two\n      three.\n", "Short.\n");
    assert_edit(&set(claim("b"), "text", FieldValue::text("a: b")), "|\n        Two\n        lines.\n", "\"a: b\"\n");
    assert_edit(&set(claim("c"), "text", FieldValue::text("a, b")), "'It''s'", "\"a, b\"");
    assert_edit(&set(claim("c"), "about", FieldValue::words(["z"])), "[x, y]}", "[z]}");
    let passage = FieldValue::Fields(vec![("start", FieldValue::text("Three"))]);
    let old = "{paragraph: 1, start: \"One two\",\n      end: three}";
    assert_edit(&set(claim("a"), "passage", passage), old, "{start: Three}");
}

#[test]
fn long_text_is_folded_where_the_line_has_room_below() {
    let long = FieldValue::text("word ".repeat(40).trim());
    let [first, second] = [21, 19].map(|count| "word ".repeat(count));
    let lines = format!(">-\n        {}\n        {}\n", first.trim(), second.trim());
    let mut file = file(DOCUMENT);
    file.apply(&set(claim("b"), "text", long.clone())).expect("edited");
    assert_eq!(file.text(), DOCUMENT.replace("|\n        Two\n        lines.\n", &lines));
    // The comment keeps its line.
    file.apply(&set(FileRecord::Document, "title", long)).expect("edited");
    assert!(file.text().contains("title:   >-   # why\n  word word"), "{}", file.text());
}

#[test]
fn a_list_keeps_the_lines_of_what_stays() {
    let words = |words: Vec<&str>| FieldValue::words(words);
    assert_edit(&set(claim("a"), "about", words(vec!["y"])), "      - x  # is x\n", "");
    assert_edit(&set(claim("a"), "about", words(vec!["x", "z"])), "      - y\n", "      - z\n");
    let append = Edit::Append { record: claim("a"), field: "about", value: FieldValue::word("z") };
    assert_edit(&append, "      - y\n", "      - y\n      - z\n");
    let append = Edit::Append { record: claim("b"), field: "speaker", value: FieldValue::word("s") };
    assert_edit(&append, "[q, r]", "[q, r, s]");
}

#[test]
fn a_field_is_added_in_the_order_of_the_format() {
    let word = |word: &str| FieldValue::word(word);
    let date = set(claim("a"), "date", word("2024"));
    assert_edit(&date, "      - y\n", "      - y\n    date: 2024\n");
    assert_edit(&set(claim("c"), "speaker", word("q")), "kind: fact, about", "kind: fact, speaker: q, about");
    assert_edit(&set(FileRecord::Document, "author", FieldValue::words(["q"])), "  # why\n", "  # why\nauthor: [q]\n");
    let relation = FieldValue::Fields(vec![("type", word("disputes")), ("claim", word("d#a"))]);
    let append = Edit::Append { record: claim("b"), field: "relations", value: relation.clone() };
    let lines = "[q, r]\n      relations:\n        - type: disputes\n          claim: d#a\n";
    assert_edit(&append, "[q, r]\n", lines);
    let append = Edit::Append { record: claim("c"), field: "relations", value: relation };
    assert_edit(&append, "[x, y]}", "[x, y], relations: [{type: disputes, claim: d#a}]}");
}

#[test]
fn a_field_is_removed_with_its_lines() {
    let remove = |record: FileRecord, field: &'static str| Edit::Remove { record, field };
    assert_edit(&remove(claim("b"), "speaker"), "      speaker: [q, r]\n", "");
    assert_edit(&remove(claim("c"), "about"), ", about: [x, y]", "");
    assert_edit(&remove(FileRecord::Document, "language"), "language: en\n", "");
    assert_edit(&remove(claim("a"), "about"), "    about:\n      - x  # is x\n      # and also\n      - y\n", "");
    assert_edit(&remove(claim("b"), "date"), "# The end.", "# The end.");
}

#[test]
fn records_are_added_and_removed() {
    let delete = |id: &str| Edit::Delete { record: claim(id) };
    let b = "  -   kind: denial\n      id: b\n      text: |\n        Two\n        lines.\n      speaker: [q, r]\n\n";
    assert_edit(&delete("b"), b, "");
    assert_edit(&delete("c"), "\n  - {id: c, text: 'It''s', kind: fact, about: [x, y]}  # short\n", "");
    let fields =
        vec![("id", FieldValue::word("m")), ("text", FieldValue::text("N.")), ("kind", FieldValue::word("fact"))];
    let insert = |after: Option<&str>| Edit::Insert {
        list: RecordList::Claims,
        after: after.map(str::to_owned),
        fields: fields.clone(),
    };
    let new = "\n  - id: m\n    text: N.\n    kind: fact\n";
    assert_edit(&insert(Some("b")), "[q, r]\n", &format!("[q, r]\n{new}"));
    let short = "\n  - {id: m, text: N., kind: fact}\n";
    assert_edit(&insert(None), "  # short\n", &format!("  # short\n{short}"));
    let mut empty = file("title: T\npublisher: p\nurl: https://a.example/\npublished: 2024");
    empty.apply(&insert(None)).expect("added");
    assert!(
        empty.text().ends_with("published: 2024\nclaims:\n  - id: m\n    text: N.\n    kind: fact"),
        "{}",
        empty.text()
    );
    empty.apply(&delete("m")).expect("removed");
    assert!(empty.text().ends_with("\nclaims: []\n"), "{}", empty.text());
    empty.apply(&insert(None)).expect("added");
    assert!(empty.text().ends_with("\nclaims:\n  - id: m\n    text: N.\n    kind: fact\n"), "{}", empty.text());
}

#[test]
fn registers_are_edited_in_their_own_style() {
    let fields =
        vec![("id", FieldValue::word("m")), ("schema", FieldValue::word("Place")), ("name", FieldValue::text("M"))];
    let insert = Edit::Insert { list: RecordList::Entities, after: None, fields };
    let text = "# Actors.\n- {id: a, schema: Person, name: A}\n- {id: b, schema: Person, name: B}  # b\n# End.\n";
    let mut entities = EditedFile::new("entities.yaml", text);
    entities.apply(&insert).expect("added");
    assert_eq!(entities.text(), text.replace("# b\n", "# b\n- {id: m, schema: Place, name: M}\n"));
    let alias = |id: &str| Edit::Append {
        record: FileRecord::Entity(id.into()),
        field: "alias",
        value: FieldValue::text("x, y"),
    };
    entities.apply(&alias("b")).expect("added");
    assert!(entities.text().contains("{id: b, schema: Person, name: B, alias: [\"x, y\"]}  # b\n"));
    let origin = vec![("id", FieldValue::word("o")), ("name", FieldValue::text("O"))];
    let mut sources = EditedFile::new("sources.yaml", "outlets:\n  - {id: p, name: P}\n");
    sources.apply(&Edit::Insert { list: RecordList::Origins, after: None, fields: origin }).expect("added");
    assert_eq!(sources.text(), "outlets:\n  - {id: p, name: P}\norigins:\n  - id: o\n    name: O\n");
}

#[test]
fn what_would_lose_something_or_be_wrong_is_refused() {
    let refused = |text: &str, edit: &Edit| {
        let mut file = file(text);
        let refusal = file.apply(edit).expect_err("refused");
        assert_eq!((file.text(), file.is_changed()), (text, false));
        (refusal.line, refusal.to_string())
    };
    let kind = set(claim("a"), "kind", FieldValue::word("guess"));
    assert!(refused(DOCUMENT, &kind).1.contains("guess"), "{:?}", refused(DOCUMENT, &kind));
    assert!(refused(DOCUMENT, &set(claim("z"), "kind", FieldValue::word("fact"))).1.contains("`z`"));
    let comment = "about:\n    # all\n    [x, y]\n";
    let text = DOCUMENT.replace("speaker: [q, r]\n", comment.replace('\n', "\n    ").trim_end()) + "\n";
    let about = set(claim("b"), "about", FieldValue::words(["x"]));
    assert_eq!(
        refused(&text, &about).0,
        Some(text[..text.find("about:\n        # all").expect("there")].matches('\n').count() + 1)
    );
    assert!(refused("title: &a T\n", &kind).1.contains("anchor"));
    assert_eq!(
        refused(&DOCUMENT.replace("Two\n", "Two\u{2028}"), &about).0,
        Some(DOCUMENT[..DOCUMENT.find("Two").expect("there")].matches('\n').count() + 1)
    );
}

#[test]
fn steps_are_undone_in_any_order() {
    let mut file = file(DOCUMENT);
    let first = file.apply(&Edit::Delete { record: claim("b") }).expect("removed");
    let second = file.apply(&set(claim("a"), "kind", FieldValue::word("opinion"))).expect("set");
    file.undo(&first).expect("undone");
    assert!(file.text().contains("kind: opinion") && file.text().contains("id: b"));
    let again = file.undo(&second).expect("undone");
    assert_eq!(file.text(), DOCUMENT);
    file.undo(&again).expect("made again");
    assert_eq!(file.text(), DOCUMENT.replace("kind: fact\n    about", "kind: opinion\n    about"));
}
