//! Queries: what the reader typed, taken apart.
//!
//! ```text
//! wheat | maize -fuel by:"sergey lavrov",diop kind:op date:2023..2024 "strategic goods" =mali
//! ^             ^     ^                       ^       ^               ^                 ^
//! either        not   filter, two values      prefix  span            exact words       exactly this word
//! ```
//!
//! A query is read while it is being typed. What is unfinished (`by:`, `date:20`, a lone `-`, an open quotation mark)
//! asks for nothing yet. A filter that does not exist, or that cannot have a value, makes the query wrong: it finds
//! nothing, and [`Query::problems`] says what would be right.

pub(super) mod closed_values;
pub(super) mod date_range;
pub(super) mod filter_counts;
mod filter_names;
mod problem;
mod scan;

pub(super) use crate::search::query::closed_values::{GradeValue, RelationValue};
pub(super) use crate::search::query::filter_counts::CountRange;
use crate::search::query::filter_counts::Typed;
use filter_names::FilterName;
pub use filter_names::{FILTERS, FilterRow, SIGNS, essential_examples, examples};
pub use problem::Problem;
use scan::{Chunk, Piece, Written};

use crate::briefing::{Genre, Kind, Schema};
use crate::search::analysis::fold::fold;
use crate::search::analysis::segmentation::is_letter;
use crate::search::analysis::tokens;
use crate::search::analysis::tokens::{Compound, MAX_LETTERS};
use crate::search::analysis::web_address::{is_address_or_id, trim_punctuation};
use crate::search::query::date_range::{Asked, DateRange};

/// Maximum number of characters of a query, because each word costs something to look up.
const MAX_CHARS: usize = 256;

/// Maximum number of words and values in a query, because each costs something to look up.
const MAX_CONDITIONS: usize = 16;

/// What the reader typed, taken apart; the same for every corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    conditions: Vec<Condition>,
    choices: Vec<Choice>,
    wrong: Vec<Problem>,
    unfinished: Vec<Problem>,
    left_out: Vec<Problem>,
}

/// One thing asked for. A record must fulfil all of them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Condition {
    /// True when it must not be there.
    pub(super) negated: bool,
    pub(super) kind: ConditionKind,
}

/// Alternatives, of which a record must fulfil one; of an alternative all terms.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Choice {
    pub(super) alternatives: Vec<Vec<Condition>>,
}

/// What a term asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ConditionKind {
    /// A word, somewhere.
    Word(QueryWord),
    /// An address or id, as it was typed; or else its words.
    Address { typed: String, words: Vec<QueryWord> },
    /// Folded words exactly as they stand, in one text.
    Exact(String),
    /// Any of some properties of a record, which the values of one filter ask for.
    Filter(Vec<Filter>),
}

/// A folded word: its parts, if it is a compound, and what they are as a whole. `pan-african` is found by
/// both its parts, or as `panafrican`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct QueryWord {
    /// All of these; none for a figure or for initials, which are not looked for in pieces.
    pub(super) parts: Vec<String>,
    /// Or any of these.
    pub(super) forms: Vec<String>,
}

/// A property that records are chosen by.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Filter {
    By(NameValue),
    About(NameValue),
    In(NameValue),
    Source(NameValue),
    Origin(NameValue),
    With(NameValue),
    Disputed(bool),
    Firsthand(bool),
    Independent(CountRange),
    Kind(Vec<Kind>),
    Date(DateRange),
    Schema(Vec<Schema>),
    Genre(Vec<Option<Genre>>),
    /// A language by its code, in lower case.
    Language(Option<String>),
    Grade(Option<GradeValue>),
    Relation(Vec<RelationValue>),
}

impl Filter {
    /// Whom or what it names, where it does.
    pub(super) fn value(&self) -> Option<&NameValue> {
        match self {
            Self::By(value)
            | Self::About(value)
            | Self::In(value)
            | Self::Source(value)
            | Self::Origin(value)
            | Self::With(value) => Some(value),
            _ => None,
        }
    }
}

/// Names someone or something, in folded words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NameValue {
    /// As it was typed.
    pub(super) typed: String,
    /// At least one.
    pub(super) words: Vec<String>,
}

