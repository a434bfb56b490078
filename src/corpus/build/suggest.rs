//! Suggests the registered id that a wrong id was meant for. It may be misspelt, or a name in the place of an id.

use std::borrow::Borrow;
use std::hash::Hash;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::briefing::{COSTS_ALL, Entity, Measure, Origin, Outlet, Problem};
use crate::corpus::build::registers::{Register, Registers};
use crate::text::Text;
use crate::yaml::nearest;

/// A record that has names beside its id.
pub(crate) trait HasNames {
    /// Returns its names, the least ambiguous first.
    fn names(&self) -> impl Iterator<Item = &Text>;
}

impl HasNames for Entity {
    fn names(&self) -> impl Iterator<Item = &Text> {
        [&self.name].into_iter().chain(&self.alias).chain(&self.weak_alias).chain(&self.position)
    }
}

impl HasNames for Outlet {
    fn names(&self) -> impl Iterator<Item = &Text> {
        [&self.name].into_iter()
    }
}

impl HasNames for Origin {
    fn names(&self) -> impl Iterator<Item = &Text> {
        [&self.name].into_iter()
    }
}

impl HasNames for Measure {
    fn names(&self) -> impl Iterator<Item = &Text> {
        [&self.name].into_iter()
    }
}

/// Returns the registered id that is most similar to a wrong one, if any is similar.
pub(crate) fn suggestion<'r, I: Borrow<str> + Eq + Hash, T: HasNames>(
    register: &'r Register<I, T>,
    wrong: &str,
) -> Option<&'r str> {
    let registered = register.by_id.iter().filter(|(_, at)| **at < register.registered);
    let ids = || registered.clone().map(|(id, at)| (id.borrow(), *at));
    let wanted = fold(wrong);
    if wanted.is_empty() {
        return None;
    }
    let unique_name = |is_meant: &dyn Fn(&str) -> bool| {
        let has_name = |at: usize| register.records[at].names().any(|text| is_meant(&fold(text.as_str())));
        let mut found = ids().filter(|(_, at)| has_name(*at));
        // A name that several records share is ambiguous.
        found.next().filter(|_| found.next().is_none()).map(|(id, _)| id)
    };
    let same = ids().map(|(id, _)| id).find(|id| fold(id) == wanted);
    same.or_else(|| unique_name(&|name| name == wanted))
        .or_else(|| nearest(wrong, ids().map(|(id, _)| id)))
        .or_else(|| nearest(&wanted, ids().map(|(id, _)| id)))
        .or_else(|| unique_name(&|name| wanted.split('-').all(|word| name.split('-').any(|part| part == word))))
}

/// Adds a suggestion to problems about a name in the place of an id, to the first `limit` of them.
pub(crate) fn suggest_ids(problems: &mut [Problem], registers: &Registers, limit: usize) {
    let named = problems.iter_mut().filter(|problem| problem.name.is_some()).take(limit);
    for problem in named {
        let Some((key, words)) = problem.name.as_deref() else { continue };
        let id = match key.as_str() {
            "publisher" => suggestion(&registers.outlets, words),
            "origin" => suggestion(&registers.origins, words),
            "of" => suggestion(&registers.measures, words),
            "id" => None,
            _ => suggestion(&registers.entities, words),
        };
        if let Some(id) = id {
            let costs_all = problem.hint.as_ref().is_some_and(|hint| hint.as_str().ends_with(COSTS_ALL));
            let all = if costs_all { format!("; {COSTS_ALL}") } else { String::new() };
            problem.hint = Some(Text::clean(format!("did you mean `{id}`?{all}")));
        }
    }
}

/// Folds a name or an id: words of lower-case letters without marks, joined by `-`.
fn fold(name: &str) -> String {
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
        assert_eq!(fold("Inès  Öberg (Norrhavn)"), "ines-oberg-norrhavn");
        assert_eq!(fold("ines-oberg"), "ines-oberg");
        assert_eq!(fold("“–”"), "");
    }

    /// Returns the hint for a speaker in a folder with the fixture's registers.
    fn hint_for(speaker: &str) -> Option<String> {
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
            assert_eq!(hint_for(name).as_deref(), Some("did you mean `ines-oberg`?"), "{name}");
        }
        assert_eq!(hint_for("ines-oberg"), None);
        assert!(hint_for("Somebody Else").is_some_and(|hint| hint.starts_with("an id consists of letters")));
    }

    #[test]
    fn a_name_that_several_have_leads_nowhere() {
        let corpus = |second: &str| {
            let actors = format!(
                "- {{id: p-1, schema: Person, name: Ann Lee}}\n- {{id: p-2, schema: Person, name: {second}}}\n"
            );
            let text = "title: T\npublisher: o\nurl: https://a.example/\npublished: 2024\nauthor: [ann-lee]\n";
            let sources = "outlets: [{id: o, name: O}]";
            fixture::corpus(&[("a.yaml", text), ("entities.yaml", &actors), ("sources.yaml", sources)])
        };
        assert!(corpus("Ben").problems()[0].to_string().ends_with("(did you mean `p-1`?)"));
        assert!(corpus("Ann Lee").problems()[0].to_string().ends_with("(add it there, or correct the id)"));
    }
}
