//! Folders for settings and for the cache, by the XDG Base Directory Specification.

use std::path::PathBuf;

/// Returns the program's folder in the one that an XDG variable names, or else in `default` in the home folder.
///
/// The specification says that relative paths are invalid, and that a program must ignore them.
pub(super) fn folder(variable: Option<PathBuf>, home: Option<PathBuf>, default: &str) -> Option<PathBuf> {
    let [variable, home] = [variable, home].map(|path| path.filter(|path| path.is_absolute()));
    variable.or_else(|| home.map(|home| home.join(default))).map(|folder| folder.join("briefing"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(variable: Option<&str>, home: Option<&str>) -> Option<String> {
        let folder = folder(variable.map(PathBuf::from), home.map(PathBuf::from), ".config");
        folder.map(|folder| folder.display().to_string())
    }

    #[test]
    fn the_variable_comes_before_the_home_folder() {
        assert_eq!(found(Some("/set"), Some("/home/ann")).as_deref(), Some("/set/briefing"));
        assert_eq!(found(None, Some("/home/ann")).as_deref(), Some("/home/ann/.config/briefing"));
        assert_eq!(found(None, None), None);
    }

    #[test]
    fn relative_paths_are_ignored() {
        for relative in ["set", "./set", "../set", "~/set"] {
            assert_eq!(found(Some(relative), Some("/home/ann")).as_deref(), Some("/home/ann/.config/briefing"));
            assert_eq!(found(Some(relative), None), None);
            assert_eq!(found(None, Some(relative)), None);
        }
    }
}
