//! Parses the terminal's replies to the queries in `queries`.

use crate::terminal::{Background, TerminalReply};

/// Returns whether an OSC begins like the reply to a query. A user cannot type Alt-] and these characters that fast.
pub(super) fn is_osc_reply(bytes: &[u8]) -> bool {
    bytes.starts_with(b"11;")
}

/// Parses the content of an OSC: `11;rgb:RRRR/GGGG/BBBB`, each colour in one to four hexadecimal digits.
pub(super) fn parse_osc(bytes: &[u8]) -> Option<TerminalReply> {
    let text = std::str::from_utf8(bytes).ok()?.strip_prefix("11;")?;
    let colours = text.strip_prefix("rgb:").or_else(|| text.strip_prefix("rgba:"))?;
    let fraction = |digits: &str| {
        let max = 16_u32.checked_pow(u32::try_from(digits.len()).ok()?)?.checked_sub(1).filter(|max| *max > 0)?;
        Some(f64::from(u32::from_str_radix(digits, 16).ok()?) / f64::from(max))
    };
    let colours: Vec<f64> = colours.split('/').take(3).map(fraction).collect::<Option<_>>()?;
    let [red, green, blue] = colours[..] else { return None };
    // Relative luminance by ITU-R BT.709.
    let luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    Some(TerminalReply::Background(if luminance > 0.5 { Background::Light } else { Background::Dark }))
}

/// Parses a control sequence: `?69;1$y` or `?69;2$y` if the terminal has left and right margins, switched on or off,
/// and `?…c` for its device attributes.
pub(super) fn parse_csi(parameters: &[u8], end: u8) -> Option<TerminalReply> {
    match (parameters, end) {
        (b"?69;1$" | b"?69;2$", b'y') => Some(TerminalReply::Margins),
        ([b'?', ..], b'c') => Some(TerminalReply::Last),
        _ => None,
    }
}
