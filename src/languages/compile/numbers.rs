//! `numbers.txt` → every number word from 1 to 9,999, its ordinal, and the halves, in one transducer.

use crate::words;

use crate::number::{HALF, ORDINAL};
use std::{collections::BTreeMap, path::Path};

/// The rules of a language, read from its file.
#[derive(Default)]
struct Rules {
    /// Value → spellings, for the words the others are made of.
    words: BTreeMap<u64, Vec<String>>,
    irregular: BTreeMap<u64, Vec<String>>,
    half_irregular: BTreeMap<u64, Vec<String>>,
    unit_first: bool,
    links: Vec<String>,
    bare: Vec<u64>,
    joins: Vec<String>,
    suffixes: Vec<(String, u64, u64)>,
    halves: Vec<String>,
}

impl Rules {
    fn read(path: &Path) -> Self {
        let mut rules = Self::default();
        for line in words::lines(path) {
            let mut fields = line.split_whitespace();
            let key = fields.next().unwrap_or_default();
            let rest: Vec<String> = fields.map(str::to_owned).collect();
            let value = |i: usize| rest[i].parse::<u64>().unwrap_or_else(|_| panic!("numbers.txt: {line}"));
            match key {
                "word" => drop(rules.words.insert(value(0), rest[1..].to_vec())),
                "irregular" => drop(rules.irregular.insert(value(0), rest[1..].to_vec())),
                "half-irregular" => drop(rules.half_irregular.insert(value(0), rest[1..].to_vec())),
                "tens" => rules.unit_first = rest[0] == "unit-first",
                "link" => rules.links = rest,
                "bare" => rules.bare = (0..rest.len()).map(value).collect(),
                "and" => rules.joins = rest.iter().map(|join| join.trim_matches('-').to_owned()).collect(),
                "ordinal" => rules.suffixes.push((rest[0].clone(), value(1), value(2))),
                "half" => rules.halves = rest,
                _ => panic!("numbers.txt: {line}"),
            }
        }
        rules
    }

    /// The spellings of `number`, each with the value of its last word and where that word starts.
    fn spell(&self, number: u64) -> Vec<(String, u64, usize)> {
        if let Some(spellings) = self.words.get(&number).filter(|_| number < 100) {
            return spellings.iter().map(|word| (word.clone(), number, 0)).collect();
        }
        if number < 100 {
            let (unit, ten) = (number % 10, number / 10 * 10);
            let (first, last) = if self.unit_first { (unit, ten) } else { (ten, unit) };
            return self.join(&self.spell(first), &self.links, &self.spell(last));
        }
        let (base, most) = if number < 1000 || number < 2000 && number % 1000 >= 100 { (100, 19) } else { (1000, 9) };
        let (count, rest) = (number / base, number % base);
        assert!(count <= most);
        let mut heads: Vec<_> = self.words[&base].iter().map(|word| (word.clone(), base, 0)).collect();
        if count > 1 || !self.bare.contains(&base) {
            heads = self.join(&self.spell(count), &[String::new()], &heads);
        }
        if rest == 0 { heads } else { self.join(&heads, &self.joins, &self.spell(rest)) }
    }

    fn join(
        &self,
        left: &[(String, u64, usize)],
        links: &[String],
        right: &[(String, u64, usize)],
    ) -> Vec<(String, u64, usize)> {
        let mut joined = Vec::new();
        for (first, ..) in left {
            for link in links {
                for (second, value, start) in right {
                    joined.push((format!("{first}{link}{second}"), *value, first.len() + link.len() + start));
                }
            }
        }
        joined
    }

    /// The ordinals of a spelling.
    fn ordinals(&self, (word, last, start): &(String, u64, usize)) -> Vec<String> {
        if let Some(irregular) = self.irregular.get(last) {
            return irregular.iter().map(|ordinal| format!("{}{ordinal}", &word[..*start])).collect();
        }
        let fitting = self.suffixes.iter().filter(|(_, from, to)| (from..=to).contains(&last));
        fitting.map(|(suffix, ..)| format!("{word}{suffix}")).collect()
    }
}

/// Every number word with its value in the transducer.
pub struct Spelled(BTreeMap<String, u64>);

impl Spelled {
    /// The form (4 a number, 5 an ordinal, 6 a number and a half) and the value of `word`.
    pub fn form(&self, word: &str) -> Option<(usize, u32)> {
        let value = *self.0.get(word)?;
        Some((4 + (value / ORDINAL) as usize, (value % ORDINAL) as u32))
    }
}

/// Spells every number.
pub fn spelled(folder: &Path) -> Spelled {
    let rules = Rules::read(&folder.join("numbers.txt"));
    let mut all = BTreeMap::new();
    for number in 1..10_000 {
        for spelling in rules.spell(number) {
            for ordinal in rules.ordinals(&spelling) {
                all.insert(ordinal, number + ORDINAL);
            }
            for half in rules.halves.iter().filter(|_| number <= 20) {
                for link in &rules.links {
                    all.insert(format!("{}{link}{half}", spelling.0), number + HALF);
                }
            }
            all.insert(spelling.0, number);
        }
    }
    for (number, spellings) in &rules.half_irregular {
        all.extend(spellings.iter().map(|word| (word.clone(), number + HALF)));
    }
    Spelled(all)
}

/// The section of number words: see [`crate::number`].
pub fn numbers(folder: &Path) -> Vec<u8> {
    let mut builder = fst::MapBuilder::memory();
    for (word, value) in spelled(folder).0 {
        builder.insert(word, value).expect("the words are sorted");
    }
    builder.into_inner().expect("memory can be written")
}
