//! Explanations: for each hit that is shown, which letters matched, and why it is there where they do not tell.
//!
//! Only the hits of an answer are explained, not all that match. Here texts are read again, those of the
//! hit and the names of those it is joined to, and the best match of each word is found as
//! [`rank`](crate::search::ranking::ranker) counts it.

mod account;
pub(super) mod highlight;

use hashbrown::HashMap;

use super::Why;
use super::index::Index;
use crate::briefing::Schema;
use crate::corpus::{Corpus, EntitySlot, Record, Voice};
use crate::search::analysis::fold::fold;
use crate::search::analysis::tokens;
use crate::search::explain::highlight::{Shown, meant};
use crate::search::index::field::{Field, Owner, Role};
use crate::search::index::vocabulary::WordId;
use crate::search::matching::candidates::{BY_KEY, Candidates, EXACT, MatchKind, TOGETHER, WordMatch};
use crate::search::matching::plan::{Clause, Leaf, Plan, Term};
use crate::search::ranking::contributions::{by_key, id_field};
use crate::search::ranking::numbering::scaled;
use crate::search::ranking::ranker::{joined, mean, worth};
use crate::text::Text;

pub use account::{Account, Counted, Step, accounts};

/// More reasons than these are not given.
const MAX_REASONS: usize = 2;

/// Explains hits; remembers what it found out about those they are joined to.
pub(super) struct Explainer<'a> {
    corpus: &'a Corpus,
    index: &'a Index,
    /// The first by which a record is a hit says why.
    plans: &'a [Plan],
    /// Every typed word.
    wanted: Vec<&'a Candidates>,
    known: HashMap<(usize, Owner), Option<Match<'a>>>,
    /// Whose the addresses and ids are that were typed.
    keys: HashMap<usize, Vec<Owner>>,
    /// What others are called.
    names: HashMap<Owner, Vec<Reading<'a>>>,
    /// The texts of the record that is being explained.
    own: Option<(Owner, Vec<Reading<'a>>)>,
    /// Whom misspelt filters are taken to mean: a reason for every hit.
    guesses: &'a [String],
}

/// A text that is read again, once for all words of a query.
struct Reading<'a> {
    field: Field,
    text: &'a str,
    folded: String,
    /// Its words that may be meant.
    ids: Vec<WordId>,
    /// How many words it has, where that counts.
    words: usize,
}

/// The best match of a leaf in one owner's texts.
#[derive(Clone, Copy, Debug)]
struct Match<'a> {
    points: u32,
    tier: MatchKind,
    field: Field,
    text: &'a str,
    /// What the fit is worth before the field is considered.
    fit: u32,
    /// The word that fits; `None` for a phrase.
    word: Option<WordId>,
}

/// The best match of a leaf for a record, and whose text it is in.
struct Found<'a, 'p> {
    leaf: &'p Leaf,
    role: Role,
    owner: Owner,
    best: Match<'a>,
}

/// The first of some reasons as one.
fn reason(reasons: &[String]) -> Option<Text> {
    let first = &reasons[..reasons.len().min(MAX_REASONS)];
    (!first.is_empty()).then(|| Text::from(first.join(" · ")))
}

impl<'a> Explainer<'a> {
    pub(super) fn new(corpus: &'a Corpus, index: &'a Index, plans: &'a [Plan]) -> Self {
        let wanted = plans.iter().flat_map(Plan::candidates).collect();
        Self {
            corpus,
            index,
            plans,
            wanted,
            known: HashMap::new(),
            keys: HashMap::new(),
            names: HashMap::new(),
            own: None,
            guesses: &[],
        }
    }

    /// The same for a query with filters that were misspelt.
    pub(super) fn with_guesses(self, guesses: &'a [String]) -> Self {
        Self { guesses, ..self }
    }

