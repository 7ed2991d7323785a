//! The likelihood of annotated runs and its gradient.

use kantlijn::tagger::{Chain, Emission, Label, TRANSITIONS, Transitions};
use std::thread;

/// Weights a feature has.
pub const LABELS: usize = 5;
/// Runs are summed in this many parts, whatever the machine, so that sums are the same everywhere.
const PARTS: usize = 2;

/// One run to learn from.
#[derive(Clone)]
pub struct Run {
    /// The item it comes from.
    pub item: usize,
    /// How much it counts.
    pub weight: f64,
    /// Per token: sums that are given.
    pub base: Vec<Emission>,
    /// Per token: its features' numbers.
    pub features: Vec<Vec<u32>>,
    pub labels: Vec<Label>,
    pub possessive: Vec<bool>,
}

/// The runs, and the penalty on the weights' squares.
pub struct Likelihood<'a> {
    pub runs: Vec<&'a Run>,
    pub features: usize,
    pub squares: f64,
}

impl Likelihood<'_> {
    /// How many parameters there are: the features' weights, then the steps.
    pub fn len(&self) -> usize {
        self.features * LABELS + TRANSITIONS.len()
    }

    /// The negative logarithm of the likelihood with the penalty, and its gradient into `gradient`.
    pub fn evaluate(&self, weights: &[f64], gradient: &mut [f64]) -> f64 {
        let half = self.runs.len().div_ceil(PARTS);
        let parts: Vec<(f64, Vec<f64>)> = thread::scope(|scope| {
            let workers: Vec<_> =
                self.runs.chunks(half).map(|runs| scope.spawn(move || self.part(runs, weights))).collect();
            workers.into_iter().map(|worker| worker.join().expect("a part can be summed")).collect()
        });
        let mut value = 0.0;
        for (slot, weight) in gradient.iter_mut().zip(weights) {
            *slot = self.squares * weight;
            value += 0.5 * self.squares * weight * weight;
        }
        for (part, slope) in parts {
            value += part;
            for (slot, slope) in gradient.iter_mut().zip(slope) {
                *slot += slope;
            }
        }
        value
    }

    fn part(&self, runs: &[&Run], weights: &[f64]) -> (f64, Vec<f64>) {
        let mut gradient = vec![0.0; self.len()];
        let steps_at = self.features * LABELS;
        let transitions = Transitions::new(&std::array::from_fn(|i| weights[steps_at + i]));
        let mut value = 0.0;
        let mut emissions: Vec<Emission> = Vec::new();
        for run in runs {
            emissions.clear();
            emissions.extend(run.features.iter().zip(&run.base).map(|(features, base)| {
                let mut sums = *base;
                for feature in features {
                    let at = *feature as usize * LABELS;
                    for (sum, weight) in sums.iter_mut().zip(&weights[at..at + LABELS]) {
                        *sum += weight;
                    }
                }
                sums
            }));
            let chain = Chain::new(&transitions, &emissions, &run.possessive);
            value += run.weight * (chain.log_sum() - chain.score(&run.labels));
            for (t, features) in run.features.iter().enumerate() {
                let p = chain.probabilities(t);
                let is = |label: Label| f64::from(run.labels[t] == label);
                let owns = is(Label::LastPossessive) + is(Label::UnitPossessive);
                let slope = [
                    p[1] - is(Label::Begin),
                    p[2] - is(Label::Inside),
                    p[3] + p[5] - is(Label::Last) - is(Label::LastPossessive),
                    p[4] + p[6] - is(Label::Unit) - is(Label::UnitPossessive),
                    p[5] + p[6] - owns,
                ]
                .map(|slope| slope * run.weight);
                for feature in features {
                    let at = *feature as usize * LABELS;
                    for (slot, slope) in gradient[at..at + LABELS].iter_mut().zip(slope) {
                        *slot += slope;
                    }
                }
            }
            let expected = chain.expected_steps();
            let mut seen = [0.0; TRANSITIONS.len()];
            let mut before = 0;
            for to in run.labels.iter().map(|label| label.state()).chain([0]) {
                if let Some(step) = TRANSITIONS.iter().position(|step| *step == (before, to)) {
                    seen[step] += 1.0;
                }
                before = to;
            }
            for step in 0..TRANSITIONS.len() {
                gradient[steps_at + step] += run.weight * (expected[step] - seen[step]);
            }
        }
        (value, gradient)
    }
}
