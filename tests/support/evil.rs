//! Files that are broken, or that mean harm: too deep, too many, too large, no text, no files at all.
//!
//! Shared by the test that loads each of them beside good ones, and the bench that says what each of them costs.

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

/// A file that is broken or means harm.
pub(crate) struct Evil {
    /// The file's name.
    pub(crate) name: &'static str,
    what: What,
    /// What is said of it behind its name: `:LINE:COLUMN: words`, or `: words` where lines make no sense. Nothing where
    /// it only looks evil.
    pub(crate) says: &'static str,
}

enum What {
    Bytes(Vec<u8>),
    /// Whatever can stand in a folder, made at this path.
    Made(fn(&Path)),
}

impl Evil {
    fn new(name: &'static str, bytes: impl Into<Vec<u8>>, says: &'static str) -> Self {
        Self { name, what: What::Bytes(bytes.into()), says }
    }

    fn made(name: &'static str, make: fn(&Path), says: &'static str) -> Self {
        Self { name, what: What::Made(make), says }
    }

    /// Puts it into a folder.
    pub(crate) fn put(&self, folder: &Path) {
        let path = folder.join(self.name);
        match &self.what {
            What::Bytes(bytes) => fs::write(path, bytes).expect("written"),
            What::Made(make) => make(&path),
        }
    }
}

/// All of them; those that are large have about so many bytes.
pub(crate) fn all(bytes: usize) -> Vec<Evil> {
    [nested(bytes), referring(bytes), large(bytes), many(bytes), no_text(bytes), no_yaml(bytes), shapes(), no_files()]
        .into_iter()
        .flatten()
        .collect()
}

/// A unit again and again, up to so many bytes.
fn filled(unit: &str, bytes: usize) -> String {
    unit.repeat(bytes / unit.len())
}

/// The same with a number in the place of every `%`.
fn numbered(unit: &str, bytes: usize) -> String {
    (0..)
        .map(|number: usize| unit.replace('%', &number.to_string()))
        .scan(0, |length, line| {
            *length += line.len();
            (*length <= bytes).then_some(line)
        })
        .collect()
}

/// Each line indented further than the one before it.
fn stairs(step: &str, end: &str) -> String {
    (0..1500).map(|depth| " ".repeat(depth) + step + end).collect()
}

/// A document with these lines at its end.
fn document(rest: &str) -> String {
    format!("title: T\npublisher: north-post\nurl: https://evil.example/\npublished: 2024-03-09\n{rest}")
}

fn nested(bytes: usize) -> Vec<Evil> {
    vec![
        Evil::new("brackets.yaml", filled("[", bytes), ":1:65: too many brackets"),
        Evil::new("braces.yaml", filled("{a: ", bytes), ":1:257: too many brackets"),
        Evil::new("both-brackets.yaml", filled("[{a: ", bytes), ":1:161: too many brackets are open here"),
        Evil::new("brackets-on-lines.yaml", filled("[\n", bytes), ":65:1: too many brackets are open here"),
        Evil::new(
            "brackets-quoted.yaml",
            document(&format!("summary: \"{}\"\n", "[".repeat(100))),
            ":5:75: too many brackets are open here",
        ),
        Evil::new(
            "brackets-closed.yaml",
            document(&format!("summary: {}{}\n", "[".repeat(60), "]".repeat(60))),
            ":5:10: `summary` must be text, not a list",
        ),
        Evil::new("dashes.yaml", filled("- ", bytes), ":1:1: too many lists or mappings are open here"),
        Evil::new("dashes-with-tabs.yaml", filled("-\t", bytes), ":1:1: too many lists or mappings are open here"),
        Evil::new("questions.yaml", filled("? ", bytes), ":1:1: too many lists or mappings are open here"),
        Evil::new("colons.yaml", filled(": ", bytes), ":1:1: too many lists or mappings are open here"),
        Evil::new("stairs-of-keys.yaml", stairs("a:", "\n"), ":65:65: too many lists or mappings are open here"),
        Evil::new("stairs-of-dashes.yaml", stairs("-", "\n"), ":65:65: too many lists or mappings are open here"),
        Evil::new(
            "stairs-by-carriage-return.yaml",
            stairs("a:", "\r"),
            ":65:65: too many lists or mappings are open here",
        ),
        Evil::new(
            "stairs-by-next-line.yaml",
            stairs("a:", "\u{85}"),
            ":65:65: too many lists or mappings are open here",
        ),
        Evil::new(
            "stairs-by-line-separator.yaml",
            stairs("-", "\u{2028}"),
            ":65:65: too many lists or mappings are open here",
        ),
        Evil::new(
            "dashes-by-carriage-return.yaml",
            filled("- - - - - - - - -\r", bytes),
            ":1:1: too many lists or mappings are open here",
        ),
        Evil::new("keys-in-keys.yaml", filled("? a\n: ", bytes), ":4:1: a field without a name is repeated"),
    ]
}