    /// Why a record is a hit that the plan's words were found in.
    pub(super) fn why(&mut self, record: Record) -> Why {
        if self.plans.iter().all(|plan| plan.clauses.is_empty()) {
            return Why { ranges: Vec::new(), reason: reason(self.guesses) };
        }
        let shown = Shown::new(self.index, shown_field(record), self.corpus.shown(record).as_str(), &self.wanted);
        self.own = Some(self.readings_of(record, &shown));
        let mut marks = Vec::new();
        let mut reasons = self.guesses.to_vec();
        for found in self.found(record).into_iter().flat_map(|(_, found)| found) {
            let visible = shown.best(found.leaf);
            if visible.is_some_and(|tier| tier.is_good() || tier.rank() >= found.best.tier.rank()) {
                marks.extend(shown.marks(self.index, found.leaf));
            }
            let reason = match visible {
                Some(tier) if tier.rank() >= found.best.tier.rank() => slip(tier),
                _ => self.reason(record, &found),
            };
            reasons.extend(reason.filter(|reason| !reasons.contains(reason)));
        }
        // Of alternatives the best one counts, but all that the record has are marked.
        for leaf in self.plans.iter().flat_map(Plan::marked) {
            if shown.best(leaf).is_some_and(MatchKind::is_good) {
                marks.extend(shown.marks(self.index, leaf));
            }
        }
        Why { ranges: shown.original(&marks), reason: reason(&reasons) }
    }

    /// What each need is worth for a record, with the matches that make it so, by the first plan that finds it.
    fn found(&mut self, record: Record) -> Vec<(u32, Vec<Found<'a, 'a>>)> {
        let plans = self.plans;
        let by = |plan: &'a Plan| plan.clauses.iter().map(|need| self.need(need, record)).collect();
        plans.iter().find_map(by).unwrap_or_default()
    }

    /// True for a hit whose words are as they were typed, but for names. What an event is called is a phrase.
    pub(super) fn is_by_name(&mut self, record: Record) -> bool {
        let is_event = |slot| self.corpus.entity(slot).schema == Some(Schema::Event);
        if matches!(record, Record::Entity(slot) if is_event(slot)) {
            return false;
        }
        let mut found = self.found(record).into_iter().flat_map(|(_, found)| found);
        found.all(|found| found.best.tier.is_literal() || found.best.field.is_proper_name())
    }

    /// What a plan is worth for a record, found by reading its texts.
    #[cfg(test)]
    pub(super) fn points(&mut self, plan: &Plan, record: Record) -> Option<u32> {
        plan.clauses.iter().map(|need| self.need(need, record).map(|(points, _)| points)).sum()
    }

