//! How documents are divided among threads.

/// Number of batches for each thread. More would balance the load better. Fewer have larger results, whose memory is
/// returned to the system when they are joined.
const BATCHES_PER_THREAD: usize = 4;

/// Returns the number of documents in a batch.
pub(crate) fn batch_size(documents: usize) -> usize {
    documents.div_ceil(BATCHES_PER_THREAD * rayon::current_num_threads()).max(1)
}