fn referring(bytes: usize) -> Vec<Evil> {
    let line =
        |letter: char, before: char| format!("{letter}: &{letter} [{}]\n", vec![format!("*{before}"); 9].join(", "));
    let laughs = ('b'..='k').zip('a'..).map(|(letter, before)| line(letter, before)).collect::<Vec<_>>().concat();
    let megabyte = format!("a: &a {}\nb: [{}]\n", "x".repeat(bytes / 2), vec!["*a"; bytes / 10].join(", "));
    vec![
        Evil::new("laughs.yaml", format!("a: &a [lol]\n{laughs}"), ":1:1: unknown field `a`"),
        Evil::new("copies.yaml", megabyte, ":1:4: YAML reads `&a` as an anchor and drops it from the text"),
        Evil::new(
            "alias-of-nothing.yaml",
            "title: *nothing\n",
            ":1:8: text that begins with `*` must be in quotation marks",
        ),
        Evil::new("alias-of-itself.yaml", "title: &a [*a]\n", ":1:8: `title` must be text, not a list"),
        Evil::new("alias-as-key.yaml", "title: &a T\n*a : b\n", ":1:1: a field's name must be one word"),
        Evil::new("alias-behind-tab.yaml", "a: &a T\nb:\t*a\n", ":1:1: unknown field `a`"),
        Evil::new(
            "anchors.yaml",
            numbered("- &a% x\n", bytes),
            ":1:3: YAML reads `&a0` as an anchor and drops it from the text",
        ),
        Evil::new(
            "copies-behind-colons.yaml",
            format!(
                "[{{\"id\": a, \"schema\": Person, \"name\":&n \"{}\", \"alias\":[{}]}}]\n",
                "x".repeat(bytes / 2),
                vec!["*n"; bytes / 10].join(", ")
            ),
            ":1:1: this is a register of actors",
        ),
        Evil::new(
            "copies-in-a-claim.yaml",
            document(&format!(
                "claims: [{{\"id\":\"a\",\"text\":&n \"{}\",\"kind\":fact,\"about\":[{}]}}]\n",
                "x".repeat(bytes / 2),
                vec!["*n"; bytes / 10].join(",")
            )),
            ":5:27: YAML reads `&n` as an anchor",
        ),
        Evil::new(
            "copies-behind-questions.yaml",
            format!("? &n {}\n: [{}]\n", "x".repeat(bytes / 2), vec!["*n"; bytes / 10].join(",")),
            ":1:3: YAML reads `&n` as an anchor",
        ),
        Evil::new(
            "copies-as-keys.yaml",
            document(&format!("claims:\n- {{id: &n a}}\n{}", filled("- {*n : *n}\n", bytes))),
            ":6:8: YAML reads `&n` as an anchor",
        ),
        Evil::new(
            "copies-behind-quotes.yaml",
            format!("{{'a':&n '{}', 'b':[{}]}}\n", "x".repeat(bytes / 2), vec!["*n"; bytes / 10].join(",")),
            ":1:",
        ),
        Evil::new("merge.yaml", document("<<: {language: en}\n"), ":5:1: unknown field `<<`"),
        Evil::new(
            "merge-of-alias.yaml",
            document("summary: &s {language: en}\n<<: *s\n"),
            ":5:10: `summary` must be text, not a field",
        ),
    ]
}

