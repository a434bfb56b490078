//! `init`: makes a folder of briefings.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::args::{InitArgs, Options, SchemaKind};
use super::outcome::Outcome;
use super::output::Output;
use super::schema::SCHEMAS;
use crate::draft::{StorageError, create_file, existing, modeline};
use crate::load::built_in_texts;
use crate::text::Text;

/// The example, which is also in the folder `examples` of the repository.
const EXAMPLE: [(&str, &str); 4] = [
    ("entities.yaml", include_str!("../../examples/harbour/entities.yaml")),
    ("sources.yaml", include_str!("../../examples/harbour/sources.yaml")),
    ("2024-05-02-harbour-opens.yaml", include_str!("../../examples/harbour/2024-05-02-harbour-opens.yaml")),
    (
        "sources/2024-05-02-harbour-opens.txt",
        include_str!("../../examples/harbour/sources/2024-05-02-harbour-opens.txt"),
    ),
];

/// Registers for a folder that has documents and lacks them.
const EMPTY: [(&str, &str); 2] = [
    ("entities.yaml", "# People, bodies, countries and places that the documents name.\n[]\n"),
    ("sources.yaml", "# Who publishes, and what several documents rest on.\noutlets: []\n"),
];

const IGNORED: &str =
    "# The articles belong to their publishers: keep them here, and do not publish them.\n/sources/\n";

/// Writes what a folder lacks, and says what it wrote.
pub(super) fn init(args: &InitArgs, options: &Options, output: &mut Output) -> anyhow::Result<Outcome> {
    if args.folder.is_some() && options.dir.is_some() {
        bail!("two folders are given; name one, either after `init` or with --dir");
    }
    let folder = args.folder.clone().or_else(|| options.dir()).unwrap_or_else(|| PathBuf::from("."));
    let name = Text::clean(folder.to_string_lossy());
    let has_briefings = has_briefings(&folder);
    if args.from.is_some() && has_briefings {
        bail!("{name} has briefings already, and nothing is overwritten; name another folder");
    }
    let files = match (args.from, has_briefings) {
        (Some(_), _) => built_in_texts().map(|(name, text)| (name.to_owned(), text)).collect(),
        (None, true) => lacking_registers(&folder),
        (None, false) => owned(&EXAMPLE),
    };
    fs::create_dir_all(folder.join("schema")).with_context(|| format!("cannot make the folder {name}"))?;
    let mut written = Vec::new();
    for (kind, schema) in SCHEMAS {
        let file = format!("schema/{}.schema.json", kind.name());
        written.extend(write(&folder, &file, &schema())?);
    }
    for (file, text) in files {
        written.extend(write(&folder, &file, &(first_line(&file) + &text))?);
    }
    written.extend(write(&folder, ".gitignore", IGNORED)?);
    report(&folder, &name, &written, has_briefings, output)?;
    Ok(Outcome::Found)
}

fn report(
    folder: &Path,
    name: &Text,
    written: &[String],
    has_briefings: bool,
    output: &mut Output,
) -> anyhow::Result<()> {
    let is_here = folder == Path::new(".");
    for file in written {
        let path = if is_here { PathBuf::from(file) } else { folder.join(file) };
        output.line(Text::clean(path.to_string_lossy()))?;
    }
    if written.is_empty() {
        return output.line(format!("{name} lacks nothing; nothing was written"));
    }
    let dir = if is_here { String::new() } else { format!(" --dir {name}") };
    let dir_to_open = if is_here { " --dir .".to_owned() } else { dir.clone() };
    if !has_briefings {
        output.line(format!("browse it: `briefing{dir_to_open}`"))?;
    }
    output.line(format!("next: `briefing{dir} draft ARTICLE.txt` proposes a claim for each sentence of an article"))
}

/// Returns the line of a file that names its schema. The articles' texts have none.
fn first_line(file: &str) -> String {
    let kind = match file.strip_suffix(".yaml") {
        Some("entities") => SchemaKind::Entities,
        Some("sources") => SchemaKind::Sources,
        Some(_) => SchemaKind::Document,
        None => return String::new(),
    };
    modeline(&format!("schema/{}.schema.json", kind.name()))
}

/// Returns whether a folder has documents or registers.
fn has_briefings(folder: &Path) -> bool {
    let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
    names.into_iter().any(|name| {
        let ending = Path::new(&name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        matches!(ending, "yaml" | "yml") && !name.as_encoded_bytes().starts_with(b".")
    })
}

fn lacking_registers(folder: &Path) -> Vec<(String, String)> {
    let is_lacking = |(name, _): &(String, String)| existing(folder, name.trim_end_matches(".yaml")).is_none();
    owned(&EMPTY).into_iter().filter(is_lacking).collect()
}

fn owned(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

/// Writes a file that does not exist. Returns its name, or `None` if it exists.
fn write(folder: &Path, file: &str, text: &str) -> anyhow::Result<Option<String>> {
    let path = folder.join(file);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)
            .with_context(|| format!("cannot make the folder {}", Text::clean(parent.to_string_lossy())))?;
    }
    match create_file(&path, text.as_bytes()) {
        Ok(()) => Ok(Some(file.to_owned())),
        Err(StorageError::Exists(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
