//! `cargo xtask speed`: throughput of the person, date and event stages alone, and how their time grows with the text.

use crate::command::root;
use crate::corpus::read_marked;
use kantlijn::date::{Policy, dates};
use kantlijn::event::{self, triggers};
use kantlijn::language;
use kantlijn::lexicon::Words;
use kantlijn::sentence::Document;
use kantlijn::tagger::{self, Letters};
use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

/// Text lengths in KiB, each twice the one before.
const SIZES: [usize; 5] = [64, 128, 256, 512, 1024];

/// How many articles apart those are that follow one another in the text.
const STRIDE: usize = 29;

/// The best of several runs, in seconds.
fn best(work: impl Fn()) -> f64 {
    let time = |_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    };
    (0..15).map(time).fold(f64::INFINITY, f64::min)
}

pub fn run() -> Result<(), Box<dyn Error>> {
    let dutch = language("nl")?;
    let articles = read_marked(&root().join("src/languages/nl/articles"), "nl")?;
    // In strides, so that every length holds every kind of article.
    let strides = (0..STRIDE).flat_map(|start| articles.iter().skip(start).step_by(STRIDE));
    let all: String = strides.map(|article| article.text.clone() + "\n\n").collect();
    let (words, letters) = (Words::new(dutch.section(b"word"))?, Letters::new(dutch.section(b"lttr"))?);
    let (persons, lexicon) = (tagger::Model::new(dutch.section(b"pers"))?, triggers(&dutch)?);
    let events = event::Model::new(dutch.section(b"evwt"))?;
    let mut before: Option<[f64; 3]> = None;
    for kib in SIZES {
        let text: String = all.chars().cycle().take(kib * 1024).collect();
        let document = Document::new(&text, &dutch);
        let tokens = best(|| drop(black_box(Document::new(&text, &dutch))));
        let published = "2021-10-01".parse().ok();
        let times = [
            best(|| drop(black_box(persons.tag(&tagger::View::new(&document, &words, &letters))))),
            best(|| drop(black_box(dates(&text, &dutch, published, Policy::News)))) - tokens,
            best(|| {
                black_box(events.decide(&event::View::new(&document, &lexicon, &[])).len());
            }),
        ];
        for (place, (stage, time)) in ["persons", "dates", "events"].into_iter().zip(times).enumerate() {
            let growth = before.map_or(String::new(), |before| format!("  {:.2} times the half", time / before[place]));
            println!(
                "{kib:5} KiB: {stage:7} {:7.2} ms, {:5.1} MB/s{growth}",
                time * 1e3,
                text.len() as f64 / time / 1e6
            );
        }
        before = Some(times);
    }
    Ok(())
}
