//! Which mentions mean the same event.

use super::people::People;
use super::when::{Reason, anchors, edtf, times};
use super::who::{Cast, MUTUAL};
use super::{Labels, Notes, TYPES, type_number};
use crate::annotation::{DateMention, Event, EventId, EventMention, Modality, Person, PersonId, PersonMention, When};
use crate::language::Language;
use crate::lexicon::Words;
use crate::sentence::Document;

/// Who is named by fewer mentions than this part of those that name the first does not take part.
const CAST: usize = 2;

/// An event as it is put together.
struct Cluster {
    mentions: Vec<usize>,
    /// Whom its mentions name, in the order of their ids, each with how many do.
    people: Vec<(PersonId, usize)>,
    /// The time, its reason, and the mention that has it.
    when: Option<(usize, Reason, usize)>,
}

impl Cluster {
    fn add(&mut self, people: &People) {
        for person in people.iter() {
            match self.find(person) {
                Ok(place) => self.people[place].1 += 1,
                Err(place) => self.people.insert(place, (person, 1)),
            }
        }
    }

    fn find(&self, person: PersonId) -> Result<usize, usize> {
        self.people.binary_search_by_key(&person, |(person, _)| *person)
    }

    /// Who takes part: whom a good part of the mentions name.
    fn cast(&self) -> Vec<PersonId> {
        let top = self.people.iter().map(|(_, count)| *count).max().unwrap_or(0);
        self.people.iter().filter(|(_, count)| count * CAST >= top).map(|(person, _)| *person).collect()
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
    let mut by_type = vec![Vec::new(); TYPES.len()];
    let mut couple: Option<People> = None;
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
        let of_type: &mut Vec<usize> = &mut by_type[type_number(&trigger.event_type).map_or(0, usize::from)];
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
                let mut cluster = Cluster { mentions: vec![place], people: Vec::new(), when };
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
    people: &People,
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
    let shared = people.iter().any(|person| cluster.find(person).is_ok());
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
