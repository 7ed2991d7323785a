//! Who takes part in an event: the persons of its clause, of the noun's own complements, or whom a pronoun
//! there stands for.

use super::Notes;
use super::layout::class;
use super::link::token_at;
use super::people::People;
use crate::annotation::{Person, PersonId, PersonMention};
use crate::lexicon::{Class, Words, hash};
use crate::order;

/// Words between a noun and the last person in its complements, at most.
const COMPLEMENT: usize = 14;
/// Groups of types whose events happen to someone, whom the article need not name again.
const PERSONAL: &[&str] = &["life.", "justice.", "personnel.", "crime.", "culture."];
/// Types whose events two persons share.
pub const MUTUAL: &[&str] = &["life.marriage", "life.separation"];
/// Sentences back to whom a pronoun can stand for.
const BACK: u32 = 3;

/// Where the persons of a document stand.
pub struct Cast<'a> {
    notes: &'a Notes,
    words: Option<Words<'a>>,
    /// In text order.
    places: Vec<Place>,
}

/// Where a person stands: in a name, or in the word of a role that is theirs alone.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The first token.
    pub first: usize,
    /// The last.
    pub last: usize,
    /// Who it is.
    pub person: PersonId,
}

/// The persons that a trigger's words lead to, by the way that leads there.
pub struct Ways {
    /// A noun's own complements.
    complements: People,
    /// Its clause.
    clause: People,
    /// What the clause is about as a whole.
    relative: People,
    /// Pronouns of the clause, and the subject that it leaves out.
    pub meant: People,
    /// The sentence's first.
    first: People,
    /// The last ones before it.
    last: People,
}

impl Ways {
    /// Each way.
    pub fn all(&self) -> [&People; 6] {
        [&self.complements, &self.clause, &self.relative, &self.meant, &self.first, &self.last]
    }
}

impl<'a> Cast<'a> {
    /// Places the persons on the tokens.
    pub fn new(
        notes: &'a Notes,
        words: Option<Words<'a>>,
        starts: &[usize],
        persons: &[PersonMention],
        people: &[Person],
    ) -> Self {
        let token = |byte: usize| token_at(starts, byte);
        let places = persons.iter().map(|mention| {
            let span = mention.spans[0];
            Place { first: token(span.start), last: token(span.end - 1), person: mention.person }
        });
        let mut places: Vec<_> = places.collect();
        let roles = roles(words, people);
        let named = |i: &usize| {
            let determined = i.checked_sub(1).map(|before| notes.atoms[before].reading.function);
            !notes.atoms[*i].taken && determined == Some(class::DETERMINER)
        };
        let role = |i: usize| Some(Place { first: i, last: i, person: bearer(&roles, notes.atoms[i].word)? });
        places.extend((0..notes.atoms.len()).filter(named).filter_map(role));
        order::sort_by_key(&mut places, |place| (place.first, place.last));
        Self { notes, words, places }
    }

    /// The sentence's first person before the trigger, whose deeds a later clause goes on to tell.
    fn first_of_sentence(&self, head: usize) -> Option<PersonId> {
        let mut inside = self.around(head, 0, 0).iter().filter(|place| place.last < head);
        inside.find(|place| !self.speaks(place.first, place.last, head)).map(|place| place.person)
    }

    /// Whom the words of mention `place` lead to.
    pub fn ways(&self, place: usize) -> Ways {
        let (head, noun) = (self.notes.heads[place], self.notes.nouns[place]);
        Ways {
            complements: self.complements(head),
            clause: self.in_clause(head),
            relative: self.relative(head).into_iter().collect(),
            meant: self.meant(head, noun),
            first: self.first_of_sentence(head).into_iter().collect(),
            last: self.before(head, head, 2),
        }
    }

