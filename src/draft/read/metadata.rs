//! What a page says about its article: title, authors, site, dates, language.
//!
//! Each value comes with the place that it was read from. Places are asked in the order of how often they are right, and
//! the dates of publication and of changes are never mixed.

mod dates;
mod fields;
mod found;
mod json_ld;
mod names;
mod scan;
mod title;

use jiff::civil::Date;
use url::Url;

pub use found::{Found, Metadata, Origin};

pub(super) use fields::from_fields;

use json_ld::Article;
use scan::Scan;

/// Reads what a page says about its article.
pub(super) fn read(html: &str, address: Option<&Url>) -> Metadata {
    let scan = Scan::new(html);
    let article = json_ld::article(&scan.json_ld).unwrap_or_default();
    let site = site(&scan, &article);
    let names = site_names(site.as_ref().map(|site| site.value.as_str()), address);
    Metadata {
        title: headline(&scan, &article, &names),
        authors: authors(&scan, &article, &names),
        published: published(&scan, &article, address),
        modified: modified(&scan, &article),
        language: language(&scan, &article),
        url: url(&scan, address),
        site,
    }
}

fn site(scan: &Scan, article: &Article) -> Option<Found<String>> {
    let graph = scan.meta("og:site_name").map(|name| Found::new(name.to_owned(), Origin::OpenGraph));
    let publisher = || article.publisher.clone().map(|name| Found::new(name, Origin::JsonLd));
    let named = || scan.meta("application-name").map(|name| Found::new(name.to_owned(), Origin::Meta));
    graph.or_else(publisher).or_else(named)
}

