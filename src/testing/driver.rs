//! A driver for the browser's model: it presses keys, and carries out effects in place of the outside world.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use crate::app::keymap::{Binding, Context, Key, Keymap};
use crate::app::{Copied, EditTarget, Effect, Message, Model, Opened, Size};
use crate::browser::reviewing::OpenReview;
use crate::corpus::Corpus;
use crate::load::{ArticleText, Articles, CorpusSource, Folder};
use crate::search::Searcher;
use crate::text::Text;

/// Returns every key of the keymap, in the notation of [`Driver::press`], and a few that do nothing.
pub(crate) fn keys() -> Vec<String> {
    let keymap = Keymap::built_in();
    let bound = Context::ALL.into_iter().flat_map(|context| keymap.bindings(context)).flat_map(Binding::keys);
    let others = ["E", "m", "ö", "-"].map(str::to_owned);
    let pressed = |name: String| if name.chars().count() == 1 { name } else { format!("<{name}>") };
    bound.cloned().chain(others).map(pressed).collect()
}

/// A model, with a record of the effects that it asked for.
pub(crate) struct Driver {
    pub(crate) model: Model,
    pub(crate) opened: Vec<String>,
    pub(crate) copied: Vec<String>,
    /// The ids of the records, and the problems, that were to be edited.
    pub(crate) edited: Vec<String>,
    /// What an editor returns.
    pub(crate) edit_result: Result<Option<Text>, Text>,
    pub(crate) quit: bool,
    pub(crate) suspended: usize,
    pub(crate) redrawn: usize,
    /// The articles, by document.
    pub(crate) articles: HashMap<String, String>,
    /// The corpus that a reload returns.
    pub(crate) reload: Option<Arc<Corpus>>,
    /// The folder whose drafts are reviewed, and its files.
    pub(crate) folder: Option<(CorpusSource, Option<Articles>, OpenReview)>,
    /// Whether links can be opened and text copied.
    pub(crate) connected: bool,
    /// The results of searches and loads, if the test delivers them itself.
    pub(crate) undelivered: Option<Vec<Message>>,
}

impl Driver {
    pub(crate) fn new(corpus: Corpus, columns: u16, rows: u16) -> Self {
        let model = Model::new(Arc::new(corpus), Keymap::built_in(), Size { columns, rows });
        Self {
            model,
            opened: Vec::new(),
            copied: Vec::new(),
            edited: Vec::new(),
            edit_result: Ok(None),
            quit: false,
            suspended: 0,
            redrawn: 0,
            articles: HashMap::new(),
            reload: None,
            folder: None,
            connected: true,
            undelivered: None,
        }
    }

    /// Browses a folder, in which drafts can be reviewed.
    pub(crate) fn in_folder(path: &Path, columns: u16, rows: u16) -> Self {
        let folder = Folder::new(path);
        let mut driver = Self::new(folder.load().expect("a folder"), columns, rows);
        let articles = Articles::open(path.join("sources")).ok();
        driver.folder = Some((CorpusSource::Folder(folder), articles, OpenReview::default()));
        driver
    }

    /// Presses keys: letters, and names in angle brackets, as in `/goita<Enter>`.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(letter) = rest.chars().next() {
            let named =
                rest.strip_prefix('<').and_then(|rest| rest.split_once('>')).filter(|(name, _)| !name.is_empty());
            let (name, after) = match named {
                Some(named) => named,
                None => rest.split_at(letter.len_utf8()),
            };
            let name = if name == " " { "Space" } else { name };
            self.send(Message::Key(Key::parse(name).unwrap_or_else(|| panic!("{name} is a key"))));
            rest = after;
        }
        self
    }

    /// Sends a message, and carries out the effects.
    pub(crate) fn send(&mut self, message: Message) {
        let effects = self.model.update(message);
        for effect in effects {
            match effect {
                Effect::Search(search) => {
                    self.reply(Message::Answered(search.run(&Searcher::new(Arc::clone(&search.corpus)))));
                }
                Effect::Explain(explain) => {
                    self.reply(Message::Answered(explain.run(&Searcher::new(Arc::clone(&explain.corpus)))));
                }
                Effect::Read(generation, corpus, slot) => {
                    let document = corpus.document(slot);
                    let text = self.articles.get(document.id.as_str()).cloned();
                    let article = text.map(|text| Arc::new(ArticleText::new(text, document)));
                    let article = article.ok_or_else(|| Text::from("There is no article in this test."));
                    self.reply(Message::Article(generation, article));
                }
                Effect::Review(generation, request) => {
                    let (source, articles, mut review) =
                        self.folder.take().unwrap_or((CorpusSource::BuiltIn, None, OpenReview::default()));
                    let reply = review.carry_out(request, &source, articles.as_ref());
                    self.folder = Some((source, articles, review));
                    self.reply(Message::Reviewed(generation, reply));
                }
                Effect::Load(generation) => {
                    let loaded = self.reload.clone().ok_or_else(|| Text::from("Nothing to read again."));
                    self.reply(Message::Loaded(generation, loaded));
                }
                Effect::Open(url) => {
                    self.opened.push(url.as_str().to_owned());
                    let opened = if self.connected { Opened::Started } else { Opened::Shown("no display".into()) };
                    self.send(Message::Opened(url, opened));
                }
                Effect::Copy(lines) => {
                    self.copied.push(lines.iter().map(Text::as_str).collect::<Vec<_>>().join("\n"));
                    let copied = if self.connected { Copied::Osc52 } else { Copied::Unknown };
                    self.send(Message::Copied(lines, copied));
                }
                Effect::Edit(target) => {
                    self.edited.push(match &target {
                        EditTarget::Record(corpus, record) => corpus.id_of(*record),
                        EditTarget::Problem(problem) => problem.to_string(),
                    });
                    let edited = self.edit_result.clone();
                    self.send(Message::Edited(edited));
                }
                Effect::Redraw => self.redrawn += 1,
                Effect::Suspend => self.suspended += 1,
                Effect::Quit => self.quit = true,
            }
        }
    }

    /// Loads a corpus, as reading the files again would.
    pub(crate) fn load(&mut self, corpus: Corpus) {
        let generation = self.model.start_loading();
        self.send(Message::Loaded(generation, Ok(Arc::new(corpus))));
    }

    /// Delivers the result of an effect, or keeps it for the test to deliver.
    pub(crate) fn reply(&mut self, message: Message) {
        match &mut self.undelivered {
            Some(undelivered) => undelivered.push(message),
            None => self.send(message),
        }
    }

    /// Delivers one of the kept messages, chosen by any number. Returns false if there are none.
    pub(crate) fn deliver(&mut self, chosen: usize) -> bool {
        let undelivered = self.undelivered.as_mut().filter(|messages| !messages.is_empty());
        let Some(messages) = undelivered else { return false };
        let message = messages.swap_remove(chosen % messages.len());
        self.send(message);
        true
    }
}
