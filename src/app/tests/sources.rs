//! The sources: their list in the place of the documents, and what rests on them.

use super::*;
use crate::corpus::Narrowing;
use crate::testing::fixture::{ferry, pact};

fn at(corpus: Corpus) -> Driver {
    Driver::new(corpus, 120, 40)
}

fn shown_panes(driver: &Driver) -> Vec<Pane> {
    driver.model.layout().expect("a layout").panes.iter().map(|(pane, _)| *pane).collect()
}

fn topic(driver: &Driver) -> Option<String> {
    match driver.model.view()?.topic() {
        Topic::Record(record) => Some(driver.model.corpus().id_of(*record)),
        _ => None,
    }
}

#[test]
fn sources_take_the_place_of_the_documents_and_give_it_back() {
    let mut driver = at(pact());
    driver.press("4");
    assert_eq!(shown_panes(&driver), [Pane::Sources, Pane::Entities, Pane::Claims, Pane::Detail]);
    assert_eq!(driver.model.focus(), Pane::Sources);
    assert_eq!(names(&driver, Pane::Sources).len(), 4);
    driver.press("<Tab><Tab><Tab><Tab>");
    assert_eq!(driver.model.focus(), Pane::Sources, "Tab goes around");
    driver.press("3");
    assert_eq!(shown_panes(&driver)[0], Pane::Sources, "they stay beside the claims");
    driver.press("1");
    assert_eq!(shown_panes(&driver)[0], Pane::Documents);
}

#[test]
fn a_source_narrows_and_several_widen() {
    let mut driver = at(ferry());
    let all = names(&driver, Pane::Claims).len();
    driver.press("4/ministry<Enter><Enter>");
    let Some(Narrowing::Origin(origin)) = driver.model.narrowing().first().copied() else { panic!("an origin") };
    let corpus = Arc::clone(driver.model.corpus());
    let resting = corpus.resting_on(origin).len();
    assert!(resting < all);
    assert_eq!(driver.model.focus(), Pane::Detail);
    assert_eq!(names(&driver, Pane::Claims).len(), resting);
    assert_eq!(names(&driver, Pane::Documents).len(), corpus.repeating(origin).len());
    assert_eq!(names(&driver, Pane::Sources), ["Release of the Ministry of Transport"], "the search stays");
    driver.press("4<Esc>");
    assert_eq!(names(&driver, Pane::Sources).len(), 4, "another one can be added");
    driver.press("/island post<Enter><Enter>");
    assert_eq!(driver.model.narrowing().len(), 2);
    assert!(names(&driver, Pane::Claims).len() > resting, "several sources widen");
    driver.press("2g<Enter>");
    let before = names(&driver, Pane::Claims).len();
    driver.press("<Esc><Esc><Esc>");
    assert_eq!(driver.model.narrowing().len(), 2, "Esc takes off the last");
    assert!(names(&driver, Pane::Claims).len() >= before, "an actor narrows them");
    driver.press("[");
    assert_eq!(driver.model.narrowing().len(), 3, "back to where the filter was on");
}

#[test]
fn counts_of_sources_follow_the_filters_of_other_kinds() {
    let mut driver = at(ferry());
    let corpus = Arc::clone(driver.model.corpus());
    let origin = corpus.origins().next().expect("an origin");
    driver.press("1<Enter>");
    let Some(Narrowing::Document(document)) = driver.model.narrowing().first().copied() else { panic!("a document") };
    let layout = driver.model.item_layout(Pane::Sources, Area::default());
    let (here, all) = layout.sources.resting(Record::Origin(origin));
    assert_eq!(all.claims, corpus.resting_on(origin).len());
    let in_it = corpus.resting_on(origin).iter().filter(|claim| corpus.document_of(**claim) == document);
    assert_eq!(here.claims, in_it.count());
}

