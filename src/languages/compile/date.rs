//! The date section of a pack: word table, number ranges, symbols, automaton, programs. Its layout is
//! described where it is read, in `src/date/grammar.rs`.

use crate::date_automaton::{self, Names};
use crate::date_rules::{self, Source};
use crate::date_words::{FORMS, Lexicon};
use crate::names::{Hint, Look};
use crate::{numbers, words};
use std::collections::{BTreeMap, BTreeSet};
use std::{fs, path::Path};

/// Values of terminals, keyed by name.
type Values = BTreeMap<String, (i16, i16)>;

/// Compiles the folder `dates`.
pub fn dates(folder: &Path) -> Vec<u8> {
    let mut files: Vec<_> = fs::read_dir(folder.join("dates"))
        .expect("the language has date rules")
        .flatten()
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rules"))
        .collect();
    files.sort();
    let mut parts = BTreeMap::from([holidays(folder, "holiday", false), holidays(folder, "occasion", true)]);
    let mut rules = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a rule file can be read");
        rules.extend(date_rules::read(&text, &file.display().to_string(), &mut parts));
    }
    let mut terminals = Names::default();
    let compiled: Vec<_> = rules.iter().map(|rule| date_automaton::program(rule, &mut terminals)).collect();
    let looks = |name: &str| Look::number(name).map(|look| u16::MAX - look as u16);
    let mut guards = Vec::new();
    for rule in &rules {
        let of_rule = rule.guards.iter().map(|(side, wanted, names)| {
            let ids: Vec<u16> = names.iter().map(|name| looks(name).unwrap_or_else(|| terminals.id(name))).collect();
            (*side, *wanted, ids)
        });
        guards.push(of_rule.collect::<Vec<_>>());
    }

    let spelled = numbers::spelled(folder);
    let text = fs::read_to_string(folder.join("dates/words.txt")).expect("the language has date words");
    let mut lexicon = Lexicon::read(&text);
    for literal in terminals.0.keys().filter(|name| !name.starts_with(|c: char| c.is_ascii_uppercase())) {
        lexicon.words.entry(literal.clone()).or_default();
    }
    lexicon.merge_numbers(&spelled);
    lexicon.merge_small();

    let mut symbols = Symbols { sets: vec![BTreeSet::new()], terminals: &terminals };
    let mut out = Writer::default();
    let mut table = Vec::new();
    for (prefix, words) in [("", &lexicon.words), ("-", &lexicon.suffixes), ("^", &lexicon.proper)] {
        for (word, values) in words {
            table.push((format!("{prefix}{word}"), symbols.id(word, values.keys()), values));
        }
    }
    let mut ranges: Vec<Vec<(u32, u16)>> = Vec::new();
    for form in 0..FORMS {
        let range = lexicon.borders(form).into_iter().map(|from| (from, symbols.id("", lexicon.takes(form, from))));
        ranges.push(range.collect());
    }
    let programs: Vec<_> = compiled.iter().map(|(code, _)| code.clone()).collect();
    let automaton = date_automaton::automaton(&programs, &symbols.sets);

    out.words(&table, &terminals);
    out.ranges(&ranges);
    out.symbols(&symbols.sets, terminals.0.len());
    out.automaton(&automaton, symbols.sets.len());
    out.rules(&rules, &compiled, &guards);
    out.holidays(folder);
    out.shapes(&lexicon.shapes);
    out.finish()
}

/// A part of all holidays that are occasions or are not: their names, each keeping its place in the list as `h`.
fn holidays(folder: &Path, part: &str, occasions: bool) -> (String, date_rules::Node) {
    let mut choices = Vec::new();
    for (place, line) in words::lines(&folder.join("dates/holidays.txt")).iter().enumerate() {
        let (when, names) = line.split_once(':').unwrap_or_else(|| panic!("holidays.txt: {line}"));
        if when.contains("occasion") == occasions {
            choices.extend(names.split('|').map(|name| format!("{} {{h={place}}}", name.trim())));
        }
    }
    let pattern = date_rules::parse(&choices.join(" | "), &BTreeMap::new()).expect("holidays are words");
    (part.to_owned(), pattern)
}

/// The sets of terminals that occur, numbered; 0 is the empty one.
struct Symbols<'a> {
    sets: Vec<BTreeSet<u16>>,
    terminals: &'a Names,
}

impl Symbols<'_> {
    fn id<S: AsRef<str>>(&mut self, word: &str, classes: impl IntoIterator<Item = S>) -> u16 {
        let mut set: BTreeSet<u16> =
            classes.into_iter().filter_map(|class| self.terminals.0.get(class.as_ref()).copied()).collect();
        set.extend(self.terminals.0.get(word));
        let place = self.sets.iter().position(|known| *known == set).unwrap_or_else(|| {
            self.sets.push(set);
            self.sets.len() - 1
        });
        place as u16
    }
}

