//! Reads `dates/*.rules`: named patterns over tokens, with what they mean.
//!
//! ```text
//! @name = PATTERN              a part that several rules share
//! rule name: PATTERN           a rule; lines that begin with a space go on with it
//!   = op slot:value …          what it means, one line for every < … > of the pattern; none: read and not marked
//!   ? prev A B                 the token before must be one of these
//!   ! next A B                 the token after (`first`: the first one) must be none of these
//!   + text with [spans] = VALUE, VALUE
//!   - text in which nothing is found
//! only assistant             the file's rules are read for an assistant alone
//! ```
//! In a pattern `word` and `,` and `"("` stand for themselves, `CLASS` for a word class, `@name` for a part,
//! `[ … ]` may be left out, `( … | … )` chooses, `~` says that nothing stands between its neighbours,
//! `< … >` is the span (all of it unless told), `CLASS:x` keeps the token as `x` and `{x=1}` sets `x`.

use crate::names::{Op, Slot, constant};
use std::collections::BTreeMap;

/// A pattern.
#[derive(Debug, Clone)]
pub enum Node {
    /// A token of the class or of the word, kept under a name or not.
    Token {
        terminal: String,
        keep: Option<String>,
    },
    Sequence(Vec<Node>),
    Choice(Vec<Node>),
    Optional(Box<Node>),
    /// No space before the next token.
    Glue,
    /// The start or the end of a span.
    Open,
    Close,
    Set(String, i16),
}

/// What a slot gets: a constant, a kept token's value, or its second value.
#[derive(Debug, Clone)]
pub enum Source {
    Constant(i16),
    Value(String),
    Second(String),
}

/// One rule.
#[derive(Debug)]
pub struct Rule {
    pub name: String,
    pub pattern: Node,
    /// Whether it is read for an assistant alone.
    pub assistant: bool,
    pub meanings: Vec<(Op, Vec<(Slot, Source)>)>,
    /// Where it looks (0 after, 1 before, 2 at the first token), whether it wants one of the terminals, these.
    pub guards: Vec<(u16, bool, Vec<String>)>,
}

/// Reads every rule of a file; `parts` are those of the files before it, and grow.
pub fn read(text: &str, file: &str, parts: &mut BTreeMap<String, Node>) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    // Lines that go on are joined to the one before, unless they begin with a mark.
    let mut statements: Vec<String> = Vec::new();
    for line in text.lines().map(|line| line.split(" # ").next().unwrap_or_default()) {
        let body = line.trim();
        if body.is_empty() || body.starts_with('#') {
            continue;
        }
        let marked = ["= ", "? ", "! ", "+ ", "- "].iter().any(|mark| body.starts_with(mark));
        match statements.last_mut().filter(|_| line.starts_with(' ') && !marked) {
            Some(last) => *last += &format!(" {body}"),
            None => statements.push(body.to_owned()),
        }
    }
    let mut assistant = false;
    for statement in statements {
        let fail = |what: &str| -> ! { panic!("{file}: {what}: {statement}") };
        if let Some(part) = statement.strip_prefix('@') {
            let (name, pattern) = part.split_once(" = ").unwrap_or_else(|| fail("a part has no pattern"));
            let pattern = parse(pattern, parts).unwrap_or_else(|what| fail(&what));
            parts.insert(name.trim().to_owned(), pattern);
        } else if statement == "only assistant" {
            assistant = true;
        } else if let Some(rule) = statement.strip_prefix("rule ") {
            let (name, pattern) = rule.split_once(": ").unwrap_or_else(|| fail("a rule has no pattern"));
            let pattern = parse(pattern, parts).unwrap_or_else(|what| fail(&what));
            rules.push(Rule { name: name.to_owned(), pattern, assistant, meanings: Vec::new(), guards: Vec::new() });
        } else {
            let rule = rules.last_mut().unwrap_or_else(|| fail("no rule yet"));
            let (mark, rest) = statement.split_at(2);
            match mark {
                "= " => rule.meanings.push(meaning(rest).unwrap_or_else(|what| fail(&what))),
                "? " | "! " => {
                    let mut words = rest.split_whitespace().map(str::to_owned);
                    let sides = ["next", "prev", "first"];
                    let side = words.next().and_then(|side| sides.iter().position(|known| *known == side));
                    let side = side.unwrap_or_else(|| fail("where does it look")) as u16;
                    rule.guards.push((side, mark == "? ", words.collect()));
                }
                "+ " | "- " => {}
                _ => fail("what is this"),
            }
        }
    }
    rules
}

fn meaning(text: &str) -> Result<(Op, Vec<(Slot, Source)>), String> {
    let mut words = text.split_whitespace();
    let op = words.next().and_then(Op::number).and_then(Op::of).ok_or("no such operation")?;
    let mut slots = Vec::new();
    for word in words {
        let (slot, source) = word.split_once(':').ok_or("a slot has no value")?;
        let slot = Slot::number(slot).and_then(Slot::of).ok_or_else(|| format!("no slot {slot}"))?;
        let source = match (constant(source), source.strip_suffix(".n")) {
            (Some(value), _) => Source::Constant(value),
            (_, Some(kept)) => Source::Second(kept.to_owned()),
            _ => Source::Value(source.to_owned()),
        };
        slots.push((slot, source));
    }
    Ok((op, slots))
}

/// Parses a pattern.
pub fn parse(text: &str, parts: &BTreeMap<String, Node>) -> Result<Node, String> {
    let mut words = text.split_whitespace().peekable();
    let node = choice(&mut words, parts)?;
    match words.next() {
        Some(rest) => Err(format!("what is {rest} doing here")),
        None => Ok(node),
    }
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn choice(words: &mut Words, parts: &BTreeMap<String, Node>) -> Result<Node, String> {
    let mut branches = vec![Vec::new()];
    while let Some(word) = words.next_if(|word| !matches!(*word, "]" | ")")) {
        let node = match word {
            "|" => {
                branches.push(Vec::new());
                continue;
            }
            "[" | "(" => {
                let inner = choice(words, parts)?;
                let close = if word == "[" { "]" } else { ")" };
                if words.next() != Some(close) {
                    return Err(format!("no {close}"));
                }
                if word == "[" { Node::Optional(Box::new(inner)) } else { inner }
            }
            "~" => Node::Glue,
            "<" => Node::Open,
            ">" => Node::Close,
            _ => token(word, parts)?,
        };
        branches.last_mut().expect("there is one").push(node);
    }
    let mut branches: Vec<Node> = branches.into_iter().map(Node::Sequence).collect();
    Ok(if branches.len() == 1 { branches.remove(0) } else { Node::Choice(branches) })
}

fn token(word: &str, parts: &BTreeMap<String, Node>) -> Result<Node, String> {
    if let Some(name) = word.strip_prefix('@') {
        return parts.get(name).cloned().ok_or_else(|| format!("no part @{name}"));
    }
    if let Some(set) = word.strip_prefix('{').and_then(|word| word.strip_suffix('}')) {
        let (name, value) = set.split_once('=').ok_or("a setting has no value")?;
        let value = constant(value).ok_or_else(|| format!("no constant {value}"))?;
        return Ok(Node::Set(name.to_owned(), value));
    }
    let word = word.strip_prefix('"').and_then(|word| word.strip_suffix('"')).unwrap_or(word);
    let class = word.starts_with(|c: char| c.is_ascii_uppercase());
    let (terminal, keep) = match word.split_once(':').filter(|_| class) {
        Some((terminal, keep)) => (terminal, Some(keep.to_owned())),
        None => (word, None),
    };
    Ok(Node::Token { terminal: terminal.to_owned(), keep })
}
