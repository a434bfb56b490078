//! The explainer: evaluates query trees for one record by reading its texts.

use hashbrown::HashMap;

use crate::briefing::Schema;
use crate::briefing::SourceUrl;
use crate::corpus::{Corpus, Record};
use crate::search::answer::Why;
use crate::search::explain::highlight::Shown;
use crate::search::explain::reading::{ReadText, RecordMatch, TextMatch, best_match, read_record, read_texts};
use crate::search::explain::reason::{joined, reason, slip};
use crate::search::explain::related::{related_owners, shown_field};
use crate::search::index::Index;
use crate::search::index::field::{Field, Owner, Relationship};
use crate::search::matching::candidates::{BY_KEY, Candidates, MatchKind};
use crate::search::matching::plan::{Clause, Leaf, Plan, Term};
use crate::search::ranking::score::{id_field, key_points, mean, related_share, scaled};

/// Explains hits, and remembers what it read of related records.
pub(in crate::search) struct Explainer<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) index: &'a Index,
    /// The first by which a record is a hit explains it.
    pub(super) plans: Vec<&'a Plan>,
    /// Every typed word.
    wanted: Vec<&'a Candidates>,
    /// The best matches of leaves in names.
    name_matches: HashMap<(usize, Owner), Option<TextMatch<'a>>>,
    /// The owners of typed addresses and ids, by leaf.
    key_owners: HashMap<usize, Vec<Owner>>,
    /// The names of related records.
    names: HashMap<Owner, Vec<ReadText<'a>>>,
    /// The texts of the record that is being explained.
    own: Option<(Owner, Vec<ReadText<'a>>)>,
    /// Whom misspelt filters are taken to mean: a reason of every hit.
    guesses: &'a [String],
}

impl<'a> Explainer<'a> {
    pub(in crate::search) fn new(
        corpus: &'a Corpus,
        index: &'a Index,
        plans: impl IntoIterator<Item = &'a Plan>,
    ) -> Self {
        let plans: Vec<_> = plans.into_iter().collect();
        Self {
            corpus,
            index,
            wanted: plans.iter().flat_map(|plan| plan.candidates()).collect(),
            plans,
            name_matches: HashMap::new(),
            key_owners: HashMap::new(),
            names: HashMap::new(),
            own: None,
            guesses: &[],
        }
    }

    /// Adds reasons of every hit.
    pub(in crate::search) fn with_guesses(self, guesses: &'a [String]) -> Self {
        Self { guesses, ..self }
    }

    /// Returns why a record is a hit.
    pub(in crate::search) fn why(&mut self, record: Record) -> Why {
        if self.plans.iter().all(|plan| plan.clauses.is_empty()) {
            return Why { ranges: Vec::new(), reason: joined(self.guesses) };
        }
        let shown = Shown::new(self.index, shown_field(record), self.corpus.shown(record).as_str(), &self.wanted);
        self.own = Some(read_record((self.corpus, self.index), &self.wanted, record, &shown));
        let mut marks = Vec::new();
        let mut reasons = self.guesses.to_vec();
        for found in self.matches(record).into_iter().flat_map(|(_, found)| found) {
            let visible = shown.best(found.leaf);
            if visible.is_some_and(|kind| kind.is_good() || kind.rank() >= found.text.kind.rank()) {
                marks.extend(shown.marks(self.index, found.leaf));
            }
            let reason = match visible {
                Some(kind) if kind.rank() >= found.text.kind.rank() => slip(kind),
                _ => reason(self.corpus, record, &found),
            };
            reasons.extend(reason.filter(|reason| !reasons.contains(reason)));
        }
        // The best of some alternatives counts, but all that the record has are marked.
        for leaf in self.plans.iter().flat_map(|plan| plan.marked()) {
            if shown.best(leaf).is_some_and(MatchKind::is_good) {
                marks.extend(shown.marks(self.index, leaf));
            }
        }
        Why { ranges: shown.original(&marks), reason: joined(&reasons) }
    }

    /// Returns the points that a record gets for each clause, with the matches that give them, by the first plan that
    /// matches it.
    pub(super) fn matches(&mut self, record: Record) -> Vec<(u32, Vec<RecordMatch<'a, 'a>>)> {
        for at in 0..self.plans.len() {
            let plan = self.plans[at];
            let matches: Option<Vec<_>> = plan.clauses.iter().map(|clause| self.clause(clause, record)).collect();
            if let Some(matches) = matches {
                return matches;
            }
        }
        Vec::new()
    }

    /// Returns whether a record's texts match a clause.
    pub(in crate::search) fn meets(&mut self, clause: &Clause, record: Record) -> bool {
        self.clause(clause, record).is_some()
    }

    /// Returns the score of a record by the first plan that matches it; `None` if none does.
    pub(in crate::search) fn score(&mut self, record: Record) -> Option<u32> {
        let matches = self.matches(record);
        (!matches.is_empty()).then(|| matches.iter().map(|(points, _)| points).sum())
    }

