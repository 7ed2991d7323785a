//! Whose an age is.

use super::age::{Age, Manner};
use super::cue::Cue;
use super::cues::Scene;
use crate::annotation::{PersonId, PersonMention};
use crate::token::TokenKind;

/// The owner of each age, as far as the text tells.
pub(super) fn owners(scene: &Scene, persons: &[PersonMention], ages: &[Age]) -> Vec<Option<PersonId>> {
    let mut search = Search::new(scene, persons);
    // The first mention that starts at or after each age.
    let mut next = 0;
    let nexts: Vec<usize> = ages
        .iter()
        .map(|age| {
            while next < scene.places.len() && scene.places[next].start < age.tokens.start {
                next += 1;
            }
            next
        })
        .collect();
    let mut owners: Vec<Option<PersonId>> = Vec::with_capacity(ages.len());
    for (age, next) in ages.iter().zip(&nexts) {
        let beside = match age.manner {
            Manner::Before => search.named_after(age, *next).or_else(|| search.in_apposition(age, *next)),
            Manner::After => search.named_before(age, *next),
            Manner::Subject => search.subject(age, *next),
        };
        let owner = beside.map(|m| persons[m].person);
        if let Some(owner) = owner {
            search.known[owner.0].age.get_or_insert(age.years);
        }
        owners.push(owner);
    }
    search.pair_descriptions(ages, &nexts, &mut owners);
    for ((age, next), owner) in ages.iter().zip(&nexts).zip(&mut owners) {
        *owner = owner.or_else(|| search.described(age, *next).map(|m| persons[m].person));
    }
    owners
}

struct Search<'a> {
    scene: &'a Scene<'a>,
    persons: &'a [PersonMention],
    /// Of each person.
    known: Vec<Known>,
}

/// What is known of a person.
#[derive(Default, Clone)]
struct Known {
    /// How often they are mentioned.
    count: usize,
    gender: Option<Cue>,
    /// The age that stands beside their name.
    age: Option<u32>,
}

impl<'a> Search<'a> {
    fn new(scene: &'a Scene, persons: &'a [PersonMention]) -> Self {
        let count = persons.iter().map(|mention| mention.person.0 + 1).max().unwrap_or(0);
        let mut known = vec![Known::default(); count];
        for (m, mention) in persons.iter().enumerate() {
            let person = &mut known[mention.person.0];
            person.count += 1;
            person.gender = person.gender.or_else(|| scene.gender(m));
        }
        Self { scene, persons, known }
    }

    /// What is known of the person whom mention `m` means.
    fn known(&self, m: usize) -> &Known {
        &self.known[self.persons[m].person.0]
    }

    fn is_in_sentence(&self, m: usize, token: usize) -> bool {
        m < self.persons.len() && self.scene.sentence(m).contains(&token)
    }

    fn has(&self, i: usize, cue: Cue) -> bool {
        self.scene.classes(i).has(cue)
    }

    fn is_human(&self, i: usize) -> bool {
        self.scene.classes(i).any(&[Cue::Role, Cue::Person, Cue::Kin, Cue::Title])
    }

    /// "de 21-jarige Anthonius", "de 29-jarige verdachte, Quinton Tellis".
    fn named_after(&self, age: &Age, next: usize) -> Option<usize> {
        let scene = self.scene;
        let start = scene.places.get(next).filter(|_| self.is_in_sentence(next, age.tokens.start))?.start;
        let between = age.tokens.end..start;
        if between.is_empty() {
            return Some(next);
        }
        if between.len() > HEAD {
            return None;
        }
        let comma = scene.word(start - 1) == ",";
        let noun = start.checked_sub(1 + usize::from(comma)).filter(|noun| between.contains(noun))?;
        let adjective = scene.word(noun).starts_with(char::is_uppercase) && !comma;
        let quiet = between.clone().take(between.len() - usize::from(comma)).all(|i| {
            scene.document.tokens[i].kind != TokenKind::Punctuation
                && !scene.classes(i).any(&[Cue::Stop, Cue::Particle, Cue::Definite, Cue::Indefinite])
        });
        (quiet && (self.is_human(noun) || adjective && between.len() == 1)).then_some(next)
    }

    /// "Wayde Sims, een 20-jarige basketballer", "Lubbersen is een 47-jarige handelaar".
    fn in_apposition(&self, age: &Age, next: usize) -> Option<usize> {
        let before = next.checked_sub(1).filter(|before| self.is_in_sentence(*before, age.tokens.start))?;
        let mut between = self.scene.places[before].end..age.tokens.start;
        let close = between.len() <= 3
            && between.all(|i| {
                let classes = self.scene.classes(i);
                self.scene.word(i) == "," || classes.any(&[Cue::Indefinite, Cue::Definite, Cue::Copula, Cue::Now])
            });
        close.then_some(before)
    }

    /// "Els, 38,", "Siem (6)", "Risa Kusuma, een moeder van 35 jaar".
    fn named_before(&self, age: &Age, next: usize) -> Option<usize> {
        let before = next.checked_sub(1).filter(|before| self.is_in_sentence(*before, age.tokens.start))?;
        let between = self.scene.places[before].end..age.tokens.start;
        let closed = between.len() <= 3
            && between.clone().all(|i| matches!(self.scene.word(i), "," | "(" | "[") || self.has(i, Cue::Now));
        let aside = between.len() <= 6
            && matches!(self.scene.word(between.start), "," | "(")
            && between.clone().skip(1).all(|i| {
                let classes = self.scene.classes(i);
                self.is_human(i)
                    || classes.any(&[Cue::Indefinite, Cue::Definite, Cue::Of, Cue::Now, Cue::Particle])
                    || self.scene.word(i) == ","
            });
        (closed || aside).then_some(before)
    }

