//! No command on a terminal: the browser, with the reader's own keys and colours.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;

use super::args::Options;
use crate::app::keymap::Keymap;
use crate::load::Source;
use crate::terminal::browser::{Opening, browse as run};
use crate::terminal::{Environment, background, colours};
use crate::text::Text;
use crate::ui::Theme;

/// Opens the browser.
pub(super) fn browse(source: Source, options: &Options) -> anyhow::Result<ExitCode> {
    // A folder that cannot be read is said on the terminal as it is.
    let large = source.is_large().map_err(|error| options.dir_error(&error))?;
    let articles = options.articles(&source)?;
    let environment = Environment::from_process();
    let mut wrong = None;
    let colours = options.color.limit_colours(colours(&environment));
    let keymap = overridden("keymap.yaml", &environment, &mut wrong, Keymap::built_in, |text| {
        Keymap::built_in().overridden(text).map_err(|error| Text::from(error.to_string()))
    });
    let ascii = options.ascii || !environment.is_utf8();
    let built_in = || Theme::built_in(colours, ascii);
    let mut theme = overridden("theme.yaml", &environment, &mut wrong, built_in, |text| built_in().overridden(text));
    if let Some(background) = background(&environment) {
        theme.set_background(background);
    }
    let exit = run(Opening { source, large, articles, keymap, theme, notice: wrong }, &environment)
        .context("the terminal cannot be used; commands such as `briefing list claims` need none")?;
    Ok(ExitCode::from(exit.code()))
}

/// What the reader's own file makes of the built-in settings. A mistake in it is said, and changes nothing.
fn overridden<T>(
    name: &str,
    environment: &Environment,
    wrong: &mut Option<Text>,
    built_in: impl Fn() -> T,
    read: impl Fn(&str) -> Result<T, Text>,
) -> T {
    let Some(path) = folder(environment).map(|folder| folder.join(name)) else { return built_in() };
    let settings = match fs::read_to_string(&path) {
        Ok(text) => read(&text),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return built_in(),
        Err(error) => Err(Text::from(error.to_string())),
    };
    settings.unwrap_or_else(|reason| {
        // A narrow screen cuts off the end, so what matters most comes first.
        let before = wrong.take().map(|before| format!("{before} ")).unwrap_or_default();
        *wrong = Some(Text::from(format!("{before}The built-in {name} is used: {reason} ({}).", path.display())));
        built_in()
    })
}

/// Where a reader's settings are, by the XDG Base Directory Specification.
fn folder(environment: &Environment) -> Option<PathBuf> {
    let configured = environment.get("XDG_CONFIG_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || environment.get("HOME").map(|home| PathBuf::from(home).join(".config"));
    configured.or_else(home).map(|folder| folder.join("briefing"))
}
