//! `briefing search`: ranked hits, best first.

use anyhow::bail;

use super::args::{Listing, SearchArgs};
use super::output::{self, Output};
use super::record::HitLine;
use super::{Outcome, record};
use crate::corpus::{Corpus, Record};
use crate::page::{self, Page, Role, Span};
use crate::search::{Answer, Hit, Index, Query, Scope, search as ranked};

/// Writes the hits; what is wrong with the query goes to standard error.
pub(super) fn search(corpus: &Corpus, args: &SearchArgs, output: &mut Output) -> anyhow::Result<Outcome> {
    let query = Query::parse(&args.query.join(" "));
    for problem in query.problems() {
        output::note(problem);
    }
    if query.is_empty() {
        bail!("there is nothing to search for; give a word or a filter such as `by:ACTOR`");
    }
    let scope = match args.within {
        None => Scope::Everything,
        Some(Listing::Documents) => Scope::Documents,
        Some(Listing::Entities) => Scope::Entities,
        Some(Listing::Claims) => Scope::Claims,
    };
    let answer = ranked(&Index::new(corpus), corpus, &query, scope, &[], args.limit.get());
    if output.json {
        for hit in &answer.hits {
            output.record(&line(corpus, hit))?;
        }
    } else {
        let mut page = Page::new(output.width()).whole_words();
        print(&mut page, corpus, &answer);
        output.page(&page)?;
    }
    if answer.hits.is_empty() {
        output::note("nothing found");
    }
    Ok(Outcome::found(!answer.hits.is_empty()))
}

fn line<'a>(corpus: &'a Corpus, hit: &'a Hit) -> HitLine<'a> {
    HitLine {
        record: record::record(corpus, hit.record),
        score: hit.score,
        ranges: hit.why.as_ref().map_or_else(Vec::new, |why| record::ranges(&why.ranges)),
        reason: hit.why.as_ref().and_then(|why| why.reason.as_ref()),
    }
}

/// One block a hit, then how many there are.
fn print(page: &mut Page, corpus: &Corpus, answer: &Answer) {
    for hit in &answer.hits {
        let (kind, id) = match hit.record {
            Record::Document(slot) => ("document", corpus.document(slot).id.to_string()),
            Record::Entity(slot) => ("entity", corpus.entity(slot).id.to_string()),
            Record::Claim(slot) => ("claim", corpus.claim_ref(slot).to_string()),
        };
        page.blank();
        page.paragraph(&[Span::clean(format!("{kind} {id} · score {}", hit.score), Role::Label)]);
        page.note(&[Span::text(corpus.shown(hit.record), Role::Plain)]);
        page.note(&page::byline(corpus, hit.record));
        if let Some(reason) = hit.why.as_ref().and_then(|why| why.reason.as_ref()) {
            page.note(&[Span::text(reason, Role::Match)]);
        }
        if let Record::Claim(slot) = hit.record {
            page.note(&[Span::clean(corpus.link(slot).as_str(), Role::Link)]);
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
