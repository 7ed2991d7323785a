//! The classes of words: which list gives which class.

#[path = "../../lexicon/class.rs"]
#[allow(dead_code, reason = "the library reads what the build writes")]
mod class;
#[path = "../../lexicon/fold.rs"]
#[allow(dead_code, reason = "the library reads what the build writes")]
pub mod fold;
#[path = "../../lexicon/table.rs"]
#[allow(dead_code, reason = "the library reads what the build writes")]
mod table;
#[path = "../../lexicon/words.rs"]
#[allow(dead_code, reason = "the library reads what the build writes")]
mod words;

use class::{Class, Classes};
pub use fold::{fold, hash, join};
use std::collections::BTreeMap;
use std::path::Path;
pub use table::Table;

/// A list, its class, and which words of an entry count.
type List = (&'static str, Class, Part);

#[derive(Clone, Copy)]
enum Part {
    /// The entry as a whole: a word or a phrase.
    Whole,
    /// The last word: a family name without its particles, a role without what stands before it.
    Last,
    /// Full names in the first column, other names in the second, `|` between them: the last word of each.
    Names,
}

const LISTS: &[List] = &[
    ("names/given.tsv", Class::Given, Part::Whole),
    ("names/surnames-common.txt", Class::Surname, Part::Last),
    ("names/known-persons.tsv", Class::KnownPerson, Part::Names),
    ("names/particles.txt", Class::Particle, Part::Whole),
    ("names/places.txt", Class::Place, Part::Whole),
    ("names/organisations.txt", Class::Organisation, Part::Whole),
    ("names/works.txt", Class::Work, Part::Whole),
    ("words/organisation-heads.txt", Class::Head, Part::Whole),
    ("words/roles.txt", Class::Role, Part::Last),
    ("words/kin.tsv", Class::Kin, Part::Last),
    ("words/reporting-verbs.txt", Class::Says, Part::Whole),
    ("words/proper.txt", Class::Proper, Part::Whole),
];

/// Ranks in `words/common.txt` below which a word is frequent, and usual.
const RANKS: [usize; 2] = [2500, 9000];

/// The hash of a word or phrase.
fn phrase(entry: &str) -> u32 {
    let mut hashes = entry.split_whitespace().map(fold::hash);
    let first = hashes.next().unwrap_or_default();
    hashes.fold(first, fold::join)
}

/// Every list of a language's folder that is there, merged by word.
pub fn words(folder: &Path) -> Vec<u8> {
    let mut merged: BTreeMap<u32, Classes> = BTreeMap::new();
    let mut add = |entry: &str, class: Class| {
        let classes = merged.entry(phrase(entry)).or_default();
        *classes = classes.with(class);
    };
    let read = |name: &str| super::words::list(folder, name);
    for (name, class, part) in LISTS {
        for line in read(name) {
            let (entry, others) = line.split_once('\t').unwrap_or((&line, ""));
            match part {
                Part::Whole => add(entry, *class),
                Part::Last => add(entry.rsplit(' ').next().unwrap_or(entry), *class),
                Part::Names => {
                    for name in others.split('|').chain([entry]).filter(|name| !name.is_empty()) {
                        add(name.rsplit(' ').next().unwrap_or(name), *class);
                    }
                }
            }
        }
    }
    // The second column of the given names says whose they are: M, V, both, or V most often.
    for line in read("names/given.tsv") {
        match line.split_once('\t') {
            Some((name, "M")) => add(name, Class::Male),
            Some((name, "V" | "FV")) => add(name, Class::Female),
            _ => {}
        }
    }
    for (rank, word) in read("words/common.txt").iter().enumerate() {
        let class = match RANKS.iter().position(|limit| rank < *limit) {
            Some(0) => Class::Frequent,
            Some(_) => Class::Usual,
            None => Class::Rare,
        };
        add(word, class);
    }
    words::Words::write(&merged)
}
