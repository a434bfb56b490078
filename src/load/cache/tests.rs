use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use crate::briefing::Content;
use crate::corpus::{Corpus, Record};
use crate::load::cache::writer::DOCUMENTS_PER_BLOCK;
use crate::load::cache::{CacheFile, CacheTuning, read_unchanged};
use crate::load::{Folder, LoadStep, LoadedCorpus};

mod events;
mod written;

/// Number of documents, enough for a cache.
const FILES: usize = 300;

/// Constants with which a small folder of young files behaves like a large one of old files.
const SMALL: CacheTuning = CacheTuning { min_batches_for_preview: 1, files_per_unproven: 1 };

/// A folder of small documents that refer to each other, and a folder for caches.
struct TestFolder {
    folder: TempDir,
    caches: TempDir,
    /// Whether no document has problems.
    is_good: bool,
    tuning: CacheTuning,
}

impl TestFolder {
    /// Creates a folder in which some documents have problems.
    fn with_problems() -> Self {
        Self::new(false, SMALL)
    }

    /// Creates a folder without problems.
    fn good() -> Self {
        Self::new(true, SMALL)
    }

    fn new(is_good: bool, tuning: CacheTuning) -> Self {
        let temporary = || tempfile::tempdir().expect("a folder");
        let folder = Self { folder: temporary(), caches: temporary(), is_good, tuning };
        let actors = (0..20).map(|at| format!("- {{id: actor-{at}, schema: Person, name: Actor {at}}}\n"));
        folder.put("entities.yaml", &actors.collect::<String>());
        folder.put("sources.yaml", "outlets: [{id: post, name: Post}]\norigins: [{id: wire, name: Wire, basis: inferred, note: So it reads.}]\nmeasures: [{id: ships, name: Ships, unit: hulls, about: [actor-2]}]\n");
        (0..FILES).for_each(|at| folder.put(&format!("d{at}.yaml"), &folder.text(at, "one")));
        folder
    }

    fn text(&self, at: usize, word: &str) -> String {
        match at % 50 {
            7..=9 if self.is_good => self.text(at + 3, word),
            _ if self.is_good => text(at, word).replace("stranger", "actor-1"),
            _ => text(at, word),
        }
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), text).expect("written");
    }

    fn cached(&self) -> Folder {
        Folder::new(self.folder.path()).cached_in(Some(self.caches.path().join("briefing"))).tuned(self.tuning)
    }

    fn load(&self) -> LoadedCorpus {
        self.cached().listing().expect("files").load(|_| ())
    }

    /// Returns the number of documents that the cache saves from being read.
    fn documents_in_cache(&self) -> usize {
        let names = self.cached().yaml_names().expect("files").map(|name| name.expect("a name")).collect::<Vec<_>>();
        let caches = self.caches.path().join("briefing");
        let cache = CacheFile::new(&caches, self.folder.path(), self.tuning).expect("a plain name");
        let files = read_unchanged(&cache, self.folder.path(), &names, |_| ()).files;
        files.iter().filter(|file| matches!(file.content, Some(Content::Document(..)))).count()
    }

    fn cache_file(&self) -> Option<PathBuf> {
        let mut caches = fs::read_dir(self.caches.path().join("briefing")).ok()?.flatten();
        caches.next().map(|entry| entry.path())
    }

    /// Asserts that loading with the cache gives the same as loading without. Then writes the cache.
    fn assert_same(&self) {
        let plain = Folder::new(self.folder.path()).load().expect("a corpus");
        let LoadedCorpus { corpus, unsaved } = self.load();
        assert_eq!(description(&corpus), description(&plain));
        if let Some(unsaved) = unsaved {
            unsaved.save(&corpus);
        }
    }
}

