//! Clauses, roughly: stretches of a sentence between signs and conjunctions, those without a verb joined
//! to the one before.

use super::layout::function;
use super::view::{Atom, Kind};
use crate::sentence::Document;
use std::ops::Range;

/// What every token belongs to.
#[derive(Default)]
pub struct Clauses {
    /// The sentence of each token.
    pub sentence: Vec<u32>,
    /// The stretch of each token.
    pub stretch: Vec<u32>,
    /// The clause of each token, known by the first stretch in it.
    pub clause: Vec<u32>,
}

/// Whether a token carries a clause: a finite verb, an auxiliary or a participle.
fn is_verb(atom: &Atom) -> bool {
    let Atom { reading, .. } = atom;
    (function("be")..=function("conditional")).contains(&reading.function)
        || reading.function == function("auxiliary")
        || reading.verb > 0 && reading.noun == 0
}

impl Clauses {
    /// Divides a document's sentences.
    pub fn new(document: &Document, atoms: &[Atom]) -> Self {
        let mut clauses =
            Self { sentence: vec![0; atoms.len()], stretch: vec![0; atoms.len()], clause: vec![0; atoms.len()] };
        let mut stretches = 0;
        for (number, sentence) in document.sentences.iter().enumerate() {
            let mut inside: Vec<Range<usize>> = Vec::new();
            let mut start = sentence.start;
            // Whether a verb stands between `start` and here.
            let mut verb = false;
            for i in sentence.clone() {
                let atom = &atoms[i];
                let opens = atom.kind == Kind::Stop && document.word(i) != "-"
                    || atom.reading.function == function("subordinator")
                    || atom.reading.function == function("conjunction") && verb;
                if opens && i > start {
                    inside.push(start..i);
                    start = i;
                    verb = false;
                }
                verb |= is_verb(atom);
            }
            inside.push(start..sentence.end);
            let mut clause = stretches;
            for (place, stretch) in inside.into_iter().enumerate() {
                if place > 0 && atoms[stretch.clone()].iter().any(is_verb) {
                    clause = stretches;
                }
                clauses.sentence[stretch.clone()].fill(number as u32);
                clauses.stretch[stretch.clone()].fill(stretches);
                clauses.clause[stretch].fill(clause);
                stretches += 1;
            }
        }
        clauses
    }
}
