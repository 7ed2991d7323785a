//! What the first pass thinks of each word, over the whole article.

use super::seen::ByWord;
use super::{Chain, View};
use std::ops::Range;

/// What the first pass thinks of one token: the probabilities that it is a person's name, part of a longer one, its end.
#[derive(Debug, Clone, Copy, Default)]
struct Opinion {
    person: f32,
    part: f32,
    last: f32,
}

/// The sums of a word's opinions.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    tokens: u32,
    person: f32,
    part: f32,
    last: f32,
}

/// What the first pass thinks of every word of an article.
#[derive(Debug, Default)]
pub struct Beliefs {
    /// Of every token of every run, in their order.
    opinions: Vec<Opinion>,
    words: ByWord<Sum>,
}

/// The word that token `i` stands for: without its final `s` where the article also has it so.
fn key(view: &View, i: usize) -> u32 {
    view.stem(i).filter(|_| view.seen_stem(i) > 0).unwrap_or(view.atoms[i].word)
}

/// A probability in steps that are finer at the ends.
fn level(share: f32) -> u32 {
    match share {
        s if s < 0.02 => 0,
        s if s < 0.1 => 1,
        s if s < 0.3 => 2,
        s if s < 0.5 => 3,
        s if s < 0.7 => 4,
        s if s < 0.9 => 5,
        s if s < 0.98 => 6,
        _ => 7,
    }
}

impl Beliefs {
    /// Notes the first pass's opinion of the next run.
    pub fn note_run(&mut self, view: &View, run: &Range<usize>, chain: &Chain) {
        for (t, i) in run.clone().enumerate() {
            let [outside, begin, inside, last, _, last_possessive, _] = chain.probabilities(t).map(|p| p as f32);
            let last = last + last_possessive;
            let opinion = Opinion { person: 1.0 - outside, part: begin + inside + last, last };
            self.opinions.push(opinion);
            if view.atoms[i].shape.has_capital() {
                let sum = self.words.entry(key(view, i)).or_default();
                sum.tokens += 1;
                sum.person += opinion.person;
                sum.part += opinion.part;
                sum.last += opinion.last;
            }
        }
    }

    /// The opinion of the other tokens with the word of token `i`, and how many there are.
    fn others(&self, view: &View, i: usize, own: Opinion) -> (u32, Opinion) {
        let sum = self.words.get(&key(view, i)).copied().unwrap_or_default();
        if sum.tokens < 2 {
            return (0, Opinion::default());
        }
        let others = (sum.tokens - 1) as f32;
        let mean = |sum: f32, own: f32| (sum - own) / others;
        let opinion = Opinion {
            person: mean(sum.person, own.person),
            part: mean(sum.part, own.part),
            last: mean(sum.last, own.last),
        };
        (sum.tokens - 1, opinion)
    }

    /// Calls `emit` with each token of a run, from 0, and the second pass's features of it. `before` tells how many
    /// tokens the runs before have.
    pub(super) fn features(
        &self,
        view: &View,
        run: &Range<usize>,
        before: usize,
        emit: &mut impl FnMut(usize, u32, u32, u32),
    ) {
        let opinions = &self.opinions[before..before + run.len()];
        let others: Vec<(u32, Opinion)> =
            run.clone().zip(opinions).map(|(i, own)| self.others(view, i, *own)).collect();
        let summary = |(count, others): (u32, Opinion)| match count {
            0 => 0,
            _ => 1 + level(others.person) * 8 + level(others.part),
        };
        for (t, i) in run.clone().enumerate() {
            let mut emit = |template: u32, a: u32, b: u32| emit(t, template, a, b);
            let (own, (count, other)) = (opinions[t], others[t]);
            let own_level = level(own.person);
            emit(0, own_level, level(own.part));
            emit(1, level(own.last), own_level);
            emit(2, summary(others[t]), 0);
            emit(3, summary(others[t]), own_level);
            emit(4, count.min(3), level(other.person) * 8 + own_level);
            emit(5, level(other.last), level(other.part) * 4 + count.min(2));
            for (template, at) in [(6, t.checked_sub(1)), (7, Some(t + 1).filter(|at| *at < run.len()))] {
                if let Some(at) = at {
                    emit(template, level(opinions[at].person), own_level);
                    emit(template + 2, summary(others[at]), own_level);
                } else {
                    emit(template, 9, own_level);
                }
            }
            if view.stem(i).is_some() {
                emit(10, u32::from(view.seen_stem(i) > 0), own_level);
            }
        }
    }
}
