use super::*;
use crate::testing::fixture::harbour;

fn text(width: usize) -> String {
    let corpus = harbour();
    let mut page = Page::new(width);
    timeline(&mut page, &corpus, &Chronology::new(&corpus, corpus.claims()));
    page.plain().collect::<Vec<_>>().join("\n")
}

#[test]
fn what_happened_stands_beside_what_was_published() {
    insta::assert_snapshot!(text(80), @"
       1 ████
         ████
         ████
         2024
    Claims per month of the event or statement; 3 have no known month

    ● happened or was said, ━ within this time; ○ published, ─ within it; ◉ both
                      2024                2025
      2024-05-01      ◉······················· Inès Öberg · fact
        The harbour of Norrhavn opens again on 2 May 2024.
      2024-11/2024-12 ···············━━━━━━─── Dockers' Union · allegation
        The port authority paid strike breakers.

    Without a date, by publication 2
      2024-05-02      ○······················· Coast Daily (unsigned) · fact
        The basin is eleven metres deep after dredging.
      2025-01         ····················──── Tom Reed · opinion
        The basin is nine metres deep at most, which keeps larger ships away.
    ");
}

#[test]
fn an_uncertain_date_is_drawn_over_all_of_it() {
    let day = |text: &str| Edtf::parse(text).expect("a date");
    let axis = Axis { first: day("2024-01-01").first(), last: day("2024-12-31").last(), columns: 12 };
    let claim = crate::corpus::ClaimSlot::new(0);
    let row = |date: Option<&str>, published: &str| {
        let moment = Moment { claim, date: date.map(day), published: Some(day(published)) };
        axis.row(&moment).iter().map(Span::as_str).collect::<String>()
    };
    assert_eq!(row(None, "2024-06"), "····──······", "what is only published looks unlike what happened");
    assert_eq!(row(Some("2024-06"), "2024"), "────━━──────");
    assert_eq!(row(Some("2024-01-01"), "2024-12-31"), "●··········○");
    assert_eq!(row(Some("2024"), "2024-12-31"), "━━━━━━━━━━━○");
    assert_eq!(row(Some("2024-03/2024-05"), "2024-12-31"), "·━━━━······○");
    assert_eq!(row(Some("2024-12-31"), "2024-12-31"), "···········◉");
    assert_eq!(row(None, "2024-12-31"), "···········○");
}

#[test]
fn the_ends_of_the_axis_have_labels_that_differ() {
    let day = |text: &str| Edtf::parse(text).expect("a date").first();
    let caption = |first, last| Axis { first: day(first), last: day(last), columns: 24 }.caption();
    assert_eq!(caption("2022-03-01", "2025-04-07"), "2022                2025");
    assert_eq!(caption("2025-03-01", "2025-04-07"), "2025-03          2025-04");
    assert_eq!(caption("2025-04-01", "2025-04-07"), "2025-04-01    2025-04-07");
    assert_eq!(caption("2025-04-01", "2025-04-01"), "2025-04-01");
}
