//! Tests of finding in pages.

use proptest::prelude::*;

use super::*;
use crate::page::Page;
use crate::styled::plain;

/// Returns the marked parts of each line, and the number of matches.
fn found(page: &Page, wanted: &str) -> (Vec<String>, usize) {
    let matches = found_in_lines(page.lines(), &fold(wanted));
    let lines = page.plain().enumerate();
    let parts = lines.flat_map(|(unit, line)| {
        matches.parts(unit).iter().map(|part| line[part.range.clone()].to_owned()).collect::<Vec<_>>()
    });
    (parts.collect(), matches.count())
}

fn page(width: usize, text: &str) -> Page {
    let mut page = Page::new(width);
    page.paragraph(&[Span::clean(text, Role::Plain)]);
    page
}

#[test]
fn a_text_is_found_in_every_spelling_and_marked_in_its_own() {
    let page = page(80, "Goïta met Goi\u{308}ta in the Straße; GOITA left. Nothing else.");
    assert_eq!(found(&page, "goita"), (["Goïta", "Goi\u{308}ta", "GOITA"].map(str::to_owned).to_vec(), 3));
    assert_eq!(found(&page, "STRASSE"), (vec!["Straße".to_owned()], 1));
    assert_eq!(found(&page, "stras"), (vec!["Straß".to_owned()], 1), "never a part of a letter");
    assert_eq!(found(&page, "oi").0, ["oï", "oi\u{308}", "OI"]);
    assert_eq!(found(&page, "zzz"), (Vec::new(), 0));
    assert_eq!(found(&page, "").1, 0);
}

#[test]
fn a_match_goes_on_in_the_next_line() {
    let text = "one two three four five six seven";
    assert_eq!(found(&page(14, text), "three four"), (vec!["three".to_owned(), "four".to_owned()], 1));
    let mut fields = Page::new(60);
    fields.field("label", &[Span::fixed("some words that are long enough for a second line", Role::Plain)]);
    fields.field("other", &[Span::fixed("words", Role::Plain)]);
    assert_eq!(found(&fields, "enough for a second line").1, 1);
    let mut items = Page::new(20);
    items.item(&[Span::fixed("some words that go on and on", Role::Plain)]);
    items.blank();
    items.item(&[Span::fixed("others", Role::Plain)]);
    assert_eq!(found(&items, "words that go on and").1, 1);
    assert_eq!(found(&items, "on others").1, 0, "an empty line ends a text");
}

#[test]
fn a_match_goes_on_within_its_column() {
    let mut page = Page::new(80);
    let words = |text: &'static str| move |page: &mut Page| page.item(&[Span::fixed(text, Role::Plain)]);
    page.side_by_side([
        &words("the harbour of the town opens again for all of the ships in May"),
        &words("nobody has seen any ship since the long strike of the dockers began"),
    ]);
    assert!(page.lines().len() > 1);
    assert_eq!(found(&page, "harbour of the town opens again for all of the ships").1, 1);
    assert_eq!(found(&page, "any ship since the long strike of the dockers").1, 1);
}

#[test]
fn an_address_is_found_over_its_line_break() {
    let mut page = Page::new(30);
    page.paragraph(&[Span::fixed("https://example.org/a-long/address-of-a-page", Role::Link)]);
    assert!(page.lines().len() > 1);
    assert_eq!(found(&page, "example.org/a-long/address-of").1, 1);
}

#[test]
fn the_first_match_is_chosen_from_the_top_and_the_steps_wrap_round() {
    let page = page(8, "word one word two word end");
    let mut find = PageFind::default();
    let layout = |find: &mut PageFind, top| {
        let seeks = find.refresh(|text| found_in_lines(page.lines(), text), |matches| matches.first_from(top));
        (seeks, find.position(), find.current_unit())
    };
    find.begin(Place::default());
    find.input = "word".into();
    find.typed();
    assert_eq!(layout(&mut find, 1), (true, (2, 3), Some(1)));
    find.keep();
    for (forward, number) in [(true, 3), (true, 1), (false, 3), (false, 2)] {
        find.step(forward, &(0..9));
        assert_eq!(layout(&mut find, 0).1, (number, 3));
    }
    find.step(true, &(2..3));
    assert_eq!(layout(&mut find, 0).1, (3, 3), "what is out of view is gone on from where one is");
    find.begin(Place { unit: 2, ..Place::default() });
    find.input = "zzz".into();
    find.typed();
    assert_eq!(layout(&mut find, 2), (false, (0, 0), None));
    assert_eq!(find.cancel().map(|place| place.unit), Some(2));
    assert_eq!((layout(&mut find, 2).1, find.text()), ((3, 3), "word"));
}

#[test]
fn words_are_marked_from_their_beginning() {
    let mut page = Page::new(80);
    page.field("mali", &[Span::fixed("Mali, Malians, Somali, and Ma Li of 中国马里", Role::Plain)]);
    let marked = |word: &str| {
        let matches = words_in_lines(page.lines(), &[fold(word)]);
        let line = plain(&page.lines()[0]);
        matches.parts(0).iter().map(|part| line[part.range.clone()].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(marked("mali"), ["Mali", "Mali"], "neither in a label nor within a word");
    assert_eq!(marked("mal"), [""; 0], "a few letters begin too much");
    assert_eq!(marked("马里"), ["马里"]);
}

proptest! {
    #[test]
    fn marking_changes_no_text(raw in "[ a-cïß\u{308}王]{0,40}", wanted in "[a-cis ]{1,3}", width in 8_usize..30) {
        let page = page(width, &raw);
        let mut find = PageFind { input: wanted.into(), ..PageFind::default() };
        find.typed();
        find.refresh(|text| found_in_lines(page.lines(), text), |_| 0);
        for (number, line) in page.lines().iter().enumerate() {
            prop_assert_eq!(plain(&find.mark(number, line.clone())), plain(line));
        }
    }

    #[test]
    fn what_is_marked_folds_to_what_was_typed(raw in "[ a-cïÏß\u{308}]{0,40}", wanted in "[a-ci]{1,3}") {
        let page = page(200, &raw);
        for part in found(&page, &wanted).0 {
            prop_assert!(fold(&part).contains(&wanted), "{part:?}");
        }
    }
}
