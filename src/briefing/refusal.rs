//! Explains why an address is refused.

use url::{ParseError, Url};

use crate::yaml::{self, nearest};

/// What is wrong with an address that [`SourceUrl`](super::SourceUrl) refuses, and how to correct it.
pub(super) struct Refusal {
    pub(super) problem: String,
    pub(super) hint: String,
}

impl Refusal {
    /// Finds the first reason that applies.
    pub(super) fn from_address(raw: &str) -> Self {
        let address = raw.trim();
        let bare = address.trim_matches(['<', '>', '“', '”', '„', '«', '»', '"', '\'', '‘', '’']);
        if address.is_empty() {
            return Self::new("the address is empty", "write the whole address, beginning with `https://`");
        }
        if let Some(sign) = raw.chars().find(|sign| yaml::is_stray_space(*sign)) {
            let clean: String = raw.chars().filter(|sign| !yaml::is_stray_space(*sign)).collect();
            let problem = format!("there is {} in the address", yaml::character_name(sign));
            return Self::new(problem, format!("delete it: `{}`", shortened(clean.trim())));
        }
        if bare != address {
            return Self::new(
                format!("`{address}` has other characters around the address"),
                format!("write `{bare}`"),
            );
        }
        match Url::parse(address) {
            Ok(url) if !matches!(url.scheme(), "http" | "https") => Self::in_scheme(address, url.scheme()),
            Ok(url) => Self::with_user(&url),
            Err(ParseError::RelativeUrlWithoutBase) => Self::without_scheme(address),
            Err(error) => Self::in_host(address, error),
        }
    }

    fn new(problem: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { problem: problem.into(), hint: hint.into() }
    }

    fn in_scheme(address: &str, scheme: &str) -> Self {
        const WEB: &str = "only addresses of web pages can be opened; they begin with `https://` or `http://`";
        let rest = address[scheme.len()..].trim_start_matches([':', '/', '\\']);
        // In `coast.example:8080/a` the host is parsed as a scheme, but `ftp:` is a real one.
        let is_host = scheme.contains('.') || scheme == "localhost";
        if is_host {
            return Self::without_scheme(address);
        }
        match nearest(scheme, ["https", "http"].into_iter()) {
            Some(meant) => Self::new(
                format!("`{scheme}:` does not begin the address of a web page"),
                format!("did you mean `{}`?", shortened(&format!("{meant}://{rest}"))),
            ),
            None if !address.contains("//") && shortened(address) != address => Self::with_login(),
            None => Self::new(format!("`{}` cannot be opened", shortened(address)), WEB),
        }
    }

    fn with_user(url: &Url) -> Self {
        let mut without = url.clone();
        // The user can be removed from any address that has a host.
        let _ = without.set_username("");
        let _ = without.set_password(None);
        let what = if url.password().is_some() { "a user name and a password" } else { "a user name" };
        let problem = format!("the address has {what} before the `@`, which would be shown and sent to others");
        Self::new(problem, format!("delete it: `{without}`"))
    }

    fn with_login() -> Self {
        let problem = "the address has a user name and a password before the `@`, which would be shown and sent";
        Self::new(problem, "delete them, and write the whole address, beginning with `https://`")
    }

    fn without_scheme(address: &str) -> Self {
        let rest = address.trim_start_matches(['/', ':', '\\']);
        let rest = ["https//", "http//"].iter().find_map(|start| rest.strip_prefix(start)).unwrap_or(rest);
        let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
        if host.contains('.') && !host.contains(char::is_whitespace) {
            let problem = format!("`{}` lacks the beginning of the address", shortened(address));
            return Self::new(problem, format!("write `https://{}`", shortened(rest)));
        }
        if shortened(address) != address {
            return Self::with_login();
        }
        Self::new(
            format!("`{}` is not an address", shortened(address)),
            "write the whole address of the web page, beginning with `https://`",
        )
    }

    fn in_host(address: &str, error: ParseError) -> Self {
        let host = address.split_once("//").map_or(address, |(_, rest)| rest);
        let host = host.split(['/', '?', '#']).next().unwrap_or_default();
        let host = host.rsplit('@').next().unwrap_or_default();
        let address = shortened(address);
        if host.contains(char::is_whitespace) {
            return Self::new(format!("there is a space in the host of `{address}`"), "delete it");
        }
        match error {
            ParseError::EmptyHost => Self::new(
                format!("`{address}` has no host"),
                "write the whole address, such as `https://coast.example/opens`",
            ),
            ParseError::InvalidPort => {
                if address.contains('…') {
                    return Self::new(
                        "the address has a user name and a password before the `@`",
                        format!("delete it: `{}`", address.replacen("…@", "", 1)),
                    );
                }
                let port = host.rsplit(':').next().unwrap_or_default();
                Self::new(format!("`{port}` is not a port"), "after the host and `:` write a number up to 65535")
            }
            _ => Self::new(format!("`{host}` is not the name of a host"), "copy the address from the browser's bar"),
        }
    }
}

/// Returns an address with any user name and password replaced by `…`.
fn shortened(address: &str) -> String {
    let start = address.find("//").map_or(0, |at| at + "//".len());
    let rest = &address[start..];
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    // Without `//` it may be an e-mail address. Only with a colon can it have a password, which may contain any character.
    let user = rest[..end].rfind('@').or_else(|| rest[..end].contains(':').then(|| rest.rfind('@')).flatten());
    match user {
        Some(at) if start > 0 || is_login(&rest[..at]) => format!("{}…{}", &address[..start], &rest[at..]),
        _ => address.to_owned(),
    }
}

/// Returns whether this is a user name and a password, rather than the scheme and name of an e-mail address.
fn is_login(user: &str) -> bool {
    user.split_once(':').is_some_and(|(name, _)| !name.eq_ignore_ascii_case("mailto"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mistake_has_a_reason_of_its_own() {
        let said = [
            "",
            "https://user:pw@coast.example/a",
            "https://user@coast.example/a",
            "https://user:pw@/a",
            "www.coast.example/a",
            "coast.example:8080/a",
            "//coast.example/a",
            "htps://coast.example/a",
            "https//coast.example",
            "ttps://coast.example",
            "ftp://coast.example/a",
            "ftp://user:pw@coast.example/a",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,x",
            "mailto:a@coast.example",
            "https://",
            "https://coast example/a",
            "https://coast.example:port/a",
            "https://coast.example:99999/a",
            "https://[::1/a",
            "https://a<b/",
            "<https://coast.example/a>",
            "“https://coast.example/a”",
            "see the paper",
            "\u{a0}https://coast.example/a",
            "https://coast.example/a\u{200b}",
            "//user:pw@coast.example",
            "user:pw@coast.example",
            "https://user:pw#x@coast.example",
            "harbour",
        ]
        .map(|raw| {
            let Refusal { problem, hint } = Refusal::from_address(raw);
            format!("{raw}\n  {problem} | {hint}\n")
        });
        insta::assert_snapshot!(said.concat());
    }

    #[test]
    fn what_is_refused_has_no_password_in_its_message() {
        for raw in [
            "https://user:secret@coast.example/a",
            "https://u:secret@/",
            "gopher://u:secret@coast.example",
            "//u:secret@coast.example",
            "u:secret@coast.example",
            "htps://u:secret@coast.example/",
            "https://u:secret#x@coast.example",
            "u.v:secret@coast.example",
            "\u{a0}https://u:secret@coast.example",
        ] {
            let Refusal { problem, hint } = Refusal::from_address(raw);
            assert!(!problem.contains("secret") && !hint.contains("secret"), "{problem} {hint}");
        }
    }
}
