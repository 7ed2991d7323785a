//! Calendar arithmetic: the days that months, weeks, seasons and holidays span.

use super::names::Season;
use chrono::{Datelike, Days, Months, NaiveDate};

/// The years that four digits can write.
pub const YEARS: std::ops::RangeInclusive<i32> = 1..=9999;

/// A day, if the calendar has it and four digits can write its year.
pub fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day).and_then(written)
}

fn written(day: NaiveDate) -> Option<NaiveDate> {
    Some(day).filter(|day| YEARS.contains(&day.year()))
}

/// The first and the last day of a month.
pub fn month(year: i32, month: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = day(year, month, 1)?;
    Some((first, first.checked_add_months(Months::new(1))?.pred_opt()?))
}

/// The first and the last day of `count` months from `first_month` on.
pub fn months(year: i32, first_month: u32, count: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = day(year, first_month, 1)?;
    Some((first, written(first.checked_add_months(Months::new(count))?.pred_opt()?)?))
}

/// The first and the last day of a year.
pub fn year(year: i32) -> Option<(NaiveDate, NaiveDate)> {
    Some((day(year, 1, 1)?, day(year, 12, 31)?))
}

/// Monday and Sunday of an ISO week.
pub fn week(year: i32, week: u32) -> Option<(NaiveDate, NaiveDate)> {
    let monday = NaiveDate::from_isoywd_opt(year, week, chrono::Weekday::Mon)?;
    Some((written(monday)?, shift_days(monday, 6)?))
}

/// The weekday `weekday` (1 Monday to 7) of an ISO week.
pub fn day_of_week(year: i32, week_number: u32, weekday: u32) -> Option<NaiveDate> {
    shift_days(week(year, week_number)?.0, i64::from(weekday) - 1)
}

/// The first and the last day of a season, by whole months; a winter belongs to the year it starts in.
pub fn season(year: i32, season: Season) -> Option<(NaiveDate, NaiveDate)> {
    let first = match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    };
    months(year, first, 3)
}

/// A day `days` later, or earlier where `days` is below zero.
pub fn shift_days(from: NaiveDate, days: i64) -> Option<NaiveDate> {
    let count = Days::new(days.unsigned_abs());
    let shifted = if days < 0 { from.checked_sub_days(count) } else { from.checked_add_days(count) };
    shifted.and_then(written)
}

/// The same day `months` later or earlier, or the last day of that month.
pub fn shift_months(from: NaiveDate, months: i64) -> Option<NaiveDate> {
    let count = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    let shifted = if months < 0 { from.checked_sub_months(count) } else { from.checked_add_months(count) };
    shifted.and_then(written)
}

/// The last day before or on `from` that is the weekday, 1 Monday to 7.
pub fn weekday_back(from: NaiveDate, weekday: u32) -> Option<NaiveDate> {
    let back = (from.weekday().number_from_monday() + 7 - weekday) % 7;
    shift_days(from, -i64::from(back))
}

/// The first day after or on `from` that is the weekday, 1 Monday to 7.
pub fn weekday_ahead(from: NaiveDate, weekday: u32) -> Option<NaiveDate> {
    let ahead = (weekday + 7 - from.weekday().number_from_monday()) % 7;
    shift_days(from, i64::from(ahead))
}

/// The `nth` such weekday of a month, -1 for the last.
pub fn nth_weekday(year: i32, month_number: u32, weekday: u32, nth: i16) -> Option<NaiveDate> {
    let (first, last) = month(year, month_number)?;
    let found = if nth < 0 {
        weekday_back(last, weekday)?
    } else {
        shift_days(weekday_ahead(first, weekday)?, 7 * (i64::from(nth) - 1))?
    };
    (found.month() == month_number).then_some(found)
}

/// Easter Sunday of the Western churches (the anonymous Gregorian algorithm, Nature 1876).
pub fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    day(year, month as u32, ((h + l - 7 * m + 33 * month + 19) % 32) as u32)
}

/// A holiday of a year by its row of the language's list: kind (0 month and day, 1 days from Easter,
/// 2 month, weekday and which), three numbers, first and last year, days that a Sunday moves it, days added.
pub fn holiday(row: [i16; 9], year: i32) -> Option<NaiveDate> {
    let [kind, a, b, c, from, to, sunday, plus, _] = row;
    if year < i32::from(from) || year > i32::from(to) {
        return None;
    }
    let found = match kind {
        0 => day(year, a as u32, b as u32)?,
        1 => shift_days(easter(year)?, i64::from(a))?,
        _ => shift_days(nth_weekday(year, a as u32, b as u32, c)?, i64::from(plus))?,
    };
    if found.weekday() == chrono::Weekday::Sun { shift_days(found, i64::from(sunday)) } else { Some(found) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feasts() {
        for (year, month, day) in [(2000, 4, 23), (2015, 4, 5), (2019, 4, 21), (2024, 3, 31), (2038, 4, 25)] {
            assert_eq!(easter(year), NaiveDate::from_ymd_opt(year, month, day));
        }
        assert_eq!(nth_weekday(2022, 9, 2, 3), day(2022, 9, 20));
        assert_eq!(nth_weekday(2020, 11, 5, -1), day(2020, 11, 27));
        assert_eq!(nth_weekday(2021, 2, 1, 5), None);
    }

    #[test]
    fn weekdays() {
        let friday = day(2021, 10, 1).unwrap();
        assert_eq!(weekday_back(friday, 5), Some(friday));
        assert_eq!(weekday_back(friday, 6), day(2021, 9, 25));
        assert_eq!(weekday_ahead(friday, 4), day(2021, 10, 7));
    }
}
