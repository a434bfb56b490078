//! The one place where the state changes: [`Model::update`].
//!
//! This file hands messages and actions to the handlers. They are methods of [`Model`] too, in one file for each part.

mod files;
mod filters;
mod history;
mod navigation;
mod outside;
mod overlay;
mod page_find;
mod prompt;
mod review;
mod search;
mod settle;
mod view;

use super::keymap::{Action, Context, Key};
use super::{Effect, Message, Model, Overlay, Pane, Subject};

impl Model {
    /// Handles a message, and returns what the outside world has to do.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        let mut effects = match message {
            Message::Key(key) => {
                self.status = None;
                self.handle_key(key)
            }
            Message::Paste(text) => self.type_at_prompt(&text),
            Message::Resized(size) => {
                self.size = size;
                Vec::new()
            }
            Message::Answered(reply) => {
                self.handle_reply(reply);
                if self.detail.subject() != Subject::Problems {
                    self.sync_detail();
                }
                Vec::new()
            }
            Message::Progress(generation, done, total) => {
                self.handle_progress(generation, done, total);
                Vec::new()
            }
            Message::PartlyLoaded(generation, corpus) if self.is_current_load(generation) => {
                self.handle_partly_loaded(&corpus)
            }
            Message::Loaded(generation, loaded) if self.is_current_load(generation) => self.handle_loaded(loaded),
            Message::PartlyLoaded(..) | Message::Loaded(..) => Vec::new(),
            Message::Opened(url, opened) => self.handle_opened(&url, opened),
            Message::Article(generation, article) => {
                self.handle_article(generation, article);
                Vec::new()
            }
            Message::Reviewed(generation, reply) => {
                self.handle_reviewed(generation, reply);
                Vec::new()
            }
            Message::Edited(edited) => self.handle_edited(edited),
            // The review reads its own files, and all are read at its end.
            Message::Changed if self.review.is_some() => {
                self.review.iter_mut().for_each(|review| review.changed = true);
                Vec::new()
            }
            Message::Changed => vec![Effect::Load(self.start_loading())],
            Message::Unwatched(reason) => {
                self.handle_unwatched(&reason);
                Vec::new()
            }
            Message::Copied(lines, copied) => {
                self.handle_copied(lines, copied);
                Vec::new()
            }
        };
        self.settle();
        effects.extend(self.request_explanations());
        effects
    }

    /// Returns whether a key has to wait for the running search, because it acts on the rows that this will find.
    ///
    /// The keys after it wait too. So `goyta`, Enter, Enter opens what `goyta` finds, however fast it was typed.
    pub fn must_wait(&self, key: Key) -> bool {
        let searching =
            self.overlay.is_none() && self.review.is_none() && self.views.is_empty() && self.list(self.focus).searching;
        let acts = |action: Action| match action {
            Action::Accept => self.focus == Pane::Find,
            other => other.is_motion() || other.uses_row(),
        };
        searching && self.keymap.action(self.context(), key).is_some_and(acts)
    }

    /// Returns whether a key is handled before the keys that wait: one that quits and is not a letter. A letter may be
    /// meant for a prompt that an earlier key opens.
    pub fn is_urgent(&self, key: Key) -> bool {
        key.letter().is_none() && self.keymap.action(self.context(), key) == Some(Action::Quit)
    }

    /// Does what the keymap says, or types a letter at the prompt.
    fn handle_key(&mut self, key: Key) -> Vec<Effect> {
        let context = self.context();
        match (self.keymap.action(context, key), key.letter()) {
            (Some(action), _) => self.handle_action(context, action),
            (None, Some(letter)) if context == Context::Prompt => self.type_at_prompt(letter.encode_utf8(&mut [0; 4])),
            (None, None) if context == Context::Prompt => Vec::new(),
            (None, _) => {
                let hint = |action, does| Some(format!("{} {does}", self.keymap.key_for(context, action)?));
                let hint = hint(Action::Help, "lists the keys").or_else(|| hint(Action::Escape, "closes this"));
                self.set_status(format!("That key does nothing here. {}.", hint.unwrap_or_default()));
                Vec::new()
            }
        }
    }

    fn type_at_prompt(&mut self, text: &str) -> Vec<Effect> {
        if self.overlay.is_none()
            && let Some(review) = self.review.as_deref_mut()
        {
            review.prompt.iter_mut().for_each(|prompt| prompt.type_text(text));
            return Vec::new();
        }
        if self.prompt && self.type_text(text) { self.input_changed() } else { Vec::new() }
    }

    /// Searches for what is typed now.
    fn input_changed(&mut self) -> Vec<Effect> {
        if let Some(Overlay::Help(help)) = &mut self.overlay {
            help.scroll = 0;
            return Vec::new();
        }
        if self.is_page_read() {
            self.page_find_changed();
            return Vec::new();
        }
        self.fill_prompted(self.list_focus)
    }

    /// Hands an action to the overlay, the view or the panes.
    fn handle_action(&mut self, context: Context, action: Action) -> Vec<Effect> {
        match action {
            Action::Quit => return vec![Effect::Quit],
            Action::Suspend => return vec![Effect::Suspend],
            Action::Redraw => return vec![Effect::Redraw],
            Action::Help => self.open_help(context),
            Action::Escape if self.overlay.is_none() && self.review.is_some() => return self.leave_review(),
            other if self.overlay.is_none() && self.review.is_some() => return self.handle_in_review(other),
            Action::Escape => return self.escape(),
            edit if edit.is_edit() => {
                if self.edit(edit) {
                    return self.input_changed();
                }
            }
            _ if self.prompt && self.overlay.is_none() => return self.handle_at_prompt(action),
            _ if self.overlay.is_some() => return self.handle_in_overlay(action),
            view if view.opens_view() => return self.open_view(view),
            moved if !self.views.is_empty() && moved.is_for_views() => return self.handle_in_view(moved),
            other => return self.handle_in_panes(other),
        }
        Vec::new()
    }

    /// Handles an action in the panes.
    fn handle_in_panes(&mut self, action: Action) -> Vec<Effect> {
        match action {
            motion if motion.is_motion() => self.move_within(motion),
            Action::NextPane => self.step_pane(1),
            Action::PreviousPane => self.step_pane(Pane::browse(self.left).len() - 1),
            Action::Documents => self.go_to(Pane::Documents),
            Action::Entities => self.go_to(Pane::Entities),
            Action::Claims => self.go_to(Pane::Claims),
            Action::Sources => self.go_to(Pane::Sources),
            Action::Enter => return self.enter(),
            Action::Search => return self.start_search(),
            Action::NextMatch if self.step_page_find(true) => {}
            Action::PreviousMatch if self.step_page_find(false) => {}
            Action::NextMatch => self.next_match(1),
            Action::PreviousMatch => self.next_match(-1),
            Action::Find => return self.start_find(),
            Action::OpenSource => return self.open_source(),
            Action::Links => self.show_links(),
            Action::Copy => return self.copy(),
            Action::CopyLink => return self.copy_link(),
            Action::Edit => return self.edit_file(),
            Action::GoBack => return self.go_or_say(Self::go_back, "There is nowhere to go back to."),
            Action::GoForward => return self.go_or_say(Self::go_forward, "There is nowhere to go forward to."),
            Action::DetailDown => self.detail.scroll_by(1),
            Action::DetailUp => self.detail.scroll_by(-1),
            Action::Zoom => self.zoom = !self.zoom,
            Action::Filters => self.open_filters(),
            Action::Sort => self.sort(),
            Action::Wrap => self.wrapped = !self.wrapped,
            Action::Review => return self.open_review(),
            Action::Reload => return vec![Effect::Load(self.start_loading())],
            _ => self.show_problems_in_detail(),
        }
        Vec::new()
    }

    /// Goes back or forward, or says that it cannot.
    fn go_or_say(&mut self, go: fn(&mut Self) -> Option<Vec<Effect>>, nowhere: &str) -> Vec<Effect> {
        go(self).unwrap_or_else(|| {
            self.set_status(nowhere);
            Vec::new()
        })
    }
}
