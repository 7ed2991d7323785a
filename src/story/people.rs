//! The same persons in several articles: by their names, and by ages that fit.

use super::span::both;
use super::{Contradiction, Person, Told};
use crate::annotation::{self, Annotation, Interval, PersonId};
use std::collections::BTreeSet;

/// Who each person of each article is in the story.
pub type Whom = Vec<Vec<PersonId>>;

/// The persons of the story, who is who, and the births that do not fit.
pub fn merge(articles: &[Annotation]) -> (Vec<Person>, Whom, Vec<Contradiction>) {
    let mut people: Vec<Person> = Vec::new();
    let mut births: Vec<Vec<(usize, Interval)>> = Vec::new();
    let mut whom: Whom = Vec::new();
    for (article, annotation) in articles.iter().enumerate() {
        let mut here = Vec::with_capacity(annotation.people.len());
        for person in &annotation.people {
            // Two persons of one article are two.
            let free = |known: &&Person| known.told.iter().all(|told| told.article != article);
            let fits = |known: &&Person| alike(known, person, &births[known.id.0]);
            let id = match people.iter().filter(free).find(fits).map(|known| known.id) {
                Some(id) => id,
                None => {
                    let id = PersonId(people.len());
                    births.push(Vec::new());
                    people.push(Person { id, name: person.name.clone(), aliases: vec![], born: None, told: vec![] });
                    id
                }
            };
            join(&mut people[id.0], person);
            people[id.0].told.push(Told { article, id: person.id });
            births[id.0].extend(person.born.clone().map(|born| (article, born)));
            here.push(id);
        }
        whom.push(here);
    }
    let mut contradictions = Vec::new();
    for (person, births) in people.iter_mut().zip(births) {
        let mut all = births.iter().map(|(_, born)| born.clone());
        let first = all.next();
        person.born = first.and_then(|first| all.try_fold(first, |known, born| both(&known, &born)));
        if person.born.is_none() && !births.is_empty() {
            contradictions.push(Contradiction::Birth { person: person.id, told: births });
        }
    }
    (people, whom, contradictions)
}

fn words(name: &str) -> BTreeSet<String> {
    name.split_whitespace().map(str::to_lowercase).collect()
}

/// Whether a person of another article is one that the story knows.
fn alike(known: &Person, person: &annotation::Person, births: &[(usize, Interval)]) -> bool {
    let (a, b) = (words(&known.name), words(&person.name));
    let fits = |born: &Interval| births.iter().all(|(_, other)| both(other, born).is_some());
    let ages_fit = person.born.as_ref().is_none_or(fits);
    match (a.len(), b.len()) {
        (0, _) | (_, 0) => false,
        // One name alone is too little, unless an age or the other article's fuller name says the same.
        (1, 1) => a == b && ages_fit && (person.born.is_some() && !births.is_empty() || person.mentions.len() > 1),
        (1, _) => person.aliases.iter().any(|alias| words(alias) == a) && ages_fit,
        (_, 1) => known.aliases.iter().any(|alias| words(alias) == b) && ages_fit,
        _ => a.is_subset(&b) || b.is_subset(&a),
    }
}

/// Adds a person's names; the one of most words is the name.
fn join(known: &mut Person, person: &annotation::Person) {
    let fuller = words(&person.name).len() > words(&known.name).len();
    let mut names = vec![known.name.clone()];
    names.append(&mut known.aliases);
    names.push(person.name.clone());
    names.extend(person.aliases.iter().cloned());
    if fuller {
        known.name = person.name.clone();
    }
    let mut seen = BTreeSet::from([known.name.clone()]);
    known.aliases = names.into_iter().filter(|name| seen.insert(name.clone())).collect();
}
