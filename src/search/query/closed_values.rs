//! Values of the filters that have a list of them: kinds, schemas, genres, relations, grades, yes and no.
//!
//! A beginning of a word counts as all words that begin so, as values are read while they are typed.

use crate::briefing::{Credibility, Genre, Kind, RelationType, Reliability, Schema};
use crate::search::query::filter_counts::Typed;

/// What a grade is asked to be: of the outlet, of the claim, or of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct GradeValue {
    pub(crate) reliability: Option<Reliability>,
    pub(crate) credibility: Option<Credibility>,
}

/// How a claim is asked to stand to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RelationValue {
    pub(crate) relation: RelationType,
    /// True for the claim that disputes, false for the one that is disputed.
    pub(crate) active: bool,
}

/// The word for what a record does not have.
pub(crate) const NONE: &str = "none";

fn kinds() -> impl Iterator<Item = (String, Kind)> {
    Kind::ALL.into_iter().map(|kind| (kind.as_str().to_owned(), kind))
}

fn schemas() -> impl Iterator<Item = (String, Schema)> {
    Schema::ALL.into_iter().map(|schema| (schema.as_str().to_lowercase(), schema))
}

fn genres() -> impl Iterator<Item = (String, Option<Genre>)> {
    Genre::ALL.into_iter().map(|genre| (genre.as_str().to_owned(), Some(genre))).chain([(NONE.to_owned(), None)])
}

fn relations() -> impl Iterator<Item = (String, RelationValue)> {
    let standing = |relation, active| RelationValue { relation, active };
    let active = RelationType::ALL.map(|relation| (relation.as_str().to_owned(), standing(relation, true)));
    let passive = RelationType::ALL.map(|relation| (relation.inverse().replace(' ', "-"), standing(relation, false)));
    active.into_iter().chain(passive)
}

fn answers() -> impl Iterator<Item = (String, bool)> {
    [("yes".to_owned(), true), ("no".to_owned(), false)].into_iter()
}

pub(crate) fn kind_words() -> Vec<String> {
    kinds().map(|(word, _)| word).collect()
}

pub(crate) fn schema_words() -> Vec<String> {
    schemas().map(|(word, _)| word).collect()
}

pub(crate) fn genre_words() -> Vec<String> {
    genres().map(|(word, _)| word).collect()
}

pub(crate) fn relation_words() -> Vec<String> {
    relations().map(|(word, _)| word).collect()
}

pub(crate) fn yes_or_no_words() -> Vec<String> {
    answers().map(|(word, _)| word).collect()
}

pub(crate) fn kind(typed: &str) -> Typed<Vec<Kind>> {
    meant(kinds(), typed)
}

pub(crate) fn schema(typed: &str) -> Typed<Vec<Schema>> {
    meant(schemas(), typed)
}

pub(crate) fn genre(typed: &str) -> Typed<Vec<Option<Genre>>> {
    meant(genres(), typed)
}

pub(crate) fn relation(typed: &str) -> Typed<Vec<RelationValue>> {
    meant(relations(), typed)
}

/// Yes or no, or a beginning of that; nothing is yes.
pub(crate) fn yes_or_no(typed: &str) -> Typed<bool> {
    let begun = answers().find(|(word, _)| word.starts_with(typed));
    begun.map_or(Typed::Wrong, |(_, yes)| Typed::Whole(yes))
}

/// A grade of the Admiralty code: `C`, `2`, `C2`; `None` for no grade at all.
pub(crate) fn grade(typed: &str) -> Typed<Option<GradeValue>> {
    let typed = bare(typed);
    if typed.is_empty() {
        return Typed::Unfinished;
    }
    if NONE.starts_with(&typed) {
        return Typed::Whole(None);
    }
    let reliable = |letter: char| {
        let grade = Reliability::ALL.into_iter();
        grade.into_iter().find(|grade| grade.grade().eq_ignore_ascii_case(letter.encode_utf8(&mut [0; 4])))
    };
    let credible = |digit: char| digit.to_digit(10).and_then(|digit| Credibility::new(digit.into()));
    let mut signs = typed.chars();
    let grade = match (signs.next(), signs.next(), signs.next()) {
        (Some(letter), Some(digit), None) => match (reliable(letter), credible(digit)) {
            (reliability @ Some(_), credibility @ Some(_)) => Some(GradeValue { reliability, credibility }),
            _ => None,
        },
        (Some(sign), None, None) => match (reliable(sign), credible(sign)) {
            (None, None) => None,
            (reliability, credibility) => Some(GradeValue { reliability, credibility }),
        },
        _ => None,
    };
    grade.map_or(Typed::Wrong, |grade| Typed::Whole(Some(grade)))
}

