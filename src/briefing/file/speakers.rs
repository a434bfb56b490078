//! The `speaker` field of a claim: one id, or a list of ids.

use hashbrown::HashSet;

use crate::briefing::EntityId;
use crate::briefing::check::Check;
use crate::briefing::raw::RawClaim;
use crate::yaml::{Fault, OneOrMore, Path, SourceMap, Verbatim};

const KEY: &str = "speaker";

/// Restores the spelling of speakers that YAML reads as numbers or truth values.
pub(super) fn restore_text(claims: &mut [Option<RawClaim>], text: &str) {
    let mut source_map = None;
    for (at, claim) in claims.iter_mut().enumerate() {
        if let Some(RawClaim { speaker: Some(speaker @ OneOrMore::Unread), .. }) = claim {
            let path = Path::default().key("claims").index(at).key(KEY);
            let word = source_map.get_or_insert_with(|| SourceMap::new(text)).scalar(&path).unwrap_or_default();
            *speaker = OneOrMore::One(Verbatim(word.into()));
        }
    }
}

/// Returns ids with commas between them as a YAML list, or `None` if the word is something else.
fn list_in(word: &str) -> Option<String> {
    let ids: Vec<_> = word.split(',').map(str::trim).collect();
    let is_list = ids.len() > 1 && ids.iter().all(|id| EntityId::parse(id).is_some());
    is_list.then(|| format!("`[{}]`", ids.join(", ")))
}

/// Returns the numbers of the speakers, each once and in their order, or `None` if it is unsure who speaks.
pub(super) fn check(
    check: &mut Check,
    raw: &OneOrMore,
    mut parse: impl FnMut(&str) -> Option<usize>,
) -> Option<Vec<usize>> {
    let words = match raw {
        OneOrMore::One(word) => {
            if let Some(list) = list_in(&word.0) {
                let hint = format!("several speakers are a list: {list}");
                check.fault(KEY, format!("`{}` is not an id", word.0), &hint);
                return None;
            }
            return check.id(KEY, word, parse).map(|speaker| vec![speaker]);
        }
        OneOrMore::List(words) => words.as_slice(),
        OneOrMore::Unread => &[],
    };
    if words.is_empty() {
        let hint = "name the speaker, or leave `speaker` out if the author says it";
        check.fault(KEY, "the list of speakers is empty", hint);
        return None;
    }
    let ids = check.ids(KEY, words, &mut parse);
    if ids.len() < words.len() {
        return None;
    }
    let (mut seen, mut repeated) = (HashSet::with_capacity(ids.len()), None);
    let mut speakers = Vec::with_capacity(ids.len());
    for (at, speaker) in ids.into_iter().enumerate() {
        if seen.insert(speaker) {
            speakers.push(speaker);
        } else {
            repeated.get_or_insert(at);
        }
    }
    // Only the first repetition is reported, because a file can hold a million of them.
    if let Some(at) = repeated {
        let problem = format!("the speaker `{}` is named a second time", words[at].0);
        check.push(Fault::at(check.base().key(KEY).index(at), problem).hint("name each speaker once"));
    }
    Some(speakers)
}

#[cfg(test)]
mod tests {
    use crate::briefing::{Content, File};

    /// The speakers of each claim that could be read, and the problems.
    fn read(speakers: &[&str]) -> (Vec<String>, Vec<String>) {
        let mut text = "title: T\npublisher: p\nurl: https://example.org/\npublished: 2024\nclaims:\n".to_owned();
        for (at, speaker) in speakers.iter().enumerate() {
            text += &format!("  - id: c{at}\n    text: T\n    kind: fact\n    speaker: {speaker}\n");
        }
        let file = File::read("d.yaml".into(), "d", text.into_bytes());
        let problems = file.problems.iter().map(ToString::to_string).collect();
        let Some(Content::Document(document, mentions)) = file.content else { panic!("a document: {problems:?}") };
        let ids: Vec<_> = mentions.names().entities().collect();
        let told = document.claims.iter().zip(mentions.claims()).map(|(claim, mention)| {
            let speakers: Vec<_> = mention.speakers().map(|number| ids[number]).collect();
            format!("{} {}", claim.id, speakers.join(" "))
        });
        (told.collect(), problems)
    }

    #[test]
    fn one_speaker_or_several_in_the_order_of_the_file() {
        let (told, problems) = read(&["b", "[c, a]", "[a]", "", "~", "\n    - a\n    - b", "'7'"]);
        assert_eq!(told, ["c0 b", "c1 c a", "c2 a", "c3 ", "c4 ", "c5 a b", "c6 7"]);
        assert_eq!(problems, [""; 0]);
    }

    #[test]
    fn what_yaml_takes_for_a_number_stays_as_it_is_written() {
        let (told, problems) = read(&["7", "0x1f", "1.10", "true", "[007, 1e3, no]"]);
        assert_eq!(told, ["c0 7", "c1 0x1f", "c2 1.10", "c3 true", "c4 007 1e3 no"]);
        assert_eq!(problems, [""; 0]);
    }

    #[test]
    fn a_claim_whose_speakers_are_unsure_is_not_shown_as_somebody_else_s() {
        let (told, problems) = read(&["[]", "[a, -b]", "-b", "[a, b]", "a, b"]);
        assert_eq!(told, ["c3 a b"]);
        insta::assert_snapshot!(problems.join("\n"), @"
        d.yaml:9:14: the list of speakers is empty (name the speaker, or leave `speaker` out if the author says it)
        d.yaml:13:18: `-b` is not an id (an id consists of letters, digits, `-`, `_` and `.`, such as `sergey-lavrov`)
        d.yaml:17:14: `-b` is not an id (an id consists of letters, digits, `-`, `_` and `.`, such as `sergey-lavrov`)
        d.yaml:25:14: `a, b` is not an id (several speakers are a list: `[a, b]`)
        ");
        let (told, problems) = read(&["[a, [b]]", "{a: b}", "[a, ~]", "[a, b]"]);
        assert_eq!((told, problems.len()), (vec!["c3 a b".to_owned()], 3));
    }

    #[test]
    fn who_is_named_twice_says_it_once() {
        let (told, problems) = read(&["[a, b, a, c, b]"]);
        assert_eq!(told, ["c0 a b c"]);
        assert_eq!(problems, ["d.yaml:9:21: the speaker `a` is named a second time (name each speaker once)"]);
    }

    #[test]
    fn a_basis_is_one_of_two_words() {
        let read = |origin: &str| {
            let text = format!("origins:\n  - {{id: a, name: A{origin}}}\n");
            let file = File::read("sources.yaml".into(), "sources", text.into_bytes());
            let problems: Vec<_> = file.problems.iter().map(ToString::to_string).collect();
            let Some(Content::Sources(_, origins, _)) = file.content else { panic!("sources: {problems:?}") };
            let told = origins.iter().map(|(_, origin)| format!("{:?} {:?}", origin.basis, origin.note));
            told.chain(problems).collect::<Vec<_>>().join("\n")
        };
        assert_eq!(read(""), "Stated None");
        assert_eq!(read(", basis: stated"), "Stated None");
        assert_eq!(read(", basis: , note: "), "Stated None", "what is left out");
        assert!(read(", note: ''").ends_with("the note is empty (write it, or delete the field)"));
        assert!(read(", basis: inferred, note: so it seems").starts_with("Inferred Some("));
        assert!(read(", basis: infered").contains("did you mean `inferred`?"));
    }
}
