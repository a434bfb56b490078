//! Entities: the register of actors.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{DraftMark, EntityId};
use crate::text::Text;

/// An actor, a country or a place, in the terms of
/// [FollowTheMoney](https://followthemoney.tech/explorer/).
#[derive(Clone, Debug)]
pub struct Entity {
    /// Unique in the register.
    pub id: EntityId,
    /// Its schema. `None` only for an id that is not in the register.
    pub schema: Option<Schema>,
    /// The name that is shown.
    pub name: Text,
    /// Other names.
    pub alias: Vec<Text>,
    /// Descriptions that can also mean others.
    pub weak_alias: Vec<Text>,
    /// Offices held.
    pub position: Vec<Text>,
    /// ISO 3166-1 alpha-2 codes, lower case.
    pub country: Vec<Text>,
    /// The entities that it is a member of.
    pub member_of: Vec<EntityId>,
    /// Its number in Wikidata, `Q` and digits.
    pub wikidata_id: Option<Text>,
    /// A description for readers who have never heard of it.
    pub summary: Option<Text>,
    /// What proposes it, until a person accepts it.
    pub draft: Option<Box<DraftMark>>,
}

impl Entity {
    /// Creates a placeholder for an id that is not in the register, so that references to it are still shown.
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
            draft: None,
        }
    }
}

/// The schema of an entity: those of `FollowTheMoney`, and our own `Country` and `Place`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub enum Schema {
    /// A human being.
    Person,
    /// A group with a name: armed, political, commercial, a medium.
    Organization,
    /// Part of a state, or a body of states.
    PublicBody,
    /// A state.
    Country,
    /// A place that is not a state.
    Place,
    /// An event.
    Event,
}

impl Schema {
    /// All schemas, in the order of the documentation.
    pub const ALL: [Self; 6] =
        [Self::Person, Self::Organization, Self::PublicBody, Self::Country, Self::Place, Self::Event];

    /// Returns the word for the schema, as in files.
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