    /// What a need is worth for a record, and the matches that make it so.
    fn need<'p>(&mut self, need: &'p Clause, record: Record) -> Option<(u32, Vec<Found<'a, 'p>>)> {
        match need {
            Clause::Leaf(leaf) => {
                let found = self.leaf(leaf, record)?;
                Some((found.0, vec![found.1]))
            }
            Clause::Records(among) => among.contains(record).then(|| (0, Vec::new())),
            Clause::Boost(percent, need) => {
                self.need(need, record).map(|(points, found)| (scaled(points, *percent), found))
            }
            Clause::Any(needs) => {
                let mut best: Option<(u32, Vec<Found>)> = None;
                for need in needs {
                    let next = self.need(need, record);
                    if next.as_ref().is_some_and(|next| best.as_ref().is_none_or(|best| next.0 > best.0)) {
                        best = next;
                    }
                }
                best
            }
            Clause::All(needs) => {
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
        let most = leaf.most_points();
        for (role, owner) in joined_to(self.corpus, record) {
            // Titles are many, and seldom count beside a better match.
            if role == Role::Document && best.as_ref().is_some_and(|(points, _)| *points >= joined(most, role)) {
                continue;
            }
            let found = match role {
                _ if matches!(leaf.term, Term::Key(_)) => self.by_key(leaf, role, owner),
                Role::Own => self.own(leaf, owner),
                _ => self.name(leaf, owner),
            };
            let Some(found) = found else { continue };
            let points = joined(found.points, role);
            if best.as_ref().is_none_or(|(most, _)| points > *most) {
                best = Some((points, Found { leaf, role, owner, best: found }));
            }
        }
        best
    }

    /// The record's own texts; the one that is shown was read already.
    fn readings_of(&self, record: Record, shown: &Shown) -> (Owner, Vec<Reading<'a>>) {
        let owner = match record {
            Record::Entity(slot) => Owner::Entity(slot),
            Record::Document(slot) => Owner::Document(slot),
            Record::Claim(slot) => Owner::Claim(slot),
        };
        let field = shown_field(record);
        let words = if field.is_name() { tokens::count(shown.folded()) } else { 15 };
        let text = self.corpus.shown(record).as_str();
        let first = Reading { field, text, folded: shown.folded().to_owned(), ids: shown.ids().collect(), words };
        let mut readings = vec![first];
        readings.extend(self.readings(owner, |other| other != field));
        (owner, readings)
    }

    /// The match of an address or id with whoever has it.
    fn by_key(&mut self, leaf: &Leaf, role: Role, owner: Owner) -> Option<Match<'a>> {
        let Term::Key(key) = &leaf.term else { return None };
        let (corpus, index) = (self.corpus, self.index);
        let owners = self.keys.entry(leaf.id).or_insert_with(|| key.owners(index, corpus));
        let counts = match owner {
            Owner::Entity(_) | Owner::Claim(_) => role == Role::Own,
            Owner::Document(_) | Owner::Outlet(_) | Owner::Origin(_) => true,
        };
        let text = match owner {
            Owner::Document(slot) => corpus.document(slot).url.as_str(),
            Owner::Outlet(slot) => corpus.outlet(slot).name.as_str(),
            Owner::Origin(slot) => corpus.origin(slot).name.as_str(),
            Owner::Entity(slot) => corpus.entity(slot).id.as_str(),
            Owner::Claim(slot) => corpus.claim(slot).id.as_str(),
        };
        let (field, points) = (id_field(owner), by_key(owner));
        let found = Match { points, tier: BY_KEY.kind, field, text, fit: BY_KEY.points, word: None };
        (counts && owners.contains(&owner)).then_some(found)
    }

    fn own(&mut self, leaf: &Leaf, owner: Owner) -> Option<Match<'a>> {
        if self.own.as_ref().is_none_or(|(read, _)| *read != owner) {
            self.own = Some((owner, self.readings(owner, |_| true)));
        }
        self.own.as_ref().and_then(|(_, readings)| best(leaf, readings))
    }

    fn name(&mut self, leaf: &Leaf, owner: Owner) -> Option<Match<'a>> {
        if let Some(known) = self.known.get(&(leaf.id, owner)) {
            return *known;
        }
        if !self.names.contains_key(&owner) {
            let readings = self.readings(owner, |field| field.is_name() || field == Field::DocumentTitle);
            self.names.insert(owner, readings);
        }
        let found = self.names.get(&owner).and_then(|readings| best(leaf, readings));
        self.known.insert((leaf.id, owner), found);
        found
    }

    /// Reads those texts of an owner that count.
    fn readings(&self, owner: Owner, counts: impl Fn(Field) -> bool) -> Vec<Reading<'a>> {
        let mut readings = Vec::new();
        // Outlet ids and origins are for filters.
        let searched = |field| !matches!(field, Field::OutletId | Field::OriginName | Field::OriginId);
        owner.texts(self.corpus, &mut |field, text| {
            if searched(field) && counts(field) {
                let folded = fold(text);
                let mut ids = Vec::new();
                meant(self.index, field, &folded, &self.wanted, |id, _| ids.push(id));
                let words = if field.is_name() { tokens::count(&folded) } else { 15 };
                readings.push(Reading { field, text, folded, ids, words });
            }
        });
        readings
    }

    /// Why a match that is not in the shown text is one; `None` where the rest of the record's row shows it.
    fn reason(&self, record: Record, found: &Found) -> Option<String> {
        let text = found.best.text;
        let slip = slip(found.best.tier);
        let name = match found.owner {
            Owner::Entity(slot) => self.corpus.entity(slot).name.as_str(),
            Owner::Outlet(slot) => self.corpus.outlet(slot).name.as_str(),
            Owner::Origin(_) | Owner::Document(_) | Owner::Claim(_) => text,
        };
        if matches!(found.leaf.term, Term::Key(_)) {
            return Some(match (found.role, found.best.field) {
                (Role::Document, _) | (Role::Own, Field::DocumentId) => format!("address: {text}"),
                (Role::Publisher, _) => format!("published by {name}"),
                (Role::Origin, _) => format!("rests on {text}"),
                _ => format!("id: {text}"),
            });
        }
        let in_row = match (record, found.role) {
            (_, Role::Own | Role::Publisher) | (Record::Claim(_), Role::Speaker | Role::Author | Role::Via) => true,
            (_, Role::About | Role::Document | Role::Origin | Role::Speaker | Role::Author | Role::Via) => false,
        };
        if in_row {
            return match (found.best.tier, found.best.field) {
                (_, Field::EntitySummary | Field::DocumentSummary) => Some("in the summary".to_owned()),
                (MatchKind::Scattered, _) => Some(format!("letters of {text}")),
                (_, Field::EntityAlias) => Some(format!("alias: {text}")),
                (_, Field::EntityWeakAlias) => Some(format!("described as: {text}")),
                (_, Field::EntityPosition) => Some(format!("position: {text}")),
                (_, Field::EntityId | Field::DocumentId | Field::ClaimId) => Some(format!("id: {text}")),
                // The row has these beside the words that it is shown by.
                (_, Field::OutletName | Field::ClaimKind | Field::DocumentGenre) => slip,
                (_, Field::EntityName) if found.role != Role::Own => slip,
                _ => slip.or_else(|| Some(format!("in {text}"))),
            };
        }
        let other_name = if text == name { String::new() } else { format!(" ({text})") };
        let slip = slip.map(|slip| format!(", {slip}")).unwrap_or_default();
        Some(match found.role {
            Role::Document => "in the document’s title".to_owned(),
            Role::Origin => format!("rests on {text}"),
            role => format!("{}: {name}{other_name}{slip}", role.label()),
        })
    }
}

