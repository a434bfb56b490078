//! The same keystrokes in other search tools, over the claims as lines, on two threads if the tool has threads.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use briefing::corpus::Corpus;
use nucleo::pattern::{CaseMatching, Normalization};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, FuzzyTermQuery, Occur, Query};
use tantivy::schema::{Schema, TEXT};
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument, Term};

use crate::{BEST, median, stopped, timed, typed};
use generator::lines;

const THREADS: usize = 2;

/// From this number of claims on, nucleo gets only every [`SKIPPED`]th keystroke. All would take a quarter of an hour.
const MANY: usize = 500_000;

const SKIPPED: usize = 3;

/// A tool, with the time of each keystroke.
type Row = (&'static str, Vec<Duration>);

pub(crate) fn measure(corpus: &Corpus) -> Vec<Row> {
    let lines: Vec<_> = lines(corpus).collect();
    vec![one_pass(&lines), tantivy(&lines), frizbee(&lines), nucleo(&lines)]
}

/// One pass over the text, the lower bound for any tool that reads all of it.
fn one_pass(lines: &[&str]) -> Row {
    let text = lines.join("\n");
    let pass = |typed| median(|| stopped(|| black_box(memchr::memmem::find_iter(text.as_bytes(), typed).count())).1);
    ("memmem, one pass", typed().map(pass).collect())
}

fn frizbee(lines: &[&str]) -> Row {
    let times = typed().map(|typed| {
        let config = frizbee::Config::default();
        let ask = || {
            let mut found = frizbee::Matcher::new(typed, &config).match_list_parallel(lines, THREADS);
            found.truncate(BEST);
            found
        };
        median(|| stopped(|| black_box(ask())).1)
    });
    ("frizbee", times.collect())
}

/// As for someone who types, a further letter only searches the earlier matches.
fn nucleo(lines: &[&str]) -> Row {
    let mut pool: nucleo::Nucleo<()> = nucleo::Nucleo::new(nucleo::Config::DEFAULT, Arc::new(|| {}), Some(THREADS), 1);
    let injector = pool.injector();
    timed("nucleo, taking in", || {
        for line in lines {
            injector.push((), |(), columns| columns[0] = (*line).into());
        }
        while pool.tick(1000).running {}
    });
    let mut ask = |typed: &str, more: bool| {
        pool.pattern.reparse(0, typed, CaseMatching::Ignore, Normalization::Smart, more);
        while pool.tick(1000).running {}
        let snapshot = pool.snapshot();
        let best = u32::try_from(BEST).unwrap_or(u32::MAX).min(snapshot.matched_item_count());
        black_box(snapshot.matched_items(..best).count());
    };
    let skipped = if lines.len() > MANY { SKIPPED } else { 1 };
    let times = typed().step_by(skipped).map(|typed| {
        let before = &typed[..typed.len() - 1];
        median(|| {
            ask(before, false);
            stopped(|| ask(typed, !before.is_empty())).1
        })
    });
    ("nucleo", times.collect())
}

/// Each word is a prefix with as many typing errors as its length allows, tantivy's most complete fuzzy search.
fn tantivy(lines: &[&str]) -> Row {
    let mut schema = Schema::builder();
    let body = schema.add_text_field("body", TEXT);
    let index = Index::create_in_ram(schema.build());
    timed("tantivy, indexing", || -> tantivy::Result<()> {
        let mut writer: IndexWriter = index.writer_with_num_threads(THREADS, 200_000_000)?;
        for line in lines {
            let mut document = TantivyDocument::default();
            document.add_text(body, line);
            writer.add_document(document)?;
        }
        writer.commit()?;
        writer.wait_merging_threads()
    })
    .expect("tantivy indexes in memory");
    let searcher = index.reader().expect("a reader").searcher();
    let times = typed().map(|typed| {
        let ask = |searcher: &Searcher| {
            let word = |word: &str| -> (Occur, Box<dyn Query>) {
                let slips = match word.len() {
                    0..4 => 0,
                    4..8 => 1,
                    _ => 2,
                };
                (Occur::Must, Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(body, word), slips, true)))
            };
            let query = BooleanQuery::new(typed.split(' ').filter(|word| !word.is_empty()).map(word).collect());
            searcher.search(&query, &(Count, TopDocs::with_limit(BEST).order_by_score()))
        };
        median(|| stopped(|| black_box(ask(&searcher).expect("an answer"))).1)
    });
    ("tantivy", times.collect())
}
