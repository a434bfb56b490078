use proptest::prelude::*;

use super::keymap::Key;
use super::*;
use crate::search::worker::Reply;
use crate::search::{Answer, Index, Query, Why, explained};
use crate::testing::driver::Driver;
use crate::testing::fixture::{corpus, harbour, pact};

mod order;

fn at(columns: u16, rows: u16) -> Driver {
    Driver::new(harbour(), columns, rows)
}

fn names(driver: &Driver, pane: Pane) -> Vec<String> {
    let list = driver.model.list(pane);
    list.rows().iter().map(|row| driver.model.corpus().shown(row.record).to_string()).collect()
}

fn selected(driver: &Driver) -> String {
    let record = driver.model.current().expect("a selection");
    driver.model.corpus().shown(record).to_string()
}

#[test]
fn enter_narrows_and_goes_to_the_detail_and_esc_comes_back() {
    let mut driver = at(80, 24);
    driver.press("2/tom reed<Enter>");
    assert_eq!(selected(&driver), "Tom Reed");
    driver.press("<Enter>");
    assert_eq!(driver.model.focus(), Pane::Detail);
    assert_eq!(driver.model.narrowing().len(), 1);
    assert_eq!(names(&driver, Pane::Documents), ["Who closed the harbour?"]);
    assert_eq!(names(&driver, Pane::Claims).len(), 1);
    driver.press("<Enter>");
    assert_eq!(driver.model.focus(), Pane::Claims);
    driver.press("2<Esc>");
    assert_eq!(driver.model.list(Pane::Entities).query(), "", "first the search is cleared");
    assert_eq!(driver.model.narrowing().len(), 1);
    driver.press("<Esc>");
    assert_eq!(driver.model.narrowing(), [], "then what narrows is taken off");
    assert_eq!(names(&driver, Pane::Claims).len(), 4);
    driver.press("<Esc>");
    assert!(!driver.quit, "Esc never quits");
    assert!(driver.model.status().is_some());
}

#[test]
fn a_document_and_an_entity_narrow_together_and_come_off_one_at_a_time() {
    let mut driver = at(80, 24);
    driver.press("1j<Enter>2");
    assert_eq!(names(&driver, Pane::Entities), ["Norrhavn", "Norrhavn Port Authority", "Inès Öberg", "Wire Agency"]);
    driver.press("/norrhavn port<Enter><Enter>");
    assert_eq!(driver.model.narrowing().len(), 2);
    assert_eq!(names(&driver, Pane::Claims).len(), 1);
    driver.press("<Esc><Esc><Esc>");
    assert_eq!(driver.model.narrowing().len(), 1);
    assert_eq!(names(&driver, Pane::Claims).len(), 2);
}

#[test]
fn a_search_is_live_and_kept_by_enter() {
    let mut driver = at(80, 24);
    driver.press("3/basin");
    assert_eq!(names(&driver, Pane::Claims).len(), 2);
    assert!(driver.model.prompt_is_open());
    driver.press("<Enter>");
    assert!(!driver.model.prompt_is_open());
    let first = selected(&driver);
    driver.press("n");
    assert_ne!(selected(&driver), first);
    driver.press("n");
    assert_eq!(selected(&driver), first, "n goes on at the other end");
    driver.press("N");
    assert_ne!(selected(&driver), first);
    driver.press("/<Ctrl-u>");
    assert_eq!(names(&driver, Pane::Claims).len(), 4);
}

#[test]
fn letters_type_at_a_prompt_and_arrows_move() {
    let mut driver = at(80, 24);
    driver.press("3/q<Backspace>jk<Ctrl-u><Down>");
    assert!(!driver.quit);
    assert_eq!(driver.model.list(Pane::Claims).cursor(), 1);
    driver.press("a b<Left><Delete>c");
    assert_eq!(driver.model.list(Pane::Claims).query(), "a c");
    driver.press("<Esc>");
    assert_eq!(driver.model.list(Pane::Claims).query(), "a c", "Esc closes the prompt first");
    driver.press("<Esc>");
    assert_eq!(driver.model.list(Pane::Claims).query(), "", "then it clears the search");
}

#[test]
fn what_is_pasted_is_one_line_of_limited_length() {
    let mut driver = at(80, 24);
    driver.send(Message::Paste("ignored".into()));
    driver.press("3/");
    driver.send(Message::Paste(format!("ba\u{1b}[31m\nsin{}", "x".repeat(1000))));
    let query = driver.model.list(Pane::Claims).query();
    assert!(query.starts_with("ba[31m sinx"), "{query}");
    assert_eq!(query.chars().count(), 256);
}

