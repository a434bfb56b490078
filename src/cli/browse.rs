//! `briefing` without a command on a terminal: the browser, with the reader's own keys and colours.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;

use super::args::Options;
use super::xdg;
use crate::app::keymap::Keymap;
use crate::browser::{Setup, browse as run};
use crate::load::CorpusSource;
use crate::terminal::{Background, Colours, Environment};
use crate::text::Text;
use crate::ui::Theme;

/// Opens the browser.
pub(super) fn browse(source: CorpusSource, options: &Options) -> anyhow::Result<ExitCode> {
    // An unreadable folder is reported before the browser takes the screen.
    let large = source.is_large().map_err(|error| options.dir_error(&error))?;
    let articles = options.articles(&source)?;
    let environment = Environment::from_process();
    let mut wrong = None;
    let colours = options.color.limit_colours(Colours::from_environment(&environment));
    let keymap = overridden("keymap.yaml", &environment, &mut wrong, Keymap::built_in, |text| {
        Keymap::built_in().overridden(text).map_err(|error| Text::from(error.to_string()))
    });
    let ascii = options.ascii || !environment.is_utf8();
    let built_in = || Theme::built_in(colours, ascii);
    let mut theme = overridden("theme.yaml", &environment, &mut wrong, built_in, |text| built_in().overridden(text));
    if let Some(background) = Background::from_environment(&environment) {
        theme.set_background(background);
    }
    let exit = run(Setup { source, large, articles, keymap, theme, notice: wrong }, &environment)
        .context("the terminal cannot be used; commands such as `briefing list claims` need none")?;
    Ok(ExitCode::from(exit.code()))
}

/// Returns the settings as the reader's own file changes them. If that has a mistake, the built-in settings are used and
/// `wrong` says why.
fn overridden<T>(
    name: &str,
    environment: &Environment,
    wrong: &mut Option<Text>,
    built_in: impl Fn() -> T,
    read: impl Fn(&str) -> Result<T, Text>,
) -> T {
    let variable = |name: &str| environment.get(name).map(PathBuf::from);
    let folder = xdg::folder(variable("XDG_CONFIG_HOME"), variable("HOME"), ".config");
    let Some(path) = folder.map(|folder| folder.join(name)) else { return built_in() };
    let settings = match fs::read_to_string(&path) {
        Ok(text) => read(&text),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return built_in(),
        Err(error) => Err(Text::from(error.to_string())),
    };
    settings.unwrap_or_else(|reason| {
        // A narrow screen cuts off the end, so the path comes last.
        let before = wrong.take().map(|before| format!("{before} ")).unwrap_or_default();
        *wrong = Some(Text::from(format!("{before}The built-in {name} is used: {reason} ({}).", path.display())));
        built_in()
    })
}
