//! Filters, such as `by:`, `about:`, `kind:` and `disputed:`, made ready for one corpus.
//!
//! A value that is somebody's whole name, alias or id means exactly that one, so `about:mali` is not about the
//! Malian army. Any other value means all whom its words fit best: `about:mal` everyone whose name goes on
//! from there, `by:lawrow` the one name that it misspells.
//!
//! What a filter cannot apply to is not admitted: an entity has no date. A negated filter admits what the filter
//! does not.

mod facets;

use std::cell::Cell;

use hashbrown::{HashMap, HashSet};

use crate::search::ranking::filters::facets::Known;

use crate::briefing::{Document, Kind};
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, Narrowing, OutletSlot, Record};
use crate::search::index::Index;
use crate::search::index::addresses::{self, Key};
use crate::search::index::bitset::Bits;
use crate::search::index::field::{Field, Owner};
use crate::search::matching::candidates::{Candidates, Reach, Tier};
use crate::search::query;
use crate::search::query::date_range::Span;
use crate::search::query::{Query, Value, What};
use crate::search::ranking::numbering::Records;

/// A filter that knows whom it means.
#[derive(Debug)]
pub(crate) struct Filter {
    negated: bool,
    /// One of these is to hold.
    tests: Vec<Test>,
}

#[derive(Debug)]
enum Test {
    By(HashSet<Owner>),
    About(HashSet<Owner>),
    In(Vec<DocumentSlot>),
    Source(HashSet<Owner>),
    Known(Known),
    Kind(Vec<Kind>),
    Date(Span),
}

const ENTITY: [Field; 4] = [Field::EntityName, Field::EntityAlias, Field::EntityWeakAlias, Field::EntityId];
const OUTLET: [Field; 2] = [Field::OutletName, Field::OutletId];
const ORIGIN: [Field; 2] = [Field::OriginName, Field::OriginId];
const DOCUMENT: [Field; 2] = [Field::DocumentTitle, Field::DocumentId];

/// Makes a query's filters ready.
pub(crate) fn ready(index: &Index, corpus: &Corpus, query: &Query) -> Vec<Filter> {
    let filters = query.terms().iter().filter_map(|term| match &term.what {
        What::Filter(values) => Some((term.negated, values)),
        What::Word(_) | What::Address { .. } | What::Exact(_) => None,
    });
    let ready = |(negated, values): (bool, &Vec<query::Filter>)| {
        let tests = values.iter().map(|filter| test(index, corpus, filter, negated, &Cell::default())).collect();
        Filter { negated, tests }
    };
    filters.map(ready).collect()
}

/// Whom a query's filters are taken to mean, where nobody is called as was typed: `by:gold` may be God.
pub(crate) fn guesses(index: &Index, corpus: &Corpus, query: &Query) -> Vec<String> {
    let values = query.terms().iter().filter_map(|term| match &term.what {
        // Of several values only one may be misspelt.
        What::Filter(values) if !term.negated => values.first().filter(|_| values.len() == 1),
        _ => None,
    });
    let guess = |filter: &query::Filter| {
        let typed = &filter.value()?.typed;
        let guessed = Cell::default();
        test(index, corpus, filter, false, &guessed);
        let owner = guessed.get()?;
        let mut name = None;
        owner.texts(corpus, &mut |_, text| name = name.take().or_else(|| Some(text.to_owned())));
        name.map(|name| format!("“{typed}” taken for {name}"))
    };
    values.filter_map(guess).collect()
}

/// The records that a narrowing admits, as [`Narrowing::admits`] says of each.
pub(crate) fn narrowed(corpus: &Corpus, narrowing: Narrowing, records: Records) -> Bits {
    let mut admitted = Bits::none(records.len());
    let mut admit = |record| records.number(record).into_iter().for_each(|number| admitted.insert(number));
    match narrowing {
        Narrowing::Document(document) => {
            corpus.documents().map(Record::Document).for_each(&mut admit);
            corpus.entities_of(document).iter().map(|entity| Record::Entity(*entity)).for_each(&mut admit);
            corpus.claims_in(document).map(Record::Claim).for_each(&mut admit);
        }
        Narrowing::Entity(entity) => {
            corpus.entities().map(Record::Entity).for_each(&mut admit);
            corpus.documents_of(entity).iter().map(|document| Record::Document(*document)).for_each(&mut admit);
            corpus.claims_of(entity).iter().map(|claim| Record::Claim(*claim)).for_each(&mut admit);
        }
    }
    admitted
}

