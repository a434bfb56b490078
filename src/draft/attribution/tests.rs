//! Sentences of many shapes, each with who says what.

use super::super::lexicon::{ENGLISH, FRENCH, Lexicon};
use super::super::quotations::quotations;
use super::super::sentences::sentences;
use super::super::tokens::tokens;
use super::{Attribution, Speakers};

/// Returns the attributions of a paragraph.
fn attributions(text: &str, lexicon: &Lexicon) -> Vec<Attribution> {
    let paragraph = 0..text.len();
    let quoted = quotations(text, &paragraph);
    let mut speakers = Speakers::default();
    speakers.begin_paragraph(false);
    let mut all = Vec::new();
    for sentence in sentences(text, &paragraph, &quoted, &|_| false) {
        speakers.add(&tokens(text, &sentence, &quoted, lexicon), lexicon, &mut all);
    }
    all
}

/// Returns each attribution as `speaker | what is said`.
fn said(text: &str, lexicon: &Lexicon) -> Vec<String> {
    let joined = |ranges: &[std::ops::Range<usize>]| {
        ranges.iter().map(|range| &text[range.clone()]).collect::<Vec<_>>().join(" … ")
    };
    let shown =
        |attribution: &Attribution| format!("{} | {}", joined(&attribution.speakers), joined(&attribution.content));
    attributions(text, lexicon).iter().map(shown).collect()
}

fn english(text: &str) -> Vec<String> {
    said(text, &ENGLISH)
}

fn french(text: &str) -> Vec<String> {
    said(text, &FRENCH)
}

#[test]
fn a_verb_before_what_is_said_attributes_it() {
    assert_eq!(english("Ms. Ek said that the port is open."), ["Ms. Ek | that the port is open"]);
    assert_eq!(english("She says it’s open."), ["She | it’s open"]);
    assert_eq!(
        english("The minister has repeatedly argued the fee is too high."),
        ["The minister | the fee is too high"]
    );
    assert_eq!(english("Ek told reporters on Monday that ships will come."), ["Ek | that ships will come"]);
    assert_eq!(english("In a statement, Ek wrote: “We open on Monday.”"), ["Ek | “We open on Monday.”"]);
    assert_eq!(english("Ek said in a letter to the town that the pier is safe."), ["Ek | that the pier is safe"]);
    assert_eq!(english("Divers want the pier to be closed."), ["Divers | the pier to be closed"]);
    assert_eq!(english("The council refused to pay."), ["The council | to pay"]);
}

#[test]
fn a_verb_after_what_is_said_attributes_it() {
    assert_eq!(english("The port is open, Ek said on Monday."), ["Ek | The port is open"]);
    assert_eq!(english("“We are ready,” said Åse Ek, a diver from Ost."), ["Åse Ek | “We are ready,”"]);
    assert_eq!(english("The pier, Ek said, is not safe."), ["Ek | The pier … is not safe"]);
    assert_eq!(english("“We open,” Ek said, “on Monday.”"), ["Ek | “We open,” … “on Monday.”"]);
    assert_eq!(english("The fee, as Ek noted, is low."), ["Ek | The fee … is low"]);
}

#[test]
fn a_quotation_that_goes_on_belongs_to_its_speaker() {
    assert_eq!(
        english("“We are ready,” Ek said. “The ships are not.”"),
        ["Ek | “We are ready,” … “The ships are not.”"]
    );
    let alone = "Ek said that the port is open. “The ships are not ready.”";
    let all = attributions(alone, &ENGLISH);
    assert_eq!(english(alone), ["Ek | that the port is open", "Ek | “The ships are not ready.”"]);
    assert!(!all[0].guessed && all[1].guessed);
}

#[test]
fn appositions_and_relative_clauses_stand_between() {
    assert_eq!(english("Ek, the harbour master, said that it is open."), ["Ek | that it is open"]);
    assert_eq!(english("Ek, who has led the port since May, said it was open."), ["Ek | it was open"]);
    assert_eq!(english("A diver who left said that the pier fell."), ["A diver | that the pier fell"]);
}

#[test]
fn sources_are_named_without_a_verb() {
    assert_eq!(english("According to Ek, the port is open."), ["Ek | the port is open"]);
    assert_eq!(english("The port is open, according to the council."), ["the council | The port is open"]);
    assert_eq!(english("In that case, according to Ek, the port will close."), ["Ek | the port will close"]);
    assert_eq!(english("As reported by the Ost Herald, the fee will rise."), ["the Ost Herald | the fee will rise"]);
    assert_eq!(english("Ek’s claim that the pier is safe met laughter.").len(), 1);
}

#[test]
fn a_sentence_can_have_two() {
    assert_eq!(
        english("Ek said the port is open, but Orr said that the pier is not."),
        ["Ek | the port is open", "Orr | that the pier is not"]
    );
    assert_eq!(
        english("Ek said the port is open, adding that the fee will rise."),
        ["Ek | the port is open", "Ek | that the fee will rise"]
    );
}

#[test]
fn what_nobody_says_is_not_attributed() {
    for text in [
        "The port opened in May.",
        "The reports are in the harbour.",
        "The plan dubbed Low Tide began.",
        "A call for help came.",
        "Ships and boats left the pier, which fell.",
    ] {
        assert_eq!(english(text), [""; 0], "{text}");
    }
}

#[test]
fn french_verbs_attribute() {
    assert_eq!(french("Le ministre a déclaré que le port est ouvert."), ["Le ministre | que le port est ouvert"]);
    assert_eq!(french("« Nous sommes prêts », a-t-il ajouté."), ["a-t-il | « Nous sommes prêts »"]);
    assert_eq!(french("« Le port est ouvert », a expliqué Åse Ek, plongeuse."), ["Åse Ek | « Le port est ouvert »"]);
    assert_eq!(french("Selon Åse Ek, le port est ouvert."), ["Åse Ek | le port est ouvert"]);
    assert_eq!(french("Le port est ouvert, d'après le conseil."), ["le conseil | Le port est ouvert"]);
    assert_eq!(french("Åse Ek affirme : « Nous sommes tous prêts. »"), ["Åse Ek | « Nous sommes tous prêts. »"]);
    assert_eq!(french("Le port a ouvert en mai."), [""; 0]);
}
