use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use proptest::prelude::*;
use tempfile::TempDir;

use super::container::{Reader, Writer};
use super::record::{Records, Words};
use super::references::Counts;
use super::*;
use crate::briefing::{Content, File, Mentions, Names};
use crate::corpus::fixture::harbour;
use crate::corpus::held::Held;
use crate::corpus::{Corpus, Folder, Loaded, Record, Step};

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
        desk.put("sources.yaml", "outlets: [{id: post, name: Post}]\norigins: [{id: wire, name: Wire}]\n");
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
    format!(
        "title: Title {at}\nauthor: [actor-{other}]\npublisher: post\nurl: https://example.org/{at}\npublished: 2024-0{}\n\
         language: en\ngenre: news\nsummary: All of {word}.\nclaims:\n  - id: a\n    text: >-\n      Goïta said {word}\n      \
         and more\n    kind: fact\n    speaker: actor-{speaker}\n    via: [actor-{other}, stranger]\n    about: \
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

#[test]
fn every_word_of_a_register_comes_back() {
    let text = "- {id: a, schema: Person, name: Анна B, alias: [x, y z], weakAlias: [w], position: [Chair], country: [ml, ru], \
                memberOf: [b], wikidataId: Q1, summary: Who.}\n- {id: b, schema: PublicBody, name: B}\n";
    let sources = "outlets: [{id: o, name: O, url: 'https://o.example/', reliability: B, note: Why.}, {id: p, name: P}]\n\
                   origins: [{id: wire, name: W, issuer: [a, b], date: 2024-05}, {id: talk, name: T}]\n";
    for (stem, text) in [("entities", text), ("sources", sources)] {
        let file = File::read("f".into(), stem, text.into());
        assert_eq!(file.problems, []);
        let content = file.content.expect("a register");
        let bytes = register::write(&content).expect("written");
        let again = register::read(&bytes).expect("a register");
        assert_eq!(format!("{again:?}"), format!("{content:?}"));
        for at in 0..bytes.len() {
            let mut wrong = bytes.clone();
            wrong[at] = 0x1b;
            let read = register::read(&wrong);
            assert!(!format!("{read:?}").contains("\\u{1b}"), "nothing comes in that no file could say");
            assert!(register::read(&bytes[..at]).is_none());
        }
    }
}

/// Loads what must all be in the cache as it is.
fn shelved(desk: &Desk) -> Corpus {
    let Loaded { corpus, unsaved } = desk.load();
    assert!(unsaved.is_none());
    assert!(corpus.documents.iter().all(|held| matches!(held, Held::Shelved(..))));
    corpus
}

#[test]
fn where_nothing_has_changed_documents_stay_in_the_cache_until_somebody_looks() {
    let desk = Desk::good();
    let first = desk.load();
    assert!(first.corpus.documents.iter().all(|held| matches!(held, Held::Read(..))));
    first.unsaved.expect("there was no cache").save(&first.corpus);
    assert_eq!(told(&shelved(&desk)), told(&first.corpus));
    desk.put("d300.yaml", &desk.text(300, "more"));
    desk.assert_same();
    assert!(desk.load().corpus.documents.iter().all(|held| matches!(held, Held::Read(..))), "a file is new");
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
        assert_eq!(document.title.as_str().contains("Cannot be read any more"), is_lost, "{}", document.title);
    }
}

#[test]
fn references_that_lead_nowhere_are_not_taken() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("cache");
    let wrong = |spoil: &dyn Fn(&mut Vec<Vec<u8>>)| {
        let mut corpus = harbour();
        let mut writer = Writer::create(folder.path(), u64::MAX)?;
        let blocks = references::write(&corpus, &mut writer).expect("written");
        writer.finish(&[], &path)?;
        let (reader, _) = Reader::open(&path).expect("a cache");
        let mut blocks: Vec<_> = blocks.iter().map(|block| reader.block(block).expect("a block")).collect();
        spoil(&mut blocks);
        let mut writer = Writer::create(folder.path(), u64::MAX)?;
        let blocks: Vec<_> = blocks.iter().map(|block| writer.append(block)).collect::<Result<_, _>>()?;
        writer.finish(&[], &path)?;
        let (reader, _) = Reader::open(&path).expect("a cache");
        let Some(known) = references::read(&reader, &blocks) else { return Ok(None) };
        if known.first_claim != corpus.first_claim || known.counts != Counts::of(&corpus) {
            return Ok(None);
        }
        corpus.references = known.references;
        corpus.find_clusters();
        io::Result::Ok(Some(told(&corpus)))
    };
    assert_eq!(wrong(&|_| ()).expect("written"), Some(told(&harbour())));
    let mut taken = 0;
    for block in 0..17 {
        for at in 0..60 {
            // What is taken can be told without leading anywhere that does not exist.
            let told = wrong(&|blocks| blocks[block].iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 0x0f));
            taken += usize::from(told.expect("written").is_some());
        }
        assert_eq!(wrong(&|blocks| blocks[block].truncate(3)).expect("written"), None);
        assert_eq!(wrong(&|blocks| drop(blocks.remove(block))).expect("written"), None);
    }
    assert!(taken > 0);
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
    Stamp::of(&fs::metadata(path).expect("a file"), SystemTime::now() + Duration::from_secs(3600))
}

