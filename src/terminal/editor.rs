//! The user's editor: the command that opens a file at a line.
//!
//! `VISUAL` names it, or else `EDITOR`, with arguments as a shell would split them. No shell runs: the path is passed as
//! one argument.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::Command;

use super::Environment;

/// Editors that take `+LINE` before the file.
const PLUS_LINE: [&str; 17] = [
    "vi",
    "vim",
    "nvim",
    "view",
    "gvim",
    "ex",
    "nano",
    "pico",
    "emacs",
    "emacsclient",
    "micro",
    "kak",
    "joe",
    "jed",
    "mg",
    "ne",
    "gedit",
];
/// Editors that take `FILE:LINE`.
const FILE_LINE: [&str; 4] = ["hx", "helix", "subl", "zed"];
/// Editors that take `--goto FILE:LINE`.
const GOTO: [&str; 5] = ["code", "code-insiders", "codium", "vscodium", "cursor"];

/// Returns the command that opens a file, at a line if the editor is known. The error says what to set.
pub(super) fn command(environment: &Environment, file: &Path, line: Option<usize>) -> Result<Command, String> {
    let (name, value) = ["VISUAL", "EDITOR"]
        .into_iter()
        .find_map(|name| Some((name, environment.get(name)?)))
        .ok_or("No editor is set: set VISUAL or EDITOR to yours, as in `export EDITOR=vi`.")?;
    let value = value.to_str().ok_or_else(|| format!("{name} is not Unicode"))?;
    let words = shlex::split(value).ok_or_else(|| format!("{name} has a quotation mark without its other one"))?;
    let (program, own) = words.split_first().ok_or_else(|| format!("{name} names no program"))?;
    let mut command = Command::new(program);
    command.args(own).args(place(program, file, line));
    if let Some(path) = environment.get("PATH") {
        command.env("PATH", path);
    }
    Ok(command)
}

/// Returns the arguments for a file and a line.
fn place(program: &str, file: &Path, line: Option<usize>) -> Vec<OsString> {
    // A path that begins with a dash would be an option.
    let is_option = file.as_os_str().as_encoded_bytes().starts_with(b"-");
    let file = if is_option { Path::new(".").join(file) } else { file.to_owned() }.into_os_string();
    let name = Path::new(program).file_name().and_then(OsStr::to_str).unwrap_or_default();
    let Some(line) = line else { return vec![file] };
    let mut with_line = file.clone();
    with_line.push(format!(":{line}"));
    match name {
        _ if PLUS_LINE.contains(&name) => vec![format!("+{line}").into(), file],
        _ if FILE_LINE.contains(&name) => vec![with_line],
        _ if GOTO.contains(&name) => vec!["--goto".into(), with_line],
        _ => vec![file],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(variables: &[(&str, &str)], file: &str, line: Option<usize>) -> Result<Vec<String>, String> {
        let environment = Environment::from_variables(variables.iter().copied());
        let command = command(&environment, Path::new(file), line)?;
        let words = std::iter::once(command.get_program()).chain(command.get_args());
        Ok(words.map(|word| word.to_string_lossy().into_owned()).collect())
    }

    #[test]
    fn each_editor_is_told_the_line_in_its_own_way() {
        for (editor, expected) in [
            ("vi", &["vi", "+7", "a b.yaml"][..]),
            ("/usr/bin/nvim -u NONE", &["/usr/bin/nvim", "-u", "NONE", "+7", "a b.yaml"]),
            ("nano", &["nano", "+7", "a b.yaml"]),
            ("emacs -nw", &["emacs", "-nw", "+7", "a b.yaml"]),
            ("micro", &["micro", "+7", "a b.yaml"]),
            ("hx", &["hx", "a b.yaml:7"]),
            ("code --wait", &["code", "--wait", "--goto", "a b.yaml:7"]),
            ("ed", &["ed", "a b.yaml"]),
            ("'/opt/my editor/vim' \"-c set nu\"", &["/opt/my editor/vim", "-c set nu", "+7", "a b.yaml"]),
        ] {
            assert_eq!(
                words(&[("EDITOR", editor)], "a b.yaml", Some(7)),
                Ok(expected.iter().map(ToString::to_string).collect())
            );
        }
        assert_eq!(words(&[("EDITOR", "vi")], "a.yaml", None), Ok(vec!["vi".into(), "a.yaml".into()]));
    }

    #[test]
    fn the_path_is_one_argument_whatever_it_contains() {
        for file in ["$(touch x).yaml", "a;b&c|d.yaml", "'\"`.yaml", "a\nb.yaml"] {
            assert_eq!(words(&[("EDITOR", "vi")], file, Some(1)).map(|words| words[2].clone()), Ok(file.to_owned()));
        }
        assert_eq!(
            words(&[("EDITOR", "vi")], "-c.yaml", Some(1)).map(|words| words[2].clone()),
            Ok("./-c.yaml".into())
        );
    }

    #[test]
    fn visual_comes_before_editor_and_one_of_them_must_be_set() {
        let both = [("VISUAL", "hx"), ("EDITOR", "vi")];
        assert_eq!(words(&both, "a", None), Ok(vec!["hx".into(), "a".into()]));
        assert!(words(&[], "a", None).is_err_and(|reason| reason.contains("set VISUAL or EDITOR")));
        assert!(words(&[("EDITOR", "vi '")], "a", None).is_err_and(|reason| reason.contains("quotation mark")));
        assert!(words(&[("EDITOR", "  ")], "a", None).is_err_and(|reason| reason.contains("names no program")));
    }
}
