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
pub use fold::fold;
use std::collections::BTreeMap;
use std::path::Path;

/// A list, its class, and which words of an entry count.
type List = (&'static str, Class, Part);

#[derive(Clone, Copy)]
enum Part {
    /// The entry as a whole, which is one word.
    Whole,
    /// The last word: a family name without its particles.
    Last,
    /// Every word of three letters or more.
    Each,
}

const LISTS: &[List] = &[
    ("names/given.txt", Class::Given, Part::Whole),
    ("names/given-abroad.txt", Class::GivenAbroad, Part::Whole),
    ("names/surnames.txt", Class::Surname, Part::Last),
    ("names/given-nl.tsv", Class::Given, Part::Whole),
    ("names/given-en.txt", Class::GivenAbroad, Part::Whole),
    ("names/given-international.txt", Class::GivenAbroad, Part::Whole),
    ("names/surnames-nl.txt", Class::Surname, Part::Last),
    ("names/surnames-international.txt", Class::SurnameAbroad, Part::Last),
    ("names/surnames-abroad.txt", Class::SurnameAbroad, Part::Last),
    ("names/known-persons.tsv", Class::KnownPerson, Part::Last),
    ("names/particles.txt", Class::Particle, Part::Whole),
    ("names/places.txt", Class::Place, Part::Each),
    ("names/organisations.txt", Class::Organisation, Part::Each),
    ("names/works.txt", Class::Work, Part::Each),
    ("words/organisation-heads.txt", Class::Head, Part::Whole),
    ("words/roles.txt", Class::Role, Part::Last),
    ("words/kin.tsv", Class::Kin, Part::Whole),
    ("words/reporting-verbs.txt", Class::Says, Part::Whole),
    ("words/proper.txt", Class::Proper, Part::Whole),
];

/// Ranks in `words/common.txt` below which a word is frequent, and usual.
const RANKS: [usize; 2] = [2500, 9000];

/// Every list of a language's folder that is there, merged by word.
pub fn words(folder: &Path) -> Vec<u8> {
    let mut merged: BTreeMap<u32, Classes> = BTreeMap::new();
    let mut add = |word: &str, class: Class| {
        let classes = merged.entry(fold::hash(word)).or_default();
        *classes = classes.with(class);
    };
    let read = |name: &str| if folder.join(name).is_file() { super::words::lines(&folder.join(name)) } else { vec![] };
    for (name, class, part) in LISTS {
        for line in read(name) {
            let entry = line.split('\t').next().unwrap_or_default();
            match part {
                Part::Whole => add(entry, *class),
                Part::Last => add(entry.rsplit(' ').next().unwrap_or(entry), *class),
                Part::Each => {
                    for word in entry.split(' ').filter(|word| word.chars().count() > 2) {
                        add(word, *class);
                    }
                }
            }
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
