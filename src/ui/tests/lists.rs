//! Lists of whole claims, and how the selection looks.

use ratatui::style::Color;

use super::*;
use crate::load;

screens! {
    opens_at_160x45: load::embedded(), (160, 45), "";
    claims_at_80x24: load::embedded(), (80, 24), "3jjjjj";
    claims_at_160x45: load::embedded(), (160, 45), "3<Space>j";
    claims_at_40x12: load::embedded(), (40, 12), "3jjjjj";
    claims_one_line_each_at_80x24: load::embedded(), (80, 24), "3wjjj";
    claims_one_line_each_at_120x40: load::embedded(), (120, 40), "3wG";
    claims_alone_at_80x24: load::embedded(), (80, 24), "3z<Space>";
    entities_found_at_80x24: load::embedded(), (80, 24), "2/ministry of foreign<Enter>";
    documents_at_120x40: load::embedded(), (120, 40), "jj";
    a_document_as_a_summary_at_80x24: load::embedded(), (80, 24), "1<Enter>zjjj";
    a_document_as_a_summary_at_120x40: load::embedded(), (120, 40), "1<Enter><Space>j";
    a_document_as_a_summary_at_40x12: load::embedded(), (40, 12), "1<Enter>jjj";
}

/// Returns the styles of the cells of the selected row of the claims, and of the row under it.
fn rows_of_claims(theme: &Theme, keys: &str) -> [Vec<(Color, Color, Modifier)>; 2] {
    let mut driver = Driver::new(harbour(), 80, 24);
    driver.press(keys);
    let place = driver.model.layout().and_then(|layout| layout.area(crate::app::Pane::Claims)).expect("the claims");
    let terminal = drawn(&driver, theme);
    let buffer = terminal.backend().buffer();
    [0, 1].map(|row| {
        let y = place.y + 1 + row;
        (place.x..place.x + place.width)
            .map(|x| &buffer[(x, y)])
            .map(|cell| (cell.fg, cell.bg, cell.modifier))
            .collect()
    })
}

#[test]
fn the_selected_row_stands_out_over_its_whole_width() {
    for colours in [Colours::None, Colours::Sixteen, Colours::Indexed, Colours::True] {
        for background in [None, Some(Background::Dark), Some(Background::Light)] {
            let mut theme = Theme::built_in(colours, false);
            if let Some(background) = background {
                theme.set_background(background);
            }
            let [selected, other] = rows_of_claims(&theme, "3w");
            let has_ground = colours > Colours::Sixteen && background.is_some();
            let stands_out = |(fg, bg, modifier): &(Color, Color, Modifier)| {
                let reversed = modifier.contains(Modifier::REVERSED);
                let ground = *bg != Color::Reset;
                if has_ground { ground && !reversed } else { !ground && *fg == Color::Reset && reversed }
            };
            assert!(selected.iter().all(stands_out), "{colours:?} {background:?}: {selected:?}");
            assert!(!other.iter().any(stands_out), "{colours:?} {background:?}: {other:?}");
            let [without_keyboard, _] = rows_of_claims(&theme, "2w");
            assert!(!without_keyboard.iter().any(stands_out), "{colours:?} {background:?}");
        }
    }
}

#[test]
fn a_theme_may_leave_only_the_sign() {
    let theme = Theme::built_in(Colours::Indexed, false).overridden("- {role: selection}\n").0;
    let [selected, _] = rows_of_claims(&theme, "3w");
    assert!(selected.iter().all(|(_, bg, modifier)| *bg == Color::Reset && !modifier.contains(Modifier::REVERSED)));
    let mut driver = Driver::new(harbour(), 80, 24);
    driver.press("3w");
    assert!(text(&driver, &theme).contains("│ > "), "the sign stays");
}

#[test]
fn only_what_differs_is_a_warning() {
    let warnings = |keys: &str| {
        let mut driver = Driver::new(harbour(), 120, 40);
        driver.press(keys);
        let lines = driver.model.detail().page().lines().iter().flatten();
        lines.filter(|span| span.role == styled::Role::Warning).map(|span| span.as_str().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(warnings("3/harbour of<Enter>"), [""; 0], "a claim with a single source");
    assert_eq!(warnings("3/eleven<Enter>"), ["disputed by", "not given; the link opens the article at its top"]);
}
