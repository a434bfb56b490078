//! Plain output, options, environment variables and exit status.

use super::folders::{lighthouse, path};
use super::{finished, program, run, run_in};

#[test]
fn without_a_terminal_the_overview_is_printed() {
    let built_in = run(&[]);
    assert_eq!((built_in.code, built_in.err.as_str()), (0, ""));
    assert!(built_in.out.starts_with("built-in briefings: 5 documents · "), "{}", built_in.out);
    assert!(built_in.out.contains("no problems"));
    let own = run_in(lighthouse().path(), &[]);
    let document = "2024-03-09               The light that failed (North Post, 2 claims) lighthouse\n";
    assert!(own.out.contains(document), "{}", own.out);
}

#[test]
fn lists_have_one_line_a_record_the_id_first() {
    let folder = lighthouse();
    let list = |what| run_in(folder.path(), &["list", what]).out;
    assert_eq!(list("documents"), "lighthouse  2024-03-09  news  2 claims  North Post  The light that failed\n");
    assert_eq!(
        list("entities"),
        "anna-holm    Person      2 claims  Anna Holm\n\
         coast-guard  PublicBody  2 claims  Coast Guard\n\
         kvalness     Place       1 claim   Kvalnéss\n"
    );
    assert_eq!(
        list("claims"),
        "lighthouse#dark  fact        Coast Guard  The light of Kvalnéss went out at midnight.\n\
         lighthouse#lamp  allegation  Anna Holm    Nobody had changed the lamp.\n"
    );
    for what in ["documents", "entities", "claims"] {
        let built_in = run(&["list", what]);
        assert_eq!((built_in.code, built_in.err.as_str()), (0, ""));
        assert!(built_in.out.lines().count() >= 5);
    }
}

#[test]
fn a_record_is_shown_by_its_id() {
    let folder = lighthouse();
    let show = |id| run_in(folder.path(), &["show", id]);
    let claim = show("lighthouse#dark");
    assert_eq!((claim.code, claim.err.as_str()), (0, ""));
    for fact in [
        "said by      Coast Guard\n",
        "through      Anna Holm\n",
        "origin       The log book · issued by Coast Guard · 2024-03\n",
        "credibility  2 (probably true)\n",
        "publisher    North Post · reliability B (usually reliable)\n",
        "passage      paragraph 2: “The light went out … at midnight”\n",
        "link         https://north.example/light#:~:text=The%20light%20went%20out,at%20midnight\n",
        "rests on     1 independent origin (2 claims agree)\n",
        "note         single source: nothing independent of it says the same\n",
        "             second-hand: the document reports it through others\n",
        "- Anna Holm · allegation · North Post: Nobody had changed the lamp. (published",
        "  Same night.\n",
    ] {
        assert!(claim.out.contains(fact), "{fact} in {}", claim.out);
    }
    let lamp = show("lighthouse#lamp").out;
    assert!(lamp.contains("said by      Anna Holm (the author, in the document's own voice)\n"), "{lamp}");
    assert!(
        lamp.contains("credibility  unrated\n") && lamp.contains("Coast Guard · fact · 2024-03-08 · through Anna Holm"),
        "{lamp}"
    );
    assert!(show("lighthouse").out.contains("\nClaims 2 · by Anna Holm unless someone else is named\n"));
    assert!(show("coast-guard").out.contains("\nWhat others say about Coast Guard 1\nAnna Holm 1\n- allegation"));
}

#[test]
fn everything_that_is_listed_can_be_shown() {
    for what in ["documents", "entities"] {
        for line in run(&["list", what]).out.lines() {
            let id = line.split_whitespace().next().expect("an id");
            let shown = run(&["show", id]);
            assert_eq!((shown.code, shown.err.as_str()), (0, ""));
            assert!(shown.out.lines().any(|line| line == format!("id           {id}")), "{}", shown.out);
        }
    }
}

