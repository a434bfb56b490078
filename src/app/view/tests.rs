use super::*;
use crate::app::Size;
use crate::styled::{Role, plain};
use crate::testing::driver::Driver;
use crate::testing::fixture::ferry;

fn driver() -> Driver {
    Driver::new(ferry(), 80, 24)
}

fn shown(driver: &Driver) -> Option<String> {
    let record = driver.model.view()?.record()?;
    Some(driver.model.corpus().shown(record).to_string())
}

#[test]
fn views_are_entered_from_one_another_and_left_one_at_a_time() {
    let mut driver = driver();
    driver.press("2/lind<Enter>a");
    assert_eq!(shown(&driver).as_deref(), Some("Ministry of Transport"), "the first place that leads on");
    driver.press("jj<Enter>");
    assert!(matches!(driver.model.view().map(View::topic), Some(Topic::Record(Record::Claim(_)))));
    driver.press("<Esc>");
    assert!(matches!(driver.model.view().map(View::topic), Some(Topic::Record(Record::Entity(_)))));
    driver.press("]");
    assert!(matches!(driver.model.view().map(View::topic), Some(Topic::Record(Record::Claim(_)))));
    driver.press("[q");
    assert!(driver.model.view().is_none() && !driver.quit);
}

#[test]
fn keys_act_on_what_is_selected() {
    let mut driver = driver();
    driver.press("Co");
    assert_eq!(driver.opened, ["https://blog.example/skipper"]);
    driver.press("<Tab>o");
    assert_eq!(driver.opened.len(), 2, "the other side");
    driver.press("Y");
    assert_eq!(driver.copied, [driver.opened[1].clone()]);
}

#[test]
fn a_claim_in_a_view_can_be_gone_to_among_the_claims() {
    let mut driver = driver();
    driver.press("2/council<Enter><Enter>C");
    let wanted = shown(&driver);
    driver.press("3");
    assert!(driver.model.view().is_none());
    let selected = driver.model.current().expect("a claim");
    assert_eq!(Some(driver.model.corpus().shown(selected).to_string()), wanted);
}

#[test]
fn a_timeline_follows_what_narrows_the_view() {
    let mut driver = driver();
    driver.press("2/council<Enter><Enter>t");
    let all = |driver: &Driver| driver.model.view().expect("a view").targets.len();
    assert_eq!(all(&driver), 2);
    driver.press("<Esc>2<Esc><Esc>t");
    assert_eq!(all(&driver), 9);
    driver.press("<Esc>3/passengers<Enter>t");
    assert_eq!(all(&driver), 2);
}

#[test]
fn views_survive_reading_again_as_far_as_their_records_do() {
    let mut driver = driver();
    driver.press("2/lind<Enter>aC");
    driver.reload = Some(std::sync::Arc::new(ferry()));
    driver.load(ferry());
    assert_eq!(driver.model.view().map(View::topic), Some(&Topic::Conflicts));
    driver.load(crate::testing::fixture::harbour());
    assert!(driver.model.view().is_none(), "neither the actor nor what it was narrowed by is there any more");
}

#[test]
fn in_an_article_n_goes_round_its_claims() {
    let mut driver = driver();
    driver.articles.insert("2024-03-02-release".into(), "Since Friday the ferry has sailed again.".into());
    driver.press("3/has sailed<Enter>p");
    let number = |driver: &Driver| {
        let reader = driver.model.view().expect("a view").reader().expect("an article");
        reader.number(driver.model.corpus()).0
    };
    assert_eq!(number(&driver), 1);
    driver.press("n");
    assert_eq!(number(&driver), 2);
    driver.press("n");
    assert_eq!(number(&driver), 1);
    driver.press("N<Esc>");
    assert!(driver.model.view().is_none());
}

#[test]
fn a_passage_stays_in_view_when_the_window_changes() {
    let mut driver = driver();
    let text = format!(
        "{}\nSince Friday the ferry has sailed again, many times. {}\n{}\n",
        "long ".repeat(900),
        "word ".repeat(100),
        "short\n".repeat(50)
    );
    driver.articles.insert("2024-03-02-release".into(), text);
    driver.press("3/has sailed<Enter>p");
    let lines = |driver: &Driver| {
        let reader = driver.model.view().expect("a view").reader().expect("an article");
        reader.lines(driver.model.corpus()).iter().map(|line| plain(line)).collect::<Vec<_>>().join("\n")
    };
    for (columns, rows) in [(40, 12), (80, 24), (200, 60), (30, 6), (20, 5), (80, 24)] {
        driver.send(crate::app::Message::Resized(Size { columns, rows }));
        assert!(lines(&driver).contains('»'), "{columns}x{rows}: {}", lines(&driver));
    }
    driver.press("G");
    driver.send(crate::app::Message::Resized(Size { columns: 40, rows: 12 }));
    assert!(
        !lines(&driver).contains('»') && lines(&driver).contains("short"),
        "another part of the text stays in view"
    );
}

