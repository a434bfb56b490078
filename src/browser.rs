//! The running program: passes keys to the [`Model`], executes its effects, and draws its screen.
//!
//! `cli` calls [`browse`]. Here the parts meet that know nothing of one another: `app`, `ui`, the search worker, the
//! threads that read files, and `terminal`.
//!
//! Keys can arrive faster than searches are answered, and over a slow link they arrive in bursts. A key that acts on
//! rows waits while those rows are still being searched for, and so do the keys after it. So `goyta`, Enter, Enter
//! opens what `goyta` finds, however fast it was typed.

mod loading;
pub(crate) mod reviewing;
mod watching;

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::keymap::{Key, Keymap};
use crate::app::{Area, Copied, EditTarget, Effect, Generation, Message, Model, Opened, Size};
use crate::briefing::{Problem, SourceUrl};
use crate::corpus::Corpus;
use crate::load::{Articles, CorpusSource, FilePlace};
use crate::screen::Screen;
use crate::search::worker::Worker;
use crate::terminal::clipboard::ClipboardRoute;
use crate::terminal::{Background, Environment, Event, Exit, Flow, Hints, Host, Input, Program, WebAddress, run};
use crate::text::Text;
use crate::ui::{self, Theme};
use reviewing::OpenReview;
use watching::Watch;

/// Everything that the browser needs at its start.
#[derive(Debug)]
pub struct Setup {
    /// The source of the briefings.
    pub source: CorpusSource,
    /// True if the first frame must not wait for reading, because that takes noticeably long.
    pub large: bool,
    /// The texts of the articles, if there are any.
    pub articles: Option<Articles>,
    /// The keys and what they do.
    pub keymap: Keymap,
    /// The colours and characters of the screen.
    pub theme: Theme,
    /// The problems in the reader's own settings.
    pub problems: Vec<Problem>,
    /// A message from before the start, shown in the last line.
    pub notice: Option<Text>,
}

/// Runs the browser until the user quits, and restores the terminal.
///
/// Fails if standard output is not a terminal, or if the terminal cannot be used.
pub fn browse(setup: Setup, environment: &Environment) -> std::io::Result<Exit> {
    run(environment, |sender| Browser::new(setup, sender))
}

struct Browser {
    model: Model,
    source: CorpusSource,
    articles: Option<Articles>,
    theme: Theme,
    worker: Worker,
    sender: Sender<Event<Message>>,
    /// Keys and pastes that wait for the answer of a search.
    waiting: VecDeque<Input>,
    /// The files of the review that is open.
    review: OpenReview,
    changed: bool,
    /// The number of the first load, until it is started after the first frame. `None` if the files were read before.
    first_load: Option<Generation>,
    /// The corpus that was last passed to the worker for indexing.
    indexed: Option<Arc<Corpus>>,
    /// Notices changes of the folder until it is dropped.
    watch: Option<Watch>,
    /// Whether the first frame is still to be drawn.
    is_first_frame: bool,
}

impl Browser {
    fn new(setup: Setup, sender: Sender<Event<Message>>) -> Self {
        let Setup { source, large, articles, keymap, theme, problems, notice } = setup;
        let replies = sender.clone();
        let worker = Worker::spawn(move |reply| {
            // An error means that the event loop has ended.
            let _ = replies.send(Event::App(Message::Answered(reply)));
        });
        let loaded = if large { Ok(Corpus::default()) } else { loading::load_now(&source) };
        let (corpus, failure) = loaded.map_or_else(|reason| (Corpus::default(), Some(reason)), |corpus| (corpus, None));
        let mut model = Model::new(Arc::new(corpus), keymap, Size { columns: 0, rows: 0 });
        let first_load = large.then(|| model.start_loading());
        if let Some(reason) = failure {
            let failed = Message::Loaded(model.start_loading(), Err(reason));
            // Cannot fail: the event loop has not started yet, and holds the receiver.
            let _ = sender.send(Event::App(failed));
        }
        model.set_settings_problems(problems);
        if let Some(notice) = notice {
            model.notify(notice);
        }
        let (waiting, changed, indexed) = (VecDeque::new(), true, None);
        let review = OpenReview::default();
        let (watch, is_first_frame) = (None, true);
        Self {
            model,
            source,
            articles,
            theme,
            worker,
            sender,
            waiting,
            review,
            changed,
            first_load,
            indexed,
            watch,
            is_first_frame,
        }
    }

