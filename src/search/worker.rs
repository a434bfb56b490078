//! The search thread: answers the newest search of each scope, and drops those that a newer one replaces.
//!
//! Keys come faster than a large corpus is searched. Each search carries a generation that grows with every key. The
//! worker keeps the newest pending search of each scope, and cancels the running one as soon as a newer one of its scope
//! arrives. A scope is the list of one pane, so lists do not cancel each other. A reply is complete and was the newest
//! when it was sent; the model still drops replies of an older generation.
//!
//! Only the hits in view are explained with an answer. Those that are scrolled to are explained later, by [`Explain`].
//! That waits while searches are pending, and is dropped with the answer it belongs to.
//!
//! The worker builds the index of a corpus with its first search, or when told to [prepare](Worker::prepare), and keeps
//! the last one.
//!
//! If a search panics, its answer is empty and the worker goes on. The panic hook runs all the same; it recognizes the
//! thread by its name, [`THREAD`].

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::Builder;

use crate::corpus::{Corpus, Record};
use crate::search::answer::{Answer, Scope, Why};
use crate::search::query::Query;
use crate::search::searcher::{Request, Searcher};

/// Name of the search thread. A panic hook must not restore the terminal if this thread panics.
pub const THREAD: &str = "search";

/// A search to run.
#[derive(Clone, Debug)]
pub struct Search {
    /// Grows with every search; an older one is not answered once a newer one of its scope was sent.
    pub generation: u64,
    /// The corpus to search.
    pub corpus: Arc<Corpus>,
    /// What to search for.
    pub request: Request,
}

/// Hits of an answer that are to be explained.
#[derive(Clone, Debug)]
pub struct Explain {
    /// Generation of the search that they answer.
    pub generation: u64,
    /// The corpus that was searched.
    pub corpus: Arc<Corpus>,
    /// The query of that search.
    pub query: Query,
    /// The scope of that search.
    pub scope: Scope,
    /// The hits.
    pub records: Vec<Record>,
}

/// A reply of the worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The answer to a search.
    Found {
        /// Generation of the search.
        generation: u64,
        /// The hits; none if the search panicked.
        answer: Answer,
    },
    /// Explanations of hits.
    Explained {
        /// Generation of the search that they answer.
        generation: u64,
        /// The hits in the order of [`Explain::records`].
        hits: Vec<(Record, Why)>,
    },
}

impl Search {
    /// Runs the search on this thread.
    pub fn run(&self, searcher: &Searcher) -> Reply {
        Reply::Found { generation: self.generation, answer: searcher.search(&self.request) }
    }
}

impl Explain {
    /// Explains the hits on this thread.
    pub fn run(&self, searcher: &Searcher) -> Reply {
        let why = searcher.explain(&self.query, &self.records);
        Reply::Explained { generation: self.generation, hits: self.records.iter().copied().zip(why).collect() }
    }
}

/// The newest generation of each scope.
type Newest = [AtomicU64; Scope::ALL.len()];

/// A message to the thread.
enum Order {
    Search(Search),
    Explain(Explain),
    Prepare(Arc<Corpus>),
}

/// A thread that searches. Dropping it cancels the running search, and does not wait for the thread to end.
///
/// Building an index takes seconds for a very large corpus and cannot be cancelled. Quitting must not wait for that, so
/// the end of the process ends the thread.
#[derive(Debug)]
pub struct Worker {
    /// The thread ends when this is dropped and the work at hand is done.
    orders: Sender<Order>,
    newest: Arc<Newest>,
}

/// A generation newer than all others: cancels every search.
const END: u64 = u64::MAX;

impl Worker {
    /// Starts the thread. It calls `reply` once for each search that no newer one replaced. If `reply` panics, that reply
    /// is lost and the worker goes on.
    ///
    /// # Panics
    ///
    /// If the system cannot start a thread, as [`std::thread::spawn`] does.
    pub fn spawn(reply: impl Fn(Reply) + Send + 'static) -> Self {
        let (orders, pending) = channel();
        let newest = Arc::new(Newest::default());
        let seen = Arc::clone(&newest);
        let work = move || {
            let (searches, explanations) = (Vec::new(), Vec::new());
            let idle = State { newest: &seen, searcher: None, searches, explanations, unprepared: None };
            idle.work(&pending, &reply);
        };
        Builder::new().name(THREAD.to_owned()).spawn(work).expect("the system can start a thread");
        Self { orders, newest }
    }

