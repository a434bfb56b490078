//! The state of the browser. It changes only in [`Model::update`].

use std::sync::Arc;

use tui_input::Input;

use super::detail::Detail;
use super::effect::Generation;
use super::history::{History, ViewsLeft};
use super::item::ItemLayout;
use super::keymap::{Context, Keymap};
use super::layout::{Area, Layout, LayoutOptions, Size};
use super::list::List;
use super::overlay::Overlay;
use super::page_find::PageFind;
use super::pane::Pane;
use super::prompt::{Prompt, PromptKind};
use super::review::Review;
use super::sorting::SortBy;
use super::source_counts::SourceCounts;
use super::view::View;
use crate::briefing;
use crate::corpus::{Corpus, EntitySlot, Narrowing, Record, RecordsInView};
use crate::search::{Query, QueryProblem, Scope};
use crate::text::Text;

/// The progress of files that are being read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Loading {
    pub(super) generation: Generation,
    pub(super) done: usize,
    pub(super) total: usize,
    /// Whether a part of the files is shown already.
    pub(super) partly: bool,
}

/// The whole state of the browser.
#[derive(Debug)]
pub struct Model {
    pub(super) corpus: Arc<Corpus>,
    pub(super) keymap: Keymap,
    pub(super) size: Size,
    pub(super) focus: Pane,
    /// The list whose selected record the detail shows.
    pub(super) list_focus: Pane,
    /// The list at the top left: the documents, or the sources in their place.
    pub(super) left: Pane,
    /// The list to return to from a search over everything.
    pub(super) before_find: Pane,
    pub(super) documents: List,
    pub(super) entities: List,
    pub(super) claims: List,
    pub(super) sources: List,
    pub(super) find: List,
    /// All entities, those with most claims first.
    pub(super) entity_order: Vec<EntitySlot>,
    pub(super) narrowing: Vec<Narrowing>,
    /// The records that the filters admit.
    pub(super) in_view: Arc<RecordsInView>,
    /// What rests on each source.
    pub(super) source_counts: Arc<SourceCounts>,
    pub(super) detail: Detail,
    pub(super) overlay: Option<Overlay>,
    /// The open views; the last one is shown.
    pub(super) views: Vec<View>,
    /// The views to go forward to; the last one comes first.
    pub(super) views_ahead: Vec<View>,
    /// The views that were left for a search over everything or for a list, and the place they belong to.
    pub(super) views_left: Option<ViewsLeft>,
    /// The review of drafts, which covers the panes.
    pub(super) review: Option<Box<Review>>,
    pub(super) prompt: bool,
    pub(super) prompt_state: Prompt,
    pub(super) zoom: bool,
    /// Whether the texts of lists are wrapped. If not, each item is one line.
    pub(super) wrapped: bool,
    pub(super) status: Option<Text>,
    /// What to say before the result of the load that is running.
    pub(super) note_after_load: Option<Text>,
    /// The problems in the reader's own settings.
    pub(super) settings_problems: Vec<briefing::Problem>,
    /// The progress of the files, while they are being read.
    pub(super) loading: Option<Loading>,
    /// The number of the last load, of files or of an article.
    pub(super) generation: Generation,
    pub(super) history: History,
    /// The number of the last search.
    pub(super) asked: u64,
}

impl Model {
    /// Builds the browser's first state.
    pub fn new(corpus: Arc<Corpus>, keymap: Keymap, size: Size) -> Self {
        let mut model = Self {
            entity_order: Vec::new(),
            detail: Detail::default(),
            corpus,
            keymap,
            size,
            focus: Pane::Documents,
            list_focus: Pane::Documents,
            left: Pane::Documents,
            before_find: Pane::Documents,
            documents: List::default(),
            entities: List::default(),
            claims: List::default(),
            sources: List::default(),
            find: List::default(),
            narrowing: Vec::new(),
            in_view: Arc::default(),
            source_counts: Arc::default(),
            overlay: None,
            views: Vec::new(),
            views_ahead: Vec::new(),
            views_left: None,
            review: None,
            prompt: false,
            prompt_state: Prompt::default(),
            zoom: false,
            wrapped: true,
            status: None,
            note_after_load: None,
            settings_problems: Vec::new(),
            loading: None,
            generation: Generation::default(),
            history: History::default(),
            asked: 0,
        };
        model.open_corpus(true);
        model.say_drafts();
        model
    }

    /// Sets the problems in the reader's own settings.
    pub fn set_settings_problems(&mut self, problems: Vec<briefing::Problem>) {
        self.settings_problems = problems;
    }

