//! Evidence: what the claims of all files say together.
//!
//! Who else says so, who says otherwise, what changed, when it was, and who calls whom what. Nothing is judged.

pub(super) mod chronology;
pub(super) mod conflicts;
pub(super) mod corroboration;
pub(super) mod name_usage;
pub(super) mod narrowing;
pub(super) mod positions;
pub(super) mod publication;
