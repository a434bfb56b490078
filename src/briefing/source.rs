//! Sources: outlets, which publish documents, and origins, on which several documents may be based.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{DraftMark, Edtf, EntityId, OriginId, OutletId, SourceUrl};
use crate::text::Text;

/// A publisher.
#[derive(Clone, Debug)]
pub struct Outlet {
    /// Unique among the outlets.
    pub id: OutletId,
    /// Its name.
    pub name: Text,
    /// Its address.
    pub url: Option<SourceUrl>,
    /// The curator's grade; `None` is "ungraded", never a grade.
    pub reliability: Option<Reliability>,
    /// Why this grade.
    pub note: Option<Text>,
    /// What proposes it, until a person accepts it.
    pub draft: Option<Box<DraftMark>>,
}

impl Outlet {
    /// Creates a placeholder for an id that is not in the register, so that references to it are still shown.
    pub fn unregistered(id: OutletId) -> Self {
        Self { name: Text::clean(id.as_str()), id, url: None, reliability: None, note: None, draft: None }
    }
}

/// Something on which several documents may be based: a communiqué, a wire story, a press conference.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Unique among the origins.
    pub id: OriginId,
    /// Its name.
    pub name: Text,
    /// The entities that issued it.
    pub issuer: Vec<EntityId>,
    /// When it was issued.
    pub date: Option<Edtf>,
    /// How it is known that claims are based on it.
    pub basis: Basis,
    /// Why it is considered their origin, or what else readers should know about it.
    pub note: Option<Text>,
}

/// How it is known that claims are based on an origin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The documents say so.
    #[default]
    Stated,
    /// The curator infers it, for example from the wording.
    Inferred,
}

impl Origin {
    /// Creates a placeholder for an id that is not in the register, so that references to it are still shown.
    pub fn unregistered(id: OriginId) -> Self {
        Self { name: Text::clean(id.as_str()), id, issuer: Vec::new(), date: None, basis: Basis::default(), note: None }
    }
}

/// The reliability of an outlet: the first part of the Admiralty code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Cannot be judged.
    F,
}

impl Reliability {
    /// All grades, best first.
    pub const ALL: [Self; 6] = [Self::A, Self::B, Self::C, Self::D, Self::E, Self::F];

    /// Returns the letter.
    pub fn grade(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
            Self::E => "E",
            Self::F => "F",
        }
    }

    /// Returns the Admiralty code's description of the grade.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::A => "completely reliable",
            Self::B => "usually reliable",
            Self::C => "fairly reliable",
            Self::D => "not usually reliable",
            Self::E => "unreliable",
            Self::F => "cannot be judged",
        }
    }
}
