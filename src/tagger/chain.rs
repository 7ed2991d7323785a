//! The chain: probabilities of labels and of whole mentions, and the best sequence.

#![expect(clippy::needless_range_loop, reason = "loops over states read as from and to")]

use super::math::exp;

/// The labels, one a token. `Possessive` ones end a name before the token's final `s`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
#[allow(missing_docs, reason = "the usual letters: outside, begin, inside, last, unit")]
pub enum Label {
    Outside,
    Begin,
    Inside,
    Last,
    Unit,
    LastPossessive,
    UnitPossessive,
}

const STATES: usize = 7;
/// The label whose weights a state uses besides its own.
const PLAIN: [usize; STATES] = [0, 1, 2, 3, 4, 3, 4];

/// The scores of one token: begin, inside, last, unit, and what a possessive ending adds.
pub type Emission = [f64; 5];

/// The steps that exist, as (from, to) over the five plain labels; a run begins and ends outside.
pub const TRANSITIONS: [(usize, usize); 13] =
    [(0, 0), (0, 1), (0, 4), (1, 2), (1, 3), (2, 2), (2, 3), (3, 0), (3, 1), (3, 4), (4, 0), (4, 1), (4, 4)];

/// The scores of steps between plain labels, and their exponentials; steps that do not exist have none.
#[derive(Debug, Clone)]
pub struct Transitions {
    score: [[f64; STATES]; STATES],
    factor: [[f64; STATES]; STATES],
}

impl Transitions {
    /// From one score for each of [`TRANSITIONS`].
    pub fn new(scores: &[f64; TRANSITIONS.len()]) -> Self {
        let mut score = [[f64::NEG_INFINITY; STATES]; STATES];
        let mut factor = [[0.0; STATES]; STATES];
        for from in 0..STATES {
            for to in 0..STATES {
                if let Some(step) = TRANSITIONS.iter().position(|step| *step == (PLAIN[from], PLAIN[to])) {
                    score[from][to] = scores[step];
                    factor[from][to] = exp(scores[step]);
                }
            }
        }
        Self { score, factor }
    }
}

/// A mention in a run: its first token, the one after its last, whether a final `s` stays outside, and
/// the probability of just that.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tagged {
    /// The first token.
    pub start: usize,
    /// The token after the last.
    pub end: usize,
    /// Whether the last token's final `s` stays outside.
    pub possessive: bool,
    /// The model's probability of just this mention.
    pub probability: f64,
}

/// One run, scored: forward and backward sums.
pub struct Chain<'a> {
    transitions: &'a Transitions,
    scores: Vec<[f64; STATES]>,
    factors: Vec<[f64; STATES]>,
    forward: Vec<[f64; STATES]>,
    backward: Vec<[f64; STATES]>,
    scales: Vec<f64>,
    /// The logarithm of the sum over all sequences, without the last step's; see [`Chain::log_sum`].
    shift: f64,
}

impl<'a> Chain<'a> {
    /// Scores a run. `possessive` says of each token whether it can end a name before a final `s`.
    pub fn new(transitions: &'a Transitions, emissions: &[Emission], possessive: &[bool]) -> Self {
        let n = emissions.len();
        let mut chain = Self {
            transitions,
            scores: Vec::with_capacity(n),
            factors: Vec::with_capacity(n),
            forward: vec![[0.0; STATES]; n],
            backward: vec![[0.0; STATES]; n],
            scales: vec![1.0; n],
            shift: 0.0,
        };
        for (emission, possessive) in emissions.iter().zip(possessive) {
            let [begin, inside, last, unit, ending] = *emission;
            let gate = if *possessive { ending } else { f64::NEG_INFINITY };
            let scores = [0.0, begin, inside, last, unit, last + gate, unit + gate];
            let top = scores.iter().copied().fold(0.0, f64::max);
            chain.shift += top;
            chain.factors.push(scores.map(|score| exp(score - top)));
            chain.scores.push(scores);
        }
        chain.sum();
        chain
    }

    /// How many tokens the run has.
    #[allow(clippy::len_without_is_empty, reason = "a run is never empty")]
    pub fn len(&self) -> usize {
        self.scores.len()
    }

