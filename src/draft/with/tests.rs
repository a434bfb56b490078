//! What becomes of the answers of commands: real ones by `sh`, and every form of writing them.

use std::time::Duration;

use super::*;
use crate::corpus::Corpus;
use crate::draft::{By, Flag, Options, Proposal, Register, propose};
use crate::testing::fixture::corpus;

const ARTICLE: &str = "The harbour of Norrhavn opens again on 2 May 2024, Inès Öberg said.\n\n\
    The port authority “paid strike breakers”, the union says. It cost 20,000 crowns.\n";

const REGISTER: &str = "- {id: ines-oberg, schema: Person, name: Inès Öberg, alias: [Ines Oberg]}\n\
    - {id: dockers-union, schema: Organization, name: Dockers' Union, alias: [the union]}\n\
    - {id: far-away, schema: Place, name: Far Away}\n";

fn register() -> Corpus {
    corpus(&[("entities.yaml", REGISTER)])
}

fn limits() -> Limits {
    Limits { bytes: 100_000, time: Duration::from_secs(60) }
}

/// Runs a command over the article, with what the program proposes itself.
fn run(command: &str, limits: Limits) -> Result<Answered, CommandError> {
    let corpus = register();
    let own = propose(ARTICLE, &Options::default(), &Register::new(&corpus));
    let question = Question { article: ARTICLE, url: None, language: None, corpus: &corpus };
    ask(command, question, &own, limits)
}

/// Runs a command that writes this answer.
fn answered(answer: &str) -> Answered {
    run(&format!("cat > /dev/null; cat <<'END'\n{answer}\nEND"), limits()).expect("the command writes claims")
}

/// Returns the proposals that are not the program's alone.
fn commands(answered: &Answered) -> Vec<&Proposal> {
    answered.draft.proposals.iter().filter(|proposal| proposal.by != By::Rules).collect()
}

fn quoted<'a>(proposal: &Proposal) -> Vec<&'a str> {
    proposal.spans.iter().map(|span| &ARTICLE[span.clone()]).collect()
}

const CLAIM: &str =
    r#"{"text": "It cost twenty thousand crowns.", "quote": "It cost 20,000 crowns", "paragraph": 2, "kind": "fact"}"#;

#[test]
fn every_form_of_an_answer_is_read() {
    let pretty = CLAIM.replace(", ", ",\n  ");
    let forms = [
        format!(r#"{{"claims": [{CLAIM}]}}"#),
        format!("[{CLAIM}]"),
        CLAIM.to_owned(),
        format!("{CLAIM}\n{CLAIM}"),
        format!("Sure! Here is it:\n```json\n{{\"claims\": [{pretty}]}}\n```\nAnything else?"),
        format!("Here: {{\"claims\": [{pretty}]}} I hope that helps."),
        "claims:\n  - text: It cost twenty thousand crowns.\n    quote: It cost 20,000 crowns\n    kind: fact\n"
            .to_owned(),
    ];
    for form in forms {
        let answered = answered(&form);
        let claims = commands(&answered);
        assert!(!claims.is_empty(), "{form}");
        assert_eq!(quoted(claims[0]), ["It cost 20,000 crowns."], "{form}");
        assert_eq!(answered.dropped, [""; 0], "{form}");
    }
}

#[test]
fn words_are_taken_from_the_article_or_refused() {
    let claim =
        |quote: &str| format!(r#"[{{"text": "It paid.", "quote": "{quote}", "paragraph": 2, "kind": "Allegation"}}]"#);
    let exact = answered(&claim("paid strike breakers"));
    assert_eq!(commands(&exact)[0].flags, []);
    assert_eq!(commands(&exact)[0].kind, crate::briefing::Kind::Allegation);
    let repaired = answered(&claim("PAID  strike \u{ad}breakers"));
    assert_eq!(commands(&repaired)[0].flags, [Flag::Repaired]);
    assert_eq!(quoted(commands(&repaired)[0]), ["paid strike breakers"]);
    let passage = commands(&repaired)[0].passage.clone().expect("the words stand once");
    assert_eq!(passage.paragraph, Some(2));
    let altered = answered(&claim("paid the strike breakers"));
    assert_eq!(altered.not_in_article, 1);
    assert_eq!(commands(&altered)[0].flags, [Flag::NotInArticle]);
    assert_eq!(commands(&altered)[0].passage, None);
}

#[test]
fn ids_dates_and_numbers_are_checked() {
    let answered = answered(
        r#"{"claims": [
            {"text": "It opens in 2025.", "quote": "opens again on 2 May 2024", "paragraph": 1, "kind": "nonsense",
             "speaker": ["ines-oberg", "somebody-else"], "about": ["dockers-union", "unknown"], "date": "2024-05-02"},
            {"text": "It pays.", "quote": "paid strike breakers", "paragraph": 2, "speaker": {"name": "far-away"}, "date": "2019"},
            {"text": "Nothing."}
        ]}"#,
    );
    let claims = commands(&answered);
    assert_eq!(claims[0].flags, [Flag::NumberNotInArticle, Flag::SpeakerUnknown]);
    let ids: Vec<_> =
        claims[0].speaker.iter().map(|named| named.id.as_ref().map(crate::briefing::EntityId::as_str)).collect();
    assert_eq!(ids, [Some("ines-oberg"), None]);
    assert_eq!(&ARTICLE[claims[0].speaker[0].span.clone()], "Inès Öberg");
    assert_eq!(claims[0].about.iter().map(crate::briefing::EntityId::as_str).collect::<Vec<_>>(), ["dockers-union"]);
    assert_eq!(claims[0].date.as_ref().map(|date| date.date.to_string()), Some("2024-05-02".to_owned()));
    assert_eq!(claims[1].flags, [Flag::SpeakerGuessed]);
    assert_eq!(claims[1].date, None);
    assert_eq!(answered.dropped.len(), 1);
}

