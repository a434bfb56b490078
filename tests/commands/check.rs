//! `check`: problems in the files, and passages that are compared with articles.

use assert_cmd::Command;
use tempfile::TempDir;

use super::folders::{ARTICLE, folder, lighthouse, lighthouse_with, path};
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
fn mistakes_in_the_readers_own_settings_are_listed_too() {
    let settings = TempDir::new().expect("a folder");
    let own = settings.path().join("briefing");
    std::fs::create_dir(&own).expect("a folder in it");
    let keys = "- context: browse\n  bindings:\n    - {action: fnd, keys: [x]}\n    - {action: quit, keys: []}\n";
    std::fs::write(own.join("keymap.yaml"), keys).expect("written");
    std::fs::write(own.join("theme.yaml"), "- {role: label, colour: rde}\n").expect("written");
    let checked = finished(program().env("XDG_CONFIG_HOME", settings.path()).arg("check"));
    let starts: Vec<_> = checked.out.lines().map(|line| line.replace(path(&settings), "")).collect();
    for (line, start) in
        starts.iter().zip(["/briefing/keymap.yaml:3:", "/briefing/keymap.yaml:4:", "/briefing/theme.yaml:1:"])
    {
        assert!(line.starts_with(start), "{starts:#?}");
    }
    assert!(checked.out.ends_with(": 3 problems in 2 files\n") && checked.code == 1, "{}", checked.out);
}

#[test]
fn the_example_to_copy_has_no_problem_and_its_passages_are_found() {
    let checked = run(&["check", concat!(env!("CARGO_MANIFEST_DIR"), "/examples/harbour")]);
    assert_eq!((checked.code, checked.err.as_str()), (0, ""));
    assert!(checked.out.contains("passages: 2 found, 0 ambiguous, 0 missing, 0 without text"), "{}", checked.out);
}

#[test]
fn a_folder_is_named_in_three_ways() {
    let folder = lighthouse();
    let dir = path(&folder);
    let good = "1 document · 3 entities · 2 claims: no problems\n";
    assert_eq!(run(&["check", dir]).out, good);
    assert_eq!(run(&["--dir", dir, "check"]).out, good);
    assert_eq!(finished(program().env("BRIEFING_DIR", dir).arg("check")).out, good);
    assert_eq!(finished(program().env("BRIEFING_DIR", "/nowhere").args(["check", dir])).out, good);
    assert_eq!(run(&["check", dir, "--dir", dir]).code, 2);
}

/// Checks the document, with one place changed, against the article.
fn with_article(right: &str, wrong: &str, article: &str) -> Run {
    let briefings = lighthouse_with(right, wrong);
    let articles = folder(&[("lighthouse.txt", article.as_bytes())]);
    let sources = path(&articles);
    run_in(briefings.path(), &["check", "--sources", sources])
}

#[test]
fn passages_are_found() {
    let good = with_article("genre: news", "genre: analysis", ARTICLE);
    assert_eq!((good.code, good.err.as_str()), (0, ""));
    let lines: Vec<_> = good.out.lines().collect();
    assert!(
        lines[0].ends_with(
            "lighthouse.yaml:19:61: note: `end` has 2 words; three to six are enough to find a passage, and no more"
        ),
        "{}",
        good.out
    );
    assert_eq!(
        lines[1..],
        [
            "passages: 2 found, 0 ambiguous, 0 missing, 0 without text",
            "1 document · 3 entities · 2 claims: no problems"
        ]
    );
}

#[test]
fn texts_beside_the_briefings_are_looked_up_unasked() {
    let briefings = lighthouse_with("start: nobody had changed", "start: nobody has changed");
    let sources = briefings.path().join("sources");
    std::fs::create_dir(&sources).expect("made");
    std::fs::write(sources.join("lighthouse.txt"), ARTICLE).expect("written");
    let checked = run_in(briefings.path(), &["check"]);
    assert!(checked.code == 1 && checked.out.contains("1 found, 0 ambiguous, 1 missing"), "{}", checked.out);
}

