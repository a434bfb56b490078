//! Filters and the order of lists as screens.

use super::*;
use crate::load;
use crate::testing::fixture::ferry;

const TWO_ACTORS: &str = "2/lavrov<Enter><Enter>2<Esc>/goita<Enter><Enter>2<Esc>";
const TWO_ACTORS_AND_AN_ARTICLE: &str = "2/lavrov<Enter><Enter>2<Esc>/goita<Enter><Enter>2<Esc>1<Enter>3";

screens! {
    two_actors_at_80x24: load::embedded(), (80, 24), TWO_ACTORS;
    two_actors_at_120x40: load::embedded(), (120, 40), TWO_ACTORS;
    two_actors_and_an_article_at_80x24: load::embedded(), (80, 24), TWO_ACTORS_AND_AN_ARTICLE;
    two_actors_and_an_article_at_40x12: load::embedded(), (40, 12), TWO_ACTORS_AND_AN_ARTICLE;
    one_article_at_80x24: load::embedded(), (80, 24), "1<Enter>2";
    filters_listed_at_80x24: ferry(), (80, 24), "2/sund<Enter><Enter>2<Esc>/lind<Enter><Enter>3/ferry<Enter>xj";
    filters_listed_at_40x12: ferry(), (40, 12), "2/sund<Enter><Enter>2<Esc>/lind<Enter><Enter>3/ferry<Enter>xG";
    no_filter_to_list_at_80x24: corpus(&[]), (80, 24), "x";
    help_of_the_filters_at_80x24: ferry(), (80, 24), "x?";
    people_alone_at_80x24: ferry(), (80, 24), "x<Enter><Esc>2";
    sorted_by_speaker_at_80x24: ferry(), (80, 24), "3ss";
    entities_sorted_by_type_at_80x24: ferry(), (80, 24), "2ssj";
    documents_sorted_by_outlet_at_80x24: ferry(), (80, 24), "1sj";
    timeline_of_two_actors_at_80x24: ferry(), (80, 24), "2/sund<Enter><Enter>2<Esc>/lind<Enter><Enter>t";
    matrix_of_two_actors_at_80x24: ferry(), (80, 24), "2/sund<Enter><Enter>2<Esc>/lind<Enter><Enter>M";
    contradictions_of_two_documents_at_40x12: ferry(), (40, 12), "1j<Enter><Esc>j<Enter>C";
}
