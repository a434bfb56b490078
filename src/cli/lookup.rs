//! Finds the record or source that a command is asked about, by its id or by an unambiguous name.
//!
//! An id comes before a name, a title or an address, and these come before an alias. Case and accents make no
//! difference. A name that fits several ids is wrong usage, and the message lists the ids.

use anyhow::bail;

use super::item::{MOST_NAMED, aliases, folded, is_at, kind, kind_with_article, name, named_records};
use super::output::Output;
use super::suggest;
use crate::briefing::{ClaimRef, SourceUrl};
use crate::corpus::{ClaimSlot, Corpus, Narrowing, Record};
use crate::text::Text;

/// What a view shows of the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ViewScope {
    /// Everything, or only what belongs to a document or an entity.
    View(Vec<Narrowing>),
    /// Only what concerns this claim.
    Claim(ClaimSlot),
}

/// Returns everything with the id or the name that the words form together; different kinds may share one id. If there
/// is nothing, a note suggests ids. Fails if the name fits several ids.
pub(super) fn find(corpus: &Corpus, words: &[String], output: &mut Output) -> anyhow::Result<Vec<Record>> {
    let words = words.join(" ");
    if words.trim().is_empty() {
        bail!("the name is empty; give an id or a name");
    }
    let found = single_id(corpus, &words, matching(corpus, &words, |_| true))?;
    if found.is_empty() {
        output.note(suggest::unknown(corpus, &words));
    }
    Ok(found)
}

/// Returns what a view shows, given the words of its `ID` argument. Without words, it shows everything. If nothing has
/// the id or name, a note suggests ids. Fails if the name fits several ids or only a source. The message then says what
/// the view `takes`.
pub(super) fn view_scope(
    corpus: &Corpus,
    words: &[String],
    takes: &str,
    output: &mut Output,
) -> anyhow::Result<Option<ViewScope>> {
    if words.is_empty() {
        return Ok(Some(ViewScope::View(Vec::new())));
    }
    let words = words.join(" ");
    if words.trim().is_empty() {
        bail!("the name is empty; give an id or a name, or leave it out");
    }
    let records = matching(corpus, &words, |record| !is_source(record));
    let records = single_id(corpus, &words, records)?;
    // If a document and an entity share an id, the document is shown.
    match records.first() {
        Some(Record::Claim(slot)) => return Ok(Some(ViewScope::Claim(*slot))),
        Some(record) => return Ok(Narrowing::from_record(*record).map(|by| ViewScope::View(vec![by]))),
        None => {}
    }
    if let Some(source) = matching(corpus, &words, |_| true).first() {
        bail!("`{}` is {}; name {takes}", corpus.id_of(*source), kind_with_article(*source));
    }
    output.note(suggest::unknown(corpus, &words));
    Ok(None)
}

fn is_source(record: Record) -> bool {
    matches!(record, Record::Outlet(_) | Record::Origin(_))
}

/// Returns everything with this id. Documents are looked up, because comparing all ids would load all documents.
fn items_with_id(corpus: &Corpus, words: &str) -> Vec<Record> {
    let claim = ClaimRef::parse(words).and_then(|name| corpus.find_claim(&name)).map(Record::Claim);
    let document = corpus.find_document(words).map(Record::Document);
    let entity = corpus.find_entity(words).map(Record::Entity);
    let outlet = corpus.find_outlet(words).map(Record::Outlet);
    let origin = corpus.find_origin(words).map(Record::Origin);
    [claim, document, entity, outlet, origin].into_iter().flatten().collect()
}

/// Returns everything with this id, or else with this name, title or address, or else with this alias.
fn matching(corpus: &Corpus, words: &str, accepts: fn(Record) -> bool) -> Vec<Record> {
    let identified: Vec<_> = items_with_id(corpus, words).into_iter().filter(|item| accepts(*item)).collect();
    if !identified.is_empty() {
        return identified;
    }
    let address = SourceUrl::parse(words);
    let claims = address.iter().flat_map(|address| claims_at(corpus, address));
    let claims = claims.map(Record::Claim);
    let all: Vec<Record> = claims.chain(named_records(corpus)).filter(|item| accepts(*item)).collect();
    let wanted = folded(words);
    let is = |name: &str| folded(name) == wanted;
    let tiers: [&dyn Fn(Record) -> bool; 2] = [
        &|item| {
            let addressed = address.as_ref().is_some_and(|address| is_at(corpus, item, address));
            addressed || is(&corpus.id_of(item)) || name(corpus, item).is_some_and(|name| is(name.as_str()))
        },
        &|item| aliases(corpus, item).iter().any(|alias| is(alias.as_str())),
    ];
    let found = tiers.iter().map(|tier| all.iter().copied().filter(|item| tier(*item)).collect::<Vec<_>>());
    let mut found = found.filter(|found| !found.is_empty());
    found.next().unwrap_or_default()
}

