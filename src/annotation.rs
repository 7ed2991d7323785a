//! The result: plain data, versioned; also what the stages hand one another.
//!
//! While the stages run, spans count bytes and a [`MentionId`] is the mention's place among those of
//! its own kind. [`Annotation::assemble`] puts the mentions in text order and numbers them anew.

mod fit;

use crate::article::{OffsetMap, PartialDate, Unit};
use crate::order;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::fmt;
use std::ops::Range;

/// The version of the result's shape.
pub const VERSION: u32 = 1;

/// A half-open range `[start, end)` of the text, in the document's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first unit inside.
    pub start: usize,
    /// The first unit after.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Whether the two share a unit.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// By which spans are ordered.
    pub(crate) fn key(self) -> (usize, usize) {
        (self.start, self.end)
    }

    /// The part of `text` inside a span of bytes.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [self.start, self.end].serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <[usize; 2]>::deserialize(deserializer).map(|[start, end]| Self { start, end })
    }
}

/// Ids are numbers inside and a letter with a number outside: `m1`, `p1`, `e1`, counted from 1.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $letter:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
                write!(f, concat!($letter, "{}"), self.0 + 1)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                let number = text.strip_prefix($letter).and_then(|rest| rest.parse::<usize>().ok());
                number
                    .and_then(|number| number.checked_sub(1))
                    .map(Self)
                    .ok_or_else(|| D::Error::custom(concat!("an id is ", $letter, " and a number from 1")))
            }
        }
    };
}

id! {
    /// A mention: its place in [`Annotation::mentions`].
    MentionId, "m"
}
id! {
    /// A person: their place in [`Annotation::people`].
    PersonId, "p"
}
id! {
    /// An event: its place in [`Annotation::events`].
    EventId, "e"
}

/// All that was found in one article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Annotation {
    /// [`VERSION`].
    pub version: u32,
    /// The article's own id, if it has one.
    pub id: Option<String>,
    /// The language it was read in.
    pub lang: String,
    /// When it was published, as far as can be told.
    pub published: Option<Published>,
    /// Every mention, in text order.
    pub mentions: Vec<Mention>,
    /// Every person once.
    pub people: Vec<Person>,
    /// Every event once.
    pub events: Vec<Event>,
}

/// The publication date, and where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// `2021`, `2021-02` or `2021-02-22`.
    #[serde(with = "as_text")]
    pub value: PartialDate,
    /// Who says so.
    pub source: Source,
    /// One sentence.
    pub why: String,
}

/// Where a publication date comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// The caller gave it.
    Given,
    /// The text states it, in a metadata line or a byline.
    Text,
    /// The article's own dates leave one possibility.
    Inferred,
}

/// One mention, of one of four kinds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Mention {
    /// A named human.
    Person(PersonMention),
    /// A date, time, duration or set.
    Date(DateMention),
    /// An age.
    Age(AgeMention),
    /// The trigger of an event.
    Event(EventMention),
}

/// A mention of a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonMention {
    /// This mention.
    pub id: MentionId,
    /// One span.
    pub spans: Vec<Span>,
    /// What stands there.
    pub text: String,
    /// Whom it means.
    pub person: PersonId,
    /// The probability that this is a person, from 0 to 1, in hundredths.
    pub score: f64,
    /// Said where the choice of the person was a close one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub why: Option<String>,
}

/// The four types of a time expression (ISO-TimeML).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    /// A day or more on the calendar.
    Date,
    /// A time of the day.
    Time,
    /// A length of time.
    Duration,
    /// A repetition.
    Set,
}

