//! Look-up of the words that tell who is who, and where mentions stand among the tokens.

use super::cue::Cue;
use crate::annotation::PersonMention;
use crate::error::Error;
use crate::language::Language;
use crate::lexicon::{Class, Words, hash, small};
use crate::sentence::Document;
use crate::token::TokenKind;
use std::ops::Range;

/// Checks the cue words of a pack.
pub(super) fn check(language: &Language) -> Result<(), Error> {
    let cues = fst::raw::Fst::new(language.section(b"cues"));
    cues.map(|_| ()).map_err(|_| Error::BadPack("the cue words are damaged"))
}

/// The classes of one word, as a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Classes(u64);

impl Classes {
    pub fn has(self, cue: Cue) -> bool {
        self.0 & cue.bit() != 0
    }

    pub fn any(self, cues: &[Cue]) -> bool {
        cues.iter().any(|cue| self.has(*cue))
    }
}

/// A language's cue words, read in place; `None` where a pack that was not checked has none.
pub(crate) struct Cues<'a>(Option<fst::raw::Fst<&'a [u8]>>);

impl<'a> Cues<'a> {
    pub fn new(language: &'a Language) -> Self {
        Self(fst::raw::Fst::new(language.section(b"cues")).ok())
    }

    /// The classes of `word`, or of the longest word that ends it as a compound. Capitals make no difference.
    pub fn of(&self, word: &str) -> Classes {
        let Some(words) = &self.0 else { return Classes::default() };
        let mut node = words.root();
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
                node = words.node(step.addr);
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
pub(crate) struct Scene<'a> {
    pub document: &'a Document<'a>,
    pub language: &'a Language,
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
    pub fn new(document: &'a Document<'a>, language: &'a Language, mentions: &[PersonMention]) -> Self {
        let cues = Cues::new(language);
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
        Self { document, language, cues, classes, words, places, sentences }
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

    /// The token of the role, title or word of kinship right before mention `m`.
    pub fn before(&self, m: usize) -> Option<usize> {
        let at = self.places[m].start.checked_sub(1)?;
        let tells = self.classes(at).any(&[Cue::Role, Cue::Kin, Cue::Title, Cue::Address, Cue::Person]);
        tells.then_some(at)
    }

    /// That word in small letters.
    pub fn role_before(&self, m: usize) -> Option<String> {
        self.before(m).map(|at| small(self.word(at)))
    }

    /// The gender that it tells.
    pub fn gender_before(&self, m: usize) -> Option<Cue> {
        let classes = self.classes(self.before(m)?);
        [Cue::Male, Cue::Female].into_iter().find(|gender| classes.has(*gender))
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
        self.gender_before(m).or_else(given)
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
