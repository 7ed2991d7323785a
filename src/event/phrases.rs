//! The phrases of a language, known by the hashes of their words.
//!
//! ```text
//! 0   length of the first table, u32
//! 4   by the first word of phrases: how many words they have, a bit for each number
//!     by all words: number of the lemma, u16; cue, u8; the last bits of the hash, u8
//! ```
//! Some phrase is taken for a listed one at the rate of phrases / 2^26.

use crate::lexicon::{Table, join};
use std::collections::BTreeMap;

/// Key bits of the two tables.
const KEY_BITS: [u32; 2] = [19, 18];
/// Bytes of a phrase's row.
const ROW: usize = 4;
/// The most words of a phrase.
const WORDS: usize = 8;

/// What is known of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Phrase {
    /// Its place in the lemma table, counted from 1; 0 where it names no event.
    pub lemma: u16,
    /// What it says of modality: its place in [`CUES`](super::layout::CUES), counted from 1; 0 for nothing.
    pub cue: u8,
}

/// The phrases inside a pack.
#[derive(Debug, Clone, Copy)]
pub struct Phrases<'a> {
    first: Table<'a>,
    whole: Table<'a>,
}

impl<'a> Phrases<'a> {
    /// Reads the phrases in `bytes` without copying them; says what is wrong with them if they are none.
    pub fn new(bytes: &'a [u8]) -> Result<Self, &'static str> {
        let (length, rest) = bytes.split_first_chunk().ok_or("the phrases are damaged")?;
        let (first, whole) =
            rest.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or("the phrases are damaged")?;
        Ok(Self { first: Table::new(first, 1)?, whole: Table::new(whole, ROW)? })
    }

    /// How many words the phrases that begin with a word have: a bit for each number, the lowest for one.
    pub fn lengths(&self, word: u32) -> u8 {
        self.first.get(word).map_or(0, |row| row[0])
    }

    /// The phrase whose words' hashes [`join`] to `hash`.
    pub fn get(&self, hash: u32) -> Option<Phrase> {
        let row = self.whole.chain(hash).find(|row| row[3] == hash as u8)?;
        Some(Phrase { lemma: u16::from_le_bytes([row[0], row[1]]), cue: row[2] })
    }

    /// Writes phrases, which are given by the hashes of their words.
    #[allow(dead_code, reason = "called by the build, which shares this file")]
    pub fn write(phrases: &BTreeMap<Vec<u32>, Phrase>) -> Vec<u8> {
        let mut first: BTreeMap<u32, Vec<u8>> = BTreeMap::new();
        let mut whole = Vec::new();
        for (words, phrase) in phrases {
            assert!(words.len() <= WORDS, "a phrase of more than {WORDS} words");
            first.entry(Table::key(words[0], KEY_BITS[0])).or_insert_with(|| vec![0])[0] |= 1 << (words.len() - 1);
            let hash = words[1..].iter().fold(words[0], |first, next| join(first, *next));
            let [low, high] = phrase.lemma.to_le_bytes();
            whole.push((hash, vec![low, high, phrase.cue, hash as u8]));
        }
        let first = Table::write(KEY_BITS[0], 1, &Vec::from_iter(first));
        let mut bytes = (first.len() as u32).to_le_bytes().to_vec();
        bytes.extend(first);
        bytes.extend(Table::write_chained(KEY_BITS[1], ROW, whole));
        bytes
    }
}
