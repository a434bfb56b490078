//! The fields at the beginning of a Markdown file, as clippers write them.

use super::found::{Found, Metadata, Origin};
use super::{dates, names};

/// Reads lines such as `title: …`. A list of authors may follow in lines that begin with `-`.
pub(in crate::draft::read) fn from_fields(lines: &str) -> Metadata {
    let mut found = Metadata::default();
    let mut last = "";
    for line in lines.lines() {
        let (name, value) = match line.trim_start().strip_prefix("- ") {
            Some(item) => (last, item),
            None => line.split_once(':').unwrap_or_default(),
        };
        last = name.trim();
        let value = value.trim().trim_matches(['"', '\'']).replace("[[", "").replace("]]", "");
        let value = value.trim().trim_matches(['[', ']']);
        if value.is_empty() {
            continue;
        }
        let text = || Some(Found::new(value.to_owned(), Origin::Field));
        let day = || dates::day(value).map(|day| Found::new(day, Origin::Field));
        match last {
            "title" => found.title = text(),
            "author" | "authors" => {
                let names = names::names(value).into_iter();
                found.authors.extend(names.map(|name| Found::new(name, Origin::Field)));
            }
            "source" | "url" | "link" => found.url = text().filter(|url| url.value.contains("://")),
            "site" | "publisher" | "website" => found.site = text(),
            "published" | "date" => found.published = day(),
            "modified" | "updated" => found.modified = day(),
            "lang" | "language" => found.language = text(),
            _ => {}
        }
    }
    found
}
