use proptest::prelude::*;

use super::*;
use crate::draft::write::{Edit, FieldValue, FileRecord};

const DOCUMENT: &str = "title: T\npublisher: p\nurl: https://a.example/\npublished: 2024\nclaims:\n  - {id: a, text: A, kind: fact}\n\
                        \n  # b\n  - id: b\n    text: B\n    kind: fact\n";

fn folder_with(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("d.yaml");
    fs::write(&path, text).expect("written");
    (folder, path)
}

fn kind(id: &str, kind: &str) -> Edit {
    Edit::Set { record: FileRecord::Claim(id.into()), field: "kind", value: FieldValue::word(kind) }
}

fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    names.map(|name| name.to_string_lossy().into_owned()).collect()
}

#[test]
fn a_file_keeps_its_permissions_and_nothing_else_is_left() {
    let (folder, path) = folder_with(DOCUMENT);
    fs::set_permissions(&path, Permissions::from_mode(0o664)).expect("set");
    let link = folder.path().join("link.yaml");
    std::os::unix::fs::symlink(&path, &link).expect("a link");
    let mut file = EditedFile::open(&link).expect("read");
    file.apply(&kind("b", "denial")).expect("edited");
    assert_eq!(file.save().expect("saved"), Saved::AsEdited);
    assert_eq!(fs::read_to_string(&path).expect("read"), DOCUMENT.replace("B\n    kind: fact", "B\n    kind: denial"));
    assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o664);
    assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
    assert_eq!(names(folder.path()).len(), 2);
}

#[test]
fn what_somebody_else_wrote_is_kept() {
    let (_folder, path) = folder_with(DOCUMENT);
    let open = || EditedFile::open(&path).expect("read");
    let (mut one, mut two, mut three) = (open(), open(), open());
    one.apply(&kind("a", "opinion")).expect("edited");
    one.save().expect("saved");
    two.apply(&kind("b", "denial")).expect("edited");
    assert_eq!(two.save().expect("saved"), Saved::Merged);
    let both =
        DOCUMENT.replace("A, kind: fact", "A, kind: opinion").replace("B\n    kind: fact", "B\n    kind: denial");
    assert_eq!((fs::read_to_string(&path).expect("read").as_str(), two.text()), (both.as_str(), both.as_str()));
    // The same claim was changed in both places.
    three.apply(&kind("a", "forecast")).expect("edited");
    let mine = three.text().to_owned();
    assert!(three.save().is_err_and(|error| error.to_string().contains("somebody else has changed `a`")));
    assert_eq!((fs::read_to_string(&path).expect("read").as_str(), three.text()), (both.as_str(), mine.as_str()));
    // An edit that is taken back after the file changed takes back only itself.
    let mut four = open();
    let step = four.apply(&Edit::Delete { record: FileRecord::Claim("b".into()) }).expect("removed");
    four.save().expect("saved");
    let mut five = open();
    five.apply(&kind("a", "allegation")).expect("edited");
    five.save().expect("saved");
    four.undo(&step).expect("undone");
    assert_eq!(four.save().expect("saved"), Saved::Merged);
    assert_eq!(four.text(), both.replace("A, kind: opinion", "A, kind: allegation"));
}

#[test]
fn an_existing_file_is_never_overwritten() {
    let (folder, path) = folder_with("mine");
    assert!(matches!(create_file(&path, b"new"), Err(StorageError::Exists(_))));
    assert_eq!(fs::read(&path).expect("read"), b"mine");
    create_file(&folder.path().join("e.yaml"), b"new").expect("written");
    assert_eq!(fs::read(folder.path().join("e.yaml")).expect("read"), b"new");
    assert_eq!(names(folder.path()).len(), 2);
    assert!(create_file(&folder.path().join("none/e.yaml"), b"new").is_err());
}

#[test]
fn files_that_cannot_be_edited_are_refused() {
    let (folder, path) = folder_with(DOCUMENT);
    assert!(EditedFile::open(folder.path()).is_err());
    assert!(EditedFile::open(folder.path().join("none.yaml")).is_err());
    fs::write(&path, b"title: \xff").expect("written");
    assert!(EditedFile::open(&path).is_err_and(|error| error.to_string().contains("UTF-8")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Writers in any order: each one's change is in the file at the end.
    #[test]
    fn writers_at_the_same_time_lose_nothing(count in 2..6_usize) {
        let claim = |id: usize| format!("  - {{id: c{id}, text: T, kind: fact}}\n");
        let claims = (0..count).map(claim).collect::<Vec<_>>().concat();
        let (_folder, path) = folder_with(&format!("title: T\npublisher: p\nurl: https://a.example/\npublished: 2024\nclaims:\n{claims}"));
        std::thread::scope(|scope| {
            for id in 0..count {
                let path = &path;
                scope.spawn(move || {
                    let mut file = EditedFile::open(path).expect("read");
                    file.apply(&kind(&format!("c{id}"), "denial")).expect("edited");
                    file.save().expect("saved");
                });
            }
        });
        let text = fs::read_to_string(&path).expect("read");
        prop_assert_eq!(text.matches("kind: denial").count(), count, "{}", text);
    }
}
