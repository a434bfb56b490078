//! Dates in a sentence, as EDTF, with the words that they were read from.
//!
//! Absolute dates, and relative ones such as "on Tuesday" or "last week" against the day of publication. A sentence with two
//! dates that differ has none: no date rather than a wrong one.

mod names;

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Weekday;

use super::DatedBy;
use super::words::Word;
use crate::briefing::{Day, Edtf};
use names::{Relative, begins_date, is_future, is_preposition, is_report, month, relative, unbounded, weekday};

/// The years that a number of four digits can mean.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2099;

/// Maximum number of words between a verb and its date.
const MAX_VERB: usize = 40;

/// Reads the dates of one article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dates {
    /// The day of publication.
    pub(super) published: Option<Day>,
}

impl Dates {
    /// Returns the date that words give, if they give one only.
    pub(super) fn date(self, words: &[Word]) -> Option<DatedBy> {
        let mut found: Vec<DatedBy> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let begins = begins_date(&words[at].folded);
            let Some((edtf, length)) = begins.then(|| self.at(words, at, is_to_come(words, at))).flatten() else {
                at += 1;
                continue;
            };
            let bounded = at == 0 || !unbounded(&words[at - 1].folded);
            if bounded && let Some(date) = Edtf::parse(&edtf) {
                let start = at - usize::from(at > 0 && is_preposition(&words[at - 1].folded) && !words[at].apart);
                found.push(DatedBy { date, words: words[start].range.start..words[at + length - 1].range.end });
            }
            at += length;
        }
        let precise = found.iter().min_by_key(|dated| days(&dated.date))?.clone();
        found.iter().all(|other| other.date.overlaps(&precise.date)).then_some(precise)
    }

    /// Returns the date that begins at a word, in EDTF, and its number of words.
    fn at(self, words: &[Word], at: usize, future: bool) -> Option<(String, usize)> {
        self.month_first(words, at, future)
            .or_else(|| self.day_first(words, at, future))
            .or_else(|| self.relative(words, at, future))
            .or_else(|| year_after_preposition(words, at))
    }

    /// Reads `April 3, 2025`, `April 3 and 4`, `April 2025`, `in April`.
    fn month_first(self, words: &[Word], at: usize, future: bool) -> Option<(String, usize)> {
        let month = month(&words[at].folded).filter(|_| words[at].capital || words[at].folded.len() > 3)?;
        if let Some(first) = day(words, at + 1) {
            let joined = words.get(at + 2).is_some_and(|word| matches!(word.folded.as_str(), "and" | "to" | "et"));
            let second = joined.then(|| day(words, at + 3)).flatten().filter(|second| *second > first);
            let end = at + 2 + if second.is_some() { 2 } else { 0 };
            let year = year(words, end);
            let number = year.or_else(|| self.near_year(month, first, future))?;
            let date = |day: i8| format!("{number:04}-{month:02}-{day:02}");
            let length = end - at + usize::from(year.is_some());
            return Some((
                second.map_or_else(|| date(first), |second| format!("{}/{}", date(first), date(second))),
                length,
            ));
        }
        if let Some(year) = year(words, at + 1) {
            return Some((format!("{year:04}-{month:02}"), 2));
        }
        let preceded = at > 0
            && matches!(
                words[at - 1].folded.as_str(),
                "in" | "late" | "early" | "mid" | "last" | "this" | "en" | "fin" | "debut"
            );
        let year = self
            .near_year(month, 1, future)
            .filter(|_| preceded && (words[at].capital || words[at - 1].folded == "en"))?;
        Some((format!("{year:04}-{month:02}"), 1))
    }

    /// Reads `3 April 2025`, `3 and 4 April`, `le 1er avril`.
    fn day_first(self, words: &[Word], at: usize, future: bool) -> Option<(String, usize)> {
        let first = day(words, at)?;
        let joined = words.get(at + 1).is_some_and(|word| matches!(word.folded.as_str(), "and" | "to" | "et" | "au"));
        let second = joined.then(|| day(words, at + 2)).flatten().filter(|second| *second > first);
        let named = at + if second.is_some() { 3 } else { 1 };
        let month = month(&words.get(named).filter(|word| !word.apart)?.folded)?;
        let written = year(words, named + 1);
        let year = written.or_else(|| self.near_year(month, first, future))?;
        let date = |day: i8| format!("{year:04}-{month:02}-{day:02}");
        let edtf = second.map_or_else(|| date(first), |second| format!("{}/{}", date(first), date(second)));
        Some((edtf, named + 1 - at + usize::from(written.is_some())))
    }

    /// Returns the year of a day without one: the last such day up to the publication, or the next if it is to come.
    fn near_year(self, month: i8, day: i8, future: bool) -> Option<i16> {
        let published = self.published?;
        let date = Day::new(published.year(), month, day).ok()?;
        let months = i32::from(date.month()) - i32::from(published.month());
        Some(match (future, date > published) {
            (false, true) if months > 0 => published.year() - 1,
            (true, false) if months < 0 => published.year() + 1,
            _ => published.year(),
        })
    }

    /// Reads `on Tuesday`, `yesterday`, `last week`.
    fn relative(self, words: &[Word], at: usize, future: bool) -> Option<(String, usize)> {
        let published = self.published?;
        if let Some(weekday) = weekday(&words[at].folded).filter(|_| words[at].capital || at > 0) {
            let last = at > 0 && matches!(words[at - 1].folded.as_str(), "last" | "next");
            return (!last).then(|| (on(published, weekday, future).to_string(), 1));
        }
        let two = words.get(at + 1).filter(|next| !next.apart);
        let pair = two.map(|next| format!("{} {}", words[at].folded, next.folded));
        let (relative, length) =
            pair.and_then(|pair| Some((relative(&pair)?, 2))).or_else(|| Some((relative(&words[at].folded)?, 1)))?;
        let week = |offset: i64| {
            let monday = published.checked_sub(i64::from(published.weekday().to_monday_zero_offset()).days()).ok()?;
            let monday = monday.checked_add((7 * offset).days()).ok()?;
            Some(format!("{monday}/{}", monday.checked_add(6.days()).ok()?))
        };
        let edtf = match relative {
            Relative::Day(offset) => published.checked_add(offset.days()).ok()?.to_string(),
            Relative::Week(offset) => week(offset)?,
            Relative::Month(offset) => {
                let month = published.checked_add(offset.months()).ok()?;
                format!("{:04}-{:02}", month.year(), month.month())
            }
            Relative::Year(offset) => format!("{:04}", published.year() + offset),
        };
        Some((edtf, length))
    }
}

