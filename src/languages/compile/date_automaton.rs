//! Rules → programs, and all programs together → one deterministic automaton over symbols.
//!
//! A symbol is a set of terminals that some word or number belongs to; a column is a symbol with or
//! without a space before it. The automaton finds where the longest match ends and which rules fit; the
//! rule's program, run over that short stretch, then says which token is what.

use crate::date_rules::{Node, Rule};
use crate::names::Code;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// An instruction: code and two operands.
pub type Instruction = (Code, u16, u16);

/// Numbers the names of terminals, kept tokens and the like.
#[derive(Default)]
pub struct Names(pub BTreeMap<String, u16>);

impl Names {
    pub fn id(&mut self, name: &str) -> u16 {
        let next = self.0.len() as u16;
        *self.0.entry(name.to_owned()).or_insert(next)
    }
}

/// The program of a rule, and the names under which it keeps tokens.
pub fn program(rule: &Rule, terminals: &mut Names) -> (Vec<Instruction>, Names) {
    let mut compiler = Compiler { terminals, kept: Names::default(), code: Vec::new(), spans: 0, open: Vec::new() };
    compiler.node(&rule.pattern);
    compiler.code.push((Code::Accept, 0, 0));
    assert!(compiler.open.is_empty(), "{}: a span does not close", rule.name);
    let spans = compiler.spans.max(1) as usize;
    assert!(rule.meanings.len() <= 1 || rule.meanings.len() == spans, "{}: {spans} spans", rule.name);
    (compiler.code, compiler.kept)
}

struct Compiler<'a> {
    terminals: &'a mut Names,
    kept: Names,
    code: Vec<Instruction>,
    spans: u16,
    open: Vec<u16>,
}

impl Compiler<'_> {
    fn node(&mut self, node: &Node) {
        match node {
            Node::Token { terminal, keep } => {
                let terminal = self.terminals.id(terminal);
                let keep = keep.as_ref().map_or(0, |name| self.kept.id(name) + 1);
                self.code.push((Code::Token, terminal, keep));
            }
            Node::Sequence(nodes) => nodes.iter().for_each(|node| self.node(node)),
            Node::Optional(inner) => {
                let split = self.place();
                self.node(inner);
                self.lead(split, Code::Split);
            }
            Node::Choice(branches) => {
                let mut jumps = Vec::new();
                for (i, branch) in branches.iter().enumerate() {
                    if i + 1 == branches.len() {
                        self.node(branch);
                        break;
                    }
                    let split = self.place();
                    self.node(branch);
                    jumps.push(self.place());
                    self.lead(split, Code::Split);
                }
                for jump in jumps {
                    self.lead(jump, Code::Jump);
                }
            }
            Node::Glue => self.code.push((Code::Glue, 0, 0)),
            Node::Open => {
                self.code.push((Code::Open, self.spans, 0));
                self.open.push(self.spans);
                self.spans += 1;
            }
            Node::Close => {
                let span = self.open.pop().expect("a span closes that is not open");
                self.code.push((Code::Close, span, 0));
            }
            Node::Set(name, value) => {
                let kept = self.kept.id(name);
                self.code.push((Code::Set, kept, *value as u16));
            }
        }
    }

    /// Makes the instruction at `place` lead to the next one that is written.
    fn lead(&mut self, place: usize, code: Code) {
        self.code[place] = (code, (self.code.len() - place - 1) as u16, 0);
    }

    fn place(&mut self) -> usize {
        self.code.push((Code::Jump, 0, 0));
        self.code.len() - 1
    }
}

/// A deterministic automaton. State 0 is the start.
pub struct Automaton {
    /// Per state: column → next state.
    pub rows: Vec<BTreeMap<u16, u16>>,
    /// Per state: the rules that fit where it is reached, in order.
    pub accepts: Vec<Vec<u16>>,
}

/// A place in a rule's program, before a token; whether no space may stand before that token.
type Place = (u16, u16, bool);

