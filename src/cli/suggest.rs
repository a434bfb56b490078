//! What to say where nothing has the id or the name that was given.

use super::lookup::{MOST_NAMED, folded, items};
use crate::corpus::{Corpus, Record};
use crate::text::Text;

/// How near something is to what was given; the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Similarity {
    /// An id or a name misspelt.
    Misspelt,
    /// Whole words of an id or a name, and how many other words it has.
    Words(usize),
    /// Words of an id or a name, misspelt, and how many other words it has.
    MisspeltWords(usize),
}

/// Says that nothing is called so, what is called nearly so, or else how to find what is meant.
pub(super) fn unknown(corpus: &Corpus, words: &str) -> String {
    let near: Vec<_> = suggestions(corpus, words).iter().map(|near| format!("`{near}`")).collect();
    let help = match near.as_slice() {
        [] => "`briefing search WORDS` finds records by words, `briefing list entities` lists ids".to_owned(),
        near => format!("did you mean {}?", near.join(", ")),
    };
    format!("no record has the id or name `{}`; {help}", Text::clean(words))
}

/// The ids of what is called nearly so, best first. Claims only where nothing else is.
fn suggestions(corpus: &Corpus, words: &str) -> Vec<String> {
    let wanted = folded(words);
    let mut near: Vec<(Similarity, String)> = Vec::new();
    for item in items(corpus) {
        let id = item.id(corpus);
        let names = item.name(corpus).into_iter().chain(item.aliases(corpus)).map(|name| folded(name.as_str()));
        if let Some(found) = names.chain([folded(&id)]).filter_map(|name| nearness(&wanted, &name)).min() {
            near.push((found, id));
        }
    }
    if near.is_empty() {
        for slot in corpus.claims() {
            let id = corpus.id_of(Record::Claim(slot));
            // What all claims of a document have in common tells none of them apart.
            let own = corpus.claim(slot).id.as_str();
            let found =
                if wanted.contains('#') { misspelt(&wanted, &folded(&id)) } else { nearness(&wanted, &folded(own)) };
            near.extend(found.map(|found| (found, id)));
        }
    }
    near.sort();
    near.dedup_by(|one, other| one.1 == other.1);
    // Where something is near, what is less near would only distract.
    if let Some(best) = near.first().map(|(found, _)| std::mem::discriminant(found)) {
        near.retain(|(found, _)| std::mem::discriminant(found) == best);
    }
    near.into_iter().take(MOST_NAMED).map(|(_, id)| id).collect()
}

/// How near a name is; both are folded.
fn nearness(wanted: &str, name: &str) -> Option<Similarity> {
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

/// True where few letters differ for the length. A short word is as near to many others.
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
