//! Watches the folder: a change reaches the event loop soon after the last of several, and nothing wakes up without one.

use std::fmt::Display;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::app::Message;
use crate::load::{CorpusSource, Folder};
use crate::terminal::Event;
use crate::text::Text;

/// Time without a change after which the files are read, because editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(150);
/// Maximum time that changes are waited for. A folder that changes all the time is read again nevertheless.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// Notices changes of a folder until it is dropped.
pub(super) struct Watch {
    _watcher: RecommendedWatcher,
}

/// Starts to watch the folder of briefings, and sends [`Message::Changed`] after changes. The built-in briefings never
/// change. The error says why no change is noticed.
pub(super) fn watch(source: &CorpusSource, sender: &Sender<Event<Message>>) -> Result<Option<Watch>, Text> {
    let CorpusSource::Folder(folder) = source else { return Ok(None) };
    let failed = |error: &dyn Display| Text::clean(format!("Changes of the files are not noticed ({error})"));
    let (changed, changes) = channel();
    let events = sender.clone();
    let collect = move || each_burst(&changes, || events.send(Event::App(Message::Changed)).is_ok());
    thread::Builder::new().name("watch".into()).spawn(collect).map_err(|error| failed(&error))?;
    let watched = folder.clone();
    let notice = move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| is_change(&watched, &event)) {
            // An error means that the collecting thread has ended with the event loop.
            let _ = changed.send(());
        }
    };
    let mut watcher = notify::recommended_watcher(notice).map_err(|error| failed(&error))?;
    watcher.watch(folder.path(), RecursiveMode::NonRecursive).map_err(|error| failed(&error))?;
    Ok(Some(Watch { _watcher: watcher }))
}

/// Returns what is not noticed although the folder is watched: changes that another machine makes.
pub(super) fn unnoticed(source: &CorpusSource) -> Option<Text> {
    let CorpusSource::Folder(folder) = source else { return None };
    folder.is_remote().then(|| "On a network file system, changes by other machines are not noticed".into())
}

/// Returns whether an event may change what is read from a folder. Reading its files does not.
fn is_change(folder: &Folder, event: &notify::Event) -> bool {
    let is_written = event.kind == EventKind::Access(AccessKind::Close(AccessMode::Write));
    let writes = is_written || !event.kind.is_access();
    event.need_rescan() || writes && event.paths.iter().any(|path| folder.reads(path))
}

/// Calls `send` once for each burst of changes, until it returns false or no more can come.
fn each_burst(changes: &Receiver<()>, send: impl Fn() -> bool) {
    while changes.recv().is_ok() {
        let last = Instant::now() + LONGEST_WAIT;
        while Instant::now() < last && changes.recv_timeout(QUIET).is_ok() {}
        if !send() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::fs;

    #[test]
    fn a_burst_of_changes_is_one() {
        let (changed, changes) = channel();
        for _ in 0..100 {
            changed.send(()).expect("a receiver");
        }
        drop(changed);
        let sent = Cell::new(0);
        each_burst(&changes, || {
            sent.set(sent.get() + 1);
            true
        });
        assert_eq!(sent.get(), 1);
    }

    #[test]
    fn what_is_read_changes_the_folder_and_reading_it_does_not() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a.yaml"), "title: T\n").expect("written");
        let source = CorpusSource::Folder(Folder::new(folder.path()));
        let (sender, events) = channel();
        let _watch = watch(&source, &sender).expect("a local folder").expect("a watch");
        source.load().expect("a corpus");
        fs::write(folder.path().join(".a.yaml.swp"), "x").expect("written");
        fs::write(folder.path().join("b.yaml"), "title: T\n").expect("written");
        assert!(matches!(events.recv(), Ok(Event::App(Message::Changed))));
        fs::create_dir(folder.path().join("sources")).expect("made");
        assert!(matches!(events.recv(), Ok(Event::App(Message::Changed))), "articles may be there now");
        fs::remove_file(folder.path().join("a.yaml")).expect("removed");
        assert!(matches!(events.recv(), Ok(Event::App(Message::Changed))));
    }

    #[test]
    fn only_events_that_write_count() {
        let folder = Folder::new("/briefings");
        let event = |kind, path: &str| notify::Event::new(kind).add_path(path.into());
        let read = EventKind::Access(AccessKind::Open(AccessMode::Read));
        let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert!(!is_change(&folder, &event(read, "/briefings/a.yaml")));
        assert!(is_change(&folder, &event(written, "/briefings/a.yaml")));
        assert!(is_change(&folder, &event(EventKind::Any, "/briefings")));
        for other in ["/briefings/a.yaml~", "/briefings/.a.yaml.swp", "/briefings/4913"] {
            assert!(!is_change(&folder, &event(written, other)), "{other}");
        }
    }

    #[test]
    fn the_built_in_briefings_are_not_watched() {
        let (sender, _events) = channel();
        assert!(matches!(watch(&CorpusSource::BuiltIn, &sender), Ok(None)));
    }
}
