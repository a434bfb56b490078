//! Sources as screens: their list, and the pages of an outlet and of an origin.

use super::*;
use crate::load;
use crate::testing::fixture::{ferry, pact};

const ORIGIN: &str = "4/joint statement<Enter><Enter>";
const PAGE_OF_ORIGIN: &str = "4/joint statement<Enter>c";

screens! {
    sources_at_160x45: load::embedded(), (160, 45), "4j";
    sources_at_120x40: load::embedded(), (120, 40), "4j";
    sources_at_80x24: load::embedded(), (80, 24), "4j";
    sources_at_80x12: load::embedded(), (80, 12), "4j";
    sources_at_40x12: load::embedded(), (40, 12), "4j";
    sources_one_line_each_at_80x24: load::embedded(), (80, 24), "4wj";
    sources_searched_at_80x24: load::embedded(), (80, 24), "4/pravda news";
    an_origin_filters_at_120x40: load::embedded(), (120, 40), ORIGIN;
    an_origin_filters_at_80x24: load::embedded(), (80, 24), ORIGIN;
    an_origin_filters_at_40x12: load::embedded(), (40, 12), ORIGIN;
    an_inferred_origin_at_80x24: pact(), (80, 24), "4/wire<Enter><Enter>z";
    an_outlet_at_80x24: load::embedded(), (80, 24), "4s<Enter>z";
    an_outlet_at_40x12: load::embedded(), (40, 12), "4s<Enter>";
    filters_and_searches_at_80x24: load::embedded(), (80, 24), "2/lavrov<Enter><Enter>4<Enter>3/wheat | fuel<Enter>";
    filters_and_searches_at_40x12: load::embedded(), (40, 12), "2/lavrov<Enter><Enter>4<Enter>3/wheat | fuel<Enter>";
    links_of_an_outlet_at_80x24: load::embedded(), (80, 24), "4su";
    what_disputes_claims_of_an_origin_at_80x24: ferry(), (80, 24), PAGE_OF_ORIGIN;
}

#[test]
fn without_colours_and_in_ascii_everything_is_said_by_signs() {
    let mut driver = Driver::new(load::embedded(), 80, 24);
    driver.press("4j<Enter>4");
    insta::assert_snapshot!("sources_without_colours", text(&driver, &Theme::built_in(Colours::None, false)));
    insta::assert_snapshot!("sources_in_ascii", text(&driver, &Theme::built_in(Colours::Sixteen, true)));
}
