//! Documents: the articles that were broken down into claims.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};
use url::Url;

use super::{Claim, ClaimId, DocumentId, Edtf, EntityId, Kind, OutletId};
use crate::text::Text;
use crate::yaml;

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

/// An address that may be opened: http or https, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceUrl(Url);

impl SourceUrl {
    /// Says what an address looks like, for hints.
    pub const FORM: &str = "an address begins with `https://` or `http://`";

    /// Takes an absolute http or https address with a host and without a user name or password.
    pub fn parse(raw: &str) -> Option<Self> {
        // Signs that cannot be seen would be sent as a part of the address.
        let is_unseen = |sign: char| yaml::is_stray_space(sign) && !sign.is_control();
        let url = Url::parse(raw).ok().filter(|_| !raw.chars().any(is_unseen))?;
        let web = matches!(url.scheme(), "http" | "https") && url.has_host();
        (web && url.username().is_empty() && url.password().is_none()).then_some(Self(url))
    }

    /// The address; always printable ASCII, the host as punycode.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The host's name, as it is opened.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// What a host of punycode reads as, which may look like another: `аpple.com` for `xn--pple-43d.com`.
    pub fn letters(&self) -> Option<Text> {
        let (letters, valid) = idna::domain_to_unicode(self.host());
        (valid.is_ok() && letters != self.host()).then(|| Text::from(letters))
    }

    /// The host as it is opened and, where that is punycode, as it reads: `xn--bcher-kva.example (bücher.example)`.
    pub fn host_in_full(&self) -> Text {
        let letters = self.letters().map(|letters| format!(" ({letters})")).unwrap_or_default();
        Text::from(format!("{}{letters}", self.host()))
    }

    /// The address that opens a page at words of it: `text=` and the directive behind the fragment that it has.
    ///
    /// A text directive that it has already, as copied from a browser, is replaced.
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
