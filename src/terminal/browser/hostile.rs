//! Whatever a folder holds, and whatever is typed and pasted: what reaches the terminal is our own commands and text.

use std::io::{self, Write};

use proptest::prelude::*;
use proptest::sample::select;
use ratatui::Terminal;
use ratatui::layout::Size as Columns;

use super::super::canvas::Canvas;
use super::super::clipboard;
use super::*;
use crate::testing::driver::{Driver, keys};
use crate::testing::hostile::{Folder, assert_is_harmless, assert_is_plain, cases, text};
use crate::ui::Colours;

/// What the terminal was sent.
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

/// Something that happens at the keyboard.
#[derive(Clone, Debug)]
enum Step {
    Key(String),
    Paste(String),
    /// Straight to a view, a page or a prompt.
    Way(&'static str),
}

const WAYS: [&str; 16] =
    ["C", "t", "T", "M", "3c", "3p", "2a", "!", "?/", "3u", "3y", "3o", "2/", "f", "3<Enter>", "1<Enter>"];

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => select(keys()).prop_map(Step::Key),
        3 => select(&WAYS[..]).prop_map(Step::Way),
        1 => text().prop_map(Step::Paste),
    ]
}

/// The browser, and a terminal that only listens.
struct Listening {
    driver: Driver,
    terminal: Terminal<Canvas<Sent>>,
    theme: Theme,
}

impl Listening {
    fn to(folder: &Folder, (columns, rows): (u16, u16), theme: Theme) -> Self {
        let mut driver = Driver::new(folder.corpus(), columns, rows);
        let documents = ["one", "other"].map(str::to_owned);
        driver.articles.extend(documents.map(|document| (document, folder.article())));
        driver.connected = rows % 2 == 0;
        let terminal = Terminal::new(Canvas::new(Sent::default(), Columns::new(columns, rows))).expect("in memory");
        Self { driver, terminal, theme }
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Key(key) => self.driver.press(&key),
            Step::Way(keys) => self.driver.press("<Esc><Esc><Esc>").press(keys),
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

    /// Everything that left the browser, judged.
    fn heard(mut self) {
        let environment = Environment::of([("TERM", "xterm")]);
        let out = self.terminal.backend_mut().out();
        for copied in &self.driver.copied {
            assert_is_plain(copied);
            let lines: Vec<_> = copied.lines().map(Text::from).collect();
            clipboard::copy(&lines, &environment, out);
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
    fn nothing_that_a_folder_holds_is_a_command(
        folder in Folder::any(),
        steps in proptest::collection::vec(step(), 1..40),
        size in prop_oneof![3 => Just((80, 24)), 1 => Just((40, 12)), 1 => Just((130, 31)), 1 => (20_u16..90, 5_u16..40)],
        ascii in any::<bool>(),
    ) {
        let mut listening = Listening::to(&folder, size, Theme::built_in(Colours::Sixteen, ascii));
        listening.draw();
        for step in steps {
            listening.take(step);
        }
        listening.heard();
    }
}
