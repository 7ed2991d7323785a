//! Trains the three models and writes them.

use super::data::Doc;
use super::maxent::{Choice, Example, Recipe, choose, train};
use super::ties::Models as TieModels;
use kantlijn::event::{Columns, STEPS, TYPES, Triggers, WHEN, WHOM};
use kantlijn::lexicon::Table;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// The seeds of the models whose mean is kept: what one order of the examples does to the weights evens out.
const SEEDS: Range<u64> = 100..110;
/// Times a feature must be seen.
const LEAST: usize = 3;
/// How much of the pull to zero is left when the weights that are kept are learnt again.
const AGAIN: f32 = 0.1;
const DETECTION: Recipe = Recipe { epochs: 12, l1: 6.0, l2: 1.0, rate: 0.05, dropout: 0.3, seed: 0, most: 19_500 };
const TYPING: Recipe = Recipe { epochs: 20, l1: 9.0, l2: 10.0, rate: 0.3, dropout: 0.3, seed: 0, most: 17_000 };
const MODALITY: Recipe = Recipe { epochs: 20, l1: 3.0, l2: 1.0, rate: 0.1, dropout: 0.3, seed: 0, most: 16_000 };
pub const PERSONS: Recipe = Recipe { epochs: 12, l1: 2.0, l2: 2.0, rate: 0.1, dropout: 0.3, seed: 0, most: 3_500 };
pub const TIMES: Recipe = Recipe { most: 4_000, ..PERSONS };
/// What one step of a stored weight is worth, by model: coarse steps cost little and compress well.
const GRAINS: [f32; 3] = [0.15, 0.3, 0.2];

/// Features by hash, numbered.
#[derive(Default)]
struct Index(HashMap<u32, u32>);

impl Index {
    fn add(&mut self, features: &[u32]) -> Vec<u32> {
        features
            .iter()
            .map(|hash| {
                let next = self.0.len() as u32;
                *self.0.entry(*hash).or_insert(next)
            })
            .collect()
    }
}

/// A trained model, by feature.
pub struct Model {
    index: Index,
    weights: Vec<f32>,
    classes: usize,
    /// What one step of a stored weight is worth.
    step: f32,
}

/// What is learnt from: features, first by hash and then by number.
trait Featured {
    fn features(&mut self) -> impl Iterator<Item = &mut Vec<u32>>;
}

impl Featured for Example {
    fn features(&mut self) -> impl Iterator<Item = &mut Vec<u32>> {
        std::iter::once(&mut self.features)
    }
}

impl Featured for Choice {
    fn features(&mut self) -> impl Iterator<Item = &mut Vec<u32>> {
        self.options.iter_mut().map(|(features, _)| features)
    }
}

impl Model {
    /// A model that tells classes apart.
    pub fn classify(examples: Vec<Example>, classes: usize, step: f32, recipe: Recipe) -> Self {
        Self::train(examples, classes, step, recipe, |examples, recipe, free| train(examples, classes, recipe, free))
    }

    /// A model that chooses among options.
    pub fn choose(choices: Vec<Choice>, step: f32, recipe: Recipe) -> Self {
        Self::train(choices, 1, step, recipe, choose)
    }

    fn train<T: Featured>(
        mut examples: Vec<T>,
        classes: usize,
        step: f32,
        recipe: Recipe,
        train: impl Fn(&[T], Recipe, &[bool]) -> Vec<f32>,
    ) -> Self {
        let mut counts: HashMap<u32, usize> = HashMap::new();
        for feature in examples.iter_mut().flat_map(Featured::features).flatten() {
            *counts.entry(*feature).or_default() += 1;
        }
        let mut index = Index::default();
        for features in examples.iter_mut().flat_map(Featured::features) {
            features.retain(|feature| counts[feature] >= LEAST);
            *features = index.add(features);
        }
        let bags = |examples: &[T], recipe: Recipe, free: &[bool]| {
            let mut weights = vec![0.0_f32; free.len()];
            for seed in SEEDS {
                let one = train(examples, Recipe { seed, ..recipe }, free);
                weights.iter_mut().zip(one).for_each(|(sum, weight)| *sum += weight / SEEDS.count() as f32);
            }
            weights
        };
        let mut weights = bags(&examples, recipe, &vec![true; index.0.len() * classes]);
        let mut sizes: Vec<f32> = weights.iter().map(|weight| weight.abs()).collect();
        sizes.sort_unstable_by(|a, b| b.total_cmp(a));
        let smallest = sizes.get(recipe.most).copied().unwrap_or_default();
        if smallest >= step / 2.0 {
            // More than the table may hold: the smallest are left out, and the others learnt again without them, which
            // makes up for nearly all that these told.
            let free: Vec<bool> = weights.iter().map(|weight| weight.abs() > smallest).collect();
            for features in examples.iter_mut().flat_map(Featured::features) {
                features.retain(|feature| free[*feature as usize * classes..][..classes].contains(&true));
            }
            weights = bags(&examples, Recipe { l1: AGAIN * recipe.l1, ..recipe }, &free);
        }
        for weight in &mut weights {
            *weight = (*weight / step).round().clamp(-127.0, 127.0) * step;
        }
        Self { index, weights, classes, step }
    }

