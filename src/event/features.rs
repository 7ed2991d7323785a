//! What the feature functions of the three models share.

use super::lexicon::Lemma;
use super::view::{Atom, Candidate, Kind, View};
use crate::lexicon::{START, fold, step};

/// Mixes a template's number and its values into one hash.
pub fn mix(template: u32, a: u32, b: u32) -> u32 {
    let mut hash = (a ^ template.wrapping_mul(0x9e37_79b9)).wrapping_mul(0x7feb_352d);
    hash = (hash ^ hash >> 15 ^ b.rotate_left(16)).wrapping_mul(0x846c_a68b);
    hash = (hash ^ hash >> 16).wrapping_mul(0x7feb_352d);
    hash ^ hash >> 15
}

/// What a token is, coarsely: its class if it is a function word, else the strength and type of its lemma.
pub fn coarse(view: &View, atom: Atom) -> u32 {
    if atom.kind != Kind::Word {
        return atom.kind as u32;
    }
    if atom.taken {
        return 9;
    }
    if atom.reading.function > 0 {
        return 10 + u32::from(atom.reading.function);
    }
    let number = [atom.reading.noun, atom.reading.verb, atom.head.noun, atom.head.verb].into_iter().find(|n| *n > 0);
    match number.map(|number| view.triggers.lemma(number)) {
        Some(Lemma { strength, types, kind, .. }) if strength > 1 => {
            40 + u32::from(kind) + 4 * u32::from(strength) + 32 * u32::from(types[0])
        }
        _ if atom.capital => 8,
        _ => 7,
    }
}

/// What is looked at once for a candidate and used by all three models.
pub struct Facts {
    pub own: Atom,
    pub lemma: Lemma,
    pub other: Lemma,
    /// Form, compound or not, split or not.
    pub shape: u32,
    pub before: [Atom; 3],
    pub after: [Atom; 3],
    pub headline: u32,
}

pub fn shape(candidate: &Candidate) -> u32 {
    candidate.form as u32
        | u32::from(candidate.compound) << 4
        | (candidate.parts.len() as u32) << 5
        | ((candidate.parts[0].len() - 1).min(3) as u32) << 7
}

/// What a sentence is: 3 the first, 2 a headline, 1 the second, 0 any other.
pub fn headline(view: &View, number: usize) -> u32 {
    let sentence = &view.document.sentences[number];
    let line_start = sentence.start == 0 || view.document.ends_line(sentence.start - 1);
    let stop = view.document.word(sentence.end - 1);
    match number {
        0 => 3,
        _ if line_start && !matches!(stop, "." | "!" | "?" | "”" | "’" | "\"" | "'") => 2,
        1 => 1,
        _ => 0,
    }
}

pub fn facts(view: &View, candidate: &Candidate) -> Facts {
    let sentence = &view.document.sentences[candidate.sentence];
    let (first, last) = (candidate.head(), candidate.parts[0].end - 1);
    let back = |n: isize| view.at(first, -n, sentence);
    let ahead = |n: isize| view.at(last, n, sentence);
    Facts {
        own: view.atoms[first],
        lemma: view.lemma(candidate),
        other: view.triggers.lemma(candidate.other),
        shape: shape(candidate),
        before: [back(1), back(2), back(3)],
        after: [ahead(1), ahead(2), ahead(3)],
        headline: headline(view, candidate.sentence),
    }
}

/// The letters a word begins and ends with.
pub fn affixes(word: &str, emit: &mut impl FnMut(u32, u32)) {
    let mut hash = START;
    for (length, c) in word.chars().flat_map(fold).take(6).enumerate() {
        hash = step(hash, c);
        if length >= 2 {
            emit(length as u32, hash);
        }
    }
    hash = START;
    for (length, c) in word.chars().rev().flat_map(fold).take(6).enumerate() {
        hash = step(hash, c);
        if length >= 1 {
            emit(8 + length as u32, hash);
        }
    }
}
