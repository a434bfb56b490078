use std::collections::BTreeSet;
use std::fmt::Write;

use proptest::prelude::*;

use crate::briefing::ClaimRef;
use crate::corpus::clusters::confirming;
use crate::corpus::evidence::corroboration::Caution as C;
use crate::corpus::evidence::corroboration::sources::{roots, stands_by_itself};
use crate::corpus::evidence::corroboration::*;
use crate::testing::fixture::corpus;

const ENTITIES: &str = "[{id: ann, schema: Person, name: Ann}, {id: ben, schema: Person, name: Ben}, \
                        {id: wire, schema: Organization, name: Wire}]\n";
const SOURCES: &str = "outlets: [{id: daily, name: Daily}, {id: herald, name: Herald, reliability: B}]\n\
                       origins: [{id: letter, name: Letter, issuer: [ann]}, {id: speech, name: Speech}, \
                       {id: talk, name: Talk, basis: inferred}, {id: note, name: Note, issuer: [ann, ben]}, \
                       {id: report, name: Report, issuer: [wire]}, {id: call, name: Call, issuer: [ben]}]\n";

/// A corpus of claims, each in its own document. Each is the further keys of the document and of the claim.
fn corpus_from(claims: &[(&str, &str)]) -> Corpus {
    let documents: Vec<(String, String)> = claims
        .iter()
        .enumerate()
        .map(|(at, (document, claim))| {
            let text = format!(
                "title: T{at}\npublisher: daily\nurl: https://example.org/{at}\npublished: 2024\n{document}claims:\n  - \
                 {{id: c, text: C{at}, kind: fact{claim}}}\n"
            );
            (format!("d{at}.yaml"), text)
        })
        .collect();
    let mut files = vec![("entities.yaml", ENTITIES), ("sources.yaml", SOURCES)];
    files.extend(documents.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    corpus(&files)
}

fn slot(corpus: &Corpus, number: usize) -> ClaimSlot {
    let name = format!("d{number}#c");
    corpus.find_claim(&ClaimRef::parse(&name).expect("a reference")).expect("a claim")
}

/// Returns the sources of a claim, each as the ids of its documents.
fn sources_of(corpus: &Corpus, number: usize) -> Vec<Vec<String>> {
    let id = |claim: &ClaimSlot| corpus.document(corpus.document_of(*claim)).id.to_string();
    let sources = corpus.corroboration(slot(corpus, number)).sources;
    sources.iter().map(|source| source.iter().map(id).collect()).collect()
}

#[test]
fn claims_of_one_origin_are_one_source() {
    let corpus = corpus_from(&[
        ("author: [ann]\n", ", origin: speech"),
        ("author: [ben]\n", ", origin: speech, relations: [{type: confirms, claim: d0#c}]"),
        ("", ", speaker: wire, relations: [{type: confirms, claim: d1#c}]"),
    ]);
    assert_eq!(corpus.problems(), []);
    assert_eq!(sources_of(&corpus, 0), [vec!["d0", "d1"], vec!["d2"]]);
    assert_eq!(sources_of(&corpus, 2), [vec!["d2"], vec!["d0", "d1"]], "its own source comes first");
    assert_eq!((corpus.independent(slot(&corpus, 0)), corpus.independent(slot(&corpus, 2))), (2, 2));
    assert!(!corpus.cautions(slot(&corpus, 0)).contains(&Caution::OnlySource));
}

#[test]
fn one_word_is_one_source_whoever_repeats_it() {
    let confirms = ", relations: [{type: confirms, claim: d0#c}]";
    let one = |first: (&str, &str), second: (&str, &str)| {
        let claim = format!("{}{confirms}", second.1);
        corpus_from(&[first, (second.0, &claim)]).independent(ClaimSlot::new(0))
    };
    assert_eq!(one(("", ", speaker: ann"), ("author: [ben]\n", ", speaker: ann")), 1, "one speaker");
    assert_eq!(one(("", ", speaker: ann"), ("author: [ben]\n", ", speaker: ben")), 2, "two speakers");
    assert_eq!(one(("", ", speaker: ann"), ("author: [ben]\n", ", origin: letter")), 1, "she issued the letter");
    assert_eq!(one(("author: [ann]\n", ", via: [wire]"), ("author: [ben]\n", ", via: [ann, wire]")), 1, "one agency");
    assert_eq!(one(("", ", speaker: ann, via: [wire]"), ("", ", speaker: ben, via: [wire]")), 2, "only passed on");
    assert_eq!(one(("", ""), ("", "")), 1, "one outlet, unsigned");
    assert_eq!(one(("", ""), ("author: [ben]\n", "")), 2, "an author beside an unsigned text");
}

#[test]
fn what_says_otherwise_says_it_of_all_that_say_the_same() {
    let corpus = corpus_from(&[
        ("", ", speaker: ann"),
        ("", ", speaker: ben, relations: [{type: confirms, claim: d0#c}]"),
        ("", ", speaker: wire, relations: [{type: disputes, claim: d1#c}]"),
        ("", ", relations: [{type: qualifies, claim: d0#c}]"),
    ]);
    let bearings = |number| {
        let of = |bearing: &Bearing| format!("{} {}", bearing.related.verb(), corpus.claim(bearing.related.other).text);
        corpus.corroboration(slot(&corpus, number)).bearings.iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(bearings(0), ["disputed by C2", "qualified by C3"]);
    assert_eq!(bearings(1), ["disputed by C2", "qualified by C3"]);
    assert_eq!(bearings(2), ["disputes C1"]);
    let disputed: Vec<_> = (0..4).map(|number| corpus.is_disputed(slot(&corpus, number))).collect();
    assert_eq!(disputed, [true, true, true, false]);
}

#[test]
fn a_reader_is_warned_in_the_words_of_the_data() {
    let corpus = corpus_from(&[
        ("", ""),
        ("author: [ann]\n", ", speaker: ben, via: [wire]"),
        ("author: [ben]\n", ", origin: letter"),
        ("author: [ann]\n", ", origin: letter"),
    ]);
    assert_eq!(corpus.cautions(slot(&corpus, 0)), [C::OnlySource, C::Anonymous, C::Ungraded]);
    assert_eq!(corpus.cautions(slot(&corpus, 1)), [C::OnlySource, C::SecondHand, C::Ungraded]);
    assert_eq!(corpus.cautions(slot(&corpus, 2)), [C::OnlySource, C::SecondHand, C::Ungraded]);
    assert_eq!(corpus.cautions(slot(&corpus, 3)), [C::OnlySource, C::Ungraded], "her own letter");
}

/// Returns everything that can be reached: a plain, slow version of the definition.
fn closure<T: Ord + Copy>(all: &[T], first: T, joined: impl Fn(T, T) -> bool) -> BTreeSet<T> {
    let mut reached = BTreeSet::from([first]);
    loop {
        let more: Vec<T> = all.iter().copied().filter(|one| reached.iter().any(|other| joined(*one, *other))).collect();
        let before = reached.len();
        reached.extend(more);
        if reached.len() == before {
            return reached;
        }
    }
}

/// A corpus of one document by Ann, whose claims confirm the first. Each is the further keys of the claim.
fn one_document(claims: &[&str]) -> Corpus {
    let mut text =
        "title: T\nauthor: [ann]\npublisher: daily\nurl: https://example.org/\npublished: 2024\nclaims:\n".to_owned();
    for (at, keys) in claims.iter().enumerate() {
        let confirms = if at > 0 { ", relations: [{type: confirms, claim: d0#c}]" } else { "" };
        let id = if at > 0 { format!("c{at}") } else { "c".to_owned() };
        writeln!(text, "  - {{id: {id}, text: C{at}, kind: fact{keys}{confirms}}}").expect("written");
    }
    let corpus = corpus(&[("entities.yaml", ENTITIES), ("sources.yaml", SOURCES), ("d0.yaml", &text)]);
    assert_eq!(corpus.problems(), []);
    corpus
}

#[test]
fn what_several_say_jointly_is_one_source() {
    let confirms = |number| format!(", relations: [{{type: confirms, claim: d{number}#c}}]");
    let joint = |claims: &[(&str, &str)]| {
        let (first, others) = claims.split_first().expect("a claim");
        let others: Vec<_> =
            others.iter().map(|(document, claim)| (*document, format!("{claim}{}", confirms(0)))).collect();
        let all = [*first].into_iter().chain(others.iter().map(|(document, claim)| (*document, claim.as_str())));
        let corpus = corpus_from(&all.collect::<Vec<_>>());
        assert_eq!(corpus.problems(), []);
        corpus.independent(ClaimSlot::new(0))
    };
    let both = ("", ", speaker: [ann, ben]");
    assert_eq!(joint(&[both]), 1);
    assert_eq!(joint(&[both, ("", ", speaker: ann")]), 1, "one of them alone");
    assert_eq!(joint(&[both, ("", ", speaker: ann"), ("", ", speaker: ben")]), 1, "each of them alone");
    assert_eq!(joint(&[both, ("", ", speaker: [ben, wire]")]), 1, "one speaker is the same");
    assert_eq!(joint(&[both, ("", ", speaker: wire")]), 2, "somebody else");
}

#[test]
fn joint_speakers_who_issued_the_origin_are_at_first_hand() {
    let firsthand = |claim: &str| corpus_from(&[("", claim)]).is_firsthand(ClaimSlot::new(0));
    assert!(firsthand(", speaker: [ann, ben]"));
    assert!(firsthand(", speaker: [ann, ben], origin: note"));
    assert!(firsthand(", speaker: [ben, ann], origin: letter"), "one of them issued it");
    assert!(!firsthand(", speaker: [ben, wire], origin: letter"));
    assert!(!firsthand(", speaker: [ann, ben], via: [wire]"));
    let corpus = corpus_from(&[("", ", speaker: [ben, ann]")]);
    let names: Vec<_> =
        corpus.speakers(ClaimSlot::new(0)).iter().map(|slot| corpus.entity(*slot).id.as_str()).collect();
    assert_eq!(names, ["ben", "ann"], "in the order of the file");
}

#[test]
fn one_document_confirms_nothing_by_saying_it_again() {
    let count = |claims: &[&str]| one_document(claims).independent(ClaimSlot::new(0));
    let [fourth, ninth] = [4, 9].map(|number| format!(", passage: {{paragraph: {number}, start: it says}}"));
    let at = |keys: &str, passage: &str| format!("{keys}{passage}");
    assert_eq!(count(&[", speaker: ben, origin: speech", ""]), 1, "the author repeats whom it quoted");
    assert_eq!(count(&[", speaker: ben", ", speaker: wire"]), 1, "it does not say whence it has either");
    let unnamed = [at(", speaker: ben", &fourth), at(", speaker: wire", &ninth)];
    assert_eq!(count(&[&unnamed[0], &unnamed[1]]), 1, "nor does it in two places");
    let (letter, speech) = (", speaker: ann, origin: letter", ", speaker: ben, origin: speech");
    assert_eq!(count(&[&at(letter, &fourth), &at(speech, &ninth)]), 2, "two origins, in two places");
    assert_eq!(count(&[&at(letter, &fourth), &at(speech, &fourth)]), 1, "two origins in one paragraph");
    assert_eq!(count(&[letter, &at(speech, &ninth)]), 1, "two origins, but where the first is said nobody knows");
    let (wire, other) = (", speaker: ben, via: [wire]", ", speaker: ann, via: [wire]");
    assert_eq!(count(&[&at(wire, &fourth), &at(other, &ninth)]), 1, "both through one agency");
    let ben = ", speaker: wire, via: [ben]";
    assert_eq!(count(&[&at(letter, &fourth), &at(ben, &ninth)]), 2, "through others");
    assert_eq!(count(&[&at(letter, &fourth), &at(ben, &ninth), ""]), 2, "the author adds nothing");
    assert_eq!(count(&["", &at(letter, &fourth), &at(ben, &ninth)]), 2, "nor does it join what it repeats");
}

#[test]
fn an_author_adds_no_source_by_saying_it_again_elsewhere() {
    let confirms = ", relations: [{type: confirms, claim: d0#c}]";
    let count = |claims: &[(&str, &str)]| corpus_from(claims).independent(ClaimSlot::new(0));
    let (ann, ben) = ("author: [ann]\n", "author: [ben]\n");
    assert_eq!(count(&[(ann, ", origin: report"), (ben, confirms)]), 2, "another author");
    let again = |more: &str| format!("{more}{confirms}");
    assert_eq!(count(&[(ann, ", origin: report"), (ann, confirms)]), 1, "what she took from a report, on her own word");
    assert_eq!(count(&[(ann, ", origin: report"), ("author: [wire]\n", confirms)]), 1, "the one who issued it");
    let call = again(", origin: call");
    assert_eq!(count(&[(ann, ", origin: report"), (ann, &call)]), 2, "two origins");
    let all = [(ann, ", origin: report"), (ann, call.as_str()), (ann, confirms)];
    assert_eq!(count(&all), 2, "her word joins no two origins");
    assert_eq!(sources_of(&corpus_from(&all), 0), [vec!["d0", "d2"], vec!["d1"]], "it joins the first");
    assert_eq!(count(&[("", ", origin: report"), ("", confirms)]), 1, "an outlet that does not sign");
}

#[test]
fn an_inferred_origin_is_counted_as_one() {
    let stated = ", speaker: ben, origin: speech, relations: [{type: confirms, claim: d0#c}]";
    let corpus = corpus_from(&[("", ", speaker: ann, origin: talk"), ("", stated), ("", ", origin: talk")]);
    let counts = |number| {
        let corroboration = corpus.corroboration(slot(&corpus, number));
        (corroboration.sources.len(), corroboration.inferred(&corpus))
    };
    assert_eq!([0, 1, 2].map(counts), [(2, 1), (2, 1), (1, 1)]);
    let none = corpus_from(&[("", ", speaker: ann")]);
    assert_eq!(none.corroboration(ClaimSlot::new(0)).inferred(&none), 0);
}

/// A corpus of claims, each by its document, speaker, origin and paragraph, and of relations, each by its two claims and
/// its type.
fn random_corpus(claims: &[(usize, usize, usize, usize)], relations: &[(usize, usize, usize)]) -> Corpus {
    let count = claims.len();
    let mut files: Vec<(String, String)> = (0..4)
        .map(|document| {
            let author = ["", "author: [ann]\n", "author: [ben]\n", "author: [ann, ben]\n"][document];
            (
                format!("d{document}.yaml"),
                format!("title: T\n{author}publisher: daily\nurl: https://example.org/\npublished: 2024\nclaims:\n"),
            )
        })
        .collect();
    for (at, (document, speaker, origin, paragraph)) in claims.iter().enumerate() {
        let mut claim = format!("  - {{id: c{at}, text: C, kind: fact");
        claim += ["", ", speaker: ann", ", speaker: ben", ", via: [wire]", ", speaker: [ann, wire]", ", via: [ben]"]
            [*speaker];
        claim += ["", ", origin: letter", ", origin: speech", ", origin: talk"][*origin];
        claim += ["", ", passage: {paragraph: 1, start: so}", ", passage: {paragraph: 2, start: so}"][*paragraph];
        claim += ", relations: [";
        for (from, to, kind) in relations.iter().map(|(from, to, kind)| (from % count, to % count, kind)) {
            if from == at && to != from {
                let verb = ["confirms", "confirms", "disputes"][*kind];
                write!(claim, "{{type: {verb}, claim: d{}#c{to}}}, ", claims[to].0).expect("written");
            }
        }
        files[*document].1 += &format!("{claim}]}}\n");
    }
    let mut borrowed = vec![("entities.yaml", ENTITIES), ("sources.yaml", SOURCES)];
    borrowed.extend(files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    corpus(&borrowed)
}

proptest! {
    #[test]
    fn corroboration_is_what_it_is_defined_to_be(
        claims in prop::collection::vec((0..4_usize, 0..6_usize, 0..4_usize, 0..3_usize), 1..9),
        relations in prop::collection::vec((0..9_usize, 0..9_usize, 0..3_usize), 0..14),
    ) {
        let corpus = random_corpus(&claims, &relations);
        prop_assert_eq!(corpus.problems(), []);
        let all: Vec<_> = corpus.claims().collect();
        let confirms = |one, other| confirming(corpus.related(one)).any(|claim| claim == other);
        let shares = |one, other| roots(&corpus, one).iter().any(|root| roots(&corpus, other).contains(root));
        for claim in all.iter().copied() {
            let same = closure(&all, claim, confirms);
            let same: Vec<_> = same.into_iter().collect();
            let home = |one: ClaimSlot| {
                let is_beside = |other: &ClaimSlot| corpus.document_of(*other) == corpus.document_of(one);
                let beside: Vec<_> = same.iter().copied().filter(is_beside).collect();
                beside.iter().copied().find(|other| stands_by_itself(&corpus, *other)).unwrap_or(beside[0])
            };
            let repeats = |one, other| !stands_by_itself(&corpus, one) && home(one) == other;
            let says_again = |one: ClaimSlot, other: ClaimSlot| {
                let voice = corpus.own_voice(one);
                let rests = |claim: &ClaimSlot| corpus.names_a_source(*claim);
                !rests(&one) && voice.iter().any(|word| {
                    let also = |claim: &ClaimSlot| rests(claim) && corpus.own_voice(*claim).contains(word);
                    same.iter().copied().find(also) == Some(other)
                })
            };
            let either = |one, other| shares(one, other) || repeats(one, other) || says_again(one, other);
            let joined = |one, other| either(one, other) || either(other, one);
            let corroboration = corpus.corroboration(claim);
            let mut found: Vec<_> = corroboration.sources.concat();
            found.sort_unstable();
            prop_assert_eq!(&found, &same, "each claim that says the same is in one source");
            for source in &corroboration.sources {
                let expected: Vec<_> = closure(&same, source[0], joined).into_iter().collect();
                prop_assert_eq!(source, &expected);
            }
            prop_assert!(corroboration.sources[0].contains(&claim));
            prop_assert_eq!(corpus.independent(claim), corroboration.sources.len());
            for other in same {
                prop_assert_eq!(corpus.independent(other), corpus.independent(claim));
                prop_assert_eq!(corpus.is_disputed(other), corpus.is_disputed(claim));
            }
            for bearing in &corroboration.bearings {
                let back = corpus.corroboration(bearing.related.other).bearings;
                prop_assert!(found.iter().any(|one| back.iter().any(|bearing| bearing.related.other == *one)),
                    "it bears on the other side too");
            }
        }
    }
}
