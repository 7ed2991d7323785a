//! The weights inside a pack, and the two passes over a document.

use super::{Beliefs, Chain, Emission, Group, TRANSITIONS, Tagged, Transitions, View, exp, features, ln};
use crate::lexicon::Table;
use crate::pack;
use std::ops::Range;

/// Columns of the weights' table: five for the first pass, five for the second.
pub const COLUMNS: usize = 10;
/// Bucket bits of the weights' table.
pub const BITS: u32 = 15;

/// What the model weighs features with.
pub trait Weights {
    /// Adds the weights of the feature with that hash to the sums of both passes.
    fn add(&self, group: Group, hash: u32, first: &mut Emission, second: &mut Emission);
}

/// A trained model inside a pack.
#[derive(Debug, Clone)]
pub struct Model<'a> {
    table: Table<'a>,
    first: Transitions,
    second: Transitions,
    /// What one step of a stored weight is worth, in each pass.
    scales: [f64; 2],
    /// Slope and offset of the calibration, over the log-odds.
    calibration: [f64; 2],
}

impl<'a> Model<'a> {
    /// Reads the model in `bytes`; says what is wrong with it if it is none.
    ///
    /// It is a pack of its own: `rows`, the table; `nums`, as f32, the scales, the calibration and the steps
    /// of both passes.
    pub fn new(bytes: &'a [u8]) -> Result<Self, &'static str> {
        pack::check(bytes)?;
        let numbers: Vec<f64> = pack::section(bytes, b"nums")
            .chunks_exact(4)
            .map(|number| f64::from(f32::from_le_bytes([number[0], number[1], number[2], number[3]])))
            .collect();
        let steps = TRANSITIONS.len();
        if numbers.len() != 4 + 2 * steps || numbers.iter().any(|number| !number.is_finite()) {
            return Err("the weights are made for another version");
        }
        let table = Table::new(pack::section(bytes, b"rows"))?;
        let transitions = |from: usize| Transitions::new(&std::array::from_fn(|i| numbers[from + i]));
        Ok(Self {
            table,
            first: transitions(4),
            second: transitions(4 + steps),
            scales: [numbers[0], numbers[1]],
            calibration: [numbers[2], numbers[3]],
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
    fn add(&self, _group: Group, hash: u32, first: &mut Emission, second: &mut Emission) {
        if let Some(row) = self.table.get(hash).filter(|row| row.len() == COLUMNS) {
            for label in 0..5 {
                first[label] += f64::from(row[label] as i8) * self.scales[0];
                second[label] += f64::from(row[5 + label] as i8) * self.scales[1];
            }
        }
    }
}

/// Both passes over a document: the mentions with the second pass's probabilities.
pub fn tag(view: &View, first: &Transitions, second: &Transitions, weights: &impl Weights) -> Vec<Tagged> {
    let mut beliefs = Beliefs::default();
    let mut kept: Vec<Vec<Emission>> = Vec::with_capacity(view.runs.len());
    for run in &view.runs {
        let (one, two): (Vec<Emission>, Vec<Emission>) =
            run.0.clone().map(|i| emissions(view, i, run, None, weights)).unzip();
        beliefs.note_run(view, run.0.start, &Chain::new(first, &one, &possessive(view, &run.0)));
        kept.push(two);
    }
    let mut mentions = Vec::new();
    for (run, mut emission) in view.runs.iter().zip(kept) {
        for (i, sums) in run.0.clone().zip(&mut emission) {
            let (_, added) = emissions(view, i, run, Some(&beliefs), weights);
            for (sum, added) in sums.iter_mut().zip(added) {
                *sum += added;
            }
        }
        let chain = Chain::new(second, &emission, &possessive(view, &run.0));
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

fn emissions(
    view: &View,
    i: usize,
    run: &(Range<usize>, Range<usize>),
    beliefs: Option<&Beliefs>,
    weights: &impl Weights,
) -> (Emission, Emission) {
    let (mut first, mut second) = ([0.0; 5], [0.0; 5]);
    features(view, i, run, beliefs, &mut |(group, hash)| weights.add(group, hash, &mut first, &mut second));
    (first, second)
}
