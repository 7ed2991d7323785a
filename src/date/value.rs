//! What a time expression means: one value, out of which TIMEX3, EDTF and the days come.

use super::calendar;
use super::names::{Part, Reference, Season, Unit};
use chrono::{Datelike, NaiveDate};

/// The meaning of a time expression.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// A place on the calendar or the clock.
    Point(Point),
    /// A length of time.
    Duration(Length),
    /// A repetition: every so long, or at every such point.
    Every(Length),
    /// A repetition at every such point.
    Each(Point),
    /// The past, the present or the future.
    Vague(Reference),
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Length {
    /// Up to three amounts of units, the largest first. No amount means one left open.
    pub parts: [Option<(Option<u32>, Unit)>; 3],
    /// Whether half of the first unit comes on top.
    pub half: bool,
}

/// A place on the calendar or the clock; what the text leaves open is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The year, or what is known of it.
    pub year: Years,
    /// What it is of the year.
    pub within: Within,
    /// What it is of the day.
    pub clock: Clock,
}

/// A year, or more than one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Years {
    /// Not known.
    Open,
    /// A century, by its years without the last two digits.
    Century(i32),
    /// A decade, by its years without the last digit.
    Decade(i32),
    /// A year; with a week it is the week's ISO year.
    Year(i32),
    /// From one year up to another: a season, a school year, a range.
    Pair(i32, i32),
}

/// A part of a year; a number that is not known is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// All of it.
    All,
    /// 1 or 2.
    Half(u32),
    /// 1 to 4.
    Quarter(u32),
    /// A season.
    Season(Season),
    /// 1 to 12.
    Month(u32),
    /// An ISO week.
    Week(u32),
    /// The weekend of an ISO week.
    Weekend(u32),
    /// A weekday of an ISO week.
    Weekday(u32, u32),
    /// A day of a month.
    Day(u32, u32),
    /// No day at all: a time on the clock.
    None,
}

/// A time of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The whole day, or more.
    All,
    /// A part of the day.
    Part(Part),
    /// Hour, minute, second if told, minutes east of Greenwich if told.
    At(u32, u32, Option<u32>, Option<i32>),
}

impl Point {
    /// All of a year.
    pub fn year(year: i32) -> Self {
        Self { year: Years::Year(year), within: Within::All, clock: Clock::All }
    }

    /// A part of a year.
    pub fn within(year: i32, within: Within) -> Self {
        Self { year: Years::Year(year), within, clock: Clock::All }
    }

    /// A day.
    pub fn day(day: NaiveDate) -> Self {
        Self::within(day.year(), Within::Day(day.month(), day.day()))
    }

    /// The week that a day is in.
    pub fn week_of(day: NaiveDate) -> Self {
        let week = day.iso_week();
        Self::within(week.year(), Within::Week(week.week()))
    }

    /// The same, at a time of the day.
    pub fn at(self, clock: Clock) -> Self {
        Self { clock, ..self }
    }

    /// The day, if it is one that is known.
    pub fn date(self) -> Option<NaiveDate> {
        match (self.year, self.within) {
            (Years::Year(year), Within::Day(month, day)) => calendar::day(year, month, day),
            _ => None,
        }
    }

    /// Whether it is a day, known or not, rather than something longer.
    pub fn is_day(self) -> bool {
        matches!(self.within, Within::Day(..) | Within::Weekday(..))
    }

    /// The first and the last day it can touch, as far as they are known.
    pub fn bounds(self) -> Option<(NaiveDate, NaiveDate)> {
        let year = match self.year {
            Years::Open => return None,
            Years::Century(century) => {
                return Some((calendar::day(century * 100, 1, 1)?, calendar::day(century * 100 + 99, 12, 31)?));
            }
            Years::Decade(decade) => {
                return Some((calendar::day(decade * 10, 1, 1)?, calendar::day(decade * 10 + 9, 12, 31)?));
            }
            Years::Pair(from, to) => return Some((calendar::day(from, 1, 1)?, calendar::day(to, 12, 31)?)),
            Years::Year(year) => year,
        };
        let known = match self.within {
            Within::Half(half @ 1..=2) => calendar::months(year, half * 6 - 5, 6),
            Within::Quarter(quarter @ 1..=4) => calendar::months(year, quarter * 3 - 2, 3),
            Within::Season(season) => calendar::season(year, season),
            Within::Month(month @ 1..) => calendar::month(year, month),
            Within::Week(week @ 1..) => calendar::week(year, week),
            Within::Weekend(week @ 1..) => {
                calendar::week(year, week).and_then(|(_, sunday)| Some((sunday.pred_opt()?, sunday)))
            }
            Within::Weekday(week @ 1.., weekday) => calendar::day_of_week(year, week, weekday).map(|day| (day, day)),
            Within::Day(month @ 1.., day @ 1..) => return calendar::day(year, month, day).map(|day| (day, day)),
            Within::Day(month @ 1.., 0) => calendar::month(year, month),
            _ => None,
        };
        known.or_else(|| calendar::year(year))
    }

    /// What two readings of the same words have in common.
    pub fn common(self, other: Self) -> Self {
        if self == other {
            return self;
        }
        let open = |a: u32, b: u32| if a == b { a } else { 0 };
        let within = match (self.within, other.within) {
            (a, b) if a == b => a,
            (Within::Half(a), Within::Half(b)) => Within::Half(open(a, b)),
            (Within::Quarter(a), Within::Quarter(b)) => Within::Quarter(open(a, b)),
            (Within::Month(a), Within::Month(b)) => Within::Month(open(a, b)),
            (Within::Week(a), Within::Week(b)) => Within::Week(open(a, b)),
            (Within::Weekend(a), Within::Weekend(b)) => Within::Weekend(open(a, b)),
            (Within::Weekday(a, x), Within::Weekday(b, y)) => Within::Weekday(open(a, b), open(x, y)),
            (Within::Day(a, x), Within::Day(b, y)) => Within::Day(open(a, b), if a == b { open(x, y) } else { 0 }),
            _ => Within::All,
        };
        let year = if self.year == other.year { self.year } else { Years::Open };
        Self { year, within, clock: if self.clock == other.clock { self.clock } else { Clock::All } }
    }
}
