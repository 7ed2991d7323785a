//! By what the type of an event is told.

use super::features::{Facts, affixes, coarse, facts, mix};
use super::view::{Atom, Candidate, Kind, View};
use std::ops::Range;

/// The tokens between the parts of a split verb, which tell what it is about ("vroeg de scheiding aan"); none in other
/// triggers.
fn between(candidate: &Candidate) -> Range<usize> {
    candidate.head() + 1..candidate.parts.get(1).map_or(0, |part| part.start)
}

/// The likeliest types of the listed words between the parts of a split verb.
pub fn about(view: &View, candidate: &Candidate) -> impl Iterator<Item = u8> {
    let content = between(candidate).map(|i| view.atoms[i]).filter(|atom| is_content(*atom));
    content.map(|atom| view.triggers.lemma(atom.listed()).types[0]).filter(|event_type| *event_type != u8::MAX)
}

/// Whether a word can tell what an event is about.
fn is_content(atom: Atom) -> bool {
    atom.kind == Kind::Word && atom.reading.function == 0
}

/// Calls `emit` with every feature by which the type of an event is told.
pub fn typing(view: &View, candidate: &Candidate, emit: &mut impl FnMut(u32)) {
    let facts = facts(view, candidate);
    let mut push = |template: u32, a: u32, b: u32| emit(mix(template + 100, a, b));
    let Facts { own, lemma, other, shape, before, after, .. } = facts;
    let number = u32::from(lemma.number);
    push(0, 0, 0);
    push(1, own.word, 0);
    push(2, number, 0);
    push(3, number, shape);
    for (place, known) in lemma.types.iter().enumerate() {
        push(4, u32::from(*known), place as u32 | u32::from(lemma.strength) << 4);
        push(5, u32::from(*known), 0);
    }
    push(6, u32::from(other.types[0]), u32::from(lemma.types[0]));
    push(7, u32::from(lemma.types[0]), u32::from(lemma.types[1]));
    if candidate.parts.len() == 1 {
        affixes(view.document.word(candidate.head()), &mut |end, value| push(10 + end, value, 0));
    }
    for (place, atom) in before.iter().chain(&after).enumerate() {
        let place = place as u32;
        push(30 + place, atom.word, 0);
        push(36 + place, coarse(view, *atom), 0);
    }
    let sentence = &view.document.sentences[candidate.sentence];
    let first = candidate.head();
    for offset in (-15_isize..=15).filter(|offset| *offset != 0) {
        let atom = view.at(first, offset, sentence);
        if !is_content(atom) {
            continue;
        }
        let beside = atom.listed();
        let near = u32::from(offset.abs() < 5);
        push(50, atom.word, 0);
        push(51, atom.word, number);
        if beside > 0 {
            let neighbour = view.triggers.lemma(beside);
            push(52, u32::from(neighbour.types[0]), near);
            push(53, u32::from(neighbour.types[0]), number);
            if between(candidate).contains(&first.wrapping_add_signed(offset)) {
                push(54, u32::from(neighbour.types[0]), 0);
            }
        }
    }
    let total = view.topics.iter().sum::<u16>().max(1);
    for (topic, count) in view.topics.iter().enumerate().filter(|(_, count)| **count > 0) {
        let share = (count * 8 / total).min(4);
        push(60, topic as u32, u32::from(share));
        if share > 0 {
            push(61, topic as u32, number);
            push(62, topic as u32, u32::from(lemma.types[0]));
        }
    }
}
