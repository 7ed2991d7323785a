//! Which mentions mean the same event.

use super::when::{Reason, anchors, edtf, times};
use super::who::Cast;
use super::{Labels, Notes};
use crate::annotation::{DateMention, Event, EventId, EventMention, Modality, PersonId, PersonMention, When};
use crate::language::Language;
use crate::lexicon::Words;
use crate::sentence::Document;
use std::collections::{BTreeMap, BTreeSet};

/// Who is named by fewer mentions than this part of those that name the first does not take part.
const CAST: usize = 2;

/// An event as it is put together.
struct Cluster {
    mentions: Vec<usize>,
    people: BTreeSet<PersonId>,
    /// How many mentions each takes part in.
    counts: BTreeMap<PersonId, usize>,
    /// The time, its reason, and the mention that has it.
    when: Option<(usize, Reason, usize)>,
}

impl Cluster {
    fn add(&mut self, people: &BTreeSet<PersonId>) {
        self.people.extend(people);
        for person in people {
            *self.counts.entry(*person).or_default() += 1;
        }
    }

    /// Who takes part: whom a good part of the mentions name.
    fn cast(&self) -> Vec<PersonId> {
        let top = self.counts.values().copied().max().unwrap_or(0);
        self.counts.iter().filter(|(_, count)| **count * CAST >= top).map(|(person, _)| *person).collect()
    }
}

/// Decides which mentions mean the same event (sets `event`), who took part and when it happened.
pub(crate) fn link(
    document: &Document,
    language: &Language,
    notes: &Notes,
    triggers: &mut [EventMention],
    persons: &[PersonMention],
    dates: &[DateMention],
) -> Vec<Event> {
    let starts: Vec<usize> = document.tokens.iter().map(|token| token.start as usize).collect();
    let cast = Cast::new(notes, Words::new(language.section(b"word")).ok(), &starts, persons);
    let times = times(notes, &anchors(notes, &starts, dates));
    let mut clusters: Vec<Cluster> = Vec::new();
    for (place, trigger) in triggers.iter().enumerate() {
        let people = cast.of(place, &trigger.event_type);
        let when = times[place].map(|(date, reason)| (date, reason, place));
        let fits = |cluster: &&mut Cluster| same(cluster, place, &people, when, trigger, triggers, notes, dates);
        match clusters.iter_mut().rev().find(fits) {
            Some(cluster) => {
                cluster.mentions.push(place);
                cluster.add(&people);
                let closer = |known: &(usize, Reason, usize)| when.is_some() && known.1 != Reason::Clause;
                if cluster.when.as_ref().is_none_or(closer) {
                    cluster.when = when;
                }
            }
            None => {
                let mut cluster =
                    Cluster { mentions: vec![place], people: BTreeSet::new(), counts: BTreeMap::new(), when };
                cluster.add(&people);
                clusters.push(cluster);
            }
        }
    }
    let labels = Labels::new(language);
    let mut events = Vec::with_capacity(clusters.len());
    for (number, cluster) in clusters.into_iter().enumerate() {
        let first = &triggers[cluster.mentions[0]];
        let when = cluster.when.map(|(date, reason, place)| {
            let edtf = edtf(&dates[date]);
            let reason = if place == cluster.mentions[0] { reason } else { Reason::Same };
            let why = labels.why(reason.name(), &dates[date].text, &triggers[place].text);
            When { edtf, from: Some(dates[date].id), why }
        });
        events.push(Event {
            id: EventId(number),
            event_type: first.event_type.clone(),
            label: labels.label(&first.event_type).to_owned(),
            schema: labels.schema(&first.event_type).to_owned(),
            mentions: cluster.mentions.iter().map(|place| triggers[*place].id).collect(),
            people: cluster.cast(),
            when,
        });
        for place in cluster.mentions {
            triggers[place].event = EventId(number);
        }
    }
    events
}

/// Whether a mention means the event that a cluster stands for: one type, times that agree, and the same
/// persons or the same word.
#[allow(clippy::too_many_arguments, reason = "what a mention is known by")]
fn same(
    cluster: &Cluster,
    place: usize,
    people: &BTreeSet<PersonId>,
    when: Option<(usize, Reason, usize)>,
    trigger: &EventMention,
    triggers: &[EventMention],
    notes: &Notes,
    dates: &[DateMention],
) -> bool {
    let first = &triggers[cluster.mentions[0]];
    if first.event_type != trigger.event_type {
        return false;
    }
    let apart = |a: Modality, b: Modality| a == Modality::Other && b == Modality::Asserted;
    if apart(first.modality, trigger.modality) || apart(trigger.modality, first.modality) {
        return false;
    }
    let both = cluster.when.zip(when);
    if both.is_some_and(|((a, ..), (b, ..))| !overlap(&dates[a], &dates[b])) {
        return false;
    }
    let shared = !cluster.people.is_disjoint(people);
    let open = cluster.people.is_empty() || people.is_empty();
    let word = cluster.mentions.iter().any(|known| notes.lemmas[*known] == notes.lemmas[place]);
    // A headline tells of what the article tells.
    let headline = notes.clauses.sentence[notes.heads[cluster.mentions[0]]] == 0;
    shared || open && (word || headline)
}

/// Whether two times can be the same: their first and last days overlap.
fn overlap(a: &DateMention, b: &DateMention) -> bool {
    match (&a.earliest, &a.latest, &b.earliest, &b.latest) {
        (Some(a1), Some(a2), Some(b1), Some(b2)) => a1 <= b2 && b1 <= a2,
        _ => a.value == b.value,
    }
}