#[test]
fn a_stale_answer_is_dropped() {
    let mut driver = at(80, 24);
    driver.press("3/bas");
    let asked = driver.model.list(Pane::Claims).asked;
    let before = names(&driver, Pane::Claims);
    for generation in [asked, asked - 1, 0] {
        driver.send(Message::Answered(Reply::Found { generation, answer: Answer { hits: Vec::new(), total: 0 } }));
        let record = driver.model.list(Pane::Claims).rows()[0].record;
        let why = Why { ranges: Vec::new(), reason: Some("stale".into()) };
        if generation != asked {
            driver.send(Message::Answered(Reply::Explained { generation, hits: vec![(record, why)] }));
        }
        assert!(driver.model.list(Pane::Claims).rows()[0].why.as_ref().is_some_and(|why| why.reason.is_none()));
    }
    assert_eq!(names(&driver, Pane::Claims), before);
}

#[test]
fn rows_that_answer_an_older_search_are_marked() {
    let mut model = at(80, 24).model;
    let mut effects = Vec::new();
    for key in ["3", "/", "b"] {
        effects = model.update(Message::Key(Key::parse(key).expect("a key")));
    }
    assert!(matches!(effects[..], [Effect::Search(_)]));
    assert!(model.list(Pane::Claims).searching);
}

#[test]
fn what_is_wrong_with_a_search_is_said_as_long_as_it_is_there() {
    let mut driver = at(80, 24);
    let said = |driver: &Driver| driver.model.search_problem(Pane::Claims).map(|problem| problem.to_string());
    driver.press("3/wheat kidn:fact");
    assert!(said(&driver).is_some_and(|said| said.contains("did you mean `kind:`?")));
    assert_eq!(driver.model.list(Pane::Claims).total(), 0);
    driver.press("<Enter>jk<Tab><Tab>");
    assert!(said(&driver).is_some());
    driver.press("3<Esc>");
    assert_eq!(said(&driver), None);
    assert!(driver.model.list(Pane::Claims).total() > 0);
}

#[test]
fn what_is_unfinished_is_said_once_it_is_not_typed_any_more() {
    let mut driver = at(80, 24);
    let said = |driver: &Driver| driver.model.search_problem(Pane::Claims).map(|problem| problem.to_string());
    driver.press("3/by:");
    assert_eq!(said(&driver), None);
    driver.press("<Enter>");
    assert_eq!(said(&driver), Some("`by:` has no value; write by:ACTOR".to_owned()));
}

/// What every row that is explained says is what its search says of it; and all rows in view are explained.
fn is_explained(driver: &Driver, pane: Pane) -> Result<(), TestCaseError> {
    let (model, list) = (&driver.model, driver.model.list(pane));
    let query = Query::parse(list.query());
    if list.searching || query.is_empty() {
        return Ok(());
    }
    let records: Vec<_> = list.rows().iter().map(|row| row.record).collect();
    let all = explained(&Index::new(model.corpus()), model.corpus(), &query, &records);
    for (at, (row, why)) in list.rows().iter().zip(&all).enumerate() {
        let in_view = (list.top()..list.top() + model.visible(pane)).contains(&at);
        prop_assert!(row.why.is_some() || !in_view, "row {} of {:?}", at, list.query());
        prop_assert!(row.why.as_deref().is_none_or(|explained| explained == why), "row {} of {:?}", at, list.query());
    }
    Ok(())
}

#[test]
fn hits_are_explained_as_they_come_into_view() {
    let person = |at| format!("- {{id: p{at}, schema: Person, name: Person {at}}}\n");
    let register: String = (0..20).map(person).collect();
    let mut driver = Driver::new(corpus(&[("entities.yaml", &register)]), 80, 10);
    driver.press("fpersn");
    let unexplained = |driver: &Driver| driver.model.find.rows().iter().filter(|row| row.why.is_none()).count();
    let at_first = unexplained(&driver);
    assert!(at_first > 0, "only what can be seen, and a page more");
    driver.press("<PgDn><PgDn><PgDn>");
    assert!((1..at_first).contains(&unexplained(&driver)));
    is_explained(&driver, Pane::Find).expect("explained");
    driver.send(Message::Resized(Size { columns: 80, rows: 60 }));
    assert_eq!(unexplained(&driver), 0);
    is_explained(&driver, Pane::Find).expect("explained");
}

#[test]
fn finding_everywhere_opens_what_was_found() {
    let mut driver = at(80, 24);
    driver.press("1<Enter>foberg<Enter>");
    assert_eq!(driver.model.focus(), Pane::Detail);
    assert_eq!(selected(&driver), "Inès Öberg");
    assert_eq!(names(&driver, Pane::Claims).len(), 1);
    driver.press("[");
    assert_eq!(selected(&driver), "Who closed the harbour?", "back to where the search began");
    assert_eq!(driver.model.narrowing().len(), 1);
    driver.press("]");
    assert_eq!(selected(&driver), "Inès Öberg");
    driver.press("fstrike<Enter>");
    assert_eq!(selected(&driver), "The port authority paid strike breakers.");
    assert_eq!(driver.model.narrowing(), [], "a claim is shown among all claims");
    driver.press("f<Esc><Esc>");
    assert_eq!(driver.model.focus(), Pane::Claims);
}

