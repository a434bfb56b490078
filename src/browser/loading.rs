//! The threads that read files and articles, and send the results to the event loop.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use crate::app::{Generation, Message};
use crate::corpus::{Corpus, DocumentSlot};
use crate::load::{Articles, CorpusSource, FolderError, LoadStep, LoadedCorpus};
use crate::terminal::Event;
use crate::text::Text;

/// Loads the briefings on this thread. The error is a reason for the user.
pub(super) fn load_now(source: &CorpusSource) -> Result<Corpus, Text> {
    source.load().map_err(|error| reason(&error))
}

/// Loads the briefings and sends previews of the part that has been read.
pub(super) fn load_in_steps(source: &CorpusSource, generation: Generation, sender: &Sender<Event<Message>>) {
    spawn(source, generation, sender, move |step| match step {
        LoadStep::Read { done, total } => Some(Message::Progress(generation, done, total)),
        LoadStep::Preview(preview) => Some(Message::PartlyLoaded(generation, with_name_ranks(preview.corpus()))),
    });
}

/// Loads the briefings again, without previews: the complete corpus on the screen stays until the new one is complete.
pub(super) fn reload(source: &CorpusSource, generation: Generation, sender: &Sender<Event<Message>>) {
    spawn(source, generation, sender, move |step| match step {
        LoadStep::Read { done, total } => Some(Message::Progress(generation, done, total)),
        LoadStep::Preview(_) => None,
    });
}

fn spawn(
    source: &CorpusSource,
    generation: Generation,
    sender: &Sender<Event<Message>>,
    message: impl Fn(LoadStep<'_>) -> Option<Message> + Send + 'static,
) {
    let (source, events) = (source.clone(), sender.clone());
    let read = move || {
        let loaded = source.load_stepwise(|step| {
            if let Some(message) = message(step) {
                send(&events, message);
            }
        });
        match loaded {
            Ok(LoadedCorpus { corpus, unsaved }) => {
                let corpus = with_name_ranks(corpus);
                send(&events, Message::Loaded(generation, Ok(Arc::clone(&corpus))));
                // After the message, because nothing depends on the cache. If the program ends meanwhile, the old cache
                // stays.
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

/// Reads a document's article, which may be large, and finds its passages.
pub(super) fn read_article(
    articles: Option<&Articles>,
    generation: Generation,
    (corpus, slot): (Arc<Corpus>, DocumentSlot),
    sender: &Sender<Event<Message>>,
) {
    let Some(articles) = articles.cloned() else {
        let id = &corpus.document(slot).id;
        let reason = format!(
            "Start with --sources DIR, where DIR holds the article as {id}.txt; or keep it in sources/ in a folder of \
             your own. o opens it in your web browser."
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

/// Computes the order of names, which the next frame needs. On the event loop this would compete with loading for the
/// cores, and keys would not be handled meanwhile.
fn with_name_ranks(corpus: Corpus) -> Arc<Corpus> {
    corpus.name_ranks();
    Arc::new(corpus)
}

fn reason(error: &FolderError) -> Text {
    Text::from(error.to_string())
}

fn send(sender: &Sender<Event<Message>>, message: Message) {
    // An error means that the event loop has ended.
    let _ = sender.send(Event::App(message));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::Folder;
    use crate::testing::fixture::harbour;
    use std::sync::mpsc::channel;

    #[test]
    fn without_articles_the_reason_names_both_places_for_them() {
        let (sender, events) = channel();
        let corpus = Arc::new(harbour());
        let document = corpus.documents().next().expect("a document");
        read_article(None, Generation::default(), (corpus, document), &sender);
        let Ok(Event::App(Message::Article(_, Err(reason)))) = events.recv() else { panic!("a reason") };
        let reason = reason.to_string();
        assert!(reason.contains("--sources DIR") && reason.contains(" sources/ "), "{reason}");
        assert!(reason.contains("2025-01-harbour-closed.txt"), "{reason}");
    }

    #[test]
    fn every_loaded_corpus_has_its_name_ranks() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: String, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
        write("sources.yaml".into(), "outlets: [{id: o, name: O}]\n");
        for number in 0..100 {
            let text = "title: T\npublisher: o\nurl: https://example.org/\npublished: 2024\n";
            write(format!("d{number}.yaml"), text);
        }
        let source = CorpusSource::Folder(Folder::new(folder.path()));
        let (sender, receiver) = channel();
        load_in_steps(&source, Generation::default(), &sender);
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
