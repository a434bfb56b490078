//! A small program with which the terminal is tested apart from the browser.
//!
//! The test binary starts itself in a pseudo-terminal. A variable chooses its role.

use std::env;
use std::os::unix::process::CommandExt;
use std::process::{Command, exit};
use std::sync::mpsc::Sender;
use std::thread;

use briefing::terminal::{Background, Environment, Event, Flow, Hints, Host, Input, Program, run};
use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::Frame;
use ratatui::style::Stylize;
use ratatui::text::Text;
use ratatui::widgets::Paragraph;
use rustix::process::{WaitOptions, getpgrp, waitpid};
use rustix::stdio::stdin;
use rustix::termios::{tcgetpgrp, tcsetpgrp};

use crate::pty::{Pty, pid};

const ROLE: &str = "BRIEFING_PROBE";
/// Variable with the program that the shell starts in place of the probe.
const JOB: &str = "BRIEFING_PROBE_JOB";

/// Starts the probe as the leader of its session.
pub(crate) fn start(size: (u16, u16)) -> Pty {
    start_with(size, &[])
}

/// Starts the probe with additional variables.
pub(crate) fn start_with(size: (u16, u16), variables: &[(&str, &str)]) -> Pty {
    let variables: Vec<_> = variables.iter().copied().chain([(ROLE, "program")]).collect();
    Pty::start_program(&binary(), size, &ARGUMENTS, &variables)
}

/// Starts the probe in a form that never ends by itself. It prints `LINGERING` after it has restored the terminal.
pub(crate) fn start_lingering(size: (u16, u16)) -> Pty {
    Pty::start_program(&binary(), size, &ARGUMENTS, &[(ROLE, "lingering")])
}

/// Starts the probe with a standard input that is not a terminal.
pub(crate) fn start_with_other_input(size: (u16, u16)) -> Pty {
    let binary = binary();
    let arguments: Vec<_> = ["-c", "exec \"$0\" \"$@\" < /dev/null", &binary].into_iter().chain(ARGUMENTS).collect();
    Pty::start_program("/bin/sh", size, &arguments, &[(ROLE, "program")])
}

/// Starts the probe in a terminal that is not its controlling terminal.
pub(crate) fn start_visitor(size: (u16, u16)) -> Pty {
    Pty::start_visitor(&binary(), size, &ARGUMENTS, &[(ROLE, "program")])
}

/// Starts a shell with the probe as its job. The shell prints `PID n` and, when the job stops, `STOPPED`.
pub(crate) fn start_job(size: (u16, u16)) -> Pty {
    Pty::start_program(&binary(), size, &ARGUMENTS, &[(ROLE, "shell")])
}

/// Starts the same shell with another program as the job.
pub(crate) fn start_as_job(program: &str, size: (u16, u16)) -> Pty {
    Pty::start_program(&binary(), size, &ARGUMENTS, &[(ROLE, "shell"), (JOB, program)])
}

const FLOOD: &str = "flood";
const ARGUMENTS: [&str; 4] = ["--exact", "probe::role", "--nocapture", "--quiet"];

fn binary() -> String {
    env::current_exe().ok().and_then(|path| path.to_str().map(str::to_owned)).expect("a path")
}

/// Not a test, but the probe's entry point. Without the variable it does nothing.
#[test]
fn role() {
    match env::var(ROLE).as_deref() {
        Ok("shell") => exit(shell()),
        Ok("job") => {
            // The shell has yet to make the job the terminal's foreground process.
            while tcgetpgrp(stdin()).expect("a terminal") != getpgrp() {
                thread::yield_now();
            }
            match env::var_os(JOB) {
                Some(other) => panic!("{}", Command::new(other).exec()),
                None => exit(program()),
            }
        }
        Ok("lingering") => linger(),
        Ok(_) => exit(program()),
        Err(_) => {}
    }
}

#[expect(clippy::print_stdout, reason = "its output is read from the screen")]
fn linger() {
    program();
    println!("LINGERING");
    loop {
        thread::park();
    }
}

fn program() -> i32 {
    let environment = Environment::from_process();
    match run(&environment, Probe::new) {
        Ok(exit) => exit.code().into(),
        Err(_) => 1,
    }
}

#[expect(clippy::print_stdout, reason = "its output is read from the screen")]
fn shell() -> i32 {
    let mut job = Command::new(binary());
    job.args(ARGUMENTS).env(ROLE, "job").process_group(0);
    let job = pid(job.spawn().expect("a job").id());
    tcsetpgrp(stdin(), job).expect("the shell may give the terminal away");
    println!("PID {}", job.as_raw_nonzero());
    loop {
        let (_, status) = waitpid(Some(job), WaitOptions::UNTRACED).expect("a job").expect("a change");
        if status.stopped() {
            println!("STOPPED");
        } else {
            return status.exit_status().unwrap_or(99);
        }
    }
}

