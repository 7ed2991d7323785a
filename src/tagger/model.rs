//! The weights inside a pack, and the two passes over a document.

use super::{Beliefs, Chain, Emission, Group, TRANSITIONS, Tagged, Transitions, View, exp, features, ln};
use crate::lexicon::Table;
use crate::pack;
use std::ops::Range;

/// Columns of the weights' table: one for each part of an [`Emission`].
pub const COLUMNS: usize = 5;
/// Bucket bits of the weights' table.
pub const BITS: u32 = 15;

/// What the model weighs features with.
pub trait Weights {
    /// Adds the weights of the feature with that hash to the sums.
    fn add(&self, group: Group, hash: u32, sums: &mut Emission);
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
        let mut mentions = tag(view, &self.first, &self.second, self);
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

impl Weights for Model<'_> {
    fn add(&self, _group: Group, hash: u32, sums: &mut Emission) {
        if let Some(row) = self.table.get(hash) {
            for (sum, byte) in sums.iter_mut().zip(row) {
                *sum += f64::from(*byte as i8) * self.scale;
            }
        }
    }
}

/// Both passes over a document: the mentions with the second pass's probabilities.
pub fn tag(view: &View, first: &Transitions, second: &Transitions, weights: &impl Weights) -> Vec<Tagged> {
    let mut beliefs = Beliefs::default();
    let mut kept: Vec<Vec<Emission>> = Vec::with_capacity(view.runs.len());
    for run in &view.runs {
        let mut emissions = vec![[0.0; 5]; run.0.len()];
        for (i, sums) in run.0.clone().zip(&mut emissions) {
            features(view, i, run, None, &mut |(group, hash)| weights.add(group, hash, sums));
        }
        beliefs.note_run(view, run.0.start, &Chain::new(first, &emissions, &possessive(view, &run.0)));
        kept.push(emissions);
    }
    let mut mentions = Vec::new();
    for (run, mut emissions) in view.runs.iter().zip(kept) {
        for (i, sums) in run.0.clone().zip(&mut emissions) {
            features(view, i, run, Some(&beliefs), &mut |(group, hash)| weights.add(group, hash, sums));
        }
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
