//! The shape of the sources: which module may import which, no circle of files, no long files.
//!
//! Only code that is compiled without tests is checked for imports. `architecture/sources.rs` defines what an import
//! is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

#[path = "architecture/circles.rs"]
mod circles;
#[path = "architecture/sources.rs"]
mod sources;
#[path = "architecture/tokens.rs"]
mod tokens;

use circles::Graph;
use sources::{Module, file, imports};

/// For each module: the modules that it may import. `a::b` is a part of `a` with a row of its own. A stage never knows a later one.
const MAY_KNOW: [(&str, &[&str]); 18] = [
    ("text", &[]),
    ("yaml", &["text"]),
    ("briefing", &["text", "yaml"]),
    ("corpus", &["briefing", "text", "yaml"]),
    ("load", &["briefing", "corpus", "text", "yaml"]),
    ("search", &["briefing", "corpus", "text"]),
    ("draft", &["briefing", "corpus", "load", "search", "text", "yaml"]),
    ("styled", &["corpus", "text"]),
    ("page", &["briefing", "corpus", "styled", "text"]),
    ("app", &["briefing", "corpus", "draft", "load", "page", "search", "styled", "text", "yaml"]),
    ("screen", &["app", "briefing", "corpus", "page", "styled", "text"]),
    ("ui", &["app", "screen", "styled", "terminal::capabilities", "text", "yaml"]),
    ("terminal::environment", &[]),
    ("terminal::capabilities", &["terminal::environment", "text"]),
    ("terminal", &["terminal::capabilities", "terminal::environment", "text"]),
    (
        "browser",
        &[
            "app",
            "briefing",
            "corpus",
            "draft",
            "load",
            "screen",
            "search",
            "terminal",
            "terminal::capabilities",
            "terminal::environment",
            "text",
            "ui",
        ],
    ),
    (
        "cli",
        &[
            "app",
            "briefing",
            "browser",
            "corpus",
            "draft",
            "load",
            "page",
            "search",
            "styled",
            "terminal",
            "terminal::capabilities",
            "terminal::environment",
            "text",
            "ui",
            "yaml",
        ],
    ),
    ("testing", &["briefing", "corpus", "text"]),
];

/// The same for the parts of `src/search`. Files in none of the folders are `searcher`: the front door, the worker.
const SEARCH_PARTS: [(&str, &[&str]); 9] = [
    ("answer", &[]),
    ("record_ids", &["answer"]),
    ("analysis", &["answer"]),
    ("query", &["answer", "analysis"]),
    ("index", &["answer", "analysis"]),
    ("matching", &["answer", "record_ids", "analysis", "query", "index"]),
    ("ranking", &["answer", "record_ids", "analysis", "query", "index", "matching"]),
    ("explain", &["answer", "analysis", "query", "index", "matching", "ranking"]),
    ("searcher", &["answer", "record_ids", "analysis", "query", "index", "matching", "ranking", "explain"]),
];

/// The same for the parts of `src/corpus`. Files in neither folder are the `model`.
const CORPUS_PARTS: [(&str, &[&str]); 3] = [("model", &[]), ("build", &["model"]), ("evidence", &["model"])];

/// Maximum number of lines in a file, because a longer one usually has two subjects.
const MAX_LINES: usize = 400;

/// Maximum median number of lines of the files in `src`, because a short file is read in one go.
const MAX_MEDIAN: usize = 130;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// For each module: the modules whose items it uses.
static IMPORTS: LazyLock<Graph<Module>> = LazyLock::new(|| imports(&root().join("src")));

/// Returns the text of every Rust file below `folder` of the repository, by its path.
fn files(folder: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(root().join(folder)).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        let name = format!("{folder}/{}", path.file_name().expect("a name").to_string_lossy());
        if path.is_dir() {
            // The benches are a package of their own, and so have a folder of build products.
            if !name.ends_with("/target") {
                found.extend(files(&name));
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.insert(name, fs::read_to_string(path).expect("a source file"));
        }
    }
    found
}

