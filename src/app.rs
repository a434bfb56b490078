//! The state of the browser, and how it changes.
//!
//! A [`Model`] changes only in [`Model::update`], by a [`Message`]; what the outside world has to do comes back
//! as [`Effect`]s. Nothing here knows a terminal, a thread or a file, so a test is a model and a string of keys.
//!
//! What the words mean on the screen, at 80 columns and more:
//!
//! ```text
//! briefing  built-in briefings · 5 documents …      header: what is open, what narrows it, problems
//! 1 Documents 5             | 3 Claims 112          pane headings, with the pane's search
//! > AES–Russia: advancing…  | > AES is …            lists; `>` is the cursor
//!   2025-04-07 · New East…  |   Mikhail … · opinion
//! 2 Entities 65             | Detail                the page of the record under the cursor
//! > Mali                58  | AES is …
//!                           | said by      …
//! Enter open  / search  …                           bottom: prompt, status, or the keys that matter now
//! ```

mod copy_text;
mod detail;
mod effect;
mod history;
pub mod keymap;
mod layout;
mod list;
mod model;
mod overlay;
mod pane;
mod update;
mod view;

pub use detail::{Detail, Subject};
pub use effect::{Copied, Effect, Generation, Message, Opened};
pub use layout::{Area, Layout, LayoutOptions, Size};
pub use list::{List, Row};
pub use model::Model;
pub use overlay::{Link, LinkList, Overlay, OverlayText};
pub use pane::Pane;
pub use view::{ArticleReader, Topic, View};

#[cfg(test)]
mod tests;
