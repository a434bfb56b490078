//! A bad file costs only itself: each kind of it, alone beside good ones and all of them together.

use std::collections::BTreeSet;

use briefing::corpus::{Corpus, Folder};
use rayon::prelude::*;

use super::folders::lighthouse;
use super::run_in;

#[path = "../support/evil.rs"]
mod files;

use files::Evil;

/// Large enough to be too much for whoever does not look out, small enough for a test that is not optimised.
const BYTES: usize = 150_000;

/// What is missing of the good files.
fn wrong_with_the_good(corpus: &Corpus) -> Option<&'static str> {
    let entities = ["anna-holm", "coast-guard", "kvalness"].iter().all(|id| corpus.find_entity(id).is_some());
    let lighthouse = corpus.find_document("lighthouse");
    match lighthouse {
        _ if !entities => Some("the register is not there"),
        None => Some("the good document is not there"),
        Some(good) if corpus.claims_in(good).count() != 2 => Some("the good document lost claims"),
        Some(_) => None,
    }
}

/// Loads it beside good files; gives back what is not as it should be.
fn fault(evil: &Evil) -> Option<String> {
    let folder = lighthouse();
    evil.put(folder.path());
    let corpus = Folder::new(folder.path()).load().expect("there are good files");
    if let Some(wrong) = wrong_with_the_good(&corpus) {
        return Some(format!("{:?}: {wrong}", evil.name));
    }
    let first = corpus.problems().first().map(ToString::to_string).unwrap_or_default();
    let said = first.split_once(".yaml").map_or("", |(_, said)| said);
    let is_said = if evil.says.is_empty() { first.is_empty() } else { said.starts_with(evil.says) };
    (!is_said).then(|| format!("{:?}: {first}", evil.name))
}

#[test]
fn each_costs_only_itself_and_is_listed_with_its_place() {
    let all = files::all(BYTES);
    assert!(all.len() > 140, "{}", all.len());
    let names: BTreeSet<_> = all.iter().map(|evil| evil.name).collect();
    assert_eq!(names.len(), all.len(), "each has a name of its own");
    let wrong: Vec<_> = all.par_iter().filter_map(fault).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn all_of_them_together_leave_the_good_ones_alone() {
    let folder = lighthouse();
    let all = files::all(2000);
    for evil in &all {
        evil.put(folder.path());
    }
    let checked = run_in(folder.path(), &["check"]);
    assert_eq!((checked.code, checked.err.as_str()), (1, ""));
    let last = checked.out.lines().last().unwrap_or_default();
    let bad = all.iter().filter(|evil| !evil.says.is_empty()).count();
    assert!(last.contains(&format!("in {bad} files")), "{last}");
    let listed = run_in(folder.path(), &["show", "lighthouse#dark"]);
    assert_eq!(listed.code, 0, "{}", listed.err);
}
