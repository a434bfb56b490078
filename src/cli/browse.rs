//! `briefing` without a command on a terminal: the browser, with the reader's own keys and colours.

use std::process::ExitCode;

use anyhow::Context;

use super::args::Options;
use super::settings::Settings;
use crate::browser::{Setup, browse as run};
use crate::load::CorpusSource;
use crate::terminal::{Background, Colours, Environment};
use crate::ui::Theme;

/// Opens the browser.
pub(super) fn browse(source: CorpusSource, options: &Options) -> anyhow::Result<ExitCode> {
    // An unreadable folder is reported before the browser takes the screen.
    let large = source.is_large().map_err(|error| options.dir_error(&error))?;
    let articles = options.articles(&source)?;
    let environment = Environment::from_process();
    let colours = options.color.limit_colours(Colours::from_environment(&environment));
    let ascii = options.ascii || !environment.is_utf8();
    let settings = Settings::read(Theme::built_in(colours, ascii), &environment);
    let notice = settings.notice();
    let Settings { keymap, mut theme, problems } = settings;
    if let Some(background) = Background::from_environment(&environment) {
        theme.set_background(background);
    }
    let exit = run(Setup { source, large, articles, keymap, theme, problems, notice }, &environment)
        .context("the terminal cannot be used; commands such as `briefing list claims` need none")?;
    Ok(ExitCode::from(exit.code()))
}