    fn sum(&mut self) {
        let n = self.scores.len();
        let factor = &self.transitions.factor;
        for t in 0..n {
            let mut total = 0.0;
            for to in 0..STATES {
                let reach = match t {
                    0 => factor[0][to],
                    _ => (0..STATES).map(|from| self.forward[t - 1][from] * factor[from][to]).sum(),
                };
                self.forward[t][to] = reach * self.factors[t][to];
                total += self.forward[t][to];
            }
            self.scales[t] = total.max(1e-300);
            for value in &mut self.forward[t] {
                *value /= self.scales[t];
            }
        }
        let end: f64 = (0..STATES).map(|from| self.forward[n - 1][from] * factor[from][0]).sum::<f64>().max(1e-300);
        for from in 0..STATES {
            self.backward[n - 1][from] = factor[from][0] / end;
        }
        for t in (0..n - 1).rev() {
            for from in 0..STATES {
                let reach: f64 =
                    (0..STATES).map(|to| factor[from][to] * self.factors[t + 1][to] * self.backward[t + 1][to]).sum();
                self.backward[t][from] = reach / self.scales[t + 1];
            }
        }
        self.scales.push(end);
    }

    /// The logarithm of the sum of all sequences' exponentiated scores.
    pub fn log_sum(&self) -> f64 {
        self.shift + self.scales.iter().map(|scale| super::ln(*scale)).sum::<f64>()
    }

    /// The score of one sequence of labels.
    pub fn score(&self, labels: &[Label]) -> f64 {
        let mut before = 0;
        let mut sum = 0.0;
        for (scores, label) in self.scores.iter().zip(labels) {
            sum += scores[*label as usize] + self.transitions.score[before][*label as usize];
            before = *label as usize;
        }
        sum + self.transitions.score[before][0]
    }

    /// The probability of each label at token `t`, in the order of [`Label`].
    pub fn probabilities(&self, t: usize) -> [f64; STATES] {
        std::array::from_fn(|state| self.forward[t][state] * self.backward[t][state])
    }

    /// The expected number of each of [`TRANSITIONS`] over the run.
    pub fn expected_steps(&self) -> [f64; TRANSITIONS.len()] {
        let n = self.scores.len();
        let factor = &self.transitions.factor;
        let mut steps = [[0.0; 5]; 5];
        for to in 0..STATES {
            steps[0][PLAIN[to]] += factor[0][to] * self.factors[0][to] / self.scales[0] * self.backward[0][to];
        }
        for t in 1..n {
            for from in 0..STATES {
                for to in 0..STATES {
                    steps[PLAIN[from]][PLAIN[to]] += self.forward[t - 1][from] * factor[from][to] * self.factors[t][to]
                        / self.scales[t]
                        * self.backward[t][to];
                }
            }
        }
        for from in 0..STATES {
            steps[PLAIN[from]][0] += self.forward[n - 1][from] * self.backward[n - 1][from];
        }
        TRANSITIONS.map(|(from, to)| steps[from][to])
    }

    /// The best sequence's mentions.
    pub fn best(&self) -> Vec<Tagged> {
        let n = self.scores.len();
        let score = &self.transitions.score;
        let mut origin = vec![[0_u8; STATES]; n];
        let mut reach: [f64; STATES] = std::array::from_fn(|to| score[0][to] + self.scores[0][to]);
        for t in 1..n {
            let mut next = [f64::NEG_INFINITY; STATES];
            for to in 0..STATES {
                for from in 0..STATES {
                    let value = reach[from] + score[from][to] + self.scores[t][to];
                    if value > next[to] {
                        next[to] = value;
                        origin[t][to] = from as u8;
                    }
                }
            }
            reach = next;
        }
        let mut state = 0;
        for from in 1..STATES {
            if reach[from] + score[from][0] > reach[state] + score[state][0] {
                state = from;
            }
        }
        let mut states = vec![0; n];
        for t in (0..n).rev() {
            states[t] = state;
            state = origin[t][state] as usize;
        }
        self.mentions(&states)
    }

    fn mentions(&self, states: &[usize]) -> Vec<Tagged> {
        let mut mentions = Vec::new();
        let mut start = 0;
        for (t, state) in states.iter().enumerate() {
            if matches!(state, 1 | 4 | 6) {
                start = t;
            }
            if PLAIN[*state] >= 3 {
                let probability = self.probability(&states[start..=t], start);
                mentions.push(Tagged { start, end: t + 1, possessive: *state >= 5, probability });
            }
        }
        mentions
    }

    /// The probability of just these states from token `start` on.
    fn probability(&self, states: &[usize], start: usize) -> f64 {
        let mut value = self.forward[start][states[0]];
        for (t, pair) in (start + 1..).zip(states.windows(2)) {
            value *= self.transitions.factor[pair[0]][pair[1]] * self.factors[t][pair[1]] / self.scales[t];
        }
        value * self.backward[start + states.len() - 1][states[states.len() - 1]]
    }
}
