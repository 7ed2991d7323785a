//! `cargo xtask bench`: our whole extraction against JavaScript peers, in one run on one machine.

use crate::command::{npm_packages, root};
use crate::corpus::read_marked;
use crate::{build, test};
use kantlijn::{Article, Options, annotate, language};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

#[derive(clap::Args)]
pub struct Arguments {
    /// Measure texts of 1 MB alone
    #[arg(long)]
    quick: bool,
    /// Measure the page in Chromium instead: typing, long texts, marks, the first result
    #[arg(long, conflicts_with = "quick")]
    page: bool,
}

/// Text lengths in bytes.
const SIZES: &[usize] = &[1_000, 10_000, 100_000, 1_000_000];

/// What `tests/bench/bench.mjs` prints.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Measured {
    /// From nothing to the packs loaded.
    start_ms: f64,
    wasm_bytes: usize,
    rows: Vec<Row>,
}

/// One program on one text.
#[derive(Deserialize)]
struct Row {
    name: String,
    finds: String,
    lang: String,
    bytes: usize,
    ms: f64,
}

impl Row {
    /// Megabytes a second.
    fn throughput(&self) -> f64 {
        self.bytes as f64 / 1e3 / self.ms
    }
}

pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    build::run_build()?;
    if arguments.page {
        return test::measure_page();
    }
    let folder = root().join("tests/bench");
    npm_packages(&folder)?;
    let sizes = if arguments.quick { &SIZES[SIZES.len() - 1..] } else { SIZES };
    let texts = texts(SIZES[SIZES.len() - 1])?;
    let path = root().join("target/bench-texts.json");
    fs::write(&path, serde_json::to_vec(&texts)?)?;
    let list = sizes.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
    let output =
        Command::new("node").arg("bench.mjs").arg("../../dist").arg(&path).arg(list).current_dir(folder).output()?;
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
    Ok(())
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
    Ok(Row { name: "kantlijn (native)".into(), finds, lang: lang.into(), bytes, ms })
}

fn report(measured: &Measured) {
    let largest = measured.rows.iter().map(|row| row.bytes).max().unwrap_or(0);
    let at = |name: &str, lang: &str, bytes: usize| {
        measured.rows.iter().find(|row| row.name == name && row.lang == lang && row.bytes == bytes)
    };
    for row in measured.rows.iter().filter(|row| row.bytes == largest && !row.name.starts_with("kantlijn")) {
        if let Some(ours) = at("kantlijn (wasm)", &row.lang, largest) {
            println!(
                "ratio to {} at {} MB: {:.1}",
                row.name,
                largest / 1_000_000,
                ours.throughput() / row.throughput()
            );
        }
    }
    for ours in measured.rows.iter().filter(|row| row.name == "kantlijn (wasm)" && row.bytes == largest) {
        if let Some(native) = at("kantlijn (native)", &ours.lang, largest) {
            println!("ratio of native to wasm ({}): {:.1}", ours.lang, native.throughput() / ours.throughput());
        }
        if let Some(tenth) = at("kantlijn (wasm)", &ours.lang, largest / 10) {
            println!("growth from a tenth ({}): {:.1} times the time", ours.lang, ours.ms / tenth.ms);
        }
    }
    println!(
        "to the first result: {:.0} ms to load wasm and packs in Node; wasm memory {} MB",
        measured.start_ms,
        measured.wasm_bytes >> 20
    );
    println!("\n{:18} {:28} {:4} {:>9} {:>10} {:>8}", "program", "finds", "lang", "bytes", "ms", "MB/s");
    for row in &measured.rows {
        println!(
            "{:18} {:28} {:4} {:>9} {:>10.2} {:>8.2}",
            row.name,
            row.finds,
            row.lang,
            row.bytes,
            row.ms,
            row.throughput()
        );
    }
}