/// Builds the automaton of all programs over `symbols`, each a set of terminals. Column 2·s is symbol s
/// after a space, 2·s + 1 without one.
pub fn automaton(programs: &[Vec<Instruction>], symbols: &[BTreeSet<u16>]) -> Automaton {
    let mut holders: HashMap<u16, Vec<u16>> = HashMap::new();
    for (symbol, terminals) in symbols.iter().enumerate() {
        for terminal in terminals {
            holders.entry(*terminal).or_default().push(symbol as u16);
        }
    }
    let mut start = BTreeSet::new();
    for rule in 0..programs.len() {
        close(programs, (rule as u16, 0, false), &mut start);
    }
    let mut numbers: HashMap<BTreeSet<Place>, u16> = HashMap::from([(start.clone(), 0)]);
    let mut queue = vec![start];
    let mut automaton = Automaton { rows: Vec::new(), accepts: Vec::new() };
    while automaton.rows.len() < queue.len() {
        let state = queue[automaton.rows.len()].clone();
        let mut targets: BTreeMap<u16, BTreeSet<Place>> = BTreeMap::new();
        let mut accepts = Vec::new();
        for &(rule, at, glued) in &state {
            match programs[rule as usize][at as usize] {
                (Code::Accept, ..) => accepts.push(rule),
                (Code::Token, terminal, _) => {
                    let mut after = BTreeSet::new();
                    close(programs, (rule, at + 1, false), &mut after);
                    for symbol in holders.get(&terminal).map_or(&[][..], Vec::as_slice) {
                        targets.entry(symbol * 2 + 1).or_default().extend(&after);
                        if !glued {
                            targets.entry(symbol * 2).or_default().extend(&after);
                        }
                    }
                }
                _ => unreachable!("only tokens and ends are kept"),
            }
        }
        let mut row = BTreeMap::new();
        for (column, target) in targets {
            let next = numbers.len() as u16;
            let number = *numbers.entry(target.clone()).or_insert_with(|| {
                queue.push(target);
                next
            });
            row.insert(column, number);
        }
        automaton.rows.push(row);
        automaton.accepts.push(accepts);
    }
    assert!(automaton.rows.len() < u16::MAX as usize, "the date rules need too many states");
    minimize(automaton)
}

/// Adds every token and end that can be reached from `place` without reading.
fn close(programs: &[Vec<Instruction>], place: Place, into: &mut BTreeSet<Place>) {
    let (rule, at, glued) = place;
    match programs[rule as usize][at as usize] {
        (Code::Token | Code::Accept, ..) => drop(into.insert(place)),
        (Code::Split, skipped, _) => {
            close(programs, (rule, at + 1, glued), into);
            close(programs, (rule, at + 1 + skipped, glued), into);
        }
        (Code::Jump, skipped, _) => close(programs, (rule, at + 1 + skipped, glued), into),
        (Code::Glue, ..) => close(programs, (rule, at + 1, true), into),
        (Code::Open | Code::Close | Code::Set, ..) => close(programs, (rule, at + 1, glued), into),
    }
}

/// What tells a state from others: what it accepts or its class, and the classes that its columns lead to.
type Key = (Vec<u16>, Vec<(u16, u16)>);

/// Merges the states that no continuation tells apart.
fn minimize(automaton: Automaton) -> Automaton {
    let number = |keys: Vec<Key>| {
        let mut seen: HashMap<Key, u16> = HashMap::new();
        let classes: Vec<u16> = keys
            .into_iter()
            .map(|key| {
                let next = seen.len() as u16;
                *seen.entry(key).or_insert(next)
            })
            .collect();
        (classes, seen.len())
    };
    let states = automaton.rows.len();
    let (mut classes, mut count) = number(automaton.accepts.iter().map(|rules| (rules.clone(), Vec::new())).collect());
    loop {
        let keys = (0..states).map(|state| {
            let row = automaton.rows[state].iter().map(|(column, next)| (*column, classes[*next as usize]));
            (vec![classes[state]], row.collect())
        });
        let (finer, more) = number(keys.collect());
        classes = finer;
        if more == count {
            break;
        }
        count = more;
    }
    // Classes are numbered in order of first state, so the start stays 0.
    let mut merged = Automaton { rows: vec![BTreeMap::new(); count], accepts: vec![Vec::new(); count] };
    for state in 0..states {
        let class = classes[state] as usize;
        merged.rows[class] =
            automaton.rows[state].iter().map(|(column, next)| (*column, classes[*next as usize])).collect();
        merged.accepts[class] = automaton.accepts[state].clone();
    }
    merged
}
