//! What a site's `robots.txt` asks of programs, by RFC 9309.

use url::Url;

/// The name under which a site may address this program.
const NAME: &str = "briefing";

/// The rules of a site for this program.
#[derive(Clone, Debug, Default)]
pub(super) struct Robots {
    /// Patterns of paths, each with whether it allows them.
    rules: Vec<(bool, String)>,
}

impl Robots {
    /// Reads the rules for this program, or else those for all programs.
    pub(super) fn new(text: &str) -> Self {
        let mut own = Vec::new();
        let mut general = Vec::new();
        let mut has_own = false;
        let (mut is_own, mut is_general, mut in_rules) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((field, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match field.trim().to_ascii_lowercase().as_str() {
                "user-agent" => {
                    // The first name behind rules begins another group.
                    if std::mem::take(&mut in_rules) {
                        (is_own, is_general) = (false, false);
                    }
                    is_own |= value.eq_ignore_ascii_case(NAME);
                    is_general |= value == "*";
                    has_own |= is_own;
                }
                field @ ("allow" | "disallow") => {
                    in_rules = true;
                    let rule = (field == "allow", value.to_owned());
                    // An empty rule says nothing.
                    if is_own && !value.is_empty() {
                        own.push(rule.clone());
                    }
                    if is_general && !value.is_empty() {
                        general.push(rule);
                    }
                }
                _ => {}
            }
        }
        Self { rules: if has_own { own } else { general } }
    }

    /// Returns whether an address is forbidden: the longest matching rule decides, and of two the one that allows.
    pub(super) fn forbids(&self, address: &Url) -> bool {
        let path = match address.query() {
            Some(query) => format!("{}?{query}", address.path()),
            None => address.path().to_owned(),
        };
        let matching = self.rules.iter().filter(|(_, pattern)| matches(pattern, &path));
        let longest = matching.max_by_key(|(allows, pattern)| (pattern.len(), *allows));
        longest.is_some_and(|(allows, _)| !allows)
    }
}

/// Returns whether a path begins with a pattern, in which `*` is any text and `$` the end.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, is_whole) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, inner)) = parts.split_last() else { return !is_whole || rest.is_empty() };
    for part in inner {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    if is_whole { rest.ends_with(last) } else { rest.contains(last) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forbids(text: &str, path: &str) -> bool {
        let address = Url::parse("https://example.org").and_then(|site| site.join(path)).expect("an address");
        Robots::new(text).forbids(&address)
    }

    #[test]
    fn the_longest_rule_of_the_own_group_decides() {
        let text = "User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /a # no\nAllow: /a/b\nDisallow:\n";
        assert!(forbids(text, "/a/c") && !forbids(text, "/a/b/c") && !forbids(text, "/c"));
        let own = format!("{text}User-Agent: Briefing\nUser-agent: x\ndisallow: /c");
        assert!(forbids(&own, "/c") && !forbids(&own, "/a/c"));
        assert!(!forbids("", "/") && !forbids("nonsense\n:::", "/"));
        assert!(forbids("User-agent: *\nDisallow: /x\nAllow: /x", "/y") == forbids("", "/y"));
        assert!(!forbids("User-agent: *\nDisallow: /x\nAllow: /x", "/x"), "of two alike, the one that allows");
    }

    #[test]
    fn patterns_have_stars_and_ends() {
        let rule = |pattern: &str| format!("User-agent: *\nDisallow: {pattern}");
        for (pattern, path, expected) in [
            ("/*.pdf$", "/a/b.pdf", true),
            ("/*.pdf$", "/a/b.pdf?x", false),
            ("/a*c*e", "/abcde", true),
            ("/a*c*e", "/abde", false),
            ("*", "/x", true),
            ("/a$", "/a", true),
            ("/a$", "/ab", false),
            ("/?q=", "/?q=1", true),
        ] {
            assert_eq!(forbids(&rule(pattern), path), expected, "{pattern} {path}");
        }
    }
}
