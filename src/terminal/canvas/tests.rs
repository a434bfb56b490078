mod bench;

use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::widgets::Paragraph;
use ratatui::{TerminalOptions, Viewport};

use super::*;
use crate::terminal::{WebAddress, restore};
use crate::testing::hostile::{LeftOn, cases};
use bench::{Bench, rows_and_columns};

#[test]
fn an_unchanged_frame_is_zero_bytes() {
    let mut bench = Bench::new(80, 24);
    assert!(!bench.text("one", Some((1, 0))).is_empty());
    assert_eq!(bench.text("one", Some((1, 0))), "");
}

#[test]
fn only_a_large_frame_is_synchronized() {
    let mut bench = Bench::new(80, 24);
    assert!(!bench.text("one", None).contains("2026"));
    let large = bench.text(&"line upon line\n".repeat(24), None);
    assert!(large.starts_with("\x1b[?2026h") && large.ends_with("\x1b[?2026l"), "{large:?}");
}

#[test]
fn cursor_sequences_are_sent_only_when_the_cursor_changes() {
    let mut bench = Bench::new(80, 24);
    bench.text("", None);
    let frames = [Some((3, 2)), Some((3, 2)), Some((4, 2)), None].map(|cursor| bench.text("", cursor));
    assert_eq!(frames, ["\x1b[3;4H\x1b[?25h", "", "\x1b[C", "\x1b[?25l"]);
}

#[test]
fn the_cursor_returns_to_its_position_after_drawing() {
    let mut bench = Bench::new(80, 24);
    bench.text("", Some((3, 2)));
    assert_eq!(bench.text("x", Some((3, 2))), "\x1b[Hx\x1b[3;4H");
    assert_eq!(bench.screen.screen().cursor_position(), (2, 3));
}

#[test]
fn a_moved_marker_is_a_few_bytes() {
    let mut bench = Bench::new(200, 60);
    let list = |cursor: usize| {
        let rows = (0..40).map(|row| format!("{} row {row} and its words\n", if row == cursor { ">" } else { " " }));
        rows.collect::<String>()
    };
    bench.text(&list(3), Some((0, 3)));
    assert_eq!(bench.text(&list(4), Some((0, 4))), " \n\r>\r");
    assert_eq!(bench.text(&list(3), Some((0, 3))), "\x1b[A>\n\r \x1b[4H");
}

#[test]
fn a_size_that_changes_for_a_moment_loses_nothing() {
    let mut bench = Bench::new(20, 2);
    for clears in [false, true] {
        bench.text("one\ntwo", None);
        bench.resize(Size::new(1, 1));
        if clears {
            bench.terminal.clear().expect("in memory");
        }
        bench.resize(Size::new(20, 2));
        bench.text("one\ntwo", None);
        assert_eq!(bench.screen.screen().contents(), "one\ntwo");
    }
}

#[test]
fn a_control_character_is_never_sent() {
    let mut bench = Bench::new(20, 2);
    let sent = bench.draw(&[], |frame| {
        frame.buffer_mut()[(0, 0)].set_symbol("\x1b]0;evil\x07");
        frame.buffer_mut()[(15, 0)].set_symbol("a\u{9b}");
        frame.buffer_mut()[(18, 0)].set_symbol("b");
    });
    assert!(!sent.contains("evil") && !sent.contains('\u{9b}'), "{sent:?}");
    assert_eq!(bench.screen.screen().contents().trim(), "b");
}

#[test]
fn a_link_is_opened_once_and_closed_before_the_frame_ends() {
    let mut bench = Bench::new(40, 4);
    let links = || {
        let url = WebAddress::new("https://a.example/b%1B%07c").expect("an address");
        vec![(Rect::new(5, 0, 12, 1), url.clone()), (Rect::new(0, 1, 5, 1), url)]
    };
    bench.links = links();
    let text = "link https://a.ex\nample";
    let sent = bench.text(text, None);
    let link = "\x1b]8;;https://a.example/b%1B%07c\x1b\\";
    assert!(sent.ends_with(&format!("link {link}https://a.ex\n\rample\x1b]8;;\x1b\\\x1b[?25l")), "{sent:?}");
    bench.links = links();
    assert_eq!(bench.text(text, None), "");
    assert!(bench.text(text, None).contains("https://a.ex"), "the same words without the link");
    bench.links = links();
    assert!(bench.text(text, None).contains(link), "and with the link again");
}

