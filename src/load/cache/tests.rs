use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::briefing::Content;
use crate::corpus::lazy_document::LazyDocument;
use crate::corpus::{Corpus, Record};
use crate::load::cache::*;
use crate::load::{Folder, Loaded, Step};

mod events;
mod written;

/// Large enough for a cache.
const FILES: usize = 300;

/// A folder of small documents that name each other, and a place for caches.
struct Desk {
    folder: TempDir,
    caches: TempDir,
    /// Nothing is wrong in any document.
    is_good: bool,
}

impl Desk {
    /// Some documents have faults.
    fn new() -> Self {
        Self::filled(false)
    }

    /// Nothing is wrong.
    fn good() -> Self {
        Self::filled(true)
    }

    fn filled(is_good: bool) -> Self {
        let folder = || tempfile::tempdir().expect("a folder");
        let desk = Self { folder: folder(), caches: folder(), is_good };
        let actors = (0..20).map(|at| format!("- {{id: actor-{at}, schema: Person, name: Actor {at}}}\n"));
        desk.put("entities.yaml", &actors.collect::<String>());
        desk.put("sources.yaml", "outlets: [{id: post, name: Post}]\norigins: [{id: wire, name: Wire, basis: inferred, note: So it reads.}]\n");
        (0..FILES).for_each(|at| desk.put(&format!("d{at}.yaml"), &desk.text(at, "one")));
        desk
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
        Folder::new(self.folder.path()).cached_in(Some(self.caches.path().join("briefing")))
    }

    fn load(&self) -> Loaded {
        self.cached().listing().expect("files").load(|_| ())
    }

    /// The documents that a cache saves from being read.
    fn recalled(&self) -> usize {
        let listing = self.cached().names().expect("files").map(|name| name.expect("a name")).collect::<Vec<_>>();
        let cache = Cache::of(&self.caches.path().join("briefing"), self.folder.path()).expect("a plain name");
        let files = cache.recall(&self.cached(), &listing, |_| ()).files;
        files.iter().filter(|file| matches!(file.content, Some(Content::Document(..)))).count()
    }

    fn cache_file(&self) -> Option<PathBuf> {
        let mut caches = fs::read_dir(self.caches.path().join("briefing")).ok()?.flatten();
        caches.next().map(|entry| entry.path())
    }

    /// Loading with the cache, which is then written, is loading without.
    fn assert_same(&self) {
        let plain = Folder::new(self.folder.path()).load().expect("a corpus");
        let Loaded { corpus, unsaved } = self.load();
        assert_eq!(told(&corpus), told(&plain));
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
         start: he said, end: and more}}\n  - id: b\n    text: Second {word}\n    {fault}\n",
        1 + at % 9
    )
}

/// Everything a corpus can say.
fn told(corpus: &Corpus) -> String {
    let mut told = String::new();
    for slot in corpus.documents() {
        told += &format!("{:?} {:?} {:?}\n", corpus.document(slot), corpus.authors(slot), corpus.entities_of(slot));
    }
    for slot in corpus.claims() {
        let (via, subjects, origin) = (corpus.via(slot), corpus.subjects(slot), corpus.origin_of(slot));
        told += &format!("{:?} {via:?} {subjects:?} {origin:?} {:?}\n", corpus.voice(slot), corpus.related(slot));
        told += &format!("{} {}\n", corpus.claim_ref(slot), corpus.shown(Record::Claim(slot)));
    }
    for slot in corpus.claims() {
        let basis = corpus.origin_of(slot).map(|origin| (corpus.origin(origin).basis, &corpus.origin(origin).note));
        told += &format!("{} {basis:?}\n", corpus.independent(slot));
    }
    for slot in corpus.entities() {
        let (said, about, conveyed) = (corpus.said_by(slot), corpus.about(slot), corpus.conveyed_by(slot));
        told += &format!("{:?} {said:?} {about:?} {conveyed:?} {:?}\n", corpus.entity(slot), corpus.documents_of(slot));
    }
    corpus.problems().iter().for_each(|problem| told += &format!("{problem} {:?}\n", problem.record));
    told
}

#[test]
fn a_cache_saves_reading_and_changes_nothing() {
    let desk = Desk::new();
    assert_eq!(desk.recalled(), 0);
    desk.assert_same();
    // Six have a kind that does not exist.
    assert_eq!(desk.recalled(), FILES - 6);
    assert!(desk.load().unsaved.is_none_or(|unsaved| unsaved.kept.len() == FILES - 6));
    desk.assert_same();
    let plain = Folder::new(desk.folder.path()).load().expect("a corpus");
    assert!(plain.problems().iter().any(|problem| problem.to_string().contains("`nobody` is not in entities.yaml")));
    assert!(plain.problems().iter().all(|problem| problem.line.is_some()));
}

