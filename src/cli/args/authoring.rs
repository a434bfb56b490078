//! The options of the commands that make briefings.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use crate::briefing::{DocumentId, Edtf, SourceUrl};

/// Make a folder of briefings
///
/// It gets both registers, a small example document, schemas by which editors complete and check what is typed, and a
/// `.gitignore`, because the articles' texts are not yours to publish. A file that exists is never overwritten; a folder
/// that has briefings already gets only what it lacks.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  briefing init                          in the current folder
  briefing init ~/briefings
  briefing init copy --from built-in     the built-in briefings, to change them")]
pub(in crate::cli) struct InitArgs {
    /// Folder to make [default: what --dir or `BRIEFING_DIR` names, or the current folder]
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(in crate::cli) folder: Option<PathBuf>,

    /// Write these briefings instead of an example
    #[arg(long, value_name = "WHAT")]
    pub(in crate::cli) from: Option<InitialBriefings>,
}

/// Briefings that a new folder can begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum InitialBriefings {
    /// The built-in briefings
    BuiltIn,
}

/// Make a draft of an article: one proposed claim for each sentence
///
/// A draft is a document whose claims nobody has accepted yet. It is written as ID.yaml, with the article's text beside it
/// in sources/ID.txt; actors and outlets that the registers lack are added to them, marked as drafts too. What the source
/// does not say is left out, and `check` lists it as to fill in. Review the drafts in the browser: press R.
///
/// The draft goes into the folder that --dir or `BRIEFING_DIR` names, or else into the current folder if that holds a
/// register. Nothing that exists is overwritten. With --json, the proposals are printed and nothing is written.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 0 written, 1 nothing proposed, 2 the document exists, there is no
folder, or a source cannot be read.

Examples:
  briefing draft article.txt
  briefing draft article.txt --publisher 'Coast Daily' --published 2024-05-02 \\
      --url https://coast.example/opens
  briefing draft https://coast.example/opens
  briefing draft article.txt --with 'llm --schema \"$BRIEFING_SCHEMA\"'
  briefing draft article.txt --json | jq -r .text")]
pub(in crate::cli) struct DraftArgs {
    /// Articles: text, Markdown, HTML or PDF files, or addresses; `-` for standard input
    #[arg(required = true, num_args = 1.., value_name = "SOURCE", value_hint = ValueHint::AnyPath)]
    pub(in crate::cli) articles: Vec<String>,

    /// The document's id [default: the file's name without its ending, or date, site and title]
    #[arg(long, value_name = "ID", value_parser = document_id)]
    pub(in crate::cli) id: Option<DocumentId>,

    /// The article's address
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    pub(in crate::cli) url: Option<SourceUrl>,

    /// The article's title
    #[arg(long, value_name = "TITLE")]
    pub(in crate::cli) title: Option<String>,

    /// An author, by name or id; may be repeated
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) author: Vec<String>,

    /// The outlet that published it, by name or id
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) publisher: Option<String>,

    /// When it appeared: 2025-04-07, 2025-04 or 2025
    #[arg(long, value_name = "DATE", value_parser = super::date)]
    pub(in crate::cli) published: Option<Edtf>,

    /// Let a command propose too: it reads a prompt, and writes claims as JSON. What it says is looked up in the article
    #[arg(long, value_name = "COMMAND", value_hint = ValueHint::CommandString)]
    pub(in crate::cli) with: Option<String>,
}

/// Print the JSON Schema of a kind of file
///
/// Editors complete and check files by it. `briefing init` writes the schemas into the folder `schema`, and names them in
/// the first line of each file.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  briefing schema
  briefing schema entities > schema/entities.schema.json")]
pub(in crate::cli) struct SchemaArgs {
    /// Which files it describes
    #[arg(value_name = "KIND", default_value = "document")]
    pub(in crate::cli) kind: SchemaKind,
}

/// A kind of file that has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SchemaKind {
    /// A document with its claims
    Document,
    /// `entities.yaml`, the register of actors
    Entities,
    /// `sources.yaml`, the register of outlets, origins and measures
    Sources,
}

fn document_id(text: &str) -> Result<DocumentId, &'static str> {
    DocumentId::parse(text).ok_or("an id consists of letters, digits, `-`, `_` and `.`, such as `2025-04-07-neo-aes`")
}

fn address(text: &str) -> Result<SourceUrl, &'static str> {
    SourceUrl::parse(text).ok_or(SourceUrl::FORM)
}
