//! `briefing search`: ranked hits, best first.

use anyhow::bail;

use super::args::{Listing, SearchArgs};
use super::output::{self, Output};
use super::page::Page;
use super::record::HitLine;
use super::{Outcome, record, words};
use crate::corpus::{Corpus, Record};
use crate::search::{Answer, Hit, Index, Query, Scope, search as ranked};

/// How far what is said of a hit is moved in.
const INDENT: usize = 2;

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
        let mut page = output.page();
        print(&mut page, corpus, &answer);
        output.write(&page)?;
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
        ranges: record::ranges(&hit.ranges),
        reason: hit.reason.as_ref(),
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
        page.gap();
        page.line(0, format!("{kind} {id}  score {}", hit.score));
        page.paragraph(INDENT, corpus.shown(hit.record));
        page.paragraph(INDENT, context(corpus, hit.record));
        if let Some(reason) = &hit.reason {
            page.paragraph(INDENT, format!("reason: {reason}"));
        }
        if let Record::Claim(slot) = hit.record {
            page.line(INDENT, corpus.link(slot));
        }
    }
    if answer.hits.len() < answer.total {
        page.gap();
        page.line(0, format!("{} of {} hits; --limit {2} shows all", answer.hits.len(), answer.total, answer.total));
    } else if answer.total > 0 {
        page.gap();
        page.line(0, words::count(answer.total, "hit", "hits"));
    }
}

/// What helps to tell a hit from its neighbours, in one line.
fn context(corpus: &Corpus, record: Record) -> String {
    match record {
        Record::Claim(slot) => words::byline(corpus, slot),
        Record::Document(slot) => {
            let publisher = &corpus.outlet(corpus.publisher(slot)).name;
            let claims = words::count(corpus.claims_in(slot).len(), "claim", "claims");
            format!("{}, {publisher}, {claims}", corpus.document(slot).published)
        }
        Record::Entity(slot) => {
            let entity = corpus.entity(slot);
            let what = entity.schema.map_or("not registered", |schema| schema.word()).to_owned();
            let positions = entity.position.iter().map(ToString::to_string);
            let claims = words::count(corpus.claims_of(slot).len(), "claim", "claims");
            words::listed([what].into_iter().chain(positions).chain([claims]), ", ")
        }
    }
}
