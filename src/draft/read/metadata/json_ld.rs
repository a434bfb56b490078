//! What a page says about its article in JSON-LD, by the vocabulary of schema.org.

use std::collections::HashMap;

use serde_json::Value;

use super::scan::one_line;
use crate::draft::read::html::decode;

/// Maximum depth at which an article is looked for in other objects.
const MAX_DEPTH: usize = 8;

/// What is said about an article.
#[derive(Debug, Default)]
pub(super) struct Article {
    pub(super) headline: Option<String>,
    pub(super) authors: Vec<String>,
    /// Whether the authors are said to be organizations.
    pub(super) is_collective: bool,
    pub(super) publisher: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) language: Option<String>,
    /// Whether the object is an article, not just the page around one.
    pub(super) is_certain: bool,
}

/// Returns what the scripts say about the article, or else about the page.
pub(super) fn article(scripts: &[String]) -> Option<Article> {
    let roots: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let mut objects = Vec::new();
    for root in &roots {
        collect(root, 0, &mut objects);
    }
    let ids: HashMap<&str, &Value> = objects
        .iter()
        .filter(|object| object.get("name").is_some())
        .filter_map(|object| Some((object.get("@id")?.as_str()?, *object)))
        .collect();
    let best = objects.iter().copied().filter_map(|object| Some((rank(object)?, object))).min_by_key(|(rank, _)| *rank);
    let (rank, object) = best?;
    let text = |name: &str| object.get(name).and_then(string);
    let names = |name: &str| {
        let mut found = Vec::new();
        object.get(name).into_iter().for_each(|value| collect_names(value, &ids, &mut found));
        found
    };
    let is_collective = is_organization(object.get("author"));
    let mut authors = names("author");
    if authors.is_empty() {
        authors = names("creator");
    }
    Some(Article {
        headline: text("headline").or_else(|| text("name").filter(|_| rank < PAGE)),
        authors,
        is_collective,
        publisher: names("publisher").into_iter().next(),
        published: text("datePublished").or_else(|| text("dateCreated").filter(|_| rank < PAGE)),
        modified: text("dateModified"),
        language: text("inLanguage"),
        is_certain: rank < PAGE,
    })
}

/// Parses a script. Line breaks in strings, which are not JSON, are frequent.
fn parse(script: &str) -> Option<Value> {
    let script: String = script.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let script =
        script.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let script = script
        .trim()
        .trim_end_matches("-->")
        .trim_end_matches("//]]>")
        .trim_end_matches("]]>")
        .trim_end_matches([';', ' ']);
    // A comma or script behind the object is ignored.
    serde_json::Deserializer::from_str(script).into_iter().next()?.ok()
}

/// Collects all objects, outer ones first.
fn collect<'a>(value: &'a Value, depth: usize, objects: &mut Vec<&'a Value>) {
    if depth > MAX_DEPTH {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, depth + 1, objects)),
        Value::Object(fields) => {
            objects.push(value);
            fields.values().for_each(|value| collect(value, depth + 1, objects));
        }
        _ => {}
    }
}

/// The rank of a page that is no article.
const PAGE: usize = 2;

/// Returns how well an object fits: 0 for an article, [`PAGE`] for a page, `None` for anything else.
fn rank(object: &Value) -> Option<usize> {
    let kinds: Vec<&str> = match object.get("@type")? {
        Value::String(kind) => vec![kind.as_str()],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => return None,
    };
    let rank = |kind: &&str| {
        let kind = kind.rsplit('/').next().unwrap_or(kind);
        match kind {
            _ if kind.ends_with("Article") => Some(0),
            "BlogPosting" | "LiveBlogPosting" | "Report" | "Review" | "OpinionNewsArticle" | "SocialMediaPosting"
            | "TechArticle" => Some(0),
            "CreativeWork" | "Recipe" | "HowTo" => Some(1),
            "WebPage" | "ItemPage" | "AboutPage" | "MedicalWebPage" | "FAQPage" => Some(PAGE),
            _ => None,
        }
    };
    // An article without date and author is one that the page links to.
    let bare = object.get("datePublished").is_none() && object.get("author").is_none();
    kinds.iter().filter_map(rank).min().map(|rank| if bare && rank < PAGE { 1 } else { rank })
}

/// Returns whether all authors are organizations.
fn is_organization(author: Option<&Value>) -> bool {
    let kind =
        |author: &Value| author.get("@type").and_then(Value::as_str).is_some_and(|kind| kind.ends_with("Organization"));
    match author {
        Some(Value::Array(authors)) => !authors.is_empty() && authors.iter().all(kind),
        Some(author) => kind(author),
        None => false,
    }
}

/// Collects the names of persons and organizations.
fn collect_names(value: &Value, ids: &HashMap<&str, &Value>, found: &mut Vec<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect_names(value, ids, found)),
        Value::String(_) => found.extend(string(value)),
        Value::Object(fields) => {
            let named = fields.get("name").or_else(|| ids.get(fields.get("@id")?.as_str()?)?.get("name"));
            match named {
                Some(Value::Array(names)) => found.extend(names.iter().filter_map(string)),
                Some(name) => found.extend(string(name)),
                None => {}
            }
        }
        _ => {}
    }
}

/// Returns a string on one line. Some pages put entities into JSON.
fn string(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.as_str(),
        Value::Array(values) => values.first()?.as_str()?,
        Value::Object(fields) => fields.get("name").or_else(|| fields.get("@value"))?.as_str()?,
        _ => return None,
    };
    Some(one_line(&decode(text))).filter(|text| !text.is_empty())
}
