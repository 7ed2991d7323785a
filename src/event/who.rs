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
    /// First and last token, and who it is, in text order.
    places: Vec<(usize, usize, PersonId)>,
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
            (token(span.start), token(span.end - 1), mention.person)
        });
        let mut places: Vec<_> = places.collect();
        let roles = words.map(|words| roles(words, people)).unwrap_or_default();
        let named = |i: &usize| {
            let determined = i.checked_sub(1).map(|before| notes.atoms[before].reading.function);
            !notes.atoms[*i].taken && determined == Some(class::DETERMINER)
        };
        let role = |i: usize| Some((i, i, bearer(&roles, notes.atoms[i].word)?));
        places.extend((0..notes.atoms.len()).filter(named).filter_map(role));
        order::sort_by_key(&mut places, |(first, last, _)| (*first, *last));
        Self { notes, words, places }
    }

    /// The sentence's first person before the trigger, whose deeds a later clause goes on to tell.
    fn first_of_sentence(&self, head: usize) -> Option<PersonId> {
        let inside = self.near(head, 0).iter().filter(|(_, last, _)| *last < head);
        let mut inside = inside.filter(|(first, last, _)| !self.speaks(*first, *last, head));
        inside.next().map(|place| place.2)
    }

    /// Who takes part in the event whose trigger is mention `place`; `couple` are the two of the last event
    /// that two persons share.
    pub fn of(&self, place: usize, event_type: &str, couple: Option<&People>) -> People {
        let (head, noun) = (self.notes.heads[place], self.notes.nouns[place]);
        let mut found = People::default();
        if noun {
            found = self.complements(head);
        }
        if found.is_empty() {
            found = self.in_clause(head);
        }
        if found.is_empty() {
            found.extend(self.relative(head));
        }
        found.extend(self.meant(head, noun, found.is_empty()).iter());
        if found.is_empty() {
            found.extend(self.first_of_sentence(head));
        }
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
        let inside = self.near(i, 0).iter().filter(|(first, last, _)| !self.speaks(*first, *last, i));
        inside.map(|place| place.2).collect()
    }

    /// The places of the sentence of token `head`, and of the `back` sentences before it.
    fn near(&self, head: usize, back: u32) -> &[(usize, usize, PersonId)] {
        let sentence = self.sentence(head);
        let start = self.places.partition_point(|place| self.sentence(place.0) + back < sentence);
        let end = self.places.partition_point(|place| self.sentence(place.0) <= sentence);
        &self.places[start.min(end)..end]
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
        let before = self.near(head, 1).iter().filter(|(_, last, _)| *last < head && head - last <= 3);
        for (_, last, person) in before {
            let possessive = (last + 1..head).all(|i| !matches!(self.notes.atoms[i].kind, super::view::Kind::Stop))
                && (*last + 1 == head || self.notes.clitics.binary_search(&(last + 1)).is_ok());
            if possessive {
                found.insert(*person);
            }
        }
        let mut reach = head;
        let ties = [class::PREPOSITION, class::CONJUNCTION];
        for (first, last, person) in self.near(head, 0).iter().filter(|(first, ..)| *first > head) {
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
        let inside = self.near(head, 0).iter().filter(|(first, ..)| self.clause(*first) == self.clause(head));
        inside.filter(|(first, last, _)| !self.speaks(*first, *last, head)).map(|(.., person)| *person).collect()
    }

    /// Whether a verb of saying or a word such as "volgens" stands beside a person.
    fn speaks(&self, first: usize, last: usize, head: usize) -> bool {
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
        let before = self.near(head, 0).iter().rev().find(|(_, last, _)| *last < start)?;
        (relative && start - before.1 <= 3).then_some(before.2)
    }

    /// Whom the pronouns of the clause stand for, or the subject that the clause leaves out.
    fn meant(&self, head: usize, noun: bool, nobody: bool) -> People {
        let own = |i: &usize| self.clause(*i) == self.clause(head) && self.sentence(*i) == self.sentence(head);
        let start = (0..=head).rev().take_while(own).last().unwrap_or(head);
        let end = (head..self.notes.atoms.len()).take_while(own).last().unwrap_or(head);
        let is = |i: usize, class: u8| self.function(i) == class;
        // "zijn" before a noun is a possessive as well.
        let possessed = head > 0 && noun && (is(head - 1, class::POSSESSIVE) || is(head - 1, class::AUXILIARY));
        let pair = (start..=end).any(|i| is(i, class::PAIR));
        let pronoun = possessed || !noun && (start..=end).any(|i| is(i, class::PRONOUN) || is(i, class::REFLEXIVE));
        if pair && nobody {
            return self.before(start.max(1) - 1, head, 2);
        }
        let left_out = !noun && is(start, class::CONJUNCTION);
        if nobody && (pronoun || left_out) { self.before(start.max(1) - 1, head, 1) } else { People::default() }
    }

    /// The last `count` persons up to token `i`: of this sentence the nearest, of an earlier one the first.
    fn before(&self, i: usize, head: usize, count: usize) -> People {
        let mut found = People::default();
        let sentence = self.sentence(head);
        let before: Vec<_> = self.near(head, BACK).iter().filter(|place| place.1 <= i).collect();
        let same = before.iter().rev().filter(|place| self.sentence(place.0) == sentence);
        let earlier = before.chunk_by(|a, b| self.sentence(a.0) == self.sentence(b.0)).rev().flatten();
        for place in same.chain(earlier.filter(|place| self.sentence(place.0) < sentence)) {
            if found.len() < count {
                found.insert(place.2);
            }
        }
        found
    }
}

/// The words of roles, in order, with their bearers.
fn roles(words: Words, people: &[Person]) -> Vec<(u32, PersonId)> {
    let mut roles = Vec::new();
    for (place, person) in people.iter().enumerate() {
        let told = person.roles.iter().flat_map(|role| role.split_whitespace()).map(hash);
        roles.extend(told.filter(|word| words.classes(*word).has(Class::Role)).map(|word| (word, PersonId(place))));
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
