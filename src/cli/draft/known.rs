//! Authors and publishers of an article in the registers, or as new records.

use super::article::Article;
use crate::briefing::{EntityId, OutletId, Schema};
use crate::corpus::Corpus;
use crate::draft::{By, Draft, DraftHead, Fields, NewEntity, TakenIds, entity_fields, outlet_fields, slug};

/// What the registers have of an article's authors and publisher.
pub(super) struct Known {
    /// For each author: the id of an actor.
    authors: Vec<Option<EntityId>>,
    publisher: Option<OutletId>,
    entities: Vec<String>,
    outlets: Vec<String>,
}

/// Records that are new with an article.
#[derive(Default)]
pub(super) struct NewSources {
    pub(super) entities: Vec<Fields>,
    pub(super) outlets: Vec<Fields>,
    /// The names of the new actors, with their ids.
    pub(super) names: Vec<(String, String)>,
    /// The name of the new outlet, with its id.
    pub(super) outlet: Option<(String, String)>,
    authors: Vec<EntityId>,
    publisher: Option<OutletId>,
}

impl Known {
    /// Looks up the authors and the publisher of an article.
    pub(super) fn new(corpus: &Corpus, article: &Article) -> Self {
        let author = |name: &str| {
            let is_it = |text: &crate::text::Text| is_same(text.as_str(), name);
            let mut found = corpus
                .entities()
                .map(|slot| corpus.entity(slot))
                .filter(|entity| entity.id.as_str() == name || is_it(&entity.name) || entity.alias.iter().any(is_it));
            let first = found.next()?;
            // Two actors of one name are told apart by their ids alone.
            found.next().is_none().then(|| first.id.clone())
        };
        let outlets = || corpus.outlets().map(|slot| corpus.outlet(slot));
        let named = article.publisher.as_ref().and_then(|(name, _)| {
            outlets().find(|outlet| outlet.id.as_str() == name || is_same(outlet.name.as_str(), name))
        });
        let host = article.url.as_ref().map(|(url, _)| site(url.host()));
        let at_host = || outlets().find(|outlet| outlet.url.as_ref().is_some_and(|url| Some(site(url.host())) == host));
        Self {
            authors: article.authors.iter().map(|(name, _)| author(name)).collect(),
            publisher: named.or_else(at_host).map(|outlet| outlet.id.clone()),
            entities: corpus.entities().map(|slot| corpus.entity(slot).id.to_string()).collect(),
            outlets: outlets().map(|outlet| outlet.id.to_string()).collect(),
        }
    }

    /// Returns the records that are to be added to the registers.
    pub(super) fn new_sources(&self, draft: &Draft, article: &Article) -> NewSources {
        let mut new = NewSources { publisher: self.publisher.clone(), ..NewSources::default() };
        let known = draft.entities.iter().map(|entity| entity.id.to_string());
        let mut ids = TakenIds::new(self.entities.iter().cloned().chain(known));
        for entity in &draft.entities {
            new.add(entity);
        }
        for ((name, _), known) in article.authors.iter().zip(&self.authors) {
            let proposed = draft.entities.iter().find(|entity| is_same(&entity.name, name));
            if let Some(id) = known.clone().or_else(|| proposed.map(|entity| entity.id.clone())) {
                new.authors.push(id);
                continue;
            }
            let Some(id) = EntityId::parse(&ids.free(&slug(name))) else { continue };
            new.authors.push(id.clone());
            new.add(&NewEntity {
                id,
                schema: Schema::Person,
                name: name.clone(),
                alias: Vec::new(),
                position: Vec::new(),
                sentences: Vec::new(),
            });
        }
        if let (None, Some((name, _))) = (&self.publisher, &article.publisher)
            && let Some(id) = OutletId::parse(&TakenIds::new(self.outlets.iter().cloned()).free(&slug(name)))
        {
            let home = article.url.as_ref().map(|(url, _)| format!("https://{}/", url.host()));
            new.outlets.push(outlet_fields(id.as_str(), name, home.as_deref(), &By::Rules));
            new.outlet = Some((name.clone(), id.to_string()));
            new.publisher = Some(id);
        }
        new
    }
}

impl NewSources {
    /// Returns the fields of the document.
    pub(super) fn head(&self, article: &Article) -> DraftHead {
        DraftHead {
            title: article.title.as_ref().map(|(title, _)| title.clone()),
            author: self.authors.clone(),
            publisher: self.publisher.clone(),
            url: article.url.as_ref().map(|(url, _)| url.clone()),
            published: article.published,
            retrieved: article.retrieved,
            language: article.language.clone(),
            ..DraftHead::default()
        }
    }

    fn add(&mut self, entity: &NewEntity) {
        self.entities.push(entity_fields(entity, &By::Rules));
        self.names.push((entity.name.clone(), entity.id.to_string()));
    }
}

/// Returns the name of a site, whose address may begin with `www.`.
fn site(host: &str) -> &str {
    host.trim_start_matches("www.")
}

/// Returns whether two names differ at most in case and in signs.
fn is_same(one: &str, other: &str) -> bool {
    slug(one) == slug(other)
}
