//! A document as the event stage sees it: what is known of each token, and the candidates, the words that
//! could name an event.

use super::clause::Clauses;
use super::dates::{Face, faces};
use super::layout::{FUNCTIONS, Form, Reading};
use super::lexicon::{Lemma, Triggers};
use super::types::TYPES;
use crate::annotation::{Dated, Span};
use crate::lexicon::{fold, hash, join};
use crate::order;
use crate::sentence::Document;
use crate::token::TokenKind;
use crate::vocabulary::Word;
use std::ops::Range;

/// Words between a verb and its particle, at most.
const CLAUSE: usize = 24;
/// Words between a phrase and its verb, at most.
const NEAR: usize = 12;

/// What is known of one token.
#[derive(Debug, Clone, Copy, Default)]
pub struct Atom {
    /// The hash of its letters, 0 beyond the sentence.
    pub word: u32,
    /// What the lexicon says of it.
    pub reading: Reading,
    /// What the lexicon says of the known word it ends in.
    pub head: Reading,
    /// Word, number, sign.
    pub kind: Kind,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether it lies in a mention of a person or an age.
    pub taken: bool,
    /// How many words the phrases have that can begin with it: a bit for each number, the lowest for one.
    pub opens: u8,
    /// What a phrase that begins here says of modality, 0 for nothing.
    pub cue: u8,
}

impl Atom {
    /// The number of the listed word that it is or ends in; 0 where there is none.
    pub fn listed(self) -> u16 {
        self.reading.noun.max(self.reading.verb).max(self.head.noun)
    }
}

/// The kind of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub enum Kind {
    /// Beyond the sentence.
    #[default]
    None,
    /// A word.
    Word,
    /// Digits.
    Number,
    /// A sign that ends a clause.
    Stop,
    /// Any other sign.
    Sign,
}

/// A word, a phrase or a split verb that could name an event.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its tokens, one range a part.
    pub parts: Vec<Range<usize>>,
    /// The sentence it stands in.
    pub sentence: usize,
    /// The lemma as the lexicon has it: of the phrase, the separable verb, the noun or the verb; 0 if unlisted.
    pub lemma: u16,
    /// The other lemma its letters allow.
    pub other: u16,
    /// Its form.
    pub form: Form,
    /// Whether the lexicon knows only the word it ends in.
    pub compound: bool,
}

impl Candidate {
    /// The token that stands for it.
    pub fn head(&self) -> usize {
        self.parts[0].start
    }

    /// Whether it is one word.
    pub fn is_one_word(&self) -> bool {
        self.parts.len() == 1 && self.parts[0].len() == 1
    }

    /// The bytes of its parts.
    pub fn spans(&self, document: &Document) -> Vec<Span> {
        self.parts.iter().map(|part| document.span(part.clone())).collect()
    }
}

/// A document as the event stage sees it.
pub struct View<'a> {
    /// The document.
    pub document: &'a Document<'a>,
    /// The lexicon.
    pub triggers: &'a Triggers<'a>,
    /// One for each token.
    pub atoms: Vec<Atom>,
    /// In text order.
    pub candidates: Vec<Candidate>,
    /// Its clauses.
    pub(super) clauses: Clauses,
    /// Its dates.
    pub(super) dates: Vec<Face>,
    /// How many sure triggers of each type the document holds.
    pub topics: [u16; TYPES.len()],
    /// The type of most of them.
    pub top_topic: Option<u32>,
}

impl<'a> View<'a> {
    /// Looks at a document outside the spans that are `taken`, which come in any order.
    pub fn new(document: &'a Document<'a>, triggers: &'a Triggers<'a>, taken: &[Span], dates: &Dated) -> Self {
        let mut view = Self {
            document,
            triggers,
            atoms: atoms(document, triggers, taken),
            candidates: vec![],
            clauses: Clauses::default(),
            dates: faces(dates),
            topics: [0; TYPES.len()],
            top_topic: None,
        };
        for sentence in 0..document.sentences.len() {
            view.look_for_candidates(sentence);
        }
        view.clauses = Clauses::new(document, &view.atoms);
        for candidate in &view.candidates {
            let lemma = triggers.lemma(candidate.lemma);
            let topic = view.topics.get_mut(lemma.types[0] as usize).filter(|_| lemma.strength == 4);
            if let Some(count) = topic {
                *count = count.saturating_add(1);
            }
        }
        let topics = view.topics.iter().enumerate();
        let top = topics.max_by_key(|(place, count)| (**count, usize::MAX - place));
        view.top_topic = top.filter(|(_, count)| **count > 1).map(|(place, _)| place as u32);
        view
    }

