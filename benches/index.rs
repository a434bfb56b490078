//! What building the index costs, on one core and on all, beside the ways to index the same lines.
//!
//! For each size: the time (the best of some), how much text that is per second, what the result takes compared with
//! the text, and how much memory the building took at its peak, the result included. The peers index the claims' texts
//! alone: tantivy in memory, and, as the floor for whatever keeps words and where they are, a `HashMap` of words split
//! at white space, neither folded nor sorted.
//!
//! ```text
//! cargo bench --manifest-path benches/Cargo.toml --bench index                 10k, 100k and 1M claims
//! cargo bench --manifest-path benches/Cargo.toml --bench index -- 100000       so many claims
//! cargo bench --manifest-path benches/Cargo.toml --bench index -- own 100000   without the peers
//! ```

#![allow(clippy::print_stdout, reason = "a bench prints its table")]
#![allow(missing_docs, reason = "a bench has no callers")]

use std::collections::HashMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use briefing::corpus::Corpus;
use briefing::search::Index;
use peak_alloc::PeakAlloc;
use rayon::{ThreadPool, ThreadPoolBuilder};
use tantivy::schema::{Schema, TEXT};
use tantivy::{IndexWriter, TantivyDocument};

use generator::{Generator, lines};

/// Counts what is allocated; the same for all that are measured.
#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What tantivy may take for each thread before it writes a segment.
const TANTIVY_BUDGET: usize = 200_000_000;

fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let alone = arguments.iter().any(|argument| argument == "own");
    let mut sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![10_000, 100_000, 1_000_000];
    }
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let generator = Generator::new();
    for size in sizes {
        let corpus = generator.corpus(size);
        measure(&corpus, size, cores, alone);
    }
}

fn measure(corpus: &Corpus, size: usize, cores: usize, alone: bool) {
    let text: usize = lines(corpus).map(str::len).sum();
    println!("\n{size} claims, {:.1} MB of text", megabytes(text));
    let times = if size > 200_000 { 3 } else { 7 };
    for threads in [1, cores] {
        let pool = pool(threads);
        let row = Row::measured(times, || pool.install(|| Index::new(corpus)), |index| Some(index.bytes()));
        row.print("briefing", threads, text);
    }
    if alone {
        return;
    }
    let lines: Vec<_> = lines(corpus).collect();
    for threads in [1, cores] {
        let row = Row::measured(times.min(2), || tantivy(&lines, threads), |index| Some(in_memory(index)));
        row.print("tantivy", threads, text);
    }
    Row::measured(times, || word_lists(&lines), |_| None).print("HashMap of words", 1, text);
}

fn pool(threads: usize) -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(threads).build().expect("the system can start threads")
}

/// What was measured of one way to build.
struct Row {
    best: Duration,
    /// How much memory the result takes: as it says itself, else what stayed allocated.
    bytes: usize,
    /// The most that was allocated meanwhile, beyond what was there before.
    peak: usize,
}

impl Row {
    fn measured<T>(times: usize, build: impl Fn() -> T, bytes: impl Fn(&T) -> Option<usize>) -> Self {
        let mut row = Self { best: Duration::MAX, bytes: 0, peak: 0 };
        for _ in 0..times {
            let before = MEMORY.current_usage();
            MEMORY.reset_peak_usage();
            let start = Instant::now();
            let built = black_box(build());
            row.best = row.best.min(start.elapsed());
            row.peak = row.peak.max(MEMORY.peak_usage().saturating_sub(before));
            row.bytes = bytes(&built).unwrap_or_else(|| MEMORY.current_usage().saturating_sub(before));
        }
        row
    }

    fn print(&self, name: &str, threads: usize, text: usize) {
        let seconds = self.best.as_secs_f64();
        println!(
            "  {name:<18} {threads:>2} {:<8} {:>9.1} ms {:>7.0} MB/s   {:>5.2} x the text, peak {:>7.1} MB",
            if threads == 1 { "thread" } else { "threads" },
            seconds * 1e3,
            megabytes(text) / seconds,
            megabytes(self.bytes) / megabytes(text),
            megabytes(self.peak),
        );
    }
}

fn tantivy(lines: &[&str], threads: usize) -> tantivy::Index {
    let build = || -> tantivy::Result<_> {
        let mut schema = Schema::builder();
        let body = schema.add_text_field("body", TEXT);
        let index = tantivy::Index::create_in_ram(schema.build());
        let mut writer: IndexWriter = index.writer_with_num_threads(threads, threads * TANTIVY_BUDGET)?;
        for line in lines {
            let mut document = TantivyDocument::default();
            document.add_text(body, line);
            writer.add_document(document)?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        Ok(index)
    };
    build().expect("tantivy indexes in memory")
}

/// All files of tantivy's folder in memory.
fn in_memory(index: &tantivy::Index) -> usize {
    let sum = || -> tantivy::Result<_> {
        let mut sum = 0;
        for segment in index.searchable_segment_metas()? {
            for file in segment.list_files() {
                sum += index.directory().open_read(&file).map_or(0, |file| file.len());
            }
        }
        Ok(sum)
    };
    sum().expect("tantivy lists its segments")
}

/// Which lines have a word.
fn word_lists<'a>(lines: &[&'a str]) -> HashMap<&'a str, Vec<u32>> {
    let mut lists: HashMap<&str, Vec<u32>> = HashMap::new();
    for (number, line) in (0..).zip(lines) {
        for word in line.split_whitespace() {
            let list = lists.entry(word).or_default();
            if list.last() != Some(&number) {
                list.push(number);
            }
        }
    }
    lists
}

#[expect(clippy::cast_precision_loss, reason = "nobody counts the bytes")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