impl Query {
    /// Takes a query apart.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let typed: String = text.chars().take(MAX_CHARS).map(half_width).collect();
        if text.chars().nth(MAX_CHARS).is_some() {
            query.only_first(&format!("{MAX_CHARS} characters"));
        }
        let mut left = MAX_CONDITIONS;
        for alternatives in groups(scan::pieces(&typed)) {
            query.choose(&alternatives, &mut left);
        }
        query
    }

    /// A query of these terms.
    pub(super) fn from_conditions(conditions: &[Condition]) -> Self {
        Self { conditions: conditions.to_vec(), ..Self::default() }
    }

    /// True when nothing is asked for: everything matches.
    pub fn is_empty(&self) -> bool {
        self.conditions.is_empty() && self.choices.is_empty() && !self.is_wrong()
    }

    /// True when something is asked for that does not exist: nothing matches.
    pub fn is_wrong(&self) -> bool {
        !self.wrong.is_empty()
    }

    /// What is wrong with what was typed, with what would be right; then what is left out of it.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.wrong.iter().chain(&self.left_out)
    }

    /// What asks for nothing as long as nothing more is typed: `by:`, `date:20`.
    pub fn unfinished(&self) -> &[Problem] {
        &self.unfinished
    }

    /// What stands alone, each to be fulfilled.
    pub(super) fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// What stands in alternatives.
    pub(super) fn choices(&self) -> &[Choice] {
        &self.choices
    }

    /// Says that only a part of the query counts.
    fn only_first(&mut self, part: &str) {
        let problem = Problem::plain(format!("only the first {part} are searched for"));
        if !self.left_out.contains(&problem) {
            self.left_out.push(problem);
        }
    }

    fn refuse(&mut self, problem: Problem) {
        if !self.wrong.contains(&problem) {
            self.wrong.push(problem);
        }
    }

    /// Takes one thing that is asked for, or several of which one must be fulfilled, as many as there is room for.
    fn choose(&mut self, alternatives: &[Chunk], left: &mut usize) {
        let mut taken: Vec<_> = alternatives.iter().map(|chunk| self.take(chunk)).collect();
        let mut asked = 0;
        for conditions in &mut taken {
            conditions.retain_mut(|condition| {
                let room = left.saturating_sub(asked);
                asked += condition.len();
                if let ConditionKind::Filter(values) = &mut condition.kind {
                    values.truncate(room);
                }
                room > 0
            });
        }
        if asked > *left {
            self.only_first(&format!("{MAX_CONDITIONS} words and filters"));
        }
        *left = left.saturating_sub(asked);
        taken.retain(|conditions| !conditions.is_empty());
        if taken.len() > 1 {
            self.choices.push(Choice { alternatives: taken });
        } else {
            self.conditions.extend(taken.into_iter().flatten());
        }
    }

    fn take(&mut self, chunk: &Chunk) -> Vec<Condition> {
        let condition = |kind| vec![Condition { negated: chunk.negated, kind }];
        match &chunk.written {
            Written::Exact(text) => {
                let folded = fold(text).split_whitespace().collect::<Vec<_>>().join(" ");
                let folded = folded.trim_matches(|c: char| !is_letter(c));
                if folded.is_empty() { Vec::new() } else { condition(ConditionKind::Exact(folded.to_owned())) }
            }
            Written::Words(text) if is_address_or_id(trim_punctuation(text)) => {
                let text = trim_punctuation(text);
                let folded = fold(text);
                let compounds = tokens::compounds(&folded);
                let words =
                    compounds.iter().take(MAX_CONDITIONS).map(|compound| QueryWord::new(&folded, compound)).collect();
                condition(ConditionKind::Address { typed: text.to_owned(), words })
            }
            Written::Words(text) => self.words(chunk.negated, &fold(text)),
            Written::Filter(row, values) => {
                let filters = self.filters(row, values);
                if filters.is_empty() { Vec::new() } else { condition(ConditionKind::Filter(filters)) }
            }
            Written::Unknown(name) => {
                self.refuse(Problem::unknown_filter(name));
                Vec::new()
            }
        }
    }

    /// What the values of a filter ask for; nothing while all of them are unfinished.
    fn filters(&mut self, row: &FilterRow, values: &[String]) -> Vec<Filter> {
        let mut typed: Vec<_> = values.iter().map(|value| value.trim()).filter(|value| !value.is_empty()).collect();
        match (typed.is_empty(), row.is_question()) {
            (true, true) => typed.push(""),
            (true, false) => self.unfinished.push(Problem::no_value(row)),
            (false, _) => {}
        }
        let mut filters = Vec::new();
        for value in typed {
            if value.starts_with(scan::is_minus) && value.contains(char::is_alphanumeric) {
                self.refuse(Problem::misplaced_minus(row, value));
                continue;
            }
            match filter(row.filter, value) {
                Typed::Whole(filter) => filters.push(filter),
                Typed::Unfinished => self.unfinished.push(Problem::value(row, value)),
                Typed::Wrong => self.refuse(Problem::value(row, value)),
            }
        }
        filters
    }

    fn words(&mut self, negated: bool, folded: &str) -> Vec<Condition> {
        let mut conditions = Vec::new();
        for compound in tokens::compounds(folded) {
            if compound.parts.iter().any(|part| folded[part.clone()].chars().nth(MAX_LETTERS).is_some()) {
                self.only_first(&format!("{MAX_LETTERS} letters of a word"));
            }
            conditions.push(Condition { negated, kind: ConditionKind::Word(QueryWord::new(folded, &compound)) });
        }
        conditions
    }
}

