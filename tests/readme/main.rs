//! What the README and the documents show is what the program has: the screen, the keys, the search, the help.
//!
//! `UPDATE_README=1 cargo test --test readme` writes the parts that are made from data, and the picture.

mod picture;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use briefing::app::keymap::{Binding, Context, Key, Keymap};
use briefing::app::{Effect, Message, Model, Size};
use briefing::briefing::File;
use briefing::corpus;
use briefing::load;
use briefing::screen::Screen;
use briefing::search::{Query, Request, Searcher, essential_examples, examples};
use briefing::terminal::{Background, Colours};
use briefing::text::Text;
use briefing::ui::{self, Theme};
use ratatui::Terminal;
use ratatui::backend::{Backend, TestBackend};

/// Size of the window in the picture.
const SIZE: Size = Size { columns: 100, rows: 30 };
/// What is typed for the picture: a misspelt search for claims that contradict each other.
const TYPED: &str = "3/mali inhabitents";

#[test]
fn the_generated_parts_are_up_to_date() {
    let keymap = Keymap::built_in();
    let essential_keys = key_table(keymap.essentials(Context::Browse));
    for (file, parts) in [
        ("README.md", vec![("keys", essential_keys), ("searching", search_table(essential_examples()))]),
        ("docs/keys.md", vec![("keys", all_keys(&keymap))]),
        ("docs/search.md", vec![("searching", search_table(examples()))]),
        ("docs/commands.md", vec![("help", help())]),
    ] {
        let wanted = parts.iter().fold(read(file), |text, (name, content)| with_part(&text, name, content));
        compare(file, &wanted);
    }
}

#[test]
fn the_picture_is_up_to_date() {
    let readme = read("README.md");
    let (before, _) = readme.split_once("](docs/picture.svg)").expect("the picture");
    let (_, description) = before.rsplit_once("![").expect("the picture's description");
    compare("docs/picture.svg", &picture(&description.replace('\n', " ")));
}

#[test]
fn the_readme_takes_a_minute() {
    let lines = read("README.md").lines().count();
    assert!(lines <= 150, "{lines} lines; details belong into docs");
}

#[test]
fn the_example_is_a_folder_without_problems() {
    let readme = read("README.md");
    let mut files = Vec::new();
    let opening = "```yaml\n# ";
    for (at, _) in readme.match_indices(opening) {
        let (text, _) = readme[at + opening.len()..].split_once("\n```").expect("the end of the example");
        let (name, text) = text.split_once(".yaml\n").expect("the file's name");
        files.push(File::read(Text::from(name), name, text.as_bytes().to_vec()));
    }
    assert_eq!(files.len(), 3, "a document and the two registers");
    let corpus = corpus::build(Text::from("README"), files);
    assert_eq!(corpus.problems(), []);
    assert_eq!((corpus.documents().len(), corpus.claims().len(), corpus.entities().len()), (1, 1, 2));
}

#[test]
fn every_example_of_a_search_finds_something() {
    let corpus = load::embedded();
    let searcher = Searcher::new(corpus);
    for (query, _) in examples() {
        let query = Query::parse(query);
        assert!(query.problems().next().is_none() && query.unfinished().is_empty(), "{query:?}");
        assert!(searcher.search(&Request::new(query.clone(), 1)).total > 0, "{query:?}");
    }
}

