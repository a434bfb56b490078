//! The state of the browser, and how it changes.
//!
//! A [`Model`] changes only in [`Model::update`], by a [`Message`]. It returns [`Effect`]s for the outside world to carry
//! out. Nothing here knows a terminal, a thread or a file, so a test needs only a model and a string of keys.
//!
//! The words for the parts of the screen, at 80 columns and more:
//!
//! ```text
//! briefing  built-in briefings · 5 documents …      header: the corpus, filters, problems
//! 1 Documents 5             | 3 Claims 112          headings of panes, with their searches
//! > AES–Russia: advancing…  | > AES is …            rows; `>` is the cursor
//!   2025-04-07 · New East…  |   Mikhail … · opinion
//! 2 Entities 65             | Detail                detail: the selected record's page
//! > Mali                58  | AES is …
//!                           | said by      …
//! Enter open  / search  …                           footer: prompt, message or hints
//! ```

mod copy_text;
mod detail;
mod effect;
mod filters;
mod help;
mod history;
mod item;
pub mod keymap;
mod layout;
mod list;
mod model;
mod overlay;
mod page_find;
mod pane;
mod prompt;
pub mod review;
mod sorting;
mod source_counts;
mod update;
mod view;

pub use detail::{Detail, Subject};
pub use effect::{Copied, EditTarget, Effect, Generation, Message, Opened};
pub use filters::{Filter, FilterItem, FilterList, filter_words};
pub use item::{ItemLayout, SIGN_WIDTH, part_of};
pub use layout::{Area, Layout, LayoutOptions, Size};
pub use list::{List, Row};
pub use model::Model;
pub use overlay::{Link, LinkList, Opens, Overlay, OverlayText};
pub use page_find::PageFind;
pub use pane::Pane;
pub use prompt::PromptKind;
pub use sorting::SortBy;
pub use source_counts::SourceCounts;
pub use view::{ArticleReader, Topic, View};

#[cfg(test)]
mod tests;