impl Choice {
    /// Returns the alternatives that consist of words and phrases only, none of them negated.
    pub(super) fn text_alternatives(&self) -> impl Iterator<Item = &[Condition]> {
        self.alternatives.iter().map(Vec::as_slice).filter(|conditions| conditions.iter().all(Condition::requires_text))
    }
}

impl Condition {
    /// Returns whether this is a word, address or phrase that a record must have.
    pub(super) fn requires_text(&self) -> bool {
        !self.negated && !matches!(self.kind, ConditionKind::Filter(_))
    }

    /// How many things are asked for.
    fn len(&self) -> usize {
        if let ConditionKind::Filter(values) = &self.kind { values.len() } else { 1 }
    }
}

/// What stands alone or in alternatives, in the order in which it was typed.
fn groups(pieces: Vec<Piece>) -> Vec<Vec<Chunk>> {
    let mut groups: Vec<Vec<Chunk>> = Vec::new();
    let mut joined = false;
    for piece in pieces {
        match (piece, groups.last_mut().filter(|_| joined)) {
            (Piece::Or, _) => joined = true,
            (Piece::Asked(chunk), Some(group)) => {
                group.push(chunk);
                joined = false;
            }
            (Piece::Asked(chunk), None) => {
                groups.push(vec![chunk]);
                joined = false;
            }
        }
    }
    groups
}

/// The sign on a Latin keyboard for one of full width, as Chinese and Japanese keyboards have it.
fn half_width(c: char) -> char {
    let narrow = u32::from(c).checked_sub(0xfee0).and_then(char::from_u32);
    narrow.filter(char::is_ascii_punctuation).unwrap_or(c)
}

/// What a value asks for.
fn filter(name: FilterName, typed: &str) -> Typed<Filter> {
    let folded = fold(typed);
    let folded = folded.trim();
    let named = |filter: fn(NameValue) -> Filter| {
        let words = tokens::typed_name(folded);
        if words.is_empty() {
            Typed::Unfinished
        } else {
            Typed::Whole(filter(NameValue { typed: typed.to_owned(), words }))
        }
    };
    match name {
        FilterName::By => named(Filter::By),
        FilterName::About => named(Filter::About),
        FilterName::With => named(Filter::With),
        FilterName::In => named(Filter::In),
        FilterName::Source => named(Filter::Source),
        FilterName::Origin => named(Filter::Origin),
        FilterName::Disputed => closed_values::yes_or_no(folded).map(Filter::Disputed),
        FilterName::Firsthand => closed_values::yes_or_no(folded).map(Filter::Firsthand),
        FilterName::Independent => CountRange::parse(typed.trim()).map(Filter::Independent),
        FilterName::Kind => closed_values::kind(folded).map(Filter::Kind),
        FilterName::Schema => closed_values::schema(folded).map(Filter::Schema),
        FilterName::Genre => closed_values::genre(folded).map(Filter::Genre),
        FilterName::Language => closed_values::language(folded).map(Filter::Language),
        FilterName::Grade => closed_values::grade(folded).map(Filter::Grade),
        FilterName::Relation => closed_values::relation(folded).map(Filter::Relation),
        FilterName::Date => match DateRange::parse(typed.trim()) {
            Asked::For(span) => Typed::Whole(Filter::Date(span)),
            Asked::Unfinished => Typed::Unfinished,
            Asked::NoDate => Typed::Wrong,
        },
    }
}

impl QueryWord {
    /// Whatever is looked up for it.
    pub(super) fn spellings(&self) -> impl Iterator<Item = &String> {
        self.forms.iter().chain(&self.parts)
    }

    fn new(folded: &str, compound: &Compound) -> Self {
        let forms = compound.forms(folded).into_iter().map(|form| form.word).collect();
        let telling = if compound.is_whole(folded) { Vec::new() } else { compound.telling_parts(folded) };
        Self { parts: telling.into_iter().map(|part| part.word).collect(), forms }
    }
}

#[cfg(test)]
mod tests;
