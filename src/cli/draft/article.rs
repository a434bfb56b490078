//! A source as an article: its text, and what the source or the command line says about it.

use std::io::Read as _;
use std::path::Path;

use anyhow::{Context, anyhow};
use url::Url;

use crate::briefing::{DocumentId, Edtf, SourceUrl, paragraphs};
use crate::cli::args::DraftArgs;
use crate::corpus::Corpus;
use crate::draft::fetch::{Client, FetchTuning, read_address};
use crate::draft::read::{Format, MAX_FILE_BYTES, ReadArticle, Source, read, read_file};
use crate::draft::slug;
use crate::text::Text;

/// Maximum length in characters of a first line that is taken as a title. Headlines have about 60.
const MAX_TITLE: usize = 140;

/// An article, and where each of its properties comes from.
pub(super) struct Article {
    /// The text, as it is stored.
    pub(super) text: String,
    /// The page as it came.
    pub(super) page: Option<Vec<u8>>,
    /// The title, and the place that says so.
    pub(super) title: Option<(String, &'static str)>,
    /// The authors' names.
    pub(super) authors: Vec<(String, &'static str)>,
    /// The publisher's name or id.
    pub(super) publisher: Option<(String, &'static str)>,
    pub(super) url: Option<(SourceUrl, &'static str)>,
    pub(super) published: Option<Edtf>,
    /// The place that says when it appeared.
    pub(super) published_by: &'static str,
    pub(super) language: Option<String>,
    /// The day on which it was fetched.
    pub(super) retrieved: Option<Edtf>,
    /// The id that was asked for, or else the name of the file.
    wanted: Option<DocumentId>,
}

/// The place of what the command line says.
const GIVEN: &str = "given";

impl Article {
    /// Reads a source, and puts what the command line says over what the source says.
    pub(super) fn read(source: &str, args: &DraftArgs) -> anyhow::Result<Self> {
        let ReadArticle { text, found, page } = read_source(source)?;
        let given = |value: &Option<String>| value.clone().map(|value| (value, GIVEN));
        let title = found.title.map(|title| (title.value, title.origin.as_str()));
        let first_line = || if page.is_none() { first_line(&text).map(|line| (line, "first line")) } else { None };
        let authors = if args.author.is_empty() {
            found.authors.into_iter().map(|author| (author.value, author.origin.as_str())).collect()
        } else {
            args.author.iter().map(|author| (author.clone(), GIVEN)).collect()
        };
        let url = found.url.and_then(|url| Some((SourceUrl::parse(&url.value)?, url.origin.as_str())));
        let published =
            found.published.and_then(|day| Some((Edtf::parse(&day.value.to_string())?, day.origin.as_str())));
        let published = args.published.map(|date| (date, GIVEN)).or(published);
        Ok(Self {
            title: given(&args.title).or(title).or_else(first_line),
            authors,
            publisher: given(&args.publisher).or(found.site.map(|site| (site.value, site.origin.as_str()))),
            url: args.url.clone().map(|url| (url, GIVEN)).or(url),
            published: published.map(|(date, _)| date),
            published_by: published.map_or("", |(_, place)| place),
            language: found.language.map(|language| language.value),
            wanted: args.id.clone().or_else(|| id_from_name(source)),
            retrieved: if is_address(source) { today() } else { None },
            text,
            page,
        })
    }

    /// Returns the document's id: the one that was asked for, the file's name, or date, site and title.
    pub(super) fn id(&self, corpus: &Corpus) -> anyhow::Result<DocumentId> {
        if let Some(id) = &self.wanted {
            return Ok(id.clone());
        }
        let date = self.published.map(|date| date.to_string().replace('/', "-"));
        let site = self.url.as_ref().map(|(url, _)| url.host().trim_start_matches("www.").split('.').next().map(slug));
        let title = self.title.as_ref().map(|(title, _)| slug(title).split('-').take(5).collect::<Vec<_>>().join("-"));
        let parts = [date, site.flatten(), title].into_iter().flatten().filter(|part| !part.is_empty());
        let id = DocumentId::parse(&parts.collect::<Vec<_>>().join("-"));
        let id =
            id.context("the source has neither a name, a date, an address nor a title; name the draft with --id")?;
        let is_taken = corpus.find_document(id.as_str()).is_some();
        Ok(if is_taken { DocumentId::parse(&format!("{id}-2")).unwrap_or(id) } else { id })
    }
}

fn read_source(source: &str) -> anyhow::Result<ReadArticle> {
    let name = Text::clean(source);
    if is_address(source) {
        let address = Url::parse(source).map_err(|error| anyhow!("{name} is no address: {error}"))?;
        let client = Client::new(FetchTuning::default());
        return read_address(&client, &address).map_err(|reason| anyhow!("{name}: {reason}"));
    }
    if source != "-" {
        return read_file(Path::new(source)).map_err(|refusal| anyhow!("{name}: {refusal}"));
    }
    let mut bytes = Vec::new();
    let limit = MAX_FILE_BYTES as u64 + 1;
    std::io::stdin().lock().take(limit).read_to_end(&mut bytes).context("cannot read standard input")?;
    let format = Format::from_bytes(&bytes);
    let source = Source { bytes, format, address: None, content_type: None };
    read(source).map_err(|refusal| anyhow!("standard input: {refusal}"))
}

fn is_address(source: &str) -> bool {
    source.starts_with("https://") || source.starts_with("http://")
}

/// Returns today's date.
fn today() -> Option<Edtf> {
    let now = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC);
    Edtf::parse(&now.date().to_string())
}

/// Returns the id that the name of a file makes. `None` for addresses, standard input and the names of registers.
fn id_from_name(source: &str) -> Option<DocumentId> {
    let stem =
        Path::new(source).file_stem().filter(|_| source != "-" && !is_address(source))?.to_string_lossy().into_owned();
    let id = DocumentId::parse(&stem).or_else(|| DocumentId::parse(&slug(&stem)))?;
    (!["entities", "sources"].contains(&id.as_str())).then_some(id)
}

/// Returns the first line of a text if it is a title: short, and without a full stop at its end.
fn first_line(text: &str) -> Option<String> {
    let lines = paragraphs(text);
    let [first, _, ..] = &lines[..] else { return None };
    let line = text[first.clone()].trim_start_matches('\u{feff}').split_whitespace().collect::<Vec<_>>().join(" ");
    let is_title =
        line.chars().count() <= MAX_TITLE && !line.ends_with(['.', ',', ';', ':', '…']) && !line.contains(". ");
    (is_title && line.contains(char::is_alphanumeric)).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_first_line_is_the_title() {
        for (text, title) in [
            ("\u{feff}Harbour opens  again\r\n\r\nIt opens.", Some("Harbour opens again")),
            ("Harbour opens again.\n\nIt opens.", None),
            ("Harbour opens. It is new\n\nIt opens.", None),
            ("Harbour opens", None),
            ("---\nA\n", None),
            ("", None),
        ] {
            assert_eq!(first_line(text).as_deref(), title, "{text}");
        }
        assert_eq!(first_line(&format!("{}\nB\n", "a ".repeat(MAX_TITLE))), None);
    }

    #[test]
    fn the_name_of_a_file_is_the_id() {
        for (name, id) in [
            ("a/2024-05-02-harbour.txt", Some("2024-05-02-harbour")),
            ("My Notes (old).md", Some("my-notes-old")),
            ("sources.txt", None),
            ("-", None),
            ("?.txt", None),
        ] {
            assert_eq!(id_from_name(name).as_ref().map(DocumentId::as_str), id, "{name}");
        }
    }
}
