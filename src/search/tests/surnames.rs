//! Every misspelling by two letters of every surname in the built-in briefings.

use super::*;
use crate::briefing::Schema;
use crate::corpus::EntitySlot;

/// Returns the folded surname of every person whose surname is long enough for two wrong letters.
fn surnames(corpus: &Corpus) -> Vec<(EntitySlot, String)> {
    let persons = corpus.entities().filter(|slot| corpus.entity(*slot).schema == Some(Schema::Person));
    let surname = |slot: EntitySlot| {
        let name = fold(corpus.entity(slot).name.as_str());
        let last = name.rsplit([' ', '-']).next().unwrap_or_default();
        (last.chars().count() >= 5).then(|| (slot, last.to_owned()))
    };
    persons.filter_map(surname).collect()
}

/// Returns every word that is one edit away: a deletion, transposition, substitution or insertion.
fn edits(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut all = Vec::new();
    let mut edited = |edit: &dyn Fn(&mut Vec<char>)| {
        let mut letters = letters.clone();
        edit(&mut letters);
        all.push(letters.into_iter().collect::<String>());
    };
    for at in 0..=letters.len() {
        if at < letters.len() {
            edited(&|letters| {
                letters.remove(at);
            });
            ('a'..='z').for_each(|letter| edited(&|letters| letters[at] = letter));
        }
        if at + 1 < letters.len() {
            edited(&|letters| letters.swap(at, at + 1));
        }
        ('a'..='z').for_each(|letter| edited(&|letters| letters.insert(at, letter)));
    }
    all.retain(|edited| edited != word);
    all.sort();
    all.dedup();
    all
}

/// Counts the positions of the wanted persons: first, elsewhere, or missing.
#[derive(Debug, Default)]
struct Places {
    asked: usize,
    first: usize,
    found: usize,
    /// Queries whose person is missing, or comes after another that should be later.
    wrong: Vec<String>,
}

impl Places {
    fn ask(&mut self, person: EntitySlot, typed: &str) {
        let (corpus, index) = (SHIPPED.corpus(), SHIPPED.index());
        let everything = Scope::Everything;
        let answer = SHIPPED.search(&Request {
            explained: 0,
            scope: everything,
            ..Request::new(Query::parse(typed), usize::MAX)
        });
        let place = answer.hits.iter().position(|hit| hit.record == Record::Entity(person));
        self.asked += 1;
        self.first += usize::from(place == Some(0));
        self.found += usize::from(place.is_some());
        // The typed letters may be another word of the corpus.
        let is_known = !Candidates::new(index, typed, Fuzziness::Prefixes).matches().is_empty();
        if place != Some(0) && !is_known {
            let first = answer.hits.first().map_or("nothing".to_owned(), |hit| id(corpus, hit));
            self.wrong.push(format!("`{typed}`: in place {place:?}, {first} is first"));
        }
    }
}

#[test]
fn a_surname_with_any_one_letter_wrong_is_found_and_stands_first() {
    let mut places = Places::default();
    let surnames = surnames(SHIPPED.corpus());
    assert!(surnames.len() >= 8, "{surnames:?}");
    for (person, surname) in surnames {
        for typed in edits(&surname) {
            places.ask(person, &typed);
        }
    }
    assert!(places.asked > 2000);
    let Places { asked, first, found, wrong } = &places;
    assert_eq!(found, asked, "{places:#?}");
    assert!(wrong.is_empty() && first * 1000 >= asked * 995, "{places:#?}");
}

#[test]
fn a_surname_with_two_letters_wrong_is_found() {
    let mut places = Places::default();
    for (nth, (person, surname)) in surnames(SHIPPED.corpus()).into_iter().enumerate() {
        let once = edits(&surname);
        for at in 0..80 {
            // The steps are coprime to the counts, so all kinds of edits are reached.
            let twice = edits(&once[(at * 7919 + nth * 131) % once.len()]);
            let typed = &twice[(at * 104_729 + nth) % twice.len()];
            // Two edits may cancel each other out.
            if strsim::osa_distance(typed, &surname) == 2 {
                places.ask(person, typed);
            }
        }
    }
    let Places { asked, first, found, .. } = &places;
    assert!(*asked > 400);
    assert!(found == asked && first * 100 >= asked * 95, "{places:#?}");
}

#[test]
fn whoever_is_called_so_stands_before_what_says_so() {
    let corpus = SHIPPED.corpus();
    for slot in corpus.entities() {
        let entity = corpus.entity(slot);
        for name in std::iter::once(&entity.name).chain(&entity.alias) {
            let answer = ask(&SHIPPED, name.as_str(), Scope::Everything);
            let place = answer.hits.iter().position(|hit| hit.record == Record::Entity(slot));
            let before = answer.hits.iter().take(place.unwrap_or(usize::MAX));
            let texts: Vec<_> = before.filter(|hit| !matches!(hit.record, Record::Entity(_))).collect();
            assert!(place.is_some() && texts.is_empty(), "{name}: {place:?} behind {texts:?}");
        }
    }
}

#[test]
fn equals_stand_in_the_order_of_the_corpus() {
    for query in ["mali", "ministers", "goyta", "russia wheat", "kind:fact", "the"] {
        let answer = ask(&SHIPPED, query, Scope::Everything);
        let order = answer.hits.iter().map(|hit| (std::cmp::Reverse(hit.score), hit.record));
        assert!(order.is_sorted(), "{query}");
        assert_eq!(ask(&SHIPPED, query, Scope::Everything), answer, "{query}");
    }
}