/// Collects the parts of the section; each starts at a multiple of 4.
#[derive(Default)]
struct Writer {
    parts: Vec<Vec<u8>>,
}

impl Writer {
    fn push(&mut self, numbers: impl IntoIterator<Item = u16>) {
        self.parts.push(numbers.into_iter().flat_map(u16::to_le_bytes).collect());
    }

    fn push_wide(&mut self, numbers: impl IntoIterator<Item = u32>) {
        self.parts.push(numbers.into_iter().flat_map(u32::to_le_bytes).collect());
    }

    fn words(&mut self, table: &[(String, u16, &Values)], terminals: &Names) {
        let size = (table.len() * 3).next_power_of_two();
        let mut slots = vec![0_u32; size];
        // Offset 0 means an empty slot.
        let mut entries = vec![0_u8; 4];
        for (word, symbol, values) in table {
            let kept: Vec<_> =
                values.iter().filter_map(|(class, value)| Some((terminals.0.get(class)?, value))).collect();
            let hints =
                values.keys().filter_map(|class| Hint::number(class)).fold(0_u32, |bits, hint| bits | 1 << hint);
            let mut slot = crate::names::hash(word.as_bytes()) as usize % size;
            while slots[slot] != 0 {
                slot = (slot + 1) % size;
            }
            slots[slot] = entries.len() as u32;
            entries.extend_from_slice(&[word.len() as u8, kept.len() as u8]);
            entries.extend_from_slice(&symbol.to_le_bytes());
            entries.extend_from_slice(&hints.to_le_bytes());
            for (class, (value, second)) in kept {
                entries.extend_from_slice(&class.to_le_bytes());
                entries.extend_from_slice(&value.to_le_bytes());
                entries.extend_from_slice(&second.to_le_bytes());
            }
            entries.extend_from_slice(word.as_bytes());
        }
        self.push_wide(slots);
        self.parts.push(entries);
    }

    fn ranges(&mut self, ranges: &[Vec<(u32, u16)>]) {
        let mut numbers = Vec::new();
        for range in ranges {
            numbers.push(range.len() as u16);
            numbers.extend(range.iter().flat_map(|(from, symbol)| [*from as u16, *symbol]));
        }
        self.push(numbers);
    }

    fn symbols(&mut self, sets: &[BTreeSet<u16>], terminals: usize) {
        let width = terminals.div_ceil(16);
        let mut bits = vec![width as u16];
        for set in sets {
            let mut row = vec![0_u16; width];
            for terminal in set {
                row[*terminal as usize / 16] |= 1 << (terminal % 16);
            }
            bits.extend(row);
        }
        self.push(bits);
    }

    fn automaton(&mut self, automaton: &date_automaton::Automaton, symbols: usize) {
        // Columns that lead to the same places everywhere are one.
        let mut kinds: BTreeMap<Vec<(u16, u16)>, u16> = BTreeMap::from([(Vec::new(), 0)]);
        let mut columns = Vec::new();
        let mut by_column: Vec<Vec<(u16, u16)>> = vec![Vec::new(); symbols * 2];
        for (state, row) in automaton.rows.iter().enumerate() {
            row.iter().for_each(|(column, next)| by_column[*column as usize].push((state as u16, *next)));
        }
        for column in by_column {
            let next = kinds.len() as u16;
            columns.push(*kinds.entry(column).or_insert(next));
        }
        let mut offsets = vec![0_u32];
        let (mut edges, mut nexts) = (Vec::new(), Vec::new());
        let (mut accepts, mut accept_offsets) = (Vec::new(), vec![0_u32]);
        for (row, rules) in automaton.rows.iter().zip(&automaton.accepts) {
            let row: BTreeMap<u16, u16> = row.iter().map(|(column, next)| (columns[*column as usize], *next)).collect();
            edges.extend(row.keys());
            nexts.extend(row.values());
            offsets.push(edges.len() as u32);
            accepts.extend(rules);
            accept_offsets.push(accepts.len() as u32);
        }
        // The start state is read for every token: all its columns in a row.
        let mut start = vec![0; kinds.len()];
        edges[..offsets[1] as usize].iter().zip(&nexts).for_each(|(column, next)| start[*column as usize] = *next);
        self.push(columns);
        self.push(start);
        self.push_wide(offsets);
        self.push(edges.into_iter().chain(nexts));
        self.push_wide(accept_offsets);
        self.push(accepts);
    }

