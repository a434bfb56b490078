//! What the tests ask of the bytes that the program wrote to its terminal.

#[path = "../support/wire.rs"]
mod bytes;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

#[path = "../support/left_on.rs"]
mod left_on;

pub(crate) use bytes::{Wire, assert_is_harmless, assert_is_plain};
pub(crate) use left_on::LeftOn;

impl Wire {
    /// Returns the texts that were put on the clipboard, in order.
    pub(crate) fn copied(&self) -> Vec<String> {
        let payloads = self.osc.iter().filter(|osc| osc[..2] == ["52", "c"]);
        payloads
            .map(|osc| {
                let bytes = STANDARD.decode(&osc[2]).expect("the clipboard takes base64");
                String::from_utf8(bytes).expect("what is copied is text")
            })
            .collect()
    }

    /// Returns whether any colour was set. The terminal's default colours do not count.
    pub(crate) fn has_colour(&self) -> bool {
        let is_colour = |code: &u16| matches!(*code, 30..=38 | 40..=48 | 58 | 90..=97 | 100..=107);
        self.attributes.iter().flatten().any(is_colour)
    }
}