/// A mention of a time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DateMention {
    /// This mention.
    pub id: MentionId,
    /// One span.
    pub spans: Vec<Span>,
    /// What stands there.
    pub text: String,
    /// Its type.
    #[serde(rename = "type")]
    pub timex: TimexType,
    /// Its TIMEX3 value; `X` where the text leaves it open.
    pub value: String,
    /// The TIMEX3 modifier: `START`, `MID`, `END`, `APPROX`, `MORE_THAN`, `LESS_THAN`,
    /// `EQUAL_OR_MORE`, `EQUAL_OR_LESS`, `BEFORE`, `AFTER`.
    #[serde(rename = "mod")]
    pub modifier: Option<String>,
    /// The time mention it was counted from, if it was one.
    pub anchor: Option<MentionId>,
    /// The same in EDTF (ISO 8601-2), where EDTF can say it.
    pub edtf: Option<String>,
    /// The first day it can mean, `2021-09-30`.
    pub earliest: Option<String>,
    /// The last day it can mean.
    pub latest: Option<String>,
    /// What decided the value, in one sentence.
    pub why: String,
}

/// A mention of an age.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AgeMention {
    /// This mention.
    pub id: MentionId,
    /// One span.
    pub spans: Vec<Span>,
    /// What stands there.
    pub text: String,
    /// The age in years.
    pub years: u32,
    /// Whose it is.
    pub person: Option<PersonId>,
}

/// The trigger of an event: the words that name it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventMention {
    /// This mention.
    pub id: MentionId,
    /// One span, or more where the trigger is split.
    pub spans: Vec<Span>,
    /// What stands there, ` … ` between the parts.
    pub text: String,
    /// The type, such as `life.separation`.
    #[serde(rename = "type")]
    pub event_type: String,
    /// Whether it happened.
    pub modality: Modality,
    /// The event it means.
    pub event: EventId,
}

/// Whether an event happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// It happened or goes on.
    Asserted,
    /// It will happen or is planned.
    Future,
    /// It did not happen, or is only thought of, feared or asked for.
    Other,
}

/// One person of the article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// This person.
    pub id: PersonId,
    /// The fullest name the article gives.
    pub name: String,
    /// The other names it uses.
    pub aliases: Vec<String>,
    /// What it says they are.
    pub roles: Vec<String>,
    /// How they are related to others.
    pub relations: Vec<Relation>,
    /// When they were born, as far as an age and the publication date tell.
    pub born: Option<Interval>,
    /// Where they are named.
    pub mentions: Vec<MentionId>,
}

/// A tie between two persons that the text states.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// `partner`, `former partner`, `child`, `parent` or `sibling`: what `person` is to the bearer.
    pub kind: String,
    /// The other one.
    pub person: PersonId,
}

/// A first and a last possible day, both inside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// `1980-10-01`
    pub earliest: String,
    /// `1981-09-30`
    pub latest: String,
}

/// One event of the article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// This event.
    pub id: EventId,
    /// The type, such as `life.separation`.
    #[serde(rename = "type")]
    pub event_type: String,
    /// The type in a reader's word, such as `scheiding`.
    pub label: String,
    /// The type of schema.org that comes nearest, such as `MarryAction`.
    pub schema: String,
    /// Where it is named.
    pub mentions: Vec<MentionId>,
    /// Who took part.
    pub people: Vec<PersonId>,
    /// When it happened.
    pub when: Option<When>,
}

/// The time of an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct When {
    /// In EDTF.
    pub edtf: String,
    /// The time mention that says so.
    pub from: Option<MentionId>,
    /// What tied them, in one sentence.
    pub why: String,
}

impl Mention {
    /// The spans, in text order.
    pub fn spans(&self) -> &[Span] {
        match self {
            Self::Person(mention) => &mention.spans,
            Self::Date(mention) => &mention.spans,
            Self::Age(mention) => &mention.spans,
            Self::Event(mention) => &mention.spans,
        }
    }

    /// The id.
    pub fn id(&self) -> MentionId {
        match self {
            Self::Person(mention) => mention.id,
            Self::Date(mention) => mention.id,
            Self::Age(mention) => mention.id,
            Self::Event(mention) => mention.id,
        }
    }

    /// What stands there.
    pub fn text(&self) -> &str {
        match self {
            Self::Person(mention) => &mention.text,
            Self::Date(mention) => &mention.text,
            Self::Age(mention) => &mention.text,
            Self::Event(mention) => &mention.text,
        }
    }