/// Returns whether what happens at a date is to come: by the nearest verb before it, or after a date that comes first.
fn is_to_come(words: &[Word], at: usize) -> bool {
    let decides = |word: &&Word| is_future(&word.folded) || is_report(&word.folded);
    let near = words[at.saturating_sub(MAX_VERB)..at].iter().rev().find(decides);
    let first = || words.iter().take(MAX_VERB).find(decides).filter(|_| at <= 2);
    near.or_else(first).is_some_and(|word| is_future(&word.folded))
}

/// Returns the last such weekday up to a day, or the next from it on.
fn on(published: Day, weekday: Weekday, future: bool) -> Day {
    let (from, to) = if future { (published.weekday(), weekday) } else { (weekday, published.weekday()) };
    let days = i64::from(from.until(to));
    let moved = if future { published.checked_add(days.days()) } else { published.checked_sub(days.days()) };
    moved.unwrap_or(published)
}

fn days(date: &Edtf) -> i32 {
    date.first().until(date.last()).map_or(i32::MAX, |span| span.get_days())
}

/// Returns the day of the month that a word gives.
fn day(words: &[Word], at: usize) -> Option<i8> {
    let word = words.get(at)?;
    let digits = word.folded.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ending = &word.folded[digits.len()..];
    let day = digits.parse().ok().filter(|day| (1..=31).contains(day) && digits.len() <= 2)?;
    matches!(ending, "" | "st" | "nd" | "rd" | "th" | "er").then_some(day)
}

/// Returns the year that a word gives.
fn year(words: &[Word], at: usize) -> Option<i16> {
    let word = words.get(at).filter(|word| word.folded.len() == 4)?;
    word.folded.parse().ok().filter(|year| YEARS.contains(year))
}

/// Reads `in 2023`.
fn year_after_preposition(words: &[Word], at: usize) -> Option<(String, usize)> {
    let before = &words[at.checked_sub(1)?];
    let year = year(words, at).filter(|_| !words[at].apart)?;
    matches!(before.folded.as_str(), "in" | "of" | "en").then(|| (format!("{year:04}"), 1))
}

/// Returns the range of words within a range of bytes.
pub(super) fn within<'w>(words: &'w [Word], range: &Range<usize>) -> &'w [Word] {
    let from = words.partition_point(|word| word.range.start < range.start);
    let to = words.partition_point(|word| word.range.start < range.end);
    &words[from..to.max(from)]
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    /// Returns the date that a sentence gives, with its words, in an article of Monday, 7 April 2025.
    fn read(text: &str) -> Option<(String, &str)> {
        let dates = Dates { published: Some(Day::constant(2025, 4, 7)) };
        let dated = dates.date(&words(text, &(0..text.len())))?;
        Some((dated.date.to_string(), &text[dated.words]))
    }

    fn date(text: &str) -> String {
        read(text).map(|(date, _)| date).unwrap_or_default()
    }

    #[test]
    fn absolute_dates_are_read() {
        assert_eq!(date("The port opened on April 3, 2025."), "2025-04-03");
        assert_eq!(date("It opened on 3 April 2024."), "2024-04-03");
        assert_eq!(date("It opened in March 2022."), "2022-03");
        assert_eq!(date("Ships came in 2019."), "2019");
        assert_eq!(date("They will meet on April 3 and 4, 2025."), "2025-04-03/2025-04-04");
        assert_eq!(date("Le port a ouvert le 1er avril 2025."), "2025-04-01");
        assert_eq!(read("It opened on April 3, 2025, at last."), Some(("2025-04-03".into(), "on April 3, 2025")));
    }

    #[test]
    fn relative_dates_are_counted_from_the_publication() {
        assert_eq!(date("She said on Friday that it is open."), "2025-04-04");
        assert_eq!(date("She will speak on Friday."), "2025-04-11");
        assert_eq!(date("It opened yesterday."), "2025-04-06");
        assert_eq!(date("It closed last month."), "2025-03");
        assert_eq!(date("It closed last week."), "2025-03-31/2025-04-06");
        assert_eq!(date("It closed on December 12."), "2024-12-12");
        assert_eq!(date("It closed in February."), "2025-02");
        assert_eq!(date("Le port a fermé la semaine dernière."), "2025-03-31/2025-04-06");
        assert_eq!(date("Elle a parlé mardi."), "2025-04-01");
    }

    #[test]
    fn what_is_not_certain_is_no_date() {
        assert_eq!(date("It was open in 2004 and again in 2009."), "");
        assert_eq!(date("It has been open since 2004."), "");
        assert_eq!(date("It may open before May 2026."), "");
        assert_eq!(date("They may march in the sun."), "");
        assert_eq!(date("It took 2000 days."), "");
        assert_eq!(date("It opened on April 31, 2025."), "");
    }
}
