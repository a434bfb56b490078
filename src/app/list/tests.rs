use super::*;
use crate::testing::fixture::harbour;
use proptest::prelude::*;

/// Returns the rows of a list of claims that repeats those of the corpus.
fn rows(count: usize) -> Vec<Row> {
    let corpus = harbour();
    let claims: Vec<_> = corpus.claims().collect();
    (0..count).map(|at| Row::from(Record::Claim(claims[at % claims.len()]))).collect()
}

/// Returns the height of a row: any, but always the same one. The selected row may be higher.
fn height(row: &Row, selected: bool) -> usize {
    let Record::Claim(slot) = row.record else { return 1 };
    1 + slot.index() % 4 + if selected && slot.index() % 3 == 0 { 2 } else { 0 }
}

/// Returns the lines of the screen: for each line of a row in view, the number of the row and of the line in it.
fn drawn(list: &List, lines: usize) -> Vec<(usize, usize)> {
    let rows = list.rows().iter().enumerate().skip(list.top());
    let all = rows.flat_map(|(at, row)| (0..height(row, at == list.cursor())).map(move |line| (at, line)));
    all.skip(list.hidden_lines()).take(lines).collect()
}

/// Returns the line of the screen on which a row begins.
fn line_of(list: &List, lines: usize, row: usize) -> Option<usize> {
    drawn(list, lines).iter().position(|drawn| *drawn == (row, 0))
}

/// Returns whether a row is in view in full.
fn is_whole(list: &List, lines: usize, row: usize) -> bool {
    let shown = drawn(list, lines).iter().filter(|(at, _)| *at == row).count();
    list.rows().get(row).is_some_and(|of_row| shown == height(of_row, row == list.cursor()))
}

proptest! {
    #[test]
    fn cursor_top_and_rows_in_view_are_consistent(
        steps in proptest::collection::vec((0_u8..8, -9_isize..9, 0_usize..12), 0..40)
    ) {
        let all = rows(12);
        let mut list = List::default();
        for (step, by, lines) in steps {
            match step {
                0 => list.show(all[..by.unsigned_abs().min(all.len())].to_vec()),
                1 | 2 => list.move_by(by),
                3 => list.move_to(by.unsigned_abs()),
                4 => list.wrap_by(by),
                5 => list.show_answer(Answer { hits: Vec::new(), total: 0 }),
                6 => list.page_by(by, height),
                _ => { list.select(all[by.unsigned_abs() % all.len()].record); }
            }
            list.scroll(lines, height);
            let lines = lines.max(1);
            prop_assert!(list.cursor() < list.rows().len().max(1));
            prop_assert!(list.top() <= list.cursor());
            prop_assert_eq!(list.selected().is_none(), list.rows().is_empty());
            let Some(row) = list.rows().get(list.cursor()) else { continue };
            let shown = drawn(&list, lines);
            let whole = shown.iter().filter(|(at, _)| *at == list.cursor()).count();
            prop_assert_eq!(whole, height(row, true).min(lines), "the selected row is whole: {:?}", shown);
            prop_assert_eq!(line_of(&list, lines, list.cursor()), Some(list.anchor.line));
            let end = list.rows().len() - 1;
            let is_last = |(at, line): &(usize, usize)| *at == end && line + 1 == height(&list.rows()[end], end == list.cursor());
            let is_first = shown[0] == (0, 0);
            prop_assert!(shown.len() == lines || is_first, "no line is empty without need: {:?}", shown);
            prop_assert_eq!(list.fits(), is_first && shown.last().is_some_and(is_last), "{:?}", shown);
            let mut in_view: Vec<_> = shown.iter().map(|(at, _)| *at).collect();
            in_view.dedup();
            prop_assert_eq!(in_view, (list.top()..list.top() + list.rows_in_view()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_row_that_is_in_view_stays_where_it_is(start in 0_usize..40, step in -2_isize..3, lines in 8_usize..30) {
        let mut list = List::default();
        list.show(rows(40));
        list.scroll(lines, height);
        list.move_to(start);
        list.scroll(lines, height);
        let next = list.cursor().saturating_add_signed(step).min(39);
        let before = line_of(&list, lines, next).filter(|_| is_whole(&list, lines, next));
        list.move_to(next);
        list.scroll(lines, height);
        let own = height(&list.rows()[next], true);
        // At its ends the list is moved by what the rows lose or gain in height.
        let at_an_end = list.top() == 0 || list.top() + list.rows_in_view() == 40;
        if let Some(before) = before.filter(|before| before + own <= lines && !at_an_end) {
            prop_assert_eq!(line_of(&list, lines, next), Some(before));
        }
    }

    #[test]
    fn paging_shows_every_row(lines in 8_usize..30, down in any::<bool>()) {
        let mut list = List::default();
        list.show(rows(60));
        list.move_to(if down { 0 } else { usize::MAX });
        list.scroll(lines, height);
        let mut seen: Vec<_> = drawn(&list, lines);
        for _ in 0..60 {
            let step = isize::try_from(lines).expect("few lines") - 1;
            list.page_by(if down { step } else { -step }, height);
            list.scroll(lines, height);
            seen.extend(drawn(&list, lines));
        }
        for row in 0..60 {
            prop_assert!(seen.contains(&(row, 0)), "row {}", row);
        }
        prop_assert_eq!(list.cursor(), if down { 59 } else { 0 });
    }
}

#[test]
fn a_row_below_the_view_comes_in_by_no_more_than_needed() {
    let mut list = List::default();
    list.show(rows(40));
    list.scroll(10, height);
    for row in 1..40 {
        list.move_by(1);
        list.scroll(10, height);
        let shown = drawn(&list, 10);
        let last = (row, height(&list.rows()[row], true) - 1);
        let at = shown.iter().position(|line| *line == last).expect("the selected row is whole");
        assert!(at == 9 || list.top() == 0 || shown.contains(&(row + 1, 0)), "{shown:?}");
    }
}

#[test]
fn only_rows_around_the_view_are_measured() {
    let mut list = List::default();
    list.show(rows(10_000));
    let measured = std::cell::Cell::new(0);
    let counted = |row: &Row, selected| {
        measured.set(measured.get() + 1);
        height(row, selected)
    };
    for step in [1, 5_000, -1, -4_000, isize::MAX, 20] {
        list.move_by(step);
        list.scroll(40, counted);
        list.page_by(39, counted);
        list.scroll(40, counted);
    }
    assert!(measured.get() < 6 * 4 * 40, "{}", measured.get());
}
