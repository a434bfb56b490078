//! Typing at a prompt, and asking for what was typed.

use std::sync::Arc;

use tui_input::{Input, InputRequest};

use super::keymap::Action;
use super::{Effect, Model, Overlay, Pane, Row};
use crate::corpus::{Narrowing, Record};
use crate::search::worker::{Reply, Request, Unexplained};
use crate::search::{Problem, Query};

/// More rows than this are not listed; the heading says how many there are, and that these are the best.
const MAX_ROWS: usize = 1_000;
/// What is pasted is cut to so many letters.
const MAX_QUERY_CHARS: usize = 256;

impl Model {
    /// Edits what is typed; true where the text changed.
    pub(super) fn edit(&mut self, action: Action) -> bool {
        let request = match action {
            Action::DeleteBack => InputRequest::DeletePrevChar,
            Action::DeleteForward => InputRequest::DeleteNextChar,
            Action::DeleteWord => InputRequest::DeletePrevWord,
            Action::DeleteLine => InputRequest::DeleteFromStart,
            Action::LetterLeft => InputRequest::GoToPrevChar,
            Action::LetterRight => InputRequest::GoToNextChar,
            Action::LineStart => InputRequest::GoToStart,
            Action::LineEnd => InputRequest::GoToEnd,
            _ => return false,
        };
        self.input_mut().handle(request).is_some_and(|changed| changed.value)
    }

    /// Types text as if by hand: one line, without controls.
    pub(super) fn type_text(&mut self, text: &str) -> bool {
        let room = MAX_QUERY_CHARS.saturating_sub(self.input().value().chars().count());
        let letters = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
        let letters: Vec<char> = letters.filter(|c| !c.is_control()).take(room).collect();
        for letter in &letters {
            self.input_mut().handle(InputRequest::InsertChar(*letter));
        }
        !letters.is_empty()
    }

    /// What is typed at the prompt, or was.
    pub fn input(&self) -> &Input {
        match &self.overlay {
            Some(Overlay::Help(help)) => &help.input,
            _ => &self.list(self.list_focus).input,
        }
    }

    fn input_mut(&mut self) -> &mut Input {
        if !matches!(self.overlay, Some(Overlay::Help(_))) {
            let pane = self.list_focus;
            return &mut self.list_mut(pane).input;
        }
        match &mut self.overlay {
            Some(Overlay::Help(help)) => &mut help.input,
            _ => &mut self.find.input,
        }
    }

    /// Fills every list of the panes, asking for searches where there are some.
    pub(super) fn fill_lists(&mut self) -> Vec<Effect> {
        [Pane::Documents, Pane::Entities, Pane::Claims].into_iter().filter_map(|pane| self.fill(pane)).collect()
    }

    /// Fills a list: with everything in view where nothing is searched for, else by asking.
    pub(super) fn fill(&mut self, pane: Pane) -> Option<Effect> {
        self.asked += 1;
        let asked = self.asked;
        let query = Query::parse(self.list(pane).query());
        if query.is_empty() && pane != Pane::Find {
            let rows = self.records_in_view(pane);
            let list = self.list_mut(pane);
            list.show(rows);
            list.asked = asked;
            list.query_asked = None;
            list.searching = false;
            return None;
        }
        let explained = 2 * self.visible(pane);
        let list = self.list_mut(pane);
        list.asked = asked;
        list.query_asked = Some(query.clone());
        list.searching = true;
        let narrowing = if pane == Pane::Find { Vec::new() } else { self.narrowing.clone() };
        let corpus = Arc::clone(&self.corpus);
        let (generation, scope) = (asked, pane.scope());
        Some(Effect::Search(Request { generation, corpus, query, scope, narrowing, limit: MAX_ROWS, explained }))
    }

    /// Takes an answer or explanations, unless another search was asked since.
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

    /// Asks why the rows in view are there, where that is not known: an answer explains the first ones alone.
    pub(super) fn request_explanations(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        for pane in [Pane::Documents, Pane::Entities, Pane::Claims, Pane::Find] {
            let visible = self.visible(pane);
            let list = self.list_mut(pane);
            let records = list.unexplained(visible);
            if let Some(query) = list.query_asked.clone().filter(|_| !records.is_empty()) {
                let (generation, corpus) = (list.asked, Arc::clone(&self.corpus));
                effects.push(Effect::Explain(Unexplained { generation, corpus, query, scope: pane.scope(), records }));
            }
        }
        effects
    }

    /// What is wrong with what is searched for in a pane. What is not finished is not wrong as long as it is typed.
    pub fn search_problem(&self, pane: Pane) -> Option<Problem> {
        let query = Query::parse(self.list(pane).query());
        let unfinished = query.unfinished().iter().filter(|_| !self.prompt);
        query.problems().chain(unfinished).next().cloned()
    }

    /// How many rows of a pane's list the screen has room for.
    pub(super) fn visible(&self, pane: Pane) -> usize {
        let area = self.layout().and_then(|layout| layout.area(pane));
        area.map_or(0, |area| (area.body().height / pane.row_height()).into())
    }

    /// Everything that is in view in a list nothing is searched for in.
    fn records_in_view(&self, pane: Pane) -> Vec<Row> {
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
