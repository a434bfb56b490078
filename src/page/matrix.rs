//! The matrix: which document covers what, which is silent, which disputes. Subjects are rows, documents columns.

use std::collections::HashMap;

use serde::Serialize;

use super::assertion;
use super::count::count;
use super::layout::Page;
use crate::briefing::RelationType;
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, InView, Narrowing, Record, RecordsInView};
use crate::styled::{Role, Span};

/// Minimum number of columns of the screen for one document.
const MIN_COLUMN_WIDTH: usize = 4;
/// Columns before the first document, for the mark of the selected row.
const MARGIN: usize = 2;
/// Maximum number of documents, because each has a letter of the alphabet.
const MAX_COLUMNS: usize = 26;

/// Adds two tables: entities by documents, and groups of claims that say the same by documents.
pub fn matrix(page: &mut Page, corpus: &Corpus, narrowing: &[Narrowing]) {
    let room = if page.is_wrapped() {
        ((page.width() / 2).max(MIN_COLUMN_WIDTH) / MIN_COLUMN_WIDTH).min(MAX_COLUMNS)
    } else {
        MAX_COLUMNS
    };
    let matrix = Matrix::new(corpus, narrowing, room);
    if matrix.documents.is_empty() {
        page.paragraph(&[Span::fixed("There is no document here.", Role::Plain)]);
        return;
    }
    legend(page, &matrix);
    let entities = matrix.entities();
    let listed = page.entries_shown(entities.len());
    assertion::heading(page, "Number of claims per actor and document", entities.len());
    let words = if page.is_command_output() { DISPUTED.to_owned() } else { format!("{DISPUTED}; {OPENS}") };
    page.paragraph(&[Span::clean(words, Role::Aside)]);
    let width = column_width(entities.iter().flat_map(|(_, cells)| cells));
    header(page, matrix.documents.len(), width);
    for (entity, cells) in &entities[..listed] {
        row(page, &matrix, Record::Entity(*entity), cells, width);
    }
    assertion::entries_left_out(page, entities.len() - listed);
    let clusters = matrix.clusters();
    if clusters.is_empty() {
        return;
    }
    let listed = page.entries_shown(clusters.len());
    assertion::heading(page, "Who says the same, who says otherwise", clusters.len());
    page.paragraph(&[Span::fixed("number of claims that say so; !: disputed there; -: not mentioned", Role::Aside)]);
    // In the browser, the letters stay above everything that scrolls.
    if page.is_command_output() {
        header(page, matrix.documents.len(), width);
    }
    for (claims, cells) in &clusters[..listed] {
        row(page, &matrix, Record::Claim(claims[0]), cells, width);
    }
    assertion::entries_left_out(page, clusters.len() - listed);
}

/// The meaning of the signs in the first table.
const DISPUTED: &str = "!: one of them is disputed or disputes; -: not mentioned";
/// What a reader of the browser can do with a number.
const OPENS: &str = "Enter opens the claims";

/// Adds the documents with their letters.
fn legend(page: &mut Page, matrix: &Matrix<'_>) {
    let corpus = matrix.corpus;
    assertion::heading(page, "Documents", matrix.documents.len() + matrix.older);
    for (at, document) in matrix.documents.iter().enumerate() {
        let letter = [Span::gap(2), Span::drawn(format!("{} ", letter(at)), Role::Label)];
        let letter = letter.map(|span| span.with_target(Record::Document(*document))).to_vec();
        page.begin_item("document");
        let mut spans = super::document::byline_without_drafts(corpus, *document);
        spans.push(Span::clean(format!(" · {}", corpus.document(*document).title), Role::Plain));
        line(page, corpus, Record::Document(*document), (letter, 4), spans);
    }
    if matrix.older > 0 {
        let older = count(matrix.older, "older document has", "older documents have");
        let elsewhere = if page.is_command_output() { "--json has them all" } else { "set a filter to see them" };
        page.note(&[Span::clean(format!("{older} no column; {elsewhere}"), Role::Aside)]);
    }
}

/// Returns the letter of a document.
fn letter(at: usize) -> char {
    char::from(b'A' + u8::try_from(at).unwrap_or(0))
}

/// Returns the number of columns of the screen for one document: two more than the widest cell has.
fn column_width<'a>(cells: impl Iterator<Item = &'a MatrixCell>) -> usize {
    let widest = cells.map(|cell| cell.words().len()).max().unwrap_or(0);
    (widest + 1).max(MIN_COLUMN_WIDTH)
}

/// Adds the letters above the columns.
fn header(page: &mut Page, documents: usize, width: usize) {
    let gap = " ".repeat(width - 1);
    let letters: String = (0..documents).flat_map(|at| [gap.clone(), letter(at).to_string()]).collect();
    page.begin_columns();
    page.line(vec![Span::gap(MARGIN), Span::drawn(letters, Role::Label)]);
}

/// Adds the numbers of a row, then its name. Names have any length, so the numbers come first. A number leads to the
/// claims that it counts.
fn row(page: &mut Page, matrix: &Matrix<'_>, record: Record, cells: &[MatrixCell], width: usize) {
    let corpus = matrix.corpus;
    let mut drawn = vec![Span::gap(MARGIN)];
    for (cell, document) in cells.iter().zip(&matrix.documents) {
        let role = match cell {
            MatrixCell { disputed: true, .. } => Role::Warning,
            MatrixCell { claims: 0, .. } => Role::Aside,
            _ => Role::Plain,
        };
        let words = cell.words();
        drawn.push(Span::gap(width.saturating_sub(words.len())));
        let number = Span::drawn(words, role);
        let leads = *cell != MatrixCell::default();
        drawn.push(if leads { number.with_target_within(record, *document) } else { number });
    }
    drawn.push(Span::gap(2));
    let role = if matches!(record, Record::Entity(_)) { Role::Actor } else { Role::Plain };
    let indent = MARGIN + cells.len() * width + 2;
    page.begin_item(if matches!(record, Record::Entity(_)) { "actor" } else { "claim" });
    line(page, corpus, record, (drawn, indent), vec![Span::text(corpus.shown(record), role)]);
}

