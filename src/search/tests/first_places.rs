//! Queries as readers type them, and the records that must come first.
//!
//! Each row is a query in one list, with the ids of the records that it may mean: a claim's without its document unless
//! that matters, none if the answer must be empty. The classes are kinds of misspelling. A query that is spelt as the
//! files spell it is `clean` and must bring no junk.

mod forms;
mod fresh;
mod tuned;

use rust_stemmers::{Algorithm, Stemmer};

use super::*;

/// A kind of misspelling, whether it is none, and its rows: the list, the query and the ids that it means.
type Class = (&'static str, bool, &'static [(Scope, &'static str, &'static str)]);

/// Lists by one letter, so that a row fits on a line.
const E: Scope = Scope::Entities;
const C: Scope = Scope::Claims;
const D: Scope = Scope::Documents;
/// All lists together.
const A: Scope = Scope::Everything;

/// Returns the position of the first wanted hit among the ten best, and the number of junk hits among them. A hit is junk
/// if no typed word is in its shown text or in the names of related records.
struct Outcome {
    place: Option<usize>,
    shown: usize,
    junk: usize,
}

fn outcome(scope: Scope, typed: &str, meant: &str) -> Outcome {
    let answer = ask(&SHIPPED, typed, scope);
    let ids: Vec<_> = answer.hits.iter().take(10).map(|hit| id(SHIPPED.corpus(), hit)).collect();
    let is_meant = |id: &String| {
        meant.split(' ').any(|meant| id == meant || id.split_once('#').is_some_and(|(_, claim)| claim == meant))
    };
    let place = if meant.is_empty() { ids.is_empty().then_some(0) } else { ids.iter().position(is_meant) };
    let junk = answer.hits.iter().take(10).filter(|hit| is_junk(hit.record, typed)).count();
    Outcome { place, shown: ids.len(), junk }
}

fn is_junk(record: Record, typed: &str) -> bool {
    let corpus = SHIPPED.corpus();
    let mut has = fold(corpus.shown(record).as_str());
    for (role, owner) in explain::related_owners(corpus, record) {
        owner.texts(corpus, &mut |field, text| {
            if role == Relationship::Own || field.is_name() {
                has += " ";
                has += &fold(text);
            }
        });
    }
    // One word or two, British or American: the same word.
    let plain = |text: &str| text.replace(['-', '\'', '.'], "").replace('z', "s");
    let has = plain(&has);
    let typed = plain(&fold(typed));
    let mut words = typed.split(' ').filter(|word| !word.is_empty());
    let begins = |word: &str| has.contains(&word.chars().take(6).collect::<String>());
    !words.any(|word| has.contains(word) || begins(word) || has.split(' ').any(|other| is_form(word, other)))
}

/// Returns whether two words are forms of one word in English or Russian, the languages of the queries.
fn is_form(word: &str, other: &str) -> bool {
    [Algorithm::English, Algorithm::Russian].into_iter().any(|language| {
        let stemmer = Stemmer::create(language);
        stemmer.stem(word) == stemmer.stem(other)
    })
}

/// Counts how often a wanted record comes first.
#[derive(Default)]
struct Result {
    report: String,
    asked: usize,
    first: usize,
    late: usize,
    shown: usize,
    junk: usize,
    /// Maximum number of rows of a class that are not in first place.
    worst: usize,
}

fn measure(classes: &[Class]) -> Result {
    let mut result = Result::default();
    for (class, clean, rows) in classes {
        let mut first = 0;
        for (scope, typed, meant) in *rows {
            let Outcome { place, shown, junk } = outcome(*scope, typed, meant);
            first += usize::from(place == Some(0));
            result.late += usize::from(place.is_none());
            if place != Some(0) {
                result.report += &format!("  `{typed}` in {scope:?}: {meant:?} in place {place:?}\n");
                let found = ask(&SHIPPED, typed, *scope).hits;
                found.iter().take(4).for_each(|hit| result.report += &format!("    {}\n", line(SHIPPED.corpus(), hit)));
            }
            if *clean {
                for hit in ask(&SHIPPED, typed, *scope).hits.iter().take(10).filter(|hit| is_junk(hit.record, typed)) {
                    result.report += &format!("  `{typed}` brings {}\n", line(SHIPPED.corpus(), hit));
                }
                result.shown += shown;
                result.junk += junk;
            }
        }
        result.report += &format!("{class}: {first} of {} first\n", rows.len());
        result.asked += rows.len();
        result.first += first;
        result.worst = result.worst.max(rows.len() - first);
    }
    let Result { report, asked, first, late, shown, junk, .. } = &mut result;
    *report += &format!("{first} of {asked} first, {late} not among ten, {junk} of {shown} clean hits are junk\n");
    result
}

#[test]
fn what_is_meant_stands_first() {
    let Result { report, asked, first, late, shown, junk, worst } = measure(tuned::CLASSES);
    assert!(asked >= 150 && first * 100 >= asked * 98 && late == 0 && worst <= 1, "{report}");
    assert!(junk * 100 <= shown * 6, "{report}");
}

#[test]
fn what_nobody_had_in_mind_stands_first_as_well() {
    let Result { report, asked, first, late, shown, junk, .. } = measure(fresh::CLASSES);
    assert!(asked >= 60 && first * 100 >= asked * 98 && late == 0, "{report}");
    assert!(junk * 100 <= shown * 6, "{report}");
}

#[test]
fn descriptions_forms_and_addresses_stand_first() {
    let Result { report, asked, first, .. } = measure(forms::CLASSES);
    assert!(asked >= 35 && first == asked, "{report}");
}

#[test]
fn only_common_words_are_looked_for_like_others() {
    for typed in ["the", "of the", "the of in"] {
        let hits = ask(&SHIPPED, typed, Scope::Claims).hits;
        assert!(!hits.is_empty() && hits[0].score > 500, "{typed}");
    }
}
