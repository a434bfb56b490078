//! Reading a folder step by step, so that what is read already can be browsed.

use std::ffi::OsString;

use rayon::prelude::*;

use crate::briefing::{Content, File, Mentions};
use crate::corpus::{Corpus, build};
use crate::load::cache::{Cache, Recalled, Unsaved};
use crate::load::folder::Folder;

/// Files that are read between two reports.
const CHUNK: usize = 1024;
/// Files that a core takes at a time. At the end of a chunk the others wait for the last of them.
const SHARE: usize = 4;
/// Files that are read before the first look: more than a screen shows.
const FIRST: usize = 64;
/// After each look at what there is, so many times as many files are read before the next. A look is cross-referenced,
/// and whoever looks searches it too, so few looks leave more time for reading.
const GROWTH: usize = 16;

/// What has come of the loading so far.
#[derive(Debug)]
pub enum LoadStep<'a> {
    /// So many files are read.
    Read {
        /// Files read.
        done: usize,
        /// Files in all.
        total: usize,
    },
    /// There is enough for a look at it.
    Preview(Preview<'a>),
}

/// What is read so far; made into a corpus only for those who ask.
#[derive(Debug)]
pub struct Preview<'a> {
    folder: &'a Folder,
    files: &'a [File],
}

impl Preview<'_> {
    /// What can be browsed already. Its problems are not listed: what seems to be missing may still come.
    pub fn corpus(&self) -> Corpus {
        build(self.folder.label(), self.files.to_vec()).without_problems()
    }
}

/// A corpus that was read.
#[derive(Debug)]
pub struct LoadedCorpus {
    /// All there is.
    pub corpus: Corpus,
    /// What is to be kept of it for the next time, where the cache has to be written anew.
    pub unsaved: Option<Unsaved>,
}

/// The files of a folder, found and not yet read.
#[derive(Debug)]
pub struct Listing {
    folder: Folder,
    /// The registers first, then the newest documents.
    names: Vec<OsString>,
    cache: Option<Cache>,
}

impl Listing {
    pub(crate) fn new(folder: Folder, names: Vec<OsString>, cache: Option<Cache>) -> Self {
        Self { folder, names, cache }
    }

    /// Reads the files, telling of every step on the way.
    pub fn load(&self, mut step: impl FnMut(LoadStep<'_>)) -> LoadedCorpus {
        let total = self.names.len();
        let unchanged = self.cache.as_ref().and_then(|cache| cache.unchanged(&self.folder, &self.names));
        if let Some(corpus) = unchanged {
            return LoadedCorpus { corpus, unsaved: None };
        }
        let recalled = self.cache.as_ref().map(|cache| {
            cache.recall(&self.folder, &self.names, |files| {
                step(LoadStep::Read { done: files.len(), total });
                step(LoadStep::Preview(Preview { folder: &self.folder, files }));
            })
        });
        let recalled = recalled.unwrap_or_else(|| Recalled::nothing(&self.names));
        let Recalled { mut files, missing, mut keep } = recalled;
        if let Some(cache) = &self.cache {
            cache.note_time();
        }
        files.reserve_exact(total - files.len());
        let mut next_look = 0;
        let mut rest = &missing[..];
        while !rest.is_empty() {
            let (chunk, later) = rest.split_at(rest.len().min(if next_look == 0 { FIRST } else { CHUNK }));
            rest = later;
            let mut read: Vec<_> = chunk.par_iter().with_max_len(SHARE).map(|name| self.folder.read(name)).collect();
            Mentions::share(read.iter_mut().filter_map(|(file, _)| match &mut file.content {
                Some(Content::Document(_, mentions)) => Some(mentions),
                _ => None,
            }));
            for ((file, seen), name) in read.into_iter().zip(chunk) {
                if let Some(cache) = &self.cache {
                    keep.add(name, &file, seen.map(|seen| cache.settled(seen)));
                }
                files.push(file);
            }
            if rest.is_empty() {
                break;
            }
            step(LoadStep::Read { done: files.len(), total });
            if files.len() >= next_look {
                next_look = files.len() * GROWTH;
                step(LoadStep::Preview(Preview { folder: &self.folder, files: &files }));
            }
        }
        let unsaved = self.cache.as_ref().and_then(|cache| keep.unsaved(cache));
        LoadedCorpus { corpus: build(self.folder.label(), files), unsaved }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_folder_can_be_browsed_before_all_of_it_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: String, text: String| std::fs::write(folder.path().join(name), text).expect("written");
        write("sources.yaml".into(), "outlets: [{id: o, name: O}]\n".into());
        write("entities.yaml".into(), "- {id: actor, schema: Person, name: Actor}\n".into());
        for number in 0..CHUNK + 10 {
            let head = format!("title: T{number}\npublisher: o\nurl: https://example.org/\npublished: 2024\n");
            let claim =
                "claims: [{id: a, text: T, kind: fact, speaker: actor, relations: [{type: updates, claim: d0#a}]}]\n";
            write(format!("d{number}.yaml"), if number == 0 { head } else { head + claim });
        }
        let (mut looks, mut reports) = (Vec::new(), Vec::new());
        let listing = Folder::new(folder.path()).listing().expect("files");
        let LoadedCorpus { corpus: whole, unsaved } = listing.load(|step| match step {
            LoadStep::Read { done, total } => reports.push((done, total)),
            LoadStep::Preview(look) => looks.push(look.corpus()),
        });
        assert_eq!(reports, [(FIRST, CHUNK + 12)]);
        assert!(unsaved.is_none(), "nothing is kept where nobody asked for it");
        let [partly] = &looks[..] else { panic!("one look") };
        assert_eq!((partly.documents().len(), partly.problems().len()), (FIRST - 2, 0));
        assert!(partly.find_entity("actor").is_some_and(|slot| partly.is_registered(slot)), "registers come first");
        assert_eq!(whole.documents().len(), CHUNK + 10);
        assert_eq!(whole.problems().len(), CHUNK + 9, "every relation to a claim that is not there");
        let at_once = Folder::new(folder.path()).load().expect("a corpus");
        assert_eq!(whole.problems(), at_once.problems());
    }
}
