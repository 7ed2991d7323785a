//! A set of words that answers "perhaps" or "no" (a Bloom filter): six bits a word, and about one stranger in
//! eighteen gets a "perhaps".

/// Bits for each word of the set.
const BITS_A_WORD: usize = 6;
/// Bits that a word sets.
const PROBES: u32 = 4;

/// A set inside a pack.
#[derive(Debug, Clone, Copy)]
pub struct Filter<'a>(&'a [u8]);

impl<'a> Filter<'a> {
    /// Reads a set without copying it. Any bytes are one.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// Whether the word with that hash may be in the set.
    pub fn may_hold(&self, hash: u32) -> bool {
        !self.0.is_empty() && probes(hash, self.0.len()).all(|(byte, bit)| self.0[byte] & bit != 0)
    }

    /// Writes the set of words with those hashes, each of which comes once.
    #[allow(dead_code, reason = "called by the build, which shares this file")]
    pub fn write(hashes: impl ExactSizeIterator<Item = u32>) -> Vec<u8> {
        let mut bytes = vec![0; (hashes.len() * BITS_A_WORD).div_ceil(8).next_multiple_of(4)];
        let length = bytes.len();
        for (byte, bit) in hashes.flat_map(|hash| probes(hash, length)) {
            bytes[byte] |= bit;
        }
        bytes
    }
}

/// The bytes and bits that stand for `hash` in a filter of `length` bytes.
fn probes(hash: u32, length: usize) -> impl Iterator<Item = (usize, u8)> {
    let stride = (hash ^ hash >> 15).wrapping_mul(0x2c1b_3c6d) | 1;
    (0..PROBES).map(move |probe| {
        let spread = hash.wrapping_add(stride.wrapping_mul(probe));
        let bit = (u64::from(spread) * (length as u64 * 8)) >> 32;
        ((bit / 8) as usize, 1 << (bit % 8))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::hash;

    #[test]
    fn no_word_is_lost_and_few_strangers_pass() {
        let names: Vec<u32> = (0..20_000).map(|i| hash(&format!("name{i}"))).collect();
        let bytes = Filter::write(names.iter().copied());
        let filter = Filter::new(&bytes);
        assert!(names.iter().all(|name| filter.may_hold(*name)));
        let strangers = (0..20_000).filter(|i| filter.may_hold(hash(&format!("word{i}")))).count();
        assert!(strangers < 1600, "{strangers}");
        assert!(!Filter::new(&[]).may_hold(names[0]));
    }
}
