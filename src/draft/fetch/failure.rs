//! Why a page could not be got.

use std::fmt;
use std::time::Duration;

/// Why a page could not be got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The address is not one of the web.
    NotWeb,
    /// The server has no such page, and says so.
    Gone(u16),
    /// The server wants to know who asks.
    Closed(u16),
    /// The server answers with another status.
    Status(u16),
    /// The page redirects to one that it was redirected from.
    Loop,
    /// The page redirects more often than is followed.
    TooManyRedirects(usize),
    /// A redirect leads to no address of the web.
    BadRedirect,
    /// The page has more bytes than are read.
    TooLarge(usize),
    /// What is there is no text, by what the server says.
    NotText(String),
    /// It took too long.
    Timeout(Duration),
    /// No host has this name.
    NoHost,
    /// The connection failed, with the system's words.
    Connection(String),
}

impl Failure {
    /// Returns the word for it in JSON.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::NotWeb => "not-web",
            Self::Gone(_) => "gone",
            Self::Closed(_) => "closed",
            Self::Status(_) => "status",
            Self::Loop => "redirect-loop",
            Self::TooManyRedirects(_) => "redirects",
            Self::BadRedirect => "bad-redirect",
            Self::TooLarge(_) => "too-large",
            Self::NotText(_) => "not-text",
            Self::Timeout(_) => "timeout",
            Self::NoHost => "no-host",
            Self::Connection(_) => "connection",
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotWeb => write!(f, "only http and https addresses can be fetched"),
            Self::Gone(status) => write!(f, "the page is gone (status {status})"),
            Self::Closed(status) => write!(
                f,
                "the server does not give the page to programs (status {status}); save it in a browser and give its file"
            ),
            Self::Status(status) => write!(f, "the server answers with an error (status {status})"),
            Self::Loop => write!(f, "the page redirects to itself"),
            Self::TooManyRedirects(limit) => write!(f, "the page redirects more than {limit} times"),
            Self::BadRedirect => write!(f, "the page redirects to something that is not on the web"),
            Self::TooLarge(limit) => write!(f, "the page has more than {limit} bytes"),
            Self::NotText(kind) => write!(f, "what is there is no text but {kind}"),
            Self::Timeout(limit) => write!(f, "the server took more than {} seconds", limit.as_secs_f32()),
            Self::NoHost => write!(f, "there is no host of this name, or no network"),
            Self::Connection(words) => write!(f, "the connection failed: {words}"),
        }
    }
}

impl std::error::Error for Failure {}