    /// Returns whether only names match with misspellings. The name of an event is a phrase, so it does not count.
    pub(in crate::search) fn is_misspelt_in_names_only(&mut self, record: Record) -> bool {
        let is_event = |slot| self.corpus.entity(slot).schema == Some(Schema::Event);
        if matches!(record, Record::Entity(slot) if is_event(slot)) {
            return false;
        }
        let mut found = self.matches(record).into_iter().flat_map(|(_, found)| found);
        found.all(|found| found.text.kind.is_literal() || found.text.field.is_proper_name())
    }

    /// Returns the score of a record by a plan, found by reading its texts.
    #[cfg(test)]
    pub(in crate::search) fn points(&mut self, plan: &Plan, record: Record) -> Option<u32> {
        plan.clauses.iter().map(|clause| self.clause(clause, record).map(|(points, _)| points)).sum()
    }

    /// Returns the points of one clause for a record, and the matches that give them.
    fn clause<'p>(&mut self, clause: &'p Clause, record: Record) -> Option<(u32, Vec<RecordMatch<'a, 'p>>)> {
        match clause {
            Clause::Leaf(leaf) => {
                let found = self.leaf(leaf, record)?;
                Some((found.0, vec![found.1]))
            }
            Clause::Records(among) => among.contains(record).then(|| (0, Vec::new())),
            Clause::Boost(percent, clause) => {
                self.clause(clause, record).map(|(points, found)| (scaled(points, *percent), found))
            }
            Clause::Any(clauses) => {
                let mut best: Option<(u32, Vec<RecordMatch>)> = None;
                for clause in clauses {
                    let next = self.clause(clause, record);
                    if next.as_ref().is_some_and(|next| best.as_ref().is_none_or(|best| next.0 > best.0)) {
                        best = next;
                    }
                }
                best
            }
            Clause::All(clauses) => {
                let (mut parts, mut all) = (Vec::new(), Vec::new());
                for clause in clauses {
                    let (points, mut found) = self.clause(clause, record)?;
                    parts.push(points);
                    all.append(&mut found);
                }
                Some((mean(&parts), all))
            }
        }
    }

    fn leaf<'p>(&mut self, leaf: &'p Leaf, record: Record) -> Option<(u32, RecordMatch<'a, 'p>)> {
        let mut best: Option<(u32, RecordMatch)> = None;
        let most = leaf.most_points();
        for (role, owner) in related_owners(self.corpus, record) {
            // Titles are many, and reading one is in vain if it cannot beat the best match.
            if role == Relationship::Document
                && best.as_ref().is_some_and(|(points, _)| *points >= related_share(most, role))
            {
                continue;
            }
            let found = match role {
                _ if matches!(leaf.term, Term::Key(_)) => self.by_key(leaf, role, owner),
                Relationship::Own => self.own(leaf, owner),
                _ => self.name(leaf, owner),
            };
            let Some(found) = found else { continue };
            let points = related_share(found.points, role);
            if best.as_ref().is_none_or(|(most, _)| points > *most) {
                best = Some((points, RecordMatch { leaf, role, owner, text: found }));
            }
        }
        best
    }

    /// Returns the match of a typed address or id with its owner.
    fn by_key(&mut self, leaf: &Leaf, role: Relationship, owner: Owner) -> Option<TextMatch<'a>> {
        let Term::Key(key) = &leaf.term else { return None };
        let (corpus, index) = (self.corpus, self.index);
        let owners = self.key_owners.entry(leaf.id).or_insert_with(|| key.owners(index, corpus));
        let counts = match owner {
            Owner::Entity(_) | Owner::Claim(_) => role == Relationship::Own,
            Owner::Document(_) | Owner::Outlet(_) | Owner::Origin(_) => true,
        };
        let text = match owner {
            Owner::Document(slot) => corpus.document(slot).url.as_ref().map_or("", SourceUrl::as_str),
            Owner::Outlet(slot) => corpus.outlet(slot).name.as_str(),
            Owner::Origin(slot) => corpus.origin(slot).name.as_str(),
            Owner::Entity(slot) => corpus.entity(slot).id.as_str(),
            Owner::Claim(slot) => corpus.claim(slot).id.as_str(),
        };
        let (field, points) = (id_field(owner), key_points(owner));
        let found = TextMatch { points, kind: BY_KEY.kind, field, text, match_points: BY_KEY.points, word: None };
        (counts && owners.contains(&owner)).then_some(found)
    }

    fn own(&mut self, leaf: &Leaf, owner: Owner) -> Option<TextMatch<'a>> {
        if self.own.as_ref().is_none_or(|(read, _)| *read != owner) {
            self.own = Some((owner, read_texts((self.corpus, self.index), &self.wanted, owner, |_| true)));
        }
        self.own.as_ref().and_then(|(_, texts)| best_match(leaf, texts))
    }

    fn name(&mut self, leaf: &Leaf, owner: Owner) -> Option<TextMatch<'a>> {
        if let Some(known) = self.name_matches.get(&(leaf.id, owner)) {
            return *known;
        }
        if !self.names.contains_key(&owner) {
            let counts = |field: Field| field.is_name() || field == Field::DocumentTitle;
            let texts = read_texts((self.corpus, self.index), &self.wanted, owner, counts);
            self.names.insert(owner, texts);
        }
        let found = self.names.get(&owner).and_then(|texts| best_match(leaf, texts));
        self.name_matches.insert((leaf.id, owner), found);
        found
    }
}
