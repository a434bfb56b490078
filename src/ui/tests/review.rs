//! The review of drafts as screens.

use super::*;
use crate::testing::fixture::{drafts, drafts_folder};

fn reviewed((columns, rows): (u16, u16), keys: &str) -> String {
    let folder = drafts_folder();
    let mut driver = Driver::in_folder(folder.path(), columns, rows);
    driver.press(keys);
    text(&driver, &Theme::built_in(Colours::Sixteen, false))
}

macro_rules! reviews {
    ($($name:ident: $size:expr, $keys:expr;)+) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(reviewed($size, $keys));
        }
    )+};
}

reviews! {
    opened_at_80x24: (80, 24), "R";
    opened_at_120x40: (120, 40), "R";
    opened_at_160x45: (160, 45), "R";
    opened_at_80x12: (80, 12), "R";
    opened_at_40x12: (40, 12), "R";
    the_article_at_40x12: (40, 12), "R<Tab>";
    a_flagged_draft_at_80x24: (80, 24), "Rjjjj<Enter>";
    choosing_a_speaker_at_80x24: (80, 24), "Rs";
    choosing_a_speaker_at_80x12: (80, 12), "Rsda";
    editing_the_text_at_80x24: (80, 24), "Rt";
    like_claims_at_80x24: (80, 24), "Rl";
    like_claims_at_40x12: (40, 12), "Rl";
    what_is_to_fill_in_at_80x24: (80, 24), "RD";
    accepted_at_80x24: (80, 24), "R<Enter>k";
    a_sentence_marked_at_80x24: (80, 24), "RG<Tab>j";
    help_at_80x24: (80, 24), "R?";
}

screens! {
    lists_with_drafts_at_80x24: drafts(), (80, 24), "3";
    drafts_found_at_120x40: drafts(), (120, 40), "3/is:draft<Enter>";
    the_sources_of_drafts_at_80x24: drafts(), (80, 24), "4";
}
