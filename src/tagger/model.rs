//! The weights inside a pack, and the two passes over a document.

use super::features::{PLACES, Sides, features_of_place, features_of_word};
use super::{
    Atom, Beliefs, Chain, Emission, Group, TRANSITIONS, Tagged, Transitions, View, exp, features_of_beliefs, ln,
};
use crate::lexicon::{Recent, Table};
use crate::pack;
use std::ops::{AddAssign, Range};

/// Columns of the weights' table: one for each part of an [`Emission`].
pub const COLUMNS: usize = 5;
/// Key bits of the weights' table.
pub const KEY_BITS: u32 = 23;

/// What the model weighs features with.
pub trait Weights {
    /// Sums of weights, one for each part of an [`Emission`].
    type Sums: AddAssign + Copy + Default;

    /// Adds the weights of the feature with that hash to the sums.
    fn add(&mut self, group: Group, hash: u32, sums: &mut Self::Sums);

    /// What the sums are worth.
    fn emission(&self, sums: &Self::Sums) -> Emission;
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
        let table = Table::write(KEY_BITS, COLUMNS, rows);
        let numbers = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        pack::write(language, &[(b"nums", numbers), (b"rows", table)])
    }

    /// Finds the mentions in a document, with calibrated probabilities, in text order.
    pub fn tag(&self, view: &View) -> Vec<Tagged> {
        let rows = Recent::new(self.table, Packed::of, view.document.tokens.len());
        let mut weights = Stored { rows, scale: self.scale };
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

/// The sums of stored weights: four lanes of 16 bits in one number, and the last part. A lane that falls below zero
/// borrows from the next, which is paid back in [`Packed::lanes`]. No more than some 250 weights come together.
#[derive(Clone, Copy, Default)]
struct Packed {
    four: i64,
    last: i32,
}

impl Packed {
    /// The weights of a row, none where there is no row.
    fn of(row: Option<&[u8]>) -> Self {
        let weight = |column: usize| row.and_then(|row| row.get(column)).map_or(0, |byte| i64::from(*byte as i8));
        let four = (0..4).map(|lane| weight(lane) << (16 * lane)).sum();
        Self { four, last: weight(4) as i32 }
    }

    fn lanes(self) -> [i32; COLUMNS] {
        let mut rest = self.four;
        let mut lane = || {
            let lane = rest as i16;
            rest = rest.wrapping_sub(i64::from(lane)) >> 16;
            i32::from(lane)
        };
        [lane(), lane(), lane(), lane(), self.last]
    }
}

impl AddAssign for Packed {
    fn add_assign(&mut self, other: Self) {
        self.four = self.four.wrapping_add(other.four);
        self.last = self.last.wrapping_add(other.last);
    }
}

/// The weights as a pack holds them.
struct Stored<'a> {
    rows: Recent<'a, Packed>,
    scale: f64,
}

impl Weights for Stored<'_> {
    type Sums = Packed;

    fn add(&mut self, _group: Group, hash: u32, sums: &mut Packed) {
        *sums += self.rows.get(hash);
    }

    fn emission(&self, sums: &Packed) -> Emission {
        sums.lanes().map(|sum| f64::from(sum) * self.scale)
    }
}

/// The sums of what words tell by themselves, each summed up where it is first asked for.
struct Told<'v, Sums> {
    view: &'v View<'v>,
    /// For each word and each of [`PLACES`], with the classes that the word has there; then for no word.
    known: Vec<Option<(Atom, Sums)>>,
}

impl<'v, Sums: AddAssign + Copy + Default> Told<'v, Sums> {
    fn new(view: &'v View) -> Self {
        Self { view, known: vec![None; (view.document.vocabulary.len() + 1) * PLACES.len()] }
    }

    /// What the words around token `i` of `sentence` tell by themselves.
    fn sum(&mut self, i: usize, sentence: &Range<usize>, weights: &mut impl Weights<Sums = Sums>) -> Sums {
        let vocabulary = &self.view.document.vocabulary;
        let mut sums = Sums::default();
        for (place, offset) in PLACES.into_iter().enumerate() {
            let at = Some(i.wrapping_add_signed(offset)).filter(|at| sentence.contains(at));
            let (number, atom) =
                at.map_or((vocabulary.len(), Atom::default()), |at| (vocabulary.number(at), self.view.atoms[at]));
            let known = &mut self.known[number * PLACES.len() + place];
            // A compound has other classes beside a run than elsewhere.
            sums += match known {
                Some((of, told)) if of.classes == atom.classes => *told,
                _ => {
                    let mut told = Sums::default();
                    let word = at.map_or("", |at| self.view.document.word(at));
                    features_of_word(offset, atom, word, &mut |(group, hash)| weights.add(group, hash, &mut told));
                    known.insert((atom, told)).1
                }
            };
        }
        sums
    }
}

/// Both passes over a document: the mentions with the second pass's probabilities.
pub fn tag<W: Weights>(view: &View, first: &Transitions, second: &Transitions, weights: &mut W) -> Vec<Tagged> {
    let mut beliefs = Beliefs::default();
    let mut told = Told::new(view);
    // Of every token of every run.
    let mut kept: Vec<W::Sums> = Vec::new();
    let mut emissions = Vec::new();
    for run in &view.runs {
        let sides = Sides::new(view, run);
        let mut alike = W::Sums::default();
        sides.features_of_run(&mut |(group, hash)| weights.add(group, hash, &mut alike));
        emissions.clear();
        for i in run.0.clone() {
            let mut sums = told.sum(i, &run.1, weights);
            sums += alike;
            features_of_place(view, i, run, &sides, &mut |(group, hash)| weights.add(group, hash, &mut sums));
            emissions.push(weights.emission(&sums));
            kept.push(sums);
        }
        beliefs.note_run(view, &run.0, &Chain::new(first, &emissions, &possessive(view, &run.0)));
    }
    let mut mentions = Vec::new();
    let mut before = 0;
    for (run, _) in &view.runs {
        let sums = &mut kept[before..before + run.len()];
        features_of_beliefs(view, run, &beliefs, before, &mut |t, (group, hash)| {
            weights.add(group, hash, &mut sums[t]);
        });
        before += run.len();
        emissions.clear();
        emissions.extend(sums.iter().map(|sums| weights.emission(sums)));
        let chain = Chain::new(second, &emissions, &possessive(view, run));
        mentions.extend(chain.best().into_iter().map(|mut mention| {
            mention.start += run.start;
            mention.end += run.start;
            mention
        }));
    }
    mentions
}

/// Of each token of a run, whether it can end a name before a final `s`.
pub fn possessive(view: &View, run: &Range<usize>) -> Vec<bool> {
    run.clone().map(|i| view.stem(i).is_some()).collect()
}
