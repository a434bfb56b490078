//! The browser in a terminal: hands keys to the [`Model`], executes its effects, draws its screen.
//!
//! Keys may be typed faster than a search is answered, and over a slow line they come several at once. A key that
//! acts on rows which are still being searched for waits for them, and so do the keys behind it: `goyta`, Enter,
//! Enter opens what `goyta` finds, however fast it was typed.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;

use super::{Environment, Event, Flow, Input, Outside, Program};
use crate::app::keymap::{Action, Key, Keymap};
use crate::app::{Effect, Message, Model, Opened, Pane, Size};
use crate::corpus::{Corpus, Source};
use crate::screen::Screen;
use crate::search::worker::Worker;
use crate::text::Text;
use crate::ui::{self, Theme};

/// What the browser opens with.
#[derive(Debug)]
pub struct Opening {
    /// What was read already.
    pub corpus: Corpus,
    /// Where it is read again from.
    pub source: Source,
    /// Which keys do what.
    pub keymap: Keymap,
    /// How everything looks.
    pub theme: Theme,
    /// What went wrong before the browser opened, to be said in its last line.
    pub notice: Option<Text>,
}

/// Browses until the reader has had enough, and gives the terminal back.
///
/// Fails where standard output is no terminal, or where the terminal refuses.
pub fn browse(opening: Opening, environment: &Environment) -> std::io::Result<super::Exit> {
    super::run(environment, |sender| Browser::new(opening, sender))
}

struct Browser {
    model: Model,
    source: Source,
    theme: Theme,
    worker: Worker,
    sender: Sender<Event<Message>>,
    /// What was typed ahead of an answer.
    held: VecDeque<Input>,
    changed: bool,
    /// What the worker was last told to prepare for.
    prepared: Option<Arc<Corpus>>,
}

impl Browser {
    fn new(opening: Opening, sender: Sender<Event<Message>>) -> Self {
        let Opening { corpus, source, keymap, theme, notice } = opening;
        let replies = sender.clone();
        let worker = Worker::spawn(move |reply| {
            // Where the loop has ended nobody waits for an answer.
            let _ = replies.send(Event::App(Message::Answered(reply)));
        });
        let mut model = Model::new(Arc::new(corpus), keymap, Size { columns: 0, rows: 0 });
        if let Some(notice) = notice {
            model.notify(notice);
        }
        Self { model, source, theme, worker, sender, held: VecDeque::new(), changed: true, prepared: None }
    }

    /// True for the key that hands the terminal to the shell in every program, unless the reader gave it another use.
    fn suspends(&self, event: &KeyEvent) -> bool {
        let is_ctrl_z = event.code == KeyCode::Char('z') && event.modifiers == KeyModifiers::CONTROL;
        is_ctrl_z && self.model.keymap().action(self.model.context(), Key::from(*event)).is_none()
    }

    fn take(&mut self, input: Input, outside: &mut Outside<'_>) -> Flow {
        match input {
            Input::Key(event) => self.update(Message::Key(Key::from(event)), outside),
            Input::Paste(text) => self.update(Message::Paste(text), outside),
        }
    }

    /// What a key does at the moment.
    fn action(&self, input: &Input) -> Option<Action> {
        match input {
            Input::Key(event) => self.model.keymap().action(self.model.context(), Key::from(*event)),
            Input::Paste(_) => None,
        }
    }

    /// True for Ctrl-c, which waits for nothing. A `q` is typed behind other keys, a `y` perhaps, and waits its turn.
    fn quits(&self, input: &Input) -> bool {
        let is_letter = matches!(input, Input::Key(event) if Key::from(*event).letter().is_some());
        !is_letter && self.action(input) == Some(Action::Quit)
    }

    /// True for what acts on rows that are still being searched for.
    fn must_wait(&self, input: &Input) -> bool {
        let focus = self.model.focus();
        let on_rows = |action| {
            use Action as A;
            matches!(action, A::Down | A::Up | A::First | A::Last | A::HalfPageDown | A::HalfPageUp)
                || matches!(action, A::PageDown | A::PageUp | A::NextMatch | A::PreviousMatch)
                || matches!(action, A::Enter | A::OpenSource | A::Links | A::Copy | A::CopyLink)
                || (action == A::Accept && focus == Pane::Find)
        };
        let searching = self.model.cover().is_none() && self.model.list(focus).searching;
        searching && self.action(input).is_some_and(on_rows)
    }

    /// Passes on what happened, and does what comes of it.
    fn update(&mut self, message: Message, outside: &mut Outside<'_>) -> Flow {
        self.changed = true;
        let mut pending = vec![message];
        while let Some(message) = pending.pop() {
            for effect in self.model.update(message) {
                match effect {
                    Effect::Search(request) => self.worker.ask(request),
                    Effect::Load => self.load(),
                    Effect::Open(url) => {
                        let (sender, address) = (self.sender.clone(), url.clone());
                        let opened = outside.open(&url, move |reason| {
                            let shown = Message::Opened(address, Opened::Shown(reason));
                            let _ = sender.send(Event::App(shown));
                        });
                        pending.push(Message::Opened(url, opened));
                    }
                    Effect::Copy(lines) => {
                        let copied = outside.copy(&lines);
                        pending.push(Message::Copied(lines, copied));
                    }
                    Effect::Quit => return Flow::Quit,
                }
            }
        }
        Flow::Continue
    }

    /// Reads the files on a thread of its own; what is on the screen stays until they are there.
    fn load(&self) {
        let (source, sender) = (self.source.clone(), self.sender.clone());
        let read = move || {
            let loaded = source.load().map(Arc::new).map_err(|error| Text::from(error.to_string()));
            let _ = sender.send(Event::App(Message::Loaded(loaded)));
        };
        if let Err(error) = thread::Builder::new().name("load".into()).spawn(read) {
            let loaded = Message::Loaded(Err(Text::from(format!("cannot read the files now: {error}"))));
            let _ = self.sender.send(Event::App(loaded));
        }
    }
}

impl Program for Browser {
    type Event = Message;

    fn resized(&mut self, columns: u16, rows: u16) {
        self.changed = true;
        // Only keys have effects.
        self.model.update(Message::Resized(Size { columns, rows }));
    }

    fn input(&mut self, input: Input, outside: &mut Outside<'_>) -> Flow {
        match input {
            Input::Key(event) if self.suspends(&event) => Flow::Suspend,
            input if self.quits(&input) || self.held.is_empty() && !self.must_wait(&input) => self.take(input, outside),
            input => {
                self.held.push_back(input);
                Flow::Continue
            }
        }
    }

    fn event(&mut self, event: Message, outside: &mut Outside<'_>) -> Flow {
        let mut flow = self.update(event, outside);
        while flow == Flow::Continue
            && self.held.front().is_some_and(|input| !self.must_wait(input))
            && let Some(input) = self.held.pop_front()
        {
            flow = self.take(input, outside);
        }
        flow
    }

    fn draw(&mut self, frame: &mut Frame<'_>) {
        ui::view(&Screen::of(&self.model), &self.theme, frame);
        self.changed = false;
        let corpus = self.model.corpus();
        if self.prepared.as_ref().is_none_or(|prepared| !Arc::ptr_eq(prepared, corpus)) {
            // The first frame does not wait for the index.
            self.worker.prepare(Arc::clone(corpus));
            self.prepared = Some(Arc::clone(corpus));
        }
    }

    fn needs_draw(&self) -> bool {
        self.changed
    }
}
