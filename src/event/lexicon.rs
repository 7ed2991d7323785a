//! What a language's lists know of words that can name an event.

use super::layout::{LEMMA, Reading, SPLIT};
use crate::lexicon::{Lexicon, fold};
use crate::pack;

/// The trigger lexicon inside a pack.
#[derive(Clone)]
pub struct Triggers<'a> {
    words: Lexicon<'a>,
    phrases: Lexicon<'a>,
    lemmas: &'a [u8],
    split: &'a [u8],
}

/// What is known of a lemma.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lemma {
    /// Stands for its letters.
    pub hash: u16,
    /// How surely it names an event: its place in [`STRENGTHS`](super::layout::STRENGTHS).
    pub strength: u8,
    /// Noun, verb, phrase or name.
    pub kind: u8,
    /// The types it can have, the likeliest first; 255 for none.
    pub types: [u8; 4],
}

impl Lemma {
    /// What is known of a word that is not listed.
    pub const UNKNOWN: Self = Self { hash: 0, strength: 0, kind: 0, types: [u8::MAX; 4] };
}

/// A phrase found at a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// Its place in the lemma table, counted from 1.
    pub lemma: u16,
    /// The verb that must stand near it, 0 for none.
    pub verb: u16,
    /// Its length in bytes of folded text with single spaces.
    pub length: usize,
}

impl<'a> Triggers<'a> {
    /// Reads the lexicon in `bytes`, a pack of its own; says what is wrong with it if it is none.
    pub fn new(bytes: &'a [u8]) -> Result<Self, &'static str> {
        const BAD: &str = "the trigger lexicon is damaged";
        if bytes.is_empty() {
            return Err("it has no trigger lexicon");
        }
        let list = |tag| Lexicon::new(pack::section(bytes, tag)).map_err(|_| BAD);
        let (lemmas, split) = (pack::section(bytes, b"lemm"), pack::section(bytes, b"splt"));
        if !lemmas.len().is_multiple_of(LEMMA) || !split.len().is_multiple_of(SPLIT) {
            return Err(BAD);
        }
        Ok(Self { words: list(b"word")?, phrases: list(b"phra")?, lemmas, split })
    }

    /// What is known of a folded word, and of the longest known word it ends in (a compound's head).
    pub fn word(&self, folded: &str) -> (Reading, Reading) {
        let (mut whole, mut head) = (Reading::default(), Reading::default());
        let mut letter = [0; 4];
        let back = folded.chars().rev().flat_map(|c| {
            let length = c.encode_utf8(&mut letter).len();
            letter.into_iter().take(length)
        });
        self.words.prefixes(back, |length, number| {
            let reading = Reading::unpack(number);
            if length == folded.len() {
                whole = reading;
            } else if length >= 4 && folded.len() - length >= 2 && reading.noun.max(reading.verb) > 0 {
                head = reading;
            }
        });
        (whole, head)
    }

    /// The record of a lemma by its number, counted from 1.
    pub fn lemma(&self, number: u16) -> Lemma {
        let start = (number as usize).wrapping_sub(1).saturating_mul(LEMMA);
        match self.lemmas.get(start..start.saturating_add(LEMMA)) {
            Some([low, high, mark, a, b, c, d]) => Lemma {
                hash: u16::from_le_bytes([*low, *high]),
                strength: mark & 15,
                kind: mark >> 4,
                types: [*a, *b, *c, *d],
            },
            _ => Lemma::UNKNOWN,
        }
    }

    /// The separable verb that `base` and `particle` make; 0 if there is none.
    pub fn separable(&self, base: u16, particle: u8) -> u16 {
        let entry = |place: usize| {
            let bytes = &self.split[place * SPLIT..(place + 1) * SPLIT];
            (u16::from_le_bytes([bytes[0], bytes[1]]), bytes[2], u16::from_le_bytes([bytes[3], bytes[4]]))
        };
        let (mut low, mut high) = (0, self.split.len() / SPLIT);
        while low < high {
            let middle = (low + high) / 2;
            let (verb, with, whole) = entry(middle);
            match (verb, with).cmp(&(base, particle)) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return whole,
            }
        }
        0
    }

    /// The phrases that begin the words of `text`, which come one by one, the shortest first.
    pub fn phrases(&self, words: impl Iterator<Item = &'a str>, mut found: impl FnMut(Phrase)) {
        let letters = words.enumerate().flat_map(|(place, word)| {
            let space = (place > 0).then_some(' ');
            space.into_iter().chain(word.chars().flat_map(fold))
        });
        let bytes = letters.flat_map(|c| {
            let mut letter = [0; 4];
            let length = c.encode_utf8(&mut letter).len();
            letter.into_iter().take(length)
        });
        self.phrases.prefixes(bytes, |length, number| {
            found(Phrase { lemma: (number & 0x3fff) as u16, verb: (number >> 14 & 0x3fff) as u16, length });
        });
    }
}
