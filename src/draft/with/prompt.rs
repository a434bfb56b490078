//! The prompt: everything that a command needs to know, in one text.

use std::fmt::Write;

use super::question::Question;
use super::schema::reply_schema;
use crate::briefing::{Entity, paragraphs};
use crate::draft::Draft;
use crate::search::fold;
use crate::text::Text;

/// What the command is to do, without the article.
pub(super) const INSTRUCTIONS: &str = "\
You help a person to curate an article: to write down, claim by claim, who says what.

- List every claim that the article makes or reports, in its order, each once.
- `quote` copies the article's words that say it, letter by letter, from one paragraph. Never change, shorten or translate them.
- `text` says the claim in your own words, in one sentence, without \"he said\", and adds nothing that the article does not say.
- `speaker` lists those who assert it, by their ids below, or by their names as the article writes them. It is empty where the article asserts it in its own voice.
- `via` lists those through whom the article has it, outermost first. `about` lists the actors that it is about, by their ids.
- `kind` is `fact` (can be checked), `statement` (an actor's own position), `opinion` (a judgement), `forecast` (about the future), `allegation` (a charge that is not established) or `denial` (rejects another's claim).
- `date` says when it happened or was said, as 2025-04-03, 2025-04 or 2025. Leave it out where the article does not say.
- Answer with JSON alone, as the schema at the end describes it.
";

/// Builds the prompt.
pub(super) fn prompt(question: Question<'_>, own: &Draft) -> String {
    let mut text = INSTRUCTIONS.to_owned();
    text.push_str("\n## Actors: id, names, offices\n\n");
    for actor in candidates(question) {
        let names: Vec<_> = [&actor.name].into_iter().chain(&actor.alias).map(Text::as_str).collect();
        let offices: Vec<_> = actor.position.iter().map(Text::as_str).collect();
        let _ = writeln!(text, "{}\t{}\t{}", actor.id.as_str(), names.join("; "), offices.join("; "));
    }
    text.push_str("\n## Article\n\n");
    for (at, paragraph) in paragraphs(question.article).iter().enumerate() {
        let _ = writeln!(text, "[{}] {}", at + 1, one_line(&question.article[paragraph.clone()]));
    }
    text.push_str("\n## What a program without understanding proposes\n\n");
    for (at, proposal) in own.proposals.iter().enumerate() {
        let speaker: Vec<_> =
            proposal.speaker.iter().map(|named| named.id.as_ref().map_or(&*named.words, |id| id.as_str())).collect();
        let speaker = if speaker.is_empty() { "own voice".to_owned() } else { speaker.join(", ") };
        let _ = writeln!(text, "{}. ({speaker}, {}) {}", at + 1, proposal.kind.as_str(), one_line(&proposal.text));
    }
    let _ = write!(text, "\n## Schema of your answer\n\n{:#}\n", reply_schema());
    text
}

/// Returns the actors of the register that the article names.
fn candidates(question: Question<'_>) -> impl Iterator<Item = &Entity> {
    let article = format!(" {} ", words(question.article));
    let actors = question.corpus.entities().map(|slot| question.corpus.entity(slot));
    actors.filter(move |actor| {
        let mut names = [&actor.name].into_iter().chain(&actor.alias).map(|name| words(name.as_str()));
        names.any(|name| !name.is_empty() && article.contains(&format!(" {name} ")))
    })
}

/// Returns the folded words of a text, each after one space.
fn words(text: &str) -> String {
    let folded = fold(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
