//! Both passes, the calibration, and the writing of the weights.

use super::crf::{LABELS, Likelihood, Run};
use super::data::{Item, labels, tagged};
use super::optimise::minimise;
use kantlijn::Language;
use kantlijn::lexicon::{Table, Words};
use kantlijn::sentence::Document;
use kantlijn::tagger::{
    BITS, Beliefs, COLUMNS, Chain, Emission, Feature, Group, Model, TRANSITIONS, Tagged, Transitions, View, Weights,
    features, possessive,
};
use std::collections::HashMap;
use std::error::Error;

/// What can be tuned.
#[derive(clap::Args, Clone)]
pub struct Settings {
    /// Weight of the news articles
    #[arg(long, default_value_t = 1.0)]
    pub news: f64,
    /// Weight of the single sentences
    #[arg(long, default_value_t = 1.0)]
    pub persons: f64,
    /// Weight of the written articles
    #[arg(long, default_value_t = 1.0)]
    pub written: f64,
    /// Weight of the project's own articles
    #[arg(long, default_value_t = 1.0)]
    pub own: f64,
    /// Weight of the copies with other names, next to their originals
    #[arg(long, default_value_t = 0.5)]
    pub varied: f64,
    /// Penalty on absolute values
    #[arg(long, default_value_t = 0.1)]
    pub l1: f64,
    /// Penalty on squares
    #[arg(long, default_value_t = 0.6)]
    pub l2: f64,
    /// Features seen less often are left out
    #[arg(long, default_value_t = 2)]
    pub seen: u32,
    /// Parts of the cross-validation
    #[arg(long, default_value_t = 4)]
    pub folds: usize,
    /// Steps of the optimiser at most
    #[arg(long, default_value_t = 100)]
    pub iterations: usize,
    /// Save the time of the calibration
    #[arg(long)]
    pub uncalibrated: bool,
    /// What one step of a stored weight is worth
    #[arg(long, default_value_t = 0.05)]
    pub step: f64,
}

/// The weights of one pass.
#[derive(Clone)]
struct Pass {
    weights: HashMap<u32, [f64; LABELS]>,
    steps: [f64; TRANSITIONS.len()],
}

/// Exact weights of both passes.
pub struct Fitted {
    first: Pass,
    second: Pass,
    calibration: [f64; 2],
    left_out: u32,
}

fn left_out(names: &[String]) -> Result<u32, Box<dyn Error>> {
    let groups = ["word", "window", "affix", "shape", "names", "frequency", "cues", "sides", "article", "belief"];
    names.iter().try_fold(0, |mask, name| {
        let place = groups.iter().position(|group| group == name);
        Ok(mask | 1 << place.ok_or_else(|| format!("no group \"{name}\": choose of {}", groups.join(", ")))?)
    })
}

/// The runs of all items with their features as keys of the table; with `first`, also those of the second
/// pass, by the opinions of the first pass that has not seen the item.
fn runs(
    items: &[Item],
    language: &Language,
    words: &Words,
    mask: u32,
    first: Option<&dyn Fn(usize) -> Fitted>,
) -> (Vec<Run>, usize) {
    let mut all = Vec::new();
    let mut lost = 0;
    let _ = first;
    for (number, item) in items.iter().enumerate() {
        let document = Document::new(&item.text, language);
        let view = View::new(&document, words);
        let (labels, missing) = labels(item, &document, &view);
        lost += missing;
        for run in &view.runs {
            let features = run.0.clone().map(|i| keys(&view, i, run, None, mask)).collect();
            all.push(Run {
                item: number,
                weight: item.weight,
                features,
                labels: labels[run.0.clone()].to_vec(),
                possessive: possessive(&view, &run.0),
            });
        }
    }
    (all, lost)
}

fn keys(
    view: &View,
    i: usize,
    run: &(std::ops::Range<usize>, std::ops::Range<usize>),
    beliefs: Option<&Beliefs>,
    mask: u32,
) -> Vec<u32> {
    let mut keys = Vec::new();
    features(view, i, run, beliefs, &mut |(group, hash): Feature| {
        if mask >> group as u32 & 1 == 0 {
            keys.push(Table::key(hash, BITS));
        }
    });
    keys
}

