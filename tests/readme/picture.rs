//! Turns a frame of the browser into an SVG. Adjacent cells of one style become one piece of text.
//!
//! Each piece has its place and its length in the file, so the columns line up in any monospace font.

use std::collections::BTreeSet;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// Size of the characters in pixels.
const FONT_SIZE: u16 = 15;
/// Width of a cell in pixels: six tenths of the font's size, as in most monospace fonts.
const COLUMN: u16 = 9;
/// Height of a cell in pixels.
const ROW: u16 = 20;
/// Pixels between the window's frame and its text.
const MARGIN: u16 = 16;
/// Height of the window's title bar in pixels.
const TITLE_BAR: u16 = 34;

const BACKGROUND: &str = "#15181e";
const BAR: &str = "#20242c";
const BORDER: &str = "#3a404b";
const FOREGROUND: &str = "#d3d7de";

/// The first sixteen colours, which every terminal defines for itself; here they suit the dark background.
const SIXTEEN: [&str; 16] = [
    "#15181e", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#d3d7de", "#7f848e", "#ff7b86",
    "#b5e890", "#ffd68a", "#7cc4ff", "#e29bf5", "#6fd3df", "#ffffff",
];

/// What adjacent cells must have in common to be one piece of text.
#[derive(Clone, PartialEq, Eq)]
struct Look {
    foreground: Color,
    background: Color,
    modifier: Modifier,
}

impl Look {
    fn new(cell: &Cell) -> Self {
        Self { foreground: cell.fg, background: cell.bg, modifier: cell.modifier }
    }

    /// The colours of the text and of the cells; reverse video exchanges them.
    fn colours(&self) -> [String; 2] {
        let foreground = hex(self.foreground).unwrap_or_else(|| FOREGROUND.into());
        let background = hex(self.background).unwrap_or_else(|| BACKGROUND.into());
        if self.modifier.contains(Modifier::REVERSED) { [background, foreground] } else { [foreground, background] }
    }

    /// The names of its classes, and what these mean in the style sheet.
    fn classes(&self) -> Vec<(String, String)> {
        let [foreground, _] = self.colours();
        let mut classes = Vec::new();
        if foreground != FOREGROUND {
            classes.push((format!("c{}", &foreground[1..]), format!("fill: {foreground}")));
        }
        for (modifier, name, rule) in [
            (Modifier::BOLD, "bold", "font-weight: bold"),
            (Modifier::DIM, "dim", "fill-opacity: 0.65"),
            (Modifier::UNDERLINED, "underlined", "text-decoration: underline"),
            (Modifier::ITALIC, "italic", "font-style: italic"),
        ] {
            if self.modifier.contains(modifier) {
                classes.push((name.into(), rule.into()));
            }
        }
        classes
    }
}

/// Returns a frame and its cursor as an SVG, in a window with a title bar. The description is for those who cannot see it.
pub(crate) fn svg(buffer: &Buffer, cursor: Position, description: &str) -> String {
    let (mut rules, mut body) = (BTreeSet::new(), String::new());
    for y in 0..buffer.area.height {
        for (x, columns, text, look) in pieces(buffer, y) {
            rules.extend(look.classes());
            piece(&mut body, [x, y], columns, &text, &look);
        }
    }
    let [left, top] = corner([cursor.x, cursor.y]);
    body += &format!("  <rect x=\"{left}\" y=\"{top}\" width=\"{COLUMN}\" height=\"{ROW}\" fill=\"{FOREGROUND}\"/>\n");
    let width = buffer.area.width * COLUMN + 2 * MARGIN;
    let height = buffer.area.height * ROW + TITLE_BAR + 2 * MARGIN;
    let style = rules.iter().map(|(class, rule)| format!("    .{class} {{ {rule} }}\n")).collect::<Vec<_>>().concat();
    let lights = [("#ff5f57", 20), ("#febc2e", 40), ("#28c840", 60)];
    let lights = lights.map(|(colour, x)| format!("<circle cx=\"{x}\" cy=\"17\" r=\"6\" fill=\"{colour}\"/>")).concat();
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" xml:space="preserve" role="img" aria-labelledby="description">
  <title id="description">{description}</title>
  <style>
    text {{ font: {FONT_SIZE}px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; fill: {FOREGROUND}; white-space: pre }}
    path {{ fill: none; stroke: {FOREGROUND} }}
{style}  </style>
  <rect x="0.5" y="0.5" width="{}" height="{}" rx="10" fill="{BACKGROUND}" stroke="{BORDER}"/>
  <path d="M1 {TITLE_BAR}V11a10 10 0 0 1 10-10H{}a10 10 0 0 1 10 10V{TITLE_BAR}z" style="fill: {BAR}; stroke: none"/>
  {lights}
  <text x="{}" y="22" text-anchor="middle" class="dim">briefing</text>
{body}</svg>
"#,
        width - 1,
        height - 1,
        width - 11,
        width / 2,
        description = escaped(description),
    )
}

