//! The part of [`Model::update`] that opens links and copies text.

use std::sync::Arc;

use crate::app::copy_text::copy_text;
use crate::app::{Copied, EditTarget, Effect, Model, Opened, Overlay, Pane, Subject};
use crate::briefing::SourceUrl;
use crate::corpus::Record;
use crate::text::Text;

impl Model {
    /// Returns the current record's address. An entity and an origin have none.
    fn link(&self) -> Option<SourceUrl> {
        match self.current()? {
            Record::Claim(slot) => self.corpus.link(slot),
            Record::Document(slot) => self.corpus.document(slot).url.clone(),
            Record::Outlet(slot) => self.corpus.outlet(slot).url.clone(),
            Record::Entity(_) | Record::Origin(_) => None,
        }
    }

    /// Opens the current record's address, or lists the links of a record without one.
    pub(super) fn open_source(&mut self) -> Vec<Effect> {
        match self.link() {
            Some(url) => vec![Effect::Open(url)],
            None => {
                self.show_links();
                Vec::new()
            }
        }
    }

    /// Edits the file with what is selected: an item of a page or of the detail, a problem, or a row of a list.
    pub(super) fn edit_file(&mut self) -> Vec<Effect> {
        let in_detail = self.views.is_empty() && self.focus == Pane::Detail;
        if in_detail && self.detail.subject() == Subject::Problems {
            let at = self.detail.problem_at_cursor();
            let mut problems = self.settings_problems.iter().chain(self.corpus.problems());
            return match at.and_then(|at| problems.nth(at)) {
                Some(problem) => vec![Effect::Edit(EditTarget::Problem(Box::new(problem.clone())))],
                None => {
                    self.set_status("There is no problem to correct.");
                    Vec::new()
                }
            };
        }
        let item = self.detail.selected().filter(|_| in_detail).map(|target| target.record);
        match item.or_else(|| self.current()) {
            Some(record) => vec![Effect::Edit(EditTarget::Record(Arc::clone(&self.corpus), record))],
            None => {
                self.set_status("Nothing is selected.");
                Vec::new()
            }
        }
    }

    /// Copies the current record as text.
    pub(super) fn copy(&mut self) -> Vec<Effect> {
        match self.current() {
            Some(record) => vec![Effect::Copy(copy_text(&self.corpus, record))],
            None => {
                self.set_status("There is nothing to copy here.");
                Vec::new()
            }
        }
    }

    /// Copies the current record's address, or lists the links of a record without one.
    pub(super) fn copy_link(&mut self) -> Vec<Effect> {
        match self.link() {
            Some(url) => vec![Effect::Copy(vec![Text::clean(url.as_str())])],
            None => {
                self.show_links();
                Vec::new()
            }
        }
    }

    /// Says which site is opened. If no program could be started, shows and copies the address.
    pub(super) fn handle_opened(&mut self, url: &SourceUrl, opened: Opened) -> Vec<Effect> {
        match opened {
            Opened::Started => {
                self.set_status(format!("Opening {} in the web browser.", url.host_in_full()));
                Vec::new()
            }
            Opened::Shown(reason) => {
                let address = vec![Text::clean(url.as_str())];
                let host = url.letters().map(|_| url.host_in_full());
                let shown = address.iter().cloned().chain(host).collect();
                self.overlay = Some(Overlay::lines(&format!("Open this address yourself ({reason})"), shown));
                vec![Effect::Copy(address)]
            }
        }
    }

    /// Says where the text went. If that is unknown, shows it for selecting.
    pub(super) fn handle_copied(&mut self, lines: Vec<Text>, copied: Copied) {
        let what = if lines.len() == 1 { "The line" } else { "The text" };
        match copied {
            Copied::Tmux => {
                self.set_status(format!("{what} is in tmux's buffer (paste: prefix ]), and perhaps on the clipboard."));
            }
            Copied::Osc52 => self.set_status(format!("{what} was sent to the terminal's clipboard (OSC 52).")),
            Copied::Unknown if matches!(self.overlay, Some(Overlay::Lines(_))) => {}
            Copied::Unknown => {
                self.overlay = Some(Overlay::lines("No clipboard found: select the text yourself", lines));
            }
        }
    }
}