#[test]
fn every_variable_of_the_environment_is_documented() {
    let documented = read("docs/settings.md");
    let (mut sources, mut names) = (Vec::new(), BTreeSet::new());
    rust_files(Path::new(&path("src")), &mut sources);
    for source in sources {
        let text = std::fs::read_to_string(source).expect("a file of Rust");
        for (at, _) in text.match_indices("BRIEFING_") {
            let is_part = |letter: &char| letter.is_ascii_uppercase() || *letter == '_';
            names.insert(text[at..].chars().take_while(is_part).collect::<String>());
        }
    }
    assert!(names.len() >= 5, "{names:?}");
    let missing: Vec<_> = names.iter().filter(|name| !documented.contains(&format!("`{name}"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

fn path(file: &str) -> String {
    format!("{}/{file}", env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            rust_files(&entry, found);
        } else if entry.extension().is_some_and(|ending| ending == "rs") {
            found.push(entry);
        }
    }
}

fn read(file: &str) -> String {
    std::fs::read_to_string(path(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Compares a file with what it must hold, or writes it.
fn compare(file: &str, wanted: &str) {
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(path(file), wanted).unwrap_or_else(|error| panic!("{file}: {error}"));
    } else {
        let found = std::fs::read_to_string(path(file)).unwrap_or_default();
        assert_eq!(found, wanted, "UPDATE_README=1 cargo test --test readme writes {file}");
    }
}

/// Returns a text with what stands between the two marks of a part replaced.
fn with_part(text: &str, name: &str, content: &str) -> String {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = text.split_once(&open).expect("the part's beginning");
    let (_, after) = rest.split_once(&close).expect("the part's end");
    format!("{before}{open}{content}{close}{after}")
}

fn all_keys(keymap: &Keymap) -> String {
    let section = |context: Context| format!("\n## {}\n\n{}", context.title(), key_table(keymap.bindings(context)));
    Context::ALL.map(section).concat() + "\n"
}

fn key_table<'a>(bindings: impl IntoIterator<Item = &'a Binding>) -> String {
    let mut table = String::from("| key | does |\n|---|---|\n");
    for binding in bindings {
        let keys: Vec<String> = binding.keys().iter().map(|key| format!("`{key}`")).collect();
        table += &format!("| {} | {} |\n", keys.join(" "), binding.does());
    }
    table
}

fn search_table(examples: Vec<(&str, String)>) -> String {
    let mut table = String::from("| type | finds |\n|---|---|\n");
    for (typed, finds) in examples {
        // A bar would end the cell, also between backticks.
        let cell = |text: &str| text.replace('|', "\\|");
        table += &format!("| `{}` | {} |\n", cell(typed), cell(&finds));
    }
    table
}

/// The help of the program in full, and the short help of each command.
fn help() -> String {
    let program = help_text(&["--help"]);
    let (_, commands) = program.split_once("\nCommands:\n").expect("a list of commands");
    let names = commands.lines().take_while(|line| !line.is_empty()).filter(|line| !line.starts_with("    "));
    let names = names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
    let section = |title: &str, help: &str| format!("\n### {title}\n\n```text\n{help}```\n");
    let commands = names.map(|name| section(&format!("briefing {name}"), &help_text(&[name, "-h"])));
    section("briefing", &program) + &commands.collect::<String>() + "\n"
}

/// What the program prints for a request for help, 80 columns wide.
fn help_text(arguments: &[&str]) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_briefing"));
    let output = program.args(arguments).env("COLUMNS", "80").output().expect("the program runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

/// The browser with the built-in briefings, after what is typed.
fn picture(description: &str) -> String {
    let corpus = Arc::new(load::embedded());
    let mut model = Model::new(corpus, Keymap::built_in(), SIZE);
    for letter in TYPED.chars() {
        let name = if letter == ' ' { "Space".to_owned() } else { letter.to_string() };
        let effects = model.update(Message::Key(Key::parse(&name).expect("a key")));
        for effect in effects {
            let Effect::Search(search) = effect else { continue };
            model.update(Message::Answered(search.run(&Searcher::new(Arc::clone(&search.corpus)))));
        }
    }
    let mut terminal = Terminal::new(TestBackend::new(SIZE.columns, SIZE.rows)).expect("a backend");
    let mut theme = Theme::built_in(Colours::Indexed, false);
    theme.set_background(Background::Dark);
    terminal.draw(|frame| ui::view(&Screen::new(&model), &theme, frame)).expect("a frame");
    let cursor = terminal.backend_mut().get_cursor_position().expect("a backend in memory");
    picture::svg(terminal.backend().buffer(), cursor, description)
}
