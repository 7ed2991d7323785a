//! `cargo xtask date-speed`: throughput of the date stage alone, and how its time grows with the text.

use kantlijn::date::{Policy, dates};
use kantlijn::sentence::Document;
use kantlijn::{Language, language};
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::time::Instant;

/// The best of several runs, in seconds: the tokens alone, and with the date stage.
fn measure(text: &str, dutch: &Language) -> (f64, f64) {
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
    (tokens, all)
}

pub fn run() -> Result<(), Box<dyn Error>> {
    let dutch = language("nl")?;
    let seeds: String = fs::read_dir("seeds")?
        .flatten()
        .filter(|file| file.path().extension().is_some_and(|extension| extension == "txt"))
        .map(|file| fs::read_to_string(file.path()))
        .collect::<Result<Vec<_>, _>>()?
        .join("\n");
    let mut before = None;
    for kib in [64, 128, 256, 512, 1024] {
        let text: String = seeds.chars().cycle().take(kib * 1024).collect();
        let (tokens, all) = measure(&text, &dutch);
        let dates = all - tokens;
        let growth = before.map_or(String::new(), |before: f64| format!("  {:.2} times the half", dates / before));
        println!("{kib:5} KiB: dates {:6.2} ms, {:6.1} MB/s{growth}", dates * 1e3, text.len() as f64 / dates / 1e6);
        before = Some(dates);
    }
    Ok(())
}
