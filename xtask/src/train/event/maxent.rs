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

/// Trains a model of `classes` columns: a weight for each of every feature, feature by feature, as many as `free` has
/// places; those that are not free stay zero. With one column it tells class 1 from class 0.
pub fn train(examples: &[Example], classes: usize, recipe: Recipe, free: &[bool]) -> Vec<f32> {
    let mut z = vec![0_f32; free.len()];
    let mut n = vec![0_f32; free.len()];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut state = 0x2545_f491_4f6c_dd1d_u64 ^ recipe.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut dice = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut scores = vec![0_f32; classes];
    let Recipe { l1, l2, rate, dropout, .. } = recipe;
    let least = (dropout * u32::MAX as f32) as u32;
    let mut kept: Vec<u32> = Vec::new();
    let weight = |z: f32, n: f32| {
        if z.abs() <= l1 { 0.0 } else { (z.signum() * l1 - z) / ((1.0 + n.sqrt()) / rate + l2) }
    };
    for _ in 0..recipe.epochs {
        for i in (1..order.len()).rev() {
            order.swap(i, (dice() % (i as u64 + 1)) as usize);
        }
        for example in order.iter().map(|place| &examples[*place]) {
            scores.fill(0.0);
            kept.clear();
            kept.extend(example.features.iter().filter(|_| (dice() >> 32) as u32 >= least));
            for feature in &kept {
                let at = *feature as usize * classes;
                for (class, score) in scores.iter_mut().enumerate().filter(|(class, _)| free[at + class]) {
                    *score += weight(z[at + class], n[at + class]);
                }
            }
            probabilities(&mut scores);
            for feature in &kept {
                let at = *feature as usize * classes;
                for (class, score) in scores.iter().enumerate().filter(|(class, _)| free[at + class]) {
                    let goal =
                        if classes == 1 { example.class as f32 } else { f32::from(u8::from(example.class == class)) };
                    let gradient = (score - goal) * example.weight;
                    let (z, n) = (&mut z[at + class], &mut n[at + class]);
                    let sigma = ((*n + gradient * gradient).sqrt() - n.sqrt()) / rate;
                    *z += gradient - sigma * weight(*z, *n);
                    *n += gradient * gradient;
                }
            }
        }
    }
    z.iter().zip(&n).map(|(z, n)| weight(*z, *n)).collect()
}

/// Turns sums into probabilities: the logistic function of one, softmax of several.
pub fn probabilities(scores: &mut [f32]) {
    if let [score] = scores {
        *score = 1.0 / (1.0 + (-*score).exp());
        return;
    }
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
