//! The date grammar of a language, read in place from its pack.
//!
//! The section is a row of parts, each an offset and a length of 32 bits at its head; numbers are
//! little-endian, of 16 bits unless told:
//!
//! | part | what |
//! |---|---|
//! | 0, 1 | word table: a hash table of offsets (32 bits) into entries (suffixes after `-`, words only with a capital after `^`): length, values, symbol, hints (32 bits), (terminal, value, second)…, word |
//! | 2 | for each form of a number: how many ranges, then (first value, symbol)… |
//! | 3 | width, then a row of bits for each symbol: the terminals it stands for |
//! | 4 | column of each symbol, after a space and without one |
//! | 5 | the start state's next state for each column, 0 for none |
//! | 6, 7 | the automaton's rows (offsets of 32 bits): the columns of each, sorted; after all of these their next states |
//! | 8, 9 | the rules that fit at each state (offsets of 32 bits) |
//! | 10, 11 | rules (offsets of 32 bits): guards, meanings, program |
//! | 12 | the holidays |
//! | 13, 14 | shapes of verbs by their last byte (offsets of 32 bits): class, lengths of start and end, start, end |

use super::names::hash;
use crate::language::Language;
use crate::number::Numbers;
use crate::token::TokenKind;
use crate::vocabulary::Word;

/// The longest word, in bytes, that can be in the table.
const LONGEST: usize = 48;

/// A grammar inside a pack.
#[derive(Clone)]
pub struct Grammar<'a> {
    parts: [&'a [u8]; 15],
    language: &'a Language,
    numbers: Option<Numbers<'a>>,
    /// The first bytes of number words, a bit each.
    starts: u128,
    /// How many numbers a symbol's row of bits takes.
    width: usize,
    mask: u32,
}

/// What a token can be to the grammar.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reading {
    /// The set of terminals it belongs to; 0 for none.
    pub symbol: u16,
    /// Where its entry stands, or 0.
    pub entry: u32,
    /// The number it is, or starts with.
    pub number: u32,
    /// Whether it is a number and a half.
    pub half: bool,
    /// Whether it is a number with something after it in one word ("vierdaags").
    pub joined: bool,
    /// The classes for the resolver, a bit each, see [`super::names::Hint`].
    pub hints: u32,
}

/// A 16-bit number in place; 0 past the end.
pub fn at(bytes: &[u8], i: usize) -> u16 {
    let from = i.checked_mul(2).and_then(|start| bytes.get(start..));
    from.and_then(<[u8]>::first_chunk).map_or(0, |two| u16::from_le_bytes(*two))
}

fn wide(bytes: &[u8], i: usize) -> u32 {
    let from = i.checked_mul(4).and_then(|start| bytes.get(start..));
    from.and_then(<[u8]>::first_chunk).map_or(0, |four| u32::from_le_bytes(*four))
}

impl<'a> Grammar<'a> {
    /// The grammar of a language; `None` where its pack has none, or one that cannot be read.
    pub fn new(language: &'a Language) -> Option<Self> {
        let section = language.section(b"date");
        let mut parts = [&section[..0]; 15];
        for (i, part) in parts.iter_mut().enumerate() {
            let (start, length) = (wide(section, i * 2) as usize, wide(section, i * 2 + 1) as usize);
            *part = section.get(start..start.checked_add(length)?)?;
        }
        let slots = parts[0].len() / 4;
        if !slots.is_power_of_two() {
            return None;
        }
        let width = at(parts[3], 0) as usize;
        let numbers = Numbers::new(language.section(b"numb"));
        let starts = numbers.as_ref().map_or(0, |n| n.first_bytes().fold(0, |bits, byte| bits | 1 << (byte & 127)));
        Some(Self { parts, language, numbers, starts, width, mask: slots as u32 - 1 })
    }

    /// Reads a word.
    pub fn read(&self, Word { text: word, kind }: Word) -> Reading {
        match kind {
            TokenKind::Number => self.digits(word),
            TokenKind::Space => Reading::default(),
            TokenKind::Word | TokenKind::Punctuation => {
                let mut buffer = [0; LONGEST];
                let capital = word.starts_with(char::is_uppercase);
                fold(word, &mut buffer).map_or_else(Reading::default, |folded| self.word(folded, capital))
            }
        }
    }

    fn digits(&self, digits: &str) -> Reading {
        if digits.len() > 4 {
            return Reading::default();
        }
        let value = digits.bytes().fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
        Reading { symbol: self.range(digits.len() - 1, value), number: value, ..Reading::default() }
    }

    /// A word in small letters, which the text writes with a capital or not.
    fn word(&self, word: &str, capital: bool) -> Reading {
        let proper = if capital { self.find("^", word) } else { None };
        if let Some(found) = proper.or_else(|| self.find("", word)) {
            return found;
        }
        let starts = word.bytes().next().is_some_and(|first| self.starts >> (first & 127) & 1 == 1);
        let Some(numbers) = self.numbers.as_ref().filter(|_| starts) else { return Reading::default() };
        let mut reading = Reading::default();
        for (number, end) in numbers.prefixes(word) {
            let (value, half) = (number.value, number.half);
            if end == word.len() {
                let form = if number.ordinal { 5 } else { 4 + usize::from(half) * 2 };
                return Reading { symbol: self.range(form, value), number: value, half, ..Reading::default() };
            }
            if let Some(found) = word.get(end..).and_then(|rest| self.find("-", rest)) {
                reading = Reading { number: value, half, joined: true, ..found };
            }
        }
        reading
    }

