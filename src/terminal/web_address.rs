//! The only addresses that leave the program, by a started program or as a hyperlink.

use std::fmt;

/// An http or https address of printable ASCII characters.
///
/// The type is what makes such an address harmless: it cannot be an option of a command, name another scheme, or end
/// the escape sequence that it is written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebAddress(String);

impl WebAddress {
    /// Returns the address, or `None` if it has another scheme, no host, or a character that is not printable ASCII.
    pub fn new(address: &str) -> Option<Self> {
        let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
        let has_host = !rest.is_empty() && !rest.starts_with(['/', '?', '#']);
        (has_host && rest.bytes().all(|byte| byte.is_ascii_graphic())).then(|| Self(address.to_owned()))
    }

    /// Returns the address as it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for WebAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_printable_web_addresses_are_accepted() {
        for address in ["https://a.example/b?c=1&d='$(x)#:~:text=e", "http://127.0.0.1:80", "https://[::1]/"] {
            assert_eq!(WebAddress::new(address).expect("an address").as_str(), address);
        }
        for other in [
            "",
            "https://",
            "https:///x",
            "https://?x",
            "HTTPS://a.example/",
            " https://a.example/",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "--new-window=https://a.example/",
            "https://a.example/ --new-window",
            "https://a.example/\u{1b}\\",
            "https://a.example/\u{7}",
            "https://a.example/\n",
            "https://a.example/\u{9b}31m",
            "https://bücher.example/",
        ] {
            assert!(WebAddress::new(other).is_none(), "{other:?}");
        }
    }
}
