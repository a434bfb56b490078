//! Random edits of random files: only the lines of the record change, and the file says exactly the change.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;

/// A claim in one of many layouts, and the lines before it.
#[derive(Clone, Debug)]
struct Lines {
    before: &'static str,
    own: String,
}

const PLAIN: [&str; 6] = ["word", "two words", "2024", "\"quo: ted # x\"", "'it''s'", "é Л"];
/// `^` is the indentation of the key.
const BLOCKS: [&str; 5] = [
    ">-\n^  one\n^  two\n",
    "|\n^  one\n^   two\n\n^  x\n",
    ">  # hm\n^  - a\n^  # no comment\n",
    "|+\n^  one\n\n",
    "\n^  plain\n^  lines\n",
];
const LISTS: [&str; 7] = [
    "[a, b]",
    "[ a,b , ]",
    "[]",
    "\n^- a\n^- b\n",
    "\n^  - a  # one\n^  # two\n^  - b\n",
    "\n^    - a\n\n^    - b\n",
    "[a,\n^  b]",
];
const COMMENTS: [&str; 4] = ["", "", "  # note", "   "];
const BETWEEN: [&str; 6] = ["", "", "\n", "  # between: [x\n", "\n    # deep\n\n", "# margin\n"];

fn one_line(key: &'static str, words: &'static [&'static str]) -> BoxedStrategy<String> {
    let comment = select(&COMMENTS[..]);
    (select(words), comment).prop_map(move |(word, comment)| format!("^{key}: {word}{comment}\n")).boxed()
}

fn lines(key: &'static str, words: &'static [&'static str]) -> BoxedStrategy<String> {
    let line = move |words: &str| {
        let space = if words.starts_with('\n') { "" } else { " " };
        let end = if words.ends_with('\n') { "" } else { "\n" };
        format!("^{key}:{space}{words}{end}")
    };
    select(words).prop_map(line).boxed()
}

fn block_field(key: &'static str) -> BoxedStrategy<String> {
    match key {
        "about" | "via" => lines(key, &LISTS),
        "kind" => one_line(key, &["fact", "opinion"]),
        "text" | "quote" => prop_oneof![one_line(key, &PLAIN), lines(key, &BLOCKS)].boxed(),
        _ => one_line(key, &["2024", "'2024'"]),
    }
}

fn flow_field(key: &'static str) -> BoxedStrategy<String> {
    let words: &'static [&'static str] = match key {
        "about" | "via" => &["[a, b]", "[]", "[ a ]"],
        "kind" => &["fact"],
        _ => &PLAIN,
    };
    select(words).prop_map(move |word| format!("{key}: {word}")).boxed()
}

/// Returns the fields of a claim other than its id, in any order.
fn fields(field: fn(&'static str) -> BoxedStrategy<String>) -> impl Strategy<Value = Vec<String>> {
    let optional = ["about", "via", "date", "quote"].map(|key| prop::option::of(field(key)));
    let needed = ["text", "kind"].map(field);
    (needed, optional)
        .prop_map(|(needed, optional)| needed.into_iter().chain(optional.into_iter().flatten()).collect::<Vec<_>>())
        .prop_shuffle()
}

fn claim_lines(id: usize) -> impl Strategy<Value = Lines> {
    let block = (fields(block_field), any::<Index>(), 1..4_usize, select(&COMMENTS[..])).prop_map(
        move |(mut fields, place, spaces, comment)| {
            fields.insert(place.index(fields.len() + 1), format!("^id: c{id}{comment}\n"));
            let indent = " ".repeat(3 + spaces);
            let lines = fields.concat().replace('^', &indent);
            format!("  -{}{}", " ".repeat(spaces), &lines[indent.len()..])
        },
    );
    let flow = (fields(flow_field), select(&COMMENTS[..])).prop_map(move |(mut fields, comment)| {
        fields.push(format!("id: c{id}"));
        format!("  - {{{}}}{comment}\n", fields.join(", "))
    });
    (select(&BETWEEN[..]), prop_oneof![3 => block, 1 => flow]).prop_map(|(before, own)| Lines { before, own })
}

/// Returns an edit of the claim `?`.
fn edits() -> impl Strategy<Value = Edit> {
    let set = |field, value| Edit::Set { record: claim("?"), field, value };
    let text = "([a-zé]{1,8}[:#,]? ?){1,30}|\\PC{0,20}x";
    prop_oneof![
        (select(&["text", "quote"][..]), text).prop_map(move |(field, text)| set(field, FieldValue::text(text))),
        (select(&["about", "via"][..]), prop::collection::vec("[a-z]{1,12}", 0..14))
            .prop_map(move |(field, words)| set(field, FieldValue::words(words))),
        select(&["about", "via", "date", "quote", "origin"][..])
            .prop_map(|field| Edit::Remove { record: claim("?"), field }),
        select(&["about", "via"][..]).prop_map(|field| Edit::Append {
            record: claim("?"),
            field,
            value: FieldValue::word("new")
        }),
        Just(Edit::Delete { record: claim("?") }),
        select(&["date", "origin", "speaker"][..]).prop_map(move |field| set(field, FieldValue::word("2024"))),
    ]
}

fn aimed(mut edit: Edit, at: usize) -> Edit {
    match &mut edit {
        Edit::Set { record, .. }
        | Edit::Remove { record, .. }
        | Edit::Append { record, .. }
        | Edit::Delete { record } => *record = claim(&format!("c{at}")),
        Edit::Insert { .. } => {}
    }
    edit
}

#[derive(Clone, Debug)]
struct Case {
    head: &'static str,
    claims: Vec<Lines>,
    tail: &'static str,
    crlf: bool,
}

impl Case {
    fn ends(&self, text: &str) -> String {
        if self.crlf { text.replace('\n', "\r\n") } else { text.to_owned() }
    }

    /// Returns the text before a claim, its own, and the text after it.
    fn parts(&self, at: usize) -> [String; 3] {
        let all = |claims: &[Lines]| claims.iter().flat_map(|claim| [claim.before, claim.own.as_str()]).collect();
        let (above, below): (String, String) = (all(&self.claims[..at]), all(&self.claims[at + 1..]));
        let own = &self.claims[at];
        [format!("{}{above}{}", self.head, own.before), own.own.clone(), below + self.tail].map(|part| self.ends(&part))
    }
}

fn cases() -> impl Strategy<Value = Case> {
    let claims = (1..5_usize).prop_flat_map(|count| (0..count).map(claim_lines).collect::<Vec<_>>());
    let heads = &[
        "# top\ntitle: T\npublisher: p\nurl: https://a.example/\npublished: 2024\nclaims:\n",
        "\u{feff}claims:   # all\n",
        "title: 'T'\nclaims:\n",
    ];
    let tails = &["", "# end\n", "language: en # x\n", "\n\nsummary: >-\n  a\n  b\n"];
    (select(&heads[..]), claims, select(&tails[..]), any::<bool>()).prop_map(|(head, claims, tail, crlf)| Case {
        head,
        claims,
        tail,
        crlf,
    })
}

fn data_in(text: &str) -> Option<Data> {
    Data::read(text.trim_start_matches('\u{feff}')).ok()
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: 100_000, ..ProptestConfig::default() })]

    #[test]
    fn only_the_lines_of_the_record_change(case in cases(), place in any::<Index>(), edit in edits()) {
        let at = place.index(case.claims.len());
        let edit = aimed(edit, at);
        let parts = case.parts(at);
        let [above, own, below] = &parts;
        let text = parts.concat();
        let before = data_in(&text);
        prop_assume!(before.is_some());
        let mut file = file(&text);
        let step = match file.apply(&edit) {
            Ok(step) => step,
            Err(refusal) => {
                // The reasons are a comment that would be lost, blank lines that another value would take over, and the
                // reader's limit of a quote.
                let is_long = refusal.reason.starts_with("the quote has");
                let is_reason = is_long || refusal.reason == "a comment is in the way" || own.contains("|+");
                prop_assert!(is_reason, "{refusal:?} {edit:?}\n{text}");
                return Ok(());
            }
        };
        let after = file.text().to_owned();
        if let Edit::Delete { .. } = edit {
            // The blank lines that set a claim apart go with it, and a list without claims is `[]`.
            let words = |text: &str| text.replace(" []", "").split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(words(&after), words(&format!("{above}\n{below}")), "{:?}\n{}", edit, text);
        } else {
            // The blank lines after a block scalar that keeps them are a part of it.
            let below = if own.contains("|+") { below.trim_start_matches(['\r', '\n']) } else { below };
            prop_assert!(after.starts_with(above) && after.ends_with(below), "{edit:?}\n{text}\n→\n{after}");
        }
        let ends = after.matches('\n').count();
        prop_assert_eq!(after.matches("\r\n").count(), if case.crlf { ends } else { 0 });
        prop_assert_eq!(data_in(&after), before.and_then(|before| edit.applied(&before)));
        file.undo(&step).expect("undone");
        prop_assert_eq!(file.text(), text);
    }
}
