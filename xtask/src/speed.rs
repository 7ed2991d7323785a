//! `cargo xtask speed`: throughput of the date and event stages alone, and how their time grows with the text.

use kantlijn::date::{Policy, dates};
use kantlijn::event::{Model, View, triggers};
use kantlijn::sentence::Document;
use kantlijn::{Language, language};
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::time::Instant;

/// The best of several runs, in seconds: the tokens alone, with the date stage, and the event stage alone.
fn measure(text: &str, dutch: &Language) -> Result<(f64, f64, f64), Box<dyn Error>> {
    let best = |work: &dyn Fn()| {
        let time = |_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64()
        };
        (0..15).map(time).fold(f64::INFINITY, f64::min)
    };
    let tokens = best(&|| drop(black_box(Document::new(text, dutch))));
    let all = best(&|| drop(black_box(dates(text, dutch, "2021-10-01".parse().ok(), Policy::News))));
    let (document, triggers, model) =
        (Document::new(text, dutch), triggers(dutch)?, Model::new(dutch.section(b"evwt"))?);
    let events = best(&|| {
        black_box(model.decide(&View::new(&document, &triggers, &[])).len());
    });
    Ok((tokens, all, events))
}

pub fn run() -> Result<(), Box<dyn Error>> {
    let dutch = language("nl")?;
    let seeds: String = fs::read_dir("seeds")?
        .flatten()
        .filter(|file| file.path().extension().is_some_and(|extension| extension == "txt"))
        .map(|file| fs::read_to_string(file.path()))
        .collect::<Result<Vec<_>, _>>()?
        .join("\n");
    let mut before: Option<(f64, f64)> = None;
    for kib in [64, 128, 256, 512, 1024] {
        let text: String = seeds.chars().cycle().take(kib * 1024).collect();
        let (tokens, all, events) = measure(&text, &dutch)?;
        let dates = all - tokens;
        let show = |name: &str, time: f64, before: Option<f64>| {
            let growth = before.map_or(String::new(), |before| format!("  {:.2} times the half", time / before));
            println!("{kib:5} KiB: {name} {:6.2} ms, {:6.1} MB/s{growth}", time * 1e3, text.len() as f64 / time / 1e6);
        };
        show("dates ", dates, before.map(|(dates, _)| dates));
        show("events", events, before.map(|(_, events)| events));
        before = Some((dates, events));
    }
    Ok(())
}
