//! The chain: probabilities of labels and of whole mentions, and the best sequence.

use super::math::{exp, ln};

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

/// The states of the chain: the labels without the possessive ones, which share the steps of [`Label::Last`] and
/// [`Label::Unit`] and are told from them at the end.
const STATES: usize = 5;
/// The states that end a mention.
const ENDS: [usize; 2] = [3, 4];
/// From where a step leads to each state, and where to from each.
const FROM: [&[usize]; STATES] = [&[0, 3, 4], &[0, 3, 4], &[1, 2], &[1, 2], &[0, 3, 4]];
const TO: [&[usize]; STATES] = [&[0, 1, 4], &[2, 3], &[2, 3], &[0, 1, 4], &[0, 1, 4]];

/// The scores of one token: begin, inside, last, unit, and what a possessive ending adds.
pub type Emission = [f64; 5];

/// The steps that exist, as (from, to) over the states; a run begins and ends outside.
pub const TRANSITIONS: [(usize, usize); 13] =
    [(0, 0), (0, 1), (0, 4), (1, 2), (1, 3), (2, 2), (2, 3), (3, 0), (3, 1), (3, 4), (4, 0), (4, 1), (4, 4)];

impl Label {
    /// The state of the chain that the label is of.
    pub fn state(self) -> usize {
        match self {
            Self::LastPossessive => Self::Last as usize,
            Self::UnitPossessive => Self::Unit as usize,
            label => label as usize,
        }
    }

    fn is_possessive(self) -> bool {
        matches!(self, Self::LastPossessive | Self::UnitPossessive)
    }
}

/// The scores of steps between states, and their exponentials; steps that do not exist have none.
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
        for ((from, to), value) in TRANSITIONS.into_iter().zip(scores) {
            score[from][to] = *value;
            factor[from][to] = exp(*value);
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

/// One token of a run, scored.
struct Place {
    /// What each state scores here, without what a possessive ending adds.
    scores: [f64; STATES],
    /// The exponentials, with the sum of both endings.
    factors: [f64; STATES],
    /// What a possessive ending adds; nothing where the token has no `s` to leave out.
    ending: Option<f64>,
    /// The share of the possessive ending among both.
    share: f64,
    forward: [f64; STATES],
    backward: [f64; STATES],
    /// By what the forward sums were divided.
    scale: f64,
}

/// One run, scored: forward and backward sums.
pub struct Chain<'a> {
    transitions: &'a Transitions,
    places: Vec<Place>,
    /// The sum over all sequences, scaled as the last place is.
    end: f64,
    /// The logarithm by which factors are smaller than exponentials of scores; see [`Chain::log_sum`].
    shift: f64,
}

impl<'a> Chain<'a> {
    /// Scores a run. `possessive` says of each token whether it can end a name before a final `s`.
    pub fn new(transitions: &'a Transitions, emissions: &[Emission], possessive: &[bool]) -> Self {
        let mut chain = Self { transitions, places: Vec::with_capacity(emissions.len()), end: 0.0, shift: 0.0 };
        for (emission, possessive) in emissions.iter().zip(possessive) {
            let [begin, inside, last, unit, ending] = *emission;
            let scores = [0.0, begin, inside, last, unit];
            let top = scores.iter().copied().fold(0.0, f64::max);
            chain.shift += top;
            let mut place = Place {
                scores,
                factors: scores.map(|score| exp(score - top)),
                ending: possessive.then_some(ending),
                share: 0.0,
                forward: [0.0; STATES],
                backward: [0.0; STATES],
                scale: 1.0,
            };
            if let Some(ending) = place.ending {
                let odds = exp(ending);
                place.share = odds / (1.0 + odds);
                for state in ENDS {
                    place.factors[state] *= 1.0 + odds;
                }
            }
            chain.places.push(place);
        }
        chain.sum();
        chain
    }

