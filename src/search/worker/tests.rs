use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use super::*;
use crate::testing::fixture::{corpus, harbour};

/// Long enough for any machine; a test that passes never waits for it.
const LONG: Duration = Duration::from_secs(60);

static HARBOUR: LazyLock<Arc<Corpus>> = LazyLock::new(|| Arc::new(harbour()));

fn request(generation: u64, query: &str) -> Request {
    Request {
        generation,
        corpus: Arc::clone(&HARBOUR),
        query: Query::parse(query),
        scope: Scope::Everything,
        narrowing: Vec::new(),
        limit: 10,
        explained: 10,
    }
}

fn generation(reply: &Reply) -> u64 {
    match reply {
        Reply::Found { generation, .. } | Reply::Explained { generation, .. } => *generation,
    }
}

/// A request that is narrowed by an entity of another, larger corpus: looking it up is out of bounds.
fn foreign(generation: u64) -> Request {
    let entity = HARBOUR.entities().last().expect("an entity");
    let small = corpus(&[("entities.yaml", "- {id: norrhavn, schema: Place, name: Norrhavn}\n"), ("a.yaml", DOCUMENT)]);
    let narrowing = vec![Narrowing::Entity(entity)];
    Request { corpus: Arc::new(small), narrowing, ..request(generation, "norrhavn") }
}

const DOCUMENT: &str = "title: Norrhavn\npublisher: p\nurl: https://example.org/\npublished: 2024\n";

/// A worker that stops in its first reply until it is let go.
fn held() -> (Worker, Receiver<Reply>, Sender<()>) {
    let (replies, replied) = channel();
    let (go, wait) = channel();
    let worker = Worker::spawn(move |reply| {
        let first = generation(&reply) == 1;
        // The test may be over.
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
    let request = request(7, "norrhavn");
    worker.ask(request.clone());
    let reply = replied.recv_timeout(LONG).expect("a reply");
    let index = Index::with_small_tuning(&request.corpus);
    let answer = crate::search::search(&index, &request.corpus, &request.query, request.scope, &[], request.limit);
    assert!(answer.total > 0);
    assert_eq!(reply, Reply::Found { generation: 7, answer });
}

#[test]
fn of_a_burst_only_the_newest_is_answered() {
    let (worker, replied, go) = held();
    worker.ask(request(1, "harbour"));
    assert_eq!(generation(&replied.recv_timeout(LONG).expect("a reply")), 1);
    for generation in 2..50 {
        worker.ask(request(generation, "norrhavn"));
    }
    // Late, but asked for earlier.
    worker.ask(request(30, "norrhavn"));
    go.send(()).expect("the worker waits");
    assert_eq!(generation(&replied.recv_timeout(LONG).expect("a reply")), 49);
    drop(worker);
    // The thread owns the other end, so this waits for its end.
    assert_eq!(replied.iter().count(), 0);
}

#[test]
fn lists_do_not_overtake_each_other() {
    let (worker, replied, go) = held();
    worker.prepare(Arc::clone(&HARBOUR));
    worker.ask(request(1, "harbour"));
    assert_eq!(generation(&replied.recv_timeout(LONG).expect("a reply")), 1);
    for (generation, scope) in [(2, Scope::Claims), (3, Scope::Documents), (4, Scope::Claims), (5, Scope::Entities)] {
        worker.ask(Request { scope, ..request(generation, "norrhavn") });
    }
    go.send(()).expect("the worker waits");
    let mut answered: Vec<_> = (0..3).map(|_| generation(&replied.recv_timeout(LONG).expect("a reply"))).collect();
    answered.sort_unstable();
    assert_eq!(answered, [3, 4, 5]);
}

#[test]
fn what_is_overtaken_is_given_up() {
    let index = Index::with_small_tuning(&HARBOUR);
    let run = |request: &Request, overtaken: &(dyn Fn() -> bool + Sync)| question(request, &index).answer(overtaken);
    assert!(run(&request(3, "norrhavn"), &|| false).is_some());
    // Overtaken at any moment, it gives up or has the whole answer.
    let whole = run(&request(3, "norrhavn by:reed"), &|| false);
    for patience in 0..200 {
        let asked = AtomicUsize::new(0);
        let overtaken = || asked.fetch_add(1, Ordering::Relaxed) >= patience;
        let answer = run(&request(3, "norrhavn by:reed"), &overtaken);
        assert!(answer.is_none() || answer == whole, "after {patience}");
    }
}

#[test]
fn a_dropped_worker_ends() {
    let (worker, replied, go) = held();
    worker.ask(request(1, "norrhavn"));
    replied.recv_timeout(LONG).expect("a reply");
    worker.ask(request(2, "norrhavn"));
    drop(worker);
    // Still in its first reply: dropping has not waited for it.
    go.send(()).expect("the worker waits");
    // The thread owns the other end; that it is gone says that the thread is.
    assert_eq!(replied.recv_timeout(LONG), Err(RecvTimeoutError::Disconnected));
}

#[test]
fn a_panic_in_a_search_is_an_empty_answer_and_the_worker_goes_on() {
    let (replies, replied) = channel();
    let worker = Worker::spawn(move |reply| replies.send(reply).expect("the test waits"));
    worker.ask(foreign(1));
    let reply = replied.recv_timeout(LONG).expect("a reply");
    assert_eq!(reply, Reply::Found { generation: 1, answer: Answer::default() });
    worker.ask(request(2, "norrhavn"));
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
    worker.ask(request(1, "norrhavn"));
    worker.ask(request(2, "norrhavn"));
    assert_eq!(replied.recv_timeout(LONG), Ok(2));
}

#[test]
fn what_an_answer_leaves_unexplained_is_explained_later_as_it_would_have_been() {
    let (replies, replied) = channel();
    let worker = Worker::spawn(move |reply| replies.send(reply).expect("the test waits"));
    let answer = |request| {
        worker.ask(request);
        match replied.recv_timeout(LONG) {
            Ok(Reply::Found { answer, .. }) => answer,
            other => panic!("an answer, not {other:?}"),
        }
    };
    let whole = answer(request(1, "harbour"));
    let part = answer(Request { explained: 1, ..request(2, "harbour") });
    assert!(part.hits.len() > 2);
    assert_eq!((&part.hits[0], part.total), (&whole.hits[0], whole.total));
    assert!(part.hits[1..].iter().all(|hit| hit.why.is_none()));
    let Request { generation, corpus, query, scope, .. } = request(2, "harbour");
    let records = part.hits[1..].iter().map(|hit| hit.record).collect();
    let unexplained = Unexplained { generation, corpus, query, scope, records };
    worker.explain(unexplained.clone());
    let rest = whole.hits[1..].iter().map(|hit| (hit.record, hit.why.clone().expect("explained"))).collect();
    assert_eq!(replied.recv_timeout(LONG), Ok(Reply::Explained { generation: 2, hits: rest }));
    // Of an answer that is overtaken nothing is explained.
    answer(request(3, "norrhavn"));
    worker.explain(unexplained);
    drop(worker);
    // The thread owns the other end, so this waits for its end.
    assert_eq!(replied.iter().count(), 0);
}
