//! The help: the keys of a context in groups, what can be searched for, and what the signs on the screen mean.
//!
//! How it is arranged, and by what other words a key is found, is data: `help.yaml`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::keymap::{Action, Binding, Context, Keymap};
use crate::page::Page;
use crate::search::{examples, fold};
use crate::styled::{Role, Span};
use crate::yaml;

/// Columns of the help's keys.
const KEY_WIDTH: usize = 18;

static ARRANGEMENT: LazyLock<Arrangement> = LazyLock::new(|| {
    yaml::parse(include_str!("help.yaml"), &[]).content.expect("the arrangement of the help is tested")
});

/// The content of `help.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Arrangement {
    groups: Vec<ActionGroup>,
    synonyms: Vec<Synonyms>,
    signs: Vec<Sign>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ActionGroup {
    title: String,
    actions: Vec<Action>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Synonyms {
    action: Action,
    words: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sign {
    sign: String,
    means: String,
}

/// Some rows of the help under a title.
struct Group {
    title: String,
    rows: Vec<Row>,
}

/// A key, an example of a search or a sign, with its explanation.
struct Row {
    label: String,
    means: String,
    /// Other words that it is found by.
    synonyms: String,
}

/// How well a row matches a query; the best one first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    /// Every word of the query is there, or begins a word.
    Words,
    /// Some are within a word.
    Parts,
    /// Some are there with other letters.
    Misspelt,
}

/// Builds the help of a context: everything, or the rows that match a query best.
pub(super) fn page(keymap: &Keymap, context: Context, query: &str, width: u16) -> Page {
    let mut page = Page::new(width.into()).with_label_width(KEY_WIDTH);
    let groups = groups(keymap, context);
    let folded = fold(query);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let best = groups.iter().flat_map(|group| &group.rows).filter_map(|row| row.matches(&words)).min();
    if best.is_none() {
        page.paragraph(&[Span::fixed("No key, filter or sign matches. Backspace deletes a character.", Role::Aside)]);
    }
    for group in groups {
        let rows: Vec<_> =
            group.rows.iter().filter(|row| row.matches(&words).is_some_and(|matched| Some(matched) == best)).collect();
        if !rows.is_empty() {
            page.heading(&[Span::clean(&group.title, Role::Heading)]);
            for row in rows {
                page.field(&row.label, &[Span::clean(&row.means, Role::Plain)]);
            }
        }
    }
    page
}

/// Returns all rows in groups: first the keys that are needed first, then the others, then searches and signs.
fn groups(keymap: &Keymap, context: Context) -> Vec<Group> {
    let essential: Vec<&Binding> = keymap.essentials(context).collect();
    let mut left: Vec<&Binding> = keymap.bindings(context).iter().collect();
    left.retain(|binding| !essential.iter().any(|other| other.action() == binding.action()));
    let group = |title: &str, bindings: &[&Binding]| Group {
        title: title.to_owned(),
        rows: bindings.iter().filter(|binding| !binding.keys().is_empty()).map(|binding| Row::key(binding)).collect(),
    };
    let mut groups = vec![group("Most used", &essential)];
    for ActionGroup { title, actions } in &ARRANGEMENT.groups {
        let find = |action: &Action| left.iter().copied().find(|binding| binding.action() == *action);
        groups.push(group(title, &actions.iter().filter_map(find).collect::<Vec<_>>()));
        left.retain(|binding| !actions.contains(&binding.action()));
    }
    groups.push(group("More", &left));
    let row =
        |label: &str, means: &str| Row { label: label.to_owned(), means: means.to_owned(), synonyms: String::new() };
    let searches = examples().iter().map(|(typed, finds)| row(typed, finds)).collect();
    groups.push(Group { title: "What can be typed in a search".to_owned(), rows: searches });
    let signs = ARRANGEMENT.signs.iter().map(|sign| row(&sign.sign, &sign.means)).collect();
    groups.push(Group { title: "Signs on the screen".to_owned(), rows: signs });
    groups
}

impl Row {
    fn key(binding: &Binding) -> Self {
        let synonyms = ARRANGEMENT.synonyms.iter().find(|synonyms| synonyms.action == binding.action());
        let words = synonyms.map(|synonyms| synonyms.words.as_str()).unwrap_or_default();
        let synonyms = format!("{words} {}", binding.action().name());
        Self { label: binding.keys().join(" "), means: binding.does().to_owned(), synonyms }
    }

    /// Returns how well the row matches the words of a query, or `None` if one of them is missing.
    fn matches(&self, query: &[&str]) -> Option<Match> {
        let text = fold(&format!("{} {} {}", self.label, self.means, self.synonyms));
        let is_sign = |letter: char| !letter.is_alphanumeric() && letter != '-';
        let words: Vec<&str> = text
            .split_whitespace()
            .flat_map(|word| [word, word.trim_matches(is_sign)])
            .filter(|word| !word.is_empty())
            .collect();
        let rank = |typed: &&str| {
            if words.iter().any(|word| word.starts_with(typed)) {
                Some(Match::Words)
            } else if text.contains(typed) {
                Some(Match::Parts)
            } else {
                words.iter().any(|word| is_misspelt(typed, word)).then_some(Match::Misspelt)
            }
        };
        query.iter().map(rank).try_fold(Match::Words, |worst, rank| Some(worst.max(rank?)))
    }
}

/// Returns whether a word was typed with one wrong, missing or swapped letter, or with two if it is long.
fn is_misspelt(typed: &str, word: &str) -> bool {
    let letters = typed.chars().count();
    let allowed = match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    let beginning: String = word.chars().take(letters).collect();
    allowed > 0 && [word, &beginning].iter().any(|word| strsim::osa_distance(typed, word) <= allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn help(context: Context, query: &str) -> Vec<String> {
        page(&Keymap::built_in(), context, query, 100).plain().collect()
    }

    #[test]
    fn a_key_is_found_by_what_readers_call_it() {
        for (query, key, does) in [
            ("undo", "[", "go back"),
            ("exit", "q", "quit"),
            ("zoom", "z", "this pane alone"),
            ("fullscreen", "z", "this pane alone"),
            ("quit", "q", "quit"),
            ("quti", "q", "quit"),
            ("back", "[", "go back"),
            ("contradicton", "C", "contradictions"),
            ("communique", "c", "who else"),
            ("maximise", "z", "this pane alone"),
            ("widen", "Esc", "back"),
            ("repaint", "Ctrl-l", "draw everything anew"),
        ] {
            let found = help(Context::Browse, query);
            let is_it = |line: &String| line.starts_with(key) && line.contains(does);
            assert!(found.iter().any(is_it), "{query}: {found:#?}");
        }
    }

    #[test]
    fn what_fits_better_hides_what_only_looks_like_it() {
        let found = help(Context::Browse, "quit");
        assert!(found.iter().all(|line| !line.contains("quotation")), "{found:#?}");
        assert_eq!(help(Context::Browse, "xyzzyx").len(), 1, "and nothing says so");
    }

    #[test]
    fn every_key_of_a_place_is_there_once() {
        let keymap = Keymap::built_in();
        let contexts =
            [Context::Browse, Context::Prompt, Context::Find, Context::View, Context::Links, Context::Reading];
        for context in contexts {
            let shown = groups(&keymap, context);
            // After the keys come searches and signs.
            let keys = &shown[..shown.len() - 2];
            let labels: Vec<_> = keys.iter().flat_map(|group| &group.rows).map(|row| row.label.as_str()).collect();
            for binding in keymap.bindings(context) {
                let keys = binding.keys().join(" ");
                assert_eq!(labels.iter().filter(|label| **label == keys).count(), 1, "{keys} in {context:?}");
            }
        }
    }

    #[test]
    fn what_is_needed_first_comes_first_and_signs_come_last() {
        let lines = help(Context::Browse, "");
        assert_eq!(lines.first().map(String::as_str), Some("Most used"));
        let signs = lines.iter().position(|line| line == "Signs on the screen").expect("a legend");
        assert!(lines[signs..].iter().any(|line| line.contains("reliability of an outlet")), "{lines:#?}");
    }
}
