//! Times → mentions: each read against the publication date and the times before it.

use super::edtf;
use super::grammar::Grammar;
use super::names::{Hint, Modifier, Op, Origin, Part, Reference, Slot, Unit, VAGUE};
use super::point::{Context, Focus, Found, Reason};
use super::publication::{self, Publication};
use super::tense::Clauses;
use super::value::{Clock, Length, Point, Value, Within, Years};
use super::why::why;
use super::{Policy, Slots, Time};
use crate::annotation::{DateMention, Dated, Lean, MentionId, TimexType};
use crate::article::PartialDate;
use chrono::{Datelike, NaiveDate};

/// What is known of a time once it is resolved.
pub struct Resolved {
    pub value: Value,
    pub modifier: Option<Modifier>,
    pub reason: Reason,
    /// The time that it was counted from.
    pub anchor: Option<usize>,
    /// The first and the last day that it can touch.
    pub bounds: Option<(NaiveDate, NaiveDate)>,
    /// The days that it can be, where there are several.
    pub candidates: Vec<NaiveDate>,
    /// Where its clause looks, if that decides which of several times it is.
    pub lean: Lean,
}

/// Resolves all times of a document; also gives the value of each.
pub fn resolve(
    times: &[Time],
    clauses: &Clauses,
    given: Option<PartialDate>,
    policy: Policy,
    clock: Option<(u32, u32)>,
) -> (Dated, Vec<Value>) {
    let Clauses { document, grammar, .. } = *clauses;
    let publication = publication::find(times, clauses, given);
    let mut resolver = Resolver {
        clauses: *clauses,
        publication: publication.as_ref(),
        policy,
        clock,
        focus: Focus::default(),
        line: 0,
        token: 0,
        clock_line: 0,
        year_line: None,
        last_year: None,
        spoken: None,
        set: None,
    };
    let mut mentions = Vec::with_capacity(times.len());
    let mut values = Vec::with_capacity(times.len());
    let mut places = Vec::with_capacity(times.len());
    for (i, time) in times.iter().enumerate() {
        let resolved = resolver.time(i, time);
        values.push(resolved.value);
        places.push((time.tokens.clone(), resolved.lean));
        let anchor = resolved.anchor.map(|place| times[place].span.of(document.text));
        let published = publication.as_ref().map(|publication| publication.published.value);
        let value = resolved.value.to_string();
        let clock = time.slots.has(Slot::Clock) && matches!(resolved.value, Value::Point(_));
        mentions.push(DateMention {
            id: MentionId(i),
            spans: vec![time.span],
            text: time.span.of(document.text).to_owned(),
            timex: if clock { TimexType::Time } else { resolved.value.timex_type() },
            why: why(grammar, &resolved, &value, published, anchor),
            value,
            modifier: resolved.modifier.map(|modifier| Modifier::NAMES[modifier as usize].to_owned()),
            anchor: resolved.anchor.map(MentionId),
            edtf: if resolved.candidates.is_empty() {
                edtf::edtf(&resolved.value, resolved.modifier)
            } else {
                Some(edtf::one_of(&resolved.candidates))
            },
            earliest: resolved.bounds.map(|(first, _)| first.to_string()),
            latest: resolved.bounds.map(|(_, last)| last.to_string()),
        });
    }
    (Dated { published: publication.map(|publication| publication.published), mentions, places }, values)
}

struct Resolver<'a> {
    clauses: Clauses<'a>,
    publication: Option<&'a Publication>,
    policy: Policy,
    /// The hour and the minute of publication.
    clock: Option<(u32, u32)>,
    focus: Focus,
    /// The line that the walk is in, and the token up to which lines were counted.
    line: usize,
    token: usize,
    /// The line of the last time on the clock, and the line headed by a year.
    clock_line: usize,
    year_line: Option<usize>,
    /// The last whole year: its place, the year, the token after it.
    last_year: Option<(usize, i32, usize)>,
    /// The token of the last day, and of the last repetition after it.
    spoken: Option<usize>,
    set: Option<usize>,
}

