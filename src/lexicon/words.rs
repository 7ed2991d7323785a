//! The classes of a language's words, by hash.
//!
//! ```text
//! 0   sets, u16
//! 2   length of the first table, u32
//! 6   per set, the empty one and then the most frequent first: its bits, u32
//!     a table with one column: the number of the word's set, or RARE
//!     a table of the other words: the number of their set, less RARE
//! ```
//! Numbers of one byte that are mostly small pack best.

use super::class::Classes;
use super::table::Table;
use std::collections::BTreeMap;

const HEADER: usize = 6;
/// Key bits of the two tables.
const KEY_BITS: [u32; 2] = [22, 14];
/// What the first table says of words whose sets come later than its numbers reach.
const RARE: usize = u8::MAX as usize;

/// The word classes inside a pack.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    sets: &'a [u8],
    frequent: Table<'a>,
    rare: Table<'a>,
}

impl<'a> Words<'a> {
    /// Reads the classes in `bytes` without copying them; says what is wrong with them if they are none.
    pub fn new(bytes: &'a [u8]) -> Result<Self, &'static str> {
        const BAD: &str = "the word classes are damaged";
        let (header, rest) = bytes.split_at_checked(HEADER).ok_or(BAD)?;
        let sets = usize::from(u16::from_le_bytes([header[0], header[1]]));
        let length = u32::from_le_bytes([header[2], header[3], header[4], header[5]]) as usize;
        let (sets, rest) = rest.split_at_checked(sets * 4).ok_or(BAD)?;
        let (frequent, rare) = rest.split_at_checked(length).ok_or(BAD)?;
        Ok(Self { sets, frequent: Table::new(frequent, 1)?, rare: Table::new(rare, 1)? })
    }

    /// The classes of the word with that [`hash`](super::hash).
    pub fn classes(&self, hash: u32) -> Classes {
        let number = |table: Table| table.get(hash).map(|row| usize::from(row[0]));
        let set = number(self.frequent).and_then(|place| {
            let place = if place == RARE { RARE + number(self.rare)? } else { place };
            let bits = self.sets.get(place * 4..place * 4 + 4)?;
            Some(u32::from_le_bytes([bits[0], bits[1], bits[2], bits[3]]))
        });
        Classes(set.unwrap_or_default())
    }

    /// Writes the classes of words that are given by hash.
    #[allow(dead_code, reason = "called by the build, which shares this file")]
    pub fn write(words: &BTreeMap<u32, Classes>) -> Vec<u8> {
        let mut merged: BTreeMap<u32, (Classes, u32)> = BTreeMap::new();
        for (hash, classes) in words {
            let of_key = merged.entry(Table::key(*hash, KEY_BITS[0])).or_insert((Classes::default(), *hash));
            of_key.0.0 |= classes.0;
        }
        let mut counts: BTreeMap<Classes, usize> = BTreeMap::new();
        merged.values().for_each(|(classes, _)| *counts.entry(*classes).or_default() += 1);
        let mut sets: Vec<Classes> = counts.keys().copied().collect();
        sets.sort_by_key(|set| (std::cmp::Reverse(counts[set]), *set));
        // What the table puts between words that lie far apart is no word, and has number 0.
        sets.insert(0, Classes::default());
        let numbers: BTreeMap<Classes, usize> = sets.iter().copied().zip(0..).collect();
        let number = |classes: &Classes| numbers[classes];
        let frequent: Vec<_> =
            merged.iter().map(|(key, (classes, _))| (*key, vec![number(classes).min(RARE) as u8])).collect();
        let others = merged.values().filter(|(classes, _)| number(classes) >= RARE);
        let beyond =
            |classes| u8::try_from(number(classes) - RARE).expect("there are no more sets than two tables tell");
        let rare: BTreeMap<u32, Vec<u8>> =
            others.map(|(classes, hash)| (Table::key(*hash, KEY_BITS[1]), vec![beyond(classes)])).collect();
        let frequent = Table::write(KEY_BITS[0], 1, &frequent);
        let rare = Table::write(KEY_BITS[1], 1, &Vec::from_iter(rare));
        let mut bytes = (sets.len() as u16).to_le_bytes().to_vec();
        bytes.extend((frequent.len() as u32).to_le_bytes());
        bytes.extend(sets.iter().flat_map(|classes| classes.0.to_le_bytes()));
        bytes.extend(frequent);
        bytes.extend(rare);
        bytes
    }
}