    /// The atom `offset` tokens from `i` in the same sentence, or nothing's.
    pub fn at(&self, i: usize, offset: isize, sentence: &Range<usize>) -> Atom {
        match i.checked_add_signed(offset) {
            Some(at) if sentence.contains(&at) => self.atoms[at],
            _ => Atom::default(),
        }
    }

    /// What is known of a candidate's lemma.
    pub fn lemma(&self, candidate: &Candidate) -> Lemma {
        self.triggers.lemma(candidate.lemma)
    }

    /// What makes two candidates the same word: their lemma, or the word itself if that is not listed.
    pub fn word(&self, candidate: &Candidate) -> u32 {
        match self.lemma(candidate).strength {
            0 => self.atoms[candidate.head()].word | 1 << 31,
            _ => u32::from(candidate.lemma),
        }
    }

    fn look_for_candidates(&mut self, sentence: usize) {
        let range = self.document.sentences[sentence].clone();
        let mut found: Vec<Candidate> = Vec::new();
        let mut used = vec![false; range.len()];
        for i in range.clone() {
            if let Some(phrase) = self.phrase(i, sentence, &range).filter(|_| !used[i - range.start]) {
                used[i - range.start..phrase.parts[0].end - range.start].fill(true);
                found.push(phrase);
            }
        }
        for i in range.clone() {
            if used[i - range.start] {
                continue;
            }
            if let Some(candidate) = self.candidate(i, sentence, &range) {
                for part in &candidate.parts {
                    used[part.start - range.start..part.end - range.start].fill(true);
                }
                found.push(candidate);
            }
        }
        order::sort_by_key(&mut found, |candidate| (candidate.head(), 0));
        self.candidates.extend(found);
    }

    /// The longest listed phrase that begins at token `i` and whose verb stands near; notes cues on the way.
    fn phrase(&mut self, i: usize, sentence: usize, range: &Range<usize>) -> Option<Candidate> {
        let (mut longest, mut cue) = (None, 0);
        let (lengths, mut hash) = (self.atoms[i].opens, 0);
        let most = (u8::BITS - lengths.leading_zeros()) as usize;
        for (length, at) in (i..range.end).take(most).enumerate() {
            hash = if at == i { self.atoms[at].word } else { join(hash, self.atoms[at].word) };
            if lengths >> length & 1 == 1
                && let Some(phrase) = self.triggers.phrases.get(hash)
            {
                longest = (phrase.lemma > 0).then_some((phrase.lemma, at + 1)).or(longest);
                cue = if phrase.cue > 0 { phrase.cue } else { cue };
            }
        }
        self.atoms[i].cue = cue;
        let (lemma, end) = longest.filter(|_| !self.atoms[i].taken)?;
        let near = i.saturating_sub(NEAR).max(range.start)..(end + NEAR).min(range.end);
        let stands = |verb: u16| verb == 0 || near.clone().any(|at| self.is_verb(at, verb, &near));
        self.triggers.verbs_of(lemma).any(stands).then(|| Candidate {
            parts: one(i..end),
            sentence,
            lemma,
            other: 0,
            form: Form::None,
            compound: false,
        })
    }

    /// Whether token `i` is a form of `verb`, in one piece or with a particle in `range`.
    fn is_verb(&self, i: usize, verb: u16, range: &Range<usize>) -> bool {
        let own = self.atoms[i].reading.verb;
        own == verb
            || own > 0
                && range.clone().any(|at| {
                    let particle = self.atoms[at].reading.particle;
                    particle > 0 && self.triggers.separable(own, particle) == verb
                })
    }

