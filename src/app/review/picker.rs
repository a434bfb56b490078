//! The choices of a field: actors, origins, outlets or kinds, narrowed by what is typed.

use crate::search::fold;

/// Maximum number of choices that are offered.
const MAX_CHOICES: usize = 50;

/// Something to choose for a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its id or word. Empty to leave the field out.
    pub id: String,
    /// What is shown of it.
    pub name: String,
    /// What else it is called, for finding it.
    pub also: Vec<String>,
    /// Whether it is new in this article.
    pub is_new: bool,
}

impl Choice {
    /// Creates a choice whose word is its name.
    pub(in crate::app) fn word(word: &str) -> Self {
        Self { id: word.to_owned(), name: word.to_owned(), also: Vec::new(), is_new: false }
    }

    /// Creates the choice that leaves the field out.
    pub(in crate::app) fn none(name: &str) -> Self {
        Self { id: String::new(), name: name.to_owned(), also: Vec::new(), is_new: false }
    }

    /// Returns how well the choice fits what is typed: less is better. `None` if it does not.
    fn rank(&self, typed: &str) -> Option<usize> {
        let names = std::iter::once(&self.name).chain(&self.also).chain(std::iter::once(&self.id));
        names.filter_map(|name| rank(&fold(name), typed)).min()
    }
}

fn rank(name: &str, typed: &str) -> Option<usize> {
    let in_order = || {
        let mut letters = name.chars();
        typed.chars().filter(|letter| !letter.is_whitespace()).all(|letter| letters.any(|other| other == letter))
    };
    let starts = |word: &str| name.split(|sign: char| !sign.is_alphanumeric()).any(|part| part.starts_with(word));
    if name.starts_with(typed) {
        Some(0)
    } else if typed.split_whitespace().all(starts) {
        Some(1)
    } else if name.contains(typed) {
        Some(2)
    } else {
        in_order().then_some(3)
    }
}

/// Returns the choices that fit what is typed, the best first. Without a text, all in their order.
pub(super) fn fitting(choices: &[Choice], typed: &str) -> Vec<Choice> {
    let typed = fold(typed.trim());
    let mut ranked: Vec<(usize, &Choice)> =
        choices.iter().filter_map(|choice| Some((choice.rank(&typed)?, choice))).collect();
    if !typed.is_empty() {
        ranked.retain(|(_, choice)| !choice.id.is_empty());
        ranked.sort_by_key(|(rank, _)| *rank);
    }
    ranked.into_iter().take(MAX_CHOICES).map(|(_, choice)| choice.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_fitting_choice_comes_first() {
        let choice = |name: &str, also: &str| Choice { also: vec![also.into()], ..Choice::word(name) };
        let all = [Choice::none("the article itself"), choice("Mira Dahl", ""), choice("Lock Board", "Canal Office")];
        let found = |typed| fitting(&all, typed).into_iter().map(|choice| choice.name).collect::<Vec<_>>();
        assert_eq!(found(""), ["the article itself", "Mira Dahl", "Lock Board"]);
        assert_eq!(found("dahl"), ["Mira Dahl"]);
        assert_eq!(found("canal"), ["Lock Board"]);
        assert_eq!(found("l"), ["Lock Board", "Mira Dahl"]);
        assert_eq!(found("xyz"), [] as [&str; 0]);
    }
}
