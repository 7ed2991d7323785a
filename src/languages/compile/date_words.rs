//! Reads `dates/words.txt`: the word classes of the date rules.
//!
//! ```text
//! class NAME           then lines of a value (a number or a constant's name, - for none) and words
//! product NAME A B     every word of A joined to every word of B, with both values
//! suffix NAME          as class, for what follows a number in one word ("daags")
//! shape NAME PRE*POST…  what words of a class for the resolver look like
//! numeric NAME digits MIN-MAX FROM TO | words FROM TO | ordinals FROM TO
//! ```

use crate::names::constant;
use crate::numbers::Spelled;
use std::collections::{BTreeMap, BTreeSet};

/// The forms a number can have in the text.
pub const FORMS: usize = 7;

/// What a class takes of numbers: one range for a form (digits of length 1 to 4, words, ordinals, halves).
#[derive(Debug, Clone)]
pub struct Numeric {
    pub class: String,
    pub form: usize,
    pub from: u32,
    pub to: u32,
}

/// The classes of a language.
#[derive(Default)]
pub struct Lexicon {
    /// Word → class → (value, second value).
    pub words: BTreeMap<String, BTreeMap<String, (i16, i16)>>,
    pub suffixes: BTreeMap<String, BTreeMap<String, (i16, i16)>>,
    pub numerics: Vec<Numeric>,
    /// Class, start and end of words that are in no list.
    pub shapes: Vec<(String, String, String)>,
}

impl Lexicon {
    /// Reads the file's text.
    pub fn read(text: &str) -> Self {
        let mut lexicon = Self::default();
        let mut class = String::new();
        let mut suffix = false;
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("# ")) {
            let mut fields = line.split_whitespace();
            let first = fields.next().unwrap_or_default();
            let rest: Vec<&str> = fields.collect();
            match first {
                "class" | "suffix" => {
                    class = rest[0].to_owned();
                    suffix = first == "suffix";
                }
                "product" => lexicon.product(rest[0], rest[1], rest[2]),
                "shape" => lexicon.shapes.extend(rest[1..].iter().map(|shape| {
                    let (start, end) = shape.split_once('*').unwrap_or_else(|| panic!("words.txt: {line}"));
                    (rest[0].to_owned(), start.to_owned(), end.to_owned())
                })),
                "numeric" => lexicon.numeric(&rest),
                _ => {
                    let value = constant(first).unwrap_or_else(|| match first {
                        "-" => 0,
                        _ => panic!("words.txt: no constant {first}: {line}"),
                    });
                    let map = if suffix { &mut lexicon.suffixes } else { &mut lexicon.words };
                    for word in rest {
                        map.entry(word.to_owned()).or_default().insert(class.clone(), (value, 0));
                    }
                }
            }
        }
        lexicon
    }

    fn product(&mut self, name: &str, left: &str, right: &str) {
        let of = |class: &str| -> Vec<(String, i16)> {
            let words = self.words.iter();
            words.filter_map(|(word, classes)| classes.get(class).map(|value| (word.clone(), value.0))).collect()
        };
        let (left, right) = (of(left), of(right));
        for (first, value) in left {
            for (second, also) in &right {
                self.words.entry(format!("{first}{second}")).or_default().insert(name.to_owned(), (value, *also));
            }
        }
    }

    fn numeric(&mut self, fields: &[&str]) {
        for range in fields[1..].split(|field| *field == "|") {
            let number = |i: usize| range[i].parse::<u32>().unwrap_or_else(|_| panic!("words.txt: {fields:?}"));
            let mut add = |form, from, to| {
                self.numerics.push(Numeric { class: fields[0].to_owned(), form, from, to });
            };
            match range[0] {
                "digits" => {
                    let (least, most) = range[1].split_once('-').unwrap_or((range[1], range[1]));
                    for digits in least.parse::<usize>().expect("a length")..=most.parse::<usize>().expect("a length") {
                        add(digits - 1, number(2), number(3));
                    }
                }
                "words" => add(4, number(1), number(2)),
                "ordinals" => add(5, number(1), number(2)),
                "halves" => add(6, number(1), number(2)),
                _ => panic!("words.txt: {fields:?}"),
            }
        }
    }

    /// The numeric classes that take `value` in `form`.
    pub fn takes(&self, form: usize, value: u32) -> BTreeSet<&str> {
        let fitting = self.numerics.iter().filter(|n| n.form == form && (n.from..=n.to).contains(&value));
        fitting.map(|numeric| numeric.class.as_str()).collect()
    }

    /// Gives the words that are number words too their numeric classes.
    pub fn merge_numbers(&mut self, spelled: &Spelled) {
        for word in self.words.keys().cloned().collect::<Vec<_>>() {
            if let Some((form, value)) = spelled.form(&word) {
                for class in self.takes(form, value).into_iter().map(str::to_owned).collect::<Vec<_>>() {
                    self.words
                        .entry(word.clone())
                        .or_default()
                        .entry(class)
                        .or_insert((value as i16, i16::from(form == 6)));
                }
            }
        }
    }

    /// The values of a number at which a numeric class starts or ends, for one form.
    pub fn borders(&self, form: usize) -> BTreeSet<u32> {
        let here = self.numerics.iter().filter(|numeric| numeric.form == form);
        here.flat_map(|numeric| [numeric.from, numeric.to + 1]).chain([0]).collect()
    }
}
