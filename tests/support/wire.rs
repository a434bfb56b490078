//! What the program wrote, taken apart as a terminal does it: text, and every command between.
//!
//! Shared by what reads a program's output: the tests of the screens, of the commands and of the program in a
//! terminal, and the fuzz targets. Knows nothing of how texts are cleaned, so that it can find that wanting.

use std::collections::BTreeSet;

use unicode_normalization::char::is_combining_mark;
use vte::{Params, Parser, Perform};

/// Private modes that the program sets and resets: the cursor, margins at the sides, the alternate screen, bracketed
/// paste, whole frames.
const MODES: [u16; 5] = [25, 69, 1049, 2004, 2026];
/// What places the cursor, erases, and moves rows.
const PLACES: &str = "ABCDdGHJKLMSTXrs";
/// Carriage return, line feed, backspace: short ways to move the cursor.
const STEPS: [u8; 3] = [b'\r', b'\n', 0x08];

/// More combining marks than this on one letter are a defacement.
const MAX_MARKS: usize = 8;

/// Everything in a stream of bytes.
#[derive(Default)]
pub(crate) struct Wire {
    /// The text, without the places it was put.
    pub(crate) text: String,
    /// Combining marks at its end.
    marks: usize,
    /// The operating system commands, parted at their semicolons.
    pub(crate) osc: Vec<Vec<String>>,
    /// The parameters of all that set colours and the like, one list for each command.
    pub(crate) attributes: Vec<Vec<u16>>,
    /// Whatever is not on the list of what the program has reason to send.
    pub(crate) foreign: BTreeSet<String>,
}

impl Wire {
    /// Takes bytes apart.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut wire = Self::default();
        Parser::new().advance(&mut wire, bytes);
        wire
    }
}

/// Nothing but what the program has reason to send: no title, no report, no character that a terminal obeys.
pub(crate) fn assert_is_harmless(bytes: &[u8]) -> Wire {
    let wire = Wire::of(bytes);
    assert!(wire.foreign.is_empty(), "{:?}", wire.foreign);
    // The clipboard, a link's beginning and end, and the question for the background.
    let known = |osc: &Vec<String>| match osc.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["11", "?"] | ["52", "c", _] | ["8", "", ""] => true,
        ["8", "", ref address @ ..] => address.concat().chars().all(|letter| letter.is_ascii_graphic()),
        _ => false,
    };
    assert!(wire.osc.iter().all(known), "{:?}", wire.osc);
    wire
}

/// Lines of text and nothing else: what may go to a pipe, a file or the clipboard.
pub(crate) fn assert_is_plain(text: &str) {
    for line in text.split('\n') {
        let mut wire = Wire::default();
        line.chars().for_each(|letter| wire.print(letter));
        assert!(wire.foreign.is_empty(), "{:?} in {line:?}", wire.foreign);
    }
}

/// Has an effect on the letter before it, which it shares a cell with. What follows may have been drawn at another time.
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

/// Acted on by a terminal, or hidden by it, or moving what stands beside it.
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
            // What it is, and whether it has margins.
            ([], 'c') if numbers == [0] => {}
            (b"?$", 'p') if numbers == [69] => {}
            (b"?", 'h' | 'l') if numbers.iter().all(|mode| MODES.contains(mode)) => {}
            _ => {
                self.foreign.insert(format!("CSI {}{numbers:?}{action}", String::from_utf8_lossy(intermediates)));
            }
        }
    }

    fn esc_dispatch(&mut self, intermediates: &[u8], _: bool, byte: u8) {
        // What ends a command by `ESC \`.
        if (intermediates, byte) != (b"", b'\\') {
            self.foreign.insert(format!("ESC {intermediates:?}{}", char::from(byte)));
        }
    }
}
