//! A pseudo-terminal that runs a program and keeps every byte of its output.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Time without output after which a program is taken to be done. It is long enough for a busy machine.
const REST: Duration = Duration::from_millis(600);
/// Maximum time to the first byte.
const PATIENCE: Duration = Duration::from_secs(5);
/// The query for the position of the cursor.
const CURSOR_QUERY: &[u8] = b"\x1b[6n";

/// A terminal and a program in it.
pub(crate) struct Line {
    writer: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    child: Box<dyn Child + Send + Sync>,
    /// Kept open while the program runs.
    _master: Box<dyn MasterPty + Send>,
    silent_yet: bool,
}

impl Line {
    /// Starts a program with only the variables that a terminal sets.
    pub(crate) fn start(program: &str, arguments: &[&str], (cols, rows): (u16, u16)) -> Self {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        let home = std::env::temp_dir();
        for (name, value) in [("TERM", "xterm-256color"), ("PATH", "/usr/bin:/bin"), ("LANG", "C.UTF-8")] {
            command.env(name, value);
        }
        command.env("HOME", home);
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 65536];
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..length].to_vec()).is_err() {
                    return;
                }
            }
        });
        let at_least_one = |cells| NonZero::new(cells).unwrap_or(NonZero::<u16>::MIN);
        Self {
            writer: pair.master.take_writer().expect("the first writer"),
            output,
            screen: vt100::Parser::new(at_least_one(rows), at_least_one(cols), 0),
            child,
            _master: pair.master,
            silent_yet: true,
        }
    }

    /// Types keys.
    pub(crate) fn send(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).and_then(|()| self.writer.flush()).expect("keys are taken");
    }

    /// Returns the output until there is no more for a while. Replies to queries as a terminal does.
    pub(crate) fn until_rest(&mut self) -> Vec<u8> {
        let mut written = Vec::new();
        let patience = |silent: bool| if silent { PATIENCE } else { REST };
        while let Ok(bytes) = self.output.recv_timeout(patience(self.silent_yet)) {
            self.silent_yet = false;
            self.screen.process(&bytes);
            if bytes.windows(CURSOR_QUERY.len()).any(|window| window == CURSOR_QUERY) {
                let (row, column) = self.screen.screen().cursor_position();
                self.send(&format!("\x1b[{};{}R", row + 1, column + 1));
            }
            written.extend(bytes);
        }
        written
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
