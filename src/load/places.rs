//! Where a record stands in the files of a folder, so that it can be edited there.

use std::fs;
use std::path::{Path, PathBuf};

use crate::briefing::Problem;
use crate::corpus::{Corpus, Record};
use crate::load::corpus_source::CorpusSource;
use crate::load::folder::Folder;
use crate::text::Text;
use crate::yaml;

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePlace {
    /// The path of the file.
    pub path: PathBuf,
    /// The line, from 1. `None` if it is not known.
    pub line: Option<usize>,
}

impl FilePlace {
    /// Returns the place of a problem.
    pub fn with_problem(problem: &Problem) -> Self {
        Self { path: PathBuf::from(problem.file.raw()), line: problem.line }
    }
}

impl CorpusSource {
    /// Returns where a record stands. The error says why it stands in no file that can be edited.
    pub fn place_of_record(&self, corpus: &Corpus, record: Record) -> Result<FilePlace, Text> {
        match self {
            Self::BuiltIn => {
                Err(Text::from("These are built in. To edit a copy: `briefing init --from built-in DIR`."))
            }
            Self::Folder(folder) => place_in(folder, corpus, record),
        }
    }
}

/// Finds the record in the file as it is now, which may have changed since it was read.
fn place_in(folder: &Folder, corpus: &Corpus, record: Record) -> Result<FilePlace, Text> {
    let (stem, list, id) = match record {
        Record::Document(slot) => (corpus.document(slot).id.to_string(), None, String::new()),
        Record::Claim(slot) => {
            let document = corpus.document(corpus.document_of(slot));
            (document.id.to_string(), Some(yaml::Path::default().key("claims")), corpus.claim(slot).id.to_string())
        }
        Record::Entity(_) => ("entities".to_owned(), Some(yaml::Path::default()), corpus.id_of(record)),
        Record::Outlet(_) => ("sources".to_owned(), Some(yaml::Path::default().key("outlets")), corpus.id_of(record)),
        Record::Origin(_) => ("sources".to_owned(), Some(yaml::Path::default().key("origins")), corpus.id_of(record)),
    };
    let files = [".yaml", ".yml"].map(|ending| folder.path().join(format!("{stem}{ending}")));
    let Some(path) = files.into_iter().find(|path| path.is_file()) else {
        return Err(Text::from(format!("There is no file {stem}.yaml in the folder.")));
    };
    let Some(list) = list else { return Ok(FilePlace { path, line: Some(1) }) };
    match line_of(&path, &list, &id) {
        Some(line) => Ok(FilePlace { path, line: Some(line) }),
        // The id of an entity or a source may be one that other files name and no register has.
        None => Err(Text::from(format!("{id} is not in {stem}.yaml. Edit a document that names it."))),
    }
}

/// Returns the line of the element with an id in a list of a file.
fn line_of(path: &Path, list: &yaml::Path, id: &str) -> Option<usize> {
    let text = yaml::text(fs::read(path).ok()?).ok()?;
    yaml::find_element(&text, list, "id", id).map(|at| at.line)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = "# A comment.\ntitle: T\npublisher: out\nurl: https://example.org/\npublished: 2024\nclaims:\n\
                            - {id: one, text: One, kind: fact, speaker: unknown-one}\n- text: Two\n  kind: fact\n  id: two\n";
    const SOURCES: &str = "outlets:\n  - id: out\n    name: Out\norigins:\n\n  - {id: out, name: The origin}\n";

    fn folder() -> (tempfile::TempDir, CorpusSource, Corpus) {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in [
            ("2024-a.yml", DOCUMENT),
            ("entities.yaml", "- {id: ann, schema: Person, name: Ann}\n\n- id: ben\n  schema: Person\n  name: Ben\n"),
            ("sources.yaml", SOURCES),
        ] {
            fs::write(folder.path().join(name), text).expect("written");
        }
        let source = CorpusSource::Folder(Folder::new(folder.path()));
        let corpus = source.load().expect("a corpus");
        (folder, source, corpus)
    }

    #[test]
    fn every_record_is_found_in_its_file() {
        let (folder, source, corpus) = folder();
        let mut places = Vec::new();
        let documents = corpus.documents().map(Record::Document);
        let records = documents.chain(corpus.claims().map(Record::Claim)).chain(corpus.outlets_and_origins());
        for record in records.chain(corpus.entities().map(Record::Entity)) {
            let place = source.place_of_record(&corpus, record).map(|place| {
                let name = place.path.strip_prefix(folder.path()).expect("a file of the folder").to_owned();
                format!("{}:{}", name.display(), place.line.unwrap_or_default())
            });
            places.push(place.unwrap_or_else(|reason| reason.to_string()));
        }
        assert_eq!(
            places,
            [
                "2024-a.yml:1",
                "2024-a.yml:7",
                "2024-a.yml:8",
                "sources.yaml:2",
                "sources.yaml:6",
                "entities.yaml:1",
                "entities.yaml:3",
                "unknown-one is not in entities.yaml. Edit a document that names it.",
            ]
        );
    }

    #[test]
    fn the_place_is_that_of_the_file_as_it_is_now() {
        let (folder, source, corpus) = folder();
        let two = corpus.claims().nth(1).map(Record::Claim).expect("two claims");
        fs::write(folder.path().join("2024-a.yml"), format!("# Another comment.\n{DOCUMENT}")).expect("written");
        assert_eq!(source.place_of_record(&corpus, two).map(|place| place.line), Ok(Some(9)));
        fs::write(folder.path().join("2024-a.yml"), "claims: [[[[").expect("written");
        assert!(source.place_of_record(&corpus, two).is_err());
        fs::remove_file(folder.path().join("2024-a.yml")).expect("removed");
        assert!(source.place_of_record(&corpus, two).is_err());
    }

    #[test]
    fn built_in_briefings_stand_in_no_file() {
        let corpus = CorpusSource::BuiltIn.load().expect("a corpus");
        let claim = corpus.claims().next().map(Record::Claim).expect("a claim");
        let reason = CorpusSource::BuiltIn.place_of_record(&corpus, claim).expect_err("no file").to_string();
        assert!(reason.contains("briefing init --from built-in DIR"), "{reason}");
    }
}
