//! Tells a page that is no article, so that it is not stored as one.
//!
//! A long text is never suspected: an article about a login page is an article.

use super::html::{Tag, Token, Tokens, decode, text};
use super::refusal::NotArticle;

/// Minimum number of words of a text that is an article without further questions.
const PLENTY: usize = 250;
/// Maximum number of words of a text that is none at all.
const NOTHING: usize = 20;
/// Maximum number of words of a caption.
const CAPTION: usize = 80;
/// Minimum share of words in links, in percent, of a page of links.
const MOSTLY_LINKS: usize = 60;
/// Minimum share of words about consent, in percent, of a page that asks for it. Prose has below 1.
const ABOUT_CONSENT: usize = 5;

/// Beginnings of titles and texts of error pages, in lower case.
const ERRORS: [&str; 20] = [
    "404",
    "403",
    "410",
    "500",
    "502",
    "503",
    "page not found",
    "not found",
    "error 4",
    "error 5",
    "page introuvable",
    "page non trouvée",
    "seite nicht gefunden",
    "página no encontrada",
    "access denied",
    "forbidden",
    "this page isn",
    "sorry, we couldn",
    "oops",
    "service unavailable",
];
const ROBOT_CHECKS: [&str; 9] = [
    "just a moment",
    "attention required",
    "are you a robot",
    "robot check",
    "verify you are human",
    "checking your browser",
    "security check",
    "one moment, please",
    "ddos-guard",
];
const LOGINS: [&str; 13] = [
    "log in",
    "login",
    "sign in",
    "sign up",
    "subscribe to",
    "subscribe now",
    "to continue reading",
    "register to",
    "connexion",
    "se connecter",
    "anmelden",
    "already a subscriber",
    "create an account",
];
/// Words that pages which ask for consent are full of.
const CONSENT: [&str; 18] = [
    "cookie",
    "cookies",
    "consent",
    "privacy",
    "partners",
    "vendors",
    "preferences",
    "personalised",
    "personalized",
    "advertising",
    "tracking",
    "consentement",
    "partenaires",
    "traceurs",
    "datenschutz",
    "einwilligung",
    "zustimmen",
    "gdpr",
];

/// Returns what a page is if it is no article.
pub(super) fn suspicion(html: &str, content: &str, article: &str) -> Option<NotArticle> {
    let words = article.split_whitespace().count();
    if words >= PLENTY {
        return (link_share(content, words) >= MOSTLY_LINKS).then_some(NotArticle::Links);
    }
    let places = Places::new(html);
    let start: String = article.to_lowercase().chars().take(300).collect();
    let says = |all: &[&str]| all.iter().any(|words| places.titles.iter().any(|title| title.starts_with(words)));
    if says(&ROBOT_CHECKS) || (words < CAPTION && ROBOT_CHECKS.iter().any(|words| start.contains(words))) {
        return Some(NotArticle::RobotCheck);
    }
    if says(&ERRORS) || (words < CAPTION && ERRORS.iter().any(|words| start.starts_with(words))) {
        return Some(NotArticle::Error);
    }
    // Where the extractor found nothing, the rest of the page says why.
    let all = if words < NOTHING { text(html).to_lowercase() } else { article.to_lowercase() };
    if consent_share(&all) >= ABOUT_CONSENT {
        return Some(NotArticle::Consent);
    }
    if says(&LOGINS)
        || (places.has_password && words < CAPTION)
        || (words < CAPTION && LOGINS.iter().any(|words| start.contains(words)))
    {
        return Some(NotArticle::Login);
    }
    if places.is_video && words < CAPTION {
        return Some(NotArticle::Video);
    }
    if link_share(content, words) >= MOSTLY_LINKS {
        return Some(NotArticle::Links);
    }
    (words < NOTHING).then_some(NotArticle::NoText)
}

/// Returns the share of words about consent, in percent.
fn consent_share(text: &str) -> usize {
    let words = || text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words().filter(|word| CONSENT.contains(word)).count() * 100 / words().count().max(1)
}

/// Returns the share of words that are in links, in percent.
fn link_share(content: &str, words: usize) -> usize {
    let mut depth = 0_usize;
    let mut linked = 0;
    for token in Tokens::new(content) {
        match token {
            Token::Open(tag) if tag.name == "a" => depth += 1,
            Token::Close(name) if name == "a" => depth = depth.saturating_sub(1),
            Token::Text(text) if depth > 0 => linked += text.split_whitespace().count(),
            _ => {}
        }
    }
    linked * 100 / words.max(1)
}

/// What a page says about its kind.
#[derive(Debug, Default)]
struct Places {
    /// Its titles, in lower case.
    titles: Vec<String>,
    has_password: bool,
    is_video: bool,
}

impl Places {
    fn new(html: &str) -> Self {
        let mut places = Self::default();
        let mut in_title = false;
        for token in Tokens::new(html) {
            match token {
                Token::Open(tag) => {
                    in_title = matches!(&*tag.name, "title" | "h1");
                    places.element(&tag);
                }
                Token::Text(text) if in_title => places.titles.push(decode(text).trim().to_lowercase()),
                Token::Text(_) => {}
                Token::Close(_) => in_title = false,
            }
        }
        places
    }

    fn element(&mut self, tag: &Tag<'_>) {
        let is = |name: &str, value: &str| tag.attribute(name).is_some_and(|own| own.eq_ignore_ascii_case(value));
        self.has_password |= tag.name == "input" && is("type", "password");
        let content = || tag.attribute("content").unwrap_or_default().to_lowercase();
        self.is_video |= is("property", "og:type") && content().starts_with("video");
        if is("property", "og:title") {
            self.titles.push(decode(&content()).into_owned());
        }
    }
}