#[test]
fn no_mode_is_left_on_wherever_a_frame_is_cut_off() {
    let mut bench = Bench::new(60, 20);
    bench.terminal.backend_mut().use_margins();
    let url = WebAddress::new("https://a.example/path").expect("an address");
    let area = Rect::new(10, 2, 50, 16);
    let mut sent = String::from_utf8(restore::ENTER.to_vec()).expect("commands are ASCII");
    for from in [0, 1] {
        bench.links = vec![(Rect::new(10, 4, 20, 1), url.clone())];
        sent += &bench.draw(&[area], |frame| {
            // Rows that differ in every character are shorter to scroll than to rewrite.
            let rows: Vec<_> = ('a'..='z').skip(from).take(16).map(|row| row.to_string().repeat(40)).collect();
            let style = Style::new().fg(Color::Red).add_modifier(Modifier::REVERSED);
            let beside: Vec<_> = (0..20).map(|row| format!("beside {row}")).collect();
            frame.render_widget(Paragraph::new(beside.join("\n")), frame.area());
            frame.render_widget(Paragraph::new(rows.join("\n")).style(style), area);
        });
    }
    for part in ["\x1b]8;;https://a.example/path", "\x1b[?69h", "\x1b[?2026h", "\x1b[3;18r"] {
        assert!(sent.contains(part), "the frames contain {part:?}");
    }
    for cut in 0..=sent.len() {
        let bytes = [&sent.as_bytes()[..cut], restore::CANCEL, restore::LEAVE].concat();
        assert_eq!(LeftOn::after(&bytes), Vec::<String>::new(), "after {:?}", &sent[..cut]);
    }
}

/// Graphemes on whose number of columns terminals disagree.
const UNCERTAIN: [&str; 8] = [
    "ی\u{200c}",
    "क्\u{200d}",
    "ශ්\u{200d}",
    "👩\u{200d}🚀",
    "❤\u{fe0f}",
    "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    "葛\u{e0100}",
    "ｶ\u{ff9e}",
];

/// The terminal of these tests draws the parts of some of them side by side. The text after them is in its position
/// nevertheless, in the first frame and after changes on either side.
#[test]
fn text_after_a_grapheme_of_uncertain_width_is_in_its_position() {
    for letter in UNCERTAIN {
        let columns = u16::try_from(crate::text::width(letter)).expect("a few");
        let mut bench = Bench::new(30, 3);
        for (before, after) in [("ab", "cd"), ("ab", "cx"), ("xb", "cx"), ("", "cx"), ("ab", "cd")] {
            bench.text(&format!("{before}{letter}{letter}{after}"), None);
            let after_it = u16::try_from(before.len()).expect("a few") + 2 * columns;
            let screen = bench.screen.screen();
            let shown: Vec<_> =
                (after_it..after_it + 3).map(|column| screen.cell(0, column).expect("a cell").contents()).collect();
            assert_eq!(shown[..2].concat(), after, "after {letter:?}");
            assert!(matches!(shown[2], "" | " "), "{shown:?} after {letter:?}");
        }
    }
}

/// Graphemes that all terminals draw alike, some of them wide or combined.
fn grapheme() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        6 => Just(" "),
        10 => proptest::sample::select(vec!["a", "b", "0", ">", "─", "é", "ш", "e\u{301}", "ש", "م"]),
        1 => proptest::sample::select(vec!["王", "毅", "한", "漢"]),
    ]
}

fn style() -> impl Strategy<Value = Style> {
    let colour = || {
        prop_oneof![
            4 => Just(Color::Reset),
            2 => proptest::sample::select(vec![Color::Red, Color::Cyan, Color::LightBlue]),
            1 => any::<u8>().prop_map(Color::Indexed),
            1 => any::<(u8, u8, u8)>().prop_map(|(red, green, blue)| Color::Rgb(red, green, blue)),
        ]
    };
    let modifiers = [Modifier::BOLD, Modifier::DIM, Modifier::ITALIC, Modifier::UNDERLINED, Modifier::REVERSED];
    // vt100 does not support bold and dim at once.
    let modifiers = proptest::sample::subsequence(modifiers.to_vec(), 0..3)
        .prop_filter("one intensity", |modifiers| !modifiers.starts_with(&[Modifier::BOLD, Modifier::DIM]));
    let parts = (colour(), colour(), modifiers);
    prop_oneof![
        4 => Just(Style::new()),
        2 => parts.prop_map(|(foreground, background, modifiers)| {
            modifiers.into_iter().fold(Style::new().fg(foreground).bg(background), Style::add_modifier)
        }),
    ]
}