/// What a filter asks of records. One of those whom a misspelt value means is `guessed`.
fn test(index: &Index, corpus: &Corpus, filter: &query::Filter, negated: bool, guessed: &Cell<Option<Owner>>) -> Test {
    let reach = if negated { Reach::Prefixes } else { Reach::Fuzzy };
    let meant = |value: &Value, fields: &[&[Field]], possible: &dyn Fn(Owner) -> bool| {
        Meaning { index, corpus, fields: fields.concat(), possible, reach, guessed }.of(value)
    };
    match filter {
        query::Filter::By(value) => Test::By(meant(value, &[&ENTITY, &OUTLET], &|owner| match owner {
            Owner::Entity(slot) => !corpus.said_by(slot).is_empty() || !index.authored(slot).is_empty(),
            _ => true,
        })),
        query::Filter::About(value) => {
            let possible = |owner| matches!(owner, Owner::Entity(slot) if !corpus.about(slot).is_empty());
            Test::About(meant(value, &[&ENTITY], &possible))
        }
        query::Filter::In(value) => {
            Test::In(published(index, &meant(value, &[&DOCUMENT, &OUTLET], &|_| true)).collect())
        }
        query::Filter::Source(value) => {
            Test::Source(meant(value, &[&ENTITY, &OUTLET, &ORIGIN], &|owner| match owner {
                Owner::Entity(slot) => !corpus.conveyed_by(slot).is_empty() || !index.issued(slot).is_empty(),
                _ => true,
            }))
        }
        query::Filter::Origin(value) => Test::Known(Known::origin(corpus, &meant(value, &[&ORIGIN], &|_| true))),
        query::Filter::With(value) => {
            let possible = |owner| matches!(owner, Owner::Entity(slot) if !corpus.claims_of(slot).is_empty());
            Test::Known(Known::with(corpus, entities(&meant(value, &[&ENTITY], &possible))))
        }
        query::Filter::Disputed(wanted) => Test::Known(Known::disputed(corpus, *wanted)),
        query::Filter::Firsthand(wanted) => Test::Known(Known::firsthand(corpus, *wanted)),
        query::Filter::Independent(count) => Test::Known(Known::independent(corpus, *count)),
        query::Filter::Kind(kinds) => Test::Kind(kinds.clone()),
        query::Filter::Date(span) => Test::Date(*span),
        query::Filter::Schema(schemas) => Test::Known(Known::schema(corpus, schemas)),
        query::Filter::Grade(grade) => Test::Known(Known::grade(corpus, *grade)),
        query::Filter::Relation(standings) => Test::Known(Known::relation(corpus, standings)),
        query::Filter::Genre(genres) => Test::In(documents(corpus, |document| genres.contains(&document.genre))),
        query::Filter::Language(code) => {
            let is_meant = |document: &Document| match (&document.language, code) {
                (Some(language), Some(code)) => is_language(language.as_str(), code),
                (language, code) => language.is_none() && code.is_none(),
            };
            Test::In(documents(corpus, is_meant))
        }
    }
}

/// The documents that fulfil a condition.
fn documents(corpus: &Corpus, is_meant: impl Fn(&Document) -> bool) -> Vec<DocumentSlot> {
    corpus.documents().filter(|slot| is_meant(corpus.document(*slot))).collect()
}

/// True for a language by its code, or by the beginning of its code: `pt` is also `pt-BR`.
fn is_language(language: &str, code: &str) -> bool {
    let begins = language.get(..code.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(code));
    begins && matches!(language.as_bytes().get(code.len()), None | Some(b'-'))
}

fn entities(owners: &HashSet<Owner>) -> impl Iterator<Item = EntitySlot> + Clone {
    owners.iter().filter_map(|owner| match owner {
        Owner::Entity(slot) => Some(*slot),
        _ => None,
    })
}

