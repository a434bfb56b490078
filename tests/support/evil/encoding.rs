//! Files that are not UTF-8, or that hold control characters.

use super::{Evil, document};

pub(super) fn files(bytes: usize) -> Vec<Evil> {
    let utf16 = |text: &str, big: bool| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let with = |at: &str, bytes: &[u8]| [at.as_bytes(), bytes, b"\n"].concat();
    vec![
        Evil::new("utf16le.yaml", utf16(&document(""), false), ": the file is UTF-16"),
        Evil::new("utf16be.yaml", utf16(&document(""), true), ": the file is UTF-16"),
        Evil::new(
            "utf16-without-mark.yaml",
            utf16(&document(""), false).split_off(2),
            ":1:2: there is the control character U+0000",
        ),
        Evil::new(
            "utf32.yaml",
            document("").chars().flat_map(|c| u32::from(c).to_be_bytes()).collect::<Vec<_>>(),
            ":1:1: there is the control character U+0000",
        ),
        Evil::new("latin1.yaml", with("title: caf", b"\xe9"), ":1:11: the file is not UTF-8"),
        Evil::new("overlong.yaml", with("title: ", b"\xc0\xaf"), ":1:8: the file is not UTF-8"),
        Evil::new("surrogate.yaml", with("title: ", b"\xed\xa0\x80"), ":1:8: the file is not UTF-8"),
        Evil::new("cut-off.yaml", b"title: \xe2\x82".as_slice(), ":1:8: the file is not UTF-8"),
        Evil::new(
            "gzip.yaml",
            b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xff".as_slice(),
            ":1:2: the file is not UTF-8",
        ),
        Evil::new("nul.yaml", document("summary: a\0b\n"), ":5:11: there is the control character U+0000"),
        Evil::new("nuls.yaml", vec![0; bytes], ":1:1: there is the control character U+0000"),
        Evil::new(
            "escape.yaml",
            document("summary: \u{1b}]0;evil\u{7}\n"),
            ":5:10: there is the control character U+001B",
        ),
        Evil::new("c1.yaml", document("summary: \u{9b}31m\n"), ":5:10: there is the control character U+009B"),
        Evil::new("delete.yaml", document("summary: a\u{7f}b\n"), ":5:11: there is the control character U+007F"),
        Evil::new(
            "mark-twice.yaml",
            "\u{feff}\u{feff}title: T\ntitle: U\n",
            ":1:1: there is an invisible byte order mark",
        ),
        Evil::new("mark-alone.yaml", "\u{feff}", ": the file is empty"),
        Evil::new("mark-and-keys.yaml", "\u{feff}title: T\npublisher: x\n", ":1:1: the field `url` is missing"),
        Evil::new(
            "mark-within.yaml",
            document("summary: T\n\u{feff}language: en\n"),
            ":6:1: there is an invisible byte order mark",
        ),
    ]
}
