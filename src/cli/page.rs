//! Plain text laid out to a width: wrapped paragraphs, and facts with their labels in a column.

use std::fmt::{Display, Write};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The column at which facts begin: the longest label and two spaces.
const FACTS: usize = 13;

/// Lines of text, none wider than the page unless it is one long word.
#[derive(Debug)]
pub(super) struct Page {
    text: String,
    width: usize,
}

impl Page {
    /// An empty page of so many columns.
    pub(super) fn new(width: usize) -> Self {
        Self { text: String::new(), width }
    }

    /// What is on it.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// A line that is not wrapped: a name to copy, an address.
    pub(super) fn line(&mut self, indent: usize, line: impl Display) {
        let _ = writeln!(self.text, "{:indent$}{line}", "");
    }

    /// An empty line, unless the page begins here or there is one already.
    pub(super) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Words wrapped behind an indentation.
    pub(super) fn paragraph(&mut self, indent: usize, words: impl Display) {
        self.hanging("", indent, &words.to_string());
    }

    /// A fact behind its label.
    pub(super) fn fact(&mut self, label: &'static str, words: impl Display) {
        self.hanging(label, FACTS, &words.to_string());
    }

    /// A fact that is not wrapped, so that it can be copied.
    pub(super) fn whole_fact(&mut self, label: &'static str, line: impl Display) {
        let _ = writeln!(self.text, "{label:FACTS$}{line}");
    }

    fn hanging(&mut self, label: &str, indent: usize, words: &str) {
        let room = self.width.saturating_sub(indent).max(1);
        for (at, line) in wrapped(words, room).iter().enumerate() {
            let label = if at == 0 { label } else { "" };
            let _ = writeln!(self.text, "{label:indent$}{line}");
        }
    }
}

/// Breaks text into lines at spaces; text in a script without spaces where the line is full.
fn wrapped(words: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in words.split(' ') {
        let width = word.width();
        if used > 0 && used + 1 + width > room {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        if width <= room || word.is_ascii() {
            line.push_str(word);
            used += width;
            continue;
        }
        for cluster in word.graphemes(true) {
            if used > 0 && used + cluster.width() > room {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push_str(cluster);
            used += cluster.width();
        }
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn facts_stand_in_a_column() {
        let mut page = Page::new(30);
        page.gap();
        page.line(0, "a-name");
        page.gap();
        page.gap();
        page.fact("kind", "opinion");
        page.fact("credibility", "4: doubtful, in the words of the Admiralty code");
        page.whole_fact("link", "https://example.org/#:~:text=some%20words");
        page.paragraph(2, "王毅说，地区国家应该自己决定自己的未来，不受外部干涉。");
        insta::assert_snapshot!(page.as_str(), @"
        a-name

        kind         opinion
        credibility  4: doubtful, in
                     the words of the
                     Admiralty code
        link         https://example.org/#:~:text=some%20words
          王毅说，地区国家应该自己决定
          自己的未来，不受外部干涉。
        ");
    }

    proptest! {
        #[test]
        fn wrapping_loses_nothing_and_keeps_to_the_width(
            words in "[a-zé王 ]{0,60}",
            room in 12_usize..40,
        ) {
            let text = crate::text::Text::clean(words);
            let lines = wrapped(text.as_str(), room);
            prop_assert_eq!(lines.concat().replace(' ', ""), text.as_str().replace(' ', ""));
            prop_assert!(lines.iter().all(|line| line.width() <= room || line.is_ascii()));
        }
    }
}