fn large(bytes: usize) -> Vec<Evil> {
    vec![
        Evil::new(
            "title.yaml",
            format!("title: {}\n", filled("long ", bytes)),
            ":1:1: the field `publisher` is missing",
        ),
        Evil::new(
            "title-without-spaces.yaml",
            format!("title: {}\n", filled("x", bytes)),
            ":1:1: the field `publisher` is missing",
        ),
        Evil::new(
            "escapes.yaml",
            format!("title: \"{}\"\n", filled("\\u202e", bytes)),
            ":1:1: the field `publisher` is missing",
        ),
        Evil::new(
            "block.yaml",
            format!("title: |\n{}", filled("  x\n", bytes)),
            ":1:1: the field `publisher` is missing",
        ),
        Evil::new(
            "folded.yaml",
            format!("title: >\n{}", filled("  x\n\n", bytes)),
            ":1:1: the field `publisher` is missing",
        ),
        Evil::new(
            "marks.yaml",
            format!("title: e{}\n", filled("\u{301}", bytes)),
            ":1:1: the field `publisher` is missing",
        ),
        Evil::new("key.yaml", document(&format!("{}: x\n", filled("x", bytes.min(1000)))), ":5:1: unknown field `xxx"),
        Evil::new("long-key.yaml", document(&format!("? {}\n: x\n", filled("x", bytes))), ":5:3: unknown field `xxx"),
        Evil::new("date.yaml", document("").replace("2024", &filled("2", bytes)), ":4:12: `222"),
        Evil::new(
            "number.yaml",
            document(&format!("claims: [{{id: {}}}]\n", filled("9", bytes))),
            ":5:10: the field `text` is missing",
        ),
        Evil::new("comments.yaml", filled("# x\n", bytes), ": the field `title` is missing"),
        Evil::new("comment.yaml", filled("# ", bytes), ": the field `title` is missing"),
        Evil::new("blank-lines.yaml", filled("\n", bytes), ": the file is empty"),
        Evil::new("spaces.yaml", filled(" ", bytes), ": the file is empty"),
        Evil::new(
            "trailing-spaces.yaml",
            document("summary: x") + &filled(" ", bytes) + "y: z\n",
            ":5:150012: the text contains `: `",
        ),
        Evil::new("too-large.yaml", vec![b'a'; (2 << 20) + 1], ": the file has 2097153 bytes"),
        Evil::made(
            "sparse.yaml",
            |path| {
                let file = fs::File::create(path).expect("created");
                file.set_len(1 << 40).expect("holes take no room");
            },
            ": the file has 2097153 bytes",
        ),
    ]
}

