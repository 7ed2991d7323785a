//! `cargo xtask bench`: our whole extraction against JavaScript peers, in one run on one machine.

use crate::command::{npm_packages, root, target_folder};
use crate::corpus::read_marked;
use crate::{build, plot, test};
use kantlijn::{Article, Options, annotate, language};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

#[derive(clap::Args)]
pub struct Arguments {
    /// Measure the two longest texts alone, in less than a minute
    #[arg(long)]
    quick: bool,
    /// Measure the page in Chromium instead: typing, long texts, marks, the first result
    #[arg(long, conflicts_with = "quick")]
    page: bool,
    /// Draw the growth of every program's time for the README, too
    #[arg(long, conflicts_with_all = ["quick", "page"])]
    plot: bool,
}

/// Text lengths in bytes.
const SIZES: &[usize] = &[1_000, 10_000, 100_000, 1_000_000];

/// How long loading wasm and pack may take, in milliseconds.
const START_AIM: u32 = 40;

/// What `tests/bench/bench.mjs` prints.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Measured {
    /// The longest that one program may take for one text.
    limit_ms: f64,
    footprint: Footprint,
    rows: Vec<Row>,
}

/// What a fresh instance of the wasm needs in Node.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Footprint {
    /// From nothing to the Dutch pack loaded.
    start_ms: f64,
    /// Its memory after ten articles of 5 KB, after a thousand, and after one of 1 MiB.
    ten_bytes: usize,
    thousand_bytes: usize,
    longest_bytes: usize,
}

/// One program on one text.
#[derive(Deserialize)]
struct Row {
    name: String,
    finds: String,
    lang: String,
    bytes: usize,
    /// None where it was stopped.
    ms: Option<f64>,
}

impl Row {
    /// Megabytes a second.
    fn throughput(&self) -> Option<f64> {
        Some(self.bytes as f64 / 1e3 / self.ms?)
    }
}

pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    if arguments.page {
        build::run_build()?;
        return test::measure_page();
    }
    let dist = target_folder().join("bench");
    build::build_engine(&dist)?;
    let folder = root().join("tests/bench");
    npm_packages(&folder)?;
    let sizes = if arguments.quick { &SIZES[SIZES.len() - 2..] } else { SIZES };
    let texts = texts(SIZES[SIZES.len() - 1])?;
    let path = dist.join("texts.json");
    fs::write(&path, serde_json::to_vec(&texts)?)?;
    let list = sizes.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
    let output = Command::new("node").arg("bench.mjs").args([&dist, &path]).arg(list).current_dir(&folder).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let mut measured: Measured = serde_json::from_slice(&output.stdout)?;
    for (lang, text) in &texts {
        for bytes in sizes {
            measured.rows.push(native(lang, text, *bytes)?);
        }
    }
    report(&measured);
    if arguments.plot {
        fs::write(folder.join("growth.svg"), plot::svg(&curves(&measured.rows)))?;
    }
    Ok(())
}

/// The times of each program in each language that it reads.
fn curves(rows: &[Row]) -> Vec<plot::Curve> {
    let mut curves: Vec<plot::Curve> = Vec::new();
    for row in rows {
        let name = format!("{}, {}", row.name, row.lang);
        let Some(ms) = row.ms else { continue };
        match curves.iter_mut().find(|(known, _)| *known == name) {
            Some((_, points)) => points.push((row.bytes as f64, ms)),
            None => curves.push((name, vec![(row.bytes as f64, ms)])),
        }
    }
    curves
}

/// For each language its training articles, over and over, up to `bytes`.
fn texts(bytes: usize) -> Result<BTreeMap<String, String>, Box<dyn Error>> {
    let mut texts = BTreeMap::new();
    for (code, _) in kantlijn::languages::PACKS {
        let articles = read_marked(&root().join("src/languages").join(code).join("articles"), code)?;
        let all: String = articles.iter().map(|article| article.text.clone() + "\n\n").collect();
        texts.insert(code.to_string(), all.repeat(bytes / all.len() + 1));
    }
    Ok(texts)
}

