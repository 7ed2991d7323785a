//! Orthant-wise limited-memory quasi-Newton (OWL-QN; Andrew and Gao, 2007): a minimum of a smooth
//! function plus `l1` times the sum of the absolute values, which sets most values to zero.

use std::collections::VecDeque;

const MEMORY: usize = 6;

/// Minimises from `x` on; `evaluate` gives the value and fills the gradient.
pub fn minimise(
    mut x: Vec<f64>,
    l1: f64,
    iterations: usize,
    mut evaluate: impl FnMut(&[f64], &mut [f64]) -> f64,
) -> Vec<f64> {
    let n = x.len();
    let mut gradient = vec![0.0; n];
    let penalty = |x: &[f64]| l1 * x.iter().map(|value| value.abs()).sum::<f64>();
    let mut value = evaluate(&x, &mut gradient) + penalty(&x);
    let mut history: VecDeque<(Vec<f64>, Vec<f64>, f64)> = VecDeque::new();
    let mut recent: VecDeque<f64> = VecDeque::new();

    for iteration in 0..iterations {
        let pseudo: Vec<f64> = x.iter().zip(&gradient).map(|(x, g)| pseudo_gradient(*x, *g, l1)).collect();
        let mut direction: Vec<f64> = pseudo.iter().map(|value| -value).collect();
        two_loops(&mut direction, &history);
        for (step, slope) in direction.iter_mut().zip(&pseudo) {
            if *step * *slope >= 0.0 {
                *step = 0.0;
            }
        }
        let descent = dot(&direction, &pseudo);
        if descent > -1e-9 {
            break;
        }
        let mut size = if iteration == 0 { 1.0 / dot(&pseudo, &pseudo).sqrt() } else { 1.0 };
        let mut next = vec![0.0; n];
        let mut next_gradient = vec![0.0; n];
        let mut improved = false;
        for _ in 0..20 {
            for i in 0..n {
                let orthant = if x[i] != 0.0 { x[i] } else { -pseudo[i] };
                let moved = x[i] + size * direction[i];
                next[i] = if moved * orthant > 0.0 { moved } else { 0.0 };
            }
            let next_value = evaluate(&next, &mut next_gradient) + penalty(&next);
            let gain: f64 = next.iter().zip(&x).zip(&pseudo).map(|((next, x), slope)| (next - x) * slope).sum();
            if next_value <= value + 1e-4 * gain {
                value = next_value;
                improved = true;
                break;
            }
            size *= 0.5;
        }
        if !improved {
            break;
        }
        let step: Vec<f64> = next.iter().zip(&x).map(|(next, x)| next - x).collect();
        let change: Vec<f64> = next_gradient.iter().zip(&gradient).map(|(next, g)| next - g).collect();
        let curvature = dot(&step, &change);
        if curvature > 1e-12 {
            if history.len() == MEMORY {
                history.pop_front();
            }
            history.push_back((step, change, 1.0 / curvature));
        }
        x = next;
        gradient = next_gradient;
        recent.push_back(value);
        if recent.len() > 10 && recent.pop_front().is_some_and(|old| (old - value) < 1e-4 * value) {
            break;
        }
    }
    x
}

fn pseudo_gradient(x: f64, gradient: f64, l1: f64) -> f64 {
    match x {
        x if x > 0.0 => gradient + l1,
        x if x < 0.0 => gradient - l1,
        _ if gradient + l1 < 0.0 => gradient + l1,
        _ if gradient - l1 > 0.0 => gradient - l1,
        _ => 0.0,
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn two_loops(direction: &mut [f64], history: &VecDeque<(Vec<f64>, Vec<f64>, f64)>) {
    let mut factors = Vec::new();
    for (step, change, inverse) in history.iter().rev() {
        let factor = inverse * dot(step, direction);
        for (value, change) in direction.iter_mut().zip(change) {
            *value -= factor * change;
        }
        factors.push(factor);
    }
    if let Some((_, change, inverse)) = history.back() {
        let scale = 1.0 / (inverse * dot(change, change));
        direction.iter_mut().for_each(|value| *value *= scale);
    }
    for ((step, change, inverse), factor) in history.iter().zip(factors.iter().rev()) {
        let back = factor - inverse * dot(change, direction);
        for (value, step) in direction.iter_mut().zip(step) {
            *value += back * step;
        }
    }
}