fn many(bytes: usize) -> Vec<Evil> {
    let claims = |claim: &str| document(&format!("claims:\n{}", numbered(claim, bytes)));
    vec![
        Evil::new(
            "empty-claims.yaml",
            document(&format!("claims:\n{}", filled("-\n", bytes))),
            ":6:2: this entry is empty",
        ),
        Evil::new(
            "null-claims.yaml",
            document(&format!("claims: [{}]\n", filled("~,", bytes))),
            ":5:10: this entry is empty",
        ),
        Evil::new(
            "claims-of-nothing.yaml",
            document(&format!("claims:\n{}", filled("- {}\n", bytes))),
            ":6:3: the field `id` is missing",
        ),
        Evil::new("lists.yaml", format!("[{}]\n", filled("[],", bytes)), ":1:1: there is a list here"),
        Evil::new(
            "letters.yaml",
            document(&format!("author: [{}]\n", filled("a,", bytes))),
            ":5:10: `a` is not in entities.yaml",
        ),
        Evil::new("no-ids.yaml", document(&format!("author: [{}]\n", filled("'',", bytes))), ":5:10: `` is not an id"),
        Evil::new(
            "nobodies.yaml",
            claims("- {id: c%, text: T, kind: fact, about: [nobody-%]}\n"),
            ":6:41: `nobody-0` is not in entities.yaml",
        ),
        Evil::new(
            "wrong-dates.yaml",
            claims("- {id: c%, text: T, kind: fact, date: never}\n"),
            ":6:39: `never` is not a date",
        ),
        Evil::new(
            "wrong-kinds.yaml",
            claims("- {id: c%, text: T, kind: rumour}\n"),
            ":6:27: `rumour` is not a kind; a kind is fact, statement, opinion, forecast, allegation or denial",
        ),
        Evil::new(
            "wrong-relations.yaml",
            claims("- {id: c%, text: T, kind: fact, relations: [{type: updates, claim: x}]}\n"),
            ":6:68: `x` does not name a claim",
        ),
        Evil::new(
            "one-key-then-others.yaml",
            filled("a: x\n", bytes / 2) + &numbered("k%: x\n", bytes / 2),
            ":2:1: `a` is repeated: it is also in line 1",
        ),
        Evil::new(
            "one-id.yaml",
            claims("- {id: again, text: T, kind: fact}\n"),
            ":7:8: the id `again` is used a second time",
        ),
        Evil::new(
            "disputes.yaml",
            claims("- {id: c%, text: T, kind: fact, relations: [{type: disputes, claim: \"disputes#c0\"}]}\n"),
            ":6:69: a claim cannot stand in a relation to itself",
        ),
        Evil::new("unknown-keys.yaml", document(&numbered("key-%: x\n", bytes)), ":5:1: unknown field `key-0`"),
        Evil::new("number-keys.yaml", document(&numbered("k%: 1\n", bytes / 5)), ":5:1: unknown field `k0`"),
        Evil::new("keys-in-braces.yaml", format!("{{{}}}\n", numbered("k%,", bytes)), ":1:2: unknown field `k0`"),
        Evil::new(
            "one-key.yaml",
            document(&filled("genre: news\n", bytes)),
            ":6:1: `genre` is repeated: it is also in line 5",
        ),
        Evil::new("no-keys.yaml", document(&filled("? \n", bytes)), ":7:1: a field without a name is repeated"),
        Evil::new("documents.yaml", filled("---\n", bytes), ":2:1: a second document"),
        Evil::new("document-ends.yaml", filled("...\n", bytes), ":1:1: YAML ends the file at a line of three dots"),
        Evil::new(
            "tags.yaml",
            document(&format!("author:\n{}", filled("- !x y\n", bytes))),
            ":6:3: YAML reads `!x` as a tag and drops it from the text",
        ),
        Evil::new(
            "directives.yaml",
            filled("%TAG ! !x\n", bytes),
            ":1:1: YAML reads a line that begins with `%` as an instruction",
        ),
    ]
}

