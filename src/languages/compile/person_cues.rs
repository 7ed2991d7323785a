//! `persons-cues.txt`: the words that tell who is who, each with its classes as bits; and the other names of
//! known persons.

use crate::cue::Cue;
use crate::known::KnownNames;
use crate::lexicon::fold;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// A finite-state transducer from words, written backwards so that the ends of compounds are found in one
/// walk, to the bits of their classes.
pub fn cues(folder: &Path) -> Vec<u8> {
    let path = folder.join("persons-cues.txt");
    let text = read(&path);
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

/// `names/known-persons.tsv`, a full name and its other names a line: what `src/person/known.rs` reads. Other names made of words of
/// the full name are left out, since grouping sees them.
pub fn also_known_as(folder: &Path) -> Vec<u8> {
    let folded = |name: &str| name.chars().flat_map(fold).collect::<String>();
    let mut pairs = BTreeSet::new();
    for line in super::words::list(folder, "names/known-persons.tsv") {
        let (full, others) = line.split_once('\t').unwrap_or((&line, ""));
        let full = folded(full);
        for other in others.split('|').map(folded).filter(|other| !other.is_empty()) {
            if !other.split(' ').all(|word| full.split(' ').any(|known| known == word)) {
                pairs.insert((other, full.clone()));
            }
        }
    }
    KnownNames::write(pairs.iter().map(|(other, full)| (other.as_str(), full.as_str())))
}

/// The text of a file, empty if the language has none.
fn read(path: &Path) -> String {
    if !path.is_file() {
        return String::new();
    }
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
