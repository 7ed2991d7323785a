//! An article as it comes in: its text, its publication date, and the units its offsets count in.

use crate::error::Error;
use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, fmt, str::FromStr};

/// The longest text taken unless told otherwise, in bytes of UTF-8.
pub const DEFAULT_CAP: usize = 1 << 20;

/// One article to annotate.
#[derive(Debug, Clone)]
pub struct Article<'a> {
    /// The caller's own name for it, carried into the result.
    pub id: Option<String>,
    /// When it was published, as far as the caller knows.
    pub published: Option<PartialDate>,
    text: Cow<'a, str>,
}

impl<'a> Article<'a> {
    /// An article of at most [`DEFAULT_CAP`] bytes.
    ///
    /// # Errors
    /// [`Error::Empty`] and [`Error::TooLong`].
    pub fn new(text: impl Into<Cow<'a, str>>) -> Result<Self, Error> {
        Self::with_cap(text, DEFAULT_CAP)
    }

    /// An article of at most `cap` bytes of UTF-8.
    ///
    /// # Errors
    /// As [`Article::new`].
    pub fn with_cap(text: impl Into<Cow<'a, str>>, cap: usize) -> Result<Self, Error> {
        let text = text.into();
        // Token offsets are u32.
        let cap = cap.min(u32::MAX as usize / 2);
        if text.len() > cap {
            return Err(Error::TooLong { bytes: text.len(), cap });
        }
        if text.trim().is_empty() {
            return Err(Error::Empty);
        }
        Ok(Self { id: None, published: None, text })
    }

    /// The text, as given.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A date known to the year, the month or the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartialDate {
    /// `2021`
    Year(i32),
    /// `2021-02`
    Month(i32, u32),
    /// `2021-02-22`
    Day(NaiveDate),
}

impl PartialDate {
    /// The year, which is always known.
    pub fn year(self) -> i32 {
        use chrono::Datelike;
        match self {
            Self::Year(year) | Self::Month(year, _) => year,
            Self::Day(day) => day.year(),
        }
    }

    /// The first and the last day that it can mean; none where the calendar ends.
    pub fn days(self) -> Option<(NaiveDate, NaiveDate)> {
        match self {
            Self::Day(day) => Some((day, day)),
            Self::Month(year, month) => {
                let first = NaiveDate::from_ymd_opt(year, month, 1)?;
                Some((first, first.checked_add_months(Months::new(1))?.pred_opt()?))
            }
            Self::Year(year) => Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?)),
        }
    }
}

impl FromStr for PartialDate {
    type Err = Error;

    fn from_str(given: &str) -> Result<Self, Error> {
        let bad = || Error::BadDate(given.chars().take(40).collect());
        let parts: Vec<&str> = given.trim().split('-').collect();
        let widths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        let digits = parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
        if !digits || !matches!(widths[..], [4] | [4, 2] | [4, 2, 2]) {
            return Err(bad());
        }
        let number = |i: usize| parts[i].parse::<u32>().map_err(|_| bad());
        let year = number(0)? as i32;
        let month = if parts.len() > 1 { number(1)? } else { 1 };
        let day = if parts.len() > 2 { number(2)? } else { 1 };
        let date = NaiveDate::from_ymd_opt(year, month, day).ok_or_else(bad)?;
        Ok(match parts.len() {
            1 => Self::Year(year),
            2 => Self::Month(year, month),
            _ => Self::Day(date),
        })
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}

/// What an offset counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Bytes of UTF-8, as Rust counts.
    #[default]
    Byte,
    /// UTF-16 code units, as JavaScript counts.
    Utf16,
    /// Unicode code points, as Python counts.
    Codepoint,
}

/// Converts byte offsets of one text into another unit, in one pass when asked in rising order.
pub struct OffsetMap<'a> {
    text: &'a str,
    unit: Unit,
    byte: usize,
    count: usize,
}

impl<'a> OffsetMap<'a> {
    /// A map from bytes of `text` to `unit`.
    pub fn new(text: &'a str, unit: Unit) -> Self {
        Self { text, unit, byte: 0, count: 0 }
    }

    /// The offset of byte `byte`, which must lie on a character boundary of the text.
    pub fn convert(&mut self, byte: usize) -> usize {
        let measure = |part: &str| match self.unit {
            Unit::Byte => part.len(),
            Unit::Utf16 => part.chars().map(char::len_utf16).sum(),
            Unit::Codepoint => part.chars().count(),
        };
        // Mentions come in text order, so steps are short in either direction.
        if byte >= self.byte {
            self.count += measure(&self.text[self.byte..byte]);
        } else {
            self.count -= measure(&self.text[byte..self.byte]);
        }
        self.byte = byte;
        self.count
    }

    /// The byte at offset `count`; `None` inside a character or outside the text.
    pub fn invert(&mut self, count: usize) -> Option<usize> {
        let width = |c: char| match self.unit {
            Unit::Byte => c.len_utf8(),
            Unit::Utf16 => c.len_utf16(),
            Unit::Codepoint => 1,
        };
        let (mut byte, mut at) = (self.byte, self.count);
        while at < count {
            let c = self.text[byte..].chars().next()?;
            (byte, at) = (byte + c.len_utf8(), at + width(c));
        }
        while at > count {
            let c = self.text[..byte].chars().next_back()?;
            (byte, at) = (byte - c.len_utf8(), at - width(c));
            if at < count {
                return None;
            }
        }
        (self.byte, self.count) = (byte, at);
        Some(byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_dates() {
        for good in ["2021", "2021-02", "2021-02-22", "2020-02-29"] {
            assert_eq!(good.parse::<PartialDate>().unwrap().to_string(), good);
        }
        for bad in ["", "21", "2021-13", "2021-02-30", "2021-2", "2021/02", "2021-02-22T10", "-2021", "gisteren"] {
            assert!(matches!(bad.parse::<PartialDate>(), Err(Error::BadDate(_))), "{bad}");
        }
    }

    #[test]
    fn sizes() {
        assert_eq!(Article::new(" \n").unwrap_err(), Error::Empty);
        assert_eq!(Article::with_cap("abc", 2).unwrap_err(), Error::TooLong { bytes: 3, cap: 2 });
        assert!(Article::with_cap("abc", 3).is_ok());
    }

    #[test]
    fn offsets() {
        let text = "é👍🏽a";
        let cases = [(0, 0, 0), (2, 1, 1), (6, 3, 2), (10, 5, 3), (11, 6, 4)];
        let mut utf16 = OffsetMap::new(text, Unit::Utf16);
        let mut codepoint = OffsetMap::new(text, Unit::Codepoint);
        for (byte, wide, point) in cases.iter().chain(cases.iter().rev()) {
            assert_eq!(utf16.convert(*byte), *wide);
            assert_eq!(codepoint.convert(*byte), *point);
            assert_eq!(utf16.invert(*wide), Some(*byte));
            assert_eq!(codepoint.invert(*point), Some(*byte));
        }
        assert_eq!((utf16.invert(2), utf16.invert(7), codepoint.invert(5)), (None, None, None));
    }
}
