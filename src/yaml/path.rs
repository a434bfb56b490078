//! Paths: the keys and indexes that lead from a file's root to a value.

/// The keys and indexes that lead from a file's root to a value, as in `claims[3].kind`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path(pub(super) Vec<Segment>);

/// One part of a [`Path`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Segment {
    /// A key of a mapping.
    Key(String),
    /// An index into a sequence, from 0.
    Index(usize),
}

impl Path {
    /// Returns the path to the value of `key` in the mapping at this path.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        self.then(Segment::Key(key.to_owned()))
    }

    /// Returns the path to element `index`, from 0, of the sequence at this path.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.then(Segment::Index(index))
    }

    /// Returns the segments in order.
    pub fn segments(&self) -> &[Segment] {
        &self.0
    }

    fn then(&self, segment: Segment) -> Self {
        let mut segments = self.0.clone();
        segments.push(segment);
        Self(segments)
    }

    /// Returns the path to the record that contains this value: the outermost sequence element, if there is one.
    pub fn record(&self) -> Option<Self> {
        let at = self.0.iter().position(|segment| matches!(segment, Segment::Index(_)))?;
        Some(Self(self.0[..=at].to_vec()))
    }
}

impl From<&serde_path_to_error::Path> for Path {
    fn from(path: &serde_path_to_error::Path) -> Self {
        use serde_path_to_error::Segment as ErrorSegment;
        Self(
            path.iter()
                .filter_map(|segment| match segment {
                    ErrorSegment::Seq { index } => Some(Segment::Index(*index)),
                    ErrorSegment::Map { key } => Some(Segment::Key(key.clone())),
                    ErrorSegment::Enum { .. } | ErrorSegment::Unknown => None,
                })
                .collect(),
        )
    }
}
