//! Parses queries.
//!
//! ```text
//! wheat | maize -fuel by:"sergey lavrov",diop kind:op date:2023..2024 "strategic goods" =mali
//! ^             ^     ^                       ^       ^               ^                 ^
//! either        not   filter, two values      prefix  range           exact words       exactly this word
//! ```
//!
//! A query is parsed while it is being typed. Unfinished parts are ignored: `by:`, `date:20`, a lone `-`. An open quotation
//! ends with the query. An unknown filter or an invalid value makes the query wrong. A wrong query finds nothing, and
//! [`Query::problems`] returns corrections.

pub(super) mod closed_values;
pub(super) mod date_range;
pub(super) mod filter_counts;
mod filter_names;
mod parsed_value;
mod problem;
mod scan;
mod texts;

pub(super) use crate::search::query::closed_values::{ClaimProperty, GradeValue, RelationValue};
pub(super) use crate::search::query::filter_counts::CountRange;
use filter_names::FilterName;
pub use filter_names::{FILTERS, FilterRow, SIGNS, essential_examples, examples};
use parsed_value::ParsedValue;
pub use problem::QueryProblem;
use scan::{Chunk, ChunkKind, QueryToken};

use crate::briefing::{Genre, Kind, Schema};
use crate::search::analysis::fold::fold;
use crate::search::analysis::segmentation::is_letter;
use crate::search::analysis::tokens;
use crate::search::analysis::tokens::{Compound, MAX_LETTERS};
use crate::search::analysis::web_address::{is_address_or_id, trim_punctuation};
use crate::search::answer::Scope;
use crate::search::query::date_range::DateRange;

/// Maximum number of characters of a query, because each word costs something to look up.
const MAX_CHARS: usize = 256;

/// Maximum number of words and values in a query, because each costs something to look up.
const MAX_CONDITIONS: usize = 16;

/// A parsed query. It does not depend on a corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    conditions: Vec<Condition>,
    choices: Vec<Choice>,
    /// The names of the filters that records must fulfil.
    required_filters: Vec<&'static str>,
    wrong: Vec<QueryProblem>,
    unfinished: Vec<QueryProblem>,
    left_out: Vec<QueryProblem>,
}

/// A condition on records.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Condition {
    /// Whether records must not fulfil it.
    pub(super) negated: bool,
    pub(super) kind: ConditionKind,
}

/// Alternatives. A record must fulfil all conditions of one of them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Choice {
    pub(super) alternatives: Vec<Vec<Condition>>,
}

/// What a condition requires of a record.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ConditionKind {
    /// A word in any text.
    Word(QueryWord),
    /// An address or id, as typed, or else its words.
    Address { typed: String, words: Vec<QueryWord> },
    /// A phrase in one text, folded.
    Exact(String),
    /// Any of these filters. They are the values of one filter in the query.
    Filter(Vec<Filter>),
}

/// A folded word. A compound such as `pan-african` is found by its parts or by its form `panafrican`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct QueryWord {
    /// A record may have all of these. Empty for figures and initials, whose parts mean nothing.
    pub(super) parts: Vec<String>,
    /// A record may have one of these instead.
    pub(super) forms: Vec<String>,
}

/// A filter with its value.
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
    Is(Vec<ClaimProperty>),
}

impl Filter {
    /// Returns the name in the filter, if its value is a name.
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

/// The name of a record, outlet or origin, or a part of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NameValue {
    /// The name as typed.
    pub(super) typed: String,
    /// Its folded words. There is at least one.
    pub(super) words: Vec<String>,
}

