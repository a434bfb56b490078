//! Looks passages and quotations up in the articles' texts.

use std::fmt;

use rayon::prelude::*;
use serde::Serialize;

use crate::app::review::{MAX_COPIED, copied_words};
use crate::briefing::{
    Claim, Content, Document, DocumentId, EntityRefs, File, FoldedArticle, Passage, PassageState, Problem,
};
use crate::load::Articles;
use crate::page::count;
use crate::text::Text;
use crate::yaml::{Fault, Path};

/// Maximum number of notes, and of documents without text, in plain text, because more would hide the problems.
const LISTED: usize = 5;

/// The results for all passages.
#[derive(Debug, Default)]
pub(super) struct Passages {
    /// Articles that cannot be read.
    unreadable: Vec<Problem>,
    ambiguous: Vec<Problem>,
    missing: Vec<Problem>,
    /// What a curator should know although it is no problem.
    notes: Vec<Note>,
    /// Number of notes about the number of words.
    advice: usize,
    /// Number of notes about words that a claim has from the article; the other notes are about accents.
    copied: usize,
    found: usize,
    /// Quotations that are not in their articles.
    missing_quotes: Vec<Problem>,
    quotes_found: usize,
    /// Number of passages in documents whose articles are not at hand.
    without_text: usize,
    /// Those documents.
    absent: Vec<DocumentId>,
}

/// A note on a passage that is found. It is printed like a problem.
#[derive(Debug, Serialize)]
pub(super) struct Note {
    file: Text,
    line: Option<usize>,
    column: Option<usize>,
    record: Option<Text>,
    state: &'static str,
    #[serde(rename = "note")]
    words: Text,
}

impl From<Problem> for Note {
    fn from(Problem { file, line, column, record, problem, .. }: Problem) -> Self {
        Self { file, line, column, record, state: "found", words: problem }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        [self.line, self.column].into_iter().flatten().try_for_each(|number| write!(f, ":{number}"))?;
        write!(f, ": note: {}", self.words)
    }
}

/// The faults of one document's passages, before they have a line and a column.
#[derive(Debug, Default)]
struct Faults {
    ambiguous: Vec<Fault>,
    missing: Vec<Fault>,
    missing_quotes: Vec<Fault>,
    accents: Vec<Fault>,
    advice: Vec<Fault>,
    copied: Vec<Fault>,
}

impl Passages {
    /// Looks every claim's passage up in its document's article.
    pub(super) fn look_up(files: &[File], articles: &Articles) -> Self {
        let each = files.par_iter().filter_map(|file| match &file.content {
            Some(Content::Document(document, mentions)) => Some(Self::in_file(file, document, mentions, articles)),
            _ => None,
        });
        each.reduce(Self::default, Self::and)
    }

    /// Yields the problems that a curator should correct, each with the state of its passage.
    pub(super) fn problems(&self) -> impl Iterator<Item = (&Problem, Option<&'static str>)> {
        let missing = Some("missing");
        let kinds = [
            (&self.unreadable, None),
            (&self.ambiguous, Some("ambiguous")),
            (&self.missing, missing),
            (&self.missing_quotes, missing),
        ];
        kinds.into_iter().flat_map(|(problems, state)| problems.iter().map(move |problem| (problem, state)))
    }

    /// Returns the notes; if not `all` are wanted, only if they are few.
    pub(super) fn notes(&self, all: bool) -> &[Note] {
        if all || self.notes.len() <= LISTED { &self.notes } else { &[] }
    }

    /// Returns the lines of the summary.
    pub(super) fn summary(&self) -> Vec<String> {
        let mut lines = match self.absent.len() {
            0..=LISTED => self.absent.iter().map(|document| format!("no text at hand for {document}")).collect(),
            more => vec![format!("no text at hand for {more} documents")],
        };
        if self.notes.len() > LISTED {
            let ends = count(self.advice, "end", "ends");
            let accents = count(self.notes.len() - self.advice - self.copied, "passage", "passages");
            let words = format!("{ends} with fewer than three or more than six words");
            let copied = match self.copied {
                0 => String::new(),
                claims => format!(", {} in the article's own words", count(claims, "claim", "claims")),
            };
            let accents = format!("{accents} with other accents than the article");
            lines.push(format!("notes: {words}, {accents}{copied} (--json lists them)"));
        }
        lines.push(format!(
            "passages: {} found, {} ambiguous, {} missing, {} without text",
            self.found,
            self.ambiguous.len(),
            self.missing.len(),
            self.without_text
        ));
        let (found, missing) = (self.quotes_found, self.missing_quotes.len());
        if found + missing > 0 {
            lines.push(format!("quotes: {found} found, {missing} missing"));
        }
        lines
    }

