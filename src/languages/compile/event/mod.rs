//! The trigger lexicon: lemmas with their types, every form of each, phrases, separable verbs.

#[path = "../../../event/layout.rs"]
#[allow(dead_code, reason = "the library reads what the build writes")]
mod layout;
#[path = "../../../event/phrases.rs"]
#[allow(dead_code, reason = "the library reads what the build writes")]
mod phrases;
#[path = "../../../event/types.rs"]
#[allow(dead_code, reason = "the library reads what the build writes")]
mod types;
mod inflection;
mod stems;

use super::{
    lexicon::{fold, hash},
    pack,
    words::lines,
};
use inflection::{Inflection, Irregular};
use layout::{CUES, FUNCTIONS, Form, LEMMA, Part, STRENGTHS};
use phrases::{Phrase, Phrases};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A line of `triggers.tsv`.
struct Trigger {
    lemma: String,
    kind: Kind,
    types: Vec<u8>,
    strength: u8,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Noun,
    Verb,
    Phrase,
    Name,
}

fn triggers(path: &Path) -> Vec<Trigger> {
    let rows = lines(path);
    let rows = rows.iter().filter(|line| !line.starts_with("lemma\t"));
    let parsed = rows.map(|line| {
        let [lemma, kind, types, strength] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{}: \"{line}\" is not four fields", path.display());
        };
        let kind = match kind {
            "noun" => Kind::Noun,
            "verb" => Kind::Verb,
            "phrase" => Kind::Phrase,
            "name" => Kind::Name,
            other => panic!("{}: \"{other}\" is no kind of trigger", path.display()),
        };
        let number = |name| types::type_number(name).unwrap_or_else(|| panic!("{}: no type {name}", path.display()));
        let types = types.split('|').map(number).take(4).collect();
        let strength = STRENGTHS.iter().position(|known| *known == strength);
        let strength = strength.unwrap_or_else(|| panic!("{}: \"{line}\"", path.display())) as u8;
        // A noun of several words is a phrase.
        let kind = if kind == Kind::Noun && lemma.contains(' ') { Kind::Phrase } else { kind };
        Trigger { lemma: lemma.to_owned(), kind, types, strength }
    });
    parsed.collect()
}

fn irregular(path: &Path) -> Irregular {
    let rows = lines(path);
    let rows = rows.iter().filter(|line| !line.starts_with("infinitive\t"));
    let parsed = rows.map(|line| {
        let fields: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let [infinitive, past, pasts, participle, present] = &fields[..] else { panic!("{line}") };
        (infinitive.clone(), [past.clone(), pasts.clone(), participle.clone(), present.clone()])
    });
    parsed.collect()
}

/// The letters by which the lexicon knows a word.
fn folded(word: &str) -> String {
    word.chars().flat_map(fold::fold).collect()
}

/// `words.tsv`: the closed-class words, folded, each with its class's place in [`FUNCTIONS`].
fn closed_class(folder: &Path) -> BTreeMap<String, u8> {
    let rows = lines(&folder.join("words.tsv"));
    let parsed = rows.iter().map(|line| {
        let (word, class) = line.split_once('\t').unwrap_or_else(|| panic!("words.tsv: \"{line}\""));
        let class = FUNCTIONS.iter().position(|known| *known == class);
        (folded(word), class.unwrap_or_else(|| panic!("words.tsv: no class \"{line}\"")) as u8)
    });
    parsed.collect()
}

/// The lemma table as it grows.
#[derive(Default)]
struct Lemmas {
    records: Vec<[u8; LEMMA]>,
    strengths: Vec<u8>,
    verbs: BTreeMap<String, u16>,
}

impl Lemmas {
    /// Adds a lemma; its number, counted from 1.
    fn add(&mut self, kind: Kind, types: &[u8], strength: u8) -> u16 {
        let [a, b, c, d] = std::array::from_fn(|place| types.get(place).copied().unwrap_or(u8::MAX));
        self.records.push([strength | (kind as u8) << 4, a, b, c, d]);
        self.strengths.push(strength);
        self.records.len() as u16
    }

    /// The number of a verb, which is added as one that only carries others where it is not listed.
    fn verb(&mut self, lemma: &str) -> u16 {
        if let Some(number) = self.verbs.get(lemma) {
            return *number;
        }
        let number = self.add(Kind::Verb, &[], 0);
        self.verbs.insert(lemma.to_owned(), number);
        number
    }
}

