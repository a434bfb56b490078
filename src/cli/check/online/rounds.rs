//! Fetches many pages, several hosts at once, and from each host one after the other.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use url::Url;

use crate::briefing::{Document, SourceUrl};
use crate::draft::fetch::Fetch;
use crate::draft::recheck::{PageState, Rechecked, recheck};
use crate::load::Articles;

/// How fast pages are fetched.
#[derive(Clone, Debug)]
pub(super) struct RoundsTuning {
    /// Maximum number of hosts at once.
    pub(super) hosts: usize,
    /// Time between two requests to one host, so that no site notices a check.
    pub(super) pause: Duration,
}

impl Default for RoundsTuning {
    fn default() -> Self {
        Self { hosts: 8, pause: Duration::from_secs(1) }
    }
}

/// What is needed to fetch the pages.
pub(super) struct Rounds<'a> {
    pub(super) fetch: &'a dyn Fetch,
    pub(super) tuning: &'a RoundsTuning,
    pub(super) articles: Option<&'a Articles>,
}

impl Rounds<'_> {
    /// Checks all documents, and returns the results in their order.
    ///
    /// `progress` gets the number of checked documents and the last of them.
    pub(super) fn run(
        &self,
        documents: &[Arc<Document>],
        mut progress: impl FnMut(usize, &Document),
    ) -> Vec<Rechecked> {
        let mut by_host: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, document) in documents.iter().enumerate() {
            by_host.entry(document.url.as_ref().map(SourceUrl::host).unwrap_or_default()).or_default().push(at);
        }
        let workers = by_host.len().min(self.tuning.hosts);
        let is_bulk = documents.len() > 1;
        let open = Mutex::new(by_host.into_values());
        let (sender, receiver) = mpsc::channel();
        let mut results: Vec<Option<Rechecked>> = documents.iter().map(|_| None).collect();
        thread::scope(|scope| {
            for _ in 0..workers {
                let (sender, open) = (sender.clone(), &open);
                scope.spawn(move || {
                    let next = || open.lock().unwrap_or_else(PoisonError::into_inner).next();
                    while let Some(host) = next() {
                        for (nth, at) in host.into_iter().enumerate() {
                            if nth > 0 {
                                thread::sleep(self.tuning.pause);
                            }
                            // The receiver lives until all results are there.
                            let _ = sender.send((at, self.check(&documents[at], is_bulk)));
                        }
                    }
                });
            }
            drop(sender);
            for (done, (at, result)) in receiver.iter().enumerate() {
                progress(done + 1, &documents[at]);
                results[at] = Some(result);
            }
        });
        results.into_iter().map(|result| result.expect("every document belongs to one host")).collect()
    }

    /// Checks one document. Sites are asked whether they allow it if many are checked.
    fn check(&self, document: &Document, is_bulk: bool) -> Rechecked {
        let address = document.url.as_ref().and_then(|url| Url::parse(url.as_str()).ok());
        if is_bulk && address.is_some_and(|address| self.fetch.is_forbidden(&address)) {
            let reason = "the site's robots.txt asks programs not to fetch it; --only checks it alone";
            return Rechecked::without_claims(PageState::NotReadable(reason.into()));
        }
        let stored = self.articles.and_then(|articles| articles.text(&document.id).ok().flatten());
        recheck(document, stored.as_deref(), self.fetch)
    }
}
