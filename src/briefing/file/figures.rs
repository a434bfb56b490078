//! The `figures` field of a claim: the numbers that it gives.

use crate::briefing::check::Check;
use crate::briefing::raw::RawFigure;
use crate::briefing::{Figure, MeasureId};
use crate::yaml::Fault;

const KEY: &str = "figures";

/// Returns the figures without a fault.
pub(super) fn check(raw: Vec<RawFigure>, check: &mut Check) -> Box<[Figure]> {
    let figure = |(at, RawFigure { of, value, bound }): (usize, RawFigure)| {
        let path = check.base().key(KEY).index(at);
        let value = check.amount(path.key("value"), &value);
        let measure = MeasureId::parse(&of.0);
        if measure.is_none() {
            let fault = Fault::at(path.key("of"), format!("`{}` is not the id of a measure", of.0));
            check.push(fault.hint("measures are registered in sources.yaml").with_possible_name("of", &of.0));
        }
        Some(Figure { measure: measure?, value: value?, bound: bound.unwrap_or_default() })
    };
    raw.into_iter().enumerate().filter_map(figure).collect()
}

#[cfg(test)]
mod tests {
    use crate::briefing::{Content, File};

    /// The quotes and figures of each claim that could be read, and the problems.
    fn read(claims: &[&str]) -> (Vec<String>, Vec<String>) {
        let mut text = "title: T\npublisher: p\nurl: https://example.org/\npublished: 2024\nclaims:\n".to_owned();
        for (at, fields) in claims.iter().enumerate() {
            text += &format!("  - id: c{at}\n    text: T\n    kind: fact\n    {fields}\n");
        }
        let file = File::read("d.yaml".into(), "d", text.into_bytes());
        let problems = file.problems.iter().map(ToString::to_string).collect();
        let Some(Content::Document(document, _)) = file.content else { panic!("a document: {problems:?}") };
        let told = document.claims.iter().map(|claim| {
            let figure = |figure: &crate::briefing::Figure| {
                format!(" {} {} {}", figure.measure, figure.bound.as_str(), figure.value)
            };
            let quote = claim.quote.as_ref().map(|quote| format!(" “{quote}”")).unwrap_or_default();
            format!("{}{quote}{}", claim.id, claim.figures.iter().map(figure).collect::<String>())
        });
        (told.collect(), problems)
    }

    #[test]
    fn a_claim_has_figures_and_a_quote() {
        let (told, problems) = read(&[
            "figures: [{of: people, value: 21900000, bound: about}, {of: ships, value: 2.50}]",
            "quote: never again",
            "figures: []",
        ]);
        assert_eq!(told, ["c0 people about 21,900,000 ships exactly 2.5", "c1 “never again”", "c2"]);
        assert_eq!(problems, [""; 0]);
    }

    #[test]
    fn a_mistake_costs_only_the_figure_or_the_quote() {
        let long = format!("quote: {}", "word ".repeat(26));
        let (told, problems) = read(&[
            "figures: [{of: people, value: \"21,900,000\"}, {of: people, value: 3}]",
            "figures: [{of: people, value: many}, {of: People here, value: 4}]",
            "figures: [{of: people, value: 3, bound: abuot}]",
            "figures: [{of: people}]",
            "figures: [{value: 1e999, of: people, unit: x}]",
            "figures: [{of: people, value: .inf}]",
            "quote: \"\"",
            &long,
        ]);
        insta::assert_snapshot!(format!("{}\n\n{}", told.join("\n"), problems.join("\n")));
    }
}
