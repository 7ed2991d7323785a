//! What ties persons to an event: the evidence that the model of who takes part weighs. What the rules of
//! [`who`](super::who) say of every mention is a part of it.

use super::Notes;
use super::features::mix;
use super::link::token_at;
use super::modality::VERBS;
use super::people::People;
use super::view::{Atom, Kind};
use super::when::{Reason, anchors, times};
use super::who::{Cast, MUTUAL, Place, Ways, role_words};
use super::{TYPES, type_number};
use crate::annotation::{DateMention, EventMention, Modality, Person, PersonId, PersonMention};
use crate::language::Language;
use crate::lexicon::{Words, hash};
use crate::order;
use crate::sentence::Document;

/// Sentences before and after an event whose persons can take part in it.
const BACK: u32 = 2;
const AHEAD: u32 = 1;
/// How many persons around an event are looked at: the nearest ones.
const NEAREST: usize = 8;
/// How many of those whom an article names most can take part in any event of it.
const LEADS: usize = 2;

/// The evidence of an article.
pub struct Ties<'a> {
    notes: &'a Notes,
    cast: Cast<'a>,
    /// Of each mention of an event: its type's number, and whether it happened.
    types: Vec<u8>,
    modalities: Vec<Modality>,
    /// Of each mention: who takes part by the rules, and when it was.
    people: Vec<People>,
    times: Vec<Option<(usize, Reason)>>,
    /// Of each mention: the nearest of its type before and after it.
    before: Vec<Option<usize>>,
    after: Vec<Option<usize>>,
    /// Of each person: how often the article names them, where they first stand, and the words of their roles.
    named: Vec<u32>,
    first: Vec<u32>,
    roles: Vec<Vec<u32>>,
    /// Whom the article names most, in the order of their ids.
    leads: People,
}

/// A number of tokens, roughly.
fn gap(tokens: usize) -> u32 {
    match tokens {
        0..=3 => tokens as u32,
        4 | 5 => 4,
        6..=8 => 5,
        9..=12 => 6,
        13..=20 => 7,
        _ => 8,
    }
}

/// Where something stands as seen from an event.
#[derive(Clone, Copy)]
struct Seen {
    /// 0 the same stretch, 1 the clause, 2 the sentence, 3 to 5 so many sentences before it, 6 after it.
    level: u32,
    /// 0 before the event, 1 after it.
    side: u32,
    tokens: usize,
}

impl Seen {
    fn at(self) -> u32 {
        self.level << 1 | self.side
    }
}

impl<'a> Ties<'a> {
    /// Gathers the evidence of a document whose persons and dates are known.
    pub fn new(
        document: &Document,
        language: &'a Language,
        notes: &'a Notes,
        triggers: &[EventMention],
        (persons, people): (&[PersonMention], &[Person]),
        dates: &[DateMention],
    ) -> Self {
        let starts: Vec<usize> = document.tokens.iter().map(|token| token.start as usize).collect();
        let words = Words::new(language.section(b"word")).ok();
        let cast = Cast::new(notes, words, &starts, persons, people);
        let times = times(notes, &anchors(notes, &starts, dates));
        let types: Vec<u8> = triggers.iter().map(|trigger| type_number(&trigger.event_type).unwrap_or(0)).collect();
        let mut couple: Option<People> = None;
        let mut by_rule = Vec::with_capacity(triggers.len());
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
            by_rule.push(people);
        }
        let (mut before, mut after) = (vec![None; types.len()], vec![None; types.len()]);
        let mut last = [None; TYPES.len()];
        for (place, event_type) in types.iter().enumerate() {
            let last = &mut last[*event_type as usize];
            before[place] = *last;
            if let Some(known) = last.replace(place) {
                after[known] = Some(place);
            }
        }
        let (mut named, mut first) = (vec![0; people.len()], vec![u32::MAX; people.len()]);
        for mention in persons {
            let person = mention.person.0;
            named[person] += 1;
            let sentence = notes.clauses.sentence.get(token_at(&starts, mention.spans[0].start));
            first[person] = first[person].min(sentence.copied().unwrap_or_default());
        }
        let mut ranked: Vec<usize> = (0..people.len()).collect();
        order::sort_by_key(&mut ranked, |person| (u32::MAX as usize - named[*person] as usize, *person));
        Self {
            modalities: triggers.iter().map(|trigger| trigger.modality).collect(),
            roles: people.iter().map(|person| role_words(words, person).collect()).collect(),
            leads: ranked.into_iter().take(LEADS).map(PersonId).collect(),
            people: by_rule,
            times,
            notes,
            cast,
            types,
            before,
            after,
            named,
            first,
        }
    }

    /// Who takes part in the event of mention `place` by the rules.
    pub fn people_by_rule(&self, place: usize) -> &People {
        &self.people[place]
    }

    /// The time of mention `place`: its place among the dates, and why.
    pub(super) fn time(&self, place: usize) -> Option<(usize, Reason)> {
        self.times[place]
    }

    /// The sentence of a token.
    fn sentence(&self, i: usize) -> u32 {
        self.notes.clauses.sentence[i]
    }

    /// Where the tokens from `first` to `last` stand as seen from the event at token `head`.
    fn seen(&self, head: usize, first: usize, last: usize) -> Seen {
        let clauses = &self.notes.clauses;
        let (own, theirs) = (self.sentence(head), self.sentence(first));
        let level = match own.abs_diff(theirs) {
            0 if clauses.stretch[first] == clauses.stretch[head] => 0,
            0 if clauses.clause[first] == clauses.clause[head] => 1,
            0 => 2,
            sentences if theirs < own => 2 + sentences.min(3),
            _ => 6,
        };
        Seen {
            level,
            side: u32::from(first > head),
            tokens: if first > head { first - head } else { head.saturating_sub(last) },
        }
    }

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
        let same = [Some(place), self.before[place], self.after[place]].into_iter().flatten();
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
        let group = hash(TYPES[event_type as usize].split('.').next().unwrap_or_default());
        let own = self.notes.atoms[head];
        let has = |people: &People| u32::from(people.contains(person));
        let rule = has(&self.people[place]);
        let way = ways.all().iter().enumerate().fold(0, |bits, (bit, people)| bits | has(people) << bit);
        let mood = self.notes.clauses.mood(head).functions & VERBS;
        let beside = |other: Option<usize>| other.map_or(2, |other| has(&self.people[other]));
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
            (13, beside(self.before[place]) << 2 | beside(self.after[place]), rule),
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

    /// A token, if it stands in the sentence of token `head`.
    fn atom(&self, i: Option<usize>, head: usize) -> Atom {
        let near = i.filter(|i| *i < self.notes.atoms.len() && self.sentence(*i) == self.sentence(head));
        near.map_or(Atom::default(), |i| self.notes.atoms[i])
    }
}