    fn find(&self, prefix: &str, word: &str) -> Option<Reading> {
        let mut buffer = [0; LONGEST + 1];
        let key = if prefix.is_empty() {
            word.as_bytes()
        } else {
            let length = prefix.len() + word.len();
            buffer.get_mut(..prefix.len())?.copy_from_slice(prefix.as_bytes());
            buffer.get_mut(prefix.len()..length)?.copy_from_slice(word.as_bytes());
            &buffer[..length]
        };
        let mut slot = hash(key) & self.mask;
        // A table that is full, as only a damaged one is, is gone round once.
        for _ in 0..=self.mask {
            let entry = wide(self.parts[0], slot as usize) as usize;
            if entry == 0 {
                return None;
            }
            let head: &[u8; 8] = self.parts[1].get(entry..)?.first_chunk()?;
            let start = entry + 8 + head[1] as usize * 6;
            if head[0] as usize == key.len() && self.parts[1].get(start..start + key.len())? == key {
                let symbol = u16::from_le_bytes([head[2], head[3]]);
                let hints = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
                return Some(Reading { symbol, entry: entry as u32, hints, ..Reading::default() });
            }
            slot = (slot + 1) & self.mask;
        }
        None
    }

    /// The symbol of a number in one of its forms.
    fn range(&self, form: usize, value: u32) -> u16 {
        let mut start = 0;
        for _ in 0..form {
            start += 1 + at(self.parts[2], start) as usize * 2;
        }
        let ranges = 0..at(self.parts[2], start) as usize;
        let last = ranges.map(|i| start + 1 + i * 2).take_while(|i| u32::from(at(self.parts[2], *i)) <= value).last();
        last.map_or(0, |i| at(self.parts[2], i + 1))
    }

    /// Whether a symbol stands for a terminal.
    pub fn is(&self, symbol: u16, terminal: u16) -> bool {
        let row = 1 + symbol as usize * self.width;
        at(self.parts[3], row + terminal as usize / 16) >> (terminal % 16) & 1 == 1
    }

    /// The values of a token as a terminal: its own, and a second one.
    pub fn values(&self, reading: Reading, terminal: u16) -> (i16, i16) {
        let entry = reading.entry as usize;
        if entry != 0 {
            let (count, base) = (self.parts[1].get(entry + 1).copied().unwrap_or(0) as usize, entry + 8);
            let two = |i: usize| i16::from_le_bytes([byte(self.parts[1], i), byte(self.parts[1], i + 1)]);
            let mut places = (0..count).map(|i| base + i * 6);
            if let Some(i) = places.find(|i| two(*i) as u16 == terminal) {
                return (two(i + 2), if reading.joined { reading.number as i16 } else { two(i + 4) });
            }
        }
        (reading.number as i16, i16::from(reading.half))
    }

    /// The column of a symbol.
    pub fn column(&self, symbol: u16, glued: bool) -> u16 {
        at(self.parts[4], symbol as usize * 2 + usize::from(glued))
    }

    /// The state after the start reads a token of `column`.
    pub fn start(&self, column: u16) -> Option<u16> {
        Some(at(self.parts[5], column as usize)).filter(|state| *state != 0)
    }

