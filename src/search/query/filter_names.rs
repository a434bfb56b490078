//! The table of all filters. The parser, `search --help`, the help screen and the README are made from it.

use crate::search::answer::Scope;
use crate::search::query::closed_values;

/// A filter and its documentation.
#[derive(Debug)]
pub struct FilterRow {
    pub(super) filter: FilterName,
    /// True for the filters that a reader needs first: the README shows these.
    essential: bool,
    /// The name before the colon.
    pub name: &'static str,
    /// Another name with the same meaning.
    pub(super) also: Option<&'static str>,
    /// The value after the colon. Placeholders are in capitals: `ACTOR`.
    pub value: &'static str,
    /// An example query.
    pub example: &'static str,
    /// A description. If it ends with a colon, the values follow.
    finds: &'static str,
    /// All possible values. Empty if there is no list of them.
    pub(super) values: fn() -> Vec<String>,
    /// Names of the same filter in other programs, for suggestions.
    pub(super) synonyms: &'static [&'static str],
}

/// The identity of a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FilterName {
    By,
    About,
    With,
    In,
    Kind,
    Date,
    Source,
    Origin,
    Disputed,
    Independent,
    Firsthand,
    Schema,
    Genre,
    Language,
    Grade,
    Relation,
    Is,
}

impl FilterRow {
    /// Returns the filter with a name, which must be in lower case.
    pub(super) fn find(name: &str) -> Option<&'static Self> {
        FILTERS.iter().find(|row| row.name == name || row.also == Some(name))
    }

    /// Returns the description with the values.
    pub fn description(&self) -> String {
        let values = if self.finds.ends_with(':') { format!(" {}", (self.values)().join(", ")) } else { String::new() };
        format!("{}{values}", self.finds)
    }

    /// Returns whether the filter can find records of this kind.
    pub fn finds(&self, scope: Scope) -> bool {
        self.filter.finds(scope)
    }

    /// Returns whether the value may be empty, which means yes.
    pub(super) fn allows_empty(&self) -> bool {
        matches!(self.filter, FilterName::Disputed | FilterName::Firsthand)
    }
}

impl FilterName {
    /// Returns whether the filter can find records of this kind. An entity has no date, and a document has no schema.
    fn finds(self, scope: Scope) -> bool {
        match scope {
            Scope::Everything => true,
            Scope::Documents => !matches!(self, Self::Kind | Self::Schema),
            Scope::Entities => matches!(self, Self::With | Self::In | Self::Schema | Self::Genre | Self::Language),
            // A source is found by the claims that rest on it.
            Scope::Claims | Scope::Sources => self != Self::Schema,
        }
    }
}

/// For filters without a list of values.
const OPEN: fn() -> Vec<String> = Vec::new;