    /// Returns the number of problems in the files and in the reader's own settings.
    pub fn problem_count(&self) -> usize {
        self.corpus.problems().len() + self.settings_problems.len()
    }

    /// Shows a message in the footer until the next key.
    pub fn notify(&mut self, message: Text) {
        self.status = Some(message);
    }

    /// The corpus that is browsed.
    pub fn corpus(&self) -> &Arc<Corpus> {
        &self.corpus
    }

    /// The keymap.
    pub fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    /// The terminal's size.
    pub fn size(&self) -> Size {
        self.size
    }

    /// The pane with the keyboard.
    pub fn focus(&self) -> Pane {
        self.focus
    }

    /// Returns a pane's list. For the detail it is the list whose selected record is shown.
    pub fn list(&self, pane: Pane) -> &List {
        match pane {
            Pane::Documents => &self.documents,
            Pane::Entities => &self.entities,
            Pane::Claims => &self.claims,
            Pane::Sources => &self.sources,
            Pane::Find => &self.find,
            Pane::Detail => self.list(self.list_focus),
        }
    }

    pub(super) fn list_mut(&mut self, pane: Pane) -> &mut List {
        match pane {
            Pane::Documents => &mut self.documents,
            Pane::Entities => &mut self.entities,
            Pane::Claims => &mut self.claims,
            Pane::Sources => &mut self.sources,
            Pane::Find => &mut self.find,
            Pane::Detail => self.list_mut(self.list_focus),
        }
    }

    /// The filters that selections have set, in the order they were set.
    pub fn narrowing(&self) -> &[Narrowing] {
        &self.narrowing
    }

    /// The list at the top left: the documents, or the sources in their place.
    pub fn left(&self) -> Pane {
        self.left
    }

    /// Returns whether a record is an active filter.
    pub fn is_filter(&self, record: Record) -> bool {
        self.narrowing.iter().any(|by| by.record() == Some(record))
    }

    /// Returns what a pane's list is sorted by without a search; `None` for a pane that has no order of its own.
    pub fn sort_of(&self, pane: Pane) -> Option<SortBy> {
        SortBy::choices(pane).get(self.list(pane).sort).copied()
    }

    /// Number of claims in view that concern an entity.
    pub fn claims_in_view_of(&self, entity: EntitySlot) -> usize {
        self.in_view.count(&self.corpus, entity)
    }

    /// The detail pane.
    pub fn detail(&self) -> &Detail {
        &self.detail
    }

