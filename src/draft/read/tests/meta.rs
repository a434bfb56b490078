//! Titles, authors and dates.

use url::Url;

use crate::draft::read::metadata::{self, Metadata, Origin};

fn found(head: &str, body: &str) -> Metadata {
    let address = Url::parse("https://www.example.org/2024/03/27/harbour").expect("an address");
    metadata::read(&format!("<html><head>{head}</head><body>{body}</body></html>"), Some(&address))
}

fn day(head: &str, body: &str) -> Option<(String, Origin)> {
    found(head, body).published.map(|day| (day.value.to_string(), day.origin))
}

fn authors(head: &str, body: &str) -> Vec<String> {
    found(head, body).authors.into_iter().map(|author| author.value).collect()
}

/// Returns a script with JSON-LD.
fn linked(json: &str) -> String {
    format!("<script type='application/ld+json'>{json}</script>")
}

#[test]
fn the_publication_is_never_the_change() {
    let json = linked(
        r#"{"@graph":[{"@type":"WebPage","datePublished":"2020-01-01"},
        {"@type":["NewsArticle"],"headline":"H","datePublished":"2024-03-26T23:30:00-05:00","dateModified":"2024-04-01"}]}"#,
    );
    assert_eq!(day(&json, ""), Some(("2024-03-26".into(), Origin::JsonLd)), "the day that is written");
    let changed = found(&json, "").modified.expect("a day");
    assert_eq!((changed.value.to_string().as_str(), changed.origin), ("2024-04-01", Origin::JsonLd));
    let only_changed = "<meta property=article:modified_time content=2024-04-01>";
    assert_eq!(day(only_changed, ""), Some(("2024-03-27".into(), Origin::Address)));
    let graph = "<meta property=article:published_time content='2024-03-25T10:00:00Z'>";
    assert_eq!(day(graph, ""), Some(("2024-03-25".into(), Origin::OpenGraph)));
    assert_eq!(found(graph, "").modified, None);
}

#[test]
fn days_are_read_in_many_forms_and_never_guessed() {
    let day = |text: &str| {
        day(&format!("<meta name=date content='{text}'>"), "").filter(|(_, origin)| *origin == Origin::Meta)
    };
    let day = |text: &str| day(text).map(|(day, _)| day);
    for text in [
        "2024-03-28",
        "20240328",
        "2024/3/28 10:00",
        "28.03.2024",
        "03/28/2024",
        "March 28, 2024",
        "Mar. 28th 2024",
        "28 mars 2024",
        "Thu, 28 Mar 2024 10:00:00 GMT",
        "28 de marzo de 2024",
        "28. März 2024",
        "2024-03-28T00:00:00Z",
    ] {
        assert_eq!(day(text).as_deref(), Some("2024-03-28"), "{text}");
    }
    for text in ["03/04/2024", "2024-02-30", "2024", "March 2024", "yesterday", "28 3 24", "00000000"] {
        assert_eq!(day(text), None, "{text}");
    }
}

#[test]
fn authors_are_people_and_their_names() {
    let json = |author: &str| {
        linked(&format!(r#"{{"@type":"NewsArticle","headline":"H","datePublished":"2024-01-01","author":{author}}}"#))
    };
    assert_eq!(
        authors(&json(r#"[{"@type":"Person","name":"Jane Doe"},{"name":"John Roe"}]"#), ""),
        ["Jane Doe", "John Roe"]
    );
    assert_eq!(authors(&json(r#""By Jane Doe and John Roe""#), ""), ["Jane Doe", "John Roe"]);
    let graph = linked(
        r#"{"@graph":[{"@type":"Article","headline":"H","author":{"@id":"p"}},{"@type":"Person","@id":"p","name":"Jane Doe"}]}"#,
    );
    assert_eq!(authors(&graph, ""), ["Jane Doe"]);
    assert_eq!(authors("<meta property=article:author content='https://example.org/jane'>", ""), [""; 0]);
    assert_eq!(authors("", "<p class=byline>By <a rel=author>Jane Doe</a>, March 3, 2024</p>"), ["Jane Doe"]);
    assert_eq!(
        authors(
            "<meta property=og:site_name content='The Paper'><meta name=author content='The Paper'>",
            "<span itemprop=author>Jane Doe</span>"
        ),
        ["Jane Doe"],
        "the site's name is the last choice"
    );
}

#[test]
fn a_title_is_the_headline_without_the_site() {
    let title = |head: &str, body: &str| found(head, body).title.map(|title| (title.value, title.origin));
    let site = "<meta property=og:site_name content='The Paper'>";
    assert_eq!(
        title(&format!("{site}<title>A harbour opens | The Paper</title>"), ""),
        Some(("A harbour opens".into(), Origin::TitleElement))
    );
    assert_eq!(
        title("<title>A harbour – opens - News - Paper</title>", "<h1>A harbour – <em>opens</em></h1>"),
        Some(("A harbour – opens".into(), Origin::Headline))
    );
    assert_eq!(title(&format!("{site}<title>The Paper</title>"), "<h1>The Paper</h1>"), None);
    assert_eq!(title("<meta property=og:title content='A&amp;B'>", ""), Some(("A&B".into(), Origin::OpenGraph)));
}

#[test]
fn an_address_of_another_host_is_not_the_articles() {
    let url = |head: &str| found(head, "").url.map(|url| (url.value, url.origin));
    assert_eq!(
        url("<link rel=canonical href=/harbour?a=1>"),
        Some(("https://www.example.org/harbour?a=1".into(), Origin::Meta))
    );
    for head in ["", "<link rel=canonical href=https://elsewhere.org/a>", "<link rel=canonical href=/>"] {
        assert_eq!(url(head), Some(("https://www.example.org/2024/03/27/harbour".into(), Origin::Address)), "{head}");
    }
}

#[test]
fn broken_json_is_no_reason_to_stop() {
    let broken = format!(
        "{}{}",
        linked("{\"@type\": oops"),
        linked("{\"@type\":\"NewsArticle\",\"headline\":\"A\nB\",\"datePublished\":\"2024-01-02\"};")
    );
    assert_eq!(day(&broken, ""), Some(("2024-01-02".into(), Origin::JsonLd)));
}
