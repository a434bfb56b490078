//! A pseudo-terminal that runs a program, and the screen that the program draws.
//!
//! Every wait is for a condition on the screen. It returns the time from the key to the last byte that made it true.

use std::io::{Read, Write};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

pub(crate) const ROWS: u16 = 40;
pub(crate) const COLUMNS: u16 = 120;

/// Maximum time of a wait, which only a program that is stuck reaches.
const DEADLINE: Duration = Duration::from_secs(600);

/// The query for the position of the cursor.
const CURSOR_QUERY: &[u8] = b"\x1b[6n";

/// A program in a pseudo-terminal. Dropping it ends the program.
pub(crate) struct Pty {
    writer: Arc<Mutex<Box<dyn Write + Send>>>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
    shown: Arc<(Mutex<Shown>, Condvar)>,
    /// Kept open while the program runs.
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

/// Everything that has arrived.
struct Shown {
    screen: vt100::Parser,
    /// Time of the last byte.
    at: Instant,
    bytes: usize,
}

impl Pty {
    /// Starts a program.
    pub(crate) fn start(mut command: CommandBuilder) -> Self {
        let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let cells = |cells: u16| std::num::NonZero::new(cells).expect("the screen has cells");
        let screen = vt100::Parser::new(cells(ROWS), cells(COLUMNS), 0);
        let shown = Arc::new((Mutex::new(Shown { screen, at: Instant::now(), bytes: 0 }), Condvar::new()));
        let mut output = pair.master.try_clone_reader().expect("a reader");
        let writer = Arc::new(Mutex::new(pair.master.take_writer().expect("the first writer")));
        let (seen, answers) = (Arc::clone(&shown), Arc::clone(&writer));
        thread::spawn(move || {
            let mut buffer = [0; 65536];
            while let Ok(length @ 1..) = output.read(&mut buffer) {
                let at = Instant::now();
                let mut shown = seen.0.lock().expect("no other panics");
                shown.screen.process(&buffer[..length]);
                (shown.at, shown.bytes) = (at, shown.bytes + length);
                let (row, column) = shown.screen.screen().cursor_position();
                drop(shown);
                seen.1.notify_all();
                if buffer[..length].windows(CURSOR_QUERY.len()).any(|bytes| bytes == CURSOR_QUERY) {
                    // A program that has ended needs no reply.
                    let _ = write!(answers.lock().expect("no other panics"), "\x1b[{};{}R", row + 1, column + 1);
                }
            }
        });
        Self { writer, child, shown, _master: pair.master }
    }

    /// Returns the program's process.
    pub(crate) fn process(&self) -> Option<u32> {
        self.child.process_id()
    }

    /// Types keys. Returns the time until the screen is as wanted, and the number of bytes that this took.
    pub(crate) fn until(&self, keys: &str, wanted: impl Fn(&vt100::Screen) -> bool) -> (Duration, usize) {
        let before = self.shown.0.lock().expect("no other panics").bytes;
        let start = Instant::now();
        {
            let mut writer = self.writer.lock().expect("no other panics");
            writer.write_all(keys.as_bytes()).and_then(|()| writer.flush()).expect("keys are taken");
        }
        let shown = self.shown.0.lock().expect("no other panics");
        let unlike = |shown: &mut Shown| (!keys.is_empty() && shown.bytes == before) || !wanted(shown.screen.screen());
        let (shown, waited) = self.shown.1.wait_timeout_while(shown, DEADLINE, unlike).expect("no other panics");
        let (at, bytes, contents) = (shown.at, shown.bytes - before, shown.screen.screen().contents());
        drop(shown);
        assert!(!waited.timed_out(), "after {keys:?} the screen stays\n{contents}");
        (at.saturating_duration_since(start), bytes)
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