    /// Sends a search, and cancels older ones of its scope.
    pub fn search(&self, search: Search) {
        self.newest[search.request.scope as usize].fetch_max(search.generation, Ordering::Relaxed);
        self.send(Order::Search(search));
    }

    /// Sends hits to be explained, in place of those of the same scope that are still pending.
    pub fn explain(&self, explain: Explain) {
        self.send(Order::Explain(explain));
    }

    /// Has the index of a corpus built when nothing else is pending, so that the first search does not wait for it.
    /// A newer corpus takes the place of one that is still pending.
    pub fn prepare(&self, corpus: Arc<Corpus>) {
        self.send(Order::Prepare(corpus));
    }

    fn send(&self, order: Order) {
        // The thread ends only when the worker is dropped.
        let _ = self.orders.send(order);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.newest.iter().for_each(|newest| newest.store(END, Ordering::Relaxed));
    }
}

/// State of the thread.
struct State<'a> {
    newest: &'a Newest,
    /// For the last corpus that was searched or prepared.
    searcher: Option<Searcher>,
    /// The newest pending search of each scope.
    searches: Vec<Search>,
    /// The newest pending explanation of each scope.
    explanations: Vec<Explain>,
    /// The newest corpus to index.
    unprepared: Option<Arc<Corpus>>,
}

impl State<'_> {
    fn work(mut self, orders: &Receiver<Order>, reply: &impl Fn(Reply)) {
        while let Ok(order) = orders.recv() {
            self.enqueue(order);
            loop {
                for order in orders.try_iter() {
                    self.enqueue(order);
                }
                let result = if let Some(search) = self.searches.pop() {
                    self.run(&search)
                } else if let Some(explain) = self.explanations.pop() {
                    self.explain(&explain)
                } else if let Some(corpus) = self.unprepared.take() {
                    // If this panics, the search that needs the index panics too, and its answer is empty.
                    let _ = catch_unwind(AssertUnwindSafe(|| self.searcher(&corpus).is_some()));
                    None
                } else {
                    break;
                };
                if let Some(result) = result {
                    // A panic in `reply` must not keep the next search from being answered.
                    let _ = catch_unwind(AssertUnwindSafe(|| reply(result)));
                }
            }
        }
    }

    fn enqueue(&mut self, order: Order) {
        match order {
            Order::Prepare(corpus) => self.unprepared = Some(corpus),
            Order::Search(search) => {
                let scope = search.request.scope;
                self.searches.retain(|other| other.request.scope != scope || other.generation > search.generation);
                if self.searches.iter().all(|other| other.request.scope != scope) {
                    self.searches.push(search);
                }
            }
            Order::Explain(explain) => {
                self.explanations.retain(|other| other.scope != explain.scope);
                self.explanations.push(explain);
            }
        }
    }

    /// Runs a search; `None` once a newer one replaces it.
    fn run(&mut self, search: &Search) -> Option<Reply> {
        let newest = self.newest;
        let is_cancelled = || is_replaced(newest, search.request.scope, search.generation);
        if is_cancelled() {
            return None;
        }
        // A search changes nothing that outlives it.
        let answer = catch_unwind(AssertUnwindSafe(|| {
            self.searcher(&search.corpus)?.search_unless(&search.request, &is_cancelled)
        }));
        let answer = answer.unwrap_or_else(|_| Some(Answer::default())).filter(|_| !is_cancelled())?;
        Some(Reply::Found { generation: search.generation, answer })
    }

    /// Explains hits; `None` if their search was replaced, or if that panics.
    fn explain(&mut self, explain: &Explain) -> Option<Reply> {
        if is_replaced(self.newest, explain.scope, explain.generation) {
            return None;
        }
        let run = || self.searcher(&explain.corpus).map(|searcher| explain.run(searcher));
        catch_unwind(AssertUnwindSafe(run)).ok().flatten()
    }

    /// Returns the searcher of a corpus, built unless it is the last one's.
    fn searcher(&mut self, corpus: &Arc<Corpus>) -> Option<&Searcher> {
        if self.searcher.as_ref().is_none_or(|searcher| !Arc::ptr_eq(searcher.corpus(), corpus)) {
            // The old index is dropped first, so that there are never two.
            self.searcher = None;
            self.searcher = Some(Searcher::new(Arc::clone(corpus)));
        }
        self.searcher.as_ref()
    }
}

/// Returns whether a newer search of the scope was sent.
fn is_replaced(newest: &Newest, scope: Scope, generation: u64) -> bool {
    newest[scope as usize].load(Ordering::Relaxed) > generation
}

#[cfg(test)]
mod tests;
