//! Finds the ages: adjectives ("40-jarige"), numbers beside a person (", 40,", "(7)"), numbers with their unit
//! ("18 jaar oud"), ordinals ("op zijn 42ste") and numbers that someone is or becomes ("wordt drie").

use super::cue::Cue;
use super::cues::{Classes, Scene};
use super::owner;
use crate::annotation::{AgeMention, MentionId, PersonId, PersonMention, Span};
use crate::lexicon::small;
use crate::number::Numbers;
use crate::token::TokenKind;
use std::ops::Range;

/// Nobody grew older.
const OLDEST: u32 = 125;

/// An age and how it is said, which tells whose it may be.
#[derive(Debug, Clone)]
pub(super) struct Age {
    /// Its tokens.
    pub tokens: Range<usize>,
    pub years: u32,
    pub manner: Manner,
}

/// How an age is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// Before a noun: "de 40-jarige zangeres".
    Before,
    /// After a name or a noun: "Els, 38,", "Man (43)", "een meisje van elf".
    After,
    /// Of the sentence's subject: "is 42 jaar", "op zijn 42ste", "op 91-jarige leeftijd".
    Subject,
}

/// Finds the ages and whose they are.
pub(crate) fn ages(scene: &Scene, persons: &[PersonMention]) -> Vec<AgeMention> {
    let Some(numbers) = Numbers::new(scene.language.section(b"numb")) else { return Vec::new() };
    let document = scene.document;
    let found = Finder::new(scene, &numbers).find();
    let owners = owner::owners(scene, persons, &found);
    let mention = |(place, (age, person)): (usize, (Age, Option<PersonId>))| {
        let span = document.span(age.tokens);
        let text = Span::of(span, document.text).to_owned();
        AgeMention { id: MentionId(place), spans: vec![span], text, years: age.years, person }
    };
    found.into_iter().zip(owners).enumerate().map(mention).collect()
}

/// A number in the text.
#[derive(Debug, Clone)]
struct Number {
    tokens: Range<usize>,
    value: u32,
    ordinal: bool,
}

struct Finder<'a> {
    scene: &'a Scene<'a>,
    numbers: &'a Numbers<'a>,
    /// Whether each token is inside a mention, and whether a mention ends after it.
    ends_mention: Vec<bool>,
    in_mention: Vec<bool>,
}

impl<'a> Finder<'a> {
    fn new(scene: &'a Scene, numbers: &'a Numbers) -> Self {
        let count = scene.document.tokens.len();
        let (mut ends_mention, mut in_mention) = (vec![false; count], vec![false; count]);
        for place in &scene.places {
            in_mention[place.clone()].fill(true);
            ends_mention[place.end - 1] = true;
        }
        Self { scene, numbers, ends_mention, in_mention }
    }

    fn find(&self) -> Vec<Age> {
        let mut ages: Vec<Age> = Vec::new();
        for sentence in &self.scene.document.sentences {
            for i in sentence.clone().filter(|i| !self.in_mention[*i]) {
                if ages.last().is_some_and(|last| last.tokens.end > i) {
                    continue;
                }
                let found = self.adjective(i, sentence).or_else(|| {
                    let number = self.number(i).filter(|number| (1..=OLDEST).contains(&number.value))?;
                    let age = if number.ordinal {
                        self.ordinal(&number, sentence)
                    } else {
                        self.beside(&number, sentence)
                            .or_else(|| self.with_unit(&number, sentence))
                            .or_else(|| self.predicate(&number, sentence))
                    };
                    age.map(|(tokens, manner)| Age { tokens, years: number.value, manner })
                });
                ages.extend(found);
            }
        }
        ages
    }

