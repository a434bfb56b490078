//! Replaces the entities of HTML by the letters they stand for.

use std::borrow::Cow;

use web_atoms::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// Maximum number of letters of an entity's name; the longest one has 31.
const MAX_NAME: usize = 32;

/// Replaces entities as a browser does in text, also those without a semicolon that browsers know.
pub(in crate::draft::read) fn decode(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('&') else { return Cow::Borrowed(text) };
    let mut decoded = String::with_capacity(text.len());
    decoded.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match entity(rest) {
            Some((letters, length)) => {
                decoded.extend(letters.into_iter().flatten());
                rest = &rest[length..];
            }
            None => decoded.push('&'),
        }
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// Returns the letters of the entity at the beginning of `text`, which is behind `&`, and its length.
fn entity(text: &str) -> Option<([Option<char>; 2], usize)> {
    if let Some(number) = text.strip_prefix('#') {
        return numeric(number).map(|(letter, length)| ([Some(letter), None], length + 1));
    }
    let letters = text.bytes().take(MAX_NAME).take_while(u8::is_ascii_alphanumeric).count();
    let with_semicolon = (text.as_bytes().get(letters) == Some(&b';')).then_some(letters + 1);
    // The table has a name without a semicolon only where browsers accept it, and beginnings of names with zeros.
    with_semicolon.into_iter().chain((2..=letters).rev()).find_map(|length| {
        let &(first, second) = NAMED_ENTITIES.get(&text[..length]).filter(|letters| letters.0 != 0)?;
        Some(([char::from_u32(first), char::from_u32(second).filter(|_| second != 0)], length))
    })
}

/// Reads a number such as `8217;` or `x2019;`.
fn numeric(text: &str) -> Option<(char, usize)> {
    let (digits, radix, prefix) = match text.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 1),
        None => (text, 10, 0),
    };
    let length = digits.bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count();
    if length == 0 {
        return None;
    }
    let code = u32::from_str_radix(&digits[..length], radix).unwrap_or(u32::MAX);
    let windows = code.checked_sub(0x80).and_then(|at| C1_REPLACEMENTS.get(at as usize).copied().flatten());
    let letter = windows.or_else(|| char::from_u32(code).filter(|letter| *letter != '\0'));
    let semicolon = usize::from(digits.as_bytes().get(length) == Some(&b';'));
    Some((letter.unwrap_or(char::REPLACEMENT_CHARACTER), prefix + length + semicolon))
}
