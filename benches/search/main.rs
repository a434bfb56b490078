//! Time of a keystroke, from a thousand claims to a million, compared with other search tools.
//!
//! Nine queries are typed letter by letter. Each letter is timed to its complete answer: the number of matches, the best
//! 200 in order, the first 20 of them highlighted and explained. A second list has other queries: filters, `-word`,
//! eight words, a pasted paragraph, no match.
//!
//! Each keystroke is measured [`TIMES`] times, of which the median counts. The table has the median and the worst
//! keystroke. Over many claims nucleo gets fewer keystrokes.
//!
//! ```text
//! cargo bench --manifest-path benches/Cargo.toml --bench search                 1k, 10k and 100k claims, with all peers
//! cargo bench --manifest-path benches/Cargo.toml --bench search -- 1000000      this number of claims
//! cargo bench --manifest-path benches/Cargo.toml --bench search -- own 1000000  without the peers
//! ```

#![allow(clippy::print_stdout, reason = "a bench prints its table")]
#![allow(missing_docs, reason = "a bench has no callers")]

mod keystrokes;
mod peers;

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use briefing::search::{Answer, Query, Request, Scope, Searcher};

use generator::Generator;

/// A text longer than a query may be.
const PARAGRAPH: &str = "The ministry said that sanctions on oil and gas exports would hurt the economy, while the \
    president announced that the fertiliser agreement would be signed at the summit, despite a protest by the \
    opposition and despite the drought that had hurt the harvest of wheat.";

/// Queries that are measured as a whole.
const ASKED: [(&str, &str); 24] = [
    ("nothing typed", ""),
    ("first letter", "m"),
    ("-word", "wheat -minister"),
    ("-word alone", "-minister"),
    ("-frequent word", "government -the"),
    ("about:", "about:goita"),
    ("by: and a word", "by:lavrov wheat"),
    ("by: and a letter", "by:lavrov m"),
    ("kind:", "kind:fact"),
    ("kind: and a letter", "kind:fact m"),
    ("date:", "date:2024"),
    ("date: and a letter", "date:2024 m"),
    ("word and a letter", "wheat m"),
    ("two letters", "a b"),
    ("two other letters", "s t"),
    ("frequent word, letter", "the g"),
    ("two frequent words", "the of"),
    ("8 words", "the minister of security and the foreign trade"),
    ("8 misspelt words", "whaet feul grian oli gsa tarde dael agremeent"),
    ("pasted paragraph", PARAGRAPH),
    ("exact words", "\"trade agreement\""),
    ("exact frequent words", "\"the government\""),
    ("most frequent words", "\"of the\""),
    ("no match", "qqxqzzy"),
];

/// Number of hits of an answer.
pub(crate) const BEST: usize = 200;

/// Number of hits on the screen, which are highlighted.
const VISIBLE: usize = 20;

/// Number of measurements of each keystroke, of which the median counts.
const TIMES: usize = 5;

/// One size of corpus and the times of its keystrokes.
struct Measured {
    claims: usize,
    records: usize,
    words: usize,
    text: usize,
    /// Number of hits of each keystroke.
    hits: Vec<usize>,
    /// Each tool, with the time of each keystroke.
    rows: Vec<(&'static str, Vec<Duration>)>,
}

fn main() {
    let mut arguments: Vec<_> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let alone = arguments.iter().any(|argument| argument == "own");
    arguments.retain(|argument| argument != "own");
    let mut sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 10_000, 100_000];
    }
    let generator = Generator::new();
    let all: Vec<_> = sizes.into_iter().map(|size| measure(&generator, size, alone)).collect();
    table(&all);
}

fn measure(generator: &Generator, size: usize, alone: bool) -> Measured {
    let corpus = timed("corpus", || generator.corpus(size));
    let text: usize = generator::lines(&corpus).map(str::len).sum();
    let corpus = Arc::new(corpus);
    let (searcher, built) = stopped(|| Searcher::new(Arc::clone(&corpus)));
    let index = searcher.index();
    println!(
        "\n{size} claims, {:.1} MB of text; index {:.1} MB = {:.2} x the text, built in {:.0} ms",
        megabytes(text),
        megabytes(index.bytes()),
        megabytes(index.bytes()) / megabytes(text),
        milliseconds(built),
    );
    let keystrokes: Vec<_> = typed().map(|text| typing(&searcher, text)).collect();
    if alone {
        for (text, (time, hits)) in typed().zip(&keystrokes) {
            println!("    {text:<20} {:>9.3} ms {hits:>9} hits", milliseconds(*time));
        }
    }
    for (name, text) in ASKED {
        let (time, hits) = typing(&searcher, text);
        println!("  {name:<22} {:>9.3} ms {hits:>9} hits", milliseconds(time));
    }
    let (times, hits): (Vec<_>, Vec<_>) = keystrokes.into_iter().unzip();
    let mut rows = vec![("briefing", times)];
    if !alone {
        rows.extend(peers::measure(&corpus));
    }
    let records = corpus.claims().len() + corpus.documents().len() + corpus.entities().len();
    Measured { claims: size, records, words: index.word_count(), text, hits, rows }
}

/// Returns the text typed so far, for every keystroke of every query.
pub(crate) fn typed() -> impl Iterator<Item = &'static str> {
    keystrokes::TYPED.into_iter().flat_map(|query| keystrokes::keystrokes(query).map(|(typed, _)| typed))
}

/// Returns the time of a keystroke and its number of hits.
fn typing(searcher: &Searcher, text: &str) -> (Duration, usize) {
    let ask = || -> Answer {
        let request = Request::new(Query::parse(text), BEST);
        searcher.search(&Request { scope: Scope::Claims, explained: VISIBLE, ..request })
    };
    (median(|| stopped(|| black_box(ask())).1), ask().total)
}

/// Returns the median of [`TIMES`] measurements.
pub(crate) fn median(mut measure: impl FnMut() -> Duration) -> Duration {
    let mut times: Vec<_> = (0..TIMES).map(|_| measure()).collect();
    times.sort_unstable();
    times[TIMES / 2]
}

/// Prints the times and what they depend on, one line for each size.
fn table(all: &[Measured]) {
    println!("\nmedian / worst keystroke in ms, each the median of {TIMES}");
    print!("{:>9} {:>9} {:>8} {:>8} {:>19}", "claims", "records", "words", "text MB", "hits median / most");
    let names = all.iter().max_by_key(|size| size.rows.len()).map(|size| &size.rows);
    names.into_iter().flatten().for_each(|(name, _)| print!(" {name:>19}"));
    println!();
    for size in all {
        let mut hits = size.hits.clone();
        hits.sort_unstable();
        let hits = format!("{} / {}", hits[hits.len() / 2], hits[hits.len() - 1]);
        let Measured { claims, records, words, text, .. } = size;
        print!("{claims:>9} {records:>9} {words:>8} {:>8.1} {hits:>19}", megabytes(*text));
        for (_, times) in &size.rows {
            let mut times = times.clone();
            times.sort_unstable();
            let (middle, worst) = (times[times.len() / 2], times[times.len() - 1]);
            print!(" {:>19}", format!("{:.3} / {:.3}", milliseconds(middle), milliseconds(worst)));
        }
        println!();
    }
}

pub(crate) fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let (done, time) = stopped(work);
    println!("  {what:<22} {:>9.0} ms", milliseconds(time));
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

#[expect(clippy::cast_precision_loss, reason = "a rounded figure")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
