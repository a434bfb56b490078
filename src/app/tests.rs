//! Tests of the model: what keys and messages do to it.

use std::sync::Arc;

use proptest::prelude::*;

use super::keymap::{Action, Key};
use super::*;
use crate::corpus::{Corpus, Record};
use crate::search::{Query, Searcher};
use crate::testing::driver::Driver;
use crate::testing::fixture::{corpus, harbour};

mod editing;
mod files;
mod filters;
mod keys;
mod lists;
mod navigation;
mod order;
mod outside;
mod page_find;
mod prompt;
mod review;
mod search;
mod sources;

fn harbour_at(columns: u16, rows: u16) -> Driver {
    Driver::new(harbour(), columns, rows)
}

fn names(driver: &Driver, pane: Pane) -> Vec<String> {
    let list = driver.model.list(pane);
    list.rows().iter().map(|row| driver.model.corpus().shown(row.record).to_string()).collect()
}

fn selected(driver: &Driver) -> String {
    let record = driver.model.current().expect("a selection");
    driver.model.corpus().shown(record).to_string()
}

/// Checks that all rows in view are explained, and that each explanation is the one of its search.
fn is_explained(driver: &Driver, pane: Pane) -> Result<(), TestCaseError> {
    let (model, list) = (&driver.model, driver.model.list(pane));
    let query = Query::parse(list.query());
    if list.searching || query.is_empty() {
        return Ok(());
    }
    let records: Vec<_> = list.rows().iter().map(|row| row.record).collect();
    let all = Searcher::new(Arc::clone(model.corpus())).explain(&query, &records);
    for (at, (row, why)) in list.rows().iter().zip(&all).enumerate() {
        let in_view = (list.top()..list.top() + list.rows_in_view()).contains(&at) && model.visible_rows(pane) > 0;
        prop_assert!(row.why.is_some() || !in_view, "row {} of {:?}", at, list.query());
        prop_assert!(row.why.as_deref().is_none_or(|explained| explained == why), "row {} of {:?}", at, list.query());
    }
    Ok(())
}
