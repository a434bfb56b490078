//! The search thread: answers the newest request, and drops what it overtakes.
//!
//! The reader types faster than a large corpus is searched. Requests carry a generation that grows with every
//! key; the worker takes all that wait, keeps the newest, and gives up the one under way as soon as a newer one
//! comes. So what is replied is complete, and was the newest when it was done; the one who asked still drops
//! replies of a generation that has passed.
//!
//! A search that panics does not take the program down, nor the worker: it is answered with an empty
//! [`Answer`]. The panic hook runs all the same; it knows the thread by its name, [`THREAD`].

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Builder, JoinHandle};

use super::{Answer, Index, Query, Question, Scope};
use crate::corpus::{Corpus, Narrowing};

/// The name of the search thread, for panic hooks: the terminal is not its to hand back.
pub const THREAD: &str = "search";

/// A search to run.
#[derive(Clone, Debug)]
pub struct Request {
    /// Grows with every request; an older generation is not answered once a newer one was asked for.
    pub generation: u64,
    /// What is searched.
    pub corpus: Arc<Corpus>,
    /// The index that was built from the corpus.
    pub index: Arc<Index>,
    /// What is asked for.
    pub query: Query,
    /// Which records are wanted.
    pub scope: Scope,
    /// What the view is narrowed by.
    pub narrowing: Vec<Narrowing>,
    /// How many hits are wanted.
    pub limit: usize,
}

/// The answer to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The request's.
    pub generation: u64,
    /// What was found; empty when the search panicked.
    pub answer: Answer,
}

/// A thread that searches. Dropping it gives up the search under way and waits for the thread to end.
#[derive(Debug)]
pub struct Worker {
    /// Taken when the worker is dropped, which ends the thread.
    requests: Option<Sender<Request>>,
    newest: Arc<AtomicU64>,
    thread: Option<JoinHandle<()>>,
}

/// What is newer than every generation: the worker is to end.
const END: u64 = u64::MAX;

impl Worker {
    /// Starts the thread. `reply` is called on it, once for each request that was not overtaken; where it
    /// panics, that reply is lost and the worker goes on.
    ///
    /// # Panics
    ///
    /// When the system has no thread to give, as [`std::thread::spawn`] does.
    pub fn spawn(reply: impl Fn(Reply) + Send + 'static) -> Self {
        let (requests, pending) = channel();
        let newest = Arc::new(AtomicU64::new(0));
        let seen = Arc::clone(&newest);
        let work = move || work(&pending, &seen, &reply);
        let thread = Builder::new().name(THREAD.to_owned()).spawn(work).expect("the system can start a thread");
        Self { requests: Some(requests), newest, thread: Some(thread) }
    }

    /// Asks for a search; whatever was asked for before is given up.
    pub fn ask(&self, request: Request) {
        self.newest.fetch_max(request.generation, Ordering::Relaxed);
        if let Some(requests) = &self.requests {
            // The thread ends only when the worker is dropped.
            let _ = requests.send(request);
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.newest.store(END, Ordering::Relaxed);
        self.requests = None;
        if let Some(thread) = self.thread.take() {
            // The thread catches its panics, so there is nothing to learn from how it ended.
            let _ = thread.join();
        }
    }
}

fn work(pending: &Receiver<Request>, newest: &AtomicU64, reply: &impl Fn(Reply)) {
    while let Ok(first) = pending.recv() {
        let request =
            pending.try_iter().fold(first, |kept, next| if next.generation >= kept.generation { next } else { kept });
        let overtaken = || newest.load(Ordering::Relaxed) > request.generation;
        let Some(answer) = run(&request, &overtaken).filter(|_| !overtaken()) else { continue };
        let reply = || reply(Reply { generation: request.generation, answer });
        // Whoever is told may panic; the next request is to be answered nevertheless.
        let _ = catch_unwind(AssertUnwindSafe(reply));
    }
}

/// The answer to a request; `None` once it is overtaken.
fn run(request: &Request, overtaken: &dyn Fn() -> bool) -> Option<Answer> {
    if overtaken() {
        return None;
    }
    let Request { corpus, index, query, scope, narrowing, limit, .. } = request;
    let question = Question { corpus, index, query, scope: *scope, narrowing, limit: *limit };
    // Nothing that a search changes outlives it.
    catch_unwind(AssertUnwindSafe(|| question.answer(overtaken))).unwrap_or_else(|_| Some(Answer::default()))
}

#[cfg(test)]
mod tests;
