//! Which mentions mean the same event.

use super::when::{Reason, anchors, edtf, times};
use super::who::{Cast, MUTUAL};
use super::{Labels, Notes};
use crate::annotation::{DateMention, Event, EventId, EventMention, Modality, Person, PersonId, PersonMention, When};
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

/// The token that a byte lies in.
pub fn token_at(starts: &[usize], byte: usize) -> usize {
    starts.partition_point(|start| *start <= byte).saturating_sub(1)
}

/// Decides which mentions mean the same event (sets `event`), who took part and when it happened.
pub(crate) fn link(
    document: &Document,
    language: &Language,
    notes: &Notes,
    triggers: &mut [EventMention],
    (persons, people): (&[PersonMention], &[Person]),
    dates: &[DateMention],
) -> Vec<Event> {
    let starts: Vec<usize> = document.tokens.iter().map(|token| token.start as usize).collect();
    let cast = Cast::new(notes, Words::new(language.section(b"word")).ok(), &starts, persons, people);
    let times = times(notes, &anchors(notes, &starts, dates));
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut by_type: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut couple: Option<BTreeSet<PersonId>> = None;
    for (place, trigger) in triggers.iter().enumerate() {
        let mut people = cast.of(place, &trigger.event_type, couple.as_ref());
        if let Some((date, Reason::Next)) = times[place] {
            // What tells more of it also tells whose it is.
            let more = cast.of_sentence(token_at(&starts, dates[date].spans[0].start));
            people = if more.is_empty() { people } else { more };
        }
        if MUTUAL.contains(&trigger.event_type.as_str()) && people.len() == 2 {
            couple = Some(people.clone());
        }
        let when = times[place].map(|(date, reason)| (date, reason, place));
        let fits = |cluster: &Cluster| same(cluster, place, &people, when, trigger, triggers, notes, dates);
        let of_type = by_type.entry(&trigger.event_type).or_default();
        match of_type.iter().rev().copied().find(|known| fits(&clusters[*known])) {
            Some(known) => {
                let cluster = &mut clusters[known];
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
                of_type.push(clusters.len());
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

/// Whether a mention means the event that a cluster of its type stands for: times that agree, and the same
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
    let word = cluster.mentions.iter().any(|known| notes.words[*known] == notes.words[place]);
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
