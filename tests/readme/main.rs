//! What the README shows is what the program has: the screen, the keys, the search, the example.
//!
//! `UPDATE_README=1 cargo test --test readme` writes the generated parts anew.

use std::sync::Arc;

use briefing::app::keymap::{Context, Key, Keymap};
use briefing::app::{Effect, Message, Model, Size};
use briefing::briefing::File;
use briefing::corpus;
use briefing::load;
use briefing::screen::Screen;
use briefing::search::{Index, Query, Scope, examples, search};
use briefing::text::Text;
use briefing::ui::{self, Colours, Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

#[test]
fn the_generated_parts_are_up_to_date() {
    let written = std::fs::read_to_string(README).expect("the README");
    let mut wanted = written.clone();
    for (name, content) in [("screen", screen()), ("keys", keys()), ("searching", searching())] {
        wanted = replaced(&wanted, name, &content);
    }
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(README, &wanted).expect("the README can be written");
    } else {
        assert_eq!(written, wanted, "UPDATE_README=1 cargo test --test readme writes it anew");
    }
}

#[test]
fn the_example_is_a_folder_without_problems() {
    let readme = std::fs::read_to_string(README).expect("the README");
    let mut files = Vec::new();
    let opening = ".yaml`\n\n```yaml\n";
    for (at, _) in readme.match_indices(opening) {
        let (_, name) = readme[..at].rsplit_once('`').expect("the file's name");
        let (text, _) = readme[at + opening.len()..].split_once("\n```").expect("the end of the example");
        files.push(File::read(Text::from(name), name, text.as_bytes().to_vec()));
    }
    assert_eq!(files.len(), 3, "a document and the two registers");
    let corpus = corpus::build(Text::from("README"), files);
    assert_eq!(corpus.problems(), []);
    assert_eq!((corpus.documents().len(), corpus.claims().len(), corpus.entities().len()), (1, 2, 5));
}

#[test]
fn every_example_of_a_search_finds_something() {
    let corpus = load::embedded();
    let index = Index::new(&corpus);
    for (query, _) in examples() {
        let query = Query::parse(query);
        assert!(query.problems().next().is_none() && query.unfinished().is_empty(), "{query:?}");
        assert!(search(&index, &corpus, &query, Scope::Everything, &[], 1).total > 0, "{query:?}");
    }
}

fn replaced(text: &str, name: &str, content: &str) -> String {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = text.split_once(&open).expect("the part's beginning");
    let (_, after) = rest.split_once(&close).expect("the part's end");
    format!("{before}{open}{content}{close}{after}")
}

fn keys() -> String {
    let keymap = Keymap::built_in();
    let mut table = String::from("| key | does |\n|---|---|\n");
    for binding in keymap.bindings(Context::Browse) {
        let keys: Vec<String> = binding.keys().iter().map(|key| format!("`{key}`")).collect();
        table += &format!("| {} | {} |\n", keys.join(" "), binding.does());
    }
    table
}

fn searching() -> String {
    let mut table = String::from("| type | finds |\n|---|---|\n");
    for (typed, finds) in examples() {
        // A bar in a cell would end it, also between backticks.
        let cell = |text: &str| text.replace('|', "\\|");
        table += &format!("| `{}` | {} |\n", cell(typed), cell(&finds));
    }
    table
}

/// The browser at 80×24, narrowed to an actor who was misspelt.
fn screen() -> String {
    let corpus = Arc::new(load::embedded());
    let mut model = Model::new(corpus, Keymap::built_in(), Size { columns: 80, rows: 24 });
    for key in ["2", "/", "g", "o", "y", "t", "a", "Enter", "Enter"] {
        let effects = model.update(Message::Key(Key::parse(key).expect("a key")));
        for effect in effects {
            let Effect::Search(request) = effect else { continue };
            model.update(Message::Answered(request.run(&Index::new(&request.corpus))));
        }
    }
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).expect("a backend");
    let theme = Theme::built_in(Colours::None, false);
    terminal.draw(|frame| ui::view(&Screen::of(&model), &theme, frame)).expect("a frame");
    let buffer = terminal.backend().buffer();
    let line = |y| (0..80).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
    let lines: Vec<String> = (0..24).map(line).collect();
    format!("```text\n{}\n```\n", lines.join("\n"))
}
