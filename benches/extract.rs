//! How much of an article's text is found in a page, and how often its title, authors and day are right.
//!
//! The pages are public collections, which are not part of this repository. Clone them, and give their folders:
//!
//! ```text
//! git clone https://github.com/scrapinghub/article-extraction-benchmark
//! git clone https://github.com/Murrough-Foley/web-content-extraction-benchmark
//! cargo bench --manifest-path benches/Cargo.toml --bench extract -- article-extraction-benchmark web-content-extraction-benchmark
//! ```
//!
//! - The first has 181 pages. Text is compared by runs of four words, as its own `evaluate.py` does.
//! - The second has 1,050 articles. Text is compared by words, as its own `evaluate.py` does. It also has titles, authors
//!   and days.
//!
//! A title is right if its letters and digits are the same; `about` counts those that share 80 % of the words (F1), too.
//! An author is right if one of the page's authors is found by the same letters. `day` is the day of publication, and
//! `either` that or the day of the last change, because the collection has whichever the page shows. A page that is
//! refused has no text, and counts as missed.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]
#![allow(missing_docs, reason = "a bench has no callers")]

use std::collections::HashMap;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::time::Instant;

use briefing::draft::read::{Format, Metadata, Source, read};
use flate2::read::MultiGzDecoder;
use rayon::prelude::*;
use serde_json::Value;
use url::Url;

/// A page, and what people say is right.
struct Page {
    html: Vec<u8>,
    address: Option<Url>,
    text: String,
    title: String,
    author: String,
    day: String,
}

/// What was read of a page. `None` for its text means that it was refused.
struct Read {
    text: Option<String>,
    found: Metadata,
}

fn main() {
    let folders: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    if folders.is_empty() {
        println!("give the folders of the collections; the head of benches/extract.rs says how to get them");
    }
    for folder in folders {
        let folder = Path::new(&folder);
        if folder.join("ground-truth.json").exists() {
            let pages = shingle_pages(folder);
            let (read, milliseconds) = read_all(&pages);
            report("181 pages, runs of four words", &pages, &read, milliseconds, shingles);
        } else {
            let pages = word_pages(folder);
            let (read, milliseconds) = read_all(&pages);
            report("1,050 articles, words", &pages, &read, milliseconds, words);
            report_metadata(&pages, &read);
        }
    }
}

fn read_all(pages: &[Page]) -> (Vec<Read>, f64) {
    let start = Instant::now();
    let read: Vec<Read> = pages.par_iter().map(read_page).collect();
    let threads = rayon::current_num_threads() as f64;
    (read, start.elapsed().as_secs_f64() * 1000. * threads / pages.len() as f64)
}

fn read_page(page: &Page) -> Read {
    let source =
        Source { bytes: page.html.clone(), format: Format::Html, address: page.address.as_ref(), content_type: None };
    match read(source) {
        Ok(article) => Read { text: Some(article.text), found: article.found },
        Err(_) => Read { text: None, found: Metadata::default() },
    }
}

fn report(name: &str, pages: &[Page], read: &[Read], milliseconds: f64, score: fn(&str, &str) -> Score) {
    let scores: Vec<Score> = pages
        .iter()
        .zip(read)
        .map(|(page, read)| score(&page.text, read.text.as_deref().unwrap_or_default()))
        .collect();
    let mean = |value: fn(&Score) -> Option<f64>| {
        let values: Vec<f64> = scores.iter().filter_map(value).collect();
        values.iter().sum::<f64>() / values.len() as f64
    };
    let (precision, recall) = (mean(|score| score.precision), mean(|score| score.recall));
    // The first collection takes the mean of precision and recall first, the second the mean of F1.
    let f1 = if scores.iter().any(|score| score.f1.is_some()) {
        mean(|score| score.f1)
    } else {
        2. * precision * recall / (precision + recall)
    };
    let refused = read.iter().filter(|read| read.text.is_none()).count();
    println!(
        "{name}: F1 {f1:.3}, precision {precision:.3}, recall {recall:.3}; {refused} refused; {milliseconds:.1} ms a page and core"
    );
}

