//! `cargo xtask instructions`: what each stage costs on the seeds, in instructions, against what was recorded.
//!
//! Instructions hardly differ from run to run, and not at all with the load of the machine; compilers and libraries
//! change them a little.

use crate::command::{missing, root};
use crate::stages::{STAGES, each};
use kantlijn::language;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::process::Command;

/// How much more than recorded fails, and how much less asks for a new record.
const TOLERANCE: f64 = 0.03;

#[derive(clap::Args)]
pub struct Arguments {
    /// Record what is counted now
    #[arg(long)]
    accept: bool,
    /// Run one stage so many times, as the counter asks
    #[arg(long, hide = true, num_args = 2)]
    stage: Vec<String>,
}

pub fn run_instructions(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    if let [stage, times] = &arguments.stage[..] {
        return repeat(stage, times.parse()?);
    }
    let path = root().join("xtask/instructions.tsv");
    let recorded = fs::read_to_string(&path).unwrap_or_default();
    let recorded: BTreeMap<&str, f64> = recorded
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(stage, n)| Some((stage, n.parse().ok()?)))
        .collect();
    let mut record = String::new();
    let mut over = Vec::new();
    for stage in STAGES {
        let count = count(stage, 2)? - count(stage, 1)?;
        let change = recorded.get(stage).map(|before| count as f64 / before - 1.0);
        let shown = change.map_or("not recorded".to_owned(), |change| format!("{:+.1} %", change * 100.0));
        println!("{stage:8} {:9.2} million instructions, {shown}", count as f64 / 1e6);
        record += &format!("{stage}\t{count}\n");
        if change.is_none_or(|change| change.abs() > TOLERANCE) {
            over.push(stage);
        }
    }
    if arguments.accept {
        return Ok(fs::write(path, record)?);
    }
    if over.is_empty() {
        return Ok(());
    }
    let over = over.join(", ");
    Err(format!("{over}: other than recorded; if that is meant, cargo xtask instructions --accept").into())
}

/// The instructions of a whole process in which the stage runs so often. One run more costs the stage alone.
fn count(stage: &str, times: usize) -> Result<u64, Box<dyn Error>> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(std::env::current_exe()?)
        .args(["instructions", "--stage", stage, &times.to_string()])
        .output()
        .map_err(|_| missing("valgrind", "apt-get install valgrind"))?;
    let report = String::from_utf8_lossy(&output.stderr).into_owned();
    let collected = report.lines().find_map(|line| line.split_once("Collected : "));
    Ok(collected.ok_or(report.clone())?.1.trim().parse()?)
}

fn repeat(chosen: &str, times: usize) -> Result<(), Box<dyn Error>> {
    let text: String = ["000_d2e9b11a68fdacb0.txt", "002_fd07732b7cfd0854.txt"]
        .iter()
        .map(|name| fs::read_to_string(root().join("seeds").join(name)))
        .collect::<Result<_, _>>()?;
    each(&text, &language("nl")?, |stage, run| {
        (0..if stage == chosen { times } else { 0 }).for_each(|_| run());
    })
}
