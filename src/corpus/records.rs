//! Extends [`Corpus`] with what records of all kinds have in common: a text to show, an id, a place in another corpus.

use crate::corpus::{Corpus, OriginSlot, OutletSlot, Record};
use crate::text::Text;

impl Corpus {
    /// Returns the text that represents a record in a list: a name, a title or a claim's text.
    pub fn shown(&self, record: Record) -> &Text {
        match record {
            Record::Entity(slot) => &self.entity(slot).name,
            Record::Document(slot) => &self.document(slot).title,
            Record::Claim(slot) => &self.claim(slot).text,
            Record::Outlet(slot) => &self.outlet(slot).name,
            Record::Origin(slot) => &self.origin(slot).name,
        }
    }

    /// Returns a record's id, or a claim's name.
    pub fn id_of(&self, record: Record) -> String {
        match record {
            Record::Entity(slot) => self.entity(slot).id.to_string(),
            Record::Document(slot) => self.document(slot).id.to_string(),
            Record::Claim(slot) => self.claim_ref(slot).to_string(),
            Record::Outlet(slot) => self.outlet(slot).id.to_string(),
            Record::Origin(slot) => self.origin(slot).id.to_string(),
        }
    }

    /// Returns every outlet, then every origin.
    pub fn outlets_and_origins(&self) -> impl Iterator<Item = Record> + use<> {
        self.outlets().map(Record::Outlet).chain(self.origins().map(Record::Origin))
    }

    /// Returns the outlet with this id.
    pub fn find_outlet(&self, id: &str) -> Option<OutletSlot> {
        self.outlets().find(|slot| self.outlet(*slot).id.as_str() == id)
    }

    /// Returns the origin with this id.
    pub fn find_origin(&self, id: &str) -> Option<OriginSlot> {
        self.origins().find(|slot| self.origin(*slot).id.as_str() == id)
    }

    /// Returns the record of another corpus in this one, found by its id.
    pub fn find_same(&self, other: &Self, record: Record) -> Option<Record> {
        match record {
            Record::Document(slot) => self.find_document(other.document(slot).id.as_str()).map(Record::Document),
            Record::Entity(slot) => self.find_entity(other.entity(slot).id.as_str()).map(Record::Entity),
            Record::Claim(slot) => self.find_claim(&other.claim_ref(slot)).map(Record::Claim),
            Record::Outlet(slot) => self.find_outlet(other.outlet(slot).id.as_str()).map(Record::Outlet),
            Record::Origin(slot) => self.find_origin(other.origin(slot).id.as_str()).map(Record::Origin),
        }
    }
}
