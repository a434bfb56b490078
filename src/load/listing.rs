//! Loads the files of a folder step by step, so that the first of them can be browsed early.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::briefing::{Content, EntityRefs, File};
use crate::corpus::{Corpus, build};
use crate::load::briefing_file;
use crate::load::cache::{CacheEntries, CacheFile, CachedFiles, UnsavedCache, load_snapshot, read_unchanged};

/// Number of files that are read between two reports.
const CHUNK: usize = 1024;
/// Maximum number of files that a thread takes at a time, because at the end of a chunk all threads wait for the last.
const SHARE: usize = 4;
/// Number of files that are read before the first preview: more than a screen shows.
const FIRST: usize = 64;
/// Growth factor between previews. Each preview builds and indexes a corpus, so previews must be rare.
const GROWTH: usize = 16;

/// A report on the progress of loading.
#[derive(Debug)]
pub enum LoadStep<'a> {
    /// Files were read.
    Read {
        /// Number of files read so far.
        done: usize,
        /// Number of files in all.
        total: usize,
    },
    /// Enough files were read for a preview.
    Preview(Preview<'a>),
}

/// The files that are read so far. They are made into a corpus only on request.
#[derive(Debug)]
pub struct Preview<'a> {
    folder: &'a Path,
    files: &'a [File],
}

impl Preview<'_> {
    /// Builds a corpus of these files. It lists no problems, because what seems to be missing may still be read.
    pub fn corpus(&self) -> Corpus {
        build(briefing_file::label(self.folder), self.files.to_vec()).without_problems()
    }
}

/// The result of loading.
#[derive(Debug)]
pub struct LoadedCorpus {
    /// The whole corpus.
    pub corpus: Corpus,
    /// The new cache, if it is worth writing.
    pub unsaved: Option<UnsavedCache>,
}

/// The names of a folder's files, which are not read yet.
#[derive(Debug)]
pub struct FolderListing {
    folder: PathBuf,
    /// The registers first, then the newest documents.
    names: Vec<OsString>,
    cache: Option<CacheFile>,
}

impl FolderListing {
    pub(crate) fn new(folder: PathBuf, names: Vec<OsString>, cache: Option<CacheFile>) -> Self {
        Self { folder, names, cache }
    }

    /// Returns the names in the order of reading.
    #[cfg(test)]
    pub(crate) fn names(&self) -> &[OsString] {
        &self.names
    }

    /// Reads the files, or takes them from the cache, and reports each step.
    pub fn load(&self, mut report: impl FnMut(LoadStep<'_>)) -> LoadedCorpus {
        let total = self.names.len();
        let snapshot = self.cache.as_ref().and_then(|cache| load_snapshot(cache, &self.folder, &self.names));
        if let Some(corpus) = snapshot {
            return LoadedCorpus { corpus, unsaved: None };
        }
        let cached = self.cache.as_ref().map(|cache| {
            read_unchanged(cache, &self.folder, &self.names, |files| {
                report(LoadStep::Read { done: files.len(), total });
                report(LoadStep::Preview(Preview { folder: &self.folder, files }));
            })
        });
        let mut cached = cached.unwrap_or_else(|| CachedFiles::none(&self.names));
        self.read_missing(&mut cached, report);
        let unsaved = self.cache.as_ref().and_then(|cache| UnsavedCache::new(cache, cached.entries));
        LoadedCorpus { corpus: build(briefing_file::label(&self.folder), cached.files), unsaved }
    }

    /// Reads the files that are not in the cache.
    fn read_missing(&self, cached: &mut CachedFiles, mut report: impl FnMut(LoadStep<'_>)) {
        let CachedFiles { files, missing, entries } = cached;
        if let Some(cache) = &self.cache {
            cache.note_time();
        }
        let total = self.names.len();
        files.reserve_exact(total - files.len());
        let mut next_preview = 0;
        let mut rest = &missing[..];
        while !rest.is_empty() {
            let (chunk, later) = rest.split_at(rest.len().min(if next_preview == 0 { FIRST } else { CHUNK }));
            rest = later;
            self.read_chunk(chunk, files, entries);
            if rest.is_empty() {
                break;
            }
            report(LoadStep::Read { done: files.len(), total });
            if files.len() >= next_preview {
                next_preview = files.len() * GROWTH;
                report(LoadStep::Preview(Preview { folder: &self.folder, files }));
            }
        }
    }

    fn read_chunk(&self, names: &[OsString], files: &mut Vec<File>, entries: &mut CacheEntries) {
        let read = names.par_iter().with_max_len(SHARE).map(|name| briefing_file::read(&self.folder.join(name)));
        let mut read: Vec<_> = read.collect();
        EntityRefs::share(read.iter_mut().filter_map(|(file, _)| match &mut file.content {
            Some(Content::Document(_, mentions)) => Some(mentions),
            _ => None,
        }));
        for ((file, version), name) in read.into_iter().zip(names) {
            if let Some(cache) = &self.cache {
                entries.add(name, &file, version.map(|version| cache.trusted(version)));
            }
            files.push(file);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::Folder;

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
        assert!(unsaved.is_none(), "nothing is cached without a request");
        let [partly] = &looks[..] else { panic!("one look") };
        assert_eq!((partly.documents().len(), partly.problems().len()), (FIRST - 2, 0));
        assert!(partly.find_entity("actor").is_some_and(|slot| partly.is_registered(slot)), "registers come first");
        assert_eq!(whole.documents().len(), CHUNK + 10);
        assert_eq!(whole.problems().len(), CHUNK + 9, "every relation to a claim that is not there");
        let at_once = Folder::new(folder.path()).load().expect("a corpus");
        assert_eq!(whole.problems(), at_once.problems());
    }
}
