//! What filters ask about a claim beside its words: yes or no, and how many.

/// How many: `>1`, `>=2`, `<3`, `2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Count {
    least: usize,
    most: usize,
}

/// What a value that is being typed may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typed<T> {
    Whole(T),
    Unfinished,
    Wrong,
}

impl Count {
    /// How a count is typed.
    pub(super) const FORM: &str = "`>1`, `>=2`, `<3` or `2`";

    pub(super) fn parse(text: &str) -> Typed<Self> {
        let signs = text.find(|c: char| !matches!(c, '<' | '>' | '=')).unwrap_or(text.len());
        let (sign, digits) = text.split_at(signs);
        if digits.is_empty() {
            return Typed::Unfinished;
        }
        let Ok(number) = digits.parse::<usize>() else { return Typed::Wrong };
        let (least, most) = match sign {
            "" | "=" => (number, number),
            ">" => (number.saturating_add(1), usize::MAX),
            ">=" => (number, usize::MAX),
            "<" => (0, number.saturating_sub(1)),
            "<=" => (0, number),
            _ => return Typed::Wrong,
        };
        Typed::Whole(Self { least, most })
    }

    /// True where a number is asked for.
    pub(in super::super) fn admits(self, number: usize) -> bool {
        (self.least..=self.most).contains(&number)
    }
}

/// Yes or no, or a beginning of that; nothing is yes.
pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    [("yes", true), ("no", false)].into_iter().find(|(word, _)| word.starts_with(text)).map(|(_, yes)| yes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_while_they_are_typed() {
        let admitted = |text| match Count::parse(text) {
            Typed::Whole(count) => (0..5).filter(|number| count.admits(*number)).collect::<Vec<_>>(),
            Typed::Unfinished => vec![100],
            Typed::Wrong => vec![],
        };
        assert_eq!(admitted(">1"), [2, 3, 4]);
        assert_eq!(admitted(">=2"), [2, 3, 4]);
        assert_eq!(admitted("<2"), [0, 1]);
        assert_eq!(admitted("<=2"), [0, 1, 2]);
        assert_eq!(admitted("3"), [3]);
        assert_eq!((admitted(""), admitted(">"), admitted("many")), (vec![100], vec![100], vec![]));
    }

    #[test]
    fn a_question_is_answered_by_its_beginning() {
        assert_eq!(
            ["", "y", "yes", "n", "no", "maybe"].map(yes_or_no),
            [Some(true), Some(true), Some(true), Some(false), Some(false), None]
        );
    }
}
