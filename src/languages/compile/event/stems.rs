//! The forms of all words, as stems with the endings each takes: what a word's forms share is written once.

use super::layout::{ENDINGS, ENTRY, Form, LAST, PART_SHIFT, Part};
use std::collections::{BTreeMap, BTreeSet};

/// The longest ending in bytes.
const LONGEST: usize = 5;
/// The fewest letters of a stem that is not all of a form.
const SHORTEST: usize = 2;

/// The forms of one part of speech of one word.
pub type Forms = BTreeMap<String, Form>;
/// What a stem takes: endings and the forms they make.
type Signature = Vec<(String, Form)>;

/// The places where a form can be cut, each with the stem and the ending.
fn cuts(form: &str) -> impl Iterator<Item = (&str, &str)> {
    let places = form.char_indices().map(|(at, _)| at).skip(SHORTEST).chain([form.len()]);
    places.map(|at| form.split_at(at)).filter(|(_, ending)| ending.len() <= LONGEST)
}

/// The stem that most of the forms have with one of `endings`, the longest of several.
fn best<'a>(forms: &BTreeSet<&'a str>, endings: impl Fn(&str) -> bool) -> Option<(&'a str, Vec<&'a str>)> {
    let mut stems: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for form in forms {
        for (stem, _) in cuts(form).filter(|(_, ending)| endings(ending)) {
            stems.entry(stem).or_default().push(form);
        }
    }
    stems.into_iter().max_by_key(|(stem, forms)| (forms.len(), stem.len()))
}

/// The endings that are worth most.
fn endings(words: &BTreeMap<(Part, u16), Forms>) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for forms in words.values() {
        let forms: BTreeSet<&str> = forms.keys().map(String::as_str).collect();
        let (stem, forms) = best(&forms, |_| true).unwrap_or_default();
        for form in forms {
            *counts.entry(&form[stem.len()..]).or_default() += 1;
        }
    }
    counts.remove("");
    let mut order: Vec<&str> = counts.keys().copied().collect();
    order.sort_by_key(|ending| std::cmp::Reverse(counts[ending]));
    [""].into_iter().chain(order).take(ENDINGS).map(str::to_owned).collect()
}

/// The sections that `src/event/forms.rs` reads.
pub fn write(words: &BTreeMap<(Part, u16), Forms>) -> [(&'static [u8; 4], Vec<u8>); 4] {
    let endings = endings(words);
    let place = |ending: &str| endings.iter().position(|known| known == ending);
    // Stems lie back to front, so that what a compound ends in is found on the way.
    let mut entries: BTreeSet<(String, Part, u16, Signature)> = BTreeSet::new();
    for ((part, number), forms) in words {
        let mut left: BTreeSet<&str> = forms.keys().map(String::as_str).collect();
        while let Some((stem, taken)) = best(&left, |ending| place(ending).is_some()) {
            let signature = taken.iter().map(|form| (form[stem.len()..].to_owned(), forms[*form])).collect();
            entries.insert((stem.chars().rev().collect(), *part, *number, signature));
            left.retain(|form| !taken.contains(form));
        }
    }
    let mut signatures = Vec::new();
    let mut known: BTreeMap<&Signature, u16> = BTreeMap::new();
    let mut rows: Vec<[u8; ENTRY]> = Vec::new();
    let mut stems = fst::MapBuilder::memory();
    let mut before = None;
    for (stem, part, number, signature) in &entries {
        let at = *known.entry(signature).or_insert_with(|| {
            let at = signatures.len() as u16;
            signatures.push(signature.len() as u8);
            for (ending, form) in signature {
                signatures.extend([place(ending).expect("it is one of them") as u8, *form as u8]);
            }
            at
        });
        if before == Some(stem) {
            rows.last_mut().expect("the stem has one")[3] &= !LAST;
        } else {
            stems.insert(stem, rows.len() as u64).expect("stems are sorted");
        }
        before = Some(stem);
        let [low, high] = (*number | (*part as u16) << PART_SHIFT).to_le_bytes();
        let [signature_low, signature_high] = at.to_le_bytes();
        assert!(signature_high & LAST == 0 && number >> PART_SHIFT == 0, "more words than there are numbers for");
        rows.push([low, high, signature_low, signature_high | LAST]);
    }
    let listed = endings.iter().flat_map(|ending| [&[ending.len() as u8], ending.as_bytes()].concat()).collect();
    [
        (b"stem", stems.into_inner().expect("memory can be written")),
        (b"entr", (0..ENTRY).flat_map(|column| rows.iter().map(move |row| row[column])).collect()),
        (b"sign", signatures),
        (b"ends", listed),
    ]
}
