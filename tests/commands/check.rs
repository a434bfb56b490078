//! `check`: the curated files are without fault, and passages are looked up in articles.

use super::folders::{ARTICLE, folder, lighthouse, lighthouse_with};
use super::{Run, finished, program, run, run_in};

#[test]
fn the_curated_briefings_have_no_problem() {
    let checked = run(&["check"]);
    assert_eq!(checked.code, 0, "{}", checked.out);
    assert_eq!(checked.out.lines().count(), 1);
    assert!(checked.out.ends_with(": no problems\n"), "{}", checked.out);
    let json = run(&["check", "--json"]);
    assert_eq!((json.code, json.out.as_str()), (0, ""));
}

#[test]
fn a_folder_is_named_in_three_ways() {
    let folder = lighthouse();
    let dir = folder.path().to_str().expect("a path in UTF-8");
    let good = "1 document · 3 entities · 2 claims: no problems\n";
    assert_eq!(run(&["check", dir]).out, good);
    assert_eq!(run(&["--dir", dir, "check"]).out, good);
    assert_eq!(finished(program().env("BRIEFING_DIR", dir).arg("check")).out, good);
    assert_eq!(finished(program().env("BRIEFING_DIR", "/nowhere").args(["check", dir])).out, good);
    assert_eq!(run(&["check", dir, "--dir", dir]).code, 2);
}

/// Checks the document with one place changed against the article.
fn with_article(right: &str, wrong: &str, article: &str) -> Run {
    let briefings = lighthouse_with(right, wrong);
    let articles = folder(&[("lighthouse.txt", article.as_bytes())]);
    let sources = articles.path().to_str().expect("a path in UTF-8");
    run_in(briefings.path(), &["check", "--sources", sources])
}

#[test]
fn passages_are_found() {
    let good = with_article("genre: news", "genre: analysis", ARTICLE);
    assert_eq!((good.code, good.err.as_str()), (0, ""));
    assert_eq!(
        good.out,
        "passages: 2 found, 0 ambiguous, 0 missing, 0 without text\n1 document · 3 entities · 2 claims: no problems\n"
    );
}

#[test]
fn passages_that_are_elsewhere_or_nowhere_are_problems() {
    for (right, wrong, place, says, counts) in [
        (
            "paragraph: 2, ",
            "paragraph: 9, ",
            "lighthouse.yaml:19:26: ",
            "the passage is in paragraph 2, not 9 (write `paragraph: 2`)",
            "2 found, 0 ambiguous, 0 missing",
        ),
        (
            "start: nobody had changed",
            "start: nobody has changed",
            "lighthouse.yaml:25:14: ",
            "the passage is not in the article (copy its first words from the article)",
            "1 found, 0 ambiguous, 1 missing",
        ),
        (
            "end: at midnight",
            "end: at noon",
            "lighthouse.yaml:19:14: ",
            "(its first words are there, but what follows them is not, in that paragraph)",
            "1 found, 0 ambiguous, 1 missing",
        ),
        (
            "start: nobody had changed",
            "start: The",
            "lighthouse.yaml:25:14: ",
            "the passage is in 5 places of the article",
            "1 found, 1 ambiguous, 0 missing",
        ),
    ] {
        let checked = with_article(right, wrong, ARTICLE);
        assert_eq!((checked.code, checked.err.as_str()), (1, ""));
        let lines: Vec<_> = checked.out.lines().collect();
        assert_eq!(lines.len(), 3, "{}", checked.out);
        assert!(lines[0].contains(place) && lines[0].contains(says), "{}", checked.out);
        assert_eq!(lines[1], format!("passages: {counts}, 0 without text"));
        assert_eq!(lines[2], "1 document · 3 entities · 2 claims: 1 problem in 1 file");
    }
}

#[test]
fn a_claim_is_shown_with_its_passage_where_the_article_is_at_hand() {
    let briefings = lighthouse();
    let shown = |article: &str| {
        let articles = folder(&[("lighthouse.txt", article.as_bytes())]);
        let sources = articles.path().to_str().expect("a path in UTF-8");
        run_in(briefings.path(), &["show", "lighthouse#dark", "--sources", sources]).out
    };
    let found = "\n\nfound        in paragraph 2: “The light went out, says the log<U+001B>[2J, at midnight”\n";
    assert!(shown(&ARTICLE.replace("the log", "the log\u{1b}[2J")).ends_with(found));
    assert!(shown("Nothing.").ends_with("\n\nmissing      the article at hand does not have these words\n"));
    let twice = shown(&ARTICLE.repeat(2));
    assert!(twice.ends_with("\n\nambiguous    it begins in 2 places of the article\n"), "{twice}");
}

#[test]
fn an_article_that_is_not_at_hand_is_mentioned() {
    let briefings = lighthouse();
    let articles = folder(&[("other.txt", b"")]);
    let checked = finished(program().env("BRIEFING_SOURCES", articles.path()).arg("check").arg(briefings.path()));
    assert_eq!(checked.code, 0);
    assert_eq!(
        checked.out,
        "no text at hand for lighthouse\npassages: 0 found, 0 ambiguous, 0 missing, 2 without text\n1 document · 3 entities · 2 claims: no problems\n"
    );
    let nowhere = run_in(briefings.path(), &["check", "--sources", "/nowhere"]);
    assert_eq!((nowhere.code, nowhere.out.as_str()), (2, ""));
    assert!(nowhere.err.starts_with("briefing: cannot read the folder /nowhere"), "{}", nowhere.err);
}

#[test]
fn problems_in_json_have_their_place_in_fields() {
    let briefings = lighthouse_with("paragraph: 2, ", "paragraph: 9, ");
    let articles = folder(&[("lighthouse.txt", ARTICLE.as_bytes())]);
    let sources = articles.path().to_str().expect("a path in UTF-8");
    let checked = run_in(briefings.path(), &["check", "--json", "--sources", sources]);
    assert_eq!(checked.code, 1);
    let problem: serde_json::Value = serde_json::from_str(checked.out.trim()).expect("one object");
    let mut fields: Vec<_> = problem.as_object().expect("an object").keys().map(String::as_str).collect();
    fields.sort_unstable();
    assert_eq!(fields, ["column", "file", "hint", "line", "problem", "record"]);
    assert_eq!((problem["line"].as_u64(), problem["column"].as_u64()), (Some(19), Some(26)));
    assert_eq!(problem["record"], "lighthouse#dark");
    assert!(checked.err.contains("passages: 2 found"), "{}", checked.err);
}