#[test]
fn an_article_with_hard_line_breaks_has_its_paragraphs_between_blank_lines() {
    let wrapped = ARTICLE.replace(". ", ".\n").replace(", ", ",\n").replace("nobody had", "nobody\nhad");
    let checked = with_article("genre: news", "genre: analysis", &wrapped);
    assert!(checked.out.contains("passages: 2 found"), "{}", checked.out);
}

/// Makes a folder with one document `d` that has these passages, and an empty folder for articles.
fn with_passages(passages: &[&str]) -> TempDir {
    let claim =
        |(at, passage): (usize, &&str)| format!("  - {{id: c{at}, text: T, kind: fact, passage: {{{passage}}}}}\n");
    let claims: Vec<_> = passages.iter().enumerate().map(claim).collect();
    let header = "title: T\npublisher: p\nurl: https://a.example/\npublished: 2024\nclaims:\n";
    let document = format!("{header}{}", claims.concat());
    let files: [(&str, &[u8]); 2] =
        [("d.yaml", document.as_bytes()), ("sources.yaml", b"outlets: [{id: p, name: P}]\n")];
    let briefings = folder(&files);
    std::fs::create_dir(briefings.path().join("sources")).expect("made");
    briefings
}

#[test]
fn a_quote_is_looked_up_in_whole_words() {
    let quoted = |quote: &str| {
        let briefings = with_passages(&["start: Goita"]);
        let file = briefings.path().join("d.yaml");
        let text = std::fs::read_to_string(&file).expect("a document");
        std::fs::write(&file, text.replace("kind: fact,", &format!("kind: fact, quote: {quote},"))).expect("written");
        let article = "Goita spoke.\n\nHe called it “a night we won\u{2019}t forget”.\n\nAnd left.\n";
        std::fs::write(briefings.path().join("sources/d.txt"), article).expect("written");
        run_in(briefings.path(), &["check"])
    };
    let found = quoted("a night we won't forget");
    assert!(found.code == 0 && found.out.contains("\nquotes: 1 found, 0 missing\n"), "{}", found.out);
    for missing in ["a night we won't forge", "we won't forget the night"] {
        let checked = quoted(missing);
        let problem = "d.yaml:6:42: the quote is not in the article (copy the speaker's words from the article, whole";
        assert!(checked.code == 1 && checked.out.contains(problem), "{}", checked.out);
        assert!(checked.out.contains("\nquotes: 0 found, 1 missing\n"), "{}", checked.out);
    }
}

#[test]
fn notes_are_counted_where_there_are_many() {
    let briefings = with_passages(&["start: Goita"; 6]);
    std::fs::write(briefings.path().join("sources/d.txt"), "Goïta spoke.").expect("written");
    let checked = run_in(briefings.path(), &["check"]);
    let counted = "notes: 6 ends with fewer than three or more than six words, \
                   6 passages with other accents than the article (--json lists them)\npassages: 6 found,";
    assert!(checked.code == 0 && checked.out.starts_with(counted), "{}", checked.out);
    let json = run_in(briefings.path(), &["check", "--json"]);
    assert_eq!((json.code, json.out.lines().count()), (0, 12));
    let note: serde_json::Value = serde_json::from_str(json.out.lines().next().expect("a line")).expect("JSON");
    assert_eq!((note["state"].as_str(), note["record"].as_str()), (Some("found"), Some("d#c0")));
    assert!(note["note"].as_str().is_some_and(|note| note.contains("Firefox")), "{note}");
}