fn text(at: usize, word: &str) -> String {
    let fault = match at % 50 {
        7 => "kind: rumour",
        8 => "kind: fact\n    speaker: nobody",
        9 => "kind: fact\n    relations: [{type: updates, claim: d1#nothing}]",
        _ => "kind: denial\n    relations: [{type: confirms, claim: d0#a, note: So it is.}]",
    };
    let (speaker, about, other) = (at % 20, (at + 1) % 20, (at + 5) % 20);
    let joint =
        if at.is_multiple_of(3) { format!("[actor-{speaker}, actor-{about}]") } else { format!("actor-{speaker}") };
    format!(
        "title: Title {at}\nauthor: [actor-{other}]\npublisher: post\nurl: https://example.org/{at}\npublished: 2024-0{}\n\
         language: en\ngenre: news\nsummary: All of {word}.\nclaims:\n  - id: a\n    text: >-\n      Goïta said {word}\n      \
         and more\n    kind: fact\n    speaker: {joint}\n    via: [actor-{other}, stranger]\n    about: \
         [actor-{about}]\n    origin: wire\n    credibility: 2\n    date: 2024-01-02/2024-02\n    passage: {{paragraph: 2, \
         start: he said, end: and more}}\n    quote: never {word}\n    figures: [{{of: ships, value: {at}.5, bound: about}}]\n  - id: b\n    text: Second {word}\n    {fault}\n",
        1 + at % 9
    )
}

/// Returns everything that a corpus knows, as text.
fn description(corpus: &Corpus) -> String {
    let mut all = String::new();
    for slot in corpus.documents() {
        all += &format!("{:?} {:?} {:?}\n", corpus.document(slot), corpus.authors(slot), corpus.entities_of(slot));
    }
    for slot in corpus.claims() {
        let (via, subjects, origin) = (corpus.via(slot), corpus.subjects(slot), corpus.origin_of(slot));
        all += &format!("{:?} {via:?} {subjects:?} {origin:?} {:?}\n", corpus.voice(slot), corpus.related(slot));
        all += &format!("{} {}\n", corpus.claim_ref(slot), corpus.shown(Record::Claim(slot)));
    }
    for slot in corpus.claims() {
        let basis = corpus.origin_of(slot).map(|origin| (corpus.origin(origin).basis, &corpus.origin(origin).note));
        all += &format!("{} {basis:?}\n", corpus.independent(slot));
    }
    for slot in corpus.entities() {
        let (said, about, conveyed) = (corpus.said_by(slot), corpus.about(slot), corpus.conveyed_by(slot));
        all += &format!("{:?} {said:?} {about:?} {conveyed:?} {:?}\n", corpus.entity(slot), corpus.documents_of(slot));
    }
    for slot in corpus.measures() {
        let (counting, measured) = (corpus.counting(slot), corpus.measured(slot));
        all += &format!("{:?} {counting:?} {measured:?}\n", corpus.measure(slot));
    }
    corpus.problems().iter().for_each(|problem| all += &format!("{problem} {:?}\n", problem.record));
    all
}

#[test]
fn a_cache_saves_reading_and_changes_nothing() {
    let folder = TestFolder::with_problems();
    assert_eq!(folder.documents_in_cache(), 0);
    folder.assert_same();
    // Six have a kind that does not exist.
    assert_eq!(folder.documents_in_cache(), FILES - 6);
    assert!(folder.load().unsaved.is_none_or(|unsaved| unsaved.entries.documents.len() == FILES - 6));
    folder.assert_same();
    let plain = Folder::new(folder.folder.path()).load().expect("a corpus");
    assert!(plain.problems().iter().any(|problem| problem.to_string().contains("`nobody` is not in entities.yaml")));
    assert!(plain.problems().iter().all(|problem| problem.line.is_some()));
}

#[test]
fn registers_are_cached_too_and_the_newest_documents_can_be_previewed() {
    let folder = TestFolder::with_problems();
    folder.assert_same();
    let mut looks = Vec::new();
    let again = |looks: &mut Vec<(usize, Vec<String>)>| {
        folder.cached().listing().expect("files").load(|step| {
            if let LoadStep::Preview(look) = step {
                let corpus = look.corpus();
                let ids = corpus.documents().map(|slot| corpus.document(slot).id.to_string());
                let mut ids: Vec<_> = ids.collect();
                ids.sort_unstable();
                looks.push((registered(&corpus), ids));
            }
        })
    };
    let registers =
        |loaded: &LoadedCorpus| loaded.unsaved.as_ref().map_or(0, |unsaved| unsaved.entries.registers.len());
    // All files are so young that their contents are compared again.
    let loaded = again(&mut looks);
    // Those with a problem are not in the cache.
    let first = loaded
        .corpus
        .documents()
        .take(DOCUMENTS_PER_BLOCK + 10)
        .map(|slot| loaded.corpus.document(slot).id.to_string());
    let first: Vec<_> = first.collect();
    let [(20, ids)] = &looks[..] else { panic!("one look, with the actors: {looks:?}") };
    assert!(ids.len() == DOCUMENTS_PER_BLOCK && ids.iter().all(|id| first.contains(id)), "{ids:?}");
    assert!(matches!(registers(&loaded), 0 | 2), "all or nothing is written");
    folder.put("entities.yaml", "- {id: actor-1, schema: Person, name: Somebody else}\n");
    let loaded = again(&mut looks);
    assert_eq!(registered(&loaded.corpus), 1);
    assert_eq!(looks.len(), 1, "without the register, a preview would show ids instead of names");
    assert_eq!(registers(&loaded), 2, "a changed register is cached again");
    folder.put("entities.yaml", "- {id: actor-1, schema: Ship, name: Somebody else}\n");
    assert_eq!(
        again(&mut looks).corpus.problems().len(),
        Folder::new(folder.folder.path()).load().expect("a corpus").problems().len()
    );
    folder.assert_same();
}

