//! Dates: find (grammar) → resolve (calendar, anchors) → TIMEX3 and EDTF values.
//!
//! The grammar is data of the language, compiled into its pack. `find` reads it into [`Time`]s: what the
//! words say, slot by slot. `resolve` ties each to the calendar: one [`value::Value`] with a reason, out
//! of which every notation comes.

pub mod calendar;
mod clock;
mod edtf;
mod event_anchor;
mod find;
mod grammar;
pub mod names;
mod point;
mod publication;
mod resolve;
mod shift;
mod tense;
mod timex;
pub mod value;
mod why;
mod year;

use crate::annotation::{DateMention, Dated, EventMention, Span};
use crate::article::PartialDate;
use crate::error::Error;
use crate::language::Language;
use crate::sentence::Document;
use grammar::Grammar;
use names::{Op, Slot};
use std::ops::Range;
use tense::Clauses;
use value::Value;

/// How a date that can be past or future is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Policy {
    /// News looks back unless the words say otherwise.
    #[default]
    News,
    /// An assistant is asked about what is to come.
    Assistant,
}

/// A time expression as the grammar read it, not yet tied to the calendar.
#[derive(Debug, Clone)]
pub struct Time {
    /// Where it stands.
    pub span: Span,
    /// The same in tokens.
    pub tokens: Range<usize>,
    /// The tokens of the whole match, with what it only read and its other times.
    matched: Range<usize>,
    op: Op,
    slots: Slots,
}

/// What a rule said of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Slots([i16; Slot::ALL.len()]);

impl Default for Slots {
    fn default() -> Self {
        Self([i16::MIN; Slot::ALL.len()])
    }
}

impl Slots {
    fn set(&mut self, slot: Slot, value: i16) {
        self.0[slot as usize] = value;
    }

    fn get(&self, slot: Slot) -> Option<i16> {
        Some(self.0[slot as usize]).filter(|value| *value != i16::MIN)
    }

    fn has(&self, slot: Slot) -> bool {
        self.get(slot).is_some()
    }

    fn number(&self, slot: Slot) -> Option<u32> {
        self.get(slot).and_then(|value| u32::try_from(value).ok())
    }
}

/// The dates of a text alone, without its people: for those who need no more.
pub fn dates(text: &str, language: &Language, given: Option<PartialDate>, policy: Policy) -> Vec<DateMention> {
    dates_at(text, language, given, policy, None)
}

/// The same, at an hour and a minute of that day: what is said to an assistant is counted from now.
pub fn dates_at(
    text: &str,
    language: &Language,
    given: Option<PartialDate>,
    policy: Policy,
    clock: Option<(u32, u32)>,
) -> Vec<DateMention> {
    read_at(&Document::new(text, language), language, &[], given, policy, clock).dated.mentions
}

/// Checks the date parts of a pack.
pub(crate) fn check(language: &Language) -> Result<(), Error> {
    match Grammar::new(language) {
        Some(_) => Ok(()),
        None => Err(Error::BadPack("its date rules cannot be read")),
    }
}

/// The dates of a document.
#[derive(Default)]
pub struct Dates {
    /// What other stages need of them.
    pub dated: Dated,
    /// Of each mention, the words it was read from, and its value.
    times: Vec<Time>,
    values: Vec<Value>,
    /// See [`Clauses::hints`].
    hints: Vec<u32>,
}

impl Dates {
    /// Gives lengths of time before or after one of these events the days that they point to.
    pub(crate) fn anchor(&mut self, document: &Document, language: &Language, triggers: &[EventMention]) {
        let Some(grammar) = Grammar::new(language) else { return };
        let clauses = Clauses { document, grammar: &grammar, hints: &self.hints };
        event_anchor::anchor(&self.times, &self.values, &clauses, triggers, &mut self.dated.mentions);
    }
}

/// Finds the time expressions of a document outside the spans that are `taken` by persons and ages, gives each a value, and
/// finds the publication date where none is given.
pub fn read(
    document: &Document,
    language: &Language,
    taken: &[Span],
    given: Option<PartialDate>,
    policy: Policy,
) -> Dates {
    read_at(document, language, taken, given, policy, None)
}

fn read_at(
    document: &Document,
    language: &Language,
    taken: &[Span],
    given: Option<PartialDate>,
    policy: Policy,
    clock: Option<(u32, u32)>,
) -> Dates {
    let Some(grammar) = Grammar::new(language) else { return Dates::default() };
    let (mut times, hints) = find::find(document, &grammar, taken, policy);
    let clauses = Clauses { document, grammar: &grammar, hints: &hints };
    times.retain(|time| !clauses.is_conjunction(&time.tokens, &document.sentence(time.tokens.start)));
    let (dated, values) = resolve::resolve(&times, &clauses, given, policy, clock);
    Dates { dated, times, values, hints }
}
