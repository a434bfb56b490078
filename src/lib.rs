//! A terminal browser for curated briefings: who said what, on whose word, and who says otherwise.
pub mod briefing;
pub mod cli;
pub mod corpus;
pub mod search;
pub mod terminal;
pub mod text;
pub mod yaml;
