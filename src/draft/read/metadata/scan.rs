//! Collects the places of a page that may say its title, authors and dates.

use crate::draft::read::html::{Tag, Token, Tokens, decode};

/// Maximum number of values of one kind, because what is repeated more often is not about this article.
const MAX_VALUES: usize = 200;
/// Maximum length of a value, in bytes. A longer one is a container of the article, not a byline.
const MAX_LENGTH: usize = 600;
/// Number of texts before and behind the headline in which authors and dates are looked for.
const BEFORE: usize = 8;
const BEHIND: usize = 30;
/// Maximum length of such a text, in bytes. A longer one is a paragraph.
const MAX_SHORT: usize = 120;
/// Maximum number of elements whose text is collected at once.
const MAX_NESTED: usize = 8;

/// What a page says about itself, as written, in the order of the page.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// The name or property of each `<meta>`, in lower case, and its content.
    pub(super) meta: Vec<(String, String)>,
    /// The contents of `<script type="application/ld+json">`.
    pub(super) json_ld: Vec<String>,
    /// The text of `<title>`.
    pub(super) title: Option<String>,
    /// The texts of `<h1>`.
    pub(super) headlines: Vec<String>,
    /// The address in `<link rel="canonical">`.
    pub(super) canonical: Option<String>,
    /// The language of `<html>`.
    pub(super) language: Option<String>,
    /// The elements that give a time.
    pub(super) times: Vec<Time>,
    /// The elements that are called authors or bylines.
    pub(super) bylines: Vec<Byline>,
    /// The texts of elements whose class says that they are dates.
    pub(super) dated: Vec<String>,
    /// The short texts around the first headline, where pages name authors and dates without saying so in the markup.
    pub(super) around: Vec<String>,
}

/// An element with a time.
#[derive(Debug, Default)]
pub(super) struct Time {
    /// Its `datetime` or `content`, else its text.
    pub(super) value: String,
    /// Its `itemprop`, class and id, in lower case.
    pub(super) names: String,
}

/// An element that names authors.
#[derive(Debug)]
pub(super) struct Byline {
    pub(super) text: String,
    /// Whether the markup says that this is an author, and not just a class.
    pub(super) is_marked: bool,
}

/// An open element whose text is collected.
struct Capture {
    name: String,
    /// Number of open elements of this name in it, itself included.
    depth: usize,
    text: String,
    what: What,
}

enum What {
    Title,
    Headline,
    Time(Time),
    Byline(bool),
    Dated,
}

impl Scan {
    /// Reads a page.
    pub(super) fn new(html: &str) -> Self {
        let mut scan = Self::default();
        let mut open: Vec<Capture> = Vec::new();
        let mut silent: Option<String> = None;
        for token in Tokens::new(html) {
            match token {
                Token::Text(text) => match silent.as_deref() {
                    Some("ld") => scan.json_ld.push(text.to_owned()),
                    Some(_) => {}
                    None => {
                        scan.add_around(text);
                        for capture in &mut open {
                            capture.add(text);
                        }
                    }
                },
                Token::Open(tag) => {
                    silent = silence(&tag);
                    open.iter_mut().filter(|capture| capture.name == tag.name).for_each(|capture| capture.depth += 1);
                    scan.element(&tag);
                    let void = matches!(&*tag.name, "meta" | "link" | "br" | "img" | "input" | "hr" | "source");
                    if !void && !is_mark(&tag.name) {
                        for capture in &mut open {
                            capture.add(" ");
                        }
                    }
                    if let Some(what) = what(&tag).filter(|_| !void && open.len() < MAX_NESTED) {
                        open.push(Capture { name: tag.name.into_owned(), depth: 1, text: String::new(), what });
                    }
                }
                Token::Close(name) => {
                    silent = None;
                    for capture in &mut open {
                        if capture.name == name {
                            capture.depth -= 1;
                        } else if !is_mark(&name) {
                            capture.add(" ");
                        }
                    }
                    open.extract_if(.., |capture| capture.depth == 0).for_each(|capture| scan.keep(capture));
                }
            }
        }
        scan
    }

    /// Returns the contents of the first of these `<meta>` elements that the page has.
    pub(super) fn meta(&self, name: &str) -> Option<&str> {
        self.meta.iter().find(|(own, _)| own == name).map(|(_, content)| content.as_str())
    }

