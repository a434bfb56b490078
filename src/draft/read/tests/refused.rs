//! Pages that are no articles.

use super::{html, page_with, paragraphs};
use crate::draft::read::{NotArticle, Refusal};

fn refused(page: impl Into<Vec<u8>>) -> Option<NotArticle> {
    match html(page) {
        Ok(_) => None,
        Err(Refusal::NotArticle(reason)) => Some(reason),
        Err(other) => panic!("{other}"),
    }
}

/// Returns a short page.
fn short(head: &str, body: &str) -> String {
    format!("<html><head>{head}</head><body><main>{body}</main></body></html>")
}

#[test]
fn pages_that_are_no_articles_are_named() {
    let login = short(
        "<title>Sign in</title>",
        "<form><p>Welcome back to the paper. Please give us your name and your password so that you can go on with \
         what you were reading before.</p><input name=a><input type=password></form>",
    );
    assert_eq!(refused(login), Some(NotArticle::Login));
    let wall = short(
        "<title>The harbour</title>",
        "<p>The harbour opened.</p><p>Already a subscriber? Log in to continue reading.</p>",
    );
    assert_eq!(refused(wall), Some(NotArticle::Login));
    let consent = short(
        "<title>Before you continue</title>",
        "<p>We and our partners use cookies to personalise advertising. You can withdraw your consent in the privacy \
         preferences. Choose which cookies our vendors may use for tracking and advertising on this and on other sites.</p>",
    );
    assert_eq!(refused(consent), Some(NotArticle::Consent));
    let error =
        short("<title>Page not found – The Paper</title>", "<p>The page may have moved. Try a search instead.</p>");
    assert_eq!(refused(error), Some(NotArticle::Error));
    let robot = short("<title>Just a moment...</title>", "<p>Enable JavaScript and cookies to continue</p>");
    assert_eq!(refused(robot), Some(NotArticle::RobotCheck));
    let video = short(
        "<title>The harbour</title><meta property=og:type content=video.other>",
        "<p>The harbour of the town has opened again. Watch what its people say about the ships that came in today.</p>",
    );
    assert_eq!(refused(video), Some(NotArticle::Video));
    let link =
        |page: String, at| page + &format!("<p><a href=/{at}>The harbour opens again after {at} years</a> Today</p>");
    let links = (0..80).fold(String::new(), link);
    assert_eq!(refused(short("<title>The Paper</title>", &links)), Some(NotArticle::Links));
    assert_eq!(
        refused(short("<title>App</title>", "<div id=root></div><script>start()</script>")),
        Some(NotArticle::NoText)
    );
    assert_eq!(refused(""), Some(NotArticle::NoText));
}

#[test]
fn an_article_about_such_a_page_is_an_article() {
    let about = page_with("<title>404: how an error became a word</title>", &paragraphs());
    assert_eq!(refused(about), None);
    let short_news = short(
        "<title>Harbour open</title>",
        "<p>The harbour of the small town opened again on Thursday, the harbour master said. Ships from three countries \
         came in before noon, and the market was full of people.</p>",
    );
    assert_eq!(refused(short_news), None);
    let with_login = page_with("<title>Harbour</title>", "<form><input type=password></form>");
    assert_eq!(refused(with_login), None);
}

#[test]
fn every_refusal_says_what_to_do() {
    for refusal in
        [Refusal::NotArticle(NotArticle::Consent), Refusal::TooManyElements { limit: 5 }, Refusal::NoPdfToText]
    {
        let words = refusal.to_string();
        assert!(words.contains(';'), "{words}");
    }
    let many = format!("<p>{}", "<br>".repeat(70_000));
    assert!(matches!(html(many), Err(Refusal::TooManyElements { .. })));
}
