//! Whatever happens to a folder or to its cache, the corpus is that of the files.

use std::fs;
use std::time::SystemTime;

use proptest::prelude::*;

use crate::load::cache::CacheTuning;
use crate::load::cache::tests::{FILES, SMALL, TestFolder};

/// A change of a folder or of its cache between two loads.
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

impl TestFolder {
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
            // A missing file cannot be removed, touched or swapped, which is fine.
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
        is_shipped in any::<bool>(),
        rounds in prop::collection::vec(prop::collection::vec(event(), 0..9), 1..4),
    ) {
        let desk = TestFolder::new(is_good, if is_shipped { CacheTuning::default() } else { SMALL });
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
