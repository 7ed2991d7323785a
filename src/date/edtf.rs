//! EDTF values (ISO 8601-2), where EDTF can say it.

use super::names::{Modifier, Season};
use super::value::{Clock, Point, Value, Within, Years};
use chrono::NaiveDate;

/// The value in EDTF; `None` for lengths, repetitions and what names no date.
pub fn edtf(value: &Value, modifier: Option<Modifier>) -> Option<String> {
    let Value::Point(point) = value else { return None };
    let text = of_point(*point)?;
    // A time of the day or an interval takes no mark.
    let marked = modifier == Some(Modifier::Approx) && !text.contains(['T', '/', '[', 'X']);
    Some(if marked { text + "~" } else { text })
}

fn of_point(point: Point) -> Option<String> {
    if let Clock::At(hour, minute, second, zone) = point.clock {
        let zone = match zone {
            None => String::new(),
            Some(0) => "Z".to_owned(),
            Some(east) => format!("{}{:02}:{:02}", if east < 0 { '-' } else { '+' }, east.abs() / 60, east.abs() % 60),
        };
        return point.date().map(|date| format!("{date}T{hour:02}:{minute:02}:{:02}{zone}", second.unwrap_or(0)));
    }
    let year = match point.year {
        Years::Open => "XXXX".to_owned(),
        Years::Century(century) => return Some(format!("{century:02}XX")),
        Years::Decade(decade) => return Some(format!("{decade:03}X")),
        Years::Pair(from, to) => return (from <= to).then(|| format!("{from:04}/{to:04}")),
        Years::Year(year) => format!("{year:04}"),
    };
    let known = point.year != Years::Open;
    Some(match point.within {
        Within::All if known => year,
        Within::Half(half @ 1..=2) if known => format!("{year}-{}", 39 + half),
        Within::Quarter(quarter @ 1..=4) if known => format!("{year}-{}", 32 + quarter),
        Within::Season(season) if known => {
            let number = match season {
                Season::Spring => 21,
                Season::Summer => 22,
                Season::Autumn => 23,
                Season::Winter => 24,
            };
            format!("{year}-{number}")
        }
        Within::Month(month @ 1..) => format!("{year}-{month:02}"),
        Within::Month(0) if known => format!("{year}-XX"),
        Within::Day(month @ 1.., day @ 1..) => format!("{year}-{month:02}-{day:02}"),
        Within::Day(month @ 1.., 0) => format!("{year}-{month:02}-XX"),
        Within::Day(0, 0) if known => format!("{year}-XX-XX"),
        Within::Week(1..) | Within::Weekend(1..) => {
            let (first, last) = point.bounds()?;
            format!("{first}/{last}")
        }
        Within::Week(0) | Within::Weekend(0) if known => year,
        _ => return None,
    })
}

/// One of several days.
pub fn one_of(days: &[NaiveDate]) -> String {
    let days: Vec<String> = days.iter().map(NaiveDate::to_string).collect();
    format!("[{}]", days.join(","))
}
