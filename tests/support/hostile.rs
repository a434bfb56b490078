//! A folder of briefings with hostile text in every place of a file that can hold text.
//!
//! The property tests and the fuzz targets share it. They choose the texts.

/// Places of texts other than text fields. Each is one bit, so that a number chooses them.
const IN_IDS_AND_KEYS: u8 = 1;
const IN_A_SPOILT_DOCUMENT: u8 = 2;
const IN_A_FILES_NAME: u8 = 4;
const AS_A_FILE: u8 = 8;

/// Returns a text for YAML's double quotes. Everything except plain letters is written as a number.
fn escaped(text: &str) -> String {
    let letter = |letter: char| match letter {
        ' ' | 'a'..='z' | 'A'..='Z' | '0'..='9' => letter.to_string(),
        _ => format!("\\U{:08x}", u32::from(letter)),
    };
    text.chars().map(letter).collect()
}

/// Returns the names, without extension, and the bytes of the files.
///
/// `next` returns the next hostile text. The bits of `kinds` choose places other than the text fields of valid records.
pub(crate) fn files(mut next: impl FnMut() -> String, kinds: u8) -> Vec<(String, Vec<u8>)> {
    let has = |kind| kinds & kind != 0;
    let mut files = Vec::new();
    let mut put = |name: String, template: &str, next: &mut dyn FnMut() -> String| {
        files.push((name, filled(template, next).into_bytes()));
    };
    let also = |more: &str| if has(IN_IDS_AND_KEYS) { more.to_owned() } else { String::new() };
    put("entities".into(), &(ENTITIES.to_owned() + &also(MORE_ENTITIES)), &mut next);
    put("sources".into(), &SOURCES.replace("MORE", &also(MORE_OUTLETS)), &mut next);
    put("one".into(), &(DOCUMENT.to_owned() + &also(MORE_CLAIMS)), &mut next);
    put("other".into(), OTHER, &mut next);
    if has(IN_A_SPOILT_DOCUMENT) {
        put("spoilt".into(), SPOILT, &mut next);
    }
    if has(IN_A_FILES_NAME) {
        put(next(), OTHER, &mut next);
    }
    if has(AS_A_FILE) {
        files.push(("raw".into(), next().into_bytes()));
        files.push(("torn".into(), format!("title: {}\n{}: [\n", next(), next()).into_bytes()));
    }
    files
}

/// Replaces every `@` by a quoted text, and every `%` by a text within quotes.
fn filled(template: &str, next: &mut dyn FnMut() -> String) -> String {
    let mut text = String::with_capacity(template.len() * 4);
    for letter in template.chars() {
        match letter {
            '@' => text += &format!("\"{}\"", escaped(&next())),
            '%' => text += &escaped(&next()),
            plain => text.push(plain),
        }
    }
    text
}

const ENTITIES: &str = "\
- {id: mallory, schema: Person, name: @, alias: [@, @], weakAlias: [@], position: [@], memberOf: [trent], summary: @}
- {id: trent, schema: PublicBody, name: @, alias: [@], position: [@, @]}
- {id: mali, schema: Country, name: Mali, country: [@], wikidataId: @, memberOf: [@]}
";

const MORE_ENTITIES: &str = "\
- {id: @, schema: Person, name: Eve}
- {id: eve, schema: @, name: @}
- {id: victor, schema: Person, name: Victor, @: @}
- {id: peggy, schema: Person, name: [@]}
";

const SOURCES: &str = "\
outlets:
  - {id: post, name: @, url: https://post.example/, reliability: C, note: @}
MORE
origins:
  - {id: log, name: @, issuer: [trent], date: 2024-03, basis: inferred, note: @}
measures:
  - {id: toll, name: @, unit: @, about: [mali]}
";

const MORE_OUTLETS: &str = "
  - {id: times, name: Times, url: @, reliability: @}
  - {id: @, name: @}
";

const DOCUMENT: &str = "\
title: @
author: [mallory]
publisher: post
url: https://evil.example/article?q=1#part
published: 2024-03-09
language: @
genre: opinion
summary: @
claims:
  - id: one
    text: @
    kind: statement
    speaker: mallory
    via: [trent]
    about: [mali, trent]
    date: 2024-03-02
    origin: log
    credibility: 2
    passage: {paragraph: 2, prefix: @, start: @, end: @, suffix: @}
    quote: @
    figures: [{of: toll, value: 21900000, bound: about}, {of: toll, value: 2.5, bound: at-most}]
    relations: [{type: disputes, claim: \"other#one\", note: @}, {type: updates, claim: \"other#two\", note: @}]
  - id: two
    text: @
    kind: allegation
    about: [mallory]
    passage: {start: @}
    quote: @
    figures: [{of: toll, value: 300, bound: at-least}, {of: unregistered, value: 3}]
    relations: [{type: confirms, claim: \"one#one\", note: @}]
";

const MORE_CLAIMS: &str = "\
  - {id: @, text: @, kind: fact}
  - {id: three, text: @, kind: @}
  - {id: four, text: @, kind: fact, @: @}
  - {id: five, text: @, kind: fact, speaker: @, via: [@], about: [@], date: @, origin: @}
  - {id: six, text: @, kind: fact, relations: [{type: confirms, claim: @}, {type: @, claim: @}]}
  - {id: seven, text: @, kind: fact, figures: [{of: @, value: @}, {of: toll, value: 1, bound: @}]}
  - {id: one, text: @, kind: fact}
";

const OTHER: &str = "\
title: @
author: [trent]
publisher: post
url: \"https://bücher.example/%\"
published: 2024-04
genre: news
claims:
  - {id: one, text: @, kind: statement, speaker: mallory, about: [mali], date: 2023-05, origin: log}
  - {id: two, text: @, kind: forecast, speaker: mallory, about: [mali], date: 2024-01}
  - {id: three, text: @, kind: denial, speaker: nobody-registered, about: [mali]}
";

const SPOILT: &str = "\
title: @
author: [@]
publisher: @
url: @
published: @
genre: @
@: @
claims: [{id: one, text: @, kind: fact, @: {@: @}}]
";
