//! People: find → group → ages, roles.

mod age;
mod alias;
mod born;
mod choice;
mod cue;
mod cues;
mod describe;
mod find;
mod group;
mod known;
mod lone;
mod name;
mod owner;
mod relation;
mod role;

pub(crate) use age::ages;
pub(crate) use cues::Scene;
pub(crate) use describe::describe;
pub(crate) use find::find;
pub(crate) use group::group;

use crate::error::Error;
use crate::language::Language;

/// Checks the person parts of a pack.
pub(crate) fn check(language: &Language) -> Result<(), Error> {
    find::check(language)?;
    cues::check(language)
}
