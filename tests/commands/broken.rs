//! Folders and files with mistakes.

use super::folders::{folder, lighthouse, lighthouse_with};
use super::{run, run_in};

#[test]
fn a_folder_without_data_is_said_and_told_apart_by_the_exit_status() {
    let empty = folder(&[("notes.txt", b"no briefing")]);
    let file = empty.path().join("notes.txt");
    let missing = empty.path().join("missing");
    for (path, says) in [
        (empty.path(), "briefing: no briefings in "),
        (&file, "briefing: cannot read the folder "),
        (&missing, "briefing: cannot read the folder "),
    ] {
        for line in [&[][..], &["list", "claims"], &["show", "x"], &["check"], &["search", "x"]] {
            let run = run_in(path, line);
            assert_eq!((run.code, run.out.as_str()), (2, ""), "{line:?} in {}", path.display());
            assert!(run.err.starts_with(says), "{}", run.err);
            assert_eq!(run.err.lines().count(), 1, "{}", run.err);
        }
    }
    let escaped = run(&["list", "claims", "--dir", "/nowhere/\u{1b}]0;x\u{7}"]);
    assert!(escaped.err.contains("<U+001B>"), "{}", escaped.err);
}

#[test]
fn every_kind_of_mistake_is_placed_and_costs_only_its_record() {
    for (right, wrong, line, says) in [
        ("language: en", "langauge: en", 6, "did you mean `language`?"),
        ("speaker: coast-guard", "speaker: cost-guard", 13, "did you mean `coast-guard`?"),
        ("publisher: north-post", "publisher: nort-post", 3, "did you mean `north-post`?"),
        ("origin: log-book", "origin: logbook", 17, "`logbook` is not in sources.yaml (origins)"),
        ("id: lamp", "id: dark", 21, "the id `dark` is used a second time"),
        ("published: 2024-03-09", "published: 2024-03-39", 5, "`2024-03-39` is not a date"),
        ("date: 2024-03-08", "date: last Friday", 16, "`last Friday` is not a date"),
        ("claim: lighthouse#lamp", "claim: lighthouse#lump", 20, "did you mean `lighthouse#lamp`?"),
        ("kind: allegation", "kind: rumour", 23, "`rumour` is not a kind"),
        ("credibility: 2", "credibility: 9", 18, "`9` is not a grade"),
        ("url: https:", "url: gopher:", 4, "cannot be opened"),
        ("genre: news", "genre: news\ngenre: news", 8, "`genre` is repeated: it is also in line 7"),
        ("title: The", "title: [The", 1, "`[` is opened here and not closed"),
    ] {
        let folder = lighthouse_with(right, wrong);
        let checked = run_in(folder.path(), &["check"]);
        assert_eq!((checked.code, checked.err.as_str()), (1, ""), "{wrong}");
        let place = format!("lighthouse.yaml:{line}:");
        let placed = checked.out.lines().any(|line| line.contains(&place) && line.contains(says));
        assert!(placed, "{wrong}: {}", checked.out);
        let last = checked.out.lines().last().unwrap_or_default();
        assert!(last.contains(" problem in 1 file") || last.contains(" problems in 1 file"), "{wrong}: {last}");

        let listed = run_in(folder.path(), &["list", "entities"]);
        assert_eq!(listed.code, 0, "{wrong}");
        assert!(listed.out.contains("anna-holm"), "{wrong}");
        assert!(listed.err.contains("`briefing check` lists them"), "{wrong}: {}", listed.err);
    }
}

#[test]
fn files_that_cannot_be_read_are_listed_beside_those_that_can() {
    let folder = lighthouse();
    let put = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).expect("written");
    put("binary.yaml", b"title: \xff\xfe");
    put("deep.yaml", "[".repeat(100_000).as_bytes());
    put("empty.yaml", b"");
    put("not yaml.yaml", b"title: A");
    put("utf16.yaml", b"\xff\xfet\0");
    put("words.yaml", b"just words");
    std::fs::create_dir(folder.path().join("folder.yaml")).expect("made");
    let checked = run_in(folder.path(), &["check"]);
    assert_eq!(checked.code, 1);
    let expected = [
        ("binary.yaml:1:8: ", "not UTF-8"),
        ("deep.yaml:1:65: ", "too many brackets"),
        ("empty.yaml: ", "the file is empty"),
        ("folder.yaml: ", "not a regular file"),
        ("not yaml.yaml:1:1: ", "cannot be a document's id"),
        ("utf16.yaml: ", "UTF-16"),
        ("words.yaml:1:1: ", "there is text here instead of fields"),
    ];
    for (line, (place, says)) in checked.out.lines().zip(expected) {
        assert!(line.contains(place) && line.contains(says), "{place}{says}: {line}");
    }
    assert_eq!(checked.out.lines().last(), Some("1 document · 3 entities · 2 claims: 7 problems in 7 files"));
    assert_eq!(run_in(folder.path(), &["list", "claims"]).out.lines().count(), 2);
}

#[test]
fn a_folder_of_nothing_but_broken_files_has_nothing_to_list() {
    let folder = folder(&[("a.yaml", b"title: [")]);
    for line in [&["list", "documents"][..], &[], &["check"]] {
        assert_eq!(run_in(folder.path(), line).code, 1, "{line:?}");
    }
}

#[test]
fn documents_in_a_folder_within_the_folder_are_pointed_at() {
    let folder = lighthouse();
    let inner = folder.path().join("more");
    std::fs::create_dir(&inner).expect("a folder");
    std::fs::copy(folder.path().join("entities.yaml"), inner.join("entities.yaml")).expect("a copy");
    let checked = run_in(folder.path(), &["check"]);
    assert_eq!(checked.code, 1, "{}", checked.out);
    assert!(checked.out.contains("more: the files in this folder are not read"), "{}", checked.out);
}
