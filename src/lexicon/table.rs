//! A hash table read in place: short fingerprints in buckets, a row of bytes beside each.
//!
//! ```text
//! 0   entries, u32    4  bucket bits, u8    5  columns, u8    6  key bits, u8    7  zero, u8
//! 8   per 32 buckets: entries before them, u32
//!     per bucket: its number of entries, u8
//!     per entry: how many keys lie between it and the one before it in its bucket, u8; then 7 zeros
//!     per entry: its row, one byte a column
//! ```
//! An entry's key is the top `key bits` of its 32-bit hash, of which the first `bucket bits` choose the bucket. Within it
//! keys are sorted and told by their distances, which takes about as little room as any set of that size can; a
//! distance too long for a byte is bridged by entries with rows of zeros.
//! Unknown keys are taken for known ones at the rate of entries / 2^(key bits).

use super::fold::join;
use std::collections::BTreeMap;

const HEADER: usize = 8;
const GROUP: usize = 32;
/// The fewest bucket bits: one group.
const FEWEST: u32 = GROUP.ilog2();
/// Keys that one byte steps over at most, and then one further.
const LONGEST: u32 = u8::MAX as u32;
/// The most rows of a chain.
const CHAIN: u32 = 16;
/// Bytes that are looked at together.
const EIGHT: usize = 8;

/// A table inside a pack.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    bits: u32,
    key_bits: u32,
    columns: usize,
    bases: &'a [u8],
    counts: &'a [u8],
    gaps: &'a [u8],
    rows: &'a [u8],
}

impl<'a> Table<'a> {
    /// Reads the table of `columns` in `bytes` without copying it; says what is wrong with it if it is none.
    pub fn new(bytes: &'a [u8], columns: usize) -> Result<Self, &'static str> {
        const BAD: &str = "a table is damaged";
        let header = bytes.get(..HEADER).ok_or(BAD)?;
        let entries = u32::from_le_bytes([header[0], header[1], header[2], header[3]]) as usize;
        let (bits, key_bits) = (u32::from(header[4]), u32::from(header[6]));
        // A place in a bucket fits a lane of `entry_at`, and no key has all bits set, as `Recent` asks.
        let fits = (FEWEST..=20).contains(&bits) && (bits..=(bits + 15).min(31)).contains(&key_bits);
        if !fits || usize::from(header[5]) != columns {
            return Err(BAD);
        }
        let buckets = 1_usize << bits;
        let (bases, rest) = bytes[HEADER..].split_at_checked(buckets / GROUP * 4).ok_or(BAD)?;
        let (counts, rest) = rest.split_at_checked(buckets).ok_or(BAD)?;
        let (gaps, rows) = rest.split_at_checked(entries.saturating_add(EIGHT - 1)).ok_or(BAD)?;
        if entries.checked_mul(columns) != Some(rows.len()) {
            return Err(BAD);
        }
        Ok(Self { bits, key_bits, columns, bases, counts, gaps, rows })
    }

    /// The row kept for `hash`.
    #[inline]
    pub fn get(&self, hash: u32) -> Option<&'a [u8]> {
        let key = Self::key(hash, self.key_bits);
        let place_bits = self.key_bits - self.bits;
        let (bucket, wanted) = ((key >> place_bits) as usize, key & ((1 << place_bits) - 1));
        let (group, base) = (bucket / GROUP, &self.bases[bucket / GROUP * 4..][..4]);
        let before = sum_of_first(&self.counts[group * GROUP..(group + 1) * GROUP], bucket % GROUP);
        let start = before.checked_add(u32::from_le_bytes([base[0], base[1], base[2], base[3]]) as usize)?;
        let entry = entry_at(self.gaps.get(start..)?, usize::from(self.counts[bucket]), wanted)?;
        self.rows.get((start + entry) * self.columns..(start + entry + 1) * self.columns)
    }

