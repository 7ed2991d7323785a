//! `cargo xtask fuzz`: random inputs for every target of `tests/fuzz/`, one target after another.

use crate::command::{cargo_tool, root, target_folder};
use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// The longest inputs in bytes: a few sentences; whole packs, which hold word lists.
const LONGEST: usize = 512;
const LONGEST_PACK: usize = 60_000;

#[derive(clap::Args)]
pub struct Arguments {
    /// One target alone
    target: Option<String>,
    /// How long each target runs
    #[arg(long, default_value_t = 60)]
    seconds: u32,
}

/// Needs cargo-fuzz and a C++ compiler, and no nightly Rust. An input that breaks a target is written into its corpus, which every test run replays; what is merely new to a
/// target is kept below `target/` for the next run.
pub fn run_fuzz(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    cargo_tool("fuzz")?;
    let corpora = root().join("tests/fuzz/corpus");
    let mut targets: Vec<String> =
        fs::read_dir(&corpora)?.flatten().filter_map(|folder| folder.file_name().into_string().ok()).collect();
    targets.sort();
    if let Some(chosen) = &arguments.target {
        if !targets.contains(chosen) {
            return Err(format!("there is no target \"{chosen}\": choose one of {}", targets.join(", ")).into());
        }
        targets.retain(|target| target == chosen);
    }
    let builds = target_folder().join("fuzz");
    for target in targets {
        let found = builds.join("corpus").join(&target);
        fs::create_dir_all(&found)?;
        let longest = if target == "pack" { LONGEST_PACK } else { LONGEST };
        println!("{target}, {} seconds:", arguments.seconds);
        let mut fuzz = Command::new("cargo");
        // There is no unsafe code for a sanitizer to watch, and without one stable Rust will do.
        fuzz.args(["fuzz", "run", "--fuzz-dir", "tests/fuzz", "--sanitizer", "none", "--target-dir"]).arg(&builds);
        let corpus = corpora.join(&target);
        fuzz.arg(&target).args([&found, &corpus]).arg("--");
        fuzz.args(["-timeout=20", "-verbosity=0", "-print_final_stats=1"]);
        fuzz.args([format!("-max_total_time={}", arguments.seconds), format!("-max_len={longest}")]);
        fuzz.arg(format!("-artifact_prefix={}/", corpus.display()));
        let mut running = fuzz.current_dir(root()).stderr(Stdio::piped()).spawn()?;
        // All but the words that libFuzzer would put into a dictionary.
        let lines = running.stderr.take().into_iter().flat_map(|lines| BufReader::new(lines).lines());
        lines.map_while(Result::ok).filter(|line| !line.starts_with(['"', '#'])).for_each(|line| println!("{line}"));
        if !running.wait()?.success() {
            return Err(format!("{target} is broken by the file that it wrote into {}", corpus.display()).into());
        }
    }
    Ok(())
}
