//! `persons-cues.txt`: the words that tell who is who, each with its classes as bits.

use crate::cue::Cue;
use std::{collections::BTreeMap, fs, path::Path};

/// A finite-state transducer from words, written backwards so that the ends of compounds are found in one
/// walk, to the bits of their classes.
pub fn compile(folder: &Path) -> Vec<u8> {
    let path = folder.join("persons-cues.txt");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut words: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    let mut bits = 0;
    for line in text.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        if let Some(heading) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let class = |name| Cue::named(name).unwrap_or_else(|| panic!("{}: no class {name}", path.display()));
            bits = heading.split_whitespace().map(|name| class(name).bit()).sum();
            continue;
        }
        for word in line.split_whitespace() {
            let (word, compound) = word.strip_prefix('*').map_or((word, 0), |rest| (rest, Cue::Compound.bit()));
            *words.entry(word.bytes().rev().collect()).or_default() |= bits | compound;
        }
    }
    let map = fst::Map::from_iter(words).expect("the words are sorted");
    map.into_fst().into_inner()
}