/// Returns the claims of the article at this address; none if the address is not a link to a passage.
fn claims_at(corpus: &Corpus, address: &SourceUrl) -> Vec<ClaimSlot> {
    let Some((article, _)) = address.as_str().split_once('#') else { return Vec::new() };
    let is_article = |url: &SourceUrl| url.as_str().split('#').next() == Some(article);
    let documents = corpus.documents().filter(|slot| corpus.document(*slot).url.as_ref().is_some_and(is_article));
    documents.flat_map(|slot| corpus.with_drafts().claims_in(slot)).collect()
}

/// Returns what was found if it has one id. Fails if there are several.
fn single_id(corpus: &Corpus, words: &str, found: Vec<Record>) -> anyhow::Result<Vec<Record>> {
    let mut ids: Vec<_> = found.iter().map(|item| (corpus.id_of(*item), kind(*item))).collect();
    ids.dedup_by(|one, other| one.0 == other.0);
    if ids.len() > 1 {
        let more = ids.len().saturating_sub(MOST_NAMED);
        let ids: Vec<_> = ids.iter().take(MOST_NAMED).map(|(id, kind)| format!("the {kind} `{id}`")).collect();
        let more = if more > 0 { format!(" or {more} more") } else { String::new() };
        bail!("`{}` can be {}{more}; give the id", Text::clean(words), ids.join(" or "));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::fixture::{corpus, harbour};

    fn ids(corpus: &Corpus, words: &str) -> Vec<String> {
        matching(corpus, words, |_| true)
            .iter()
            .map(|item| format!("{} {}", kind(*item), corpus.id_of(*item)))
            .collect()
    }

    #[test]
    fn an_id_a_name_an_alias_a_title_and_an_address_are_as_good_as_each_other() {
        let corpus = harbour();
        for (words, id) in [
            ("ines-oberg", "entity ines-oberg"),
            ("inès   ÖBERG", "entity ines-oberg"),
            ("npa", "entity port-authority"),
            ("who closed the harbour?", "document 2025-01-harbour-closed"),
            ("https://coast.example/closed", "document 2025-01-harbour-closed"),
            ("2025-01-harbour-closed#shallow", "claim 2025-01-harbour-closed#shallow"),
            (
                "https://coast.example/opens#:~:text=The%20harbour%20opens%20again,on%20Thursday",
                "claim 2024-05-02-harbour-opens#opening",
            ),
            ("Coast Daily", "outlet coast-daily"),
            ("press release of 1 May 2024", "origin press-release"),
        ] {
            assert_eq!(ids(&corpus, words), [id], "{words}");
        }
        assert!(ids(&corpus, "harbour").is_empty(), "a part of a name is no name");
    }

    #[test]
    fn an_ambiguous_name_is_refused_with_the_ids_it_fits() {
        let corpus = corpus(&[
            (
                "entities.yaml",
                "[{id: a, schema: Person, name: Ann}, {id: b, schema: Person, name: ann, alias: [Bo]}, {id: c, schema: Person, name: Bo}]",
            ),
            ("d.yaml", "{title: T, publisher: ann, url: 'https://x.example/', published: 2024}"),
            ("sources.yaml", "outlets: [{id: ann, name: The Ann}]"),
        ]);
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut output = Output::in_memory(&mut out, &mut err, false);
        let mut asked = |words: &str| view_scope(&corpus, &[words.to_owned()], "a document or an entity", &mut output);
        let several = asked("Ann").expect_err("two").to_string();
        assert_eq!(several, "`Ann` can be the entity `a` or the entity `b`; give the id");
        let source = asked("The Ann").expect_err("an outlet").to_string();
        assert_eq!(source, "`ann` is an outlet; name a document or an entity");
        let empty = asked(" ").expect_err("no name").to_string();
        assert_eq!(empty, "the name is empty; give an id or a name, or leave it out");
        let slot = corpus.find_entity("c").expect("it is registered");
        assert_eq!(
            asked("bo").expect("one"),
            Some(ViewScope::View(vec![Narrowing::Entity(slot)])),
            "a name beats an alias"
        );
        assert_eq!(asked("Nobody").expect("none"), None);
    }
}
