//! What a command is asked about: a record or a source, by its id or by a name that cannot be mistaken.
//!
//! An id comes before a name or a title, and these before an alias. Case and accents make no difference. Words that
//! fit several things are wrong usage, and the message says which ids they could mean.

use anyhow::bail;

use super::output::Output;
use super::suggest;
use crate::briefing::{ClaimRef, SourceUrl};
use crate::corpus::{ClaimSlot, Corpus, Narrowing, OriginSlot, OutletSlot, Record};
use crate::search::fold;
use crate::text::Text;

/// Maximum number of ids that a message names, because more of them are a list.
pub(super) const MOST_NAMED: usize = 5;

/// Something that has an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A document, an entity or a claim.
    Record(Record),
    /// A publisher.
    Outlet(OutletSlot),
    /// What several documents rest on.
    Origin(OriginSlot),
}

impl Item {
    /// Its id.
    pub(super) fn id(self, corpus: &Corpus) -> String {
        match self {
            Self::Record(slot) => corpus.id_of(slot),
            Self::Outlet(slot) => corpus.outlet(slot).id.to_string(),
            Self::Origin(slot) => corpus.origin(slot).id.to_string(),
        }
    }

    /// The word for its kind.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Record(Record::Document(_)) => "document",
            Self::Record(Record::Entity(_)) => "entity",
            Self::Record(Record::Claim(_)) => "claim",
            Self::Outlet(_) => "outlet",
            Self::Origin(_) => "origin",
        }
    }

    /// The word for its kind, as it stands in a sentence.
    pub(super) fn kind_with_article(self) -> String {
        let article = if self.kind().starts_with(['e', 'o']) { "an" } else { "a" };
        format!("{article} {}", self.kind())
    }

    /// Its name or title; a claim has none.
    pub(super) fn name(self, corpus: &Corpus) -> Option<&Text> {
        match self {
            Self::Record(Record::Claim(_)) => None,
            Self::Record(slot) => Some(corpus.shown(slot)),
            Self::Outlet(slot) => Some(&corpus.outlet(slot).name),
            Self::Origin(slot) => Some(&corpus.origin(slot).name),
        }
    }

    /// Its other names; only entities have some.
    pub(super) fn aliases(self, corpus: &Corpus) -> &[Text] {
        match self {
            Self::Record(Record::Entity(slot)) => &corpus.entity(slot).alias,
            _ => &[],
        }
    }

    /// True where it is at this address; a claim is at the link to its passage.
    fn is_at(self, corpus: &Corpus, address: &SourceUrl) -> bool {
        match self {
            Self::Record(Record::Document(slot)) => corpus.document(slot).url == *address,
            Self::Record(Record::Claim(slot)) => corpus.link(slot) == *address,
            Self::Outlet(slot) => corpus.outlet(slot).url.as_ref() == Some(address),
            Self::Record(Record::Entity(_)) | Self::Origin(_) => false,
        }
    }
}

/// What a view of the corpus is confined to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ViewScope {
    /// Everything, or what belongs to a document or an entity.
    View(Vec<Narrowing>),
    /// A claim.
    Claim(ClaimSlot),
}

/// Everything but the claims: documents, entities, outlets, origins.
pub(super) fn items(corpus: &Corpus) -> impl Iterator<Item = Item> {
    let documents = corpus.documents().map(|slot| Item::Record(Record::Document(slot)));
    let entities = corpus.entities().map(|slot| Item::Record(Record::Entity(slot)));
    let outlets = corpus.outlets().map(Item::Outlet);
    documents.chain(entities).chain(outlets).chain(corpus.origins().map(Item::Origin))
}