    fn rules(
        &mut self,
        rules: &[date_rules::Rule],
        compiled: &[(Vec<date_automaton::Instruction>, Names)],
        guards: &[Vec<(u16, bool, Vec<u16>)>],
    ) {
        let (mut offsets, mut numbers) = (Vec::new(), Vec::new());
        for ((rule, (code, kept)), guards) in rules.iter().zip(compiled).zip(guards) {
            offsets.push(numbers.len() as u32);
            numbers.push(guards.len() as u16 | u16::from(rule.assistant) << 15);
            for (side, wanted, ids) in guards {
                numbers.extend([*side | u16::from(*wanted) << 2, ids.len() as u16]);
                numbers.extend(ids);
            }
            numbers.push(rule.meanings.len() as u16);
            for (op, slots) in &rule.meanings {
                numbers.extend([*op as u16, slots.len() as u16]);
                for (slot, source) in slots {
                    let (kind, value) = match source {
                        Source::Constant(value) => (0, *value as u16),
                        Source::Value(name) => (1, place(kept, name, &rule.name)),
                        Source::Second(name) => (2, place(kept, name, &rule.name)),
                    };
                    numbers.extend([*slot as u16 | kind << 8, value]);
                }
            }
            numbers.push(code.len() as u16);
            numbers.extend(code.iter().flat_map(|(code, a, b)| [*code as u16, *a, *b]));
        }
        self.push_wide(offsets);
        self.push(numbers);
    }

    /// Per holiday: kind (0 fixed, 1 Easter, 2 nth weekday), three numbers, first and last year, the days a Sunday
    /// moves it, the days added, and the part of the day plus 1.
    fn holidays(&mut self, folder: &Path) {
        let mut numbers = Vec::new();
        for line in words::lines(&folder.join("dates/holidays.txt")) {
            let mut row = [0_i16, 0, 0, 0, 0, i16::MAX, 0, 0, 0];
            for field in line.split(':').next().unwrap_or_default().split_whitespace() {
                let number = |text: &str| text.parse::<i16>().unwrap_or_else(|_| panic!("holidays.txt: {line}"));
                if let Some(days) = field.strip_prefix("easter") {
                    (row[0], row[1]) = (1, number(days));
                } else if let Some(year) = field.strip_prefix("from=") {
                    row[4] = number(year);
                } else if let Some(year) = field.strip_prefix("to=") {
                    row[5] = number(year);
                } else if let Some(days) = field.strip_prefix("sunday") {
                    row[6] = number(days);
                } else if let Some(nth) = field.strip_prefix("nth=") {
                    let (nth, days) = nth.split_once('+').unwrap_or((nth, "0"));
                    let parts: Vec<i16> = nth.split('/').map(number).collect();
                    row[..4].copy_from_slice(&[2, parts[0], parts[1], parts[2]]);
                    row[7] = number(days);
                } else if field == "occasion" {
                    continue;
                } else if let Some(part) = field.strip_prefix("part=") {
                    row[8] = 1 + crate::names::Part::number(part).expect("a part of the day");
                } else {
                    let (month, day) = field.split_once('-').unwrap_or_else(|| panic!("holidays.txt: {line}"));
                    (row[1], row[2]) = (number(month), number(day));
                }
            }
            numbers.extend(row.map(|number| number as u16));
        }
        self.push(numbers);
    }

    /// For each last byte where its shapes start (and where the last ones end), then the shapes: class, lengths
    /// of start and end, start, end.
    fn shapes(&mut self, shapes: &[(String, String, String)]) {
        let (mut offsets, mut rows) = (Vec::new(), Vec::new());
        for byte in 0..=255_u8 {
            offsets.push(rows.len() as u32);
            for (class, start, end) in shapes.iter().filter(|(.., end)| end.as_bytes().last() == Some(&byte)) {
                let hint = Hint::number(class).unwrap_or_else(|| panic!("words.txt: no shape of {class}"));
                rows.extend([hint as u8, start.len() as u8, end.len() as u8]);
                rows.extend(start.bytes().chain(end.bytes()));
            }
        }
        offsets.push(rows.len() as u32);
        self.push_wide(offsets);
        self.parts.push(rows);
    }

    fn finish(self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut at = self.parts.len() * 8;
        for part in &self.parts {
            out.extend_from_slice(&(at as u32).to_le_bytes());
            out.extend_from_slice(&(part.len() as u32).to_le_bytes());
            at = (at + part.len()).next_multiple_of(4);
        }
        for part in self.parts {
            out.extend_from_slice(&part);
            out.resize(out.len().next_multiple_of(4), 0);
        }
        out
    }
}

fn place(kept: &Names, name: &str, rule: &str) -> u16 {
    *kept.0.get(name).unwrap_or_else(|| panic!("{rule}: nothing is kept as {name}"))
}
