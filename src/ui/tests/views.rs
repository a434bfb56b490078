//! The views as screens.

use super::*;
use crate::load;
use crate::testing::fixture::{ferry, storm};

const RELEASE: &str = "Since Friday the new ferry has sailed again, the ministry says.\n\nMore words follow here.\n";

screens! {
    dossier_at_80x24: ferry(), (80, 24), "2/lind<Enter>a";
    dossier_at_120x40: ferry(), (120, 40), "2/sund<Enter>a";
    dossier_at_40x12: ferry(), (40, 12), "2/sund<Enter>ajj";
    dossier_long_at_80x24: load::embedded(), (80, 24), "2/mali<Enter>a<Space><Space>";
    dossier_long_at_120x40: load::embedded(), (120, 40), "2/mali<Enter>aG";
    dossier_of_nobody_mentioned_at_80x24: ferry(), (80, 24), "2/lighthouse<Enter>a";
    corroboration_of_many_at_80x24: ferry(), (80, 24), "3/first trip<Enter>c";
    corroboration_of_many_at_120x40: ferry(), (120, 40), "3/first trip<Enter>c";
    corroboration_of_one_at_80x24: ferry(), (80, 24), "3/missed<Enter>c";
    corroboration_of_a_disputed_claim_at_40x12: ferry(), (40, 12), "3/90 passengers<Enter>cjjj";
    contradictions_at_80x24: ferry(), (80, 24), "C";
    contradictions_at_120x40: ferry(), (120, 40), "C<Tab>";
    contradictions_at_40x12: ferry(), (40, 12), "C";
    no_contradictions_at_80x24: ferry(), (80, 24), "2/lighthouse<Enter>c";
    earlier_and_later_at_80x24: ferry(), (80, 24), "T";
    earlier_and_later_at_120x40: ferry(), (120, 40), "T";
    nothing_earlier_at_80x24: harbour(), (80, 24), "T";
    timeline_at_80x24: ferry(), (80, 24), "t";
    timeline_at_120x40: ferry(), (120, 40), "tj";
    timeline_at_40x12: ferry(), (40, 12), "t";
    timeline_of_what_was_found_at_80x24: ferry(), (80, 24), "3/capacity passengers<Enter>t";
    timeline_of_nothing_at_80x24: corpus(&[]), (80, 24), "t";
    matrix_at_80x24: ferry(), (80, 24), "M";
    matrix_at_120x40: ferry(), (120, 40), "M";
    matrix_long_at_80x24: load::embedded(), (80, 24), "M<Space>";
    contradictions_long_at_80x24: load::embedded(), (80, 24), "C<Space>";
    earlier_and_later_long_at_80x24: load::embedded(), (80, 24), "T<Space>";
    timeline_long_at_80x24: load::embedded(), (80, 24), "t";
    corroboration_long_at_80x24: load::embedded(), (80, 24), "3/joint statement<Enter>c";
    matrix_at_40x12: ferry(), (40, 12), "MG";
    figures_at_80x24: storm(), (80, 24), "F";
    figures_at_120x40: storm(), (120, 40), "Fj";
    figures_at_40x12: storm(), (40, 12), "F";
    figures_of_one_actor_at_80x24: storm(), (80, 24), "2/quist<Enter><Enter>F";
    figures_long_at_80x24: load::embedded(), (80, 24), "F";
    no_figures_at_80x24: ferry(), (80, 24), "F";
    figures_that_differ_at_80x24: storm(), (80, 24), "CG";
    figures_that_differ_at_120x40: storm(), (120, 40), "C";
    a_quoted_claim_at_80x24: storm(), (80, 24), "3/is:quoted<Enter>c";
    help_of_a_view_at_80x24: ferry(), (80, 24), "M?";
    a_view_entered_from_another_at_80x24: ferry(), (80, 24), "2/lind<Enter>ajj<Enter>";
}

#[test]
fn in_ascii_no_view_draws_anything_else() {
    for keys in ["2/sund<Enter>a", "3/first trip<Enter>c", "C", "T", "t", "M", "F", "3/has sailed<Enter>p"] {
        let mut driver = Driver::new(ferry(), 80, 24);
        driver.articles.insert("2024-03-02-release".into(), RELEASE.into());
        driver.press(keys);
        let drawn = text(&driver, &Theme::built_in(Colours::None, true));
        assert!(drawn.is_ascii(), "{drawn}");
    }
}

/// The passage of the claim about the first of March, with or without its article.
fn passage(size: (u16, u16), article: Option<&str>, keys: &str) -> String {
    let mut driver = Driver::new(ferry(), size.0, size.1);
    if let Some(article) = article {
        driver.articles.insert("2024-03-02-release".into(), article.into());
    }
    driver.press("3/has sailed<Enter>p").press(keys);
    text(&driver, &Theme::built_in(Colours::Sixteen, false))
}

#[test]
fn a_passage_found_is_marked_in_its_paragraph() {
    insta::assert_snapshot!(passage((80, 24), Some(RELEASE), ""));
    insta::assert_snapshot!(passage((40, 12), Some(RELEASE), ""));
    insta::assert_snapshot!(passage((120, 40), Some(RELEASE), ""));
}

#[test]
fn a_passage_that_is_not_there_is_said_to_be_missing() {
    insta::assert_snapshot!(passage((80, 24), Some("Another text altogether.\n"), ""));
}

#[test]
fn a_passage_that_opens_elsewhere_is_said_to_be_ambiguous() {
    let later = format!("More words come first.\n\n{RELEASE}");
    insta::assert_snapshot!(passage((80, 24), Some(&later), ""));
}

#[test]
fn without_a_text_the_way_to_one_is_told() {
    insta::assert_snapshot!(passage((80, 24), None, ""));
}

#[test]
fn the_next_claim_of_an_article_may_name_no_passage() {
    insta::assert_snapshot!(passage((80, 24), Some(RELEASE), "n"));
}