#[test]
fn links_open_and_are_copied() {
    let mut driver = at(80, 24);
    driver.press("3jjo");
    assert_eq!(driver.opened, ["https://coast.example/opens#:~:text=The%20harbour%20opens%20again,on%20Thursday"]);
    driver.press("y");
    assert_eq!(
        driver.copied[0],
        "Inès Öberg (fact, 2024-05-01): The harbour of Norrhavn opens again on 2 May 2024.\nthrough Wire \
         Agency\n“Harbour opens again”, Coast Daily, 2024-05-02\n\
         https://coast.example/opens#:~:text=The%20harbour%20opens%20again,on%20Thursday"
    );
    driver.press("Y");
    assert_eq!(driver.copied[1], driver.opened[0]);
    driver.press("u<Down><Enter>");
    assert_eq!(driver.opened[1], "https://coast.example/opens");
    driver.press("<Esc>2gGo");
    assert!(matches!(driver.model.overlay(), Some(Overlay::Links(_))) || driver.model.status().is_some());
}

#[test]
fn a_citation_names_all_who_say_it_and_what_is_inferred() {
    let copied = |keys| {
        let mut driver = Driver::new(pact(), 80, 24);
        driver.press(keys);
        driver.copied.concat()
    };
    assert_eq!(
        ["3/tolls<Enter>y", "3/work begins<Enter>y"].map(copied),
        [
            "Vera Lund and Carl Moss (statement): The bridge will be free of tolls for good.\n“Two towns agree on a \
             bridge”, River Post, 2024-05-04\nhttps://river.example/pact#:~:text=free%20of%20tolls",
            "River Post (unsigned) (forecast): Work on the bridge begins in June 2024.\norigin: North Wire report of 3 \
             May 2024 (inferred)\n“Two towns agree on a bridge”, River \
             Post, 2024-05-04\nhttps://river.example/pact#:~:text=begins%20in%20June"
        ]
    );
}

#[test]
fn where_nothing_can_be_opened_or_copied_it_is_shown() {
    let mut driver = at(80, 24);
    driver.connected = false;
    driver.press("3o");
    let Some(Overlay::Lines(reading)) = driver.model.overlay() else { panic!("the address is shown") };
    assert_eq!(reading.page.plain().collect::<String>(), "https://coast.example/closed");
    assert!(reading.title.as_str().contains("no display"));
    driver.press("<Esc>y");
    assert!(matches!(driver.model.overlay(), Some(Overlay::Lines(_))));
}

#[test]
fn a_look_alike_host_is_said_in_both_spellings_and_opened_and_copied_as_it_is() {
    const FILE: &str = "{title: T, publisher: p, url: 'https://\u{430}pple.com/x', published: 2024}";
    let exact = "https://xn--pple-43d.com/x";
    let mut driver = Driver::new(corpus(&[("one.yaml", FILE)]), 80, 24);
    driver.press("1o");
    let status = driver.model.status().expect("what is opened").as_str();
    assert_eq!(status, "Opening xn--pple-43d.com (\u{430}pple.com) in the browser.");
    driver.connected = false;
    driver.press("Y<Esc>o");
    let Some(Overlay::Lines(reading)) = driver.model.overlay() else { panic!("the address is shown") };
    assert_eq!(reading.page.plain().collect::<Vec<_>>(), [exact, "xn--pple-43d.com (\u{430}pple.com)"]);
    assert_eq!((driver.opened, driver.copied), (vec![exact.to_owned(); 2], vec![exact.to_owned(); 2]));
}

#[test]
fn the_browser_can_be_left_for_the_shell_from_everywhere() {
    let mut driver = at(80, 24);
    driver.press("<Ctrl-z>/<Ctrl-z><Esc>f<Esc><Ctrl-z><Esc>3u<Ctrl-z><Esc>?<Ctrl-z>");
    assert_eq!((driver.suspended, driver.quit), (5, false));
    driver.press("<Ctrl-c>");
    assert!(driver.quit);
}

#[test]
fn help_explains_the_keys_of_the_place_and_can_be_searched() {
    let mut driver = at(80, 24);
    driver.press("?/passage<Enter>");
    let Some(Overlay::Help(help)) = driver.model.overlay() else { panic!("the help") };
    let found = ["p                  the passage in the article", "o                  open the source at the passage"];
    assert_eq!(help.page.plain().collect::<Vec<_>>(), found);
    driver.press("<Esc>");
    assert!(driver.model.overlay().is_none());
}

