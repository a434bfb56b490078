//! Explanations: for each hit that is shown, which letters matched, and why it is there where they do not tell.
//!
//! Only the hits of an answer are explained, not all that match. Here texts are read again, those of the
//! hit and the names of those it is joined to, and the best match of each word is found as
//! [`rank`](super::rank) counts it.

use std::collections::HashMap;

use super::Hit;
use super::candidates::{EXACT, Fit, Tier};
use super::field::{Field, Owner, Role};
use super::fold::fold;
use super::highlight::Shown;
use super::index::Index;
use super::plan::{Asked, Leaf, Need, Plan};
use super::rank::{joined, mean, worth};
use super::records::scaled;
use super::tokens;
use crate::corpus::{Corpus, EntitySlot, Record, Voice};
use crate::text::Text;

/// More reasons than these are not given.
const MAX_REASONS: usize = 2;

/// Explains hits; remembers what it found out about those they are joined to.
pub(super) struct Explainer<'a> {
    corpus: &'a Corpus,
    index: &'a Index,
    known: HashMap<(usize, Owner), Option<Match<'a>>>,
}

/// The best match of a leaf in one owner's texts.
#[derive(Clone, Copy, Debug)]
struct Match<'a> {
    points: u32,
    tier: Tier,
    field: Field,
    text: &'a str,
}

/// The best match of a leaf for a record, and whose text it is in.
struct Found<'a, 'p> {
    leaf: &'p Leaf,
    role: Role,
    owner: Owner,
    best: Match<'a>,
}

impl<'a> Explainer<'a> {
    pub(super) fn new(corpus: &'a Corpus, index: &'a Index) -> Self {
        Self { corpus, index, known: HashMap::new() }
    }

    /// The hit for a record that the plan's words were found in.
    pub(super) fn hit(&mut self, plan: &Plan, record: Record, score: u32) -> Hit {
        if plan.needs.is_empty() {
            return Hit { record, score, ranges: Vec::new(), reason: None };
        }
        let shown = Shown::new(self.index, self.corpus.shown(record).as_str());
        let mut marks = Vec::new();
        let mut reasons: Vec<String> = Vec::new();
        for need in &plan.needs {
            let Some((_, found)) = self.need(need, record) else { continue };
            for found in found {
                let visible = shown.best(&found.leaf.asked);
                if visible.is_some_and(|tier| tier.is_good() || tier.rank() >= found.best.tier.rank()) {
                    marks.extend(shown.marks(self.index, &found.leaf.asked));
                }
                let reason = match visible {
                    Some(tier) if tier.rank() >= found.best.tier.rank() => slip(tier),
                    _ => Some(self.reason(&found)),
                };
                reasons.extend(reason.filter(|reason| !reasons.contains(reason)));
            }
        }
        reasons.truncate(MAX_REASONS);
        let reason = (!reasons.is_empty()).then(|| Text::from(reasons.join(" · ")));
        Hit { record, score, ranges: shown.original(&marks), reason }
    }

    /// What a need is worth for a record, found by reading its texts.
    #[cfg(test)]
    pub(super) fn points(&mut self, need: &Need, record: Record) -> Option<u32> {
        self.need(need, record).map(|(points, _)| points)
    }

    /// What a need is worth for a record, and the matches that make it so.
    fn need<'p>(&mut self, need: &'p Need, record: Record) -> Option<(u32, Vec<Found<'a, 'p>>)> {
        match need {
            Need::Leaf(leaf) => {
                let found = self.leaf(leaf, record)?;
                Some((found.0, vec![found.1]))
            }
            Need::Worth(percent, need) => {
                self.need(need, record).map(|(points, found)| (scaled(points, *percent), found))
            }
            Need::Any(needs) => {
                let mut best: Option<(u32, Vec<Found>)> = None;
                for need in needs {
                    let next = self.need(need, record);
                    if next.as_ref().is_some_and(|next| best.as_ref().is_none_or(|best| next.0 > best.0)) {
                        best = next;
                    }
                }
                best
            }
            Need::All(needs) => {
                let (mut parts, mut all) = (Vec::new(), Vec::new());
                for need in needs {
                    let (points, mut found) = self.need(need, record)?;
                    parts.push(points);
                    all.append(&mut found);
                }
                Some((mean(&parts), all))
            }
        }
    }

    fn leaf<'p>(&mut self, leaf: &'p Leaf, record: Record) -> Option<(u32, Found<'a, 'p>)> {
        let mut best: Option<(u32, Found)> = None;
        for (role, owner) in joined_to(self.corpus, record) {
            let found = match role {
                Role::Own => self.read(leaf, owner, |_| true),
                _ => *self.known.entry((leaf.id, owner)).or_insert_with(|| {
                    let names = |field: Field| field.is_name() || field == Field::DocumentTitle;
                    read(self.corpus, self.index, leaf, owner, names)
                }),
            };
            let Some(found) = found else { continue };
            let points = joined(found.points, role);
            if best.as_ref().is_none_or(|(most, _)| points > *most) {
                best = Some((points, Found { leaf, role, owner, best: found }));
            }
        }
        best
    }

    fn read(&self, leaf: &Leaf, owner: Owner, fields: impl Fn(Field) -> bool) -> Option<Match<'a>> {
        read(self.corpus, self.index, leaf, owner, fields)
    }

    /// Why a match that cannot be seen is one.
    fn reason(&self, found: &Found) -> String {
        let text = found.best.text;
        let name = || match found.owner {
            Owner::Entity(slot) => self.corpus.entity(slot).name.as_str(),
            Owner::Outlet(slot) => self.corpus.outlet(slot).name.as_str(),
            Owner::Origin(_) | Owner::Document(_) | Owner::Claim(_) => text,
        };
        match found.role {
            Role::Speaker => format!("speaker: {}", name()),
            Role::Author => format!("author: {}", name()),
            Role::About => format!("about: {}", name()),
            Role::Via => format!("via: {}", name()),
            Role::Publisher => format!("published by {}", name()),
            Role::Document => "in the document’s title".to_owned(),
            Role::Own => match (found.best.tier, found.best.field) {
                (_, Field::EntitySummary | Field::DocumentSummary) => "in the summary".to_owned(),
                (Tier::Scattered, _) => format!("letters of {text}"),
                (_, Field::EntityAlias) => format!("alias: {text}"),
                (_, Field::EntityWeakAlias) => format!("also: {text}"),
                (_, Field::EntityPosition) => format!("position: {text}"),
                (_, Field::DocumentGenre) => format!("genre: {text}"),
                (_, Field::ClaimKind) => format!("kind: {text}"),
                (_, Field::EntityId | Field::DocumentId | Field::ClaimId) => format!("id: {text}"),
                _ => slip(found.best.tier).unwrap_or_else(|| format!("in {text}")),
            },
        }
    }
}