#[test]
fn what_both_propose_is_one_proposal() {
    let own = propose(ARTICLE, &Options::default(), &Register::default()).proposals.len();
    let answered = answered(&format!("[{CLAIM}]"));
    assert_eq!(answered.draft.proposals.len(), own);
    assert_eq!(commands(&answered)[0].by, By::Both("cat".to_owned()));
    assert_eq!(commands(&answered)[0].text, "It cost twenty thousand crowns.");
}

#[test]
fn a_command_that_fails_changes_nothing() {
    let short = Limits { bytes: 1000, time: Duration::from_millis(200) };
    assert!(matches!(run("exit 3", limits()), Err(CommandError::Failed(status)) if status.code() == Some(3)));
    assert!(matches!(run("cat > /dev/null; echo sorry", limits()), Err(CommandError::NoClaims)));
    assert!(matches!(run("exec sleep 600", short), Err(CommandError::TooSlow(_))));
    assert!(matches!(run("sleep 600 & sleep 600", short), Err(CommandError::TooSlow(_))));
    assert!(matches!(run("yes", Limits { bytes: 1000, ..limits() }), Err(CommandError::TooMuch(1000))));
}

#[test]
fn what_a_command_leaves_running_does_not_hold_it_up() {
    let answered = run(&format!("sleep 600 & echo '{CLAIM}'"), limits()).expect("it has answered");
    assert_eq!(commands(&answered).len(), 1);
}

#[test]
fn the_prompt_holds_what_is_needed_and_the_files_too() {
    let prompt = run(
        r#"test -s "$BRIEFING_SCHEMA" && test -s "$BRIEFING_PROMPT" && grep -q Norrhavn "$BRIEFING_ARTICLE" && grep -c '^\[2\] The port authority' | sed 's/1/{"text": "a", "quote": "b"}/'"#,
        limits(),
    );
    assert_eq!(prompt.expect("the prompt has the paragraph").not_in_article, 1);
    let corpus = register();
    let question = Question { article: ARTICLE, url: None, language: None, corpus: &corpus };
    let own = propose(ARTICLE, &Options::default(), &Register::new(&corpus));
    let prompt = prompt::prompt(question, &own);
    assert!(prompt.contains("ines-oberg\tInès Öberg; Ines Oberg\t"), "{prompt}");
    assert!(!prompt.contains("far-away"), "{prompt}");
    assert!(prompt.contains("\"claims\""), "{prompt}");
}

proptest::proptest! {
    /// No output stops the program.
    #[test]
    fn every_output_is_read(output in "(\\PC|[\\[\\]{}\",:`\n-]|quote|text|claims|```){0,60}") {
        reply::claims(&output);
    }
}
