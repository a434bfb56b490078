//! Sources: who publishes, and what several documents rest on.

use serde::{Deserialize, Serialize};

use super::{Edtf, EntityId, OriginId, OutletId, SourceUrl};
use crate::text::Text;

/// A publisher.
#[derive(Clone, Debug)]
pub struct Outlet {
    /// Unique among the outlets.
    pub id: OutletId,
    /// Its name.
    pub name: Text,
    /// Where it is published.
    pub url: Option<SourceUrl>,
    /// The curator's grade; `None` is "ungraded", never a grade.
    pub reliability: Option<Reliability>,
    /// Why this grade.
    pub note: Option<Text>,
}

impl Outlet {
    /// Stands for an id that the register does not hold, so that what refers to it is still shown.
    pub fn unregistered(id: OutletId) -> Self {
        Self { name: Text::clean(id.as_str()), id, url: None, reliability: None, note: None }
    }
}

/// What several documents may rest on: a communiqué, a wire story, a press conference.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Unique among the origins.
    pub id: OriginId,
    /// Its name.
    pub name: Text,
    /// Who issued it.
    pub issuer: Vec<EntityId>,
    /// When.
    pub date: Option<Edtf>,
    /// How it is known that claims rest on it.
    pub basis: Basis,
    /// Why it is taken to be their origin, or what else a reader should know of it.
    pub note: Option<Text>,
}

/// How it is known that claims rest on an origin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The documents say so.
    #[default]
    Stated,
    /// The curator infers it, from the wording for example.
    Inferred,
}

impl Origin {
    /// Stands for an id that the register does not hold, so that what refers to it is still shown.
    pub fn unregistered(id: OriginId) -> Self {
        Self { name: Text::clean(id.as_str()), id, issuer: Vec::new(), date: None, basis: Basis::default(), note: None }
    }
}

/// How far an outlet can be relied upon: the Admiralty code's first part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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
    /// Every grade, the best first.
    pub const ALL: [Self; 6] = [Self::A, Self::B, Self::C, Self::D, Self::E, Self::F];

    /// The letter.
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

    /// What the letter stands for, in the Admiralty code's words.
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
