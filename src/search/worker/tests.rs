use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use super::*;
use crate::corpus::Narrowing;
use crate::testing::fixture::{corpus, harbour};

/// Time limit of a failing test. A passing one never waits that long.
const LONG: Duration = Duration::from_secs(60);

static HARBOUR: LazyLock<Arc<Corpus>> = LazyLock::new(|| Arc::new(harbour()));

fn search(generation: u64, query: &str) -> Search {
    Search { generation, corpus: Arc::clone(&HARBOUR), request: Request::new(Query::parse(query), 10) }
}

fn generation(reply: &Reply) -> u64 {
    match reply {
        Reply::Found { generation, .. } | Reply::Explained { generation, .. } => *generation,
    }
}

/// Builds a search that panics: its narrowing is an entity of a larger corpus, out of bounds in this one.
fn foreign(generation: u64) -> Search {
    let entity = HARBOUR.entities().last().expect("an entity");
    let small = corpus(&[("entities.yaml", "- {id: norrhavn, schema: Place, name: Norrhavn}\n"), ("a.yaml", DOCUMENT)]);
    let mut search = search(generation, "norrhavn");
    search.corpus = Arc::new(small);
    search.request.narrowing = vec![Narrowing::Entity(entity)];
    search
}

const DOCUMENT: &str = "title: Norrhavn\npublisher: p\nurl: https://example.org/\npublished: 2024\n";

/// Starts a worker that blocks in its first reply until the test lets it go.
fn held() -> (Worker, Receiver<Reply>, Sender<()>) {
    let (replies, replied) = channel();
    let (go, wait) = channel();
    let worker = Worker::spawn(move |reply| {
        let first = generation(&reply) == 1;
        // The test may have ended.
        let _ = replies.send(reply);
        if first {
            let _ = wait.recv_timeout(LONG);
        }
    });
    (worker, replied, go)
}

#[test]
fn an_answer_is_that_of_a_search() {
    let (replies, replied) = channel();
    let worker = Worker::spawn(move |reply| replies.send(reply).expect("the test waits"));
    let search = search(7, "norrhavn");
    worker.search(search.clone());
    let reply = replied.recv_timeout(LONG).expect("a reply");
    let answer = Searcher::with_small_tuning(search.corpus).search(&search.request);
    assert!(answer.total > 0);
    assert_eq!(reply, Reply::Found { generation: 7, answer });
}

#[test]
fn of_a_burst_only_the_newest_is_answered() {
    let (worker, replied, go) = held();
    worker.search(search(1, "harbour"));
    assert_eq!(generation(&replied.recv_timeout(LONG).expect("a reply")), 1);
    for generation in 2..50 {
        worker.search(search(generation, "norrhavn"));
    }
    // An older search that arrives late.
    worker.search(search(30, "norrhavn"));
    go.send(()).expect("the worker waits");
    assert_eq!(generation(&replied.recv_timeout(LONG).expect("a reply")), 49);
    drop(worker);
    // The thread owns the sender, so this waits until it ends.
    assert_eq!(replied.iter().count(), 0);
}

#[test]
fn lists_do_not_cancel_each_other() {
    let (worker, replied, go) = held();
    worker.prepare(Arc::clone(&HARBOUR));
    worker.search(search(1, "harbour"));
    assert_eq!(generation(&replied.recv_timeout(LONG).expect("a reply")), 1);
    for (generation, scope) in [(2, Scope::Claims), (3, Scope::Documents), (4, Scope::Claims), (5, Scope::Entities)] {
        let mut search = search(generation, "norrhavn");
        search.request.scope = scope;
        worker.search(search);
    }
    go.send(()).expect("the worker waits");
    let mut answered: Vec<_> = (0..3).map(|_| generation(&replied.recv_timeout(LONG).expect("a reply"))).collect();
    answered.sort_unstable();
    assert_eq!(answered, [3, 4, 5]);
}

