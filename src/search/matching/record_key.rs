//! Finds records by what the program prints for them: an id, `document#claim`, a file name, or a web address.

use crate::briefing::ClaimRef;
use crate::corpus::{ClaimSlot, Corpus};
use crate::search::analysis::fold::fold;
use crate::search::analysis::tokens;
use crate::search::analysis::web_address::{TypedAddress, is_address_or_id};
use crate::search::index::Index;
use crate::search::index::field::{Field, Owner};
use crate::search::matching::phrase::Phrase;

/// A web address or id as it was typed.
#[derive(Debug)]
pub(crate) struct RecordKey(pub(crate) String);

impl RecordKey {
    /// Returns the owners of this address or id. Empty if the corpus has none.
    pub(crate) fn owners(&self, index: &Index, corpus: &Corpus) -> Vec<Owner> {
        let typed = self.0.as_str();
        let mut owners = match typed.split_once('#').filter(|_| !typed.contains("://")) {
            Some(("", claim)) => claims_with_id(index, corpus, claim),
            Some((document, claim)) if !claim.is_empty() => claims_of_document(index, corpus, typed, document, claim),
            _ => {
                // A document's id is the name of its file.
                let id = typed.strip_suffix(".yaml").or_else(|| typed.strip_suffix(".yml")).unwrap_or(typed);
                owners_with_id(index, corpus, id)
            }
        };
        if is_address_or_id(typed) && owners.is_empty() {
            owners =
                TypedAddress::parse(typed).map(|typed| index.addresses().owners(corpus, &typed)).unwrap_or_default();
        }
        owners
    }
}

/// Returns the claims that `document#claim` means. The exact spelling wins over one with other case or accents.
fn claims_of_document(index: &Index, corpus: &Corpus, typed: &str, document: &str, claim: &str) -> Vec<Owner> {
    let exact = ClaimRef::parse(typed).and_then(|name| corpus.find_claim(&name));
    if let Some(slot) = exact {
        return vec![Owner::Claim(slot)];
    }
    let id = fold(document);
    let is_in_document = |owner: &Owner| matches!(owner, Owner::Claim(slot) if fold(corpus.document(corpus.document_of(*slot)).id.as_str()) == id);
    claims_with_id(index, corpus, claim).into_iter().filter(is_in_document).collect()
}

/// Returns all records, outlets and origins with an id.
fn owners_with_id(index: &Index, corpus: &Corpus, typed: &str) -> Vec<Owner> {
    let id = fold(typed);
    let words = tokens::typed_name(&id);
    let named = index.name_bearers(words.iter().map(String::as_str)).iter().map(|named| named.owner);
    let mut owners: Vec<_> = named.filter(|owner| has_id(corpus, *owner, &id)).collect();
    owners.extend(claims_with_id(index, corpus, typed));
    owners
}

fn has_id(corpus: &Corpus, owner: Owner, id: &str) -> bool {
    let mut has = false;
    let is_id = |field| {
        use Field::{ClaimId, DocumentId, EntityId, OriginId, OutletId};
        matches!(field, ClaimId | DocumentId | EntityId | OriginId | OutletId)
    };
    owner.texts(corpus, &mut |field, text| has |= is_id(field) && fold(text) == id);
    has
}

/// Returns the claims with an id. An id is unique only within its document.
fn claims_with_id(index: &Index, corpus: &Corpus, typed: &str) -> Vec<Owner> {
    let id = fold(typed);
    let words = Phrase::new(index.vocabulary(), &id).parts;
    let lists = |words: &Vec<_>| words.iter().map(|word| index.posting_list(Field::ClaimId, *word)).collect::<Vec<_>>();
    let rarest = words.iter().map(lists).min_by_key(|lists| lists.iter().map(|list| list.len()).sum::<usize>());
    let mut claims = Vec::new();
    for list in rarest.unwrap_or_default() {
        list.each(|posting| claims.push(Owner::Claim(ClaimSlot::new(posting.owner()))));
    }
    claims.retain(|claim| has_id(corpus, *claim, &id));
    claims.sort_unstable();
    claims.dedup();
    claims
}
