//! Tokens → time expressions: the automaton finds where one ends, the rule's program what it says.

use super::grammar::{Grammar, Reading};
use super::names::{Code, Look, Op, Slot};
use super::{Policy, Slots, Time};
use crate::annotation::Span;
use crate::sentence::Document;
use crate::token::TokenKind;

/// The most instructions that a program can have.
const MOST_KEPT: usize = 24;
/// The most spans that a rule can have.
const MOST_SPANS: usize = 8;

/// Walks a document.
struct Finder<'d, 'g> {
    document: &'d Document<'d>,
    grammar: &'g Grammar<'g>,
    /// What each word can be.
    readings: Vec<Reading>,
    /// The symbol of each token; 0 inside what is taken.
    symbols: Vec<u16>,
    /// Whether the rules for an assistant are read too.
    assistant: bool,
    times: Vec<Time>,
}

/// What a program keeps while it runs.
#[derive(Clone, Copy)]
struct Kept {
    /// Per name: 0 nothing, 1 a constant, 2 a token; the constant or the token; the terminal.
    values: [(u8, i32, u16); MOST_KEPT],
    spans: [(u32, u32); MOST_SPANS],
}

/// Finds the time expressions outside the `taken` spans, and reads the classes of each token that the resolver asks for.
pub fn find(document: &Document, grammar: &Grammar, taken: &[Span], policy: Policy) -> (Vec<Time>, Vec<u32>) {
    let readings = document.vocabulary.map(|word| grammar.read(*word));
    let mut symbols = Vec::with_capacity(document.tokens.len());
    let mut hints = Vec::with_capacity(document.tokens.len());
    for (i, inside) in document.inside(taken).into_iter().enumerate() {
        let reading = readings[document.vocabulary.number(i)];
        symbols.push(if inside { 0 } else { reading.symbol });
        hints.push(reading.hints);
    }
    let mut finder =
        Finder { document, grammar, readings, symbols, assistant: policy == Policy::Assistant, times: Vec::new() };
    let mut at = 0;
    while at < document.tokens.len() {
        at = finder.step(at).unwrap_or(at + 1);
    }
    (finder.times, hints)
}

impl Finder<'_, '_> {
    /// Tries to match at token `start`; gives where to go on after a match.
    fn step(&mut self, start: usize) -> Option<usize> {
        let first = self.symbols[start];
        if first == 0 {
            return None;
        }
        let mut state = self.grammar.start(self.grammar.column(first, self.glued(start)))?;
        // Where each prefix that fits ends, with its state.
        let mut fits = [(0_usize, 0_u16); 32];
        let mut count = 0;
        let mut at = start + 1;
        loop {
            if self.grammar.accepts(state).next().is_some() {
                fits[count % 32] = (at, state);
                count += 1;
            }
            if at >= self.symbols.len() || self.symbols[at] == 0 || self.document.ends_line(at - 1) {
                break;
            }
            let Some(next) = self.grammar.next(state, self.grammar.column(self.symbols[at], self.glued(at))) else {
                break;
            };
            state = next;
            at += 1;
        }
        for (end, state) in (0..count.min(32)).map(|back| fits[(count - 1 - back) % 32]) {
            for rule in self.grammar.accepts(state) {
                if let Some(next) = self.apply(rule, start, end) {
                    return Some(next);
                }
            }
        }
        None
    }

    /// The values of token `i` as a terminal.
    fn values(&self, i: usize, terminal: u16) -> (i16, i16) {
        self.grammar.values(self.readings[self.document.vocabulary.number(i)], terminal)
    }

    fn glued(&self, i: usize) -> bool {
        i > 0 && self.document.tokens[i - 1].is_glued()
    }

    /// Reads tokens `start..end` by a rule.
    fn apply(&mut self, rule: u16, start: usize, end: usize) -> Option<usize> {
        let read = self.grammar.rule(rule);
        if read.is_assistant() && !self.assistant {
            return None;
        }
        let mut kept = Kept { values: [(0, 0, 0); MOST_KEPT], spans: [(u32::MAX, 0); MOST_SPANS] };
        let program = read.program();
        let mut seen = vec![false; read.length() * (end - start + 1)];
        if !self.run(&program, 0, start, (start, end), &mut kept, &mut seen) {
            return None;
        }
        if kept.spans[0].0 == u32::MAX && kept.spans.iter().all(|span| span.0 == u32::MAX) {
            kept.spans[0] = (start as u32, end as u32);
        }
        let marked = kept.spans.iter().filter(|span| span.0 != u32::MAX && span.0 < span.1);
        let first = marked.clone().map(|span| span.0).min()? as usize;
        let last = marked.map(|span| span.1).max()? as usize;
        for (side, wanted, terminals) in read.guards() {
            let fits = { terminals }.any(|terminal| match side {
                0 => self.looks(terminal, false, last),
                1 => self.looks(terminal, true, first),
                _ => self.is_proper(first),
            });
            if fits != wanted {
                return None;
            }
        }
        if read.meanings().next().is_none() {
            return Some(end);
        }
        let meanings: Vec<_> = read.meanings().map(|(op, slots)| (op, slots.collect::<Vec<_>>())).collect();
        for (i, span) in kept.spans.iter().enumerate().filter(|(_, span)| span.0 != u32::MAX && span.0 < span.1) {
            let (op, sources) = meanings.get(i).or_else(|| meanings.first())?;
            let mut slots = Slots::default();
            for (slot, kind, source) in sources {
                let value = match (kind, kept.values.get(*source as usize)) {
                    (0, _) => Some(*source as i16),
                    (_, Some((1, constant, _))) if *kind == 1 => Some(*constant as i16),
                    (_, Some((2, token, terminal))) => {
                        let (value, second) = self.values(*token as usize, *terminal);
                        Some(if *kind == 1 { value } else { second })
                    }
                    _ => None,
                };
                if let (Some(value), Some(slot)) = (value, Slot::of(*slot)) {
                    slots.set(slot, value);
                }
            }
            let tokens = span.0 as usize..span.1 as usize;
            self.times.push(Time {
                span: self.document.span(tokens.clone()),
                tokens,
                matched: first..last,
                op: Op::of(*op)?,
                slots,
            });
        }
        Some(last.max(start + 1))
    }

