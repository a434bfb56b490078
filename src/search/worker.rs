//! The search thread: answers the newest request of each scope, and drops what that overtakes.
//!
//! The reader types faster than a large corpus is searched. Requests carry a generation that grows with every
//! key; the worker takes all that wait, keeps the newest of each scope (a scope is a pane's list, and lists do not
//! overtake each other), and gives up the one under way as soon as a newer one of its scope comes. So what is
//! replied is complete, and was the newest when it was done; the one who asked still drops replies of a generation
//! that has passed.
//!
//! A reader sees some twenty hits of thousands, so only the first are explained with the answer. Those that are scrolled
//! to are explained when they are asked for as [`Unexplained`]; that waits behind searches, and is dropped with the
//! answer it belongs to.
//!
//! The worker builds the index of a corpus when it is first asked for, or when told to [prepare](Worker::prepare),
//! and keeps the last one.
//!
//! A search that panics does not take the program down, nor the worker: it is answered with an empty
//! [`Answer`]. The panic hook runs all the same; it knows the thread by its name, [`THREAD`].

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::Builder;

use super::{Answer, Index, Query, Question, Scope, Why, explained};
use crate::corpus::{Corpus, Narrowing, Record};

/// The name of the search thread, for panic hooks: the terminal is not its to hand back.
pub const THREAD: &str = "search";

/// A search to run.
#[derive(Clone, Debug)]
pub struct Request {
    /// Grows with every request; an older generation is not answered once a newer one of its scope was asked for.
    pub generation: u64,
    /// What is searched.
    pub corpus: Arc<Corpus>,
    /// What is asked for.
    pub query: Query,
    /// Which records are wanted.
    pub scope: Scope,
    /// What the view is narrowed by.
    pub narrowing: Vec<Narrowing>,
    /// How many hits are wanted.
    pub limit: usize,
    /// How many of them, the best, are to be explained with the answer.
    pub explained: usize,
}

/// Hits of an answer that it did not explain, to be explained.
#[derive(Clone, Debug)]
pub struct Unexplained {
    /// That of the request which they answer.
    pub generation: u64,
    /// What was searched.
    pub corpus: Arc<Corpus>,
    /// What was asked for.
    pub query: Query,
    /// Which records were wanted.
    pub scope: Scope,
    /// The hits.
    pub records: Vec<Record>,
}

/// What the worker has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The answer to a request.
    Found {
        /// The request's.
        generation: u64,
        /// What was found; empty when the search panicked.
        answer: Answer,
    },
    /// Why the records that were [`Unexplained`] are hits.
    Explained {
        /// That of the request which they answer.
        generation: u64,
        /// In the order in which they were asked about.
        hits: Vec<(Record, Why)>,
    },
}

impl Request {
    /// Runs the search here and now, for whoever can wait for it.
    pub fn run(&self, index: &Index) -> Reply {
        let answer = question(self, index).answer(&|| false).unwrap_or_default();
        Reply::Found { generation: self.generation, answer }
    }
}

impl Unexplained {
    /// Explains the hits here and now.
    pub fn run(&self, index: &Index) -> Reply {
        let why = explained(index, &self.corpus, &self.query, &self.records);
        Reply::Explained { generation: self.generation, hits: self.records.iter().copied().zip(why).collect() }
    }
}

/// The newest generation asked for, by scope.
type Newest = [AtomicU64; Scope::ALL.len()];

/// What the thread is told.
enum Order {
    Search(Request),
    Explain(Unexplained),
    Prepare(Arc<Corpus>),
}

/// A thread that searches. Dropping it gives up the search under way, and does not wait for the thread to end.
///
/// Building an index cannot be given up, and takes seconds for a very large corpus. Whoever quits meanwhile must
/// not wait for it: the end of the process ends the thread.
#[derive(Debug)]
pub struct Worker {
    /// Dropped with the worker, which ends the thread after the work at hand.
    orders: Sender<Order>,
    newest: Arc<Newest>,
}

/// What is newer than every generation: the worker is to end.
const END: u64 = u64::MAX;

impl Worker {
    /// Starts the thread. `reply` is called on it, once for each order that was not overtaken; where it panics, that reply is lost and the worker goes on.
    ///
    /// # Panics
    ///
    /// When the system has no thread to give, as [`std::thread::spawn`] does.
    pub fn spawn(reply: impl Fn(Reply) + Send + 'static) -> Self {
        let (orders, pending) = channel();
        let newest = Arc::new(Newest::default());
        let seen = Arc::clone(&newest);
        let work = move || {
            let (waiting, unexplained) = (Vec::new(), Vec::new());
            let idle = Searching { newest: &seen, index: None, waiting, unexplained, unprepared: None };
            idle.work(&pending, &reply);
        };
        Builder::new().name(THREAD.to_owned()).spawn(work).expect("the system can start a thread");
        Self { orders, newest }
    }

