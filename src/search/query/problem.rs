//! Messages about what is wrong with a query, with suggestions.

use std::fmt;

use unicode_width::UnicodeWidthStr;

use super::filter_names::{FILTERS, FilterName, FilterRow};
use crate::search::query::closed_values::NONE;
use crate::search::query::date_range;
use crate::search::query::filter_counts::CountRange;
use crate::text::Text;

/// Maximum number of typed characters in a message, so that the suggestions fit after it.
const MAX_TYPED: usize = 24;

/// A message about a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryProblem {
    /// The message up to the suggestions.
    message: String,
    /// The message without what was typed.
    short: String,
    /// Corrections, the most similar to what was typed first.
    suggestions: Vec<String>,
}

impl fmt::Display for QueryProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.message, self.suggestions.join(", "))
    }
}

impl QueryProblem {
    fn new(message: String, short: String, suggestions: Vec<String>) -> Self {
        Self { message, short, suggestions }
    }

    /// Creates a message without suggestions.
    pub(super) fn plain(message: String) -> Self {
        Self { short: message.clone(), message, suggestions: Vec::new() }
    }

    /// Returns the whole message.
    pub fn text(&self) -> Text {
        Text::clean(self.to_string())
    }

    /// Returns the message shortened to a number of columns.
    ///
    /// Leaves out what was typed if all suggestions fit then. Otherwise it leaves out the last suggestions.
    pub fn fitted(&self, columns: usize) -> Text {
        let with = |message: &str, count: usize| {
            let more = if count < self.suggestions.len() { ", …" } else { "" };
            Text::clean(format!("{message}{}{more}", self.suggestions[..count].join(", ")))
        };
        let all = self.suggestions.len();
        let whole = [(&self.message, all), (&self.short, all)].into_iter();
        let parts = (2..all).rev().map(|count| (&self.message, count));
        let least = (1..all).rev().map(|count| (&self.short, count));
        let mut texts = whole.chain(parts).chain(least).map(|(message, count)| with(message, count));
        texts.find(|text| text.as_str().width() <= columns).unwrap_or_else(|| with(&self.short, all.min(1)))
    }

    /// Creates the message about an unknown filter, with all filters as suggestions.
    pub(super) fn unknown_filter(name: &str) -> Self {
        let distance = |row: &&FilterRow| {
            let is_synonym = row.synonyms.contains(&name) || row.name.starts_with(name) || name.starts_with(row.name);
            let names = [Some(row.name), row.also].into_iter().flatten();
            let edits = names.map(|other| strsim::osa_distance(other, name)).min().unwrap_or(usize::MAX);
            if is_synonym { 1 } else { edits }
        };
        let sorted = nearest_first(name, FILTERS.iter().collect(), distance);
        let has_similar = sorted.is_ok();
        let mut suggestions: Vec<_> =
            sorted.unwrap_or_else(|rows| rows).iter().map(|row| format!("{}:", row.name)).collect();
        let name = shortened(name);
        if has_similar {
            let short = format!("did you mean `{}`? Others: ", suggestions.remove(0));
            return Self::new(format!("unknown filter `{name}:`; {short}"), short, suggestions);
        }
        Self::new(format!("unknown filter `{name}:`; use "), "unknown filter; use ".to_owned(), suggestions)
    }

