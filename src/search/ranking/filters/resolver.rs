//! Resolves the names in filters to those whom they mean.
//!
//! A value that is somebody's whole name, alias or id means exactly that one: `about:mali` is not about the Malian
//! army. Any other value means all whose names match best: `about:mal` every name that begins so, `by:lawrow` the one
//! name that it misspells.

use std::mem::{Discriminant, discriminant};

use hashbrown::{HashMap, HashSet};

use crate::briefing::Document;
use crate::corpus::{Corpus, DocumentSlot};
use crate::search::analysis::web_address;
use crate::search::index::Index;
use crate::search::index::field::{Field, Owner};
use crate::search::matching::candidates::{Candidates, Fuzziness, MatchKind};
use crate::search::matching::record_key::RecordKey;
use crate::search::query::{Filter, NameValue};
use crate::search::ranking::filters::criterion::{Criterion, entities, published};
use crate::search::ranking::filters::facets::Facet;

const ENTITY: [Field; 4] = [Field::EntityName, Field::EntityAlias, Field::EntityWeakAlias, Field::EntityId];
const OUTLET: [Field; 2] = [Field::OutletName, Field::OutletId];
const ORIGIN: [Field; 2] = [Field::OriginName, Field::OriginId];
const DOCUMENT: [Field; 2] = [Field::DocumentTitle, Field::DocumentId];

/// Resolves the values of one filter.
pub(super) struct Resolver<'a> {
    index: &'a Index,
    corpus: &'a Corpus,
    reach: Fuzziness,
    /// The first owner that the last value was guessed to mean.
    guessed: Option<Owner>,
}

impl<'a> Resolver<'a> {
    /// An exclusion must not exclude by a guess, so a `negated` filter forgives no misspelling.
    pub(super) fn new(index: &'a Index, corpus: &'a Corpus, negated: bool) -> Self {
        let reach = if negated { Fuzziness::Prefixes } else { Fuzziness::Full };
        Self { index, corpus, reach, guessed: None }
    }

    /// Returns whom the last value was taken to mean, for the reader; `None` if it was not misspelt.
    pub(super) fn guess(&self, typed: &str) -> Option<String> {
        let mut name = None;
        self.guessed?.texts(self.corpus, &mut |_, text| name = name.take().or_else(|| Some(text.to_owned())));
        name.map(|name| format!("“{typed}” taken for {name}"))
    }

    /// Returns what a filter demands of records.
    pub(super) fn criterion(&mut self, filter: &Filter) -> Criterion {
        let (index, corpus) = (self.index, self.corpus);
        match filter {
            Filter::By(value) => Criterion::By(self.meant(value, &[&ENTITY, &OUTLET], &|owner| match owner {
                Owner::Entity(slot) => {
                    !corpus.with_drafts().said_by(slot).is_empty() || !index.authored(slot).is_empty()
                }
                _ => true,
            })),
            Filter::About(value) => {
                let possible =
                    |owner| matches!(owner, Owner::Entity(slot) if !corpus.with_drafts().about(slot).is_empty());
                Criterion::About(self.meant(value, &[&ENTITY], &possible))
            }
            Filter::In(value) => {
                Criterion::In(published(index, &self.meant(value, &[&DOCUMENT, &OUTLET], &|_| true)).collect())
            }
            Filter::Source(value) => {
                Criterion::Source(self.meant(value, &[&ENTITY, &OUTLET, &ORIGIN], &|owner| match owner {
                    Owner::Entity(slot) => {
                        !corpus.with_drafts().conveyed_by(slot).is_empty() || !index.issued(slot).is_empty()
                    }
                    _ => true,
                }))
            }
            Filter::Kind(kinds) => Criterion::Kind(kinds.clone()),
            Filter::Date(span) => Criterion::Date(*span),
            Filter::Genre(genres) => Criterion::In(documents(corpus, |document| genres.contains(&document.genre))),
            Filter::Language(code) => Criterion::In(documents(corpus, |document| match (&document.language, code) {
                (Some(language), Some(code)) => is_language(language.as_str(), code),
                (language, code) => language.is_none() && code.is_none(),
            })),
            Filter::Origin(value) => Criterion::Facet(Facet::origin(corpus, &self.meant(value, &[&ORIGIN], &|_| true))),
            Filter::With(value) => {
                let possible =
                    |owner| matches!(owner, Owner::Entity(slot) if !corpus.with_drafts().claims_of(slot).is_empty());
                Criterion::Facet(Facet::with(corpus, entities(&self.meant(value, &[&ENTITY], &possible))))
            }
            Filter::Disputed(wanted) => Criterion::Facet(Facet::disputed(corpus, *wanted)),
            Filter::Firsthand(wanted) => Criterion::Facet(Facet::firsthand(corpus, *wanted)),
            Filter::Independent(count) => Criterion::Facet(Facet::independent(corpus, *count)),
            Filter::Schema(schemas) => Criterion::Facet(Facet::schema(corpus, schemas)),
            Filter::Grade(grade) => Criterion::Facet(Facet::grade(corpus, *grade)),
            Filter::Relation(standings) => Criterion::Facet(Facet::relation(corpus, standings)),
            Filter::Is(properties) => Criterion::Facet(Facet::property(corpus, properties)),
        }
    }

