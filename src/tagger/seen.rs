//! What an article shows of its capitalised words, before anything is decided.

use super::{Shape, View};
use crate::lexicon::{Class, hash};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Hashes of words are spread already.
#[derive(Default)]
pub(super) struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u32(u32::from(*byte));
        }
    }

    fn write_u32(&mut self, value: u32) {
        self.0 = (self.0 ^ u64::from(value)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

pub(super) type ByWord<T> = HashMap<u32, T, BuildHasherDefault<Spread>>;

/// What an article shows of its capitalised words, as sets of bits; 0 of a word that has nowhere a capital.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// By the numbers of words.
    pub words: Vec<u32>,
    /// By the numbers of words: of what they are without a final `s` that can mark possession.
    pub stems: Vec<u32>,
}

/// What can be seen of a word somewhere in the article, as bits.
#[derive(Clone, Copy)]
pub(super) enum Sight {
    /// Written small.
    Small,
    /// With a capital that no sentence start explains.
    Inside,
    /// Right after a given name.
    AfterGiven,
    /// Right after a title or role.
    AfterRole,
    /// Right before or after a verb of saying.
    Says,
    /// As a given name before another capitalised word.
    BeforeCapital,
    /// After another capitalised word.
    AfterCapital,
    /// Before a bracket with a number: an age.
    Aged,
    /// Beside the head of an organisation or a place.
    WithHead,
    /// With a possessive ending.
    Owns,
}

impl Seen {
    pub fn new(view: &View, stems: &[Option<u32>]) -> Self {
        let mut seen: ByWord<u32> = ByWord::default();
        for (run, sentence) in &view.runs {
            for i in run.clone().filter(|i| view.atoms[*i].shape.has_capital()) {
                let (before, after) = (view.at(i, -1, sentence), view.at(i, 1, sentence));
                let mut bits = 0;
                let mut note = |sight: Sight, is: bool| bits |= u32::from(is) << sight as u32;
                let starts = i == sentence.start || i == sentence.start + 1 && before.shape == Shape::Quote;
                note(Sight::Inside, !starts);
                note(Sight::AfterGiven, before.classes.has(Class::Given) && before.shape == Shape::Capital);
                note(Sight::AfterRole, before.classes.any(&[Class::Role, Class::Kin]));
                note(Sight::Says, [before, after].iter().any(|near| near.classes.has(Class::Says)));
                note(Sight::BeforeCapital, after.shape.has_capital() && run.contains(&(i + 1)));
                note(Sight::AfterCapital, before.shape.has_capital() && i > run.start);
                let aged = view.document.tokens.get(i + 1).is_some_and(|token| token.of(view.document.text) == "(")
                    && view.at(i, 2, sentence).shape == Shape::ShortNumber;
                note(Sight::Aged, aged);
                note(Sight::WithHead, [before, after].iter().any(|near| near.classes.has(Class::Head)));
                note(Sight::Owns, after.shape == Shape::Clitic);
                *seen.entry(view.atoms[i].word).or_default() |= bits;
            }
        }
        if !seen.is_empty() {
            for atom in view.atoms.iter().filter(|atom| atom.shape == Shape::Lower) {
                if let Some(bits) = seen.get_mut(&atom.word) {
                    *bits |= 1 << Sight::Small as u32;
                }
            }
        }
        let of = |hash: u32| seen.get(&hash).copied().unwrap_or_default();
        Self {
            words: view.document.vocabulary.map(|word| of(hash(word.text))),
            stems: stems.iter().map(|stem| stem.map_or(0, of)).collect(),
        }
    }
}