/// The best match of a leaf.
fn best<'a>(leaf: &Leaf, readings: &[Reading<'a>]) -> Option<Match<'a>> {
    let mut best: Option<Match> = None;
    for Reading { field, text, folded, ids, words } in readings {
        let Some((fit, word)) = fit(leaf, folded, ids) else { continue };
        let points = worth(fit, *field, *words);
        if best.is_none_or(|best| points > best.points) {
            best = Some(Match { points, tier: fit.kind, field: *field, text, fit: fit.points, word });
        }
    }
    best
}

fn fit(leaf: &Leaf, folded: &str, ids: &[WordId]) -> Option<(WordMatch, Option<WordId>)> {
    match &leaf.term {
        Term::Phrase(phrase) => phrase.is_in(folded).then_some((EXACT, None)),
        Term::Key(_) => None,
        Term::Word(candidates) => {
            let fits = ids.iter().filter_map(|id| Some((candidates.word_match(*id)?, Some(*id))));
            let best = fits.max_by_key(|(fit, _)| (fit.points, fit.kind.rank()));
            let better = best.is_some_and(|(fit, _)| fit.points >= TOGETHER.points);
            let apart = || leaf.apart.iter().any(|phrase| phrase.is_in(folded)).then_some((TOGETHER, None));
            if better { best } else { apart().or(best) }
        }
    }
}

/// The field of the text that a record is shown by.
fn shown_field(record: Record) -> Field {
    match record {
        Record::Entity(_) => Field::EntityName,
        Record::Document(_) => Field::DocumentTitle,
        Record::Claim(_) => Field::ClaimText,
    }
}

/// Whose texts count for a record, itself first.
pub(super) fn joined_to(corpus: &Corpus, record: Record) -> Vec<(Role, Owner)> {
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
                Voice::Speakers(speakers) => all.extend(entities(Role::Speaker, speakers)),
                Voice::Authors(authors) => all.extend(entities(Role::Author, authors)),
                Voice::Unsigned(outlet) => all.push((Role::Publisher, Owner::Outlet(outlet))),
            }
            all.extend(entities(Role::About, corpus.subjects(slot)));
            all.extend(entities(Role::Via, corpus.via(slot)));
            all.push((Role::Document, Owner::Document(corpus.document_of(slot))));
            all.extend(corpus.origin_of(slot).map(|origin| (Role::Origin, Owner::Origin(origin))));
            all
        }
    }
}

/// How many letters were wrong.
fn slip(tier: MatchKind) -> Option<String> {
    match tier {
        MatchKind::Misspelt { edits: 1 } | MatchKind::Beginning { edits: 1, .. } => Some("1 letter off".to_owned()),
        MatchKind::Misspelt { edits } | MatchKind::Beginning { edits, .. } => Some(format!("{edits} letters off")),
        MatchKind::Exact
        | MatchKind::Together
        | MatchKind::Variant
        | MatchKind::Form
        | MatchKind::Prefix
        | MatchKind::Inside
        | MatchKind::Scattered => None,
    }
}
