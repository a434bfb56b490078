//! The arguments of `check`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckArgs {
    /// Folder of briefings to check [default: what --dir or `BRIEFING_DIR` names, or the built-in briefings]
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(in crate::cli) folder: Option<PathBuf>,

    /// Fetch the pages again instead, and say which passages have changed or are gone
    #[arg(long)]
    pub(in crate::cli) online: bool,

    /// With --online: only the page of this DOCUMENT
    #[arg(long, value_name = "ID", requires = "online")]
    pub(in crate::cli) only: Option<String>,
}