    /// How many tokens the run has.
    #[allow(clippy::len_without_is_empty, reason = "a run is never empty")]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    fn sum(&mut self) {
        let factor = &self.transitions.factor;
        // A run begins outside.
        let mut before = [1.0, 0.0, 0.0, 0.0, 0.0];
        for place in &mut self.places {
            let mut total = 0.0;
            for to in 0..STATES {
                let reach: f64 = FROM[to].iter().map(|from| before[*from] * factor[*from][to]).sum();
                place.forward[to] = reach * place.factors[to];
                total += place.forward[to];
            }
            place.scale = total.max(1e-300);
            place.forward.iter_mut().for_each(|value| *value /= place.scale);
            before = place.forward;
        }
        self.end = (0..STATES).map(|from| before[from] * factor[from][0]).sum::<f64>().max(1e-300);
        let mut after: [f64; STATES] = std::array::from_fn(|from| factor[from][0] / self.end);
        for place in self.places.iter_mut().rev() {
            place.backward = after;
            let beyond: [f64; STATES] = std::array::from_fn(|to| place.factors[to] * after[to] / place.scale);
            after = std::array::from_fn(|from| TO[from].iter().map(|to| factor[from][*to] * beyond[*to]).sum());
        }
    }

    /// The logarithm of the sum of all sequences' exponentiated scores.
    pub fn log_sum(&self) -> f64 {
        self.shift + self.places.iter().map(|place| ln(place.scale)).sum::<f64>() + ln(self.end)
    }

    /// The score of one sequence of labels.
    pub fn score(&self, labels: &[Label]) -> f64 {
        let score = &self.transitions.score;
        let mut before = 0;
        let mut sum = 0.0;
        for (place, label) in self.places.iter().zip(labels) {
            let state = label.state();
            sum += place.scores[state] + score[before][state];
            if label.is_possessive() {
                sum += place.ending.unwrap_or(f64::NEG_INFINITY);
            }
            before = state;
        }
        sum + score[before][0]
    }

    /// The probability of each label at token `t`, in the order of [`Label`].
    pub fn probabilities(&self, t: usize) -> [f64; 7] {
        let Place { forward, backward, share, .. } = &self.places[t];
        let [outside, begin, inside, last, unit] = std::array::from_fn(|state| forward[state] * backward[state]);
        let plain = 1.0 - share;
        [outside, begin, inside, last * plain, unit * plain, last * share, unit * share]
    }

    /// The expected number of each of [`TRANSITIONS`] over the run.
    pub fn expected_steps(&self) -> [f64; TRANSITIONS.len()] {
        let factor = &self.transitions.factor;
        let mut steps = [0.0; TRANSITIONS.len()];
        let mut before = [1.0, 0.0, 0.0, 0.0, 0.0];
        for place in &self.places {
            for (sum, (from, to)) in steps.iter_mut().zip(TRANSITIONS) {
                *sum += before[from] * factor[from][to] * place.factors[to] / place.scale * place.backward[to];
            }
            before = place.forward;
        }
        for (sum, (from, to)) in steps.iter_mut().zip(TRANSITIONS) {
            *sum += if to == 0 { before[from] * factor[from][0] / self.end } else { 0.0 };
        }
        steps
    }

    /// The best sequence's mentions.
    pub fn best(&self) -> Vec<Tagged> {
        let score = &self.transitions.score;
        let mut origins: Vec<[u8; STATES]> = Vec::with_capacity(self.places.len());
        let mut reach = [0.0, f64::NEG_INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        for place in &self.places {
            let mut origin = [0; STATES];
            reach = std::array::from_fn(|to| {
                let ending = place.ending.filter(|_| ENDS.contains(&to)).unwrap_or_default();
                let own = place.scores[to] + ending.max(0.0);
                let mut best = f64::NEG_INFINITY;
                for from in FROM[to] {
                    let value = reach[*from] + score[*from][to] + own;
                    if value > best {
                        (best, origin[to]) = (value, *from as u8);
                    }
                }
                best
            });
            origins.push(origin);
        }
        let mut state = 0;
        for from in 1..STATES {
            if reach[from] + score[from][0] > reach[state] + score[state][0] {
                state = from;
            }
        }
        let mut states = vec![0; origins.len()];
        for (slot, origin) in states.iter_mut().zip(&origins).rev() {
            *slot = state;
            state = origin[state] as usize;
        }
        self.mentions(&states)
    }

    fn mentions(&self, states: &[usize]) -> Vec<Tagged> {
        let mut mentions = Vec::new();
        let mut start = 0;
        for (t, state) in states.iter().enumerate() {
            if *state == Label::Begin as usize || *state == Label::Unit as usize {
                start = t;
            }
            if ENDS.contains(state) {
                let Place { ending, share, .. } = self.places[t];
                let possessive = ending.is_some_and(|ending| ending > 0.0);
                let share = if possessive { share } else { 1.0 - share };
                let probability = self.probability(&states[start..=t], start) * share;
                mentions.push(Tagged { start, end: t + 1, possessive, probability });
            }
        }
        mentions
    }

    /// The probability of just these states from token `start` on.
    fn probability(&self, states: &[usize], start: usize) -> f64 {
        let mut value = self.places[start].forward[states[0]];
        for (place, pair) in self.places[start + 1..].iter().zip(states.windows(2)) {
            value *= self.transitions.factor[pair[0]][pair[1]] * place.factors[pair[1]] / place.scale;
        }
        value * self.places[start + states.len() - 1].backward[states[states.len() - 1]]
    }
}
