//! Log-linear models: multinomial logistic regression, trained by FTRL-proximal (McMahan et al. 2013),
//! which drives the weights of features that say little to zero. Deterministic.

/// One example: the places of its features, its class, and how much it counts.
pub struct Example {
    pub features: Vec<u32>,
    pub class: usize,
    pub weight: f32,
}

/// How a model is trained.
#[derive(Clone, Copy)]
pub struct Recipe {
    pub epochs: usize,
    /// The pull of every weight to zero, by its sign and by its size.
    pub l1: f32,
    pub l2: f32,
    pub rate: f32,
    /// The share of features that each look at an example leaves out, so that none leans on another.
    pub dropout: f32,
    /// Where the order of examples starts.
    pub seed: u64,
    /// How many weights are kept at most: the largest.
    pub most: usize,
}

/// A choice of one among several: the places of the features of each, and whether it is right (or as right as others).
pub struct Choice {
    pub options: Vec<(Vec<u32>, bool)>,
    pub weight: f32,
}

/// The weights as they are learnt: the sums that FTRL-proximal keeps of each.
struct Learner<'a> {
    z: Vec<f32>,
    n: Vec<f32>,
    /// Which weights may be other than zero.
    free: &'a [bool],
    recipe: Recipe,
    state: u64,
}

impl<'a> Learner<'a> {
    fn new(recipe: Recipe, free: &'a [bool]) -> Self {
        let state = 0x2545_f491_4f6c_dd1d_u64 ^ recipe.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Self { z: vec![0.0; free.len()], n: vec![0.0; free.len()], free, recipe, state }
    }

    fn dice(&mut self) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for i in (1..order.len()).rev() {
            order.swap(i, (self.dice() % (i as u64 + 1)) as usize);
        }
    }

    /// The features that this look at an example keeps.
    fn keep(&mut self, features: &[u32], kept: &mut Vec<u32>) {
        let least = (self.recipe.dropout * u32::MAX as f32) as u32;
        kept.clear();
        kept.extend(features.iter().filter(|_| (self.dice() >> 32) as u32 >= least));
    }

    fn weight(&self, at: usize) -> f32 {
        let (z, n, Recipe { l1, l2, rate, .. }) = (self.z[at], self.n[at], self.recipe);
        if z.abs() <= l1 || !self.free[at] { 0.0 } else { (z.signum() * l1 - z) / ((1.0 + n.sqrt()) / rate + l2) }
    }

    fn learn(&mut self, at: usize, gradient: f32) {
        if self.free[at] {
            let sigma = ((self.n[at] + gradient * gradient).sqrt() - self.n[at].sqrt()) / self.recipe.rate;
            self.z[at] += gradient - sigma * self.weight(at);
            self.n[at] += gradient * gradient;
        }
    }

    fn weights(&self) -> Vec<f32> {
        (0..self.free.len()).map(|at| self.weight(at)).collect()
    }
}

/// Trains a model of `classes` columns: a weight for each of every feature, feature by feature, as many as `free` has
/// places; those that are not free stay zero. With one column it tells class 1 from class 0.
pub fn train(examples: &[Example], classes: usize, recipe: Recipe, free: &[bool]) -> Vec<f32> {
    let mut learner = Learner::new(recipe, free);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut scores = vec![0_f32; classes];
    let mut kept: Vec<u32> = Vec::new();
    for _ in 0..recipe.epochs {
        learner.shuffle(&mut order);
        for example in order.iter().map(|place| &examples[*place]) {
            scores.fill(0.0);
            learner.keep(&example.features, &mut kept);
            for feature in &kept {
                let at = *feature as usize * classes;
                scores.iter_mut().enumerate().for_each(|(class, score)| *score += learner.weight(at + class));
            }
            probabilities(&mut scores);
            for feature in &kept {
                let at = *feature as usize * classes;
                for (class, score) in scores.iter().enumerate() {
                    let goal =
                        if classes == 1 { example.class as f32 } else { f32::from(u8::from(example.class == class)) };
                    learner.learn(at + class, (score - goal) * example.weight);
                }
            }
        }
    }
    learner.weights()
}

/// Trains a model of one column that chooses: the option whose sum is greatest.
pub fn choose(choices: &[Choice], recipe: Recipe, free: &[bool]) -> Vec<f32> {
    let mut learner = Learner::new(recipe, free);
    let mut order: Vec<usize> = (0..choices.len()).collect();
    let (mut scores, mut kept) = (Vec::new(), Vec::new());
    for _ in 0..recipe.epochs {
        learner.shuffle(&mut order);
        for Choice { options, weight } in order.iter().map(|place| &choices[*place]) {
            scores.clear();
            kept.resize(options.len(), Vec::new());
            for ((features, _), kept) in options.iter().zip(&mut kept) {
                learner.keep(features, kept);
                scores.push(kept.iter().map(|feature| learner.weight(*feature as usize)).sum());
            }
            softmax(&mut scores);
            let right: f32 = scores.iter().zip(options).filter(|(_, option)| option.1).map(|(score, _)| score).sum();
            let right = right.max(f32::MIN_POSITIVE);
            for ((kept, score), (_, is_right)) in kept.iter().zip(&scores).zip(options) {
                // What is right shares the probability that all that is right should have.
                let goal = if *is_right { score / right } else { 0.0 };
                kept.iter().for_each(|feature| learner.learn(*feature as usize, (score - goal) * weight));
            }
        }
    }
    learner.weights()
}

/// Turns sums into probabilities: the logistic function of one, softmax of several.
fn probabilities(scores: &mut [f32]) {
    match scores {
        [score] => *score = 1.0 / (1.0 + (-*score).exp()),
        _ => softmax(scores),
    }
}

fn softmax(scores: &mut [f32]) {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - top).exp();
        sum += *score;
    }
    for score in scores {
        *score /= sum;
    }
}
