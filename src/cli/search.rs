//! `briefing search`: ranked hits, best first.

use std::sync::Arc;

use anyhow::bail;

use super::args::{SearchArgs, SearchKind};
use super::item::kind;
use super::json;
use super::json::HitLine;
use super::outcome::Outcome;
use super::output::Output;
use crate::corpus::{Corpus, Record};
use crate::page::{self, Page};
use crate::search::{Account, Answer, Hit, Query, QueryProblem, Request, Scope, Searcher, Step};
use crate::styled::{Role, Span, matched};

/// Writes the hits. Fails if the query has an unknown filter or value, or if it is not finished.
pub(super) fn search(corpus: &Arc<Corpus>, args: &SearchArgs, output: &mut Output) -> anyhow::Result<Outcome> {
    let query = Query::parse(&args.query.join(" "));
    let problems: Vec<_> = query.problems().chain(query.unfinished()).map(QueryProblem::text).collect();
    if (query.is_wrong() || !query.unfinished().is_empty())
        && let Some((last, others)) = problems.split_last()
    {
        for problem in others {
            output.note(problem);
        }
        bail!("{last}");
    }
    for problem in problems {
        output.note(problem);
    }
    if query.is_empty() {
        bail!("there is nothing to search for; give a word or a filter such as `by:ACTOR`");
    }
    let scope = match args.within {
        None => Scope::Everything,
        Some(SearchKind::Documents) => Scope::Documents,
        Some(SearchKind::Entities) => Scope::Entities,
        Some(SearchKind::Claims) => Scope::Claims,
    };
    let searcher = Searcher::new(Arc::clone(corpus));
    let request = Request { scope, ..Request::new(query, args.limit.get()) };
    let answer = searcher.search(&request);
    let accounts = if args.explain { searcher.accounts(&request.query, &answer.hits) } else { Vec::new() };
    if output.json {
        for (at, hit) in answer.hits.iter().enumerate() {
            output.record(&line(corpus, hit, accounts.get(at)))?;
        }
    } else {
        let mut page = output.blank_page();
        print(&mut page, corpus, &answer, &accounts);
        output.page(&page)?;
    }
    if answer.hits.is_empty() {
        output.note("nothing found");
    }
    Ok(Outcome::found(!answer.hits.is_empty()))
}

fn line<'a>(corpus: &'a Corpus, hit: &'a Hit, account: Option<&'a Account>) -> HitLine<'a> {
    HitLine {
        record: json::record(corpus, hit.record),
        score: hit.score,
        ranges: hit.why.as_ref().map_or_else(Vec::new, |why| json::ranges(corpus.shown(hit.record), &why.ranges)),
        reason: hit.why.as_ref().and_then(|why| why.reason.as_ref()),
        explanation: account.map(json::account),
    }
}

/// Writes what a score is made of: a line for each match, and one for the whole name.
fn explain(page: &mut Page, account: &Account) {
    for counted in &account.counted {
        let [only] = &counted.steps[..] else {
            let typed: Vec<_> = counted.steps.iter().map(|step| step.typed.as_str()).collect();
            page.note(&[Span::clean(
                format!("{} for {} together, from", counted.points, typed.join(" ")),
                Role::Aside,
            )]);
            counted
                .steps
                .iter()
                .for_each(|step| page.note(&[Span::clean(format!("  {}", step_text(step)), Role::Aside)]));
            continue;
        };
        let read_otherwise = if only.points == counted.points { "" } else { "for a second reading, from " };
        let points = if only.points == counted.points { String::new() } else { format!("{} ", counted.points) };
        page.note(&[Span::clean(format!("{points}{read_otherwise}{}", step_text(only)), Role::Aside)]);
    }
    if account.whole_name > 0 {
        page.note(&[Span::clean(format!("{} for the whole name", account.whole_name), Role::Aside)]);
    }
}

/// Returns one match of a score: `929 for wagner: exact word in the name of Wagner Group (about); 1000 × 100 % + 30`.
fn step_text(step: &Step) -> String {
    let Step { points, typed, word, tier, field, .. } = step;
    let fits = if typed == word { format!("{tier}") } else { format!("{tier}, {word},") };
    let whose = step.owner.as_ref().map(|of| format!(" of {of} ({})", step.role)).unwrap_or_default();
    let brevity = if step.brevity > 0 { format!(" + {} for a short name", step.brevity) } else { String::new() };
    let share = if step.role_percent < 100 { format!(", {} % of it", step.role_percent) } else { String::new() };
    let sum = format!("{} × {} %{brevity}{share}", step.tier_points, step.field_percent);
    format!("{points} for {typed}: {fits} in the {field}{whose}; {sum}")
}

/// Writes a block for each hit, then the number of hits.
fn print(page: &mut Page, corpus: &Corpus, answer: &Answer, accounts: &[Account]) {
    for (at, hit) in answer.hits.iter().enumerate() {
        let (kind, id) = (kind(hit.record), corpus.id_of(hit.record));
        page.blank();
        // Without words there is no score, because filters do not rank.
        let score = if hit.score > 0 { format!(" · score {}", hit.score) } else { String::new() };
        page.paragraph(&[Span::clean(format!("{kind} {id}{score}"), Role::Label)]);
        page.note(&matched(corpus.shown(hit.record), hit.why.iter().flat_map(|why| &why.ranges)));
        page.note(&page::byline(corpus, hit.record));
        if let Some(reason) = hit.why.as_ref().and_then(|why| why.reason.as_ref()) {
            page.note(&[Span::text(reason, Role::Match)]);
        }
        if let Record::Claim(slot) = hit.record
            && let Some(url) = corpus.link(slot)
        {
            page.note(&[Span::clean(url.as_str(), Role::Link)]);
        }
        if let Some(account) = accounts.get(at) {
            explain(page, account);
        }
    }
    let (shown, total) = (answer.hits.len(), answer.total);
    if total > 0 {
        page.blank();
        let count = if shown < total {
            format!("{shown} of {total} hits; --limit {total} shows all")
        } else {
            page::count(total, "hit", "hits")
        };
        page.paragraph(&[Span::clean(count, Role::Aside)]);
    }
}
