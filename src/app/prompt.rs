//! Typing at a prompt, and asking for what was typed.

use std::sync::Arc;

use tui_input::{Input, InputRequest};

use super::keymap::Action;
use super::{Cover, Effect, List, Model, Pane, Row};
use crate::corpus::{Narrowing, Record};
use crate::search::Query;
use crate::search::worker::{Reply, Request};

/// More rows than this are not listed; the heading says how many there are.
const LIMIT: usize = 1_000;
/// What is pasted is cut to so many letters.
const LONGEST: usize = 256;

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
        let room = LONGEST.saturating_sub(self.input().value().chars().count());
        let letters = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
        let letters: Vec<char> = letters.filter(|c| !c.is_control()).take(room).collect();
        for letter in &letters {
            self.input_mut().handle(InputRequest::InsertChar(*letter));
        }
        !letters.is_empty()
    }

    /// What is typed at the prompt, or was.
    pub fn input(&self) -> &Input {
        match &self.cover {
            Some(Cover::Help(help)) => &help.input,
            _ => &self.list(self.list_focus).input,
        }
    }

    fn input_mut(&mut self) -> &mut Input {
        if !matches!(self.cover, Some(Cover::Help(_))) {
            let pane = self.list_focus;
            return &mut self.list_mut(pane).input;
        }
        match &mut self.cover {
            Some(Cover::Help(help)) => &mut help.input,
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
            let rows = self.unsearched(pane);
            let list = self.list_mut(pane);
            list.show(rows);
            list.asked = asked;
            list.searching = false;
            return None;
        }
        let list = self.list_mut(pane);
        list.asked = asked;
        list.searching = true;
        let narrowing = if pane == Pane::Find { Vec::new() } else { self.narrowing.clone() };
        let corpus = Arc::clone(&self.corpus);
        Some(Effect::Search(Request { generation: asked, corpus, query, scope: pane.scope(), narrowing, limit: LIMIT }))
    }

    /// Takes an answer, unless another search was asked since.
    pub(super) fn answered(&mut self, reply: Reply) {
        let wanted = |list: &&mut List| list.asked == reply.generation && list.searching;
        let lists = [&mut self.documents, &mut self.entities, &mut self.claims, &mut self.find];
        if let Some(list) = lists.into_iter().find(wanted) {
            list.show_answer(reply.answer);
        }
    }

    /// Everything that is in view in a list nothing is searched for in.
    fn unsearched(&self, pane: Pane) -> Vec<Row> {
        let corpus = &self.corpus;
        let admitted = |record: &Record| self.narrowing.iter().all(|by| by.admits(corpus, *record));
        let by_entity = self.narrowing.iter().find_map(|by| match by {
            Narrowing::Entity(entity) => Some(*entity),
            Narrowing::Document(_) => None,
        });
        let records: Box<dyn Iterator<Item = Record>> = match pane {
            Pane::Documents => Box::new(corpus.documents().map(Record::Document)),
            Pane::Entities => Box::new(self.entity_order.iter().copied().map(Record::Entity)),
            _ => match by_entity {
                Some(entity) => Box::new(corpus.claims_of(entity).iter().copied().map(Record::Claim)),
                None => Box::new(corpus.claims().map(Record::Claim)),
            },
        };
        records.filter(admitted).map(Row::from).collect()
    }
}
