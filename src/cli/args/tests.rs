use super::*;

fn parse(line: &[&str]) -> Cli {
    tried(line).unwrap_or_else(|error| panic!("{error}"))
}

fn tried(line: &[&str]) -> Result<Cli, clap::Error> {
    super::parse([&["briefing"], line].concat().into_iter().map(OsString::from))
}

#[test]
fn the_definition_is_sound() {
    definition().debug_assert();
}

#[test]
fn a_query_takes_negations_but_leaves_options_alone() {
    let query = |line: &[&str]| match parse(line) {
        Cli { command: Some(Command::Search(args)), options } => (args.query.join(" "), args.limit.get(), options.json),
        other => panic!("{other:?}"),
    };
    assert_eq!(query(&["search", "wheat", "-kind:opinion", "--json"]), ("wheat !kind:opinion".into(), 20, true));
    assert_eq!(query(&["search", "--limit", "3", "-hello"]), ("!hello".into(), 3, false));
    assert_eq!(query(&["search", "a", "--limit=3", "b"]), ("a b".into(), 3, false));
    assert_eq!(query(&["search", "a", "-bc", "--", "-h"]), ("a !bc -h".into(), 20, false));
    assert_eq!(query(&["--json", "search", "--", "-h"]), ("-h".into(), 20, true));
    assert_eq!(query(&["search", "a", "|", "-b", "c"]), ("a | !b c".into(), 20, false), "the order counts");
    let value = tried(&["search", "a", "--limit", "-1"]).expect_err("a wrong value").to_string();
    assert!(value.starts_with("error: invalid value '-1' for '--limit <N>'"), "{value}");
    for wrong in [&["search"][..], &["search", "a", "--jsn"], &["search", "a", "--limit", "0"]] {
        assert!(tried(wrong).is_err(), "{wrong:?}");
    }
}

#[test]
fn options_stand_before_or_after_the_command() {
    for line in [["--dir", "x", "--ascii", "list", "claims"], ["list", "claims", "--ascii", "--dir", "x"]] {
        let options = parse(&line).options;
        assert_eq!((options.dir(), options.ascii, options.color), (Some("x".into()), true, Color::Auto));
    }
}

/// The words of a command line as a shell passes them on, up to a pipe.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut quote) = (vec![String::new()], None);
    for letter in line.chars() {
        let word = words.last_mut().expect("there is always a word");
        match (letter, quote) {
            ('|', None) => break,
            (' ', None) => words.push(String::new()),
            ('\'' | '"', None) => quote = Some(letter),
            (_, Some(open)) if open == letter => quote = None,
            _ => word.push(letter),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Every file of Rust below a folder, with its text.
fn sources(folder: &std::path::Path, all: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("the sources").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            sources(&entry, all);
        } else if entry.extension().is_some_and(|ending| ending == "rs") {
            all.push(std::fs::read_to_string(entry).expect("a file of Rust"));
        }
    }
}

/// The command lines that messages name: in backticks, outside comments.
fn advised() -> Vec<String> {
    let mut files = Vec::new();
    sources(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let lines = files.iter().flat_map(|file| file.lines()).filter(|line| !line.trim_start().starts_with("//"));
    let quoted = lines.flat_map(|line| line.split('`').skip(1).step_by(2));
    quoted.filter(|words| words.starts_with("briefing ")).map(str::to_owned).collect()
}

/// The command lines of the examples in the help, the README and the documents.
fn examples() -> Vec<String> {
    let mut texts = Vec::new();
    for file in ["README.md", "docs/commands.md", "docs/search.md", "docs/settings.md"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let text = std::fs::read_to_string(path).expect("a document");
        // Shell blocks, and lines after a prompt.
        let blocks = text.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
        let prompts = text.lines().filter_map(|line| line.strip_prefix("$ "));
        texts.extend(blocks.chain(prompts).map(str::to_owned));
    }
    let mut definition = definition();
    texts.push(definition.render_long_help().to_string());
    texts.extend(definition.get_subcommands_mut().map(|command| command.render_long_help().to_string()));
    let lines = texts.iter().flat_map(|text| text.lines()).map(str::trim_start);
    // Three spaces separate an example from its explanation. Where its output goes is the shell's business.
    let lines = lines.filter(|line| line.starts_with("briefing ")).filter_map(|line| line.split("   ").next());
    let lines = lines.filter_map(|line| line.split(" > ").next());
    lines.map(str::to_owned).collect()
}

#[test]
fn every_command_line_that_help_or_a_message_names_exists() {
    let (advised, examples) = (advised(), examples());
    assert!(advised.len() >= 4 && examples.len() >= 20, "{advised:?} {examples:?}");
    for line in advised.iter().chain(&examples) {
        let words = words(line);
        let parsed = super::parse(words.iter().map(OsString::from));
        let help = parsed.as_ref().is_err_and(|stop| !stop.use_stderr());
        assert!(parsed.is_ok() || help, "`{line}`: {}", parsed.expect_err("it is wrong"));
    }
    assert!(super::parse(["briefing", "list"].map(OsString::from)).is_err(), "what to list is never left out");
}
