//! The outline of a page: where its sections begin, and what it counts.

/// The places of a page's parts. Lines count from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The first lines of sections and pairs, in order.
    sections: Vec<usize>,
    /// What the page is about, in order.
    items: Vec<Item>,
}

/// Something that a page counts: a pair, a claim, a row.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Item {
    line: usize,
    noun: &'static str,
}

/// Number of lines of a heading and the blank line after it. A pair that follows them begins no section of its own.
const HEADING_LINES: usize = 2;

impl Outline {
    /// Begins a section.
    pub(super) fn begin_section(&mut self, line: usize) {
        self.sections.push(line);
    }

    /// Begins a section, unless a heading just before it does.
    pub(super) fn begin_part(&mut self, line: usize) {
        if self.sections.last().is_none_or(|last| last + HEADING_LINES < line) {
            self.sections.push(line);
        }
    }

    /// Begins something that is counted.
    pub(super) fn begin_item(&mut self, line: usize, noun: &'static str) {
        self.items.push(Item { line, noun });
    }

    /// The first lines of sections and pairs, in order.
    pub fn sections(&self) -> &[usize] {
        &self.sections
    }

    /// Returns the first lines of what is counted, in order.
    pub fn items(&self) -> impl Iterator<Item = usize> + '_ {
        self.items.iter().map(|item| item.line)
    }

    /// Returns what is at a line: its noun, its number among those of that noun, and how many there are.
    pub fn position(&self, line: usize) -> Option<(&'static str, usize, usize)> {
        let at = self.items.partition_point(|item| item.line <= line).checked_sub(1)?;
        let Item { line: begins, noun } = self.items[at];
        let ended = self.sections.iter().any(|section| (begins + 1..=line).contains(section));
        let same = |items: &[Item]| items.iter().filter(|item| item.noun == noun).count();
        (!ended).then(|| (noun, same(&self.items[..=at]), same(&self.items)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_belongs_to_what_began_last_in_its_section() {
        let mut outline = Outline::default();
        outline.begin_section(2);
        for line in [4, 9] {
            outline.begin_part(line);
            outline.begin_item(line, "pair");
        }
        outline.begin_section(14);
        assert_eq!(outline.sections(), [2, 9, 14], "the heading stands for the first pair");
        let found = [0, 4, 8, 9, 13, 14].map(|line| outline.position(line));
        assert_eq!(
            found,
            [None, Some(("pair", 1, 2)), Some(("pair", 1, 2)), Some(("pair", 2, 2)), Some(("pair", 2, 2)), None]
        );
    }
}
