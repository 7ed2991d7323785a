//! Whether the words around a date look back or ahead.

use super::grammar::Grammar;
use super::names::Hint;
use crate::sentence::Document;
use crate::token::TokenKind;
use std::ops::Range;

/// Where a sentence looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lean {
    /// Back.
    Past,
    /// Ahead.
    Future,
    /// Nobody can tell.
    Unknown,
}

/// A document with what the lexicon knows of each token.
pub struct Clauses<'a> {
    pub document: &'a Document<'a>,
    pub grammar: &'a Grammar<'a>,
}

/// How many tokens on either side are looked at: a clause is rarely longer, and the work stays linear.
const REACH: usize = 40;

/// The verbs of a stretch of text.
#[derive(Default, Clone, Copy)]
struct Verbs {
    /// The distance of the nearest one, if there is one.
    past: Option<usize>,
    present: Option<usize>,
    future: Option<usize>,
    perfect: Option<usize>,
    participle: bool,
}

impl Clauses<'_> {
    /// Where the clause of tokens `at` looks; `sentence` holds them.
    pub fn lean(&self, at: &Range<usize>, sentence: &Range<usize>) -> Lean {
        let sentence = &(sentence.start.max(at.start.saturating_sub(REACH))..sentence.end.min(at.end + REACH));
        if at.start > sentence.start {
            if self.has(at.start - 1, Hint::Since) {
                return Lean::Past;
            }
            if self.has(at.start - 1, Hint::Until) {
                return Lean::Future;
            }
        }
        let clause = self.clause(at, sentence);
        // A clause without a verb goes with the one before it, or else the one after it.
        let before = sentence.start..clause.start;
        let after = clause.end..sentence.end;
        [clause, before, after]
            .into_iter()
            .map(|part| self.verbs(part, at).lean())
            .find(|lean| *lean != Lean::Unknown)
            .unwrap_or(Lean::Unknown)
    }

    fn hints(&self, token: usize) -> u16 {
        self.grammar.read(self.document.tokens[token], self.document.text).hints
    }

    /// Whether a token is of a class.
    pub fn has(&self, token: usize, hint: Hint) -> bool {
        self.hints(token) >> hint as u16 & 1 == 1
    }

    fn clause(&self, at: &Range<usize>, sentence: &Range<usize>) -> Range<usize> {
        let ends = |i: usize| {
            self.has(i, Hint::Clause)
                || matches!(self.document.word(i), "," | ";" | ":" | "(" | ")" | "–" | "—" | "\"" | "“" | "”")
        };
        let start = (sentence.start..at.start).rev().find(|i| ends(*i)).map_or(sentence.start, |i| i + 1);
        let end = (at.end..sentence.end).find(|i| ends(*i)).unwrap_or(sentence.end);
        start..end
    }

    fn verbs(&self, part: Range<usize>, at: &Range<usize>) -> Verbs {
        let mut verbs = Verbs::default();
        for i in part.filter(|i| !at.contains(i)) {
            let token = self.document.tokens[i];
            let word = token.of(self.document.text);
            if token.kind != TokenKind::Word || self.has(i, Hint::NoVerb) {
                continue;
            }
            let mut hints = self.hints(i);
            let known = [Hint::Past, Hint::Present, Hint::Future, Hint::Perfect, Hint::Participle];
            if known.iter().all(|hint| hints >> *hint as u16 & 1 == 0) {
                // A shape tells only of a small-lettered word that no determiner makes a noun.
                let noun = i > 0 && self.has(i - 1, Hint::Determiner);
                if noun || !word.starts_with(char::is_lowercase) {
                    continue;
                }
                hints = self.grammar.shape(word);
                if hints >> Hint::Participle as u16 & 1 == 1 {
                    hints &= !(1 << Hint::Present as u16);
                }
            }
            let distance = if i < at.start { at.start - i } else { i + 1 - at.end };
            let note = |hint: Hint, place: &mut Option<usize>| {
                if hints >> hint as u16 & 1 == 1 && place.is_none_or(|known| distance < known) {
                    *place = Some(distance);
                }
            };
            note(Hint::Past, &mut verbs.past);
            note(Hint::Present, &mut verbs.present);
            note(Hint::Future, &mut verbs.future);
            note(Hint::Perfect, &mut verbs.perfect);
            verbs.participle |= hints >> Hint::Participle as u16 & 1 == 1;
        }
        verbs
    }
}

impl Verbs {
    fn lean(self) -> Lean {
        let past = match (self.past, self.perfect) {
            (Some(past), _) => Some(past),
            (None, Some(perfect)) if self.participle => Some(perfect),
            _ => None,
        };
        match (past, self.future) {
            (Some(past), Some(future)) if past <= future => Lean::Past,
            (_, Some(_)) => Lean::Future,
            (Some(_), None) => Lean::Past,
            (None, None) if self.present.is_some() || self.perfect.is_some() => Lean::Future,
            (None, None) if self.participle => Lean::Past,
            (None, None) => Lean::Unknown,
        }
    }
}
