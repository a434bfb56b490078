//! A model of a terminal's screen, compared by what is visible.

use std::hash::{DefaultHasher, Hash, Hasher};

use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Rect, Size};
use unicode_width::UnicodeWidthChar;

use super::pen::{LinkId, Pen};

/// One column of a row.
#[derive(Clone, Debug)]
pub(super) enum Tile {
    /// The first column of a glyph.
    Glyph(Glyph),
    /// A further column of the glyph to the left.
    Tail,
    /// Unknown content, because terminals differ.
    Unknown,
}

/// A grapheme cluster, as it is on the screen.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// Only its symbol and its style are used.
    cell: Cell,
    /// Number of columns.
    pub(super) width: u16,
    link: LinkId,
}

impl Glyph {
    pub(super) fn symbol(&self) -> &str {
        self.cell.symbol()
    }

    pub(super) fn pen(&self) -> Pen {
        Pen::from_cell(&self.cell, self.link)
    }

    /// Returns whether this is a space that looks like an erased column.
    pub(super) fn is_blank(&self) -> bool {
        self.symbol() == " " && self.pen().is_plain_on_blank()
    }

    /// Returns whether all terminals agree on the number of columns. They differ on emoji, on joiners and variation
    /// selectors, and on scripts with spacing marks.
    pub(super) fn has_certain_width(&self) -> bool {
        self.symbol().chars().all(|letter| {
            matches!(letter,
                ..'\u{900}' | '\u{1e00}'..='\u{1fff}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}'
                | '\u{20a0}'..='\u{20cf}' | '\u{2100}'..='\u{21ff}' | '\u{2500}'..='\u{259f}' | '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}'
                | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{ff01}'..='\u{ff60}')
        })
    }

    /// Returns the number of columns if a terminal draws each character separately, but at least two.
    pub(super) fn max_width(&self) -> u16 {
        let separate: usize = self.symbol().chars().filter_map(UnicodeWidthChar::width).sum();
        u16::try_from(separate).unwrap_or(u16::MAX).max(2)
    }

    fn hash(&self, hasher: &mut impl Hasher) {
        if self.is_blank() {
            0_u8.hash(hasher);
        } else {
            self.symbol().hash(hasher);
            self.pen().hash(hasher);
        }
    }
}

impl Tile {
    const BLANK: Self = Self::Glyph(Glyph { cell: Cell::EMPTY, width: 1, link: 0 });

    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Self::Glyph(glyph) if glyph.is_blank())
    }

    /// Returns whether both look the same.
    fn looks_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Glyph(one), Self::Glyph(other)) => {
                (one.symbol() == other.symbol() && one.pen() == other.pen()) || (one.is_blank() && other.is_blank())
            }
            (Self::Tail, Self::Tail) => true,
            _ => false,
        }
    }
}

/// All tiles of a screen, row by row.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    size: Size,
    tiles: Vec<Tile>,
}

impl Grid {
    /// Creates an empty screen.
    pub(super) fn blank(size: Size) -> Self {
        Self { size, tiles: vec![Tile::BLANK; usize::from(size.width) * usize::from(size.height)] }
    }

    /// Creates a screen from cells, row by row.
    ///
    /// Leaves out glyphs that do not fit into their row. Also leaves out control characters, which cleaned text does
    /// not contain.
    pub(super) fn from_cells(size: Size, cells: &[Cell]) -> Self {
        let mut tiles = Vec::with_capacity(cells.len());
        for row in cells.chunks(usize::from(size.width).max(1)) {
            let mut column = 0;
            while let Some(cell) = row.get(column) {
                let symbol = cell.symbol();
                let width = if symbol.contains(char::is_control) { 0 } else { usize::from(cell.cell_width()) };
                if width == 0 || column + width > row.len() {
                    tiles.push(Tile::BLANK);
                    column += 1;
                    continue;
                }
                let width_in_columns = u16::try_from(width).unwrap_or(u16::MAX);
                tiles.push(Tile::Glyph(Glyph { cell: cell.clone(), width: width_in_columns, link: 0 }));
                tiles.extend(std::iter::repeat_n(Tile::Tail, width - 1));
                column += width;
            }
        }
        Self { size, tiles }
    }

    pub(super) fn size(&self) -> Size {
        self.size
    }

    /// Returns the tiles of a row.
    pub(super) fn row(&self, y: u16) -> &[Tile] {
        let start = self.index(0, y);
        &self.tiles[start..start + usize::from(self.size.width)]
    }

