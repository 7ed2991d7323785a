//! `events/inflection.txt`: the forms of verbs and nouns, by the endings of the word.
//!
//! ```text
//! class C bcdf             a capital that stands for any of these letters in a pattern
//! [verb past]              the part of speech and the form that the lines below make
//! Cy 1ied                  a word that ends so → its ends instead; a digit is that letter of the pattern
//! * ed                     any other word, and what is added to it
//! ```
//! Of a heading's lines the first that fits counts. Irregular verbs are in a table of their own.

use super::inflect::Irregular;
use super::layout::Form;
use crate::words::lines;
use std::collections::BTreeMap;
use std::path::Path;

/// Endings and what they become.
struct Rules {
    verb: bool,
    form: Form,
    endings: Vec<(Vec<char>, Vec<String>)>,
}

/// A language's inflection.
pub struct Inflection {
    classes: BTreeMap<char, String>,
    rules: Vec<Rules>,
}

impl Inflection {
    /// Reads the file, if the language has it.
    pub fn read(folder: &Path) -> Option<Self> {
        let path = folder.join("inflection.txt");
        path.is_file().then(|| Self::parse(&lines(&path)))
    }

    fn parse(lines: &[String]) -> Self {
        let mut inflection = Self { classes: BTreeMap::new(), rules: Vec::new() };
        for line in lines {
            let fail = || -> ! { panic!("inflection.txt: {line}") };
            if let Some(class) = line.strip_prefix("class ") {
                let (name, letters) = class.split_once(' ').unwrap_or_else(|| fail());
                inflection.classes.insert(name.chars().next().unwrap_or_else(|| fail()), letters.to_owned());
            } else if let Some(heading) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                let (kind, form) = heading.split_once(' ').unwrap_or_else(|| fail());
                let form = match form {
                    "present" => Form::Present,
                    "past" => Form::Past,
                    "participle" => Form::Participle,
                    "progressive" => Form::Progressive,
                    "plural" => Form::Plural,
                    _ => fail(),
                };
                inflection.rules.push(Rules { verb: kind == "verb", form, endings: Vec::new() });
            } else {
                let mut fields = line.split_whitespace().map(str::to_owned);
                let pattern = fields.next().unwrap_or_default();
                let pattern = if pattern == "*" { Vec::new() } else { pattern.chars().collect() };
                inflection.rules.last_mut().unwrap_or_else(|| fail()).endings.push((pattern, fields.collect()));
            }
        }
        inflection
    }

    fn fits(&self, pattern: &[char], letters: &[char]) -> bool {
        letters.len() >= pattern.len()
            && pattern.iter().zip(&letters[letters.len() - pattern.len()..]).all(|(wanted, letter)| {
                self.classes.get(wanted).map_or(wanted == letter, |class| class.contains(*letter))
            })
    }

    fn inflect(&self, lemma: &str, rules: &Rules) -> Vec<(String, Form)> {
        let letters: Vec<char> = lemma.chars().collect();
        let Some((pattern, endings)) = rules.endings.iter().find(|(pattern, _)| self.fits(pattern, &letters)) else {
            return Vec::new();
        };
        let (stem, end) = letters.split_at(letters.len() - pattern.len());
        let written = |ending: &String| {
            let letter = |c: char| c.to_digit(10).and_then(|place| end.get(place as usize - 1)).copied().unwrap_or(c);
            (stem.iter().copied().chain(ending.chars().map(letter)).collect(), rules.form)
        };
        endings.iter().map(written).collect()
    }

    /// Every form of a noun.
    pub fn noun(&self, lemma: &str) -> Vec<(String, Form)> {
        let plural = self.rules.iter().filter(|rules| !rules.verb).flat_map(|rules| self.inflect(lemma, rules));
        std::iter::once((lemma.to_owned(), Form::Singular)).chain(plural).collect()
    }

    /// Every form of a verb.
    pub fn verb(&self, lemma: &str, irregular: &Irregular) -> Vec<(String, Form)> {
        let mut forms = vec![(lemma.to_owned(), Form::Infinitive)];
        let known = irregular.get(lemma);
        if let Some([past, pasts, participle, present]) = known {
            let past =
                [(past, Form::Past), (pasts, Form::Past), (participle, Form::Participle), (present, Form::Present)];
            forms.extend(past.map(|(form, kind)| (form.clone(), kind)));
        }
        let finite = |form: Form| matches!(form, Form::Past | Form::Participle | Form::Present);
        let rules = self.rules.iter().filter(|rules| rules.verb && !(known.is_some() && finite(rules.form)));
        forms.extend(rules.flat_map(|rules| self.inflect(lemma, rules)));
        forms
    }
}