    fn word(&self, i: usize) -> &'a str {
        self.scene.word(i)
    }

    fn classes(&self, i: usize) -> Classes {
        self.scene.classes(i)
    }

    fn has(&self, i: usize, cue: Cue) -> bool {
        self.classes(i).has(cue)
    }

    fn is_glued(&self, i: usize) -> bool {
        self.scene.document.tokens[i].is_glued()
    }

    fn is_human(&self, i: usize) -> bool {
        self.classes(i).any(&[Cue::Role, Cue::Person, Cue::Kin, Cue::Title])
    }

    /// The number at token `i`, in digits or in words.
    fn number(&self, i: usize) -> Option<Number> {
        let token = self.scene.document.tokens[i];
        let word = token.of(self.scene.document.text);
        match token.kind {
            TokenKind::Number if word.len() <= 3 => {
                let value = word.parse().ok()?;
                let next_glued = token.is_glued() && i + 1 < self.scene.document.tokens.len();
                let ordinal = next_glued && self.has(i + 1, Cue::Ordinal);
                // Not a part of a larger number, a score, an hour.
                let before =
                    i > 0 && self.is_glued(i - 1) && !matches!(self.word(i - 1), "(" | "[" | "\"" | "“" | "‘" | "'");
                let after = next_glued
                    && !ordinal
                    && !matches!(
                        self.word(i + 1),
                        "," | "." | ")" | ";" | ":" | "!" | "?" | "\"" | "”" | "’" | "'" | "-"
                    );
                let decimal = next_glued && self.is_glued(i + 1) && self.kind(i + 2) == Some(TokenKind::Number);
                (!before && !after && !decimal).then(|| Number {
                    tokens: i..i + 1 + usize::from(ordinal),
                    value,
                    ordinal,
                })
            }
            TokenKind::Word if word.len() > 2 && word.starts_with(char::is_lowercase) => {
                let number = self.numbers.parse(word).filter(|number| !number.half)?;
                Some(Number { tokens: i..i + 1, value: number.value, ordinal: number.ordinal })
            }
            _ => None,
        }
    }

    fn kind(&self, i: usize) -> Option<TokenKind> {
        self.scene.document.tokens.get(i).map(|token| token.kind)
    }

    /// "40-jarige", "zeventienjarige", the 12 of "de 12- en 14-jarige zonen".
    fn adjective(&self, i: usize, sentence: &Range<usize>) -> Option<Age> {
        let mut last = i;
        for _ in 0..SHARED {
            let Some((whole, years)) = self.whole_adjective(last, sentence) else {
                last = self.next_before_suffix(last, sentence)?;
                continue;
            };
            let manner = self.adjective_manner(whole.end - 1, sentence)?;
            let (tokens, years) = if last == i { (whole, years) } else { (i..i + 1, self.word(i).parse().ok()?) };
            return (1..=OLDEST).contains(&years).then_some(Age { tokens, years, manner });
        }
        None
    }

    /// The number after "12-" that shares its ending: the 14 of "12- en 14-jarige".
    fn next_before_suffix(&self, i: usize, sentence: &Range<usize>) -> Option<usize> {
        let short = self.kind(i) == Some(TokenKind::Number) && self.word(i).len() <= 3;
        let next = (i + 2..sentence.end).take(2).find(|j| self.kind(*j) == Some(TokenKind::Number));
        next.filter(|j| short && self.is_hyphen(i + 1, sentence) && self.has(j - 1, Cue::Link))
    }

    /// An adjective with its ending, and its years: "40-jarige", "zeventienjarige".
    fn whole_adjective(&self, i: usize, sentence: &Range<usize>) -> Option<(Range<usize>, u32)> {
        let (tokens, years) = match self.kind(i)? {
            TokenKind::Number if self.word(i).len() <= 3 => {
                let suffix = i + 1 + usize::from(self.is_hyphen(i + 1, sentence));
                if suffix >= sentence.end || !self.is_glued(suffix - 1) || !self.has(suffix, Cue::Suffix) {
                    return None;
                }
                (i..suffix + 1, self.word(i).parse().ok()?)
            }
            TokenKind::Word => {
                let word = self.word(i);
                if word.len() < 8 || !self.has(i, Cue::Suffix) {
                    return None;
                }
                let word = small(word);
                let (number, end) = self.numbers.prefixes(&word).last()?;
                let rest = word[end..].trim_start_matches(['-', '\u{2010}', '\u{2011}']);
                if number.ordinal || number.half || !self.scene.cues.of(rest).has(Cue::Suffix) {
                    return None;
                }
                (i..i + 1, number.value)
            }
            _ => return None,
        };
        (1..=OLDEST).contains(&years).then_some((tokens, years))
    }

    fn is_hyphen(&self, i: usize, sentence: &Range<usize>) -> bool {
        i < sentence.end && self.is_glued(i - 1) && matches!(self.word(i), "-" | "\u{2010}" | "\u{2011}" | "–")
    }

    /// How the adjective that ends at token `i` is used; nothing where it says how long a thing lasts.
    fn adjective_manner(&self, i: usize, sentence: &Range<usize>) -> Option<Manner> {
        for next in (i + 1..sentence.end).take(HEAD) {
            let classes = self.classes(next);
            if classes.has(Cue::Age) {
                return Some(Manner::Subject);
            }
            if self.in_mention[next] || classes.any(&[Cue::Role, Cue::Person, Cue::Kin, Cue::Title, Cue::Stop]) {
                break;
            }
            if classes.has(Cue::Thing) {
                return None;
            }
            if self.kind(next) != Some(TokenKind::Word) || self.word(next).starts_with(['\'', '’']) {
                break;
            }
        }
        Some(Manner::Before)
    }

    /// ", 40,", "(7)", ", pas 18,", ", 67 jaar, uit".
    fn beside(&self, number: &Number, sentence: &Range<usize>) -> Option<(Range<usize>, Manner)> {
        let i = number.tokens.start;
        let mut before = i.checked_sub(1).filter(|before| sentence.contains(before))?;
        while self.has(before, Cue::Now) && before > sentence.start {
            before -= 1;
        }
        let owner = before.checked_sub(1).filter(|owner| sentence.contains(owner))?;
        let end = number.tokens.end;
        let unit = end < sentence.end && self.has(end, Cue::Year);
        let old = unit && end + 1 < sentence.end && self.has(end + 1, Cue::Old);
        let tokens = i..end + usize::from(unit) + usize::from(old);
        let next = self.word(tokens.end.min(sentence.end));
        let next = if tokens.end < sentence.end { next } else { "." };
        // A name that was not found as one is still a name where two words or two commas say so.
        let capital = |i: usize| self.kind(i) == Some(TokenKind::Word) && self.word(i).starts_with(char::is_uppercase);
        let lead = owner.checked_sub(1).filter(|lead| sentence.contains(lead));
        let kin = lead.is_some_and(|lead| self.has(lead, Cue::Kin));
        let double = lead.is_some_and(capital) && matches!(next, ")" | ".");
        let unseen = capital(owner) && (kin || number.value >= GROWN && (next == "," || double));
        let named = self.ends_mention[owner] || unseen;
        let fits = match self.word(before) {
            "(" | "[" => {
                (named || self.is_human(owner))
                    && matches!(next, ")" | "]" | "," | ";")
                    && !self.is_results(i, sentence)
            }
            "," if !self.is_glued(before) => {
                let closed = matches!(next, "," | "." | ";" | ":" | ")" | "!" | "?" | "\"" | "”" | "’");
                let described = self.kind(owner) == Some(TokenKind::Word)
                    && self.word(owner).starts_with(char::is_lowercase)
                    && self.number(owner).is_none()
                    && (self.is_human(owner) || next == ",");
                (named || described) && (closed || old)
            }
            _ => false,
        };
        fits.then_some((tokens, Manner::After))
    }

    /// Whether brackets near token `i` hold two numbers, which are minutes or points: "Klinsmann (11, 66), Scholl (39)".
    fn is_results(&self, i: usize, sentence: &Range<usize>) -> bool {
        let near = sentence.start.max(i.saturating_sub(CLAUSE))..sentence.end.min(i + CLAUSE);
        let number = |i: usize| self.kind(i) == Some(TokenKind::Number);
        near.clone().any(|i| self.word(i) == "(" && number(i + 1) && self.word(i + 2) == "," && number(i + 3))
    }

    /// "18 jaar oud", "een moeder van 35 jaar", "mannen van 33, 34 en 39 jaar oud", "een meisje van elf".
    fn with_unit(&self, number: &Number, sentence: &Range<usize>) -> Option<(Range<usize>, Manner)> {
        let (start, end) = (number.tokens.start, number.tokens.end);
        let unit = end < sentence.end && self.has(end, Cue::Year);
        let old = unit && end + 1 < sentence.end && self.has(end + 1, Cue::Old);
        let tokens = start..end + usize::from(unit) + usize::from(old);
        // Back over the numbers of a list to "of" and the noun before it.
        let earliest = sentence.start.max(start.saturating_sub(LIST));
        let mut head = start;
        while head > earliest
            && (self.word(head - 1) == "," || self.has(head - 1, Cue::Link) || self.number(head - 1).is_some())
        {
            head -= 1;
        }
        let of = head > sentence.start + 1
            && self.has(head - 1, Cue::Of)
            && self.classes(head - 2).any(&[Cue::Person, Cue::Child, Cue::Parent]);
        // "aged 22", "aged between 19 and 34", "the age of eight".
        let aged = (head.saturating_sub(2).max(sentence.start)..head).any(|i| self.has(i, Cue::Aged));
        if aged {
            return Some((tokens, Manner::After));
        }
        if head > sentence.start + 1 && self.has(head - 1, Cue::Of) && self.has(head - 2, Cue::Age) {
            return Some((tokens, Manner::Subject));
        }
        // "At 14 she left", "at 17, he was".
        let who = tokens.end + usize::from(self.word(tokens.end) == ",");
        let first = |i: usize| i == sentence.start || self.kind(i - 1) == Some(TokenKind::Punctuation);
        let at = start > sentence.start && self.has(start - 1, Cue::At) && first(start - 1);
        if at && who < sentence.end && self.has(who, Cue::Pronoun) {
            return Some((tokens, Manner::Subject));
        }
        let closes = |i: usize| {
            i >= sentence.end
                || self.kind(i) == Some(TokenKind::Punctuation)
                || self.classes(i).any(&[Cue::Stop, Cue::AfterOrdinal, Cue::When, Cue::Link])
        };
        let kin = of && self.has(head - 2, Cue::Parent);
        if of && (unit || !kin && closes(tokens.end)) && !self.has(tokens.end, Cue::Age) {
            return Some((tokens, Manner::After));
        }
        (old && self.has_human_before(start, sentence)).then_some((tokens, Manner::Subject))
    }

    /// Whether a person is named or pointed to in the sentence before token `i`.
    fn has_human_before(&self, i: usize, sentence: &Range<usize>) -> bool {
        (sentence.start..i).rev().take(CLAUSE).any(|j| {
            self.in_mention[j] || self.classes(j).any(&[Cue::Pronoun, Cue::Person, Cue::Kin, Cue::Role, Cue::Title])
        })
    }

    /// "op zijn 42ste", "haar tachtigste verjaardag".
    fn ordinal(&self, number: &Number, sentence: &Range<usize>) -> Option<(Range<usize>, Manner)> {
        let (start, end) = (number.tokens.start, number.tokens.end);
        let owned = start > sentence.start && self.has(start - 1, Cue::Possessive);
        let birthday = end < sentence.end && self.has(end, Cue::Birthday);
        let at = start > sentence.start + 1 && self.has(start - 2, Cue::At);
        let closes = end >= sentence.end || !self.is_noun(end);
        (owned && (birthday || at && closes)).then(|| (number.tokens.clone(), Manner::Subject))
    }

    /// Whether token `i` can be a noun, as far as the words known to be others tell.
    fn is_noun(&self, i: usize) -> bool {
        !self.in_mention[i] && self.kind(i) == Some(TokenKind::Word) && !self.has(i, Cue::AfterOrdinal)
    }

    /// "was destijds 24", "wordt volgende maand drie", "twee weken geleden 29 geworden", "op de dag dat hij 28 werd".
    fn predicate(&self, number: &Number, sentence: &Range<usize>) -> Option<(Range<usize>, Manner)> {
        let (start, end) = (number.tokens.start, number.tokens.end);
        let unit = end < sentence.end && self.has(end, Cue::Year);
        let tokens = start..end + usize::from(unit);
        let next = tokens.end;
        // "28 werd", "honderd zou worden".
        let became = (next..sentence.end).take(2).find(|i| !self.has(*i, Cue::Copula) || self.has(*i, Cue::Became));
        let became = became.is_some_and(|i| self.has(i, Cue::Became));
        let reached = became && self.has(next, Cue::Reached);
        let quiet = start > sentence.start && !self.has(start - 1, Cue::Stop);
        if became && quiet && (reached || self.has_human_before(start, sentence)) {
            return Some((tokens, Manner::Subject));
        }
        // "met zijn 97 jaar".
        let owned =
            start > sentence.start + 1 && self.has(start - 1, Cue::Possessive) && self.has(start - 2, Cue::Stop);
        if unit && owned && (next >= sentence.end || !self.is_noun(next)) {
            return Some((tokens, Manner::Subject));
        }
        let copula = (sentence.start..start).rev().take(COPULA).find(|j| self.has(*j, Cue::Copula))?;
        let becomes = self.has(copula, Cue::Became);
        let closes = next >= sentence.end
            || matches!(self.word(next), "." | "," | "!" | "?" | ";" | "\"" | "”" | "’" | ")")
            || self.has(next, Cue::When)
            || becomes && self.has(next, Cue::Link);
        let quiet = (copula + 1..start).all(|j| {
            let (kind, classes) = (self.kind(j), self.classes(j));
            let date = becomes && (kind == Some(TokenKind::Number) || classes.has(Cue::At));
            date || self.in_mention[j]
                || classes.has(Cue::Pronoun)
                || kind == Some(TokenKind::Word) && !classes.any(&[Cue::Stop, Cue::Thing])
        });
        let is_subject = |j: usize| self.in_mention[j] || self.has(j, Cue::Pronoun);
        let subject =
            (copula + 1..start).take(1).any(is_subject) || (sentence.start..copula).rev().take(2).any(is_subject);
        (closes && quiet && subject).then_some((tokens, Manner::Subject))
    }
}

/// From this age on a number beside a capital is more likely an age than anything else.
const GROWN: u32 = 14;
/// How many numbers can share one ending.
const SHARED: usize = 4;
/// How many tokens a list of ages can take up before its last.
const LIST: usize = 30;
/// How far a noun can stand from its adjective.
const HEAD: usize = 4;
/// How far back in a sentence a subject is looked for.
const CLAUSE: usize = 24;
/// How far a copula can stand from a number.
const COPULA: usize = 5;
