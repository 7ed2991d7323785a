//! `cargo xtask train-events`: learns which words name an event, of what type, whether it happened, who takes
//! part and when it was.

mod data;
mod fit;
mod maxent;
mod measure;
mod ties;

use crate::corpus::{GoldArticle, read_gold, read_marked, read_passages};
use crate::who_when::read_rows;
use data::{Doc, load};
use fit::{fit, packed};
use kantlijn::event::{Model, triggers};
use kantlijn::language;
use measure::{Tally, measure, predict};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// The probability from which a candidate counts as an event.
const THRESHOLD: f32 = 0.55;
const FOLDS: usize = 5;
/// The sets that are learnt from, and those that are measured.
const TRAIN: [&str; 4] = ["news", "written", "newspapers", "ours"];
const HELD_OUT: [&str; 3] = ["news", "written", "seeds"];

#[derive(clap::Args)]
pub struct Arguments {
    /// The language to train
    #[arg(default_value = "nl")]
    language: String,
    /// The folder that holds gold/
    #[arg(long, default_value = "../shared")]
    shared: PathBuf,
    /// Measure on each fifth of the articles with models that have seen the others, and write nothing
    #[arg(long)]
    cross: bool,
    /// Print the errors on the articles that are measured
    #[arg(long)]
    errors: bool,
}

pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let code = &arguments.language;
    let folder = Path::new("src/languages").join(code);
    let language = language(code)?;
    let lexicon = triggers(&language)?;
    let newspapers = folder.join("articles/newspapers.tsv");
    let articles = |set: &'static str, part: &str| -> Result<Vec<GoldArticle>, Box<dyn Error>> {
        let path = match set {
            "seeds" => arguments.shared.join("gold/seeds.ndjson"),
            _ => arguments.shared.join(format!("gold/{set}-{code}/{part}.ndjson")),
        };
        let articles = match set {
            "ours" => read_marked(&folder.join("articles"), code)?,
            "newspapers" if newspapers.is_file() => {
                let sentences = arguments.shared.join(format!("gold/persons-{code}/{part}.ndjson"));
                read_passages(&newspapers, &read_gold(&sentences)?)?
            }
            _ if path.is_file() => read_gold(&path)?,
            _ => Vec::new(),
        };
        Ok(articles.into_iter().filter(|article| article.lang == *code).collect())
    };
    let read = |set: &'static str, part: &str| -> Result<Vec<Doc>, Box<dyn Error>> {
        articles(set, part)?.iter().map(|article| load(set, article, &lexicon)).collect()
    };
    let rows = read_rows(code, "build")?;
    let mut tied = Vec::new();
    for set in TRAIN {
        tied.extend(articles(set, "train")?.into_iter().map(|article| (set, article)));
    }
    let tied = ties::read(&tied, &rows, &lexicon)?;
    println!("who and when: {} articles, {} events", tied.len(), tied.iter().flat_map(|(_, cases)| cases).count());
    let mut docs = Vec::new();
    for set in TRAIN {
        let read = read(set, "train")?;
        let events: usize = read.iter().map(|doc| doc.gold.len()).sum();
        let candidates: usize = read.iter().map(|doc| doc.cases.len()).sum();
        println!("{set}: {} articles, {candidates} candidates, {events} events", read.len());
        docs.extend(read);
    }
    let tie = ties::fit(&tied.iter().collect::<Vec<_>>());
    if arguments.cross {
        let mut tallies = TRAIN.map(|set| (set, ties::Tally::default()));
        for fold in 0..FOLDS {
            let inside = tied.iter().enumerate().filter(|(i, _)| i % FOLDS != fold).map(|(_, read)| read);
            let model = ties::fit(&inside.collect::<Vec<_>>());
            for (set, cases) in tied.iter().skip(fold).step_by(FOLDS) {
                for (_, tally) in tallies.iter_mut().filter(|(known, _)| known == set) {
                    cases.iter().for_each(|case| tally.add(case, &model));
                }
            }
        }
        for (set, tally) in tallies {
            println!("cross {set}: {}", tally.show());
        }
        let mut tallies = TRAIN.map(|set| (set, Tally::default()));
        for fold in 0..FOLDS {
            let (held_out, inside): (Vec<_>, Vec<_>) = docs.iter().enumerate().partition(|(i, _)| i % FOLDS == fold);
            let inside: Vec<&Doc> = inside.into_iter().map(|(_, doc)| doc).collect();
            let bytes = packed(&inside, &fit(&inside), &tie, &lexicon, THRESHOLD);
            let model = Model::new(&bytes)?;
            for (_, doc) in held_out {
                let tally = measure(doc, &predict(doc, &language, &lexicon, &model), arguments.errors);
                tallies.iter_mut().filter(|(set, _)| *set == doc.set).for_each(|(_, sum)| sum.add(tally));
            }
        }
        for (set, tally) in tallies {
            println!("cross {set}: {}", tally.show());
        }
        return Ok(());
    }
    let docs: Vec<&Doc> = docs.iter().collect();
    let models = fit(&docs);
    let bytes = packed(&docs, &models, &tie, &lexicon, THRESHOLD);
    fs::write(folder.join("events.weights"), &bytes)?;
    println!(
        "features: {} {} {} {} {}, {} bytes",
        models.detection.nonzero(),
        models.typing.nonzero(),
        models.modality.nonzero(),
        tie.persons.nonzero(),
        tie.times.nonzero(),
        bytes.len()
    );
    let model = Model::new(&bytes)?;
    for set in HELD_OUT {
        let mut tally = Tally::default();
        for doc in read(set, "dev")? {
            tally.add(measure(&doc, &predict(&doc, &language, &lexicon, &model), arguments.errors));
        }
        println!("{set}: {}", tally.show());
    }
    Ok(())
}
