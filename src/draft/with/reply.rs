//! Reads what a command wrote: JSON, JSON Lines or YAML, perhaps in a fence or between sentences.

use serde::Deserialize;
use serde_json::Value;

use crate::yaml;

/// A claim as the command wrote it. Nothing in it is checked yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct ReplyClaim {
    pub(super) text: String,
    pub(super) quote: String,
    pub(super) paragraph: Option<u32>,
    pub(super) kind: Option<String>,
    pub(super) speaker: Names,
    pub(super) via: Names,
    pub(super) about: Names,
    pub(super) date: Option<String>,
}

/// One name, a list of names, or nothing. Models write all three.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Value")]
pub(super) struct Names(pub(super) Vec<String>);

impl From<Value> for Names {
    fn from(value: Value) -> Self {
        let name = |value: Value| match value {
            Value::String(name) => Some(name),
            Value::Object(mut fields) => ["id", "name"]
                .iter()
                .find_map(|key| fields.remove(*key))
                .and_then(|name| name.as_str().map(str::to_owned)),
            _ => None,
        };
        let names = match value {
            Value::Array(values) => values.into_iter().filter_map(name).collect(),
            value => name(value).into_iter().collect::<Vec<_>>(),
        };
        Self(names.into_iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect())
    }
}

/// Returns the claims in an output, each with its fields or the reason why it cannot be read.
pub(super) fn claims(output: &str) -> Vec<Result<ReplyClaim, String>> {
    let candidates = [fenced(output), Some(output.to_owned())];
    let values = candidates.into_iter().flatten().map(|text| values(&text)).find(|values| !values.is_empty());
    let claim = |value: Value| serde_json::from_value(value).map_err(|error| error.to_string());
    values.unwrap_or_default().into_iter().map(claim).collect()
}

/// Returns what stands in fences of three backticks.
fn fenced(output: &str) -> Option<String> {
    let (mut inside, mut found, mut text) = (false, false, String::new());
    for line in output.lines() {
        if line.trim_start().starts_with("```") {
            inside = !inside;
            found = true;
        } else if inside {
            text.push_str(line);
            text.push('\n');
        }
    }
    found.then_some(text)
}

/// Returns the claims of the first form that the text has.
fn values(text: &str) -> Vec<Value> {
    let whole = || serde_json::from_str(text.trim()).ok().map(listed);
    let within = || {
        [('{', '}'), ('[', ']')]
            .into_iter()
            .filter_map(|(open, close)| {
                let (from, to) = (text.find(open)?, text.rfind(close)?);
                serde_json::from_str(text.get(from..=to)?).ok().map(|value| (from, listed(value)))
            })
            .min_by_key(|(from, _)| *from)
            .map(|(_, values)| values)
    };
    let lines = || {
        let values = text.lines().filter_map(|line| serde_json::from_str::<Value>(line.trim()).ok());
        let values: Vec<_> = values.flat_map(listed).collect();
        Some(values)
    };
    let yaml = || yaml::parse::<Value>(text, &[]).content.map(listed);
    let forms: [&dyn Fn() -> Option<Vec<Value>>; 4] = [&whole, &within, &lines, &yaml];
    forms.iter().find_map(|form| form().filter(|values| !values.is_empty())).unwrap_or_default()
}

/// Returns the claims in a value: the list `claims`, a list, or a single claim.
fn listed(value: Value) -> Vec<Value> {
    let is_claim = |value: &Value| value.get("quote").is_some() || value.get("text").is_some();
    match value {
        Value::Array(values) => values.into_iter().filter(is_claim).collect(),
        Value::Object(mut fields) => match fields.remove("claims") {
            Some(Value::Array(values)) => values.into_iter().filter(is_claim).collect(),
            _ => [Value::Object(fields)].into_iter().filter(is_claim).collect(),
        },
        _ => Vec::new(),
    }
}
