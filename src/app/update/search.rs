//! The part of [`Model::update`] that fills the lists and asks the search worker.

use std::sync::Arc;

use crate::app::list::Row;
use crate::app::{Effect, Model, Pane};
use crate::corpus::{Narrowing, Record};
use crate::search::worker::{Explain, Reply, Search};
use crate::search::{Query, Request};

/// Maximum number of rows to list for a search. The heading gives the total.
const MAX_ROWS: usize = 1_000;

impl Model {
    /// Fills the lists of documents, entities and claims.
    pub(super) fn fill_lists(&mut self) -> Vec<Effect> {
        [Pane::Documents, Pane::Entities, Pane::Claims].into_iter().filter_map(|pane| self.fill(pane)).collect()
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
        let lists = [&mut self.documents, &mut self.entities, &mut self.claims, &mut self.find];
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
        for pane in [Pane::Documents, Pane::Entities, Pane::Claims, Pane::Find] {
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

    /// Returns the rows of a list that has no query: the records that all filters admit.
    fn admitted_rows(&self, pane: Pane) -> Vec<Row> {
        let corpus = &self.corpus;
        let admitted = |record: &Record| Narrowing::all_admit(&self.narrowing, corpus, *record);
        let by_entity = self.narrowing.iter().find_map(|by| match by {
            Narrowing::Entity(entity) => Some(*entity),
            Narrowing::Document(_) => None,
        });
        let by_document = self.narrowing.iter().find_map(|by| match by {
            Narrowing::Document(document) => Some(*document),
            Narrowing::Entity(_) => None,
        });
        let records: Box<dyn Iterator<Item = Record>> = match pane {
            Pane::Documents => Box::new(corpus.documents().map(Record::Document)),
            Pane::Entities => Box::new(self.entity_order.iter().copied().map(Record::Entity)),
            _ => match (by_entity, by_document) {
                (Some(entity), _) => Box::new(corpus.claims_of(entity).iter().copied().map(Record::Claim)),
                (None, Some(document)) => Box::new(corpus.claims_in(document).map(Record::Claim)),
                (None, None) => Box::new(corpus.claims().map(Record::Claim)),
            },
        };
        records.filter(admitted).map(Row::from).collect()
    }
}