impl Resolver<'_> {
    fn time(&mut self, place: usize, time: &Time) -> Resolved {
        let document = self.clauses.document;
        self.line += (self.token..time.tokens.start).filter(|i| document.ends_line(*i)).count();
        self.token = time.tokens.start;
        let slots = &time.slots;
        let modifier = slots.get(Slot::Mod).and_then(Modifier::of);
        let plain = |value| Resolved {
            value,
            modifier,
            reason: Reason::Stated,
            anchor: None,
            bounds: None,
            candidates: Vec::new(),
            lean: Lean::Unknown,
        };
        match time.op {
            Op::Duration => plain(Value::Duration(length(slots))),
            Op::Ref => {
                let reference = slots.get(Slot::Ref).and_then(Reference::of).unwrap_or(Reference::Present);
                let anchor = self.focus.last.map(|(place, _)| place).filter(|_| reference == Reference::Past);
                Resolved { anchor, ..plain(Value::Vague(reference)) }
            }
            Op::Set => {
                self.set = Some(time.tokens.start);
                plain(set(slots, self.clauses.grammar))
            }
            Op::Date => {
                let resolved = self.date(place, time, modifier);
                self.note(place, time, &resolved);
                resolved
            }
        }
    }

    fn date(&self, place: usize, time: &Time, modifier: Option<Modifier>) -> Resolved {
        let document = self.clauses.document;
        let sentence = document.sentence(time.tokens.start);
        let slots = &time.slots;
        let from_text = slots.get(Slot::From) == Some(Origin::Text as i16);
        let at_line_start = time.tokens.start == 0 || document.ends_line(time.tokens.start - 1);
        let mut focus = self.focus;
        focus.clock = focus.clock.filter(|_| from_text || self.clock_line == self.line);
        let touches = |(_, _, end): &(usize, i32, usize)| time.tokens.start - end <= 2 && *end > sentence.start;
        let touching = self.last_year.filter(touches).map(|(place, year, _)| (place, year));
        focus.year = touching.or(focus.year.filter(|_| self.year_line == Some(self.line)));
        focus.part = focus.day.and_then(|(_, point)| part_of(point.clock));
        focus.night = focus.day.is_some_and(|(_, point)| point.clock == Clock::Part(Part::Night));
        focus.fresh = slots.has(Slot::Precise)
            || focus
                .day
                .is_some_and(|(day, _)| day + 1 == place || self.spoken.is_some_and(|token| token >= sentence.start));
        focus.repeats = self.set.is_some_and(|token| token >= sentence.start);
        focus.part = focus.part.filter(|_| !focus.repeats);
        if at_line_start && slots.has(Slot::Hour) {
            (focus.day, focus.part) = (None, None);
        }
        let until = time.tokens.start > 0 && self.clauses.has(time.tokens.start - 1, Hint::Until);
        let closing = until || matches!(focus.part, Some(Part::Evening | Part::Night | Part::Afternoon));
        let lean = if leans(slots) {
            self.clauses.lean(&time.matched, &sentence, slots.has(Slot::Weekday) && !slots.has(Slot::Day))
        } else {
            Lean::Unknown
        };
        let context = |today| Context {
            grammar: self.clauses.grammar,
            today,
            lean,
            ahead: self.policy == Policy::Assistant,
            now: self.clock,
            focus,
            closing,
        };
        let Some(publication) = self.publication else {
            return self.resolved(context(None).date(slots), None, modifier, lean);
        };
        let first = context(Some(publication.first)).date(slots);
        let several = publication.first != publication.last;
        let last = several.then(|| context(Some(publication.last)).date(slots));
        self.resolved(first, last, modifier, lean)
    }

    /// What two readings, by the first and by the last day of publication, leave.
    fn resolved(&self, first: Found, last: Option<Found>, modifier: Option<Modifier>, lean: Lean) -> Resolved {
        let (value, reason, anchor) = first;
        let bounds = |value: &Value| match value {
            Value::Point(point) => point.bounds(),
            _ => None,
        };
        let own = bounds(&value);
        let alone = Resolved { value, modifier, reason, anchor, bounds: own, candidates: Vec::new(), lean };
        let (Value::Point(one), Some((Value::Point(other), ..))) = (value, last) else { return alone };
        if one == other {
            return alone;
        }
        let both = one.bounds().zip(other.bounds()).map(|((a, b), (c, d))| (a.min(c), b.max(d)));
        let mut candidates = Vec::new();
        let mut common = one.common(other);
        if let (Some(a), Some(b)) = (one.date(), other.date()) {
            // The same weekday of several weeks.
            if a.weekday() == b.weekday() && (b - a).num_days() <= 70 && a < b {
                candidates = a.iter_weeks().take_while(|day| *day <= b).collect();
                common =
                    Point { year: Years::Open, within: Within::Weekday(0, a.weekday().number_from_monday()), ..common };
            }
        }
        Resolved { value: Value::Point(common), modifier, reason: Reason::Open, anchor, bounds: both, candidates, lean }
    }

    /// Remembers what later times may be counted from.
    fn note(&mut self, place: usize, time: &Time, resolved: &Resolved) {
        let Value::Point(point) = resolved.value else { return };
        if resolved.bounds.is_some() {
            self.focus.last = Some((place, point));
        }
        let known_day = point.date().is_some() || matches!(point.within, Within::Weekday(..) | Within::Day(1.., 1..));
        if known_day {
            self.focus.day = Some((place, point));
            self.spoken = Some(time.tokens.start);
            self.set = None;
        }
        if matches!(point.clock, Clock::At(..)) && point.date().is_some() {
            self.focus.clock = Some((place, point));
            self.clock_line = self.line;
        }
        let document = self.clauses.document;
        let (start, end) = (time.tokens.start, time.tokens.end);
        let heads = start == 0 || document.ends_line(start - 1);
        let colon = end < document.tokens.len() && !document.ends_line(end - 1) && document.word(end) == ":";
        if let (Years::Year(year), Within::All) = (point.year, point.within) {
            self.last_year = Some((place, year, end));
            if heads && colon {
                self.focus.year = Some((place, year));
                self.year_line = Some(self.line);
            }
        }
    }
}

