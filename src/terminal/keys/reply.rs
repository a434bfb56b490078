//! What the terminal says of itself when it is asked.

use crate::terminal::Background;
use crate::terminal::TerminalReply;

/// True where an operating system command begins as one that was asked for. Nobody types so fast.
pub(super) fn is_expected(bytes: &[u8]) -> bool {
    bytes.starts_with(b"11;")
}

/// An operating system command: `11;rgb:RRRR/GGGG/BBBB`, each colour in one to four digits.
pub(super) fn command(bytes: &[u8]) -> Option<TerminalReply> {
    let text = std::str::from_utf8(bytes).ok()?.strip_prefix("11;")?;
    let colours = text.strip_prefix("rgb:").or_else(|| text.strip_prefix("rgba:"))?;
    let share = |digits: &str| {
        let most = 16_u32.checked_pow(u32::try_from(digits.len()).ok()?)?.checked_sub(1).filter(|most| *most > 0)?;
        Some(f64::from(u32::from_str_radix(digits, 16).ok()?) / f64::from(most))
    };
    let colours: Vec<f64> = colours.split('/').take(3).map(share).collect::<Option<_>>()?;
    let [red, green, blue] = colours[..] else { return None };
    // How bright the eye finds each, by ITU-R BT.709.
    let brightness = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    Some(TerminalReply::Background(if brightness > 0.5 { Background::Light } else { Background::Dark }))
}

/// A report that is a control sequence: `?69;1$y` and `?69;2$y` where there are margins, switched on or off; `?…c` says
/// what the terminal is.
pub(super) fn report(parameters: &[u8], end: u8) -> Option<TerminalReply> {
    match (parameters, end) {
        (b"?69;1$" | b"?69;2$", b'y') => Some(TerminalReply::Margins),
        ([b'?', ..], b'c') => Some(TerminalReply::Last),
        _ => None,
    }
}
