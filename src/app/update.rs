//! The one place where the state changes.

use std::sync::Arc;

use super::keymap::{Action, Context, Key};
use super::{Copied, Effect, Loading, Message, Model, Opened, Overlay, Pane, Subject, copy_text};
use crate::briefing::SourceUrl;
use crate::corpus::{Corpus, Narrowing, Record};
use crate::page;
use crate::text::Text;

impl Model {
    /// Takes up what happened, and says what is to be done.
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
                if self.is_current_load(generation) {
                    self.loading = Some(Loading { generation, done, total });
                }
                Vec::new()
            }
            Message::PartlyLoaded(generation, corpus) if self.is_current_load(generation) => {
                self.replace_corpus(corpus)
            }
            Message::Loaded(generation, loaded) if self.is_current_load(generation) => self.handle_loaded(loaded),
            Message::PartlyLoaded(..) | Message::Loaded(..) => Vec::new(),
            Message::Opened(url, opened) => self.handle_opened(&url, opened),
            Message::Article(generation, article) => {
                self.handle_article(generation, article);
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

    /// True for a key that acts on rows which are still being searched for. It should be held back until the answer
    /// is there, and the keys behind it too: `goyta`, Enter, Enter opens what `goyta` finds, however fast it was
    /// typed.
    pub fn must_wait(&self, key: Key) -> bool {
        let searching = self.overlay.is_none() && self.views.is_empty() && self.list(self.focus).searching;
        let acts = |action: Action| match action {
            Action::Accept => self.focus == Pane::Find,
            other => other.is_motion() || other.uses_row(),
        };
        searching && self.keymap.action(self.context(), key).is_some_and(acts)
    }

    /// True for a key that should not wait behind others: leaving by something else than a letter, which may have
    /// been typed for what the keys before it lead to.
    pub fn is_urgent(&self, key: Key) -> bool {
        key.letter().is_none() && self.keymap.action(self.context(), key) == Some(Action::Quit)
    }

    fn handle_key(&mut self, key: Key) -> Vec<Effect> {
        let context = self.context();
        match (self.keymap.action(context, key), key.letter()) {
            (Some(action), _) => self.handle_action(context, action),
            (None, Some(letter)) if context == Context::Prompt => self.type_at_prompt(letter.encode_utf8(&mut [0; 4])),
            (None, Some(_)) => {
                let help = self.keymap.key_for(context, Action::Help).or(self.keymap.key_for(context, Action::Escape));
                let words = format!("That key does nothing here. {} lists the keys.", help.unwrap_or("?"));
                self.set_status(words);
                Vec::new()
            }
            (None, None) => Vec::new(),
        }
    }

    fn type_at_prompt(&mut self, text: &str) -> Vec<Effect> {
        if self.prompt && self.type_text(text) { self.input_changed() } else { Vec::new() }
    }

    fn input_changed(&mut self) -> Vec<Effect> {
        match &mut self.overlay {
            Some(Overlay::Help(help)) => {
                help.scroll = 0;
                Vec::new()
            }
            _ => {
                let effect = self.fill(self.list_focus);
                self.sync_detail();
                effect.into_iter().collect()
            }
        }
    }

    fn handle_action(&mut self, context: Context, action: Action) -> Vec<Effect> {
        match action {
            Action::Quit => return vec![Effect::Quit],
            Action::Suspend => return vec![Effect::Suspend],
            Action::Help => self.open_help(context),
            Action::Escape => return self.escape(),
            edit if edit.is_edit() => {
                if self.edit(edit) {
                    return self.input_changed();
                }
            }
            _ if self.overlay.is_some() => return self.handle_in_overlay(action),
            view if view.opens_view() => return self.open_view(view),
            moved if !self.views.is_empty() && moved.is_for_views() => return self.handle_in_view(moved),
            motion if motion.is_motion() => self.move_within(motion),
            Action::NextPane => self.step_pane(1),
            Action::PreviousPane => self.step_pane(Pane::BROWSE.len() - 1),
            Action::Documents => self.go_to(Pane::Documents),
            Action::Entities => self.go_to(Pane::Entities),
            Action::Claims => self.go_to(Pane::Claims),
            Action::Enter => return self.enter(),
            Action::Accept => {
                self.prompt = false;
                if self.focus == Pane::Find {
                    return self.enter();
                }
            }
            Action::Search => {
                self.go_to(self.list_focus);
                self.prompt = true;
            }
            Action::NextMatch => self.next_match(1),
            Action::PreviousMatch => self.next_match(-1),
            Action::Find => return self.start_find(),
            Action::OpenSource => return self.open_source(),
            Action::Links => self.show_links(),
            Action::Copy => return self.copy(),
            Action::CopyLink => return self.copy_link(),
            Action::GoBack => return self.go_or_say(Self::go_back, "There is nowhere to go back to."),
            Action::GoForward => return self.go_or_say(Self::go_forward, "There is nowhere to go forward to."),
            Action::DetailDown => self.detail.scroll_by(1),
            Action::DetailUp => self.detail.scroll_by(-1),
            Action::Zoom => self.zoom = !self.zoom,
            Action::Reload => return vec![Effect::Load(self.start_loading())],
            _ => self.show_problems_in_detail(),
        }
        Vec::new()
    }

    fn handle_in_overlay(&mut self, action: Action) -> Vec<Effect> {
        let page = isize::try_from(self.overlay_area().height / 2).unwrap_or(1).max(2) - 1;
        let Some(overlay) = &mut self.overlay else { return Vec::new() };
        match (action, &mut *overlay) {
            (Action::Accept, _) => self.prompt = false,
            (Action::Search, Overlay::Help(_)) => self.prompt = true,
            (Action::Enter | Action::CopyLink, Overlay::Links(links)) => {
                let url = links.links[links.cursor].url.clone();
                if action == Action::Enter {
                    return vec![Effect::Open(url)];
                }
                return vec![Effect::Copy(vec![Text::clean(url.as_str())])];
            }
            (Action::Down, _) => overlay.move_by(1),
            (Action::Up, _) => overlay.move_by(-1),
            (Action::PageDown, _) => overlay.move_by(page),
            (Action::PageUp, _) => overlay.move_by(-page),
            (Action::First, _) => overlay.move_by(isize::MIN),
            (Action::Last, _) => overlay.move_by(isize::MAX),
            _ => {}
        }
        Vec::new()
    }

    fn open_help(&mut self, context: Context) {
        self.prompt = false;
        self.overlay = Some(Overlay::help(context));
    }

    fn show_problems_in_detail(&mut self) {
        if self.list_focus == Pane::Find {
            self.go_to(self.before_find);
        }
        self.show_problems();
        self.focus = Pane::Detail;
    }

    fn go_or_say(&mut self, go: fn(&mut Self) -> Option<Vec<Effect>>, nowhere: &str) -> Vec<Effect> {
        go(self).unwrap_or_else(|| {
            self.set_status(nowhere);
            Vec::new()
        })
    }

    /// The address of what is current; an entity has none of its own.
    fn link(&self) -> Option<SourceUrl> {
        match self.current()? {
            Record::Claim(slot) => Some(self.corpus.link(slot)),
            Record::Document(slot) => Some(self.corpus.document(slot).url.clone()),
            Record::Entity(_) => None,
        }
    }

    fn open_source(&mut self) -> Vec<Effect> {
        match self.link() {
            Some(url) => vec![Effect::Open(url)],
            None => {
                self.show_links();
                Vec::new()
            }
        }
    }

    fn copy(&mut self) -> Vec<Effect> {
        match self.current() {
            Some(record) => vec![Effect::Copy(copy_text::copy_text(&self.corpus, record))],
            None => {
                self.set_status("There is nothing to copy here.");
                Vec::new()
            }
        }
    }

    fn copy_link(&mut self) -> Vec<Effect> {
        match self.link() {
            Some(url) => vec![Effect::Copy(vec![Text::clean(url.as_str())])],
            None => {
                self.show_links();
                Vec::new()
            }
        }
    }

    fn handle_opened(&mut self, url: &SourceUrl, opened: Opened) -> Vec<Effect> {
        match opened {
            Opened::Started => {
                self.set_status(format!("Opening {} in the browser.", url.host_in_full()));
                Vec::new()
            }
            Opened::Shown(reason) => {
                let address = vec![Text::clean(url.as_str())];
                let host = url.letters().map(|_| url.host_in_full());
                let shown = address.iter().cloned().chain(host).collect();
                self.overlay = Some(Overlay::lines(&format!("Open this address yourself: {reason}"), shown));
                vec![Effect::Copy(address)]
            }
        }
    }

    fn handle_copied(&mut self, lines: Vec<Text>, copied: Copied) {
        let what = if lines.len() == 1 { "The line" } else { "The text" };
        match copied {
            Copied::Tmux => self.set_status(format!("{what} is in tmux's buffer, and tmux was asked to pass it on.")),
            Copied::Osc52 => self.set_status(format!("{what} was sent to the terminal's clipboard (OSC 52).")),
            Copied::Unknown if matches!(self.overlay, Some(Overlay::Lines(_))) => {}
            Copied::Unknown => {
                self.overlay = Some(Overlay::lines("No clipboard is known here: select it yourself", lines))
            }
        }
    }

    fn handle_loaded(&mut self, loaded: Result<Arc<Corpus>, Text>) -> Vec<Effect> {
        self.loading = None;
        match loaded {
            Err(reason) => {
                self.set_status(reason.as_str());
                Vec::new()
            }
            Ok(corpus) => {
                let effects = self.replace_corpus(corpus);
                let problems = page::count(self.corpus.problems().len(), "problem", "problems");
                self.set_status(format!("Read: {}, {problems}.", page::holdings(&self.corpus)));
                effects
            }
        }
    }

    /// Takes up the files as they are now, and stays where the reader is as far as that still exists.
    fn replace_corpus(&mut self, new: Arc<Corpus>) -> Vec<Effect> {
        let old = std::mem::replace(&mut self.corpus, new);
        let carried = |record: Record| record_in(&old, &self.corpus, record);
        let narrowing = self.narrowing.iter().filter_map(|by| match by {
            Narrowing::Document(slot) => carried(Record::Document(*slot)),
            Narrowing::Entity(slot) => carried(Record::Entity(*slot)),
        });
        self.narrowing = narrowing
            .filter_map(|record| match record {
                Record::Document(slot) => Some(Narrowing::Document(slot)),
                Record::Entity(slot) => Some(Narrowing::Entity(slot)),
                Record::Claim(_) => None,
            })
            .collect();
        let panes = [Pane::Documents, Pane::Entities, Pane::Claims, Pane::Find];
        let selected = panes.map(|pane| self.list(pane).selected().and_then(carried));
        self.clear_history();
        let new = Arc::clone(&self.corpus);
        self.remap_views(|record| record_in(&old, &new, *record));
        self.detail.show_subject(Subject::Nothing);
        self.find.clear();
        for (pane, record) in panes.into_iter().zip(selected) {
            let list = self.list_mut(pane);
            list.select_next = record;
            list.remap(|record| record_in(&old, &new, record));
            list.select_next = record;
        }
        let mut effects = self.open_corpus();
        if self.list_focus == Pane::Find {
            effects.extend(self.fill(Pane::Find));
        }
        effects
    }
}

/// The same record in another corpus, by its id.
fn record_in(old: &Corpus, new: &Corpus, record: Record) -> Option<Record> {
    match record {
        Record::Document(slot) => new.find_document(old.document(slot).id.as_str()).map(Record::Document),
        Record::Entity(slot) => new.find_entity(old.entity(slot).id.as_str()).map(Record::Entity),
        Record::Claim(slot) => new.find_claim(&old.claim_ref(slot)).map(Record::Claim),
    }
}