    fn handle_input(&mut self, input: Input, host: &mut Host<'_>) -> Flow {
        match input {
            Input::Key(event) => self.update(Message::Key(Key::from(event)), host),
            Input::Paste(text) => self.update(Message::Paste(text), host),
        }
    }

    /// Returns whether an input acts on rows that are still being searched for.
    fn must_wait(&self, input: &Input) -> bool {
        matches!(input, Input::Key(event) if self.model.must_wait(Key::from(*event)))
    }

    /// Returns whether an input never waits, because it quits.
    fn is_urgent(&self, input: &Input) -> bool {
        matches!(input, Input::Key(event) if self.model.is_urgent(Key::from(*event)))
    }

    /// Updates the model, and executes its effects until none is left.
    fn update(&mut self, message: Message, host: &mut Host<'_>) -> Flow {
        self.changed = true;
        let mut pending = vec![message];
        while let Some(message) = pending.pop() {
            for effect in self.model.update(message) {
                match effect {
                    Effect::Search(search) => self.worker.search(search),
                    Effect::Explain(unexplained) => self.worker.explain(unexplained),
                    Effect::Load(generation) => self.load_again(generation),
                    Effect::Edit(target) => match self.edit(&target, host) {
                        Ok(edited) => pending.push(Message::Edited(edited)),
                        // The terminal could not be taken again.
                        Err(_) => return Flow::Quit,
                    },
                    Effect::Read(generation, corpus, document) => {
                        loading::read_article(self.articles.as_ref(), generation, (corpus, document), &self.sender);
                    }
                    Effect::Review(generation, request) => {
                        let reply = self.review.carry_out(request, &self.source, self.articles.as_ref());
                        pending.push(Message::Reviewed(generation, reply));
                    }
                    Effect::Open(url) => {
                        let opened = self.open(&url, host);
                        pending.push(Message::Opened(url, opened));
                    }
                    Effect::Copy(lines) => {
                        let copied = copy(&lines, host);
                        pending.push(Message::Copied(lines, copied));
                    }
                    Effect::Redraw => return Flow::Redraw,
                    Effect::Suspend => return Flow::Suspend,
                    Effect::Quit => return Flow::Quit,
                }
            }
        }
        Flow::Continue
    }

    /// Reads the files again, and watches the folder if it was not watched. A folder of articles may be new too.
    fn load_again(&mut self, generation: Generation) {
        if self.articles.is_none() {
            self.articles = self.source.articles();
        }
        loading::reload(&self.source, generation, &self.sender);
        if self.watch.is_none() {
            self.watch = watching::watch(&self.source, &self.sender).ok().flatten();
        }
    }

    /// Opens the file of a record or a problem in the user's editor. See [`Host::edit`].
    fn edit(&self, target: &EditTarget, host: &mut Host<'_>) -> std::io::Result<Result<Option<Text>, Text>> {
        let place = match target {
            EditTarget::Record(corpus, record) => self.source.place_of_record(corpus, *record),
            EditTarget::Problem(problem) => Ok(FilePlace::with_problem(problem)),
        };
        match place {
            Ok(FilePlace { path, line }) => host.edit(&path, line),
            Err(reason) => Ok(Err(reason)),
        }
    }

    /// Watches the folder, and says what is not noticed nevertheless.
    fn start_watching(&mut self) {
        let unnoticed = match watching::watch(&self.source, &self.sender) {
            Ok(watch) => {
                self.watch = watch;
                watching::unnoticed(&self.source)
            }
            Err(reason) => Some(reason),
        };
        if let Some(reason) = unnoticed {
            // An error means that the event loop has ended.
            let _ = self.sender.send(Event::App(Message::Unwatched(reason)));
        }
    }