/// Leaves out every noun that its head explains: the library knows a compound by the word it ends in.
fn leave_out_compounds(triggers: &mut Vec<Trigger>) {
    let nouns = triggers.iter().filter(|trigger| trigger.kind == Kind::Noun);
    let known: BTreeMap<String, (Vec<u8>, u8)> =
        nouns.map(|trigger| (trigger.lemma.clone(), (trigger.types.clone(), trigger.strength))).collect();
    triggers.retain(|trigger| {
        let starts = trigger.lemma.char_indices().map(|(at, _)| at).skip(2);
        let head = starts.filter(|at| trigger.lemma.len() - at >= 4).find_map(|at| known.get(&trigger.lemma[at..]));
        let explained =
            head.is_some_and(|(types, strength)| types[0] == trigger.types[0] && *strength >= trigger.strength);
        trigger.kind != Kind::Noun || !explained
    });
}

/// Everything the event stage looks words up in, as a pack of its own.
pub fn lexicon(folder: &Path) -> Vec<u8> {
    let folder = folder.join("events");
    let irregular = irregular(&folder.join("verbs-irregular.tsv"));
    let inflection = Inflection::read(&folder);
    let verb_forms = |lemma: &str| inflection.verb(lemma, &irregular);
    let mut triggers = triggers(&folder.join("triggers.tsv"));
    // Back to front, as words are kept: numbers of words that end alike lie close, and take up less.
    triggers.sort_by(|a, b| a.lemma.chars().rev().cmp(b.lemma.chars().rev()).then(a.kind.cmp(&b.kind)));
    leave_out_compounds(&mut triggers);
    let mut lemmas = Lemmas::default();

    let (mut nouns, mut phrasal) = (Vec::new(), Vec::new());
    for trigger in &triggers {
        let number = |lemmas: &mut Lemmas| lemmas.add(trigger.kind, &trigger.types, trigger.strength);
        match trigger.kind {
            Kind::Noun => nouns.push((trigger.lemma.clone(), number(&mut lemmas))),
            Kind::Verb if trigger.lemma.contains(' ') => phrasal.push((&trigger.lemma, number(&mut lemmas))),
            Kind::Verb => {
                let number = number(&mut lemmas);
                lemmas.verbs.insert(trigger.lemma.clone(), number);
            }
            Kind::Phrase | Kind::Name => {}
        }
    }
    let closed = closed_class(&folder);
    let is_reflexive = |word: &str| closed.get(word).is_some_and(|class| FUNCTIONS[usize::from(*class)] == "reflexive");
    // Phrases: the fixed words, and the verb that must stand near them, if any.
    let mut phrases: BTreeMap<Vec<u32>, Phrase> = BTreeMap::new();
    let hashes = |phrase: &str| phrase.split_whitespace().map(hash).collect::<Vec<_>>();
    let mut phrase_verbs: Vec<(u16, u16)> = Vec::new();
    let mut fixed: Vec<&Trigger> =
        triggers.iter().filter(|trigger| matches!(trigger.kind, Kind::Phrase | Kind::Name)).collect();
    fixed.sort_by_key(|trigger| &trigger.lemma);
    for trigger in fixed {
        let (fixed, verb) = match trigger.lemma.split_once(" … ") {
            Some((fixed, verb)) => (fixed, verb.rsplit(' ').next()),
            None => (trigger.lemma.as_str(), None),
        };
        // A reflexive pronoun at the start can be any, and stand elsewhere.
        let fixed =
            hashes(fixed.split_once(' ').filter(|(first, _)| is_reflexive(first)).map_or(fixed, |(_, rest)| rest));
        // The first of several types is the first that is listed.
        let number = match phrases.get(&fixed) {
            Some(known) => known.lemma,
            None => lemmas.add(trigger.kind, &trigger.types, trigger.strength),
        };
        phrases.insert(fixed, Phrase { lemma: number, cue: 0 });
        // Verb 0: the words stand for themselves.
        phrase_verbs.push((number, verb.map_or(0, |verb| lemmas.verb(verb))));
    }
    // A verb of several words is a phrase in each form of its first ("broke up").
    for (lemma, number) in &phrasal {
        let (verb, rest) = lemma.split_once(' ').expect("it has several words");
        for (form, _) in verb_forms(verb) {
            phrases.entry(hashes(&format!("{form} {rest}"))).or_insert(Phrase { lemma: *number, cue: 0 });
        }
        phrase_verbs.push((*number, 0));
    }
    phrase_verbs.sort_unstable();
    phrase_verbs.dedup();
    for line in lines(&folder.join("cues.tsv")).iter().filter(|line| !line.starts_with("cue\t")) {
        let (cue, kind) = line.split_once('\t').unwrap_or_else(|| panic!("cues.tsv: \"{line}\""));
        let kind = CUES.iter().position(|known| *known == kind).unwrap_or_else(|| panic!("cues.tsv: \"{line}\""));
        phrases.entry(hashes(cue)).or_default().cue = kind as u8 + 1;
    }
    // Separable verbs, and the particles they take.
    let separable: Vec<(String, u16)> =
        lemmas.verbs.iter().filter(|(lemma, _)| lemma.contains('|')).map(|(lemma, n)| (lemma.clone(), *n)).collect();
    let particles: BTreeSet<&str> = separable.iter().filter_map(|(lemma, _)| Some(lemma.split_once('|')?.0)).collect();
    let particles: Vec<&str> = particles.into_iter().collect();
    assert!(particles.len() < 255, "more particles than a byte can number");
    let mut split = Vec::new();
    for (lemma, number) in &separable {
        let (particle, base) = lemma.split_once('|').expect("a separable verb has a bar");
        let particle = particles.binary_search(&particle).expect("every particle is listed") as u8 + 1;
        split.push((lemmas.verb(base), particle, *number));
    }
    split.sort_unstable();

    let strength = |number: u16| number.checked_sub(1).map_or(0, |place| lemmas.strengths[place as usize]);
    let nouns = nouns.iter().map(|(lemma, number)| (*number, inflection.noun(lemma)));
    // The library puts separable verbs together from particle and base.
    let verbs = lemmas.verbs.iter().filter(|(lemma, _)| !lemma.contains('|'));
    let verbs = verbs.map(|(lemma, number)| (*number, verb_forms(lemma)));
    let mut words: BTreeMap<(Part, u16), stems::Forms> = BTreeMap::new();
    for (part, listed) in [(Part::Noun, nouns.collect::<Vec<_>>()), (Part::Verb, verbs.collect())] {
        // Of several words with the same form the surest has it, the first of several.
        let mut owners: BTreeMap<String, (u16, Form)> = BTreeMap::new();
        for (number, form, kind) in listed
            .into_iter()
            .flat_map(|(number, forms)| forms.into_iter().map(move |(form, kind)| (number, form, kind)))
        {
            let owner = owners.entry(folded(&form)).or_insert((number, kind));
            if strength(number) > strength(owner.0) {
                *owner = (number, kind);
            }
        }
        for (form, (number, kind)) in owners {
            words.entry((part, number)).or_default().insert(form, kind);
        }
    }
    for (word, class) in closed {
        words.entry((Part::Function, u16::from(class))).or_default().insert(word, Form::None);
    }
    for (place, particle) in (1..).zip(&particles) {
        words.entry((Part::Particle, place)).or_default().insert(folded(particle), Form::None);
    }
    let phrase_verbs: Vec<u8> =
        phrase_verbs.iter().flat_map(|(phrase, verb)| [phrase.to_le_bytes(), verb.to_le_bytes()].concat()).collect();
    let split: Vec<u8> = split
        .iter()
        .flat_map(|(base, particle, whole)| {
            let (base, whole) = (base.to_le_bytes(), whole.to_le_bytes());
            [base[0], base[1], *particle, whole[0], whole[1]]
        })
        .collect();
    let columns = (0..LEMMA).flat_map(|column| lemmas.records.iter().map(move |record| record[column])).collect();
    let others = [(b"phra", Phrases::write(&phrases)), (b"lemm", columns), (b"splt", split), (b"phvb", phrase_verbs)];
    pack::write("events", &stems::write(&words).into_iter().chain(others).collect::<Vec<_>>())
}

/// The language's own label and schema.org's type of every type: a name, a tab and a text a line.
pub fn labels(folder: &Path) -> Vec<u8> {
    let code = folder.file_name().map(|name| format!("label_{}", name.to_string_lossy())).unwrap_or_default();
    let rows = lines(&folder.join("events/labels.tsv"));
    let column = rows[0].split('\t').position(|name| name == code).expect("labels.tsv has the language's column");
    let schema =
        rows[0].split('\t').position(|name| name == "schema_org").expect("labels.tsv names schema.org's types");
    let labels = rows[1..].iter().flat_map(|row| {
        let fields: Vec<&str> = row.split('\t').collect();
        [format!("{}\t{}", fields[0], fields[column]), format!("schema {}\t{}", fields[0], fields[schema])]
    });
    labels.collect::<Vec<_>>().join("\n").into_bytes()
}

/// The weights that `cargo xtask train` writes; empty before the first training.
pub fn weights(folder: &Path) -> Vec<u8> {
    std::fs::read(folder.join("events.weights")).unwrap_or_default()
}
