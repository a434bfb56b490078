//! A screen as a terminal holds it: every column of every row, and nothing that cannot be seen.

use std::hash::{DefaultHasher, Hash, Hasher};

use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Rect, Size};
use unicode_width::UnicodeWidthChar;

use super::pen::{Link, Pen};

/// One column of a row.
#[derive(Clone, Debug)]
pub(super) enum Tile {
    /// What begins here.
    Glyph(Glyph),
    /// What began further left goes on.
    Tail,
    /// Nobody knows: terminals differ.
    Unknown,
}

/// What a reader takes for one letter.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// Only its symbol and its look count.
    cell: Cell,
    /// Columns it takes.
    pub(super) width: u16,
    link: Link,
}

impl Glyph {
    pub(super) fn symbol(&self) -> &str {
        self.cell.symbol()
    }

    pub(super) fn look(&self) -> Pen {
        Pen::from_cell(&self.cell, self.link)
    }

    /// True for an empty column that looks like the terminal's own.
    pub(super) fn is_blank(&self) -> bool {
        self.symbol() == " " && self.look().is_plain_without_letter()
    }

    /// True where every terminal agrees on how many columns it takes. They do not about emoji, joined or varied
    /// characters, and scripts whose marks have a width.
    pub(super) fn has_certain_width(&self) -> bool {
        self.symbol().chars().all(|letter| {
            matches!(letter,
                ..'\u{900}' | '\u{1e00}'..='\u{1fff}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}'
                | '\u{20a0}'..='\u{20cf}' | '\u{2100}'..='\u{21ff}' | '\u{2500}'..='\u{259f}' | '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}'
                | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{ff01}'..='\u{ff60}')
        })
    }

    /// The columns that it takes where each of its characters is drawn apart, and at least two.
    pub(super) fn greatest_width(&self) -> u16 {
        let apart: usize = self.symbol().chars().filter_map(UnicodeWidthChar::width).sum();
        u16::try_from(apart).unwrap_or(u16::MAX).max(2)
    }

    fn hash(&self, hasher: &mut impl Hasher) {
        if self.is_blank() {
            0_u8.hash(hasher);
        } else {
            self.symbol().hash(hasher);
            self.look().hash(hasher);
        }
    }
}

impl Tile {
    const BLANK: Self = Self::Glyph(Glyph { cell: Cell::EMPTY, width: 1, link: 0 });

    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Self::Glyph(glyph) if glyph.is_blank())
    }

    /// True where both are the same to a reader.
    fn is_seen_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Glyph(one), Self::Glyph(other)) => {
                (one.symbol() == other.symbol() && one.look() == other.look()) || (one.is_blank() && other.is_blank())
            }
            (Self::Tail, Self::Tail) => true,
            _ => false,
        }
    }
}

/// All rows of a screen.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    size: Size,
    tiles: Vec<Tile>,
}

impl Grid {
    /// An empty screen.
    pub(super) fn blank(size: Size) -> Self {
        Self { size, tiles: vec![Tile::BLANK; usize::from(size.width) * usize::from(size.height)] }
    }

    /// The screen that these cells make, row by row.
    ///
    /// A letter that goes on beyond its row is left out, and so is one that a terminal would obey; cleaned text has
    /// none.
    pub(super) fn from_cells(size: Size, cells: &[Cell]) -> Self {
        let mut tiles = Vec::with_capacity(cells.len());
        for row in cells.chunks(usize::from(size.width).max(1)) {
            let mut column = 0;
            while let Some(cell) = row.get(column) {
                let letters = cell.symbol();
                let width = if letters.contains(char::is_control) { 0 } else { usize::from(cell.cell_width()) };
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

    /// The columns of a row.
    pub(super) fn row(&self, y: u16) -> &[Tile] {
        let start = self.index(0, y);
        &self.tiles[start..start + usize::from(self.size.width)]
    }

    fn index(&self, x: u16, y: u16) -> usize {
        usize::from(y) * usize::from(self.size.width) + usize::from(x)
    }

    /// Takes a glyph and what it covers over from another screen.
    pub(super) fn take(&mut self, x: u16, y: u16, glyph: &Glyph) {
        let start = self.index(x, y);
        self.tiles[start] = Tile::Glyph(glyph.clone());
        self.tiles[start + 1..start + usize::from(glyph.width)].fill(Tile::Tail);
    }

    /// Makes the letters of an area lead to an address.
    pub(super) fn link(&mut self, area: Rect, link: Link) {
        for position in area.intersection(Rect::from(self.size)).positions() {
            let at = self.index(position.x, position.y);
            if let Tile::Glyph(glyph) = &mut self.tiles[at] {
                glyph.link = link;
            }
        }
    }

    /// Empties columns of a row.
    pub(super) fn empty(&mut self, y: u16, columns: std::ops::Range<u16>) {
        let (start, end) = (self.index(columns.start, y), self.index(columns.end, y));
        self.tiles[start..end].fill(Tile::BLANK);
    }

    /// From now on nobody knows what these columns of a row show.
    pub(super) fn doubt(&mut self, y: u16, columns: std::ops::Range<u16>) {
        let end = columns.end.min(self.size.width);
        let (start, end) = (self.index(columns.start.min(end), y), self.index(end, y));
        self.tiles[start..end].fill(Tile::Unknown);
    }

    /// The first column, from `x` on, whose glyph differs from that of the other screen; `x` is where a glyph begins.
    pub(super) fn difference(&self, wanted: &Self, x: u16, y: u16) -> Option<u16> {
        let (shown, wanted) = (self.row(y), wanted.row(y));
        let differs = (usize::from(x)..wanted.len()).find(|at| !shown[*at].is_seen_as(&wanted[*at]))?;
        let start = (0..=differs).rev().find(|at| !matches!(wanted[*at], Tile::Tail)).unwrap_or(differs);
        u16::try_from(start).ok()
    }

    /// Moves what an area shows by rows, up where `by` is negative. What comes in is empty.
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

    /// True where no glyph reaches across the left or the right side of an area.
    pub(super) fn is_cut_clean(&self, area: Rect) -> bool {
        (area.top()..area.bottom()).all(|y| {
            let row = self.row(y);
            [area.left(), area.right()].iter().all(|x| !matches!(row.get(usize::from(*x)), Some(Tile::Tail)))
        })
    }

    /// How many rows of an area differ from the other screen's.
    pub(super) fn changed_rows(&self, wanted: &Self, area: Rect) -> usize {
        let columns = usize::from(area.left())..usize::from(area.right());
        let changed = |y: &u16| {
            let (shown, wanted) = (&self.row(*y)[columns.clone()], &wanted.row(*y)[columns.clone()]);
            !shown.iter().zip(wanted).all(|(shown, wanted)| shown.is_seen_as(wanted))
        };
        (area.top()..area.bottom()).filter(changed).count()
    }

    /// What each row of an area shows, as a number; `None` for a row that is empty.
    pub(super) fn rows_of(&self, area: Rect) -> Vec<Option<u64>> {
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
