//! Reasons: why a record is a hit if the marks in its row do not show it.

use crate::corpus::{Corpus, Record};
use crate::search::explain::reading::RecordMatch;
use crate::search::index::field::{Field, Owner, Relationship};
use crate::search::matching::candidates::MatchKind;
use crate::search::matching::plan::Term;
use crate::text::Text;

/// Maximum number of reasons that are given: a row has no space for more.
const MAX_REASONS: usize = 2;

/// Joins the first reasons to one text.
pub(super) fn joined(reasons: &[String]) -> Option<Text> {
    let first = &reasons[..reasons.len().min(MAX_REASONS)];
    (!first.is_empty()).then(|| Text::from(first.join(" · ")))
}

/// Returns the number of wrong letters in words, if there are some.
pub(super) fn slip(kind: MatchKind) -> Option<String> {
    match kind {
        MatchKind::Misspelt { edits: 1 } | MatchKind::Beginning { edits: 1, .. } => Some("1 letter off".to_owned()),
        MatchKind::Misspelt { edits } | MatchKind::Beginning { edits, .. } => Some(format!("{edits} letters off")),
        MatchKind::Exact
        | MatchKind::Together
        | MatchKind::Variant
        | MatchKind::Form
        | MatchKind::Prefix
        | MatchKind::Inside
        | MatchKind::Scattered => None,
    }
}

/// Returns why a match is one that is not in the shown text; `None` if the rest of the record's row shows it.
pub(super) fn reason(corpus: &Corpus, record: Record, found: &RecordMatch) -> Option<String> {
    let text = found.text.text;
    let slip = slip(found.text.kind);
    let name = match found.owner {
        Owner::Entity(slot) => corpus.entity(slot).name.as_str(),
        Owner::Outlet(slot) => corpus.outlet(slot).name.as_str(),
        Owner::Origin(_) | Owner::Document(_) | Owner::Claim(_) => text,
    };
    if matches!(found.leaf.term, Term::Key(_)) {
        return Some(match (found.role, found.text.field) {
            (Relationship::Document, _) | (Relationship::Own, Field::DocumentId) => format!("address: {text}"),
            (Relationship::Publisher, _) => format!("published by {name}"),
            (Relationship::Origin, _) => format!("rests on {text}"),
            _ => format!("id: {text}"),
        });
    }
    let in_row = match (record, found.role) {
        (_, Relationship::Own | Relationship::Publisher)
        | (Record::Claim(_), Relationship::Speaker | Relationship::Author | Relationship::Via) => true,
        (
            _,
            Relationship::About
            | Relationship::Document
            | Relationship::Origin
            | Relationship::Speaker
            | Relationship::Author
            | Relationship::Via,
        ) => false,
    };
    if in_row {
        return match (found.text.kind, found.text.field) {
            (_, Field::EntitySummary | Field::DocumentSummary) => Some("in the summary".to_owned()),
            (_, Field::ClaimQuote) => Some(format!("quote: “{text}”")),
            (MatchKind::Scattered, _) => Some(format!("letters of {text}")),
            (_, Field::EntityAlias) => Some(format!("alias: {text}")),
            (_, Field::EntityWeakAlias) => Some(format!("described as: {text}")),
            (_, Field::EntityPosition) => Some(format!("position: {text}")),
            (_, Field::EntityId | Field::DocumentId | Field::ClaimId | Field::OutletId | Field::OriginId) => {
                Some(format!("id: {text}"))
            }
            // The row has these beside the words that it is shown by.
            (_, Field::OutletName | Field::OriginName | Field::ClaimKind | Field::DocumentGenre) => slip,
            (_, Field::EntityName) if found.role != Relationship::Own => slip,
            _ => slip.or_else(|| Some(format!("in {text}"))),
        };
    }
    let other_name = if text == name { String::new() } else { format!(" ({text})") };
    let slip = slip.map(|slip| format!(", {slip}")).unwrap_or_default();
    Some(match found.role {
        Relationship::Document => "in the document’s title".to_owned(),
        Relationship::Origin => format!("rests on {text}"),
        role => format!("{}: {name}{other_name}{slip}", role.label()),
    })
}