fn no_text(bytes: usize) -> Vec<Evil> {
    let utf16 = |text: &str, big: bool| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let with = |at: &str, bytes: &[u8]| [at.as_bytes(), bytes, b"\n"].concat();
    vec![
        Evil::new("utf16le.yaml", utf16(&document(""), false), ": the file is UTF-16"),
        Evil::new("utf16be.yaml", utf16(&document(""), true), ": the file is UTF-16"),
        Evil::new(
            "utf16-without-mark.yaml",
            utf16(&document(""), false).split_off(2),
            ":1:2: there is the control character U+0000",
        ),
        Evil::new(
            "utf32.yaml",
            document("").chars().flat_map(|c| u32::from(c).to_be_bytes()).collect::<Vec<_>>(),
            ":1:1: there is the control character U+0000",
        ),
        Evil::new("latin1.yaml", with("title: caf", b"\xe9"), ":1:11: the file is not UTF-8"),
        Evil::new("overlong.yaml", with("title: ", b"\xc0\xaf"), ":1:8: the file is not UTF-8"),
        Evil::new("surrogate.yaml", with("title: ", b"\xed\xa0\x80"), ":1:8: the file is not UTF-8"),
        Evil::new("cut-off.yaml", b"title: \xe2\x82".as_slice(), ":1:8: the file is not UTF-8"),
        Evil::new(
            "gzip.yaml",
            b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xff".as_slice(),
            ":1:2: the file is not UTF-8",
        ),
        Evil::new("nul.yaml", document("summary: a\0b\n"), ":5:11: there is the control character U+0000"),
        Evil::new("nuls.yaml", vec![0; bytes], ":1:1: there is the control character U+0000"),
        Evil::new(
            "escape.yaml",
            document("summary: \u{1b}]0;evil\u{7}\n"),
            ":5:10: there is the control character U+001B",
        ),
        Evil::new("c1.yaml", document("summary: \u{9b}31m\n"), ":5:10: there is the control character U+009B"),
        Evil::new("delete.yaml", document("summary: a\u{7f}b\n"), ":5:11: there is the control character U+007F"),
        Evil::new(
            "mark-twice.yaml",
            "\u{feff}\u{feff}title: T\ntitle: U\n",
            ":1:1: there is an invisible byte order mark",
        ),
        Evil::new("mark-alone.yaml", "\u{feff}", ": the file is empty"),
        Evil::new("mark-and-keys.yaml", "\u{feff}title: T\npublisher: x\n", ":1:1: the field `url` is missing"),
        Evil::new(
            "mark-within.yaml",
            document("summary: T\n\u{feff}language: en\n"),
            ":6:1: there is an invisible byte order mark",
        ),
    ]
}

fn no_yaml(bytes: usize) -> Vec<Evil> {
    vec![
        Evil::new("tab.yaml", document("claims:\n\t- id: x\n"), ":6:1: there is a tab at the beginning of the line"),
        Evil::new(
            "quote.yaml",
            document("summary: \"it never ends\n"),
            ":5:10: the quotation mark that is opened here is not closed",
        ),
        Evil::new("apostrophe.yaml", format!("title: '{}", filled("it's ", bytes)), ":1:11: the second quotation mark"),
        Evil::new("bracket.yaml", document("author: [a, b\n"), ":5:9: `[` is opened here and not closed"),
        Evil::new("wrong-bracket.yaml", document("author: [a, b}\n"), ":5:14: there is `}` here, but `[` is open"),
        Evil::new("wrong-escape.yaml", document("summary: \"\\q\"\n"), ":5:11: `\\q` has no meaning within \"…\""),
        Evil::new("half-letter.yaml", document("summary: \"\\ud800\"\n"), ":5:11: `\\ud800` is not a valid character"),
        Evil::new(
            "no-letter.yaml",
            document("summary: \"\\U00110000\"\n"),
            ":5:11: `\\U00110000` is not a valid character",
        ),
        Evil::new(
            "indented.yaml",
            document("  summary: x\n"),
            ":5:3: this line begins in column 3, the neighbouring fields in column 1",
        ),
        Evil::new("at.yaml", document("summary: @x\n"), ":5:10: text that begins with `@` must be in quotation marks"),
        Evil::new(
            "version.yaml",
            format!("%YAML 9.9\n---\n{}", document("")),
            ":1:1: YAML reads a line that begins with `%` as an instruction",
        ),
        Evil::new("two-documents.yaml", format!("{0}---\n{0}", document("")), ":5:1: a second document"),
        Evil::new("start-alone.yaml", "---\n", ":2:1: the field `title` is missing"),
        Evil::new("end-alone.yaml", "...\n", ":1:1: YAML ends the file at a line of three dots"),
        Evil::new(
            "conflict.yaml",
            document("<<<<<<< HEAD\nsummary: a\n=======\nsummary: b\n>>>>>>> x\n"),
            ":5:1: this line is left over from a merge of two versions",
        ),
        Evil::new("json-cut-off.yaml", "{\"title\": \"T\", \"publisher\": ", ":1:1: `{` is opened here and not closed"),
        Evil::new(
            "binary.yaml",
            document("summary: !!binary aGVsbG8=\n"),
            ":5:10: YAML reads `!!binary` as a tag and drops it from the text",
        ),
        Evil::new(
            "python.yaml",
            document("summary: !!python/object/apply:os.system [id]\n"),
            ":5:10: `summary` must be text, not a list",
        ),
        Evil::new("set.yaml", document("author: !!set {a, b}\n"), ":5:9: `author` must be a list"),
        Evil::new(
            "no-integer.yaml",
            document("summary: !!int x\n"),
            ":5:10: YAML reads `!!int` as a tag and drops it from the text",
        ),
    ]
}

