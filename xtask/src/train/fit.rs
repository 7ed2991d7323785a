//! Both passes, the calibration, and the writing of the weights.

use super::crf::{LABELS, Likelihood, Run};
use super::data::{Item, Lists, labels};
use super::optimise::minimise;
use kantlijn::Language;
use kantlijn::lexicon::Table;
use kantlijn::sentence::Document;
use kantlijn::tagger::{
    Beliefs, Chain, Emission, Feature, Group, KEY_BITS, Label, Model, TRANSITIONS, Tagged, Transitions, View, Weights,
    features, features_of_beliefs, possessive,
};
use std::collections::HashMap;
use std::error::Error;
use std::ops::AddAssign;

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
    #[arg(long, default_value_t = 0.5)]
    pub own: f64,
    /// Penalty on absolute values
    #[arg(long, default_value_t = 0.2)]
    pub l1: f64,
    /// Penalty on squares
    #[arg(long, default_value_t = 0.5)]
    pub l2: f64,
    /// Features seen less often are left out
    #[arg(long, default_value_t = 2)]
    pub seen: u32,
    /// Parts of the cross-validation
    #[arg(long, default_value_t = 3)]
    pub folds: usize,
    /// Steps of the optimiser at most
    #[arg(long, default_value_t = 100)]
    pub iterations: usize,
    /// Copies of every run that are learnt from, each without a part of its features
    #[arg(long, default_value_t = 20)]
    pub copies: u32,
    /// Part of the features that a copy lacks, so that no few of them carry a decision
    #[arg(long, default_value_t = 0.4)]
    pub dropout: f64,
    /// What a step into a name gains over what was learnt: the best sequence leaves out more than it makes up
    #[arg(long, default_value_t = 0.4)]
    pub recall: f64,
    /// What one step of a stored weight is worth
    #[arg(long, default_value_t = 0.025)]
    pub step: f64,
}

/// The weights of one pass: a row for each feature, in the order of their keys' list, and the steps.
struct Pass {
    rows: Vec<Emission>,
    steps: [f64; TRANSITIONS.len()],
}

/// Exact weights of both passes.
pub struct Fitted {
    weights: HashMap<u32, Emission>,
    first: Transitions,
    second: Transitions,
    steps: Vec<f64>,
    calibration: [f64; 2],
    left_out: u32,
}

fn left_out(names: &[String]) -> Result<u32, Box<dyn Error>> {
    let groups =
        ["word", "window", "affix", "shape", "names", "frequency", "cues", "letters", "sides", "article", "belief"];
    names.iter().try_fold(0, |mask, name| {
        let place = groups.iter().position(|group| group == name);
        Ok(mask | 1 << place.ok_or_else(|| format!("no group \"{name}\": choose of {}", groups.join(", ")))?)
    })
}

/// The runs of all items with their features as keys of the table, and how many mentions no labels express.
fn runs(items: &[Item], language: &Language, lists: &Lists, mask: u32) -> (Vec<Run>, usize) {
    let mut all = Vec::new();
    let mut lost = 0;
    for (number, item) in items.iter().enumerate() {
        let document = Document::new(&item.text, language);
        let view = View::new(&document, &lists.words, &lists.letters);
        let (labels, missing) = labels(item, &document, &view);
        lost += missing;
        for run in &view.runs {
            all.push(Run {
                item: number,
                weight: item.weight,
                base: vec![[0.0; LABELS]; run.0.len()],
                features: keys(run.0.len(), mask, |mut keep| features(&view, run, &mut keep)),
                labels: labels[run.0.clone()].to_vec(),
                possessive: possessive(&view, &run.0),
            });
        }
    }
    (all, lost)
}

/// The same runs for the second pass: the sums of first passes that have not seen the item are given, and
/// the features are what those think of the item's words.
fn second_runs<'a>(
    first_runs: Vec<Run>,
    items: &[Item],
    language: &Language,
    lists: &Lists,
    mask: u32,
    unseen: impl Fn(usize) -> &'a Pass,
) -> Vec<Run> {
    let mut all = first_runs;
    let mut place = 0;
    for (number, item) in items.iter().enumerate() {
        let document = Document::new(&item.text, language);
        let view = View::new(&document, &lists.words, &lists.letters);
        let pass = unseen(number);
        let transitions = Transitions::new(&pass.steps);
        let mut beliefs = Beliefs::default();
        let of_item = &mut all[place..place + view.runs.len()];
        place += view.runs.len();
        for (run, (range, _)) in of_item.iter_mut().zip(&view.runs) {
            for (sums, features) in run.base.iter_mut().zip(&run.features) {
                for row in features.iter().map(|feature| pass.rows[*feature as usize]) {
                    sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
                }
            }
            beliefs.note_run(&view, range, &Chain::new(&transitions, &run.base, &run.possessive));
        }
        let mut before = 0;
        for (run, (range, _)) in of_item.iter_mut().zip(&view.runs) {
            run.features =
                keys(range.len(), mask, |mut keep| features_of_beliefs(&view, range, &beliefs, before, &mut keep));
            before += range.len();
        }
    }
    all
}

