//! The forms of English verbs, made from the infinitive.

/// A form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::draft) enum Form {
    /// `say`
    Base,
    /// `says`
    Third,
    /// `said`
    Past,
    /// `written`, where it differs from the past tense.
    Participle,
    /// `saying`
    Gerund,
}

/// Returns the forms of a verb. `irregular` has its forms with slashes between them: `write/wrote/written`.
pub(super) fn forms(verb: &str, irregular: Option<&str>, doubles: bool) -> Vec<(String, Form)> {
    let mut all =
        vec![(verb.to_owned(), Form::Base), (third(verb), Form::Third), (gerund(verb, doubles), Form::Gerund)];
    let mut parts = irregular.unwrap_or_default().split('/').skip(1).map(str::to_owned);
    let past = parts.next().unwrap_or_else(|| past(verb, doubles));
    all.extend(parts.next().map(|participle| (participle, Form::Participle)));
    all.push((past, Form::Past));
    all
}

fn consonant_y(verb: &str) -> Option<&str> {
    verb.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']))
}

fn third(verb: &str) -> String {
    match consonant_y(verb) {
        Some(stem) => format!("{stem}ies"),
        None if verb.ends_with(['s', 'x', 'z', 'o']) || verb.ends_with("ch") || verb.ends_with("sh") => {
            format!("{verb}es")
        }
        None => format!("{verb}s"),
    }
}

fn past(verb: &str, doubles: bool) -> String {
    match consonant_y(verb) {
        Some(stem) => format!("{stem}ied"),
        None if verb.ends_with('e') => format!("{verb}d"),
        None => format!("{verb}{}ed", last(verb, doubles)),
    }
}

fn gerund(verb: &str, doubles: bool) -> String {
    match verb.strip_suffix('e') {
        Some(stem) if !stem.ends_with(['e', 'o']) => format!("{stem}ing"),
        _ => format!("{verb}{}ing", last(verb, doubles)),
    }
}

fn last(verb: &str, doubles: bool) -> &str {
    if doubles { &verb[verb.len() - 1..] } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_spelt_as_they_are() {
        let all = |verb: &str, irregular, doubles| {
            forms(verb, irregular, doubles).into_iter().map(|(word, _)| word).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(all("deny", None, false), "deny denies denying denied");
        assert_eq!(all("agree", None, false), "agree agrees agreeing agreed");
        assert_eq!(all("admit", None, true), "admit admits admitting admitted");
        assert_eq!(all("argue", None, false), "argue argues arguing argued");
        assert_eq!(all("write", Some("write/wrote/written"), false), "write writes writing written wrote");
        assert_eq!(all("preach", None, false), "preach preaches preaching preached");
    }
}