#[test]
fn reading_again_keeps_the_place() {
    let mut driver = at(80, 24);
    driver.press("2/tom<Enter><Enter>");
    driver.press("r");
    assert!(driver.model.status().is_some_and(|status| status.as_str().contains("Nothing to read again")));
    driver.reload = Some(Arc::new(harbour()));
    driver.press("r");
    assert_eq!(selected(&driver), "Tom Reed");
    assert_eq!(driver.model.narrowing().len(), 1);
    let smaller = corpus(&[("entities.yaml", "- {id: other, schema: Person, name: Other}\n"), ("bad.yaml", "- [")]);
    driver.reload = Some(Arc::new(smaller));
    driver.press("r<Esc><Esc>");
    assert_eq!(driver.model.narrowing(), [], "what is gone narrows nothing");
    assert_eq!(names(&driver, Pane::Entities), ["Other"]);
}

#[test]
fn what_is_read_already_can_be_browsed_and_the_place_is_kept() {
    let part = || Arc::new(corpus(&[("entities.yaml", "- {id: tom-reed, schema: Person, name: Tom Reed}\n")]));
    let mut driver = Driver::new(Corpus::default(), 80, 24);
    let generation = driver.model.start_loading();
    driver.send(Message::PartlyLoaded(generation, part()));
    driver.send(Message::Progress(generation, 256, 1000));
    assert_eq!(driver.model.loading(), Some((256, 1000)));
    driver.press("2<Enter>?");
    assert_eq!(driver.model.narrowing().len(), 1);
    driver.send(Message::Loaded(generation, Ok(Arc::new(harbour()))));
    assert_eq!(driver.model.loading(), None);
    assert!(driver.model.overlay().is_some(), "what is open stays open");
    driver.press("<Esc>");
    assert_eq!(selected(&driver), "Tom Reed");
    assert_eq!(names(&driver, Pane::Claims).len(), 1, "the view is narrowed as before");
}

#[test]
fn problems_are_in_view_beside_what_did_load() {
    let corpus = || corpus(&[("entities.yaml", "- {id: a, schema: Person, name: A}\n"), ("bad.yaml", "- [")]);
    let mut driver = Driver::new(corpus(), 80, 24);
    assert_eq!(driver.model.detail().subject(), Subject::Problems);
    driver.press("2j");
    assert!(matches!(driver.model.detail().subject(), Subject::Record(_)));
    driver.press("!");
    assert_eq!(driver.model.detail().subject(), Subject::Problems);
    let page: String = driver.model.detail().page().plain().collect();
    assert!(page.contains("bad.yaml:1:3"), "{page}");
}

/// Any key of the keymap, letters, and names that nothing is bound to.
fn any_key() -> impl Strategy<Value = String> {
    let named = [
        "Enter",
        "Esc",
        "Tab",
        "Shift-Tab",
        "Up",
        "Down",
        "Left",
        "Right",
        "PgUp",
        "PgDn",
        "Home",
        "End",
        "Backspace",
        "Delete",
        "Ctrl-d",
        "Ctrl-u",
        "Ctrl-w",
        "F1",
        "F5",
    ];
    prop_oneof![
        proptest::sample::select(named.to_vec()).prop_map(str::to_owned),
        proptest::char::range('!', '~').prop_map(String::from),
        Just("ö".to_owned()),
        Just("Space".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn any_keys_at_any_size_leave_the_model_whole(
        keys in proptest::collection::vec((any_key(), 0_u16..200, 0_u16..60), 0..60)
    ) {
        let mut driver = at(80, 24);
        driver.reload = Some(Arc::new(harbour()));
        for (key, columns, rows) in keys {
            driver.send(Message::Key(Key::parse(&key).expect("a key")));
            driver.send(Message::Resized(Size { columns, rows }));
            let model = &driver.model;
            for pane in [Pane::Documents, Pane::Entities, Pane::Claims, Pane::Find] {
                let list = model.list(pane);
                prop_assert!(list.cursor() < list.rows().len().max(1));
                is_explained(&driver, pane)?;
            }
            prop_assert!(model.detail().scroll() <= model.detail().page().lines().len());
            let escapes = model.keymap().action(model.context(), Key::parse("Esc").expect("a key"));
            prop_assert_eq!(escapes, Some(keymap::Action::Escape));
            let _ = crate::screen::Screen::new(model);
        }
        // Esc leads back to the whole view from everywhere.
        for _ in 0..12 {
            driver.press("<Esc>");
        }
        prop_assert_eq!(driver.model.narrowing(), []);
        prop_assert!(driver.model.overlay().is_none() && !driver.model.prompt_is_open());
    }
}
