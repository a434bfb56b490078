//! The front door: whole articles, invented ones, and arbitrary texts.

use proptest::prelude::*;

use super::{Draft, Options, Register, propose};
use crate::briefing::{Day, EntityId, Flag, FoldedArticle, Kind, PassageState, Schema, paragraphs};
use crate::testing::fixture::corpus;

/// An invented register with two persons of one last name.
const ENTITIES: &str = "
- {id: ase-ek, schema: Person, name: Åse Ek, position: [Harbour Minister of Mali (as of 2024)], country: [ml]}
- {id: bo-orr, schema: Person, name: Bo Orr, country: [ne]}
- {id: ida-orr, schema: Person, name: Ida Orr, country: [ne]}
- {id: mali, schema: Country, name: Mali, country: [ml]}
- {id: divers, schema: Organization, name: Divers' Union of Ost (DUO), weakAlias: [the divers of Ost, the union]}
";

fn register() -> Register {
    Register::new(&corpus(&[("entities.yaml", ENTITIES)]))
}

fn draft_in(article: &str, language: &str) -> Draft {
    let options =
        Options { published: Some(Day::constant(2025, 4, 7)), language: Some(language.into()), ..Options::default() };
    propose(article, &options, &register())
}

fn draft(article: &str) -> Draft {
    draft_in(article, "en")
}

/// Returns the speakers of each proposal, `?` and their words where the register does not have them.
fn speakers(article: &str) -> Vec<String> {
    let shown = |draft: Draft| {
        let proposals = draft.proposals.into_iter();
        proposals.map(|proposal| {
            let named = proposal.speaker.iter();
            named
                .map(|one| one.id.as_ref().map_or(format!("?{}", one.words), ToString::to_string))
                .collect::<Vec<_>>()
                .join("+")
        })
    };
    shown(draft(article)).collect()
}

#[test]
fn every_sentence_is_proposed_in_order_with_its_passage() {
    let article = "The port of Ost opened in May.\n\nÅse Ek said on Friday that ships will come. It rained.\n";
    let draft = draft(article);
    let texts: Vec<_> = draft.proposals.iter().map(|proposal| proposal.text.as_str()).collect();
    assert_eq!(texts, ["The port of Ost opened in May.", "Ships will come.", "It rained."]);
    let second = &draft.proposals[1];
    assert_eq!(second.kind, Kind::Forecast);
    assert_eq!(&article[second.cue.clone().expect("a cue")], "said");
    let date = second.date.as_ref().expect("a date");
    assert_eq!((date.date.to_string().as_str(), &article[date.words.clone()]), ("2025-04-04", "on Friday"));
    let passage = second.passage.as_ref().expect("a passage");
    assert_eq!((passage.paragraph, passage.start.as_str()), (Some(2), "that ships will come"));
}

#[test]
fn speakers_are_resolved_by_the_register() {
    assert_eq!(speakers("Åse Ek said that it is open. She said that it is safe."), ["ase-ek", "ase-ek"]);
    assert_eq!(speakers("Åse Ek opened the port. Ek said that it is safe."), ["", "ase-ek"]);
    assert_eq!(speakers("Mali's harbour minister said that it is safe."), ["ase-ek"]);
    assert_eq!(speakers("The harbour minister, Åse Ek, said that it is safe."), ["ase-ek"]);
    assert_eq!(speakers("A spokesman for the Divers' Union of Ost said that it is safe."), ["divers"]);
    assert_eq!(speakers("According to data from DUO, the pier fell."), ["divers"]);
    assert_eq!(speakers("Åse Ek and Bo Orr said that it is open."), ["ase-ek+bo-orr"]);
    assert_eq!(speakers("Åse Ek met Bo Orr. Both ministers said that it is open."), ["", "ase-ek+bo-orr"]);
}

#[test]
fn an_outlet_that_is_told_conveys_it() {
    let sources = "outlets:\n- {id: ost-herald, name: Ost Herald, url: 'https://herald.example/'}\n";
    let entities = "- {id: ost-herald, schema: Organization, name: Ost Herald}\n";
    let register = Register::new(&corpus(&[("entities.yaml", entities), ("sources.yaml", sources)]));
    let options = Options { language: Some("en".into()), ..Options::default() };
    let told = propose("Bo Orr told the Ost Herald that it is open.", &options, &register);
    assert_eq!(told.proposals[0].via[0].id.as_ref().map(EntityId::as_str), Some("ost-herald"));
    let press = propose("Bo Orr told reporters that it is open.", &options, &register);
    assert_eq!(press.proposals[0].via, []);
}

#[test]
fn it_never_guesses_between_two() {
    let ambiguous = draft("Orr said that the port is open.");
    assert_eq!(ambiguous.proposals[0].speaker[0].id, None);
    assert_eq!(ambiguous.proposals[0].flags, [Flag::SpeakerAmbiguous]);
    assert_eq!(speakers("Ida Orr came. Orr said that it is open."), ["", "ida-orr"]);
    assert_eq!(speakers("Ida Orr met Bo Orr. Orr said that it is open."), ["", "?Orr"]);
    assert_eq!(speakers("Uno Ek came. Ek said that it is open.")[1], "?Ek", "another Ek than the register's");
    let pronoun = draft("The president came. He said that it is open.");
    assert!(pronoun.proposals[1].flags.contains(&Flag::SpeakerUnknown));
}

#[test]
fn new_actors_are_listed_with_what_the_article_calls_them() {
    let draft = draft("Uno Berg, the mayor of Ost, said that it is open. Berg thanked the Harbour Trust Company.");
    let person = &draft.entities[0];
    assert_eq!((person.id.as_str(), person.schema, person.name.as_str()), ("uno-berg", Schema::Person, "Uno Berg"));
    assert_eq!((&person.position[..], &person.alias[..]), (&["mayor of Ost".to_owned()][..], &["Berg".to_owned()][..]));
    assert_eq!(person.sentences.len(), 2);
    let company = draft.entities.iter().find(|entity| entity.name == "Harbour Trust Company").expect("the company");
    assert_eq!(company.schema, Schema::Organization);
    let two = draft_in("Ships came to Nordland. Uno Berg said that it is open.", "en");
    assert_eq!(two.entities.iter().map(|entity| &*entity.name).collect::<Vec<_>>(), ["Uno Berg"]);
}

#[test]
fn what_proposals_are_about_is_named_in_them() {
    let draft = draft("Bo Orr said that Mali trusts Åse Ek.");
    let about: Vec<_> = draft.proposals[0].about.iter().map(ToString::to_string).collect();
    assert_eq!(about, ["mali", "ase-ek"]);
}

#[test]
fn a_line_that_stands_twice_has_no_passage() {
    let draft = draft("The port is open.\n\nThe port is open.\n");
    let flags: Vec<_> = draft.proposals.iter().map(|proposal| proposal.flags.clone()).collect();
    assert_eq!(flags, [vec![], vec![Flag::PassageTwice]]);
}

#[test]
fn an_open_quotation_is_flagged_unless_the_next_paragraph_goes_on() {
    let open = draft("Åse Ek said: “The port is open.\n\nShips came.\n");
    assert!(open.proposals[0].flags.contains(&Flag::QuotationOpen));
    let goes_on = draft("Åse Ek said: “The port is open.\n\n“Ships came in the night.”\n");
    assert!(goes_on.proposals.iter().all(|proposal| proposal.flags.is_empty()));
    assert_eq!(goes_on.proposals[1].speaker[0].id.as_ref().expect("the speaker").as_str(), "ase-ek");
}

#[test]
fn other_languages_have_sentences_and_quotations_without_speakers() {
    let draft = draft_in("Der Hafen sei „offen und sehr sicher“, sagte Åse Ek. Schiffe kamen.", "de");
    let shown: Vec<_> =
        draft.proposals.iter().map(|proposal| (proposal.speaker.len(), proposal.flags.clone())).collect();
    assert_eq!(shown, [(0, vec![]), (0, vec![Flag::SpeakerUnknown]), (0, vec![])]);
}

/// Pieces of articles, and what could be taken for them.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = [
        "Åse Ek ",
        "said ",
        "that ",
        "“",
        "”",
        "\"",
        "‘",
        "’",
        "«",
        "»",
        "he ",
        "according to ",
        ", ",
        ". ",
        "? ",
        "… ",
        "\n",
        "\n\n",
        "\r\n",
        "the port ",
        "is ",
        "Mr. ",
        "U.S. ",
        "(",
        ")",
        "— ",
        "-",
        "and ",
        "both ",
        "Orr",
        "’s ",
        "on Monday ",
        "2025 ",
        "April 31 ",
        "<b>",
        "\u{301}",
        "\u{ad}",
        "\u{200b}",
        "中文。",
        "ไทย",
        "ß",
        "İ",
        "a déclaré ",
        "que ",
        "selon ",
        "a-t-il ",
        "l’",
        "says ",
        "adding ",
        ":",
        ";",
        "''",
        "1. ",
        "\u{a0}",
        "telling ",
        "no ",
    ];
    let piece = proptest::sample::select(pieces.to_vec());
    proptest::collection::vec(prop_oneof![8 => piece.prop_map(str::to_owned), 1 => any::<String>()], 0..60)
        .prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn ranges_and_passages_hold_for_any_text(article in hostile(), language in proptest::sample::select(vec!["en", "fr", "xx"])) {
        let draft = draft_in(&article, language);
        let folded = FoldedArticle::new(&article);
        let paragraphs = paragraphs(&article);
        let is_inside = |range: &std::ops::Range<usize>| {
            range.start < range.end && article.get(range.clone()).is_some()
                && paragraphs.iter().any(|paragraph| paragraph.start <= range.start && range.end <= paragraph.end)
        };
        prop_assert!(draft.proposals.is_sorted_by_key(|proposal| proposal.spans[0].start));
        for proposal in &draft.proposals {
            prop_assert!(proposal.spans.iter().all(is_inside));
            prop_assert!(proposal.spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
            prop_assert!(proposal.cue.iter().all(is_inside));
            prop_assert!(proposal.speaker.iter().all(|speaker| is_inside(&speaker.span)));
            prop_assert!(proposal.date.iter().all(|date| is_inside(&date.words)));
            let Some(passage) = &proposal.passage else {
                prop_assert!(proposal.flags.contains(&Flag::PassageTwice));
                continue;
            };
            let PassageState::Found { range, everywhere: true, .. } = passage.find_in(&folded) else {
                return Err(TestCaseError::fail(format!("{passage:?} is not found")));
            };
            let last = proposal.spans.last().expect("a span");
            prop_assert!(proposal.spans[0].start <= range.start && range.end <= last.end);
        }
        for entity in &draft.entities {
            prop_assert!(entity.sentences.iter().all(is_inside));
        }
    }

    #[test]
    fn every_word_belongs_to_a_proposal(sentences in proptest::collection::vec("[A-Z][a-z]{2,7}( [a-z]{2,7}){3,6} [a-z]{7}[.]", 1..6)) {
        let article = sentences.join(" ");
        let draft = draft_in(&article, "xx");
        prop_assert_eq!(draft.proposals.len(), sentences.len());
    }
}