/// Numbers the features that are seen often enough, and replaces keys by numbers.
fn number(runs: &mut [Run], seen: u32) -> Vec<u32> {
    let mut counts = vec![0_u32; 1 << (BITS + 8)];
    for key in runs.iter().flat_map(|run| &run.features).flatten() {
        counts[*key as usize] += 1;
    }
    let mut kept: Vec<u32> = (0..counts.len() as u32).filter(|key| counts[*key as usize] >= seen).collect();
    // The most frequent first: what is read most lies together.
    kept.sort_by_key(|key| (std::cmp::Reverse(counts[*key as usize]), *key));
    let mut numbers = vec![u32::MAX; counts.len()];
    for (number, key) in kept.iter().enumerate() {
        numbers[*key as usize] = number as u32;
    }
    for features in runs.iter_mut().flat_map(|run| &mut run.features) {
        features.retain_mut(|key| {
            *key = numbers[*key as usize];
            *key != u32::MAX
        });
    }
    kept
}

/// Trains one pass, from the weights of another on if there is one.
fn train(runs: Vec<&Run>, names: &[u32], settings: &Settings, start: Option<&Pass>) -> Pass {
    let likelihood = Likelihood { runs, features: names.len(), squares: settings.l2 };
    let mut weights = vec![0.0; likelihood.len()];
    if let Some(start) = start {
        for (name, row) in names.iter().zip(weights.chunks_mut(LABELS)) {
            if let Some(known) = start.weights.get(name) {
                row.copy_from_slice(known);
            }
        }
        weights[names.len() * LABELS..].copy_from_slice(&start.steps);
    }
    let weights =
        minimise(weights, settings.l1, settings.iterations, |weights, gradient| likelihood.evaluate(weights, gradient));
    let (rows, steps) = weights.split_at(names.len() * LABELS);
    let rows = names.iter().zip(rows.chunks(LABELS)).filter(|(_, row)| row.iter().any(|weight| *weight != 0.0));
    Pass {
        weights: rows.map(|(name, row)| (*name, std::array::from_fn(|label| row[label]))).collect(),
        steps: std::array::from_fn(|step| steps[step]),
    }
}

/// Trains both passes and calibrates.
pub fn fit(
    items: &[Item],
    language: &Language,
    words: &Words,
    settings: &Settings,
    without: &[String],
) -> Result<Fitted, Box<dyn Error>> {
    let mask = left_out(without)?;
    let (mut first_runs, lost) = runs(items, language, words, mask, None);
    let kept = number(&mut first_runs, settings.seen);
    eprintln!("{} runs, {} features, {lost} mentions that no labels can express", first_runs.len(), kept.len());
    let first = train(first_runs.iter().collect(), &kept, settings, None);
    eprintln!("first pass: {} features kept", first.weights.len());

    // The opinions of first passes that have not seen the article.
    let fold = |item: usize| items[item].fold % settings.folds;
    let mut opinions: Vec<Pass> = Vec::new();
    for part in 0..settings.folds {
        opinions.push(train(first_runs.iter().filter(|run| fold(run.item) != part).collect(), &kept, settings, None));
    }
    drop(first_runs);
    let mut second_runs = second_runs(items, language, words, mask, |item| &opinions[fold(item)]);
    let kept = number(&mut second_runs, settings.seen);
    let second = train(second_runs.iter().collect(), &kept, settings, Some(&first));
    eprintln!("second pass: {} features kept", second.weights.len());

    if settings.uncalibrated {
        return Ok(Fitted { first, second, calibration: [1.0, 0.0], left_out: mask });
    }
    // One part held out shows how sure the model may be.
    let trial = Fitted {
        first: opinions[0].clone(),
        second: train(
            second_runs.iter().filter(|run| fold(run.item) != 0).collect(),
            &kept,
            settings,
            Some(&opinions[0]),
        ),
        calibration: [1.0, 0.0],
        left_out: mask,
    };
    let mut sure = Vec::new();
    for item in items.iter().enumerate().filter(|(item, _)| fold(*item) == 0).map(|(_, item)| item) {
        for (start, end, score) in tagged(item, language, words, |view| trial.tag(view)) {
            sure.push((score, item.gold.contains(&(start, end))));
        }
    }
    let calibration = calibrate(&sure);
    eprintln!("calibration {calibration:?} on {} mentions", sure.len());
    Ok(Fitted { first, second, calibration, left_out: mask })
}

fn second_runs<'a>(
    items: &[Item],
    language: &Language,
    words: &Words,
    mask: u32,
    opinion: impl Fn(usize) -> &'a Pass,
) -> Vec<Run> {
    let (mut all, _) = runs(items, language, words, mask, None);
    let mut place = 0;
    for (number, item) in items.iter().enumerate() {
        let document = Document::new(&item.text, language);
        let view = View::new(&document, words);
        let pass = opinion(number);
        let transitions = Transitions::new(&pass.steps);
        let mut beliefs = Beliefs::default();
        let of_item = &mut all[place..place + view.runs.len()];
        place += view.runs.len();
        for (run, (range, _)) in of_item.iter().zip(&view.runs) {
            let emissions: Vec<Emission> = run.features.iter().map(|keys| pass.sum(keys)).collect();
            beliefs.note_run(&view, range.start, &Chain::new(&transitions, &emissions, &run.possessive));
        }
        for (run, place) in of_item.iter_mut().zip(&view.runs) {
            for (keys_of, i) in run.features.iter_mut().zip(place.0.clone()) {
                keys_of.extend(keys(&view, i, place, Some(&beliefs), mask));
            }
        }
    }
    all
}

