//! Word and phrase look-up, in place, inside the pack.
//!
//! [`Lexicon`] is exact: a sorted list of words, each with a number, stored as a finite-state
//! transducer. [`Table`] is small: words are known by a short hash only, so that a few unknown words in a hundred or in a
//! thousand are taken for known ones; [`Words`] is a table of the classes words belong to. That is good enough for the
//! evidence a tagger weighs, or where something else must fit as well.

mod class;
mod fold;
mod table;
mod words;

pub use class::{Class, Classes};
pub use fold::{START, fold, hash, join, small, step};
pub use table::{Recent, Table, plain};
pub use words::Words;

use crate::error::Error;

/// A word list inside a pack.
#[derive(Clone)]
pub struct Lexicon<'a>(fst::Map<&'a [u8]>);

impl<'a> Lexicon<'a> {
    /// Reads the list in `bytes` without copying it.
    ///
    /// # Errors
    /// [`Error::BadPack`] where `bytes` is not such a list.
    pub fn new(bytes: &'a [u8]) -> Result<Self, Error> {
        fst::Map::new(bytes).map(Self).map_err(|_| Error::BadPack("a word list is damaged"))
    }

    /// Calls `found` with the length and the number of every known word that the letters begin with, the
    /// shortest first. Reads no further than a known word can reach.
    pub fn prefixes(&self, letters: impl Iterator<Item = u8>, mut found: impl FnMut(usize, u64)) {
        let fst = self.0.as_fst();
        let (mut node, mut sum) = (fst.root(), 0);
        for (length, letter) in letters.enumerate() {
            let Some(place) = node.find_input(letter) else { return };
            let step = node.transition(place);
            sum += step.out.value();
            node = fst.node(step.addr);
            if node.is_final() {
                found(length + 1, sum + node.final_output().value());
            }
        }
    }
}