#[test]
fn a_passage_over_several_paragraphs_is_marked_once_as_a_whole() {
    let mut driver = driver();
    let text = "Calm since Friday the\nsea is.\nIt says: the ferry has sailed again. More.";
    driver.articles.insert("2024-03-02-release".into(), text.into());
    driver.press("3/has sailed<Enter>p");
    let reader = driver.model.view().expect("a view").reader().expect("an article");
    let marked: Vec<_> = reader
        .lines(driver.model.corpus())
        .into_iter()
        .flatten()
        .filter(|span| span.role == Role::Match)
        .map(|span| span.as_str().to_owned())
        .collect();
    assert_eq!(marked.concat().replace(' ', ""), "»sinceFridaytheseais.Itsays:theferryhassailedagain«", "{marked:?}");
}

#[test]
fn a_large_article_opens_at_its_passage_and_is_moved_through() {
    let mut driver = driver();
    let text =
        format!("{}Since Friday the ferry has sailed again. {}", "word ".repeat(200_000), "word\n".repeat(100_000));
    driver.articles.insert("2024-03-02-release".into(), text);
    driver.press("3/has sailed<Enter>p");
    let lines = |driver: &Driver| {
        let reader = driver.model.view().expect("a view").reader().expect("an article");
        let lines = reader.lines(driver.model.corpus());
        lines.iter().map(|line| plain(line)).collect::<Vec<_>>().join("\n")
    };
    assert!(lines(&driver).contains("»Since Friday the ferry has sailed again«"), "{}", lines(&driver));
    driver.press("g");
    assert!(!lines(&driver).contains('»'));
    driver.press("G");
    assert!(lines(&driver).ends_with("word"), "{}", lines(&driver));
    driver.press("<Enter>");
    assert!(lines(&driver).contains('»'), "Enter comes back to the passage");
}

