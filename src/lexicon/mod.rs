//! Word and phrase look-up, in place, inside the pack.
//!
//! [`Lexicon`] is exact: a sorted list of words, each with a number, stored as a finite-state
//! transducer. [`Table`] is small: words are known by a short hash only, so that about one unknown
//! word in a hundred is taken for a known one; [`Words`] is a table of the classes words belong to. That is
//! good enough for the evidence a tagger weighs, and for nothing else.

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

    /// The number kept with `word`.
    pub fn get(&self, word: &str) -> Option<u64> {
        self.0.get(word)
    }

    /// Whether a known word begins with the letters.
    pub fn begins(&self, mut letters: impl Iterator<Item = u8>) -> bool {
        let fst = self.0.as_fst();
        let mut node = fst.root();
        letters.all(|letter| match node.find_input(letter) {
            Some(place) => {
                node = fst.node(node.transition_addr(place));
                true
            }
            None => false,
        })
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
