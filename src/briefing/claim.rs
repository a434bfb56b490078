//! Claims: single assertions, with their kind, date, passage and relations.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ClaimId, ClaimRef, DraftMark, Edtf, Figure, Passage};
use crate::text::Text;

/// One assertion, in the curator's own words.
///
/// The entities that it names are in its document's [`EntityRefs`](super::EntityRefs), as ids. A corpus resolves them.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Unique in its document.
    pub id: ClaimId,
    /// The assertion.
    pub text: Text,
    /// The kind of assertion.
    pub kind: Kind,
    /// When the event happened or the words were said, not when they were published.
    pub date: Option<Edtf>,
    /// The curator's grade; `None` is "unrated", never a grade.
    pub credibility: Option<Credibility>,
    /// The passage of the article that says it.
    pub passage: Option<Box<Passage>>,
    /// The speaker's own words, as the article quotes them.
    pub quote: Option<Text>,
    /// The numbers that it gives.
    pub figures: Box<[Figure]>,
    /// Its relations to other claims.
    pub relations: Box<[Relation]>,
    /// What proposes it, until a person accepts it.
    pub draft: Option<Box<DraftMark>>,
}

/// The kind of assertion of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Something that can be checked, such as a figure or an event.
    Fact,
    /// An actor's own position, intention or thanks.
    Statement,
    /// A judgement, shown as such with its author's name.
    Opinion,
    /// An assertion about the future.
    Forecast,
    /// A charge or damaging report that is not established.
    Allegation,
    /// A rejection of another's assertion.
    Denial,
}

impl Kind {
    /// All kinds, in the order of the documentation.
    pub const ALL: [Self; 6] =
        [Self::Fact, Self::Statement, Self::Opinion, Self::Forecast, Self::Allegation, Self::Denial];

    /// Returns the word for the kind, the same in files, on the screen and in queries.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Statement => "statement",
            Self::Opinion => "opinion",
            Self::Forecast => "forecast",
            Self::Allegation => "allegation",
            Self::Denial => "denial",
        }
    }
}

/// How likely a claim is true by itself: the Admiralty code's second part, 1 (confirmed) to 6 (cannot be judged).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Credibility(u8);

impl Credibility {
    /// Creates a grade from 1 to 6, or returns `None` for other numbers.
    pub fn new(grade: u64) -> Option<Self> {
        u8::try_from(grade).ok().filter(|grade| (1..=6).contains(grade)).map(Self)
    }

    /// Returns the number.
    pub fn grade(self) -> u8 {
        self.0
    }

    /// Returns the Admiralty code's description of the grade.
    pub fn meaning(self) -> &'static str {
        match self.0 {
            1 => "confirmed by other sources",
            2 => "probably true",
            3 => "possibly true",
            4 => "doubtful",
            5 => "improbable",
            _ => "cannot be judged",
        }
    }
}

/// A relation of one claim to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The type of relation.
    pub relation_type: RelationType,
    /// The other claim.
    pub claim: ClaimRef,
    /// What agrees or differs, in the curator's own words.
    pub note: Option<Text>,
}

/// The verbs of [CiTO](https://sparontologies.github.io/cito/) that are used here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RelationType {
    /// It says the same.
    Confirms,
    /// It says the opposite: both cannot be right.
    Disputes,
    /// It limits or reframes the other.
    Qualifies,
    /// It says what happened later.
    Updates,
}

impl RelationType {
    /// All types, in the order of the documentation.
    pub const ALL: [Self; 4] = [Self::Confirms, Self::Disputes, Self::Qualifies, Self::Updates];

    /// Returns the verb of the claim that has the relation: `confirms`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirms => "confirms",
            Self::Disputes => "disputes",
            Self::Qualifies => "qualifies",
            Self::Updates => "updates",
        }
    }

    /// Returns the verb for the other claim: `confirmed by`.
    pub fn inverse(self) -> &'static str {
        match self {
            Self::Confirms => "confirmed by",
            Self::Disputes => "disputed by",
            Self::Qualifies => "qualified by",
            Self::Updates => "updated by",
        }
    }
}
