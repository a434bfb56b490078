use proptest::prelude::*;

use super::*;
use crate::testing::fixture::corpus;

const SOURCES: &str = "outlets: [{id: o, name: O}]\nmeasures: [{id: people, name: People in town, unit: people}, {id: ships, name: Ships}]\n";

/// Returns a corpus of one document, with a claim for each list of figures and further fields.
fn counted(claims: &[&str]) -> Corpus {
    let mut text = "title: T\npublisher: o\nurl: https://a.example/\npublished: 2024\nclaims:\n".to_owned();
    for (at, fields) in claims.iter().enumerate() {
        text += &format!("  - {{id: c{at}, text: T, kind: fact, {fields}}}\n");
    }
    corpus(&[("d.yaml", &text), ("sources.yaml", SOURCES), ("entities.yaml", "- {id: a, schema: Person, name: A}")])
}

/// Returns the pairs of claims that contradict each other in numbers.
fn pairs(corpus: &Corpus) -> Vec<String> {
    let id = |figure: &GivenFigure| corpus.claim(figure.claim).id.to_string();
    let conflicts = corpus.figure_conflicts(&[]);
    conflicts.iter().map(|conflict| conflict.figures.iter().map(id).collect::<Vec<_>>().join(" ")).collect()
}

fn figure(claim: usize, value: f64, bound: Bound) -> GivenFigure {
    let value = Amount::new(value).expect("finite");
    GivenFigure { claim: ClaimSlot::new(claim), value, bound, date: None }
}

#[test]
fn numbers_differ_only_if_both_cannot_be_true() {
    use Bound::{About, AtLeast, AtMost, Exactly};
    let differs =
        |one: (f64, Bound), other: (f64, Bound)| figure(0, one.0, one.1).contradicts(&figure(1, other.0, other.1));
    for (one, other) in [
        ((5.0, Exactly), (6.0, Exactly)),
        ((21.9e6, About), (20e6, About)),
        ((100.0, About), (94.0, Exactly)),
        ((10.0, AtLeast), (9.0, Exactly)),
        ((10.0, AtLeast), (9.0, About)),
        ((10.0, AtMost), (11.0, Exactly)),
        ((10.0, AtLeast), (9.0, AtMost)),
        ((5.0, Exactly), (-5.0, Exactly)),
    ] {
        assert!(differs(one, other) && differs(other, one), "{one:?} {other:?}");
    }
    for (one, other) in [
        ((5.0, Exactly), (5.0, Exactly)),
        ((100.0, About), (95.0, Exactly)),
        ((10.0, AtLeast), (500.0, AtLeast)),
        ((10.0, AtMost), (500.0, AtMost)),
        ((10.0, AtLeast), (500.0, Exactly)),
        ((10.0, AtLeast), (10.0, AtMost)),
        ((10.0, AtLeast), (9.6, About)),
        ((10.0, AtMost), (4.0, About)),
        ((0.0, About), (0.0, Exactly)),
    ] {
        assert!(!differs(one, other) && !differs(other, one), "{one:?} {other:?}");
    }
}

#[test]
fn numbers_of_different_times_can_both_be_true() {
    let figures = "figures: [{of: people, value: 900}]";
    let others = "figures: [{of: people, value: 500}]";
    let pair = |one: &str, other: &str| pairs(&counted(&[&format!("{figures}{one}"), &format!("{others}{other}")]));
    assert_eq!(pair(", date: 2024-05", ", date: 2024-05-02"), ["c0 c1"]);
    assert_eq!(pair(", date: 2024-05", ", date: 2024-06"), [""; 0]);
    assert_eq!(pair(", date: 2024-05", ""), ["c0 c1"], "it may be the same time");
    assert_eq!(pair("", ""), ["c0 c1"]);
}