    /// Whether the token before `i`, or token `i`, is of the terminal, or what the look asks.
    fn looks(&self, terminal: u16, before: bool, i: usize) -> bool {
        let edge = if before { i == 0 || self.edge(i - 1) } else { i >= self.symbols.len() || self.edge(i - 1) };
        let other = if before { i.wrapping_sub(1) } else { i };
        let token = self.document.tokens.get(other).filter(|token| token.kind != TokenKind::Space);
        let word = token.map_or("", |token| token.of(self.document.text));
        match Look::of((u16::MAX - terminal) as i16) {
            Some(Look::Edge) => edge || token.is_none(),
            _ if edge || token.is_none() => false,
            Some(Look::Capital) => word.starts_with(char::is_uppercase),
            Some(Look::Small) => word.starts_with(char::is_lowercase),
            Some(Look::Digits) => word.starts_with(|c: char| c.is_ascii_digit()),
            Some(Look::Glued) => {
                let glued = self.document.tokens[i - 1].is_glued();
                let closing = if before { "(\"'‘“„[" } else { ".,;:!?)\"'’”…]" };
                glued && !word.starts_with(|c| closing.contains(c)) && !self.closes(other, before)
            }
            Some(Look::Proper) => false,
            None => self.grammar.is(self.symbols[other], terminal),
        }
    }

    /// Whether a token has a capital that no start of a sentence explains.
    fn is_proper(&self, i: usize) -> bool {
        let starts = i == 0
            || self.edge(i - 1)
            || matches!(
                self.document.word(i - 1),
                "." | "!" | "?" | ":" | "\"" | "“" | "‘" | "'" | "-" | "–" | "—" | "…" | "„"
            );
        !starts && self.document.word(i).starts_with(char::is_uppercase)
    }

    /// A hyphen or a full stop with a space on its far side is punctuation rather than part of a word.
    fn closes(&self, i: usize, before: bool) -> bool {
        let word = self.document.word(i);
        let far = if before {
            i == 0 || !self.document.tokens[i - 1].is_glued()
        } else {
            !self.document.tokens[i].is_glued()
        };
        far && matches!(word, "." | "," | "-" | "–" | "—" | "/" | "…" | "'" | "’")
    }

    fn edge(&self, i: usize) -> bool {
        self.document.tokens[i].kind == TokenKind::Space || self.document.ends_line(i)
    }

    /// Runs a program from an instruction over the tokens up to the range's end; `seen` cuts repeated failures.
    fn run(
        &self,
        program: &impl Fn(usize) -> Option<(i16, u16, u16)>,
        mut code: usize,
        mut at: usize,
        range: (usize, usize),
        kept: &mut Kept,
        seen: &mut [bool],
    ) -> bool {
        loop {
            let place = code * (range.1 - range.0 + 1) + at - range.0;
            match seen.get_mut(place) {
                Some(seen) if !*seen => *seen = true,
                _ => return false,
            }
            let Some((instruction, a, b)) = program(code) else { return false };
            code += 1;
            match Code::of(instruction) {
                Some(Code::Token) => {
                    if at >= range.1 || !self.grammar.is(self.symbols[at], a) {
                        return false;
                    }
                    if let Some(value) = kept.values.get_mut((b as usize).wrapping_sub(1)) {
                        *value = (2, at as i32, a);
                    }
                    at += 1;
                }
                Some(Code::Split) => {
                    let saved = *kept;
                    if self.run(program, code, at, range, kept, seen) {
                        return true;
                    }
                    *kept = saved;
                    code += a as usize;
                }
                Some(Code::Jump) => code += a as usize,
                Some(Code::Glue) if !self.glued(at) => return false,
                Some(Code::Glue) => {}
                Some(Code::Open) => {
                    if let Some(span) = kept.spans.get_mut(a as usize) {
                        span.0 = at as u32;
                    }
                }
                Some(Code::Close) => {
                    if let Some(span) = kept.spans.get_mut(a as usize) {
                        span.1 = at as u32;
                    }
                }
                Some(Code::Set) => {
                    if let Some(value) = kept.values.get_mut(a as usize) {
                        *value = (1, i32::from(b as i16), 0);
                    }
                }
                Some(Code::Accept) => return at == range.1,
                None => return false,
            }
        }
    }
}
