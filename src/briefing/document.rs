//! Documents: the articles that were broken down into claims.

use serde::{Deserialize, Serialize};

use super::{Claim, ClaimId, DocumentId, Edtf, EntityId, Kind, OutletId, SourceUrl};
use crate::text::Text;

/// One article, and what it claims.
#[derive(Clone, Debug)]
pub struct Document {
    /// The name of its file.
    pub id: DocumentId,
    /// Its headline.
    pub title: Text,
    /// Who wrote it; none where it is unsigned.
    pub author: Vec<EntityId>,
    /// Who published it.
    pub publisher: OutletId,
    /// Where it stands.
    pub url: SourceUrl,
    /// When it was published, as far as that is known.
    pub published: Edtf,
    /// Its language, as a BCP 47 tag.
    pub language: Option<Text>,
    /// What sort of text it is.
    pub genre: Option<Genre>,
    /// What it is about, in the curator's words.
    pub summary: Option<Text>,
    /// Its claims, in the order of the file.
    pub claims: Vec<Claim>,
}

impl Document {
    /// What stands in for a document of so many claims that was there and cannot be read any more.
    pub(crate) fn lost(id: DocumentId, claims: usize) -> Self {
        let text = || Text::from("Cannot be read any more: its file was changed, and the cache is gone. Start again.");
        let claim = |number: usize| Claim {
            id: ClaimId::parse(&format!("c{}", number + 1)).expect("a letter and digits are an id"),
            text: text(),
            kind: Kind::Statement,
            date: None,
            credibility: None,
            passage: None,
            relations: Box::default(),
        };
        Self {
            id,
            title: text(),
            author: Vec::new(),
            publisher: OutletId::parse("unknown").expect("letters are an id"),
            url: SourceUrl::parse("https://unknown.invalid/").expect("an address with a host"),
            published: Edtf::parse("0000").expect("a year"),
            language: None,
            genre: None,
            summary: None,
            claims: (0..claims).map(claim).collect(),
        }
    }
}

/// What sort of text a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Genre {
    /// Reports.
    News,
    /// Explains.
    Analysis,
    /// Argues.
    Opinion,
}

impl Genre {
    /// Every genre, in the order in which they are explained.
    pub const ALL: [Self; 3] = [Self::News, Self::Analysis, Self::Opinion];

    /// The word for it, the same in files and on the screen.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Analysis => "analysis",
            Self::Opinion => "opinion",
        }
    }
}