#[test]
fn a_relation_says_more_than_the_numbers() {
    let one = "figures: [{of: people, value: 900}]";
    let other = |relation: &str| {
        format!("figures: [{{of: people, value: 500}}], relations: [{{type: {relation}, claim: d#c0}}]")
    };
    for relation in ["confirms", "disputes", "qualifies", "updates"] {
        assert_eq!(pairs(&counted(&[one, &other(relation)])), [""; 0], "{relation}");
    }
    assert_eq!(pairs(&counted(&[one, &other("disputes"), "figures: [{of: people, value: 100}]"])), ["c0 c2", "c1 c2"]);
}

#[test]
fn a_claim_may_give_a_range_and_several_measures() {
    let range = "figures: [{of: people, value: 900, bound: at-most}, {of: people, value: 500, bound: at-least}]";
    let corpus = counted(&[range, "figures: [{of: people, value: 1000}, {of: ships, value: 3}]"]);
    assert_eq!(pairs(&corpus), ["c1 c0"], "more than the claim's upper bound");
    let measures = corpus.figures(&[]);
    let told = measures.iter().map(|figures| (corpus.measure(figures.measure).name.as_str(), figures.given.len()));
    assert_eq!(told.collect::<Vec<_>>(), [("People in town", 3), ("Ships", 1)]);
    assert_eq!(
        measures[0].given.iter().map(|given| given.value.to_string()).collect::<Vec<_>>(),
        ["1,000", "900", "500"]
    );
    assert!(measures[0].is_contradictory() && !measures[1].is_contradictory());
}

#[test]
fn an_unknown_measure_is_reported_and_its_figures_are_still_shown() {
    let corpus = counted(&["figures: [{of: peopel, value: 9}]", "figures: [{of: trains, value: 9}]"]);
    let problems: Vec<_> = corpus.problems().iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(problems.join("\n"));
    assert_eq!(corpus.figures(&[]).len(), 2);
}

fn any_figure(claim: usize) -> impl Strategy<Value = GivenFigure> {
    let bound = prop::sample::select(Bound::ALL.to_vec());
    let value = prop_oneof![(-50_i32..50).prop_map(f64::from), -1e9..1e9_f64];
    (value, bound).prop_map(move |(value, bound)| figure(claim, value, bound))
}

proptest! {
    #[test]
    fn it_makes_no_difference_which_of_two_comes_first(one in any_figure(0), other in any_figure(1)) {
        prop_assert_eq!(one.contradicts(&other), other.contradicts(&one));
        let same = GivenFigure { claim: ClaimSlot::new(1), ..one };
        prop_assert!(!one.contradicts(&same));
    }

    /// Without "about", figures contradict each other if no number is within both of their ranges.
    #[test]
    fn the_bounds_are_ranges(one in any_figure(0), other in any_figure(1)) {
        prop_assume!(![one.bound, other.bound].contains(&Bound::About));
        let range = |figure: &GivenFigure| {
            let value = figure.value.number();
            match figure.bound {
                Bound::AtLeast => (value, f64::INFINITY),
                Bound::AtMost => (f64::NEG_INFINITY, value),
                Bound::Exactly | Bound::About => (value, value),
            }
        };
        let ((from, to), (other_from, other_to)) = (range(&one), range(&other));
        prop_assert_eq!(one.contradicts(&other), from.max(other_from) > to.min(other_to));
    }

    /// A rounder number never makes a contradiction, and the unit of a measure makes no difference.
    #[test]
    fn about_only_forgives(one in any_figure(0), other in any_figure(1), factor in 1_i32..1000) {
        let round = GivenFigure { bound: Bound::About, ..one };
        if one.bound == Bound::Exactly {
            prop_assert!(one.contradicts(&other) || !round.contradicts(&other));
        }
        let scaled = |it: &GivenFigure| figure(it.claim.index(), it.value.number() * f64::from(factor), it.bound);
        let whole = [&one, &other].iter().all(|it| it.value.number().fract() == 0.0);
        if whole {
            prop_assert_eq!(scaled(&one).contradicts(&scaled(&other)), one.contradicts(&other));
        }
    }
}
