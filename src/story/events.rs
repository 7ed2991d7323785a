//! The same events in several articles, in the order they happened.

use super::people::Whom;
use super::span::{both, narrowed};
use super::{Contradiction, Event, Told, When};
use crate::annotation::{self, Annotation, EventId, Interval, Mention, Modality, PersonId};
use crate::event::Labels;
use crate::language::Language;
use std::collections::BTreeSet;

/// Types of which a life holds one.
const ONCE: &[&str] = &["life.birth", "life.death"];

/// The events of the story in order, and where the articles do not agree on them.
pub fn merge(articles: &[Annotation], whom: &Whom, language: &Language) -> (Vec<Event>, Vec<Contradiction>) {
    let labels = Labels::new(language);
    let mut events: Vec<Event> = Vec::new();
    for (article, annotation) in articles.iter().enumerate() {
        for event in &annotation.events {
            let event = lift(article, annotation, event, &whom[article], &labels);
            // Two events of one article are two.
            let free = |known: &&mut Event| known.told.iter().all(|told| told.article != article);
            match events.iter_mut().filter(free).find(|known| alike(known, &event)) {
                Some(known) => join(known, event, &labels),
                None => events.push(event),
            }
        }
    }
    // A stable sort: what has no time, or the same, stays in the order it is told.
    events.sort_by(|a, b| match (&a.when, &b.when) {
        (Some(a), Some(b)) => (&a.earliest, &a.latest).cmp(&(&b.earliest, &b.latest)),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    for (place, event) in events.iter_mut().enumerate() {
        event.id = EventId(place);
    }
    let contradictions = contradictions(&events);
    (events, contradictions)
}

/// An article's event with the story's persons.
fn lift(
    article: usize,
    annotation: &Annotation,
    event: &annotation::Event,
    whom: &[PersonId],
    labels: &Labels,
) -> Event {
    let people: BTreeSet<PersonId> = event.people.iter().filter_map(|person| whom.get(person.0).copied()).collect();
    let mention = |id: &annotation::MentionId| annotation.mentions.get(id.0);
    let modality = event.mentions.iter().filter_map(mention).find_map(|mention| match mention {
        Mention::Event(mention) => Some(mention.modality),
        _ => None,
    });
    let when = event.when.as_ref().and_then(|when| match when.from.as_ref().and_then(mention) {
        Some(Mention::Date(date)) => Some(When {
            edtf: when.edtf.clone(),
            earliest: date.earliest.clone()?,
            latest: date.latest.clone()?,
            why: when.why.clone(),
        }),
        _ => None,
    });
    Event {
        id: event.id,
        event_type: event.event_type.clone(),
        label: labels.label(&event.event_type).to_owned(),
        schema: event.schema.clone(),
        modality: modality.unwrap_or(Modality::Asserted),
        people: people.into_iter().collect(),
        when,
        told: vec![Told { article, id: event.id }],
    }
}

fn days(when: &When) -> Interval {
    Interval { earliest: when.earliest.clone(), latest: when.latest.clone() }
}

fn share(a: &Event, b: &Event) -> bool {
    a.people.iter().any(|person| b.people.contains(person))
}

/// Whether two articles tell of one event: the type, a person, and times that fit or none in both.
fn alike(known: &Event, event: &Event) -> bool {
    let times = match (&known.when, &event.when) {
        (Some(a), Some(b)) => both(&days(a), &days(b)).is_some(),
        (None, None) => true,
        _ => ONCE.contains(&event.event_type.as_str()),
    };
    let modalities =
        known.modality == event.modality || known.modality != Modality::Other && event.modality != Modality::Other;
    known.event_type == event.event_type && share(known, event) && times && modalities
}

/// Adds what another article tells.
fn join(known: &mut Event, event: Event, labels: &Labels) {
    let people: BTreeSet<PersonId> = known.people.iter().chain(&event.people).copied().collect();
    known.people = people.into_iter().collect();
    known.told.extend(event.told);
    // What was to come in one article is done in the other.
    if event.modality == Modality::Asserted {
        known.modality = Modality::Asserted;
    }
    known.when = match (known.when.take(), event.when) {
        (Some(a), Some(b)) => both(&days(&a), &days(&b)).map(|shared| {
            let edtf = narrowed((&a.edtf, &days(&a)), (&b.edtf, &days(&b)), &shared);
            let why = if edtf == a.edtf { a.why } else { labels.why("story", &b.edtf, &known.label) };
            When { edtf, earliest: shared.earliest, latest: shared.latest, why }
        }),
        (a, b) => a.or(b),
    };
}

fn contradictions(events: &[Event]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for (place, a) in events.iter().enumerate() {
        for b in &events[place + 1..] {
            let elsewhere = a.told.iter().all(|x| b.told.iter().all(|y| x.article != y.article));
            if a.event_type != b.event_type || !elsewhere || !share(a, b) {
                continue;
            }
            let pair = [a.id, b.id];
            let (apart, same) = match (&a.when, &b.when) {
                (Some(x), Some(y)) => {
                    let shared = both(&days(x), &days(y));
                    (shared.is_none(), shared.is_some())
                }
                _ => (false, false),
            };
            if ONCE.contains(&a.event_type.as_str()) && apart && a.people == b.people {
                found.push(Contradiction::Time { events: pair });
            } else if same && [a.modality, b.modality].contains(&Modality::Other) && a.modality != b.modality {
                found.push(Contradiction::Modality { events: pair });
            }
        }
    }
    found
}