/// Adds a line that leads to a record. The browser cuts it, commands add the record's id.
fn line(page: &mut Page, corpus: &Corpus, record: Record, (drawn, indent): (Vec<Span>, usize), spans: Vec<Span>) {
    if page.is_command_output() {
        page.drawn_entry(corpus, record, (drawn, indent), &spans);
    } else {
        let spans = spans.into_iter().map(|span| span.with_target(record));
        page.line(drawn.into_iter().chain(spans).collect());
    }
}

/// The numbers of claims, by subject and document.
#[derive(Debug)]
pub struct Matrix<'a> {
    corpus: &'a Corpus,
    in_view: RecordsInView,
    documents: Vec<DocumentSlot>,
    /// Number of documents that are left out because they are older.
    older: usize,
}

/// What one document says about one subject.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MatrixCell {
    /// Number of claims.
    pub claims: usize,
    /// For an entity: whether one of these claims disputes or is disputed. For a group: whether the document disputes it.
    pub disputed: bool,
}

impl MatrixCell {
    /// Returns what the cell shows.
    fn words(self) -> String {
        match self {
            Self { claims: 0, disputed: true } => "!".to_owned(),
            Self { claims: 0, disputed: false } => "-".to_owned(),
            Self { claims, disputed } => format!("{claims}{}", if disputed { "!" } else { "" }),
        }
    }
}

impl<'a> Matrix<'a> {
    /// Builds the matrix of the newest documents that the filters admit, at most `most`.
    pub fn new(corpus: &'a Corpus, narrowing: &[Narrowing], most: usize) -> Self {
        let in_view = RecordsInView::new(corpus, narrowing);
        let mut documents: Vec<_> = InView::chosen(corpus, narrowing).iter(corpus.documents()).collect();
        // A document of which nothing is accepted yet covers nothing.
        let is_new =
            |document| corpus.claims_in(document).len() == 0 && corpus.with_drafts().claims_in(document).len() > 0;
        documents.retain(|document| !is_new(*document));
        let older = documents.len().saturating_sub(most);
        documents.truncate(most);
        Self { corpus, in_view, documents, older }
    }

    /// The documents, newest first.
    pub fn documents(&self) -> &[DocumentSlot] {
        &self.documents
    }

    /// Returns a row for each entity in these documents. Claims that filters leave out do not count. Those in most documents
    /// come first.
    pub fn entities(&self) -> Vec<(EntitySlot, Vec<MatrixCell>)> {
        let mut cells: HashMap<EntitySlot, Vec<MatrixCell>> = HashMap::new();
        for (at, document) in self.documents.iter().enumerate() {
            for claim in self.corpus.claims_in(*document).filter(|claim| self.in_view.claims.has(*claim)) {
                for party in self.corpus.parties(claim).into_iter().filter(|party| self.in_view.entities.has(*party)) {
                    let cell = &mut cells.entry(party).or_insert_with(|| self.empty())[at];
                    cell.claims += 1;
                    cell.disputed |= disputes(self.corpus, claim);
                }
            }
        }
        let covered = |cells: &[MatrixCell]| cells.iter().filter(|cell| cell.claims > 0).count();
        let total = |cells: &[MatrixCell]| cells.iter().map(|cell| cell.claims).sum::<usize>();
        let mut rows: Vec<_> = cells.into_iter().collect();
        rows.sort_by_key(|(entity, cells)| (std::cmp::Reverse((covered(cells), total(cells))), *entity));
        rows
    }

    /// Returns a row for each group of claims that say the same, and for each single claim that is disputed.
    pub fn clusters(&self) -> Vec<(Vec<ClaimSlot>, Vec<MatrixCell>)> {
        let alone = |claim: &ClaimSlot| self.corpus.cluster(*claim).is_empty() && disputes(self.corpus, *claim);
        let single = self.documents.iter().flat_map(|document| self.corpus.claims_in(*document)).filter(alone);
        let clusters = self.corpus.clusters().map(<[ClaimSlot]>::to_vec).chain(single.map(|claim| vec![claim]));
        let clusters = clusters.filter(|claims| claims.iter().any(|claim| self.in_view.claims.has(*claim)));
        let place: HashMap<DocumentSlot, usize> = self.documents.iter().copied().zip(0..).collect();
        let at = |claim: ClaimSlot| place.get(&self.corpus.document_of(claim)).copied();
        let mut rows = Vec::new();
        for claims in clusters {
            let mut cells = self.empty();
            for claim in &claims {
                if let Some(at) = at(*claim) {
                    cells[at].claims += 1;
                }
                for related in self.corpus.related(*claim) {
                    if related.relation_type == RelationType::Disputes
                        && let Some(at) = at(related.other)
                    {
                        cells[at].disputed = true;
                    }
                }
            }
            if cells.iter().any(|cell| cell.claims > 0) {
                rows.push((claims, cells));
            }
        }
        rows
    }

    /// Returns a row of empty cells.
    fn empty(&self) -> Vec<MatrixCell> {
        vec![MatrixCell::default(); self.documents.len()]
    }
}

/// Returns whether a claim disputes another or is disputed.
fn disputes(corpus: &Corpus, claim: ClaimSlot) -> bool {
    corpus.related(claim).iter().any(|related| related.relation_type == RelationType::Disputes)
}
