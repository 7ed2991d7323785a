//! A document as the tagger sees it: what is known of each token, and the runs that can hold names.

use super::{Letters, Seen, Shape};
use crate::lexicon::{Class, Classes, Words, hash, join};
use crate::sentence::Document;
use crate::token::TokenKind;
use std::ops::Range;

/// How many words a phrase of the lists has at most.
const LONGEST_PHRASE: usize = 6;
/// The words from which the title of a work is taken for no one's name, whatever stands in it.
const TITLE: usize = 4;
/// The classes that phrases have.
const PHRASES: Classes = Classes::of(&[Class::Place, Class::Organisation, Class::Work, Class::Given]);
/// The classes that a compound has of its last part.
const HEADS: Classes = Classes::of(&[Class::Role, Class::Kin, Class::Head]);

/// A run of tokens that can hold a name, and its sentence.
pub type Run = (Range<usize>, Range<usize>);

/// What is known of one token.
#[derive(Debug, Clone, Copy, Default)]
pub struct Atom {
    /// Its [`hash`], 0 beyond the sentence.
    pub word: u32,
    /// What the lists say of it.
    pub classes: Classes,
    /// What they say of the phrases it is part of.
    pub phrases: Classes,
    /// What it looks like.
    pub shape: Shape,
    /// How much the letters of a word with a capital are like a name's: see [`Letters::level`].
    pub like: u8,
}

/// A document as the tagger sees it.
pub struct View<'a> {
    /// The document.
    pub document: &'a Document<'a>,
    /// One for each token.
    pub atoms: Vec<Atom>,
    /// The runs of tokens that can hold a name, and the sentence of each. Everything else cannot.
    pub runs: Vec<Run>,
    /// By the numbers of words: what a word is without its final `s`, if it has one that can mark possession.
    stems: Vec<Option<u32>>,
    /// What the article shows of its capitalised words.
    seen: Seen,
}

impl<'a> View<'a> {
    /// Looks at a document.
    pub fn new(document: &'a Document<'a>, words: &Words, letters: &Letters) -> Self {
        let atoms = document.vocabulary.spread(|word| {
            let (hash, shape) = (hash(word.text), Shape::of(word.kind, word.text));
            let classes = match word.kind {
                TokenKind::Word => words.classes(hash).without(&[Class::Male, Class::Female]),
                _ => Classes::default(),
            };
            let like = if shape.has_capital() { letters.level(word.text) } else { 0 };
            Atom { word: hash, classes, phrases: Classes::default(), shape, like }
        });
        let stems = document.vocabulary.map(|word| {
            let stem = word.text.strip_suffix('s').filter(|_| Shape::of(word.kind, word.text).has_capital())?;
            (stem.len() > 2 && !stem.ends_with(['\'', '’', '.'])).then(|| hash(stem))
        });
        let mut view = Self { document, atoms, runs: Vec::new(), stems, seen: Seen::default() };
        for sentence in &document.sentences {
            view.find_runs(sentence);
        }
        let titles = view.find_phrases(words);
        view.cut_out(&titles);
        view.find_compounds(words);
        view.seen = Seen::new(&view, &view.stems);
        view
    }

    /// Looks up the phrases that start in runs; gives the long titles among them, in text order.
    fn find_phrases(&mut self, words: &Words) -> Vec<Range<usize>> {
        let mut titles = Vec::new();
        for (run, sentence) in &self.runs {
            for start in run.clone() {
                if !self.atoms[start].shape.has_capital() {
                    continue;
                }
                let mut key = self.atoms[start].word;
                for end in start + 1..sentence.end.min(start + LONGEST_PHRASE) {
                    key = join(key, self.atoms[end].word);
                    let classes = words.classes(key).0 & PHRASES.0;
                    if classes != 0 {
                        self.atoms[start..=end].iter_mut().for_each(|atom| atom.phrases.0 |= classes);
                    }
                    if Classes(classes).has(Class::Work) && end - start + 1 >= TITLE {
                        titles.push(start..end + 1);
                    }
                }
            }
        }
        titles
    }

