//! Web addresses and ids in typed and indexed text.
//!
//! Two addresses of the same page compare equal. The scheme (`http`, `https`), `www.` or `m.`, the fragment, a slash at the
//! end, percent-encoding, letter case and tracking parameters do not count.

use percent_encoding::percent_decode_str;
use url::Url;

/// Prefixes of a host that lead to the same pages.
const HOST_PREFIXES: [&str; 4] = ["www.", "m.", "mobile.", "amp."];

/// A web address, reduced to what tells pages apart.
pub(crate) struct TypedAddress {
    /// The host without its prefix.
    pub(crate) host: String,
    /// The path with the query string. Empty for a bare host.
    pub(crate) path: String,
}

impl TypedAddress {
    /// Parses an `http` or `https` address. The scheme may be missing.
    pub(crate) fn parse(raw: &str) -> Option<Self> {
        let url =
            if raw.contains("://") { Url::parse(raw).ok()? } else { Url::parse(&["https://", raw].concat()).ok()? };
        if !matches!(url.scheme(), "http" | "https") {
            return None;
        }
        let host = url.host_str()?;
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().to_lowercase();
        let counts = |parameter: &&str| !parameter.is_empty() && !is_tracking(parameter);
        let query = url.query().map(|query| query.split('&').filter(counts).collect::<Vec<_>>().join("&"));
        let query = query.filter(|query| !query.is_empty()).map(|query| format!("?{}", decoded(&query)));
        let path = decoded(url.path().trim_end_matches('/')) + &query.unwrap_or_default();
        let has_dot = |host: &&str| host.contains('.');
        let bare = HOST_PREFIXES.iter().find_map(|prefix| host.strip_prefix(prefix).filter(has_dot));
        Some(Self { host: bare.unwrap_or(host).to_owned(), path })
    }

    /// Returns whether `other` is this page or below it.
    pub(crate) fn contains(&self, other: &Self) -> bool {
        let rest = other.path.strip_prefix(self.path.as_str());
        self.host == other.host && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    }

    /// Returns host and path as one text.
    pub(crate) fn normalized(&self) -> String {
        [self.host.as_str(), &self.path].concat()
    }
}

/// Returns whether a parameter of a query string only records where a link was shared.
fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default().to_ascii_lowercase();
    name.starts_with("utm_") || matches!(name.as_str(), "fbclid" | "gclid" | "msclkid" | "igshid" | "mc_cid" | "mc_eid")
}

/// Removes the punctuation that addresses and ids are often pasted with: `<https://…>`, `(https://…),`.
pub(crate) fn trim_punctuation(text: &str) -> &str {
    let text = text.trim_start_matches(['<', '(', '[', '{', '\'', '"', '“', '‘', '«', '„']);
    let text = text.strip_prefix("//").unwrap_or(text);
    let trimmed = text.trim_end_matches(['>', ']', '}', '\'', '"', '”', '’', '»', '“', ',', ';', '.', '!', '…', ':']);
    let trimmed = trimmed.strip_suffix(')').filter(|trimmed| !trimmed.contains('(')).unwrap_or(trimmed);
    trimmed.trim_end_matches([',', ';', '.'])
}

/// Returns whether a text without spaces may be an address, a host or a record's id instead of a word.
pub(crate) fn is_address_or_id(text: &str) -> bool {
    let is_id = |part: &str| part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let host = text.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let labels: Vec<_> = host.split('.').collect();
    let is_label = |label: &&str| label.chars().all(|c| c.is_alphanumeric() || c == '-') && !label.is_empty();
    let is_top_level = |label: &&str| label.chars().nth(1).is_some() && label.starts_with(char::is_alphabetic);
    let is_host = labels.len() > 1 && labels.iter().all(is_label) && labels.last().is_some_and(is_top_level);
    let is_claim_ref = |(document, claim): (&str, &str)| is_id(document) && is_id(claim) && !claim.is_empty();
    text.contains("://")
        || is_host
        || text.split_once('#').is_some_and(is_claim_ref)
        || is_id(text) && text.contains('_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_has_many_addresses() {
        let normalized = |raw: &str| TypedAddress::parse(raw).expect("an address").normalized();
        let page = normalized("https://www.example.org/2025/an%20article/");
        for other in [
            "http://example.org/2025/an article",
            "example.org/2025/an%20article#:~:text=a,b",
            "WWW.example.org/2025/An%20Article/#top",
            "https://m.example.org/2025/an%20article?utm_source=x&fbclid=y",
            trim_punctuation("<https://example.org/2025/an%20article>,"),
            trim_punctuation("(//example.org/2025/an%20article)."),
        ] {
            assert_eq!(normalized(other), page, "{other}");
        }
        assert_eq!(normalized("https://bücher.example/ü"), normalized("xn--bcher-kva.example/%C3%BC"));
        assert_ne!(normalized("example.org/?p=1"), normalized("example.org/?p=2"));
        assert_eq!(normalized("example.org/?p=1&utm_medium=mail"), normalized("example.org/?p=1"));
        let with_brackets = "https://example.org/Mali_(country)";
        assert_eq!(trim_punctuation(with_brackets), with_brackets);
    }

    #[test]
    fn words_are_no_addresses() {
        for address in ["https://a.org/", "journal-neo.su", "d#c", "#c", "a.b.org/x", "bücher.example", "my_id"] {
            assert!(is_address_or_id(address), "{address}");
        }
        for word in [
            "pan-african",
            "21.9",
            "u.n.",
            "e.g.",
            "20.000",
            "either/or",
            "10:30",
            "#",
            "#5%",
            "sergey-lavrov",
            "7.4.2025",
        ] {
            assert!(!is_address_or_id(word), "{word}");
        }
    }
}
