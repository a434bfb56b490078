//! A browser without a terminal: files and keys in, the bytes of its frames out, judged as a terminal would take them.
//!
//! The frames are written by ratatui's own backend, which passes on whatever a cell holds; the program's is stricter.

#[path = "../tests/support/wire.rs"]
mod wire;

use std::sync::Arc;

use briefing::app::keymap::{Key, Keymap};
use briefing::app::{Effect, Message, Model, Size};
use briefing::briefing::File;
use briefing::corpus::build;
use briefing::screen::Screen;
use briefing::search::Searcher;
use briefing::text::Text;
use briefing::terminal::Colours;
use briefing::ui::{self, Theme};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

const SIZE: Size = Size { columns: 80, rows: 24 };
/// What a byte of input stands for at the keyboard.
const KEYS: [&str; 32] = [
    "1", "2", "3", "Enter", "Esc", "j", "k", "g", "G", "Space", "Tab", "a", "c", "C", "t", "T", "M", "p", "/", "f", "n",
    "u", "!", "?", "z", "J", "[", "]", "Backspace", "e", "r", "y",
];

/// Opens files, given by their names without the ending, presses keys, and pastes words wherever a prompt is open.
///
/// # Panics
///
/// Where a frame, a problem or a record as JSON holds anything but text and the commands that place it.
pub fn browse(files: Vec<(String, Vec<u8>)>, keys: &[u8], words: &str) {
    let read = |(stem, bytes): (String, Vec<u8>)| File::read(Text::from(format!("{stem}.yaml")), &stem, bytes);
    let corpus = Arc::new(build(Text::from(words), files.into_iter().map(read).collect()));
    for problem in corpus.problems() {
        wire::assert_is_plain(&problem.to_string());
    }
    let searcher = Searcher::new(Arc::clone(&corpus));
    let mut model = Model::new(corpus, Keymap::built_in(), SIZE);
    let theme = Theme::built_in(Colours::Sixteen, false);
    let mut sent = Vec::new();
    let options = TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, SIZE.columns, SIZE.rows)) };
    let mut terminal = Terminal::with_options(CrosstermBackend::new(&mut sent), options).expect("in memory");
    for byte in [b'0'].iter().chain(keys.iter().take(24)) {
        if let Some(key) = KEYS.get(usize::from(*byte) % 40).and_then(|name| Key::parse(name)) {
            send(&mut model, &searcher, Message::Key(key));
        } else {
            send(&mut model, &searcher, Message::Paste(words.to_owned()));
        }
        terminal.draw(|frame| ui::view(&Screen::new(&model), &theme, frame)).expect("in memory");
    }
    drop(terminal);
    wire::assert_is_harmless(&sent);
}

/// Sends a message to the model, and executes the effects that need no terminal.
fn send(model: &mut Model, searcher: &Searcher, message: Message) {
    for effect in model.update(message) {
        match effect {
            Effect::Search(search) => send(model, searcher, Message::Answered(search.run(searcher))),
            Effect::Explain(explain) => send(model, searcher, Message::Answered(explain.run(searcher))),
            Effect::Copy(lines) => lines.iter().for_each(|line| wire::assert_is_plain(line.as_str())),
            _ => {}
        }
    }
}
