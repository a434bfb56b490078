//! Addresses that may be opened, and the links that are made from them.

use std::fmt;

use serde::{Serialize, Serializer};
use url::Url;

use crate::text::Text;
use crate::yaml;

/// An address that may be opened: http or https only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceUrl(Url);

impl SourceUrl {
    /// The form of an address, for hints.
    pub const FORM: &str = "an address begins with `https://` or `http://`";

    /// Parses an absolute http or https address with a host and without a user name or password.
    pub fn parse(raw: &str) -> Option<Self> {
        // Invisible characters would be sent as a part of the address.
        let is_unseen = |sign: char| yaml::is_stray_space(sign) && !sign.is_control();
        let url = Url::parse(raw).ok().filter(|_| !raw.chars().any(is_unseen))?;
        let web = matches!(url.scheme(), "http" | "https") && url.has_host();
        (web && url.username().is_empty() && url.password().is_none()).then_some(Self(url))
    }

    /// Returns the address, which is always printable ASCII, with the host as punycode.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Returns the name of the host, as it is opened.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// Returns the readable form of a punycode host, which may look like another: `аpple.com` for `xn--pple-43d.com`.
    pub fn letters(&self) -> Option<Text> {
        let (letters, valid) = idna::domain_to_unicode(self.host());
        (valid.is_ok() && letters != self.host()).then(|| Text::from(letters))
    }

    /// Returns the host and, if it is punycode, its readable form: `xn--bcher-kva.example (bücher.example)`.
    pub fn host_in_full(&self) -> Text {
        let letters = self.letters().map(|letters| format!(" ({letters})")).unwrap_or_default();
        Text::from(format!("{}{letters}", self.host()))
    }

    /// Returns the address with a text directive after its fragment, which opens the page at these words.
    ///
    /// Replaces an existing text directive, such as one copied from a browser.
    #[must_use]
    pub fn with_text_directive(&self, directive: &str) -> Self {
        let mut url = self.0.clone();
        let fragment = url.fragment().unwrap_or_default();
        let fragment = fragment.split_once(":~:").map_or(fragment, |(fragment, _)| fragment);
        let fragment = format!("{fragment}:~:text={directive}");
        url.set_fragment(Some(&fragment));
        Self(url)
    }
}

impl fmt::Display for SourceUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for SourceUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_taken() {
        for bad in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "--help",
            "example.org",
            "https://",
            "https://user:pw@example.org/",
            "https://user@example.org/",
            "https://example.org/a\u{200b}",
            "",
        ] {
            assert!(SourceUrl::parse(bad).is_none(), "{bad}");
        }
        let url = SourceUrl::parse("https://bücher.example/ä\u{1b}b").expect("an address");
        assert_eq!(url.as_str(), "https://xn--bcher-kva.example/%C3%A4%1Bb");
    }

    #[test]
    fn a_host_of_other_letters_is_said_in_both_spellings() {
        for (raw, host) in [
            ("https://north.example/", "north.example"),
            ("https://[::1]:80/", "[::1]"),
            ("https://bücher.example/", "xn--bcher-kva.example (bücher.example)"),
            ("https://BU\u{308}CHER.example/", "xn--bcher-kva.example (bücher.example)"),
            ("https://xn--pple-43d.com/", "xn--pple-43d.com (\u{430}pple.com)"),
        ] {
            assert_eq!(SourceUrl::parse(raw).expect("an address").host_in_full().as_str(), host);
        }
    }
}
