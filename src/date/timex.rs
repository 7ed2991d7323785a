//! TIMEX3 values (ISO-TimeML).

use super::names::{Part, Reference, Season, Unit};
use super::value::{Clock, Length, Point, Value, Within, Years};
use crate::annotation::TimexType;
use std::fmt::{self, Display, Formatter};

/// A number of `width` digits, X where it is not known.
struct Digits(u32, usize);

impl Display for Digits {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        match self.0 {
            0 => f.write_str(&"X".repeat(self.1)),
            number => write!(f, "{number:0width$}", width = self.1),
        }
    }
}

impl Display for Years {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        match self {
            Self::Open => f.write_str("XXXX"),
            Self::Century(century) => write!(f, "{century:02}"),
            Self::Decade(decade) => write!(f, "{decade:03}"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Pair(from, to) => write!(f, "{from:04}/{to:04}"),
        }
    }
}

impl Display for Point {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        if self.within != Within::None {
            Display::fmt(&self.year, f)?;
        }
        match self.within {
            Within::All | Within::None => {}
            Within::Half(half) => write!(f, "-H{}", Digits(half, 1))?,
            Within::Quarter(quarter) => write!(f, "-Q{}", Digits(quarter, 1))?,
            Within::Season(season) => write!(f, "-{}", Season::NAMES[season as usize])?,
            Within::Month(month) => write!(f, "-{}", Digits(month, 2))?,
            Within::Week(week) => write!(f, "-W{}", Digits(week, 2))?,
            Within::Weekend(week) => write!(f, "-W{}-WE", Digits(week, 2))?,
            Within::Weekday(week, day) => write!(f, "-W{}-{}", Digits(week, 2), Digits(day, 1))?,
            Within::Day(month, day) => write!(f, "-{}-{}", Digits(month, 2), Digits(day, 2))?,
        }
        match self.clock {
            Clock::All => Ok(()),
            Clock::Part(part) => write!(f, "T{}", Part::NAMES[part as usize]),
            Clock::At(hour, minute, second, zone) => {
                write!(f, "T{hour:02}:{minute:02}")?;
                if let Some(second) = second {
                    write!(f, ":{second:02}")?;
                }
                match zone {
                    None => Ok(()),
                    Some(0) => f.write_str("Z"),
                    Some(east) => {
                        let sign = if east < 0 { '-' } else { '+' };
                        write!(f, "{sign}{:02}:{:02}", east.abs() / 60, east.abs() % 60)
                    }
                }
            }
        }
    }
}

/// A unit as TIMEX3 writes it: whether it is one of the clock, its letters, how many of them it is.
fn letters(unit: Unit) -> (bool, &'static str, u32) {
    match unit {
        Unit::Second => (true, "S", 1),
        Unit::Minute => (true, "M", 1),
        Unit::QuarterHour => (true, "M", 15),
        Unit::Hour => (true, "H", 1),
        Unit::Day => (false, "D", 1),
        Unit::Night => (false, "TNI", 1),
        Unit::Weekend => (false, "WE", 1),
        Unit::Week => (false, "W", 1),
        Unit::Fortnight => (false, "W", 2),
        Unit::Month => (false, "M", 1),
        Unit::Quarter => (false, "Q", 1),
        Unit::HalfYear => (false, "M", 6),
        Unit::Season => (false, "M", 3),
        Unit::Year | Unit::SchoolYear => (false, "Y", 1),
        Unit::Decade => (false, "Y", 10),
        Unit::Century => (false, "Y", 100),
        Unit::Millennium => (false, "Y", 1000),
        Unit::Moment => (false, "X", 1),
    }
}

/// Half of a unit, in a smaller one.
fn half(unit: Unit) -> Option<(u32, Unit)> {
    Some(match unit {
        Unit::Minute => (30, Unit::Second),
        Unit::Hour => (30, Unit::Minute),
        Unit::Day => (12, Unit::Hour),
        Unit::Year | Unit::SchoolYear => (6, Unit::Month),
        Unit::Month => (2, Unit::Week),
        Unit::Decade => (5, Unit::Year),
        Unit::Century => (50, Unit::Year),
        Unit::Millennium => (500, Unit::Year),
        Unit::Week => (3, Unit::Day),
        _ => return None,
    })
}

impl Display for Length {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        f.write_str("P")?;
        let mut clock = false;
        let mut write = |f: &mut Formatter, amount: Option<u32>, unit| {
            let (is_clock, letters, times) = letters(unit);
            if is_clock && !clock {
                f.write_str("T")?;
                clock = true;
            }
            match (amount, unit) {
                (Some(amount), _) => write!(f, "{}{letters}", amount.saturating_mul(times)),
                // Years that are only known to be many are decades or more.
                (None, Unit::Decade) => f.write_str("XDE"),
                (None, Unit::Century) => f.write_str("XCE"),
                (None, _) => write!(f, "X{letters}"),
            }
        };
        for (i, (amount, unit)) in self.parts.iter().flatten().enumerate() {
            let small = half(*unit).filter(|_| self.half && i == 0);
            let same = small.filter(|(_, small)| letters(*small).1 == letters(*unit).1);
            if let (Some((more, small)), Some(amount)) = (same, *amount) {
                // Both are written in the same letters: years.
                let whole = amount.saturating_mul(letters(*unit).2);
                write(f, Some(whole.saturating_add(more)), small)?;
                continue;
            }
            if *amount != Some(0) || small.is_none() {
                write(f, *amount, *unit)?;
            }
            if let Some((amount, unit)) = small {
                write(f, Some(amount), unit)?;
            }
        }
        Ok(())
    }
}

impl Display for Value {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        match self {
            Self::Point(point) | Self::Each(point) => Display::fmt(point, f),
            Self::Duration(length) | Self::Every(length) => Display::fmt(length, f),
            Self::Vague(Reference::Past) => f.write_str("PAST_REF"),
            Self::Vague(Reference::Present) => f.write_str("PRESENT_REF"),
            Self::Vague(Reference::Future) => f.write_str("FUTURE_REF"),
        }
    }
}

impl Value {
    /// Its TIMEX3 type.
    pub fn timex_type(&self) -> TimexType {
        match self {
            Self::Duration(_) => TimexType::Duration,
            Self::Every(_) | Self::Each(_) => TimexType::Set,
            Self::Point(Point { clock: Clock::Part(_) | Clock::At(..), .. }) => TimexType::Time,
            Self::Point(_) | Self::Vague(_) => TimexType::Date,
        }
    }
}