#[test]
fn an_unknown_id_is_answered_with_the_nearest() {
    let folder = lighthouse();
    let shown = run_in(folder.path(), &["show", "ana-holm"]);
    assert_eq!((shown.code, shown.out.as_str()), (1, ""));
    assert_eq!(shown.err, "briefing: no record has the id or name `ana-holm`; did you mean `anna-holm`?\n");
    let hostile = run_in(folder.path(), &["show", "\u{1b}]0;x\u{7}"]);
    assert_eq!(hostile.code, 1);
    assert!(hostile.err.contains("`<U+001B>]0;x<U+0007>`"), "{}", hostile.err);
}

#[test]
fn an_id_of_two_records_shows_both() {
    let folder = lighthouse();
    let path = folder.path().join("entities.yaml");
    let entities = std::fs::read_to_string(&path).expect("readable") + "- {id: lighthouse, schema: Place, name: L}\n";
    std::fs::write(&path, entities).expect("written");
    let shown = run_in(folder.path(), &["show", "lighthouse"]);
    assert_eq!(shown.code, 0);
    assert!(shown.err.contains("of a document and of an entity"), "{}", shown.err);
    assert!(shown.out.starts_with("The light that failed\n"), "{}", shown.out);
    assert!(shown.out.contains("\n\nL Place\n\n"), "{}", shown.out);
}

#[test]
fn flags_stand_before_or_after_the_command_and_beat_the_environment() {
    let folder = lighthouse();
    let dir = path(&folder);
    let expected = run_in(folder.path(), &["list", "claims", "--json"]).out;
    assert_eq!(expected.lines().count(), 2);
    for line in [
        ["--dir", dir, "--json", "list", "claims"],
        ["list", "--json", "claims", "--dir", dir],
        ["--json", "list", "claims", "--dir", dir],
    ] {
        assert_eq!(run(&line).out, expected);
    }
    let by_environment = finished(program().env("BRIEFING_DIR", dir).args(["--json", "list", "claims"]));
    assert_eq!(by_environment.out, expected);
    let flag_first =
        finished(program().env("BRIEFING_DIR", "/nowhere").args(["--dir", dir, "--json", "list", "claims"]));
    assert_eq!(flag_first.out, expected);
    let empty = finished(program().env("BRIEFING_DIR", "").arg("--json"));
    assert_eq!((empty.code, empty.out.lines().count()), (0, 5));
}

#[test]
fn no_environment_brings_escape_sequences_into_a_pipe() {
    for (name, value) in [("TERM", "dumb"), ("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1"), ("LC_ALL", "C")] {
        for line in [&["--help"][..], &["list", "entities"], &["--color", "always", "show", "mali"], &["nonsense"]] {
            finished(program().env(name, value).args(line));
        }
    }
}

#[test]
fn wrong_usage_is_told_apart_from_nothing_found() {
    for line in [
        &["nonsense"][..],
        &["list"],
        &["list", "nothing"],
        &["list", "claims", "--jsn"],
        &["show"],
        &["--color", "sometimes"],
        &["--dir"],
        &["search"],
        &["search", ""],
        &["search", "mali", "--limit", "0"],
        &["search", "mali", "--limt", "3"],
        &["list", "\u{1b}]0;x\u{7}"],
        &["list", "\u{9b}31m\u{202e}"],
    ] {
        let wrong = run(line);
        assert_eq!((wrong.code, wrong.out.as_str()), (2, ""), "{line:?}");
        assert!(!wrong.err.is_empty(), "{line:?}");
    }
}

#[test]
fn help_and_version_are_output() {
    for line in [&["--help"][..], &["help"], &["search", "--help"], &["check", "-h"], &["--version"]] {
        let help = run(line);
        assert_eq!((help.code, help.err.as_str()), (0, ""), "{line:?}");
        assert!(!help.out.is_empty());
    }
    for command in ["search", "list", "show", "check"] {
        let help = run(&[command, "--help"]).out;
        assert!(help.contains("Examples:\n  briefing "), "{help}");
        assert!(help.lines().all(|line| line.chars().count() <= 100), "{help}");
    }
    assert_eq!(run(&["--version"]).out, format!("briefing {}\n", env!("CARGO_PKG_VERSION")));
}
