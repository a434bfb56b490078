//! Gets pages from the web, with limits.
//!
//! Everything that depends on the network is behind the trait [`Fetch`], and a page is bytes until `read` makes text of
//! them.

mod client;
mod failure;
mod page;
mod robots;

use url::Url;

pub use client::Client;
pub use failure::Failure;
pub use page::{Fetch, FetchTuning, Page};

use super::read::{self, Format, ReadArticle, Refusal, Source};

/// Why there is no article of an address.
#[derive(Debug)]
pub enum NoArticle {
    /// The page could not be got.
    Failure(Failure),
    /// The page is no article.
    Refusal(Refusal),
}

impl std::fmt::Display for NoArticle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Failure(failure) => failure.fmt(f),
            Self::Refusal(refusal) => refusal.fmt(f),
        }
    }
}

impl std::error::Error for NoArticle {}

/// Gets the page at an address, and reads its article.
pub fn read_address(fetch: &dyn Fetch, address: &Url) -> Result<ReadArticle, NoArticle> {
    let page = fetch.fetch(address).map_err(NoArticle::Failure)?;
    read_page(page).map_err(NoArticle::Refusal)
}

/// Reads the article of a page.
pub fn read_page(page: Page) -> Result<ReadArticle, Refusal> {
    let format = format(&page);
    let content_type = page.content_type.as_deref();
    read::read(Source { bytes: page.bytes, format, address: Some(&page.address), content_type })
}

/// Returns the form of a page. Servers often send Markdown and PDF as something else.
fn format(page: &Page) -> Format {
    let kind = page.content_type.as_deref().unwrap_or_default().to_ascii_lowercase();
    match Format::from_bytes(&page.bytes) {
        Format::Text if kind.contains("html") => Format::Html,
        Format::Text if kind.contains("markdown") => Format::Markdown,
        format => format,
    }
}

#[cfg(test)]
mod tests;