    /// Who takes part by rule in the event whose trigger is mention `place`; `couple` are the two of the last event
    /// that two persons share.
    pub fn of(&self, place: usize, event_type: &str, couple: Option<&People>) -> People {
        let (head, noun) = (self.notes.heads[place], self.notes.nouns[place]);
        // The first way that leads to someone; the others are not gone.
        let ways: [&dyn Fn() -> People; 5] = [
            &|| if noun { self.complements(head) } else { People::default() },
            &|| self.in_clause(head),
            &|| self.relative(head).into_iter().collect(),
            &|| self.meant(head, noun),
            &|| self.first_of_sentence(head).into_iter().collect(),
        ];
        let mut found = ways.iter().map(|way| way()).find(|way| !way.is_empty()).unwrap_or_default();
        let personal = PERSONAL.iter().any(|group| event_type.starts_with(group));
        let wanted = if MUTUAL.contains(&event_type) { 2 } else { usize::from(personal) };
        let same = couple
            .filter(|couple| wanted == 2 && found.len() < 2 && found.iter().all(|person| couple.contains(person)));
        if let Some(couple) = same {
            found.clone_from(couple);
        }
        if found.len() < wanted {
            found.extend(self.before(head, head, wanted).iter());
        }
        found
    }

    /// The persons of the sentence of token `i`, but for who only speaks there.
    pub fn of_sentence(&self, i: usize) -> People {
        let inside = self.around(i, 0, 0).iter().filter(|place| !self.speaks(place.first, place.last, i));
        inside.map(|place| place.person).collect()
    }

    /// The places of the sentence of token `head`, of the `back` sentences before it and of the `ahead` after it.
    pub fn around(&self, head: usize, back: u32, ahead: u32) -> &[Place] {
        let sentence = self.sentence(head);
        let start = self.places.partition_point(|place| self.sentence(place.first) + back < sentence);
        let end = self.places.partition_point(|place| self.sentence(place.first) <= sentence + ahead);
        &self.places[start.min(end)..end]
    }

    /// How many places lie between two tokens.
    pub fn between(&self, a: usize, b: usize) -> usize {
        let before = |token: usize| self.places.partition_point(|place| place.first < token);
        before(a).abs_diff(before(b))
    }

    fn function(&self, i: usize) -> u8 {
        self.notes.atoms[i].reading.function
    }

    fn clause(&self, i: usize) -> u32 {
        self.notes.clauses.clause[i]
    }

    fn sentence(&self, i: usize) -> u32 {
        self.notes.clauses.sentence[i]
    }

    /// "Kims scheiding", "de scheiding van Kim en Kanye", "een duel tussen Kim en Kanye"
    fn complements(&self, head: usize) -> People {
        let mut found = People::default();
        let before = self.around(head, 1, 0).iter().filter(|place| place.last < head && head - place.last <= 3);
        for Place { last, person, .. } in before {
            let possessive = (last + 1..head).all(|i| !matches!(self.notes.atoms[i].kind, super::view::Kind::Stop))
                && (*last + 1 == head || self.notes.clitics.binary_search(&(last + 1)).is_ok());
            if possessive {
                found.insert(*person);
            }
        }
        let mut reach = head;
        let ties = [class::PREPOSITION, class::CONJUNCTION];
        for Place { first, last, person } in self.around(head, 0, 0).iter().filter(|place| place.first > head) {
            let tied = (reach + 1..*first).any(|i| ties.contains(&self.function(i))) || reach > head;
            let near = first - reach <= 5 && last - head <= COMPLEMENT;
            let broken = (reach + 1..*first).any(|i| self.clause(i) != self.clause(head));
            if !tied || !near || broken {
                break;
            }
            found.insert(*person);
            reach = *last;
        }
        found
    }

    /// The persons of the clause, but for who only speaks there.
    fn in_clause(&self, head: usize) -> People {
        let inside = self.around(head, 0, 0).iter().filter(|place| self.clause(place.first) == self.clause(head));
        inside.filter(|place| !self.speaks(place.first, place.last, head)).map(|place| place.person).collect()
    }

