//! The page of figures: who gives which number for the same measure, with a bar for each.

use super::assertion;
use super::layout::Page;
use crate::corpus::{ClaimSlot, Corpus, GivenFigure, MeasureFigures, MeasureSlot, Record};
use crate::styled::{Role, Span};
use crate::text;

/// Maximum width of a bar, because a longer one shows no more.
const MAX_BAR_WIDTH: usize = 24;
/// Minimum width of a page that has bars.
const MIN_WIDTH_WITH_BARS: usize = 60;
/// Minimum width of the words beside a number. If less is left, they are wrapped to the left edge.
const MIN_WORDS_WIDTH: usize = 24;

/// Adds measures, each with its figures.
pub fn figures(page: &mut Page, corpus: &Corpus, measures: &[MeasureFigures]) {
    if measures.is_empty() {
        page.paragraph(&[Span::fixed("No claim here gives a figure for something that is counted.", Role::Plain)]);
        return;
    }
    let listed = page.entries_shown(measures.len());
    let most = |figures: &MeasureFigures| page.entries_shown(figures.given.len());
    let columns = Columns::new(measures[..listed].iter().flat_map(|figures| &figures.given[..most(figures)]));
    for figures in &measures[..listed] {
        heading(page, corpus, figures);
        let shown = page.entries_shown(figures.given.len());
        for figure in &figures.given[..shown] {
            row(page, corpus, figures, figure, &columns);
        }
        assertion::entries_left_out(page, figures.given.len() - shown);
    }
    assertion::entries_left_out(page, measures.len() - listed);
}

/// Adds a measure's name and unit, and how far its figures differ.
fn heading(page: &mut Page, corpus: &Corpus, figures: &MeasureFigures) {
    let measure = corpus.measure(figures.measure);
    let mut spans = vec![Span::text(&measure.name, Role::Heading)];
    if let Some(unit) = &measure.unit {
        spans.push(Span::clean(format!(" ({unit})"), Role::Aside));
    }
    let percent = (figures.difference() * 100.0).round();
    match figures.given.len() {
        0 | 1 => {}
        number if percent == 0.0 => spans.push(Span::clean(format!(" · {number} agree"), Role::Aside)),
        _ => spans.push(Span::clean(format!(" · up to {percent}% apart"), Role::Aside)),
    }
    if figures.is_contradictory() {
        spans.push(Span::fixed(" · not all can be true", Role::Warning));
    }
    page.heading(&spans);
}

/// Adds a figure: the number, its bar, and who gives it.
fn row(page: &mut Page, corpus: &Corpus, figures: &MeasureFigures, figure: &GivenFigure, columns: &Columns) {
    let mut drawn = vec![Span::gap(2), Span::drawn(columns.number(figure), Role::Marked), Span::gap(2)];
    // A single figure has nothing to be compared with.
    if page.is_wrapped() && page.width() >= MIN_WIDTH_WITH_BARS && figures.given.len() > 1 {
        drawn.extend(bar(figures, figure, (page.width() / 6).min(MAX_BAR_WIDTH)));
        drawn.push(Span::gap(2));
    }
    let used: usize = drawn.iter().map(Span::width).sum();
    let indent = if page.width().saturating_sub(used) < MIN_WORDS_WIDTH { 4 } else { used };
    let mut words = assertion::byline(corpus, figure.claim);
    words.extend(other_date(corpus, figure));
    page.drawn_entry(corpus, Record::Claim(figure.claim), (drawn, indent), &words);
}

/// Returns the date of the origin or, without that, of publication, for a claim that has no date of its own.
fn other_date(corpus: &Corpus, figure: &GivenFigure) -> Option<Span> {
    let published = super::publication::published(corpus, corpus.document_of(figure.claim));
    let words = match (corpus.claim(figure.claim).date, figure.date) {
        (Some(_), _) => return None,
        (None, Some(date)) => format!(" · {date}, by its origin"),
        (None, None) => format!(" · published {published}"),
    };
    Some(Span::clean(words, Role::Aside))
}

/// Draws a number as a part of the measure's largest one.
fn bar(figures: &MeasureFigures, figure: &GivenFigure, width: usize) -> Vec<Span> {
    let largest = figures.given.iter().map(|given| given.value.number().abs()).fold(0.0, f64::max);
    if largest == 0.0 {
        return vec![Span::gap(width)];
    }
    let share = figure.value.number().abs() / largest;
    // Any number but zero is seen.
    let least = usize::from(share > 0.0);
    let filled = (1..=width).filter(|column| share * as_number(width) + 0.5 >= as_number(*column)).count().max(least);
    vec![Span::drawn("█".repeat(filled), Role::Marked), Span::gap(width - filled)]
}

/// Converts a number of columns, which is small.
fn as_number(columns: usize) -> f64 {
    f64::from(u16::try_from(columns).unwrap_or(u16::MAX))
}

/// The widths of the columns in which numbers are aligned: words, digits before the point, and digits after it.
#[derive(Default)]
struct Columns {
    word: usize,
    whole: usize,
    fraction: usize,
}

impl Columns {
    fn new<'a>(figures: impl Iterator<Item = &'a GivenFigure>) -> Self {
        figures.fold(Self::default(), |columns, figure| {
            let (whole, fraction) = split(figure);
            Self {
                word: columns.word.max(text::width(figure.bound.word())),
                whole: columns.whole.max(whole.len()),
                fraction: columns.fraction.max(fraction.len()),
            }
        })
    }

    /// Returns a number with the word before it, as wide as all others.
    fn number(&self, figure: &GivenFigure) -> String {
        let Self { word, whole, fraction } = *self;
        let (digits, rest) = split(figure);
        format!("{:word$}{:gap$}{digits:>whole$}{rest:fraction$}", figure.bound.word(), "", gap = usize::from(word > 0))
    }
}

/// Splits a number at its point, which belongs to the second part.
fn split(figure: &GivenFigure) -> (String, String) {
    let mut whole = figure.value.to_string();
    let point = whole.find('.').unwrap_or(whole.len());
    let fraction = whole.split_off(point);
    (whole, fraction)
}

/// Returns a figure in words: `about 21,900,000 people`.
pub(super) fn number(corpus: &Corpus, measure: MeasureSlot, figure: &GivenFigure) -> String {
    let unit = corpus.measure(measure).unit.as_ref().map(ToString::to_string).unwrap_or_default();
    format!("{} {} {unit}", figure.bound.word(), figure.value).trim().to_owned()
}

/// Returns the figures that a claim gives, each with its measure, and whether others give numbers that differ.
pub(super) fn given_by(corpus: &Corpus, claim: ClaimSlot) -> Vec<Vec<Span>> {
    let mut all = Vec::new();
    if corpus.claim(claim).figures.is_empty() {
        return all;
    }
    for figures in corpus.figures_beside(claim) {
        let name = &corpus.measure(figures.measure).name;
        for figure in figures.given.iter().filter(|figure| figure.claim == claim) {
            let number = number(corpus, figures.measure, figure);
            let mut spans = vec![Span::clean(number, Role::Marked), Span::clean(format!(" · {name}"), Role::Plain)];
            let against = match figures.given.iter().filter(|other| figure.contradicts(other)).count() {
                0 => String::new(),
                1 => " · another claim gives a different number".to_owned(),
                several => format!(" · {several} other claims give different numbers"),
            };
            spans.push(Span::clean(against, Role::Warning));
            all.push(spans);
        }
    }
    all
}