    /// The state after `state` reads a token of `column`.
    pub fn next(&self, state: u16, column: u16) -> Option<u16> {
        let bounds = [0, 1].map(|next| wide(self.parts[6], state as usize + next) as usize);
        let edges = self.parts[7].len() / 4;
        let [mut low, mut high] = bounds.map(|bound| bound.min(edges));
        while low < high {
            let middle = (low + high) / 2;
            match at(self.parts[7], middle).cmp(&column) {
                std::cmp::Ordering::Equal => return Some(at(self.parts[7], edges + middle)),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The rules that fit at a state, the first before the others.
    pub fn accepts(&self, state: u16) -> impl DoubleEndedIterator<Item = u16> {
        let bounds = [0, 1].map(|next| wide(self.parts[8], state as usize + next) as usize);
        let [from, to] = bounds.map(|bound| bound.min(self.parts[9].len() / 2));
        (from..to).map(|i| at(self.parts[9], i))
    }

    /// A rule: guards, meanings, program.
    pub fn rule(&self, rule: u16) -> Rule<'a> {
        Rule {
            numbers: self.parts[11],
            start: (wide(self.parts[10], rule as usize) as usize).min(self.parts[11].len()),
        }
    }

    /// The classes for the resolver that a word in small letters has by its shape, a bit each.
    pub fn shape(&self, word: &str) -> u32 {
        let word = word.as_bytes();
        let Some(last) = word.last() else { return 0 };
        let bounds = [0, 1].map(|next| wide(self.parts[13], *last as usize + next) as usize);
        let mut rows = self.parts[14].get(bounds[0]..bounds[1]).unwrap_or_default();
        let mut hints = 0;
        while let [hint, start, end, rest @ ..] = rows {
            let (start, end) = (*start as usize, *end as usize);
            let (Some(head), Some(tail)) = (rest.get(..start), rest.get(start..start + end)) else { return hints };
            let first = head.first().is_none_or(|first| *first == word[0]);
            if first && word.len() > start + end + 1 && word.starts_with(head) && word.ends_with(tail) {
                hints |= 1_u32.checked_shl(u32::from(*hint)).unwrap_or_default();
            }
            rows = &rest[start + end..];
        }
        hints
    }

    /// The sentence of a reason, with its gaps.
    pub fn sentence(&self, reason: &str) -> &'a str {
        self.language.reason(reason)
    }

    /// The numbers that define a holiday: see `super::calendar`.
    pub fn holiday(&self, place: i16) -> Option<[i16; 9]> {
        let start = usize::try_from(place).ok()? * 9;
        (start * 2 + 18 <= self.parts[12].len()).then(|| std::array::from_fn(|i| at(self.parts[12], start + i) as i16))
    }
}

fn byte(bytes: &[u8], i: usize) -> u8 {
    bytes.get(i).copied().unwrap_or(0)
}

/// A rule, in place.
#[derive(Debug, Clone, Copy)]
pub struct Rule<'a> {
    numbers: &'a [u8],
    start: usize,
}

impl<'a> Rule<'a> {
    /// Whether it is read for an assistant alone.
    pub fn is_assistant(self) -> bool {
        at(self.numbers, self.start) >> 15 == 1
    }

    fn guard_count(self) -> u16 {
        at(self.numbers, self.start) & 0x7fff
    }

    /// The guards: where it looks (0 after, 1 before, 2 at the first token), whether it wants one of the
    /// terminals, these.
    pub fn guards(self) -> impl Iterator<Item = (u16, bool, impl Iterator<Item = u16>)> {
        let mut next = self.start + 1;
        (0..self.guard_count()).map(move |_| {
            let (flags, count) = (at(self.numbers, next), at(self.numbers, next + 1) as usize);
            let first = next + 2;
            next = first + count;
            (flags & 3, flags & 4 == 4, (first..first + count).map(move |i| at(self.numbers, i)))
        })
    }

    fn after_guards(self) -> usize {
        (0..self.guard_count()).fold(self.start + 1, |next, _| next + 2 + at(self.numbers, next + 1) as usize)
    }

    /// The meanings: operation and (slot, kind of source, source)….
    pub fn meanings(self) -> impl Iterator<Item = (i16, impl Iterator<Item = (i16, u16, u16)>)> {
        let start = self.after_guards();
        let mut next = start + 1;
        (0..at(self.numbers, start)).map(move |_| {
            let (op, count) = (at(self.numbers, next) as i16, at(self.numbers, next + 1) as usize);
            let first = next + 2;
            next = first + count * 2;
            let slots = (0..count).map(move |i| {
                let (slot, source) = (at(self.numbers, first + i * 2), at(self.numbers, first + i * 2 + 1));
                ((slot & 0xff) as i16, slot >> 8, source)
            });
            (op, slots)
        })
    }

    /// The program's instructions: code and two operands.
    pub fn program(self) -> impl Fn(usize) -> Option<(i16, u16, u16)> {
        let start = self.after_guards();
        let meanings = at(self.numbers, start);
        let program = (0..meanings).fold(start + 1, |next, _| next + 2 + at(self.numbers, next + 1) as usize * 2);
        let length = at(self.numbers, program) as usize;
        move |i| {
            let place = program + 1 + i * 3;
            (i < length)
                .then(|| (at(self.numbers, place) as i16, at(self.numbers, place + 1), at(self.numbers, place + 2)))
        }
    }

    /// How many instructions the program has.
    pub fn length(self) -> usize {
        let program = self.program();
        (0..).take_while(|i| program(*i).is_some()).count()
    }
}

/// `word` in small letters with straight apostrophes, if it fits into the buffer.
fn fold<'b>(word: &str, buffer: &'b mut [u8; LONGEST]) -> Option<&'b str> {
    if word.len() > LONGEST {
        return None;
    }
    if word.is_ascii() {
        let folded = &mut buffer[..word.len()];
        folded.copy_from_slice(word.as_bytes());
        folded.make_ascii_lowercase();
        return str::from_utf8(folded).ok();
    }
    let mut length = 0;
    for c in word.chars().flat_map(char::to_lowercase) {
        let c = if matches!(c, '’' | '\u{2bc}') && word.chars().count() > 1 { '\'' } else { c };
        if c == '\u{ad}' {
            continue;
        }
        if length + c.len_utf8() > LONGEST {
            return None;
        }
        length += c.encode_utf8(&mut buffer[length..]).len();
    }
    str::from_utf8(&buffer[..length]).ok()
}
