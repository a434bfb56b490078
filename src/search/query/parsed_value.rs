//! The result of parsing a filter's value while it is being typed.

/// A value, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParsedValue<T> {
    /// A valid value.
    Complete(T),
    /// Not a value yet, but what is typed next may make it one.
    Unfinished,
    /// Not a value, whatever is typed next.
    Invalid,
}

impl<T> ParsedValue<T> {
    /// Converts a complete value.
    pub(crate) fn map<U>(self, convert: impl FnOnce(T) -> U) -> ParsedValue<U> {
        match self {
            Self::Complete(value) => ParsedValue::Complete(convert(value)),
            Self::Unfinished => ParsedValue::Unfinished,
            Self::Invalid => ParsedValue::Invalid,
        }
    }
}
