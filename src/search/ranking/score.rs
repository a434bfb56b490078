//! The arithmetic of scores; `docs/ranking.md` has the whole table.

use crate::search::index::field::{Field, Owner, Relationship};
use crate::search::matching::candidates::{BY_KEY, WordMatch};

/// Points for a record whose whole name, title or id was typed: more than all words together can give.
pub(crate) const WHOLE_NAME: u32 = 20_000;

/// Points for an entity whose whole weak alias was typed. A weak alias may mean somebody else too.
pub(crate) const WHOLE_WEAK_ALIAS: u32 = 18_000;

/// Number of words assumed for a text that is no name: too many for [`brevity`].
pub(crate) const RUNNING_TEXT: usize = 15;

/// Returns what a match gives to the owner of the text: a share by field, and more for a short name.
pub(crate) fn field_points(word_match: WordMatch, field: Field, words: usize) -> u32 {
    let brevity = if field.is_name() { word_match.points * brevity(words) / 1000 } else { 0 };
    word_match.points * field.weight() / 100 + brevity
}

/// Returns what a name of `words` words gives more, per mille: Mali comes before the Government of Mali.
fn brevity(words: usize) -> u32 {
    match words {
        0 | 1 => 40,
        2 => 30,
        3 => 22,
        4 => 16,
        5 => 11,
        6 => 7,
        7 => 4,
        8 => 2,
        _ => 0,
    }
}

/// Returns the share of an owner's points that a related record gets.
pub(crate) fn related_share(points: u32, role: Relationship) -> u32 {
    points * role.share() / 100
}

/// Returns the mean of the parts of one typed word.
pub(crate) fn mean(parts: &[u32]) -> u32 {
    parts.iter().sum::<u32>() / u32::try_from(parts.len()).unwrap_or(1).max(1)
}

/// Returns a percentage of some points, at least 1.
pub(crate) fn scaled(points: u32, percent: u32) -> u32 {
    (points * percent / 100).max(1)
}

/// Returns what an owner gets if its address or id was typed.
pub(crate) fn key_points(owner: Owner) -> u32 {
    field_points(BY_KEY, id_field(owner), RUNNING_TEXT)
}

/// Returns the field that holds an owner's id.
pub(crate) fn id_field(owner: Owner) -> Field {
    match owner {
        Owner::Entity(_) => Field::EntityId,
        Owner::Outlet(_) => Field::OutletId,
        Owner::Origin(_) => Field::OriginId,
        Owner::Document(_) => Field::DocumentId,
        Owner::Claim(_) => Field::ClaimId,
    }
}
