//! Which mentions mean the same event.

use super::people::People;
use super::ties::Ties;
use super::when::{Reason, edtf};
use super::{Labels, Model, Notes, TYPES, type_number};
use crate::annotation::{DateMention, Event, EventId, EventMention, Modality, Person, PersonId, PersonMention, When};
use crate::language::Language;
use crate::sentence::Document;

/// What a mention says at least of anyone, near it or not, in steps of the model. This and [`LEAST`] are chosen on the
/// articles that the model is built on.
const UNTIED: i32 = -10;
/// The mean of what the mentions of an event say above which a person takes part.
pub const LEAST: i32 = -8;

/// What a mention says at least of those of whom the next sentence tells, where that tells more of the event.
const TOLD: i32 = 30;

/// When a mention says that an event was.
#[derive(Clone, Copy)]
struct Time {
    /// Its place among the dates.
    date: usize,
    /// By how much it outweighs that the event has no time, in steps of the model.
    sum: i32,
    reason: Reason,
    /// The mention.
    place: usize,
}

/// An event as it is put together.
#[derive(Default)]
struct Cluster {
    mentions: Vec<usize>,
    /// Whom one of its mentions ties to it by itself.
    people: People,
    /// What its mentions say of each person, in the order of their ids: the sum, and how many say more than the least.
    said: Vec<(PersonId, i32, i32)>,
    /// Of whom a sentence tells that tells more of it; no one else takes part then.
    told: People,
    /// The time that one of its mentions is surest of.
    when: Option<Time>,
}

impl Cluster {
    fn add(&mut self, mention: usize, said: &[(PersonId, i32)], people: &People) {
        self.mentions.push(mention);
        self.people.extend(people.iter());
        for (person, sum) in said.iter().filter(|(_, sum)| *sum > UNTIED) {
            match self.said.binary_search_by_key(person, |known| known.0) {
                Ok(place) => {
                    self.said[place].1 += sum;
                    self.said[place].2 += 1;
                }
                Err(place) => self.said.insert(place, (*person, *sum, 1)),
            }
        }
    }

    /// Who takes part.
    fn cast(&self) -> Vec<PersonId> {
        let mentions = self.mentions.len() as i32;
        let mean = |sum: i32, count: i32| (sum + UNTIED * (mentions - count)) / mentions;
        let told = |person: PersonId| self.told.is_empty() || self.told.contains(person);
        let said = self.said.iter().filter(|(person, sum, count)| mean(*sum, *count) > LEAST && told(*person));
        said.map(|(person, ..)| *person).collect()
    }
}

/// The token that a byte lies in.
pub fn token_at(starts: &[usize], byte: usize) -> usize {
    starts.partition_point(|start| *start <= byte).saturating_sub(1)
}

/// Decides which mentions mean the same event (sets `event`), who took part and when it happened. The notes are needed no
/// longer.
pub(crate) fn link(
    document: &Document,
    language: &Language,
    notes: Notes,
    triggers: &mut [EventMention],
    (persons, people): (&[PersonMention], &[Person]),
    dates: &[DateMention],
) -> Vec<Event> {
    let Ok(model) = Model::new(language.section(b"evwt")) else { return Vec::new() };
    let ties = Ties::new(document, language, &notes, triggers, (persons, people), dates);
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut by_type = vec![Vec::new(); TYPES.len()];
    let mut persons_of = model.persons(&ties, triggers.len());
    let mut time_of = model.times(&ties, triggers.len());
    for (place, trigger) in triggers.iter().enumerate() {
        let mut said = persons_of(place);
        let more = ties.next(place);
        let likely = more.map(|(moment, _)| moment).or_else(|| ties.opening(place));
        let time = time_of(place).filter(|(_, sum)| *sum > 0).or(likely.map(|moment| (moment, 0)));
        if let Some((_, told)) = more {
            said.iter_mut().filter(|said| told.contains(said.0)).for_each(|said| said.1 = said.1.max(TOLD));
        }
        let people: People = said.iter().filter(|(_, sum)| *sum > 0).map(|(person, _)| *person).collect();
        let when =
            time.map(|(moment, sum)| Time { date: ties.date(moment), sum, reason: ties.reason(place, moment), place });
        let fits = |cluster: &Cluster| same(cluster, place, &people, when, trigger, triggers, &notes, dates);
        let of_type: &mut Vec<usize> = &mut by_type[type_number(&trigger.event_type).map_or(0, usize::from)];
        let known = of_type.iter().rev().copied().find(|known| fits(&clusters[*known]));
        let number = known.unwrap_or_else(|| {
            of_type.push(clusters.len());
            clusters.push(Cluster::default());
            clusters.len() - 1
        });
        let cluster = &mut clusters[number];
        cluster.add(place, &said, &people);
        if let Some((_, told)) = more {
            cluster.told.extend(told.iter());
        }
        if when.is_some_and(|when| cluster.when.is_none_or(|known| when.sum > known.sum)) {
            cluster.when = when;
        }
    }
    let labels = Labels::new(language);
    let mut events = Vec::with_capacity(clusters.len());
    for (number, cluster) in clusters.into_iter().enumerate() {
        let first = &triggers[cluster.mentions[0]];
        let when = cluster.when.map(|Time { date, reason, place, .. }| {
            let edtf = edtf(&dates[date]);
            // A time that stands with none of its mentions does not stand with another.
            let with_it = reason != Reason::Around && place != cluster.mentions[0];
            let reason = if with_it { Reason::Same } else { reason };
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
    when: Option<Time>,
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
    if both.is_some_and(|(a, b)| !overlap(&dates[a.date], &dates[b.date])) {
        return false;
    }
    let shared = people.iter().any(|person| cluster.people.contains(person));
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