    /// Creates the message about an invalid value, with valid ones as suggestions.
    pub(super) fn value(row: &FilterRow, typed: &str) -> Self {
        let shown = shortened(typed);
        let unknown = |what: &str| {
            let folded = typed.to_lowercase();
            let distance = |value: &String| strsim::osa_distance(value, &folded);
            let values = nearest_first(&folded, (row.values)(), distance).unwrap_or_else(|values| values);
            Self::new(format!("unknown {what} `{shown}`; use "), format!("unknown {what}; use "), values)
        };
        let form = |what: &str, forms: &[&str]| {
            let forms = forms.iter().map(ToString::to_string).collect();
            Self::new(format!("`{shown}` is not {what}; write "), format!("not {what}; write "), forms)
        };
        match row.filter {
            FilterName::Kind => unknown("kind"),
            FilterName::Schema => unknown("type"),
            FilterName::Genre => unknown("genre"),
            FilterName::Relation => unknown("relation"),
            FilterName::Is => unknown("value"),
            FilterName::Date => form("a date", &date_range::FORMS),
            FilterName::Independent => form("a number of origins", &CountRange::FORMS),
            FilterName::Grade => form("a grade", &["A to F (outlet)", "1 to 6 (claim)", "C2 (both)", NONE]),
            FilterName::Language => form("a language code", &["en", "fr", "zh-Hant", NONE]),
            FilterName::Disputed | FilterName::Firsthand => {
                let suggestions = (row.values)().into_iter().map(|value| format!("{}:{value}", row.name)).collect();
                Self::new(format!("`{shown}` is neither yes nor no; use "), "use ".to_owned(), suggestions)
            }
            FilterName::By
            | FilterName::About
            | FilterName::With
            | FilterName::In
            | FilterName::Source
            | FilterName::Origin => Self::plain(format!("`{shown}` is not a name")),
        }
    }

    /// Creates the message about a minus sign before a value.
    pub(super) fn misplaced_minus(row: &FilterRow, typed: &str) -> Self {
        let value = shortened(typed.trim_start_matches(['-', '!']));
        let name = row.name;
        Self::plain(format!("`-` goes before the filter; write -{name}:{value}"))
    }

    /// Creates the message about a filter without value.
    pub(super) fn no_value(row: &FilterRow) -> Self {
        Self::plain(format!("`{0}:` has no value; write {0}:{1}", row.name, row.value))
    }
}

/// Sorts values by their distance from what was typed. Returns them unsorted as an error if none is similar.
fn nearest_first<T>(typed: &str, mut values: Vec<T>, distance: impl Fn(&T) -> usize) -> Result<Vec<T>, Vec<T>> {
    let max_distance = (typed.chars().count() / 3).max(1);
    if values.iter().all(|value| distance(value) > max_distance) {
        return Err(values);
    }
    values.sort_by_key(distance);
    Ok(values)
}

/// Shortens what was typed to [`MAX_TYPED`] characters.
fn shortened(typed: &str) -> String {
    let typed = typed.trim();
    match typed.char_indices().nth(MAX_TYPED) {
        Some((end, _)) => format!("{}…", &typed[..end]),
        None => typed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_filter_is_suggested_first() {
        for (name, nearest) in [
            ("kidn", "kind"),
            ("knd", "kind"),
            ("dat", "date"),
            ("lang", "language"),
            ("who", "by"),
            ("outlet", "source"),
            ("relations", "relation"),
        ] {
            let said = QueryProblem::unknown_filter(name).to_string();
            assert!(
                said.starts_with(&format!("unknown filter `{name}:`; did you mean `{nearest}:`? Others: ")),
                "{said}"
            );
            assert!(FILTERS.iter().all(|row| said.contains(&format!("{}:", row.name))), "{said}");
        }
        assert!(
            QueryProblem::unknown_filter("xyzzy").to_string().starts_with("unknown filter `xyzzy:`; use by:, about:, ")
        );
    }

    #[test]
    fn a_message_that_is_too_wide_leaves_out_whole_answers() {
        let problem = QueryProblem::unknown_filter("kidn");
        for columns in 40..200 {
            let fitted = problem.fitted(columns).to_string();
            assert!(fitted.width() <= columns && fitted.contains("did you mean `kind:`?"), "{columns}: {fitted}");
            assert!(fitted.ends_with(":, …") || fitted.ends_with(" independent:"), "{columns}: {fitted}");
        }
        assert_eq!(problem.fitted(usize::MAX), problem.text());
    }

    #[test]
    fn every_list_of_values_fits_the_narrowest_common_terminal() {
        for (name, typed) in
            [("kind", "promise"), ("genre", "blog"), ("schema", "company"), ("date", "april"), ("grade", "G")]
        {
            let row = FilterRow::find(name).expect("a filter");
            let problem = QueryProblem::value(row, typed);
            let fitted = problem.fitted(80).to_string();
            assert!(fitted.width() <= 80 && !fitted.ends_with('…'), "{name}: {fitted}");
        }
    }
}
