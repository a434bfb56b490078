//! `schema`: every file that the program ships is valid by it, and a wrong field is not.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::run;

fn schema(kind: &str) -> Value {
    let printed = run(&["schema", kind]);
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    serde_json::from_str(&printed.out).expect("JSON")
}

/// Lists where a value is not as the schema says, as far as this schema uses the language.
fn faults(schema: &Value, root: &Value, value: &Value, at: &str) -> Vec<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = reference.trim_start_matches('#');
        return faults(root.pointer(target).expect("a definition"), root, value, at);
    }
    let mut found = Vec::new();
    let is_valid = |schema: &Value| faults(schema, root, value, at).is_empty();
    for any in ["anyOf", "oneOf"] {
        if schema[any].as_array().is_some_and(|choices| !choices.iter().any(is_valid)) {
            found.push(format!("{at}: {value} is none of the choices"));
        }
    }
    let all = schema["allOf"].as_array().into_iter().flatten();
    found.extend(all.flat_map(|part| faults(part, root, value, at)));
    if let Some(condition) = schema.get("if") {
        let branch = if is_valid(condition) { "then" } else { "else" };
        found.extend(schema.get(branch).into_iter().flat_map(|part| faults(part, root, value, at)));
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if !types.is_empty() && !types.iter().any(|name| is_type(name, value)) {
        found.push(format!("{at}: {value} is not {types:?}"));
    }
    let is_choice = |choices: &Vec<Value>| choices.contains(value);
    if schema["enum"].as_array().is_some_and(|choices| !is_choice(choices))
        || schema.get("const").is_some_and(|only| only != value)
    {
        found.push(format!("{at}: {value} is not allowed"));
    }
    match value {
        Value::Object(fields) => {
            let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
            found
                .extend(required.filter(|key| !fields.contains_key(*key)).map(|key| format!("{at}: {key} is missing")));
            for (key, value) in fields {
                match schema["properties"].get(key) {
                    Some(field) => found.extend(faults(field, root, value, &format!("{at}.{key}"))),
                    None if schema["additionalProperties"] == false => found.push(format!("{at}: {key} is unknown")),
                    None => {}
                }
            }
        }
        Value::Array(items) => {
            if let Some(wanted) = schema.get("contains")
                && !items.iter().any(|item| faults(wanted, root, item, at).is_empty())
            {
                found.push(format!("{at}: none is as wanted"));
            }
            if let Some(each) = schema.get("items") {
                found.extend(items.iter().flat_map(|item| faults(each, root, item, &format!("{at}[]"))));
            }
        }
        _ => {}
    }
    found
}

fn is_type(name: &str, value: &Value) -> bool {
    match name {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        _ => false,
    }
}

fn kind(path: &Path) -> &'static str {
    match path.file_stem().and_then(|stem| stem.to_str()) {
        Some("entities") => "entities",
        Some("sources") => "sources",
        _ => "document",
    }
}

fn yaml_files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let paths = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    paths.filter(|path| path.extension().is_some_and(|ending| ending == "yaml")).collect()
}

fn faults_in(schemas: &[(&str, Value)], kind: &str, text: &str) -> Vec<String> {
    let value: Value = serde_yaml::from_str(text).expect("YAML");
    let (_, schema) = schemas.iter().find(|(known, _)| *known == kind).expect("a schema");
    faults(schema, schema, &value, kind)
}

#[test]
fn every_file_of_ours_is_valid_and_wrong_ones_are_not() {
    let schemas = ["document", "entities", "sources"].map(|kind| (kind, schema(kind)));
    let files: Vec<_> = ["briefings", "examples/harbour"].into_iter().flat_map(yaml_files).collect();
    assert!(files.len() >= 10, "{files:?}");
    for file in files {
        let text = fs::read_to_string(&file).expect("a file");
        assert_eq!(faults_in(&schemas, kind(&file), &text), Vec::<String>::new(), "{}", file.display());
    }
    let head = "title: T\npublisher: p\nurl: https://a.example/\npublished: 2024\n";
    let claim = "claims: [{id: a, text: A, kind: fact}]\n";
    let draft = "claims: [{id: a, text: A, kind: fact, draft: {by: rules, flags: [speaker-unknown]}}]\n";
    for (kind, text, expected) in [
        ("document", format!("{head}{claim}"), ""),
        ("document", draft.to_owned(), ""),
        ("document", claim.to_owned(), "title is missing"),
        ("document", format!("{head}titel: T\n"), "titel is unknown"),
        ("document", format!("{head}genre: poem\n"), "\"poem\""),
        ("document", format!("{head}{}", claim.replace("kind: fact", "kind: rumour")), "rumour"),
        ("document", format!("{head}{}", claim.replace(", kind: fact", "")), "kind is missing"),
        ("document", format!("{head}{}", claim.replace("fact", "fact, about: mali")), "\"mali\""),
        ("document", draft.replace("speaker-unknown", "odd"), "odd"),
        ("entities", "- {id: a, schema: Person, name: A, weakAlias: [b], memberOf: []}\n".to_owned(), ""),
        ("entities", "- {id: a, schema: Human, name: A}\n".to_owned(), "Human"),
        ("entities", "- {id: a, name: A}\n".to_owned(), "schema is missing"),
        ("sources", "outlets: [{id: a, name: A, reliability: G}]\n".to_owned(), "\"G\""),
        ("sources", "outlet: []\n".to_owned(), "outlet is unknown"),
    ] {
        let found = faults_in(&schemas, kind, &text).join("\n");
        assert!(found.contains(expected) && found.is_empty() == expected.is_empty(), "{text}: {found}");
    }
}

#[test]
fn an_editor_is_told_what_each_field_holds() {
    let document = schema("document");
    assert_eq!(document["properties"]["title"]["description"], "The article's title.");
    let text = document.to_string();
    for words in ["^[0-9]{4}", "An assertion about the future", "DOCUMENT#CLAIM", "^https?://"] {
        assert!(text.contains(words), "{words}");
    }
    assert_eq!(run(&["schema"]).out, run(&["schema", "document"]).out);
    assert_eq!(run(&["schema", "keys"]).code, 2);
}
