//! A pseudo-terminal that runs a program, and the screen that the program draws.
//!
//! Nothing here sleeps. Every wait is for a condition, with a deadline far above the time on a loaded machine.

mod line;

use std::fs::File;
use std::io::Write;
use std::num::NonZero;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};
use tempfile::TempDir;

use line::{Line, Shared, State};

/// Maximum time to wait for a condition. It is long because it is only reached by a test that fails, and a program that is
/// not optimised is slow beside other tests.
pub(crate) const DEADLINE: Duration = Duration::from_secs(60);
/// A program in a pseudo-terminal.
pub(crate) struct Pty {
    master: Option<Box<dyn MasterPty + Send>>,
    /// Kept open, because the terminal would otherwise end with the program.
    slave: Option<Box<dyn SlavePty + Send>>,
    writer: Arc<Mutex<Option<Box<dyn Write + Send>>>>,
    program: Option<Program>,
    shared: Arc<Shared>,
    reader: Option<JoinHandle<()>>,
    modes_before: String,
    tty: PathBuf,
    /// An empty home directory, deleted with this value.
    home: TempDir,
}

/// A running program. How it was started decides how it is waited for.
enum Program {
    /// The leader of a session of its own, as in a terminal window.
    Leader(Box<dyn portable_pty::Child + Send + Sync>),
    /// A child with another controlling terminal, or none.
    Visitor(Child),
}

impl Pty {
    /// Starts the program. The variables are added to `TERM`, `HOME`, `PATH` and `LANG`, its only others.
    pub(crate) fn start(size: (u16, u16), arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        Self::start_program(env!("CARGO_BIN_EXE_briefing"), size, arguments, variables)
    }

