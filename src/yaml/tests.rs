use serde::Deserialize;

use serde::de::DeserializeOwned;

use super::{MAX_BYTES, MAX_FAULTS, Parsed, SourceMap, Verbatim, text};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SampleFile {
    title: Verbatim,
    #[serde(default)]
    claims: Vec<Option<SampleRecord>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SampleRecord {
    id: String,
    kind: SampleKind,
    #[serde(default)]
    tags: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum SampleKind {
    Fact,
    Opinion,
}

fn parse<T: DeserializeOwned>(text: &str) -> Parsed<T> {
    super::parse(text, &[])
}

fn faults(text: &str) -> Vec<String> {
    let source_map = SourceMap::new(text);
    parse::<SampleFile>(text)
        .faults
        .iter()
        .map(|fault| {
            let at = fault.position.or_else(|| source_map.find(&fault.path));
            let at = at.map_or_else(|| "whole file".to_owned(), |at| at.to_string());
            format!("{at} {} | {}", fault.problem, fault.hint.as_deref().unwrap_or("-"))
        })
        .collect()
}

#[test]
fn a_good_text_is_read() {
    let parsed = parse::<SampleFile>("title: A\nclaims:\n  - {id: x, kind: fact, tags: [a]}\n");
    assert!(parsed.faults.is_empty());
    let file = parsed.content.expect("content");
    let record = file.claims[0].as_ref().expect("record");
    assert_eq!((file.title.0.as_str(), record.id.as_str(), record.tags.len()), ("A", "x", 1));
    assert!(matches!(record.kind, SampleKind::Fact));
}

#[test]
fn every_fault_is_collected_and_costs_its_record_alone() {
    let text = "title: A\nclaims:\n  - id: one\n    kind: fact\n  - id: two\n    knid: fact\n    kind: factt\n  \
                - kind: opinion\n  - id: four\n    kind: opinion\n";
    let parsed = parse::<SampleFile>(text);
    let claims = parsed.content.expect("content").claims;
    let read: Vec<bool> = claims.iter().map(Option::is_some).collect();
    assert_eq!(read, [true, false, false, true]);
    insta::assert_snapshot!(faults(text).join("\n"), @"
    6:5 unknown field `knid`; the fields here are `id`, `kind`, `tags` | did you mean `kind`?
    7:11 `factt` is not known here; write fact or opinion | did you mean `fact`?
    8:5 the field `id` is missing | -
    ");
}

#[test]
fn what_cannot_be_read_says_where() {
    let cases = [
        "title: A\ntitle: B\n",
        "title: [\n",
        "title: ~\n",
        "title: [5.0]\n",
        "titel: A\n",
        "- a\n- b\n",
        "",
        "title: A\nclaims: none\n",
        "title: A\n---\ntitle: B\n",
        "title: &a A\nclaims: *a\n",
        "title: \"\\e]52;c\nx\t: y",
    ];
    insta::assert_snapshot!(cases.map(|text| faults(text).join("\n")).join("\n"), @r#"
    2:1 `title` is repeated: it is also in line 1 | keep one of them
    1:8 `[` is opened here and not closed | put `]` at its end
    1:8 `title` is empty | -
    1:8 `title` must be text, not a list | -
    1:1 unknown field `titel`; the fields here are `title`, `claims` | did you mean `title`?
    1:1 there is a list here instead of fields (each as `name: value`) | -
    whole file the file is empty | -
    2:9 `claims` must be a list (each entry after `- `, or as `[one, two]`), not text | -
    2:1 a second document begins here | put it into a file of its own
    1:8 YAML reads `&a` as an anchor and drops it from the text | put text that begins with `&` in quotation marks: `"&a A"`
    2:9 YAML reads `*a` as an alias for another value, not as text | put text that begins with `*` in quotation marks: `"*a"`
    1:8 the quotation mark that is opened here is not closed | close it: `title: '\e]52;c'`
    "#);
}

#[test]
fn words_are_text_whatever_else_they_could_be_taken_for() {
    for word in ["5", "007", "0x10", "1.10", "-3", "1e3", ".inf", "true", "No", "2024-05", "18446744073709551615"] {
        for (text, faults) in [("", 0), ("claims: [{id: wrong}]\n", 1)] {
            let parsed = parse::<SampleFile>(&format!("title: {word}\n{text}"));
            assert_eq!(parsed.faults.len(), faults, "{word}: {:?}", parsed.faults);
            assert_eq!(parsed.content.expect("content").title.0, word, "beside {faults} faults");
        }
    }
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let problem = |bytes: &[u8]| text(bytes.to_vec()).expect_err("a fault").problem;
    assert_eq!(problem(b"\xff\xfea\0"), "the file is UTF-16");
    assert_eq!(problem(b"title: \xe9"), "the file is not UTF-8 from here on");
    assert_eq!(problem(&vec![b'a'; MAX_BYTES + 1]), format!("the file has {} bytes", MAX_BYTES + 1));
    assert!(text(vec![b'a'; MAX_BYTES]).is_ok());
    assert_eq!(text("\u{feff}title: A".into()).expect("text"), "title: A");
}

#[test]
fn deep_nesting_is_refused_before_it_costs_anything() {
    let stairs = |step: &str| (0..2_000).map(|depth| " ".repeat(depth) + step).collect::<Vec<_>>().join("\n");
    for text in [
        "[".repeat(100_000),
        "{a: ".repeat(100_000),
        "- ".repeat(100_000),
        "? ".repeat(100_000),
        ": ".repeat(100_000),
        stairs("a:"),
        stairs("-"),
        stairs("a:").replace('\n', "\r"),
        stairs("-").replace('\n', "\u{2028}"),
    ] {
        let parsed = parse::<SampleFile>(&text);
        assert!(parsed.content.is_none());
        assert!(parsed.faults[0].problem.starts_with("too many"), "{:?}", parsed.faults);
        assert!(parsed.faults[0].position.is_some(), "no parser is needed to find the place");
    }
}

#[test]
fn more_values_than_anybody_writes_are_refused_where_they_become_too_many() {
    let problem =
        "the file has more than 80000 lines and commas | no more are read; split the file into several documents";
    assert_eq!(faults(&"a,".repeat(80_001)), [format!("1:160002 {problem}")]);
    assert_eq!(faults(&"- a\r\n".repeat(80_001)), [format!("80001:4 {problem}")]);
    assert_eq!(parse::<Vec<String>>(&"- a\n".repeat(80_000)).content.map(|all| all.len()), Some(80_000));
}

#[test]
fn a_control_character_is_named_with_its_place() {
    let hint = "delete it";
    assert_eq!(
        faults("title: A\nclaims: \u{1b}\n"),
        [format!("2:9 there is the control character U+001B here | {hint}")]
    );
    let mark = "there is an invisible byte order mark (U+FEFF) here";
    assert_eq!(faults("title: \"a\u{feff}b\"\nkind: \u{7}"), [format!("1:10 {mark} | {hint}")]);
}

#[test]
fn a_record_that_cannot_be_left_out_ends_the_search_for_faults() {
    let parsed = parse::<Vec<SampleRecord>>("- {id: a, kind: wrong}\n- {id: b, kind: wrong}\n");
    assert!(parsed.content.is_none());
    assert_eq!(parsed.faults.len(), 1, "{:?}", parsed.faults);
}

#[test]
fn prose_with_stars_and_ampersands_is_not_an_alias() {
    for text in ["title: A *b* & c\n", "title: \"R &D *x\"\n", "title: >-\n  a &b\n  *c d\n"] {
        assert!(parse::<SampleFile>(text).faults.is_empty(), "{text}");
    }
}

#[test]
fn a_file_lists_as_many_faults_as_the_limit_says() {
    let text = |faults: usize| "- !t a\n".repeat(faults);
    let listed = |faults: usize| parse::<Vec<Option<String>>>(&text(faults)).faults.len();
    assert_eq!([listed(MAX_FAULTS - 1), listed(MAX_FAULTS), listed(MAX_FAULTS + 1)], [99, 100, 100]);
}