    /// The rows that [`Table::write_chained`] kept for `hash`, and now and then one for another.
    pub fn chain(&self, hash: u32) -> impl Iterator<Item = &'a [u8]> {
        links(hash).map_while(|link| self.get(link))
    }

    /// The key by which a table with keys of `key_bits` knows `hash`: hashes with the same key share a row.
    pub fn key(hash: u32, key_bits: u32) -> u32 {
        hash >> (32 - key_bits)
    }

    /// Writes a table with keys of `key_bits`; `entries` come sorted by key, each key once, with `columns` bytes each.
    pub fn write(key_bits: u32, columns: usize, entries: &[(u32, Vec<u8>)]) -> Vec<u8> {
        // Eight to sixteen entries a bucket: with more a look-up takes longer, with fewer their counts take up more. But where
        // entries lie far apart, buckets as long as a byte can step over.
        let size = entries.len().max(1).ilog2();
        let bits = if key_bits > size + 7 { key_bits - 8 } else { size.saturating_sub(3) };
        let bits = bits.clamp(FEWEST, key_bits);
        let place_bits = key_bits - bits;
        let mut counts = vec![0_u8; 1 << bits];
        let (mut gaps, mut rows) = (Vec::new(), Vec::<u8>::new());
        let (mut last, mut next) = (0, 0);
        for (key, row) in entries {
            let (bucket, place) = (key >> place_bits, key & ((1 << place_bits) - 1));
            if bucket != last {
                (last, next) = (bucket, 0);
            }
            let mut add = |gap: u32, row: &[u8]| {
                gaps.push(gap as u8);
                rows.extend(row);
                counts[bucket as usize] += 1;
            };
            while place - next > LONGEST {
                add(LONGEST, &vec![0; columns]);
                next += LONGEST + 1;
            }
            add(place - next, row);
            next = place + 1;
        }
        let mut bytes = (gaps.len() as u32).to_le_bytes().to_vec();
        bytes.extend([bits as u8, columns as u8, key_bits as u8, 0]);
        let mut before = 0_u32;
        for group in counts.chunks(GROUP) {
            bytes.extend(before.to_le_bytes());
            before += group.iter().map(|count| u32::from(*count)).sum::<u32>();
        }
        bytes.extend(counts);
        bytes.extend(gaps);
        bytes.extend([0; EIGHT - 1]);
        bytes.extend(rows);
        bytes
    }

    /// Writes a table in which a hash can have several rows, and shares none with another: each row takes the first key
    /// of its hash's chain that is free.
    #[allow(dead_code, reason = "called by the build, which shares this file")]
    pub fn write_chained(key_bits: u32, columns: usize, entries: impl IntoIterator<Item = (u32, Vec<u8>)>) -> Vec<u8> {
        let mut rows: BTreeMap<u32, Vec<u8>> = BTreeMap::new();
        for (hash, row) in entries {
            let mut keys = links(hash).map(|link| Self::key(link, key_bits));
            let key = keys.find(|key| !rows.contains_key(key)).expect("a chain is longer than it needs to be");
            rows.insert(key, row);
        }
        Self::write(key_bits, columns, &Vec::from_iter(rows))
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
        // No key is that.
        Self { table, read, rows: vec![(u32::MAX, read(None)); places] }
    }

    /// What is made of the row kept for `hash`, or of none.
    #[inline]
    pub fn get(&mut self, hash: u32) -> R {
        let key = Table::key(hash, self.table.key_bits);
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

/// The hashes under which rows for `hash` are kept, the first ones first.
fn links(hash: u32) -> impl Iterator<Item = u32> {
    (0..CHAIN).map(move |link| if link == 0 { hash } else { join(hash, link) })
}

/// Every other of eight bytes, each in a lane of 16 bits.
const EVEN: u64 = 0x00ff_00ff_00ff_00ff;
/// A one in every lane; a product with it has in each lane the sum of the lanes up to it.
const ONES: u64 = 0x0001_0001_0001_0001;
/// The highest bit of every lane.
const HIGHEST: u64 = 0x8000_8000_8000_8000;

/// The sum of the first `n` of a group's counts, of which there are more.
#[inline]
fn sum_of_first(counts: &[u8], n: usize) -> usize {
    let (eights, _) = counts.as_chunks::<EIGHT>();
    let (whole, rest) = eights.split_at(n / EIGHT);
    // Four lanes hold sums of two bytes each; of the last eight, those beyond the first `n` are masked.
    let pairs = |bytes: u64| (bytes & EVEN) + (bytes >> 8 & EVEN);
    let mut sums = pairs(u64::from_le_bytes(rest[0]) & !(u64::MAX << (8 * (n % EIGHT))));
    for bytes in whole {
        sums += pairs(u64::from_le_bytes(*bytes));
    }
    (sums.wrapping_mul(ONES) >> 48) as usize
}

/// Which of the first `count` entries, told by the `gaps` before them, lies at the place `wanted`.
#[inline]
fn entry_at(gaps: &[u8], count: usize, wanted: u32) -> Option<usize> {
    let mut wanted = u64::from(wanted);
    for (before, eight) in (0..count).step_by(EIGHT).zip(gaps.as_chunks::<EIGHT>().0) {
        let bytes = u64::from_le_bytes(*eight);
        let odd = bytes >> 8 & EVEN;
        let sums = ((bytes & EVEN) + odd).wrapping_mul(ONES);
        // Where the first, third, … and where the second, fourth, … entries lie.
        let places = [sums - odd + 0x0006_0004_0002_0000, sums + 0x0007_0005_0003_0001];
        // The highest bit of the first lane that is as wanted. Only lanes after it may be wrong.
        let found =
            places.map(|lanes| lanes ^ (wanted * ONES)).map(|lanes| lanes.wrapping_sub(ONES) & !lanes & HIGHEST);
        for (first, lanes) in (before..).zip(found) {
            if lanes != 0 {
                return Some(first + lanes.trailing_zeros() as usize / 16 * 2).filter(|entry| *entry < count);
            }
        }
        wanted = wanted.checked_sub((places[1] >> 48) + 1)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_found_and_damage_is_harmless() {
        let hashes = (0..5000_u32).map(|i| i.wrapping_mul(0x9e37_79b9));
        let mut entries: Vec<_> =
            hashes.clone().map(|hash| (Table::key(hash, 18), vec![hash as u8, (hash >> 8) as u8])).collect();
        entries.sort();
        entries.dedup_by_key(|(key, _)| *key);
        let bytes = Table::write(18, 2, &entries);
        let table = Table::new(&bytes, 2).unwrap();
        assert!(Table::new(&bytes, 1).is_err());
        for key_bits in [0, 5, 32, 40, u8::MAX] {
            let mut forged = bytes.clone();
            forged[6] = key_bits;
            assert!(Table::new(&forged, 2).is_err(), "{key_bits}");
        }
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

    #[test]
    fn a_chain_holds_every_row_of_its_hash() {
        // A seventh of the keys is taken, so that many chains meet others.
        let hashes: Vec<u32> = (0..600_u32).map(|i| i.wrapping_mul(0x9e37_79b9)).collect();
        let entries = hashes.iter().flat_map(|hash| [(*hash, vec![*hash as u8]), (*hash, vec![!*hash as u8])]);
        let bytes = Table::write_chained(13, 1, entries);
        let table = Table::new(&bytes, 1).unwrap();
        for hash in hashes {
            let rows: Vec<u8> = table.chain(hash).map(|row| row[0]).collect();
            assert!(rows.contains(&(hash as u8)) && rows.contains(&!(hash as u8)), "{hash}: {rows:?}");
        }
    }
}
