//! A table of what a real browser does with links to passages.

use serde::Deserialize;

use super::*;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VerdictTable {
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
    let table: VerdictTable = serde_json::from_str(include_str!("verdicts.json")).expect("the table is of this form");
    let differing: Vec<_> = table
        .verdicts
        .iter()
        .filter(|verdict| verdict.ours(&table.texts) != verdict.opens)
        .map(|verdict| (verdict.name.as_str(), verdict.opens, verdict.ours(&table.texts)))
        .collect();
    assert!(table.verdicts.len() > 400, "{}", table.verdicts.len());
    assert!(differing.is_empty(), "name, the browser's paragraph, ours: {differing:#?}");
}
