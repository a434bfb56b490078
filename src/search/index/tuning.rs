//! Thresholds that decide how an index is laid out.
//!
//! They change how fast an index is built and searched and how large it is, never what a search finds. Tests build the
//! same corpus with [`IndexTuning::small`], so that small corpora take the paths of large ones.

/// The thresholds of one index.
#[derive(Clone, Copy, Debug)]
pub(crate) struct IndexTuning {
    /// Minimum number of claims for which common words are found by sampling. Fewer claims are indexed fast enough without.
    pub(crate) min_common_claims: usize,
    /// Minimum number of owners in a chunk. Smaller chunks cost more to merge than a second core saves.
    pub(crate) min_chunk_owners: usize,
    /// Number of terms after which a block is closed. A million terms take 4 MB, so that inverting a block stays in the
    /// processor's cache.
    pub(crate) block_terms: usize,
    /// Minimum number of vocabulary ranges whose posting lists are joined in parallel. There is one per core anyway.
    pub(crate) min_ranges: usize,
    /// Minimum number of texts for which a posting list is stored as a bit set. Shorter lists are small and fast already.
    pub(crate) min_set_texts: usize,
}

impl Default for IndexTuning {
    fn default() -> Self {
        Self {
            min_common_claims: 10_000,
            min_chunk_owners: 1_000,
            block_terms: 1 << 20,
            min_ranges: 1,
            min_set_texts: 1 << 10,
        }
    }
}

#[cfg(test)]
impl IndexTuning {
    /// Returns thresholds that even a corpus of a few claims exceeds, on a single core too.
    pub(crate) fn small() -> Self {
        Self { min_common_claims: 1, min_chunk_owners: 2, block_terms: 4, min_ranges: 3, min_set_texts: 3 }
    }
}
