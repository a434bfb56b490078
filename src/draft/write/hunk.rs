//! Replaced lines, which can be put back, also in a text that has changed elsewhere.

/// Number of lines around a replacement by which it is found again.
const CONTEXT: usize = 3;

/// Lines that replace others at one place of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hunk {
    /// The lines before it.
    above: String,
    old: String,
    new: String,
    /// The lines after it.
    below: String,
    /// Number of bytes before `above`.
    at: usize,
}

impl Hunk {
    /// Compares two texts. All differences are one hunk.
    pub(super) fn between(before: &str, after: &str) -> Self {
        let old: Vec<&str> = before.split_inclusive('\n').collect();
        let new: Vec<&str> = after.split_inclusive('\n').collect();
        let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
        let rest = (old.len() - same).min(new.len() - same);
        let end = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(old, new)| old == new).count();
        let above = same.saturating_sub(CONTEXT)..same;
        let below = old.len() - end..(old.len() - end + CONTEXT).min(old.len());
        Self {
            at: old[..above.start].iter().map(|line| line.len()).sum(),
            above: old[above].concat(),
            old: old[same..old.len() - end].concat(),
            new: new[same..new.len() - end].concat(),
            below: old[below].concat(),
        }
    }

    /// Returns the hunk that puts the old lines back.
    pub(super) fn reversed(&self) -> Self {
        Self { old: self.new.clone(), new: self.old.clone(), ..self.clone() }
    }

    /// Replaces the lines in a text. Returns `None` if they are not there, or in several places.
    pub(super) fn apply(&self, text: &str) -> Option<String> {
        let whole = format!("{}{}{}", self.above, self.old, self.below);
        let is_here = text.get(self.at..).is_some_and(|rest| rest.starts_with(&whole));
        let here = is_here.then_some(self.at + self.above.len());
        let start = here.or_else(|| self.find(text))?;
        Some(format!("{}{}{}", &text[..start], self.new, &text[start + self.old.len()..]))
    }

    /// Finds the old lines by what is around them: as many lines as there are, and then fewer.
    fn find(&self, text: &str) -> Option<usize> {
        let above: Vec<&str> = self.above.split_inclusive('\n').collect();
        let below: Vec<&str> = self.below.split_inclusive('\n').collect();
        let mut sizes: Vec<(usize, usize)> =
            (0..=above.len()).flat_map(|a| (0..=below.len()).map(move |b| (a, b))).collect();
        sizes.sort_by_key(|(a, b)| std::cmp::Reverse(a + b));
        sizes.into_iter().find_map(|(a, b)| {
            let before = above[above.len() - a..].concat();
            let wanted = format!("{before}{}{}", self.old, below[..b].concat());
            only_place(text, &wanted).map(|at| at + before.len())
        })
    }
}

/// Returns where lines begin that stand in one place only.
fn only_place(text: &str, lines: &str) -> Option<usize> {
    if lines.trim().is_empty() {
        return None;
    }
    let mut places = text.match_indices(lines).map(|(at, _)| at).filter(|at| *at == 0 || text[..*at].ends_with('\n'));
    let place = places.next()?;
    places.next().is_none().then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_put_back_where_they_are_now() {
        let (before, after) = ("a\nb\nc\nd\ne\nf\n", "a\nb\nc\nX\ne\nf\n");
        let hunk = Hunk::between(before, after);
        assert_eq!(hunk.apply(before).as_deref(), Some(after));
        let back = hunk.reversed();
        assert_eq!(back.apply(after).as_deref(), Some(before));
        assert_eq!(back.apply("new\na\nb\nc\nX\ne\nf\n").as_deref(), Some("new\na\nb\nc\nd\ne\nf\n"));
        assert_eq!(back.apply("other\nX\nother\n").as_deref(), Some("other\nd\nother\n"));
        assert_eq!(back.apply("a\nb\nc\nY\ne\nf\n"), None);
        assert_eq!(back.apply("X\nX\n"), None);
    }

    #[test]
    fn removed_and_added_lines_have_a_place() {
        for (before, after) in [("a\nb\n", "a\n"), ("a\n", ""), ("a", "a\nb"), ("", "x\n"), ("a\na\na\n", "a\na\n")] {
            let hunk = Hunk::between(before, after);
            assert_eq!(hunk.apply(before).as_deref(), Some(after), "{before:?}");
            assert_eq!(hunk.reversed().apply(after).as_deref(), Some(before), "{before:?}");
        }
    }
}
