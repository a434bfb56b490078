//! How often the intended claim is the first hit, for words typed right and with a slip, compared with `fzf --filter`.
//!
//! For each query a claim is drawn, and its two rarest words of at least five letters are typed, or only the rarest. The
//! rarest word is typed with a slip or in another form, or common words are typed too. Words of actors' names are not
//! drawn, because a search for a name rightly shows first what that actor says.
//!
//! The intended claim is the one drawn. For a single word it is any claim that has the word.
//!
//! - `first`: the share of queries whose first hit is an intended claim.
//! - `rival`: the share of queries whose first hit is another claim with a word as near to the typed one. That is the
//!   typed word itself, a longer one that begins with it, or one that is at most as many slips away. From the typed text
//!   alone no search can tell them apart, so `first` and `rival` together cannot be more than 100 %.
//! - `ten`: the share of queries with an intended claim among the first ten hits.
//! - `junk`: the share of hits among the first ten that lack one of the words, in any of its forms. Searched are their own
//!   text and the names of those they are by, about or from.
//!
//! ```text
//! cargo bench --manifest-path benches/Cargo.toml --bench quality             300 queries of each kind over 100,000 claims
//! cargo bench --manifest-path benches/Cargo.toml --bench quality -- 10000    over this number of claims
//! ```

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]
#![allow(missing_docs, reason = "a bench has no callers")]

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use briefing::corpus::{ClaimSlot, Corpus, Record, Voice};
use briefing::search::{Query, Request, Scope, Searcher};

use generator::{Generator, Random, lines};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Number of queries of each kind.
const QUERIES: usize = 300;

/// Number of queries for fzf, which is slower because it reads all lines for each.
const FZF_QUERIES: usize = 60;

/// The ways in which the query differs from the claim's words.
const SLIPS: [&str; 8] =
    ["none", "missing", "extra", "doubled", "transposed", "substituted", "another form", "common words"];

fn main() {
    let claims = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(100_000);
    let corpus = Arc::new(Generator::new().corpus(claims));
    let bench = Bench {
        frequency: frequency(&corpus),
        names: names(&corpus),
        searcher: Searcher::new(Arc::clone(&corpus)),
        corpus,
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let text = folder.path().join("lines");
    fs::write(&text, lines(&bench.corpus).fold(String::new(), |all, line| all + line + "\n")).expect("a file");
    let fzf = Fzf::new(&bench.corpus, text);
    println!("{claims} claims, {QUERIES} queries of each kind; fzf: the first {FZF_QUERIES} of them");
    println!("  {:<22} {:>30}   {:>30}", "", "briefing", "fzf");
    let columns = format!("{:>7}{:>8}{:>8}{:>8}", "first", "rival", "ten", "junk");
    println!("  {:<22} {columns}   {columns}", "");
    for count in [2, 1] {
        for slip in SLIPS {
            bench.measure(count, slip, claims, fzf.as_ref());
        }
    }
}

struct Bench {
    corpus: Arc<Corpus>,
    searcher: Searcher,
    /// Number of times that each word is in the claims.
    frequency: HashMap<String, usize>,
    /// The words of actors' names.
    names: HashSet<String>,
}

/// A query, and the words and the claim that it was made from.
struct Asked {
    typed: String,
    words: Vec<String>,
    /// The typed form of the first word.
    first: String,
    drawn: ClaimSlot,
}

impl Bench {
    fn measure(&self, count: usize, slip: &str, claims: usize, fzf: Option<&Fzf>) {
        let mut random = Random::new(7);
        let (mut ours, mut theirs, mut lost) = (Score::default(), Score::default(), Vec::new());
        while ours.asked < QUERIES {
            let Some(asked) = self.draw(&mut random, count, slip, claims) else { continue };
            let request = Request::new(Query::parse(&asked.typed), 10);
            let answer = self.searcher.search(&Request { scope: Scope::Claims, ..request });
            let found = answer.hits.iter().filter_map(|hit| match hit.record {
                Record::Claim(slot) => Some(slot),
                Record::Entity(_) | Record::Document(_) | Record::Outlet(_) | Record::Origin(_) => None,
            });
            let before = ours.first + ours.rival;
            let place = self.count(&mut ours, &asked, &found.collect::<Vec<_>>());
            if ours.first + ours.rival == before {
                lost.push(format!("    `{}` for `{}`: in place {place:?}", asked.typed, asked.words.join(" ")));
            }
            if let Some(fzf) = fzf.filter(|_| ours.asked <= FZF_QUERIES) {
                let other = self.count(&mut theirs, &asked, &fzf.filter(&asked.typed));
                if other < place {
                    lost.push(format!("    `{}`: in place {place:?}, {other:?} in fzf", asked.typed));
                }
            }
        }
        let words = if count == 1 { "1 word" } else { "2 words" };
        println!("  {:<22} {ours}   {theirs}", format!("{words}, slip: {slip}"));
        lost.iter().for_each(|line| println!("{line}"));
    }

    fn draw(&self, random: &mut Random, count: usize, slip: &str, claims: usize) -> Option<Asked> {
        let drawn = self.corpus.claims().nth(random.below(claims)).expect("a claim");
        let mut rarest = words(self.corpus.claim(drawn).text.as_str());
        rarest.retain(|word| word.chars().count() >= 5 && !self.names.contains(word));
        rarest.sort_by_key(|word| (self.frequency[word], word.clone()));
        rarest.dedup();
        let words = rarest.get(..count)?.to_vec();
        let mut typed = words.clone();
        typed[0] = spoil(random, &typed[0], slip);
        let first = typed[0].clone();
        let typed = if slip == "common words" { format!("the {}", typed.join(" of the ")) } else { typed.join(" ") };
        Some(Asked { typed, words, first, drawn })
    }

    /// Counts the hits. Returns the place of the first intended claim.
    fn count(&self, score: &mut Score, asked: &Asked, found: &[ClaimSlot]) -> usize {
        let meant = |claim: &ClaimSlot| match &asked.words[..] {
            [word] => words(self.corpus.claim(*claim).text.as_str()).iter().any(|other| is_form(other, word)),
            _ => *claim == asked.drawn,
        };
        let place = found.iter().position(meant).unwrap_or(usize::MAX);
        score.asked += 1;
        score.first += usize::from(place == 0);
        let rivals = |first: &ClaimSlot| place > 0 && self.rivals(*first, asked);
        score.rival += usize::from(found.first().is_some_and(rivals));
        score.ten += usize::from(place < 10);
        score.shown += found.len();
        score.junk += found.iter().filter(|claim| !self.has_all(**claim, &asked.words)).count();
        place
    }

    /// Returns whether a claim has a word that is as near to the typed one as the intended word.
    fn rivals(&self, claim: ClaimSlot, asked: &Asked) -> bool {
        let plain = |word: &str| word.nfd().filter(|letter| !is_combining_mark(*letter)).collect::<String>();
        let typed = plain(&asked.first);
        let slips = strsim::osa_distance(&typed, &plain(&asked.words[0]));
        let rivals = |word: String| word.starts_with(&typed) || strsim::osa_distance(&typed, &word) <= slips;
        self.said(claim).iter().any(|word| rivals(plain(word)))
    }

    fn has_all(&self, claim: ClaimSlot, wanted: &[String]) -> bool {
        let has = self.said(claim);
        wanted.iter().all(|word| has.iter().any(|other| is_form(other, word)))
    }

    /// Returns the words of a claim and of the names of those it is by, about or from.
    fn said(&self, claim: ClaimSlot) -> Vec<String> {
        let corpus = &self.corpus;
        let mut said = words(corpus.claim(claim).text.as_str());
        let voice = match corpus.voice(claim) {
            Voice::Speakers(actors) | Voice::Authors(actors) => actors.to_vec(),
            Voice::Unsigned(outlet) => {
                said.extend(outlet.into_iter().flat_map(|outlet| words(corpus.outlet(outlet).name.as_str())));
                Vec::new()
            }
        };
        let joined = voice.iter().chain(corpus.subjects(claim)).chain(corpus.via(claim));
        joined.for_each(|entity| said.extend(words(corpus.entity(*entity).name.as_str())));
        said
    }
}

#[derive(Default)]
struct Score {
    asked: usize,
    first: usize,
    rival: usize,
    ten: usize,
    shown: usize,
    junk: usize,
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (asked, shown) = (self.asked, self.shown);
        let shares = [(self.first, asked), (self.rival, asked), (self.ten, asked), (self.junk, shown)];
        shares
            .into_iter()
            .filter(|_| self.asked > 0)
            .try_for_each(|(part, whole)| write!(f, "{:>6.1} %", share(part, whole)))
    }
}

