//! `briefing show`: one record in full, and what an unknown id may have been meant for.

use super::output::Output;
use super::{Outcome, record};
use crate::briefing::ClaimRef;
use crate::corpus::{Articles, ClaimSlot, Corpus, Record};
use crate::page::{self, Page};
use crate::text::Text;

/// More suggestions than this are a list, not a help.
const MAX_SUGGESTIONS: usize = 5;
/// How alike (0 to 1) a misspelt id must be.
const ALIKE: f64 = 0.8;

/// Writes the record with this id; a document before an entity of the same id. With a folder of article
/// texts, a claim's passage is read out of its article.
pub(super) fn show(
    corpus: &Corpus,
    id: &str,
    articles: Option<&Articles>,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let found = find(corpus, id);
    if found.is_empty() {
        output.note(unknown(corpus, id));
    }
    if found.len() > 1 {
        output.note(format!("`{id}` is the id of a document and of an entity; both are shown"));
    }
    for (at, slot) in found.iter().enumerate() {
        if output.json {
            full(corpus, *slot, articles, output)?;
        } else {
            let mut page = Page::new(output.width()).whole_words();
            page::lay_out(&mut page, corpus, *slot);
            if let (Record::Claim(claim), Some(articles)) = (slot, articles) {
                read_passage(&mut page, corpus, *claim, articles, output);
            }
            if at > 0 {
                output.line("")?;
            }
            output.page(&page)?;
        }
    }
    Ok(Outcome::found(!found.is_empty()))
}

fn find(corpus: &Corpus, id: &str) -> Vec<Record> {
    let claim = ClaimRef::parse(id).and_then(|name| corpus.find_claim(&name)).map(Record::Claim);
    let document = corpus.find_document(id).map(Record::Document);
    let entity = corpus.find_entity(id).map(Record::Entity);
    [claim, document, entity].into_iter().flatten().collect()
}

/// Adds what the article says where the claim's passage is.
fn read_passage(page: &mut Page, corpus: &Corpus, slot: ClaimSlot, articles: &Articles, output: &mut Output) {
    let Some(passage) = &corpus.claim(slot).passage else { return };
    if let Some(article) = article(corpus, slot, articles, output) {
        page::in_article(page, passage, &article);
    }
}

/// The article a claim is in; where there is none at hand, that is said.
fn article(corpus: &Corpus, slot: ClaimSlot, articles: &Articles, output: &mut Output) -> Option<String> {
    let document = &corpus.document(corpus.document_of(slot)).id;
    match articles.text(document) {
        Ok(Some(article)) => return Some(article),
        Ok(None) => output.note(format!("no text at hand for {document}")),
        Err(problem) => output.note(problem.to_string()),
    }
    None
}

/// The record, what is known of it beside its own fields, then the claims that belong to it.
fn full(corpus: &Corpus, slot: Record, articles: Option<&Articles>, output: &mut Output) -> anyhow::Result<()> {
    output.record(&record::record(corpus, slot))?;
    match slot {
        Record::Document(_) => {}
        Record::Entity(entity) => output.record(&record::dossier(corpus, entity))?,
        Record::Claim(claim) => {
            output.record(&record::corroboration(corpus, claim))?;
            let article = articles.and_then(|articles| article(corpus, claim, articles, output));
            if let (Some(passage), Some(article)) = (&corpus.claim(claim).passage, article) {
                output.record(&record::passage_in_article(corpus, claim, passage, &article))?;
            }
        }
    }
    let claims = match slot {
        Record::Document(document) => corpus.claims_in(document).collect(),
        Record::Entity(entity) => corpus.claims_of(entity).to_vec(),
        Record::Claim(_) => Vec::new(),
    };
    claims.into_iter().try_for_each(|claim| output.record(&record::record(corpus, Record::Claim(claim))))
}

pub(super) fn unknown(corpus: &Corpus, id: &str) -> String {
    let id = Text::clean(id);
    let near: Vec<_> = suggestions(corpus, id.as_str()).iter().map(|near| format!("`{near}`")).collect();
    let help = match near.as_slice() {
        [] => "`briefing list` shows all ids, `briefing search` finds words".to_owned(),
        near => format!("did you mean {}?", near.join(", ")),
    };
    format!("no record has the id `{id}`; {help}")
}

/// The ids that are spelt much the same or contain what was given, and the entities called so; best first,
/// and an actor before what is said of it.
fn suggestions(corpus: &Corpus, wrong: &str) -> Vec<String> {
    let wrong = wrong.to_lowercase();
    if wrong.is_empty() {
        return Vec::new();
    }
    let holds = |text: &str| text.to_lowercase().contains(&wrong);
    let mut near: Vec<(f64, String)> = Vec::new();
    let mut offer = |id: String, called: bool, bonus: f64| {
        let alike = strsim::jaro_winkler(&wrong, &id.to_lowercase());
        let score = if called || holds(&id) { bonus + alike } else { alike };
        if score >= ALIKE {
            near.push((score, id));
        }
    };
    for slot in corpus.entities() {
        let entity = corpus.entity(slot);
        let called = entity.alias.iter().chain([&entity.name]).any(|name| holds(name.as_str()));
        offer(entity.id.to_string(), called, 3.0);
    }
    corpus.documents().for_each(|slot| offer(corpus.document(slot).id.to_string(), false, 2.0));
    corpus.claims().for_each(|slot| offer(corpus.claim_ref(slot).to_string(), false, 1.0));
    near.sort_by(|(a, one), (b, other)| b.total_cmp(a).then_with(|| one.cmp(other)));
    near.into_iter().take(MAX_SUGGESTIONS).map(|(_, id)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::fixture::harbour;

    #[test]
    fn an_unknown_id_is_answered_with_what_it_may_stand_for() {
        let corpus = harbour();
        assert_eq!(suggestions(&corpus, "tom-red"), ["tom-reed"]);
        assert_eq!(suggestions(&corpus, "Oberg"), ["ines-oberg"]);
        assert_eq!(suggestions(&corpus, "shallow"), ["2025-01-harbour-closed#shallow"]);
        assert_eq!(suggestions(&corpus, "2024-05-02-harbour-opens#dept")[0], "2024-05-02-harbour-opens#depth");
        assert!(suggestions(&corpus, "zzz").is_empty());
        assert!(unknown(&corpus, "\u{1b}[2J").contains("`<U+001B>[2J`"));
    }
}