    fn index(&self, x: u16, y: u16) -> usize {
        usize::from(y) * usize::from(self.size.width) + usize::from(x)
    }

    /// Sets a glyph and the columns that it covers.
    pub(super) fn set_glyph(&mut self, x: u16, y: u16, glyph: &Glyph) {
        let start = self.index(x, y);
        self.tiles[start] = Tile::Glyph(glyph.clone());
        self.tiles[start + 1..start + usize::from(glyph.width)].fill(Tile::Tail);
    }

    /// Sets the hyperlink of all glyphs in an area.
    pub(super) fn set_link(&mut self, area: Rect, link: LinkId) {
        for position in area.intersection(Rect::from(self.size)).positions() {
            let at = self.index(position.x, position.y);
            if let Tile::Glyph(glyph) = &mut self.tiles[at] {
                glyph.link = link;
            }
        }
    }

    /// Sets columns of a row to blanks.
    pub(super) fn erase(&mut self, y: u16, columns: std::ops::Range<u16>) {
        let (start, end) = (self.index(columns.start, y), self.index(columns.end, y));
        self.tiles[start..end].fill(Tile::BLANK);
    }

    /// Marks columns of a row as unknown, up to the end of the row.
    pub(super) fn mark_unknown(&mut self, y: u16, columns: std::ops::Range<u16>) {
        let end = columns.end.min(self.size.width);
        let (start, end) = (self.index(columns.start.min(end), y), self.index(end, y));
        self.tiles[start..end].fill(Tile::Unknown);
    }

    /// Returns the first column, from `x` on, whose glyph in `target` differs. `x` is the first column of a glyph.
    pub(super) fn next_difference(&self, target: &Self, x: u16, y: u16) -> Option<u16> {
        let (shown, target) = (self.row(y), target.row(y));
        let differs = (usize::from(x)..target.len()).find(|at| !shown[*at].looks_like(&target[*at]))?;
        let start = (0..=differs).rev().find(|at| !matches!(target[*at], Tile::Tail)).unwrap_or(differs);
        u16::try_from(start).ok()
    }

    /// Moves the rows of an area, upwards if `by` is negative. Rows that come in are blank.
    pub(super) fn scroll(&mut self, area: Rect, by: i32) {
        let old = self.clone();
        for y in area.top()..area.bottom() {
            let from = i32::from(y) - by;
            let source = u16::try_from(from).ok().filter(|from| (area.top()..area.bottom()).contains(from));
            let start = self.index(area.left(), y);
            let row = &mut self.tiles[start..start + usize::from(area.width)];
            match source {
                Some(from) => {
                    let from = old.index(area.left(), from);
                    row.clone_from_slice(&old.tiles[from..from + usize::from(area.width)]);
                }
                None => row.fill(Tile::BLANK),
            }
        }
    }

    /// Returns whether no glyph extends across the left or right edge of an area.
    pub(super) fn has_clean_edges(&self, area: Rect) -> bool {
        (area.top()..area.bottom()).all(|y| {
            let row = self.row(y);
            [area.left(), area.right()].iter().all(|x| !matches!(row.get(usize::from(*x)), Some(Tile::Tail)))
        })
    }

    /// Returns the number of rows of an area that differ in `target`.
    pub(super) fn changed_rows(&self, target: &Self, area: Rect) -> usize {
        let columns = usize::from(area.left())..usize::from(area.right());
        let changed = |y: &u16| {
            let (shown, target) = (&self.row(*y)[columns.clone()], &target.row(*y)[columns.clone()]);
            !shown.iter().zip(target).all(|(shown, target)| shown.looks_like(target))
        };
        (area.top()..area.bottom()).filter(changed).count()
    }

    /// Returns a hash of each row of an area, or `None` for a blank row.
    pub(super) fn row_hashes(&self, area: Rect) -> Vec<Option<u64>> {
        (area.top()..area.bottom())
            .map(|y| {
                let row = &self.row(y)[area.left().into()..area.right().into()];
                if row.iter().all(Tile::is_blank) {
                    return None;
                }
                let mut hasher = DefaultHasher::new();
                for tile in row {
                    match tile {
                        Tile::Glyph(glyph) => glyph.hash(&mut hasher),
                        Tile::Tail => 1_u8.hash(&mut hasher),
                        Tile::Unknown => 2_u8.hash(&mut hasher),
                    }
                }
                Some(hasher.finish())
            })
            .collect()
    }
}
