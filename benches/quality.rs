//! How often the claim that is meant stands first: words of generated claims, typed right and with a slip.
//!
//! Of each claim that is drawn, the two rarest words of at least five letters are typed; the rarest has the slip. `junk` is a record among
//! the first ten that lacks one of the words as they are spelt in the claim.
//! That is a strict count: a claim that is joined to a word by its speaker or its document's title counts as junk, too.
//!
//! ```text
//! cargo bench --manifest-path benches/Cargo.toml --bench quality             300 queries of each kind over 100,000 claims
//! cargo bench --manifest-path benches/Cargo.toml --bench quality -- 10000    over so many claims
//! ```

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]
#![allow(missing_docs, reason = "a bench has no callers")]

use std::collections::HashMap;

use briefing::corpus::{Corpus, Record};
use briefing::search::{Index, Query, Scope, search};

use generator::{Generator, Random, lines};

const QUERIES: usize = 300;

/// What happens to the rarest word.
const SLIPS: [&str; 6] = ["none", "missing", "extra", "doubled", "transposed", "substituted"];

fn main() {
    let claims = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(100_000);
    let corpus = Generator::new().corpus(claims);
    let index = Index::new(&corpus);
    let mut frequency: HashMap<String, usize> = HashMap::new();
    lines(&corpus).flat_map(words).for_each(|word| *frequency.entry(word).or_default() += 1);
    println!("{claims} claims, {QUERIES} queries each: in the first place, in the first ten, junk in the first ten");
    for slip in SLIPS {
        let mut random = Random::new(7);
        let (mut first, mut ten, mut junk, mut shown) = (0, 0, 0, 0);
        let mut asked = 0;
        while asked < QUERIES {
            let meant = corpus.claims().nth(random.below(claims)).expect("a claim");
            let mut rarest = words(corpus.claim(meant).text.as_str());
            rarest.retain(|word| word.chars().count() >= 5);
            rarest.sort_by_key(|word| (frequency[word], word.clone()));
            rarest.dedup();
            let Some(chosen) = rarest.get(..2).map(<[String]>::to_vec) else { continue };
            asked += 1;
            let mut typed = chosen.clone();
            typed[0] = spoil(&mut random, &typed[0], slip);
            let answer = search(&index, &corpus, &Query::parse(&typed.join(" ")), Scope::Claims, &[], 10);
            let place = answer.hits.iter().position(|hit| hit.record == Record::Claim(meant));
            first += usize::from(place == Some(0));
            ten += usize::from(place.is_some());
            shown += answer.hits.len();
            junk += answer.hits.iter().filter(|hit| !has_all(&corpus, hit.record, &chosen)).count();
        }
        println!(
            "  {slip:<12} {:>5.1} % {:>5.1} % {:>5.1} %",
            share(first, asked),
            share(ten, asked),
            share(junk, shown)
        );
    }
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn has_all(corpus: &Corpus, record: Record, chosen: &[String]) -> bool {
    let has = words(corpus.shown(record).as_str());
    chosen.iter().all(|word| has.contains(word))
}

fn spoil(random: &mut Random, word: &str, slip: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = random.below(letters.len());
    let other = char::from(b'a' + u8::try_from(random.below(26)).expect("a letter"));
    match slip {
        "missing" => {
            letters.remove(at);
        }
        "extra" => letters.insert(at, other),
        "doubled" => letters.insert(at, letters[at]),
        "transposed" => {
            let last = letters.len() - 1;
            letters.swap(at.min(last - 1), at.min(last - 1) + 1);
        }
        "substituted" => letters[at] = other,
        _ => {}
    }
    letters.into_iter().collect()
}

#[expect(clippy::cast_precision_loss, reason = "a share")]
fn share(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
