//! Look-up of the words that tell who is who, and where mentions stand among the tokens.

use super::cue::Cue;
use crate::annotation::PersonMention;
use crate::error::Error;
use crate::language::Language;
use crate::lexicon::{Class, Words, hash};
use crate::sentence::Document;
use crate::token::TokenKind;
use std::ops::Range;

/// Checks the cue words of a pack.
pub(super) fn check(language: &Language) -> Result<(), Error> {
    Cues::new(language).map(|_| ())
}

/// The classes of one word, as a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Classes(u64);

impl Classes {
    pub fn has(self, cue: Cue) -> bool {
        self.0 & cue.bit() != 0
    }

    pub fn any(self, cues: &[Cue]) -> bool {
        cues.iter().any(|cue| self.has(*cue))
    }
}

/// A language's cue words, read in place.
pub(super) struct Cues<'a>(fst::raw::Fst<&'a [u8]>);

impl<'a> Cues<'a> {
    pub fn new(language: &'a Language) -> Result<Self, Error> {
        let section = language.section(b"cues");
        fst::raw::Fst::new(section).map(Self).map_err(|_| Error::BadPack("the cue words are damaged"))
    }

    /// The classes of `word`, or of the longest word that ends it as a compound. Capitals make no difference.
    pub fn of(&self, word: &str) -> Classes {
        let mut node = self.0.root();
        let (mut sum, mut found, mut left) = (0, 0, word.len());
        for letter in word.chars().rev() {
            if matches!(letter, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}') {
                // Hyphens and joiners that cannot be seen carry nothing.
                left -= letter.len_utf8();
                continue;
            }
            let mut buffer = [0; 4];
            let small = letter.to_lowercase().next().unwrap_or(letter);
            for byte in small.encode_utf8(&mut buffer).bytes().rev() {
                let Some(input) = node.find_input(byte) else { return Classes(found) };
                let step = node.transition(input);
                sum += step.out.value();
                node = self.0.node(step.addr);
            }
            left -= letter.len_utf8();
            if node.is_final() {
                let bits = sum + node.final_output().value();
                if left == 0 || left >= SHORTEST_START && bits & Cue::Compound.bit() != 0 {
                    found = bits;
                }
            }
        }
        Classes(found)
    }
}

/// A compound's first part has at least this many bytes.
const SHORTEST_START: usize = 2;

/// A document with its mentions of persons laid over the tokens.
pub(super) struct Scene<'a> {
    pub document: &'a Document<'a>,
    pub cues: Cues<'a>,
    /// The classes of each word of the document's vocabulary.
    classes: Vec<Classes>,
    /// The classes of words in names.
    pub words: Option<Words<'a>>,
    /// The tokens of each mention.
    pub places: Vec<Range<usize>>,
    /// The sentence of each mention.
    pub sentences: Vec<usize>,
}

impl<'a> Scene<'a> {
    /// Lays out `mentions`, which stand in text order.
    pub fn new(document: &'a Document<'a>, language: &'a Language, mentions: &[PersonMention]) -> Option<Self> {
        let cues = Cues::new(language).ok()?;
        let (mut token, mut sentence) = (0, 0);
        let (mut places, mut sentences) = (Vec::with_capacity(mentions.len()), Vec::with_capacity(mentions.len()));
        for mention in mentions {
            let span = mention.spans[0];
            while token + 1 < document.tokens.len() && document.tokens[token].end as usize <= span.start {
                token += 1;
            }
            let mut end = token + 1;
            while end < document.tokens.len() && (document.tokens[end].start as usize) < span.end {
                end += 1;
            }
            while sentence + 1 < document.sentences.len() && document.sentences[sentence].end <= token {
                sentence += 1;
            }
            places.push(token..end);
            sentences.push(sentence);
        }
        let words = Words::new(language.section(b"word")).ok();
        let classes = document.vocabulary.map(|word| cues.of(word.text));
        Some(Self { document, cues, classes, words, places, sentences })
    }

    /// The text of token `i`, empty outside the document.
    pub fn word(&self, i: usize) -> &'a str {
        self.document.tokens.get(i).map_or("", |token| token.of(self.document.text))
    }

    /// The classes of token `i`.
    pub fn classes(&self, i: usize) -> Classes {
        let inside = i < self.document.tokens.len();
        if inside { self.classes[self.document.vocabulary.number(i)] } else { Classes::default() }
    }

    /// The tokens of the sentence that holds mention `m`.
    pub fn sentence(&self, m: usize) -> Range<usize> {
        self.document.sentences[self.sentences[m]].clone()
    }

    /// The role, title or word of kinship right before mention `m`, in small letters, and the gender it tells.
    pub fn before(&self, m: usize) -> (Option<String>, Option<Cue>) {
        let Some(at) = self.places[m].start.checked_sub(1) else { return (None, None) };
        let classes = self.classes(at);
        if !classes.any(&[Cue::Role, Cue::Kin, Cue::Title, Cue::Address, Cue::Person]) {
            return (None, None);
        }
        let gender = [Cue::Male, Cue::Female].into_iter().find(|gender| classes.has(*gender));
        (Some(self.word(at).to_lowercase()), gender)
    }

    /// The gender that the word before mention `m` tells, or the given name in it.
    pub fn gender(&self, m: usize) -> Option<Cue> {
        let given = || {
            let place = &self.places[m];
            let classes = self.name_classes(self.word(place.start));
            let known = place.len() > 1 || !classes.has(Class::Surname);
            let genders = [(Class::Male, Cue::Male), (Class::Female, Cue::Female)];
            let told = genders.into_iter().find(|(class, _)| classes.has(*class));
            told.map(|(_, gender)| gender).filter(|_| known)
        };
        self.before(m).1.or_else(given)
    }

    /// The classes of a word of a name.
    pub fn name_classes(&self, word: &str) -> crate::lexicon::Classes {
        self.words.as_ref().map(|words| words.classes(hash(word))).unwrap_or_default()
    }

    /// Whether mentions `m` and the next stand in one list, as "Hilde (38) en haar man Koen".
    pub fn is_list(&self, m: usize) -> bool {
        let Some(next) = self.places.get(m + 1) else { return false };
        let gap = self.places[m].end..next.start;
        if gap.is_empty() || gap.len() > LIST_GAP || self.sentences[m] != self.sentences[m + 1] {
            return false;
        }
        let linked = gap.clone().any(|i| self.classes(i).has(Cue::Link));
        gap.clone().all(|i| {
            let classes = self.classes(i);
            let described = [Cue::Role, Cue::Kin, Cue::Title, Cue::Address, Cue::Possessive];
            let number = self.document.tokens[i].kind == TokenKind::Number;
            number
                || matches!(self.word(i), "," | "(" | ")")
                || classes.has(Cue::Link)
                || linked && classes.any(&described)
        })
    }
}

/// At most this many tokens stand between two names of a list.
const LIST_GAP: usize = 6;
