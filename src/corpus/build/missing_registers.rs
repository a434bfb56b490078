//! Reports registers that are missing or empty: one problem each, not one for each id that they should hold.

use std::borrow::Borrow;

use crate::briefing::Problem;
use crate::corpus::build::partition::PartitionedFiles;
use crate::corpus::build::registers::{Register, Registers};
use crate::text::Text;
use crate::yaml::{Fault, LineColumn, Path};

/// Returns a problem for each register that is missing from a folder, or empty, although ids need it.
///
/// `known` are the problems found so far. A register that is empty because of a problem in it is not reported again.
pub(crate) fn problems(
    folder: &Text,
    files: &PartitionedFiles,
    registers: &Registers,
    known: &[Problem],
) -> Vec<Problem> {
    let Registers { entities, outlets, origins, measures } = registers;
    let mut problems = Vec::new();
    if let Some(missing) = MissingIds::find(entities) {
        let hint = format!("write an entry for each: `- {{id: {}, schema: Person, name: \"…\"}}`", missing.first);
        let label = files.entities.as_ref().map(|register| &register.label);
        problems.extend(problem(folder, "entities.yaml", label, files.left_out.entities, "actors", &missing, hint));
    }
    if let Some(missing) = MissingIds::find(outlets) {
        let hint = format!("write an entry for each below `outlets:`: `- {{id: {}, name: \"…\"}}`", missing.first);
        let label = files.outlets.as_ref().map(|register| &register.label);
        problems.extend(problem(folder, "sources.yaml", label, files.left_out.sources, "outlets", &missing, hint));
    } else if let Some(missing) = MissingIds::find(origins) {
        let hint = format!("write an entry for each below `origins:`: `- {{id: {}, name: \"…\"}}`", missing.first);
        problems.extend(problem(folder, "sources.yaml", None, files.left_out.sources, "origins", &missing, hint));
    } else if let Some(missing) = MissingIds::find(measures) {
        let hint = format!("write an entry for each below `measures:`: `- {{id: {}, name: \"…\"}}`", missing.first);
        problems.extend(problem(folder, "sources.yaml", None, files.left_out.sources, "measures", &missing, hint));
    }
    problems.retain(|problem| problem.line.is_none() || known.iter().all(|known| known.file != problem.file));
    problems
}

/// Ids that documents need and no register holds.
struct MissingIds<'a> {
    count: usize,
    first: &'a str,
}

impl<'a> MissingIds<'a> {
    /// Returns the ids that are unknown because their register is missing or empty.
    fn find<I: Borrow<str>, T>(register: &'a Register<I, T>) -> Option<Self> {
        let count = register.records.len() - register.registered;
        if register.readable || count == 0 {
            return None;
        }
        let first = register.by_id.iter().find(|(_, at)| **at == register.registered)?.0;
        Some(Self { count, first: first.borrow() })
    }
}

/// Returns the problem of one register. `label` is that of its file if it was read. `is_there` says whether there is
/// such a file, even if it could not be read.
fn problem(
    folder: &Text,
    file: &str,
    label: Option<&Text>,
    is_there: bool,
    records: &str,
    missing: &MissingIds<'_>,
    hint: String,
) -> Option<Problem> {
    let MissingIds { count, first } = missing;
    let ids = match count {
        1 => format!("`{first}` is named"),
        _ => format!("{count} ids are named, the first `{first}`"),
    };
    match label {
        Some(label) => {
            let fault = Fault::at(Path::default(), format!("no {records} are registered here, but {ids}"));
            let top = LineColumn { line: 1, column: 1 };
            Some(Problem::at(label, &Fault { position: Some(top), ..fault.hint(hint) }))
        }
        // The reason why the file could not be read is already listed.
        None if is_there => None,
        None => {
            let path = Text::clean(format!("{}/{file}", folder.as_str().trim_end_matches('/')));
            let problem = format!("the register {file} is missing from the folder, but {ids}");
            Some(Problem::with_file(&path, problem, hint))
        }
    }
}
