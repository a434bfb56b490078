//! Tests that hostile folders, keys and pastes bring nothing to the terminal but our own escape sequences and text.

use std::io::{self, Write};

use proptest::prelude::*;
use proptest::sample::select;
use ratatui::Terminal;
use ratatui::layout::Size as Columns;

use super::*;
use crate::terminal::{Canvas, Colours, clipboard};
use crate::testing::driver::{Driver, keys};
use crate::testing::hostile::{HostileFolder, assert_is_harmless, assert_is_plain, cases, text};

/// Records the bytes that a terminal would receive.
#[derive(Default)]
struct Sent(Vec<u8>);

impl Write for Sent {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// An action at the keyboard.
#[derive(Clone, Debug)]
enum Step {
    Key(String),
    Paste(String),
    /// Keys that lead from any state to a view, a page or a prompt.
    Shortcut(&'static str),
}

const SHORTCUTS: [&str; 16] =
    ["C", "t", "T", "M", "3c", "3p", "2a", "!", "?/", "3u", "3y", "3o", "2/", "f", "3<Enter>", "1<Enter>"];

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => select(keys()).prop_map(Step::Key),
        3 => select(&SHORTCUTS[..]).prop_map(Step::Shortcut),
        1 => text().prop_map(Step::Paste),
    ]
}

/// The browser, and a terminal that only records.
struct Recording {
    driver: Driver,
    terminal: Terminal<Canvas<Sent>>,
    theme: Theme,
}

impl Recording {
    fn new(folder: &HostileFolder, (columns, rows): (u16, u16), theme: Theme) -> Self {
        let mut driver = Driver::new(folder.corpus(), columns, rows);
        let documents = ["one", "other"].map(str::to_owned);
        driver.articles.extend(documents.map(|document| (document, folder.article())));
        driver.connected = rows % 2 == 0;
        let terminal = Terminal::new(Canvas::new(Sent::default(), Columns::new(columns, rows))).expect("in memory");
        Self { driver, terminal, theme }
    }

    fn perform(&mut self, step: Step) {
        match step {
            Step::Key(key) => self.driver.press(&key),
            Step::Shortcut(keys) => self.driver.press("<Esc><Esc><Esc>").press(keys),
            Step::Paste(text) => {
                self.driver.send(Message::Paste(text));
                return self.draw();
            }
        };
        self.draw();
    }

    fn draw(&mut self) {
        let screen = Screen::new(&self.driver.model);
        self.terminal.draw(|frame| ui::view(&screen, &self.theme, frame)).expect("in memory");
        self.terminal.backend_mut().show(&hints(&screen)).expect("in memory");
    }

    /// Checks everything that has left the browser.
    fn assert_all_is_harmless(mut self) {
        let environment = Environment::from_variables([("TERM", "xterm")]);
        let out = self.terminal.backend_mut().out();
        for copied in &self.driver.copied {
            assert_is_plain(copied);
            let lines: Vec<_> = copied.lines().map(Text::from).collect();
            let _ = clipboard::copy(&lines, &environment, out);
        }
        assert_is_harmless(&out.0);
        for address in &self.driver.opened {
            assert!(address.starts_with("http") && address.bytes().all(|byte| byte.is_ascii_graphic()), "{address}");
        }
    }
}

proptest! {
    #![proptest_config(cases(30))]

    #[test]
    fn nothing_in_a_folder_becomes_an_escape_sequence(
        folder in HostileFolder::any(),
        steps in proptest::collection::vec(step(), 1..40),
        size in prop_oneof![3 => Just((80, 24)), 1 => Just((40, 12)), 1 => Just((130, 31)), 1 => (20_u16..90, 5_u16..40)],
        ascii in any::<bool>(),
    ) {
        let mut recording = Recording::new(&folder, size, Theme::built_in(Colours::Sixteen, ascii));
        recording.draw();
        for step in steps {
            recording.perform(step);
        }
        recording.assert_all_is_harmless();
    }
}
