//! What a draft holds, in a few lines.

use std::path::Path;

use super::article::Article;
use super::known::NewSources;
use crate::app::keymap::{Context, Key, Keymap};
use crate::cli::output::Output;
use crate::draft::{NewDraft, WrittenDraft};
use crate::page::count;
use crate::text::Text;

/// Maximum number of new actors that are named.
const NAMED: usize = 8;

/// Says what was written, what to fill in, and what comes next.
pub(super) fn report(
    folder: &Path,
    written: &WrittenDraft,
    new: &NewDraft,
    article: &Article,
    sources: &NewSources,
    output: &mut Output,
) -> anyhow::Result<()> {
    let name = |path: &Path| Text::clean(path.strip_prefix("./").unwrap_or(path).to_string_lossy());
    let proposals = &new.draft.proposals;
    let flagged = proposals.iter().filter(|proposal| !proposal.flags.is_empty()).count();
    let claims = count(proposals.len(), "proposed claim", "proposed claims");
    output.line(format!("{}: {claims}, {flagged} flagged", name(&written.document)))?;
    let page = written.page.as_ref().map(|page| format!("{}: the page", name(page)));
    let text = format!("{}: the article's text", name(&written.text));
    for line in std::iter::once(text).chain(page) {
        output.line(line)?;
    }
    if !sources.names.is_empty() {
        let names: Vec<&str> = sources.names.iter().take(NAMED).map(|(name, _)| name.as_str()).collect();
        let more = sources.names.len() - names.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let actors = count(sources.names.len(), "new actor", "new actors");
        output.line(format!("entities.yaml: {actors}: {}{more}", Text::clean(names.join(", "))))?;
    }
    if let Some((name, _)) = &sources.outlet {
        output.line(format!("sources.yaml: a new outlet: {}", Text::clean(name)))?;
    }
    for line in properties(article) {
        output.line(line)?;
    }
    let lacking: Vec<&str> = [
        ("title", new.head.title.is_none()),
        ("publisher", new.head.publisher.is_none()),
        ("url", new.head.url.is_none()),
        ("published", new.head.published.is_none()),
    ]
    .into_iter()
    .filter_map(|(field, lacks)| lacks.then_some(field))
    .collect();
    if !lacking.is_empty() {
        output.line(format!("to fill in, since the source does not say it: {}", lacking.join(", ")))?;
    }
    let next = match review_key() {
        Some(key) => format!(", then {key} to review"),
        None => "; a claim is accepted by deleting its `draft` (`e` opens it in your editor)".to_owned(),
    };
    output.line(format!("next: `briefing --dir {}`{next}", Text::clean(folder.to_string_lossy())))
}

/// Returns the key that opens the review, if the browser has one.
fn review_key() -> Option<&'static str> {
    const KEY: &str = "R";
    Keymap::built_in().action(Context::Browse, Key::parse(KEY)?).map(|_| KEY)
}

/// Returns what the source says about the article, with the places that say so.
fn properties(article: &Article) -> Vec<Text> {
    let title = article.title.as_ref().map(|(title, place)| format!("title: {title} ({place})"));
    let url = article.url.as_ref().map(|(url, place)| format!("url: {url} ({place})"));
    let authors = article.authors.iter().map(|(author, place)| format!("author: {author} ({place})"));
    let publisher = article.publisher.as_ref().map(|(name, place)| format!("publisher: {name} ({place})"));
    let published = article.published.map(|date| format!("published: {date} ({})", article.published_by));
    title.into_iter().chain(authors).chain(publisher).chain(url).chain(published).map(Text::clean).collect()
}
