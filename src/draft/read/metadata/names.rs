//! Reads authors' names out of a byline.

/// Maximum number of words of a name, because a longer text is a sentence.
const MAX_WORDS: usize = 7;

/// Words before the first name in a byline, in the languages that pages are often in.
const BEFORE: [&str; 18] = [
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
    "story by",
    "published by",
];

/// Words that say what somebody is, and are no part of a list of names.
const DEGREES: [&str; 26] = [
    "phd", "md", "ms", "rd", "rdn", "ma", "mba", "jr", "sr", "esq", "dds", "do", "rn", "ccc", "cpa", "cfp", "faan",
    "mph", "ba", "bsc", "msc", "facp", "mscp", "ii", "iii", "ldn",
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

/// Removes what stands around a name.
fn clean(part: &str) -> String {
    let part = without_prefix(part);
    let end = part.find(['(', '<', '[', '|']).unwrap_or(part.len());
    let cut = [" on ", " Updated", " Published", " - ", " @"]
        .into_iter()
        .filter_map(|word| part.find(word))
        .min()
        .unwrap_or(end);
    let name = part[..end.min(cut)].trim_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, ',' | ':' | '-' | '–' | '—' | '@' | '"' | '“' | '”')
    });
    name.strip_suffix('.')
        .filter(|name| name.len() > 3 && !name.ends_with(char::is_uppercase))
        .unwrap_or(name)
        .to_owned()
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
        && !matches!(
            letters.as_str(),
            "admin"
                | "administrator"
                | "author"
                | "editor"
                | "staff"
                | "guest"
                | "unknown"
                | "anonymous"
                | "webmaster"
                | "user"
                | "none"
                | "null"
                | "www"
                | "com"
        )
}
