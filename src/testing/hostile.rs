//! Folders of hostile text for property tests, and the checks of the output.
//!
//! Each case is a folder with about twenty frames or outputs, so
//! `PROPTEST_CASES=50000 cargo test --release --lib hostile` checks a million of each.

#[path = "../../tests/support/hostile.rs"]
mod files;
#[path = "../../tests/support/left_on.rs"]
mod left_on;
#[path = "../../tests/support/wire.rs"]
mod wire;

use proptest::prelude::*;
use proptest::sample::select;

use crate::briefing::File;
use crate::corpus::{Corpus, build};
use crate::text::Text;

pub(crate) use left_on::LeftOn;
pub(crate) use wire::{assert_is_harmless, assert_is_plain};

/// Commands and their beginnings, reordering and invisible characters, difficult letters, and plain ones.
const PIECES: [&str; 62] = [
    "\u{1b}",
    "\u{1b}[",
    "\u{1b}]",
    "\u{1b}P",
    "\u{1b}_",
    "\u{1b}^",
    "\u{1b}X",
    "\u{1b}\\",
    "\u{1b}c",
    "\u{1b}[31m",
    "\u{1b}[6n",
    "\u{1b}[?1049l",
    "\u{1b}[2J",
    "\u{1b}]0;evil\u{7}",
    "\u{1b}]52;c;ZXZpbA==\u{1b}\\",
    "\u{1b}]8;;https://evil.example\u{1b}\\",
    "\u{1b}P$q m\u{1b}\\",
    "\u{90}$q m\u{9c}",
    "\u{9b}31m",
    "\u{9d}0;evil\u{9c}",
    "\u{98}",
    "\u{9e}",
    "\u{9f}",
    "\u{85}",
    "\u{0}",
    "\u{7}",
    "\u{8}",
    "\t",
    "\n",
    "\r",
    "\u{b}",
    "\u{c}",
    "\u{e}",
    "\u{f}",
    "\u{18}",
    "\u{1a}",
    "\u{7f}",
    "\u{202e}",
    "\u{202a}",
    "\u{2066}",
    "\u{2069}",
    "\u{200e}",
    "\u{61c}",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "\u{ad}",
    "\u{2028}",
    "\u{2060}",
    "\u{e0041}",
    "\u{e007f}",
    "\u{fe0f}",
    "\u{301}",
    "\u{20dd}",
    "שלום",
    "नमस्ते",
    "王",
    "👩\u{200d}👩\u{200d}👧",
    "`",
    " ",
    "[31m",
    "<U+001B>",
];

/// Generates hostile texts.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => select(&PIECES[..]).prop_map(str::to_owned),
        3 => select(&["evil", "Lavrov", "a", " wheat ", "#", "://"][..]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => (0_u8..0xa0).prop_map(|byte| char::from(byte).to_string()),
        1 => (select(&['\u{301}', '\u{489}', '\u{20e3}', '\u{5b4}'][..]), 1_usize..24)
            .prop_map(|(mark, marks)| String::from(mark).repeat(marks)),
    ];
    proptest::collection::vec(piece, 0..7).prop_map(|pieces| pieces.concat())
}

/// A folder with hostile text in every field.
#[derive(Clone, Debug)]
pub(crate) struct HostileFolder {
    label: String,
    /// The texts, which are repeated if there are more fields.
    pub(crate) texts: Vec<String>,
    kinds: u8,
}

impl HostileFolder {
    /// Generates folders of all kinds.
    pub(crate) fn any() -> impl Strategy<Value = Self> {
        (text(), proptest::collection::vec(text(), 1..8), any::<u8>()).prop_map(|(label, texts, kinds)| Self {
            label,
            texts,
            kinds,
        })
    }

    /// Builds the corpus of the folder.
    pub(crate) fn corpus(&self) -> Corpus {
        let mut texts = self.texts.iter().cycle().cloned();
        let files = files::files(|| texts.next().unwrap_or_default(), self.kinds);
        let read = |(stem, bytes): (String, Vec<u8>)| {
            File::read(Text::from(format!("{}/{stem}.yaml", self.label)), &stem, bytes)
        };
        build(Text::from(&*self.label), files.into_iter().map(read).collect())
    }

    /// Builds an article that contains the words of the passages.
    pub(crate) fn article(&self) -> String {
        format!("{0}\n\n{0} {1}\n{1}", self.texts.concat(), self.texts.join(" and "))
    }
}

/// Configures a test to run `few` cases, or as many as `PROPTEST_CASES` says.
pub(crate) fn cases(few: u32) -> ProptestConfig {
    let config = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_some() { config } else { ProptestConfig { cases: few, ..config } }
}
