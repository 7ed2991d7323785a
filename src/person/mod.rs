//! People: find → group → ages, roles.

use crate::annotation::{AgeMention, Person, PersonMention, Published};
use crate::error::Error;
use crate::language::Language;
use crate::sentence::Document;

/// Checks the person parts of a pack.
pub(crate) fn check(_language: &Language) -> Result<(), Error> {
    Ok(())
}

/// Finds the mentions of persons; whom each means is left open.
pub(crate) fn find(_document: &Document, _language: &Language) -> Vec<PersonMention> {
    Vec::new()
}

/// Decides whom each mention means; sets `person` (and `why` where it was close), gives the persons.
pub(crate) fn group(_document: &Document, _language: &Language, _mentions: &mut [PersonMention]) -> Vec<Person> {
    Vec::new()
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
