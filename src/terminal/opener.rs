//! Opens an address in the reader's browser, without a word on the terminal and without waiting.
//!
//! The address is passed whole, as one argument, to a program and never to a shell. What is opened is a
//! [`SourceUrl`], which is http or https and nothing else. Over SSH, or where there is no display, a browser would
//! open on the wrong machine or not at all; then the caller shows the address instead. A reader who sets `BROWSER`
//! knows better, unless it is a text browser, which would fight for the screen.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::Environment;
use crate::app::Opened;
use crate::briefing::SourceUrl;
use crate::text::Text;

/// Browsers that want the terminal for themselves.
const TEXT_BROWSERS: [&str; 10] =
    ["w3m", "lynx", "links", "links2", "elinks", "browsh", "carbonyl", "cha", "retawq", "www-browser"];
/// An opener that fails later than this is a browser that the reader used and closed.
const LAUNCH: Duration = Duration::from_secs(10);

/// Starts the browser with this address.
///
/// `failed` is called, on another thread, with the reason, if what was started soon says that it could not do it: an
/// opener without a browser to hand the address to starts well enough.
pub fn open(url: &SourceUrl, environment: &Environment, failed: impl FnOnce(Text) + Send + 'static) -> Opened {
    let words = match command(url, environment) {
        Ok(words) => words,
        Err(reason) => return Opened::Shown(Text::clean(reason)),
    };
    match start(&words, environment) {
        Ok(child) => reap(child, words[0].clone(), failed),
        Err(error) => Opened::Shown(Text::from(format!("{}: {error}", words[0]))),
    }
}

/// The program and its arguments, or why there is none.
fn command(url: &SourceUrl, environment: &Environment) -> Result<Vec<String>, String> {
    if let Some(browser) = environment.get("BROWSER") {
        return chosen(browser, url);
    }
    if environment.is_remote() {
        return Err("no browser to open over SSH".into());
    }
    if !environment.has_display() {
        return Err("no display to open a browser on".into());
    }
    let opener = if environment.is_macos() { "open" } else { "xdg-open" };
    Ok(vec![opener.into(), url.to_string()])
}

/// The reader's choice: the first of a list that colons part, words that blanks part, `%s` for the address.
fn chosen(browser: &OsStr, url: &SourceUrl) -> Result<Vec<String>, String> {
    let list = browser.to_str().ok_or("BROWSER is not Unicode")?;
    let first = list.split(':').find(|entry| !entry.trim().is_empty()).ok_or("BROWSER names no program")?;
    let address = url.to_string();
    let mut words: Vec<String> =
        first.split_whitespace().map(|word| word.replace("%s", &address).replace("%%", "%")).collect();
    if !first.contains("%s") {
        words.push(address);
    }
    let name = Path::new(&words[0]).file_name().and_then(OsStr::to_str).unwrap_or_default();
    if TEXT_BROWSERS.contains(&name) {
        return Err(format!("{name} would need this screen"));
    }
    Ok(words)
}

fn start(words: &[String], environment: &Environment) -> std::io::Result<Child> {
    let mut command = Command::new(&words[0]);
    if let Some(path) = environment.get("PATH") {
        command.env("PATH", path);
    }
    detach(command.args(&words[1..])).spawn()
}

/// A group of its own keeps the reader's Ctrl-C from the browser; without the terminal it has nowhere to write.
#[cfg(unix)]
fn detach(command: &mut Command) -> &mut Command {
    use std::os::unix::process::CommandExt;
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0)
}

/// Waits for the child on a thread, so that it does not stay behind as a zombie.
fn reap(mut child: Child, name: String, failed: impl FnOnce(Text) + Send + 'static) -> Opened {
    let started = Instant::now();
    let waiting = thread::Builder::new().name("opener".into()).spawn(move || {
        if let Ok(status) = child.wait()
            && !status.success()
            && started.elapsed() < LAUNCH
        {
            failed(Text::from(format!("{name} could not open it ({status})")));
        }
    });
    match waiting {
        Ok(_) => Opened::Started,
        Err(error) => Opened::Shown(Text::from(format!("the browser may not have started: {error}"))),
    }
}

#[cfg(test)]
mod tests;
