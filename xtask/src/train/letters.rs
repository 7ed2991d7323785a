//! `cargo xtask train-letters`: learns from lists of names, words and places how the letters of names look.

use kantlijn::tagger::{BUCKET_BITS, Letters, runs};
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Arguments {
    /// The language to train
    #[arg(default_value = "nl")]
    language: String,
    /// The folder of lists that are not part of the project
    #[arg(long, default_value = "../shared/lists")]
    lists: PathBuf,
}

/// Log-odds that a level is wide.
const STEP: f64 = 1.0;
const ROUNDS: usize = 12;
/// Penalty on squares, per example.
const SQUARES: f64 = 2e-6;

/// Lists of names, in the language's folder, the one for every language, or outside.
const NAMES: &[&str] = &[
    "names/given.tsv",
    "names/given-en.txt",
    "names/given-international.txt",
    "names/surnames-common.txt",
    "names/surnames-us.txt",
    "names/surnames-LANG.txt",
    "names/surnames-international.txt",
    "names/known-persons.tsv",
];
/// Lists of words that are no names of persons.
const OTHERS: &[&str] = &["words/common.txt", "words/proper.txt", "names/places.txt", "names/organisations.txt"];
/// The outside lists of a language's words.
const WORDS: &[(&str, &str)] = &[("nl", "lexicon/opentaal-words.txt")];

pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let code = &arguments.language;
    let folder = Path::new("src/languages").join(code);
    let places = [folder.clone(), folder.with_file_name("shared"), arguments.lists.clone()];
    let mut examples: BTreeMap<String, [f64; 2]> = BTreeMap::new();
    let mut add = |names: &[&str], side: usize| -> Result<(), Box<dyn Error>> {
        for name in names.iter().map(|name| name.replace("LANG", code)) {
            for path in places.iter().map(|place| place.join(&name)).filter(|path| path.is_file()) {
                for line in fs::read_to_string(path)?.lines().filter(|line| !line.starts_with('#')) {
                    let entry = line.split('\t').next().unwrap_or_default();
                    // Particles and initials say nothing.
                    for word in entry.split_whitespace().filter(|word| word.chars().count() > 3) {
                        examples.entry(word.to_lowercase()).or_default()[side] = 1.0;
                    }
                }
            }
        }
        Ok(())
    };
    add(NAMES, 1)?;
    add(OTHERS, 0)?;
    for (_, words) in WORDS.iter().filter(|(lang, _)| lang == code) {
        add(&[words], 0)?;
    }
    // A tenth is held out, to see how well unknown words are told apart.
    let order = |word: &str| {
        let mut hash = 0_u64;
        runs(word, |bucket| hash = (hash ^ u64::from(bucket)).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        hash >> 20
    };
    let mut all: Vec<(u64, &str, [f64; 2])> =
        examples.iter().map(|(word, sides)| (order(word), word.as_str(), *sides)).collect();
    all.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    let (held_out, learnt) = all.split_at(all.len() / 10);
    let total = |side: usize| learnt.iter().map(|example| example.2[side]).sum::<f64>();
    let (others, names) = (total(0), total(1));
    println!("{names} names, {others} other words");

    let mut weights = vec![0.0; 1 << BUCKET_BITS];
    let mut base = 0.0;
    let odds = |word: &str, base: f64, weights: &[f64]| {
        let mut sum = base;
        runs(word, |bucket| sum += weights[bucket as usize]);
        sum
    };
    for round in 0..ROUNDS {
        let rate = 0.05 / (1.0 + round as f64);
        for (_, word, sides) in learnt {
            let p = 1.0 / (1.0 + (-odds(word, base, &weights)).exp());
            // Both sides weigh the same in all.
            let slope = sides[1] * (1.0 - p) * others.max(names) / names - sides[0] * p * others.max(names) / others;
            base += rate * slope;
            runs(word, |bucket| {
                let weight = &mut weights[bucket as usize];
                *weight += rate * (slope - SQUARES * names * *weight / 100.0);
            });
        }
    }
    let right = held_out.iter().filter(|(_, word, sides)| {
        let name = odds(word, base, &weights) > 0.0;
        sides[usize::from(name)] > 0.0
    });
    println!(
        "{:.1} % of {} held-out words right",
        100.0 * right.count() as f64 / held_out.len() as f64,
        held_out.len()
    );
    fs::write(folder.join("letters.weights"), Letters::write(base, &weights, STEP))?;
    Ok(())
}