    /// Starts any program in the same way.
    pub(crate) fn start_program(
        program: &str,
        size: (u16, u16),
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Self {
        Self::open(size).started(program, arguments, variables)
    }

    fn started(mut self, program: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        for (name, value) in self.variables(variables) {
            command.env(name, value);
        }
        let slave = self.slave.as_ref().expect("a new terminal");
        self.program = Some(Program::Leader(slave.spawn_command(command).expect("the program starts")));
        self
    }

    /// Starts a shell script, in which `$0` is the program, after keys were typed. The terminal answers no queries.
    pub(crate) fn start_typed_ahead(size: (u16, u16), keys: &str, script: &str) -> Self {
        let pty = Self::open(size);
        pty.shared.lock().mute = true;
        pty.send(keys);
        pty.started("/bin/sh", &["-c", script, env!("CARGO_BIN_EXE_briefing")], &[])
    }

    /// Starts a program for which this is not the controlling terminal, so that it gets no signal at a hang-up.
    pub(crate) fn start_visitor(
        program: &str,
        size: (u16, u16),
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Self {
        let mut pty = Self::open(size);
        let end = || Stdio::from(File::options().read(true).write(true).open(&pty.tty).expect("the terminal"));
        let child = Command::new(program)
            .args(arguments)
            .env_clear()
            .envs(pty.variables(variables))
            .stdin(end())
            .stdout(end())
            .stderr(end())
            .spawn()
            .expect("the program starts");
        pty.program = Some(Program::Visitor(child));
        pty
    }

    fn variables(&self, variables: &[(&str, &str)]) -> Vec<(String, String)> {
        let home = self.home.path().to_str().expect("a path");
        let usual = [("TERM", "xterm-256color"), ("HOME", home), ("PATH", "/usr/bin:/bin"), ("LANG", "C.UTF-8")];
        usual.iter().chain(variables).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn open((columns, rows): (u16, u16)) -> Self {
        let pair = native_pty_system().openpty(pty_size(columns, rows)).expect("a pseudo-terminal");
        let shared = Arc::new(Shared {
            state: Mutex::new(State::new(at_least_one(rows), at_least_one(columns))),
            changed: Condvar::new(),
        });
        let writer = Arc::new(Mutex::new(Some(pair.master.take_writer().expect("the first writer"))));
        let output = pair.master.try_clone_reader().expect("a reader");
        let reader = std::thread::spawn({
            let (shared, writer) = (Arc::clone(&shared), Arc::clone(&writer));
            move || shared.read(output, &writer)
        });
        let tty = pair.master.tty_name().expect("a terminal has a name");
        let modes_before = format!("{:?}", pair.master.get_termios());
        Self {
            master: Some(pair.master),
            slave: Some(pair.slave),
            writer,
            program: None,
            shared,
            reader: Some(reader),
            modes_before,
            tty,
            home: TempDir::new().expect("a home directory"),
        }
    }

    /// Types keys.
    pub(crate) fn send(&self, keys: impl AsRef<[u8]>) {
        let mut writer = self.writer.lock().expect("no writer panics");
        let writer = writer.as_mut().expect("the terminal is there");
        writer.write_all(keys.as_ref()).and_then(|()| writer.flush()).expect("keys are taken");
    }

    /// Waits until the screen is as wanted at the end of a frame. Panics with the screen if it never is.
    pub(crate) fn wait_for(&self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        let state = self.wait_while(|state| state.in_frame || !wanted(state.screen.screen()));
        let (came, screen) = (wanted(state.screen.screen()), state.screen.screen().contents());
        drop(state);
        assert!(came, "{what} never came to be on this screen:\n{screen}");
    }

    /// Waits until this text is on the screen.
    pub(crate) fn wait_for_text(&self, text: &str) {
        self.wait_for(&format!("{text:?}"), |screen| screen.contents().contains(text));
    }

    /// Waits until these bytes have been written.
    pub(crate) fn wait_for_bytes(&self, bytes: &[u8]) {
        let written = |state: &State| state.bytes.windows(bytes.len()).any(|window| window == bytes);
        let state = self.wait_while(|state| !written(state));
        let came = written(&state);
        drop(state);
        assert!(came, "{} was never written", bytes.escape_ascii());
    }

    fn wait_while(&self, unwanted: impl Fn(&State) -> bool) -> MutexGuard<'_, State> {
        let state = self.shared.lock();
        let unwanted = |state: &mut State| !state.ended && unwanted(state);
        self.shared.changed.wait_timeout_while(state, DEADLINE, unwanted).expect("no reader panics").0
    }

    /// Returns whether nothing is written for this long.
    pub(crate) fn is_silent_for(&self, time: Duration) -> bool {
        let state = self.shared.lock();
        let before = state.bytes.len();
        let unchanged = |state: &mut State| state.bytes.len() == before;
        let (state, _) = self.shared.changed.wait_timeout_while(state, time, unchanged).expect("no reader panics");
        state.bytes.len() == before
    }

    /// Waits until nothing has been written for a while, because a frame may arrive in several parts.
    pub(crate) fn settle(&self) {
        let begin = Instant::now();
        while !self.is_silent_for(Duration::from_millis(100)) {
            assert!(begin.elapsed() < DEADLINE, "it never stops writing");
        }
    }

    /// Calls `look` with the screen.
    pub(crate) fn screen<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        // With a copy, a panic in `look` does not poison the lock.
        let screen = self.shared.lock().screen.screen().clone();
        look(&screen)
    }

    /// Returns every byte written so far.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.shared.lock().bytes.clone()
    }

    /// Returns every byte after the first `written`.
    pub(crate) fn bytes_since(&self, written: usize) -> Vec<u8> {
        self.shared.lock().bytes[written..].to_vec()
    }

    /// Returns the number of bytes written so far.
    pub(crate) fn written(&self) -> usize {
        self.shared.lock().bytes.len()
    }

