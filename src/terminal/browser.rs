//! The browser in a terminal: hands keys to the [`Model`], executes its effects, draws its screen.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;

use super::{Environment, Event, Flow, Input, Outside, Program};
use crate::app::keymap::{Key, Keymap};
use crate::app::{Effect, Message, Model, Opened, Size};
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
        Self { model, source, theme, worker, sender, changed: true, prepared: None }
    }

    /// True for the key that hands the terminal to the shell in every program, unless the reader gave it another use.
    fn suspends(&self, event: &KeyEvent) -> bool {
        let is_ctrl_z = event.code == KeyCode::Char('z') && event.modifiers == KeyModifiers::CONTROL;
        is_ctrl_z && self.model.keymap().action(self.model.context(), Key::from(*event)).is_none()
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
            Input::Key(event) => self.update(Message::Key(Key::from(event)), outside),
            Input::Paste(text) => self.update(Message::Paste(text), outside),
        }
    }

    fn event(&mut self, event: Message, outside: &mut Outside<'_>) -> Flow {
        self.update(event, outside)
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