    /// Whether the token before `i` leaves it to be a particle at its clause's end.
    fn closes_clause(&self, i: usize, range: &Range<usize>) -> bool {
        let next = self.at(i, 1, range);
        match next.kind {
            Kind::None | Kind::Stop | Kind::Sign => true,
            Kind::Number => false,
            Kind::Word => {
                let name = FUNCTIONS[(next.reading.function as usize).min(FUNCTIONS.len() - 1)];
                matches!(
                    name,
                    "preposition" | "conjunction" | "subordinator" | "infinitive" | "be" | "have" | "passive"
                )
            }
        }
    }

    /// The candidate that token `i` makes, alone or with its particle.
    fn candidate(&self, i: usize, sentence: usize, range: &Range<usize>) -> Option<Candidate> {
        let atom = self.atoms[i];
        let Reading { form, noun, verb, function, particle } = atom.reading;
        if atom.kind != Kind::Word || atom.taken || function > 0 && particle == 0 || atom.word == 0 {
            return None;
        }
        let alone = |lemma, other, form, compound| {
            Some(Candidate { parts: one(i..i + 1), sentence, lemma, other, form, compound })
        };
        if particle > 0 {
            // "aan te vragen"
            let (te, infinitive) = (self.at(i, 1, range), self.at(i, 2, range).reading);
            let whole = self.triggers.separable(infinitive.verb, particle);
            if FUNCTIONS.get(te.reading.function as usize) == Some(&"infinitive")
                && infinitive.form == Form::Infinitive
                && whole > 0
            {
                let parts = one(i..i + 3);
                return Some(Candidate {
                    parts,
                    sentence,
                    lemma: whole,
                    other: 0,
                    form: Form::Infinitive,
                    compound: false,
                });
            }
            if function > 0 || noun == 0 && verb == 0 {
                return None;
            }
        }
        if verb > 0 && form.is_finite() {
            let reach = i + 1..range.end.min(i + CLAUSE);
            for at in reach {
                let other = self.atoms[at];
                if other.kind == Kind::Stop && !matches!(self.document.word(at), "," | "–" | "-") {
                    break;
                }
                if other.reading.particle == 0 {
                    continue;
                }
                let whole = self.triggers.separable(verb, other.reading.particle);
                if whole > 0 && self.closes_clause(at, range) {
                    let parts = if at == i + 1 { one(i..i + 2) } else { vec![i..i + 1, at..at + 1] };
                    return Some(Candidate { parts, sentence, lemma: whole, other: verb, form, compound: false });
                }
            }
        }
        if noun > 0 || verb > 0 {
            // A noun follows a determiner or adjective, a verb does not; the classifier sees both.
            return if noun > 0 { alone(noun, verb, form, false) } else { alone(verb, 0, form, false) };
        }
        if atom.head.noun.max(atom.head.verb) > 0 {
            let Reading { form, noun, verb, .. } = atom.head;
            return if noun > 0 { alone(noun, verb, form, true) } else { alone(verb, 0, form, true) };
        }
        (self.document.word(i).chars().nth(2).is_some()).then(|| alone(0, 0, Form::None, false)).flatten()
    }
}

/// A trigger in one piece.
fn one(part: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(part).collect()
}

fn atoms(document: &Document, triggers: &Triggers, taken: &[Span]) -> Vec<Atom> {
    let mut folded = String::new();
    let mut atoms = document.vocabulary.spread(|Word { text: word, kind }| {
        let kind = match kind {
            TokenKind::Word => Kind::Word,
            TokenKind::Number => Kind::Number,
            TokenKind::Space => return Atom::default(),
            TokenKind::Punctuation
                if matches!(*word, "." | "," | ";" | ":" | "!" | "?" | "…" | "–" | "-" | "(" | ")") =>
            {
                Kind::Stop
            }
            TokenKind::Punctuation => Kind::Sign,
        };
        let mut atom = Atom { word: hash(word), kind, ..Atom::default() };
        if !matches!(kind, Kind::Word | Kind::Number) {
            return atom;
        }
        folded.clear();
        folded.extend(word.chars().flat_map(fold));
        atom.opens = triggers.phrases.lengths(atom.word);
        if kind == Kind::Word {
            (atom.reading, atom.head) = triggers.word(&folded);
            atom.capital = word.starts_with(char::is_uppercase);
        }
        atom
    });
    for (atom, taken) in atoms.iter_mut().zip(document.inside(taken)) {
        atom.taken = taken;
    }
    atoms
}
