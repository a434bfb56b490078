//! A table of what a real browser does with links to passages.

use serde::Deserialize;

use super::*;

/// Verdicts that are known to differ, by name, and why.
const KNOWN: &[(&str, &str)] = &[];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "about")]
    _about: Vec<String>,
    texts: Vec<String>,
    verdicts: Vec<Verdict>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verdict {
    name: String,
    article: Vec<usize>,
    prefix: Option<String>,
    start: String,
    end: Option<String>,
    suffix: Option<String>,
    opens: Option<u32>,
}

impl Verdict {
    /// What we say that a browser opens.
    fn ours(&self, texts: &[String]) -> Option<u32> {
        let article: Vec<_> = self.article.iter().map(|text| texts[*text].as_str()).collect();
        let passage = Passage {
            paragraph: None,
            prefix: self.prefix.clone(),
            start: self.start.clone(),
            end: self.end.clone(),
            suffix: self.suffix.clone(),
        };
        match passage.find(&article.join("\n")) {
            PassageState::Found { paragraph, .. } | PassageState::Ambiguous { paragraph, .. } => Some(paragraph),
            PassageState::Missing => None,
        }
    }
}

#[test]
fn passages_open_where_a_browser_opens_them() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/briefing/passage/tests/verdicts.json");
    let path = std::env::var("PV").unwrap_or(path.into());
    let table = std::fs::read_to_string(path).expect("the table is there");
    let table: Table = serde_json::from_str(&table).expect("the table is JSON");
    let differing: Vec<_> = table
        .verdicts
        .iter()
        .filter(|verdict| verdict.ours(&table.texts) != verdict.opens)
        .map(|verdict| (verdict.name.as_str(), verdict.opens, verdict.ours(&table.texts)))
        .collect();
    let names: Vec<_> = differing.iter().map(|(name, ..)| *name).collect();
    let known: Vec<_> = KNOWN.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, known, "{differing:#?}");
}
