//! The quotations of a paragraph.

use std::ops::Range;

/// Maximum number of bytes of a quotation in single marks, because an apostrophe looks like the mark that ends one.
const MAX_SINGLE: usize = 400;

/// Words that a paragraph has in quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quotation {
    /// The range with its marks, in bytes of the article.
    pub(super) range: Range<usize>,
    /// The range without its marks.
    pub(super) inner: Range<usize>,
    /// False if its end is missing, so that it reaches to the end of the paragraph.
    pub(super) closed: bool,
}

/// Returns the quotations of a paragraph, in order. Those within another are part of it.
///
/// Takes linear time. Marks that never close end with the paragraph.
pub(super) fn quotations(article: &str, paragraph: &Range<usize>) -> Vec<Quotation> {
    let text = &article[paragraph.clone()];
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((at, open)) = next_mark(text, from) {
        let after = at + open.len();
        from = match ending(text, after, open) {
            Some((end, close)) => {
                found.push(quotation(paragraph.start, at..end + close, after..end, true));
                end + close
            }
            None if matches!(open, "‘" | "'") => after,
            None => {
                found.push(quotation(paragraph.start, at..text.len(), after..text.len(), false));
                text.len()
            }
        };
    }
    found
}

fn quotation(base: usize, range: Range<usize>, inner: Range<usize>, closed: bool) -> Quotation {
    let shift = |range: Range<usize>| base + range.start..base + range.end;
    Quotation { range: shift(range), inner: shift(inner), closed }
}

/// Finds the next mark that opens a quotation, at or after a byte.
fn next_mark(text: &str, from: usize) -> Option<(usize, &'static str)> {
    text[from..].char_indices().find_map(|(at, c)| {
        let at = from + at;
        let before = text[..at].chars().next_back();
        let begins = before.is_none_or(|before| !before.is_alphanumeric());
        let mark = match c {
            '“' => "“",
            '„' => "„",
            '«' => "«",
            '"' if begins => "\"",
            '‘' if begins => "‘",
            '\'' if text[at..].starts_with("''") => "''",
            '`' if text[at..].starts_with("``") => "``",
            '\'' if begins && opens_single(&text[at + 1..]) => "'",
            _ => return None,
        };
        Some((at, mark))
    })
}

/// Returns whether a straight single mark opens a quotation, as it does before a letter, unlike in `'90s` or `'em`.
fn opens_single(after: &str) -> bool {
    after.starts_with(|c: char| c.is_uppercase())
}

/// Returns the byte offset of the mark that ends a quotation, and its length.
fn ending(text: &str, from: usize, open: &str) -> Option<(usize, usize)> {
    let (marks, limit): (&[&str], usize) = match open {
        "“" => (&["”", "\""], text.len()),
        "„" => (&["“", "”"], text.len()),
        "«" => (&["»"], text.len()),
        "\"" => (&["\"", "”"], text.len()),
        "''" | "``" => (&["''"], text.len()),
        "‘" => (&["’"], from + MAX_SINGLE),
        _ => (&["'"], from + MAX_SINGLE),
    };
    let single = matches!(open, "‘" | "'");
    let chars = text[from..].char_indices().map(|(at, c)| (from + at, c)).take_while(|(at, _)| *at < limit);
    for (at, c) in chars {
        let Some(mark) = marks.iter().find(|mark| text[at..].starts_with(**mark)) else { continue };
        let end = at + mark.len();
        let joins = text[end..].starts_with(char::is_alphanumeric);
        let space_before = text[..at].ends_with(char::is_whitespace);
        // After a space and before a letter a straight mark would open another quotation; it is taken as a slip.
        if (single && (joins || space_before || at == from)) || (open == "\"" && c == '"' && joins && space_before) {
            continue;
        }
        // A quotation within, in single marks, can end with it.
        let third = usize::from(*mark == "''" && text[end..].starts_with('\''));
        return Some((at + third, mark.len()));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        quotations(text, &(0..text.len())).into_iter().map(|quotation| &text[quotation.inner]).collect()
    }

    #[test]
    fn marks_of_all_kinds_pair() {
        assert_eq!(found("He said “we are ready” and \"so are they\"."), ["we are ready", "so are they"]);
        assert_eq!(found("« Nous sommes prêts », a-t-il dit."), [" Nous sommes prêts "]);
        assert_eq!(found("„Wir sind bereit“, sagte er."), ["Wir sind bereit"]);
        assert_eq!(found("``We are ready,'' she said."), ["We are ready,"]);
        assert_eq!(found("‘We’re ready’, the workers’ leader said"), ["We’re ready"]);
        assert_eq!(found("the workers' leader, born in '72, isn't ready"), [""; 0]);
    }

    #[test]
    fn a_quotation_within_another_is_part_of_it() {
        assert_eq!(found("“They said ‘never’ to us,” she said."), ["They said ‘never’ to us,"]);
    }

    #[test]
    fn a_quotation_without_an_end_reaches_to_that_of_the_paragraph() {
        let text = "“We are ready. They are not.";
        let all = quotations(text, &(0..text.len()));
        assert_eq!(all.len(), 1);
        assert!(!all[0].closed && all[0].range == (0..text.len()));
    }

    #[test]
    fn marks_that_never_close_take_linear_time() {
        for mark in ["“", "\"", "‘", "« ", "''", " '", " 'A"] {
            let text = mark.repeat(20_000);
            assert!(found(&text).len() <= text.len());
        }
    }
}