/// Returns the number of registered entities.
fn registered(corpus: &Corpus) -> usize {
    corpus.entities().filter(|slot| corpus.is_registered(*slot)).count()
}

fn all_loaded(corpus: &Corpus) -> bool {
    corpus.documents().all(|slot| corpus.loaded_document(slot).is_some())
}

/// Loads a folder whose documents must all stay in the cache.
fn on_demand(folder: &TestFolder) -> Corpus {
    let LoadedCorpus { corpus, unsaved } = folder.load();
    assert!(unsaved.is_none());
    assert!(corpus.documents().all(|slot| corpus.loaded_document(slot).is_none()));
    corpus
}

#[test]
fn if_nothing_has_changed_documents_stay_in_the_cache_until_they_are_used() {
    let folder = TestFolder::good();
    let first = folder.load();
    assert!(all_loaded(&first.corpus));
    first.unsaved.expect("there was no cache").save(&first.corpus);
    assert_eq!(description(&on_demand(&folder)), description(&first.corpus));
    folder.put("d300.yaml", &folder.text(300, "more"));
    // It is not saved, although on a slow machine the files may be old enough by now.
    let corpus = folder.load().corpus;
    assert!(all_loaded(&corpus), "a file is new");
    assert_eq!(description(&corpus), description(&Folder::new(folder.folder.path()).load().expect("a corpus")));
    fs::remove_file(folder.folder.path().join("d300.yaml")).expect("removed");
    on_demand(&folder);
    fs::remove_file(folder.folder.path().join("sources.yaml")).expect("removed");
    folder.assert_same();
}

#[test]
fn a_document_is_read_from_its_file_if_the_cache_is_damaged_meanwhile() {
    let folder = TestFolder::good();
    folder.assert_same();
    let before = description(&on_demand(&folder));
    let corpus = on_demand(&folder);
    let cache = fs::File::options().write(true).open(folder.cache_file().expect("a cache")).expect("opened");
    cache.set_len(100).expect("cut off");
    assert_eq!(description(&corpus), before);
}

#[test]
fn a_document_that_can_be_read_nowhere_is_shown_as_lost() {
    let folder = TestFolder::good();
    folder.assert_same();
    let corpus = on_demand(&folder);
    let cache = fs::File::options().write(true).open(folder.cache_file().expect("a cache")).expect("opened");
    cache.set_len(100).expect("cut off");
    folder.put("d1.yaml", &folder.text(1, "something else"));
    fs::remove_file(folder.folder.path().join("d2.yaml")).expect("removed");
    folder.put("d3.yaml", "title: [\n");
    description(&corpus);
    for (id, is_lost) in [("d0", false), ("d1", true), ("d2", true), ("d3", true), ("d4", false)] {
        let slot = corpus.find_document(id).expect("it was there");
        let document = corpus.document(slot);
        assert_eq!((document.id.as_str(), document.claims.len()), (id, corpus.claims_in(slot).len()));
        assert_eq!(document.title.as_str().contains("This document is gone"), is_lost, "{}", document.title);
    }
}

#[test]
fn a_small_folder_has_no_cache() {
    let folder = TestFolder::with_problems();
    (100..FILES).for_each(|at| fs::remove_file(folder.folder.path().join(format!("d{at}.yaml"))).expect("removed"));
    folder.assert_same();
    assert_eq!(folder.cache_file(), None);
}

#[test]
fn a_cache_that_cannot_be_written_is_not_reported() {
    let folder = TestFolder::with_problems();
    fs::write(folder.caches.path().join("briefing"), "a file where the folder should be").expect("written");
    folder.assert_same();
    folder.assert_same();
}

