//! Help and messages: they fit the screen and name only options that have an effect.

use super::{finished, program, run};

#[test]
fn help_shows_only_options_that_do_something() {
    for (command, sources, cache) in [
        ("search", false, true),
        ("list", false, true),
        ("show", true, true),
        ("conflicts", false, true),
        ("positions", false, true),
        ("timeline", false, true),
        ("matrix", false, true),
        ("check", true, false),
    ] {
        for help in [run(&[command, "--help"]).out, run(&[command, "-h"]).out, run(&["help", command]).out] {
            let shows = |option: &str| help.contains(option);
            assert_eq!((shows("--sources <"), shows("--no-cache")), (sources, cache), "{help}");
            assert!(shows("--json") && shows("--dir <DIR>"), "{help}");
        }
    }
    let help = run(&["--help"]).out;
    assert!(["--sources", "--ascii", "--color", "--no-cache"].iter().all(|option| help.contains(option)), "{help}");
    let hidden = run(&["list", "outlets", "--sources", "/nowhere", "--ascii", "--color", "never"]);
    assert_eq!(hidden.code, 0, "what is not shown is taken all the same");
}

#[test]
fn help_fits_a_terminal_of_80_columns() {
    for line in ["", "search", "list", "show", "conflicts", "positions", "timeline", "matrix", "check"] {
        for option in ["--help", "-h"] {
            let line: Vec<_> = line.split_whitespace().chain([option]).collect();
            let help = run(&line).out;
            let long: Vec<_> = help.lines().filter(|line| line.chars().count() > 80).collect();
            assert!(long.is_empty() && help.lines().count() > 5, "{line:?}: {long:#?}");
        }
    }
}

#[test]
fn a_wrong_limit_is_refused_in_plain_words() {
    for limit in ["0", "abc", "-1", "1.5", ""] {
        let refused = run(&["search", "mali", &format!("--limit={limit}")]);
        assert_eq!((refused.code, refused.out.as_str()), (2, ""));
        assert!(refused.err.contains("the limit is a whole number, 1 or more"), "{}", refused.err);
    }
}

#[test]
fn a_folder_that_is_not_there_is_said_with_who_named_it() {
    let named = |variable: &str, line: &[&str]| finished(program().env(variable, "/nowhere").args(line)).err;
    let missing = "briefing: cannot read the folder /nowhere: No such file or directory";
    for (err, by) in [
        (named("BRIEFING_DIR", &["list", "claims"]), "BRIEFING_DIR"),
        (named("BRIEFING_DIR", &["check"]), "BRIEFING_DIR"),
        (named("BRIEFING_DIR", &[]), "BRIEFING_DIR"),
        (run(&["list", "claims", "--dir", "/nowhere"]).err, "--dir"),
        (run(&["check", "--dir", "/nowhere"]).err, "--dir"),
        (run(&["show", "mali", "--sources", "/nowhere"]).err, "--sources"),
        (named("BRIEFING_SOURCES", &["show", "mali"]), "BRIEFING_SOURCES"),
        (named("BRIEFING_SOURCES", &["check"]), "BRIEFING_SOURCES"),
    ] {
        assert_eq!(err, format!("{missing} (the folder that {by} names)\n"));
    }
    assert_eq!(run(&["check", "/nowhere"]).err, format!("{missing}\n"));
}
