//! Pages made to exhaust time, memory or the stack.

use std::time::{Duration, Instant};

use super::{html, page_with, paragraphs};

/// Maximum time for a hostile page in a build without optimization, which takes twenty times that of a release.
const LIMIT: Duration = Duration::from_secs(60);

/// Reads a page in a thread with a small stack, and returns how long that takes.
fn read(page: String) -> Duration {
    let thread = std::thread::Builder::new().stack_size(1 << 20);
    let start = Instant::now();
    thread.spawn(move || html(page).is_ok()).expect("a thread").join().expect("no panic");
    start.elapsed()
}

#[test]
fn hostile_pages_are_read_or_refused_in_time() {
    let many = 20_000;
    let pages = [
        ("deep", format!("{}{}", "<div>".repeat(many), paragraphs())),
        ("deep and closed", format!("{}a{}", "<div>".repeat(many), "</div>".repeat(many))),
        ("formatting", (0..many / 10).fold(String::new(), |page, at| page + &format!("<b class=c{at}><p>a"))),
        ("links", "<a><p>".repeat(many)),
        ("tables", "<table><tr><td>".repeat(many)),
        ("attributes", format!("<p {}>a", (0..many).fold(String::new(), |page, at| page + &format!("a{at} ")))),
        ("quotation mark", format!("<p class=\"{}", "<p>a".repeat(many))),
        ("comments", "<!--".repeat(many)),
        ("ends", "</p></div>".repeat(many)),
        ("raw", "<svg><script>".repeat(many)),
        ("entities", "&#x;&&amp".repeat(many)),
        ("data", format!("<script type=application/ld+json>{}", "[{\"a\":".repeat(many))),
    ];
    for (name, page) in pages {
        let time = read(page);
        assert!(time < LIMIT, "{name}: {time:?}");
    }
}

#[test]
fn the_text_of_a_deep_page_is_kept() {
    let page = page_with("", &"<div>".repeat(5000));
    let article = html(page).expect("an article");
    assert_eq!(article.text.matches("Ships from three countries").count(), 5);
}
