//! HTML without a tree: tags, entities, lines of text, and proper nesting for the extractor.

mod blocks;
mod entities;
mod tidy;
mod tokens;

pub(super) use blocks::text;
pub(super) use entities::decode;
pub(super) use tidy::tidy;
pub(super) use tokens::{Tag, Token, Tokens};