fn outlets(owners: &HashSet<Owner>) -> impl Iterator<Item = OutletSlot> {
    owners.iter().filter_map(|owner| match owner {
        Owner::Outlet(slot) => Some(*slot),
        _ => None,
    })
}

/// Finds out who is meant by a value.
struct Meaning<'a> {
    index: &'a Index,
    corpus: &'a Corpus,
    fields: Vec<Field>,
    possible: &'a dyn Fn(Owner) -> bool,
    reach: Reach,
    /// The first of those who are meant, where nobody is called as was typed.
    guessed: &'a Cell<Option<Owner>>,
}

impl Meaning<'_> {
    fn of(&self, value: &Value) -> HashSet<Owner> {
        let kinds: HashSet<_> = self.fields.iter().map(|field| std::mem::discriminant(&Owner::of(*field, 0))).collect();
        let named = self.index.named(value.words.iter().map(String::as_str));
        let named = named.iter().filter(|named| kinds.contains(&std::mem::discriminant(&named.owner)));
        let named: Vec<_> = named.filter(|named| (self.possible)(named.owner)).collect();
        if !named.is_empty() {
            let strong = named.iter().any(|named| !named.weak);
            return named.into_iter().filter(|named| !(strong && named.weak)).map(|named| named.owner).collect();
        }
        let by_address = self.by_address(value);
        if !by_address.is_empty() {
            return by_address;
        }
        let fitting = self.fitting(value);
        let best = fitting.values().max().copied();
        let meant: HashSet<_> =
            fitting.into_iter().filter(|(_, rank)| Some(*rank) == best).map(|(owner, _)| owner).collect();
        if best.is_some_and(|rank| rank < Tier::Prefix.rank()) {
            self.guessed.set(meant.iter().min().copied());
        }
        meant
    }

    /// The outlets and documents whose address or host a value is, for filters that may mean an outlet.
    fn by_address(&self, value: &Value) -> HashSet<Owner> {
        let typed = addresses::bare(&value.typed);
        if !self.fields.contains(&Field::OutletId) || !addresses::is_address(typed) {
            return HashSet::new();
        }
        let owners = Key(typed.to_owned()).owners(self.index, self.corpus).into_iter();
        owners.filter(|owner| matches!(owner, Owner::Document(_) | Owner::Outlet(_))).collect()
    }

    /// Everyone whom all words fit, with the rank of the word that fits worst.
    fn fitting(&self, value: &Value) -> HashMap<Owner, u8> {
        let mut all: Option<HashMap<Owner, u8>> = None;
        for word in &value.words {
            let mut having: HashMap<Owner, u8> = HashMap::new();
            let candidates = Candidates::new(self.index, word, self.reach);
            // Scattered letters are in somebody's name nearly always; a name that is unknown is to find nothing.
            for (word, fit) in candidates.fits().iter().filter(|(_, fit)| fit.tier != Tier::Scattered) {
                for field in &self.fields {
                    self.index.having(*field, *word).each(|posting| {
                        let rank = having.entry(Owner::of(*field, posting.owner())).or_default();
                        *rank = fit.tier.rank().max(*rank);
                    });
                }
            }
            having.retain(|owner, rank| match &all {
                Some(all) => all.get(owner).is_some_and(|before| {
                    *rank = (*before).min(*rank);
                    true
                }),
                None => (self.possible)(*owner),
            });
            all = Some(having);
        }
        all.unwrap_or_default()
    }
}

impl Filter {
    /// The records that may be in the answer.
    pub(crate) fn admitted(&self, corpus: &Corpus, index: &Index, records: Records) -> Bits {
        let mut admitted = Bits::none(records.len());
        let mut admit = |record| records.number(record).into_iter().for_each(|number| admitted.insert(number));
        for test in &self.tests {
            if records.entities() {
                test.entities(corpus, &mut |slot| admit(Record::Entity(slot)));
            }
            if records.documents() {
                test.documents(corpus, index, &mut |slot| admit(Record::Document(slot)));
            }
            if records.claims() {
                test.claims(corpus, index, &mut |slot| admit(Record::Claim(slot)));
            }
        }
        if self.negated { admitted.inverted() } else { admitted }
    }
}