fn shapes() -> Vec<Evil> {
    let claim = |field: &str| document(&format!("claims: [{{id: c, text: T, kind: fact, {field}}}]\n"));
    vec![
        Evil::new("empty.yaml", "", ": the file is empty"),
        Evil::new("null.yaml", "~\n", ":1:1: the field `title` is missing"),
        Evil::new("true.yaml", "true\n", ":1:1: there is text here"),
        Evil::new("number-alone.yaml", "17\n", ":1:1: there is text here"),
        Evil::new("words.yaml", "just words\n", ":1:1: there is text here"),
        Evil::new("list.yaml", "- title: T\n", ":1:1: there is a list here"),
        Evil::new(
            "title-list.yaml",
            document("").replace("title: T", "title: [T]"),
            ":1:8: `title` must be text, not a list",
        ),
        Evil::new(
            "title-map.yaml",
            document("").replace("title: T", "title: {a: T}"),
            ":1:8: `title` must be text, not a field",
        ),
        Evil::new("title-null.yaml", document("").replace("title: T", "title:"), ":1:6: `title` is empty"),
        Evil::new("title-number.yaml", document("").replace("title: T", "title: -0.5"), ""),
        Evil::new("claims-map.yaml", document("claims: {a: b}\n"), ":5:9: `claims` must be a list of entries"),
        Evil::new(
            "claims-text.yaml",
            document("claims: [c, d]\n"),
            ":5:10: an entry of `claims` must have fields, not text",
        ),
        Evil::new("author-text.yaml", document("author: nobody\n"), ":5:9: `author` must be a list"),
        Evil::new("key-list.yaml", document("? [a, b]\n: c\n"), ":1:1: a field's name must be one word"),
        Evil::new("key-number.yaml", document("1: c\n"), ":1:1: a field's name must be one word"),
        Evil::new("key-null.yaml", document("~: c\n"), ":1:1: a field's name must be one word"),
        Evil::new("credibility-word.yaml", claim("credibility: two"), ":5:52: `two` is not a grade"),
        Evil::new("credibility-float.yaml", claim("credibility: 1e3"), ":5:52: `1e3` is not a grade"),
        Evil::new("credibility-negative.yaml", claim("credibility: -1"), ":5:52: `-1` is not a grade"),
        Evil::new(
            "credibility-huge.yaml",
            claim("credibility: 99999999999999999999999"),
            ":5:52: `99999999999999999999999` is not a grade",
        ),
        Evil::new("credibility-hex.yaml", claim("credibility: 0xFF"), ":5:52: `0xFF` is not a grade"),
        Evil::new("credibility-infinite.yaml", claim("credibility: .inf"), ":5:52: `.inf` is not a grade"),
        Evil::new(
            "paragraph-huge.yaml",
            claim("passage: {paragraph: 4294967296, start: a}"),
            ":5:60: there is no paragraph `4294967296`",
        ),
        Evil::new("date-impossible.yaml", claim("date: 2024-02-30"), ":5:45: `2024-02-30` is not a date"),
        Evil::new(
            "date-backwards.yaml",
            claim("date: 2025-04-03/2025-04-01"),
            ":5:45: `2025-04-03/2025-04-01` is not a date",
        ),
        Evil::new("date-open.yaml", claim("date: 2024/.."), ":5:45: `2024/..` is not a date"),
        Evil::new("date-time.yaml", claim("date: 2024-03-09T10:00:00Z"), ":5:45: `2024-03-09T10:00:00Z` is not a date"),
        Evil::new("date-short.yaml", claim("date: 2024-3-9"), ":5:45: `2024-3-9` is not a date"),
        Evil::new("date-sexagesimal.yaml", claim("date: 12:30:45"), ":5:45: `12:30:45` is not a date"),
        Evil::new("date-float.yaml", claim("date: 2024.5"), ":5:45: `2024.5` is not a date"),
        Evil::new("date-other-digits.yaml", claim("date: ２０２４"), ":5:45: `２０２４` is not a date"),
        Evil::new(
            "url-of-a-script.yaml",
            document("").replace("https:", "javascript:"),
            ":3:6: `javascript://evil.example/` cannot be opened",
        ),
        Evil::new(
            "itself.yaml",
            claim("relations: [{type: disputes, claim: \"itself#c\"}]"),
            ":5:75: a claim cannot stand in a relation to itself",
        ),
    ]
}

