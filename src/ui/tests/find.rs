//! Finding in what is read, and the prompts, as screens.

use super::*;
use crate::load;
use crate::testing::fixture::ferry;

screens! {
    in_the_detail_at_80x24: harbour(), (80, 24), "3jj<Enter>/harbour";
    in_the_detail_kept_at_80x24: harbour(), (80, 24), "3jj<Enter>/harbour<Enter>n";
    in_the_detail_kept_at_40x12: harbour(), (40, 12), "3jj<Enter>/harbour<Enter>n";
    in_contradictions_at_120x40: ferry(), (120, 40), "C/patience for which the";
    in_contradictions_at_80x24: load::embedded(), (80, 24), "C/population<Enter>n";
    in_a_dossier_at_40x12: ferry(), (40, 12), "2/sund<Enter>a/ferry<Enter>n";
    not_found_at_80x24: ferry(), (80, 24), "t/zebra";
    an_empty_prompt_with_a_past_at_80x24: harbour(), (80, 24), "3/basin<Enter>/";
    over_everything_once_more_at_80x24: harbour(), (80, 24), "fharbour<Down><Enter>f";
    help_of_the_prompt_at_80x24: harbour(), (80, 24), "3/<F1>";
}

#[test]
fn in_an_article_the_matches_stand_out_from_the_passage() {
    let article =
        "Since Friday the new ferry has sailed again, the ministry says.\n\nMore of the Ferry follows here.\n";
    for (size, keys) in [((80, 24), "/ferry<Enter>n"), ((40, 12), "/ferry<Enter>")] {
        let mut driver = Driver::new(ferry(), size.0, size.1);
        driver.articles.insert("2024-03-02-release".into(), article.into());
        driver.press("3/has sailed<Enter>p").press(keys);
        insta::assert_snapshot!(text(&driver, &Theme::built_in(Colours::Sixteen, false)));
        insta::assert_snapshot!(looks(&driver, &Theme::built_in(Colours::Sixteen, false)));
    }
}
