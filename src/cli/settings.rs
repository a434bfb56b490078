//! The reader's own keys and colours, and what is wrong in their files.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::xdg;
use crate::app::keymap::Keymap;
use crate::briefing::Problem;
use crate::terminal::Environment;
use crate::text::Text;
use crate::ui::Theme;
use crate::yaml::{self, Fault};

/// The keys and colours, with all mistakes in the reader's own files. A line with a mistake has no effect.
pub(super) struct Settings {
    pub(super) keymap: Keymap,
    pub(super) theme: Theme,
    pub(super) problems: Vec<Problem>,
}

impl Settings {
    /// Reads the reader's files, if there are any.
    pub(super) fn read(theme: Theme, environment: &Environment) -> Self {
        let mut settings = Self { keymap: Keymap::built_in(), theme, problems: Vec::new() };
        let variable = |name: &str| environment.get(name).map(PathBuf::from);
        let Some(folder) = xdg::folder(variable("XDG_CONFIG_HOME"), variable("HOME"), ".config") else {
            return settings;
        };
        if let Some((file, text)) = settings.text(&folder.join("keymap.yaml")) {
            let (keymap, faults) = settings.keymap.overridden(&text);
            settings.keymap = keymap;
            settings.problems.extend(placed(&file, &text, &faults));
        }
        if let Some((file, text)) = settings.text(&folder.join("theme.yaml")) {
            let (theme, faults) = settings.theme.overridden(&text);
            settings.theme = theme;
            settings.problems.extend(placed(&file, &text, &faults));
        }
        settings
    }

    /// Reads a file, and returns its path for messages and its text.
    fn text(&mut self, path: &Path) -> Option<(Text, String)> {
        let file = Text::clean(path.display().to_string());
        match fs::read(path) {
            Ok(bytes) => match yaml::text(bytes) {
                Ok(text) => Some((file, text)),
                Err(fault) => {
                    self.problems.extend(placed(&file, "", &[fault]));
                    None
                }
            },
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => None,
            Err(error) => {
                self.problems.push(Problem::with_file(&file, error.to_string(), "the built-in settings are used"));
                None
            }
        }
    }

    /// Says how many problems there are, and where they are listed.
    pub(super) fn notice(&self) -> Option<Text> {
        let first = self.problems.first()?;
        let name = Path::new(first.file.as_str()).file_name().map(|name| name.display().to_string());
        let place = first.line.map(|line| format!(":{line}")).unwrap_or_default();
        let first = format!("{}{place}: {}", name.unwrap_or_default(), first.problem);
        let words = match self.problems.len() {
            1 => format!("{first}. ! lists it in full."),
            all => format!("{all} problems in your settings, first {first}. ! lists them in full."),
        };
        Some(Text::from(words))
    }
}

fn placed(file: &Text, text: &str, faults: &[Fault]) -> Vec<Problem> {
    Problem::place(file, || text.into(), faults, str::to_owned)
}
