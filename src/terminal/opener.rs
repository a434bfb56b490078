//! Opens an address in the user's web browser, without touching the screen and without waiting.
//!
//! The address is passed to a program as one argument, never through a shell, and a [`WebAddress`] cannot be mistaken
//! for an option. Over SSH the web browser would open on the wrong machine, and without a display not at all. Then the
//! caller gets a reason, and shows the address instead. `BROWSER` overrides both checks. A text browser is refused even
//! there, because it would draw on the same screen.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::{Environment, WebAddress};
use crate::text::Text;

/// Web browsers that draw on the terminal.
const TEXT_BROWSERS: [&str; 10] =
    ["w3m", "lynx", "links", "links2", "elinks", "browsh", "carbonyl", "cha", "retawq", "www-browser"];
/// Maximum time after the start in which a failure is reported. A program that fails later is a web browser that was
/// used and closed.
const LAUNCH_TIME: Duration = Duration::from_secs(10);

/// Starts the web browser with this address. An error is the reason why it could not be started.
///
/// `on_failure` is called on another thread, with the reason, if the started program fails within `LAUNCH_TIME`.
/// `xdg-open`, for example, starts even if there is no web browser to pass the address to.
pub fn open(
    address: &WebAddress,
    environment: &Environment,
    on_failure: impl FnOnce(Text) + Send + 'static,
) -> Result<(), Text> {
    let arguments = command_line(address, environment).map_err(Text::clean)?;
    match start(&arguments, environment) {
        Ok(child) => reap(child, arguments[0].clone(), on_failure),
        Err(error) => Err(Text::from(format!("{}: {error}", arguments[0]))),
    }
}

/// Returns the program and its arguments, or the reason why there is none.
fn command_line(address: &WebAddress, environment: &Environment) -> Result<Vec<String>, String> {
    if let Some(browser) = environment.get("BROWSER") {
        return command_line_from_variable(browser, address);
    }
    if environment.is_remote() {
        return Err("no browser to open over SSH".into());
    }
    if !environment.has_display() {
        return Err("no display to open a browser on".into());
    }
    let opener = if environment.is_macos() { "open" } else { "xdg-open" };
    Ok(vec![opener.into(), address.to_string()])
}

/// Parses `BROWSER`: takes the first entry of a list separated by colons, splits it at blanks, and puts the address in
/// place of `%s`, or at the end if there is none.
fn command_line_from_variable(browser: &OsStr, address: &WebAddress) -> Result<Vec<String>, String> {
    let list = browser.to_str().ok_or("BROWSER is not Unicode")?;
    let first = list.split(':').find(|entry| !entry.trim().is_empty()).ok_or("BROWSER names no program")?;
    let mut arguments: Vec<String> =
        first.split_whitespace().map(|part| part.replace("%s", address.as_str()).replace("%%", "%")).collect();
    if !first.contains("%s") {
        arguments.push(address.to_string());
    }
    let name = Path::new(&arguments[0]).file_name().and_then(OsStr::to_str).unwrap_or_default();
    if TEXT_BROWSERS.contains(&name) {
        return Err(format!("{name} would need this screen"));
    }
    Ok(arguments)
}

fn start(arguments: &[String], environment: &Environment) -> std::io::Result<Child> {
    let mut command = Command::new(&arguments[0]);
    if let Some(path) = environment.get("PATH") {
        command.env("PATH", path);
    }
    detach(command.args(&arguments[1..])).spawn()
}

/// Takes the terminal away from a command. Its own process group keeps Ctrl-C from it.
#[cfg(unix)]
fn detach(command: &mut Command) -> &mut Command {
    use std::os::unix::process::CommandExt;
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0)
}

/// Waits for the child on a thread, so that it does not become a zombie.
fn reap(mut child: Child, name: String, on_failure: impl FnOnce(Text) + Send + 'static) -> Result<(), Text> {
    let started = Instant::now();
    let waiting = thread::Builder::new().name("opener".into()).spawn(move || {
        if let Ok(status) = child.wait()
            && !status.success()
            && started.elapsed() < LAUNCH_TIME
        {
            on_failure(Text::from(format!("{name} could not open it ({status})")));
        }
    });
    match waiting {
        Ok(_) => Ok(()),
        Err(error) => Err(Text::from(format!("the web browser may not have started: {error}"))),
    }
}

#[cfg(test)]
mod tests;
