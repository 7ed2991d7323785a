//! The other names of well-known persons, by hash: a table of other names, and beside each the hash of a full name that it
//! belongs to, three bytes. A name without a match in the same article is of no use, so that chance hardly ever plays a
//! part.

use crate::lexicon::{Table, hash};

const KEY_BITS: u32 = 18;
const ROW: usize = 3;

/// The other names inside a pack.
#[derive(Debug, Clone, Copy)]
pub struct KnownNames<'a>(Table<'a>);

impl<'a> KnownNames<'a> {
    /// Reads the names in `bytes` without copying them; says what is wrong with them if they are none.
    pub fn new(bytes: &'a [u8]) -> Result<Self, &'static str> {
        Table::new(bytes, ROW).map(Self)
    }

    /// The [`mark`]s of the full names that another name belongs to.
    pub fn full_names(&self, other: &str) -> impl Iterator<Item = u32> {
        self.0.chain(hash(other)).map(|row| u32::from_le_bytes([row[0], row[1], row[2], 0]))
    }

    /// Writes pairs of another name and a full name.
    #[allow(dead_code, reason = "called by the build, which shares this file")]
    pub fn write<'n>(pairs: impl IntoIterator<Item = (&'n str, &'n str)>) -> Vec<u8> {
        let row = |(other, full)| (hash(other), mark(full).to_le_bytes()[..ROW].to_vec());
        Table::write_chained(KEY_BITS, ROW, pairs.into_iter().map(row))
    }
}

/// What is kept of a full name.
pub fn mark(name: &str) -> u32 {
    hash(name) & 0xff_ffff
}
