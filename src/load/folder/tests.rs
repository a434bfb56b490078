use std::fs;

use crate::load::folder::{Folder, LARGE, MAX_CHECKED, MAX_STRAYS};
use crate::load::folder_error::FolderError;
use crate::text::Text;

const DOCUMENT: &str = "title: T\npublisher: o\nurl: https://example.org/\npublished: 2024\n";
const SOURCES: &str = "outlets: [{id: o, name: O}]\n";

/// A folder of files given by name and text. A name may lead into a subfolder.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

/// The ids of the documents in a folder, and its problems without the folder's path.
fn loaded(files: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let folder = folder(files);
    let corpus = Folder::new(folder.path()).load().expect("a corpus");
    let ids = corpus.documents().map(|slot| corpus.document(slot).id.to_string()).collect();
    let path = format!("{}/", folder.path().display());
    (ids, corpus.problems().iter().map(|problem| problem.to_string().replace(&path, "")).collect())
}

#[test]
fn hidden_files_are_neither_read_nor_reported() {
    let (ids, problems) =
        loaded(&[("a.yaml", DOCUMENT), ("sources.yaml", SOURCES), (".hidden.yaml", "["), (".b.yaml.txt", "")]);
    assert_eq!(ids, ["a"]);
    assert_eq!(problems, Vec::<String>::new());
}

#[test]
fn files_that_were_meant_to_be_read_are_reported() {
    let registers = [("entities.yaml", "- {id: a, schema: Person, name: A}\n"), ("sources.yaml", SOURCES)];
    let documents = [("a.yaml", DOCUMENT), ("b.yaml.txt", DOCUMENT), ("c.txt", DOCUMENT)];
    let (ids, problems) = loaded(&[&registers[..], &documents[..]].concat());
    assert_eq!(ids, ["a"]);
    assert!(problems.len() == 1 && problems[0].starts_with("b.yaml.txt: "), "a text beside documents: {problems:?}");
    let (_, problems) = loaded(&[&registers[..], &documents[1..]].concat());
    assert!(problems.len() == 2 && problems[1].starts_with("c.txt: "), "a text beside registers only: {problems:?}");
}

#[test]
fn a_folder_in_the_folder_is_reported_unless_it_holds_the_articles() {
    let (ids, problems) = loaded(&[
        ("a.yaml", DOCUMENT),
        ("sources.yaml", SOURCES),
        ("deep/b.yaml", DOCUMENT),
        ("notes/b.txt", ""),
        ("sources/c.yaml", ""),
        (".git/d.yaml", ""),
        ("old.d/e.yaml", ""),
    ]);
    assert_eq!(ids, ["a"]);
    assert!(problems.len() == 1 && problems[0].starts_with("deep: "), "{problems:?}");
}

#[test]
fn a_folder_without_documents_says_what_it_holds_instead() {
    let error = |files: &[(&str, &str)]| {
        let folder = folder(files);
        let error = Folder::new(folder.path()).listing().expect_err("no documents");
        assert!(matches!(error, FolderError::Empty(..)));
        assert_eq!(Folder::new(folder.path()).is_large().expect_err("no documents").to_string(), error.to_string());
        error.to_string().replace(Text::clean(folder.path().to_string_lossy()).as_str(), "here")
    };
    assert!(error(&[("a.png", "")]).starts_with("no briefings in here: a folder of briefings holds"));
    assert!(error(&[("a.txt", "")]).ends_with("and the name of a.txt does not end in .yaml"));
    assert_eq!(error(&[("deep/b.yaml", "")]), "no briefings in here, but some in its folder deep: open that one");
    let missing = Folder::new("/nowhere/at/all");
    assert!(matches!(missing.listing(), Err(FolderError::Unreadable(..))));
    assert!(matches!(missing.is_large(), Err(FolderError::Unreadable(..))));
}

#[test]
fn a_large_folder_has_more_files_than_the_limit() {
    let folder = folder(&[]);
    let add = |number: usize| fs::write(folder.path().join(format!("d{number}.yaml")), "").expect("written");
    (0..LARGE).for_each(add);
    fs::write(folder.path().join(".hidden.yaml"), "").expect("written");
    fs::write(folder.path().join("notes.txt"), "").expect("written");
    assert!(!Folder::new(folder.path()).is_large().expect("files"));
    add(LARGE);
    assert!(Folder::new(folder.path()).is_large().expect("files"));
}

#[test]
fn registers_are_listed_first_and_then_the_newest_documents() {
    let folder = folder(&[("2023-a.yaml", ""), ("2024-b.yaml", ""), ("sources.yaml", ""), ("entities.yml", "")]);
    let listing = Folder::new(folder.path()).listing().expect("files");
    let names: Vec<_> = listing.names().iter().map(|name| name.to_string_lossy()).collect();
    assert_eq!(names, ["sources.yaml", "entities.yml", "2024-b.yaml", "2023-a.yaml"]);
}

#[test]
fn reports_of_files_with_other_endings_are_limited() {
    let folder = folder(&[("sources.yaml", SOURCES)]);
    (0..MAX_STRAYS + 9).for_each(|at| fs::write(folder.path().join(format!("d{at}.md")), "").expect("written"));
    let many = folder.path().join("many");
    fs::create_dir(&many).expect("made");
    (0..MAX_CHECKED + 50).for_each(|at| fs::write(many.join(format!("{at}.png")), "").expect("written"));
    let files = Folder::new(folder.path()).files().expect("files");
    assert_eq!(files.iter().filter(|file| !file.problems.is_empty()).count(), MAX_STRAYS);
}