    /// The subject of the age's sentence: the last mention before it, else the one after it where no pronoun
    /// stands for someone named earlier.
    fn subject(&self, age: &Age, next: usize) -> Option<usize> {
        let start = age.tokens.start;
        let before = next.checked_sub(1).filter(|before| self.is_in_sentence(*before, start));
        let clause = (start.saturating_sub(CLAUSE)..start + CLAUSE).filter(|i| {
            let from = before.map_or(0, |before| self.scene.places[before].end);
            *i >= from && self.same_sentence(*i, start)
        });
        let pronoun = |i: usize| self.has(i, Cue::Pronoun);
        // "… dat Bram haar bedroog toen zij nog 19 was": the pronoun decides.
        let third =
            clause.clone().any(|i| i < start && pronoun(i) && self.scene.classes(i).any(&[Cue::Male, Cue::Female]));
        if third {
            return None;
        }
        before.or_else(|| (!clause.clone().any(pronoun) && self.is_in_sentence(next, start)).then_some(next))
    }

    fn same_sentence(&self, i: usize, j: usize) -> bool {
        let sentences = &self.scene.document.sentences;
        let of = |token: usize| sentences.partition_point(|sentence| sentence.end <= token);
        i < self.scene.document.tokens.len() && of(i) == of(j)
    }

    /// "Hilde en Koen … De zangeres, 38, en de gitarist, 52": as many descriptions as persons in the list before.
    fn pair_descriptions(&self, ages: &[Age], nexts: &[usize], owners: &mut [Option<PersonId>]) {
        let mut at = 0;
        while at < ages.len() {
            let open = |i: &usize| ages[*i].manner == Manner::After && owners[*i].is_none() && nexts[*i] == nexts[at];
            let group: Vec<usize> = (at..ages.len()).take_while(open).collect();
            let together = group.iter().all(|i| self.same_sentence(ages[*i].tokens.start, ages[at].tokens.start));
            let token = ages[at].tokens.start;
            let earlier = (0..nexts[at]).rev().take(CLAUSE).find(|m| !self.is_in_sentence(*m, token));
            if let Some(last) = earlier.filter(|_| group.len() > 1 && together) {
                let sentence = self.scene.sentences[last];
                let inside = (0..=last).rev().take(CLAUSE).take_while(|m| self.scene.sentences[*m] == sentence);
                let first = inside.last().unwrap_or(last);
                let end = last + 1;
                let length = 1 + (first..end - 1).take_while(|m| self.scene.is_list(*m)).count();
                if length == group.len() {
                    for (i, m) in group.iter().zip(first..) {
                        owners[*i] = Some(self.persons[m].person);
                    }
                }
            }
            at += group.len().max(1);
        }
    }

    /// The person whom a noun or a pronoun with an age points back to: of those named in the last sentences the
    /// one whom the article names most, unless age or gender speaks against it.
    fn described(&self, age: &Age, next: usize) -> Option<usize> {
        let start = age.tokens.start;
        let determiner = (start.saturating_sub(DETERMINER)..start)
            .rev()
            .find(|i| self.scene.classes(*i).any(&[Cue::Definite, Cue::Indefinite, Cue::Possessive]));
        // A name that was not found as one: the age is not of anyone found.
        let end = age.tokens.end;
        if age.manner == Manner::Before
            && [end, end + 1].iter().all(|i| self.scene.word(*i).starts_with(char::is_uppercase))
        {
            return None;
        }
        if age.manner != Manner::Subject {
            let determiner = determiner?;
            if self.has(determiner, Cue::Indefinite) {
                return self.named_later(age, next);
            }
            if !self.has(determiner, Cue::Definite) {
                return None;
            }
        }
        let genders = [Cue::Male, Cue::Female].map(|gender| {
            (start.saturating_sub(3)..age.tokens.end + 4).any(|i| {
                let verb = self.has(i, Cue::Copula) && i + 1 != start;
                self.has(i, gender) && !verb && self.same_sentence(i, start)
            })
        });
        let gender = match genders {
            [true, false] => Some(Cue::Male),
            [false, true] => Some(Cue::Female),
            _ => None,
        };
        let fits = |m: &usize| {
            let known = self.known(*m);
            known.age.is_none_or(|known| known.abs_diff(age.years) <= 1)
                && gender.is_none_or(|gender| known.gender.is_none_or(|known| known == gender))
        };
        let last = self.scene.sentences.get(next.checked_sub(1)?)?;
        let near = (0..next).rev().take(CLAUSE).take_while(|m| self.scene.sentences[*m] + SENTENCES > *last);
        near.filter(fits).max_by_key(|m| (self.known(*m).count, self.scene.sentences[*m], next - *m))
    }

    /// "een 43-jarige inwoner van Hengelo … Ronald de W.": a suspect whose name follows.
    fn named_later(&self, age: &Age, next: usize) -> Option<usize> {
        let from = self.scene.sentences.get(next)?;
        let at = self.scene.document.sentences.partition_point(|sentence| sentence.end <= age.tokens.start);
        let near = (next..self.persons.len()).take(CLAUSE).take_while(|m| self.scene.sentences[*m] <= from + SENTENCES);
        let initial = |m: &usize| self.persons[*m].text.ends_with('.') && self.persons[*m].text.contains(' ');
        let mut suspects = near.filter(initial).filter(|m| self.scene.sentences[*m] <= at + 2 * SENTENCES);
        suspects.next().filter(|m| self.known(*m).age.is_none())
    }
}

/// How far a name can stand from its age.
const HEAD: usize = 5;
/// How far an article can stand from the age of its noun.
const DETERMINER: usize = 4;
/// How many sentences a description points back.
const SENTENCES: usize = 3;
/// How many tokens or mentions are looked at on either side.
const CLAUSE: usize = 24;
