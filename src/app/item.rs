//! The items of a list as lines of text: a claim whole, a title, a name, each with a quieter line under it.
//!
//! An item's height depends on its text. So it is known here, for scrolling, and the screen draws the same lines.

use std::sync::Arc;

use super::list::Row;
use super::pane::Pane;
use super::source_counts::SourceCounts;
use crate::corpus::{Corpus, EntitySlot, Record, RecordsInView};
use crate::page::{self, Page};
use crate::styled::{self, Role, Span, matched, truncate};
use crate::text::Text;

/// Maximum number of lines of a claim that is not selected. More of them would leave room for few claims.
const MAX_LINES: usize = 4;
/// Maximum number of lines of a title or name that is not selected.
const MAX_TITLE_LINES: usize = 2;
/// Width of the cursor's sign and the space after it.
pub const SIGN_WIDTH: usize = 2;
/// Minimum width of an aside that is cut. A narrower one says nothing.
const MIN_ASIDE_WIDTH: usize = 6;

/// How the items of a list are laid out.
#[derive(Clone, Debug)]
pub struct ItemLayout {
    /// The list's pane.
    pub pane: Pane,
    /// Width of the pane, with the cursor's sign.
    pub width: usize,
    /// Height of the pane, without the heading.
    pub height: usize,
    /// Whether texts are wrapped. If not, each item is one line.
    pub wrapped: bool,
    /// The records that the filters admit. The number of claims beside an entity is of these.
    pub in_view: Arc<RecordsInView>,
    /// What rests on each source.
    pub sources: Arc<SourceCounts>,
}

impl ItemLayout {
    /// Returns the number of lines of an item.
    pub fn item_height(&self, corpus: &Corpus, row: &Row, selected: bool) -> usize {
        match (row.record, self.pane) {
            _ if !self.wrapped => 1,
            (Record::Entity(_), Pane::Entities) => self.lines(corpus, row, selected).len(),
            _ => self.text(corpus, row, selected).len() + 1,
        }
    }

    /// Returns the lines of an item, without the cursor's sign. None is wider than the pane with the sign.
    pub fn lines(&self, corpus: &Corpus, row: &Row, selected: bool) -> Vec<Vec<Span>> {
        let width = self.width.saturating_sub(SIGN_WIDTH);
        match (row.record, self.pane) {
            (Record::Entity(slot), Pane::Entities) => self.entity(corpus, slot, row, width, selected),
            _ if !self.wrapped => vec![both_ends(highlighted(corpus, row), self.aside(corpus, row), width)],
            _ => {
                let mut lines = self.text(corpus, row, selected);
                lines.push(self.under(corpus, row, width));
                lines
            }
        }
    }

    /// Returns the lines of an item's own text.
    fn text(&self, corpus: &Corpus, row: &Row, selected: bool) -> Vec<Vec<Span>> {
        let most = match row.record {
            _ if selected => usize::MAX,
            Record::Claim(_) => MAX_LINES,
            Record::Document(_) | Record::Entity(_) | Record::Outlet(_) | Record::Origin(_) => MAX_TITLE_LINES,
        };
        self.wrap(&highlighted(corpus, row), self.width.saturating_sub(SIGN_WIDTH), most)
    }

    /// Wraps a text, and cuts what is longer than a number of lines or than the pane.
    fn wrap(&self, words: &[Span], width: usize, most: usize) -> Vec<Vec<Span>> {
        let mut page = Page::new(width);
        page.paragraph(words);
        // The line under the text has to be in view too.
        let most = most.min(self.height.saturating_sub(1)).max(1);
        let mut lines = page.lines()[..page.lines().len().min(most)].to_vec();
        if let (Some(last), Some(next)) = (lines.last_mut(), page.lines().get(most)) {
            last.push(Span::gap(1));
            last.extend(next.iter().cloned());
            *last = truncate(std::mem::take(last), width);
        }
        lines
    }

