//! Documents: articles that are broken down into claims.

use serde::{Deserialize, Serialize};

use super::{Claim, ClaimId, DocumentId, Edtf, EntityId, Kind, OutletId, SourceUrl};
use crate::text::Text;

/// One article and its claims.
#[derive(Clone, Debug)]
pub struct Document {
    /// The name of its file, without the ending.
    pub id: DocumentId,
    /// Its headline.
    pub title: Text,
    /// Its authors. Empty if it is unsigned.
    pub author: Vec<EntityId>,
    /// Its publisher.
    pub publisher: OutletId,
    /// Its address.
    pub url: SourceUrl,
    /// When it was published, as far as that is known.
    pub published: Edtf,
    /// Its language, as a BCP 47 tag.
    pub language: Option<Text>,
    /// Its genre.
    pub genre: Option<Genre>,
    /// A summary in the curator's own words.
    pub summary: Option<Text>,
    /// Its claims, in the order of the file.
    pub claims: Vec<Claim>,
}

impl Document {
    /// Creates a placeholder for a document with `claims` claims that can no longer be read.
    pub(crate) fn placeholder(id: DocumentId, claims: usize) -> Self {
        let text = || {
            Text::from("This document is gone: its file changed and its cache entry was removed. Press r to reload.")
        };
        let claim = |number: usize| Claim {
            id: ClaimId::parse(&format!("c{}", number + 1)).expect("a letter and digits are an id"),
            text: text(),
            kind: Kind::Statement,
            date: None,
            credibility: None,
            passage: None,
            quote: None,
            figures: Box::default(),
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

/// The genre of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Genre {
    /// A report.
    News,
    /// An explanation.
    Analysis,
    /// An argument.
    Opinion,
}

impl Genre {
    /// All genres, in the order of the documentation.
    pub const ALL: [Self; 3] = [Self::News, Self::Analysis, Self::Opinion];

    /// Returns the word for the genre, the same in files and on the screen.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Analysis => "analysis",
            Self::Opinion => "opinion",
        }
    }
}