    /// The open overlay.
    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
    }

    /// The view that covers the panes.
    pub fn view(&self) -> Option<&View> {
        self.views.last()
    }

    /// Returns whether letters are typed at a prompt.
    pub fn prompt_is_open(&self) -> bool {
        self.prompt
    }

    /// The text at the prompt, or the last one if it is closed.
    pub fn input(&self) -> &Input {
        match (&self.overlay, self.page_find()) {
            (Some(Overlay::Help(help)), _) => &help.input,
            (_, Some(find)) => &find.input,
            (_, None) => &self.list(self.list_focus).input,
        }
    }

    /// Returns what the prompt is for.
    pub fn prompt_kind(&self) -> PromptKind {
        match (&self.overlay, self.list_focus) {
            (Some(Overlay::Help(_)), _) => PromptKind::Help,
            _ if self.is_page_read() => PromptKind::Page,
            (_, Pane::Find) => PromptKind::Everything,
            _ => PromptKind::List,
        }
    }

    /// Returns whether the text at the prompt is the last one, which the first letter replaces.
    pub fn prompt_is_untouched(&self) -> bool {
        self.prompt_state.untouched
    }

    /// Returns whether nothing is typed yet and something was typed before.
    pub fn prompt_can_recall(&self) -> bool {
        let is_fresh = self.prompt_state.untouched || self.input().value().is_empty();
        is_fresh && self.prompt_state.has_past(self.prompt_kind())
    }

    /// Returns the find in the page that is read.
    pub fn page_find(&self) -> Option<&PageFind> {
        self.is_page_read().then(|| self.view().map_or(self.detail.find(), View::find))
    }

    /// The message in the footer.
    pub fn status(&self) -> Option<&Text> {
        self.status.as_ref()
    }

    pub(super) fn set_status(&mut self, message: impl AsRef<str>) {
        self.status = Some(Text::clean(message));
    }

    /// Number of files read and of all files, while they are being read.
    pub fn loading(&self) -> Option<(usize, usize)> {
        self.loading.map(|loading| (loading.done, loading.total))
    }

    pub(super) fn next_generation(&mut self) -> Generation {
        self.generation = self.generation.next();
        self.generation
    }

    /// Returns where each pane is; `None` if the terminal is too small.
    pub fn layout(&self) -> Option<Layout> {
        let (corpus, left) = (&self.corpus, self.left);
        let records = match left {
            Pane::Sources => corpus.outlets().len() + corpus.origins().len(),
            _ => corpus.documents().len(),
        };
        Layout::for_size(
            self.size,
            LayoutOptions { focus: self.focus, zoom: self.zoom, wrapped: self.wrapped, left, records },
        )
    }

    /// The part of the screen that overlays and views fill, without their heading.
    pub(super) fn overlay_area(&self) -> Area {
        let rows = self.layout().map_or(0, |_| self.size.rows - 2);
        Area { x: 0, y: 1, width: self.size.columns, height: rows }.body()
    }

    /// Returns how the items of a pane's list are laid out in its place.
    pub fn item_layout(&self, pane: Pane, area: Area) -> ItemLayout {
        let Area { width, height, .. } = area.body();
        let (in_view, sources) = (Arc::clone(&self.in_view), Arc::clone(&self.source_counts));
        ItemLayout { pane, width: width.into(), height: height.into(), wrapped: self.wrapped, in_view, sources }
    }

    /// Maximum number of rows of a pane's list that fit on the screen.
    pub(super) fn visible_rows(&self, pane: Pane) -> usize {
        let area = self.layout().and_then(|layout| layout.area(pane));
        let lowest = if self.wrapped && pane != Pane::Entities { 2 } else { 1 };
        // Two rows may be in view in part.
        area.map_or(0, |area| usize::from(area.body().height / lowest) + 1)
    }

    /// Returns which of the keymap's contexts applies.
    pub fn context(&self) -> Context {
        if let (None, Some(review)) = (&self.overlay, self.review()) {
            return match (review.prompt(), review.like()) {
                (Some(_), _) => Context::Prompt,
                (None, Some(_)) => Context::Relate,
                (None, None) => Context::Review,
            };
        }
        match (&self.overlay, self.prompt) {
            (_, true) => Context::Prompt,
            (Some(Overlay::Links(_)), _) => Context::Links,
            (Some(Overlay::Filters(_)), _) => Context::Filters,
            (Some(Overlay::Help(_) | Overlay::Lines(_)), _) => Context::Reading,
            (None, _) if !self.views.is_empty() => Context::View,
            (None, _) if self.focus == Pane::Find || self.list_focus == Pane::Find => Context::Find,
            (None, _) => Context::Browse,
        }
    }

    /// Returns the first mistake in a pane's search. An unfinished filter is no mistake while the prompt is open.
    pub fn search_problem(&self, pane: Pane) -> Option<QueryProblem> {
        let query = Query::parse(self.list(pane).query());
        let unfinished = query.unfinished().iter().filter(|_| !self.prompt);
        query.problems().chain(unfinished).next().cloned()
    }

    /// Returns the filter in a pane's search that finds none of its records, and the pane whose records it finds:
    /// `kind` finds claims, no documents.
    pub fn misplaced_filter(&self, pane: Pane) -> Option<(&'static str, Pane)> {
        let filter = Query::parse(self.list(pane).query()).filter_without_records(pane.scope())?;
        let right_pane = if filter.finds(Scope::Claims) { Pane::Claims } else { Pane::Entities };
        Some((filter.name, right_pane))
    }

    /// Returns the pane whose search Esc clears: the focused one, or else another that has a search.
    pub fn pane_with_search(&self) -> Option<Pane> {
        let panes = [self.list_focus, Pane::Claims, Pane::Entities, Pane::Documents, Pane::Sources];
        panes.into_iter().find(|pane| *pane != Pane::Find && !self.list(*pane).query().is_empty())
    }

    /// Returns the record to open or copy: the view's, the claim that is selected in the detail, or the one under the
    /// cursor.
    pub fn current(&self) -> Option<Record> {
        if !self.views.is_empty() {
            return self.view_record();
        }
        // An actor or a document that is selected there does not count, because its claim has the passage to open.
        let claim =
            self.detail.selected().map(|target| target.record).filter(|record| matches!(record, Record::Claim(_)));
        claim.filter(|_| self.focus == Pane::Detail).or_else(|| self.listed_record())
    }

    /// Returns the record under the cursor of the list that has the focus.
    pub(super) fn listed_record(&self) -> Option<Record> {
        self.list(self.list_focus).selected()
    }

    /// Returns the record that keys act on in the open view.
    pub(super) fn view_record(&self) -> Option<Record> {
        self.view()?.record()
    }
}
