//! The thread that reads the files.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, sync_channel};
use std::thread;
use std::time::Duration;

use super::Event;
use crate::app::Message;
use crate::corpus::{Corpus, Source, Step};
use crate::text::Text;

/// A folder that is read within this time is waited for: nobody notices, and the first frame is a whole one.
const PATIENCE: Duration = Duration::from_millis(20);

/// Reads the files for the first frame, or begins to: what is not read in time is sent later, step by step.
pub(super) fn first(source: &Source, sender: &Sender<Event<Message>>) -> Option<Corpus> {
    let (hand, taken) = sync_channel(0);
    let late = Arc::new(AtomicBool::new(false));
    let (reading, waited, events) = (source.clone(), Arc::clone(&late), sender.clone());
    spawn(sender, move || {
        let steps = Steps { events, silent: Some(waited) };
        let loaded = steps.load(&reading);
        match loaded {
            // Handed over if somebody still waits, else sent.
            Ok(corpus) => {
                if let Err(back) = hand.send(corpus) {
                    steps.send(Message::Loaded(Ok(Arc::new(back.0))));
                }
            }
            Err(reason) => steps.send(Message::Loaded(Err(reason))),
        }
    });
    let corpus = taken.recv_timeout(PATIENCE).ok();
    late.store(true, Ordering::Relaxed);
    corpus
}

/// Reads the files again; what is on the screen stays until they are there.
pub(super) fn again(source: &Source, sender: &Sender<Event<Message>>) {
    let (source, events) = (source.clone(), sender.clone());
    spawn(sender, move || {
        let steps = Steps { events, silent: None };
        let loaded = steps.load(&source).map(Arc::new);
        steps.send(Message::Loaded(loaded));
    });
}

fn spawn(sender: &Sender<Event<Message>>, work: impl FnOnce() + Send + 'static) {
    if let Err(error) = thread::Builder::new().name("load".into()).spawn(work) {
        let loaded = Message::Loaded(Err(Text::from(format!("cannot read the files now: {error}"))));
        let _ = sender.send(Event::App(loaded));
    }
}

/// Where the steps of a loading are told.
struct Steps {
    events: Sender<Event<Message>>,
    /// While this is false the first frame is waited for, and there is nothing to tell; absent, only progress is
    /// told, since what is on the screen is whole.
    silent: Option<Arc<AtomicBool>>,
}

impl Steps {
    fn load(&self, source: &Source) -> Result<Corpus, Text> {
        let told = |step| match (step, &self.silent) {
            (_, Some(late)) if !late.load(Ordering::Relaxed) => {}
            (Step::Read { done, total }, _) => self.send(Message::Progress(done, total)),
            (Step::Partly(corpus), Some(_)) => self.send(Message::PartlyLoaded(Arc::from(corpus))),
            (Step::Partly(_), None) => {}
        };
        source.load_stepwise(told).map_err(|error| Text::from(error.to_string()))
    }

    fn send(&self, message: Message) {
        // Where the loop has ended nobody waits for files.
        let _ = self.events.send(Event::App(message));
    }
}
