//! Files whose lists and mappings are nested too deeply.

use super::{Evil, document, filled};

pub(super) fn files(bytes: usize) -> Vec<Evil> {
    vec![
        Evil::new("brackets.yaml", filled("[", bytes), ":1:65: too many brackets"),
        Evil::new("braces.yaml", filled("{a: ", bytes), ":1:257: too many brackets"),
        Evil::new("both-brackets.yaml", filled("[{a: ", bytes), ":1:161: too many brackets are open here"),
        Evil::new("brackets-on-lines.yaml", filled("[\n", bytes), ":65:1: too many brackets are open here"),
        Evil::new(
            "brackets-quoted.yaml",
            document(&format!("summary: \"{}\"\n", "[".repeat(100))),
            ":5:75: too many brackets are open here",
        ),
        Evil::new(
            "brackets-closed.yaml",
            document(&format!("summary: {}{}\n", "[".repeat(60), "]".repeat(60))),
            ":5:10: `summary` must be text, not a list",
        ),
        Evil::new("dashes.yaml", filled("- ", bytes), ":1:1: too many lists or mappings are open here"),
        Evil::new("dashes-with-tabs.yaml", filled("-\t", bytes), ":1:1: too many lists or mappings are open here"),
        Evil::new("questions.yaml", filled("? ", bytes), ":1:1: too many lists or mappings are open here"),
        Evil::new("colons.yaml", filled(": ", bytes), ":1:1: too many lists or mappings are open here"),
        Evil::new("stairs-of-keys.yaml", stairs("a:", "\n"), ":65:65: too many lists or mappings are open here"),
        Evil::new("stairs-of-dashes.yaml", stairs("-", "\n"), ":65:65: too many lists or mappings are open here"),
        Evil::new(
            "stairs-by-carriage-return.yaml",
            stairs("a:", "\r"),
            ":65:65: too many lists or mappings are open here",
        ),
        Evil::new(
            "stairs-by-next-line.yaml",
            stairs("a:", "\u{85}"),
            ":65:65: too many lists or mappings are open here",
        ),
        Evil::new(
            "stairs-by-line-separator.yaml",
            stairs("-", "\u{2028}"),
            ":65:65: too many lists or mappings are open here",
        ),
        Evil::new(
            "dashes-by-carriage-return.yaml",
            filled("- - - - - - - - -\r", bytes),
            ":1:1: too many lists or mappings are open here",
        ),
        Evil::new("keys-in-keys.yaml", filled("? a\n: ", bytes), ":4:1: a field without a name is repeated"),
    ]
}

/// Returns 1500 lines, each indented further than the one before it.
fn stairs(step: &str, end: &str) -> String {
    (0..1500).map(|depth| " ".repeat(depth) + step + end).collect()
}
