//! Times of the day: which day they belong to, and which half of it.

use super::Slots;
use super::calendar;
use super::names::{Part, Slot};
use super::point::{Context, Reason};
use super::value::{Clock, Point, Within, Years};

impl Context<'_> {
    /// The day that a time of the day belongs to: the last one spoken of, or that of publication.
    pub fn day_of_clock(&self) -> (Point, Reason, Option<usize>) {
        let near = |point: Point| match (point.date(), self.today) {
            (Some(date), Some(today)) => (date - today).num_days().abs() <= 10,
            _ => true,
        };
        if self.focus.repeats {
            return (Point { year: Years::Open, within: Within::None, clock: Clock::All }, Reason::Open, None);
        }
        let told = self.today.map(|today| (Point::day(today), Reason::Told, None));
        let spoken = self.focus.day.filter(|(_, point)| self.focus.fresh || near(*point));
        match (spoken, told) {
            (Some((place, point)), _) => (point.at(Clock::All), Reason::Text, Some(place)),
            (None, Some(told)) => told,
            (None, None) => (Point { year: Years::Open, within: Within::None, clock: Clock::All }, Reason::Open, None),
        }
    }

    /// The point at a time on the clock. Twelve-hour words are read by the part of the day spoken of.
    pub fn on_clock(&self, point: Point, slots: &Slots, hour: u32) -> Point {
        let exact = slots.has(Slot::Exact) && !slots.has(Slot::Part);
        let day_is_told = self.focus.day.is_some() || slots.has(Slot::Weekday) || slots.has(Slot::Day);
        let part = slots.get(Slot::Part).and_then(Part::of).or(self.focus.part);
        let minutes = slots.number(Slot::Minute).unwrap_or(0) as i32
            - [Slot::Before, Slot::Before2].iter().map(|slot| i32::from(slots.get(*slot).unwrap_or(0))).sum::<i32>();
        let second = slots.number(Slot::Second);
        let zone =
            slots.get(Slot::Zone).map(i32::from).or(slots.get(Slot::ZoneHours).map(|hours| i32::from(hours) * 60));
        let mut total = hour as i32 * 60 + minutes;
        let mut days = 0;
        let now = self.now.filter(|_| self.ahead).map(|(hour, minute)| (hour * 60 + minute) as i32);
        if let (Some(now), false, None) = (now, exact || hour > 12, part) {
            // An assistant means the next time that the clock shows this.
            total += if total <= now && !day_is_told { 720 } else { 0 };
        } else if !exact && hour <= 12 {
            total += match part {
                Some(Part::Evening) if (180..720).contains(&total) => 720,
                Some(Part::Afternoon) if total < 660 => 720,
                Some(Part::Night) if (540..720).contains(&total) => 720,
                Some(Part::Evening | Part::Night) if total >= 720 => -720,
                // Nobody says what part of the day: the hours that people are up and about.
                None if total < 540 && self.today.is_some() && !self.focus.repeats => 720,
                None if total < 300 && self.focus.repeats => 720,
                _ => 0,
            };
        }
        let after_night = self.focus.night && !slots.has(Slot::Part) && total < 480;
        let after_evening = matches!(part, Some(Part::Evening)) && total < 180;
        if after_night || after_evening || (total == 0 && self.closing) {
            days += 1;
        }
        if now.is_some_and(|now| total <= now) && !day_is_told && part.is_none() {
            days += 1;
        }
        days += i64::from(total.div_euclid(1440));
        let total = total.rem_euclid(1440) as u32;
        let day = match point.date() {
            Some(date) if days != 0 => calendar::shift_days(date, days).map_or(point, Point::day),
            _ => point,
        };
        // A clock without a day that is known stands alone.
        let day = if day.date().is_none() { Point { year: Years::Open, within: Within::None, ..day } } else { day };
        day.at(Clock::At(total / 60, total % 60, second, zone))
    }
}
