//! How well `briefing draft` finds who says what, compared with people, and how fast it is.
//!
//! The articles are those of PolNeAR (Newell, Margolin and Ruths, LREC 2018), in which people have marked who says what:
//!
//! ```text
//! git clone https://github.com/networkdynamics/PolNeAR /tmp/PolNeAR
//! cargo bench --manifest-path benches/Cargo.toml --bench draft -- /tmp/PolNeAR              the dev split
//! cargo bench --manifest-path benches/Cargo.toml --bench draft -- /tmp/PolNeAR test         another split
//! cargo bench --manifest-path benches/Cargo.toml --bench draft -- /tmp/PolNeAR dev ARTICLES with the built-in briefings
//! ```
//!
//! ARTICLES is a folder with the articles of the built-in briefings, each as `DOCUMENT.txt`. Neither texts are part of the
//! repository, because they are their publishers'. Rules are chosen on the train split; the test split is for the figures
//! alone.
//!
//! The rows of the peers are figures that were measured once, by the same score on the test split, and are not run here.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]
#![allow(missing_docs, reason = "a bench has no callers")]
#![allow(clippy::cast_precision_loss, reason = "counts are small")]

mod five;
mod polnear;
mod score;

use std::path::{Path, PathBuf};
use std::time::Instant;

use briefing::briefing::{Flag, FoldedArticle, PassageState};
use briefing::draft::{Draft, Options, Proposal, Register, propose};
use rayon::prelude::*;

use polnear::{Article, Attribution};
use score::Score;

/// Figures of peers, by the same score on the test split.
const PEERS: [(&str, [f64; 6]); 3] = [
    ("textacy 0.13 (spaCy 3.8 sm)", [0.615, 0.145, 0.235, 0.835, 0.196, 0.23]),
    ("Gender Gap Tracker 7 (spaCy)", [0.713, 0.388, 0.503, 0.843, 0.424, 0.61]),
    ("two people (20 articles)", [f64::NAN, f64::NAN, 0.777, 0.918, 0.724, f64::NAN]),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let Some(clone) = arguments.first().map(PathBuf::from) else {
        println!("give the folder of a clone: git clone https://github.com/networkdynamics/PolNeAR");
        return;
    };
    let split = arguments.get(1).map_or("dev", String::as_str);
    let articles = polnear::read(&clone.join("data").join(split));
    let register = Register::default();
    let started = Instant::now();
    let drafts: Vec<Draft> = articles.iter().map(|article| drafted(&article.text, &register)).collect();
    let alone = started.elapsed();
    let started = Instant::now();
    let proposals: usize = articles.par_iter().map(|article| drafted(&article.text, &register).proposals.len()).sum();
    let parallel = started.elapsed();
    print_score(split, &articles, &drafts);
    print_passages(&articles, &drafts);
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let per_article = alone.as_secs_f64() * 1_000.0 * 8_192.0 / bytes.max(1) as f64;
    println!(
        "{} articles, {bytes} bytes, {proposals} proposals: {alone:.0?} on one thread, {parallel:.0?} on all;",
        articles.len()
    );
    println!("  {per_article:.2} ms for 8 KB");
    if let Some(folder) = arguments.get(2) {
        five::print(Path::new(folder));
    }
}

fn drafted(text: &str, register: &Register) -> Draft {
    propose(text, &Options { language: Some("en".into()), ..Options::default() }, register)
}

/// Prints the scores of what is attributed.
fn print_score(split: &str, articles: &[Article], drafts: &[Draft]) {
    let mut score = Score::default();
    for (article, draft) in articles.iter().zip(drafts) {
        let attributed =
            draft.proposals.iter().filter(|proposal| proposal.cue.is_some() || !proposal.speaker.is_empty());
        let found: Vec<_> = attributed.map(attribution).collect();
        score.add(article, &found);
    }
    let columns = ["P", "R", "F1", "speaker", "joint F1", "stated R"].map(|name| format!("{name:>9}")).concat();
    println!("  {:<30}{columns}", "");
    println!("  {:<30}{}", format!("briefing ({split})"), score.row());
    for (name, figures) in PEERS {
        let figures =
            figures.map(|figure| if figure.is_nan() { format!("{:>9}", "-") } else { format!("{figure:>9.3}") });
        println!("  {name:<30}{}", figures.concat());
    }
}

fn attribution(proposal: &Proposal) -> Attribution {
    Attribution {
        source: proposal.speaker.iter().map(|speaker| speaker.span.clone()).collect(),
        cue: proposal.cue.iter().cloned().collect(),
        content: proposal.spans.clone(),
    }
}

/// Prints how many passages the program's own search finds, and how many proposals are flagged to have none.
fn print_passages(articles: &[Article], drafts: &[Draft]) {
    let (mut all, mut found, mut flagged) = (0, 0, 0);
    for (article, draft) in articles.iter().zip(drafts) {
        let folded = FoldedArticle::new(&article.text);
        for proposal in &draft.proposals {
            all += 1;
            let state = proposal.passage.as_ref().map(|passage| passage.find_in(&folded));
            found += usize::from(matches!(state, Some(PassageState::Found { everywhere: true, .. })));
            flagged += usize::from(state.is_none() && proposal.flags.contains(&Flag::PassageTwice));
        }
    }
    println!("passages: {found} of {all} found, {flagged} flagged, {} lost", all - found - flagged);
}
