//! Who takes part: the evidence that ties a person to an event.

use super::{Beside, Ties, gap};
use crate::annotation::PersonId;
use crate::event::features::mix;
use crate::event::modality::VERBS;
use crate::event::people::People;
use crate::event::view::Kind;
use crate::event::who::{Place, Ways};
use crate::order;

/// Sentences before and after an event whose persons can take part in it.
const BACK: u32 = 2;
const AHEAD: u32 = 1;
/// How many persons around an event are looked at: the nearest ones.
const NEAREST: usize = 8;

impl Ties<'_> {
    /// The persons who can take part in the event of mention `place`, in the order of their ids, each with where they
    /// stand nearest to it.
    fn persons_near(&self, place: usize) -> Vec<(PersonId, Option<Place>)> {
        let head = self.notes.heads[place];
        let mut near = self.cast.around(head, BACK, AHEAD).to_vec();
        order::sort_by_key(&mut near, |near| {
            let seen = self.seen(head, near.first, near.last);
            (seen.level as usize, seen.tokens)
        });
        let mut persons: Vec<(PersonId, Option<Place>)> = Vec::new();
        for place in near {
            if let Err(at) = persons.binary_search_by_key(&place.person, |known| known.0) {
                persons.insert(at, (place.person, Some(place)));
            }
            if persons.len() == NEAREST {
                break;
            }
        }
        let Beside { before, after } = self.of_type[place];
        let same = [Some(place), before, after].into_iter().flatten();
        for person in same.flat_map(|place| self.people[place].iter()).chain(self.leads.iter()) {
            if let Err(at) = persons.binary_search_by_key(&person, |known| known.0) {
                persons.insert(at, (person, None));
            }
        }
        persons
    }

    /// Calls `weigh` with each person who can take part in the event of mention `place` and the features that speak for
    /// it.
    pub fn persons(&self, place: usize, mut weigh: impl FnMut(PersonId, &[u32])) {
        let (ways, near) = (self.cast.ways(place), self.persons_near(place));
        let mut features = Vec::new();
        for (person, at) in &near {
            features.clear();
            self.of_person(place, &ways, *person, *at, near.len(), &mut |feature| features.push(feature));
            weigh(*person, &features);
        }
    }

    fn of_person(
        &self,
        place: usize,
        ways: &Ways,
        person: PersonId,
        at: Option<Place>,
        others: usize,
        emit: &mut impl FnMut(u32),
    ) {
        let mut push = |(template, a, b): (u32, u32, u32)| emit(mix(300 + template, a, b));
        let (head, noun) = (self.notes.heads[place], u32::from(self.notes.nouns[place]));
        let event_type = u32::from(self.types[place]);
        let group = self.groups[place];
        let own = self.notes.atoms[head];
        let has = |people: &People| u32::from(people.contains(person));
        let rule = has(&self.people[place]);
        let way = ways.all().iter().enumerate().fold(0, |bits, (bit, people)| bits | has(people) << bit);
        let mood = self.notes.clauses.mood(head).functions & VERBS;
        let beside = |other: Option<usize>| other.map_or(2, |other| has(&self.people[other]));
        let of_type = self.of_type[place];
        let named = self.named[person.0].min(4) << 1 | has(&self.leads);
        let known = [
            (0, rule, 0),
            (1, way, noun),
            (2, way, event_type),
            (3, rule, event_type),
            (4, rule, self.people[place].len().min(3) as u32),
            (5, rule, others.min(6) as u32),
            (6, rule, u32::from(self.sentence(head) == 0)),
            (7, rule, self.modalities[place] as u32),
            (8, own.word, rule),
            (9, has(&ways.meant) << 1 | rule, noun),
            // The mentions of the type before and after.
            (13, beside(of_type.before) << 2 | beside(of_type.after), rule),
            // The person: how often and how early the article names them, what they are.
            (14, named, group),
            (15, self.first[person.0].min(3), group),
        ];
        known.into_iter().for_each(&mut push);
        for role in &self.roles[person.0] {
            push((16, *role, 0));
            push((17, *role, group));
        }
        let Some(Place { first, last, .. }) = at else {
            push((18, rule, event_type));
            push((19, rule, named));
            return;
        };
        let seen = self.seen(head, first, last);
        let atom = |i: Option<usize>| self.atom(i, head);
        let (left, right) = (atom(first.checked_sub(1)), atom(Some(last + 1)));
        let speaks = u32::from(self.cast.speaks(first, last, head));
        let between = self.cast.between(head, first).min(3) as u32;
        let at = seen.at();
        // Where they stand.
        let stands = [
            (20, at, gap(seen.tokens)),
            (21, at, noun),
            (22, at, event_type),
            (23, at, group),
            (24, at, between << 1 | noun),
            (25, at, rule),
            (26, at, named),
            (27, at, speaks),
            (28, speaks, group),
            (29, way, at),
        ];
        stands.into_iter().for_each(&mut push);
        if seen.level < 3 {
            let beside = [
                (30, left.word, seen.side),
                (31, right.word, seen.side),
                (32, u32::from(left.reading.function), at << 1 | noun),
                (33, u32::from(left.reading.function), event_type),
                (34, mood, at),
                (35, mood, seen.side << 8 | event_type),
                (36, own.word, at),
                (37, own.reading.form as u32, at),
                (38, atom(Some(head + 1)).word, seen.side),
                (39, u32::from(right.kind == Kind::Stop), at),
            ];
            beside.into_iter().for_each(push);
        }
    }
}