    /// Returns the line under a text: why it was found, and its byline.
    fn under(&self, corpus: &Corpus, row: &Row, width: usize) -> Vec<Span> {
        // Where claims follow one another, the indent shows where each of them ends.
        let indent = if matches!(self.pane, Pane::Documents | Pane::Sources) { 0 } else { 2 };
        let mut line = vec![Span::gap(indent)];
        if self.pane == Pane::Find {
            let word = match row.record {
                Record::Entity(_) => "entity",
                Record::Document(_) => "document",
                Record::Claim(_) => "claim",
                Record::Outlet(_) => "outlet",
                Record::Origin(_) => "origin",
            };
            line.push(Span::fixed(word, Role::Label));
            line.push(Span::fixed(" · ", Role::Aside));
        }
        if let Some(reason) = reason(row) {
            line.push(Span::text(reason, Role::Match));
            line.push(Span::fixed(" · ", Role::Aside));
        }
        let room = width.saturating_sub(styled::width(&line));
        line.extend(page::byline_within(corpus, row.record, room).into_iter().map(quiet));
        if let Record::Outlet(_) | Record::Origin(_) = row.record {
            let (here, all) = self.sources.resting(row.record);
            let noun = |number, one, several| if number == 1 { one } else { several };
            let claims = part_of(here.claims, all.claims);
            let documents = part_of(here.documents, all.documents);
            let words = format!(
                " · {claims} {} in {documents} {}",
                noun(all.claims, "claim", "claims"),
                noun(all.documents, "document", "documents")
            );
            line.push(Span::clean(words, Role::Aside));
        }
        truncate(line, width)
    }

    /// Returns what is beside a text in a list of one line each: why it was found, and how many claims rest on a source.
    fn aside(&self, corpus: &Corpus, row: &Row) -> Vec<Span> {
        let mut aside: Vec<_> = reason(row).map(|reason| Span::text(reason, Role::Match)).into_iter().collect();
        if let Record::Outlet(_) | Record::Origin(_) = row.record {
            if !aside.is_empty() {
                aside.push(Span::fixed(" · ", Role::Aside));
            }
            aside.extend(page::byline(corpus, row.record));
            let (here, all) = self.sources.resting(row.record);
            aside.push(Span::clean(format!(" {}", part_of(here.claims, all.claims)), Role::Aside));
        }
        aside
    }

    /// Returns an entity's lines: its name, type and number of claims, and why it was found. What does not fit beside
    /// the end of the name is under it.
    fn entity(&self, corpus: &Corpus, slot: EntitySlot, row: &Row, width: usize, selected: bool) -> Vec<Vec<Span>> {
        let name = highlighted(corpus, row);
        let schema = corpus.entity(slot).schema.map_or("not in entities.yaml", |schema| schema.as_str());
        let claims = part_of(self.in_view.count(corpus, slot), corpus.claims_of(slot).len());
        let facts = Span::clean(format!("{schema} {claims}"), Role::Aside);
        let mut aside: Vec<Span> = Vec::new();
        if let Some(reason) = reason(row) {
            aside.extend([Span::text(reason, Role::Match), Span::fixed(" · ", Role::Aside)]);
        }
        aside.push(facts);
        if !self.wrapped || styled::width(&name) + 1 + styled::width(&aside) <= width {
            return vec![both_ends(name, aside, width)];
        }
        let mut lines = self.text(corpus, row, selected);
        let beside = lines.pop_if(|last| styled::width(last) + 1 + styled::width(&aside) <= width);
        lines.push(both_ends(beside.unwrap_or_else(|| vec![Span::gap(1)]), aside, width));
        lines
    }
}

/// Returns a number, and of how many it is a part: `12 of 94`, or `94`.
pub fn part_of(number: usize, all: usize) -> String {
    if number < all { format!("{number} of {all}") } else { number.to_string() }
}

/// Puts a text at the left and an aside at the right. The text gets the room first, and the aside is cut.
fn both_ends(words: Vec<Span>, aside: Vec<Span>, width: usize) -> Vec<Span> {
    let mut line = truncate(words, width);
    let room = width.saturating_sub(styled::width(&line) + 1);
    let wanted = styled::width(&aside);
    if wanted == 0 || room < wanted.min(MIN_ASIDE_WIDTH) {
        return line;
    }
    let aside = truncate(aside, room);
    line.push(Span::gap(1 + room - styled::width(&aside)));
    line.extend(aside);
    line
}