/// Slope and offset over the log-odds, by Newton's method on the logistic loss, with steps halved until
/// the loss falls.
fn calibrate(sure: &[(f64, bool)]) -> [f64; 2] {
    let odds = |p: f64| {
        let p = p.clamp(1e-9, 1.0 - 1e-9);
        (p / (1.0 - p)).ln()
    };
    let loss = |[slope, offset]: [f64; 2]| -> f64 {
        let cost = |(p, right): &(f64, bool)| {
            let x = slope * odds(*p) + offset;
            (1.0 + (if *right { -x } else { x }).exp()).ln()
        };
        sure.iter().map(cost).sum()
    };
    let mut now = [1.0, 0.0];
    for _ in 0..30 {
        let (mut g, mut h) = ([0.0, 0.0], [1e-3, 0.0, 1e-3]);
        for (p, right) in sure {
            let x = odds(*p);
            let q = 1.0 / (1.0 + (-(now[0] * x + now[1])).exp());
            let (miss, spread) = (q - f64::from(*right), q * (1.0 - q));
            g[0] += miss * x;
            g[1] += miss;
            h[0] += spread * x * x;
            h[1] += spread * x;
            h[2] += spread;
        }
        let determinant = h[0] * h[2] - h[1] * h[1];
        let step = [(h[2] * g[0] - h[1] * g[1]) / determinant, (h[0] * g[1] - h[1] * g[0]) / determinant];
        let size = (0..20)
            .map(|halvings| 0.5_f64.powi(halvings))
            .find(|size| loss([now[0] - size * step[0], now[1] - size * step[1]]) < loss(now));
        let Some(size) = size else { break };
        now = [now[0] - size * step[0], now[1] - size * step[1]];
    }
    now
}

impl Pass {
    fn sum(&self, keys: &[u32]) -> Emission {
        let mut sums = [0.0; LABELS];
        for row in keys.iter().filter_map(|key| self.weights.get(key)) {
            sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
        }
        sums
    }
}

impl Weights for Fitted {
    fn add(&self, group: Group, hash: u32, first: &mut Emission, second: &mut Emission) {
        if self.left_out >> group as u32 & 1 == 1 {
            return;
        }
        let key = Table::key(hash, BITS);
        for (pass, sums) in [(&self.first, first), (&self.second, second)] {
            if let Some(row) = pass.weights.get(&key) {
                sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
            }
        }
    }
}

impl Fitted {
    /// Tags with exact weights, without calibration.
    pub fn tag(&self, view: &View) -> Vec<Tagged> {
        let steps = |pass: &Pass| Transitions::new(&pass.steps);
        kantlijn::tagger::tag(view, &steps(&self.first), &steps(&self.second), self)
    }

    fn rows(&self, step: f64) -> Vec<(u32, Vec<u8>)> {
        let mut keys: Vec<u32> = self.first.weights.keys().chain(self.second.weights.keys()).copied().collect();
        keys.sort_unstable();
        keys.dedup();
        let stored = |weight: f64| (weight / step).round().clamp(-127.0, 127.0) as i8 as u8;
        let row = |key: &u32| {
            let mut row = vec![0; COLUMNS];
            for (pass, columns) in [&self.first, &self.second].into_iter().zip(row.chunks_mut(LABELS)) {
                if let Some(weights) = pass.weights.get(key) {
                    columns.iter_mut().zip(weights).for_each(|(column, weight)| *column = stored(*weight));
                }
            }
            (*key, row)
        };
        keys.iter().map(row).filter(|(_, row)| row.iter().any(|byte| *byte != 0)).collect()
    }

    /// How many features there are.
    pub fn len(&self) -> usize {
        self.first.weights.keys().chain(self.second.weights.keys()).collect::<std::collections::HashSet<_>>().len()
    }

    /// The weights as the pack holds them.
    pub fn write(&self, language: &str, settings: &Settings) -> Vec<u8> {
        let scales = [settings.step, settings.step];
        let numbers: Vec<f32> = scales
            .iter()
            .chain(&self.calibration)
            .chain(&self.first.steps)
            .chain(&self.second.steps)
            .map(|n| *n as f32)
            .collect();
        Model::write(language, &self.rows(settings.step), &numbers)
    }
}