    /// Opens an address in the user's web browser. A failure that shows only later is sent as another message.
    fn open(&self, url: &SourceUrl, host: &Host<'_>) -> Opened {
        let (sender, failed) = (self.sender.clone(), url.clone());
        let opened = host.open(&web_address(url), move |reason| {
            let _ = sender.send(Event::App(Message::Opened(failed, Opened::Shown(reason))));
        });
        opened.map_or_else(Opened::Shown, |()| Opened::Started)
    }

    /// Lets the worker index a new corpus once it is complete. Part of one is indexed only if the user searches it.
    fn start_indexing(&mut self) {
        let corpus = self.model.corpus();
        let is_indexed = self.indexed.as_ref().is_some_and(|indexed| Arc::ptr_eq(indexed, corpus));
        if !is_indexed && self.model.loading().is_none() {
            self.worker.prepare(Arc::clone(corpus));
            self.indexed = Some(Arc::clone(corpus));
        }
    }
}

fn copy(lines: &[Text], host: &mut Host<'_>) -> Copied {
    match host.copy(lines) {
        Some(ClipboardRoute::Tmux) => Copied::Tmux,
        Some(ClipboardRoute::Osc52) => Copied::Osc52,
        None => Copied::Unknown,
    }
}

impl Drop for Browser {
    /// Leaks the corpus. The process ends, and freeing every claim would only delay that.
    fn drop(&mut self) {
        std::mem::forget(Arc::clone(self.model.corpus()));
    }
}

impl Program for Browser {
    type Event = Message;

    fn resized(&mut self, columns: u16, rows: u16) {
        self.changed = true;
        for effect in self.model.update(Message::Resized(Size { columns, rows })) {
            // More visible rows need more explanations. A resize has no other effects.
            if let Effect::Explain(unexplained) = effect {
                self.worker.explain(unexplained);
            }
        }
    }

    fn input(&mut self, input: Input, host: &mut Host<'_>) -> Flow {
        if self.is_urgent(&input) || self.waiting.is_empty() && !self.must_wait(&input) {
            return self.handle_input(input, host);
        }
        self.waiting.push_back(input);
        Flow::Continue
    }

    fn event(&mut self, event: Message, host: &mut Host<'_>) -> Flow {
        let mut flow = self.update(event, host);
        while matches!(flow, Flow::Continue | Flow::Redraw)
            && self.waiting.front().is_some_and(|input| !self.must_wait(input))
            && let Some(input) = self.waiting.pop_front()
        {
            let next = self.handle_input(input, host);
            flow = if next == Flow::Continue { flow } else { next };
        }
        flow
    }

    fn draw(&mut self, frame: &mut Frame<'_>) -> Hints {
        let screen = Screen::new(&self.model);
        ui::view(&screen, &self.theme, frame);
        self.changed = false;
        // Loading uses all cores, so it starts only after the first frame is drawn.
        if let Some(generation) = self.first_load.take() {
            loading::load_in_steps(&self.source, generation, &self.sender);
        }
        if std::mem::take(&mut self.is_first_frame) {
            self.start_watching();
        }
        self.start_indexing();
        hints(&screen)
    }

    fn needs_draw(&self) -> bool {
        self.changed
    }

    fn background(&mut self, background: Background) {
        self.changed |= self.theme.set_background(background);
    }
}

/// Returns the hints of a screen: below their headings panes may scroll, and visible parts of addresses are hyperlinks.
fn hints(screen: &Screen) -> Hints {
    let Screen::Full(full) = screen else { return Hints::default() };
    let rect = |area: Area| Rect::new(area.x, area.y, area.width, area.height);
    Hints {
        scrolling: full.panes.iter().map(|pane| rect(pane.area.body())).collect(),
        links: full.links.iter().map(|link| (rect(link.area), web_address(&link.url))).collect(),
    }
}

/// Converts an address into the type of the terminal.
fn web_address(url: &SourceUrl) -> WebAddress {
    WebAddress::new(url.as_str()).expect("a `SourceUrl` is http or https, and printable ASCII")
}

#[cfg(test)]
mod addresses;
#[cfg(test)]
mod hostile;
