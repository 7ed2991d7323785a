//! Adds what the article says of each person: roles, relations, when they were born.

use super::cues::Scene;
use super::{born, relation, role};
use crate::annotation::{AgeMention, Person, PersonMention, Published};
use crate::language::Language;
use crate::sentence::Document;

/// Adds roles, relations and birth intervals.
pub(crate) fn describe(
    document: &Document,
    language: &Language,
    persons: &[PersonMention],
    ages: &[AgeMention],
    published: Option<&Published>,
    people: &mut [Person],
) {
    let Some(scene) = Scene::new(document, language, persons) else { return };
    role::add(&scene, persons, people);
    relation::add(&scene, persons, people);
    if let Some(published) = published {
        born::set(&scene, ages, published, people);
    }
}