    /// Yields the contents of these `<meta>` elements.
    pub(super) fn metas<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.meta.iter().filter(move |(own, _)| own == name).map(|(_, content)| content.as_str())
    }

    /// Takes a text that is near the headline.
    fn add_around(&mut self, text: &str) {
        let is_before = self.headlines.is_empty();
        if (!is_before && self.around.len() >= BEFORE + BEHIND) || text.len() > MAX_SHORT {
            return;
        }
        let text = one_line(&decode(text));
        if text.is_empty() {
            return;
        }
        if is_before && self.around.len() == BEFORE {
            self.around.remove(0);
        }
        self.around.push(text);
    }

    /// Takes what the attributes of an element say.
    fn element(&mut self, tag: &Tag<'_>) {
        match &*tag.name {
            "meta" => {
                let Some(content) = value(tag, "content") else { return };
                for key in ["property", "name", "itemprop", "http-equiv"] {
                    if let Some(name) = tag.attribute(key).filter(|_| self.meta.len() < MAX_VALUES) {
                        self.meta.push((name.trim().to_ascii_lowercase(), content.clone()));
                    }
                }
            }
            "link" if tag.attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.canonical = self.canonical.take().or_else(|| value(tag, "href"));
            }
            "html" => {
                self.language = self.language.take().or_else(|| value(tag, "lang").or_else(|| value(tag, "xml:lang")));
            }
            _ => {}
        }
    }

    /// Keeps the text of an element that has ended.
    fn keep(&mut self, capture: Capture) {
        let text = one_line(&decode(&capture.text));
        let is_text = !text.is_empty() && capture.text.len() < MAX_LENGTH;
        match capture.what {
            What::Title => self.title = self.title.take().or(Some(text)),
            What::Headline if is_text && self.headlines.len() < MAX_VALUES => self.headlines.push(text),
            What::Time(mut time) if self.times.len() < MAX_VALUES => {
                if time.value.is_empty() && is_text {
                    time.value = text;
                }
                self.times.push(time);
            }
            What::Byline(is_marked) if is_text && self.bylines.len() < MAX_VALUES => {
                self.bylines.push(Byline { text, is_marked });
            }
            What::Dated if is_text && self.dated.len() < MAX_VALUES => self.dated.push(text),
            _ => {}
        }
    }
}

impl Capture {
    fn add(&mut self, text: &str) {
        if self.text.len() < MAX_LENGTH {
            self.text.push_str(text);
        }
    }
}

/// Returns whether an element marks letters within a word.
fn is_mark(name: &str) -> bool {
    matches!(name, "b" | "i" | "em" | "strong" | "mark" | "u")
}

/// Returns what kind of text is in an element: nothing to collect, or `ld` for data.
fn silence(tag: &Tag<'_>) -> Option<String> {
    let is_data = |kind: &str| kind.trim().to_ascii_lowercase().starts_with("application/ld+json");
    match &*tag.name {
        "script" if tag.attribute("type").is_some_and(is_data) => Some("ld".to_owned()),
        "script" | "style" | "textarea" | "iframe" => Some(tag.name.to_string()),
        _ => None,
    }
}

/// Returns what the text of an element may say.
fn what(tag: &Tag<'_>) -> Option<What> {
    let attribute = |name| tag.attribute(name).unwrap_or_default().to_ascii_lowercase();
    let [itemprop, class, id, rel] = ["itemprop", "class", "id", "rel"].map(attribute);
    match &*tag.name {
        "title" => return Some(What::Title),
        "h1" => return Some(What::Headline),
        _ => {}
    }
    let is_date = itemprop.starts_with("date") || (tag.name == "time");
    if is_date {
        let value = ["datetime", "content"].into_iter().find_map(|name| value(tag, name)).unwrap_or_default();
        return Some(What::Time(Time { value, names: format!("{itemprop} {class} {id}") }));
    }
    let words = || class.split_ascii_whitespace().chain([id.as_str()]);
    if rel.split_ascii_whitespace().any(|rel| rel == "author") || itemprop == "author" {
        return Some(What::Byline(true));
    }
    if words().any(is_byline) {
        return Some(What::Byline(false));
    }
    let is_dated = |word: &str| word.contains("date") || word.contains("publish") || word.contains("timestamp");
    words().any(|word| is_dated(word) && !word.contains("update")).then_some(What::Dated)
}

/// Returns whether a class or id is that of a byline.
fn is_byline(word: &str) -> bool {
    let parts = word.split(['-', '_']).filter(|part| !part.is_empty());
    let named = parts.clone().any(|part| matches!(part, "byline" | "author" | "authors" | "authorname"));
    let other = [
        "bio",
        "avatar",
        "image",
        "img",
        "box",
        "photo",
        "social",
        "description",
        "date",
        "title",
        "job",
        "comment",
        "related",
    ];
    (named || word.contains("byline") || word.contains("authorname"))
        && !parts.clone().any(|part| other.contains(&part))
}

/// Returns an attribute with its entities replaced, or `None` if it is empty.
fn value(tag: &Tag<'_>, name: &str) -> Option<String> {
    tag.attribute(name).map(|value| one_line(&decode(value))).filter(|value| !value.is_empty())
}

/// Returns a text with single spaces and without white space around it.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