/// Opens the passage in an article at a size, and returns the lines in view.
fn passage_in(article: &str, size: (u16, u16), keys: &str) -> String {
    let mut driver = Driver::new(ferry(), size.0, size.1);
    driver.articles.insert("2024-03-02-release".into(), article.into());
    driver.press("3/has sailed<Enter>p").press(keys);
    let reader = driver.model.view().expect("a view").reader().expect("an article");
    let lines = reader.lines(driver.model.corpus());
    lines.iter().map(|line| plain(line)).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_became_of_a_passage_is_said_whole_before_the_claim_is() {
    for size in [(40, 12), (30, 12), (80, 12), (80, 24)] {
        let lines = passage_in("Sincé Friday the ferry has sailed again.\n", size, "");
        assert!(lines.replace('\n', " ").contains("Firefox and Safari do not"), "{size:?}: {lines}");
        assert!(lines.contains('»'), "{size:?}: {lines}");
    }
    let lines = passage_in("Sincé Friday the ferry has sailed again.\n", (40, 12), "");
    assert!(lines.starts_with("The new ferry has sailed since 1 March…\n"), "what is cut has a mark: {lines}");
}

#[test]
fn a_passage_is_in_view_to_its_end_where_it_fits() {
    let passage = format!("Since Friday the {}ferry has sailed again.", "word ".repeat(18));
    let lines = passage_in(&format!("{}\n\n{passage}\n\nAfter.\n", "long ".repeat(200)), (40, 12), "");
    assert!(lines.contains('»') && lines.contains('«'), "{lines}");
}

#[test]
fn a_missing_passage_leads_to_the_paragraph_that_is_written() {
    let article = format!("First.\n\n{}", "Other words.\n\n".repeat(60));
    let lines = passage_in(&article, (40, 12), "G<Enter>");
    assert!(lines.contains("missing:") && lines.contains("1: First."), "{lines}");
}

/// Returns the numbers of the lines that a key brings into view from the top, until nothing changes any more.
fn seen_by(driver: &mut Driver, key: &str) -> std::collections::BTreeSet<usize> {
    let height = usize::from(driver.model.overlay_area().height);
    let mut seen = std::collections::BTreeSet::new();
    let mut before = None;
    loop {
        let view = driver.model.view().expect("a view");
        seen.extend(view.lines_in_view(height));
        let place = (view.cursor, view.scroll);
        if before == Some(place) {
            return seen;
        }
        before = Some(place);
        driver.press(key);
    }
}

#[test]
fn every_line_of_every_page_is_seen_by_going_down_or_paging() {
    let pages = [
        "2/lavrov<Enter>a",
        "2/mali<Enter>a",
        "3/joint statement<Enter>c",
        "C",
        "T",
        "t",
        "M",
        "1<Enter>C",
        "Mjjjjjjjjj<Enter>",
    ];
    for (size, key) in
        [((80, 24), "j"), ((80, 12), "j"), ((40, 12), "j"), ((80, 12), "<Space>"), ((40, 12), "<Ctrl-d>")]
    {
        for page in pages {
            let mut driver = Driver::new(crate::load::embedded(), size.0, size.1);
            driver.press(page);
            let seen = seen_by(&mut driver, key);
            let all = driver.model.view().expect("a view").page.lines().len();
            let missing: Vec<_> = (0..all).filter(|line| !seen.contains(line)).collect();
            assert!(missing.is_empty(), "{page} at {size:?} by {key}: {missing:?} of {all}");
        }
    }
}

#[test]
fn going_up_ends_at_the_top() {
    for page in ["C", "M"] {
        let mut driver = Driver::new(crate::load::embedded(), 80, 12);
        driver.press(page).press("G");
        seen_by(&mut driver, "k");
        assert_eq!(driver.model.view().expect("a view").scroll, 0, "{page}");
    }
}

#[test]
fn a_page_of_an_article_is_what_is_seen_of_it_less_a_line() {
    let article = "Since Friday the ferry has sailed again.\n".to_owned() + &"A line.\n".repeat(200);
    for size in [(80, 24), (40, 12)] {
        let lines = |keys: &str| {
            let shown = passage_in(&article, size, keys);
            let article = shown.rsplit_once("\n\n").map(|(_, article)| article.to_owned()).unwrap_or_default();
            let numbers = article.lines().filter_map(|line| line.split(['.', ' ', ':']).next()?.parse::<usize>().ok());
            numbers.collect::<Vec<_>>()
        };
        let (before, after) = (lines("g"), lines("g<Space>"));
        assert_eq!(before.last(), after.first(), "{size:?}: one line stays: {before:?} {after:?}");
    }
}

#[test]
fn braces_go_from_pair_to_pair_and_the_counter_counts_pairs() {
    let mut driver = Driver::new(crate::load::embedded(), 80, 24);
    driver.press("C");
    let position = |driver: &Driver| driver.model.view().expect("a view").position(21);
    let (_, _, all) = position(&driver).expect("a pair");
    for number in 1..=all {
        assert_eq!(position(&driver), Some(("pair", number, all)));
        driver.press("}");
    }
    assert!(driver.model.status().is_some(), "the last pair");
    for number in (1..all).rev() {
        driver.press("{");
        assert_eq!(position(&driver), Some(("pair", number, all)));
    }
}

#[test]
fn a_timeline_hides_what_has_no_date() {
    let mut driver = driver();
    driver.press("t");
    let claims = |driver: &Driver| driver.model.view().expect("a view").targets.len();
    let all = claims(&driver);
    driver.press("d");
    assert!(claims(&driver) < all);
    let lines: Vec<_> = driver.model.view().expect("a view").page.plain().collect();
    assert!(lines.last().is_some_and(|line| line.contains("without a date")), "{lines:#?}");
    driver.press("d");
    assert_eq!(claims(&driver), all);
}

#[test]
fn a_cell_of_the_matrix_opens_its_claims() {
    let mut driver = Driver::new(crate::load::embedded(), 80, 24);
    driver.press("M");
    while driver.model.view().and_then(View::selected).is_some_and(|target| target.within.is_none()) {
        driver.press("j");
    }
    let selected = driver.model.view().and_then(View::selected).expect("a cell");
    let (record, document) = (selected.record, selected.within.expect("a document"));
    driver.press("<Enter>");
    let view = driver.model.view().expect("a view");
    assert_eq!(view.topic(), &Topic::Cell(record, document));
    let Record::Entity(actor) = record else { panic!("an actor") };
    let corpus = driver.model.corpus();
    let expected = corpus.claims_in(document).filter(|claim| corpus.parties(*claim).contains(&actor)).count();
    let claims = view.targets.iter().filter(|target| matches!(target.record, Record::Claim(_))).count();
    assert!(expected > 0 && claims >= expected, "{expected} {claims}");
    driver.press("<Esc>");
    assert_eq!(driver.model.view().map(View::topic), Some(&Topic::Matrix));
}
