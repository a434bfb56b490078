//! What is typed, letter by letter, wherever a keystroke is measured.

/// The queries.
pub(crate) const TYPED: [&str; 9] =
    ["minister", "wheat deal", "goita", "lavrov", "prigoshin", "ceasefire", "oil ban", "mali", "sanktions"];

/// Every keystroke of a query: what is typed by then, and the last letter of it.
pub(crate) fn of(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query.char_indices().map(move |(at, c)| (&query[..at + c.len_utf8()], &query[at..at + c.len_utf8()]))
}
