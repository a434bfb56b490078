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

/// Adds claims in the order of time. Those without a date come last, in the order of their publication.
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
    let (dated, without): (Vec<&Moment>, Vec<&Moment>) =
        chronology.moments.iter().partition(|moment| moment.date.is_some());
    let all = dated.len() + without.len();
    let listed = page.entries_shown(all);
    let dates = chronology.moments.iter().map(|moment| text::width(&label(moment))).max().unwrap_or(0);
    let dates = dates.min(page.width() / 3);
    page.blank();
    page.paragraph(&[Span::fixed(LEGEND, Role::Aside)]);
    page.line(vec![Span::gap(2 + dates + 1), Span::drawn(axis.caption(), Role::Aside)]);
    let mut year = None;
    for moment in dated.iter().take(listed) {
        let starts = moment.sort_date().map(|date| date.first().year());
        if std::mem::replace(&mut year, starts) != starts {
            page.begin_part();
        }
        row(page, corpus, &axis, moment, dates);
    }
    if !without.is_empty() && dated.len() < listed {
        assertion::heading(page, "Without a date, by publication", without.len());
        for moment in without.iter().take(listed - dated.len()) {
            row(page, corpus, &axis, moment, dates);
        }
    }
    assertion::entries_left_out(page, all - listed);
    undated(page, chronology.undated);
}

/// Returns the label of a claim: its date or, under the heading of those without one, that of its publication.
fn label(moment: &Moment) -> String {
    moment.sort_date().map_or_else(|| "no date".to_owned(), |date| date.to_string())
}

/// Adds a claim: its dates on the axis, who asserts it, and its text.
fn row(page: &mut Page, corpus: &Corpus, axis: &Axis, moment: &Moment, dates: usize) {
    let role = if moment.date.is_some() { Role::Label } else { Role::Aside };
    let mut drawn = vec![Span::drawn(format!("{:dates$} ", label(moment)), role)];
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
    page.begin_item("claim");
    if page.is_command_output() {
        who.extend([Span::fixed(": ", Role::Plain), text]);
        page.drawn_entry(corpus, record, ([vec![Span::gap(2)], drawn].concat(), 4), &who);
    } else {
        page.row(record, [drawn, who].concat());
        page.row_text(record, 4, text);
    }
}

/// Says how many claims are left out because they have no date.
fn undated(page: &mut Page, claims: usize) {
    if claims > 0 {
        let claims = count(claims, "claim without a date is", "claims without a date are");
        page.paragraph(&[Span::clean(format!("{claims} not shown."), Role::Aside)]);
    }
}

/// The meaning of the signs on the axis.
const LEGEND: &str = "● happened or was said, ━ within this time; ○ published, ─ within it; ◉ both";
/// The signs of when something happened or was said: a day, and a longer time.
const HAPPENED: [&str; 2] = ["●", "━"];
/// The signs of when it was published.
const PUBLISHED: [&str; 2] = ["○", "─"];

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

    /// Returns the years of both ends, the months within one year, or the days within one month.
    fn caption(&self) -> String {
        let year_and_month = |day: Day| format!("{}-{:02}", day.year(), day.month());
        let label = |day: Day| match (self.first.year() == self.last.year(), self.first.month() == self.last.month()) {
            (false, _) => day.year().to_string(),
            (true, false) => year_and_month(day),
            (true, true) => format!("{}-{:02}", year_and_month(day), day.day()),
        };
        let (first, last) = (label(self.first), label(self.last));
        if first == last {
            return first;
        }
        let gap = self.columns.saturating_sub(text::width(&first) + text::width(&last)).max(1);
        format!("{first}{:gap$}{last}", "")
    }

    /// Draws the dates of a claim.
    fn row(&self, moment: &Moment) -> Vec<Span> {
        let mut signs = vec!["·"; self.columns];
        if let Some(published) = &moment.published {
            self.draw(&mut signs, published, PUBLISHED);
        }
        if let Some(date) = &moment.date {
            self.draw(&mut signs, date, HAPPENED);
        }
        let is_quiet = |sign: &str| sign == "·" || PUBLISHED.contains(&sign);
        signs
            .into_iter()
            .map(|sign| Span::fixed(sign, if is_quiet(sign) { Role::Aside } else { Role::Marked }))
            .collect()
    }

    /// Draws a date: a sign for a day, a bar for a longer time.
    fn draw(&self, signs: &mut [&'static str], date: &Edtf, [day, bar]: [&'static str; 2]) {
        let (from, to) = (self.column(date.first()), self.column(date.last()));
        if date.is_day() || from == to {
            signs[from] = match signs[from] {
                "○" if day == "●" => "◉",
                _ => day,
            };
        } else {
            for place in &mut signs[from..=to] {
                *place = match *place {
                    "○" => "○",
                    _ => bar,
                };
            }
        }
    }
}

#[cfg(test)]
mod tests;
