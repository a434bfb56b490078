//! What gets pages, and within which limits.

use std::time::Duration;

use url::Url;

use super::failure::Failure;

/// Something that gets pages.
pub trait Fetch: Sync {
    /// Gets the page at an address.
    fn fetch(&self, address: &Url) -> Result<Page, Failure>;

    /// Returns whether the site asks programs not to fetch this address. Asked before many pages are fetched.
    fn is_forbidden(&self, address: &Url) -> bool;
}

/// A page as the server sent it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its bytes, decompressed.
    pub bytes: Vec<u8>,
    /// What the server says of their kind.
    pub content_type: Option<String>,
    /// Where it was, after redirects.
    pub address: Url,
}

/// The limits of a request. Tests make them smaller.
#[derive(Clone, Debug)]
pub struct FetchTuning {
    /// Maximum time of all together, from the name's look-up to the last byte.
    pub time: Duration,
    /// Maximum number of bytes, after decompression.
    pub bytes: usize,
    /// Maximum number of redirects. Sites use one or two.
    pub redirects: usize,
    /// Whether the proxy is used that the environment names, as in `HTTPS_PROXY`.
    pub is_proxied: bool,
}

impl Default for FetchTuning {
    fn default() -> Self {
        Self { time: Duration::from_secs(20), bytes: 8 << 20, redirects: 5, is_proxied: true }
    }
}
