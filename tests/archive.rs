//! An archive that is stopped at any point goes on to the same result, ten times out of ten.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const ARTICLES: usize = 600;

fn articles() -> String {
    let seeds = [include_str!("../seeds/002_fd07732b7cfd0854.txt"), include_str!("../seeds/tower-bridge.txt")];
    let lines: Vec<&str> = seeds.iter().flat_map(|seed| seed.lines()).filter(|line| line.len() > 40).collect();
    let mut input = String::new();
    for place in 0..ARTICLES {
        let text = format!("{} Nummer {place}.", lines[place % lines.len()]);
        input += &serde_json::json!({ "id": place, "text": text, "published": "2021-02-22" }).to_string();
        input.push('\n');
    }
    input
}

fn start(input: &Path, output: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_kantlijn"))
        .args(["annotate", "--ndjson", "--threads", "2", "--resume"])
        .arg(output)
        .stdin(File::open(input).unwrap())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn killed_and_resumed_it_is_the_same() {
    let folder = std::env::temp_dir().join(format!("kantlijn-archive-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let (input, whole) = (folder.join("articles.ndjson"), folder.join("whole.ndjson"));
    fs::write(&input, articles()).unwrap();
    assert!(start(&input, &whole).wait().unwrap().success());
    let wanted = fs::read(&whole).unwrap();
    assert_eq!(wanted.iter().filter(|byte| **byte == b'\n').count(), ARTICLES);

    let mut stopped_midway = 0;
    for round in 1..=10 {
        let output = folder.join(format!("{round}.ndjson"));
        let mut run = start(&input, &output);
        // Killed once this much is written, wherever in a line that is.
        let enough = wanted.len() as u64 * round / 11;
        let begun = Instant::now();
        while fs::metadata(&output).map_or(0, |file| file.len()) < enough && run.try_wait().unwrap().is_none() {
            assert!(begun.elapsed() < Duration::from_secs(60), "round {round} hangs");
            std::thread::sleep(Duration::from_millis(1));
        }
        run.kill().unwrap();
        run.wait().unwrap();
        let left = fs::metadata(&output).unwrap().len();
        stopped_midway += usize::from(left > 0 && left < wanted.len() as u64);
        assert!(start(&input, &output).wait().unwrap().success(), "round {round}");
        assert!(fs::read(&output).unwrap() == wanted, "round {round}, stopped at {left} bytes");
    }
    assert!(stopped_midway >= 8, "only {stopped_midway} of ten runs were stopped midway");
    fs::remove_dir_all(&folder).unwrap();
}
