//! `cargo xtask speed`: throughput of the person, date and event stages alone, and how their time grows with the text.

use crate::stages::{each, varied_text};
use kantlijn::language;
use std::collections::BTreeMap;
use std::error::Error;
use std::time::Instant;

/// Text lengths in KiB, each twice the one before.
const SIZES: [usize; 5] = [64, 128, 256, 512, 1024];

/// The best of several runs, in seconds.
fn best(work: &dyn Fn()) -> f64 {
    let time = |_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    };
    (0..15).map(time).fold(f64::INFINITY, f64::min)
}

pub fn run() -> Result<(), Box<dyn Error>> {
    let dutch = language("nl")?;
    let mut before: Option<BTreeMap<&str, f64>> = None;
    for kib in SIZES {
        let text = varied_text("nl", kib * 1024)?;
        let mut times = BTreeMap::new();
        each(&text, &dutch, |stage, run| {
            times.insert(stage, best(run));
        })?;
        times.insert("dates", times["dates"] - times["tokens"]);
        for stage in ["persons", "dates", "events"] {
            let time = times[stage];
            let growth = before.as_ref().map(|before| format!("  {:.2} times the half", time / before[stage]));
            println!(
                "{kib:5} KiB: {stage:7} {:7.2} ms, {:5.1} MB/s{}",
                time * 1e3,
                text.len() as f64 / time / 1e6,
                growth.unwrap_or_default()
            );
        }
        before = Some(times);
    }
    Ok(())
}