    /// The sum of each class, in steps.
    pub fn steps(&self, features: &[u32]) -> Vec<i32> {
        let mut sums = vec![0.0; self.classes];
        for at in features.iter().filter_map(|feature| self.index.0.get(feature)) {
            let row = &self.weights[*at as usize * self.classes..][..self.classes];
            sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
        }
        sums.iter().map(|sum| (sum / self.step).round() as i32).collect()
    }

    /// How many features have a weight.
    pub fn nonzero(&self) -> usize {
        self.weights.chunks(self.classes).filter(|row| row.iter().any(|w| *w != 0.0)).count()
    }
}

/// The weights of a model as a table of small integers.
fn table(model: &Model, key_bits: u32) -> Vec<u8> {
    let mut rows: BTreeMap<u32, Vec<i32>> = BTreeMap::new();
    for (hash, at) in &model.index.0 {
        let at = *at as usize * model.classes;
        let row: Vec<i32> =
            model.weights[at..at + model.classes].iter().map(|w| (w / model.step).round() as i32).collect();
        if row.iter().any(|weight| *weight != 0) {
            let sum = rows.entry(Table::key(*hash, key_bits)).or_insert_with(|| vec![0; model.classes]);
            sum.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
        }
    }
    let byte = |weight: &i32| (*weight).clamp(-127, 127) as i8 as u8;
    let entries: Vec<_> = rows.iter().map(|(key, row)| (*key, row.iter().map(byte).collect())).collect();
    Table::write(key_bits, model.classes, &entries)
}

/// One in so many events of the training articles may be lost to what is saved by each step of detection
/// that is left out.
const LOST: usize = 250;

/// The sum of each step of detection but the last below which the rest hardly ever make an event of a candidate.
fn hopeless(docs: &[&Doc], detection: &Model, threshold: i32) -> Vec<i32> {
    let cases = docs.iter().flat_map(|doc| &doc.cases);
    let found: Vec<_> = cases.filter(|case| detection.steps(&case.detection)[0] >= threshold).collect();
    let of_step = |step: usize| {
        let mut sums: Vec<i32> =
            found.iter().map(|case| detection.steps(&case.detection[..case.steps[step]])[0]).collect();
        sums.sort_unstable();
        sums.get(sums.len() / LOST).copied().unwrap_or(threshold)
    };
    (0..STEPS - 1).map(of_step).collect()
}

/// The models as they lie in a pack, with the probability from which a candidate counts as an event.
pub fn packed(docs: &[&Doc], models: &Models, ties: &TieModels, lexicon: &Triggers, threshold: f32) -> Vec<u8> {
    let threshold = ((threshold / (1.0 - threshold)).ln() / models.detection.step).round() as i32;
    let numbers = [threshold].into_iter().chain(hopeless(docs, &models.detection, threshold));
    let sections = [
        (Columns::Detection.tag(), table(&models.detection, Columns::Detection.key_bits())),
        (Columns::Modality.tag(), table(&models.modality, Columns::Modality.key_bits())),
        (Columns::Types.tag(), table(&models.typing, Columns::Types.key_bits())),
        (WHOM.0, table(&ties.persons, WHOM.1)),
        (WHEN.0, table(&ties.times, WHEN.1)),
        (b"nums", numbers.flat_map(i32::to_le_bytes).collect()),
        (b"lexi", lexicon.checksum.to_vec()),
    ];
    kantlijn::pack::write("events", &sections)
}

/// The three models.
pub struct Models {
    pub detection: Model,
    pub typing: Model,
    pub modality: Model,
}

/// How much an article counts: those that others annotated more than ours, real news most.
pub fn weight(set: &str) -> f32 {
    match set {
        "news" => 2.0,
        "newspapers" => 2.0,
        "written" => 1.5,
        _ => 1.0,
    }
}

/// Trains on articles.
pub fn fit(docs: &[&Doc]) -> Models {
    let cases = || docs.iter().flat_map(|doc| doc.cases.iter().map(move |case| (*doc, case)));
    let example = |features: Vec<u32>, class, doc: &Doc| Example { features, class, weight: weight(doc.set) };
    let detect = cases()
        .filter_map(|(doc, case)| Some(example(case.detection.clone(), usize::from(case.gold.ok()?.is_some()), doc)));
    let positive = || cases().filter_map(|(doc, case)| Some((doc, case, &doc.gold[case.gold.ok()??])));
    let typed = positive().map(|(doc, case, gold)| example(case.typing.clone(), gold.types[0] as usize, doc));
    let modal = positive().map(|(doc, case, gold)| example(case.modal(gold.types[0] as usize), gold.modality, doc));
    Models {
        detection: Model::classify(detect.collect(), 1, GRAINS[0], DETECTION),
        typing: Model::classify(typed.collect(), TYPES.len(), GRAINS[1], TYPING),
        modality: Model::classify(modal.collect(), 3, GRAINS[2], MODALITY),
    }
}
