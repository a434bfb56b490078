//! `init`: a folder of briefings that is ready for use, and nothing overwritten.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{finished, program, run};

fn folder() -> TempDir {
    TempDir::new().expect("a folder")
}

fn text(path: &Path) -> String {
    path.to_str().expect("UTF-8").to_owned()
}

#[test]
fn a_new_folder_passes_the_check() {
    let parent = folder();
    let made = parent.path().join("a/new one");
    let run_in = |line: &[&str]| finished(program().current_dir(parent.path()).args(line));
    let first = run_in(&["init", "a/new one"]);
    assert_eq!((first.code, first.err.as_str()), (0, ""), "{}", first.out);
    for file in
        ["entities.yaml", "sources.yaml", "2024-05-02-harbour-opens.yaml", "schema/document.schema.json", ".gitignore"]
    {
        assert!(made.join(file).exists() && first.out.contains(file), "{file}: {}", first.out);
    }
    assert!(first.out.ends_with("proposes a claim for each sentence of an article\n"), "{}", first.out);
    let entities = fs::read_to_string(made.join("entities.yaml")).expect("a register");
    assert!(entities.starts_with("# yaml-language-server: $schema=schema/entities.schema.json\n"), "{entities}");
    assert!(fs::read_to_string(made.join(".gitignore")).expect("there").contains("\n/sources/\n"));
    let checked = run(&["check", &text(&made)]);
    assert_eq!(checked.code, 0, "{}", checked.out);
    assert!(checked.out.contains("passages: 2 found") && checked.out.contains("no problems"), "{}", checked.out);
}

#[test]
fn what_exists_is_never_overwritten() {
    let folder = folder();
    let own = "title: T\npublisher: p\nurl: https://a.example/\npublished: 2024\n";
    fs::write(folder.path().join("mine.yaml"), own).expect("written");
    fs::write(folder.path().join("sources.yml"), "outlets: [{id: p, name: P}]\n").expect("written");
    fs::write(folder.path().join(".gitignore"), "mine\n").expect("written");
    let init = || run(&["init", &text(folder.path())]);
    let first = init();
    assert_eq!(first.code, 0, "{}", first.err);
    let exists = |name: &str| folder.path().join(name).exists();
    assert!(exists("entities.yaml") && exists("schema/sources.schema.json"));
    assert!(!exists("sources.yaml") && !exists("2024-05-02-harbour-opens.yaml"), "{}", first.out);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("there");
    assert_eq!((read("mine.yaml").as_str(), read(".gitignore").as_str()), (own, "mine\n"));
    assert_eq!(run(&["check", &text(folder.path())]).code, 0);
    let again = init();
    assert!(again.code == 0 && again.out.ends_with("lacks nothing; nothing was written\n"), "{}", again.out);
    let copy = run(&["init", &text(folder.path()), "--from", "built-in"]);
    assert!(copy.code == 2 && copy.err.contains("nothing is overwritten"), "{}", copy.err);
}

#[test]
fn the_built_in_briefings_can_be_copied() {
    let folder = folder();
    let made = finished(program().current_dir(folder.path()).args(["init", "--from", "built-in"]));
    assert_eq!(made.code, 0, "{}", made.err);
    let checked = finished(program().current_dir(folder.path()).args(["check", "."]));
    assert_eq!(checked.code, 0, "{}", checked.out);
    assert_eq!(
        run(&["check"]).out.split(':').next(),
        checked.out.lines().last().and_then(|line| line.split(':').next())
    );
    assert_eq!(run(&["init", "a", "--dir", "b"]).code, 2);
}