    /// Whether a verb of saying or a word such as "volgens" stands beside a person.
    pub fn speaks(&self, first: usize, last: usize, head: usize) -> bool {
        let Some(words) = self.words else { return false };
        let says = |i: usize| {
            i != head
                && self.notes.atoms.get(i).is_some_and(|atom| {
                    atom.reading.function == class::ACCORDING
                        || atom.reading.function == 0 && words.classes(atom.word).has(Class::Says)
                })
        };
        first > 0 && says(first - 1) || says(last + 1)
    }

    /// "Kim, die in 2014 trouwde"
    fn relative(&self, head: usize) -> Option<PersonId> {
        let start = (0..=head)
            .rev()
            .take_while(|i| self.clause(*i) == self.clause(head) && self.sentence(*i) == self.sentence(head))
            .last()?;
        let relative = (start..=head.min(start + 2)).any(|i| {
            matches!(self.function(i), f if f == class::SUBORDINATOR || f == class::DETERMINER || f == class::PRONOUN)
        });
        let before = self.around(head, 0, 0).iter().rev().find(|place| place.last < start)?;
        (relative && start - before.last <= 3).then_some(before.person)
    }

    /// Whom the pronouns of the clause stand for, or the subject that the clause leaves out.
    fn meant(&self, head: usize, noun: bool) -> People {
        let own = |i: &usize| self.clause(*i) == self.clause(head) && self.sentence(*i) == self.sentence(head);
        let start = (0..=head).rev().take_while(own).last().unwrap_or(head);
        let end = (head..self.notes.atoms.len()).take_while(own).last().unwrap_or(head);
        let is = |i: usize, class: u8| self.function(i) == class;
        // "zijn" before a noun is a possessive as well.
        let possessed = head > 0 && noun && (is(head - 1, class::POSSESSIVE) || is(head - 1, class::AUXILIARY));
        let pair = (start..=end).any(|i| is(i, class::PAIR));
        let pronoun = possessed || !noun && (start..=end).any(|i| is(i, class::PRONOUN) || is(i, class::REFLEXIVE));
        if pair {
            return self.before(start.max(1) - 1, head, 2);
        }
        let left_out = !noun && is(start, class::CONJUNCTION);
        if pronoun || left_out { self.before(start.max(1) - 1, head, 1) } else { People::default() }
    }

    /// The last `count` persons up to token `i`: of this sentence the nearest, of an earlier one the first.
    fn before(&self, i: usize, head: usize, count: usize) -> People {
        let mut found = People::default();
        let sentence = self.sentence(head);
        let before: Vec<_> = self.around(head, BACK, 0).iter().filter(|place| place.last <= i).collect();
        let same = before.iter().rev().filter(|place| self.sentence(place.first) == sentence);
        let earlier = before.chunk_by(|a, b| self.sentence(a.first) == self.sentence(b.first)).rev().flatten();
        for place in same.chain(earlier.filter(|place| self.sentence(place.first) < sentence)) {
            if found.len() < count {
                found.insert(place.person);
            }
        }
        found
    }
}

/// The words that name a person's roles.
pub fn role_words(words: Option<Words>, person: &Person) -> impl Iterator<Item = u32> {
    let is_role = move |word: &u32| words.is_some_and(|words| words.classes(*word).has(Class::Role));
    person.roles.iter().flat_map(|role| role.split_whitespace()).map(hash).filter(is_role)
}

/// The words of roles, in order, with their bearers.
fn roles(words: Option<Words>, people: &[Person]) -> Vec<(u32, PersonId)> {
    let mut roles = Vec::new();
    for (place, person) in people.iter().enumerate() {
        roles.extend(role_words(words, person).map(|word| (word, PersonId(place))));
    }
    order::sort_by_key(&mut roles, |(word, person)| (*word as usize, person.0));
    roles
}

/// Whose role a word is, where only one person has it.
fn bearer(roles: &[(u32, PersonId)], word: u32) -> Option<PersonId> {
    let start = roles.partition_point(|(known, _)| *known < word);
    let end = roles.partition_point(|(known, _)| *known <= word);
    let (first, last) = (roles.get(start)?.1, roles[start..end].last()?.1);
    (first == last).then_some(first)
}