#[test]
fn passages_that_are_elsewhere_or_nowhere_are_problems() {
    for (right, wrong, place, says, counts) in [
        (
            "paragraph: 2, ",
            "paragraph: 9, ",
            "lighthouse.yaml:19:26: ",
            "the passage is in paragraph 2, not 9 (write `paragraph: 2`)",
            "1 found, 1 ambiguous, 0 missing",
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
            "(its first words are there, but what should follow them is not)",
            "1 found, 0 ambiguous, 1 missing",
        ),
        (
            "paragraph: 3, start: nobody had changed",
            "start: The",
            "lighthouse.yaml:25:14: ",
            "the passage is in 5 places of the article",
            "1 found, 1 ambiguous, 0 missing",
        ),
    ] {
        let checked = with_article(right, wrong, ARTICLE);
        assert_eq!((checked.code, checked.err.as_str()), (1, ""));
        let lines: Vec<_> = checked.out.lines().collect();
        assert!(lines[0].contains(place) && lines[0].contains(says), "{}", checked.out);
        let summary = [
            format!("passages: {counts}, 0 without text"),
            "1 document · 3 entities · 2 claims: 1 problem in 1 file".into(),
        ];
        assert_eq!(lines[lines.len() - 2..], summary);
    }
}

#[test]
fn a_claim_is_shown_with_its_passage_where_the_article_is_at_hand() {
    let briefings = lighthouse();
    let shown = |article: &str| {
        let articles = folder(&[("lighthouse.txt", article.as_bytes())]);
        let sources = path(&articles);
        run_in(briefings.path(), &["show", "lighthouse#dark", "--sources", sources]).out
    };
    let found = "\n\nfound        in paragraph 2: “The light went out, says the log<U+001B>[2J, at midnight”\n";
    assert!(shown(&ARTICLE.replace("the log", "the log\u{1b}[2J")).ends_with(found));
    assert!(shown("Nothing.").ends_with("\n\nmissing      the article at hand does not have these words\n"));
    let elsewhere = shown(&ARTICLE.replace("The light that failed", "The light went out at midnight."));
    assert!(elsewhere.ends_with("\n\nambiguous    the link opens paragraph 1, not 2 as written\n"), "{elsewhere}");
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
    let sources = path(&articles);
    let checked = run_in(briefings.path(), &["check", "--json", "--sources", sources]);
    assert_eq!(checked.code, 1);
    let problem: serde_json::Value = serde_json::from_str(checked.out.trim()).expect("one object");
    assert_eq!(problem["state"], "ambiguous");
    let mut fields: Vec<_> = problem.as_object().expect("an object").keys().map(String::as_str).collect();
    fields.sort_unstable();
    assert_eq!(fields, ["column", "file", "hint", "line", "problem", "record", "state"]);
    assert_eq!((problem["line"].as_u64(), problem["column"].as_u64()), (Some(19), Some(26)));
    assert_eq!(problem["record"], "lighthouse#dark");
    assert!(checked.err.contains("passages: 1 found"), "{}", checked.err);
}

/// A quadratic search would take hours for these articles. The limit is on the child's processor time.
#[cfg(unix)]
#[test]
fn texts_that_repeat_themselves_are_looked_up_in_linear_time() {
    let briefings = with_passages(&[
        "start: 'a a a a a a a a a a b'",
        "prefix: a a a, start: a a b",
        "start: a a, end: a a, suffix: c",
        "prefix: 中, start: 国中",
        "start: 中, end: 中, suffix: 文",
        "prefix: กา, start: x",
        "start: 🇫🇷, end: 🇩🇪",
    ]);
    for unit in ["a ", "中国", "กา", "🇫🇷"] {
        let article = unit.repeat(60_000 / unit.len());
        std::fs::write(briefings.path().join("sources/d.txt"), article).expect("written");
        let mut limited = Command::new("sh");
        limited.args(["-c", "ulimit -t 20; exec \"$0\" --dir \"$1\" check"]);
        limited.arg(assert_cmd::cargo::cargo_bin("briefing")).arg(briefings.path());
        let checked = finished(limited.env("BRIEFING_NO_CACHE", "1"));
        assert!(checked.code < 2 && checked.out.contains(", 0 without text"), "{unit}: {}", checked.out);
    }
}
