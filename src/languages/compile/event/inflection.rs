//! `events/inflection.txt`: the forms of verbs and nouns, by the letters of the word.
//!
//! ```text
//! class V aeiou             a capital that stands for any of these letters in a pattern
//! class D not aeiou         … for any letter but these
//! prefixes ge be ver        before these an irregular verb keeps its forms; its participle loses the first of them
//! [stem]                    a step that the lines below make of the lemma, for later headings
//! [verb past from stem]     a form, made of a step, or of a form above, instead of the lemma
//! [verb past from a + b]    … of the first with the second behind it
//! [verb present also]       a form that irregular verbs have by rule too
//! *Vy *1ied                 a word of this pattern → its forms
//! ```
//! In a pattern `*` is any letters or none, a digit the letter that this place of the pattern took. In a form the
//! digits and stars give back what the pattern's took; `-` is nothing. Of a heading's lines the first that fits
//! counts, and a line without forms makes none. Irregular verbs are in a table of their own.

use super::layout::Form;
use crate::words::lines;
use std::collections::BTreeMap;
use std::path::Path;

/// Irregular verbs: infinitive → past singular, past plural, participle, present.
pub type Irregular = BTreeMap<String, [String; 4]>;

/// The name of the word itself among the steps.
const LEMMA: &str = "lemma";

/// A heading and its lines.
struct Rules {
    verb: bool,
    /// The form, or none for a step.
    form: Option<Form>,
    name: String,
    also: bool,
    sources: Vec<String>,
    lines: Vec<(Vec<char>, Vec<String>)>,
}

/// A language's inflection.
#[derive(Default)]
pub struct Inflection {
    classes: BTreeMap<char, (bool, String)>,
    prefixes: Vec<String>,
    rules: Vec<Rules>,
}

/// What a pattern took of a word: its letters, and its runs.
#[derive(Default)]
struct Taken {
    letters: Vec<char>,
    runs: Vec<String>,
}

impl Inflection {
    /// Reads the file; no forms but the lemma's own where the language has none.
    pub fn read(folder: &Path) -> Self {
        let path = folder.join("inflection.txt");
        let mut inflection = Self::default();
        for line in if path.is_file() { lines(&path) } else { Vec::new() } {
            inflection.add(&line).unwrap_or_else(|| panic!("{}: {line}", path.display()));
        }
        inflection
    }