    fn in_file(file: &File, document: &Document, mentions: &EntityRefs, articles: &Articles) -> Self {
        let mut passages = Self::default();
        let located: Vec<_> = document
            .claims
            .iter()
            .enumerate()
            .filter_map(|(at, claim)| Some((claim.id.as_str(), mentions.place(at), claim.passage.as_deref()?)))
            .collect();
        let (text, article) = match articles.text(&document.id) {
            Ok(Some(text)) => {
                let folded = FoldedArticle::new(&text);
                (text, folded)
            }
            unread => {
                passages.without_text = located.len();
                match unread {
                    Err(problem) => passages.unreadable.push(problem),
                    _ => passages.absent.push(document.id.clone()),
                }
                return passages;
            }
        };
        let mut faults = Faults::default();
        for (at, claim) in document.claims.iter().enumerate() {
            let path = Path::default().key("claims").index(mentions.place(at)).key("text");
            faults.look_for_copied(claim, &text, &article, path);
        }
        for (claim, ordinal, passage) in located {
            let path = Path::default().key("claims").index(ordinal).key("passage");
            passages.found += usize::from(faults.look_up(claim, passage, &article, &path));
        }
        for (at, claim) in document.claims.iter().enumerate() {
            if let Some(quote) = &claim.quote {
                let path = Path::default().key("claims").index(mentions.place(at)).key("quote");
                passages.quotes_found += usize::from(faults.look_up_quote(claim.id.as_str(), quote, &article, path));
            }
        }
        let name = |claim: &str| format!("{}#{claim}", document.id);
        let place = |faults: &[Fault]| Problem::place(&file.label, || file.source_text.text(), faults, name);
        passages.ambiguous = place(&faults.ambiguous);
        passages.missing = place(&faults.missing);
        passages.missing_quotes = place(&faults.missing_quotes);
        passages.advice = faults.advice.len();
        passages.copied = faults.copied.len();
        let notes = [&faults.accents, &faults.advice, &faults.copied].into_iter().flat_map(|faults| place(faults));
        passages.notes = notes.map(Note::from).collect();
        passages
    }

    fn and(mut self, other: Self) -> Self {
        self.unreadable.extend(other.unreadable);
        self.ambiguous.extend(other.ambiguous);
        self.missing.extend(other.missing);
        self.missing_quotes.extend(other.missing_quotes);
        self.quotes_found += other.quotes_found;
        self.notes.extend(other.notes);
        self.absent.extend(other.absent);
        self.advice += other.advice;
        self.copied += other.copied;
        self.found += other.found;
        self.without_text += other.without_text;
        self
    }
}

impl Faults {
    /// Looks one passage up, and returns whether it is found.
    fn look_up(&mut self, claim: &str, passage: &Passage, article: &FoldedArticle, path: &Path) -> bool {
        match passage.find_in(article) {
            PassageState::Found { everywhere, .. } => {
                if !everywhere {
                    self.accents.push(Fault::at(path.clone(), PassageState::NOT_EVERYWHERE).record(claim));
                }
                self.advice.extend(passage.unusual_ends().map(|(end, words)| {
                    let words = count(words, "word", "words");
                    let note = format!("`{end}` has {words}; three to six are enough to find a passage, and no more");
                    Fault::at(path.clone().key(end), note).record(claim)
                }));
                return true;
            }
            PassageState::Ambiguous { paragraph, places, .. } => {
                self.ambiguous.push(ambiguous(passage, path.clone(), paragraph, places).record(claim));
            }
            PassageState::Missing => {
                let fault =
                    Fault::at(path.clone(), "the passage is not in the article").hint(passage.repair_hint(article));
                self.missing.push(fault.record(claim));
            }
        }
        false
    }

    /// Notes a claim that has too many words in a row from the passage that it is of.
    fn look_for_copied(&mut self, claim: &Claim, text: &str, article: &FoldedArticle, path: Path) {
        let state = claim.passage.as_ref().map(|passage| passage.find_in(article));
        let Some(range) = state.as_ref().and_then(PassageState::opened_range) else { return };
        let words = copied_words(claim.text.as_str(), &text[range.clone()]);
        if words >= MAX_COPIED {
            let note = format!("{words} words in a row are the article's; use your own");
            self.copied.push(Fault::at(path, note).record(claim.id.as_str()));
        }
    }

    /// Looks one quotation up, and returns whether the article has it, in whichever paragraph.
    fn look_up_quote(&mut self, claim: &str, quote: &Text, article: &FoldedArticle, path: Path) -> bool {
        let words = Passage { paragraph: None, prefix: None, start: quote.raw().to_owned(), end: None, suffix: None };
        let is_missing = words.find_in(article) == PassageState::Missing;
        if is_missing {
            let hint = "copy the speaker's words from the article, whole and in their order";
            self.missing_quotes.push(Fault::at(path, "the quote is not in the article").hint(hint).record(claim));
        }
        !is_missing
    }
}

fn ambiguous(passage: &Passage, path: Path, paragraph: u32, places: usize) -> Fault {
    match passage.paragraph {
        Some(written) if places == 1 => {
            let problem = format!("the passage is in paragraph {paragraph}, not {written}");
            Fault::at(path.key("paragraph"), problem).hint(format!("write `paragraph: {paragraph}`"))
        }
        Some(written) => {
            let problem = format!("the link opens paragraph {paragraph}, not {written}: the passage could begin there");
            Fault::at(path, problem).hint("give more of its first words, or a `prefix`")
        }
        None => Fault::at(path, format!("the passage is in {places} places of the article"))
            .hint("give more of its first words, a `prefix`, or the `paragraph` that the link opens"),
    }
}