    /// Resizes the terminal and the screen.
    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        self.shared.lock().screen.screen_mut().set_size(at_least_one(rows), at_least_one(columns));
        self.master.as_ref().expect("the terminal is there").resize(pty_size(columns, rows)).expect("a size");
    }

    /// Resizes the terminal alone. The screen keeps its size.
    pub(crate) fn claim(&self, columns: u16, rows: u16) {
        self.master.as_ref().expect("the terminal is there").resize(pty_size(columns, rows)).expect("a size");
    }

    /// Erases everything on the screen beyond a size, as if the terminal had had that size for a moment.
    pub(crate) fn crop(&self, columns: u16, rows: u16) {
        let mut state = self.shared.lock();
        let (all_rows, all_columns) = state.screen.screen().size();
        state.screen.screen_mut().set_size(at_least_one(rows), at_least_one(columns));
        state.screen.screen_mut().set_size(all_rows, all_columns);
    }

    /// Stops reading, as on a stuck connection. The program must react to the key `x`.
    pub(crate) fn stick(&self) {
        self.settle();
        let mut state = self.shared.lock();
        state.line = Line::Stuck;
        let before = state.bytes.len();
        drop(state);
        // The reader is blocked in a last read, which the output for this key ends.
        self.send("x");
        let state = self.wait_while(|state| state.bytes.len() == before);
        assert_ne!(state.bytes.len(), before, "the program shows nothing for a key");
    }

    /// Returns the terminal's modes before the program started.
    pub(crate) fn modes_before(&self) -> &str {
        &self.modes_before
    }

    /// Returns the terminal's current modes.
    pub(crate) fn modes(&self) -> String {
        format!("{:?}", self.master.as_ref().expect("the terminal is there").get_termios())
    }

    /// Returns the program's process.
    pub(crate) fn process(&self) -> Pid {
        let id = match self.program.as_ref().expect("a program was started") {
            Program::Leader(child) => child.process_id().expect("an id"),
            Program::Visitor(child) => child.id(),
        };
        pid(id)
    }

    /// Sends the program a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.process(), signal).expect("the program is there");
    }

    /// Closes the terminal, as when a connection breaks or a window is closed.
    pub(crate) fn hang_up(&mut self) {
        let nudge = File::options().write(true).open(&self.tty);
        self.shared.lock().line = Line::Down;
        self.shared.changed.notify_all();
        *self.writer.lock().expect("no writer panics") = None;
        self.master = None;
        self.slave = None;
        // The reader has the last open handle and is blocked until something is written. If it was awake, it has closed
        // the handle already, and this write fails.
        let _ = nudge.expect("the terminal is there").write_all(b"x");
        self.reader.take().expect("a reader").join().expect("no reader panics");
    }

    /// Waits for the program to end, but leaves its exit status to be collected.
    pub(crate) fn wait_for_end(&self) {
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
        let id = self.process();
        let (sender, ended) = std::sync::mpsc::channel();
        std::thread::spawn(move || sender.send(waitid(WaitId::Pid(id), options).map(drop)));
        ended.recv_timeout(DEADLINE).expect("the program ends").expect("it is a child");
    }

    /// Waits for the end of the program and of its output. Returns the exit status and the time to the end.
    pub(crate) fn exit_code(&mut self) -> (u32, Duration) {
        let begin = Instant::now();
        let program = self.program.take().expect("a program is waited for once");
        let (sender, ended) = std::sync::mpsc::channel();
        let id = match &program {
            Program::Leader(child) => child.process_id().expect("an id"),
            Program::Visitor(child) => child.id(),
        };
        std::thread::spawn(move || sender.send(program.wait()));
        let Ok(code) = ended.recv_timeout(DEADLINE) else {
            let _ = kill_process(pid(id), Signal::KILL);
            panic!("the program never ended");
        };
        let time = begin.elapsed();
        self.slave = None;
        let mut state = self.shared.lock();
        if state.line == Line::Stuck {
            state.line = Line::Up;
        }
        drop(state);
        self.shared.changed.notify_all();
        if let Some(reader) = self.reader.take() {
            reader.join().expect("no reader panics");
        }
        (code, time)
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if let Some(program) = &mut self.program {
            program.kill();
        }
    }
}

impl Program {
    fn wait(self) -> u32 {
        use std::os::unix::process::ExitStatusExt;
        match self {
            Self::Leader(mut child) => {
                let status = child.wait().expect("a child is waited for");
                assert!(status.signal().is_none(), "ended by {status}");
                status.exit_code()
            }
            Self::Visitor(mut child) => {
                let status = child.wait().expect("a child is waited for");
                assert!(status.signal().is_none(), "ended by {status}");
                status.code().and_then(|code| u32::try_from(code).ok()).expect("an exit status")
            }
        }
    }

    fn kill(&mut self) {
        // It may have ended already.
        match self {
            Self::Leader(child) => {
                let _ = child.kill();
                let _ = child.wait();
            }
            Self::Visitor(child) => {
                let _ = child.kill();
                let _ = child.wait();
            }
        }
    }
}

/// Converts a process id to rustix's type.
pub(crate) fn pid(id: u32) -> Pid {
    i32::try_from(id).ok().and_then(Pid::from_raw).expect("a process id")
}

fn pty_size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// The test's screen needs a cell in each direction. A terminal does not.
fn at_least_one(cells: u16) -> NonZero<u16> {
    NonZero::new(cells).unwrap_or(NonZero::<u16>::MIN)
}
