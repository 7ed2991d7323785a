//! Small sets of persons.

use crate::annotation::PersonId;

/// Persons, each once, in the order of their ids.
#[derive(Debug, Clone, Default)]
pub struct People(Vec<PersonId>);

impl People {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn insert(&mut self, person: PersonId) {
        if let Err(place) = self.0.binary_search(&person) {
            self.0.insert(place, person);
        }
    }

    pub fn contains(&self, person: PersonId) -> bool {
        self.0.binary_search(&person).is_ok()
    }

    pub fn iter(&self) -> impl Iterator<Item = PersonId> {
        self.0.iter().copied()
    }
}

impl Extend<PersonId> for People {
    fn extend<T: IntoIterator<Item = PersonId>>(&mut self, persons: T) {
        persons.into_iter().for_each(|person| self.insert(person));
    }
}

impl FromIterator<PersonId> for People {
    fn from_iter<T: IntoIterator<Item = PersonId>>(persons: T) -> Self {
        let mut people = Self::default();
        people.extend(persons);
        people
    }
}
