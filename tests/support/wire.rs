//! Splits the program's output into text and commands, as a terminal does.
//!
//! The tests of screens, of commands and of the program in a terminal share it with the fuzz targets. It uses none of
//! the program's own cleaning, so that it can find faults in it.

use std::collections::BTreeSet;

use unicode_normalization::char::is_combining_mark;
use vte::{Params, Parser, Perform};

/// Private modes that the program sets and resets: cursor, side margins, alternate screen, bracketed paste,
/// synchronized output.
const MODES: [u16; 5] = [25, 69, 1049, 2004, 2026];
/// Final bytes of the CSI commands that place the cursor, erase, and move rows.
const PLACES: &str = "ABCDdGHJKLMSTXrs";
/// Carriage return, line feed and backspace, which move the cursor.
const STEPS: [u8; 3] = [b'\r', b'\n', 0x08];

/// Maximum number of combining marks on one letter, because more would cover other lines.
const MAX_MARKS: usize = 8;

/// The parts of a stream of bytes.
#[derive(Default)]
pub(crate) struct Wire {
    /// The text, without its positions.
    pub(crate) text: String,
    /// Number of combining marks at the end of the text.
    marks: usize,
    /// The operating system commands (OSC), split at their semicolons.
    pub(crate) osc: Vec<Vec<String>>,
    /// The parameters of each SGR command, which sets colours and attributes.
    pub(crate) attributes: Vec<Vec<u16>>,
    /// Everything that the program has no reason to send.
    pub(crate) foreign: BTreeSet<String>,
}

impl Wire {
    /// Parses bytes.
    pub(crate) fn parse(bytes: &[u8]) -> Self {
        let mut wire = Self::default();
        Parser::new().advance(&mut wire, bytes);
        wire
    }
}

/// Asserts that the program sent only what it has reason to send: no title, no report, no stray control character.
pub(crate) fn assert_is_harmless(bytes: &[u8]) -> Wire {
    let wire = Wire::parse(bytes);
    assert!(wire.foreign.is_empty(), "{:?}", wire.foreign);
    // The query for the background, the clipboard, and the beginning and end of a link.
    let known = |osc: &Vec<String>| match osc.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["11", "?"] | ["52", "c", _] | ["8", "", ""] => true,
        ["8", "", ref address @ ..] => address.concat().chars().all(|letter| letter.is_ascii_graphic()),
        _ => false,
    };
    assert!(wire.osc.iter().all(known), "{:?}", wire.osc);
    wire
}

/// Asserts that `text` is lines of text and nothing else, as it must be in a pipe, a file or the clipboard.
pub(crate) fn assert_is_plain(text: &str) {
    for line in text.split('\n') {
        let mut wire = Wire::default();
        line.chars().for_each(|letter| wire.print(letter));
        assert!(wire.foreign.is_empty(), "{:?} in {line:?}", wire.foreign);
    }
}

/// Returns whether an invisible letter only affects the letter before it, with which it shares a cell.
///
/// The letter after it is not considered, because it may have been drawn at another time.
fn belongs_to(before: Option<char>, letter: char) -> bool {
    let Some(before) = before else { return false };
    let is_emoji = matches!(before, '\u{a9}' | '\u{ae}' | '\u{203c}'..='\u{3299}' | '\u{1f000}'..='\u{1faff}');
    let is_varied = matches!(before, '\u{fe00}'..='\u{fe0f}' | '\u{180b}'..='\u{180f}' | '\u{e0100}'..='\u{e01ef}');
    match letter {
        '\u{200c}' | '\u{200d}' => {
            let is_joined = before > '\u{5ff}' && before.is_alphabetic() || is_combining_mark(before);
            is_joined || before.is_numeric() || letter == '\u{200d}' && is_emoji
        }
        '\u{180b}'..='\u{180f}' => matches!(before, '\u{1820}'..='\u{18aa}'),
        '\u{fe00}'..='\u{fe0f}' => !before.is_whitespace() && !is_varied,
        '\u{e0100}'..='\u{e01ef}' => {
            matches!(before, '\u{3005}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
        }
        '\u{e0020}'..='\u{e007f}' => matches!(before, '\u{1f3f4}' | '\u{e0061}'..='\u{e007a}'),
        _ => false,
    }
}

/// Returns whether a terminal acts on a letter, hides it, or reorders its neighbours because of it.
fn is_hazard(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}')
        || matches!(letter, '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(letter, '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}')
        || matches!(letter, '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

impl Perform for Wire {
    fn print(&mut self, letter: char) {
        let before = self.text.chars().next_back();
        self.text.push(letter);
        self.marks = if is_combining_mark(letter) { self.marks + 1 } else { 0 };
        if is_hazard(letter) && !belongs_to(before, letter) || self.marks > MAX_MARKS {
            self.foreign.insert(format!("U+{:04X}", u32::from(letter)));
        }
    }

    fn execute(&mut self, byte: u8) {
        if STEPS.contains(&byte) {
            return;
        }
        self.foreign.insert(format!("control {byte:#04x}"));
    }

    fn hook(&mut self, _: &Params, _: &[u8], _: bool, action: char) {
        self.foreign.insert(format!("DCS {action}"));
    }

    fn osc_dispatch(&mut self, parts: &[&[u8]], _: bool) {
        self.osc.push(parts.iter().map(|part| String::from_utf8_lossy(part).into_owned()).collect());
    }

    fn csi_dispatch(&mut self, parameters: &Params, intermediates: &[u8], _: bool, action: char) {
        let numbers: Vec<u16> = parameters.iter().map(|parameter| parameter[0]).collect();
        match (intermediates, action) {
            ([], 'm') => self.attributes.push(numbers),
            ([], place) if PLACES.contains(place) => {}
            // Queries for the kind of terminal and for side margins.
            ([], 'c') if numbers == [0] => {}
            (b"?$", 'p') if numbers == [69] => {}
            (b"?", 'h' | 'l') if numbers.iter().all(|mode| MODES.contains(mode)) => {}
            _ => {
                self.foreign.insert(format!("CSI {}{numbers:?}{action}", String::from_utf8_lossy(intermediates)));
            }
        }
    }

    fn esc_dispatch(&mut self, intermediates: &[u8], _: bool, byte: u8) {
        // `ESC \` ends an operating system command.
        if (intermediates, byte) != (b"", b'\\') {
            self.foreign.insert(format!("ESC {intermediates:?}{}", char::from(byte)));
        }
    }
}
