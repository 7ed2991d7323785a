//! The classes of a language's words, by hash.
//!
//! ```text
//! 0   sets, u32
//! 4   per set: its bits, u32
//!     a table with two columns: the number of the word's set, u16
//! ```

use super::class::Classes;
use super::table::Table;
use std::collections::{BTreeMap, BTreeSet};

/// Columns of the table: the two bytes of a set's number.
const COLUMNS: usize = 2;
/// Bucket bits of the table.
const BITS: u32 = 15;

/// The word classes inside a pack.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    sets: &'a [u8],
    table: Table<'a>,
}

impl<'a> Words<'a> {
    /// Reads the classes in `bytes` without copying them; says what is wrong with them if they are none.
    pub fn new(bytes: &'a [u8]) -> Result<Self, &'static str> {
        const BAD: &str = "the word classes are damaged";
        let (sets, rest) = bytes.split_first_chunk().ok_or(BAD)?;
        let (sets, table) = rest.split_at_checked((u32::from_le_bytes(*sets) as usize).saturating_mul(4)).ok_or(BAD)?;
        Ok(Self { sets, table: Table::new(table, COLUMNS)? })
    }

    /// The classes of the word with that [`hash`](super::hash).
    pub fn classes(&self, hash: u32) -> Classes {
        let set = self.table.get(hash).and_then(|row| {
            let at = u16::from_le_bytes([row[0], *row.get(1)?]) as usize * 4;
            let bits = self.sets.get(at..at + 4)?;
            Some(u32::from_le_bytes([bits[0], bits[1], bits[2], bits[3]]))
        });
        Classes(set.unwrap_or_default())
    }

    /// Writes the classes of words that are given by hash.
    #[allow(dead_code, reason = "called by the build, which shares this file")]
    pub fn write(words: &BTreeMap<u32, Classes>) -> Vec<u8> {
        let mut merged: BTreeMap<u32, Classes> = BTreeMap::new();
        for (hash, classes) in words {
            merged.entry(Table::key(*hash, BITS)).or_default().0 |= classes.0;
        }
        let sets: Vec<Classes> = merged.values().copied().collect::<BTreeSet<_>>().into_iter().collect();
        let number = |classes: &Classes| sets.binary_search(classes).expect("every set is listed") as u16;
        let entries: Vec<_> =
            merged.iter().map(|(key, classes)| (*key, number(classes).to_le_bytes().to_vec())).collect();
        let mut bytes = (sets.len() as u32).to_le_bytes().to_vec();
        bytes.extend(sets.iter().flat_map(|classes| classes.0.to_le_bytes()));
        bytes.extend(Table::write(BITS, COLUMNS, &entries));
        bytes
    }
}
