//! Finds documents and outlets by their web addresses.
//!
//! A bare host finds everything that was published there. A host with the beginning of a path finds everything below it.
//! [`RecordKey`](crate::search::matching::record_key::RecordKey) is the only caller.

use std::hash::BuildHasher as _;

use hashbrown::DefaultHashBuilder;
use rayon::prelude::*;

use crate::briefing::SourceUrl;
use crate::corpus::Corpus;
use crate::search::analysis::web_address::TypedAddress;
use crate::search::index::field::Owner;

/// The documents and outlets of a corpus by the hashes of their addresses and hosts.
#[derive(Debug, Default)]
pub(crate) struct AddressIndex {
    hasher: DefaultHashBuilder,
    /// Two entries for each address, sorted: its hash, and the hash of its host.
    entries: Vec<(u64, Owner)>,
}

impl AddressIndex {
    /// Indexes the addresses of `owners`.
    pub(crate) fn new(corpus: &Corpus, owners: &[Owner]) -> Self {
        let mut index = Self::default();
        let hashes = |owner: &Owner| {
            let keys = address(corpus, *owner).map(|address| [address.normalized(), address.host]);
            keys.into_iter().flatten().map(|key| (index.hash(&key), *owner)).collect::<Vec<_>>()
        };
        let mut entries: Vec<_> = owners.par_iter().flat_map_iter(hashes).collect();
        entries.par_sort_unstable();
        entries.dedup();
        index.entries = entries;
        index
    }

    /// Returns the memory used by the entries, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        size_of_val(&self.entries[..])
    }

    fn hash(&self, key: &str) -> u64 {
        self.hasher.hash_one(key)
    }

    /// Returns the owners of an address or host. If there are none, returns the owners of addresses below it.
    pub(crate) fn owners(&self, corpus: &Corpus, typed: &TypedAddress) -> Vec<Owner> {
        let is_host = typed.path.is_empty();
        // The query string often only records where the link was shared.
        let page = typed.path.split_once('?').map_or(typed.path.as_str(), |(page, _)| page);
        for path in [typed.path.as_str(), page] {
            let key = [typed.host.as_str(), path].concat();
            let is_same = |owner: &Owner| {
                address(corpus, *owner).is_some_and(|other| other.host == typed.host && (is_host || other.path == path))
            };
            let owners: Vec<_> = self.candidates(&key).filter(is_same).collect();
            if !owners.is_empty() {
                return owners;
            }
        }
        let is_below = |owner: &Owner| address(corpus, *owner).is_some_and(|other| typed.contains(&other));
        self.candidates(&typed.host).filter(is_below).collect()
    }

    /// Returns the owners whose address or host has the same hash as `key`.
    fn candidates(&self, key: &str) -> impl Iterator<Item = Owner> {
        let hash = self.hash(key);
        let from = self.entries.partition_point(|(other, _)| *other < hash);
        self.entries[from..].iter().take_while(move |(other, _)| *other == hash).map(|(_, owner)| *owner)
    }
}

fn address(corpus: &Corpus, owner: Owner) -> Option<TypedAddress> {
    let address = match owner {
        Owner::Document(slot) => corpus.document(slot).url.as_ref().map(SourceUrl::as_str),
        Owner::Outlet(slot) => corpus.outlet(slot).url.as_ref().map(SourceUrl::as_str),
        Owner::Entity(_) | Owner::Origin(_) | Owner::Claim(_) => None,
    };
    address.and_then(TypedAddress::parse)
}
