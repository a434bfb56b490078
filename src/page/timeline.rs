//! The timeline: when something happened or was said, and when that was published, on one axis.
//!
//! A date that is a month, a year or an interval is drawn as a bar over all of it, never as a day.

mod histogram;

use super::assertion;
use super::count::count;
use super::layout::Page;
use super::voice::voice;
use super::voice::voice_within;
use crate::briefing::{Day, Edtf};
use crate::corpus::{Chronology, Corpus, Moment, Record};
use crate::styled::{Role, Span};
use crate::text;

/// Maximum width of the axis, because a wider one shows no more.
const MAX_AXIS_WIDTH: usize = 36;
/// Minimum width of a page that has a histogram.
const MIN_HISTOGRAM_WIDTH: usize = 60;
/// The label of a claim without a date.
const UNDATED: &str = "no date";

/// Adds claims in the order of time.
pub fn timeline(page: &mut Page, corpus: &Corpus, chronology: &Chronology) {
    let Some((first, last)) = chronology.span() else {
        page.paragraph(&[Span::fixed("There are no claims in this period.", Role::Plain)]);
        undated(page, chronology.undated);
        return;
    };
    if page.width() >= MIN_HISTOGRAM_WIDTH {
        histogram::lay_out(page, chronology);
    }
    let axis = Axis { first, last, columns: (page.width() * 3 / 10).clamp(8, MAX_AXIS_WIDTH) };
    let label = |moment: &Moment| moment.date.map_or_else(|| UNDATED.to_owned(), |date| date.to_string());
    let listed = page.entries_shown(chronology.moments.len());
    let moments = &chronology.moments[..listed];
    let dates = moments.iter().map(|moment| text::width(&label(moment))).max().unwrap_or(0).min(page.width() / 3);
    page.blank();
    page.paragraph(&[Span::fixed(LEGEND, Role::Aside)]);
    page.line(vec![Span::gap(2 + dates + 1), Span::drawn(axis.caption(), Role::Aside)]);
    for moment in moments {
        let mut drawn = vec![Span::drawn(format!("{:dates$} ", label(moment)), Role::Label)];
        drawn.extend(axis.row(moment));
        drawn.push(Span::gap(1));
        let kind = [Span::fixed(" · ", Role::Aside), assertion::kind(corpus.claim(moment.claim).kind)];
        let mut who = if page.is_command_output() {
            voice(corpus, corpus.voice(moment.claim))
        } else {
            let used = 2 + drawn.iter().chain(&kind).map(Span::width).sum::<usize>();
            voice_within(corpus, moment.claim, page.width().saturating_sub(used))
        };
        who.extend(kind);
        let record = Record::Claim(moment.claim);
        let text = Span::text(&corpus.claim(moment.claim).text, Role::Plain);
        if page.is_command_output() {
            who.extend([Span::fixed(": ", Role::Plain), text]);
            page.drawn_entry(corpus, record, ([vec![Span::gap(2)], drawn].concat(), 4), &who);
        } else {
            page.row(record, [drawn, who].concat());
            page.line(vec![Span::gap(4), text.with_target(record)]);
        }
    }
    assertion::entries_left_out(page, chronology.moments.len() - listed);
    undated(page, chronology.undated);
}

/// Says how many claims are left out because they have no date.
fn undated(page: &mut Page, claims: usize) {
    if claims > 0 {
        let claims = count(claims, "claim without a date is", "claims without a date are");
        page.paragraph(&[Span::clean(format!("{claims} not shown."), Role::Aside)]);
    }
}

/// The meaning of the signs on the axis.
const LEGEND: &str = "● happened or was said, ━ some time in this period, ○ published, ◉ both";

/// The axis: a range of days, scaled to columns.
struct Axis {
    first: Day,
    last: Day,
    columns: usize,
}

impl Axis {
    /// Returns the column of a day.
    fn column(&self, day: Day) -> usize {
        let days = |to: Day| usize::try_from((to - self.first).get_days().max(0)).unwrap_or(0);
        let whole = days(self.last).max(1);
        days(day).min(whole) * (self.columns - 1) / whole
    }

    /// Returns the years of both ends.
    fn caption(&self) -> String {
        let (first, last) = (self.first.year().to_string(), self.last.year().to_string());
        let gap = self.columns.saturating_sub(text::width(&first) + text::width(&last)).max(1);
        format!("{first}{:gap$}{last}", "")
    }

    /// Draws the dates of a claim.
    fn row(&self, moment: &Moment) -> Vec<Span> {
        let mut signs = vec!["·"; self.columns];
        self.draw(&mut signs, &moment.published, "○");
        if let Some(date) = &moment.date {
            self.draw(&mut signs, date, "●");
        }
        signs.into_iter().map(|sign| Span::fixed(sign, if sign == "·" { Role::Aside } else { Role::Marked })).collect()
    }

    /// Draws a date: a sign for a day, a bar for a longer time.
    fn draw(&self, signs: &mut [&'static str], date: &Edtf, sign: &'static str) {
        let (from, to) = (self.column(date.first()), self.column(date.last()));
        if date.is_day() || from == to {
            signs[from] = match signs[from] {
                "○" if sign == "●" => "◉",
                _ => sign,
            };
        } else {
            for place in &mut signs[from..=to] {
                *place = match *place {
                    "○" => "○",
                    _ => "━",
                };
            }
        }
    }
}

#[cfg(test)]
mod tests;