/// The keys of the features that `each` hands over with their token, of `tokens` tokens.
fn keys(tokens: usize, mask: u32, each: impl FnOnce(&mut dyn FnMut(usize, Feature))) -> Vec<Vec<u32>> {
    let mut keys = vec![Vec::new(); tokens];
    each(&mut |token, (group, hash)| {
        if mask >> group as u32 & 1 == 0 {
            keys[token].push(Table::key(hash, KEY_BITS));
        }
    });
    keys
}

/// Numbers the features that are seen often enough, and replaces keys by numbers.
fn number(runs: &mut [Run], seen: u32) -> Vec<u32> {
    let mut counts = vec![0_u32; 1 << KEY_BITS];
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

/// A copy of all runs without a part of their features.
fn thinned(runs: &[&Run], copy: u32, settings: &Settings) -> Vec<Run> {
    let least = (settings.dropout * f64::from(u32::MAX)) as u32;
    let mut dice = 0x9e37_79b9_u32.wrapping_mul(copy + 1);
    let mut kept = || {
        dice ^= dice << 13;
        dice ^= dice >> 17;
        dice ^= dice << 5;
        dice >= least
    };
    let thin = |run: &&Run| Run {
        weight: run.weight / f64::from(settings.copies),
        features: run.features.iter().map(|features| features.iter().copied().filter(|_| kept()).collect()).collect(),
        ..(*run).clone()
    };
    runs.iter().map(thin).collect()
}

fn train(runs: Vec<&Run>, features: usize, settings: &Settings) -> Pass {
    let copies: Vec<Run> = (0..settings.copies).flat_map(|copy| thinned(&runs, copy, settings)).collect();
    let likelihood = Likelihood { runs: copies.iter().collect(), features, squares: settings.l2 };
    let start = vec![0.0; likelihood.len()];
    let weights =
        minimise(start, settings.l1, settings.iterations, |weights, gradient| likelihood.evaluate(weights, gradient));
    let (rows, steps) = weights.split_at(features * LABELS);
    Pass {
        rows: rows
            .chunks(LABELS)
            .map(|row| std::array::from_fn(|label| row[label] * (1.0 - settings.dropout)))
            .collect(),
        steps: std::array::from_fn(|step| steps[step]),
    }
}

/// Trains both passes and calibrates.
pub fn fit(
    items: &[Item],
    language: &Language,
    lists: &Lists,
    settings: &Settings,
    without: &[String],
) -> Result<Fitted, Box<dyn Error>> {
    let mask = left_out(without)?;
    let (mut first_runs, lost) = runs(items, language, lists, mask);
    let first_keys = number(&mut first_runs, settings.seen);
    eprintln!("{} runs, {} features, {lost} mentions that no labels can express", first_runs.len(), first_keys.len());
    let first = train(first_runs.iter().collect(), first_keys.len(), settings);

    let fold = |item: usize| item % settings.folds;
    let unseen: Vec<Pass> = (0..settings.folds)
        .map(|part| {
            let others = first_runs.iter().filter(|run| fold(run.item) != part);
            train(others.collect(), first_keys.len(), settings)
        })
        .collect();
    let mut second_runs = second_runs(first_runs, items, language, lists, mask, |item| &unseen[fold(item)]);
    let second_keys = number(&mut second_runs, settings.seen);
    let mut second = train(second_runs.iter().collect(), second_keys.len(), settings);
    for (step, (_, to)) in second.steps.iter_mut().zip(TRANSITIONS) {
        *step += if to == Label::Begin as usize || to == Label::Unit as usize { settings.recall } else { 0.0 };
    }

    // The sums are of models that have not seen the item, so they show how sure the model may be.
    let transitions = Transitions::new(&second.steps);
    let mut sure = Vec::new();
    for run in &second_runs {
        let sums = |(base, features): (&Emission, &Vec<u32>)| {
            let rows = features.iter().map(|feature| &second.rows[*feature as usize]);
            rows.fold(*base, |sums, row| std::array::from_fn(|label| sums[label] + row[label]))
        };
        let emissions: Vec<Emission> = run.base.iter().zip(&run.features).map(sums).collect();
        for tagged in Chain::new(&transitions, &emissions, &run.possessive).best() {
            sure.push((tagged.probability, is_right(&tagged, &run.labels), run.weight));
        }
    }
    let calibration = calibrate(&sure);
    eprintln!("calibration {calibration:?} on {} mentions", sure.len());

    let rows = first_keys.iter().zip(&first.rows).chain(second_keys.iter().zip(&second.rows));
    let mut weights: HashMap<u32, Emission> = HashMap::new();
    for (key, row) in rows.filter(|(_, row)| row.iter().any(|weight| *weight != 0.0)) {
        // The few features of both passes that share a key share its weights.
        weights.entry(*key).or_insert(*row);
    }
    Ok(Fitted {
        weights,
        first: Transitions::new(&first.steps),
        second: transitions,
        steps: first.steps.into_iter().chain(second.steps).collect(),
        calibration,
        left_out: mask,
    })
}

/// Whether the labels hold just this mention.
fn is_right(tagged: &Tagged, labels: &[Label]) -> bool {
    let ends = |label: Label| match (tagged.end - tagged.start, tagged.possessive) {
        (1, false) => label == Label::Unit,
        (1, true) => label == Label::UnitPossessive,
        (_, false) => label == Label::Last,
        (_, true) => label == Label::LastPossessive,
    };
    let begins = tagged.end - tagged.start == 1 || labels[tagged.start] == Label::Begin;
    let inner = labels.get(tagged.start + 1..tagged.end - 1).unwrap_or_default();
    begins && inner.iter().all(|label| *label == Label::Inside) && ends(labels[tagged.end - 1])
}

/// Slope and offset over the log-odds, by Newton's method on the logistic loss, with steps halved until
/// the loss falls.
fn calibrate(sure: &[(f64, bool, f64)]) -> [f64; 2] {
    let odds = |p: f64| {
        let p = p.clamp(1e-9, 1.0 - 1e-9);
        (p / (1.0 - p)).ln()
    };
    let loss = |[slope, offset]: [f64; 2]| -> f64 {
        let cost = |(p, right, weight): &(f64, bool, f64)| {
            let x = slope * odds(*p) + offset;
            weight * (1.0 + (if *right { -x } else { x }).exp()).ln()
        };
        sure.iter().map(cost).sum()
    };
    let mut now = [1.0, 0.0];
    for _ in 0..30 {
        let (mut g, mut h) = ([0.0, 0.0], [1e-3, 0.0, 1e-3]);
        for (p, right, weight) in sure {
            let x = odds(*p);
            let q = 1.0 / (1.0 + (-(now[0] * x + now[1])).exp());
            let (miss, spread) = (weight * (q - f64::from(*right)), weight * q * (1.0 - q));
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

/// Sums of exact weights.
#[derive(Clone, Copy, Default)]
pub struct Exact(Emission);

impl AddAssign for Exact {
    fn add_assign(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(sum, weight)| *sum += weight);
    }
}

impl Weights for &Fitted {
    type Sums = Exact;

    fn add(&mut self, group: Group, hash: u32, sums: &mut Exact) {
        if self.left_out >> group as u32 & 1 == 0
            && let Some(row) = self.weights.get(&Table::key(hash, KEY_BITS))
        {
            *sums += Exact(*row);
        }
    }

    fn emission(&self, sums: &Exact) -> Emission {
        sums.0
    }
}

impl Fitted {
    /// Tags with exact weights, without calibration.
    pub fn tag(&self, view: &View) -> Vec<Tagged> {
        kantlijn::tagger::tag(view, &self.first, &self.second, &mut &*self)
    }

    /// How many features there are.
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// The weights as the pack holds them.
    pub fn write(&self, language: &str, settings: &Settings) -> Vec<u8> {
        let stored = |weight: &f64| (weight / settings.step).round().clamp(-127.0, 127.0) as i8 as u8;
        let rows = self.weights.iter().map(|(key, row)| (*key, row.iter().map(stored).collect::<Vec<u8>>()));
        let mut rows: Vec<_> = rows.filter(|(_, row)| row.iter().any(|byte| *byte != 0)).collect();
        rows.sort_unstable();
        let numbers: Vec<f32> =
            [settings.step].iter().chain(&self.calibration).chain(&self.steps).map(|number| *number as f32).collect();
        Model::write(language, &rows, &numbers)
    }
}
