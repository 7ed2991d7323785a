//! Several annotated articles → one story: the same persons, the same events, one timeline.
//!
//! Nothing is hidden: where the articles contradict one another, the story says so.

mod events;
mod people;
mod span;

use crate::annotation::{Annotation, EventId, Interval, Modality, PersonId, Published};
use crate::language::Language;
use serde::{Deserialize, Serialize};

/// The version of the story's shape.
pub const VERSION: u32 = 1;

/// What several articles tell together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// [`VERSION`].
    pub version: u32,
    /// The articles, in the order they were given.
    pub articles: Vec<Source>,
    /// Every person once.
    pub people: Vec<Person>,
    /// Every event once: those with a time in order, then the others in the order they are told.
    pub events: Vec<Event>,
    /// Where the articles do not agree.
    pub contradictions: Vec<Contradiction>,
}

/// One article of the story.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Its own id, if it has one.
    pub id: Option<String>,
    /// When it was published, as far as can be told.
    pub published: Option<Published>,
}

/// A person or an event of one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Told<Id> {
    /// The article's place in [`Story::articles`], from 0.
    pub article: usize,
    /// The id there.
    pub id: Id,
}

/// A person of the story.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// This person.
    pub id: PersonId,
    /// The fullest name that an article gives.
    pub name: String,
    /// The other names.
    pub aliases: Vec<String>,
    /// When they were born, as far as all ages together tell.
    pub born: Option<Interval>,
    /// Who they are in each article.
    pub told: Vec<Told<PersonId>>,
}

/// An event of the story.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// This event.
    pub id: EventId,
    /// The type, such as `life.separation`.
    #[serde(rename = "type")]
    pub event_type: String,
    /// The type in a reader's word.
    pub label: String,
    /// The type of schema.org that comes nearest.
    pub schema: String,
    /// Whether it happened.
    pub modality: Modality,
    /// Who took part.
    pub people: Vec<PersonId>,
    /// When it was.
    pub when: Option<When>,
    /// What it is in each article.
    pub told: Vec<Told<EventId>>,
}

/// The time of an event, as far as all articles together tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// In EDTF.
    pub edtf: String,
    /// The first day it can mean.
    pub earliest: String,
    /// The last day it can mean.
    pub latest: String,
    /// What decided it, in one sentence.
    pub why: String,
}

/// Where two articles do not agree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "lowercase")]
pub enum Contradiction {
    /// The ages that they give one person fit no one birth.
    Birth {
        /// Who.
        person: PersonId,
        /// What each article says.
        told: Vec<(usize, Interval)>,
    },
    /// What happens once in a life has two times.
    Time {
        /// The two events.
        events: [EventId; 2],
    },
    /// One tells as done what the other says did not happen.
    Modality {
        /// The two events.
        events: [EventId; 2],
    },
}

/// Tells the articles together, in the words of `language`. Each may be in a language of its own.
pub fn story(articles: &[Annotation], language: &Language) -> Story {
    let (people, whom, mut contradictions) = people::merge(articles);
    let (events, more) = events::merge(articles, &whom, language);
    contradictions.extend(more);
    let sources =
        articles.iter().map(|article| Source { id: article.id.clone(), published: article.published.clone() });
    Story { version: VERSION, articles: sources.collect(), people, events, contradictions }
}
