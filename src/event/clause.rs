//! Clauses, roughly: stretches of a sentence between signs and conjunctions, those without a verb joined
//! to the one before.

use super::layout::{Form, Reading, class};
use super::view::{Atom, Kind};
use crate::sentence::Document;
use std::ops::Range;

/// What the verbs of a clause, and the words around them, say of all that is told in it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Mood {
    /// The classes of its words from negation on, a bit each.
    pub functions: u32,
    /// Its first finite verb.
    pub finite: u32,
    /// The form of that verb.
    pub form: Form,
    /// Its last verb that is no auxiliary.
    pub verb: u32,
    /// The word that opens it, if that is a conjunction.
    pub opener: u32,
    /// The clause before it in the sentence.
    pub before: Option<u32>,
}

/// What every token belongs to.
#[derive(Default)]
pub struct Clauses {
    /// The sentence of each token.
    pub sentence: Vec<u32>,
    /// The stretch of each token.
    pub stretch: Vec<u32>,
    /// The clause of each token, known by the first stretch in it.
    pub clause: Vec<u32>,
    /// Of each clause, by its first stretch.
    moods: Vec<Mood>,
}

/// Whether a token carries a clause: a finite verb, an auxiliary or a participle.
fn is_verb(atom: &Atom) -> bool {
    let Atom { reading, .. } = atom;
    (class::BE..=class::CONDITIONAL).contains(&reading.function)
        || reading.function == class::AUXILIARY
        || reading.verb > 0 && reading.noun == 0
}

impl Clauses {
    /// Divides a document's sentences.
    pub fn new(document: &Document, atoms: &[Atom]) -> Self {
        let mut clauses = Self {
            sentence: vec![0; atoms.len()],
            stretch: vec![0; atoms.len()],
            clause: vec![0; atoms.len()],
            moods: Vec::new(),
        };
        let mut stretches = 0;
        for (number, sentence) in document.sentences.iter().enumerate() {
            clauses.sentence[sentence.clone()].fill(number as u32);
            let (mut start, mut clause) = (sentence.start, stretches);
            // Whether a verb stands between `start` and here.
            let mut verb = false;
            for i in sentence.start..=sentence.end {
                // Nothing stands at the sentence's end: there its last stretch closes.
                let atom = atoms.get(i).filter(|_| i < sentence.end);
                let opens = atom.is_none_or(|Atom { kind, reading, .. }| {
                    *kind == Kind::Stop && document.word(i) != "-"
                        || reading.function == class::SUBORDINATOR
                        || reading.function == class::CONJUNCTION && verb
                });
                if opens && i > start {
                    // A stretch without a verb belongs to the clause before it.
                    if verb {
                        clause = stretches;
                    }
                    clauses.stretch[start..i].fill(stretches);
                    clauses.clause[start..i].fill(clause);
                    clauses.moods.push(Mood::default());
                    stretches += 1;
                    (start, verb) = (i, false);
                }
                verb |= atom.is_some_and(is_verb);
            }
            clauses.read_moods(sentence.clone(), atoms);
        }
        clauses
    }

    /// The mood of the clause that token `i` is in.
    pub fn mood(&self, i: usize) -> Mood {
        self.clause.get(i).and_then(|clause| self.moods.get(*clause as usize)).copied().unwrap_or_default()
    }

    /// The mood of the clause before that one in its sentence.
    pub fn mood_before(&self, mood: Mood) -> Mood {
        mood.before.and_then(|clause| self.moods.get(clause as usize)).copied().unwrap_or_default()
    }

    fn read_moods(&mut self, sentence: Range<usize>, atoms: &[Atom]) {
        let mut last = None;
        for i in sentence {
            let (clause, Reading { form, noun, verb, function: class, .. }) = (self.clause[i], atoms[i].reading);
            let mood = &mut self.moods[clause as usize];
            if last != Some(clause) {
                mood.before = last;
                if [class::SUBORDINATOR, class::CONJUNCTION].contains(&class) {
                    mood.opener = atoms[i].word;
                }
                last = Some(clause);
            }
            if class >= class::NEGATION && class != class::ADVERB {
                mood.functions |= 1 << class;
            }
            let auxiliary = (class::BE..=class::CONDITIONAL).contains(&class);
            let finite = auxiliary || class == 0 && verb > 0 && noun == 0 && form.is_finite();
            if finite && (mood.finite == 0 || mood.form == Form::Infinitive && form != Form::Infinitive) {
                (mood.finite, mood.form) = (atoms[i].word, form);
            }
            if class == 0 && verb > 0 && noun == 0 {
                mood.verb = atoms[i].word;
            }
        }
    }
}
