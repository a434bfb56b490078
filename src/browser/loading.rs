//! The thread that reads the files.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use crate::app::{Generation, Message};
use crate::corpus::{Corpus, DocumentSlot};
use crate::load::{Articles, FolderError, Loaded, Source, Step};
use crate::terminal::Event;
use crate::text::Text;

/// Reads the files for the first frame; `Err` says why they could not be read.
pub(super) fn first(source: &Source) -> Result<Corpus, Text> {
    source.load().map_err(|error| reason(&error))
}

/// Reads many files, telling what is read on the way.
pub(super) fn stepwise(source: &Source, generation: Generation, sender: &Sender<Event<Message>>) {
    spawn(source, generation, sender, move |step| match step {
        Step::Read { done, total } => Some(Message::Progress(generation, done, total)),
        Step::Partly(look) => Some(Message::PartlyLoaded(generation, prepared(look.corpus()))),
    });
}

/// Reads the files again; what is on the screen stays until they are there.
pub(super) fn again(source: &Source, generation: Generation, sender: &Sender<Event<Message>>) {
    spawn(source, generation, sender, move |step| match step {
        Step::Read { done, total } => Some(Message::Progress(generation, done, total)),
        // What is on the screen is whole; part of it would be less.
        Step::Partly(_) => None,
    });
}

fn spawn(
    source: &Source,
    generation: Generation,
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
                let corpus = prepared(corpus);
                send(&events, Message::Loaded(generation, Ok(Arc::clone(&corpus))));
                // Nobody waits for it. Where the program ends before it is done, the cache is what it was.
                if let Some(unsaved) = unsaved {
                    unsaved.save(&corpus);
                }
            }
            Err(error) => send(&events, Message::Loaded(generation, Err(reason(&error)))),
        }
    };
    if let Err(error) = thread::Builder::new().name("load".into()).spawn(read) {
        let reason = Text::from(format!("cannot read the files now: {error}"));
        send(sender, Message::Loaded(generation, Err(reason)));
    }
}

/// Reads a document's article, which may be large, and looks its passages up.
pub(super) fn article(
    articles: Option<&Articles>,
    generation: Generation,
    (corpus, slot): (Arc<Corpus>, DocumentSlot),
    sender: &Sender<Event<Message>>,
) {
    let Some(articles) = articles.cloned() else {
        let id = &corpus.document(slot).id;
        let reason = format!(
            "Start with --sources DIR, where DIR holds the article as {id}.txt; or keep it in sources/ in a folder of \
             your own. o opens it in the browser."
        );
        return send(sender, Message::Article(generation, Err(Text::from(reason))));
    };
    let events = sender.clone();
    let read = move || {
        send(&events, Message::Article(generation, articles.read(corpus.document(slot)).map(Arc::new)));
    };
    if let Err(error) = thread::Builder::new().name("article".into()).spawn(read) {
        let reason = Text::from(format!("cannot read the article now: {error}"));
        send(sender, Message::Article(generation, Err(reason)));
    }
}

/// A corpus with the order of names, which the first frame needs. Made on the event loop, it would wait there for the
/// cores that read files, and no key would be answered.
fn prepared(corpus: Corpus) -> Arc<Corpus> {
    corpus.name_ranks();
    Arc::new(corpus)
}

fn reason(error: &FolderError) -> Text {
    Text::from(error.to_string())
}

fn send(sender: &Sender<Event<Message>>, message: Message) {
    // Where the loop has ended nobody waits for files.
    let _ = sender.send(Event::App(message));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::Folder;
    use crate::testing::fixture::harbour;
    use std::sync::mpsc::channel;

    #[test]
    fn without_articles_both_places_for_them_are_named() {
        let (sender, events) = channel();
        let corpus = Arc::new(harbour());
        let document = corpus.documents().next().expect("a document");
        article(None, Generation::default(), (corpus, document), &sender);
        let Ok(Event::App(Message::Article(_, Err(reason)))) = events.recv() else { panic!("a reason") };
        let reason = reason.to_string();
        assert!(reason.contains("--sources DIR") && reason.contains(" sources/ "), "{reason}");
        assert!(reason.contains("2025-01-harbour-closed.txt"), "{reason}");
    }

    #[test]
    fn whatever_is_loaded_has_its_names_in_order() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: String, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
        write("sources.yaml".into(), "outlets: [{id: o, name: O}]\n");
        for number in 0..100 {
            let text = "title: T\npublisher: o\nurl: https://example.org/\npublished: 2024\n";
            write(format!("d{number}.yaml"), text);
        }
        let source = Source::Folder(Folder::new(folder.path()));
        let (sender, receiver) = channel();
        stepwise(&source, Generation::default(), &sender);
        drop(sender);
        let (mut parts, mut wholes) = (0, 0);
        for event in receiver {
            match event {
                Event::App(Message::PartlyLoaded(_, corpus)) => parts += usize::from(corpus.has_name_ranks()),
                Event::App(Message::Loaded(_, Ok(corpus))) => wholes += usize::from(corpus.has_name_ranks()),
                _ => {}
            }
        }
        assert_eq!((parts, wholes), (1, 1));
    }
}
