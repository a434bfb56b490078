//! Tells a headline from the name of the site that is put beside it.

/// What separates a headline from the name of its site.
const SEPARATORS: [&str; 9] = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / "];

/// Returns a title without the name of the site at either end.
///
/// What is beside a separator is removed if it is one of the site's `names`, or if the page's own headline confirms the
/// rest. A few words behind `|` are the name of a part of the site, because headlines have no such sign.
pub(super) fn without_site(title: &str, names: &[String], headlines: &[String]) -> String {
    let mut title = title.trim();
    while let Some(shorter) = SEPARATORS.iter().find_map(|separator| {
        let (head, tail) = title.rsplit_once(separator)?;
        let is_site = |part: &str| names.iter().any(|name| same(part, name));
        let is_headline = |part: &str| headlines.iter().any(|headline| same(part, headline));
        let is_part = matches!(*separator, " | " | " :: ") && words(tail) <= 4 && words(head) >= 3;
        if is_site(tail) || is_headline(head) || is_part {
            return Some(head.trim());
        }
        let (head, tail) = title.split_once(separator)?;
        (is_site(head) || is_headline(tail)).then_some(tail.trim())
    }) {
        title = shorter;
    }
    title.to_owned()
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Returns whether two texts have the same letters and digits, whatever their case.
pub(super) fn same(left: &str, right: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (left, right) = (letters(left), letters(right));
    left == right && !left.is_empty()
}
