//! The queries that are typed letter by letter in the benches of keystrokes.

/// The queries.
pub(crate) const TYPED: [&str; 9] =
    ["minister", "wheat deal", "goita", "lavrov", "prigoshin", "ceasefire", "oil ban", "mali", "sanktions"];

/// Returns for every keystroke of a query the text typed so far, and its last letter.
pub(crate) fn keystrokes(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query.char_indices().map(move |(at, c)| (&query[..at + c.len_utf8()], &query[at..at + c.len_utf8()]))
}
