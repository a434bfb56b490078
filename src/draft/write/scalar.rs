//! Scalars: text with no more quotation marks than it needs.

/// Where a scalar is written. Brackets and commas end a plain scalar within brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScalarPlace {
    /// After a key or a dash.
    Block,
    /// Within brackets or braces.
    Flow,
}

/// Words that YAML reads as nothing or as a truth value, in lower case.
const WORDS: [&str; 13] = ["", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".nan", ".inf"];

/// Returns a word in one line: an id, a date, a number. Only what YAML would not read as text is in quotation marks.
pub(super) fn word(word: &str, place: ScalarPlace) -> String {
    if is_plain(word, place) { word.to_owned() } else { quoted(word) }
}

/// Returns running text in one line. Text that looks like a number is in quotation marks too, for other programs.
pub(super) fn text(text: &str, place: ScalarPlace) -> String {
    if is_plain(text, place) && !is_number(text) { text.to_owned() } else { quoted(text) }
}

/// Returns whether text may be written as a folded block, in which every character has its own meaning.
pub(super) fn is_foldable(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && text.chars().all(|sign| is_printable(sign) && sign != '\t')
}

/// Returns whether every reader of YAML reads these characters as this text.
fn is_plain(text: &str, place: ScalarPlace) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let second = text.chars().nth(1);
    let is_indicator = "\"'@`%&*![]{}|>,#".contains(first);
    let is_opener = "-?:".contains(first) && second.is_none_or(|sign| sign == ' ' || place == ScalarPlace::Flow);
    let is_mark = text.starts_with("---") || text.starts_with("...") || text == "=" || text == "<<";
    let cuts = text.contains(": ") || text.contains(" #") || text.ends_with(':');
    let ends_flow = place == ScalarPlace::Flow && text.contains([',', '[', ']', '{', '}']);
    // `a:b` is text, but readers differ on where a colon before other signs ends a key in braces.
    let is_pair = |(at, _): (usize, _)| !text[at + 1..].starts_with(|sign: char| sign == '/' || sign.is_alphanumeric());
    let is_pair = place == ScalarPlace::Flow && text.match_indices(':').any(is_pair);
    let is_word = WORDS.contains(&text.to_ascii_lowercase().trim_start_matches(['+', '-']));
    !(is_indicator || is_opener || is_mark || cuts || ends_flow || is_pair || is_word)
        && text.trim() == text
        && text.chars().all(|sign| is_printable(sign) && sign != '\t')
        // A second space in a row would be lost if a person wrapped the line.
        && !text.contains("  ")
}

/// Returns whether some readers of YAML read the text as a number. Dates are text to all but the oldest.
fn is_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['+', '-']);
    let based = |prefix: &str, radix: u32| {
        digits.strip_prefix(prefix).is_some_and(|rest| rest.chars().all(|sign| sign.is_digit(radix)))
    };
    let is_digit = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | '_' | ':' | 'e' | 'E');
    digits.starts_with(|sign: char| sign.is_ascii_digit() || sign == '.')
        && (digits.replace("e-", "e").replace("e+", "e").chars().all(is_digit) || based("0x", 16) || based("0o", 8))
}

/// Returns whether a character may be in a YAML text as itself. Others are escaped.
fn is_printable(sign: char) -> bool {
    match sign {
        '\t' | ' '..='~' => true,
        // Line and paragraph separators end a line of YAML 1.1. A byte order mark may only begin a text.
        '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => false,
        _ => sign >= '\u{a0}',
    }
}

/// Returns text in double quotation marks.
fn quoted(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for sign in text.chars() {
        match sign {
            '"' | '\\' => written.extend(['\\', sign]),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            _ if is_printable(sign) => written.push(sign),
            _ => written.push_str(&escape(sign)),
        }
    }
    written.push('"');
    written
}

fn escape(sign: char) -> String {
    match u32::from(sign) {
        code @ ..=0xff => format!("\\x{code:02x}"),
        code @ ..=0xffff => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::yaml::Data;

    /// Reads `a` of a text with the project's own reader.
    fn read(yaml: &str) -> Option<String> {
        let data = Data::read(yaml).ok()?;
        let value = data.get("a")?;
        let value = value.items().first().unwrap_or(value);
        value.get("b").unwrap_or(value).as_text().map(str::to_owned)
    }

    fn assert_round_trip(raw: &str) {
        for (written, yaml) in [
            (text(raw, ScalarPlace::Block), "a: X\n"),
            (word(raw, ScalarPlace::Block), "a:\n  - X\n"),
            (text(raw, ScalarPlace::Flow), "a: [X, y]\n"),
            (word(raw, ScalarPlace::Flow), "a: {c: x, b: X}\n"),
            (text(raw, ScalarPlace::Flow), "a: [{b: X}]\n"),
        ] {
            let yaml = yaml.replace('X', &written);
            assert_eq!(read(&yaml).as_deref(), Some(raw), "{yaml}");
        }
    }

    #[test]
    fn only_what_needs_them_is_in_quotation_marks() {
        for plain in
            ["Mali", "a:b", "https://a.example/b#c", "2025-04-07", "it's", "a \"b\" c", "é", "-1a", "1,5", "a#b"]
        {
            assert_eq!(text(plain, ScalarPlace::Block), plain);
            assert_round_trip(plain);
        }
        for needed in
            ["", "a: b", "a #b", "no", "Null", "-", "- a", "[a", "a:", " a", "a\nb", "'a'", "1.10", "a  b", "7"]
        {
            assert!(text(needed, ScalarPlace::Block).starts_with('"'), "{needed}");
            assert_round_trip(needed);
        }
        assert_eq!(
            [word("7", ScalarPlace::Flow), word("no", ScalarPlace::Flow), word("a, b", ScalarPlace::Flow)],
            ["7", "\"no\"", "\"a, b\""]
        );
        assert_eq!(text("a\u{85}\u{2028}\u{feff}\u{1b}\\", ScalarPlace::Block), "\"a\\x85\\u2028\\ufeff\\x1b\\\\\"");
    }

    proptest! {
        #[test]
        fn every_scalar_is_read_as_it_was(raw in "[-a-z0-9 :#,'\"\\[\\]{}&*!|>%@`~?.=<\\\\éЛ\n\t]{0,12}|\\PC{0,12}|(?s).{0,8}") {
            assert_round_trip(&raw);
        }
    }
}