/// Times the native build on the longest prefix of `text` with at most `bytes` bytes.
fn native(lang: &str, text: &str, bytes: usize) -> Result<Row, Box<dyn Error>> {
    let language = language(lang)?;
    let article = Article::new(&text[..text.floor_char_boundary(bytes)])?;
    let mut times = Vec::new();
    let started = Instant::now();
    while times.len() < 3 || started.elapsed() < Duration::from_millis(500) {
        let from = Instant::now();
        std::hint::black_box(annotate(&article, &language, &Options::default()));
        times.push(from.elapsed());
    }
    times.sort();
    let ms = times[times.len() / 2].as_secs_f64() * 1e3;
    let finds = "people, dates, ages, events".to_owned();
    Ok(Row { name: "kantlijn (native)".into(), finds, lang: lang.into(), bytes, ms: Some(ms) })
}

/// Prints the ratios first, then every row.
fn report(measured: &Measured) {
    let Measured { limit_ms, footprint, rows } = measured;
    let largest = rows.iter().map(|row| row.bytes).max().unwrap_or(0);
    let size = format!("{} MB", largest / 1_000_000);
    let at = |name: &str, lang: &str, bytes: usize| {
        rows.iter().find(|row| row.name == name && row.lang == lang && row.bytes == bytes)
    };
    for row in rows.iter().filter(|row| row.bytes == largest && !row.name.starts_with("kantlijn")) {
        let Some(ours) = at("kantlijn (wasm)", &row.lang, largest).and_then(Row::throughput) else { continue };
        match row.throughput() {
            Some(theirs) => println!("ratio to {} at {size}: {:.2}", row.name, ours / theirs),
            None => {
                // What takes too long for the shorter text takes longer for the longer one.
                let stopped = rows.iter().filter(|other| other.name == row.name && other.ms.is_none());
                let shortest = stopped.map(|row| row.bytes).min().unwrap_or(largest);
                let least = ours / (shortest as f64 / 1e3 / limit_ms);
                println!("ratio to {} at {size}: over {least:.0} (stopped at {} KB)", row.name, shortest / 1000);
            }
        }
    }
    for ours in rows.iter().filter(|row| row.name == "kantlijn (wasm)" && row.bytes == largest) {
        let Some(ms) = ours.ms else { continue };
        if let Some(native) = at("kantlijn (native)", &ours.lang, largest).and_then(|row| row.ms) {
            println!("ratio of native to wasm ({}): {:.1}", ours.lang, ms / native);
        }
        if let Some(tenth) = at("kantlijn (wasm)", &ours.lang, largest / 10).and_then(|row| row.ms) {
            println!("growth from a tenth ({}): {:.1} times the time", ours.lang, ms / tenth);
        }
    }
    let mib = |bytes: usize| bytes as f64 / f64::from(1 << 20);
    println!("to load wasm and pack in Node: {:.0} ms (aim {START_AIM} ms)", footprint.start_ms);
    println!(
        "wasm memory: {:.1} MiB after 10 articles of 5 KB, {:.1} after 1,000, {:.1} after one of 1 MiB",
        mib(footprint.ten_bytes),
        mib(footprint.thousand_bytes),
        mib(footprint.longest_bytes)
    );
    println!("\n{:18} {:28} {:4} {:>9} {:>10} {:>8}", "program", "finds", "lang", "bytes", "ms", "MB/s");
    for row in rows {
        let Row { name, finds, lang, bytes, ms } = row;
        print!("{name:18} {finds:28} {lang:4} {bytes:>9} ");
        match ms.zip(row.throughput()) {
            Some((ms, throughput)) => println!("{ms:>10.2} {throughput:>8.2}"),
            None => println!("over {:.0} s, stopped", limit_ms / 1e3),
        }
    }
}
