//! Whoever is asked for by a whole name stands first: every name, alias and id of the briefings that are built in.

use super::*;

#[test]
fn every_name_and_alias_finds_its_entity_first() {
    let corpus = SHIPPED.corpus();
    let mut missed = Vec::new();
    for slot in corpus.entities() {
        let entity = corpus.entity(slot);
        let names = [&entity.name].into_iter().chain(&entity.alias).map(Text::as_str).chain([entity.id.as_str()]);
        for name in names {
            // As it is written, without capitals and accents, and its words from the last to the first. Quotation marks
            // that are turned around would make a phrase of what is not between them.
            let words = name.split_whitespace().map(|word| word.trim_matches(['«', '»', '"'])).rev();
            let reversed = words.collect::<Vec<_>>().join(" ");
            for typed in [name.to_owned(), fold(name), reversed] {
                for scope in [Scope::Entities, Scope::Everything] {
                    let hits = SHIPPED.search(&Request { scope, ..Request::new(Query::parse(&typed), 20) }).hits;
                    let most = hits.first().map_or(0, |hit| hit.score);
                    if !hits.iter().any(|hit| hit.record == Record::Entity(slot) && hit.score == most) {
                        missed.push(format!("{typed} ({})", entity.id));
                    }
                }
            }
        }
    }
    assert_eq!(missed, [""; 0]);
}