/// All filters, in the order of the documentation.
pub const FILTERS: [FilterRow; 17] = [
    FilterRow {
        filter: FilterName::By,
        essential: true,
        name: "by",
        also: Some("said"),
        value: "ACTOR",
        example: "by:lavrov",
        finds: "claims made by them; said: is the same",
        values: OPEN,
        synonyms: &["who", "author", "speaker", "from", "actor"],
    },
    FilterRow {
        filter: FilterName::About,
        essential: true,
        name: "about",
        also: None,
        value: "ACTOR",
        example: "about:mali",
        finds: "claims about it",
        values: OPEN,
        synonyms: &["topic", "subject", "on", "country"],
    },
    FilterRow {
        filter: FilterName::With,
        essential: false,
        name: "with",
        also: None,
        value: "ACTOR",
        example: "with:wagner",
        finds: "in any role; actors: who appears with it",
        values: OPEN,
        synonyms: &["entity", "name"],
    },
    FilterRow {
        filter: FilterName::In,
        essential: true,
        name: "in",
        also: None,
        value: "DOCUMENT",
        example: "in:neo",
        finds: "in a document, or in what an outlet published",
        values: OPEN,
        synonyms: &["document", "doc", "article", "file", "title", "id"],
    },
    FilterRow {
        filter: FilterName::Kind,
        essential: true,
        name: "kind",
        also: None,
        value: "KIND",
        example: "kind:opinion",
        finds: "claims of this kind:",
        values: closed_values::kind_words,
        synonyms: &["type"],
    },
    FilterRow {
        filter: FilterName::Date,
        essential: true,
        name: "date",
        also: None,
        value: "DATE",
        example: "date:2025-04",
        finds: "said or happened then; documents: published then",
        values: OPEN,
        synonyms: &["when", "year", "since", "before", "after", "published"],
    },
    FilterRow {
        filter: FilterName::Source,
        essential: true,
        name: "source",
        also: None,
        value: "SOURCE",
        example: "source:bbc",
        finds: "published by, through, or resting on it",
        values: OPEN,
        synonyms: &["outlet", "publisher", "via", "site"],
    },
    FilterRow {
        filter: FilterName::Origin,
        essential: false,
        name: "origin",
        also: None,
        value: "ORIGIN",
        example: "origin:acled",
        finds: "based on this communiqué, report or event",
        values: OPEN,
        synonyms: &["communique", "issuer"],
    },
    FilterRow {
        filter: FilterName::Disputed,
        essential: true,
        name: "disputed",
        also: None,
        value: "yes|no",
        example: "disputed:",
        finds: "disputed or disputing (disputed:no: all others)",
        values: closed_values::yes_or_no_words,
        synonyms: &["conflict"],
    },
    FilterRow {
        filter: FilterName::Independent,
        essential: true,
        name: "independent",
        also: None,
        value: "N",
        example: "independent:>1",
        finds: "claims by the number of independent origins that they rest on",
        values: OPEN,
        synonyms: &["sources", "origins"],
    },
    FilterRow {
        filter: FilterName::Firsthand,
        essential: false,
        name: "firsthand",
        also: None,
        value: "yes|no",
        example: "firsthand:",
        finds: "first-hand claims (firsthand:no: those that the document reports through others)",
        values: closed_values::yes_or_no_words,
        synonyms: &["secondhand"],
    },
    FilterRow {
        filter: FilterName::Schema,
        essential: false,
        name: "schema",
        also: None,
        value: "TYPE",
        example: "schema:person",
        finds: "actors of this type:",
        values: closed_values::schema_words,
        synonyms: &[],
    },
    FilterRow {
        filter: FilterName::Genre,
        essential: false,
        name: "genre",
        also: None,
        value: "GENRE",
        example: "genre:news",
        finds: "documents of this genre, their claims and actors:",
        values: closed_values::genre_words,
        synonyms: &["category"],
    },
    FilterRow {
        filter: FilterName::Language,
        essential: false,
        name: "language",
        also: None,
        value: "CODE",
        example: "language:en",
        finds: "documents in this language, their claims and actors; none: not given",
        values: OPEN,
        synonyms: &[],
    },
    FilterRow {
        filter: FilterName::Grade,
        essential: false,
        name: "grade",
        also: None,
        value: "GRADE",
        example: "grade:D",
        finds: "reliability of the outlet (A to F), credibility of the claim (1 to 6), both (C2), or none",
        values: OPEN,
        synonyms: &["reliability", "credibility", "rating"],
    },
    FilterRow {
        filter: FilterName::Relation,
        essential: false,
        name: "relation",
        also: None,
        value: "VERB",
        example: "relation:disputes",
        finds: "claims with this relation to another claim:",
        values: closed_values::relation_words,
        synonyms: &["link", "verb"],
    },
    FilterRow {
        filter: FilterName::Is,
        essential: false,
        name: "is",
        also: None,
        value: "quoted",
        example: "is:quoted",
        finds: "claims with a quote: the speaker's own words; is:draft: proposed claims",
        values: closed_values::property_words,
        synonyms: &["has", "quote", "quoted", "draft", "proposed"],
    },
];

/// Examples of the other syntax, with descriptions.
pub const SIGNS: [(&str, &str); 7] = [
    ("wheat lavrov", "words in any order, misspelt or without accents; all must match"),
    ("wagner | lavrov", "either of them (mali wagner | lavrov: mali with either); OR in capitals is the same"),
    ("-wagner", "leaves it out; so do !wagner and NOT wagner; filters too: -kind:opinion"),
    ("kind:fact,denial", "either of several values"),
    ("about:\"wang yi\"", "a name of several words"),
    ("\"armed forces\"", "these words exactly, one after the other"),
    ("=aid", "this word exactly"),
];

/// Returns examples of everything that can be typed in a query, with descriptions.
pub fn examples() -> Vec<(&'static str, String)> {
    examples_with(|_| true)
}

/// The examples that a reader needs first.
pub fn essential_examples() -> Vec<(&'static str, String)> {
    examples_with(|row| row.essential)
}

fn examples_with(is_shown: fn(&FilterRow) -> bool) -> Vec<(&'static str, String)> {
    let signs = |(typed, finds): &(&'static str, &str)| (*typed, (*finds).to_owned());
    let (words, others) = SIGNS.split_at(1);
    let filters = FILTERS.iter().filter(|row| is_shown(row)).map(|row| (row.example, row.description()));
    words.iter().map(signs).chain(filters).chain(others.iter().map(signs)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_there_once_and_leads_to_its_row() {
        let names = FILTERS.iter().flat_map(|row| [Some(row.name), row.also]).flatten();
        let mut all: Vec<_> = names.clone().chain(FILTERS.iter().flat_map(|row| row.synonyms).copied()).collect();
        for name in names {
            assert!(FilterRow::find(name).is_some_and(|row| row.name == name || row.also == Some(name)));
        }
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count, "a name suggests one filter");
    }

    #[test]
    fn a_description_lists_what_the_filter_can_have() {
        let description = |name| FilterRow::find(name).expect("a filter").description();
        assert_eq!(description("kind"), "claims of this kind: fact, statement, opinion, forecast, allegation, denial");
        assert_eq!(description("about"), "claims about it");
    }
}
