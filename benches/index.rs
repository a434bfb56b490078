//! Time and memory to build the index, on one core and on all, compared with other ways to index the same lines.
//!
//! For each size it prints the best time of several runs, the text per second, the size of the index in relation to the
//! text, and the growth of the resident memory at its peak, index included. The peers index only the claims' texts:
//! tantivy in memory, and a `HashMap` from words to lines. The map is a lower bound for any index, because its words are
//! split at white space and neither folded nor sorted.
//!
//! ```text
//! cargo bench --manifest-path benches/Cargo.toml --bench index                 10k, 100k and 1M claims
//! cargo bench --manifest-path benches/Cargo.toml --bench index -- 100000       this number of claims
//! cargo bench --manifest-path benches/Cargo.toml --bench index -- own 100000   without the peers
//! ```

#![allow(clippy::print_stdout, reason = "a bench prints its table")]
#![allow(missing_docs, reason = "a bench has no callers")]

use std::collections::HashMap;
use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use briefing::corpus::Corpus;
use briefing::search::Index;
use rayon::{ThreadPool, ThreadPoolBuilder};
use tantivy::directory::RamDirectory;
use tantivy::schema::{Schema, TEXT};
use tantivy::{Index as Tantivy, IndexSettings, IndexWriter, TantivyDocument};

use generator::{Generator, lines};

/// Bytes of memory that tantivy may use for each thread before it writes a segment.
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
        let row = Row::measured(times.min(2), || tantivy(&lines, threads), |folder| Some(folder.total_mem_usage()));
        row.print("tantivy", threads, text);
    }
    Row::measured(times.min(3), || word_lists(&lines), |_| None).print("HashMap of words", 1, text);
}

fn pool(threads: usize) -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(threads).build().expect("the system can start threads")
}

/// The measurements of one way to build an index.
struct Row {
    best: Duration,
    /// Size of the result, as it reports itself.
    bytes: Option<usize>,
    /// Maximum growth of the resident memory, or `None` if the system does not report it.
    peak: Option<usize>,
}

impl Row {
    fn measured<T>(times: usize, build: impl Fn() -> T, bytes: impl Fn(&T) -> Option<usize>) -> Self {
        let mut row = Self { best: Duration::MAX, bytes: None, peak: None };
        for _ in 0..times {
            let before = resident("VmRSS");
            // Resets the peak.
            let _ = fs::write("/proc/self/clear_refs", "5");
            let start = Instant::now();
            let built = black_box(build());
            row.best = row.best.min(start.elapsed());
            let grown = resident("VmHWM").zip(before).map(|(most, before)| most.saturating_sub(before));
            // Memory that an earlier run returned only to the allocator would not count in this run.
            row.peak = row.peak.max(grown);
            row.bytes = bytes(&built);
        }
        row
    }

    fn print(&self, name: &str, threads: usize, text: usize) {
        let seconds = self.best.as_secs_f64();
        let shared = |bytes: usize| format!("{:.2}", megabytes(bytes) / megabytes(text));
        println!(
            "  {name:<18} {threads:>2} {:<8} {:>9.1} ms {:>7.0} MB/s   {:>5} x the text, at the peak {:>5} x",
            if threads == 1 { "thread" } else { "threads" },
            seconds * 1e3,
            megabytes(text) / seconds,
            self.bytes.map_or_else(|| "?".into(), shared),
            self.peak.map_or_else(|| "?".into(), shared),
        );
    }
}

/// Returns a figure of the resident memory from `/proc/self/status`, in bytes.
fn resident(what: &str) -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(what))?;
    Some(line.split_whitespace().nth(1)?.parse::<usize>().ok()? * 1024)
}

/// Indexes the lines by tantivy. All files of the index are in the directory, which is in memory.
fn tantivy(lines: &[&str], threads: usize) -> RamDirectory {
    let build = || -> tantivy::Result<_> {
        let mut schema = Schema::builder();
        let body = schema.add_text_field("body", TEXT);
        let folder = RamDirectory::create();
        let index = Tantivy::create(folder.clone(), schema.build(), IndexSettings::default())?;
        let mut writer: IndexWriter = index.writer_with_num_threads(threads, threads * TANTIVY_BUDGET)?;
        for line in lines {
            let mut document = TantivyDocument::default();
            document.add_text(body, line);
            writer.add_document(document)?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        Ok(folder)
    };
    build().expect("tantivy indexes in memory")
}

/// Returns the numbers of the lines that have each word.
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

#[expect(clippy::cast_precision_loss, reason = "a rounded figure")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