#[test]
fn a_cache_that_others_could_have_written_is_not_used() {
    let folder = TestFolder::with_problems();
    folder.assert_same();
    let cache = folder.cache_file().expect("a cache");
    assert_eq!(fs::metadata(&cache).expect("a file").permissions().mode() & 0o077, 0);
    fs::set_permissions(&cache, fs::Permissions::from_mode(0o666)).expect("set");
    assert_eq!(folder.documents_in_cache(), 0);
    folder.assert_same();
    assert_eq!(folder.documents_in_cache(), FILES - 6, "it was written anew");
}

#[test]
fn several_instances_do_not_disturb_each_other() {
    let folder = TestFolder::with_problems();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..3).for_each(|_| folder.assert_same()));
        }
    });
    assert_eq!(folder.documents_in_cache(), FILES - 6);
    let left: Vec<_> = fs::read_dir(folder.caches.path().join("briefing")).expect("a folder").flatten().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn of_two_files_with_one_document_each_keeps_its_own() {
    let folder = TestFolder::with_problems();
    folder.put("d1.yml", &text(1, "two"));
    folder.assert_same();
    fs::remove_file(folder.folder.path().join("d1.yaml")).expect("removed");
    folder.assert_same();
}

#[test]
fn the_shipped_constants_save_reading_and_change_nothing() {
    let folder = TestFolder::new(true, CacheTuning::default());
    folder.assert_same();
    assert_eq!(folder.documents_in_cache(), FILES);
    let mut previews = 0;
    let loaded = folder.cached().listing().expect("files").load(|step| {
        previews += usize::from(matches!(step, LoadStep::Preview(_)));
    });
    assert_eq!(previews, 0, "so few documents take no noticeable time");
    let is_slow_machine = loaded.unsaved.is_none();
    assert!(all_loaded(&loaded.corpus) || is_slow_machine, "the files are too young to be proven");
    folder.assert_same();
}

#[test]
fn reading_a_cache_marks_it_as_used() {
    for folder in [TestFolder::good(), TestFolder::with_problems()] {
        folder.assert_same();
        let cache = folder.cache_file().expect("a cache");
        let long_ago = SystemTime::now() - Duration::from_secs(7200);
        fs::File::options().append(true).open(&cache).and_then(|file| file.set_modified(long_ago)).expect("set back");
        drop(folder.load());
        let used = fs::metadata(&cache).and_then(|found| found.modified()).expect("a time");
        assert!(used > long_ago + Duration::from_secs(3600));
    }
}

#[test]
fn a_cache_of_another_build_or_folder_is_not_used() {
    let (one, other) = (TestFolder::good(), TestFolder::good());
    one.assert_same();
    other.assert_same();
    let (cache, path) = (fs::read(one.cache_file().expect("a cache")), other.cache_file().expect("a cache"));
    fs::write(&path, cache.expect("a cache")).expect("written");
    assert_eq!(other.documents_in_cache(), 0);
    other.assert_same();
    assert_eq!(other.documents_in_cache(), FILES);
}

#[test]
fn a_cache_is_rewritten_only_if_enough_has_changed() {
    let folder = TestFolder::good();
    folder.assert_same();
    let entries = |folder: &TestFolder| folder.load().unsaved.map(|unsaved| unsaved.entries.differing);
    folder.put("d1.yaml", &folder.text(1, "changed"));
    folder.put("d2.yaml", &folder.text(2, "changed"));
    fs::remove_file(folder.folder.path().join("d3.yaml")).expect("removed");
    // Three of the cached documents are not needed any more, and two are new. Young files count too.
    assert!(entries(&folder).is_some_and(|differing| differing >= 5));
}

#[test]
fn a_file_with_new_times_and_the_old_content_is_not_read_but_cached_again() {
    let folder = TestFolder::with_problems();
    folder.assert_same();
    for at in [1, 2] {
        let file = fs::File::options().append(true).open(folder.folder.path().join(format!("d{at}.yaml")));
        file.and_then(|file| file.set_modified(SystemTime::UNIX_EPOCH)).expect("set back");
    }
    assert_eq!(folder.documents_in_cache(), FILES - 6);
    assert!(folder.load().unsaved.is_some_and(|unsaved| unsaved.entries.differing >= 2));
}
