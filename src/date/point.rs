//! The slots of a date → a place on the calendar, counted from a day or from another time of the text.

use super::Slots;
use super::calendar;
use super::grammar::Grammar;
use super::names::{Origin, Part, Reference, Slot, Unit, VAGUE};
use super::shift::{open, shift};
use super::value::{Clock, Point, Value, Within, Years};
use crate::annotation::Lean;
use chrono::{Datelike, NaiveDate};

/// What a value was decided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The words say it all.
    Stated,
    /// The sentence looks back.
    Past,
    /// The sentence looks ahead.
    Future,
    /// It is the nearest to the publication.
    Near,
    /// The weekday fits the date in this year.
    Weekday,
    /// Counted from the publication.
    Told,
    /// Counted from another time of the text.
    Text,
    /// Not decided.
    Open,
}

/// The times that the text has spoken of so far.
#[derive(Debug, Clone, Copy, Default)]
pub struct Focus {
    /// The last time: its place among the times, and its point.
    pub last: Option<(usize, Point)>,
    /// The last day.
    pub day: Option<(usize, Point)>,
    /// The last time of the day of the same line.
    pub clock: Option<(usize, Point)>,
    /// The part of the day that the same sentence speaks of.
    pub part: Option<Part>,
    /// The year that heads the line.
    pub year: Option<(usize, i32)>,
    /// Whether the last day was spoken of just now, so that it counts however far off it is.
    pub fresh: bool,
    /// Whether that day was a night: small hours are those of the next day.
    pub night: bool,
    /// Whether the sentence speaks of something that repeats, so that a time on the clock has no day.
    pub repeats: bool,
}

/// What a date is resolved against.
pub struct Context<'a> {
    pub grammar: &'a Grammar<'a>,
    /// The day of publication, as far as it is known.
    pub today: Option<NaiveDate>,
    pub lean: Lean,
    /// Whether what is to come is preferred, whatever the sentence says.
    pub ahead: bool,
    /// The hour and the minute of publication, if that is known.
    pub now: Option<(u32, u32)>,
    pub focus: Focus,
    /// Whether midnight is rather the one that ends the day.
    pub closing: bool,
}

/// A value, why it is so, and the time of the text that it was counted from.
pub type Found = (Value, Reason, Option<usize>);

