use crossterm::event::KeyEventKind;
use proptest::prelude::*;

use super::*;
use crate::terminal::Background;

fn decode(bytes: &[u8]) -> Vec<Input> {
    let mut decoder = Decoder::default();
    let mut inputs = Vec::new();
    decoder.feed(bytes, |input| inputs.push(input));
    if decoder.is_pending() {
        decoder.resolve_pending(|input| inputs.push(input));
    }
    inputs
}

/// Returns the decoded keys as `ctrl+alt+shift+Name`.
fn key_names(bytes: &[u8]) -> String {
    let name = |input| match input {
        Input::Key(key) => format!("{}{:?}", modifier_names(key.modifiers), key.code),
        Input::Paste(text) => format!("Paste({text:?})"),
    };
    decode(bytes).into_iter().map(name).collect::<Vec<_>>().join(" ")
}

fn modifier_names(modifiers: KeyModifiers) -> String {
    let names = [
        (KeyModifiers::CONTROL, "ctrl+"),
        (KeyModifiers::ALT, "alt+"),
        (KeyModifiers::SHIFT, "shift+"),
        (KeyModifiers::SUPER, "super+"),
    ];
    names.iter().filter(|(modifier, _)| modifiers.contains(*modifier)).map(|(_, name)| *name).collect()
}

#[test]
fn keys_are_decoded() {
    for (bytes, keys) in [
        ("a", "Char('a')"),
        ("G", "shift+Char('G')"),
        ("Лü語", "shift+Char('Л') Char('ü') Char('語')"),
        ("\r\n\t\x7f", "Enter ctrl+Char('j') Tab Backspace"),
        ("\x03\x00\x1f", "ctrl+Char('c') ctrl+Char(' ') ctrl+Char('7')"),
        ("\x1b", "Esc"),
        ("\x1b\x1b", "Esc Esc"),
        ("\x1bx\x1bü\x1b\r\x1b\x7f", "alt+Char('x') alt+Char('ü') alt+Enter alt+Backspace"),
        ("\x1b[", "alt+Char('[')"),
        ("\x1bO", "alt+shift+Char('O')"),
        ("\x1bP", "alt+shift+Char('P')"),
        ("\x1b[A\x1bOA\x1b[H\x1bOF", "Up Up Home End"),
        ("\x1b[1;5C\x1b[1;4D", "ctrl+Right alt+shift+Left"),
        ("\x1b[Z", "shift+BackTab"),
        ("\x1b[5~\x1b[6~\x1b[3~\x1b[3;5~", "PageUp PageDown Delete ctrl+Delete"),
        ("\x1bOP\x1b[11~\x1b[[A\x1b[15~\x1b[24~", "F(1) F(1) F(1) F(5) F(12)"),
        ("\x1b[1;2R", "shift+F(3)"),
        ("\x1b[5^\x1b[5$\x1bOa\x1b[a", "ctrl+PageUp shift+PageUp ctrl+Up shift+Up"),
        ("\x1bOM\x1bOj\x1bOy", "Enter Char('*') Char('9')"),
        ("\x1b[27;5;13~\x1b[13;2u\x1b[97;5u", "ctrl+Enter shift+Enter ctrl+Char('a')"),
        ("\x1b\x1b[A", "Esc Up"),
    ] {
        assert_eq!(key_names(bytes.as_bytes()), keys, "{bytes:?}");
    }
}

#[test]
fn what_is_not_a_key_is_ignored() {
    for bytes in [
        &b"\x1b[24;80R"[..],
        b"\x1b[I\x1b[O",
        b"\x1b[?1;2c",
        b"\x1b[?2026;1$y",
        b"\x1b]11;rgb:0000/0000/0000\x07",
        b"\x1bP>|XTerm(370)\x1b[0n",
        b"\x1b[<0;10;10M",
        b"\x1b[97;1:3u",
        b"\x1b[99999999999~",
        b"\xff\xfe\x80",
        b"\xe2\x82",
    ] {
        assert_eq!(key_names(bytes), "", "{bytes:?}");
    }
}

#[test]
fn keys_after_a_broken_sequence_are_decoded() {
    assert_eq!(key_names(b"\x1b[12\x1b[A"), "Up");
    assert_eq!(key_names(b"\x1b[12\rq"), "Enter Char('q')");
    assert_eq!(key_names(b"\xc3q"), "Char('q')");
    assert_eq!(key_names(b"\x1b]0;title\x1b[Aq"), "Up Char('q')");
}

#[test]
fn a_repeating_key_is_marked() {
    let [Input::Key(key)] = decode(b"\x1b[106;1:2u")[..] else { panic!("one key") };
    assert_eq!((key.code, key.kind), (KeyCode::Char('j'), KeyEventKind::Repeat));
}