    /// The kind as it is written: `person`, `date`, `age` or `event`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Person(_) => "person",
            Self::Date(_) => "date",
            Self::Age(_) => "age",
            Self::Event(_) => "event",
        }
    }

    pub(crate) fn parts_mut(&mut self) -> (&mut MentionId, &mut Vec<Span>) {
        match self {
            Self::Person(mention) => (&mut mention.id, &mut mention.spans),
            Self::Date(mention) => (&mut mention.id, &mut mention.spans),
            Self::Age(mention) => (&mut mention.id, &mut mention.spans),
            Self::Event(mention) => (&mut mention.id, &mut mention.spans),
        }
    }
}

/// What the stages found, each kind in text order, before [`Annotation::assemble`].
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub persons: Vec<PersonMention>,
    pub dates: Vec<DateMention>,
    pub ages: Vec<AgeMention>,
    pub events: Vec<EventMention>,
}

/// The dates of a document, as the other stages need them.
#[derive(Debug, Default)]
pub struct Dated {
    /// When it was published: as given, or as it says itself.
    pub published: Option<Published>,
    /// In text order.
    pub mentions: Vec<DateMention>,
    /// Of each mention, its tokens and where its clause looks.
    pub places: Vec<(Range<usize>, Lean)>,
}

/// Where the clause of a time looks, if that decides which of several times it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lean {
    /// Back.
    Past,
    /// Ahead.
    Future,
    /// Nobody can tell, or it decides nothing.
    Unknown,
}

impl Annotation {
    /// Puts the mentions in text order, numbers them, and lists each person's and event's own.
    pub(crate) fn assemble(
        found: Found,
        mut people: Vec<Person>,
        mut events: Vec<Event>,
        published: Option<Published>,
        id: Option<String>,
        lang: String,
    ) -> Self {
        let count = found.persons.len() + found.dates.len() + found.ages.len() + found.events.len();
        let mut mentions: Vec<Mention> = Vec::with_capacity(count);
        mentions.extend(found.persons.into_iter().map(Mention::Person));
        mentions.extend(found.dates.into_iter().map(Mention::Date));
        mentions.extend(found.ages.into_iter().map(Mention::Age));
        mentions.extend(found.events.into_iter().map(Mention::Event));
        order::sort_by_key(&mut mentions, |mention| mention.spans()[0].key());

        // A date's id is its place among the dates until here: `anchor` and `from` follow it.
        let mut new_date_ids = vec![MentionId(0); mentions.len()];
        for (place, mention) in mentions.iter_mut().enumerate() {
            if let Mention::Date(date) = mention {
                new_date_ids[date.id.0] = MentionId(place);
            }
            *mention.parts_mut().0 = MentionId(place);
        }
        for person in &mut people {
            person.mentions.clear();
        }
        for event in &mut events {
            event.mentions.clear();
            if let Some(from) = event.when.as_mut().and_then(|when| when.from.as_mut()) {
                *from = new_date_ids[from.0];
            }
        }
        for mention in &mut mentions {
            match mention {
                Mention::Person(person) => people[person.person.0].mentions.push(person.id),
                Mention::Event(event) => events[event.event.0].mentions.push(event.id),
                Mention::Date(date) => date.anchor = date.anchor.map(|anchor| new_date_ids[anchor.0]),
                Mention::Age(_) => {}
            }
        }
        Self { version: VERSION, id, lang, published, mentions, people, events }
    }

    /// The same result with spans that count `unit` instead of bytes of `text`.
    pub fn with_offsets(mut self, text: &str, unit: Unit) -> Self {
        let mut map = OffsetMap::new(text, unit);
        for mention in &mut self.mentions {
            for span in mention.parts_mut().1 {
                *span = Span::new(map.convert(span.start), map.convert(span.end));
            }
        }
        self
    }
}

/// Values that are written as text.
mod as_text {
    use super::*;

    pub fn serialize<T: fmt::Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
    where
        T: std::str::FromStr<Err: fmt::Display>,
        D: Deserializer<'de>,
    {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}