/// Returns an item's text, with the matched letters marked.
fn highlighted(corpus: &Corpus, row: &Row) -> Vec<Span> {
    matched(corpus.shown(row.record), row.why.iter().flat_map(|why| &why.ranges))
}

/// Returns why an item was found, if the marked letters do not show it.
fn reason(row: &Row) -> Option<&Text> {
    row.why.as_ref()?.reason.as_ref()
}

/// Makes a name as quiet as the rest of a byline, because readers look for the texts.
fn quiet(mut span: Span) -> Span {
    if span.role == Role::Actor {
        span.role = Role::Aside;
    }
    span
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::styled::plain;
    use crate::testing::fixture::corpus;
    use proptest::prelude::*;

    /// Builds a corpus of one claim, one title and one actor with these words.
    fn one(words: &str) -> Corpus {
        let head = format!("title: {words}\npublisher: p\nurl: https://example.org/\npublished: 2024\nclaims:\n");
        let claim = format!("  - {{id: c, text: {words}, kind: fact}}\n");
        let actor = format!("- {{id: a, schema: Person, name: {words}}}\n");
        corpus(&[("entities.yaml", &actor), ("one.yaml", &format!("{head}{claim}"))])
    }

    fn layout(pane: Pane, (width, height): (usize, usize), wrapped: bool) -> ItemLayout {
        ItemLayout { pane, width, height, wrapped, in_view: Arc::default(), sources: Arc::default() }
    }

    fn records(corpus: &Corpus) -> Vec<(Pane, Record)> {
        let documents = corpus.documents().map(|slot| (Pane::Documents, Record::Document(slot)));
        let entities = corpus.entities().map(|slot| (Pane::Entities, Record::Entity(slot)));
        let claims = corpus.claims().map(|slot| (Pane::Claims, Record::Claim(slot)));
        let sources = corpus.outlets_and_origins().map(|source| (Pane::Sources, source));
        documents.chain(entities).chain(sources).chain(claims).collect()
    }

    #[test]
    fn a_long_claim_is_cut_with_a_mark_and_the_selected_one_is_whole() {
        let corpus = one(&"a claim goes on ".repeat(12));
        let claim = Row::from(records(&corpus).pop().expect("a claim").1);
        let layout = layout(Pane::Claims, (30, 20), true);
        let lines: Vec<_> = layout.lines(&corpus, &claim, false).iter().map(|line| plain(line)).collect();
        assert_eq!(lines.len(), MAX_LINES + 1, "{lines:?}");
        assert!(lines[MAX_LINES - 1].ends_with('…'), "{lines:?}");
        let whole = layout.lines(&corpus, &claim, true);
        assert!(whole.len() > lines.len() && whole.iter().all(|line| !plain(line).ends_with('…')), "{whole:?}");
        let one = ItemLayout { wrapped: false, ..layout };
        assert_eq!(one.lines(&corpus, &claim, true).len(), 1);
    }

    proptest! {
        #[test]
        fn every_line_fits_and_the_height_is_the_number_of_lines(
            words in "[a-z王]{1,9}( [a-z王é]{1,14}){0,30}", width in 20_usize..80, height in 1_usize..30,
            wrapped in any::<bool>(), selected in any::<bool>(),
        ) {
            let corpus = one(&words);
            for (pane, record) in records(&corpus) {
                let layout = layout(pane, (width, height), wrapped);
                let row = Row::from(record);
                let lines = layout.lines(&corpus, &row, selected);
                prop_assert_eq!(layout.item_height(&corpus, &row, selected), lines.len());
                prop_assert!(lines.len() <= height.max(2), "{} lines", lines.len());
                for line in &lines {
                    prop_assert!(styled::width(line) + SIGN_WIDTH <= width, "{:?}", plain(line));
                }
            }
        }
    }
}
