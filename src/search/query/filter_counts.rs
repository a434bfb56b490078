//! Counts: how many a filter asks for.

/// How many: `>1`, `>=2`, `<3`, `2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CountRange {
    least: usize,
    most: usize,
}

/// What a value that is being typed may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Typed<T> {
    Whole(T),
    Unfinished,
    Wrong,
}

impl<T> Typed<T> {
    /// The same with something made of a whole value.
    pub(crate) fn map<U>(self, make: impl FnOnce(T) -> U) -> Typed<U> {
        match self {
            Self::Whole(value) => Typed::Whole(make(value)),
            Self::Unfinished => Typed::Unfinished,
            Self::Wrong => Typed::Wrong,
        }
    }
}

impl CountRange {
    /// How a count is typed.
    pub(crate) const FORMS: [&str; 4] = [">1", ">=2", "<3", "2"];

    pub(crate) fn parse(text: &str) -> Typed<Self> {
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
    pub(crate) fn admits(self, number: usize) -> bool {
        (self.least..=self.most).contains(&number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_while_they_are_typed() {
        let admitted = |text| match CountRange::parse(text) {
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
}
