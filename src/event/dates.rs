//! Dates as the events of their article see them.

use crate::annotation::{DateMention, Dated, Lean, TimexType};
use crate::lexicon::hash;
use std::cmp::Ordering;
use std::ops::Range;

/// What a date says.
#[derive(Debug, Clone)]
pub struct Face {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The pattern of its value: whether it names a day, a month, a year, a week.
    pub pattern: u32,
    /// Whether that is before the article was published (0), when it was (1) or after (2); 3 where nothing tells.
    pub side: u32,
    /// Its type and its TIMEX3 modifier.
    pub timex: TimexType,
    pub modifier: u32,
    /// Where its clause looks, if that decides which of several times it means.
    pub lean: Lean,
}

impl Face {
    /// Whether something can have happened then: it is no length of time and no repetition.
    pub fn is_time(&self) -> bool {
        matches!(self.timex, TimexType::Date | TimexType::Time)
    }
}

/// Those of all dates of an article.
pub fn faces(dates: &Dated) -> Vec<Face> {
    let published = dates.published.as_ref().map(|published| published.value.to_string());
    let face = |(date, (tokens, lean)): (&DateMention, &(Range<usize>, Lean))| Face {
        tokens: tokens.clone(),
        pattern: pattern(&date.value),
        side: side(&date.value, published.as_deref()),
        timex: date.timex,
        modifier: date.modifier.as_deref().map_or(0, hash),
        lean: *lean,
    };
    dates.mentions.iter().zip(&dates.places).map(face).collect()
}

/// The day of a TIMEX3 value, without the time of day.
pub fn day(value: &str) -> &str {
    value.split('T').next().unwrap_or_default()
}

/// A value's pattern: each digit is one.
fn pattern(value: &str) -> u32 {
    if value.ends_with("_REF") {
        return hash(value);
    }
    let letters: String = day(value).chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
    hash(&letters)
}

/// Where a value lies as seen from the day of publication, as far as both are told.
fn side(value: &str, published: Option<&str>) -> u32 {
    let told = value.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'-').count();
    let (Some(published), true) = (published, told >= 4 && !value.contains('X')) else { return 3 };
    let length = match told.min(published.len()) {
        10.. => 10,
        7.. => 7,
        _ => 4,
    };
    match value.as_bytes()[..length].cmp(&published.as_bytes()[..length]) {
        Ordering::Less => 0,
        Ordering::Equal => 1,
        Ordering::Greater => 2,
    }
}
