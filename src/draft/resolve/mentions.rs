//! Where an article names actors of the register.

use std::ops::Range;

use ecow::EcoString;
use hashbrown::HashSet;

use super::super::countries::Countries;
use super::super::lexicon::ENGLISH;
use super::super::register::Register;
use super::super::words::Word;
use super::titles::is_title;

/// Maximum number of words of an office, such as `deputy foreign minister`.
const MAX_OFFICE: usize = 4;

/// A place where an article names an actor of the register.
#[derive(Clone, Debug)]
pub(in crate::draft) struct Mention {
    /// The name, in bytes of the article.
    pub(in crate::draft) range: Range<usize>,
    /// The actor, or `None` if the words fit several.
    pub(in crate::draft) actor: Option<u32>,
}

/// A place where a last name stands alone.
struct Surname {
    at: usize,
    candidates: Vec<u32>,
}

/// Finds the actors of the register in an article's words, in order.
pub(in crate::draft) fn mentions(words: &[Word], register: &Register) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut surnames: Vec<Surname> = Vec::new();
    let mut shared: HashSet<&EcoString> = HashSet::new();
    let mut full: HashSet<u32> = HashSet::new();
    let mut at = 0;
    while at < words.len() {
        let found_here = [office(words, at, register), name(words, at, register)];
        let named = found_here.into_iter().flatten().max_by_key(|(end, _)| *end);
        if let Some((end, actors)) = named {
            let actor = if let [one] = actors { Some(*one) } else { None };
            full.extend(actor);
            found.push(Mention { range: words[at].range.start..words[end - 1].range.end, actor });
            at = end;
            continue;
        }
        let candidates = if words[at].capital { register.with_surname(&words[at].folded) } else { &[] };
        if !candidates.is_empty() {
            if is_of_another(words, at) {
                shared.insert(&words[at].folded);
            } else {
                surnames.push(Surname { at, candidates: candidates.to_vec() });
            }
        }
        at += 1;
    }
    for Surname { at, candidates } in surnames {
        // Of two in the register, the one whose full name the article gives.
        let given: Vec<u32> = candidates.iter().copied().filter(|candidate| full.contains(candidate)).collect();
        let left = if given.is_empty() { candidates } else { given };
        let unique = left.len() == 1 && !shared.contains(&words[at].folded);
        found.push(Mention { range: words[at].range.clone(), actor: unique.then(|| left[0]) });
    }
    found.sort_by_key(|mention| mention.range.start);
    found
}

/// Returns the longest name that begins at a word: where it ends, and whose it is.
fn name<'r>(words: &[Word], at: usize, register: &'r Register) -> Option<(usize, &'r [u32])> {
    let mut joined = words[at].folded.clone();
    let mut best = None;
    let mut end = at + 1;
    loop {
        let actors = register.named(&joined);
        if !actors.is_empty() && (words[at].capital || end > at + 1) {
            best = Some((end, actors));
        }
        let goes_on = register.begins_name(&joined);
        let Some(next) = words.get(end).filter(|next| goes_on && !next.apart) else { return best };
        joined.push(' ');
        joined.push_str(&next.folded);
        end += 1;
    }
}

/// Returns the office with its country that begins at a word: `Malian foreign minister`, `president of Mali`.
fn office<'r>(words: &[Word], at: usize, register: &'r Register) -> Option<(usize, &'r [u32])> {
    if let Some((end, code)) = country(words, at) {
        let lengths = (1..=MAX_OFFICE).rev().map(|length| end..end + length);
        return lengths.filter(|range| together(words, range)).find_map(|range| {
            let actors = register.in_office(&normal(&joined(&words[range.clone()])), code);
            (!actors.is_empty()).then_some((range.end, actors))
        });
    }
    (1..=MAX_OFFICE).find_map(|length| {
        let of = words.get(at + length).filter(|of| of.folded == "of" && !of.apart)?;
        let _ = of;
        let the = usize::from(words.get(at + length + 1).is_some_and(|the| the.folded == "the"));
        let (end, code) = country(words, at + length + 1 + the)?;
        let range = at..at + length;
        let actors = register.in_office(&normal(&joined(&words[range.clone()])), code);
        (together(words, &range) && !actors.is_empty()).then_some((end, actors))
    })
}

/// Returns where the name or adjective of a country at a word ends, and its code.
fn country(words: &[Word], at: usize) -> Option<(usize, &'static str)> {
    let first = words.get(at).filter(|first| first.capital)?;
    let two = words.get(at + 1).filter(|next| !next.apart && !first.possessive);
    let two = two.and_then(|next| Countries::get().code(&format!("{} {}", first.folded, next.folded)));
    two.map(|code| (at + 2, code)).or_else(|| Countries::get().code(&first.folded).map(|code| (at + 1, code)))
}

/// Returns whether words stand together.
fn together(words: &[Word], range: &Range<usize>) -> bool {
    words.get(range.clone()).is_some_and(|words| words.iter().all(|word| !word.apart))
}

fn joined(words: &[Word]) -> EcoString {
    words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ").into()
}

/// Returns an office under the name that the register has it by.
fn normal(office: &str) -> EcoString {
    match office {
        "minister of foreign affairs" | "foreign affairs minister" | "top diplomat" | "chief diplomat" => {
            "foreign minister".into()
        }
        _ => office.into(),
    }
}

/// Returns whether a last name belongs to a longer name, which the register does not have.
fn is_of_another(words: &[Word], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &words[before]) else { return false };
    let joins = before.capital && !words[at].apart && !before.possessive;
    let adjective = Countries::get().code(&before.folded).is_some();
    joins && !adjective && !is_title(&before.folded) && ENGLISH.entry(&before.folded).class == 0
}