    /// Leaves out of the runs what lies in `titles`.
    fn cut_out(&mut self, titles: &[Range<usize>]) {
        if titles.is_empty() {
            return;
        }
        let mut inside = vec![false; self.atoms.len()];
        titles.iter().for_each(|title| inside[title.clone()].fill(true));
        for (run, sentence) in std::mem::take(&mut self.runs) {
            let mut start = run.start;
            while start < run.end {
                let end = (start..run.end).find(|i| inside[*i] != inside[start]).unwrap_or(run.end);
                if !inside[start] && (start..end).any(|i| self.atoms[i].shape.has_capital()) {
                    self.runs.push((start..end, sentence.clone()));
                }
                start = end;
            }
        }
    }

    /// Gives long words beside runs, and at their start, the class of the word they end in: a
    /// "kotstudente" is a student.
    fn find_compounds(&mut self, words: &Words) {
        for (run, sentence) in &self.runs {
            let near = run.start.saturating_sub(2)..run.start + 1;
            for i in near.chain(run.end..run.end + 2).filter(|i| sentence.contains(i)) {
                let atom = self.atoms[i];
                let plain = atom.shape == Shape::Lower || i == sentence.start && atom.shape == Shape::Capital;
                if !plain || atom.classes.0 & HEADS.0 != 0 {
                    continue;
                }
                let word = self.document.word(i);
                let ends =
                    word.char_indices().map(|(at, _)| at).skip(3).filter(|at| (4..=24).contains(&(word.len() - at)));
                let heads = ends.map(|at| words.classes(hash(&word[at..])).0 & HEADS.0);
                self.atoms[i].classes.0 |= heads.into_iter().find(|heads| *heads != 0).unwrap_or_default();
            }
        }
    }

    /// Whether a name can go on over token `i`, though it holds no capital.
    fn joins(&self, i: usize) -> bool {
        match self.atoms[i].shape {
            Shape::Lower | Shape::Clitic | Shape::Alphanumeric => self.atoms[i].classes.has(Class::Particle),
            Shape::Quote => true,
            Shape::Sign => match self.document.word(i) {
                "(" | ")" | "!" | "$" => true,
                "." => i > 0 && self.abbreviates(i - 1),
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether token `i` is short for a part of a name, so that its full stop does not end the name: "jr.",
    /// "v.", "Chr."
    fn abbreviates(&self, i: usize) -> bool {
        let (token, atom) = (self.document.tokens[i], self.atoms[i]);
        let title = atom.classes.has(Class::Role);
        let short = atom.shape == Shape::Capital && token.end - token.start <= 4 && !title;
        token.is_glued() && (short || atom.classes.has(Class::Particle))
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
                let stop_of_particle =
                    |i: usize| self.document.word(i) == "." && self.atoms[i - 1].classes.has(Class::Particle);
                let last = (first..end).rfind(|i| !sign(*i) || stop_of_particle(*i)).unwrap_or(first);
                if !self.is_plain_start(first..last + 1, sentence) {
                    self.runs.push((first..last + 1, sentence.clone()));
                }
            }
            start = end + 1;
        }
    }

    /// Whether a run is but a frequent word that begins a sentence.
    fn is_plain_start(&self, run: Range<usize>, sentence: &Range<usize>) -> bool {
        let classes = self.atoms[run.start].classes;
        let name = classes.any(&[Class::Given, Class::KnownPerson, Class::Surname]);
        run.len() == 1 && run.start == sentence.start && classes.has(Class::Frequent) && !name
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
        self.stems[self.document.vocabulary.number(i)]
    }

    /// What the article shows of token `i`'s word, as a set of bits; 0 where it has nowhere a capital.
    pub fn seen(&self, i: usize) -> u32 {
        self.seen.words[self.document.vocabulary.number(i)]
    }

    /// The same of its [stem](View::stem).
    pub fn seen_stem(&self, i: usize) -> u32 {
        self.seen.stems[self.document.vocabulary.number(i)]
    }
}