/// Returns the names that a site goes by: what it says, and its host.
fn site_names(site: Option<&str>, address: Option<&Url>) -> Vec<String> {
    let host = address.and_then(bare_host).unwrap_or_default();
    let label = host.rsplit('.').nth(1).unwrap_or_default();
    [site.unwrap_or_default(), host, label].into_iter().filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn headline(scan: &Scan, article: &Article, names: &[String]) -> Option<Found<String>> {
    let clean = |title: &str| title::without_site(title, names, &scan.headlines);
    let is_title = |title: &&str| !names.iter().any(|name| title::same(title, name));
    let linked = article.headline.as_deref().filter(is_title);
    let graph = scan.meta("og:title").filter(is_title);
    let element = scan.title.as_deref().filter(is_title);
    // A headline that another place confirms is the one that readers see. So is the only one.
    let confirmed = scan.headlines.iter().find(|headline| {
        [linked, graph, element].into_iter().flatten().any(|other| title::same(&clean(other), &clean(headline)))
    });
    let only = scan.headlines.first().filter(|headline| scan.headlines.len() == 1 && headline.contains(' '));
    let found = |title: Option<&str>, origin| title.map(|title| Found::new(clean(title), origin));
    found(confirmed.or(only).map(String::as_str).filter(is_title), Origin::Headline)
        .or_else(|| found(linked, Origin::JsonLd))
        .or_else(|| found(graph, Origin::OpenGraph))
        .or_else(|| found(scan.headlines.first().map(String::as_str).filter(is_title), Origin::Headline))
        .or_else(|| found(element, Origin::TitleElement))
        .filter(|title| !title.value.is_empty())
}

fn authors(scan: &Scan, article: &Article, sites: &[String]) -> Vec<Found<String>> {
    let linked: Vec<String> = article.authors.iter().flat_map(|name| names::names(name)).collect();
    let metas = |wanted: &[&str]| -> Vec<String> {
        wanted
            .iter()
            .map(|name| scan.metas(name).flat_map(names::names).collect::<Vec<_>>())
            .find(|names| !names.is_empty())
            .unwrap_or_default()
    };
    let bylines = |is_marked: bool| -> Vec<String> {
        let lines = scan.bylines.iter().filter(|line| line.is_marked == is_marked);
        lines.map(|line| names::names(&line.text)).find(|names| !names.is_empty()).unwrap_or_default()
    };
    let mut places = [
        (linked, Origin::JsonLd),
        (
            metas(&[
                "author",
                "article:author",
                "parsely-author",
                "sailthru.author",
                "dc.creator",
                "dcterms.creator",
                "byl",
                "twitter:creator:name",
            ]),
            Origin::Meta,
        ),
        (bylines(true), Origin::Byline),
        (bylines(false), Origin::Byline),
        (names::beside_headline(&scan.around), Origin::Byline),
    ];
    // Programs put the site's name where they have no author; a person's name elsewhere is better.
    let is_site = |name: &String| sites.iter().any(|site| title::same(name, site));
    let is_collective = |origin| origin == Origin::JsonLd && article.is_collective;
    places.sort_by_key(|(names, origin)| names.iter().all(is_site) || is_collective(*origin));
    let (names, origin) =
        places.into_iter().find(|(names, _)| !names.is_empty()).unwrap_or((Vec::new(), Origin::Byline));
    let mut authors: Vec<Found<String>> = Vec::new();
    for name in names {
        if !authors.iter().any(|author| title::same(&author.value, &name)) {
            authors.push(Found::new(name, origin));
        }
    }
    authors
}

fn published(scan: &Scan, article: &Article, address: Option<&Url>) -> Option<Found<Date>> {
    let found = |text: Option<&str>, origin| text.and_then(dates::day).map(|day| Found::new(day, origin));
    let linked = || found(article.published.as_deref(), Origin::JsonLd);
    let graph =
        || found(scan.meta("article:published_time").or_else(|| scan.meta("og:published_time")), Origin::OpenGraph);
    let meta = || {
        let names = [
            "datepublished",
            "date",
            "dc.date",
            "dc.date.issued",
            "dcterms.created",
            "dcterms.date",
            "pubdate",
            "publishdate",
            "publish-date",
            "publication_date",
            "parsely-pub-date",
            "sailthru.date",
            "article.published",
            "citation_publication_date",
            "article:published",
            "cxenseparse:recs:publishtime",
            "published_date",
            "release_date",
            "og:article:published_time",
            "created",
        ];
        names.iter().find_map(|name| found(scan.meta(name), Origin::Meta))
    };
    let time = || {
        let marked = |time: &&scan::Time| time.names.contains("publish") || time.names.contains("entry-date");
        let other =
            |time: &&scan::Time| !["modified", "updated", "comment"].iter().any(|word| time.names.contains(word));
        let marked = scan.times.iter().find(marked).into_iter();
        marked.chain(scan.times.iter().filter(other)).find_map(|time| found(Some(&time.value), Origin::Time))
    };
    let path = || address.and_then(|url| dates::day_of_address(url.path())).map(|day| Found::new(day, Origin::Address));
    let text = || scan.around.iter().chain(&scan.dated).find_map(|text| found(Some(text), Origin::Byline));
    let by_article = if article.is_certain { linked() } else { None };
    by_article.or_else(graph).or_else(meta).or_else(linked).or_else(path).or_else(time).or_else(text)
}

fn modified(scan: &Scan, article: &Article) -> Option<Found<Date>> {
    let found = |text: Option<&str>, origin| text.and_then(dates::day).map(|day| Found::new(day, origin));
    let metas = ["article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified"];
    let time = || scan.times.iter().find(|time| time.names.contains("modified") || time.names.contains("updated"));
    found(article.modified.as_deref(), Origin::JsonLd)
        .or_else(|| metas.iter().take(2).find_map(|name| found(scan.meta(name), Origin::OpenGraph)))
        .or_else(|| metas.iter().skip(2).find_map(|name| found(scan.meta(name), Origin::Meta)))
        .or_else(|| found(time().map(|time| time.value.as_str()), Origin::Time))
}

fn language(scan: &Scan, article: &Article) -> Option<Found<String>> {
    let found = |tag: Option<&str>, origin| tag.and_then(language_tag).map(|tag| Found::new(tag, origin));
    found(scan.language.as_deref(), Origin::HtmlElement)
        .or_else(|| found(article.language.as_deref(), Origin::JsonLd))
        .or_else(|| found(scan.meta("og:locale"), Origin::OpenGraph))
        .or_else(|| found(scan.meta("content-language").or_else(|| scan.meta("language")), Origin::Meta))
}

/// Returns the language of a tag such as `en_GB`, without region.
fn language_tag(tag: &str) -> Option<String> {
    let language = tag.trim().split(['-', '_', ',', ';']).next()?.to_ascii_lowercase();
    ((2..=3).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(language)
}

fn url(scan: &Scan, address: Option<&Url>) -> Option<Found<String>> {
    let absolute = |text: &str| match address {
        Some(base) => base.join(text).ok(),
        None => Url::parse(text).ok(),
    };
    // An address of another host, or the front page, is a mistake of the page.
    let fits = |url: &Url| {
        let is_web = matches!(url.scheme(), "http" | "https");
        let same_host = address.is_none_or(|own| bare_host(own) == bare_host(url));
        let front = url.path() == "/" && url.query().is_none() && address.is_some_and(|own| own.path() != "/");
        is_web && same_host && !front
    };
    let stated =
        |text: Option<&str>, origin| text.and_then(absolute).filter(fits).map(|url| Found::new(url.into(), origin));
    stated(scan.canonical.as_deref(), Origin::Meta)
        .or_else(|| stated(scan.meta("og:url"), Origin::OpenGraph))
        .or_else(|| address.map(|url| Found::new(url.to_string(), Origin::Address)))
}

fn bare_host(url: &Url) -> Option<&str> {
    url.host_str().map(|host| host.trim_start_matches("www."))
}
