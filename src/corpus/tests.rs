use std::sync::Arc;

use super::*;
use crate::briefing::File;
use crate::briefing::{ClaimRef, Content, Document, DocumentId, EntityId};
use crate::testing::fixture::{corpus, harbour};
use crate::text::Text;

fn slot(corpus: &Corpus, name: &str) -> ClaimSlot {
    corpus.find_claim(&ClaimRef::parse(name).expect("a reference")).expect("a claim")
}

fn names(corpus: &Corpus, claims: &[ClaimSlot]) -> Vec<String> {
    claims.iter().map(|claim| corpus.claim(*claim).id.to_string()).collect()
}

#[test]
fn the_fixture_is_good_and_in_order() {
    let corpus = harbour();
    assert_eq!(corpus.problems(), []);
    let titles: Vec<_> = corpus.documents().map(|slot| corpus.document(slot).title.as_str()).collect();
    assert_eq!(titles, ["Who closed the harbour?", "Harbour opens again"]);
    assert_eq!(corpus.claims().len(), 4);
}

#[test]
fn references_are_followed_in_both_directions() {
    let corpus = harbour();
    let entity = |id| corpus.find_entity(id).expect("an entity");
    assert_eq!(names(&corpus, corpus.said_by(entity("tom-reed"))), ["shallow"]);
    assert_eq!(names(&corpus, corpus.said_by(entity("ines-oberg"))), ["opening"]);
    assert_eq!(names(&corpus, corpus.conveyed_by(entity("wire-agency"))), ["opening"]);
    assert_eq!(names(&corpus, corpus.about(entity("norrhavn"))), ["shallow", "opening", "depth"]);
    assert_eq!(corpus.documents_of(entity("port-authority")).len(), 2);
    assert_eq!(corpus.members(entity("port-authority")), [entity("ines-oberg")]);

    let shallow = slot(&corpus, "2025-01-harbour-closed#shallow");
    let depth = slot(&corpus, "2024-05-02-harbour-opens#depth");
    let [disputes] = corpus.related(shallow) else { panic!("one relation") };
    let [disputed] = corpus.related(depth) else { panic!("one relation") };
    assert!(disputes.active && disputes.other == depth);
    assert!(!disputed.active && disputed.other == shallow);
    assert_eq!(corpus.note(disputed).map(Text::as_str), Some("Eleven metres or nine."));
}

#[test]
fn a_claim_always_has_a_voice() {
    let corpus = harbour();
    let tom = [corpus.find_entity("tom-reed").expect("an entity")];
    assert_eq!(corpus.voice(slot(&corpus, "2025-01-harbour-closed#shallow")), Voice::Authors(&tom));
    assert!(matches!(corpus.voice(slot(&corpus, "2024-05-02-harbour-opens#opening")), Voice::Speakers([_])));
    assert!(matches!(corpus.voice(slot(&corpus, "2024-05-02-harbour-opens#depth")), Voice::Unsigned(_)));
}

