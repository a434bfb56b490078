//! Files with many small entries, keys or problems.

use super::{Evil, document, filled, numbered};

pub(super) fn files(bytes: usize) -> Vec<Evil> {
    let claims = |claim: &str| document(&format!("claims:\n{}", numbered(claim, bytes)));
    vec![
        Evil::new(
            "empty-claims.yaml",
            document(&format!("claims:\n{}", filled("-\n", bytes))),
            ":6:2: this entry is empty",
        ),
        Evil::new(
            "null-claims.yaml",
            document(&format!("claims: [{}]\n", filled("~,", bytes))),
            ":5:10: this entry is empty",
        ),
        Evil::new(
            "claims-of-nothing.yaml",
            document(&format!("claims:\n{}", filled("- {}\n", bytes))),
            ":6:3: the field `id` is missing",
        ),
        Evil::new("lists.yaml", format!("[{}]\n", filled("[],", bytes)), ":1:1: there is a list here"),
        Evil::new(
            "letters.yaml",
            document(&format!("author: [{}]\n", filled("a,", bytes))),
            ":5:10: `a` is not in entities.yaml",
        ),
        Evil::new("no-ids.yaml", document(&format!("author: [{}]\n", filled("'',", bytes))), ":5:10: `` is not an id"),
        Evil::new(
            "nobodies.yaml",
            claims("- {id: c%, text: T, kind: fact, about: [nobody-%]}\n"),
            ":6:41: `nobody-0` is not in entities.yaml",
        ),
        Evil::new(
            "wrong-dates.yaml",
            claims("- {id: c%, text: T, kind: fact, date: never}\n"),
            ":6:39: `never` is not a date",
        ),
        Evil::new(
            "wrong-kinds.yaml",
            claims("- {id: c%, text: T, kind: rumour}\n"),
            ":6:27: `rumour` is not a kind; a kind is fact, statement, opinion, forecast, allegation or denial",
        ),
        Evil::new(
            "wrong-relations.yaml",
            claims("- {id: c%, text: T, kind: fact, relations: [{type: updates, claim: x}]}\n"),
            ":6:68: `x` does not name a claim",
        ),
        Evil::new(
            "one-key-then-others.yaml",
            filled("a: x\n", bytes / 2) + &numbered("k%: x\n", bytes / 2),
            ":2:1: `a` is repeated: it is also in line 1",
        ),
        Evil::new(
            "one-id.yaml",
            claims("- {id: again, text: T, kind: fact}\n"),
            ":7:8: the id `again` is used a second time",
        ),
        Evil::new(
            "disputes.yaml",
            claims("- {id: c%, text: T, kind: fact, relations: [{type: disputes, claim: \"disputes#c0\"}]}\n"),
            ":6:69: a claim cannot stand in a relation to itself",
        ),
        Evil::new("unknown-keys.yaml", document(&numbered("key-%: x\n", bytes)), ":5:1: unknown field `key-0`"),
        Evil::new("number-keys.yaml", document(&numbered("k%: 1\n", bytes / 5)), ":5:1: unknown field `k0`"),
        Evil::new("keys-in-braces.yaml", format!("{{{}}}\n", numbered("k%,", bytes)), ":1:2: unknown field `k0`"),
        Evil::new(
            "one-key.yaml",
            document(&filled("genre: news\n", bytes)),
            ":6:1: `genre` is repeated: it is also in line 5",
        ),
        Evil::new("no-keys.yaml", document(&filled("? \n", bytes)), ":7:1: a field without a name is repeated"),
        Evil::new("documents.yaml", filled("---\n", bytes), ":2:1: a second document"),
        Evil::new("document-ends.yaml", filled("...\n", bytes), ":1:1: YAML ends the file at a line of three dots"),
        Evil::new(
            "tags.yaml",
            document(&format!("author:\n{}", filled("- !x y\n", bytes))),
            ":6:3: YAML reads `!x` as a tag and drops it from the text",
        ),
        Evil::new(
            "directives.yaml",
            filled("%TAG ! !x\n", bytes),
            ":1:1: YAML reads a line that begins with `%` as an instruction",
        ),
    ]
}
