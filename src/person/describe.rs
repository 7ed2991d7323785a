//! Adds what the article says of each person: roles, relations, when they were born.

use super::cues::Scene;
use super::{born, relation, role};
use crate::annotation::{AgeMention, Person, PersonMention, Published};

/// Adds roles, relations and birth intervals.
pub(crate) fn describe(
    scene: &Scene,
    persons: &[PersonMention],
    ages: &[AgeMention],
    published: Option<&Published>,
    people: &mut [Person],
) {
    role::add(scene, persons, people);
    relation::add(scene, persons, people);
    if let Some(published) = published {
        born::set(scene, ages, published, people);
    }
}