/// Whether the words leave it to the sentence which of several times is meant.
fn leans(slots: &Slots) -> bool {
    let named = [Slot::Weekday, Slot::Month, Slot::Season, Slot::Quarter, Slot::Half, Slot::Holiday, Slot::Week];
    let weekend = slots.get(Slot::Unit) == Some(Unit::Weekend as i16);
    let fixed = slots.has(Slot::Year) || slots.has(Slot::YearShort) || slots.has(Slot::Dir);
    weekend || !fixed && named.iter().any(|slot| slots.has(*slot))
}

fn part_of(clock: Clock) -> Option<Part> {
    match clock {
        Clock::Part(part) => Some(part),
        Clock::At(hour, ..) => Some(match hour {
            0..6 => Part::Night,
            6..12 => Part::Morning,
            12..18 => Part::Afternoon,
            _ => Part::Evening,
        }),
        Clock::All => None,
    }
}

fn length(slots: &Slots) -> Length {
    let part = |amount: Slot, unit: Slot| {
        let unit = slots.get(unit).and_then(Unit::of)?;
        let amount = slots.get(amount).filter(|amount| *amount != VAGUE);
        Some((amount.and_then(|amount| u32::try_from(amount).ok()), unit))
    };
    let parts = [part(Slot::Amount, Slot::Unit), part(Slot::Amount2, Slot::Unit2), part(Slot::Amount3, Slot::Unit3)];
    Length { parts, half: slots.get(Slot::Plus).is_some_and(|plus| matches!(plus, 1 | 5)) }
}

fn set(slots: &Slots, grammar: &Grammar) -> Value {
    let point = |within| {
        let clock = slots.get(Slot::Part).and_then(Part::of).map_or(Clock::All, Clock::Part);
        Value::Each(Point { year: Years::Open, within, clock })
    };
    if let Some(weekday) = slots.number(Slot::Weekday) {
        return point(Within::Weekday(0, weekday));
    }
    if let Some(row) = slots.get(Slot::Holiday).and_then(|place| grammar.holiday(place)).filter(|row| row[0] == 0) {
        return point(Within::Day(row[1] as u32, row[2] as u32));
    }
    if let Some(month) = slots.number(Slot::Month) {
        return point(Within::Month(month));
    }
    match slots.get(Slot::Season).and_then(super::names::Season::of) {
        Some(season) => point(Within::Season(season)),
        None => Value::Every(length(slots)),
    }
}
