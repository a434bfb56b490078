//! Addresses and ids: the records that they stand for, as the program prints them.
//!
//! An address is compared without what does not tell pages apart: `http` or `https`, `www.` or `m.`, the fragment, a slash
//! at the end, how letters are encoded, and what says where a link was shared. A host by itself stands for all that it
//! published, and with the beginning of a path for all that is below that.

use std::hash::BuildHasher as _;

use hashbrown::DefaultHashBuilder;
use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use url::Url;

use crate::briefing::{ClaimRef, SourceUrl};
use crate::corpus::{ClaimSlot, Corpus};
use crate::search::analysis::fold::fold;
use crate::search::analysis::phrase::Phrase;
use crate::search::index::Index;
use crate::search::index::field::{Field, Owner};

/// The addresses of documents and outlets.
#[derive(Debug, Default)]
pub(crate) struct Addresses {
    hasher: DefaultHashBuilder,
    /// A hash of each address and each host, and whose it is; in order.
    known: Vec<(u64, Owner)>,
}

/// An address, taken apart.
struct Address {
    host: String,
    /// The path and what is asked for there; empty for a host by itself.
    path: String,
}

/// What a host of the same pages may begin with.
const PREFIXES: [&str; 4] = ["www.", "m.", "mobile.", "amp."];

/// True for a part of an address's query that says where a link was shared.
fn is_tracking(part: &str) -> bool {
    let name = part.split('=').next().unwrap_or_default().to_ascii_lowercase();
    name.starts_with("utm_") || matches!(name.as_str(), "fbclid" | "gclid" | "msclkid" | "igshid" | "mc_cid" | "mc_eid")
}

impl Address {
    fn parse(raw: &str) -> Option<Self> {
        let url =
            if raw.contains("://") { Url::parse(raw).ok()? } else { Url::parse(&["https://", raw].concat()).ok()? };
        if !matches!(url.scheme(), "http" | "https") {
            return None;
        }
        let host = url.host_str()?;
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().to_lowercase();
        let asked = |part: &&str| !part.is_empty() && !is_tracking(part);
        let query = url.query().map(|query| query.split('&').filter(asked).collect::<Vec<_>>().join("&"));
        let query = query.filter(|query| !query.is_empty()).map(|query| format!("?{}", decoded(&query)));
        let path = decoded(url.path().trim_end_matches('/')) + &query.unwrap_or_default();
        let same = |host: &&str| host.contains('.');
        let bare = PREFIXES.iter().find_map(|prefix| host.strip_prefix(prefix).filter(same));
        Some(Self { host: bare.unwrap_or(host).to_owned(), path })
    }

    /// True for an address below this one.
    fn is_above(&self, other: &Self) -> bool {
        let below = other.path.strip_prefix(self.path.as_str());
        self.host == other.host && below.is_some_and(|below| below.is_empty() || below.starts_with(['/', '?']))
    }

    fn whole(&self) -> String {
        [self.host.as_str(), &self.path].concat()
    }
}

impl Addresses {
    pub(crate) fn new(corpus: &Corpus, owners: &[Owner]) -> Self {
        let mut addresses = Self::default();
        let hashes = |owner: &Owner| {
            let address = address(corpus, *owner).and_then(Address::parse);
            let keys = address.map(|address| [address.whole(), address.host]);
            keys.into_iter().flatten().map(|key| (addresses.hash(&key), *owner)).collect::<Vec<_>>()
        };
        let mut known: Vec<_> = owners.par_iter().flat_map_iter(hashes).collect();
        known.par_sort_unstable();
        known.dedup();
        addresses.known = known;
        addresses
    }

    /// How much memory they take.
    pub(crate) fn bytes(&self) -> usize {
        size_of_val(&self.known[..])
    }

    fn hash(&self, key: &str) -> u64 {
        self.hasher.hash_one(key)
    }

    /// Whose address or host this is.
    fn owners(&self, corpus: &Corpus, typed: &Address) -> Vec<Owner> {
        let is_host = typed.path.is_empty();
        // What a link was shared by is often written behind the question mark.
        let page = typed.path.split_once('?').map_or(typed.path.as_str(), |(page, _)| page);
        for path in [typed.path.as_str(), page] {
            let key = [typed.host.as_str(), path].concat();
            let same = self.with_hash(&key);
            let is_meant = |owner: &Owner| {
                let address = address(corpus, *owner).and_then(Address::parse);
                address.is_some_and(|other| other.host == typed.host && (is_host || other.path == path))
            };
            let owners: Vec<_> = same.filter(is_meant).collect();
            if !owners.is_empty() {
                return owners;
            }
        }
        let is_below = |owner: &Owner| {
            let address = address(corpus, *owner).and_then(Address::parse);
            address.is_some_and(|other| typed.is_above(&other))
        };
        self.with_hash(&typed.host).filter(is_below).collect()
    }

    /// Whose address or host may be this one.
    fn with_hash(&self, key: &str) -> impl Iterator<Item = Owner> {
        let hash = self.hash(key);
        let from = self.known.partition_point(|(other, _)| *other < hash);
        self.known[from..].iter().take_while(move |(other, _)| *other == hash).map(|(_, owner)| *owner)
    }
}

fn address(corpus: &Corpus, owner: Owner) -> Option<&str> {
    match owner {
        Owner::Document(slot) => Some(corpus.document(slot).url.as_str()),
        Owner::Outlet(slot) => corpus.outlet(slot).url.as_ref().map(SourceUrl::as_str),
        Owner::Entity(_) | Owner::Origin(_) | Owner::Claim(_) => None,
    }
}

