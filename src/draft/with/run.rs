//! Runs the command: the prompt on its standard input, limits of time and size on what it writes.

use std::fmt;
use std::io::{self, Read, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::{Handle, Signals};
use tempfile::NamedTempFile;

use super::prompt::INSTRUCTIONS;
use super::question::Question;
use super::schema::reply_schema;

/// What a command may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Maximum number of bytes that it may write, because an answer about one article has a few thousand.
    pub bytes: usize,
    /// Maximum time, because a model on a slow machine takes minutes.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 1 << 20, time: Duration::from_secs(300) }
    }
}

/// Why there are no proposals of a command.
#[derive(Debug)]
pub enum CommandError {
    /// It, or what it needs, could not be started.
    NotStarted(io::Error),
    /// It ended with a failure.
    Failed(ExitStatus),
    /// It took too long.
    TooSlow(Duration),
    /// It wrote too much.
    TooMuch(usize),
    /// It was interrupted by Ctrl-C.
    Interrupted,
    /// It wrote no claims.
    NoClaims,
}

impl fmt::Display for CommandError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotStarted(error) => write!(out, "the command could not be started: {error}"),
            Self::Failed(status) => write!(out, "the command failed ({status})"),
            Self::TooSlow(time) => write!(out, "the command did not end within {} s", time.as_secs()),
            Self::TooMuch(bytes) => write!(out, "the command wrote more than {bytes} bytes"),
            Self::Interrupted => out.write_str("the command was interrupted"),
            Self::NoClaims => out.write_str(
                "the command wrote no claims; it should write JSON such as {\"claims\": [{\"text\": …, \"quote\": …}]}",
            ),
        }
    }
}

impl std::error::Error for CommandError {}

/// What happens while a command runs.
enum Event {
    Wrote(Vec<u8>),
    WroteTooMuch,
    Ended(io::Result<ExitStatus>),
    Interrupted,
}

/// Files that the command may read, by the paths in its environment.
struct Files([(&'static str, NamedTempFile); 3]);

impl Files {
    fn new(article: &str) -> io::Result<Self> {
        let file = |content: &str| -> io::Result<NamedTempFile> {
            let mut file = NamedTempFile::new()?;
            file.write_all(content.as_bytes())?;
            file.flush()?;
            Ok(file)
        };
        Ok(Self([
            ("BRIEFING_SCHEMA", file(&format!("{:#}\n", reply_schema()))?),
            ("BRIEFING_PROMPT", file(INSTRUCTIONS)?),
            ("BRIEFING_ARTICLE", file(article)?),
        ]))
    }
}

/// Runs a command and returns what it wrote.
pub(super) fn run(command: &str, question: Question<'_>, prompt: &str, limits: Limits) -> Result<String, CommandError> {
    let files = Files::new(question.article).map_err(CommandError::NotStarted)?;
    let mut signals = Signals::new([SIGINT, SIGTERM]).map_err(CommandError::NotStarted)?;
    let mut child = started(command, question, &files).map_err(CommandError::NotStarted)?;
    let group = Pid::from_child(&child);
    let (events, received) = mpsc::channel();
    let interruption = Interruption(signals.handle());
    write_to(child.stdin.take(), prompt.to_owned());
    read_from(child.stdout.take(), limits.bytes, events.clone());
    let sender = events.clone();
    thread::spawn(move || signals.forever().take(1).for_each(|_| drop(sender.send(Event::Interrupted))));
    thread::spawn(move || drop(events.send(Event::Ended(child.wait()))));
    let result = result(&received, limits, group);
    drop(interruption);
    // What the command left running would hold its output open.
    let _ = kill_process_group(group, Signal::KILL);
    result
}

/// Ends the thread that waits for signals.
struct Interruption(Handle);

impl Drop for Interruption {
    fn drop(&mut self) {
        self.0.close();
    }
}

fn started(command: &str, question: Question<'_>, files: &Files) -> io::Result<Child> {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(command).stdin(Stdio::piped()).stdout(Stdio::piped());
    // A group of its own can be ended together with all that it has started.
    shell.process_group(0);
    for (name, file) in &files.0 {
        shell.env(name, file.path());
    }
    let optional = [("BRIEFING_URL", question.url), ("BRIEFING_LANGUAGE", question.language)];
    for (name, value) in optional {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    shell.spawn()
}

/// Writes the prompt. A command that does not read it is no failure.
fn write_to(stdin: Option<ChildStdin>, prompt: String) {
    if let Some(mut stdin) = stdin {
        thread::spawn(move || drop(stdin.write_all(prompt.as_bytes())));
    }
}

fn read_from(stdout: Option<ChildStdout>, limit: usize, events: Sender<Event>) {
    let Some(stdout) = stdout else { return };
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        let read = stdout.take(most).read_to_end(&mut bytes);
        let too_much = read.is_ok() && bytes.len() > limit;
        drop(events.send(if too_much { Event::WroteTooMuch } else { Event::Wrote(bytes) }));
    });
}

/// Waits until the command has ended and all that it wrote is read.
fn result(received: &mpsc::Receiver<Event>, limits: Limits, group: Pid) -> Result<String, CommandError> {
    let deadline = Instant::now() + limits.time;
    let (mut written, mut ended) = (None, None);
    while written.is_none() || ended.is_none() {
        match received.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(Event::Wrote(bytes)) => written = Some(bytes),
            Ok(Event::WroteTooMuch) => return Err(CommandError::TooMuch(limits.bytes)),
            Ok(Event::Interrupted) => return Err(CommandError::Interrupted),
            Ok(Event::Ended(status)) => {
                ended = Some(status.map_err(CommandError::NotStarted)?);
                let _ = kill_process_group(group, Signal::TERM);
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                return Err(CommandError::TooSlow(limits.time));
            }
        }
    }
    match (ended, written) {
        (Some(status), _) if !status.success() => Err(CommandError::Failed(status)),
        (_, written) => Ok(String::from_utf8_lossy(&written.unwrap_or_default()).into_owned()),
    }
}
