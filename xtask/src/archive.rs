//! `cargo xtask archive`: memory and speed of the program on a long archive, on one core and on two.

use crate::command::{root, run, target_folder};
use crate::corpus::read_marked;
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The most memory that an archive may take, in bytes, and what a second core has to bring.
const MEMORY_BAR: usize = 200 << 20;
const CORES_BAR: f64 = 1.7;

#[derive(clap::Args)]
pub struct Arguments {
    /// How many articles
    #[arg(long, default_value_t = 100_000)]
    articles: usize,
}

/// Fails below the bars.
pub fn run_archive(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    run("cargo", &["build", "--quiet", "--release", "--bin", "kantlijn"])?;
    let program = target_folder().join("release/kantlijn");
    let input = std::env::temp_dir().join(format!("kantlijn-archive-{}.ndjson", std::process::id()));
    let bytes = write_articles(&input, arguments.articles)?;
    let result = measure(&program, &input, arguments.articles, bytes);
    fs::remove_file(&input)?;
    result
}

fn measure(program: &Path, input: &Path, articles: usize, bytes: usize) -> Result<(), Box<dyn Error>> {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("{articles} articles, {:.0} MB; load before: {}", bytes as f64 / 1e6, load.trim());
    let mut seconds = Vec::new();
    for threads in [1, 2] {
        let (time, memory) = annotate(program, input, threads)?;
        println!(
            "{threads} threads: {time:.1} s, {:.0} articles/s, {:.2} MB/s, peak memory {:.0} MB",
            articles as f64 / time,
            bytes as f64 / time / 1e6,
            memory as f64 / 1e6
        );
        if memory > MEMORY_BAR {
            return Err(format!("more than {} MB of memory", MEMORY_BAR >> 20).into());
        }
        seconds.push(time);
    }
    let ratio = seconds[0] / seconds[1];
    println!("two cores bring {ratio:.2} times one (bar {CORES_BAR})");
    if ratio < CORES_BAR {
        return Err("a second core brings too little; on a busy machine that says nothing".into());
    }
    Ok(())
}

/// How long it takes, and the most memory it held.
fn annotate(program: &Path, input: &Path, threads: usize) -> Result<(f64, usize), Box<dyn Error>> {
    let start = Instant::now();
    let mut child = Command::new(program)
        .args(["annotate", "--ndjson", "--threads", &threads.to_string()])
        .stdin(File::open(input)?)
        .stdout(Stdio::null())
        .spawn()?;
    let mut peak = 0;
    let status = loop {
        // The last look before it ends is as good as its end: the peak only grows.
        peak = peak.max(peak_memory(child.id()).unwrap_or(0));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    if !status.success() {
        return Err(format!("kantlijn ended with {status}").into());
    }
    Ok((start.elapsed().as_secs_f64(), peak))
}

/// The most memory a process has held, in bytes, as Linux counts it.
fn peak_memory(process: u32) -> Option<usize> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<usize>().ok()? << 10)
}

/// Articles of three to twelve paragraphs out of those that the project wrote, no two alike.
fn write_articles(path: &Path, count: usize) -> Result<usize, Box<dyn Error>> {
    let written = read_marked(&root().join("src/languages/nl/articles"), "nl")?;
    let paragraphs: Vec<&str> =
        written.iter().flat_map(|article| article.text.lines()).filter(|line| line.len() > 60).collect();
    let mut output = BufWriter::new(File::create(path)?);
    let mut bytes = 0;
    let mut place = 0;
    for number in 0..count {
        let mut text = format!("Artikel {number}.");
        for step in 0..3 + number % 10 {
            place = (place + 7 * step + 1 + number % 13) % paragraphs.len();
            text += "\n";
            text += paragraphs[place];
        }
        let day = format!("20{:02}-{:02}-{:02}", number % 25, 1 + number % 12, 1 + number % 28);
        let line = serde_json::json!({ "id": number, "text": text, "published": day }).to_string();
        bytes += line.len() + 1;
        writeln!(output, "{line}")?;
    }
    output.flush()?;
    Ok(bytes)
}
