//! Claims: what is asserted, by whom, through whom.

use serde::{Deserialize, Serialize};

use super::{ClaimId, ClaimRef, Edtf, Passage};
use crate::text::Text;

/// One assertion, in the curator's own words. Whom it names is in its document's [`EntityRefs`](super::EntityRefs), and in
/// a corpus once that knows who they are.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Unique in its document.
    pub id: ClaimId,
    /// What is asserted.
    pub text: Text,
    /// What sort of assertion it is.
    pub kind: Kind,
    /// When it happened or was said, not when it was published.
    pub date: Option<Edtf>,
    /// The curator's grade; `None` is "unrated", never a grade.
    pub credibility: Option<Credibility>,
    /// Where the document says it.
    pub passage: Option<Box<Passage>>,
    /// How it stands to other claims.
    pub relations: Box<[Relation]>,
}

/// What sort of assertion a claim is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Asserted as something that can be checked: a figure, an event.
    Fact,
    /// What an actor says of its position, intention or thanks.
    Statement,
    /// A judgement; shown as one, with its author's name.
    Opinion,
    /// About what is to come.
    Forecast,
    /// A charge or damaging report that is not established.
    Allegation,
    /// A rejection of what another asserts.
    Denial,
}

impl Kind {
    /// Every kind, in the order in which they are explained.
    pub const ALL: [Self; 6] =
        [Self::Fact, Self::Statement, Self::Opinion, Self::Forecast, Self::Allegation, Self::Denial];

    /// The word for it, the same in files, on the screen and in queries.
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
    /// Takes a grade from 1 to 6.
    pub fn new(grade: u64) -> Option<Self> {
        u8::try_from(grade).ok().filter(|grade| (1..=6).contains(grade)).map(Self)
    }

    /// The number.
    pub fn grade(self) -> u8 {
        self.0
    }

    /// What the number stands for, in the Admiralty code's words.
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

/// How one claim stands to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// In which way.
    pub relation_type: RelationType,
    /// The other claim.
    pub claim: ClaimRef,
    /// What agrees or differs, in the curator's words.
    pub note: Option<Text>,
}

/// The verbs of [CiTO](https://sparontologies.github.io/cito/), as far as they are used here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RelationType {
    /// Says the same.
    Confirms,
    /// Says otherwise; both cannot be right.
    Disputes,
    /// Limits or reframes.
    Qualifies,
    /// Says how it went on later.
    Updates,
}

impl RelationType {
    /// Every type, in the order in which they are explained.
    pub const ALL: [Self; 4] = [Self::Confirms, Self::Disputes, Self::Qualifies, Self::Updates];

    /// The verb from the claim that holds the relation: `confirms`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirms => "confirms",
            Self::Disputes => "disputes",
            Self::Qualifies => "qualifies",
            Self::Updates => "updates",
        }
    }

    /// The verb from the other claim: `confirmed by`.
    pub fn inverse(self) -> &'static str {
        match self {
            Self::Confirms => "confirmed by",
            Self::Disputes => "disputed by",
            Self::Qualifies => "qualified by",
            Self::Updates => "updated by",
        }
    }
}