/// The documents among some owners, and all that the outlets among them published.
fn published<'a>(index: &'a Index, set: &'a HashSet<Owner>) -> impl Iterator<Item = DocumentSlot> + 'a {
    let documents = set.iter().filter_map(|owner| match owner {
        Owner::Document(document) => Some(*document),
        _ => None,
    });
    documents.chain(outlets(set).flat_map(|outlet| index.published(outlet)).copied())
}

impl Test {
    /// Every entity that is meant.
    fn entities(&self, corpus: &Corpus, each: &mut dyn FnMut(EntitySlot)) {
        match self {
            Self::Known(known) => known.entities.iter().copied().for_each(each),
            Self::In(documents) => {
                let mut within = Bits::none(corpus.documents().len());
                for document in documents {
                    within.insert(document.index());
                }
                let appears =
                    |slot: &EntitySlot| corpus.documents_of(*slot).iter().any(|slot| within.has(slot.index()));
                corpus.entities().filter(appears).for_each(each);
            }
            Self::By(_) | Self::About(_) | Self::Source(_) | Self::Kind(_) | Self::Date(_) => {}
        }
    }

    /// Every document that is meant, some perhaps more than once.
    fn documents(&self, corpus: &Corpus, index: &Index, each: &mut dyn FnMut(DocumentSlot)) {
        match self {
            Self::By(set) => {
                entities(set).flat_map(|slot| index.authored(slot)).copied().for_each(&mut *each);
                let unsigned = |document: &DocumentSlot| corpus.authors(*document).is_empty();
                outlets(set).flat_map(|slot| index.published(slot)).copied().filter(unsigned).for_each(each);
            }
            Self::About(set) => {
                let claims = entities(set).flat_map(|slot| corpus.about(slot));
                claims.map(|claim| corpus.document_of(*claim)).for_each(each);
            }
            Self::In(documents) => documents.iter().copied().for_each(each),
            Self::Source(set) => published(index, set).for_each(each),
            Self::Date(span) => {
                let dated = |document: &DocumentSlot| span.overlaps(&corpus.document(*document).published);
                corpus.documents().filter(dated).for_each(each);
            }
            Self::Known(known) => known.documents.iter().copied().for_each(each),
            Self::Kind(_) => {}
        }
    }

    /// Every claim that is meant, some perhaps more than once.
    fn claims(&self, corpus: &Corpus, index: &Index, each: &mut dyn FnMut(ClaimSlot)) {
        match self {
            Self::By(set) => {
                entities(set).flat_map(|slot| corpus.said_by(slot)).copied().for_each(&mut *each);
                outlets(set).flat_map(|slot| index.unsigned(slot)).copied().for_each(each);
            }
            Self::About(set) => entities(set).flat_map(|slot| corpus.about(slot)).copied().for_each(each),
            Self::In(documents) => {
                documents.iter().flat_map(|document| corpus.claims_in(*document)).for_each(each);
            }
            Self::Source(set) => {
                published(index, set).flat_map(|document| corpus.claims_in(document)).for_each(&mut *each);
                entities(set).flat_map(|slot| corpus.conveyed_by(slot)).copied().for_each(&mut *each);
                let named = set.iter().filter_map(|owner| match owner {
                    Owner::Origin(slot) => Some(*slot),
                    _ => None,
                });
                let issued = entities(set).flat_map(|slot| index.issued(slot).iter().copied());
                named.chain(issued).flat_map(|origin| corpus.resting_on(origin)).copied().for_each(each);
            }
            Self::Known(known) => known.claims.iter().copied().for_each(each),
            Self::Kind(kinds) => {
                for word in kinds.iter().filter_map(|kind| index.vocabulary().find(kind.as_str())) {
                    index.having(Field::ClaimKind, word).each(|posting| each(ClaimSlot::new(posting.owner())));
                }
            }
            Self::Date(span) => index.dates().claims(|date| span.overlaps(date)).for_each(each),
        }
    }
}
