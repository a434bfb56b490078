//! `draft`: articles become documents with drafts that `check` passes, and nothing is lost.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::folders::{lighthouse, path};
use super::{Run, finished, program, run, run_in};

const ARTICLE: &str = "\
Keeper denies the storm

The Coast Guard sent a boat to Kvalnéss on Monday. \"The lamp was new: I changed it\", said Anna Holm.

Nobody else was there # at night.
";

/// Makes a folder beside the briefings with this article, and drafts it.
fn drafted(briefings: &TempDir, name: &str, article: &[u8], options: &[&str]) -> Run {
    let file = briefings.path().join("../").join(format!("{}-{name}", stem(briefings)));
    fs::write(&file, article).expect("written");
    let run = run_in(briefings.path(), &[&["draft", file.to_str().expect("UTF-8")], options].concat());
    fs::remove_file(file).expect("removed");
    run
}

fn stem(folder: &TempDir) -> String {
    folder.path().file_name().expect("a name").to_string_lossy().replace('.', "")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn a_draft_passes_the_check_and_lists_what_to_fill_in() {
    let briefings = lighthouse();
    let made = drafted(&briefings, "keeper.txt", ARTICLE.as_bytes(), &["--id", "keeper"]);
    assert_eq!((made.code, made.err.as_str()), (0, ""), "{}", made.out);
    let document = read(&briefings.path().join("keeper.yaml"));
    assert!(document.starts_with("title: Keeper denies the storm\n"), "{document}");
    assert!(document.contains("\n    draft: {by: rules"), "{document}");
    assert_eq!(document.matches("Keeper denies the storm").count(), 1, "the title is no claim: {document}");
    assert_eq!(read(&briefings.path().join("sources/keeper.txt")), ARTICLE);
    assert!(
        made.out.contains("to fill in, since the source does not say it: publisher, url, published\n"),
        "{}",
        made.out
    );
    assert!(made.out.contains("title: Keeper denies the storm (first line)\n"), "{}", made.out);
    assert!(made.out.lines().last().is_some_and(|line| line.starts_with("next: `briefing --dir /")), "{}", made.out);
    let checked = run_in(briefings.path(), &["check"]);
    assert_eq!(checked.code, 0, "{}\n{document}", checked.out);
    assert!(checked.out.contains("to fill in") && checked.out.contains("no problems"), "{}", checked.out);
    assert!(checked.out.contains(" 0 ambiguous, 0 missing"), "{}", checked.out);
}

#[test]
fn what_the_command_line_says_is_in_the_document() {
    let briefings = lighthouse();
    let options = [
        "--title",
        "A: title",
        "--author",
        "anna holm",
        "--author",
        "Bo Dahl",
        "--publisher",
        "North Post",
        "--url",
        "https://north.example/keeper",
        "--published",
        "2024-03-11",
        "--id",
        "k",
    ];
    let made = drafted(&briefings, "x.txt", ARTICLE.as_bytes(), &options);
    assert_eq!(made.code, 0, "{}", made.err);
    let document = read(&briefings.path().join("k.yaml"));
    let head = "title: \"A: title\"\nauthor: [anna-holm, bo-dahl]\npublisher: north-post\nurl: https://north.example/keeper\n\
                published: 2024-03-11\n";
    assert!(document.starts_with(head), "{document}");
    assert!(!made.out.contains("to fill in"), "{}", made.out);
    let entities = read(&briefings.path().join("entities.yaml"));
    assert!(entities.contains("name: Bo Dahl") && entities.contains("by: rules"), "{entities}");
    let checked = run_in(briefings.path(), &["check"]);
    assert_eq!(checked.code, 0, "{}", checked.out);
    // A publisher that is not known becomes an outlet.
    let made = drafted(&briefings, "y.txt", ARTICLE.as_bytes(), &["--id", "y", "--publisher", "Sea News"]);
    assert!(made.code == 0 && made.out.contains("sources.yaml: a new outlet: Sea News\n"), "{}", made.out);
    assert!(read(&briefings.path().join("sources.yaml")).contains("sea-news"));
    assert_eq!(run_in(briefings.path(), &["check"]).code, 0);
}

#[test]
fn nothing_that_exists_is_overwritten() {
    let briefings = lighthouse();
    let document = briefings.path().join("lighthouse.yaml");
    let before = read(&document);
    let again = drafted(&briefings, "x.txt", ARTICLE.as_bytes(), &["--id", "lighthouse"]);
    assert!(
        again.code == 2 && again.err.contains("exists, and is not overwritten; give the draft another id"),
        "{}",
        again.err
    );
    assert_eq!(read(&document), before);
    // A text of the same name that differs is kept too, and no document is written.
    fs::create_dir_all(briefings.path().join("sources")).expect("made");
    fs::write(briefings.path().join("sources/new.txt"), "mine").expect("written");
    assert_eq!(drafted(&briefings, "x.txt", ARTICLE.as_bytes(), &["--id", "new"]).code, 2);
    assert_eq!(read(&briefings.path().join("sources/new.txt")), "mine");
    assert!(!briefings.path().join("new.yaml").exists());
    // A text that is at its place already is taken as it is.
    fs::write(briefings.path().join("sources/here.txt"), ARTICLE).expect("written");
    let source = briefings.path().join("sources/here.txt");
    assert_eq!(run_in(briefings.path(), &["draft", source.to_str().expect("UTF-8")]).code, 0);
    assert!(briefings.path().join("here.yaml").exists());
}

#[test]
fn a_folder_is_named_or_found_or_asked_for() {
    let empty = TempDir::new().expect("a folder");
    fs::write(empty.path().join("a.txt"), ARTICLE).expect("written");
    let draft = |dir: Option<&str>| {
        let mut command = program();
        command.current_dir(empty.path()).args(["draft", "a.txt"]);
        if let Some(dir) = dir {
            command.env("BRIEFING_DIR", dir);
        }
        finished(&mut command)
    };
    let refused = draft(None);
    assert!(refused.code == 2 && refused.err.contains("make one with `briefing init`"), "{}", refused.err);
    let nowhere = draft(Some("nowhere"));
    assert!(nowhere.code == 2 && nowhere.err.contains("`briefing init nowhere`"), "{}", nowhere.err);
    let json = finished(program().current_dir(empty.path()).args(["draft", "a.txt", "--json"]));
    assert!(json.code == 0 && json.out.contains("\"record\":\"proposal\""), "{}", json.err);
    assert_eq!(fs::read_dir(empty.path()).expect("a folder").count(), 1, "nothing is written");
    fs::write(empty.path().join("entities.yaml"), "[]\n").expect("written");
    let here = draft(None);
    assert!(here.code == 0 && empty.path().join("a.yaml").exists(), "{}", here.err);
    assert!(here.out.contains("\nnext: `briefing --dir .`"), "{}", here.out);
}

#[test]
fn proposals_in_json_are_ranges_of_the_text() {
    let briefings = lighthouse();
    let article = format!("\u{feff}{}", ARTICLE.replace('\n', "\r\n"));
    let options = ["--json", "--id", "k", "--url", "https://north.example/k"];
    let made = drafted(&briefings, "x.txt", article.as_bytes(), &options);
    assert_eq!(made.code, 0, "{}", made.err);
    let lines: Vec<Value> = made.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let proposals: Vec<&Value> = lines.iter().filter(|line| line["record"] == "proposal").collect();
    assert!(proposals.len() >= 3, "{}", made.out);
    for proposal in proposals {
        assert_eq!(proposal["document"], "k");
        for span in proposal["spans"].as_array().expect("spans") {
            let [from, to] = [0, 1].map(|at| usize::try_from(span[at].as_u64().expect("a number")).expect("small"));
            assert!(article.get(from..to).is_some_and(|words| !words.trim().is_empty()), "{proposal}");
        }
        assert!(proposal["link"].as_str().is_none_or(|link| link.starts_with("https://north.example/k#:~:text=")));
        assert!(proposal["speaker"].is_array() && proposal["flags"].is_array(), "{proposal}");
    }
    assert!(!briefings.path().join("k.yaml").exists());
}

#[test]
fn sources_that_cannot_be_read_are_said_and_cost_only_themselves() {
    let briefings = lighthouse();
    let binary = drafted(&briefings, "x.txt", b"a\xffb", &[]);
    assert!(binary.code == 2 && binary.err.contains("UTF-8"), "{}", binary.err);
    let missing = run_in(briefings.path(), &["draft", "/nowhere.txt"]);
    assert!(missing.code == 2 && missing.err.starts_with("briefing: /nowhere.txt: "), "{}", missing.err);
    let good = briefings.path().join("../").join(format!("{}-good.txt", stem(&briefings)));
    fs::write(&good, ARTICLE).expect("written");
    let both = run_in(briefings.path(), &["draft", "/nowhere.txt", good.to_str().expect("UTF-8")]);
    fs::remove_file(&good).expect("removed");
    assert!(both.code == 2 && both.err.contains("1 of 2 sources were not drafted"), "{}", both.err);
    assert!(both.out.contains("proposed claim"), "{}", both.out);
    assert_eq!(run(&["draft"]).code, 2);
    assert_eq!(run_in(briefings.path(), &["draft", "a", "b", "--id", "c"]).code, 2);
    let stdin = finished(program().args(["--dir", path(&briefings), "draft", "-", "--id", "s"]).write_stdin(ARTICLE));
    assert!(stdin.code == 0 && briefings.path().join("s.yaml").exists(), "{}", stdin.err);
}

#[test]
fn a_command_proposes_too_and_its_failure_costs_nothing() {
    let briefings = lighthouse();
    let failed = drafted(&briefings, "x.txt", ARTICLE.as_bytes(), &["--id", "k", "--with", "exit 3"]);
    assert!(failed.code == 0 && failed.err.contains("the draft is the program's own"), "{}", failed.err);
    assert!(briefings.path().join("k.yaml").exists());
}
