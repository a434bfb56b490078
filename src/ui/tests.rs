use std::fmt::Write as _;

use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Modifier;

use super::*;
use crate::app::Message;
use crate::corpus::Corpus;
use crate::load;
use crate::terminal::capabilities::{Background, Colours};
use crate::testing::driver::{Driver, keys};
use crate::testing::fixture::{corpus, harbour};

fn drawn(driver: &Driver, theme: &Theme) -> Terminal<TestBackend> {
    let Size { columns, rows } = driver.model.size();
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a test backend");
    terminal.draw(|frame| view(&Screen::new(&driver.model), theme, frame)).expect("a frame");
    terminal
}

/// Returns the screen as text, without blanks at the ends of lines, and the place of the cursor.
fn text(driver: &Driver, theme: &Theme) -> String {
    let mut terminal = drawn(driver, theme);
    let cursor = terminal.get_cursor_position().expect("a cursor");
    let buffer = terminal.backend().buffer();
    let mut lines: Vec<String> = buffer
        .content()
        .chunks(buffer.area.width.into())
        .map(|cells| {
            let mut wide = 0;
            let mut line = String::new();
            for cell in cells {
                if wide == 0 {
                    line += cell.symbol();
                    wide = crate::text::grapheme_width(cell.symbol());
                }
                wide -= 1;
            }
            line.trim_end().to_owned()
        })
        .collect();
    lines.push(format!("cursor: {},{}", cursor.x, cursor.y));
    lines.join("\n")
}

fn screen(corpus: Corpus, (columns, rows): (u16, u16), keys: &str) -> String {
    let mut driver = Driver::new(corpus, columns, rows);
    driver.press(keys);
    text(&driver, &Theme::built_in(Colours::Sixteen, false))
}

/// Defines a snapshot test for each size and each string of keys.
macro_rules! screens {
    ($($name:ident: $corpus:expr, $size:expr, $keys:expr;)+) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(screen($corpus, $size, $keys));
        }
    )+};
}

mod filters;
mod find;
mod joint;
mod lists;
mod review;
mod sources;
mod views;

/// Builds a corpus of one good record, one with a mistake, and a broken file.
fn broken() -> Corpus {
    corpus(&[
        ("entities.yaml", "- {id: a, schema: Person, name: Ada}\n- {id: b, schema: Persn, name: Bo}\n"),
        ("2024-torn.yaml", "title: Torn\nclaims: [\n"),
    ])
}

screens! {
    opens_at_80x24: load::embedded(), (80, 24), "";
    opens_at_120x40: load::embedded(), (120, 40), "";
    opens_at_40x12: load::embedded(), (40, 12), "";
    narrowed_by_an_actor_at_80x24: harbour(), (80, 24), "2/oberg<Enter><Enter>";
    narrowed_by_an_actor_at_120x40: harbour(), (120, 40), "2/oberg<Enter><Enter>";
    narrowed_by_an_actor_at_40x12: harbour(), (40, 12), "2/oberg<Enter><Enter>";
    narrowed_twice_at_80x24: harbour(), (80, 24), "1j<Enter>2j<Enter><Enter>";
    a_claim_at_80x24: harbour(), (80, 24), "3jj<Enter>";
    a_claim_at_40x12: harbour(), (40, 12), "3jj<Enter>JJ";
    searching_at_80x24: harbour(), (80, 24), "3/basn";
    searching_at_40x12: harbour(), (40, 12), "3/basn";
    searching_with_a_wrong_filter_at_80x24: harbour(), (80, 24), "3/kind:promise";
    a_wrong_filter_stays_said_at_80x24: harbour(), (80, 24), "3/kidn:fact<Enter>";
    a_wrong_filter_stays_said_at_40x12: harbour(), (40, 12), "3/kind:promise<Enter>";
    a_filter_in_the_wrong_pane_at_80x24: harbour(), (80, 24), "1/kind:fact<Enter>";
    nothing_matches_at_80x24: harbour(), (80, 24), "2/zzzz<Enter>";
    nothing_matches_at_40x12: harbour(), (40, 12), "2/zzzz<Enter>";
    nothing_left_by_narrowing_at_80x24: harbour(), (80, 24), "2/reed<Enter><Enter>2<Esc>/wire<Enter><Enter>3";
    finding_at_80x24: harbour(), (80, 24), "fharbour";
    finding_at_120x40: harbour(), (120, 40), "fharbour";
    finding_at_40x12: harbour(), (40, 12), "fharbour";
    help_at_80x24: harbour(), (80, 24), "?";
    help_at_40x12: harbour(), (40, 12), "?";
    help_searched_at_80x24: harbour(), (80, 24), "?/link";
    links_at_80x24: harbour(), (80, 24), "3u";
    links_at_40x12: harbour(), (40, 12), "3uj";
    problems_at_80x24: broken(), (80, 24), "";
    problems_at_40x12: broken(), (40, 12), "!";
    nothing_at_all_at_80x24: corpus(&[]), (80, 24), "3";
    zoomed_at_80x24: harbour(), (80, 24), "3z";
    an_unbound_key_at_80x24: harbour(), (80, 24), "X";
    the_smallest: harbour(), (20, 5), "";
    too_small: harbour(), (19, 4), "";
}

