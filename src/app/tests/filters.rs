//! Several filters at once, each of which can be taken off, and the order of lists.

use super::*;
use crate::corpus::Narrowing;
use crate::testing::fixture::ferry;

fn ferry_at(columns: u16, rows: u16) -> Driver {
    Driver::new(ferry(), columns, rows)
}

/// Returns the active filters, by name.
fn filters(driver: &Driver) -> Vec<String> {
    let corpus = driver.model.corpus();
    driver.model.narrowing().iter().map(|by| filter_words(corpus, *by).1.to_string()).collect()
}

/// Returns the rows of the open list of filters.
fn listed(driver: &Driver) -> Vec<String> {
    let Some(Overlay::Filters(list)) = driver.model.overlay() else { panic!("the list of filters") };
    let row = |item: &FilterItem| {
        let sign = if item.active { "on" } else { "add" };
        format!("{sign} {} {}", item.word, item.name)
    };
    list.items.iter().map(row).collect()
}

#[test]
fn two_actors_narrow_and_two_documents_widen() {
    let mut driver = ferry_at(80, 24);
    driver.press("2/sund<Enter><Enter>2<Esc>");
    assert_eq!(names(&driver, Pane::Claims).len(), 9);
    driver.press("/lind<Enter><Enter>2<Esc>");
    assert_eq!(filters(&driver), ["Sund Ferry", "Mara Lind"]);
    assert_eq!(names(&driver, Pane::Claims).len(), 2);
    assert_eq!(names(&driver, Pane::Entities), ["Sund Ferry", "Mara Lind", "Island Council"], "those beside both");
    driver.press("1gG<Enter>");
    assert_eq!(names(&driver, Pane::Documents).len(), 2, "documents do not restrict one another");
    assert_eq!(names(&driver, Pane::Claims), ["A new ferry will sail before the end of 2023."]);
    driver.press("1g<Enter>");
    assert_eq!(driver.model.narrowing().len(), 4);
    assert_eq!(names(&driver, Pane::Claims).len(), 2);
    driver.press("<Esc>1<Enter>");
    assert_eq!((driver.model.narrowing().len(), driver.model.focus()), (4, Pane::Detail), "it is active already");
}

#[test]
fn any_filter_and_any_search_can_be_taken_off() {
    let mut driver = ferry_at(80, 24);
    driver.press("2/sund<Enter><Enter>2<Esc>/lind<Enter><Enter>3/ferry<Enter>x");
    let types = ["add type Person", "add type Organization", "add type PublicBody"];
    let on = ["on with Sund Ferry", "on with Mara Lind", "on search in Entities lind", "on search in Claims ferry"];
    assert_eq!(listed(&driver), [&on[..], &types[..]].concat());
    driver.press("x");
    assert_eq!(filters(&driver), ["Mara Lind"], "the first one, not the last");
    driver.press("j<Enter>");
    assert_eq!(driver.model.list(Pane::Entities).query(), "");
    assert_eq!(names(&driver, Pane::Entities).len(), 3);
    driver.press("<Enter>");
    assert_eq!(driver.model.list(Pane::Claims).query(), "");
    driver.press("kx");
    assert_eq!(filters(&driver), Vec::<String>::new());
    assert_eq!(names(&driver, Pane::Claims).len(), 9);
    driver.press("x");
    assert_eq!(driver.model.narrowing(), [], "x adds nothing");
    assert!(driver.model.status().is_some_and(|status| status.as_str().contains("not on")));
    driver.press("<Esc>");
    assert!(driver.model.overlay().is_none());
}

#[test]
fn entities_of_one_type_are_shown_and_another_type_widens() {
    let mut driver = ferry_at(80, 24);
    driver.press("x<Enter><Esc>");
    assert_eq!(names(&driver, Pane::Entities), ["Ole Brandt", "Mara Lind", "Eva Holm"]);
    assert_eq!(names(&driver, Pane::Claims).len(), 9, "claims have no type");
    driver.press("xj<Enter>");
    assert_eq!(filters(&driver), ["Person", "Organization"]);
    assert_eq!(names(&driver, Pane::Entities).len(), 5);
    driver.press("<Esc>2/sund<Enter><Enter>");
    assert_eq!(names(&driver, Pane::Claims).len(), 9);
    driver.press("2<Esc><Esc><Esc>");
    assert_eq!(filters(&driver), ["Person"], "Esc takes off the last");
}

