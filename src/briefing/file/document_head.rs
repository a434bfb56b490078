//! The fields of a document beside its claims.

use crate::briefing::check::{Check, costs_all};
use crate::briefing::raw::RawDocument;
use crate::briefing::{Document, DocumentId, EntityId, OutletId};
use crate::text::Text;
use crate::yaml::{Fault, Path};

/// Checks the fields beside the claims. Returns a document without claims, or `None` if the file has to be left out.
///
/// A document with drafts may lack the required fields. They are to be filled in before its claims count.
pub(super) fn check(check: &mut Check, raw: RawDocument, id: &DocumentId, is_draft: bool) -> Option<Document> {
    // A field that another fault already lost is not reported as missing.
    let is_spoilt = check.faults.iter().any(|fault| fault.path.record().is_none());
    let mut head = Head { check, may_lack: is_draft, is_spoilt };
    let title = head.required("title", "\"…\"", raw.title, |check, title| check.required("title", title));
    let language = head.check.language(raw.language);
    let summary = head.check.optional("summary", raw.summary);
    let publisher = head.required("publisher", "some-outlet", raw.publisher, |check, publisher| {
        check.id("publisher", &publisher, OutletId::parse)
    });
    let url = head.required("url", "https://…", raw.url, |check, url| check.url("url", &url));
    let published =
        head.required("published", "2025-04-07", raw.published, |check, date| check.date("published", &date));
    let retrieved = raw.retrieved.and_then(|date| head.check.date("retrieved", &date));
    let archived = raw.archived.and_then(|url| head.check.url("archived", &url));
    let author = head.check.ids("author", &raw.author, EntityId::parse);
    let title = title.ok()?;
    Some(Document {
        id: id.clone(),
        is_untitled: title.is_none(),
        title: title.unwrap_or_else(|| Text::clean(id.as_str())),
        author,
        publisher: publisher.ok()?,
        url: url.ok()?,
        published: published.ok()?,
        retrieved,
        archived,
        language,
        genre: raw.genre,
        summary,
        claims: Vec::new(),
    })
}

struct Head<'a, 'c> {
    check: &'a mut Check<'c>,
    may_lack: bool,
    is_spoilt: bool,
}

impl Head<'_, '_> {
    /// Reads a field that a document requires, or that is still to fill in. If it fails, its faults cost the whole file.
    fn required<R, T>(
        &mut self,
        key: &str,
        example: &str,
        raw: Option<R>,
        read: impl FnOnce(&mut Check, R) -> Option<T>,
    ) -> Result<Option<T>, ()> {
        let known = self.check.faults.len();
        let value = match raw {
            Some(raw) => read(self.check, raw).map(Some).ok_or(()),
            None if self.may_lack => Ok(None),
            None if self.is_spoilt => Err(()),
            None => {
                let fault = Fault::at(Path::default().key(key), format!("the field `{key}` is missing"));
                self.check.push(fault.hint(format!("write `{key}: {example}`")));
                Err(())
            }
        };
        if value.is_err() {
            self.check.faults[known..].iter_mut().for_each(costs_all);
        }
        value
    }
}
