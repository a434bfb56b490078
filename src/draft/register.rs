//! The register of actors, prepared for finding them in articles.

use ecow::EcoString;
use hashbrown::{HashMap, HashSet};

use super::countries::Countries;
use super::words::fold;
use crate::briefing::{Entity, EntityId, Schema};
use crate::corpus::Corpus;
use crate::text::Text;

/// The actors of a corpus by their names, prepared once for any number of articles.
#[derive(Debug, Default)]
pub struct Register {
    actors: Vec<Actor>,
    /// The actors by each of their names, folded.
    names: HashMap<EcoString, Vec<u32>>,
    /// Every beginning of a name that a word follows.
    beginnings: HashSet<EcoString>,
    /// The persons by their last name, folded.
    surnames: HashMap<EcoString, Vec<u32>>,
    /// The actors by office and country: `foreign minister`, `ml`.
    offices: HashMap<(EcoString, EcoString), Vec<u32>>,
    /// The actors that are outlets.
    outlets: HashSet<u32>,
    /// The ids, which those of new actors must not repeat.
    ids: HashMap<EntityId, Option<Schema>>,
}

/// An actor of the register.
#[derive(Debug)]
pub(super) struct Actor {
    pub(super) id: EntityId,
    pub(super) schema: Option<Schema>,
    pub(super) name: String,
}

impl Register {
    /// Prepares the actors of a corpus.
    pub fn new(corpus: &Corpus) -> Self {
        let mut register = Self::default();
        for slot in corpus.entities().filter(|slot| corpus.is_registered(*slot)) {
            register.add(corpus.entity(slot));
        }
        for outlet in corpus.outlets().map(|slot| corpus.outlet(slot)) {
            let same_id = register.actors.iter().position(|actor| actor.id.as_str() == outlet.id.as_str());
            register.outlets.extend(same_id.and_then(|number| u32::try_from(number).ok()));
            register.outlets.extend(register.named(&fold(outlet.name.as_str())).to_vec());
        }
        register
    }

    fn add(&mut self, entity: &Entity) {
        let number = u32::try_from(self.actors.len()).expect("a register has fewer than 2^32 actors");
        let names = std::iter::once(&entity.name).chain(&entity.alias);
        for name in names {
            self.add_name(number, name.as_str());
        }
        // A description without a name in it, such as `the junta`, can mean too many.
        let described = entity.weak_alias.iter().map(Text::as_str);
        for name in described.filter(|name| name.contains(char::is_uppercase)) {
            self.add_name(number, name.trim_start_matches("the "));
        }
        if entity.schema == Some(Schema::Person) {
            let surname = entity.name.as_str().rsplit(' ').next().map(fold).unwrap_or_default();
            push(self.surnames.entry(surname).or_default(), number);
            for office in entity.position.iter().filter_map(|position| office(position.as_str())) {
                for country in &entity.country {
                    push(self.offices.entry((office.clone(), country.as_str().into())).or_default(), number);
                }
            }
        }
        self.ids.insert(entity.id.clone(), entity.schema);
        self.actors.push(Actor { id: entity.id.clone(), schema: entity.schema, name: entity.name.as_str().to_owned() });
    }

    fn add_name(&mut self, number: u32, name: &str) {
        // `Alliance of Sahel States (AES)` is found by the words before the bracket and by those in it.
        let (before, inner) = name.split_once(" (").unwrap_or((name, ""));
        let acronym = inner.trim_end_matches(')');
        let short = (!acronym.is_empty() && acronym.chars().all(char::is_uppercase)).then_some(acronym);
        for name in std::iter::once(before).chain(short) {
            let parts: Vec<EcoString> = name
                .split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '’'))
                .filter(|part| !part.is_empty())
                .map(folded)
                .collect();
            let folded: EcoString = parts.join(" ").into();
            for (at, _) in folded.match_indices(' ') {
                self.beginnings.insert(folded[..at].into());
            }
            if !folded.is_empty() {
                push(self.names.entry(folded).or_default(), number);
            }
        }
    }

    pub(super) fn actor(&self, number: u32) -> &Actor {
        &self.actors[number as usize]
    }

    pub(super) fn is_outlet(&self, number: u32) -> bool {
        self.outlets.contains(&number)
    }

    pub(super) fn named(&self, folded: &str) -> &[u32] {
        self.names.get(folded).map_or(&[], Vec::as_slice)
    }

    /// Returns whether a name of more words begins with these.
    pub(super) fn begins_name(&self, folded: &str) -> bool {
        self.beginnings.contains(folded)
    }

    pub(super) fn with_surname(&self, folded: &str) -> &[u32] {
        self.surnames.get(folded).map_or(&[], Vec::as_slice)
    }

    pub(super) fn in_office(&self, office: &str, country: &str) -> &[u32] {
        self.offices.get(&(office.into(), country.into())).map_or(&[], Vec::as_slice)
    }

    pub(super) fn schema(&self, id: &EntityId) -> Option<Schema> {
        self.ids.get(id).copied().flatten()
    }

    pub(super) fn has_id(&self, id: &EntityId) -> bool {
        self.ids.contains_key(id)
    }
}

fn folded(part: &str) -> EcoString {
    let part = part.strip_suffix("'s").or_else(|| part.strip_suffix("’s")).unwrap_or(part);
    fold(part.trim_end_matches(['\'', '’']))
}

fn push(all: &mut Vec<u32>, number: u32) {
    if !all.contains(&number) {
        all.push(number);
    }
}

/// Returns the office of a position, without the country and the date: `foreign minister`.
fn office(position: &str) -> Option<EcoString> {
    let position = fold(position.split(" (").next().unwrap_or(position));
    let office = match position.split_once(" of ") {
        Some((office @ ("minister" | "secretary" | "ministry"), rest)) => {
            let field = rest.split(" of ").next().unwrap_or(rest);
            format!("{} {office}", field.trim_start_matches("the ").trim_end_matches(" affairs"))
        }
        Some((office, _)) => office.to_owned(),
        None => position.to_string(),
    };
    let words: Vec<&str> = office.split(' ').filter(|word| Countries::get().code(word).is_none()).collect();
    (!words.is_empty()).then(|| words.join(" ").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_told_from_its_country() {
        for (position, expected) in [
            ("Foreign Minister of Mali (as of April 2025)", "foreign minister"),
            ("Minister of Foreign Affairs of Mali", "foreign minister"),
            ("President of the Republic of the Congo", "president"),
            ("Malian defence minister", "defence minister"),
        ] {
            assert_eq!(office(position).as_deref(), Some(expected), "{position}");
        }
    }
}
