//! Who may know whom: the modules of `src` and the ones they import, tests aside.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// For each module: the modules, or parts of modules, that it may import. A stage never knows a later one.
const MAY_KNOW: [(&str, &[&str]); 15] = [
    ("text", &[]),
    ("yaml", &["text"]),
    ("briefing", &["text", "yaml"]),
    ("corpus", &["briefing", "text", "yaml"]),
    ("load", &["briefing", "corpus", "text", "yaml"]),
    ("search", &["briefing", "corpus", "text"]),
    ("styled", &["corpus", "text"]),
    ("page", &["briefing", "corpus", "styled", "text"]),
    ("app", &["briefing", "corpus", "load", "page", "search", "styled", "text", "yaml"]),
    ("screen", &["app", "briefing", "corpus", "page", "styled", "text"]),
    ("ui", &["app", "screen", "styled", "terminal::capabilities", "text", "yaml"]),
    ("terminal", &["text"]),
    ("browser", &["app", "briefing", "corpus", "load", "screen", "search", "terminal", "text", "ui"]),
    (
        "cli",
        &["app", "briefing", "browser", "corpus", "load", "page", "search", "styled", "terminal", "text", "ui", "yaml"],
    ),
    ("testing", &["briefing", "corpus", "text"]),
];

fn files(path: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(path).expect("a folder of sources").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            files(&entry, found);
        } else if entry.extension().is_some_and(|ending| ending == "rs") {
            found.push(entry);
        }
    }
}

/// True for files that only tests use.
fn is_test(path: &str) -> bool {
    ["/tests", "tests.rs", "addresses.rs", "hostile.rs", "driver.rs", "src/testing"]
        .iter()
        .any(|part| path.contains(part))
}

/// Returns whether an import, without its `crate::`, names the item at a path or one below it.
fn is_at_or_below(import: &str, path: &str) -> bool {
    import.strip_prefix(path).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

#[test]
fn no_module_knows_a_later_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&root, &mut all);
    assert!(all.len() > 200, "the sources were found");
    let (mut seen, mut wrong) = (BTreeSet::new(), Vec::new());
    for path in all {
        let name = path.strip_prefix(&root).expect("it is in src").to_string_lossy().replace('\\', "/");
        let module = name.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
        if is_test(&format!("src/{name}")) || ["lib", "main"].contains(&module.as_str()) {
            continue;
        }
        let (_, may_know) = MAY_KNOW
            .iter()
            .find(|(known, _)| *known == module)
            .unwrap_or_else(|| panic!("src/{name} is in no module of the table"));
        seen.insert(module.clone());
        let text = fs::read_to_string(&path).expect("a source file");
        // Unit tests stand at the end of a file.
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for rest in line.split("crate::").skip(1) {
                let other: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let is_allowed = may_know.iter().any(|path| is_at_or_below(rest, path));
                if other != module && other != "testing" && !is_allowed {
                    wrong.push(format!("src/{name} imports {other}"));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    let table: BTreeSet<_> =
        MAY_KNOW.iter().map(|(module, _)| (*module).to_owned()).filter(|m| m != "testing").collect();
    assert_eq!(seen, table, "every module of the table is there");
}