#[test]
fn every_problem_of_every_file_is_listed_and_costs_only_its_record() {
    let corpus = corpus(&[
        (
            "a.yaml",
            "title: A\npublisher: outlt\nurl: https://example.org/\npublished: 2024-02-30\nclaims:\n  - {id: x, text: X, \
             kind: fact}\n",
        ),
        ("b.yaml", "title: B\npublisher: outlet\nurl: \"javascript:alert(1)\"\npublished: 2024\nauthor: nobody\n"),
        (
            "c.yaml",
            "title: C\npublisher: outlet\nurl: https://example.org/\npublished: 2024\nclaims:\n  - {id: good, text: Good, \
             kind: fact, speaker: missing, about: [actr]}\n  - {id: good, text: Twice, kind: fact}\n  - {id: bad, text: \
             Bad, kind: fact, speeker: actor}\n  - {id: tie, text: T, kind: denial, relations: [{type: disputes, claim: \
             c#god}, {type: updates, claim: c#tie}, {type: confirms, claim: god}]}\n  -\n",
        ),
        ("entities.yaml", "- {id: actor, schema: Person, name: Actor, memberOf: [nowhere], country: [MLI]}\n"),
        ("sources.yaml", "outlets: [{id: outlet, name: Outlet}, {id: outlet, name: Again}]\n"),
        ("no id.yaml", "title: D\n"),
        ("e.yaml", "- [\n"),
    ]);
    let shown: Vec<_> = corpus.problems().iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(shown.join("\n"), @r#"
    a.yaml:4:12: `2024-02-30` is not a date (a date is `2025-04-07`, `2025-04`, `2025`, or two of them as `FROM/TO`; until then the whole file is left out)
    b.yaml:3:6: `javascript:alert(1)` cannot be opened (only addresses of web pages can be opened; they begin with `https://` or `http://`; until then the whole file is left out)
    b.yaml:5:9: `author` must be a list (write `author: [nobody]`; until then the whole file is left out)
    c.yaml:6:49: `missing` is not in entities.yaml (add it there, or correct the id)
    c.yaml:6:66: `actr` is not in entities.yaml (did you mean `actor`?)
    c.yaml:7:10: the id `good` is used a second time (give each record an id of its own)
    c.yaml:8:38: unknown field `speeker`; the fields here are `id`, `text`, `kind`, `speaker`, `via`, `about`, `date`, `origin`, `credibility`, `passage`, `quote`, `figures`, `relations`, `draft` (did you mean `speaker`?)
    c.yaml:9:74: there is no claim `c#god` (did you mean `c#good`?)
    c.yaml:9:105: a claim cannot stand in a relation to itself (name the other claim)
    c.yaml:9:137: `god` does not name a claim (a claim is named DOCUMENT#CLAIM, such as `c#god`)
    c.yaml:10:4: this entry is empty (fill it in, or delete the dash)
    e.yaml:1:1: there is a list here instead of fields (each as `name: value`) (until then the whole file is left out)
    e.yaml:1:3: `[` is opened here and not closed (put `]` at its end)
    entities.yaml:1:55: `nowhere` is not in entities.yaml (add it there, or correct the id)
    entities.yaml:1:74: `MLI` is not the code of a country (write two lower-case letters of ISO 3166-1, such as `ml`)
    no id.yaml:1:1: `no id` cannot be a document's id (rename the file: an id consists of letters, digits, `-`, `_` and `.`, such as `sergey-lavrov`)
    sources.yaml:1:44: the id `outlet` is used a second time (give each record an id of its own)
    "#);
    let left: Vec<_> = corpus.claims().map(|slot| corpus.claim_ref(slot).to_string()).collect();
    assert_eq!(left, ["c#good", "c#tie"]);
    // An unknown speaker keeps its id.
    let Voice::Speakers([speaker]) = corpus.voice(slot(&corpus, "c#good")) else { panic!("a speaker") };
    assert_eq!(corpus.entity(*speaker).name.as_str(), "missing");
    assert!(!corpus.is_registered(*speaker));
}

/// Returns the problems of a folder of these files, and a document that names two actors and an outlet.
fn problems_beside(files: &[(&str, &str)]) -> Vec<String> {
    let text = "title: A\npublisher: o\nurl: https://example.org/\npublished: 2024\nauthor: [x, y]\n";
    let files: Vec<_> = [("a.yaml", text)].into_iter().chain(files.iter().copied()).collect();
    corpus(&files).problems().iter().map(ToString::to_string).collect()
}

#[test]
fn a_register_that_is_missing_empty_or_unreadable_is_one_problem() {
    let outlets = ("sources.yaml", "outlets: [{id: o, name: O}]");
    let actors = ("entities.yaml", "- {id: x, schema: Person, name: X}\n- {id: y, schema: Person, name: Y}\n");
    assert_eq!(problems_beside(&[actors, outlets]), Vec::<String>::new());
    assert_eq!(
        problems_beside(&[]),
        [
            "fixture/entities.yaml: the register entities.yaml is missing from the folder, but 2 ids are named, the \
             first `x` (write an entry for each: `- {id: x, schema: Person, name: \"…\"}`)",
            "fixture/sources.yaml: the register sources.yaml is missing from the folder, but `o` is named (write an \
             entry for each below `outlets:`: `- {id: o, name: \"…\"}`)",
        ]
    );
    for (text, problem) in [
        ("[]\n", "entities.yaml:1:1: no actors are registered here, but 2 ids are named"),
        ("", "entities.yaml: the file is empty"),
        ("words\n", "entities.yaml:1:1: there is text here"),
        ("{", "entities.yaml:1:1: `{` is opened here"),
    ] {
        let problems = problems_beside(&[("entities.yaml", text), outlets]);
        assert!(problems.len() == 1 && problems[0].starts_with(problem), "{text}: {problems:?}");
    }
}

#[test]
fn what_a_mistake_leaves_out_is_not_missed_elsewhere() {
    let outlets = ("sources.yaml", "outlets: [{id: o, name: O, reliability: G}]");
    let actors = ("entities.yaml", "- {id: x, schema: Person, nam\n- {id: y, schema: Person, name: Y, name: Y}\n");
    let problems = problems_beside(&[actors, outlets]);
    assert_eq!(problems.len(), 3, "{problems:?}");
    let text = "title: A\npublisher: p\nurl: https://example.org/\npublished: 2024\nclaims:\n";
    let one = "- {id: a, text: T, kind: fact, relations: [{type: updates, claim: a#b}, {type: updates, claim: c#d}]}\n";
    let corpus = corpus(&[
        ("a.yaml", &format!("{text}{one}- {{id: b, text: T, kind: promise}}\n")),
        ("c.yaml", "titel: C\n"),
        ("sources.yaml", "outlets: [{id: p, name: P}]"),
    ]);
    let problems: Vec<_> = corpus.problems().iter().map(ToString::to_string).collect();
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(problems[0].starts_with("a.yaml:7:26: `promise` is not a kind"), "{problems:?}");
    assert_eq!(corpus.claims().count(), 1);
}

#[test]
fn a_register_under_another_name_is_said_once() {
    for (name, register) in
        [("Entities.yaml", "- {id: x, schema: Person, name: X}\n"), ("source.yaml", "outlets: [{id: o, name: O}]\n")]
    {
        let problems = problems_beside(&[(name, register)]);
        let misnamed: Vec<_> = problems.iter().filter(|problem| problem.starts_with(name)).collect();
        assert!(misnamed.len() == 1 && misnamed[0].contains("rename it to `"), "{problems:?}");
        assert_eq!(problems.len(), 2, "the other register is missing: {problems:?}");
    }
}

#[test]
fn of_two_registers_the_same_one_is_used_in_whatever_order_they_are_read() {
    let actor = |id: &str| format!("- {{id: {id}, schema: Person, name: N}}\n");
    let read = |name: &str, text: String| File::read(name.into(), name.split('.').next().expect("a stem"), text.into());
    let sources = || ["sources.yaml", "sources.yml"].map(|name| read(name, "outlets: [{id: o, name: O}]".into()));
    let mut files = vec![read("entities.yaml", actor("used")), read("entities.yml", actor("spare"))];
    files.extend(sources());
    for _ in 0..2 {
        let corpus = build("here".into(), files.clone());
        assert!(corpus.find_entity("used").is_some() && corpus.find_entity("spare").is_none());
        let problems: Vec<_> = corpus.problems().iter().map(ToString::to_string).collect();
        let same = "this register is there a second time (put both into one file)";
        assert_eq!(problems, [format!("entities.yml: {same}"), format!("sources.yml: {same}")]);
        files.reverse();
    }
}

#[test]
fn of_two_files_with_one_document_the_same_one_is_used_in_whatever_order_they_are_read() {
    let text = |title: &str| format!("title: {title}\npublisher: o\nurl: https://example.org/\npublished: 2024\n");
    let read = |name: &str, title: &str| File::read(name.into(), "a", text(title).into());
    let mut files = vec![read("a.yaml", "Used"), read("a.yml", "Spare")];
    files.push(File::read("sources.yaml".into(), "sources", "outlets: [{id: o, name: O}]".into()));
    for _ in 0..2 {
        let corpus = build("here".into(), files.clone());
        let titles: Vec<_> = corpus.documents().map(|slot| corpus.document(slot).title.as_str()).collect();
        assert_eq!(titles, ["Used"]);
        let problems: Vec<_> = corpus.problems().iter().map(ToString::to_string).collect();
        assert_eq!(problems, ["a.yml: the document `a` is there a second time (keep one of the two files)"]);
        files.reverse();
    }
}

#[test]
fn a_register_whose_records_are_all_faulty_is_not_reported_as_empty() {
    let outlets = ("sources.yaml", "outlets: [{id: o, name: O}]");
    let problems = problems_beside(&[("entities.yaml", "- {schema: Person, name: X}\n"), outlets]);
    assert!(problems.len() == 1 && problems[0].starts_with("entities.yaml:1:3: "), "{problems:?}");
    let problems = problems_beside(&[("entities.yaml", "- {id: x, schema: Ship, name: X}\n"), outlets]);
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(problems[0].starts_with("a.yaml:5:13: `y` is not in entities.yaml"), "{problems:?}");
}

#[test]
fn only_the_first_wrong_ids_get_suggestions() {
    let count = 120;
    let ids: Vec<_> = (0..count).map(|at| format!("actr-{at:03}")).collect();
    let actors: Vec<_> = (0..count).map(|at| format!("- {{id: actor-{at:03}, schema: Person, name: A}}\n")).collect();
    let text =
        format!("title: A\npublisher: o\nurl: https://example.org/\npublished: 2024\nauthor: [{}]\n", ids.join(", "));
    let corpus = corpus(&[
        ("a.yaml", &text),
        ("entities.yaml", &actors.concat()),
        ("sources.yaml", "outlets: [{id: o, name: O}]"),
    ]);
    let hints = corpus.problems().iter().filter_map(|problem| problem.hint.as_ref());
    assert_eq!(corpus.problems().len(), count);
    assert_eq!(hints.filter(|hint| hint.as_str().starts_with("did you mean")).count(), 100);
}

/// A corpus of the documents `a` and `other`, of which `a` has a claim with a relation to `claim`, beside these claims.
fn related_to(claim: &str, claims: &str) -> Corpus {
    let head = "title: A\npublisher: o\nurl: https://example.org/\npublished: 2024\nclaims:\n";
    let relation = format!("  - {{id: r, text: T, kind: fact, relations: [{{type: updates, claim: {claim}}}]}}\n");
    corpus(&[
        ("a.yaml", &format!("{head}{claims}{relation}")),
        ("other.yaml", &format!("{head}  - {{id: x, text: T, kind: fact}}\n")),
        ("sources.yaml", "outlets: [{id: o, name: O}]"),
    ])
}

#[test]
fn a_wrong_claim_leads_to_the_claim_or_document_that_was_meant() {
    let problem = |claim: &str| {
        let corpus = related_to(claim, "");
        let [problem] = corpus.problems() else { panic!("one problem: {:?}", corpus.problems()) };
        assert!(corpus.claims().all(|slot| corpus.related(slot).is_empty()));
        problem.to_string().replace("a.yaml:6:69: ", "")
    };
    assert_eq!(problem("othr#x"), "there is no claim `othr#x` (did you mean `other#x`?)");
    assert_eq!(problem("other.yaml#x"), "there is no claim `other.yaml#x` (did you mean `other#x`?)");
    assert_eq!(problem("othr#nothing"), "there is no claim `othr#nothing` (did you mean `other`?)");
    assert_eq!(problem("a#r"), "a claim cannot stand in a relation to itself (name the other claim)");
    assert_eq!(problem("far-away#x"), "there is no claim `far-away#x` (a claim is named DOCUMENT#CLAIM)");
}

#[test]
fn claims_of_a_long_document_are_found_too() {
    let claims: Vec<_> = (0..200).map(|at| format!("  - {{id: c{at}, text: T, kind: fact}}\n")).collect();
    let corpus = related_to("a#c150", &claims.concat());
    assert_eq!(corpus.problems(), []);
    let [related] = corpus.related(slot(&corpus, "a#r")) else { panic!("one relation") };
    assert_eq!(corpus.claim_ref(related.other).to_string(), "a#c150");
}

#[test]
fn unknown_ids_are_found_in_every_round_of_documents() {
    let text = "title: A\npublisher: o\nurl: https://example.org/\npublished: 2024\nauthor: [x]\n";
    let file = File::read("a.yaml".into(), "a", text.into());
    let Some(Content::Document(document, mentions)) = &file.content else { panic!("a document") };
    let numbered = |at: usize| {
        let id = DocumentId::parse(&format!("d{at:05}")).expect("an id");
        let author = if at == 8999 { Vec::new() } else { document.author.clone() };
        let author = if at == 9000 { vec![EntityId::parse("y").expect("an id")] } else { author };
        let document = Arc::new(Document { id, author, ..Document::clone(document) });
        File { content: Some(Content::Document(document, mentions.clone())), ..file.clone() }
    };
    let mut files: Vec<_> = (0..9500).map(numbered).collect();
    files.push(File::read("sources.yaml".into(), "sources", "outlets: [{id: o, name: O}]".into()));
    let actor = "- {id: x, schema: Person, name: X}\n";
    files.push(File::read("entities.yaml".into(), "entities", actor.into()));
    let corpus = build("here".into(), files);
    assert_eq!(corpus.problems().len(), 1);
    let authors = |id: &str| corpus.authors(corpus.find_document(id).expect("a document"));
    let names = |id: &str| authors(id).iter().map(|slot| corpus.entity(*slot).id.to_string()).collect::<Vec<_>>();
    assert_eq!([names("d00000"), names("d08998"), names("d09499")], [["x"], ["x"], ["x"]]);
    assert_eq!((names("d08999"), names("d09000")), (Vec::new(), vec!["y".to_owned()]));
}
