//! The forms of French verbs, made from the infinitive.

use super::forms::Form;

/// Returns the forms of a verb of the third person.
///
/// `irregular` has them with slashes between them: infinitive, present, plural, imperfect, plural, participle, gerund.
pub(super) fn french_forms(verb: &str, irregular: Option<&str>) -> Vec<(String, Form)> {
    let verb = verb.strip_prefix("s'").unwrap_or(verb);
    if let Some(forms) = irregular {
        let kinds = [Form::Base, Form::Third, Form::Third, Form::Third, Form::Third, Form::Past, Form::Gerund];
        return forms.split('/').map(str::to_owned).zip(kinds).collect();
    }
    let Some(stem) = verb.strip_suffix("er") else { return vec![(verb.to_owned(), Form::Base)] };
    // `annoncer` makes `annonçait`, `juger` makes `jugeait`, `espérer` makes `espère`.
    let soft = match stem.strip_suffix('c') {
        Some(stem) => format!("{stem}ç"),
        None if stem.ends_with('g') => format!("{stem}e"),
        None => stem.to_owned(),
    };
    let stressed = grave(stem);
    let mut forms = vec![(verb.to_owned(), Form::Base), (format!("{soft}ant"), Form::Gerund)];
    forms.extend(["e", "ent"].map(|ending| (format!("{stressed}{ending}"), Form::Third)));
    forms.extend(["ait", "aient", "a"].map(|ending| (format!("{soft}{ending}"), Form::Third)));
    forms.extend(["é", "ée", "és", "ées"].map(|ending| (format!("{stem}{ending}"), Form::Past)));
    forms
}

/// Returns a stem with `è` for an `é` before its last consonant, and `ll` for the `l` of `appeler`.
fn grave(stem: &str) -> String {
    if stem == "rappel" || stem == "appel" {
        return format!("{stem}l");
    }
    let mut letters: Vec<char> = stem.chars().collect();
    if let [.., vowel @ 'é', consonant] = &mut letters[..]
        && !matches!(consonant, 'a' | 'e' | 'i' | 'o' | 'u')
    {
        *vowel = 'è';
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_spelt_as_they_are() {
        let all = |verb: &str| french_forms(verb, None).into_iter().map(|(word, _)| word).collect::<Vec<_>>().join(" ");
        assert_eq!(
            all("annoncer"),
            "annoncer annonçant annonce annoncent annonçait annonçaient annonça annoncé annoncée annoncés annoncées"
        );
        assert!(
            all("espérer").contains("espère ")
                && all("juger").contains("jugeait")
                && all("rappeler").contains("rappelle ")
        );
        assert!(
            french_forms("dire", Some("dire/dit/disent/disait/disaient/dit/disant"))
                .contains(&("disait".into(), Form::Third))
        );
    }
}