#[test]
fn files_that_are_being_read_are_counted() {
    let mut driver = Driver::new(Corpus::default(), 80, 24);
    let generation = driver.model.start_loading();
    driver.send(Message::Progress(generation, 5_120, 10_000));
    insta::assert_snapshot!(text(&driver, &Theme::built_in(Colours::None, false)));
    for (done, columns, line) in [
        (1, 80, "briefing reading [----------] 1 of 10000 files"),
        (10_000, 60, "briefing reading [##########] 10000 of 10000 files"),
        (512, 40, "briefing reading, 512 of 10000 files"),
    ] {
        driver.send(Message::Resized(Size { columns, rows: 12 }));
        driver.send(Message::Progress(generation, done, 10_000));
        let shown = text(&driver, &Theme::built_in(Colours::None, false));
        assert_eq!(shown.lines().next().map(str::trim_end), Some(line));
    }
}

#[test]
fn an_address_is_shown_for_selecting_where_it_cannot_be_opened() {
    let mut driver = Driver::new(harbour(), 80, 24);
    driver.connected = false;
    driver.press("3jjo");
    insta::assert_snapshot!(text(&driver, &Theme::built_in(Colours::None, false)));
}

#[test]
fn ascii_draws_nothing_of_its_own_beyond_ascii() {
    let plain = corpus(&[("entities.yaml", "- {id: a, schema: Person, name: A name that is too long for the pane}\n")]);
    let mut driver = Driver::new(plain, 80, 24);
    for keys in ["", "2/na", "<Esc><Esc>?", "<Esc>f", "<Esc><Esc>3"] {
        driver.press(keys);
        let shown = text(&driver, &Theme::built_in(Colours::None, true));
        assert!(shown.is_ascii(), "{shown}");
    }
}

/// Returns the styled runs of every line: row, colour, modifiers, text.
fn looks(driver: &Driver, theme: &Theme) -> String {
    let terminal = drawn(driver, theme);
    let buffer = terminal.backend().buffer();
    let width = usize::from(buffer.area.width);
    let mut out = String::new();
    for (y, cells) in buffer.content().chunks(width).enumerate() {
        let mut start = 0;
        for end in 1..=width {
            let look = (cells[start].fg, cells[start].modifier);
            if end < width && (cells[end].fg, cells[end].modifier) == look {
                continue;
            }
            if look != (ratatui::style::Color::Reset, Modifier::empty()) {
                let words: String = cells[start..end].iter().map(ratatui::buffer::Cell::symbol).collect();
                let _ = writeln!(out, "{y:2} {:?} {:?} {}", look.0, look.1, words.trim_end());
            }
            start = end;
        }
    }
    out
}

