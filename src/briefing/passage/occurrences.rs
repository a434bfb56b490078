//! Finds all occurrences of a byte string, including overlapping ones, in linear time.

use memchr::memmem::Finder;

/// A byte string prepared for several searches.
#[derive(Debug)]
pub(super) struct Needle {
    finder: Finder<'static>,
    /// The smallest shift by which the bytes agree with themselves, or their length if there is none.
    period: usize,
}

impl Needle {
    /// Prepares a byte string that is not empty.
    pub(super) fn new(bytes: &[u8]) -> Self {
        Self { finder: Finder::new(bytes).into_owned(), period: period(bytes) }
    }

    /// Returns the bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        self.finder.needle()
    }

    /// Iterates over the offsets at or after `from`, in order.
    pub(super) fn places<'b>(&'b self, hay: &'b [u8], from: usize) -> impl Iterator<Item = usize> + 'b {
        let mut last = None;
        std::iter::from_fn(move || {
            last = match last {
                // For an overlapping occurrence one period later, only the last period must be compared.
                Some(at) if self.repeats(hay, at) => Some(at + self.period),
                Some(at) => self.first(hay, at + 1),
                None => self.first(hay, from),
            };
            // After the last occurrence the search must not start again.
            let found = last;
            last = last.or(Some(hay.len()));
            found
        })
    }

    fn first(&self, hay: &[u8], from: usize) -> Option<usize> {
        self.finder.find(hay.get(from..)?).map(|at| from + at)
    }

    fn repeats(&self, hay: &[u8], at: usize) -> bool {
        let end = at + self.bytes().len();
        let last = &self.bytes()[self.bytes().len() - self.period..];
        self.period < self.bytes().len() && hay.get(end..end + self.period) == Some(last)
    }
}

/// Returns the smallest period of a byte string, by the prefix function of Knuth, Morris and Pratt.
fn period(bytes: &[u8]) -> usize {
    let mut border = vec![0; bytes.len()];
    for at in 1..bytes.len() {
        let mut length = border[at - 1];
        while length > 0 && bytes[at] != bytes[length] {
            length = border[length - 1];
        }
        border[at] = length + usize::from(bytes[at] == bytes[length]);
    }
    bytes.len() - border.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn overlapping_places_are_found() {
        let places =
            |needle: &str, hay: &str| Needle::new(needle.as_bytes()).places(hay.as_bytes(), 0).collect::<Vec<_>>();
        assert_eq!(places("aa aa", "aa aa aa"), [0, 3]);
        assert_eq!(places("b", "abc"), [1]);
        assert_eq!(places("d", "abc"), [0; 0]);
    }

    proptest! {
        #[test]
        fn places_are_those_of_a_plain_search(needle in "[ab]{1,5}", hay in "[ab]{0,30}", from in 0_usize..5) {
            let found: Vec<_> = Needle::new(needle.as_bytes()).places(hay.as_bytes(), from).collect();
            let plain: Vec<_> = (from..hay.len()).filter(|at| hay[*at..].starts_with(&needle)).collect();
            prop_assert_eq!(found, plain);
        }
    }
}
