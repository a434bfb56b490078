//! Which registered id a word may be meant for: an id with a slip in it, or a name in the place of an id.

use std::borrow::Borrow;
use std::hash::Hash;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::briefing::{COSTS_ALL, Entity, Origin, Outlet, Problem};
use crate::corpus::build::resolve::{Register, Registers};
use crate::text::Text;
use crate::yaml::nearest;

/// What a record is called beside its id.
pub(crate) trait Named {
    /// Its names, those first that are surest to mean it.
    fn names(&self) -> impl Iterator<Item = &Text>;
}

impl Named for Entity {
    fn names(&self) -> impl Iterator<Item = &Text> {
        [&self.name].into_iter().chain(&self.alias).chain(&self.weak_alias).chain(&self.position)
    }
}

impl Named for Outlet {
    fn names(&self) -> impl Iterator<Item = &Text> {
        [&self.name].into_iter()
    }
}

impl Named for Origin {
    fn names(&self) -> impl Iterator<Item = &Text> {
        [&self.name].into_iter()
    }
}

impl<I: Clone + Eq + Hash + Borrow<str>, T: Named> Register<I, T> {
    /// The id that a word is most likely meant for, if any is near.
    pub(crate) fn suggestion(&self, word: &str) -> Option<&str> {
        let ids = || self.by_id.iter().filter(|(_, at)| **at < self.registered).map(|(id, at)| (id.borrow(), *at));
        let wanted = folded(word);
        if wanted.is_empty() {
            return None;
        }
        let called = |name: &dyn Fn(&str) -> bool| {
            let mut found = ids().filter(|(_, at)| self.records[*at].names().any(|text| name(&folded(text.as_str()))));
            // A name that several have says nothing.
            found.next().filter(|_| found.next().is_none()).map(|(id, _)| id)
        };
        let same = ids().map(|(id, _)| id).find(|id| folded(id) == wanted);
        same.or_else(|| called(&|name| name == wanted))
            .or_else(|| nearest(word, ids().map(|(id, _)| id)))
            .or_else(|| nearest(&wanted, ids().map(|(id, _)| id)))
            .or_else(|| called(&|name| wanted.split('-').all(|word| name.split('-').any(|part| part == word))))
    }
}

/// Adds to problems about a name in the place of an id which id is meant. At most `most` problems get a suggestion.
pub(crate) fn names(problems: &mut [Problem], registers: &Registers, most: usize) {
    let named = problems.iter_mut().filter(|problem| problem.name.is_some()).take(most);
    for problem in named {
        let Some((key, words)) = problem.name.as_deref() else { continue };
        let id = match key.as_str() {
            "publisher" => registers.outlets.suggestion(words),
            "origin" => registers.origins.suggestion(words),
            "id" => None,
            _ => registers.entities.suggestion(words),
        };
        if let Some(id) = id {
            let costs_all = problem.hint.as_ref().is_some_and(|hint| hint.as_str().ends_with(COSTS_ALL));
            let all = if costs_all { format!("; {COSTS_ALL}") } else { String::new() };
            problem.hint = Some(Text::clean(format!("did you mean `{id}`?{all}")));
        }
    }
}

/// A name or an id as words of plain letters, joined by `-`.
fn folded(name: &str) -> String {
    let letters = name.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase);
    let letters: String = letters.map(|letter| if letter.is_alphanumeric() { letter } else { '-' }).collect();
    letters.split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::fixture;

    #[test]
    fn letters_are_plain() {
        assert_eq!(folded("Inès  Öberg (Norrhavn)"), "ines-oberg-norrhavn");
        assert_eq!(folded("ines-oberg"), "ines-oberg");
        assert_eq!(folded("“–”"), "");
    }

    /// What is suggested for a speaker in a folder with the fixture's registers.
    fn suggested(speaker: &str) -> Option<String> {
        let document = format!(
            "title: T\npublisher: coast-daily\nurl: https://a.example/\npublished: 2024\n\
             claims: [{{id: a, text: T, kind: fact, speaker: \"{speaker}\"}}]\n"
        );
        let corpus = fixture::corpus(&[
            ("entities.yaml", include_str!("../../testing/fixture/entities.yaml")),
            ("sources.yaml", include_str!("../../testing/fixture/sources.yaml")),
            ("other.yaml", &document),
        ]);
        let problem = corpus.problems().first()?;
        problem.hint.as_ref().map(|hint| hint.as_str().to_owned())
    }

    #[test]
    fn a_name_in_the_place_of_an_id_leads_to_the_id() {
        for name in ["Inès Öberg", "Ines Oeberg", "the harbour master", "Harbour Master", "Öberg", "INES-OBERG"] {
            assert_eq!(suggested(name).as_deref(), Some("did you mean `ines-oberg`?"), "{name}");
        }
        assert_eq!(suggested("ines-oberg"), None);
        assert!(suggested("Somebody Else").is_some_and(|hint| hint.starts_with("an id consists of letters")));
    }
}
