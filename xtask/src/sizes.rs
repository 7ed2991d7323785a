//! `cargo xtask sizes`: what the wasm and the packs of the last build spend their bytes on, section by section.

use crate::build::{WASM, packed_size};
use crate::command::root;
use std::error::Error;
use std::fs;

/// The sections of a wasm, by their number.
const WASM_SECTIONS: [&str; 13] = [
    "custom",
    "type",
    "import",
    "function",
    "table",
    "memory",
    "global",
    "export",
    "start",
    "element",
    "code",
    "data",
    "data count",
];

pub fn run_sizes() -> Result<(), Box<dyn Error>> {
    let dist = root().join("dist");
    let read = |name: &str| fs::read(dist.join(name)).map_err(|_| "there is no build yet: cargo xtask build");
    let wasm = read(WASM)?;
    report(WASM, wasm_sections(&wasm).ok_or("the wasm is damaged")?)?;
    for (code, _) in kantlijn::languages::PACKS {
        let name = format!("{code}.pack");
        report(&name, pack_sections(&read(&name)?).ok_or("the pack is damaged")?)?;
    }
    Ok(())
}

/// A section's name, and its bytes.
type Section<'a> = (String, &'a [u8]);

/// Prints the largest first. Packed alone a section takes a little more than within its file.
fn report(file: &str, mut sections: Vec<Section>) -> Result<(), Box<dyn Error>> {
    sections.sort_by_key(|(_, bytes)| usize::MAX - bytes.len());
    println!("{file:20} {:>9} {:>9}", "bytes", "brotli");
    for (name, bytes) in sections {
        println!("  {name:18} {:>9} {:>9}", bytes.len(), packed_size(bytes)?);
    }
    Ok(())
}

/// The sections of a wasm module: a number, the length in LEB128, the bytes.
fn wasm_sections(wasm: &[u8]) -> Option<Vec<Section<'_>>> {
    let mut rest = wasm.strip_prefix(b"\0asm\x01\0\0\0")?;
    let mut sections = Vec::new();
    while let [number, after @ ..] = rest {
        let width = after.iter().position(|byte| byte & 0x80 == 0)? + 1;
        let length = after[..width].iter().rev().fold(0, |sum, byte| sum << 7 | usize::from(byte & 0x7f));
        let name = WASM_SECTIONS.get(usize::from(*number)).unwrap_or(&"other");
        sections.push(((*name).to_owned(), after.get(width..width + length)?));
        rest = &after[width + length..];
    }
    Some(sections)
}

/// The sections of a pack, by the layout that `src/pack.rs` tells.
fn pack_sections(pack: &[u8]) -> Option<Vec<Section<'_>>> {
    let (header, body) = pack.split_at_checked(28)?;
    let number = |bytes: &[u8]| Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize);
    let entry = |entry: &[u8]| {
        let (start, length) = (number(&entry[4..8])?, number(&entry[8..])?);
        Some((String::from_utf8_lossy(&entry[..4]).into_owned(), body.get(start..start + length)?))
    };
    let count = u16::from_le_bytes([header[6], header[7]]);
    body.chunks_exact(12).take(count.into()).map(entry).collect()
}
