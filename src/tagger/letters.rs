//! How much a word's letters are like a person's name: a log-linear model over its short runs of letters,
//! learnt from lists of names, words and places. It knows names that no list holds.
//!
//! ```text
//! 0   what stands for one step of the level, i16    2   the sum of a word without letters, i16
//! 4   per bucket: the weight of the runs of letters that fall into it, i8
//! ```

use crate::lexicon::{START, fold, step};

/// Bits of a bucket's number.
pub const BUCKET_BITS: u32 = 14;
/// Levels besides 0, which stands for nothing known.
const LEVELS: i32 = 10;
/// Letters of a run, at least and at most.
const RUN: std::ops::RangeInclusive<usize> = 2..=4;
/// Letters of a word that are looked at.
const LETTERS: usize = 24;

/// The model inside a pack.
#[derive(Debug, Clone, Copy)]
pub struct Letters<'a> {
    step: i32,
    base: i32,
    weights: &'a [u8],
}

impl<'a> Letters<'a> {
    /// Reads the model in `bytes` without copying it; says what is wrong with it if it is none. Nothing at all is a
    /// model that knows nothing.
    pub fn new(bytes: &'a [u8]) -> Result<Self, &'static str> {
        let number = |at: usize| i32::from(i16::from_le_bytes([bytes[at], bytes[at + 1]]));
        match bytes.len().checked_sub(4) {
            None if bytes.is_empty() => Ok(Self { step: 1, base: 0, weights: &[] }),
            Some(buckets) if buckets == 1 << BUCKET_BITS && number(0) > 0 => {
                Ok(Self { step: number(0), base: number(2), weights: &bytes[4..] })
            }
            _ => Err("the model of names' letters is damaged"),
        }
    }

    /// How much `word` is like a name, from 1 to 10; 0 where nothing is known.
    pub fn level(&self, word: &str) -> u8 {
        if self.weights.is_empty() {
            return 0;
        }
        let mut sum = self.base;
        runs(word, |bucket| sum += i32::from(self.weights[bucket as usize] as i8));
        (LEVELS / 2 + 1 + sum.div_euclid(self.step)).clamp(1, LEVELS) as u8
    }

    /// Writes a model of exact weights, in which a level is `step` log-odds wide.
    pub fn write(base: f64, weights: &[f64], step: f64) -> Vec<u8> {
        let largest = weights.iter().fold(1e-9_f64, |largest, weight| largest.max(weight.abs()));
        let scale = 127.0 / largest;
        let mut bytes = ((step * scale) as i16).to_le_bytes().to_vec();
        bytes.extend(((base * scale) as i16).to_le_bytes());
        bytes.extend(weights.iter().map(|weight| (weight * scale).round() as i8 as u8));
        bytes
    }
}

/// Calls `found` with the bucket of every run of letters in `word`, whose edges count as letters.
pub fn runs(word: &str, mut found: impl FnMut(u32)) {
    let mut letters = ['\0'; LETTERS + 2];
    let mut length = 1;
    for letter in word.chars().flat_map(fold).take(LETTERS) {
        letters[length] = letter;
        length += 1;
    }
    for start in 0..length {
        let mut hash = START;
        for (place, letter) in letters[start..=length].iter().take(*RUN.end()).enumerate() {
            hash = step(hash, *letter);
            if place + 1 >= *RUN.start() {
                found((hash ^ hash >> 15).wrapping_mul(0x846c_a68b) >> (32 - BUCKET_BITS));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_refused_and_nothing_knows_nothing() {
        assert_eq!(Letters::new(&[]).unwrap().level("Jansen"), 0);
        for bytes in [&[1_u8; 3][..], &[1; 100], &[0; (1 << BUCKET_BITS) + 4]] {
            assert!(Letters::new(bytes).is_err());
        }
    }

    #[test]
    fn levels_follow_the_sum() {
        let mut weights = vec![0.0; 1 << BUCKET_BITS];
        runs("jansen", |bucket| weights[bucket as usize] += 1.0);
        let bytes = Letters::write(-6.0, &weights, 1.0);
        let letters = Letters::new(&bytes).unwrap();
        assert_eq!(letters.level("JANSEN"), 10);
        assert_eq!(letters.level("qwx"), 1);
        assert!(letters.level("Janssen") > letters.level("Winkel"));
        assert!(letters.level(&"jansen".repeat(100_000)) > 5);
    }
}