#[test]
fn registers_are_kept_too_and_the_newest_documents_can_be_looked_at_early() {
    let desk = Desk::new();
    desk.assert_same();
    let mut looks = Vec::new();
    let again = |looks: &mut Vec<(usize, Vec<String>)>| {
        desk.cached().listing().expect("files").load(|step| {
            if let Step::Partly(look) = step {
                let corpus = look.corpus();
                let ids = corpus.documents().map(|slot| corpus.document(slot).id.to_string());
                let mut ids: Vec<_> = ids.collect();
                ids.sort_unstable();
                looks.push((corpus.registered, ids));
            }
        })
    };
    let registers = |loaded: &Loaded| loaded.unsaved.as_ref().map_or(0, |unsaved| unsaved.registers.len());
    // All is so young that it is compared once more, and then known by its stamp.
    let loaded = again(&mut looks);
    // Those with a problem are not among them.
    let first = loaded.corpus.documents().take(BATCH + 10).map(|slot| loaded.corpus.document(slot).id.to_string());
    let first: Vec<_> = first.collect();
    let [(20, ids)] = &looks[..] else { panic!("one look, with the actors: {looks:?}") };
    assert!(ids.len() == BATCH && ids.iter().all(|id| first.contains(id)), "{ids:?}");
    assert!(matches!(registers(&loaded), 0 | 2), "all or nothing is written");
    desk.put("entities.yaml", "- {id: actor-1, schema: Person, name: Somebody else}\n");
    let loaded = again(&mut looks);
    assert_eq!(loaded.corpus.registered, 1);
    assert_eq!(registers(&loaded), 2, "a register that was changed is kept anew");
    desk.put("entities.yaml", "- {id: actor-1, schema: Ship, name: Somebody else}\n");
    assert_eq!(
        again(&mut looks).corpus.problems().len(),
        Folder::new(desk.folder.path()).load().expect("a corpus").problems().len()
    );
    desk.assert_same();
}

/// Loads what must all be in the cache as it is.
fn shelved(desk: &Desk) -> Corpus {
    let Loaded { corpus, unsaved } = desk.load();
    assert!(unsaved.is_none());
    assert!(corpus.documents.iter().all(|held| matches!(held, LazyDocument::OnDemand(..))));
    corpus
}

#[test]
fn where_nothing_has_changed_documents_stay_in_the_cache_until_somebody_looks() {
    let desk = Desk::good();
    let first = desk.load();
    assert!(first.corpus.documents.iter().all(|held| matches!(held, LazyDocument::Loaded(..))));
    first.unsaved.expect("there was no cache").save(&first.corpus);
    assert_eq!(told(&shelved(&desk)), told(&first.corpus));
    desk.put("d300.yaml", &desk.text(300, "more"));
    // Not saved: on a slow machine the files are old enough by now for the cache to be written anew.
    let corpus = desk.load().corpus;
    assert!(corpus.documents.iter().all(|held| matches!(held, LazyDocument::Loaded(..))), "a file is new");
    assert_eq!(told(&corpus), told(&Folder::new(desk.folder.path()).load().expect("a corpus")));
    fs::remove_file(desk.folder.path().join("d300.yaml")).expect("removed");
    shelved(&desk);
    fs::remove_file(desk.folder.path().join("sources.yaml")).expect("removed");
    desk.assert_same();
}

#[test]
fn what_is_looked_at_after_the_cache_was_spoilt_is_read_from_its_file() {
    let desk = Desk::good();
    desk.assert_same();
    let told_before = told(&shelved(&desk));
    let corpus = shelved(&desk);
    let cache = fs::File::options().write(true).open(desk.cache_file().expect("a cache")).expect("opened");
    cache.set_len(100).expect("cut off");
    assert_eq!(told(&corpus), told_before);
}

#[test]
fn what_can_be_read_nowhere_any_more_is_said_to_be_lost() {
    let desk = Desk::good();
    desk.assert_same();
    let corpus = shelved(&desk);
    let cache = fs::File::options().write(true).open(desk.cache_file().expect("a cache")).expect("opened");
    cache.set_len(100).expect("cut off");
    desk.put("d1.yaml", &desk.text(1, "something else"));
    fs::remove_file(desk.folder.path().join("d2.yaml")).expect("removed");
    desk.put("d3.yaml", "title: [\n");
    told(&corpus);
    for (id, is_lost) in [("d0", false), ("d1", true), ("d2", true), ("d3", true), ("d4", false)] {
        let slot = corpus.find_document(id).expect("it was there");
        let document = corpus.document(slot);
        assert_eq!((document.id.as_str(), document.claims.len()), (id, corpus.claims_in(slot).len()));
        assert_eq!(document.title.as_str().contains("This document is gone"), is_lost, "{}", document.title);
    }
}

