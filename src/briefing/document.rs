//! Documents: articles that are broken down into claims.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Claim, ClaimId, DocumentId, Edtf, EntityId, Kind, OutletId, SourceUrl};
use crate::text::Text;

/// One article and its claims.
#[derive(Clone, Debug)]
pub struct Document {
    /// The name of its file, without the ending.
    pub id: DocumentId,
    /// Its headline. The id if [`is_untitled`](Self::is_untitled).
    pub title: Text,
    /// Whether the headline is still to fill in.
    pub is_untitled: bool,
    /// Its authors. Empty if it is unsigned.
    pub author: Vec<EntityId>,
    /// Its publisher. `None` if that is still to fill in.
    pub publisher: Option<OutletId>,
    /// Its address. `None` if that is still to fill in.
    pub url: Option<SourceUrl>,
    /// When it was published, as far as that is known. `None` if that is still to fill in.
    pub published: Option<Edtf>,
    /// When its text was taken from its address.
    pub retrieved: Option<Edtf>,
    /// A copy that stays, for when the page is gone.
    pub archived: Option<SourceUrl>,
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
    /// Returns the required fields that are still to fill in. Only a document with drafts may lack any.
    pub fn to_fill_in(&self) -> Vec<&'static str> {
        [
            ("title", self.is_untitled),
            ("publisher", self.publisher.is_none()),
            ("url", self.url.is_none()),
            ("published", self.published.is_none()),
        ]
        .into_iter()
        .filter_map(|(field, is_missing)| is_missing.then_some(field))
        .collect()
    }

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
            draft: None,
        };
        Self {
            id,
            title: text(),
            is_untitled: false,
            author: Vec::new(),
            publisher: None,
            url: None,
            published: None,
            retrieved: None,
            archived: None,
            language: None,
            genre: None,
            summary: None,
            claims: (0..claims).map(claim).collect(),
        }
    }
}

/// The genre of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
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
