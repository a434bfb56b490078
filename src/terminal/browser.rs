//! The browser in a terminal: hands keys to the [`Model`], executes its effects, draws its screen.
//!
//! Keys may be typed faster than a search is answered, and over a slow line they come several at once. A key that
//! acts on rows which are still being searched for waits for them, and so do the keys behind it: `goyta`, Enter,
//! Enter opens what `goyta` finds, however fast it was typed.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Environment, Event, Flow, Hints, Input, Outside, Program, loading};
use crate::app::keymap::{Key, Keymap};
use crate::app::{Area, Effect, Generation, Message, Model, Opened, Size};
use crate::corpus::Corpus;
use crate::load::{Articles, Source};
use crate::screen::Screen;
use crate::search::worker::Worker;
use crate::text::Text;
use crate::ui::{self, Background, Theme};

/// What the browser opens with.
#[derive(Debug)]
pub struct Opening {
    /// Where the briefings are read from.
    pub source: Source,
    /// True where reading takes long enough to be noticed: then the first frame does not wait for it.
    pub large: bool,
    /// The articles' texts, where they are at hand.
    pub articles: Option<Articles>,
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
    articles: Option<Articles>,
    theme: Theme,
    worker: Worker,
    sender: Sender<Event<Message>>,
    /// What was typed ahead of an answer.
    held: VecDeque<Input>,
    changed: bool,
    /// Set until the files are read that are too many for the first frame to wait for.
    unread: Option<Generation>,
    /// What the worker was last told to prepare for.
    prepared: Option<Arc<Corpus>>,
}

impl Browser {
    fn new(opening: Opening, sender: Sender<Event<Message>>) -> Self {
        let Opening { source, large, articles, keymap, theme, notice } = opening;
        let replies = sender.clone();
        let worker = Worker::spawn(move |reply| {
            // Where the loop has ended nobody waits for an answer.
            let _ = replies.send(Event::App(Message::Answered(reply)));
        });
        let first = if large { Ok(Corpus::default()) } else { loading::first(&source) };
        let (corpus, failed) = first.map_or_else(|reason| (Corpus::default(), Some(reason)), |corpus| (corpus, None));
        let mut model = Model::new(Arc::new(corpus), keymap, Size { columns: 0, rows: 0 });
        let unread = large.then(|| model.start_loading());
        if let Some(reason) = failed {
            let failed = Message::Loaded(model.start_loading(), Err(reason));
            // The loop has not begun, and holds the receiver.
            let _ = sender.send(Event::App(failed));
        }
        if let Some(notice) = notice {
            model.notify(notice);
        }
        let (held, changed, prepared) = (VecDeque::new(), true, None);
        Self { model, source, articles, theme, worker, sender, held, changed, unread, prepared }
    }

    fn take(&mut self, input: Input, outside: &mut Outside<'_>) -> Flow {
        match input {
            Input::Key(event) => self.update(Message::Key(Key::from(event)), outside),
            Input::Paste(text) => self.update(Message::Paste(text), outside),
        }
    }

    /// True for what acts on rows that are still being searched for.
    fn must_wait(&self, input: &Input) -> bool {
        matches!(input, Input::Key(event) if self.model.must_wait(Key::from(*event)))
    }

    /// True for what waits for nothing: leaving at once.
    fn is_urgent(&self, input: &Input) -> bool {
        matches!(input, Input::Key(event) if self.model.is_urgent(Key::from(*event)))
    }

    /// Passes on what happened, and does what comes of it.
    fn update(&mut self, message: Message, outside: &mut Outside<'_>) -> Flow {
        self.changed = true;
        let mut pending = vec![message];
        while let Some(message) = pending.pop() {
            for effect in self.model.update(message) {
                match effect {
                    Effect::Search(request) => self.worker.ask(request),
                    Effect::Explain(unexplained) => self.worker.explain(unexplained),
                    Effect::Load(generation) => loading::again(&self.source, generation, &self.sender),
                    Effect::Read(generation, corpus, document) => {
                        loading::article(self.articles.as_ref(), generation, (corpus, document), &self.sender);
                    }
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
                    Effect::Suspend => return Flow::Suspend,
                    Effect::Quit => return Flow::Quit,
                }
            }
        }
        Flow::Continue
    }
}

impl Drop for Browser {
    /// The program ends. The system takes back at once what would be freed claim by claim.
    fn drop(&mut self) {
        std::mem::forget(Arc::clone(self.model.corpus()));
    }
}

impl Program for Browser {
    type Event = Message;

    fn resized(&mut self, columns: u16, rows: u16) {
        self.changed = true;
        for effect in self.model.update(Message::Resized(Size { columns, rows })) {
            // More rows in view are more to explain; nothing else comes of a size.
            if let Effect::Explain(unexplained) = effect {
                self.worker.explain(unexplained);
            }
        }
    }

    fn input(&mut self, input: Input, outside: &mut Outside<'_>) -> Flow {
        if self.is_urgent(&input) || self.held.is_empty() && !self.must_wait(&input) {
            return self.take(input, outside);
        }
        self.held.push_back(input);
        Flow::Continue
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

    fn draw(&mut self, frame: &mut Frame<'_>) -> Hints {
        let screen = Screen::new(&self.model);
        ui::view(&screen, &self.theme, frame);
        self.changed = false;
        // Reading takes all cores, and the first frame is there at once where they have nothing else to do.
        if let Some(generation) = self.unread.take() {
            loading::stepwise(&self.source, generation, &self.sender);
        }
        let corpus = self.model.corpus();
        let known = self.prepared.as_ref().is_some_and(|prepared| Arc::ptr_eq(prepared, corpus));
        // The first frame does not wait for the index. What is still growing is indexed for those alone who search it.
        if !known && self.model.loading().is_none() {
            self.worker.prepare(Arc::clone(corpus));
            self.prepared = Some(Arc::clone(corpus));
        }
        hints(&screen)
    }

    fn needs_draw(&self) -> bool {
        self.changed
    }

    fn background(&mut self, background: Background) {
        self.changed |= self.theme.set_background(background);
    }
}

/// What a pane shows beneath its heading may scroll, and what it shows of an address leads there.
fn hints(screen: &Screen) -> Hints {
    let Screen::Full(full) = screen else { return Hints::default() };
    let rect = |area: Area| Rect::new(area.x, area.y, area.width, area.height);
    Hints {
        scrolling: full.panes.iter().map(|pane| rect(pane.area.body())).collect(),
        links: full.links.iter().map(|link| (rect(link.area), link.url.clone())).collect(),
    }
}

#[cfg(test)]
mod hostile;
