//! What a language's lists know of words that can name an event.

use super::forms::{Forms, Listed};
use super::layout::{Form, LEMMA, PHRASE_VERB, Part, Reading, SPLIT};
use super::phrases::Phrases;
use crate::pack;

/// The trigger lexicon inside a pack.
#[derive(Clone)]
pub struct Triggers<'a> {
    forms: Forms<'a>,
    /// The phrases.
    pub phrases: Phrases<'a>,
    lemmas: &'a [u8],
    split: &'a [u8],
    phrase_verbs: &'a [u8],
    /// Tells the lexicon from others: models know words by its numbers.
    pub checksum: &'a [u8],
}

/// What is known of a lemma.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lemma {
    /// Its number, counted from 1; 0 where it is not listed.
    pub number: u16,
    /// How surely it names an event: its place in `STRENGTHS`.
    pub strength: u8,
    /// Noun, verb, phrase or name.
    pub kind: u8,
    /// The types it can have, the likeliest first; 255 for none.
    pub types: [u8; 4],
}

impl Lemma {
    /// What is known of a word that is not listed.
    pub const UNKNOWN: Self = Self { number: 0, strength: 0, kind: 0, types: [u8::MAX; 4] };
}

impl<'a> Triggers<'a> {
    /// Reads the lexicon in `bytes`, a pack of its own; says what is wrong with it if it is none.
    pub fn new(bytes: &'a [u8]) -> Result<Self, &'static str> {
        const BAD: &str = "the trigger lexicon is damaged";
        if bytes.is_empty() {
            return Err("it has no trigger lexicon");
        }
        let section = |tag| pack::section(bytes, tag);
        let (lemmas, split, phrase_verbs) = (section(b"lemm"), section(b"splt"), section(b"phvb"));
        let whole = |bytes: &[u8], size: usize| bytes.len().is_multiple_of(size);
        if !whole(lemmas, LEMMA) || !whole(split, SPLIT) || !whole(phrase_verbs, PHRASE_VERB) {
            return Err(BAD);
        }
        let phrases = Phrases::new(section(b"phra"))?;
        let (forms, checksum) = (Forms::new(bytes).ok_or(BAD)?, pack::checksum_of(bytes));
        Ok(Self { forms, phrases, lemmas, split, phrase_verbs, checksum })
    }

    /// What is known of a folded word, and of the longest known word it ends in (a compound's head).
    pub fn word(&self, folded: &str) -> (Reading, Reading) {
        let (mut whole, mut head, mut longest) = (Reading::default(), Reading::default(), 0);
        // The longest verb it ends in that makes a separable one with what stands before: length, number, form.
        let mut joined = (0, 0, Form::None);
        self.forms.ends_in(folded, |listed| {
            let Listed { length, part, number, form } = listed;
            if length == folded.len() {
                return whole.add(listed);
            }
            if !matches!(part, Part::Noun | Part::Verb) {
                return;
            }
            if part == Part::Verb && length > joined.0 {
                let particle = folded.get(..folded.len() - length);
                let verb = particle.map_or(0, |particle| self.joined(particle, number));
                if verb > 0 {
                    joined = (length, verb, form);
                }
            }
            if length >= longest.max(4) && folded.len() - length >= 2 {
                if length > longest {
                    (longest, head) = (length, Reading::default());
                }
                head.add(listed);
            }
        });
        if whole.verb == 0 && joined.1 > 0 {
            (whole.verb, whole.form) = (joined.1, joined.2);
        }
        (whole, head)
    }

    /// The separable verb that a particle and a base written as one word make; 0 if there is none.
    fn joined(&self, particle: &str, base: u16) -> u16 {
        self.forms.particle(particle).map_or(0, |number| self.separable(base, number))
    }

    /// The record of a lemma by its number, counted from 1.
    pub fn lemma(&self, number: u16) -> Lemma {
        let count = self.lemmas.len() / LEMMA;
        let Some(place) = (number as usize).checked_sub(1).filter(|place| *place < count) else {
            return Lemma::UNKNOWN;
        };
        let [mark, a, b, c, d] = std::array::from_fn(|column| self.lemmas[column * count + place]);
        Lemma { number, strength: mark & 15, kind: mark >> 4, types: [a, b, c, d] }
    }

    /// The verbs one of which must stand near a phrase; 0 among them where it stands for itself.
    pub fn verbs_of(&self, phrase: u16) -> impl Iterator<Item = u16> {
        let number = |entry: &[u8], at: usize| u16::from_le_bytes([entry[at], entry[at + 1]]);
        let (mut low, mut high) = (0, self.phrase_verbs.len() / PHRASE_VERB);
        while low < high {
            let middle = (low + high) / 2;
            if number(self.phrase_verbs, middle * PHRASE_VERB) < phrase { low = middle + 1 } else { high = middle }
        }
        let entries = self.phrase_verbs[low * PHRASE_VERB..].chunks_exact(PHRASE_VERB);
        entries.take_while(move |entry| number(entry, 0) == phrase).map(move |entry| number(entry, 2))
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
}
