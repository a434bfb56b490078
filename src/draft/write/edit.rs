//! Edits: what is to be changed in a file.

use std::collections::BTreeMap;

use super::value::FieldValue;
use crate::yaml::Data;

/// A record of a file, by its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileRecord {
    /// The document itself: the fields at the margin of its file.
    Document,
    /// A claim of the document.
    Claim(String),
    /// An entry of `entities.yaml`.
    Entity(String),
    /// An outlet of `sources.yaml`.
    Outlet(String),
    /// An origin of `sources.yaml`.
    Origin(String),
    /// A measure of `sources.yaml`.
    Measure(String),
}

/// A list of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordList {
    /// The claims of a document.
    Claims,
    /// All of `entities.yaml`.
    Entities,
    /// The outlets of `sources.yaml`.
    Outlets,
    /// The origins of `sources.yaml`.
    Origins,
    /// The measures of `sources.yaml`.
    Measures,
}

/// The fields of a record, in the order in which they are to be written.
pub type Fields = Vec<(&'static str, FieldValue)>;

/// One change of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Writes a field, whether or not the record has it.
    Set {
        /// The record.
        record: FileRecord,
        /// The key.
        field: &'static str,
        /// The new value.
        value: FieldValue,
    },
    /// Removes a field, if the record has it.
    Remove {
        /// The record.
        record: FileRecord,
        /// The key.
        field: &'static str,
    },
    /// Adds an element at the end of a field that is a list, such as `alias` or `relations`.
    Append {
        /// The record.
        record: FileRecord,
        /// The key.
        field: &'static str,
        /// The element.
        value: FieldValue,
    },
    /// Adds a record.
    Insert {
        /// The list.
        list: RecordList,
        /// The id of the record before it. `None`, or one that is not there: at the end.
        after: Option<String>,
        /// Its fields, with its `id`.
        fields: Fields,
    },
    /// Removes a record.
    Delete {
        /// The record.
        record: FileRecord,
    },
}

/// The order of the fields in a document, as `docs/format.md` has it.
const DOCUMENT: &[&str] = &[
    "title",
    "author",
    "publisher",
    "url",
    "published",
    "retrieved",
    "archived",
    "language",
    "genre",
    "summary",
    "draft",
    "claims",
];
const CLAIM: &[&str] = &[
    "id",
    "text",
    "kind",
    "speaker",
    "via",
    "about",
    "date",
    "origin",
    "credibility",
    "passage",
    "quote",
    "figures",
    "relations",
    "draft",
];
const ENTITY: &[&str] = &[
    "id",
    "schema",
    "name",
    "alias",
    "weakAlias",
    "position",
    "country",
    "memberOf",
    "wikidataId",
    "summary",
    "draft",
];
const SOURCES: &[&str] = &["outlets", "origins", "measures"];
const OUTLET: &[&str] = &["id", "name", "url", "reliability", "note", "draft"];
const ORIGIN: &[&str] = &["id", "name", "issuer", "date", "basis", "note", "draft"];
const MEASURE: &[&str] = &["id", "name", "unit", "about", "draft"];

impl FileRecord {
    /// Returns the list that it is in. `None` for the document itself.
    pub fn list(&self) -> Option<RecordList> {
        match self {
            Self::Document => None,
            Self::Claim(_) => Some(RecordList::Claims),
            Self::Entity(_) => Some(RecordList::Entities),
            Self::Outlet(_) => Some(RecordList::Outlets),
            Self::Origin(_) => Some(RecordList::Origins),
            Self::Measure(_) => Some(RecordList::Measures),
        }
    }

    /// Returns its id. `None` for the document itself.
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Document => None,
            Self::Claim(id) | Self::Entity(id) | Self::Outlet(id) | Self::Origin(id) | Self::Measure(id) => Some(id),
        }
    }

    /// Returns its fields in their order.
    pub(super) fn order(&self) -> &'static [&'static str] {
        self.list().map_or(DOCUMENT, RecordList::order)
    }

    /// Returns the record among the values of a file.
    pub(super) fn find<'a>(&self, data: &'a Data) -> Option<&'a Data> {
        let Some(list) = self.list() else { return Some(data) };
        let id = self.id()?;
        list.find(data)?.items().iter().find(|record| has_id(record, id))
    }
}