#[test]
fn a_small_folder_has_no_cache() {
    let desk = Desk::new();
    (100..FILES).for_each(|at| fs::remove_file(desk.folder.path().join(format!("d{at}.yaml"))).expect("removed"));
    desk.assert_same();
    assert_eq!(desk.cache_file(), None);
}

#[test]
fn nowhere_to_write_is_no_reason_to_say_anything() {
    let desk = Desk::new();
    fs::write(desk.caches.path().join("briefing"), "a file where the folder should be").expect("written");
    desk.assert_same();
    desk.assert_same();
}

#[test]
fn what_others_could_have_written_is_not_trusted() {
    let desk = Desk::new();
    desk.assert_same();
    let cache = desk.cache_file().expect("a cache");
    assert_eq!(fs::metadata(&cache).expect("a file").permissions().mode() & 0o077, 0);
    fs::set_permissions(&cache, fs::Permissions::from_mode(0o666)).expect("set");
    assert_eq!(desk.recalled(), 0);
    desk.assert_same();
    assert_eq!(desk.recalled(), FILES - 6, "it was written anew");
}

#[test]
fn several_at_once_do_not_disturb_each_other() {
    let desk = Desk::new();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..3).for_each(|_| desk.assert_same()));
        }
    });
    assert_eq!(desk.recalled(), FILES - 6);
    let left: Vec<_> = fs::read_dir(desk.caches.path().join("briefing")).expect("a folder").flatten().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn of_two_files_with_one_document_each_keeps_its_own() {
    let desk = Desk::new();
    desk.put("d1.yml", &text(1, "two"));
    desk.assert_same();
    fs::remove_file(desk.folder.path().join("d1.yaml")).expect("removed");
    desk.assert_same();
}

/// A file's stamp as if it had been read long after it was written.
fn ripe(path: &Path) -> Stamp {
    let found = fs::metadata(path).expect("a file");
    // Another file there was changed an hour later.
    let later = tempfile::NamedTempFile::new_in(path.parent().expect("a folder")).expect("a file");
    let time = found.modified().expect("a time") + Duration::from_secs(3600);
    later.as_file().set_modified(time).expect("set forward");
    Stamp::of(&found).settled_by(Some(Clock::at(&later.as_file().metadata().expect("a file"))))
}

/// The cache of a folder, in that folder.
fn cache_of(folder: &TempDir) -> Cache {
    Cache::of(folder.path(), folder.path()).expect("a plain name")
}

#[test]
fn a_stamp_is_trusted_only_where_it_proves_something() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("file");
    fs::write(&path, "one").expect("written");
    let of_another = digest(b"two");
    let seen = Seen { stamp: ripe(&path), digest: of_another };
    let cache = cache_of(&folder);
    assert_eq!(cache.current(&path, &seen), Some(seen), "it is not even opened");
    let young = cache.settled(Seen { stamp: Stamp::of(&fs::metadata(&path).expect("a file")), digest: of_another });
    assert_eq!(cache.current(&path, &young), None, "its content is looked at");
    let right = Seen { digest: digest(b"one"), ..young };
    assert_eq!(cache.current(&path, &right).map(|now| now.digest), Some(right.digest));
}

#[test]
fn a_file_of_the_same_size_whose_time_was_put_back_is_noticed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("file");
    fs::write(&path, "one").expect("written");
    let seen = Seen { stamp: ripe(&path), digest: digest(b"one") };
    let modified = fs::metadata(&path).and_then(|found| found.modified()).expect("a time");
    // Within one tick of the clock nothing would show; that is what an unsettled stamp is for.
    while seen.stamp.is_of(&fs::metadata(&path).expect("a file")) {
        fs::write(&path, "two").expect("written");
        fs::File::options().append(true).open(&path).and_then(|file| file.set_modified(modified)).expect("put back");
    }
    assert_eq!(fs::metadata(&path).and_then(|found| found.modified()).expect("a time"), modified);
    let cache = cache_of(&folder);
    assert_eq!(cache.current(&path, &seen), None);
    fs::write(&path, "one").expect("written");
    assert_eq!(cache.current(&path, &seen).map(|now| now.digest), Some(seen.digest), "it is what it was");
    fs::remove_file(&path).expect("removed");
    assert_eq!(cache.current(&path, &seen), None);
}
