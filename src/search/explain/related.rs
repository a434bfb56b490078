//! The owners whose texts count for a record.

use crate::corpus::{Corpus, EntitySlot, Record, Voice};
use crate::search::index::field::{Field, Owner, Relationship};

/// Returns the field of the text that a record is shown by.
pub(super) fn shown_field(record: Record) -> Field {
    match record {
        Record::Entity(_) => Field::EntityName,
        Record::Document(_) => Field::DocumentTitle,
        Record::Claim(_) => Field::ClaimText,
        Record::Outlet(_) => Field::OutletName,
        Record::Origin(_) => Field::OriginName,
    }
}

/// Returns the owners whose texts count for a record, itself first.
pub(in crate::search) fn related_owners(corpus: &Corpus, record: Record) -> Vec<(Relationship, Owner)> {
    let entities =
        |role, slots: &[EntitySlot]| -> Vec<_> { slots.iter().map(|slot| (role, Owner::Entity(*slot))).collect() };
    match record {
        Record::Entity(slot) => vec![(Relationship::Own, Owner::Entity(slot))],
        Record::Outlet(slot) => vec![(Relationship::Own, Owner::Outlet(slot))],
        Record::Origin(slot) => vec![(Relationship::Own, Owner::Origin(slot))],
        Record::Document(slot) => {
            let mut all = vec![(Relationship::Own, Owner::Document(slot))];
            all.extend(entities(Relationship::Author, corpus.authors(slot)));
            all.extend(corpus.publisher(slot).map(|outlet| (Relationship::Publisher, Owner::Outlet(outlet))));
            all
        }
        Record::Claim(slot) => {
            let mut all = vec![(Relationship::Own, Owner::Claim(slot))];
            match corpus.voice(slot) {
                Voice::Speakers(speakers) => all.extend(entities(Relationship::Speaker, speakers)),
                Voice::Authors(authors) => all.extend(entities(Relationship::Author, authors)),
                Voice::Unsigned(outlet) => {
                    all.extend(outlet.map(|outlet| (Relationship::Publisher, Owner::Outlet(outlet))));
                }
            }
            all.extend(entities(Relationship::About, corpus.subjects(slot)));
            all.extend(entities(Relationship::Via, corpus.via(slot)));
            all.push((Relationship::Document, Owner::Document(corpus.document_of(slot))));
            all.extend(corpus.origin_of(slot).map(|origin| (Relationship::Origin, Owner::Origin(origin))));
            all
        }
    }
}
