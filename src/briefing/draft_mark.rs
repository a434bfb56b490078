//! The `draft` mapping: what proposed a record, and why a person should look closely at it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::Text;

/// The mark of a record that is proposed and that no person has accepted yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DraftMark {
    /// Who proposes it: `rules`, or the command of a user.
    pub by: Text,
    /// The attributing words of the article, such as "the minister said".
    pub words: Option<Text>,
    /// What the article calls the speakers, if the register does not have them or has two that fit.
    pub called: Vec<Text>,
    /// The words that the date was read from.
    pub dated: Option<Text>,
    /// How the words of a command were found in the article.
    pub found: Option<Found>,
    /// Why a person should look closely.
    pub flags: Vec<Flag>,
}

/// How the words of a proposal were found in the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Found {
    /// They are in the article exactly so.
    Verified,
    /// They differed in marks, white space or case, and the article's letters were taken.
    Repaired,
}

impl Found {
    /// Returns the word, the same in files and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Repaired => "repaired",
        }
    }
}

/// Why a proposal should be looked at closely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Flag {
    /// Somebody says it, and who that is could not be told.
    SpeakerUnknown,
    /// The words for the speaker fit two actors of the register.
    SpeakerAmbiguous,
    /// The speaker is a guess, as for a quotation that stands alone.
    SpeakerGuessed,
    /// The article has these words in a place of its own twice, so no passage opens this one.
    PassageTwice,
    /// A quotation has no end.
    QuotationOpen,
    /// The words are not in the article.
    NotInArticle,
    /// A number of the text is not in the article's paragraph.
    NumberNotInArticle,
    /// Words were taken from the article where the proposal's differed in marks, white space or case.
    Repaired,
}

impl Flag {
    /// All flags, in the order of the documentation.
    pub const ALL: [Self; 8] = [
        Self::SpeakerUnknown,
        Self::SpeakerAmbiguous,
        Self::SpeakerGuessed,
        Self::PassageTwice,
        Self::QuotationOpen,
        Self::NotInArticle,
        Self::NumberNotInArticle,
        Self::Repaired,
    ];

    /// Returns the word for the flag, the same in files and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SpeakerUnknown => "speaker-unknown",
            Self::SpeakerAmbiguous => "speaker-ambiguous",
            Self::SpeakerGuessed => "speaker-guessed",
            Self::PassageTwice => "passage-twice",
            Self::QuotationOpen => "quotation-open",
            Self::NotInArticle => "not-in-article",
            Self::NumberNotInArticle => "number-not-in-article",
            Self::Repaired => "repaired",
        }
    }

    /// Returns what the flag says, in a few words.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::SpeakerUnknown => "who says it is not known",
            Self::SpeakerAmbiguous => "the speaker could be two actors",
            Self::SpeakerGuessed => "the speaker is a guess",
            Self::PassageTwice => "the article has these words twice",
            Self::QuotationOpen => "a quotation has no end",
            Self::NotInArticle => "its words are not in the article",
            Self::NumberNotInArticle => "a number is not in the article",
            Self::Repaired => "its words differed from the article",
        }
    }
}