impl Context<'_> {
    /// Resolves a date.
    pub fn date(&self, slots: &Slots) -> Found {
        let from_text = slots.get(Slot::From) == Some(Origin::Text as i16);
        let (mut point, mut reason, mut anchor) = match (slots.get(Slot::Unit).and_then(Unit::of), slots.get(Slot::Dir))
        {
            // "that day", "that evening"
            (Some(Unit::Day), Some(0)) if from_text && !slots.has(Slot::Amount) => {
                let (point, reason, anchor) = self.day_of_clock();
                (if point.within == Within::None { open(Unit::Day) } else { point }, reason, anchor)
            }
            (Some(unit), Some(dir)) => {
                if slots.get(Slot::Amount) == Some(VAGUE) {
                    let vague = if dir < 0 { Reference::Past } else { Reference::Future };
                    return (Value::Vague(vague), Reason::Told, None);
                }
                match self.counted(slots, unit, i64::from(dir), from_text) {
                    Ok(found) => found,
                    Err(vague) => return (Value::Vague(vague), Reason::Told, None),
                }
            }
            _ if from_text => self.same(slots),
            _ => {
                let (point, reason) = self.absolute(slots);
                (point, reason, None)
            }
        };
        if let Some(hour) = slots.number(Slot::Hour) {
            if point.within == Within::None {
                (point, reason, anchor) = self.day_of_clock();
            }
            point = self.on_clock(point, slots, hour);
        } else if let Some(part) = slots.get(Slot::Part).and_then(Part::of) {
            if point.within == Within::None {
                (point, reason, anchor) = self.day_of_clock();
                point = if point.within == Within::None { open(Unit::Day) } else { point };
            }
            point.clock = Clock::Part(part);
        }
        (Value::Point(point), reason, anchor)
    }

    /// A number of units before or after the publication or another time, or this unit itself.
    fn counted(
        &self,
        slots: &Slots,
        unit: Unit,
        dir: i64,
        from_text: bool,
    ) -> Result<(Point, Reason, Option<usize>), Reference> {
        let vague = if dir < 0 { Reference::Past } else { Reference::Future };
        let amount = slots.get(Slot::Amount).map(i64::from);
        let half = slots.get(Slot::Plus).is_some_and(|plus| plus > 0);
        let small = matches!(unit, Unit::Second | Unit::Minute | Unit::QuarterHour | Unit::Hour);
        let (base, reason, anchor) = if small {
            match self.focus.clock.or(self.focus.last.filter(|_| from_text)) {
                Some((place, point)) => (Some(point), Reason::Text, Some(place)),
                None => {
                    let (hour, minute) = self.now.ok_or(vague)?;
                    (
                        self.today.map(|today| Point::day(today).at(Clock::At(hour, minute, None, None))),
                        Reason::Told,
                        None,
                    )
                }
            }
        } else if from_text {
            let fits = |(_, point): &(usize, Point)| point.is_day() || !matches!(unit, Unit::Day);
            match self.focus.last.filter(fits).or(self.focus.day).or(self.focus.last) {
                Some((place, point)) => (Some(point), Reason::Text, Some(place)),
                None => (self.today.map(Point::day), Reason::Told, None),
            }
        } else {
            let from = i64::from(slots.get(Slot::Base).unwrap_or(0));
            (self.today.and_then(|today| calendar::shift_days(today, from)).map(Point::day), Reason::Told, None)
        };
        if base.is_none() && unit == Unit::SchoolYear && dir == 0 {
            return Err(Reference::Present);
        }
        let Some(base) = base.filter(|base| base.bounds().is_some()) else {
            return Ok((self.inside(open(unit), slots), Reason::Open, None));
        };
        // An assistant counts to the day.
        let precise = slots.has(Slot::Precise) || self.ahead;
        let point = match amount {
            Some(amount) => self.further(shift(base, amount * dir, half, dir, unit, precise), slots, dir),
            None if half => shift(base, 0, true, dir, unit, precise),
            None => self.period(base, dir, unit),
        };
        let point = point.ok_or(vague)?;
        Ok((self.inside(point, slots), reason, anchor))
    }

    /// The same, counted on by the second and the third amount.
    fn further(&self, first: Option<Point>, slots: &Slots, dir: i64) -> Option<Point> {
        let mut point = first?;
        for (amount, unit) in [(Slot::Amount2, Slot::Unit2), (Slot::Amount3, Slot::Unit3)] {
            if let (Some(amount), Some(unit)) = (slots.get(amount), slots.get(unit).and_then(Unit::of)) {
                point = shift(point, i64::from(amount) * dir, false, dir, unit, true)?;
            }
        }
        Some(point)
    }

    /// The unit before, around or after a time.
    fn period(&self, base: Point, dir: i64, unit: Unit) -> Option<Point> {
        let (first, last) = base.bounds()?;
        if unit == Unit::Weekend {
            let weekday = first.weekday().number_from_monday();
            let back = weekday <= 2 && self.lean != Lean::Future && !self.ahead;
            let weeks = match dir {
                0 => -i64::from(back),
                1 if weekday < 6 => 0,
                _ => dir,
            };
            let week = calendar::shift_days(first, weeks * 7)?.iso_week();
            return Some(Point::within(week.year(), Within::Weekend(week.week())));
        }
        // A week or a day counted from something longer stays open.
        let longer = (last - first).num_days() > 6;
        if dir == 0 && longer && matches!(unit, Unit::Day | Unit::Week) {
            return Some(base);
        }
        shift(base, dir, false, dir, unit, false)
    }

    /// The place that the other slots name inside a counted period.
    fn inside(&self, point: Point, slots: &Slots) -> Point {
        let year = point.year;
        let open_year = Point { year: Years::Open, within: Within::All, clock: Clock::All };
        let in_year = |found: Option<Point>| found.unwrap_or(open_year);
        match (year, point.within) {
            (_, Within::Week(week)) if slots.has(Slot::Weekday) => {
                let weekday = slots.number(Slot::Weekday).unwrap_or(1);
                let day = match year {
                    Years::Year(year) => calendar::day_of_week(year, week, weekday),
                    _ => None,
                };
                day.map_or(Point { within: Within::Weekday(week, weekday), ..point }, Point::day)
            }
            (Years::Year(number), Within::Month(month)) if slots.has(Slot::Nth) && !slots.has(Slot::Month) => {
                let nth = slots.get(Slot::Nth).unwrap_or(1);
                let day = match slots.number(Slot::Weekday) {
                    Some(weekday) => calendar::nth_weekday(number, month, weekday, nth).map(Point::day),
                    None => calendar::nth_weekday(number, month, 4, nth).map(Point::week_of),
                };
                day.unwrap_or(point)
            }
            (Years::Year(number), Within::Month(month)) if slots.has(Slot::Day) && !slots.has(Slot::Month) => {
                let day = slots.number(Slot::Day).and_then(|day| calendar::day(number, month, day));
                day.map_or(point, Point::day)
            }
            (_, Within::Day(..)) if slots.has(Slot::Weekday) && slots.get(Slot::Unit) == Some(Unit::Week as i16) => {
                point
            }
            (Years::Year(number), _) if self.names(slots) => in_year(self.in_year(slots, number)),
            (Years::Open, Within::All) if self.names(slots) => self.nowhere(slots),
            _ => point,
        }
    }

    /// The same time as one before, in so far as the words name it.
    fn same(&self, slots: &Slots) -> (Point, Reason, Option<usize>) {
        if slots.has(Slot::Part) && !slots.has(Slot::Season) {
            let (point, reason, anchor) = self.day_of_clock();
            let point = if point.within == Within::None { open(Unit::Day) } else { point };
            return (point, reason, anchor);
        }
        let last = self.focus.last.filter(|(_, point)| matches!(point.year, Years::Year(_)));
        let year = match (last, self.today) {
            (Some((place, Point { year: Years::Year(year), .. })), _) => Some((year, Some(place))),
            (_, today) => today.map(|today| (today.year(), None)),
        };
        if let (Some(day), false) = (slots.number(Slot::Day), slots.has(Slot::Month)) {
            if let (Some(weekday), Some(today)) = (slots.number(Slot::Weekday), self.today) {
                // "Thursday the 21st": the nearest month in which that is so.
                let months =
                    [0, 1, -1, 2, -2, 3, -3].into_iter().filter_map(|step| calendar::shift_months(today, step));
                let days = months.filter_map(|month| calendar::day(month.year(), month.month(), day));
                let mut fitting = days.filter(|day| day.weekday().number_from_monday() == weekday);
                if let Some(day) = fitting.next() {
                    return (Point::day(day), Reason::Near, None);
                }
            }
            let month = self.focus.last.and_then(|(place, point)| Some((point.bounds()?.0, place))).filter(|(_, place)| {
                matches!(self.focus.last, Some((last, point)) if last == *place && matches!(point.within, Within::Day(..) | Within::Month(_)))
            });
            let base = month.map(|(date, place)| (date, Some(place))).or(self.today.map(|today| (today, None)));
            return match base {
                Some((date, anchor)) if calendar::day(date.year(), date.month(), day).is_some() => {
                    let next = self.ahead && anchor.is_none() && day < date.day();
                    let date = if next { calendar::shift_months(date, 1).unwrap_or(date) } else { date };
                    (Point::within(date.year(), Within::Day(date.month(), day)), Reason::Text, anchor)
                }
                _ => (Point { year: Years::Open, within: Within::Day(0, day), clock: Clock::All }, Reason::Open, None),
            };
        }
        match year {
            Some((year, anchor)) => match self.in_year(slots, year) {
                Some(point) => (point, Reason::Text, anchor),
                None => (self.nowhere(slots), Reason::Open, None),
            },
            None => (self.nowhere(slots), Reason::Open, None),
        }
    }

    /// A date that is not counted from another.
    fn absolute(&self, slots: &Slots) -> (Point, Reason) {
        let stated = |year, within| (Point { year, within, clock: Clock::All }, Reason::Stated);
        if let Some(century) = slots.get(Slot::Century) {
            return stated(Years::Century(i32::from(century) - 1), Within::All);
        }
        if let Some(decade) = slots.get(Slot::Decade) {
            return stated(Years::Decade(i32::from(decade) / 10), Within::All);
        }
        if let Some(ten) = slots.get(Slot::DecadeShort) {
            let base = if ten < 20 { 200 } else { 190 };
            return stated(Years::Decade(base + i32::from(ten) / 10), Within::All);
        }
        if let Some(year) = self.year(slots) {
            if let Some(end) = slots.get(Slot::YearEnd).map(i32::from) {
                let end = if end < 100 { year / 100 * 100 + end + if end < year % 100 { 100 } else { 0 } } else { end };
                return stated(if end >= year { Years::Pair(year, end) } else { Years::Year(year) }, Within::All);
            }
            if !self.names(slots) {
                return stated(Years::Year(year), Within::All);
            }
            return (self.in_year(slots, year).unwrap_or(self.nowhere(slots)), Reason::Stated);
        }
        if self.names(slots) {
            return self.choose(slots);
        }
        match slots.number(Slot::Weekday) {
            Some(weekday) => self.weekday(weekday, slots.get(Slot::Dir)),
            None => (Point { year: Years::Open, within: Within::None, clock: Clock::All }, Reason::Open),
        }
    }

    fn weekday(&self, weekday: u32, dir: Option<i16>) -> (Point, Reason) {
        let open = Point { year: Years::Open, within: Within::Weekday(0, weekday), clock: Clock::All };
        let Some(today) = self.today else { return (open, Reason::Open) };
        let back = |from| calendar::weekday_back(from, weekday);
        let ahead = |from| calendar::weekday_ahead(from, weekday);
        let (day, reason) = match dir {
            Some(dir) if dir < 0 => (today.pred_opt().and_then(back), Reason::Past),
            Some(dir) if dir > 0 => (today.succ_opt().and_then(ahead), Reason::Future),
            Some(_) => (calendar::day_of_week(today.iso_week().year(), today.iso_week().week(), weekday), Reason::Told),
            None if self.ahead => (today.succ_opt().and_then(ahead), Reason::Future),
            None if self.lean == Lean::Future => (ahead(today), Reason::Future),
            None if self.lean == Lean::Past => (back(today), Reason::Past),
            None => (back(today), Reason::Near),
        };
        day.map_or((open, Reason::Open), |day| (Point::day(day), reason))
    }
}
