//! The ids that a claim of a document names.

use crate::briefing::EntityRefs;

/// The ids that a claim names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimNames {
    /// Who asserts it.
    pub speakers: Vec<String>,
    /// Through whom the document has it, outermost first.
    pub via: Vec<String>,
    /// What it is about.
    pub about: Vec<String>,
    /// What it rests on.
    pub origin: Option<String>,
}

impl ClaimNames {
    /// Reads the names of the claim at a place.
    pub(super) fn new(refs: &EntityRefs, at: usize) -> Self {
        let entities: Vec<&str> = refs.names().entities().collect();
        let origins: Vec<&str> = refs.names().origins().collect();
        let named = |numbers: &mut dyn Iterator<Item = usize>| numbers.map(|at| entities[at].to_owned()).collect();
        refs.claims().nth(at).map_or_else(Self::default, |claim| Self {
            speakers: named(&mut claim.speakers()),
            via: named(&mut claim.via()),
            about: named(&mut claim.about()),
            origin: claim.origin.map(|at| origins[at].to_owned()),
        })
    }
}
