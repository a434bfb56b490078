use super::*;

mod hostile;
mod markup;
mod meta;
mod refused;

/// Returns an article of five paragraphs, each with its number in it.
fn paragraphs() -> String {
    let paragraph = |number: usize| {
        format!(
            "<p>The harbour of the small town opened again on Thursday, said the harbour master, who has run it for \
             {number} years. Ships from three countries came in before noon, and the <b>fish</b>market was <i>full</i> \
             of people who had waited for them, she added.</p>"
        )
    };
    (11..16).map(paragraph).collect()
}

/// Returns a page with `head`, and an article with `body` in front of its paragraphs.
fn page_with(head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head>{head}</head><body><nav><a href=/>Home</a> <a href=/a>About the paper</a></nav>\
         <article>{body}{}</article><footer>All rights reserved</footer></body></html>",
        paragraphs()
    )
}

fn html(bytes: impl Into<Vec<u8>>) -> Result<ReadArticle, Refusal> {
    read(Source { bytes: bytes.into(), format: Format::Html, address: None, content_type: None })
}

fn text(bytes: impl Into<Vec<u8>>) -> Result<ReadArticle, Refusal> {
    read(Source { bytes: bytes.into(), format: Format::Text, address: None, content_type: None })
}

#[test]
fn a_page_becomes_one_paragraph_a_line() {
    let page = page_with("<title>Harbour</title>", "<ul><li>One thing.<li>Another one.</ul>");
    let article = html(page.clone()).expect("an article");
    let lines: Vec<_> = article.text.lines().collect();
    assert_eq!(lines[..2], ["One thing.", "Another one."], "{}", article.text);
    assert!(lines[2].ends_with("and the fishmarket was full of people who had waited for them, she added."));
    assert_eq!(lines.len(), 7, "{}", article.text);
    assert!(!article.text.contains("Home") && !article.text.contains("rights"));
    assert_eq!(article.page.as_deref(), Some(page.as_bytes()));
    assert_eq!(crate::briefing::paragraphs(&article.text).len(), 7);
}

#[test]
fn a_text_file_is_stored_as_it_is() {
    let bytes = "\u{feff}One.\r\n\r\nTwo\u{a0}«ä».\r";
    let article = text(bytes).expect("a text");
    assert_eq!(article.text, bytes);
    assert_eq!(article.page, None);
    let refused = |bytes: &[u8]| text(bytes).expect_err("refused").to_string();
    assert!(refused(b"One.\nTwo.\nThr\xe9e").starts_with("the text is not UTF-8 from line 3 on; convert it"));
    assert!(refused(b"PK\x03\x04\0\0").contains("no text"));
    assert!(refused(b" \r\n ... \n").contains("no text in it"));
    assert!(refused(&vec![b'a'; MAX_FILE_BYTES + 1]).contains("more than 8 MB"));
    assert!(text(vec![b'a'; MAX_FILE_BYTES]).is_ok());
}

#[test]
fn markdown_is_stored_as_the_text_it_shows() {
    let source = "---\ntitle: \"A harbour\"\nauthor:\n  - \"[[Jane Doe]]\"\n  - John Roe\nsource: https://example.org/a\n\
                  published: 2024-03-27\n---\n# A *harbour*\n\nIt [opened](https://example.org) on\nThursday.\n\n- one\n- two\n\n\
                  | a | b |\n|---|---|\n| c | d |\n";
    let source = Source { bytes: source.into(), format: Format::Markdown, address: None, content_type: None };
    let article = read(source).expect("a text");
    assert_eq!(article.text, "A harbour\nIt opened on Thursday.\none\ntwo\na\nb\nc\nd\n");
    assert_eq!(article.found.title, Some(Found::new("A harbour".to_owned(), Origin::Field)));
    let authors: Vec<_> = article.found.authors.iter().map(|author| author.value.as_str()).collect();
    assert_eq!(authors, ["Jane Doe", "John Roe"]);
    assert_eq!(article.found.published.map(|day| day.value.to_string()).as_deref(), Some("2024-03-27"));
    assert_eq!(article.found.url.map(|url| url.value).as_deref(), Some("https://example.org/a"));
}

#[test]
fn the_form_is_told_from_the_name_or_the_first_bytes() {
    let names = [("a.HTML", Format::Html), ("a.md", Format::Markdown), ("a.pdf", Format::Pdf), ("a", Format::Text)];
    for (name, format) in names {
        assert_eq!(Format::from_name(Path::new(name)), format, "{name}");
    }
    assert_eq!(Format::from_bytes(b"\xef\xbb\xbf\n<!doctype HTML>"), Format::Html);
    assert_eq!(Format::from_bytes(b"<!-- x --><body>"), Format::Html);
    assert_eq!(Format::from_bytes(b"%PDF-1.7"), Format::Pdf);
    assert_eq!(Format::from_bytes(b"<3 is a heart"), Format::Text);
}

#[test]
fn a_language_is_guessed_only_if_no_place_says_it() {
    let french = "Le port de la petite ville a rouvert jeudi, a déclaré la directrice du port, qui le dirige depuis \
                  onze ans. Des navires de trois pays sont entrés avant midi, et le marché était plein de monde.";
    let guessed = |from: &str| text(from).expect("a text").found.language.map(|found| found.value);
    assert_eq!(guessed(french).as_deref(), Some("fr"));
    assert_eq!(guessed("Ok."), None);
    let stated = html(page_with("", "").replace("<html>", "<html lang=en-GB>")).expect("an article");
    assert_eq!(stated.found.language, Some(Found::new("en".to_owned(), Origin::HtmlElement)));
}
