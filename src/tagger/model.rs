//! The weights inside a pack, and the two passes over a document.

use super::features::{PLACES, features_of_place, features_of_word};
use super::{
    Atom, Beliefs, Chain, Emission, Feature, Group, TRANSITIONS, Tagged, Transitions, View, exp, features_of_beliefs,
    ln,
};
use crate::lexicon::{Recent, Table};
use crate::pack;
use std::ops::Range;

/// Columns of the weights' table: one for each part of an [`Emission`].
pub const COLUMNS: usize = 5;
/// Bucket bits of the weights' table.
pub const BITS: u32 = 15;

/// What the model weighs features with.
pub trait Weights {
    /// Adds the weights of the feature with that hash to the sums.
    fn add(&mut self, group: Group, hash: u32, sums: &mut Emission);

    /// What one step of a weight is worth.
    fn scale(&self) -> f64 {
        1.0
    }
}

/// A trained model inside a pack.
#[derive(Debug, Clone)]
pub struct Model<'a> {
    table: Table<'a>,
    first: Transitions,
    second: Transitions,
    /// What one step of a stored weight is worth.
    scale: f64,
    /// Slope and offset of the calibration, over the log-odds.
    calibration: [f64; 2],
}

impl<'a> Model<'a> {
    /// Reads the model in `bytes`; says what is wrong with it if it is none.
    ///
    /// It is a pack of its own: `rows`, the table; `nums`, as f32, the scale, the calibration and the steps
    /// of both passes. [`pack::check`] is the loader's: once a pack, not once an article.
    pub fn new(bytes: &'a [u8]) -> Result<Self, &'static str> {
        let numbers: Vec<f64> = pack::section(bytes, b"nums")
            .chunks_exact(4)
            .map(|number| f64::from(f32::from_le_bytes([number[0], number[1], number[2], number[3]])))
            .collect();
        let steps = TRANSITIONS.len();
        if numbers.len() != 3 + 2 * steps || numbers.iter().any(|number| !number.is_finite()) {
            return Err("the weights are made for another version");
        }
        let table = Table::new(pack::section(bytes, b"rows"), COLUMNS)?;
        let transitions = |from: usize| Transitions::new(&std::array::from_fn(|i| numbers[from + i]));
        Ok(Self {
            table,
            first: transitions(3),
            second: transitions(3 + steps),
            scale: numbers[0],
            calibration: [numbers[1], numbers[2]],
        })
    }

    /// Writes a model: the rows of its table, sorted by key, then the numbers that [`Model::new`] reads.
    pub fn write(language: &str, rows: &[(u32, Vec<u8>)], numbers: &[f32]) -> Vec<u8> {
        let table = Table::write(BITS, COLUMNS, rows);
        let numbers = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        pack::write(language, &[(b"nums", numbers), (b"rows", table)])
    }

    /// Finds the mentions in a document, with calibrated probabilities, in text order.
    pub fn tag(&self, view: &View) -> Vec<Tagged> {
        let mut weights = Stored { rows: Recent::new(self.table), scale: self.scale };
        let mut mentions = tag(view, &self.first, &self.second, &mut weights);
        for mention in &mut mentions {
            mention.probability = self.calibrate(mention.probability);
        }
        mentions
    }

    fn calibrate(&self, probability: f64) -> f64 {
        let p = probability.clamp(1e-9, 1.0 - 1e-9);
        let odds = self.calibration[0] * (ln(p) - ln(1.0 - p)) + self.calibration[1];
        1.0 / (1.0 + exp(-odds))
    }
}

/// The weights as a pack holds them.
struct Stored<'a> {
    rows: Recent<'a, COLUMNS>,
    scale: f64,
}

impl Weights for Stored<'_> {
    fn add(&mut self, _group: Group, hash: u32, sums: &mut Emission) {
        for (sum, weight) in sums.iter_mut().zip(self.rows.get(hash)) {
            *sum += f64::from(*weight);
        }
    }

    fn scale(&self) -> f64 {
        self.scale
    }
}

/// The sums of what words tell by themselves, each summed up where it is first asked for.
struct Told<'v> {
    view: &'v View<'v>,
    /// For each word and each of [`PLACES`], with the classes that the word has there; then for no word.
    known: Vec<Option<(Atom, Emission)>>,
}

impl<'v> Told<'v> {
    fn new(view: &'v View) -> Self {
        Self { view, known: vec![None; (view.document.vocabulary.len() + 1) * PLACES.len()] }
    }

    /// Adds what the words around token `i` of `sentence` tell by themselves.
    fn add(&mut self, i: usize, sentence: &Range<usize>, weights: &mut impl Weights, sums: &mut Emission) {
        let vocabulary = &self.view.document.vocabulary;
        for (place, offset) in PLACES.into_iter().enumerate() {
            let at = Some(i.wrapping_add_signed(offset)).filter(|at| sentence.contains(at));
            let (number, atom) =
                at.map_or((vocabulary.len(), Atom::default()), |at| (vocabulary.number(at), self.view.atoms[at]));
            let known = &mut self.known[number * PLACES.len() + place];
            // A compound has other classes beside a run than elsewhere.
            let (_, told) = match known {
                Some(told) if told.0.classes == atom.classes => told,
                _ => {
                    let mut told = [0.0; COLUMNS];
                    let word = at.map_or("", |at| self.view.document.word(at));
                    features_of_word(offset, atom, word, &mut |(group, hash)| weights.add(group, hash, &mut told));
                    known.insert((atom, told))
                }
            };
            sums.iter_mut().zip(told).for_each(|(sum, told)| *sum += *told);
        }
    }
}

/// Both passes over a document: the mentions with the second pass's probabilities.
pub fn tag(view: &View, first: &Transitions, second: &Transitions, weights: &mut impl Weights) -> Vec<Tagged> {
    let mut beliefs = Beliefs::default();
    let mut told = Told::new(view);
    let mut kept: Vec<Vec<Emission>> = Vec::with_capacity(view.runs.len());
    let scale = weights.scale();
    let scaled = |sums: &Emission| sums.map(|sum| sum * scale);
    for run in &view.runs {
        let mut sums = vec![[0.0; COLUMNS]; run.0.len()];
        for (i, sums) in run.0.clone().zip(&mut sums) {
            told.add(i, &run.1, weights, sums);
            features_of_place(view, i, run, &mut |(group, hash): Feature| weights.add(group, hash, sums));
        }
        let emissions: Vec<Emission> = sums.iter().map(scaled).collect();
        beliefs.note_run(view, run.0.start, &Chain::new(first, &emissions, &possessive(view, &run.0)));
        kept.push(sums);
    }
    let mut mentions = Vec::new();
    for (run, mut sums) in view.runs.iter().zip(kept) {
        for (i, sums) in run.0.clone().zip(&mut sums) {
            features_of_beliefs(view, i, &run.0, &beliefs, &mut |(group, hash)| weights.add(group, hash, sums));
        }
        let emissions: Vec<Emission> = sums.iter().map(scaled).collect();
        let chain = Chain::new(second, &emissions, &possessive(view, &run.0));
        mentions.extend(chain.best().into_iter().map(|mut mention| {
            mention.start += run.0.start;
            mention.end += run.0.start;
            mention
        }));
    }
    mentions
}

/// Of each token of a run, whether it can end a name before a final `s`.
pub fn possessive(view: &View, run: &Range<usize>) -> Vec<bool> {
    run.clone().map(|i| view.stem(i).is_some()).collect()
}