/// The peer, over the claims as lines.
struct Fzf {
    text: PathBuf,
    claims: HashMap<String, ClaimSlot>,
}

impl Fzf {
    /// Returns `None` if fzf is not installed.
    fn new(corpus: &Corpus, text: PathBuf) -> Option<Self> {
        if !Command::new("fzf").arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success()) {
            println!("fzf is not installed, and not measured");
            return None;
        }
        let claims = corpus.claims().map(|slot| (corpus.claim(slot).text.as_str().to_owned(), slot)).collect();
        Some(Self { text, claims })
    }

    /// Returns the first ten hits.
    fn filter(&self, typed: &str) -> Vec<ClaimSlot> {
        let path: &Path = &self.text;
        let input = Stdio::from(fs::File::open(path).expect("the lines"));
        let found = Command::new("fzf").args(["--filter", typed]).stdin(input).output().expect("fzf runs").stdout;
        let end = found.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(9).map_or(found.len(), |(at, _)| at);
        String::from_utf8_lossy(&found[..end]).lines().filter_map(|line| self.claims.get(line).copied()).collect()
    }
}

fn frequency(corpus: &Corpus) -> HashMap<String, usize> {
    let mut frequency: HashMap<String, usize> = HashMap::new();
    lines(corpus).flat_map(words).for_each(|word| *frequency.entry(word).or_default() += 1);
    frequency
}

fn names(corpus: &Corpus) -> HashSet<String> {
    corpus.entities().flat_map(|entity| words(corpus.entity(entity).name.as_str())).collect()
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Returns true for two words that differ only in their ending.
fn is_form(one: &str, other: &str) -> bool {
    let stem = |word: &str| {
        ["ing", "ies", "es", "ed", "s", "y", "e"].iter().find_map(|end| word.strip_suffix(end).map(str::to_owned))
    };
    one == other || stem(one).unwrap_or_else(|| one.to_owned()) == stem(other).unwrap_or_else(|| other.to_owned())
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
        "another form" if letters.last() == Some(&'s') => drop(letters.pop()),
        "another form" => letters.push('s'),
        _ => {}
    }
    letters.into_iter().collect()
}

#[expect(clippy::cast_precision_loss, reason = "a share")]
fn share(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