/// A language by its code, in lower case: `en`, `zh-hant`; `None` where none is given.
pub(crate) fn language(typed: &str) -> Typed<Option<String>> {
    let code = typed.trim().trim_end_matches('-').replace('_', "-");
    let mut parts = code.split('-');
    let first = parts.next().unwrap_or_default();
    let letters = first.bytes().all(|b| b.is_ascii_alphabetic());
    match first.len() {
        0 | 1 if letters => Typed::Unfinished,
        2 | 3 if letters && parts.all(|part| part.len() <= 8 && part.bytes().all(|b| b.is_ascii_alphanumeric())) => {
            Typed::Whole(Some(code))
        }
        _ if code == NONE => Typed::Whole(None),
        _ => Typed::Wrong,
    }
}

/// The values that a folded word means: every one that it begins, or whose plural it is. A misspelt value is none, and the
/// message about it has the nearest first.
fn meant<T>(all: impl Iterator<Item = (String, T)>, typed: &str) -> Typed<Vec<T>> {
    if typed.trim().is_empty() {
        return Typed::Unfinished;
    }
    let typed = bare(typed);
    let means = |word: &str| {
        let word = bare(word);
        word.starts_with(&typed) || typed.strip_suffix('s') == Some(&word)
    };
    let values: Vec<_> = all.filter(|(word, _)| !typed.is_empty() && means(word)).map(|(_, value)| value).collect();
    if values.is_empty() { Typed::Wrong } else { Typed::Whole(values) }
}

/// A word without the signs and spaces in it: `public body` is `publicbody`.
fn bare(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_meant_by_its_beginning_or_its_plural() {
        assert_eq!(kind("o"), Typed::Whole(vec![Kind::Opinion]));
        assert_eq!(kind("f"), Typed::Whole(vec![Kind::Fact, Kind::Forecast]));
        assert_eq!(kind("allegations"), Typed::Whole(vec![Kind::Allegation]));
        assert_eq!((kind(" "), kind("?"), kind("promise")), (Typed::Unfinished, Typed::Wrong, Typed::Wrong));
        assert_eq!((kind("opinon"), schema("publicboby")), (Typed::Wrong, Typed::Wrong), "a slip is no value");
        for typed in ["publicbody", "public body", "public-b"] {
            assert_eq!(schema(typed), Typed::Whole(vec![Schema::PublicBody]), "{typed}");
        }
        assert_eq!(genre("none"), Typed::Whole(vec![None]));
    }

    #[test]
    fn a_relation_is_meant_from_either_side() {
        let words = |typed| match relation(typed) {
            Typed::Whole(all) => all.iter().map(|standing| standing.active).collect(),
            Typed::Unfinished | Typed::Wrong => Vec::new(),
        };
        assert_eq!(words("disputes"), [true]);
        assert_eq!(words("disputed-by"), [false]);
        assert_eq!(words("disputed by"), [false]);
        assert_eq!(words("dispute"), [true, false]);
        assert_eq!(words("denies"), [false; 0]);
    }

    #[test]
    fn a_grade_is_a_letter_a_digit_or_both() {
        let grade = |typed| match grade(typed) {
            Typed::Whole(Some(grade)) => {
                let letter = grade.reliability.map_or("-", Reliability::grade);
                format!("{letter}{}", grade.credibility.map_or(0, Credibility::grade))
            }
            Typed::Whole(None) => "none".to_owned(),
            Typed::Unfinished => "unfinished".to_owned(),
            Typed::Wrong => "wrong".to_owned(),
        };
        assert_eq!(["c", "C", "2", "c2", "C-2"].map(grade), ["C0", "C0", "-2", "C2", "C2"]);
        assert_eq!(
            ["none", "n", "", "g", "7", "0", "2c", "c22"].map(grade),
            ["none", "none", "unfinished", "wrong", "wrong", "wrong", "wrong", "wrong"]
        );
    }

    #[test]
    fn a_language_is_a_code() {
        let code = |code: &str| Typed::Whole(Some(code.to_owned()));
        assert_eq!(
            (language("en"), language("zh-hant"), language("pt_br")),
            (code("en"), code("zh-hant"), code("pt-br"))
        );
        assert_eq!(
            (language("none"), language("e"), language("english")),
            (Typed::Whole(None), Typed::Unfinished, Typed::Wrong)
        );
        assert_eq!((language("2"), language("en-")), (Typed::Wrong, code("en")));
    }
}