/// Finds everything of one id that these words name; several words are one name. What nothing is called is said, and
/// finds nothing. Fails where they name several ids.
pub(super) fn find(corpus: &Corpus, words: &[String], output: &mut Output) -> anyhow::Result<Vec<Item>> {
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

/// Finds what a view is confined to by these words, everything where there are none. What nothing is called is said,
/// and finds nothing. Fails where they name several ids, or a source; the message says what the view `takes`.
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
    let records = matching(corpus, &words, |item| matches!(item, Item::Record(_)));
    let records = single_id(corpus, &words, records)?;
    // Where a document and an entity have one id, the document is meant.
    if let Some(Item::Record(record)) = records.first() {
        return Ok(Some(match *record {
            Record::Document(slot) => ViewScope::View(vec![Narrowing::Document(slot)]),
            Record::Entity(slot) => ViewScope::View(vec![Narrowing::Entity(slot)]),
            Record::Claim(slot) => ViewScope::Claim(slot),
        }));
    }
    if let Some(source) = matching(corpus, &words, |_| true).first() {
        let kind = source.kind_with_article();
        bail!("`{}` is {kind}; name {takes}", source.id(corpus));
    }
    output.note(suggest::unknown(corpus, &words));
    Ok(None)
}

/// What has these words for its id. Documents are looked up, as reading the ids of all would load all.
fn items_with_id(corpus: &Corpus, words: &str) -> Vec<Item> {
    let claim = ClaimRef::parse(words).and_then(|name| corpus.find_claim(&name)).map(Record::Claim);
    let document = corpus.find_document(words).map(Record::Document);
    let entity = corpus.find_entity(words).map(Record::Entity);
    let records = [claim, document, entity].into_iter().flatten().map(Item::Record);
    let sources = corpus.outlets().map(Item::Outlet).chain(corpus.origins().map(Item::Origin));
    records.chain(sources.filter(|source| source.id(corpus) == words)).collect()
}

/// What has these words for its id; else for its name, title or address; else for an alias.
fn matching(corpus: &Corpus, words: &str, accepts: fn(Item) -> bool) -> Vec<Item> {
    let called: Vec<_> = items_with_id(corpus, words).into_iter().filter(|item| accepts(*item)).collect();
    if !called.is_empty() {
        return called;
    }
    let address = SourceUrl::parse(words);
    let claims = address.iter().flat_map(|address| claims_at(corpus, address));
    let claims = claims.map(|slot| Item::Record(Record::Claim(slot)));
    let all: Vec<Item> = claims.chain(items(corpus)).filter(|item| accepts(*item)).collect();
    let wanted = folded(words);
    let is = |name: &str| folded(name) == wanted;
    let tiers: [&dyn Fn(Item) -> bool; 2] = [
        &|item| {
            let addressed = address.as_ref().is_some_and(|address| item.is_at(corpus, address));
            addressed || is(&item.id(corpus)) || item.name(corpus).is_some_and(|name| is(name.as_str()))
        },
        &|item| item.aliases(corpus).iter().any(|alias| is(alias.as_str())),
    ];
    let found = tiers.iter().map(|tier| all.iter().copied().filter(|item| tier(*item)).collect::<Vec<_>>());
    let mut found = found.filter(|found| !found.is_empty());
    found.next().unwrap_or_default()
}

/// The claims whose links lead to the article at this address; none where the address names no passage.
fn claims_at(corpus: &Corpus, address: &SourceUrl) -> Vec<ClaimSlot> {
    let Some((article, _)) = address.as_str().split_once('#') else { return Vec::new() };
    let is_article = |url: &SourceUrl| url.as_str().split('#').next() == Some(article);
    let documents = corpus.documents().filter(|slot| is_article(&corpus.document(*slot).url));
    documents.flat_map(|slot| corpus.claims_in(slot)).collect()
}

/// A name without what two spellings of it may differ in.
pub(super) fn folded(name: &str) -> String {
    fold(Text::clean(name).as_str())
}

/// Lets through what has one id. Fails where there are several.
fn single_id(corpus: &Corpus, words: &str, found: Vec<Item>) -> anyhow::Result<Vec<Item>> {
    let mut ids: Vec<_> = found.iter().map(|item| (item.id(corpus), item.kind())).collect();
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
        matching(corpus, words, |_| true).iter().map(|item| format!("{} {}", item.kind(), item.id(corpus))).collect()
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
    fn what_can_be_several_is_refused_with_their_ids() {
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
