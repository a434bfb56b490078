//! The part of [`Model::update`] that fills the lists and asks the search worker.

use std::sync::Arc;

use crate::app::list::Row;
use crate::app::sorting::{sort_claims, sort_documents, sort_entities, sort_sources};
use crate::app::{Effect, Model, Pane, SourceCounts};
use crate::corpus::{Record, RecordsInView};
use crate::search::worker::{Explain, Reply, Search};
use crate::search::{Query, Request};

/// Maximum number of rows to list for a search. The heading gives the total.
const MAX_ROWS: usize = 1_000;

impl Model {
    /// Fills the lists of documents, entities, claims and sources. Called after the filters or the corpus have changed.
    pub(super) fn fill_lists(&mut self) -> Vec<Effect> {
        self.in_view = Arc::new(RecordsInView::new(&self.corpus, &self.narrowing));
        self.source_counts = Arc::new(SourceCounts::new(&self.corpus, &self.narrowing));
        Pane::LISTS.into_iter().filter_map(|pane| self.fill(pane)).collect()
    }

    /// Fills a list: with the records that the filters admit, or by asking the search worker if there is a query.
    pub(super) fn fill(&mut self, pane: Pane) -> Option<Effect> {
        self.asked += 1;
        let asked = self.asked;
        let query = Query::parse(self.list(pane).query());
        if query.is_empty() && pane != Pane::Find {
            let rows = self.admitted_rows(pane);
            let list = self.list_mut(pane);
            list.show(rows);
            list.asked = asked;
            list.query_asked = None;
            list.searching = false;
            return None;
        }
        let explained = 2 * self.visible_rows(pane);
        let list = self.list_mut(pane);
        list.asked = asked;
        list.query_asked = Some(query.clone());
        list.searching = true;
        let narrowing = if pane == Pane::Find { Vec::new() } else { self.narrowing.clone() };
        let corpus = Arc::clone(&self.corpus);
        let (generation, scope) = (asked, pane.scope());
        let request = Request { query, scope, narrowing, limit: MAX_ROWS, explained };
        Some(Effect::Search(Search { generation, corpus, request }))
    }

    /// Shows an answer, or explanations of hits. Both are dropped if a newer search was asked.
    pub(super) fn handle_reply(&mut self, reply: Reply) {
        let lists = [&mut self.documents, &mut self.entities, &mut self.claims, &mut self.sources, &mut self.find];
        let mut lists = lists.into_iter();
        match reply {
            Reply::Found { generation, answer } => {
                if let Some(list) = lists.find(|list| list.asked == generation && list.searching) {
                    list.show_answer(answer);
                }
            }
            Reply::Explained { generation, hits } => {
                if let Some(list) = lists.find(|list| list.asked == generation && !list.searching) {
                    list.explain(hits);
                }
            }
        }
    }

    /// Asks the search worker to explain the rows in view. An answer explains only its first rows.
    pub(super) fn request_explanations(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        for pane in [Pane::Documents, Pane::Entities, Pane::Claims, Pane::Sources, Pane::Find] {
            let visible = if self.visible_rows(pane) > 0 { self.list(pane).rows_in_view() } else { 0 };
            let list = self.list_mut(pane);
            let records = list.unexplained(visible);
            if let Some(query) = list.query_asked.clone().filter(|_| !records.is_empty()) {
                let (generation, corpus) = (list.asked, Arc::clone(&self.corpus));
                effects.push(Effect::Explain(Explain { generation, corpus, query, scope: pane.scope(), records }));
            }
        }
        effects
    }

    /// Returns the rows of a list that has no query: the records that the filters admit, sorted.
    fn admitted_rows(&self, pane: Pane) -> Vec<Row> {
        let (corpus, in_view) = (&self.corpus, &self.in_view);
        let rows = |records: &mut dyn Iterator<Item = Record>| records.map(Row::from).collect();
        match (pane, self.sort_of(pane)) {
            (Pane::Documents, Some(by)) => {
                let mut documents: Vec<_> = in_view.documents.iter(corpus.documents()).collect();
                sort_documents(corpus, &mut documents, by);
                rows(&mut documents.into_iter().map(Record::Document))
            }
            (Pane::Entities, Some(by)) => {
                let admitted = self.entity_order.iter().copied().filter(|slot| in_view.entities.has(*slot));
                let mut entities: Vec<_> = admitted.collect();
                sort_entities(corpus, in_view, &mut entities, by);
                rows(&mut entities.into_iter().map(Record::Entity))
            }
            (Pane::Claims, Some(by)) => {
                let mut claims: Vec<_> = in_view.claims.iter(corpus.with_drafts().claims()).collect();
                sort_claims(corpus, &mut claims, by);
                rows(&mut claims.into_iter().map(Record::Claim))
            }
            (Pane::Sources, Some(by)) => {
                let mut sources: Vec<_> =
                    corpus.outlets_and_origins().filter(|source| self.source_counts.has(*source)).collect();
                sort_sources(corpus, &self.source_counts, &mut sources, by);
                rows(&mut sources.into_iter())
            }
            _ => Vec::new(),
        }
    }
}
