//! A terminal browser for curated briefings: who says what, on which source, and who disagrees.
//!
//! Data flows one way, and an earlier stage never imports a later one:
//!
//! ```text
//! YAML file ── yaml ──> briefing ──> corpus ──> search ──> app ──> screen ──> ui ──> terminal
//!              limited   checked     cross-     ranked     state   lines of   frame   one write,
//!              text      records     referenced answers    and     spans at           keys, signals,
//!                                       │                  effects their places       opener, clipboard
//!                                       └──> page ── what is known of a record ──> app, cli
//! ```
//!
//! | module | owns |
//! |---|---|
//! | [`text`] | the one type through which text reaches any output |
//! | [`yaml`] | YAML with limits, faults with line and column |
//! | [`briefing`] | the records of one file |
//! | [`corpus`] | all files together, cross-referenced |
//! | [`search`] | from typed words to ranked, highlighted, explained records |
//! | [`load`] | reading of folders and files, the cache, the built-in briefings |
//! | [`draft`] | from an article to proposed claims and to YAML |
//! | [`page`] | one record, or one view, as lines of text |
//! | [`styled`] | pieces of a line and their roles |
//! | [`app`] | the browser's state: messages in, effects out |
//! | [`screen`] | what is on the screen, as lines and roles |
//! | [`ui`] | how it looks |
//! | [`terminal`] | a terminal library: keys, frames, signals, clipboard, and opening a web browser |
//! | [`browser`] | the running program: joins `app`, `ui`, the search worker, loading and `terminal` |
//! | [`cli`] | the commands |

pub mod app;
pub mod briefing;
pub mod browser;
pub mod cli;
pub mod corpus;
pub mod draft;
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
