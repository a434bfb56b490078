//! The thread that reads the files.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use super::Event;
use crate::app::Message;
use crate::corpus::{Articles, Corpus, DocumentSlot, FolderError, Loaded, Source, Step};
use crate::text::Text;

/// Reads the files for the first frame.
pub(super) fn first(source: &Source, sender: &Sender<Event<Message>>) -> Option<Corpus> {
    source.load().map_err(|error| send(sender, failed(&error))).ok()
}

/// Reads many files, telling what is read on the way.
pub(super) fn stepwise(source: &Source, sender: &Sender<Event<Message>>) {
    spawn(source, sender, |step| match step {
        Step::Read { done, total } => Some(Message::Progress(done, total)),
        Step::Partly(look) => Some(Message::PartlyLoaded(Arc::new(look.corpus()))),
    });
}

/// Reads the files again; what is on the screen stays until they are there.
pub(super) fn again(source: &Source, sender: &Sender<Event<Message>>) {
    spawn(source, sender, |step| match step {
        Step::Read { done, total } => Some(Message::Progress(done, total)),
        // What is on the screen is whole; part of it would be less.
        Step::Partly(_) => None,
    });
}

fn spawn(
    source: &Source,
    sender: &Sender<Event<Message>>,
    told: impl Fn(Step<'_>) -> Option<Message> + Send + 'static,
) {
    let (source, events) = (source.clone(), sender.clone());
    let read = move || {
        let loaded = source.load_stepwise(|step| {
            if let Some(message) = told(step) {
                send(&events, message);
            }
        });
        match loaded {
            Ok(Loaded { corpus, unsaved }) => {
                let corpus = Arc::new(corpus);
                send(&events, Message::Loaded(Ok(Arc::clone(&corpus))));
                // Nobody waits for it. Where the program ends before it is done, the cache is what it was.
                if let Some(unsaved) = unsaved {
                    unsaved.save(&corpus);
                }
            }
            Err(error) => send(&events, failed(&error)),
        }
    };
    if let Err(error) = thread::Builder::new().name("load".into()).spawn(read) {
        send(sender, Message::Loaded(Err(Text::from(format!("cannot read the files now: {error}")))));
    }
}

/// Reads a document's article, which may be large, and looks its passages up.
pub(super) fn article(
    articles: Option<&Articles>,
    corpus: Arc<Corpus>,
    slot: DocumentSlot,
    sender: &Sender<Event<Message>>,
) {
    let id = corpus.document(slot).id.clone();
    let Some(articles) = articles.cloned() else {
        let reason =
            format!("Start with --sources DIR, where DIR holds the article as {id}.txt. o opens it in the browser.");
        return send(sender, Message::Article(id, Err(Text::from(reason))));
    };
    let events = sender.clone();
    let read = move || {
        let document = corpus.document(slot);
        send(&events, Message::Article(document.id.clone(), articles.read(document).map(Arc::new)));
    };
    if let Err(error) = thread::Builder::new().name("article".into()).spawn(read) {
        send(sender, Message::Article(id, Err(Text::from(format!("cannot read the article now: {error}")))));
    }
}

fn failed(error: &FolderError) -> Message {
    Message::Loaded(Err(Text::from(error.to_string())))
}

fn send(sender: &Sender<Event<Message>>, message: Message) {
    // Where the loop has ended nobody waits for files.
    let _ = sender.send(Event::App(message));
}