/// What a frame may switch on, and switches off at its end: synchronized output, a hyperlink, colours and attributes,
/// left and right margins, top and bottom margins.
const FRAME_MODES: &str = "\x1b[?2026h\x1b]8;;https://a.example/\x1b\\\x1b[1;7;31m\x1b[?69h\x1b[5;40s\x1b[3;18r";

/// Writes [`FRAME_MODES`] as a frame does that is cut off, and then `CUT OFF`.
#[expect(clippy::print_stdout, reason = "its output is read from the screen")]
fn leave_modes_on() {
    println!("{FRAME_MODES}CUT OFF");
}

/// Shows what was typed, its size, and does what the keys say.
/// Shows its size and the last event, and does what the key means.
struct Probe {
    sender: Sender<Event<String>>,
    size: (u16, u16),
    seen: Vec<String>,
    dirty: bool,
    prompt: bool,
    frames: usize,
}

impl Probe {
    fn new(sender: Sender<Event<String>>) -> Self {
        Self { sender, size: (0, 0), seen: Vec::new(), dirty: true, prompt: false, frames: 0 }
    }

    fn see(&mut self, what: String) -> Flow {
        self.seen.push(what);
        self.dirty = true;
        Flow::Continue
    }

    /// Starts a worker that panics, and reports the panic as an event.
    fn panic_elsewhere(&self) {
        let sender = self.sender.clone();
        let worker =
            thread::Builder::new().name("worker".into()).spawn(|| panic!("the worker's \u{1b}[31m last words"));
        thread::spawn(move || {
            let panicked = worker.expect("a thread").join().is_err();
            sender.send(Event::App(format!("worker panicked: {panicked}")))
        });
    }
}

impl Program for Probe {
    type Event = String;

    fn resized(&mut self, columns: u16, rows: u16) {
        self.size = (columns, rows);
        self.dirty = true;
    }

    fn input(&mut self, input: Input, host: &mut Host<'_>) -> Flow {
        let key = match input {
            Input::Key(key) => key,
            Input::Paste(text) => return self.see(format!("paste {text}")),
        };
        match (key.code, key.modifiers) {
            (KeyCode::Char('q'), _) => Flow::Quit,
            (KeyCode::Char('z'), KeyModifiers::CONTROL) => Flow::Suspend,
            (KeyCode::Char('n'), _) => Flow::Continue,
            (KeyCode::Char('!'), _) => panic!("the drawing thread's last words"),
            (KeyCode::Char('w'), _) => {
                self.panic_elsewhere();
                Flow::Continue
            }
            (KeyCode::Char('f'), _) => self.event(FLOOD.into(), host),
            (KeyCode::Char('p'), _) => {
                self.prompt = true;
                self.see("prompt".into())
            }
            (KeyCode::Char('e'), _) => {
                let mut command = Command::new("sh");
                command.args(["-c", "echo EDITING; read line; echo \"GOT $line\"; read line"]);
                let status = host.run_child(&mut command).expect("the terminal comes back").expect("a shell starts");
                self.see(format!("edited {}", status.success()))
            }
            (KeyCode::Char('m'), _) => {
                leave_modes_on();
                Flow::Continue
            }
            _ => self.see(format!("{:?}", key.code)),
        }
    }

    fn event(&mut self, event: String, _: &mut Host<'_>) -> Flow {
        if event == FLOOD {
            // Each event causes the next, without end.
            drop(self.sender.send(Event::App(FLOOD.into())));
        }
        self.see(event)
    }

    #[expect(clippy::disallowed_methods, reason = "the words are our own")]
    fn draw(&mut self, frame: &mut Frame<'_>) -> Hints {
        self.dirty = false;
        self.frames += 1;
        let (columns, rows) = self.size;
        let last = self.seen.last().map_or("nothing", String::as_str);
        // Every cell changes with every key, so that a few keys fill any buffer.
        let fill = char::from(b'a' + u8::try_from(self.seen.len() % 26).unwrap_or(0)).to_string();
        let mut text = Text::from(format!("probe {columns}x{rows} seen {} {last}", self.seen.len()).red().reversed());
        for _ in 1..rows {
            text.push_line(fill.repeat(columns.into()));
        }
        frame.render_widget(Paragraph::new(text), frame.area());
        if self.prompt {
            frame.set_cursor_position((3, 2));
        }
        Hints::default()
    }

    fn needs_draw(&self) -> bool {
        self.dirty
    }

    fn background(&mut self, _: Background) {}
}
