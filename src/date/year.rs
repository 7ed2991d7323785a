//! What comes once a year: what the slots name in a year, and which year is meant.

use super::Slots;
use super::calendar;
use super::names::{Part, Season, Slot};
use super::point::{Context, Reason};
use super::value::{Clock, Point, Within, Years};
use crate::annotation::Lean;
use chrono::{Datelike, NaiveDate};

impl Context<'_> {
    /// Whether the slots name a part of a year.
    pub fn names(&self, slots: &Slots) -> bool {
        let names = [Slot::Month, Slot::Season, Slot::Quarter, Slot::Half, Slot::Holiday, Slot::Week, Slot::Nth];
        names.iter().any(|slot| slots.has(*slot))
    }

    /// What the slots name in a year.
    pub fn in_year(&self, slots: &Slots, year: i32) -> Option<Point> {
        let month = slots.number(Slot::Month);
        if let Some(place) = slots.get(Slot::Holiday) {
            let row = self.grammar.holiday(place)?;
            let clock = Part::of(row[8] - 1).map_or(Clock::All, Clock::Part);
            let day = calendar::holiday(row, year)?;
            // "the Saturday before Easter"
            let day = match (slots.number(Slot::Weekday), slots.get(Slot::Nth)) {
                (Some(weekday), Some(nth)) if nth < 0 => calendar::weekday_back(day.pred_opt()?, weekday)?,
                (Some(weekday), Some(_)) => calendar::weekday_ahead(day.succ_opt()?, weekday)?,
                _ => day,
            };
            return Some(Point::day(day).at(clock));
        }
        if let (Some(nth), Some(weekday), Some(month)) = (slots.get(Slot::Nth), slots.number(Slot::Weekday), month) {
            return calendar::nth_weekday(year, month, weekday, nth).map(Point::day);
        }
        if let Some(nth) = slots.get(Slot::Nth).filter(|_| !slots.has(Slot::Weekday)) {
            // A week belongs to the month or the year that its Thursday is in.
            let (month, count) = month.map_or((1, nth), |month| (month, nth));
            let month = if nth < 0 && !slots.has(Slot::Month) { 12 } else { month };
            return calendar::nth_weekday(year, month, 4, count).map(Point::week_of);
        }
        if let (Some(month), Some(-1)) = (month, slots.get(Slot::Day)) {
            return calendar::month(year, month).map(|(_, last)| Point::day(last));
        }
        let within = match (month, slots.number(Slot::Day)) {
            (Some(month), Some(day)) if slots.get(Slot::Week) == Some(0) => {
                return calendar::day(year, month, day).map(Point::week_of);
            }
            (Some(month), Some(day)) => {
                calendar::day(year, month, day)?;
                Within::Day(month, day)
            }
            (Some(month), None) => Within::Month(month),
            _ => self.part_of_year(slots)?,
        };
        Some(Point::within(year, within))
    }

    fn part_of_year(&self, slots: &Slots) -> Option<Within> {
        let season = slots.get(Slot::Season).and_then(Season::of).map(Within::Season);
        let quarter = slots.number(Slot::Quarter).filter(|quarter| (1..=4).contains(quarter)).map(Within::Quarter);
        let half = slots.number(Slot::Half).map(Within::Half);
        let week = slots.number(Slot::Week).filter(|week| (1..=53).contains(week)).map(Within::Week);
        season.or(quarter).or(half).or(week)
    }

    /// What the slots name in a year that is not known.
    pub fn nowhere(&self, slots: &Slots) -> Point {
        let mut within = match (slots.number(Slot::Month), slots.number(Slot::Day)) {
            // 2000 was a leap year: a day that it lacks does not exist.
            (Some(month), Some(day)) if calendar::day(2000, month, day).is_some() => Within::Day(month, day),
            (Some(month), Some(_)) => Within::Month(month),
            (Some(month), None) => Within::Month(month),
            _ => self.part_of_year(slots).unwrap_or(Within::All),
        };
        let mut clock = Clock::All;
        if let Some(row) = slots.get(Slot::Holiday).and_then(|place| self.grammar.holiday(place)) {
            // A feast that moves has no month and day of its own.
            within = if row[0] == 0 { Within::Day(row[1] as u32, row[2] as u32) } else { Within::Day(0, 0) };
            clock = Part::of(row[8] - 1).map_or(Clock::All, Clock::Part);
        }
        Point { year: Years::Open, within, clock }
    }

    /// The year that the words name, in full or by its last digits.
    pub fn year(&self, slots: &Slots) -> Option<i32> {
        let full = slots.get(Slot::Year).map(i32::from);
        // "two thousand eighteen"
        let rest = slots.get(Slot::YearShort).map_or(0, i32::from);
        let year = full.map(|year| if year % 100 == 0 { year + rest } else { year }).or_else(|| {
            let short = slots.get(Slot::YearShort).map(i32::from)?;
            let latest = self.today.map_or(2030, |today| today.year() + if self.ahead { 50 } else { 10 });
            let century = latest / 100 * 100;
            // Years begin with 1: where that leaves no other, in the first century, a year to come is meant, 00 being 100.
            let mut years = [century, century - 100, century + 100].into_iter().map(|century| century + short);
            years.find(|year| (1..=latest.max(100)).contains(year))
        });
        year.filter(|year| calendar::YEARS.contains(year))
    }

    /// Chooses the year of what comes once a year.
    pub fn choose(&self, slots: &Slots) -> (Point, Reason) {
        if let Some(point) = self.focus.year.and_then(|(_, year)| self.in_year(slots, year)) {
            return (point, Reason::Text);
        }
        let Some(today) = self.today else { return (self.nowhere(slots), Reason::Open) };
        let weekday = slots.number(Slot::Weekday).filter(|_| slots.has(Slot::Day));
        let fits = |point: &Point| match (weekday, point.date()) {
            (Some(weekday), Some(date)) => date.weekday().number_from_monday() == weekday,
            _ => true,
        };
        let all = |span: i32| -> Vec<(Point, NaiveDate, NaiveDate)> {
            let points = (today.year() - span..=today.year() + span).filter_map(|year| self.in_year(slots, year));
            points.filter(fits).filter_map(|point| point.bounds().map(|(first, last)| (point, first, last))).collect()
        };
        // A weekday that fits none of the near years is a slip, or a year further off; so is a leap day.
        let mut candidates = all(1);
        let leap_day = slots.get(Slot::Month) == Some(2) && slots.get(Slot::Day) == Some(29);
        if candidates.is_empty() || self.ahead && leap_day {
            candidates = all(8);
        }
        let back = candidates.iter().rev().find(|(_, first, _)| *first <= today);
        let ahead = candidates.iter().find(|(_, _, last)| *last >= today);
        let away = |candidate: Option<&(Point, NaiveDate, NaiveDate)>| {
            candidate
                .map_or(i64::MAX, |(_, first, last)| (today - *last).num_days().max((*first - today).num_days()).max(0))
        };
        let bare_month = slots.has(Slot::Month) && !slots.has(Slot::Day);
        let (chosen, reason) = match slots.get(Slot::Dir) {
            Some(dir) if dir < 0 => (candidates.iter().rev().find(|(_, _, last)| *last < today), Reason::Past),
            Some(dir) if dir > 0 => (candidates.iter().find(|(_, first, _)| *first > today), Reason::Future),
            Some(_) => {
                let here = candidates.iter().find(|(_, first, last)| *first <= today && today <= *last);
                (here.or(candidates.iter().find(|(point, ..)| point.year == Years::Year(today.year()))), Reason::Told)
            }
            None if self.ahead => (ahead, Reason::Future),
            None => match self.lean {
                // A day of nearly a year ago is a plan that was spoken of in the past tense, and the other way round.
                Lean::Past if !bare_month && away(back) > 300 && away(ahead) < 50 => (ahead, Reason::Near),
                Lean::Past => (back, Reason::Past),
                Lean::Future if away(ahead) > 300 && away(back) < 50 => (back, Reason::Near),
                Lean::Future => (ahead, Reason::Future),
                Lean::Unknown if away(ahead) < away(back) => (ahead, Reason::Near),
                Lean::Unknown => (back, Reason::Near),
            },
        };
        // 29 February can be on one side alone.
        match chosen.or(back).or(ahead) {
            Some((point, ..)) if weekday.is_some() => (*point, Reason::Weekday),
            Some((point, ..)) => (*point, reason),
            None => (self.nowhere(slots), Reason::Open),
        }
    }
}
