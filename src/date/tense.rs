//! Whether the words around a date look back or ahead.

use super::grammar::Grammar;
use super::names::Hint;
use crate::annotation::Lean;
use crate::sentence::Document;
use crate::token::TokenKind;
use std::ops::Range;

/// A document with what the lexicon knows of each token.
#[derive(Clone, Copy)]
pub struct Clauses<'a> {
    pub document: &'a Document<'a>,
    pub grammar: &'a Grammar<'a>,
    /// The classes of each token that the resolver asks for, a bit each.
    pub hints: &'a [u32],
}

/// How many tokens on either side are looked at: a clause is rarely longer, and the work stays linear.
const REACH: usize = 40;

/// What a finite verb tells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verb {
    Past,
    Present,
    Future,
    /// "Would": past with a perfect, else what is to come.
    Conditional,
    /// An auxiliary: past with a participle, else present.
    Perfect,
}

impl Clauses<'_> {
    /// Where the clause of tokens `at` looks; `sentence` holds them, and they name a weekday or not.
    pub fn lean(&self, at: &Range<usize>, sentence: &Range<usize>, weekday: bool) -> Lean {
        let sentence = &(sentence.start.max(at.start.saturating_sub(REACH))..sentence.end.min(at.end + REACH));
        if self.follows(at, sentence, Hint::Since) {
            return Lean::Past;
        }
        let after_until =
            self.follows(at, sentence, Hint::After) && self.follows(&(at.start - 1..at.end), sentence, Hint::Until);
        let until = after_until || self.follows(at, sentence, Hint::Until);
        // "born on 26 June", whatever comes after; a plan is among the verbs that look ahead.
        if at.start >= sentence.start + 2 {
            let kinds = self.kinds(at.start - 2) | self.hints(at.start - 2);
            let other =
                [Hint::Future, Hint::CalledOff, Hint::Ambiguous].iter().any(|hint| kinds >> *hint as u32 & 1 == 1);
            if kinds >> Hint::Participle as u32 & 1 == 1 && !other {
                return Lean::Past;
            }
        }
        let clause = self.clause(at, sentence);
        let nearby = at.start.saturating_sub(5).max(clause.start);
        if (nearby..at.start).any(|i| self.has(i, Hint::Since)) {
            return Lean::Past;
        }
        // A clause without a verb goes with the one before it, or else the one after it; the other way round if it starts as
        // clauses do that end in their verb.
        let before = sentence.start..clause.start;
        let after = clause.end..sentence.end;
        let last = clause.start > sentence.start && self.has(clause.start - 1, Hint::Clause);
        let (first, second) = if last { (after, before) } else { (before, after) };
        for part in [clause, first, second] {
            let Some((verb, place)) = self.verb(part.clone(), at, sentence) else { continue };
            let perfect =
                |range: Range<usize>| range.into_iter().any(|i| self.kinds(i) >> Hint::Participle as u32 & 1 == 1);
            let of = self.follows(at, sentence, Hint::Of);
            let called_off = part.clone().any(|i| self.has(i, Hint::CalledOff));
            return match verb {
                Verb::Past => Lean::Past,
                Verb::Conditional if perfect(part.clone()) && part.clone().any(|i| self.has(i, Hint::Perfect)) => {
                    Lean::Past
                }
                Verb::Future | Verb::Conditional => Lean::Future,
                _ if until => Lean::Future,
                // "The match on Sunday is called off", but "The match is called off on Sunday".
                Verb::Perfect if called_off && (of || at.end <= place && at.start > sentence.start + 1) => Lean::Future,
                Verb::Perfect if called_off => Lean::Past,
                Verb::Perfect if perfect(part.clone()) || perfect(part.end..sentence.end) => Lean::Past,
                // "the elections of Sunday" have been, whatever the present tense says.
                Verb::Perfect | Verb::Present if of && weekday => Lean::Past,
                Verb::Perfect | Verb::Present => Lean::Future,
            };
        }
        if until { Lean::Future } else { Lean::Unknown }
    }

    /// Whether a word of the class stands right before the time, in its sentence.
    fn follows(&self, at: &Range<usize>, sentence: &Range<usize>, hint: Hint) -> bool {
        at.start > sentence.start && self.has(at.start - 1, hint)
    }

    /// Whether a word for the present starts a clause here ("nu hij weg is") rather than to be an adverb.
    pub fn is_conjunction(&self, at: &Range<usize>, sentence: &Range<usize>) -> bool {
        let sentence = &(sentence.start.max(at.start.saturating_sub(REACH))..sentence.end.min(at.end + REACH));
        if at.len() != 1 || !self.has(at.start, Hint::Conjunction) || at.end >= sentence.end {
            return false;
        }
        let clause = self.clause(at, sentence);
        let subject = self.has(at.end, Hint::Subject) || self.document.word(at.end).starts_with(char::is_uppercase);
        let plural = self.grammar.shape(self.document.word(at.end)) >> Hint::PastPlural as u32 & 1 == 1;
        let verb_next = !self.has(at.end, Hint::Subject) && (plural || self.finite(at.end).is_some());
        if at.start == clause.start || (at.start == clause.start + 1 && self.has(clause.start, Hint::Focusing)) {
            return subject && !verb_next;
        }
        let finite = |mut range: Range<usize>| range.any(|i| self.finite(i).is_some());
        let closes = finite(clause.end.saturating_sub(2).max(at.end)..clause.end);
        subject && !verb_next && closes && finite(clause.start..at.start)
    }

    fn hints(&self, token: usize) -> u32 {
        self.hints[token]
    }

    /// Whether a token is of a class.
    pub fn has(&self, token: usize, hint: Hint) -> bool {
        self.hints(token) >> hint as u32 & 1 == 1
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

    /// The finite verb nearest to the time, and where it stands.
    fn verb(&self, part: Range<usize>, at: &Range<usize>, sentence: &Range<usize>) -> Option<(Verb, usize)> {
        // After a time that opens the sentence, maybe behind a preposition, stands its verb.
        let opens =
            at.start == sentence.start || at.start == sentence.start + 1 && self.has(sentence.start, Hint::Determiner);
        let opens = opens && part.contains(&at.start) && part.contains(&at.end);
        if opens {
            if let Some(verb) = self.finite(at.end) {
                return Some((verb, at.end));
            }
            let word = self.document.word(at.end);
            if self.grammar.shape(word) >> Hint::PastPlural as u32 & 1 == 1 {
                return Some((Verb::Past, at.end));
            }
        }
        // "The decision", "of his": what can be another word is no verb there.
        let other = |i: usize| {
            let after = |hint| i > 0 && self.has(i - 1, hint);
            self.has(i, Hint::Ambiguous) && after(Hint::Determiner) && !after(Hint::Clause)
        };
        let verbs = part.clone().filter(|i| !at.contains(i) && !other(*i)).filter_map(|i| {
            let distance = if i < at.start { at.start - i } else { i + 1 - at.end };
            let ambiguous = self.has(i, Hint::Ambiguous) || self.kinds(i) >> Hint::Ambiguous as u32 & 1 == 1;
            self.finite(i).map(|verb| (ambiguous, distance, verb, i))
        });
        let nearest = verbs.min_by_key(|(ambiguous, distance, ..)| (*ambiguous, *distance));
        let unlisted = || self.unlisted(part, at, opens, at.start == sentence.start).map(|i| (Verb::Present, i));
        nearest.map(|(.., verb, i)| (verb, i)).or_else(unlisted)
    }

    /// A verb in the present that is in no list: what looks like a plural right before a time, if no word counts or
    /// describes it, or right after one that `opens` the sentence; if that stands `first`, whatever small word follows.
    fn unlisted(&self, part: Range<usize>, at: &Range<usize>, opens: bool, first: bool) -> Option<usize> {
        let word = |i: usize| Some(self.document.word(i)).filter(|_| self.document.tokens[i].kind == TokenKind::Word);
        let described = |i: usize| i == part.start || word(i - 1).is_none_or(|word| word.ends_with('e'));
        let plural = |i: usize| self.kinds(i) == 1 << Hint::Plural as u32;
        let small =
            |i: usize| self.document.word(i) == ":" || word(i).is_some_and(|word| word.starts_with(char::is_lowercase));
        let before = at.start.checked_sub(1).filter(|i| part.contains(i) && plural(*i) && !described(*i));
        let next = Some(at.end).filter(|i| opens && !self.has(*i, Hint::NoVerb) && (first && small(*i) || plural(*i)));
        before.or(next)
    }

    /// What token `i` tells if it is a finite verb.
    fn finite(&self, i: usize) -> Option<Verb> {
        let kinds = self.kinds(i);
        let verbs = [
            (Hint::Past, Verb::Past),
            (Hint::Conditional, Verb::Conditional),
            (Hint::Future, Verb::Future),
            (Hint::Perfect, Verb::Perfect),
            (Hint::Present, Verb::Present),
        ];
        verbs.into_iter().find(|(hint, _)| kinds >> *hint as u32 & 1 == 1).map(|(_, verb)| verb)
    }

    /// The classes of token `i` as a verb, from the word list or from its shape.
    fn kinds(&self, i: usize) -> u32 {
        let token = self.document.tokens[i];
        let word = token.of(self.document.text);
        let hints = self.hints(i);
        if token.kind != TokenKind::Word || hints >> Hint::NoVerb as u32 & 1 == 1 {
            return 0;
        }
        let verbs = [Hint::Past, Hint::Present, Hint::Future, Hint::Conditional, Hint::Perfect, Hint::Participle];
        if verbs.iter().any(|hint| hints >> *hint as u32 & 1 == 1) {
            return hints;
        }
        // A shape tells only of a small-lettered word that no determiner makes a noun.
        let noun = i > 0 && self.has(i - 1, Hint::Determiner);
        if noun || !word.starts_with(char::is_lowercase) {
            return 0;
        }
        let shape = self.grammar.shape(word);
        // A form that can be either stays both.
        let [participle, either, no_verb] =
            [Hint::Participle, Hint::Ambiguous, Hint::NoVerb].map(|hint| shape >> hint as u32 & 1 == 1);
        if no_verb {
            0
        } else if participle && !either {
            1 << Hint::Participle as u32
        } else {
            shape
        }
    }
}