/// A change between two frames.
#[derive(Clone, Debug)]
enum Step {
    /// Text is written.
    Write(u16, u16, Vec<&'static str>, Style),
    /// An area is cleared.
    Clear(Rect),
    /// The rows of an area are moved.
    Scroll(Rect, i32),
    /// The terminal is resized.
    Resize(u16, u16),
    /// The cursor is moved or hidden.
    Cursor(Option<(u16, u16)>),
    /// Another program writes to the terminal.
    Overwrite,
}

fn area() -> impl Strategy<Value = Rect> {
    (0_u16..40, 0_u16..20, 1_u16..41, 1_u16..21).prop_map(|(x, y, width, height)| Rect::new(x, y, width, height))
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => (0_u16..40, 0_u16..20, proptest::collection::vec(grapheme(), 1..40), style())
            .prop_map(|(x, y, words, style)| Step::Write(x, y, words, style)),
        2 => area().prop_map(Step::Clear),
        4 => (area(), -5_i32..6).prop_map(|(area, by)| Step::Scroll(area, by)),
        2 => (0_u16..30, 1_u16..20, -3_i32..4).prop_map(|(y, height, by)| Step::Scroll(Rect::new(0, y, 40, height), by)),
        1 => (1_u16..41, 1_u16..21).prop_map(|(columns, rows)| Step::Resize(columns, rows)),
        2 => proptest::option::of((0_u16..40, 0_u16..20)).prop_map(Step::Cursor),
        1 => Just(Step::Overwrite),
    ]
}

/// Writes text as a widget does, so that no wide character is cut in half.
fn write(buffer: &mut Buffer, x: u16, y: u16, words: &[&str], style: Style) {
    let area = buffer.area;
    if x < area.width && y < area.height {
        buffer.set_stringn(x, y, words.concat(), usize::from(area.width - x), Style::reset().patch(style));
    }
}

fn moved(buffer: &Buffer, area: Rect, by: i32) -> Buffer {
    let area = area.intersection(buffer.area);
    let mut moved = buffer.clone();
    for position in area.positions() {
        let from = i32::from(position.y) - by;
        let source = u16::try_from(from).ok().filter(|from| (area.top()..area.bottom()).contains(from));
        moved[position] = source.map_or(Cell::EMPTY, |y| buffer[(position.x, y)].clone());
    }
    moved
}

/// Replaces wide characters that were cut in half by blanks, because ratatui requires well-formed buffers.
fn well_formed(mut buffer: Buffer) -> Buffer {
    let Rect { width, height, .. } = buffer.area;
    for y in 0..height {
        let mut x = 0;
        while x < width {
            let columns = ratatui::buffer::CellWidth::cell_width(&buffer[(x, y)]).max(1);
            if x + columns > width {
                buffer[(x, y)].reset();
            }
            for covered in x + 1..(x + columns).min(width) {
                buffer[(covered, y)].reset();
            }
            x += columns;
        }
    }
    buffer
}

/// Describes what is visible of a cell.
fn appearance(screen: &vt100::Screen, row: u16, column: u16) -> String {
    let cell = screen.cell(row, column).expect("a cell");
    let visible = cell.inverse() || cell.underline();
    let blank = matches!(cell.contents(), "" | " ") && !cell.is_wide_continuation();
    if cell.is_wide_continuation() {
        return "wide".into();
    }
    let contents = if blank { " " } else { cell.contents() };
    if blank && !visible {
        return format!(" {:?}", cell.bgcolor());
    }
    format!(
        "{contents} {:?} {:?} {} {} {} {} {}",
        cell.fgcolor(),
        cell.bgcolor(),
        cell.bold(),
        cell.dim(),
        cell.italic(),
        cell.underline(),
        cell.inverse()
    )
}