#[test]
fn an_escape_is_pending_until_its_sequence_is_complete() {
    let mut decoder = Decoder::default();
    decoder.feed(b"\x1b", |input| panic!("{input:?} came too soon"));
    assert!(decoder.is_pending());
    let mut inputs = Vec::new();
    decoder.feed(b"[A", |input| inputs.push(input));
    assert_eq!(inputs, [Input::Key(KeyCode::Up.into())]);
    assert!(!decoder.is_pending());
}

#[test]
fn pasted_text_is_never_keys() {
    assert_eq!(key_names(b"\x1b[200~q\rj\x1b[Aq\x1b[201~x"), r#"Paste("q\rj\u{1b}[Aq") Char('x')"#);
    assert_eq!(key_names(b"\x1b[200~\x1b[201~"), r#"Paste("")"#);
}

#[test]
fn an_endless_paste_is_cut_off_and_its_end_is_recognised() {
    let mut bytes = b"\x1b[200~".to_vec();
    bytes.extend(std::iter::repeat_n(b'x', 3 * MAX_PASTE_LENGTH));
    bytes.extend(b"\x1b[201~q");
    let inputs = decode(&bytes);
    let [Input::Paste(text), Input::Key(key)] = &inputs[..] else { panic!("a paste and a key") };
    assert_eq!(text.len(), MAX_PASTE_LENGTH);
    assert_eq!(key.code, KeyCode::Char('q'));
}

proptest! {
    #[test]
    fn a_key_after_any_bytes_is_decoded(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let mut decoder = Decoder::default();
        let mut inputs = Vec::new();
        decoder.feed(&bytes, |_| {});
        decoder.resolve_pending(|_| {});
        decoder.feed(b"\x1b[201~\x1b[A", |input| inputs.push(input));
        prop_assert_eq!(inputs.last(), Some(&Input::Key(KeyCode::Up.into())));
    }

    #[test]
    fn pasted_text_is_unchanged(text in "[^\u{1b}]{0,300}") {
        let bytes = format!("\x1b[200~{text}\x1b[201~");
        prop_assert_eq!(decode(bytes.as_bytes()), vec![Input::Paste(text)]);
    }

    #[test]
    fn typed_text_is_unchanged(text in "\\PC{0,100}") {
        let typed: String = decode(text.as_bytes()).into_iter().filter_map(|input| match input {
            Input::Key(KeyEvent { code: KeyCode::Char(c), .. }) => Some(c),
            _ => None,
        }).collect();
        prop_assert_eq!(typed, text);
    }
}

fn replies_and_inputs(bytes: &[u8]) -> (Vec<TerminalReply>, Vec<Input>) {
    let mut decoder = Decoder::default();
    let mut inputs = Vec::new();
    for byte in bytes {
        decoder.feed(&[*byte], |input| inputs.push(input));
    }
    (decoder.take_replies(), inputs)
}

#[test]
fn replies_are_decoded_and_are_not_keys() {
    for (bytes, replies) in [
        (b"\x1b]11;rgb:0000/0000/0000\x07".as_slice(), vec![TerminalReply::Background(Background::Dark)]),
        (b"\x1b]11;rgb:ffff/ffff/dddd\x1b\\", vec![TerminalReply::Background(Background::Light)]),
        (b"\x1b]11;rgba:fd/f6/e3/ff\x1b\\", vec![TerminalReply::Background(Background::Light)]),
        (b"\x1b]11;rgb:zz/0/0\x07\x1b]11;rgb:0/0\x07\x1b]11;rgb:///\x07\x1b]4;rgb:0/0/0\x07", vec![]),
        (b"\x1b[?69;2$y\x1b[?69;0$y\x1b[?69;4$y\x1b[?2026;2$y", vec![TerminalReply::Margins]),
        (b"\x1b[?62;22c\x1b[?1;2c\x1b[>41;354;0c", vec![TerminalReply::Last; 2]),
    ] {
        assert_eq!(replies_and_inputs(bytes), (replies, Vec::new()), "{bytes:?}");
    }
}

#[test]
fn keys_around_a_reply_are_keys() {
    let mut decoder = Decoder::default();
    let mut inputs = Vec::new();
    decoder.feed(b"j\x1b]11;rgb:ff/f", |input| inputs.push(input));
    assert!(!decoder.is_pending(), "its rest may arrive late");
    decoder.feed(b"f/ff\x1b\\k\x1b]11;rgb:0/0/0\x1b[A", |input| inputs.push(input));
    let codes = inputs.into_iter().filter_map(|input| match input {
        Input::Key(key) => Some(key.code),
        Input::Paste(_) => None,
    });
    assert_eq!(codes.collect::<Vec<_>>(), [KeyCode::Char('j'), KeyCode::Char('k'), KeyCode::Up]);
    assert_eq!(decoder.take_replies().len(), 2);
}
