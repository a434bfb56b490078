//! Suggests ids if nothing has the id or name that was given.

use super::item::{MOST_NAMED, aliases, folded, name, named_records};
use crate::corpus::{Corpus, Record};
use crate::text::Text;

/// How similar a name is to the given one, most similar first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Similarity {
    /// The whole name, misspelt.
    Misspelt,
    /// All given words are in the name, which has this many others.
    Words(usize),
    /// All given words, misspelt, are in the name, which has this many others.
    MisspeltWords(usize),
}

/// Returns the message for an unknown id or name, with similar ids or else with a way to find one.
pub(super) fn unknown(corpus: &Corpus, words: &str) -> String {
    let near: Vec<_> = suggestions(corpus, words).iter().map(|near| format!("`{near}`")).collect();
    let help = match near.as_slice() {
        [] => "`briefing search WORDS` finds records by words, `briefing list entities` lists ids".to_owned(),
        near => format!("did you mean {}?", near.join(", ")),
    };
    format!("no record has the id or name `{}`; {help}", Text::clean(words))
}

/// Returns the ids whose names are similar, best first. Claims are only suggested if nothing else is similar.
fn suggestions(corpus: &Corpus, words: &str) -> Vec<String> {
    let wanted = folded(words);
    let mut near: Vec<(Similarity, String)> = Vec::new();
    for record in named_records(corpus) {
        let id = corpus.id_of(record);
        let names = name(corpus, record).into_iter().chain(aliases(corpus, record)).map(|name| folded(name.as_str()));
        if let Some(found) = names.chain([folded(&id)]).filter_map(|name| similarity(&wanted, &name)).min() {
            near.push((found, id));
        }
    }
    if near.is_empty() {
        for slot in corpus.with_drafts().claims() {
            let id = corpus.id_of(Record::Claim(slot));
            // The document's id is the same in all its claims, so only the claim's own id is compared.
            let own = corpus.claim(slot).id.as_str();
            let found =
                if wanted.contains('#') { misspelt(&wanted, &folded(&id)) } else { similarity(&wanted, &folded(own)) };
            near.extend(found.map(|found| (found, id)));
        }
    }
    near.sort();
    near.dedup_by(|one, other| one.1 == other.1);
    // Only the best kind of similarity is kept, because weaker ones would distract.
    if let Some(best) = near.first().map(|(found, _)| std::mem::discriminant(found)) {
        near.retain(|(found, _)| std::mem::discriminant(found) == best);
    }
    near.into_iter().take(MOST_NAMED).map(|(_, id)| id).collect()
}

/// Compares a name with the wanted one; both are folded.
fn similarity(wanted: &str, name: &str) -> Option<Similarity> {
    let parts = |text: &str| text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
    let wanted_words: Vec<_> = parts(wanted).into_iter().filter(|word| !word.is_empty()).collect();
    let words = parts(name);
    let others = words.len().saturating_sub(wanted_words.len());
    let each = |fits: &dyn Fn(&str, &str) -> bool| {
        !wanted_words.is_empty() && wanted_words.iter().all(|wanted| words.iter().any(|word| fits(wanted, word)))
    };
    misspelt(wanted, name)
        .or_else(|| each(&|wanted, word| wanted == word).then_some(Similarity::Words(others)))
        .or_else(|| each(&|wanted, word| is_misspelt(wanted, word)).then_some(Similarity::MisspeltWords(others)))
}

fn misspelt(wanted: &str, name: &str) -> Option<Similarity> {
    is_misspelt(wanted, name).then_some(Similarity::Misspelt)
}

/// Returns whether at most a quarter of the letters differ, and at most three. Short words are similar to too many others.
fn is_misspelt(wanted: &str, name: &str) -> bool {
    let letters = wanted.chars().count();
    let allowed = (letters / 4).min(3);
    letters.abs_diff(name.chars().count()) <= allowed && strsim::osa_distance(wanted, name) <= allowed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::embedded;
    use crate::testing::fixture::harbour;

    #[test]
    fn what_is_called_nearly_so_is_suggested() {
        let corpus = harbour();
        assert_eq!(suggestions(&corpus, "tom-red"), ["tom-reed"]);
        assert_eq!(suggestions(&corpus, "Oberg"), ["ines-oberg"]);
        assert_eq!(suggestions(&corpus, "obreg"), ["ines-oberg"]);
        assert_eq!(suggestions(&corpus, "cost daily"), ["coast-daily"]);
        assert_eq!(suggestions(&corpus, "shallow"), ["2025-01-harbour-closed#shallow"]);
        assert_eq!(suggestions(&corpus, "2024-05-02-harbour-opens#dept"), ["2024-05-02-harbour-opens#depth"]);
    }

    #[test]
    fn what_is_far_is_not_suggested() {
        let corpus = embedded();
        for nothing in ["foo", "zzz", "", "#", "mali-as-footwear", "x"] {
            assert!(suggestions(&corpus, nothing).is_empty(), "{nothing}: {:?}", suggestions(&corpus, nothing));
        }
        assert_eq!(suggestions(&corpus, "neo"), ["2025-04-07-neo-aes-russia"], "its claims are not listed with it");
        assert_eq!(suggestions(&corpus, "Rusia"), ["russia"]);
        assert_eq!(suggestions(&corpus, "lavrov")[0], "sergey-lavrov", "the name that says least else comes first");
        assert!(unknown(&corpus, "foo").contains("`briefing search WORDS`"));
        assert!(unknown(&corpus, "\u{1b}[2J").contains("`<U+001B>[2J`"));
    }
}