/// The best match of a leaf in those texts of an owner that count.
fn read<'a>(
    corpus: &'a Corpus,
    index: &Index,
    leaf: &Leaf,
    owner: Owner,
    counts: impl Fn(Field) -> bool,
) -> Option<Match<'a>> {
    let mut best: Option<Match> = None;
    // Outlet ids and origins are for filters.
    let searched = |field| !matches!(field, Field::OutletId | Field::OriginName | Field::OriginId);
    owner.texts(corpus, &mut |field, text| {
        if !searched(field) || !counts(field) {
            return;
        }
        let folded = fold(text);
        let Some(fit) = fit(index, leaf, &folded) else { return };
        let words = if field.is_name() { tokens::count(&folded) } else { 15 };
        let points = worth(fit, field, words);
        if best.is_none_or(|best| points > best.points) {
            best = Some(Match { points, tier: fit.tier, field, text });
        }
    });
    best
}

fn fit(index: &Index, leaf: &Leaf, folded: &str) -> Option<Fit> {
    match &leaf.asked {
        Asked::Phrase(phrase) => phrase.places(folded).next().map(|_| EXACT),
        Asked::Word(candidates) => {
            let mut best: Option<Fit> = None;
            tokens::words(folded, |word, _, _| {
                let fit = index.vocabulary().find(word).and_then(|id| candidates.fit(id));
                best = [best, fit].into_iter().flatten().max_by_key(|fit| fit.points);
            });
            best
        }
    }
}

/// Whose texts count for a record, itself first.
fn joined_to(corpus: &Corpus, record: Record) -> Vec<(Role, Owner)> {
    let entities =
        |role, slots: &[EntitySlot]| -> Vec<_> { slots.iter().map(|slot| (role, Owner::Entity(*slot))).collect() };
    match record {
        Record::Entity(slot) => vec![(Role::Own, Owner::Entity(slot))],
        Record::Document(slot) => {
            let mut all = vec![(Role::Own, Owner::Document(slot))];
            all.extend(entities(Role::Author, corpus.authors(slot)));
            all.push((Role::Publisher, Owner::Outlet(corpus.publisher(slot))));
            all
        }
        Record::Claim(slot) => {
            let mut all = vec![(Role::Own, Owner::Claim(slot))];
            match corpus.voice(slot) {
                Voice::Speaker(speaker) => all.push((Role::Speaker, Owner::Entity(speaker))),
                Voice::Authors(authors) => all.extend(entities(Role::Author, authors)),
                Voice::Unsigned(outlet) => all.push((Role::Publisher, Owner::Outlet(outlet))),
            }
            all.extend(entities(Role::About, corpus.subjects(slot)));
            all.extend(entities(Role::Via, corpus.via(slot)));
            all.push((Role::Document, Owner::Document(corpus.document_of(slot))));
            all
        }
    }
}

/// How many letters were wrong.
fn slip(tier: Tier) -> Option<String> {
    match tier {
        Tier::Misspelt { edits: 1 } | Tier::Beginning { edits: 1, .. } => Some("1 letter off".to_owned()),
        Tier::Misspelt { edits } | Tier::Beginning { edits, .. } => Some(format!("{edits} letters off")),
        Tier::Exact | Tier::Prefix | Tier::Inside | Tier::Scattered => None,
    }
}