    fn add(&mut self, line: &str) -> Option<()> {
        if let Some(class) = line.strip_prefix("class ") {
            let (name, letters) = class.split_once(' ')?;
            let (within, letters) = letters.strip_prefix("not ").map_or((true, letters), |letters| (false, letters));
            self.classes.insert(name.chars().next()?, (within, letters.to_owned()));
        } else if let Some(prefixes) = line.strip_prefix("prefixes ") {
            self.prefixes = prefixes.split(' ').map(str::to_owned).collect();
        } else if let Some(heading) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let (what, sources) = heading.split_once(" from ").unwrap_or((heading, LEMMA));
            let (what, also) = what.strip_suffix(" also").map_or((what, false), |what| (what, true));
            let (kind, name) = what.split_once(' ').unwrap_or(("", what));
            let form = match name {
                "present" => Some(Form::Present),
                "past" => Some(Form::Past),
                "participle" => Some(Form::Participle),
                "attributive" => Some(Form::Attributive),
                "progressive" => Some(Form::Progressive),
                "plural" => Some(Form::Plural),
                _ if kind.is_empty() => None,
                _ => return None,
            };
            let sources = sources.split(" + ").map(str::to_owned).collect();
            let verb = kind != "noun";
            self.rules.push(Rules { verb, form, name: name.to_owned(), also, sources, lines: Vec::new() });
        } else {
            let mut fields = line.split_whitespace().map(str::to_owned);
            let pattern = fields.next()?.chars().collect();
            self.rules.last_mut()?.lines.push((pattern, fields.collect()));
        }
        Some(())
    }

    /// Whether `letters` are of `pattern`; `taken` then holds what each part took.
    fn fits(&self, pattern: &[char], letters: &[char], taken: &mut Taken) -> bool {
        let Some((wanted, rest)) = pattern.split_first() else { return letters.is_empty() };
        if *wanted == '*' {
            return (0..=letters.len()).any(|length| {
                taken.runs.push(letters[..length].iter().collect());
                self.fits(rest, &letters[length..], taken) || taken.runs.pop().is_none()
            });
        }
        let Some((letter, after)) = letters.split_first() else { return false };
        let fits = match wanted.to_digit(10) {
            Some(place) => taken.letters.get(place as usize - 1) == Some(letter),
            None => {
                let class = self.classes.get(wanted);
                class.map_or(wanted == letter, |(within, letters)| letters.contains(*letter) == *within)
            }
        };
        taken.letters.push(*letter);
        fits && self.fits(rest, after, taken) || taken.letters.pop().is_none()
    }

    /// What a heading's lines make of a word.
    fn inflect(&self, word: &str, rules: &Rules) -> Vec<String> {
        let letters: Vec<char> = word.chars().collect();
        for (pattern, forms) in &rules.lines {
            let mut taken = Taken::default();
            if self.fits(pattern, &letters, &mut taken) {
                let mut made = Vec::new();
                for form in forms {
                    let mut runs = taken.runs.iter();
                    let part = |c: char| match (c, c.to_digit(10)) {
                        ('*', _) => runs.next().cloned().unwrap_or_default(),
                        (_, Some(place)) => taken.letters[place as usize - 1].to_string(),
                        _ => c.to_string(),
                    };
                    made.push(if form == "-" { String::new() } else { form.chars().map(part).collect() });
                }
                return made;
            }
        }
        Vec::new()
    }

    /// Every form of a noun.
    pub fn noun(&self, lemma: &str) -> Vec<(String, Form)> {
        self.forms(lemma, Form::Singular, false, None)
    }

    /// Every form of a verb.
    pub fn verb(&self, lemma: &str, irregular: &Irregular) -> Vec<(String, Form)> {
        let bases =
            self.prefixes.iter().filter_map(|prefix| Some((prefix, irregular.get(lemma.strip_prefix(&**prefix)?)?)));
        let known = irregular.get(lemma).cloned().or_else(|| {
            let (prefix, [past, pasts, participle, present]) = bases.max_by_key(|(prefix, _)| prefix.len())?;
            let bare = participle.strip_prefix(&self.prefixes[0]).unwrap_or(participle);
            Some([&**past, pasts, bare, present].map(|form| format!("{prefix}{form}")))
        });
        self.forms(lemma, Form::Infinitive, true, known)
    }

    fn forms(&self, lemma: &str, own: Form, verb: bool, irregular: Option<[String; 4]>) -> Vec<(String, Form)> {
        let mut forms = vec![(lemma.to_owned(), own)];
        let mut steps = BTreeMap::from([(LEMMA, vec![lemma.to_owned()])]);
        let regular = irregular.is_none();
        if let Some([past, pasts, participle, present]) = irregular {
            steps.insert("participle", vec![participle.clone()]);
            let kinds = [Form::Past, Form::Past, Form::Participle, Form::Present];
            forms.extend([past, pasts, participle, present].into_iter().zip(kinds));
        }
        for rules in
            self.rules.iter().filter(|rules| rules.verb == verb && (regular || rules.also || rules.form.is_none()))
        {
            let mut words = vec![String::new()];
            for source in &rules.sources {
                let known =
                    steps.get(&**source).unwrap_or_else(|| panic!("inflection.txt: no {source} for {}", rules.name));
                words = words.iter().flat_map(|start| known.iter().map(move |end| format!("{start}{end}"))).collect();
            }
            let made: Vec<String> = words.iter().flat_map(|word| self.inflect(word, rules)).collect();
            forms.extend(rules.form.into_iter().flat_map(|form| made.iter().map(move |word| (word.clone(), form))));
            steps.insert(&rules.name, made);
        }
        forms
    }
}
