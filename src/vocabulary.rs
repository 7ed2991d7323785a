//! The distinct words of a text, so that what is known of a word is looked up once, however often it stands there.

use crate::token::{Token, TokenKind};
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The distinct words of a text, as written: numbers and signs are words here too.
pub struct Vocabulary<'a> {
    words: Vec<Word<'a>>,
    numbers: Vec<u32>,
}

/// A distinct word: its letters as they stand in the text, and what it is made of.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a> {
    /// Its letters.
    pub text: &'a str,
    /// What it is made of.
    pub kind: TokenKind,
}

impl<'a> Vocabulary<'a> {
    /// Numbers the words of a text in the order in which they first come.
    pub fn new(text: &'a str, tokens: &[Token]) -> Self {
        let mut known = Numbering::default();
        let mut words = Vec::new();
        let number = |token: &Token| {
            let word = token.of(text);
            let number = known.number(word);
            if number == words.len() {
                words.push(Word { text: word, kind: token.kind });
            }
            number as u32
        };
        let numbers = tokens.iter().map(number).collect();
        Self { words, numbers }
    }

    /// The number of token `i`'s word.
    pub fn number(&self, i: usize) -> usize {
        self.numbers[i] as usize
    }

    /// How many distinct words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// What `look` finds of every word, each looked at once.
    pub fn map<T>(&self, look: impl FnMut(&Word<'a>) -> T) -> Vec<T> {
        self.words.iter().map(look).collect()
    }

    /// The same, given to every token.
    pub fn spread<T: Clone>(&self, look: impl FnMut(&Word<'a>) -> T) -> Vec<T> {
        let known = self.map(look);
        self.numbers.iter().map(|number| known[*number as usize].clone()).collect()
    }
}

/// Gives every distinct text a number, from 0 on in the order in which they first come: what is known of a text can
/// lie in a vector then. All maps by text are this one, whose code is there once.
#[derive(Default)]
pub(crate) struct Numbering<'a>(HashMap<Cow<'a, str>, u32, BuildHasherDefault<Mixer>>);

impl<'a> Numbering<'a> {
    /// The number of `text`, the next one where it is new.
    pub fn number(&mut self, text: impl Into<Cow<'a, str>>) -> usize {
        let next = self.0.len() as u32;
        *self.0.entry(text.into()).or_insert(next) as usize
    }

    /// The number of `text`, if it has one.
    pub fn find(&self, text: &str) -> Option<usize> {
        self.0.get(text).map(|number| *number as usize)
    }
}

/// Texts, each with a list of numbers.
#[derive(Default)]
pub(crate) struct Index<'a> {
    texts: Numbering<'a>,
    lists: Vec<Vec<usize>>,
}

impl<'a> Index<'a> {
    /// Adds `number` to the list of `text`, unless it is there as the last or the list is `most` long.
    pub fn add(&mut self, text: impl Into<Cow<'a, str>>, number: usize, most: usize) {
        let place = self.texts.number(text);
        if place == self.lists.len() {
            self.lists.push(Vec::new());
        }
        let list = &mut self.lists[place];
        if list.len() < most && list.last() != Some(&number) {
            list.push(number);
        }
    }

    /// The list of `text`, empty where it has none.
    pub fn get(&self, text: &str) -> &[usize] {
        self.texts.find(text).map_or(&[], |place| &self.lists[place])
    }
}

/// A fast hash of short strings, eight bytes a step.
#[derive(Default)]
struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }

    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let mut eight = [0; 8];
            eight[..part.len()].copy_from_slice(part);
            self.0 = (self.0.rotate_left(23) ^ u64::from_le_bytes(eight)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokenize;

    #[test]
    fn every_token_has_the_number_of_its_word() {
        let text = "De man en de vrouw: de man (40) en de 40 anderen.";
        let tokens = tokenize(text);
        let vocabulary = Vocabulary::new(text, &tokens);
        let words = vocabulary.map(|word| word.text);
        for (i, token) in tokens.iter().enumerate() {
            assert_eq!(words[vocabulary.number(i)], token.of(text));
        }
        assert_eq!(vocabulary.len(), words.iter().collect::<std::collections::BTreeSet<_>>().len());
        assert_eq!(vocabulary.spread(|word| word.text).concat(), text.replace(' ', ""));
    }
}