impl RecordList {
    /// Returns the key of the list in its file. `None` if the file is the list.
    pub(super) fn key(self) -> Option<&'static str> {
        match self {
            Self::Claims => Some("claims"),
            Self::Entities => None,
            Self::Outlets => Some("outlets"),
            Self::Origins => Some("origins"),
            Self::Measures => Some("measures"),
        }
    }

    /// Returns one of its records.
    pub fn record(self, id: impl Into<String>) -> FileRecord {
        let id = id.into();
        match self {
            Self::Claims => FileRecord::Claim(id),
            Self::Entities => FileRecord::Entity(id),
            Self::Outlets => FileRecord::Outlet(id),
            Self::Origins => FileRecord::Origin(id),
            Self::Measures => FileRecord::Measure(id),
        }
    }

    /// Returns the fields of its file in their order.
    pub(super) fn file_order(self) -> &'static [&'static str] {
        match self {
            Self::Claims => DOCUMENT,
            Self::Entities => &[],
            Self::Outlets | Self::Origins | Self::Measures => SOURCES,
        }
    }

    fn order(self) -> &'static [&'static str] {
        match self {
            Self::Claims => CLAIM,
            Self::Entities => ENTITY,
            Self::Outlets => OUTLET,
            Self::Origins => ORIGIN,
            Self::Measures => MEASURE,
        }
    }

    fn find(self, data: &Data) -> Option<&Data> {
        self.key().map_or(Some(data), |key| data.get(key))
    }
}

impl Edit {
    /// Returns the record that it concerns. `None` for a new one.
    pub fn record(&self) -> Option<&FileRecord> {
        match self {
            Self::Set { record, .. }
            | Self::Remove { record, .. }
            | Self::Append { record, .. }
            | Self::Delete { record } => Some(record),
            Self::Insert { .. } => None,
        }
    }

    /// Returns the values of the file after the edit. `None` if it does not fit them.
    pub(super) fn applied(&self, data: &Data) -> Option<Data> {
        let mut data = data.clone();
        match self {
            Self::Set { record, field, value } => {
                fields_mut(&mut data, record)?.insert((*field).to_owned(), value.data());
            }
            Self::Remove { record, field } => {
                fields_mut(&mut data, record)?.remove(*field);
            }
            Self::Append { record, field, value } => {
                let fields = fields_mut(&mut data, record)?;
                let list = fields.entry((*field).to_owned()).or_insert(Data::List(Vec::new()));
                match list {
                    Data::List(items) => items.push(value.data()),
                    _ => *list = Data::List(vec![value.data()]),
                }
            }
            Self::Insert { list, after, fields } => {
                let new = FieldValue::Fields(fields.clone()).data();
                let items = items_mut(&mut data, *list)?;
                let place = after.as_ref().and_then(|after| items.iter().position(|record| has_id(record, after)));
                items.insert(place.map_or(items.len(), |at| at + 1), new);
            }
            Self::Delete { record } => {
                let items = items_mut(&mut data, record.list()?)?;
                let place = items.iter().position(|item| record.id().is_some_and(|id| has_id(item, id)))?;
                items.remove(place);
            }
        }
        Some(data)
    }
}

fn has_id(record: &Data, id: &str) -> bool {
    record.get("id").and_then(Data::as_text) == Some(id)
}

fn fields_mut<'a>(data: &'a mut Data, record: &FileRecord) -> Option<&'a mut BTreeMap<String, Data>> {
    let found = match (record.list(), record.id()) {
        (Some(list), Some(id)) => items_mut(data, list)?.iter_mut().find(|item| has_id(item, id))?,
        _ => data,
    };
    match found {
        Data::Map(fields) => Some(fields),
        Data::Nothing | Data::Text(_) | Data::List(_) => None,
    }
}

/// Returns the elements of a list, which is made if the file lacks it.
fn items_mut(data: &mut Data, list: RecordList) -> Option<&mut Vec<Data>> {
    let found = match (list.key(), data) {
        (None, data) => data,
        (Some(key), Data::Map(fields)) => fields.entry(key.to_owned()).or_insert(Data::List(Vec::new())),
        (Some(_), _) => return None,
    };
    if *found == Data::Nothing {
        *found = Data::List(Vec::new());
    }
    match found {
        Data::List(items) => Some(items),
        Data::Nothing | Data::Text(_) | Data::Map(_) => None,
    }
}
