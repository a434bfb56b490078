//! Texts of a hit, read again and taken apart for the words of a query.

use crate::corpus::{Corpus, Record};
use crate::search::analysis::fold::fold;
use crate::search::analysis::tokens;
use crate::search::explain::highlight::{Shown, meant};
use crate::search::explain::related::shown_field;
use crate::search::index::Index;
use crate::search::index::field::{Field, Owner, Relationship};
use crate::search::index::vocabulary::WordId;
use crate::search::matching::candidates::{Candidates, EXACT, MatchKind, TOGETHER, WordMatch};
use crate::search::matching::plan::{Leaf, Term};
use crate::search::ranking::score::{RUNNING_TEXT, field_points};

/// A text, read once for all words of a query.
pub(super) struct ReadText<'a> {
    field: Field,
    text: &'a str,
    folded: String,
    /// The words of the text that the query may mean.
    ids: Vec<WordId>,
    /// Number of words of a name; [`RUNNING_TEXT`] for other texts.
    words: usize,
}

/// The best match of a leaf in one owner's texts.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextMatch<'a> {
    /// What the owner gets for it.
    pub(super) points: u32,
    pub(super) kind: MatchKind,
    pub(super) field: Field,
    pub(super) text: &'a str,
    /// The points before the field is considered.
    pub(super) match_points: u32,
    /// The matching word; `None` for a phrase.
    pub(super) word: Option<WordId>,
}

/// The best match of a leaf for a record.
pub(super) struct RecordMatch<'a, 'p> {
    pub(super) leaf: &'p Leaf,
    /// How the record is related to the owner of the text.
    pub(super) role: Relationship,
    pub(super) owner: Owner,
    pub(super) text: TextMatch<'a>,
}

/// Reads the texts of an owner in the fields that count.
pub(super) fn read_texts<'a>(
    (corpus, index): (&'a Corpus, &Index),
    wanted: &[&Candidates],
    owner: Owner,
    counts: impl Fn(Field) -> bool,
) -> Vec<ReadText<'a>> {
    let mut texts = Vec::new();
    owner.texts(corpus, &mut |field, text| {
        if counts(field) {
            let folded = fold(text);
            let mut ids = Vec::new();
            meant(index, field, &folded, wanted, |id, _| ids.push(id));
            let words = if field.is_name() { tokens::count(&folded) } else { RUNNING_TEXT };
            texts.push(ReadText { field, text, folded, ids, words });
        }
    });
    texts
}

/// Reads the texts of a record. The one that it is shown by is read already.
pub(super) fn read_record<'a>(
    (corpus, index): (&'a Corpus, &Index),
    wanted: &[&Candidates],
    record: Record,
    shown: &Shown,
) -> (Owner, Vec<ReadText<'a>>) {
    let owner = match record {
        Record::Entity(slot) => Owner::Entity(slot),
        Record::Document(slot) => Owner::Document(slot),
        Record::Claim(slot) => Owner::Claim(slot),
        Record::Outlet(slot) => Owner::Outlet(slot),
        Record::Origin(slot) => Owner::Origin(slot),
    };
    let field = shown_field(record);
    let words = if field.is_name() { tokens::count(shown.folded()) } else { RUNNING_TEXT };
    let text = corpus.shown(record).as_str();
    let first = ReadText { field, text, folded: shown.folded().to_owned(), ids: shown.ids().collect(), words };
    let mut texts = vec![first];
    texts.extend(read_texts((corpus, index), wanted, owner, |other| other != field));
    (owner, texts)
}

/// Returns the best match of a leaf in some texts.
pub(super) fn best_match<'a>(leaf: &Leaf, texts: &[ReadText<'a>]) -> Option<TextMatch<'a>> {
    let mut best: Option<TextMatch> = None;
    for ReadText { field, text, folded, ids, words } in texts {
        let Some((word_match, word)) = match_in(leaf, folded, ids) else { continue };
        let points = field_points(word_match, *field, *words);
        if best.is_none_or(|best| points > best.points) {
            best = Some(TextMatch {
                points,
                kind: word_match.kind,
                field: *field,
                text,
                match_points: word_match.points,
                word,
            });
        }
    }
    best
}

/// Returns the best match of a leaf in one folded text, and the matching word.
fn match_in(leaf: &Leaf, folded: &str, ids: &[WordId]) -> Option<(WordMatch, Option<WordId>)> {
    match &leaf.term {
        Term::Phrase(phrase) => phrase.is_in(folded).then_some((EXACT, None)),
        Term::Key(_) => None,
        Term::Word(candidates) => {
            let matches = ids.iter().filter_map(|id| Some((candidates.word_match(*id)?, Some(*id))));
            let best = matches.max_by_key(|(found, _)| (found.points, found.kind.rank()));
            let is_better = best.is_some_and(|(found, _)| found.points >= TOGETHER.points);
            let apart = || leaf.apart.iter().any(|phrase| phrase.is_in(folded)).then_some((TOGETHER, None));
            if is_better { best } else { apart().or(best) }
        }
    }
}
