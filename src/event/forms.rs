//! The forms of the listed words, as stems with the endings each takes. The build writes them in
//! `src/languages/compile/event/stems.rs`.
//!
//! ```text
//! stem   a list of stems, back to front, each with the number of its first entry
//! entr   per entry: part and number of the word, u16; where its signature starts, u16, with LAST on a stem's last one;
//!        the first byte of every entry comes first, then the second of every entry, and so on
//! sign   per signature: how many pairs, u8; each an ending's number, u8, and a form, u8
//! ends   per ending: its length, u8, its letters
//! ```

use super::layout::{ENTRY, Form, KIND_SHIFT, LAST, Part, Reading};
use crate::lexicon::Lexicon;
use crate::pack;

/// The forms of words inside a pack.
#[derive(Clone)]
pub struct Forms<'a> {
    stems: Lexicon<'a>,
    entries: &'a [u8],
    signatures: &'a [u8],
    endings: &'a [u8],
}

/// A form of a listed word.
#[derive(Debug, Clone, Copy)]
pub struct Listed {
    /// Its length in bytes.
    pub length: usize,
    /// Its part of speech.
    pub part: Part,
    /// The word's number among those of that part.
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
            Part::Function => self.function = number as u8,
            Part::Particle => self.particle = number as u8,
        }
        if part == Part::Verb || part == Part::Noun && self.verb == 0 {
            self.form = form;
        }
    }
}

impl<'a> Forms<'a> {
    /// Reads the forms in `bytes`, a pack of its own; none where it holds none that can be read.
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        let section = |tag| pack::section(bytes, tag);
        let (entries, signatures, endings) = (section(b"entr"), section(b"sign"), section(b"ends"));
        let stems = Lexicon::new(section(b"stem")).ok()?;
        entries.len().is_multiple_of(ENTRY).then_some(Self { stems, entries, signatures, endings })
    }

    /// Calls `found` with every form that a folded word ends in, among them the word itself, in no order.
    pub fn ends_in(&self, folded: &str, mut found: impl FnMut(Listed)) {
        let word = folded.as_bytes();
        let (mut rest, mut ending) = (self.endings, 0);
        while let Some((length, after)) = rest.split_first() {
            let Some((letters, after)) = after.split_at_checked(usize::from(*length)) else { return };
            (rest, ending) = (after, ending + 1);
            // Most endings are told apart by their last letter.
            if letters.last().is_some_and(|last| word.last() != Some(last)) {
                continue;
            }
            let Some(start) = word.strip_suffix(letters).and_then(|start| folded.get(..start.len())) else { continue };
            let mut letter = [0; 4];
            let back = start.chars().rev().flat_map(|c| {
                let length = c.encode_utf8(&mut letter).len();
                letter.into_iter().take(length)
            });
            self.stems.prefixes(back, |length, entry| {
                self.take(entry as usize, ending - 1, |part, number, form| {
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
                found(Part::of(number >> KIND_SHIFT), number & ((1 << KIND_SHIFT) - 1), Form::of(pair[1]));
            }
            if mark & LAST != 0 {
                return;
            }
            entry += 1;
        }
    }
}
