//! People: find → group → ages, roles.

mod find;

pub(crate) use find::{check, find};

use crate::annotation::{AgeMention, Person, PersonId, PersonMention, Published};
use crate::language::Language;
use crate::sentence::Document;

/// Decides whom each mention means; sets `person` (and `why` where it was close), gives the persons.
pub(crate) fn group(_document: &Document, _language: &Language, mentions: &mut [PersonMention]) -> Vec<Person> {
    let single = |(place, mention): (usize, &mut PersonMention)| {
        mention.person = PersonId(place);
        Person {
            id: mention.person,
            name: mention.text.clone(),
            aliases: Vec::new(),
            roles: Vec::new(),
            relations: Vec::new(),
            born: None,
            mentions: Vec::new(),
        }
    };
    mentions.iter_mut().enumerate().map(single).collect()
}

/// Finds the ages and whose they are.
pub(crate) fn ages(_document: &Document, _language: &Language, _persons: &[PersonMention]) -> Vec<AgeMention> {
    Vec::new()
}

/// Adds roles, relations and birth intervals.
pub(crate) fn describe(
    _document: &Document,
    _language: &Language,
    _persons: &[PersonMention],
    _ages: &[AgeMention],
    _published: Option<&Published>,
    _people: &mut [Person],
) {
}