    /// Returns the owners that a value means, among those with one of the fields that are `possible`.
    fn meant(&mut self, value: &NameValue, fields: &[&[Field]], possible: &dyn Fn(Owner) -> bool) -> HashSet<Owner> {
        self.guessed = None;
        let fields = fields.concat();
        let named = self.named(value, &fields, possible);
        if !named.is_empty() {
            return named;
        }
        let by_address = self.by_address(value, &fields);
        if !by_address.is_empty() {
            return by_address;
        }
        let matching = self.matching(value, &fields, possible);
        let best = matching.values().max().copied();
        let meant: HashSet<_> =
            matching.into_iter().filter(|(_, rank)| Some(*rank) == best).map(|(owner, _)| owner).collect();
        if best.is_some_and(|rank| rank < MatchKind::Prefix.rank()) {
            self.guessed = meant.iter().min().copied();
        }
        meant
    }

    /// Returns the owners whose whole name, alias or id a value is. Weak aliases only count if nothing else does.
    fn named(&self, value: &NameValue, fields: &[Field], possible: &dyn Fn(Owner) -> bool) -> HashSet<Owner> {
        let kinds: HashSet<Discriminant<Owner>> =
            fields.iter().map(|field| discriminant(&Owner::from_index(*field, 0))).collect();
        let named = self.index.name_bearers(value.words.iter().map(String::as_str)).iter();
        let named = named.filter(|named| kinds.contains(&discriminant(&named.owner)) && possible(named.owner));
        let is_strong = named.clone().any(|named| !named.weak);
        named.filter(|named| !(is_strong && named.weak)).map(|named| named.owner).collect()
    }

    /// Returns the outlets and documents whose address or host a value is, for filters that may mean an outlet.
    fn by_address(&self, value: &NameValue, fields: &[Field]) -> HashSet<Owner> {
        let typed = web_address::trim_punctuation(&value.typed);
        if !fields.contains(&Field::OutletId) || !web_address::is_address_or_id(typed) {
            return HashSet::new();
        }
        let owners = RecordKey(typed.to_owned()).owners(self.index, self.corpus).into_iter();
        owners.filter(|owner| matches!(owner, Owner::Document(_) | Owner::Outlet(_))).collect()
    }

    /// Returns every owner with a match for all words, with the rank of the worst match.
    fn matching(&self, value: &NameValue, fields: &[Field], possible: &dyn Fn(Owner) -> bool) -> HashMap<Owner, u8> {
        let mut all: Option<HashMap<Owner, u8>> = None;
        for word in &value.words {
            let mut matching: HashMap<Owner, u8> = HashMap::new();
            let candidates = Candidates::new(self.index, word, self.reach);
            // Scattered letters match some name nearly always; a name that is unknown must find nothing.
            for (word, word_match) in
                candidates.matches().iter().filter(|(_, word_match)| word_match.kind != MatchKind::Scattered)
            {
                for field in fields {
                    self.index.posting_list(*field, *word).each(|posting| {
                        let rank = matching.entry(Owner::from_index(*field, posting.owner())).or_default();
                        *rank = word_match.kind.rank().max(*rank);
                    });
                }
            }
            matching.retain(|owner, rank| match &all {
                Some(all) => all.get(owner).is_some_and(|before| {
                    *rank = (*before).min(*rank);
                    true
                }),
                None => possible(*owner),
            });
            all = Some(matching);
        }
        all.unwrap_or_default()
    }
}

/// Returns the documents that fulfil a condition.
fn documents(corpus: &Corpus, is_meant: impl Fn(&Document) -> bool) -> Vec<DocumentSlot> {
    corpus.documents().filter(|slot| is_meant(corpus.document(*slot))).collect()
}

/// Returns whether a language has a code, or a code that begins so: `pt` also means `pt-BR`.
fn is_language(language: &str, code: &str) -> bool {
    let begins = language.get(..code.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(code));
    begins && matches!(language.as_bytes().get(code.len()), None | Some(b'-'))
}
