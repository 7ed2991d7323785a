//! What ties persons and times to an event: the evidence that the models of who takes part and of when it was weigh.
//! What the rules of [`who`](super::who) and [`when`](super::when) say of every mention is a part of it.

mod persons;
mod times;

use super::Notes;
use super::link::token_at;
use super::people::People;
use super::view::Atom;
use super::when::{Reason, moments, times};
use super::who::{Cast, MUTUAL, role_words};
use super::{TYPES, type_number};
use crate::annotation::{DateMention, EventMention, Modality, Person, PersonId, PersonMention};
use crate::language::Language;
use crate::lexicon::{Words, hash};
use crate::order;
use crate::sentence::Document;
use times::Clock;

/// How many of those whom an article names most can take part in any event of it.
const LEADS: usize = 2;

/// The evidence of an article.
pub struct Ties<'a> {
    notes: &'a Notes,
    cast: Cast<'a>,
    /// Of each mention of an event: its type's number, the hash of its type's group, and whether it happened.
    types: Vec<u8>,
    groups: Vec<u32>,
    modalities: Vec<Modality>,
    /// Of each mention: who takes part by the rules, and when it was.
    people: Vec<People>,
    times: Vec<Option<(usize, Reason)>>,
    /// Of each mention: the nearest ones of its type.
    of_type: Vec<Beside>,
    clock: Clock,
    /// Of each person: how often the article names them, where they first stand, and the words of their roles.
    named: Vec<u32>,
    first: Vec<u32>,
    roles: Vec<Vec<u32>>,
    /// Whom the article names most, in the order of their ids.
    leads: People,
}

/// The nearest mentions before and after a mention that are alike in something.
#[derive(Clone, Copy, Default)]
struct Beside {
    before: Option<usize>,
    after: Option<usize>,
}

/// Those of each mention, by what makes two alike.
fn beside(keys: impl Iterator<Item = u32>) -> Vec<Beside> {
    let order = order::by_key(keys);
    let mut found = vec![Beside::default(); order.len()];
    for pair in order.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        let [(_, before), (_, after)] = [pair[0], pair[1]];
        found[before].after = Some(after);
        found[after].before = Some(before);
    }
    found
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
        let moments = moments(notes, dates);
        let times = times(notes, &moments);
        let types: Vec<u8> = triggers.iter().map(|trigger| type_number(&trigger.event_type).unwrap_or(0)).collect();
        let group = |event_type: &u8| hash(TYPES[*event_type as usize].split('.').next().unwrap_or_default());
        let mut couple: Option<People> = None;
        let mut by_rule = Vec::with_capacity(triggers.len());
        for (place, trigger) in triggers.iter().enumerate() {
            let mut people = cast.of(place, &trigger.event_type, couple.as_ref());
            if let Some((moment, Reason::Next)) = times[place] {
                // What tells more of it also tells whose it is.
                let more = cast.of_sentence(moments[moment].first);
                people = if more.is_empty() { people } else { more };
            }
            if MUTUAL.contains(&trigger.event_type.as_str()) && people.len() == 2 {
                couple = Some(people.clone());
            }
            by_rule.push(people);
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
            groups: types.iter().map(group).collect(),
            modalities: triggers.iter().map(|trigger| trigger.modality).collect(),
            roles: people.iter().map(|person| role_words(words, person).collect()).collect(),
            leads: ranked.into_iter().take(LEADS).map(PersonId).collect(),
            people: by_rule,
            of_type: beside(types.iter().map(|event_type| u32::from(*event_type))),
            clock: Clock::new(notes, moments, &times, dates),
            times,
            notes,
            cast,
            types,
            named,
            first,
        }
    }

    /// Who takes part in the event of mention `place` by the rules.
    pub fn people_by_rule(&self, place: usize) -> &People {
        &self.people[place]
    }

    /// When the event of mention `place` was by the rules: a moment.
    pub fn time_by_rule(&self, place: usize) -> Option<usize> {
        self.times[place].map(|(moment, _)| moment)
    }

    /// What the next sentence tells more of mention `place` by the rules, if it begins with a person: its time, and whose
    /// the event is.
    pub(super) fn next(&self, place: usize) -> Option<(usize, &People)> {
        let (moment, _) = self.times[place].filter(|(_, reason)| *reason == Reason::Next)?;
        let first = self.first_of_sentence(moment);
        self.notes.atoms[first].taken.then_some((moment, &self.people[place]))
    }

    /// The time of mention `place` by the rules, if it is the article's first and its sentence has no other.
    pub(super) fn opening(&self, place: usize) -> Option<usize> {
        self.times[place].filter(|time| *time == (0, Reason::Sentence)).map(|(moment, _)| moment)
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

    /// A token, if it stands in the sentence of token `near`.
    fn atom(&self, i: Option<usize>, near: usize) -> Atom {
        let inside = i.filter(|i| *i < self.notes.atoms.len() && self.sentence(*i) == self.sentence(near));
        inside.map_or(Atom::default(), |i| self.notes.atoms[i])
    }
}
