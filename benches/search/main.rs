//! What a keystroke costs, from a thousand claims to a million, beside the tools that people use now.
//!
//! Nine queries are typed letter by letter; for each letter the complete answer is awaited: how many match, the best
//! 200 in order, the first 20 of them highlighted and explained. A second table has what else is asked: filters, `-word`,
//! eight words, no match.
//!
//! ```text
//! cargo bench --manifest-path benches/Cargo.toml --bench search                 1k, 10k and 100k claims, with all peers
//! cargo bench --manifest-path benches/Cargo.toml --bench search -- 1000000      so many claims
//! cargo bench --manifest-path benches/Cargo.toml --bench search -- own 1000000  without the peers
//! ```

#![allow(clippy::print_stdout, reason = "a bench prints its table")]
#![allow(missing_docs, reason = "a bench has no callers")]

mod keystrokes;
mod peers;

use std::hint::black_box;
use std::time::{Duration, Instant};

use briefing::corpus::Corpus;
use briefing::search::{Index, Query, Scope, search_explaining};

use generator::Generator;

/// Asked at once.
const ASKED: [(&str, &str); 12] = [
    ("nothing typed", ""),
    ("-word", "wheat -minister"),
    ("-word alone", "-minister"),
    ("about:", "about:goita"),
    ("by:", "by:lavrov wheat"),
    ("kind:", "kind:fact"),
    ("date:", "date:2024"),
    ("date: and a letter", "date:2024 m"),
    ("word and a letter", "wheat m"),
    ("8 words", "the minister of security and the foreign trade"),
    ("exact words", "\"the government\""),
    ("no match", "qqxqzzy"),
];

/// How many hits an answer has.
pub(crate) const BEST: usize = 200;

/// How many of them are on the screen, highlighted.
const VISIBLE: usize = 20;

/// Each keystroke is asked so often; the median counts.
const TIMES: usize = 5;

fn main() {
    let mut arguments: Vec<_> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let alone = arguments.iter().any(|argument| argument == "own");
    arguments.retain(|argument| argument != "own");
    let mut sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 10_000, 100_000];
    }
    let generator = Generator::new();
    for size in sizes {
        measure(&generator, size, alone);
    }
}

fn measure(generator: &Generator, size: usize, alone: bool) {
    let corpus = timed("corpus", || generator.corpus(size));
    let text: usize = generator::lines(&corpus).map(str::len).sum();
    let (index, built) = stopped(|| Index::new(&corpus));
    println!(
        "\n{size} claims, {:.1} MB of text; index {:.1} MB = {:.2} x the text, {} words, built in {:.0} ms",
        megabytes(text),
        megabytes(index.bytes()),
        megabytes(index.bytes()) / megabytes(text),
        index.words(),
        milliseconds(built),
    );
    row("briefing", typed().map(|text| typing(&index, &corpus, text)).collect());
    if alone {
        for text in typed() {
            let slow = typing(&index, &corpus, text);
            if milliseconds(slow) > 1.0 {
                println!("    {text:<12} {:>8.2} ms", milliseconds(slow));
            }
        }
    }
    for (name, text) in ASKED {
        println!("  {name:<20} {:>8.3} ms", milliseconds(typing(&index, &corpus, text)));
    }
    if !alone {
        peers::measure(&corpus);
    }
}

/// Every keystroke: the text as it stands then.
pub(crate) fn typed() -> impl Iterator<Item = &'static str> {
    keystrokes::TYPED.into_iter().flat_map(|query| keystrokes::of(query).map(|(typed, _)| typed))
}

fn typing(index: &Index, corpus: &Corpus, text: &str) -> Duration {
    let mut times: Vec<_> = (0..TIMES)
        .map(|_| {
            let query = Query::parse(text);
            let ask = || search_explaining(index, corpus, &query, Scope::Claims, &[], BEST, VISIBLE);
            stopped(|| black_box(ask())).1
        })
        .collect();
    times.sort_unstable();
    times[TIMES / 2]
}

/// One line of the table.
pub(crate) fn row(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let (Some(worst), median) = (times.last(), times[times.len() / 2]) else { return };
    println!(
        "  {name:<20} median {:>9.3} ms, worst {:>9.3} ms over {} keystrokes",
        milliseconds(median),
        milliseconds(*worst),
        times.len()
    );
}

pub(crate) fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let (done, time) = stopped(work);
    println!("  {what:<20} {:>9.0} ms", milliseconds(time));
    done
}

pub(crate) fn stopped<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

#[expect(clippy::cast_precision_loss, reason = "nobody counts the bytes")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
