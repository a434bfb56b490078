//! A terminal browser for curated briefings: who said what, on whose word, and who says otherwise.
//!
//! Everything flows one way; an earlier stage never knows a later one:
//!
//! ```text
//! YAML file ── yaml ──> briefing ──> corpus ──> search ──> app ──> screen ──> ui ──> terminal
//!              guarded   checked     cross-     ranked     state   lines of   frame   one write,
//!              text      records     referenced answers    and     spans at           keys, signals,
//!                                       │                  effects their places       browser, clipboard
//!                                       └──> page ── what is known of a record ──> app, cli
//! ```
//!
//! | module | owns |
//! |---|---|
//! | [`text`] | the one type through which text reaches any output |
//! | [`yaml`] | guarded YAML, faults with line and column |
//! | [`briefing`] | what one file says |
//! | [`corpus`] | all files together, cross-referenced |
//! | [`search`] | from typed words to ranked, highlighted, explained records |
//! | [`styled`] | pieces of a line and their roles |
//! | [`page`] | everything known of one record, as lines of text |
//! | [`app`] | the browser's state: messages in, effects out |
//! | [`screen`] | what is on the screen, as lines and roles |
//! | [`ui`] | how it looks |
//! | [`terminal`] | the terminal, its keys and signals, the browser and the clipboard |
//! | [`cli`] | the commands |

pub mod app;
pub mod briefing;
pub mod cli;
pub mod corpus;
pub mod load;
pub mod page;
pub mod screen;
pub mod search;
pub mod styled;
pub mod terminal;
pub mod text;
pub mod ui;
pub mod yaml;

#[cfg(test)]
mod testing;
