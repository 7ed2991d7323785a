//! Reads `dates/words.txt`: the word classes of the date rules.
//!
//! ```text
//! class NAME           then lines of a value (a number or a constant's name, - for none) and words
//! product NAME A B     every word of A joined to every word of B, with both values
//! suffix NAME          as class, for what follows a number in one word ("daags")
//! shape NAME PRE*POST…  what words of a class for the resolver look like
//! numeric NAME digits MIN-MAX FROM TO | words FROM TO | ordinals FROM TO
//! numerals NAME FROM TO STEP   a class of the numbers in digits, for products ("mid-1985")
//! ```
//! A word that the file writes with a capital counts only where the text does too ("May", "Sun").

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

/// Word → class → (value, second value).
pub type Words = BTreeMap<String, BTreeMap<String, (i16, i16)>>;

/// The classes of a language.
#[derive(Default)]
pub struct Lexicon {
    pub words: Words,
    /// The words that count only with a capital, in small letters.
    pub proper: Words,
    pub suffixes: Words,
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
                "numerals" => {
                    let number = |i: usize| rest[i].parse::<i16>().unwrap_or_else(|_| panic!("words.txt: {line}"));
                    for value in (number(1)..=number(2)).step_by(number(3) as usize) {
                        lexicon.add(&value.to_string(), false, rest[0], (value, 0));
                    }
                }
                _ => {
                    let value = constant(first).unwrap_or_else(|| match first {
                        "-" => 0,
                        _ => panic!("words.txt: no constant {first}: {line}"),
                    });
                    for word in rest {
                        lexicon.add(word, suffix, &class, (value, 0));
                    }
                }
            }
        }
        lexicon
    }

    fn add(&mut self, word: &str, suffix: bool, class: &str, values: (i16, i16)) {
        let map = match word.starts_with(char::is_uppercase) {
            _ if suffix => &mut self.suffixes,
            true => &mut self.proper,
            false => &mut self.words,
        };
        map.entry(word.to_lowercase()).or_default().insert(class.to_owned(), values);
    }

    fn product(&mut self, name: &str, left: &str, right: &str) {
        let of = |class: &str| -> Vec<(String, i16)> {
            let words = self.words.iter().chain(&self.proper);
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

    /// Gives the words with a capital the classes that they have without one too.
    pub fn merge_small(&mut self) {
        for (word, classes) in &mut self.proper {
            for (class, values) in self.words.get(word).into_iter().flatten() {
                classes.entry(class.clone()).or_insert(*values);
            }
        }
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
