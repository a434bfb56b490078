//! Finds the article in a page.
//!
//! This is the only place that knows the extractor.

use super::html::tidy;
use super::refusal::Refusal;

/// Maximum number of elements, because the extractor's passes over more would take seconds. Articles have below 5,000.
const MAX_ELEMENTS: usize = 60_000;

/// Returns the HTML of the article in a page.
pub(super) fn content(html: &str) -> Result<String, Refusal> {
    let options = legible::Options::new().max_elems_to_parse(MAX_ELEMENTS).disable_json_ld(true);
    match legible::parse(&tidy(html), None, Some(options)) {
        Ok(article) => Ok(article.content),
        Err(legible::Error::TooManyElements { .. }) => Err(Refusal::TooManyElements { limit: MAX_ELEMENTS }),
        // The suspicions say why there is nothing.
        Err(_) => Ok(String::new()),
    }
}