/// Lists the imports that `table` does not allow, and the modules that have no row in it.
///
/// `row` returns the row that a module belongs to, or `None` if the table does not cover it.
fn forbidden(table: &[(&str, &[&str])], row: impl Fn(&Module) -> Option<String>) -> Vec<String> {
    let mut wrong = Vec::new();
    for (module, imports) in &*IMPORTS {
        let Some(own) = row(module) else { continue };
        let Some((_, may_know)) = table.iter().find(|(name, _)| *name == own) else {
            wrong.push(format!("src/{} is in no row of the table", file(module)));
            continue;
        };
        for import in imports {
            if row(import).is_some_and(|other| other != own && !may_know.contains(&other.as_str())) {
                wrong.push(format!("src/{} imports src/{}", file(module), file(import)));
            }
        }
    }
    wrong
}

/// Returns which of `parts` of `folder` a module belongs to. Modules in none of them belong to `rest`.
fn part(module: &Module, folder: &str, parts: &[&str], rest: &str) -> Option<String> {
    let own = module.get(1).map(String::as_str);
    (module.first()? == folder).then(|| own.filter(|own| parts.contains(own)).unwrap_or(rest).to_owned())
}

/// Asserts that there are no offences of a kind, and lists them otherwise.
fn assert_none(kind: &str, found: impl IntoIterator<Item = String>, details: &str) {
    let found: Vec<_> = found.into_iter().collect();
    assert!(found.is_empty(), "\n{kind}:\n{}\n{details}", found.join("\n"));
}

#[test]
fn no_module_knows_a_later_one() {
    let row = |module: &Module| {
        let name = module.join("::");
        let of_its_own = MAY_KNOW.iter().find(|(row, _)| row.contains("::") && name.starts_with(row));
        of_its_own.map(|(row, _)| (*row).to_owned()).or_else(|| module.first().cloned())
    };
    assert_eq!(forbidden(&MAY_KNOW, row), Vec::<String>::new());
    let seen: BTreeSet<_> = IMPORTS.keys().filter_map(row).collect();
    let table: BTreeSet<_> =
        MAY_KNOW.iter().map(|(module, _)| (*module).to_owned()).filter(|module| module != "testing").collect();
    assert_eq!(seen, table, "every module of the table is there");
}

#[test]
fn a_search_flows_one_way() {
    let parts = SEARCH_PARTS.map(|(part, _)| part);
    assert_none(
        "imports of a later stage",
        forbidden(&SEARCH_PARTS, |module| part(module, "search", &parts, "searcher")),
        "",
    );
}

#[test]
fn the_model_of_a_corpus_knows_neither_who_builds_it_nor_who_asks_it() {
    let parts = CORPUS_PARTS.map(|(part, _)| part);
    assert_none(
        "imports of a later stage",
        forbidden(&CORPUS_PARTS, |module| part(module, "corpus", &parts, "model")),
        "",
    );
}

#[test]
fn no_files_import_one_another_in_a_circle() {
    let circles = circles::circles(&IMPORTS);
    let mut details = Vec::new();
    for circle in &circles {
        details.push(format!("circle of {} files:", circle.len()));
        for module in circle {
            let within: Vec<_> = IMPORTS[module].intersection(circle).map(file).collect();
            details.push(format!("  src/{} imports {}", file(module), within.join(", ")));
        }
    }
    let files = circles.iter().flatten().map(|module| format!("src/{}", file(module)));
    assert_none("files in a circle", files, &details.join("\n"));
}

#[test]
fn no_function_is_called_of() {
    let is_of = |text: &String| ["fn of(", "fn of<"].iter().any(|named| text.contains(named));
    let found = files("src").into_iter().filter(|(_, text)| is_of(text)).map(|(name, _)| name);
    assert_none(
        "files with a function called `of`",
        found,
        "a constructor is `new` or `from_…`, a look-up is `get` or a noun",
    );
}

#[test]
fn no_file_is_too_long() {
    let all = ["src", "tests", "benches"].into_iter().flat_map(files);
    let long = all.filter(|(_, text)| text.lines().count() > MAX_LINES).map(|(name, _)| name);
    assert_none("files that are too long", long, "a file should have one subject");
    let mut lines: Vec<_> = files("src").values().map(|text| text.lines().count()).collect();
    lines.sort_unstable();
    let median = lines[lines.len() / 2];
    assert!(median <= MAX_MEDIAN, "the median file of src has {median} lines");
}