fn no_files() -> Vec<Evil> {
    vec![
        Evil::new("not an id.yaml", document(""), ":1:1: `not an id` cannot be a document's id"),
        Evil::new(
            "e\u{1b}]0;evil\u{7}.yaml",
            document(""),
            ":1:1: `e<U+001B>]0;evil<U+0007>` cannot be a document's id",
        ),
        Evil::new("two\nlines.yaml", document(""), ":1:1: `two lines` cannot be a document's id"),
        Evil::made("folder.yaml", |path| fs::create_dir(path).expect("made"), ": this is not a regular file"),
        Evil::made(
            "pipe.yaml",
            |path| {
                assert!(Command::new("mkfifo").arg(path).status().expect("POSIX has it").success());
            },
            ": this is not a regular file",
        ),
        Evil::made(
            "socket.yaml",
            |path| drop(UnixListener::bind(path).expect("bound")),
            ": this is not a regular file",
        ),
        Evil::made("loop.yaml", |path| symlink(path, path).expect("linked"), ": the file cannot be read"),
        Evil::made(
            "nowhere.yaml",
            |path| symlink("/nowhere/at-all.yaml", path).expect("linked"),
            ": the file cannot be read",
        ),
        Evil::made("zeros.yaml", |path| symlink("/dev/zero", path).expect("linked"), ": this is not a regular file"),
        Evil::made("root.yaml", |path| symlink("/", path).expect("linked"), ": this is not a regular file"),
        Evil::made(
            "no-letters.yaml",
            |path| {
                let name = std::ffi::OsStr::from_bytes(b"no\xffletters.yaml");
                fs::write(path.with_file_name(name), document("")).expect("written");
            },
            ":",
        ),
        Evil::made(
            "unreadable.yaml",
            |path| {
                use std::os::unix::fs::PermissionsExt;
                fs::write(path, "title: [").expect("written");
                // Whoever may read everything is told what is wrong in it.
                fs::set_permissions(path, fs::Permissions::from_mode(0o000)).expect("changed");
            },
            ":",
        ),
        #[cfg(target_os = "linux")]
        Evil::made("memory.yaml", |path| symlink("/proc/self/mem", path).expect("linked"), ": the file cannot be read"),
    ]
}