fn report_metadata(pages: &[Page], read: &[Read]) {
    let share = |has: &dyn Fn(&Page) -> bool, right: &dyn Fn(&Page, &Metadata) -> bool| {
        let all: Vec<_> = pages.iter().zip(read).filter(|(page, _)| has(page)).collect();
        let number = all.iter().filter(|(page, read)| right(page, &read.found)).count();
        format!("{:.3} of {}", number as f64 / all.len() as f64, all.len())
    };
    let title = |found: &Metadata| found.title.as_ref().map(|title| title.value.clone()).unwrap_or_default();
    println!(
        "  title {}",
        share(&|page| !page.title.is_empty(), &|page, found| letters(&title(found)) == letters(&page.title))
    );
    println!(
        "  about {}",
        share(&|page| !page.title.is_empty(), &|page, found| {
            words(&page.title, &title(found)).f1.is_some_and(|f1| f1 >= 0.8)
        })
    );
    println!(
        "  author {}",
        share(&|page| !page.author.is_empty(), &|page, found| {
            let right: Vec<String> =
                page.author.split([',', ';', '&']).flat_map(|part| part.split(" and ")).map(letters).collect();
            found.authors.iter().any(|author| right.contains(&letters(&author.value)))
        })
    );
    let published = |found: &Metadata| found.published.as_ref().map(|day| day.value.to_string()).unwrap_or_default();
    let modified = |found: &Metadata| found.modified.as_ref().map(|day| day.value.to_string()).unwrap_or_default();
    println!("  day {}", share(&|page| !page.day.is_empty(), &|page, found| published(found).starts_with(&page.day)));
    println!(
        "  either {}",
        share(&|page| !page.day.is_empty(), &|page, found| {
            published(found).starts_with(&page.day) || modified(found).starts_with(&page.day)
        })
    );
}

/// How well a text agrees with the right one. `None` is left out of the mean.
struct Score {
    precision: Option<f64>,
    recall: Option<f64>,
    f1: Option<f64>,
}

fn shingles(right: &str, found: &str) -> Score {
    let [right, found] = [right, found].map(|text| tokens(text, false));
    let [right, found] = [&right, &found].map(|tokens| counts(&runs_of_four(tokens)));
    let total = |counts: &HashMap<Vec<String>, usize>| counts.values().sum::<usize>() as f64;
    let common: usize = right.iter().map(|(run, count)| (*count).min(found.get(run).copied().unwrap_or(0))).sum();
    let share = |all: f64| (all > 0.).then(|| common as f64 / all);
    Score { precision: share(total(&found)), recall: share(total(&right)), f1: None }
}

fn runs_of_four(tokens: &[String]) -> Vec<Vec<String>> {
    if tokens.is_empty() {
        return Vec::new();
    }
    tokens.windows(tokens.len().min(4)).map(<[String]>::to_vec).collect()
}

fn words(right: &str, found: &str) -> Score {
    let [right, found] = [right, found].map(|text| tokens(text, true));
    let common: usize = {
        let found = counts(&found);
        counts(&right).iter().map(|(word, count)| (*count).min(found.get(word).copied().unwrap_or(0))).sum()
    };
    let share = |all: usize| if all == 0 { 0. } else { common as f64 / all as f64 };
    let (precision, recall) = match (right.len(), found.len()) {
        (0, 0) => (1., 1.),
        (right, found) => (share(found), share(right)),
    };
    let f1 = if precision + recall > 0. { 2. * precision * recall / (precision + recall) } else { 0. };
    Score { precision: Some(precision), recall: Some(recall), f1: Some(f1) }
}

fn counts<T: Clone + Eq + std::hash::Hash>(items: &[T]) -> HashMap<T, usize> {
    let mut counts = HashMap::new();
    for item in items {
        *counts.entry(item.clone()).or_default() += 1;
    }
    counts
}

fn tokens(text: &str, lower: bool) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').filter(|word| !word.is_empty());
    words.map(|word| if lower { word.to_lowercase() } else { word.to_owned() }).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn shingle_pages(folder: &Path) -> Vec<Page> {
    let truth = json(&folder.join("ground-truth.json"));
    let pages = truth.as_object().expect("an object by page");
    let page = |(id, right): (&String, &Value)| {
        Some(Page {
            html: unpacked(&folder.join(format!("html/{id}.html.gz")))?,
            address: Url::parse(text(right, "url").as_str()).ok(),
            text: text(right, "articleBody"),
            title: String::new(),
            author: String::new(),
            day: String::new(),
        })
    };
    pages.iter().filter_map(page).collect()
}

fn word_pages(folder: &Path) -> Vec<Page> {
    let mut pages = Vec::new();
    for split in ["dev", "test"] {
        let folder = folder.join(split);
        let listed = fs::read_dir(folder.join("ground-truth")).expect("a folder of the collection");
        let mut paths: Vec<_> = listed.map(|entry| entry.expect("an entry").path()).collect();
        paths.sort();
        for path in paths {
            let right = json(&path);
            let kind = right["_internal"]["page_type"]["primary"].as_str().unwrap_or("article");
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            let Some(html) = unpacked(&folder.join(format!("html/{name}.html.gz"))).filter(|_| kind == "article")
            else {
                continue;
            };
            let truth = &right["ground_truth"];
            pages.push(Page {
                html,
                address: Url::parse(&text(&right, "url")).ok(),
                text: text(truth, "main_content"),
                title: text(truth, "title"),
                author: text(truth, "author"),
                day: text(truth, "publish_date"),
            });
        }
    }
    pages
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).expect("a file of the collection")).expect("JSON")
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_default().to_owned()
}

/// Returns a page, or `None` if the clone lacks it.
fn unpacked(path: &Path) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    MultiGzDecoder::new(fs::File::open(path).ok()?).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