/// The pieces of a row: the column, how many columns, the text and the look of each.
fn pieces(buffer: &Buffer, y: u16) -> Vec<(u16, u16, String, Look)> {
    let mut pieces: Vec<(u16, u16, String, Look)> = Vec::new();
    let mut x = 0;
    while x < buffer.area.width {
        let cell = &buffer[(x, y)];
        let columns = u16::try_from(cell.symbol().width()).unwrap_or(1).max(1);
        let look = Look::new(cell);
        match pieces.last_mut() {
            Some((_, wide, text, last)) if *last == look && line_character(text) == line_character(cell.symbol()) => {
                *wide += columns;
                text.push_str(cell.symbol());
            }
            _ => pieces.push((x, columns, cell.symbol().into(), look)),
        }
        x += columns;
    }
    pieces
}

/// Adds one piece: its background if it has one, then its text, or a path for lines, which then have no gaps.
fn piece(body: &mut String, place: [u16; 2], columns: u16, text: &str, look: &Look) {
    let [_, background] = look.colours();
    let [left, top] = corner(place);
    if background != BACKGROUND {
        let width = columns * COLUMN;
        *body +=
            &format!("  <rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{ROW}\" fill=\"{background}\"/>\n");
    }
    let classes = look.classes().into_iter().map(|(class, _)| class).collect::<Vec<_>>().join(" ");
    let class = if classes.is_empty() { classes } else { format!(" class=\"{classes}\"") };
    if let Some(line) = line_character(text) {
        let [colour, _] = look.colours();
        let thick = if "━┃".contains(line) { 2 } else { 1 };
        let faint = if look.modifier.contains(Modifier::DIM) { "; stroke-opacity: 0.65" } else { "" };
        let (middle, centre) = (top + ROW / 2, left + COLUMN / 2);
        let way = if "│┃".contains(line) {
            format!("M{centre} {top}v{ROW}")
        } else {
            format!("M{left} {middle}h{}", columns * COLUMN)
        };
        *body += &format!("  <path d=\"{way}\" style=\"stroke: {colour}; stroke-width: {thick}{faint}\"/>\n");
        return;
    }
    // Spaces at the ends are left out, unless a line runs under them.
    let kept = if look.modifier.contains(Modifier::UNDERLINED) { text } else { text.trim_end() };
    let shown = if look.modifier.contains(Modifier::UNDERLINED) { text } else { kept.trim_start() };
    let before = u16::try_from(kept.width() - shown.width()).expect("it is within the row");
    let columns = u16::try_from(shown.width()).expect("it is within the row");
    if columns > 0 {
        let (left, base, length) = (left + before * COLUMN, top + ROW - 5, columns * COLUMN);
        let shown = escaped(shown);
        *body += &format!("  <text x=\"{left}\" y=\"{base}\" textLength=\"{length}\"{class}>{shown}</text>\n");
    }
}

/// The upper left corner of a cell in pixels.
fn corner([x, y]: [u16; 2]) -> [u16; 2] {
    [MARGIN + x * COLUMN, TITLE_BAR + MARGIN + y * ROW]
}

/// The character of a text that is nothing but a line.
fn line_character(text: &str) -> Option<char> {
    let first = text.chars().next().filter(|letter| "─━│┃".contains(*letter))?;
    text.chars().all(|letter| letter == first).then_some(first)
}

/// Text that is no markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A colour as SVG has it; `None` for the terminal's own.
fn hex(colour: Color) -> Option<String> {
    let named = |index: usize| Some(SIXTEEN[index].to_owned());
    match colour {
        Color::Reset => None,
        Color::Rgb(red, green, blue) => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        Color::Indexed(index @ 0..16) => named(index.into()),
        Color::Indexed(index @ 16..232) => {
            let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
            let [red, green, blue] = [(index - 16) / 36, (index - 16) / 6 % 6, (index - 16) % 6].map(level);
            hex(Color::Rgb(red, green, blue))
        }
        Color::Indexed(index) => {
            hex(Color::Rgb(8 + 10 * (index - 232), 8 + 10 * (index - 232), 8 + 10 * (index - 232)))
        }
        Color::Black => named(0),
        Color::Red => named(1),
        Color::Green => named(2),
        Color::Yellow => named(3),
        Color::Blue => named(4),
        Color::Magenta => named(5),
        Color::Cyan => named(6),
        Color::Gray => named(7),
        Color::DarkGray => named(8),
        Color::LightRed => named(9),
        Color::LightGreen => named(10),
        Color::LightYellow => named(11),
        Color::LightBlue => named(12),
        Color::LightMagenta => named(13),
        Color::LightCyan => named(14),
        Color::White => named(15),
    }
}
