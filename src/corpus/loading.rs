//! Reading a folder step by step, so that what is read already can be browsed.

use std::path::PathBuf;

use rayon::prelude::*;

use super::folder::{Folder, FolderError, read};
use super::{Corpus, build};
use crate::briefing::File;

/// Files that are read between two reports.
const CHUNK: usize = 256;
/// After each look at what there is, so many times as many files are read before the next.
const GROWTH: usize = 4;

/// What has come of the loading so far.
#[derive(Debug)]
pub enum Step<'a> {
    /// So many files are read.
    Read {
        /// Files read.
        done: usize,
        /// Files in all.
        total: usize,
    },
    /// There is enough for a look at it.
    Partly(Look<'a>),
}

/// What is read so far; made into a corpus only for those who ask.
#[derive(Debug)]
pub struct Look<'a> {
    folder: &'a Folder,
    files: &'a [File],
}

impl Look<'_> {
    /// What can be browsed already. Its problems are not listed: what seems to be missing may still come.
    pub fn corpus(&self) -> Corpus {
        let mut partly = build(self.folder.label(), self.files.to_vec());
        partly.problems.clear();
        partly
    }
}

/// The files of a folder, found and not yet read.
#[derive(Clone, Debug)]
pub struct Listing {
    folder: Folder,
    paths: Vec<PathBuf>,
}

impl Folder {
    /// Finds the folder's files. Fails where it cannot be read or holds none.
    pub fn listing(&self) -> Result<Listing, FolderError> {
        let mut paths = self.yaml_files()?;
        // Documents are named by their dates, as a rule: the registers first, then the newest.
        let register = |path: &PathBuf| path.file_stem().is_some_and(|stem| stem == "entities" || stem == "sources");
        paths.sort_by(|a, b| register(b).cmp(&register(a)).then_with(|| b.cmp(a)));
        Ok(Listing { folder: self.clone(), paths })
    }
}

impl Listing {
    /// True where there are steps to tell of.
    pub fn is_large(&self) -> bool {
        self.paths.len() > CHUNK
    }

    /// Reads the files, telling of every step on the way.
    pub fn load(&self, mut step: impl FnMut(Step<'_>)) -> Corpus {
        let total = self.paths.len();
        let mut files = Vec::with_capacity(total);
        let mut next_look = CHUNK;
        for chunk in self.paths.chunks(CHUNK) {
            files.par_extend(chunk.par_iter().map(|path| read(path)));
            let done = files.len();
            if done == total {
                break;
            }
            step(Step::Read { done, total });
            if done >= next_look {
                next_look = done * GROWTH;
                step(Step::Partly(Look { folder: &self.folder, files: &files }));
            }
        }
        build(self.folder.label(), files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_folder_can_be_browsed_before_all_of_it_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: String, text: String| std::fs::write(folder.path().join(name), text).expect("written");
        write("entities.yaml".into(), "- {id: actor, schema: Person, name: Actor}\n".into());
        for number in 0..CHUNK + 10 {
            let head = format!("title: T{number}\npublisher: o\nurl: https://example.org/\npublished: 2024\n");
            let claim =
                "claims: [{id: a, text: T, kind: fact, speaker: actor, relations: [{type: updates, claim: d0#a}]}]\n";
            write(format!("d{number}.yaml"), if number == 0 { head } else { head + claim });
        }
        let (mut looks, mut reports) = (Vec::new(), Vec::new());
        let listing = Folder::new(folder.path()).listing().expect("files");
        let whole = listing.load(|step| match step {
            Step::Read { done, total } => reports.push((done, total)),
            Step::Partly(look) => looks.push(look.corpus()),
        });
        assert_eq!(reports, [(CHUNK, CHUNK + 11)]);
        let [partly] = &looks[..] else { panic!("one look") };
        assert_eq!((partly.documents().len(), partly.problems().len()), (CHUNK - 1, 0));
        assert!(partly.find_entity("actor").is_some_and(|slot| partly.is_registered(slot)), "registers come first");
        assert_eq!(whole.documents().len(), CHUNK + 10);
        assert_eq!(whole.problems().len(), CHUNK + 9, "every relation to a claim that is not there");
        let at_once = Folder::new(folder.path()).load().expect("a corpus");
        assert_eq!(whole.problems(), at_once.problems());
    }
}
