//! The container of a language pack: a checked header, then named sections read in place.
//!
//! ```text
//! 0   magic "KNTL"            4   version, u16          6   sections, u16
//! 8   language, 8 bytes       16  body length, u32      20  checksum of the rest, u64
//! 28  body: per section a tag of 4 bytes, offset u32, length u32; then the sections
//! ```
//! Numbers are little-endian, offsets count from the start of the body, sections start at multiples of 8.

/// The layout's version. A pack of another version is refused.
pub const VERSION: u16 = 1;
const MAGIC: &[u8; 4] = b"KNTL";
const HEADER: usize = 28;
const ENTRY: usize = 12;

/// The tag of the section that holds the reasons in the language `code`, of two letters.
pub fn reasons(code: &str) -> [u8; 4] {
    let code = code.as_bytes();
    [b'w', b':', code.first().copied().unwrap_or_default(), code.get(1).copied().unwrap_or_default()]
}

/// The codes of the languages whose reasons a pack that passed [`check`] holds.
pub fn explained(pack: &[u8]) -> impl Iterator<Item = &str> {
    let codes = entries(pack).flatten().filter_map(|(tag, ..)| tag.strip_prefix(b"w:"));
    codes.filter_map(|code| str::from_utf8(code).ok())
}

/// Writes a pack of `sections` for the language `code` (at most 8 bytes).
#[allow(dead_code, reason = "called by the build, which shares this file")]
pub fn write(code: &str, sections: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut body = Vec::new();
    let mut offset = (sections.len() * ENTRY).next_multiple_of(8);
    for (tag, data) in sections {
        body.extend_from_slice(*tag);
        body.extend_from_slice(&(offset as u32).to_le_bytes());
        body.extend_from_slice(&(data.len() as u32).to_le_bytes());
        offset = (offset + data.len()).next_multiple_of(8);
    }
    for (_, data) in sections {
        body.resize(body.len().next_multiple_of(8), 0);
        body.extend_from_slice(data);
    }
    let mut name = [0; 8];
    name[..code.len()].copy_from_slice(code.as_bytes());

    let mut pack = Vec::with_capacity(HEADER + body.len());
    pack.extend_from_slice(MAGIC);
    pack.extend_from_slice(&VERSION.to_le_bytes());
    pack.extend_from_slice(&(sections.len() as u16).to_le_bytes());
    pack.extend_from_slice(&name);
    pack.extend_from_slice(&(body.len() as u32).to_le_bytes());
    pack.extend_from_slice(&checksum(&pack, &body).to_le_bytes());
    pack.extend_from_slice(&body);
    pack
}

/// Checks a pack's header, checksum and table; gives its language code, or says what is wrong.
pub fn check(pack: &[u8]) -> Result<&str, &'static str> {
    if pack.len() < HEADER || &pack[..4] != MAGIC {
        return Err("it is not a Kantlijn pack");
    }
    if pack[4..6] != VERSION.to_le_bytes() {
        return Err("it was made for another version");
    }
    let body = &pack[HEADER..];
    if body.len() != u32_at(pack, 16) {
        return Err("it is cut short or has something after it");
    }
    if checksum_of(pack) != checksum(&pack[..20], body).to_le_bytes() {
        return Err("its checksum does not fit: it is damaged");
    }
    for entry in entries(pack) {
        let end = entry.and_then(|(_, start, length)| start.checked_add(length));
        let fits = end.is_some_and(|end| end <= body.len());
        if !fits {
            return Err("its table points outside it");
        }
    }
    let name = pack[8..16].split(|byte| *byte == 0).next().unwrap_or_default();
    str::from_utf8(name).map_err(|_| "its language code is not text")
}

/// The section `tag` of a pack that passed [`check`]; empty if there is none.
pub fn section<'a>(pack: &'a [u8], tag: &[u8; 4]) -> &'a [u8] {
    let found = entries(pack).flatten().find(|(name, ..)| name == tag);
    found.map_or(&[], |(_, start, length)| &pack[HEADER + start..HEADER + start + length])
}

fn entries(pack: &[u8]) -> impl Iterator<Item = Option<(&[u8], usize, usize)>> {
    let sections = u16::from_le_bytes([pack[6], pack[7]]) as usize;
    (0..sections).map(|i| {
        let entry = pack.get(HEADER + i * ENTRY..HEADER + (i + 1) * ENTRY)?;
        Some((&entry[..4], u32_at(entry, 4), u32_at(entry, 8)))
    })
}

/// The checksum of a pack, as it says itself; nothing where it is too short to be one.
pub fn checksum_of(pack: &[u8]) -> &[u8] {
    pack.get(20..HEADER).unwrap_or_default()
}

fn u32_at(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]) as usize
}

/// FNV-1a over words of eight bytes, with a shift: a guard against damage, not against an attacker.
fn checksum(header: &[u8], body: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for chunk in header.chunks(8).chain(body.chunks(8)) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = (hash ^ u64::from_le_bytes(word)).wrapping_mul(0x0000_0100_0000_01b3);
        hash ^= hash >> 29;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trip_and_damage() {
        let pack = write("nl", &[(b"aaaa", vec![1, 2, 3]), (b"bbbb", vec![]), (b"cccc", vec![9; 20])]);
        assert_eq!(check(&pack), Ok("nl"));
        assert_eq!(section(&pack, b"aaaa"), [1, 2, 3]);
        assert_eq!(section(&pack, b"cccc"), [9; 20]);
        assert!(section(&pack, b"bbbb").is_empty() && section(&pack, b"dddd").is_empty());
        for at in 0..pack.len() {
            let mut damaged = pack.clone();
            damaged[at] ^= 0x55;
            assert!(check(&damaged).is_err(), "byte {at}");
            assert!(check(&pack[..at]).is_err(), "cut at {at}");
        }
    }
}
