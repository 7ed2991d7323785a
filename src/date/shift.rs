//! A number of units from one time to another.

use super::calendar;
use super::names::Unit;
use super::value::{Clock, Point, Within, Years};
use chrono::{Datelike, NaiveDate};

/// A unit of which nothing is known.
pub fn open(unit: Unit) -> Point {
    let within = match unit {
        Unit::Week | Unit::Fortnight => Within::Week(0),
        Unit::Weekend => Within::Weekend(0),
        Unit::Month => Within::Month(0),
        Unit::Quarter => Within::Quarter(0),
        Unit::HalfYear => Within::Half(0),
        Unit::Day | Unit::Night => Within::Day(0, 0),
        _ => Within::All,
    };
    Point { year: Years::Open, within, clock: Clock::All }
}

/// The time `count` units (and half a one, where `dir` points) from another, as exact as the unit.
pub fn shift(base: Point, count: i64, half: bool, dir: i64, unit: Unit, precise: bool) -> Option<Point> {
    let (first, last) = base.bounds()?;
    let is_day = first == last;
    // Only a single year is carried into what stays open.
    let year = if matches!(base.year, Years::Year(_)) { base.year } else { Years::Open };
    let half_of = |whole: i64| if half { whole / 2 * dir } else { 0 };
    let by_days = |days: i64| calendar::shift_days(first, days);
    let by_months = |months: i64| calendar::shift_months(first, months);
    let day_or = |day: Option<NaiveDate>, coarse: fn(NaiveDate) -> Point| {
        day.map(|day| if precise && is_day { Point::day(day) } else { coarse(day) })
    };
    let month = |day: NaiveDate| Point::within(day.year(), Within::Month(day.month()));
    match unit {
        Unit::Second | Unit::Minute | Unit::QuarterHour | Unit::Hour => {
            let Clock::At(hour, minute, _, zone) = base.clock else { return Some(base) };
            let size = match unit {
                Unit::Minute => 1,
                Unit::QuarterHour => 15,
                Unit::Hour => 60,
                _ => 0,
            };
            let total = i64::from(hour * 60 + minute) + count * size + half_of(size);
            let day = by_days(total.div_euclid(1440))?;
            let total = total.rem_euclid(1440) as u32;
            Some(Point::day(day).at(Clock::At(total / 60, total % 60, None, zone)))
        }
        Unit::Day | Unit::Night if is_day => by_days(count).map(Point::day),
        Unit::Day | Unit::Night => Some(match (base.year, base.within) {
            (Years::Year(year), Within::Month(_)) if count == 0 => Point::within(year, base.within),
            _ => Point { year, within: Within::Day(0, 0), clock: Clock::All },
        }),
        Unit::Week | Unit::Fortnight => {
            let days = count * if unit == Unit::Week { 7 } else { 14 };
            if !is_day && (last - first).num_days() > 6 {
                return Some(Point { year, within: Within::Week(0), clock: Clock::All });
            }
            day_or(by_days(days), Point::week_of)
        }
        Unit::Weekend => {
            let week = by_days(count * 7)?.iso_week();
            Some(Point::within(week.year(), Within::Weekend(week.week())))
        }
        Unit::Month | Unit::HalfYear => {
            let size = if unit == Unit::Month { 1 } else { 6 };
            if matches!(base.within, Within::All) && count % 12 != 0 {
                return Some(Point { year, within: Within::Month(0), clock: Clock::All });
            }
            day_or(by_months(count * size + half_of(size)), |day| Point::within(day.year(), Within::Month(day.month())))
        }
        Unit::Quarter | Unit::Season => {
            let day = by_months(count * 3)?;
            Some(Point::within(day.year(), Within::Quarter(day.month0() / 3 + 1)))
        }
        Unit::Year => {
            let day = by_months(count * 12 + half_of(12))?;
            if precise && is_day {
                return Some(Point::day(day));
            }
            Some(if half && count == 0 && base.within != Within::All { month(day) } else { Point::year(day.year()) })
        }
        Unit::SchoolYear => {
            // In June the season that just ended is the last one.
            let current = first.year() - i32::from(first.month() < if count < 0 { 6 } else { 7 });
            let start = current + count as i32;
            let fits = calendar::YEARS.contains(&start) && calendar::YEARS.contains(&(start + 1));
            fits.then_some(Point { year: Years::Pair(start, start + 1), within: Within::All, clock: Clock::All })
        }
        Unit::Decade => {
            let year = by_months(count * 120 + half_of(120))?.year();
            Some(Point { year: Years::Decade(year / 10), within: Within::All, clock: Clock::All })
        }
        Unit::Century | Unit::Millennium => {
            let size = if unit == Unit::Century { 1 } else { 10 };
            let century = i64::from(first.year() / 100) + count * size;
            Some(Point {
                year: Years::Century(i32::try_from(century).ok().filter(|c| (0..100).contains(c))?),
                within: Within::All,
                clock: Clock::All,
            })
        }
        Unit::Moment => None,
    }
}
