//! Finds what a terminal still has switched on after some bytes.
//!
//! The tests of the canvas and of the program in a terminal share it, because vt100 knows no links, margins or
//! synchronized output.

use std::collections::BTreeSet;

use vte::{Params, Parser, Perform};

/// Names of the settings that are on.
#[derive(Default)]
pub(crate) struct LeftOn(BTreeSet<String>);

impl LeftOn {
    /// Returns the settings that are on after these bytes, if none was on before.
    pub(crate) fn after(bytes: &[u8]) -> Vec<String> {
        let mut on = Self::default();
        Parser::new().advance(&mut on, bytes);
        on.0.into_iter().collect()
    }

    fn turn(&mut self, what: &str, on: bool) {
        if on {
            self.0.insert(what.to_owned());
        } else {
            self.0.remove(what);
        }
    }
}

impl Perform for LeftOn {
    fn osc_dispatch(&mut self, parts: &[&[u8]], _: bool) {
        if let [b"8", _, address @ ..] = parts {
            self.turn("link", !address.concat().is_empty());
        }
    }

    fn csi_dispatch(&mut self, parameters: &Params, intermediates: &[u8], _: bool, action: char) {
        let numbers: Vec<u16> = parameters.iter().map(|parameter| parameter[0]).collect();
        match (intermediates, action) {
            ([], 'm') => self.turn("colours", numbers.last().is_some_and(|last| *last != 0)),
            ([], 'r') => self.turn("rows", numbers.iter().any(|number| *number != 0)),
            // The cursor is shown by default, so mode 25 is reversed.
            (b"?", 'h' | 'l') => {
                for mode in numbers {
                    self.turn(&format!("mode {mode}"), (action == 'h') != (mode == 25));
                }
            }
            _ => {}
        }
    }
}
