//! Every whole name, alias and id in the built-in briefings finds its entity first.

use super::*;

#[test]
fn every_name_and_alias_finds_its_entity_first() {
    let corpus = SHIPPED.corpus();
    let mut missed = Vec::new();
    for slot in corpus.entities() {
        let entity = corpus.entity(slot);
        let names = [&entity.name].into_iter().chain(&entity.alias).map(Text::as_str).chain([entity.id.as_str()]);
        for name in names {
            // As written, folded, and with its words reversed. Reversed quotation marks would quote other words, so they
            // are left out.
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
