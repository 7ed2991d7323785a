//! A hash table read in place: short fingerprints in buckets, a row of bytes beside each.
//!
//! ```text
//! 0   entries, u32    4  bucket bits, u8    5  columns, u8    6  zero, u16
//! 8   per 32 buckets: entries before them, u32
//!     per bucket: its number of entries, u8
//!     per entry: fingerprint, u8
//!     per entry: its row, one byte a column
//! ```
//! An entry's key is the top `bits + 8` bits of its 32-bit hash: first the bucket, then the fingerprint.
//! Unknown keys are taken for known ones at the rate of entries / 2^(bits + 8).

const HEADER: usize = 8;
const GROUP: usize = 32;

/// A table inside a pack.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    bits: u32,
    columns: usize,
    bases: &'a [u8],
    counts: &'a [u8],
    prints: &'a [u8],
    rows: &'a [u8],
}

impl<'a> Table<'a> {
    /// Reads the table of `columns` in `bytes` without copying it; says what is wrong with it if it is none.
    pub fn new(bytes: &'a [u8], columns: usize) -> Result<Self, &'static str> {
        const BAD: &str = "a table is damaged";
        let header = bytes.get(..HEADER).ok_or(BAD)?;
        let entries = u32::from_le_bytes([header[0], header[1], header[2], header[3]]) as usize;
        let bits = u32::from(header[4]);
        if !(5..=20).contains(&bits) || header[5] as usize != columns {
            return Err(BAD);
        }
        let buckets = 1_usize << bits;
        let (bases, rest) = bytes[HEADER..].split_at_checked(buckets / GROUP * 4).ok_or(BAD)?;
        let (counts, rest) = rest.split_at_checked(buckets).ok_or(BAD)?;
        let (prints, rows) = rest.split_at_checked(entries).ok_or(BAD)?;
        if entries.checked_mul(columns) != Some(rows.len()) {
            return Err(BAD);
        }
        Ok(Self { bits, columns, bases, counts, prints, rows })
    }

    /// The row kept for `hash`.
    pub fn get(&self, hash: u32) -> Option<&'a [u8]> {
        let bucket = (hash >> (32 - self.bits)) as usize;
        let print = (hash >> (24 - self.bits)) as u8;
        let count = self.counts[bucket] as usize;
        if count == 0 {
            return None;
        }
        let group = bucket / GROUP;
        let base = &self.bases[group * 4..group * 4 + 4];
        let before = sum_of_first(&self.counts[group * GROUP..(group + 1) * GROUP], bucket % GROUP);
        let start = before.checked_add(u32::from_le_bytes([base[0], base[1], base[2], base[3]]) as usize)?;
        let prints = self.prints.get(start..)?.get(..count)?;
        let row = start + prints.iter().position(|known| *known == print)?;
        self.rows.get(row * self.columns..(row + 1) * self.columns)
    }

    /// The key by which a table of `2^bits` buckets knows `hash`: hashes with the same key share a row.
    pub fn key(hash: u32, bits: u32) -> u32 {
        hash >> (24 - bits)
    }

    /// Writes a table of `2^bits` buckets; `entries` come sorted by key, each key once, with `columns` bytes each.
    pub fn write(bits: u32, columns: usize, entries: &[(u32, Vec<u8>)]) -> Vec<u8> {
        let mut counts = vec![0_u8; 1 << bits];
        for (key, _) in entries {
            counts[(key >> 8) as usize] += 1;
        }
        let mut bytes = (entries.len() as u32).to_le_bytes().to_vec();
        bytes.extend([bits as u8, columns as u8, 0, 0]);
        let mut before = 0_u32;
        for group in counts.chunks(GROUP) {
            bytes.extend(before.to_le_bytes());
            before += group.iter().map(|count| u32::from(*count)).sum::<u32>();
        }
        bytes.extend(counts);
        bytes.extend(entries.iter().map(|(key, _)| *key as u8));
        bytes.extend(entries.iter().flat_map(|(_, row)| row));
        bytes
    }
}

/// A table of weights with the rows that were last asked for at hand, as `R`: a text asks for the same ones again and
/// again.
pub struct Recent<'a, R> {
    table: Table<'a>,
    /// Makes an `R` of a row, or of none.
    read: fn(Option<&[u8]>) -> R,
    rows: Vec<(u32, R)>,
}

impl<'a, R: Copy> Recent<'a, R> {
    /// Over a table whose rows `read` makes something of; with a place for as many rows as the text has `tokens`, within
    /// bounds: more than that are not asked for twice, and more than the upper bound do not stay near the processor.
    pub fn new(table: Table<'a>, read: fn(Option<&[u8]>) -> R, tokens: usize) -> Self {
        let places = tokens.next_power_of_two().clamp(1 << 8, 1 << 13);
        // No key has all bits set.
        Self { table, read, rows: vec![(u32::MAX, read(None)); places] }
    }

    /// What is made of the row kept for `hash`, or of none.
    pub fn get(&mut self, hash: u32) -> R {
        let key = Table::key(hash, self.table.bits);
        let place = key as usize & (self.rows.len() - 1);
        let (known, row) = &mut self.rows[place];
        if *known != key {
            (*known, *row) = (key, (self.read)(self.table.get(hash)));
        }
        *row
    }
}

/// The weights of a row as they are, zeros where there is none.
pub fn plain<const COLUMNS: usize>(row: Option<&[u8]>) -> [i8; COLUMNS] {
    std::array::from_fn(|column| row.and_then(|row| row.get(column)).map_or(0, |weight| *weight as i8))
}

/// The sum of the first `n` of a group's counts, of which there are more.
fn sum_of_first(counts: &[u8], n: usize) -> usize {
    const EVEN: u64 = 0x00ff_00ff_00ff_00ff;
    let (eights, _) = counts.as_chunks::<8>();
    let (whole, rest) = eights.split_at(n / 8);
    // Four lanes of 16 bits hold sums of two bytes each; of the last eight, those beyond the first `n` are masked.
    let pairs = |bytes: u64| (bytes & EVEN) + (bytes >> 8 & EVEN);
    let mut sums = pairs(u64::from_le_bytes(rest[0]) & !(u64::MAX << (8 * (n % 8))));
    for bytes in whole {
        sums += pairs(u64::from_le_bytes(*bytes));
    }
    (sums.wrapping_mul(0x0001_0001_0001_0001) >> 48) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_found_and_damage_is_harmless() {
        let hashes = (0..5000_u32).map(|i| i.wrapping_mul(0x9e37_79b9));
        let mut entries: Vec<_> =
            hashes.clone().map(|hash| (Table::key(hash, 10), vec![hash as u8, (hash >> 8) as u8])).collect();
        entries.sort();
        entries.dedup_by_key(|(key, _)| *key);
        let bytes = Table::write(10, 2, &entries);
        let table = Table::new(&bytes, 2).unwrap();
        assert!(Table::new(&bytes, 1).is_err());
        for hash in hashes {
            assert!(table.get(hash).is_some_and(|row| row.len() == 2));
        }
        let strangers = (0..5000_u32).filter(|i| table.get(i.wrapping_mul(0x85eb_ca6b) ^ 0x1234_5678).is_some());
        assert!(strangers.count() < 200);
        for at in 0..bytes.len().min(5000) {
            assert!(Table::new(&bytes[..at], 2).is_err());
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x55;
            if let Ok(table) = Table::new(&damaged, 2) {
                (0..200_u32).for_each(|i| {
                    let _ = table.get(i.wrapping_mul(0x0100_0193));
                });
            }
        }
    }
}
