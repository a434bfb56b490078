//! Registers that are missing or empty: one problem each, however many ids lead nowhere for that.

use std::borrow::Borrow;

use crate::briefing::Problem;
use crate::corpus::build::partition::Sorted;
use crate::corpus::build::resolve::{Register, Registers};
use crate::text::Text;
use crate::yaml::{Fault, LineColumn, Path};

/// Says which registers are missing from a folder, or hold nothing, and that ids need them.
///
/// `known` is what is wrong besides: a register with a mistake in it is empty for that mistake.
pub(crate) fn registers(folder: &Text, sorted: &Sorted, registers: &Registers, known: &[Problem]) -> Vec<Problem> {
    let Registers { entities, outlets, origins } = registers;
    let mut problems = Vec::new();
    if let Some(needed) = needed(entities) {
        let hint = format!("write an entry for each: `- {{id: {}, schema: Person, name: \"…\"}}`", needed.first);
        let label = sorted.entities.as_ref().map(|read| &read.label);
        problems.extend(problem(folder, "entities.yaml", label, sorted.left_out.entities, "actors", &needed, hint));
    }
    if let Some(needed) = needed(outlets) {
        let hint = format!("write an entry for each below `outlets:`: `- {{id: {}, name: \"…\"}}`", needed.first);
        let label = sorted.outlets.as_ref().map(|read| &read.label);
        problems.extend(problem(folder, "sources.yaml", label, sorted.left_out.sources, "outlets", &needed, hint));
    } else if let Some(needed) = needed(origins) {
        let hint = format!("write an entry for each below `origins:`: `- {{id: {}, name: \"…\"}}`", needed.first);
        problems.extend(problem(folder, "sources.yaml", None, sorted.left_out.sources, "origins", &needed, hint));
    }
    problems.retain(|problem| problem.line.is_none() || known.iter().all(|known| known.file != problem.file));
    problems
}

/// Ids that no register holds.
struct Needed<'a> {
    count: usize,
    first: &'a str,
}

/// The ids that stand for nothing because there is no register to hold them.
fn needed<I: Borrow<str>, T>(register: &Register<I, T>) -> Option<Needed<'_>> {
    let count = register.records.len() - register.registered;
    if register.readable || count == 0 {
        return None;
    }
    let first = register.by_id.iter().find(|(_, at)| **at == register.registered)?.0;
    Some(Needed { count, first: first.borrow() })
}

fn problem(
    folder: &Text,
    file: &str,
    read: Option<&Text>,
    is_there: bool,
    what: &str,
    needed: &Needed<'_>,
    hint: String,
) -> Option<Problem> {
    let Needed { count, first } = needed;
    let ids = match count {
        1 => format!("`{first}` is named"),
        _ => format!("{count} ids are named, the first `{first}`"),
    };
    match read {
        Some(label) => {
            let fault = Fault::at(Path::default(), format!("no {what} are registered here, but {ids}"));
            let top = LineColumn { line: 1, column: 1 };
            Some(Problem::at(label, &Fault { position: Some(top), ..fault.hint(hint) }))
        }
        // What keeps a register from being read is a problem of its file.
        None if is_there => None,
        None => {
            let path = Text::clean(format!("{}/{file}", folder.as_str().trim_end_matches('/')));
            let problem = format!("the register {file} is missing from the folder, but {ids}");
            Some(Problem::with_file(&path, problem, hint))
        }
    }
}
