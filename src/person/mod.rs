//! People: find → group → ages, roles.

mod age;
mod alias;
mod choice;
mod cue;
mod cues;
mod find;
mod group;
mod name;
mod owner;

pub(crate) use age::ages;
pub(crate) use find::find;
pub(crate) use group::group;

use crate::annotation::{AgeMention, Person, PersonMention, Published};
use crate::error::Error;
use crate::language::Language;
use crate::sentence::Document;

/// Checks the person parts of a pack.
pub(crate) fn check(language: &Language) -> Result<(), Error> {
    find::check(language)?;
    cues::check(language)
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