#[test]
fn back_and_forward_go_through_filters() {
    let mut driver = ferry_at(80, 24);
    driver.press("2/sund<Enter><Enter>2<Esc>/lind<Enter><Enter>x<Enter><Esc>");
    let mut seen = vec![filters(&driver)];
    for key in ["["; 5].into_iter().chain(["]"; 5]) {
        driver.press(key);
        seen.push(filters(&driver));
    }
    // Searches are places too, with the same filters.
    seen.dedup();
    let both: &[&str] = &["Sund Ferry", "Mara Lind"];
    let expected: [&[&str]; 7] = [&["Mara Lind"], both, &["Sund Ferry"], &[], &["Sund Ferry"], both, &["Mara Lind"]];
    assert_eq!(seen, expected);
}

#[test]
fn the_list_of_filters_stays_true_when_the_files_are_read_again() {
    let mut driver = ferry_at(80, 24);
    driver.press("2/sund<Enter><Enter>x");
    driver.load(harbour());
    assert!(listed(&driver).iter().all(|row| row.starts_with("add") || row.contains("search")));
    driver.press("<Enter>");
    let _ = crate::screen::Screen::new(&driver.model);
}

#[test]
fn counts_follow_the_filters() {
    let mut driver = ferry_at(80, 24);
    let count = |driver: &Driver, id| {
        let entity = driver.model.corpus().find_entity(id).expect("an entity");
        driver.model.claims_in_view_of(entity)
    };
    assert_eq!(["sund-ferry", "mara-lind", "lighthouse"].map(|id| count(&driver, id)), [9, 2, 0]);
    driver.press("1G<Enter>");
    assert_eq!(["sund-ferry", "mara-lind", "lighthouse"].map(|id| count(&driver, id)), [2, 1, 0]);
}

#[test]
fn a_list_is_sorted_by_something_else_in_turn_and_stays_on_its_record() {
    let mut driver = ferry_at(80, 24);
    let by_article = names(&driver, Pane::Claims);
    driver.press("3jj");
    let here = selected(&driver);
    let mut first = Vec::new();
    for _ in 0..3 {
        driver.press("s");
        assert_eq!(selected(&driver), here);
        first.push(names(&driver, Pane::Claims)[0].clone());
    }
    assert_eq!(names(&driver, Pane::Claims), by_article, "in turn");
    let newest = "The old ferry takes 90 passengers, not 120.";
    assert_eq!(first[..2], [newest, "Since the first of March a new ferry serves the island."], "Eva Holm");
    driver.press("2s");
    let by_name = ["Coast Radio", "Eva Holm", "Island Council", "Lighthouse", "Mara Lind"];
    assert_eq!(names(&driver, Pane::Entities)[..5], by_name);
    driver.press("s");
    let by_type = ["Ole Brandt", "Mara Lind", "Eva Holm", "Sund Ferry", "Coast Radio"];
    assert_eq!(names(&driver, Pane::Entities)[..5], by_type, "people first, then by claims");
    driver.press("1s");
    let outlets =
        ["What the skipper saw", "New ferry in service", "Minister promises a new ferry", "Sund Line sails again"];
    assert_eq!(names(&driver, Pane::Documents), outlets);
}

#[test]
fn a_search_ranks_though_another_order_is_chosen() {
    let mut driver = ferry_at(80, 24);
    driver.press("2/lind");
    let ranked = names(&driver, Pane::Entities);
    driver.press("<Enter>s");
    assert_eq!(names(&driver, Pane::Entities), ranked);
    assert!(driver.model.status().is_some_and(|status| status.as_str().contains("Best matches first")));
    driver.press("<Esc>");
    assert_eq!(names(&driver, Pane::Entities)[0], "Coast Radio", "then the order that was chosen");
}

#[test]
fn entities_are_ordered_by_their_claims_in_view() {
    let mut driver = ferry_at(80, 24);
    driver.press("2/council<Enter><Enter>2<Esc>");
    assert!(matches!(driver.model.narrowing(), [Narrowing::Entity(_)]));
    assert_eq!(names(&driver, Pane::Entities)[..2], ["Sund Ferry", "Island Council"]);
}
