//! The forms of the listed words, as stems with the endings each takes. The build writes them in
//! `src/languages/compile/event/stems.rs`.
//!
//! ```text
//! stem   a list of stems, back to front, each with the number of its first entry
//! entr   per entry: part and number of the word, u16; where its signature starts, u16, with LAST on a stem's last one;
//!        the first byte of every entry comes first, then the second of every entry, and so on
//! sign   per signature: how many pairs, u8; each an ending's number, u8, and a form, u8
//! ends   per ending, of ENDINGS at most, first the empty one: its length, u8, its letters
//! ```

use super::layout::{ENDINGS, ENTRY, FUNCTIONS, Form, LAST, PART_SHIFT, Part, Reading};
use crate::lexicon::Lexicon;
use crate::pack;

/// The forms of words inside a pack.
#[derive(Clone)]
pub struct Forms<'a> {
    stems: Lexicon<'a>,
    entries: &'a [u8],
    signatures: &'a [u8],
    endings: [&'a [u8]; ENDINGS],
    /// The endings with each last letter, by its lowest bits; a bit for each ending.
    by_last: [u64; LETTERS],
}

/// How many last letters are told apart.
const LETTERS: usize = 32;
/// The number of the empty ending.
const EMPTY: u8 = 0;

/// A form of a listed word.
#[derive(Debug, Clone, Copy)]
pub struct Listed {
    /// Its length in bytes.
    pub length: usize,
    /// Its part of speech.
    pub part: Part,
    /// The word's number, as its [`Part`] counts.
    pub number: u16,
    /// What form it is.
    pub form: Form,
}

impl Reading {
    /// Adds what a form is listed as. As a verb's it counts before a noun's.
    pub fn add(&mut self, Listed { part, number, form, .. }: Listed) {
        match part {
            Part::Noun => self.noun = number,
            Part::Verb => self.verb = number,
            Part::Function if usize::from(number) < FUNCTIONS.len() => self.function = number as u8,
            Part::Function => {}
            Part::Particle => self.particle = number as u8,
        }
        if part == Part::Verb || part == Part::Noun && self.verb == 0 {
            self.form = form;
        }
    }
}

/// The bytes of a word's letters, the last letter first.
fn back(word: &str) -> impl Iterator<Item = u8> {
    word.chars().rev().flat_map(|c| {
        let mut letter = [0; 4];
        let length = c.encode_utf8(&mut letter).len();
        letter.into_iter().take(length)
    })
}

impl<'a> Forms<'a> {
    /// Reads the forms in `bytes`, a pack of its own; none where it holds none that can be read.
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        let section = |tag| pack::section(bytes, tag);
        let (entries, signatures, mut rest) = (section(b"entr"), section(b"sign"), section(b"ends"));
        let stems = Lexicon::new(section(b"stem")).ok()?;
        let (mut endings, mut by_last) = ([&rest[..0]; ENDINGS], [0; LETTERS]);
        for (place, ending) in endings.iter_mut().enumerate() {
            let Some((length, after)) = rest.split_first() else { break };
            (*ending, rest) = after.split_at_checked(usize::from(*length))?;
            if let Some(last) = ending.last() {
                by_last[usize::from(*last) % LETTERS] |= 1 << place;
            }
        }
        entries.len().is_multiple_of(ENTRY).then_some(Self { stems, entries, signatures, endings, by_last })
    }

    /// Whether a folded word is a particle, and which: particles take no endings.
    pub fn particle(&self, folded: &str) -> Option<u8> {
        let mut particle = None;
        self.stems.prefixes(back(folded), |length, entry| {
            if length == folded.len() {
                self.take(entry as usize, EMPTY, |part, number, _| {
                    particle = particle.or((part == Part::Particle).then_some(number as u8));
                });
            }
        });
        particle
    }

    /// Calls `found` with every form that a folded word ends in, among them the word itself, in no order.
    pub fn ends_in(&self, folded: &str, mut found: impl FnMut(Listed)) {
        let word = folded.as_bytes();
        let Some(last) = word.last() else { return };
        let mut left = 1 << EMPTY | self.by_last[usize::from(*last) % LETTERS];
        while left != 0 {
            let ending = left.trailing_zeros();
            left &= left - 1;
            let letters = self.endings[ending as usize];
            let Some(start) = word.strip_suffix(letters).and_then(|start| folded.get(..start.len())) else { continue };
            self.stems.prefixes(back(start), |length, entry| {
                self.take(entry as usize, ending as u8, |part, number, form| {
                    found(Listed { length: length + letters.len(), part, number, form });
                });
            });
        }
    }

    /// Calls `found` with every word of a stem that takes an ending; `entry` is the stem's first.
    fn take(&self, mut entry: usize, ending: u8, mut found: impl FnMut(Part, u16, Form)) {
        let count = self.entries.len() / ENTRY;
        while entry < count {
            let [low, high, signature, mark] = std::array::from_fn(|column| self.entries[column * count + entry]);
            let number = u16::from_le_bytes([low, high]);
            let signature = usize::from(u16::from_le_bytes([signature, mark & !LAST]));
            let (pairs, rest) = self.signatures.get(signature..).and_then(<[u8]>::split_first).unwrap_or((&0, &[]));
            let pairs = rest.chunks_exact(2).take(usize::from(*pairs));
            if let Some(pair) = pairs.into_iter().find(|pair| pair[0] == ending) {
                found(Part::of(number >> PART_SHIFT), number & ((1 << PART_SHIFT) - 1), Form::of(pair[1]));
            }
            if mark & LAST != 0 {
                return;
            }
            entry += 1;
        }
    }
}