/// Returns the screen after ratatui's crossterm backend has drawn a buffer.
fn crossterm_screen(buffer: &Buffer) -> vt100::Parser {
    let mut bytes = Vec::new();
    let options = TerminalOptions { viewport: Viewport::Fixed(buffer.area) };
    let mut terminal = Terminal::with_options(CrosstermBackend::new(&mut bytes), options).expect("a terminal");
    terminal.draw(|frame| frame.buffer_mut().merge(buffer)).expect("in memory");
    drop(terminal);
    let (rows, columns) = rows_and_columns(buffer.area.as_size());
    let mut screen = vt100::Parser::new(rows, columns, 0);
    screen.process(&bytes);
    screen
}

#[test]
fn a_scrolled_list_is_moved_and_only_its_new_row_written() {
    let list = |from: usize| {
        let rows: Vec<_> = (from..from + 20).map(|row| format!("row {row} of a list")).collect();
        rows.join("\n")
    };
    let mut bench = Bench::new(40, 20);
    let draw = |bench: &mut Bench, from: usize| {
        let area = Rect::new(10, 2, 30, 16);
        bench.draw(&[area], |frame| {
            frame.render_widget(Paragraph::new("left\n".repeat(20)), frame.area());
            frame.render_widget(Paragraph::new(list(from)), area);
        })
    };
    draw(&mut bench, 0);
    assert!(draw(&mut bench, 1).contains("\x1b[1M"), "its neighbour is rewritten, which is short");
    bench.terminal.backend_mut().use_margins();
    let alone = draw(&mut bench, 2);
    assert_eq!(alone, "\x1b[?69h\x1b[11;40s\x1b[3;18r\x1b[1S\x1b[?69l\x1b[r\x1b[18;11Hrow 17 of a list");
    assert!(draw(&mut bench, 1).contains("\x1b[1T"), "and back");
}

impl Step {
    /// Applies the step to the next frame, or directly to the terminal.
    fn apply(self, buffer: &mut Buffer, cursor: &mut Option<(u16, u16)>, areas: &mut Vec<Rect>, bench: &mut Bench) {
        match self {
            Self::Write(x, y, words, style) => write(buffer, x, y, &words, style),
            Self::Clear(area) => {
                for position in area.intersection(buffer.area).positions() {
                    buffer[position].reset();
                }
            }
            Self::Scroll(area, by) => {
                *buffer = moved(buffer, area, by);
                areas.push(area);
            }
            Self::Resize(columns, rows) => {
                let mut resized = Buffer::empty(Rect::new(0, 0, columns, rows));
                for position in resized.area.intersection(buffer.area).positions() {
                    resized[position] = buffer[position].clone();
                }
                *buffer = resized;
                bench.resize(Size::new(columns, rows));
            }
            Self::Cursor(place) => *cursor = place,
            Self::Overwrite => {
                bench.screen.process(b"\x1b[31;4moverwritten\x1b[5;5H");
                bench.terminal.backend_mut().invalidate();
                bench.terminal.clear().expect("in memory");
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(400))]

    /// After any frames, the terminal shows what the crossterm backend shows for the last frame alone.
    #[test]
    fn the_screen_is_that_of_the_crossterm_backend(
        frames in proptest::collection::vec(proptest::collection::vec(step(), 1..8), 1..12),
        always in proptest::collection::vec(area(), 0..3),
        margins in any::<bool>(),
    ) {
        crossterm::style::force_color_output(true);
        let mut bench = Bench::new(40, 20);
        if margins {
            bench.terminal.backend_mut().use_margins();
        }
        let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 20));
        let mut cursor = None;
        for steps in frames {
            let mut areas = always.clone();
            for step in steps {
                step.apply(&mut buffer, &mut cursor, &mut areas, &mut bench);
            }
            buffer = well_formed(buffer);
            let place = cursor.map(|(x, y): (u16, u16)| (x.min(buffer.area.width - 1), y.min(buffer.area.height - 1)));
            bench.buffer(&buffer, &areas, place);
            let expected = crossterm_screen(&buffer);
            let (ours, theirs) = (bench.screen.screen(), expected.screen());
            for row in 0..buffer.area.height {
                for column in 0..buffer.area.width {
                    prop_assert_eq!(appearance(ours, row, column), appearance(theirs, row, column), "row {} column {}", row, column);
                }
            }
            prop_assert_eq!(ours.hide_cursor(), place.is_none());
            if let Some((x, y)) = place {
                prop_assert_eq!(ours.cursor_position(), (y, x));
            }
            prop_assert_eq!(bench.buffer(&buffer, &areas, place), "", "drawn again");
        }
    }
}
