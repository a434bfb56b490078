//! Values with the place that says so.

use jiff::civil::Date;

/// Where a value was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// JSON-LD about the article.
    JsonLd,
    /// An `og:` or `article:` property.
    OpenGraph,
    /// Another `<meta>` element.
    Meta,
    /// A `<time>` element, or one marked with a date.
    Time,
    /// The headline on the page.
    Headline,
    /// The `<title>` element.
    TitleElement,
    /// The line that names the authors.
    Byline,
    /// An attribute of the `<html>` element.
    HtmlElement,
    /// The page's address.
    Address,
    /// A statistical guess from the text.
    Guess,
    /// A field at the beginning of a Markdown file.
    Field,
    /// What the user said.
    Given,
}

impl Origin {
    /// Returns words for the place.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::JsonLd => "JSON-LD",
            Self::OpenGraph => "OpenGraph",
            Self::Meta => "meta",
            Self::Time => "<time>",
            Self::Headline => "<h1>",
            Self::TitleElement => "<title>",
            Self::Byline => "byline",
            Self::HtmlElement => "<html lang>",
            Self::Address => "address",
            Self::Guess => "guess from the text",
            Self::Field => "field",
            Self::Given => "given",
        }
    }
}

/// A value, and where it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// The value.
    pub value: T,
    /// The place that says so.
    pub origin: Origin,
}

impl<T> Found<T> {
    /// Creates a value that was read in a place.
    pub fn new(value: T, origin: Origin) -> Self {
        Self { value, origin }
    }
}

/// What a source says about its article. What it does not say is `None` or empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The headline.
    pub title: Option<Found<String>>,
    /// The authors' names.
    pub authors: Vec<Found<String>>,
    /// The name of the site.
    pub site: Option<Found<String>>,
    /// The address that the page gives as its own, else the one that it was fetched from.
    pub url: Option<Found<String>>,
    /// The day of publication.
    pub published: Option<Found<Date>>,
    /// The day of the last change.
    pub modified: Option<Found<Date>>,
    /// The language, as a BCP 47 tag.
    pub language: Option<Found<String>>,
}
