//! A document as the tagger sees it: what is known of each token, and the runs that can hold names.

use super::{Seen, Shape};
use crate::lexicon::{Class, Classes, Words, hash};
use crate::sentence::Document;
use crate::token::TokenKind;
use std::ops::Range;

/// What is known of one token.
#[derive(Debug, Clone, Copy, Default)]
pub struct Atom {
    /// Its [`hash`], 0 beyond the sentence.
    pub word: u32,
    /// What the lists say of it.
    pub classes: Classes,
    /// What it looks like.
    pub shape: Shape,
}

/// A document as the tagger sees it.
pub struct View<'a> {
    /// The document.
    pub document: &'a Document<'a>,
    /// One for each token.
    pub atoms: Vec<Atom>,
    /// The runs of tokens that can hold a name, and the sentence of each. Everything else cannot.
    pub runs: Vec<(Range<usize>, Range<usize>)>,
    /// What the article shows of its capitalised words.
    pub seen: Seen,
}

impl<'a> View<'a> {
    /// Looks at a document.
    pub fn new(document: &'a Document<'a>, words: &Words) -> Self {
        let text = document.text;
        let atoms: Vec<Atom> = (document.tokens.iter())
            .map(|token| {
                let word = hash(token.of(text));
                let classes = if token.kind == TokenKind::Word { words.classes(word) } else { Classes::default() };
                Atom { word, classes, shape: Shape::of(*token, token.of(text)) }
            })
            .collect();
        let mut view = Self { document, atoms, runs: Vec::new(), seen: Seen::default() };
        for sentence in &document.sentences {
            view.find_runs(sentence);
        }
        view.seen = Seen::new(&view);
        view
    }

    /// Whether a name can go on over token `i`, though it holds no capital.
    fn joins(&self, i: usize) -> bool {
        match self.atoms[i].shape {
            Shape::Lower | Shape::Clitic | Shape::Alphanumeric => self.atoms[i].classes.has(Class::Particle),
            Shape::Quote => true,
            Shape::Sign => match self.document.word(i) {
                "(" | ")" | "!" | "$" => true,
                // The full stop of "jr." and "v."
                "." => {
                    i > 0 && self.document.tokens[i - 1].is_glued() && self.atoms[i - 1].classes.has(Class::Particle)
                }
                _ => false,
            },
            _ => false,
        }
    }

    fn find_runs(&mut self, sentence: &Range<usize>) {
        let mut start = sentence.start;
        while start < sentence.end {
            let mut end = start;
            let mut capital = false;
            while end < sentence.end && (self.atoms[end].shape.has_capital() || self.joins(end)) {
                capital |= self.atoms[end].shape.has_capital();
                end += 1;
            }
            if capital {
                // Signs at the edges belong to no name.
                let sign = |i: usize| matches!(self.atoms[i].shape, Shape::Quote | Shape::Sign);
                let first = (start..end).find(|i| !sign(*i)).unwrap_or(start);
                let stop_of_particle = |i: usize| self.document.word(i) == ".";
                let last = (first..end).rfind(|i| !sign(*i) || stop_of_particle(*i)).unwrap_or(first);
                self.runs.push((first..last + 1, sentence.clone()));
            }
            start = end + 1;
        }
    }

    /// The atom `offset` tokens from `i` in the same sentence, or nothing's.
    pub fn at(&self, i: usize, offset: isize, sentence: &Range<usize>) -> Atom {
        match i.checked_add_signed(offset) {
            Some(at) if sentence.contains(&at) => self.atoms[at],
            _ => Atom::default(),
        }
    }

    /// The hash of token `i` without a final `s`, if it has one that can mark possession.
    pub fn stem(&self, i: usize) -> Option<u32> {
        let word = self.document.word(i);
        let stem = word.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with(['\'', '’', '.']))?;
        self.atoms[i].shape.has_capital().then(|| hash(stem))
    }
}
