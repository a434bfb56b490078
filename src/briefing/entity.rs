//! Entities: the register of actors.

use serde::{Deserialize, Serialize};

use super::EntityId;
use crate::text::Text;

/// An actor, a country or a place, in the terms of
/// [FollowTheMoney](https://followthemoney.tech/explorer/).
#[derive(Clone, Debug)]
pub struct Entity {
    /// Unique in the register.
    pub id: EntityId,
    /// What it is; `None` only for an id that the register does not hold.
    pub schema: Option<Schema>,
    /// The name it is shown by.
    pub name: Text,
    /// Other names for it.
    pub alias: Vec<Text>,
    /// Descriptions that lead to it, and could lead elsewhere too.
    pub weak_alias: Vec<Text>,
    /// Offices held.
    pub position: Vec<Text>,
    /// ISO 3166-1 alpha-2 codes, lower case.
    pub country: Vec<Text>,
    /// What it belongs to.
    pub member_of: Vec<EntityId>,
    /// Its number in Wikidata, `Q` and digits.
    pub wikidata_id: Option<Text>,
    /// Who this is, for someone who has never heard of it.
    pub summary: Option<Text>,
}

impl Entity {
    /// Stands for an id that the register does not hold, so that what refers to it is still shown.
    pub fn unregistered(id: EntityId) -> Self {
        Self {
            name: Text::clean(id.as_str()),
            id,
            schema: None,
            alias: Vec::new(),
            weak_alias: Vec::new(),
            position: Vec::new(),
            country: Vec::new(),
            member_of: Vec::new(),
            wikidata_id: None,
            summary: None,
        }
    }
}

/// What an entity is: `FollowTheMoney`'s schemata, and `Country` and `Place` of our own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Schema {
    /// A human being.
    Person,
    /// A group with a name: armed, political, commercial, a medium.
    Organization,
    /// Part of a state, or a body of states.
    PublicBody,
    /// A state.
    Country,
    /// Somewhere.
    Place,
    /// Something that happened.
    Event,
}

impl Schema {
    /// Every schema, in the order in which they are explained.
    pub const ALL: [Self; 6] =
        [Self::Person, Self::Organization, Self::PublicBody, Self::Country, Self::Place, Self::Event];

    /// The word for it, as in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Organization => "Organization",
            Self::PublicBody => "PublicBody",
            Self::Country => "Country",
            Self::Place => "Place",
            Self::Event => "Event",
        }
    }
}