#[test]
fn a_stamp_is_trusted_only_where_it_proves_something() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("file");
    fs::write(&path, "one").expect("written");
    let of_another = digest(b"two");
    let seen = Seen { stamp: ripe(&path), digest: of_another };
    assert_eq!(current(&path, &seen), Some(seen), "it is not even opened");
    let young = Stamp::of(&fs::metadata(&path).expect("a file"), SystemTime::now());
    assert_eq!(current(&path, &Seen { stamp: young, digest: of_another }), None, "its content is looked at");
    let right = Seen { stamp: young, digest: digest(b"one") };
    assert_eq!(current(&path, &right).map(|now| now.digest), Some(right.digest));
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
    assert_eq!(current(&path, &seen), None);
    fs::write(&path, "one").expect("written");
    assert_eq!(current(&path, &seen).map(|now| now.digest), Some(seen.digest), "it is what it was");
    fs::remove_file(&path).expect("removed");
    assert_eq!(current(&path, &seen), None);
}

#[test]
fn every_word_of_a_document_comes_back() {
    let corpus = harbour();
    let entities: Vec<_> = corpus.entities.iter().map(|entity| entity.id.as_str()).collect();
    let origins: Vec<_> = corpus.origins.iter().map(|origin| origin.id.as_str()).collect();
    let names = Arc::new(Names::read(&entities, &origins).expect("ids"));
    for slot in corpus.documents() {
        let mut words = Words::default();
        let records = record::write(&corpus, slot, &mut words, Vec::new()).expect("written");
        let (length, block) = (words.as_str().len(), [words.as_str().as_bytes(), &records].concat());
        let read = |block: &[u8]| {
            let mut records = Records::of(block, length)?;
            let (document, mentions) = records.next(&format!("{}.yaml", corpus.document(slot).id))?;
            let relations = document.claims.iter().map(|claim| claim.relations.len());
            let mentions = Mentions::read(&names, mentions, relations)?;
            Some((document, mentions, records.is_empty()))
        };
        let (document, mentions, all) = read(&block).expect("a document");
        assert!(all, "there is nothing else");
        assert_eq!(format!("{document:?}"), format!("{:?}", corpus.document(slot)));
        assert_eq!(mentions.claims().count(), document.claims.len());
        // What no file could say does not come in by this door either.
        for at in 0..block.len() {
            let mut wrong = block.clone();
            wrong[at] = 0x1b;
            if let Some((document, ..)) = read(&wrong) {
                assert!(!document.title.as_str().contains('\u{1b}'));
                assert!(document.claims.iter().all(|claim| !claim.text.as_str().contains('\u{1b}')));
            }
        }
    }
}

/// What can happen to a folder, or to its cache, between two loads.
#[derive(Clone, Debug)]
enum Event {
    Change(usize, String),
    Remove(usize),
    Touch(usize),
    Swap(usize, usize),
    Spoil(usize),
    Overwrite(usize, u8),
    Truncate(usize),
    Register(String),
}

fn event() -> impl Strategy<Value = Event> {
    let at = || 0..FILES + 20;
    prop_oneof![
        (at(), "[a-z]{3}").prop_map(|(at, word)| Event::Change(at, word)),
        at().prop_map(Event::Remove),
        at().prop_map(Event::Touch),
        (at(), at()).prop_map(|(one, other)| Event::Swap(one, other)),
        at().prop_map(Event::Spoil),
        (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Event::Overwrite(at, byte)),
        any::<usize>().prop_map(Event::Truncate),
        prop_oneof!["Person", "Country", "Ship"].prop_map(Event::Register),
    ]
}

impl Desk {
    fn happen(&self, event: &Event) {
        let path = |at: usize| self.folder.path().join(format!("d{at}.yaml"));
        let cache = |change: &dyn Fn(&mut Vec<u8>)| {
            if let Some(file) = self.cache_file() {
                let mut bytes = fs::read(&file).expect("a cache");
                change(&mut bytes);
                fs::write(&file, bytes).expect("written");
            }
        };
        match event {
            Event::Change(at, word) => fs::write(path(*at), self.text(*at, word)).expect("written"),
            // Files that are not there cannot be removed, touched or swapped.
            Event::Remove(at) => drop(fs::remove_file(path(*at))),
            Event::Touch(at) => drop(
                fs::File::options()
                    .append(true)
                    .open(path(*at))
                    .and_then(|file| file.set_modified(SystemTime::UNIX_EPOCH)),
            ),
            Event::Swap(one, other) => {
                let aside = self.folder.path().join("aside");
                if fs::rename(path(*one), &aside).is_ok() {
                    drop(fs::rename(path(*other), path(*one)));
                    fs::rename(&aside, path(*other)).expect("renamed");
                }
            }
            Event::Spoil(at) => fs::write(path(*at), "title: [\n").expect("written"),
            Event::Overwrite(at, byte) => cache(&|bytes| {
                let at = at % bytes.len().max(1);
                bytes.iter_mut().skip(at).take(1).for_each(|old| *old = *byte);
            }),
            Event::Register(schema) => {
                self.put(
                    "entities.yaml",
                    &format!("- {{id: actor-1, schema: {schema}, name: Actor, memberOf: [actor-2]}}\n"),
                );
            }
            Event::Truncate(at) => cache(&|bytes| bytes.truncate(at % (bytes.len() + 1))),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]
    #[test]
    fn whatever_happens_the_corpus_is_that_of_the_files(
        is_good in any::<bool>(),
        rounds in prop::collection::vec(prop::collection::vec(event(), 0..9), 1..4),
    ) {
        let desk = Desk::filled(is_good);
        desk.assert_same();
        desk.assert_same();
        for events in rounds {
            for event in &events {
                desk.happen(event);
            }
            desk.assert_same();
        }
    }
}
