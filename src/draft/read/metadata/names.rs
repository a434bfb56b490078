//! Reads authors' names out of a byline.

use super::dates;

/// Maximum number of words of a name, because a longer text is a sentence.
const MAX_WORDS: usize = 7;

/// Words before the first name in a byline, in the languages that pages are often in.
const BEFORE: [&str; 21] = [
    "by",
    "by:",
    "par",
    "por",
    "von",
    "da",
    "di",
    "door",
    "av",
    "written by",
    "posted by",
    "author:",
    "authors:",
    "author",
    "words by",
    "reported by",
    "text by",
    "article by",
    "this post was written by",
    "story by",
    "published by",
];

/// Words that say what somebody is, and are no part of a list of names.
const DEGREES: [&str; 26] = [
    "phd", "md", "ms", "rd", "rdn", "ma", "mba", "jr", "sr", "esq", "dds", "do", "rn", "ccc", "cpa", "cfp", "faan",
    "mph", "ba", "bsc", "msc", "facp", "mscp", "ii", "iii", "ldn",
];

/// What stands where a name should be.
const NOT_NAMES: [&str; 34] = [
    "admin",
    "administrator",
    "author",
    "theauthor",
    "aboutauthor",
    "abouttheauthor",
    "editor",
    "staff",
    "guest",
    "unknown",
    "anonymous",
    "webmaster",
    "user",
    "none",
    "null",
    "www",
    "com",
    "by",
    "postedby",
    "writtenby",
    "updated",
    "published",
    "insightsfrom",
    "share",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "monday",
    "writer",
    "contributor",
];

/// Returns the names in a byline, each once.
pub(super) fn names(byline: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    // Pages also give the address of a page about the author.
    if byline.contains("://") {
        return names;
    }
    for part in split(without_prefix(byline)) {
        let name = clean(part);
        if is_name(&name) && !names.iter().any(|own| own.to_lowercase() == name.to_lowercase()) {
            names.push(name);
        }
    }
    names
}

/// Returns the names in a short text that begins with `By`, or that follows one that is nothing but `By`.
pub(super) fn beside_headline(texts: &[String]) -> Vec<String> {
    let announced = texts.iter().enumerate().find_map(|(at, text)| {
        let is_alone = BEFORE.iter().any(|word| text.trim_end_matches(':').eq_ignore_ascii_case(word));
        let text = if is_alone { texts.get(at + 1)? } else { text };
        let begins = is_alone || without_prefix(text) != text.trim();
        Some(names(text)).filter(|names| begins && !names.is_empty())
    });
    announced.unwrap_or_default()
}

/// Returns a byline without `By` and its like.
fn without_prefix(byline: &str) -> &str {
    let mut rest = byline.trim();
    while let Some(after) = BEFORE.iter().rev().find_map(|word| {
        let head = rest.get(..word.len()).filter(|head| head.eq_ignore_ascii_case(word))?;
        let after = &rest[head.len()..];
        (after.starts_with(|letter: char| letter.is_whitespace() || letter == ':')).then_some(after)
    }) {
        rest = after.trim_start_matches(|letter: char| letter.is_whitespace() || letter == ':');
    }
    rest
}

/// Splits a list of names.
fn split(byline: &str) -> Vec<&str> {
    let mut parts = vec![byline];
    for separator in [" and ", " & ", " et ", " und ", " y ", ", and ", ";", "|", " • ", " · ", "/", " – ", " — "]
    {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    // `Doe, Jane` is one name, which has no comma between two full names.
    let is_full = |part: &str| part.trim().contains(' ');
    parts
        .into_iter()
        .flat_map(
            |part| if part.split(',').next().is_some_and(is_full) { part.split(',').collect() } else { vec![part] },
        )
        .collect()
}

/// Words behind a name that begin something else.
const BEHIND: [&str; 9] =
    [" on ", " Updated", " Published", " Last ", " - ", " @", " Posted", " Sponsored", " Reviewed"];

/// Removes what stands around a name.
fn clean(part: &str) -> String {
    let part = without_prefix(part);
    let cut = BEHIND.iter().filter_map(|word| part.find(word)).chain(part.find(['(', '<', '[', '|'])).chain(date(part));
    let name = part[..cut.min().unwrap_or(part.len())].trim_matches(|letter: char| {
        letter.is_whitespace()
            || matches!(letter, ',' | ':' | '-' | '–' | '—' | '@' | '"' | '“' | '”' | '&' | '•' | '·')
    });
    name.strip_suffix('.')
        .filter(|name| name.len() > 3 && !name.ends_with(char::is_uppercase))
        .unwrap_or(name)
        .to_owned()
}

/// Returns where a date begins, as in `Jane Doe Dec 18` or `Jane Doe 4 August`.
fn date(text: &str) -> Option<usize> {
    let mut at = 0;
    let mut last_month = None;
    for word in text.split_inclusive(' ') {
        let is_number = word.starts_with(|letter: char| letter.is_ascii_digit());
        if is_number {
            return last_month.or(Some(at));
        }
        last_month = dates::is_month(word.trim()).then_some(at);
        at += word.len();
    }
    last_month.filter(|_| text.split(' ').count() > 2)
}

/// Returns whether a text can be the name of a person or of a team.
fn is_name(text: &str) -> bool {
    let letters: String = text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let words = text.split_whitespace().count();
    letters.chars().count() > 1
        && words <= MAX_WORDS
        && !text.contains('@')
        && !letters.starts_with(|letter: char| letter.is_ascii_digit())
        && !DEGREES.contains(&letters.as_str())
        && !NOT_NAMES.contains(&letters.as_str())
        && !is_prose(text)
}

/// Returns whether several words have no capital at the beginning, as a sentence has and a name does not.
fn is_prose(text: &str) -> bool {
    let begins_small = |word: &&str| word.starts_with(char::is_lowercase);
    text.contains(' ') && (begins_small(&text) || text.split(' ').filter(begins_small).count() > 2)
}