#[test]
fn colours_mark_matches_kinds_and_the_pane_with_the_keyboard() {
    let mut driver = Driver::new(harbour(), 80, 24);
    driver.press("3/basin<Enter>");
    insta::assert_snapshot!(looks(&driver, &Theme::built_in(Colours::Sixteen, false)));
}

#[test]
fn without_colours_there_is_no_colour() {
    let mut driver = Driver::new(harbour(), 80, 24);
    driver.press("3/basin<Enter>");
    let terminal = drawn(&driver, &Theme::built_in(Colours::None, false));
    assert!(terminal.backend().buffer().content().iter().all(|cell| cell.fg == ratatui::style::Color::Reset));
}

fn size() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![
        2 => (0_u16..=500, 0_u16..=200),
        2 => (0_u16..90, 0_u16..30),
        1 => proptest::sample::select(vec![(0, 0), (1, 1), (20, 5), (19, 5), (20, 4), (71, 16), (72, 16), (500, 200), (500, 1), (1, 200)]),
    ]
}

fn theme() -> impl Strategy<Value = (Colours, Option<Background>, bool)> {
    let colours = proptest::sample::select(vec![Colours::None, Colours::Sixteen, Colours::Indexed, Colours::True]);
    let background = proptest::sample::select(vec![None, Some(Background::Dark), Some(Background::Light)]);
    (colours, background, any::<bool>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// Every state of every screen can be drawn, and the cursor is at the prompt or on the selected row.
    #[test]
    fn every_state_can_be_drawn_at_every_size(
        steps in proptest::collection::vec((proptest::sample::select(keys()), size()), 1..14),
        (colours, background, ascii) in theme(),
    ) {
        let mut driver = Driver::new(harbour(), 80, 24);
        let mut theme = Theme::built_in(colours, ascii);
        if let Some(background) = background {
            theme.set_background(background);
        }
        for (key, (columns, rows)) in steps {
            driver.press(&key);
            driver.send(Message::Resized(Size { columns, rows }));
            let mut terminal = drawn(&driver, &theme);
            let Screen::Full(full) = Screen::new(&driver.model) else { continue };
            let cursor = terminal.get_cursor_position().expect("a cursor");
            let under = terminal.backend().buffer()[cursor].symbol().to_owned();
            let rows_shown = full.panes.iter().filter(|pane| pane.focused).find_map(|pane| match &pane.body {
                PaneBody::Rows(rows) => Some(rows.iter().any(|row| row.selected)),
                PaneBody::Lines(_) => None,
            });
            match (&full.footer, rows_shown) {
                (Footer::Prompt { .. }, _) => prop_assert_eq!(cursor.y, rows - 1),
                // In a very low window a long message covers the list.
                (Footer::Text(lines), Some(true)) if usize::from(cursor.y) + lines.len() < rows.into() => {
                    prop_assert_eq!(under, ">");
                }
                _ => {}
            }
        }
    }
}

proptest::proptest! {
    /// Texts are laid out by the width that they are drawn in.
    #[test]
    fn every_text_has_the_width_that_ratatui_draws_it_in(raw in "[a ｶﾞﾟ王e\u{301}لاک\u{200c}क्\u{200d}ष👩🏽🚀❤\u{fe0f}🏴🇫🇷각]{0,12}") {
        let text = crate::text::Text::clean(raw);
        let area = Rect::new(0, 0, 200, 1);
        let mut buffer = ratatui::buffer::Buffer::empty(area);
        #[expect(clippy::disallowed_methods, reason = "the text is clean")]
        let (end, _) = buffer.set_stringn(0, 0, text.as_str(), 200, Style::new());
        proptest::prop_assert_eq!(crate::text::width(text.as_str()), usize::from(end));
    }
}