    /// Asks for a search; whatever was asked for before in its scope is given up.
    pub fn ask(&self, request: Request) {
        self.newest[request.scope as usize].fetch_max(request.generation, Ordering::Relaxed);
        self.order(Order::Search(request));
    }

    /// Asks why some hits are there; whatever was asked so before about its scope, and waits, is given up.
    pub fn explain(&self, unexplained: Unexplained) {
        self.order(Order::Explain(unexplained));
    }

    /// Has the index of a corpus built when there is nothing else to do, so that the first search does not wait for it.
    /// A corpus that is named later takes the place of one whose turn has not come.
    pub fn prepare(&self, corpus: Arc<Corpus>) {
        self.order(Order::Prepare(corpus));
    }

    fn order(&self, order: Order) {
        // The thread ends only when the worker is dropped.
        let _ = self.orders.send(order);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.newest.iter().for_each(|newest| newest.store(END, Ordering::Relaxed));
    }
}

/// What the thread knows.
struct Searching<'a> {
    newest: &'a Newest,
    index: Option<(Arc<Corpus>, Index)>,
    /// The newest request of each scope that has one.
    waiting: Vec<Request>,
    /// Likewise, what is to be explained when nothing is to be searched for.
    unexplained: Vec<Unexplained>,
    /// The newest corpus that is to be indexed when nobody waits for anything.
    unprepared: Option<Arc<Corpus>>,
}

impl Searching<'_> {
    fn work(mut self, orders: &Receiver<Order>, reply: &impl Fn(Reply)) {
        while let Ok(order) = orders.recv() {
            self.take(order);
            loop {
                for order in orders.try_iter() {
                    self.take(order);
                }
                let said = if let Some(request) = self.waiting.pop() {
                    self.run(&request)
                } else if let Some(unexplained) = self.unexplained.pop() {
                    self.explain(&unexplained)
                } else if let Some(corpus) = self.unprepared.take() {
                    // Where it panics, so will the search that needs it, and says so by an empty answer.
                    let _ = catch_unwind(AssertUnwindSafe(|| self.index(&corpus).is_some()));
                    None
                } else {
                    break;
                };
                if let Some(said) = said {
                    // Whoever is told may panic; the next request is to be answered nevertheless.
                    let _ = catch_unwind(AssertUnwindSafe(|| reply(said)));
                }
            }
        }
    }

    fn take(&mut self, order: Order) {
        match order {
            Order::Prepare(corpus) => self.unprepared = Some(corpus),
            Order::Search(request) => {
                self.waiting.retain(|other| other.scope != request.scope || other.generation > request.generation);
                if self.waiting.iter().all(|other| other.scope != request.scope) {
                    self.waiting.push(request);
                }
            }
            Order::Explain(unexplained) => {
                self.unexplained.retain(|other| other.scope != unexplained.scope);
                self.unexplained.push(unexplained);
            }
        }
    }

    /// The answer to a request; `None` once it is overtaken.
    fn run(&mut self, request: &Request) -> Option<Reply> {
        let newest = self.newest;
        let overtaken = || is_overtaken(newest, request.scope, request.generation);
        if overtaken() {
            return None;
        }
        // Nothing that a search changes outlives it.
        let answer = catch_unwind(AssertUnwindSafe(|| {
            let index = self.index(&request.corpus)?;
            question(request, index).answer(&overtaken)
        }));
        let answer = answer.unwrap_or_else(|_| Some(Answer::default())).filter(|_| !overtaken())?;
        Some(Reply::Found { generation: request.generation, answer })
    }

    /// Why some hits are there; `None` once their answer is overtaken, or where that panics.
    fn explain(&mut self, unexplained: &Unexplained) -> Option<Reply> {
        if is_overtaken(self.newest, unexplained.scope, unexplained.generation) {
            return None;
        }
        let explain = || self.index(&unexplained.corpus).map(|index| unexplained.run(index));
        catch_unwind(AssertUnwindSafe(explain)).ok().flatten()
    }

    /// The index of a corpus, built if it is not the last one that was.
    fn index(&mut self, corpus: &Arc<Corpus>) -> Option<&Index> {
        if self.index.as_ref().is_none_or(|(indexed, _)| !Arc::ptr_eq(indexed, corpus)) {
            self.index = None;
            self.index = Some((Arc::clone(corpus), Index::new(corpus)));
        }
        self.index.as_ref().map(|(_, index)| index)
    }
}

/// True once a newer request of the scope was asked for.
fn is_overtaken(newest: &Newest, scope: Scope, generation: u64) -> bool {
    newest[scope as usize].load(Ordering::Relaxed) > generation
}

fn question<'a>(request: &'a Request, index: &'a Index) -> Question<'a> {
    let Request { corpus, query, scope, narrowing, limit, explained, .. } = request;
    Question { corpus, index, query, scope: *scope, narrowing, limit: *limit, explained: *explained }
}

#[cfg(test)]
mod tests;