/// An address or id as it was typed, without the signs that it was pasted with: `<https://…>`, `(https://…),`.
pub(crate) fn bare(text: &str) -> &str {
    let text = text.trim_start_matches(['<', '(', '[', '{', '\'', '"', '“', '‘', '«', '„']);
    let text = text.strip_prefix("//").unwrap_or(text);
    let bare = text.trim_end_matches(['>', ']', '}', '\'', '"', '”', '’', '»', '“', ',', ';', '.', '!', '…', ':']);
    let bare = bare.strip_suffix(')').filter(|bare| !bare.contains('(')).unwrap_or(bare);
    bare.trim_end_matches([',', ';', '.'])
}

/// True for a text without spaces that is no word, but may be an address, a host, or an id.
pub(crate) fn is_address(text: &str) -> bool {
    let is_id = |part: &str| part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let host = text.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let labels: Vec<_> = host.split('.').collect();
    let name = |label: &&str| label.chars().all(|c| c.is_alphanumeric() || c == '-') && !label.is_empty();
    let ending = |label: &&str| label.chars().nth(1).is_some() && label.starts_with(char::is_alphabetic);
    let is_host = labels.len() > 1 && labels.iter().all(name) && labels.last().is_some_and(ending);
    let is_part = |(document, claim): (&str, &str)| is_id(document) && is_id(claim) && !claim.is_empty();
    text.contains("://") || is_host || text.split_once('#').is_some_and(is_part) || is_id(text) && text.contains('_')
}

/// An address or id as it was typed.
#[derive(Debug)]
pub(crate) struct Key(pub(crate) String);

impl Key {
    /// Whose it is; nothing where the corpus does not have it.
    pub(crate) fn owners(&self, index: &Index, corpus: &Corpus) -> Vec<Owner> {
        let typed = self.0.as_str();
        let mut owners = Vec::new();
        match typed.split_once('#').filter(|_| !typed.contains("://")) {
            Some(("", claim)) => owners.extend(claims(index, corpus, claim)),
            Some((document, claim)) if !claim.is_empty() => {
                let named = ClaimRef::parse(typed).and_then(|name| corpus.find_claim(&name));
                owners.extend(named.map(Owner::Claim));
                if owners.is_empty() {
                    let id = fold(document);
                    let within = |owner: &Owner| {
                        matches!(owner, Owner::Claim(slot)
                            if fold(corpus.document(corpus.document_of(*slot)).id.as_str()) == id)
                    };
                    owners.extend(claims(index, corpus, claim).into_iter().filter(within));
                }
            }
            // A document's id is the name of its file.
            _ => {
                let id = typed.strip_suffix(".yaml").or_else(|| typed.strip_suffix(".yml")).unwrap_or(typed);
                owners.extend(ids(index, corpus, id));
            }
        }
        if is_address(typed) && owners.is_empty() {
            owners = Address::parse(typed).map(|typed| index.addresses().owners(corpus, &typed)).unwrap_or_default();
        }
        owners
    }
}

/// Everyone whose id this is.
fn ids(index: &Index, corpus: &Corpus, typed: &str) -> Vec<Owner> {
    let id = fold(typed);
    let words = crate::search::analysis::tokens::typed_name(&id);
    let named = index.named(words.iter().map(String::as_str)).iter().map(|named| named.owner);
    let mut owners: Vec<_> = named.filter(|owner| has_id(corpus, *owner, &id)).collect();
    owners.extend(claims(index, corpus, typed));
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

/// The claims with an id, each in its document.
fn claims(index: &Index, corpus: &Corpus, typed: &str) -> Vec<Owner> {
    let id = fold(typed);
    let words = Phrase::new(index.vocabulary(), &id).parts;
    let having =
        |words: &Vec<_>| words.iter().map(|word| index.posting_list(Field::ClaimId, *word)).collect::<Vec<_>>();
    let rarest = words.iter().map(having).min_by_key(|lists| lists.iter().map(|list| list.len()).sum::<usize>());
    let mut claims = Vec::new();
    for list in rarest.unwrap_or_default() {
        list.each(|posting| claims.push(Owner::Claim(ClaimSlot::new(posting.owner()))));
    }
    claims.retain(|claim| has_id(corpus, *claim, &id));
    claims.sort_unstable();
    claims.dedup();
    claims
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_has_many_addresses() {
        let whole = |raw: &str| Address::parse(raw).expect("an address").whole();
        let page = whole("https://www.example.org/2025/an%20article/");
        for other in [
            "http://example.org/2025/an article",
            "example.org/2025/an%20article#:~:text=a,b",
            "WWW.example.org/2025/An%20Article/#top",
            "https://m.example.org/2025/an%20article?utm_source=x&fbclid=y",
            bare("<https://example.org/2025/an%20article>,"),
            bare("(//example.org/2025/an%20article)."),
        ] {
            assert_eq!(whole(other), page, "{other}");
        }
        assert_eq!(whole("https://bücher.example/ü"), whole("xn--bcher-kva.example/%C3%BC"));
        assert_ne!(whole("example.org/?p=1"), whole("example.org/?p=2"));
        assert_eq!(whole("example.org/?p=1&utm_medium=mail"), whole("example.org/?p=1"));
        assert_eq!(bare("https://example.org/Mali_(country)"), "https://example.org/Mali_(country)");
    }

    #[test]
    fn words_are_no_addresses() {
        for address in ["https://a.org/", "journal-neo.su", "d#c", "#c", "a.b.org/x", "bücher.example", "my_id"] {
            assert!(is_address(address), "{address}");
        }
        for word in [
            "pan-african",
            "21.9",
            "u.n.",
            "e.g.",
            "20.000",
            "either/or",
            "10:30",
            "#",
            "#5%",
            "sergey-lavrov",
            "7.4.2025",
        ] {
            assert!(!is_address(word), "{word}");
        }
    }
}
