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
    opinions: ByWord<Opinion>,
    words: ByWord<Sum>,
}

/// The word that token `i` stands for: without its final `s` where the article also has it so.
fn key(view: &View, i: usize) -> u32 {
    view.stem(i).filter(|stem| view.seen.of(*stem) > 0).unwrap_or(view.atoms[i].word)
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
    /// Notes the first pass's opinion of a run that starts at token `start`.
    pub fn note_run(&mut self, view: &View, start: usize, chain: &Chain) {
        for t in 0..chain.len() {
            let [outside, begin, inside, last, _, last_possessive, _] = chain.probabilities(t).map(|p| p as f32);
            let last = last + last_possessive;
            let opinion = Opinion { person: 1.0 - outside, part: begin + inside + last, last };
            let i = start + t;
            self.opinions.insert(i as u32, opinion);
            if view.atoms[i].shape.has_capital() {
                let sum = self.words.entry(key(view, i)).or_default();
                sum.tokens += 1;
                sum.person += opinion.person;
                sum.part += opinion.part;
                sum.last += opinion.last;
            }
        }
    }

    fn opinion(&self, i: usize) -> Opinion {
        self.opinions.get(&(i as u32)).copied().unwrap_or_default()
    }

    /// The opinion of the other tokens with the same word, and how many there are.
    fn others(&self, view: &View, i: usize) -> (u32, Opinion) {
        let (sum, own) = (self.words.get(&key(view, i)).copied().unwrap_or_default(), self.opinion(i));
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

    /// Calls `emit` with the second pass's features of token `i`.
    pub(super) fn features(&self, view: &View, i: usize, run: &Range<usize>, emit: &mut impl FnMut(u32, u32, u32)) {
        let own = self.opinion(i);
        let (count, others) = self.others(view, i);
        let own_level = level(own.person);
        emit(0, own_level, level(own.part));
        emit(1, level(own.last), own_level);
        let summary = |count: u32, others: Opinion| match count {
            0 => 0,
            _ => 1 + level(others.person) * 8 + level(others.part),
        };
        emit(2, summary(count, others), 0);
        emit(3, summary(count, others), own_level);
        emit(4, count.min(3), level(others.person) * 8 + own_level);
        emit(5, level(others.last), level(others.part) * 4 + count.min(2));
        for (template, offset) in [(6, -1), (7, 1)] {
            let at = i.wrapping_add_signed(offset);
            if run.contains(&at) {
                let (count, others) = self.others(view, at);
                emit(template, level(self.opinion(at).person), own_level);
                emit(template + 2, summary(count, others), own_level);
            } else {
                emit(template, 9, own_level);
            }
        }
        if let Some(stem) = view.stem(i) {
            emit(10, u32::from(view.seen.of(stem) > 0), own_level);
        }
    }
}
