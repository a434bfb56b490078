//! Whether an article on the web still says what its claims were taken from.

mod compare;

use url::Url;

pub use compare::{ClaimState, compare};

use crate::briefing::{ClaimId, Document};
use crate::draft::fetch::{Failure, Fetch, Page, read_page};
use crate::draft::read::{NotArticle, ReadArticle, Refusal};

/// Share of the stored text's words, in percent, below which a page without any of the passages counts as gone.
const MIN_SHARE: usize = 50;

/// What became of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageState {
    /// It was read.
    Read,
    /// It is gone, with the reason.
    Gone(String),
    /// It could not be read, with the reason. This says nothing about its claims.
    NotReadable(String),
}

impl PageState {
    /// Returns the word for the state, the same in files and in JSON.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Gone(_) => "gone",
            Self::NotReadable(_) => "not-readable",
        }
    }

    /// Returns why the page is gone or not readable.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Read => None,
            Self::Gone(reason) | Self::NotReadable(reason) => Some(reason),
        }
    }
}

/// What became of a document's page, and of the passages of its claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rechecked {
    /// The page.
    pub page: PageState,
    /// The claims that have a passage, if the page was read.
    pub claims: Vec<(ClaimId, ClaimState)>,
}

impl Rechecked {
    /// Creates the result for a page that was not read.
    pub fn without_claims(page: PageState) -> Self {
        Self { page, claims: Vec::new() }
    }
}

/// Fetches a document's page again, and compares it with the passages and the stored text.
pub fn recheck(document: &Document, stored: Option<&str>, fetch: &dyn Fetch) -> Rechecked {
    let Some(address) = document.url.as_ref().and_then(|url| Url::parse(url.as_str()).ok()) else {
        return Rechecked::without_claims(PageState::NotReadable("the document has no address yet".into()));
    };
    let page = match fetch.fetch(&address) {
        Ok(page) => page,
        Err(failure @ Failure::Gone(_)) => return Rechecked::without_claims(PageState::Gone(failure.to_string())),
        Err(failure) => return Rechecked::without_claims(PageState::NotReadable(failure.to_string())),
    };
    let at_front = is_front_page(&page, &address);
    let article = match read_page(page) {
        Ok(article) => article,
        Err(refusal) => return Rechecked::without_claims(refused(&refusal, at_front)),
    };
    let claims = compare(document, stored, &article.text);
    match soft_gone(&article, document, stored, &claims, at_front) {
        Some(reason) => Rechecked::without_claims(PageState::Gone(reason.into())),
        None => Rechecked { page: PageState::Read, claims },
    }
}

/// Returns what a page is that is no article.
fn refused(refusal: &Refusal, at_front: bool) -> PageState {
    match refusal {
        Refusal::NotArticle(NotArticle::Error) => PageState::Gone("the page says that it does not exist".into()),
        Refusal::NotArticle(_) if at_front => PageState::Gone(FRONT.into()),
        Refusal::NotArticle(reason) => PageState::NotReadable(format!("this is {}", reason.words())),
        refusal => PageState::NotReadable(refusal.to_string()),
    }
}

/// The reason for a page that leads to the beginning of its site.
const FRONT: &str = "the address leads to the front page of the site";

/// Returns why a page that a server gives counts as gone. Never if one of the passages is still there.
fn soft_gone(
    article: &ReadArticle,
    document: &Document,
    stored: Option<&str>,
    claims: &[(ClaimId, ClaimState)],
    at_front: bool,
) -> Option<&'static str> {
    if claims.iter().any(|(_, state)| !matches!(state, ClaimState::Gone { .. })) {
        return None;
    }
    if at_front {
        return Some(FRONT);
    }
    if claims.is_empty() {
        return None;
    }
    let words = |text: &str| text.split_whitespace().count();
    let title = article.found.title.as_ref().map(|title| title.value.as_str()).unwrap_or_default();
    let site = article.found.site.as_ref().map(|site| site.value.as_str()).unwrap_or_default();
    let is_short = stored.is_some_and(|stored| words(&article.text) * 100 < words(stored) * MIN_SHARE);
    if is_short {
        Some("the page has less than half of the stored text, and none of the passages")
    } else if !site.is_empty() && (title.is_empty() || title == site) && title != document.title.raw() {
        Some("the page has the title of its site, and none of the passages")
    } else {
        None
    }
}

/// Returns whether a page is the front page of its site although another was asked for.
fn is_front_page(page: &Page, asked: &Url) -> bool {
    let is_front = |url: &Url| url.path().trim_end_matches('/').is_empty() && url.query().is_none();
    is_front(&page.address) && !is_front(asked)
}

#[cfg(test)]
mod tests;
