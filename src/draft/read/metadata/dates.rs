//! Reads a day as pages write it.

use jiff::civil::Date;

/// The first letters of the months' names, by month, in the languages that pages are often in.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen"],
    &["feb", "fév", "fev"],
    &["mar", "mär"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mag"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aoû", "aou", "ago"],
    &["sep", "set"],
    &["oct", "okt", "ott", "out"],
    &["nov"],
    &["dec", "déc", "dez", "dic"],
];

/// Returns the first day that a text gives.
///
/// A day such as 03/04/2024 can be read in two ways and is passed over. The day is the one that is written, not the one of
/// the reader's time zone.
pub(super) fn day(text: &str) -> Option<Date> {
    let words: Vec<&str> =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    (0..words.len()).find_map(|at| numeric(&words[at..]).or_else(|| named(&words[at..])))
}

/// Returns the day in an address such as `/2024/03/27/` or `/2024-03-27-`.
pub(super) fn day_of_address(path: &str) -> Option<Date> {
    let words: Vec<&str> = path.split(|letter: char| !letter.is_ascii_alphanumeric()).collect();
    let parts = words.windows(3).find_map(|parts| match parts {
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            date(year, number(month)?, number(day)?)
        }
        _ => None,
    });
    parts.or_else(|| words.iter().find_map(|word| compact(word)))
}

/// Reads `2024-03-27`, `20240327` or `27.03.2024`.
fn numeric(words: &[&str]) -> Option<Date> {
    let [first, rest @ ..] = words else { return None };
    // `2024-03-27T10:00` has a `T` behind the day.
    let lead = |word: &str| {
        word.find(|letter: char| !letter.is_ascii_digit()).map_or(word.to_owned(), |end| word[..end].to_owned())
    };
    if let Some(date) = compact(&lead(first)) {
        return Some(date);
    }
    let [second, third, ..] = rest else { return None };
    let third = lead(third);
    if first.len() == 4 {
        return date(first, number(second)?, number(&third)?);
    }
    let (first, second) = (number(first)?, number(second)?);
    if third.len() != 4 {
        return None;
    }
    match (first, second) {
        _ if first == second || second > 12 => date(&third, first, second),
        _ if first > 12 => date(&third, second, first),
        _ => None,
    }
}

/// Reads `27 March 2024`, `March 27, 2024` or `27. März 2024`.
fn named(words: &[&str]) -> Option<Date> {
    let [first, second, third, ..] = words else { return None };
    // Libraries write `2024 Mar 27`.
    if let Some(month) = month(second).filter(|_| first.len() == 4) {
        return date(first, month, ordinal(third)?);
    }
    if let Some(month) = month(first) {
        return date(third, month, ordinal(second)?);
    }
    // Spanish and Portuguese: `27 de marzo de 2024`.
    let plain: Vec<&str> = words.iter().take(5).copied().filter(|word| !matches!(*word, "de" | "of" | "del")).collect();
    let [first, second, third, ..] = plain[..] else { return None };
    date(third, month(second)?, ordinal(first)?)
}

/// Returns whether a word is the name of a month.
pub(super) fn is_month(word: &str) -> bool {
    month(word.trim_end_matches(['.', ','])).is_some_and(|_| word.starts_with(char::is_uppercase))
}

fn month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    if word.chars().count() < 3 || word.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let at = MONTHS.iter().position(|names| names.iter().any(|name| word.starts_with(name)))?;
    i8::try_from(at + 1).ok()
}

/// Reads the number of a day, such as `3rd` or `1er`.
fn ordinal(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|letter: char| letter.is_alphabetic());
    number(digits).filter(|_| word.len() - digits.len() <= 2)
}

fn number(word: &str) -> Option<i8> {
    word.parse().ok().filter(|_| word.len() <= 2)
}

fn compact(word: &str) -> Option<Date> {
    let is_day = word.len() == 8 && word.bytes().all(|byte| byte.is_ascii_digit());
    is_day.then(|| date(&word[..4], word[4..6].parse().ok()?, word[6..].parse().ok()?)).flatten()
}

fn date(year: &str, month: i8, day: i8) -> Option<Date> {
    let year: i16 = year.parse().ok().filter(|year| (1980..2100).contains(year))?;
    Date::new(year, month, day).ok()
}
