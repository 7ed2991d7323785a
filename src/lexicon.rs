//! Word and phrase look-up, in place: a sorted list of words, each with a number, stored as a
//! finite-state transducer inside the pack.

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
}
