//! Looking passages up in the articles' texts.

use rayon::prelude::*;

use crate::briefing::{Content, Document, DocumentId, File, Mentions, Passage, PassageState, Problem};
use crate::corpus::Articles;
use crate::yaml::{Fault, Path};

/// What became of all passages.
#[derive(Debug, Default)]
pub(super) struct Passages {
    /// What a curator should mend, by file.
    pub(super) problems: Vec<Problem>,
    found: usize,
    ambiguous: usize,
    missing: usize,
    /// Passages of documents whose articles are not at hand.
    without_text: usize,
    /// Those documents.
    absent: Vec<DocumentId>,
}

impl Passages {
    /// Looks up every claim's passage in its document's article.
    pub(super) fn look_up(files: &[File], articles: &Articles) -> Self {
        let each = files.par_iter().filter_map(|file| match &file.content {
            Some(Content::Document(document, mentions)) => Some(Self::of(file, document, mentions, articles)),
            _ => None,
        });
        each.reduce(Self::default, Self::and)
    }

    /// What is to be said at the end, a line each.
    pub(super) fn summary(&self) -> Vec<String> {
        let mut lines: Vec<_> = self.absent.iter().map(|document| format!("no text at hand for {document}")).collect();
        lines.push(format!(
            "passages: {} found, {} ambiguous, {} missing, {} without text",
            self.found, self.ambiguous, self.missing, self.without_text
        ));
        lines
    }

    fn of(file: &File, document: &Document, mentions: &Mentions, articles: &Articles) -> Self {
        let mut passages = Self::default();
        let located: Vec<_> = document
            .claims
            .iter()
            .enumerate()
            .filter_map(|(at, claim)| Some((claim.id.as_str(), mentions.place(at), claim.passage.as_deref()?)))
            .collect();
        let article = match articles.text(&document.id) {
            Ok(Some(article)) => article,
            unread => {
                passages.without_text = located.len();
                match unread {
                    Err(problem) => passages.problems.push(problem),
                    _ => passages.absent.push(document.id.clone()),
                }
                return passages;
            }
        };
        let mut faults = Vec::new();
        for (claim, ordinal, passage) in located {
            let path = Path::default().key("claims").index(ordinal).key("passage");
            let fault = passages.look_at(passage, &article, path);
            faults.extend(fault.map(|fault| fault.record(claim)));
        }
        let name = |claim: &str| format!("{}#{claim}", document.id);
        passages.problems = Problem::place(&file.label, || file.original.text(), &faults, name);
        passages
    }

    fn look_at(&mut self, passage: &Passage, article: &str, path: Path) -> Option<Fault> {
        match passage.find(article) {
            PassageState::Found { .. } => {
                self.found += 1;
                None
            }
            PassageState::Ambiguous { places, .. } => {
                self.ambiguous += 1;
                let fault = Fault::at(path, format!("the passage is in {places} places of the article"));
                Some(fault.hint("give more words of it, or a `prefix` or `suffix`"))
            }
            PassageState::Missing => {
                self.missing += 1;
                let opening = Passage { end: None, suffix: None, ..passage.clone() };
                let fault = Fault::at(path, "the passage is not in the article");
                Some(match opening.find(article) {
                    PassageState::Missing => fault.hint("copy its first words from the article"),
                    _ => fault.hint("its first words are there, but what follows them is not, in that paragraph"),
                })
            }
        }
    }

    fn and(mut self, other: Self) -> Self {
        self.problems.extend(other.problems);
        self.absent.extend(other.absent);
        self.found += other.found;
        self.ambiguous += other.ambiguous;
        self.missing += other.missing;
        self.without_text += other.without_text;
        self
    }
}
