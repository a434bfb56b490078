//! Parses the values of filters with a fixed list of them: kinds, schemas, genres, relations, grades, yes and no.
//!
//! A prefix stands for all values that begin with it, because values are parsed while they are typed.

use crate::briefing::{Credibility, Genre, Kind, RelationType, Reliability, Schema};
use crate::search::query::parsed_value::ParsedValue;

/// A grade of the outlet, of the claim, or of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct GradeValue {
    pub(crate) reliability: Option<Reliability>,
    pub(crate) credibility: Option<Credibility>,
}

/// A relation of a claim to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RelationValue {
    pub(crate) relation: RelationType,
    /// Whether the claim is the source of the relation, such as the one that disputes.
    pub(crate) active: bool,
}

/// What a claim can have or be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClaimProperty {
    /// It has a quotation.
    Quoted,
    /// It is proposed, and nobody has accepted it yet.
    Draft,
}

/// The value for records without a genre, language or grade.
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

fn properties() -> impl Iterator<Item = (String, ClaimProperty)> {
    [("quoted".to_owned(), ClaimProperty::Quoted), ("draft".to_owned(), ClaimProperty::Draft)].into_iter()
}

pub(crate) fn property_words() -> Vec<String> {
    properties().map(|(word, _)| word).collect()
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

pub(crate) fn kind(typed: &str) -> ParsedValue<Vec<Kind>> {
    matching_values(kinds(), typed)
}

pub(crate) fn schema(typed: &str) -> ParsedValue<Vec<Schema>> {
    matching_values(schemas(), typed)
}

pub(crate) fn genre(typed: &str) -> ParsedValue<Vec<Option<Genre>>> {
    matching_values(genres(), typed)
}

pub(crate) fn relation(typed: &str) -> ParsedValue<Vec<RelationValue>> {
    matching_values(relations(), typed)
}

pub(crate) fn property(typed: &str) -> ParsedValue<Vec<ClaimProperty>> {
    matching_values(properties(), typed)
}

/// Parses yes or no, or a prefix. An empty value means yes.
pub(crate) fn yes_or_no(typed: &str) -> ParsedValue<bool> {
    let begun = answers().find(|(word, _)| word.starts_with(typed));
    begun.map_or(ParsedValue::Invalid, |(_, yes)| ParsedValue::Complete(yes))
}

/// Parses a grade of the Admiralty code: `C`, `2`, `C2`. `None` stands for records without a grade.
pub(crate) fn grade(typed: &str) -> ParsedValue<Option<GradeValue>> {
    let typed = letters_and_digits(typed);
    if typed.is_empty() {
        return ParsedValue::Unfinished;
    }
    if NONE.starts_with(&typed) {
        return ParsedValue::Complete(None);
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
    grade.map_or(ParsedValue::Invalid, |grade| ParsedValue::Complete(Some(grade)))
}

/// Parses a language code in lower case: `en`, `zh-hant`. `None` stands for documents without a language.
pub(crate) fn language(typed: &str) -> ParsedValue<Option<String>> {
    let code = typed.trim().trim_end_matches('-').replace('_', "-");
    let mut parts = code.split('-');
    let first = parts.next().unwrap_or_default();
    let letters = first.bytes().all(|b| b.is_ascii_alphabetic());
    match first.len() {
        0 | 1 if letters => ParsedValue::Unfinished,
        2 | 3 if letters && parts.all(|part| part.len() <= 8 && part.bytes().all(|b| b.is_ascii_alphanumeric())) => {
            ParsedValue::Complete(Some(code))
        }
        _ if code == NONE => ParsedValue::Complete(None),
        _ => ParsedValue::Invalid,
    }
}

/// Returns the values that a folded word is a prefix or the plural of.
///
/// A misspelt value is invalid. The message about it lists the most similar value first.
fn matching_values<T>(all: impl Iterator<Item = (String, T)>, typed: &str) -> ParsedValue<Vec<T>> {
    if typed.trim().is_empty() {
        return ParsedValue::Unfinished;
    }
    let typed = letters_and_digits(typed);
    let means = |word: &str| {
        let word = letters_and_digits(word);
        word.starts_with(&typed) || typed.strip_suffix('s') == Some(&word)
    };
    let values: Vec<_> = all.filter(|(word, _)| !typed.is_empty() && means(word)).map(|(_, value)| value).collect();
    if values.is_empty() { ParsedValue::Invalid } else { ParsedValue::Complete(values) }
}

/// Removes spaces and punctuation: `public body` becomes `publicbody`.
fn letters_and_digits(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_meant_by_its_beginning_or_its_plural() {
        assert_eq!(kind("o"), ParsedValue::Complete(vec![Kind::Opinion]));
        assert_eq!(kind("f"), ParsedValue::Complete(vec![Kind::Fact, Kind::Forecast]));
        assert_eq!(kind("allegations"), ParsedValue::Complete(vec![Kind::Allegation]));
        assert_eq!(
            (kind(" "), kind("?"), kind("promise")),
            (ParsedValue::Unfinished, ParsedValue::Invalid, ParsedValue::Invalid)
        );
        assert_eq!(
            (kind("opinon"), schema("publicboby")),
            (ParsedValue::Invalid, ParsedValue::Invalid),
            "a slip is no value"
        );
        for typed in ["publicbody", "public body", "public-b"] {
            assert_eq!(schema(typed), ParsedValue::Complete(vec![Schema::PublicBody]), "{typed}");
        }
        assert_eq!(genre("none"), ParsedValue::Complete(vec![None]));
    }

    #[test]
    fn a_relation_is_meant_from_either_side() {
        let words = |typed| match relation(typed) {
            ParsedValue::Complete(all) => all.iter().map(|standing| standing.active).collect(),
            ParsedValue::Unfinished | ParsedValue::Invalid => Vec::new(),
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
            ParsedValue::Complete(Some(grade)) => {
                let letter = grade.reliability.map_or("-", Reliability::grade);
                format!("{letter}{}", grade.credibility.map_or(0, Credibility::grade))
            }
            ParsedValue::Complete(None) => "none".to_owned(),
            ParsedValue::Unfinished => "unfinished".to_owned(),
            ParsedValue::Invalid => "wrong".to_owned(),
        };
        assert_eq!(["c", "C", "2", "c2", "C-2"].map(grade), ["C0", "C0", "-2", "C2", "C2"]);
        assert_eq!(
            ["none", "n", "", "g", "7", "0", "2c", "c22"].map(grade),
            ["none", "none", "unfinished", "wrong", "wrong", "wrong", "wrong", "wrong"]
        );
    }

    #[test]
    fn a_language_is_a_code() {
        let code = |code: &str| ParsedValue::Complete(Some(code.to_owned()));
        assert_eq!(
            (language("en"), language("zh-hant"), language("pt_br")),
            (code("en"), code("zh-hant"), code("pt-br"))
        );
        assert_eq!(
            (language("none"), language("e"), language("english")),
            (ParsedValue::Complete(None), ParsedValue::Unfinished, ParsedValue::Invalid)
        );
        assert_eq!((language("2"), language("en-")), (ParsedValue::Invalid, code("en")));
    }
}
