//! Requests over HTTP. This is the only place that knows the HTTP library.

use std::collections::HashMap;
use std::io::Read as _;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use ureq::http::Response;
use ureq::{Agent, Body};
use url::Url;

use super::failure::Failure;
use super::page::{Fetch, FetchTuning, Page};
use super::robots::Robots;

/// How the program calls itself. Sites decide by it what they give.
const USER_AGENT: &str = concat!("briefing/", env!("CARGO_PKG_VERSION"), " (reads articles for quotation)");
/// The kinds of content that can be read.
const ACCEPT: &str = "text/html,application/xhtml+xml,text/plain;q=0.9,text/markdown;q=0.9,application/pdf;q=0.8";
/// Maximum number of bytes of a `robots.txt`, as in its standard.
const MAX_ROBOTS: usize = 500 << 10;

/// A client with limits.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    tuning: FetchTuning,
    /// What each site says about programs, by its origin.
    robots: Mutex<HashMap<String, Robots>>,
}

impl Default for Client {
    fn default() -> Self {
        Self::new(FetchTuning::default())
    }
}

impl Client {
    /// Creates a client.
    pub fn new(tuning: FetchTuning) -> Self {
        // Redirects are followed here, so that loops and other schemes are told apart.
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(USER_AGENT)
            .accept(ACCEPT);
        let config = if tuning.is_proxied { config } else { config.proxy(None) };
        Self { agent: config.build().new_agent(), tuning, robots: Mutex::default() }
    }

    /// Gets what is at an address, at most `limit` bytes.
    fn get(&self, address: &Url, limit: usize) -> Result<Page, Failure> {
        let deadline = Instant::now() + self.tuning.time;
        let mut visited = vec![address.clone()];
        loop {
            let current = visited.last().expect("the first address is in the list");
            let mut response = self.request(current, deadline)?;
            let status = response.status().as_u16();
            if (300..400).contains(&status) && status != 304 {
                let next = target(current, &response).ok_or(Failure::BadRedirect)?;
                if visited.contains(&next) {
                    return Err(Failure::Loop);
                }
                if visited.len() > self.tuning.redirects {
                    return Err(Failure::TooManyRedirects(self.tuning.redirects));
                }
                visited.push(next);
                continue;
            }
            let content_type = header(&response, "content-type");
            check_status(status)?;
            check_kind(content_type.as_deref())?;
            let mut bytes = Vec::new();
            // The limit is of what is decompressed, so that a small body cannot become a large one.
            let body = response.body_mut().as_reader().take(limit as u64 + 1).read_to_end(&mut bytes);
            body.map_err(|error| self.failure(error.into()))?;
            if bytes.len() > limit {
                return Err(Failure::TooLarge(limit));
            }
            return Ok(Page { bytes, content_type, address: current.clone() });
        }
    }

    fn request(&self, address: &Url, deadline: Instant) -> Result<Response<Body>, Failure> {
        if !is_web(address) {
            return Err(Failure::NotWeb);
        }
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Failure::Timeout(self.tuning.time));
        }
        let request = self.agent.get(address.as_str()).config().timeout_global(Some(left)).build();
        request.call().map_err(|error| self.failure(error))
    }

    fn failure(&self, error: ureq::Error) -> Failure {
        match error {
            ureq::Error::Timeout(_) => Failure::Timeout(self.tuning.time),
            ureq::Error::HostNotFound => Failure::NoHost,
            ureq::Error::Io(error) if error.kind() == std::io::ErrorKind::TimedOut => {
                Failure::Timeout(self.tuning.time)
            }
            error => match error.to_string() {
                // The system has no kind of error for it.
                words if words.contains("failed to lookup address") => Failure::NoHost,
                words => Failure::Connection(words),
            },
        }
    }
}

impl Fetch for Client {
    fn fetch(&self, address: &Url) -> Result<Page, Failure> {
        self.get(address, self.tuning.bytes)
    }

    fn is_forbidden(&self, address: &Url) -> bool {
        let origin = address.origin().ascii_serialization();
        let known = |robots: &Robots| robots.forbids(address);
        if let Some(robots) = self.robots.lock().unwrap_or_else(PoisonError::into_inner).get(&origin) {
            return known(robots);
        }
        let file = address.join("/robots.txt").ok().and_then(|file| self.get(&file, MAX_ROBOTS).ok());
        let text = file.map(|file| String::from_utf8_lossy(&file.bytes).into_owned()).unwrap_or_default();
        let robots = Robots::new(&text);
        let is_forbidden = known(&robots);
        self.robots.lock().unwrap_or_else(PoisonError::into_inner).insert(origin, robots);
        is_forbidden
    }
}

fn is_web(address: &Url) -> bool {
    matches!(address.scheme(), "http" | "https") && address.host_str().is_some()
}

/// Returns where a redirect leads, without its fragment.
fn target(current: &Url, response: &Response<Body>) -> Option<Url> {
    let mut next = current.join(&header(response, "location")?).ok().filter(is_web)?;
    next.set_fragment(None);
    Some(next)
}

fn header(response: &Response<Body>, name: &str) -> Option<String> {
    let value = response.headers().get(name)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}

fn check_status(status: u16) -> Result<(), Failure> {
    match status {
        200..300 => Ok(()),
        404 | 410 => Err(Failure::Gone(status)),
        401 | 402 | 403 | 407 | 429 | 451 => Err(Failure::Closed(status)),
        _ => Err(Failure::Status(status)),
    }
}

/// Refuses pictures, films and the like before they are loaded.
fn check_kind(content_type: Option<&str>) -> Result<(), Failure> {
    let Some(kind) = content_type else { return Ok(()) };
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_text = kind.is_empty()
        || kind.starts_with("text/")
        || kind.contains("html")
        || kind.contains("xml")
        || matches!(kind.as_str(), "application/pdf" | "application/octet-stream" | "application/x-pdf");
    if is_text { Ok(()) } else { Err(Failure::NotText(kind)) }
}
