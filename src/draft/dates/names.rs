//! The words of dates, English and French, folded.

use std::sync::LazyLock;

use hashbrown::HashSet;
use jiff::civil::Weekday;

/// A time counted from the day of publication.
#[derive(Clone, Copy, Debug)]
pub(super) enum Relative {
    Day(i64),
    Week(i64),
    Month(i64),
    Year(i16),
}

const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "janvier"],
    &["february", "feb", "fevrier"],
    &["march", "mar", "mars"],
    &["april", "apr", "avril"],
    &["may", "mai"],
    &["june", "jun", "juin"],
    &["july", "jul", "juillet"],
    &["august", "aug", "aout"],
    &["september", "sept", "sep", "septembre"],
    &["october", "oct", "octobre"],
    &["november", "nov", "novembre"],
    &["december", "dec", "decembre"],
];

const WEEKDAYS: [(Weekday, &[&str]); 7] = [
    (Weekday::Monday, &["monday", "lundi"]),
    (Weekday::Tuesday, &["tuesday", "mardi"]),
    (Weekday::Wednesday, &["wednesday", "mercredi"]),
    (Weekday::Thursday, &["thursday", "jeudi"]),
    (Weekday::Friday, &["friday", "vendredi"]),
    (Weekday::Saturday, &["saturday", "samedi"]),
    (Weekday::Sunday, &["sunday", "dimanche"]),
];

/// The words that begin a relative date.
const RELATIVE: &str = "today tonight tomorrow yesterday this last next aujourd'hui hier demain cette ce semaine mois annee \
    l'annee an l'an";

static BEGINNINGS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let months = MONTHS.iter().flat_map(|names| names.iter().copied());
    let weekdays = WEEKDAYS.iter().flat_map(|(_, names)| names.iter().copied());
    months.chain(weekdays).chain(RELATIVE.split_whitespace()).collect()
});

/// Returns whether a date can begin with a word, so that most words need no other look-up.
pub(super) fn begins_date(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || BEGINNINGS.contains(word)
}

pub(super) fn month(word: &str) -> Option<i8> {
    (1..).zip(MONTHS).find(|(_, names)| names.contains(&word)).map(|(number, _)| number)
}

pub(super) fn weekday(word: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|(_, names)| names.contains(&word)).map(|(weekday, _)| *weekday)
}

pub(super) fn relative(words: &str) -> Option<Relative> {
    Some(match words {
        "today" | "tonight" | "aujourd'hui" | "this morning" | "this afternoon" | "this evening" => Relative::Day(0),
        "yesterday" | "hier" => Relative::Day(-1),
        "tomorrow" | "demain" => Relative::Day(1),
        "this week" | "cette semaine" => Relative::Week(0),
        "last week" | "semaine derniere" => Relative::Week(-1),
        "next week" | "semaine prochaine" => Relative::Week(1),
        "this month" | "ce mois" => Relative::Month(0),
        "last month" | "mois dernier" => Relative::Month(-1),
        "next month" | "mois prochain" => Relative::Month(1),
        "this year" | "cette annee" => Relative::Year(0),
        "last year" | "annee derniere" | "l'annee derniere" | "l'an dernier" | "an dernier" => Relative::Year(-1),
        "next year" | "annee prochaine" | "l'annee prochaine" => Relative::Year(1),
        _ => return None,
    })
}

/// Returns whether a word says that what it goes with is to come.
pub(super) fn is_future(word: &str) -> bool {
    matches!(
        word,
        "will" | "shall" | "upcoming" | "scheduled" | "planned" | "prevu" | "prevue" | "prochain" | "prochaine"
    )
}

/// Returns whether a word is a verb that reports what was said before.
pub(super) fn is_report(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "told"
            | "announced"
            | "added"
            | "wrote"
            | "declared"
            | "declare"
            | "annonce"
            | "affirme"
            | "was"
            | "were"
            | "had"
            | "did"
    )
}

/// Returns whether a word belongs to the date after it.
pub(super) fn is_preposition(word: &str) -> bool {
    matches!(word, "on" | "in" | "le" | "en" | "late" | "early" | "la")
}

/// Returns whether a word before a date says that it is not the date of what happened.
pub(super) fn unbounded(word: &str) -> bool {
    matches!(
        word,
        "since"
            | "until"
            | "till"
            | "before"
            | "after"
            | "by"
            | "from"
            | "through"
            | "depuis"
            | "avant"
            | "apres"
            | "jusqu'en"
            | "jusqu'a"
            | "d'ici"
            | "than"
    )
}
