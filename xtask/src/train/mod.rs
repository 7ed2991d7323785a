//! `cargo xtask train`: learns the weights of the person model from the annotated articles.
//!
//! The first pass is trained on the words around. Its opinions, on articles that it has not seen
//! (cross-validation), are evidence for the second. All sums are made in a fixed order, so that training
//! twice gives the same weights.

mod crf;
mod data;
pub mod event;
mod fit;
pub mod letters;
mod optimise;

use data::{Corpus, Item, Lists};
use fit::{Fitted, Settings};
use kantlijn::tagger::Model;
use std::collections::HashSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(clap::Args)]
pub struct Arguments {
    /// The language to train
    #[arg(default_value = "nl")]
    language: String,
    /// Leave out a kind of features (word, window, affix, shape, names, frequency, cues, letters, sides,
    /// article, belief) and write nothing, to see what it brings
    #[arg(long, value_name = "GROUP")]
    without: Vec<String>,
    /// Measure only: write nothing
    #[arg(long)]
    dry: bool,
    /// Print the errors on the held-out sets
    #[arg(long)]
    errors: bool,
    /// Where the gold sets lie
    #[arg(long, default_value = "../shared/gold")]
    gold: PathBuf,
    #[command(flatten)]
    settings: Settings,
}

pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let language = kantlijn::language(&arguments.language)?;
    let lists = Lists::new(&language)?;
    let folder = Path::new("src/languages").join(&arguments.language);
    let corpus = Corpus::read(&arguments.gold, &folder, &arguments.language, &arguments.settings)?;
    eprintln!("{} texts to learn from", corpus.train.len());

    let fitted = fit::fit(&corpus.train, &language, &lists, &arguments.settings, &arguments.without)?;
    eprintln!("trained in {:.0} s", start.elapsed().as_secs_f64());
    report("exact weights", &corpus, &language, &lists, &fitted, arguments.errors);

    let bytes = fitted.write(&arguments.language, &arguments.settings);
    let model = Model::new(&bytes)?;
    eprintln!("{} features, {} bytes", fitted.len(), bytes.len());
    println!("stored weights:");
    let mut all = Tally::default();
    for (name, items) in &corpus.held_out {
        let found = items.iter().map(|item| data::tagged(item, &language, &lists, |view| model.tag(view)));
        let tally = Tally::new(items, found);
        println!("{name:18} {}", tally.line());
        all.add(&tally);
    }
    all.print_reliability();
    if arguments.without.is_empty() && !arguments.dry {
        fs::write(folder.join("persons.weights"), bytes)?;
    }
    Ok(())
}

fn report(title: &str, corpus: &Corpus, language: &kantlijn::Language, lists: &Lists, fitted: &Fitted, errors: bool) {
    println!("{title}:");
    for (name, items) in &corpus.held_out {
        let found: Vec<_> =
            items.iter().map(|item| data::tagged(item, language, lists, |view| fitted.tag(view))).collect();
        println!("{name:18} {}", Tally::new(items, found.iter().cloned()).line());
        if errors {
            print_errors(name, items, &found);
        }
    }
}

fn print_errors(name: &str, items: &[Item], found: &[Vec<(usize, usize, f64)>]) {
    for (item, found) in items.iter().zip(found) {
        let gold: HashSet<_> = item.gold.iter().copied().collect();
        let predicted: HashSet<_> = found.iter().map(|(start, end, _)| (*start, *end)).collect();
        let around = |start: usize, end: usize| {
            let from = item.text[..start].char_indices().rev().nth(45).map_or(0, |(at, _)| at);
            let to = item.text[end..].char_indices().nth(45).map_or(item.text.len(), |(at, _)| end + at);
            format!("{}[{}]{}", &item.text[from..start], &item.text[start..end], &item.text[end..to]).replace('\n', "⏎")
        };
        for (start, end) in &item.gold {
            if !predicted.contains(&(*start, *end)) {
                println!("{name}\tmissed\t{}\t{}", item.id, around(*start, *end));
            }
        }
        for (start, end, score) in found {
            if !gold.contains(&(*start, *end)) {
                println!("{name}\tsurplus {score:.2}\t{}\t{}", item.id, around(*start, *end));
            }
        }
    }
}

/// Strict counts and the calibration error over ten bins.
#[derive(Default)]
struct Tally {
    gold: usize,
    found: usize,
    right: usize,
    bins: [(usize, usize, f64); 10],
}

impl Tally {
    fn new(items: &[Item], found: impl Iterator<Item = Vec<(usize, usize, f64)>>) -> Self {
        let mut tally = Self::default();
        for (item, found) in items.iter().zip(found) {
            tally.gold += item.gold.len();
            tally.found += found.len();
            for (start, end, score) in found {
                let right = item.gold.contains(&(start, end));
                tally.right += usize::from(right);
                let bin = &mut tally.bins[((score * 10.0) as usize).min(9)];
                bin.0 += 1;
                bin.1 += usize::from(right);
                bin.2 += score;
            }
        }
        tally
    }

    fn add(&mut self, other: &Self) {
        for (bin, (found, right, sum)) in self.bins.iter_mut().zip(other.bins) {
            *bin = (bin.0 + found, bin.1 + right, bin.2 + sum);
        }
    }

    fn print_reliability(&self) {
        println!("score     mentions  mean score  right");
        for (place, (found, right, sum)) in self.bins.iter().enumerate().filter(|(_, bin)| bin.0 > 0) {
            let (low, high) = (place as f64 / 10.0, (place + 1) as f64 / 10.0);
            let share = |part: f64| part / *found as f64;
            println!("{low:.1}–{high:.1} {found:11}  {:10.2}  {:5.2}", share(*sum), share(*right as f64));
        }
    }

    fn line(&self) -> String {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        let f1 = share(2 * self.right, self.gold + self.found);
        let error: f64 = self.bins.iter().map(|(_, right, sum)| (*right as f64 - sum).abs()).sum();
        format!(
            "P {:5.2}  R {:5.2}  F1 {f1:5.2}  ECE {:.3}  ({} of {} found, {} gold)",
            share(self.right, self.found),
            share(self.right, self.gold),
            error / self.found.max(1) as f64,
            self.right,
            self.found,
            self.gold
        )
    }
}