#[test]
fn what_is_cancelled_is_given_up() {
    let searcher = Searcher::with_small_tuning(Arc::clone(&HARBOUR));
    assert!(searcher.search_unless(&search(3, "norrhavn").request, &|| false).is_some());
    // Cancelled at any moment, it gives up or has the whole answer.
    let request = search(3, "norrhavn by:reed").request;
    let whole = searcher.search_unless(&request, &|| false);
    for patience in 0..200 {
        let asked = AtomicUsize::new(0);
        let is_cancelled = || asked.fetch_add(1, Ordering::Relaxed) >= patience;
        let answer = searcher.search_unless(&request, &is_cancelled);
        assert!(answer.is_none() || answer == whole, "after {patience}");
    }
}

#[test]
fn a_dropped_worker_ends() {
    let (worker, replied, go) = held();
    worker.search(search(1, "norrhavn"));
    replied.recv_timeout(LONG).expect("a reply");
    worker.search(search(2, "norrhavn"));
    drop(worker);
    // The thread is still in its first reply, so dropping did not wait for it.
    go.send(()).expect("the worker waits");
    // The thread owns the sender, so a closed channel means that it ended.
    assert_eq!(replied.recv_timeout(LONG), Err(RecvTimeoutError::Disconnected));
}

#[test]
fn a_panic_in_a_search_is_an_empty_answer_and_the_worker_goes_on() {
    let (replies, replied) = channel();
    let worker = Worker::spawn(move |reply| replies.send(reply).expect("the test waits"));
    worker.search(foreign(1));
    let reply = replied.recv_timeout(LONG).expect("a reply");
    assert_eq!(reply, Reply::Found { generation: 1, answer: Answer::default() });
    worker.search(search(2, "norrhavn"));
    let reply = replied.recv_timeout(LONG).expect("a reply");
    assert!(matches!(reply, Reply::Found { generation: 2, answer } if answer.total > 0));
}

#[test]
fn a_panic_in_the_callback_loses_that_reply_alone() {
    let (replies, replied) = channel();
    let worker = Worker::spawn(move |reply| {
        assert_ne!(generation(&reply), 1, "as the test wants it");
        replies.send(generation(&reply)).expect("the test waits");
    });
    worker.search(search(1, "norrhavn"));
    worker.search(search(2, "norrhavn"));
    assert_eq!(replied.recv_timeout(LONG), Ok(2));
}

#[test]
fn what_an_answer_leaves_unexplained_is_explained_later_as_it_would_have_been() {
    let (replies, replied) = channel();
    let worker = Worker::spawn(move |reply| replies.send(reply).expect("the test waits"));
    let answer = |search| {
        worker.search(search);
        match replied.recv_timeout(LONG) {
            Ok(Reply::Found { answer, .. }) => answer,
            other => panic!("an answer, not {other:?}"),
        }
    };
    let whole = answer(search(1, "harbour"));
    let mut search_part = search(2, "harbour");
    search_part.request.explained = 1;
    let part = answer(search_part);
    assert!(part.hits.len() > 2);
    assert_eq!((&part.hits[0], part.total), (&whole.hits[0], whole.total));
    assert!(part.hits[1..].iter().all(|hit| hit.why.is_none()));
    let Search { generation, corpus, request: Request { query, scope, .. } } = search(2, "harbour");
    let records = part.hits[1..].iter().map(|hit| hit.record).collect();
    let explain = Explain { generation, corpus, query, scope, records };
    worker.explain(explain.clone());
    let rest = whole.hits[1..].iter().map(|hit| (hit.record, hit.why.clone().expect("explained"))).collect();
    assert_eq!(replied.recv_timeout(LONG), Ok(Reply::Explained { generation: 2, hits: rest }));
    // Nothing is explained of an answer that a newer search replaced.
    answer(search(3, "norrhavn"));
    worker.explain(explain);
    drop(worker);
    // The thread owns the sender, so this waits until it ends.
    assert_eq!(replied.iter().count(), 0);
}
