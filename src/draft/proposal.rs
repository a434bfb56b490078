//! What is proposed of an article: claims, and actors that the register does not have.

use std::fmt;
use std::ops::Range;

use crate::briefing::{Edtf, EntityId, Flag, Kind, Passage, Schema};

/// Everything that is proposed of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The proposed claims, in the article's order.
    pub proposals: Vec<Proposal>,
    /// Actors that the article names and the register does not have.
    pub entities: Vec<NewEntity>,
}

/// One proposed claim.
///
/// Ranges are bytes of the stored text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The sentence, made a claim: without "he said", with names for pronouns where they are certain.
    pub text: String,
    /// The ranges of what is claimed, in order. A quotation that its speaker interrupts has two.
    pub spans: Vec<Range<usize>>,
    /// Those who assert it. Empty: the article's own voice.
    pub speaker: Vec<Named>,
    /// The attributing words, such as "said" or "according to".
    pub cue: Option<Range<usize>>,
    /// Through whom the article has it, outermost first.
    pub via: Vec<Named>,
    /// The actors of the register that it is about.
    pub about: Vec<EntityId>,
    /// The kind of assertion.
    pub kind: Kind,
    /// When it happened or was said, if the article says so.
    pub date: Option<DatedBy>,
    /// The passage. `None` if no passage opens this place, as where a whole line stands twice.
    pub passage: Option<Passage>,
    /// Why a person should look closely.
    pub flags: Vec<Flag>,
    /// Who proposes it.
    pub by: By,
}

/// An actor as a sentence names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its id. `None` if the register does not have it, or has two that fit.
    pub id: Option<EntityId>,
    /// The words that name it, or the name that a pronoun stands for.
    pub words: String,
    /// The range of the name or pronoun in this sentence.
    pub span: Range<usize>,
}

/// A date, with the words that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedBy {
    /// The date.
    pub date: Edtf,
    /// The range of its words.
    pub words: Range<usize>,
}

/// An actor that the article names and the register does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntity {
    /// An id that the register does not have.
    pub id: EntityId,
    /// A guess of the schema.
    pub schema: Schema,
    /// The fullest name that the article gives.
    pub name: String,
    /// The other names that the article gives.
    pub alias: Vec<String>,
    /// Offices that the article gives, as in "X, the minister of Y".
    pub position: Vec<String>,
    /// The ranges of the sentences that name it.
    pub sentences: Vec<Range<usize>>,
}

/// Who proposes a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// The program's own rules.
    Rules,
    /// A command of the user's, by its name.
    Command(String),
    /// Both the rules and a command, by the command's name.
    Both(String),
}

/// Writes it as files and JSON have it: `rules`, the command's name, or both.
impl fmt::Display for By {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rules => out.write_str("rules"),
            Self::Command(name) => out.write_str(name),
            Self::Both(name) => write!(out, "rules, {name}"),
        }
    }
}