impl Query {
    /// Parses a query. Every text is a query.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let typed: String = text.chars().take(MAX_CHARS).map(half_width).collect();
        if text.chars().nth(MAX_CHARS).is_some() {
            query.add_left_out(&format!("{MAX_CHARS} characters"));
        }
        let mut left = MAX_CONDITIONS;
        for alternatives in group_alternatives(scan::tokens(&typed)) {
            query.add(&alternatives, &mut left);
        }
        query
    }

    /// Creates a query with these conditions.
    pub(super) fn from_conditions(conditions: &[Condition]) -> Self {
        Self { conditions: conditions.to_vec(), ..Self::default() }
    }

    /// Returns whether the query has no conditions. It matches every record then.
    pub fn is_empty(&self) -> bool {
        self.conditions.is_empty() && self.choices.is_empty() && !self.is_wrong()
    }

    /// Returns whether the query has an unknown filter or an invalid value. It matches no record then.
    pub fn is_wrong(&self) -> bool {
        !self.wrong.is_empty()
    }

    /// Returns messages about what is wrong, then about what was left out.
    pub fn problems(&self) -> impl Iterator<Item = &QueryProblem> {
        self.wrong.iter().chain(&self.left_out)
    }

    /// Returns messages about unfinished filters, which have no effect yet: `by:`, `date:20`.
    pub fn unfinished(&self) -> &[QueryProblem] {
        &self.unfinished
    }

    /// Returns the filter that no record of this kind can fulfil, if there is one.
    pub fn filter_without_records(&self, scope: Scope) -> Option<&'static FilterRow> {
        self.required_filters.iter().filter_map(|name| FilterRow::find(name)).find(|row| !row.finds(scope))
    }

    /// Returns the conditions outside of choices. A record must fulfil all of them.
    pub(super) fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// Returns the choices. A record must fulfil one alternative of each.
    pub(super) fn choices(&self) -> &[Choice] {
        &self.choices
    }

    /// Adds the message that only a part of the query counts.
    fn add_left_out(&mut self, part: &str) {
        let problem = QueryProblem::plain(format!("only the first {part} are searched for"));
        if !self.left_out.contains(&problem) {
            self.left_out.push(problem);
        }
    }

    /// Adds a message that makes the query wrong.
    fn add_wrong(&mut self, problem: QueryProblem) {
        if !self.wrong.contains(&problem) {
            self.wrong.push(problem);
        }
    }

    /// Adds a single chunk as conditions, or several as a choice. `left` is the number of conditions that are allowed.
    fn add(&mut self, alternatives: &[Chunk], left: &mut usize) {
        let mut parsed: Vec<_> = alternatives.iter().map(|chunk| self.parse_chunk(chunk)).collect();
        let mut count = 0;
        for conditions in &mut parsed {
            conditions.retain_mut(|condition| {
                let room = left.saturating_sub(count);
                count += condition.len();
                if let ConditionKind::Filter(values) = &mut condition.kind {
                    values.truncate(room);
                }
                room > 0
            });
        }
        if count > *left {
            self.add_left_out(&format!("{MAX_CONDITIONS} words and filters"));
        }
        *left = left.saturating_sub(count);
        parsed.retain(|conditions| !conditions.is_empty());
        if parsed.len() > 1 {
            self.choices.push(Choice { alternatives: parsed });
        } else {
            if let ([chunk], [_]) = (alternatives, &parsed[..]) {
                self.required_filters.extend(chunk.required_filter());
            }
            self.conditions.extend(parsed.into_iter().flatten());
        }
    }

    fn parse_chunk(&mut self, chunk: &Chunk) -> Vec<Condition> {
        let condition = |kind| vec![Condition { negated: chunk.negated, kind }];
        match &chunk.kind {
            ChunkKind::Exact(text) => {
                let folded = fold(text).split_whitespace().collect::<Vec<_>>().join(" ");
                let folded = folded.trim_matches(|c: char| !is_letter(c));
                if folded.is_empty() { Vec::new() } else { condition(ConditionKind::Exact(folded.to_owned())) }
            }
            ChunkKind::Words(text) if is_address_or_id(trim_punctuation(text)) => {
                let text = trim_punctuation(text);
                let folded = fold(text);
                let compounds = tokens::compounds(&folded);
                let words =
                    compounds.iter().take(MAX_CONDITIONS).map(|compound| QueryWord::new(&folded, compound)).collect();
                condition(ConditionKind::Address { typed: text.to_owned(), words })
            }
            ChunkKind::Words(text) => self.parse_words(chunk.negated, &fold(text)),
            ChunkKind::Filter(row, values) => {
                let filters = self.parse_values(row, values);
                if filters.is_empty() { Vec::new() } else { condition(ConditionKind::Filter(filters)) }
            }
            ChunkKind::Unknown(name) => {
                self.add_wrong(QueryProblem::unknown_filter(name));
                Vec::new()
            }
        }
    }

    /// Parses the values of a filter. Returns none while all of them are unfinished.
    fn parse_values(&mut self, row: &FilterRow, values: &[String]) -> Vec<Filter> {
        let mut typed: Vec<_> = values.iter().map(|value| value.trim()).filter(|value| !value.is_empty()).collect();
        match (typed.is_empty(), row.allows_empty()) {
            (true, true) => typed.push(""),
            (true, false) => self.unfinished.push(QueryProblem::no_value(row)),
            (false, _) => {}
        }
        let mut filters = Vec::new();
        for value in typed {
            if value.starts_with(scan::is_minus) && value.contains(char::is_alphanumeric) {
                self.add_wrong(QueryProblem::misplaced_minus(row, value));
                continue;
            }
            match parse_value(row.filter, value) {
                ParsedValue::Complete(filter) => filters.push(filter),
                ParsedValue::Unfinished => self.unfinished.push(QueryProblem::value(row, value)),
                ParsedValue::Invalid => self.add_wrong(QueryProblem::value(row, value)),
            }
        }
        filters
    }

    fn parse_words(&mut self, negated: bool, folded: &str) -> Vec<Condition> {
        let mut conditions = Vec::new();
        for compound in tokens::compounds(folded) {
            if compound.parts.iter().any(|part| folded[part.clone()].chars().nth(MAX_LETTERS).is_some()) {
                self.add_left_out(&format!("{MAX_LETTERS} letters of a word"));
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

    /// Returns the number of words or values.
    fn len(&self) -> usize {
        if let ConditionKind::Filter(values) = &self.kind { values.len() } else { 1 }
    }
}

/// Groups chunks that are alternatives of each other, in the order in which they were typed.
fn group_alternatives(tokens: Vec<QueryToken>) -> Vec<Vec<Chunk>> {
    let mut groups: Vec<Vec<Chunk>> = Vec::new();
    let mut after_or = false;
    for token in tokens {
        match (token, groups.last_mut().filter(|_| after_or)) {
            (QueryToken::Or, _) => after_or = true,
            (QueryToken::Chunk(chunk), Some(group)) => {
                group.push(chunk);
                after_or = false;
            }
            (QueryToken::Chunk(chunk), None) => {
                groups.push(vec![chunk]);
                after_or = false;
            }
        }
    }
    groups
}

/// Converts the full-width punctuation of Chinese and Japanese keyboards to ASCII.
fn half_width(c: char) -> char {
    let narrow = u32::from(c).checked_sub(0xfee0).and_then(char::from_u32);
    narrow.filter(char::is_ascii_punctuation).unwrap_or(c)
}

/// Parses a value of a filter.
fn parse_value(name: FilterName, typed: &str) -> ParsedValue<Filter> {
    let folded = fold(typed);
    let folded = folded.trim();
    let named = |filter: fn(NameValue) -> Filter| {
        let words = tokens::typed_name(folded);
        if words.is_empty() {
            ParsedValue::Unfinished
        } else {
            ParsedValue::Complete(filter(NameValue { typed: typed.to_owned(), words }))
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
        FilterName::Is => closed_values::property(folded).map(Filter::Is),
        FilterName::Date => DateRange::parse(typed.trim()).map(Filter::Date),
    }
}

impl QueryWord {
    /// Returns all spellings that are looked up.
    pub(super) fn spellings(&self) -> impl Iterator<Item = &String> {
        self.forms.iter().chain(&self.parts)
    }

    fn new(folded: &str, compound: &Compound) -> Self {
        let forms = compound.forms(folded).into_iter().map(|form| form.word).collect();
        let parts = if compound.is_whole(folded) { Vec::new() } else { compound.significant_parts(folded) };
        Self { parts: parts.into_iter().map(|part| part.word).collect(), forms }
    }
}

#[cfg(test)]
mod tests;
