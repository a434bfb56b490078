//! The part of [`Model::update`] that opens overlays and acts in them.

use crate::app::keymap::{Action, Context};
use crate::app::{Effect, Link, Model, Opens, Overlay};
use crate::briefing::SourceUrl;
use crate::corpus::{ClaimSlot, DocumentSlot, Record};
use crate::page;
use crate::text::Text;

impl Model {
    /// Opens the help for a context.
    pub(super) fn open_help(&mut self, context: Context) {
        if self.prompt {
            self.keep_prompt();
        }
        self.overlay = Some(Overlay::help(context));
    }

    /// Opens the list of the current record's links.
    pub(super) fn show_links(&mut self) {
        let links = self.links();
        if links.is_empty() {
            self.set_status("There is no link here.");
        } else {
            self.overlay = Some(Overlay::links(links));
        }
    }

    /// Collects the current record's links. A claim has its own, its document's, and those of related claims. A
    /// document, an entity or an origin has those of its claims, an outlet its own and those of its documents.
    fn links(&self) -> Vec<Link> {
        let corpus = &self.corpus;
        let claim = |slot: ClaimSlot| {
            let label = corpus.claim(slot).text.clone();
            let opens = page::passage_words(corpus, slot).map_or(Opens::ArticleOfClaim, Opens::Passage);
            corpus.link(slot).map(|url| Link { label, opens, url })
        };
        let article = |slot: DocumentSlot| {
            let document = corpus.document(slot);
            document.url.clone().map(|url| Link { label: document.title.clone(), opens: Opens::Article, url })
        };
        let Some(record) = self.current() else { return Vec::new() };
        match record {
            Record::Document(slot) => {
                article(slot).into_iter().chain(corpus.with_drafts().claims_in(slot).filter_map(claim)).collect()
            }
            Record::Origin(slot) => corpus.resting_on(slot).iter().copied().filter_map(claim).collect(),
            Record::Outlet(slot) => {
                let outlet = corpus.outlet(slot);
                let site = |url: &SourceUrl| Link { label: outlet.name.clone(), opens: Opens::Site, url: url.clone() };
                let articles = corpus.published_by(slot).into_iter().filter_map(article);
                outlet.url.iter().map(site).chain(articles).collect()
            }
            Record::Entity(slot) => corpus.claims_of(slot).iter().copied().filter_map(claim).collect(),
            Record::Claim(slot) => {
                let related = corpus.related(slot).iter().filter_map(|related| {
                    let verb = related.verb();
                    let link = claim(related.other)?;
                    Some(Link { label: Text::clean(format!("{verb}: {}", link.label)), ..link })
                });
                claim(slot).into_iter().chain(article(corpus.document_of(slot))).chain(related).collect()
            }
        }
    }

    /// Handles an action while an overlay is open.
    pub(super) fn handle_in_overlay(&mut self, action: Action) -> Vec<Effect> {
        let height = self.overlay_area().height;
        let Some(overlay) = &mut self.overlay else { return Vec::new() };
        // A link takes two lines. A page is what is seen, less one line or link.
        let seen = if matches!(overlay, Overlay::Links(_)) { height / 2 } else { height };
        let page = isize::try_from(seen).unwrap_or(1).max(2) - 1;
        let half = isize::try_from(seen / 2).unwrap_or(1).max(1);
        match (action, &mut *overlay) {
            (Action::Accept, _) => self.prompt = false,
            (Action::Search, Overlay::Help(_)) => self.prompt = true,
            (Action::Enter | Action::CopyLink, Overlay::Links(list)) => {
                let url = list.links[list.cursor].url.clone();
                if action == Action::Enter {
                    return vec![Effect::Open(url)];
                }
                return vec![Effect::Copy(vec![Text::clean(url.as_str())])];
            }
            (Action::Enter | Action::TakeOff, Overlay::Filters(_)) => return self.handle_in_filters(action),
            (Action::Down, _) => overlay.move_by(1),
            (Action::Up, _) => overlay.move_by(-1),
            (Action::PageDown, _) => overlay.move_by(page),
            (Action::PageUp, _) => overlay.move_by(-page),
            (Action::HalfPageDown, _) => overlay.move_by(half),
            (Action::HalfPageUp, _) => overlay.move_by(-half),
            (Action::NextSection, _) => overlay.go_to_section(true),
            (Action::PreviousSection, _) => overlay.go_to_section(false),
            (Action::First, _) => overlay.move_by(isize::MIN),
            (Action::Last, _) => overlay.move_by(isize::MAX),
            _ => {}
        }
        Vec::new()
    }
}