#[test]
fn a_source_is_sorted_copied_and_opened() {
    let mut driver = at(harbour());
    driver.press("4s");
    assert_eq!(names(&driver, Pane::Sources), ["Coast Daily", "Press release of 1 May 2024"]);
    driver.press("oy");
    assert_eq!(driver.opened, ["https://coast.example/"]);
    assert_eq!(driver.copied, ["Coast Daily (reliability C (fairly reliable))\nhttps://coast.example/"]);
    driver.press("jy");
    assert_eq!(driver.copied[1], "Press release of 1 May 2024, issued by Norrhavn Port Authority, 2024-05-01");
    driver.press("o");
    assert!(matches!(driver.model.overlay(), Some(Overlay::Links(_))), "an origin has only the links of its claims");
}

#[test]
fn origin_and_outlet_are_opened_from_the_page_of_a_claim() {
    let mut driver = at(harbour());
    driver.press("3/harbour of<Enter>c/press release<Enter><Enter>");
    driver.press("<Esc>");
    let is_source = |record: Record| matches!(record, Record::Outlet(_) | Record::Origin(_));
    let mut opened = Vec::new();
    driver.press("g");
    let targets = driver.model.view().expect("a page").page().targets();
    for (at, target) in targets.iter().enumerate().filter(|(_, target)| is_source(target.record)) {
        driver.press("g");
        for _ in 0..at {
            driver.press("<Tab>");
        }
        driver.press("<Enter>");
        opened.extend(topic(&driver));
        let expected = driver.model.corpus().id_of(target.record);
        assert_eq!(topic(&driver), Some(expected));
        driver.press("<Esc>");
    }
    assert!(opened.contains(&"coast-daily".to_owned()) && opened.contains(&"press-release".to_owned()), "{opened:?}");
}

#[test]
fn four_on_a_page_shows_its_source_in_the_list_and_back_returns_to_the_page() {
    let mut driver = at(harbour());
    driver.press("3c");
    let page = topic(&driver);
    driver.press("4");
    assert_eq!((driver.model.focus(), topic(&driver)), (Pane::Sources, None));
    driver.press("[");
    assert_eq!(topic(&driver), page, "leaving a page is a place");
    driver.press("]");
    assert_eq!((driver.model.focus(), topic(&driver)), (Pane::Sources, None));
    driver.press("[");
    assert_eq!(topic(&driver), page);
    driver.press("3");
    assert_eq!(topic(&driver), None);
    driver.press("[");
    assert_eq!(topic(&driver), page, "also where the same list had the keyboard before");
}

#[test]
fn filters_stay_on_the_same_sources_when_the_files_are_read_again() {
    let mut driver = at(ferry());
    driver.press("4/ministry<Enter><Enter>4");
    driver.load(ferry());
    assert!(matches!(driver.model.narrowing(), [Narrowing::Origin(_)]));
    assert_eq!(selected(&driver), "Release of the Ministry of Transport");
    driver.load(harbour());
    assert_eq!(driver.model.narrowing(), [], "its source is gone");
}

#[test]
fn while_files_are_read_step_by_step_the_cursor_stays_on_the_first_row() {
    let head = |id: &str, year: u32| {
        (format!("{id}.yaml"), format!("title: {id}\npublisher: p\nurl: https://example.org/\npublished: {year}\n"))
    };
    let some = |years: std::ops::Range<u32>| {
        let files: Vec<_> = years.map(|year| head(&format!("d{year}"), year)).collect();
        corpus(&files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>())
    };
    let mut driver = at(Corpus::default());
    let generation = driver.model.start_loading();
    driver.send(Message::PartlyLoaded(generation, Arc::new(some(2000..2001))));
    driver.send(Message::PartlyLoaded(generation, Arc::new(some(2000..2003))));
    driver.send(Message::PartlyLoaded(generation, Arc::new(some(2000..2005))));
    assert_eq!(selected(&driver), "d2004", "the newest, which has come to be the first");
    driver.press("j");
    driver.send(Message::Loaded(generation, Ok(Arc::new(some(2000..2008)))));
    assert_eq!(selected(&driver), "d2003", "once the cursor was moved, it stays on its record");
    driver.press("g");
    driver.load(some(2000..2010));
    assert_eq!(selected(&driver), "d2007", "reading again keeps the place");
}
