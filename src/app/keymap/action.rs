//! Actions: what a key can do.

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

/// Something that a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "keymap.yaml says what each one does")]
pub enum Action {
    Down,
    Up,
    First,
    Last,
    HalfPageDown,
    HalfPageUp,
    PageDown,
    PageUp,
    NextPane,
    PreviousPane,
    Documents,
    Entities,
    Claims,
    Sources,
    Enter,
    Escape,
    Search,
    NextMatch,
    PreviousMatch,
    Find,
    Dossier,
    Corroboration,
    Timeline,
    Passage,
    Conflicts,
    Positions,
    Matrix,
    Figures,
    NextSection,
    PreviousSection,
    Undated,
    NextTarget,
    PreviousTarget,
    OpenSource,
    Links,
    Copy,
    CopyLink,
    Edit,
    GoBack,
    GoForward,
    DetailDown,
    DetailUp,
    Zoom,
    Filters,
    TakeOff,
    Sort,
    Wrap,
    Reload,
    Problems,
    Review,
    Drop,
    EditText,
    EditSpeaker,
    EditAbout,
    EditVia,
    EditKind,
    EditDate,
    EditQuote,
    EditOrigin,
    EditDocument,
    Relate,
    Confirms,
    Disputes,
    Qualifies,
    Updates,
    StartLeft,
    StartRight,
    EndLeft,
    EndRight,
    Split,
    Join,
    NewClaim,
    NewEntity,
    Undo,
    Help,
    Redraw,
    Suspend,
    Quit,
    Accept,
    DeleteBack,
    DeleteForward,
    DeleteWord,
    DeleteLine,
    LetterLeft,
    LetterRight,
    LineStart,
    LineEnd,
}

impl Action {
    /// Returns the action of a name that a keymap uses.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        let name: StrDeserializer<'_, Error> = name.into_deserializer();
        Self::deserialize(name).ok()
    }

    /// Returns the name that a keymap uses: `page-down`.
    pub(in crate::app) fn name(self) -> String {
        let mut name = String::new();
        for letter in format!("{self:?}").chars() {
            if letter.is_uppercase() && !name.is_empty() {
                name.push('-');
            }
            name.extend(letter.to_lowercase());
        }
        name
    }

    /// Returns whether it edits the text at the prompt.
    pub(in crate::app) fn is_edit(self) -> bool {
        use Action as A;
        matches!(
            self,
            A::DeleteBack
                | A::DeleteForward
                | A::DeleteWord
                | A::DeleteLine
                | A::LetterLeft
                | A::LetterRight
                | A::LineStart
                | A::LineEnd
        )
    }

    /// Returns whether it uses the row under the cursor.
    pub(in crate::app) fn uses_row(self) -> bool {
        use Action as A;
        let acts = matches!(
            self,
            A::Enter | A::OpenSource | A::Links | A::Copy | A::CopyLink | A::Edit | A::NextMatch | A::PreviousMatch
        );
        acts || self.opens_view()
    }

    /// Returns whether it opens a view.
    pub(in crate::app) fn opens_view(self) -> bool {
        use Action as A;
        matches!(
            self,
            A::Dossier
                | A::Corroboration
                | A::Timeline
                | A::Passage
                | A::Conflicts
                | A::Positions
                | A::Matrix
                | A::Figures
        )
    }

    /// Returns whether an open view handles it.
    pub(in crate::app) fn is_for_views(self) -> bool {
        use Action as A;
        let goes =
            matches!(self, A::Enter | A::GoBack | A::GoForward | A::Documents | A::Entities | A::Claims | A::Sources);
        let steps = matches!(
            self,
            A::Undated
                | A::Search
                | A::NextSection
                | A::PreviousSection
                | A::NextTarget
                | A::PreviousTarget
                | A::DetailDown
                | A::DetailUp
                | A::NextMatch
                | A::PreviousMatch
        );
        self.is_motion() || goes || steps
    }

    /// Returns whether it moves the cursor or scrolls.
    pub(in crate::app) fn is_motion(self) -> bool {
        use Action as A;
        matches!(self, A::Down | A::Up | A::First | A::Last | A::HalfPageDown | A::HalfPageUp | A::PageDown | A::PageUp)
    }
}
