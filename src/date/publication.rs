//! When the article was published: as given, as its text states it, or as its dates leave one possibility.

use super::calendar;
use super::names::{Hint, Op, Slot};
use super::tense::Clauses;
use super::why::fill;
use super::{Slots, Time};
use crate::annotation::{Published, Source};
use crate::article::PartialDate;
use crate::sentence::Document;
use chrono::{Datelike, NaiveDate};

/// The publication date with the first and the last day that it can be.
pub struct Publication {
    pub published: Published,
    pub first: NaiveDate,
    pub last: NaiveDate,
}

/// How many tokens may stand between the start of the text and a date that heads it.
const HEAD: usize = 12;

/// Finds the publication date.
pub fn find(times: &[Time], clauses: &Clauses, given: Option<PartialDate>) -> Option<Publication> {
    let Clauses { document, grammar, .. } = *clauses;
    if let Some(value) = given {
        return publication(value, Source::Given, grammar.sentence("given").to_owned());
    }
    let why = |why: &str, time: &Time, value: &str| {
        fill(grammar.sentence(why), &[("anchor", time.span.of(document.text)), ("value", value)])
    };
    for (i, time) in times.iter().enumerate().take_while(|(_, time)| time.tokens.start < HEAD * 8) {
        let Some(value) = full(&time.slots).filter(|_| time.op == Op::Date) else { continue };
        if heads(time, document, clauses) {
            return publication(value, Source::Text, why("metadata", time, ""));
        }
        if is_today(i, times, document) {
            return publication(value, Source::Text, why("today", time, ""));
        }
    }
    if let Some((i, day)) = times.iter().enumerate().find_map(|(i, time)| match full(&time.slots)? {
        PartialDate::Day(day) if is_today(i, times, document) => Some((i, day)),
        _ => None,
    }) {
        return publication(PartialDate::Day(day), Source::Text, why("today", &times[i], ""));
    }
    let (time, day) = inferred(times)?;
    let value = PartialDate::Year(day.year());
    let mut found = publication(value, Source::Inferred, why("inferred", time, &value.to_string()))?;
    found.first = day;
    Some(found)
}

fn publication(value: PartialDate, source: Source, why: String) -> Option<Publication> {
    let (first, last) = value.days()?;
    Some(Publication { published: Published { value, source, why }, first, last })
}

/// The date that a time states to the month or the day.
fn full(slots: &Slots) -> Option<PartialDate> {
    let (year, month) = (i32::from(slots.get(Slot::Year)?), slots.number(Slot::Month)?);
    Some(match slots.number(Slot::Day) {
        Some(day) => PartialDate::Day(calendar::day(year, month, day)?),
        None => PartialDate::Month(year, calendar::month(year, month)?.0.month()),
    })
}

/// Whether a date heads the article: after a word for it, alone in its line, or before the dash of a dateline.
fn heads(time: &Time, document: &Document, clauses: &Clauses) -> bool {
    let start = (0..time.tokens.start).rev().find(|i| document.ends_line(*i)).map_or(0, |i| i + 1);
    let lead = start..time.tokens.start;
    if lead.len() > HEAD {
        return false;
    }
    let words = lead.clone().filter(|i| document.word(*i).starts_with(char::is_alphanumeric));
    if lead.clone().any(|i| clauses.has(i, Hint::Metadata)) {
        return true;
    }
    let end = time.tokens.end;
    let closes = |i: usize| matches!(document.word(i), "-" | "–" | "—" | "|");
    let alone = end == document.tokens.len() || document.ends_line(end - 1) || closes(end);
    alone && words.clone().count() <= 4 && words.clone().all(|i| document.word(i).starts_with(char::is_uppercase))
}

/// Whether a word for today stands right before the date or right after it.
fn is_today(i: usize, times: &[Time], document: &Document) -> bool {
    let today = |time: &Time| {
        time.slots.get(Slot::Dir) == Some(0)
            && time.slots.get(Slot::Unit) == Some(super::names::Unit::Day as i16)
            && !time.slots.has(Slot::From)
    };
    let touches =
        |a: &Time, b: &Time| (a.tokens.end..b.tokens.start).all(|i| matches!(document.word(i), "," | "(" | "-"));
    let before =
        i.checked_sub(1).and_then(|i| times.get(i)).is_some_and(|time| today(time) && touches(time, &times[i]));
    let after = times.get(i + 1).is_some_and(|time| today(time) && touches(&times[i], time));
    before || after
}

/// A weekday with a day and a month that fits just one year near those the article names.
fn inferred(times: &[Time]) -> Option<(&Time, NaiveDate)> {
    let named = times.iter().filter(|time| time.op == Op::Date).filter_map(|time| time.slots.get(Slot::Year));
    let latest = i32::from(named.max()?);
    let fitting = |time: &Time| {
        let slots = &time.slots;
        let (weekday, day, month) =
            (slots.number(Slot::Weekday)?, slots.number(Slot::Day)?, slots.number(Slot::Month)?);
        if slots.has(Slot::Year) || slots.has(Slot::YearShort) {
            return None;
        }
        let years = latest - 1..=latest + 1;
        let days = years.filter_map(|year| calendar::day(year, month, day));
        let mut days = days.filter(|day| day.weekday().number_from_monday() == weekday);
        days.next().filter(|_| days.next().is_none())
    };
    times.iter().find_map(|time| fitting(time).map(|day| (time, day)))
}
