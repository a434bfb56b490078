//! Facts of a corpus in words, as commands print them. What is absent is said to be absent.

use crate::briefing::{Credibility, Passage, Reliability};
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, Related, Voice};
use crate::text::Text;

/// `1 claim`, `2 claims`.
pub(super) fn count(number: usize, one: &str, several: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { several })
}

/// How much a corpus holds: `5 documents, 122 claims, 65 entities`.
pub(super) fn holdings(corpus: &Corpus) -> String {
    let registered = corpus.entities().filter(|entity| corpus.is_registered(*entity)).count();
    [
        count(corpus.documents().len(), "document", "documents"),
        count(corpus.claims().len(), "claim", "claims"),
        count(registered, "entity", "entities"),
    ]
    .join(", ")
}

/// `no problems`, or how many in how many files.
pub(super) fn problems<'a>(files: impl Iterator<Item = &'a Text>) -> String {
    let mut files: Vec<_> = files.collect();
    let problems = files.len();
    if problems == 0 {
        return "no problems".into();
    }
    files.sort_unstable();
    files.dedup();
    format!("{} in {}", count(problems, "problem", "problems"), count(files.len(), "file", "files"))
}

/// An entity's name and id.
pub(super) fn entity(corpus: &Corpus, entity: EntitySlot) -> String {
    let record = corpus.entity(entity);
    if corpus.is_registered(entity) {
        format!("{} ({})", record.name, record.id)
    } else {
        format!("{} (not registered)", record.id)
    }
}

/// Entities' names and ids; `none` for none.
pub(super) fn entities(corpus: &Corpus, slots: &[EntitySlot]) -> String {
    listed(slots.iter().map(|slot| entity(corpus, *slot)), ", ")
}

/// Parts with something between them; `none` for none.
pub(super) fn listed(parts: impl Iterator<Item = String>, between: &str) -> String {
    let parts: Vec<_> = parts.collect();
    if parts.is_empty() { "none".into() } else { parts.join(between) }
}

/// An optional fact; `none` where it is absent.
pub(super) fn or_none(fact: Option<impl ToString>) -> String {
    fact.map_or_else(|| "none".into(), |fact| fact.to_string())
}

/// Who asserts a claim, in full.
pub(super) fn voice(corpus: &Corpus, claim: ClaimSlot) -> String {
    match corpus.voice(claim) {
        Voice::Speaker(speaker) => {
            let positions = &corpus.entity(speaker).position;
            let parts = positions.iter().map(Text::to_string);
            [entity(corpus, speaker)].into_iter().chain(parts).collect::<Vec<_>>().join(", ")
        }
        Voice::Authors([author]) => format!("the author in their own voice: {}", entity(corpus, *author)),
        Voice::Authors(authors) => format!("the authors in their own voice: {}", entities(corpus, authors)),
        Voice::Unsigned(outlet) => format!("nobody is named; published unsigned by {}", corpus.outlet(outlet).name),
    }
}

/// Who asserts a claim, by name alone.
pub(super) fn voice_name(corpus: &Corpus, claim: ClaimSlot) -> String {
    let name = |entity: &EntitySlot| corpus.entity(*entity).name.to_string();
    match corpus.voice(claim) {
        Voice::Speaker(speaker) => name(&speaker),
        Voice::Authors(authors) => format!("{} (author)", listed(authors.iter().map(name), ", ")),
        Voice::Unsigned(outlet) => format!("{} (unsigned)", corpus.outlet(outlet).name),
    }
}

/// A claim's kind, date and voice in one line.
pub(super) fn byline(corpus: &Corpus, claim: ClaimSlot) -> String {
    let record = corpus.claim(claim);
    let kind = record.kind.word().to_owned();
    let date = record.date.map(|date| date.to_string());
    let via = corpus.via(claim).iter().map(|entity| corpus.entity(*entity).name.to_string());
    let via = (via.len() > 0).then(|| format!("via {}", listed(via, " from ")));
    listed([Some(kind), date, Some(voice_name(corpus, claim)), via].into_iter().flatten(), ", ")
}

/// A grade of the claim, and what it stands for.
pub(super) fn credibility(grade: Option<Credibility>) -> String {
    grade.map_or_else(|| "unrated".into(), |grade| format!("{}: {}", grade.grade(), grade.meaning()))
}

/// A grade of the outlet, and what it stands for.
pub(super) fn reliability(grade: Option<Reliability>) -> String {
    grade.map_or_else(|| "ungraded".into(), |grade| format!("reliability {}: {}", grade.grade(), grade.meaning()))
}

/// A document's publisher and how far it can be relied upon.
pub(super) fn publisher(corpus: &Corpus, document: DocumentSlot) -> String {
    let outlet = corpus.outlet(corpus.publisher(document));
    format!("{}, {}", named(&outlet.name, outlet.id.as_str()), reliability(outlet.reliability))
}

/// A name with the id in parentheses; the id alone where it stands in for a record that is not registered.
pub(super) fn named(name: &Text, id: &str) -> String {
    if name.as_str() == id { id.to_owned() } else { format!("{name} ({id})") }
}

/// Where an article says something, by the words it begins and ends with.
pub(super) fn passage(passage: &Passage) -> String {
    let quoted = |before: &str, words: &str, behind: &str| format!("{before}\"{}\"{behind}", Text::clean(words));
    let parts = [
        passage.paragraph.map(|number| format!("paragraph {number}:")),
        passage.prefix.as_ref().map(|words| quoted("(after ", words, ")")),
        Some(quoted("", &passage.start, "")),
        passage.end.as_ref().map(|words| quoted("... ", words, "")),
        passage.suffix.as_ref().map(|words| quoted("(before ", words, ")")),
    ];
    listed(parts.into_iter().flatten(), " ")
}

/// The verb of a relation as seen from one of its claims: `disputes`, `disputed by`.
pub(super) fn verb(related: &Related) -> &'static str {
    if related.active { related.relation_type.word() } else { related.relation_type.inverse() }
}
