//! `cargo xtask score`: every gold set, annotated by this build and measured by the shared measure,
//! against the floors in `tests/floors.tsv`.

use crate::corpus::{GoldArticle, GoldMention, read_gold};
use crate::who_when;
use kantlijn::{Article, Options, Span, Unit, annotate, annotate_with_persons, language};
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(clap::Args)]
pub struct Arguments {
    /// The folder that holds gold/ and score/score.py
    #[arg(long, default_value = "../shared")]
    shared: PathBuf,
    /// Only the sets whose name contains this
    #[arg(long, default_value = "")]
    set: String,
    /// Print up to this many errors of each kind
    #[arg(long, default_value_t = 0)]
    errors: usize,
    /// Take the persons' mentions from the gold set, to see how well they are grouped and given ages alone
    #[arg(long)]
    gold_persons: bool,
}

/// The sets, by their place below `gold/`.
const SETS: &[&str] = &[
    "seeds",
    "news-nl/train",
    "news-nl/dev",
    "written-nl/train",
    "written-nl/dev",
    "persons-nl/dev",
    "dates-nl/dev",
    "news-en/train",
    "news-en/dev",
    "dates-en/dev",
];

impl Default for Arguments {
    fn default() -> Self {
        Self { shared: "../shared".into(), set: String::new(), errors: 0, gold_persons: false }
    }
}

pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let measure = arguments.shared.join("score/score.py");
    if !measure.is_file() {
        println!("no {}: nothing to score against", measure.display());
        return Ok(());
    }
    let floors = read_floors(Path::new("tests/floors.tsv"))?;
    let mut below = Vec::new();
    for set in SETS.iter().filter(|set| set.contains(&arguments.set)) {
        let gold = arguments.shared.join("gold").join(format!("{set}.ndjson"));
        let predicted = PathBuf::from("target/score").join(format!("{}.ndjson", set.replace('/', "-")));
        fs::create_dir_all("target/score")?;
        fs::write(&predicted, predict(&read_gold(&gold)?, arguments.gold_persons)?)?;
        let rows = measured(&measure, &gold, &predicted)?;
        report(set, &rows, &floors, &mut below);
        if arguments.errors > 0 {
            let errors = arguments.errors.to_string();
            let arguments =
                [measure.as_os_str(), gold.as_os_str(), predicted.as_os_str(), "--errors".as_ref(), errors.as_ref()];
            Command::new("python3").args(arguments).status()?;
        }
    }
    for part in ["build", "measure"] {
        let set = format!("who-when/{part}");
        if set.contains(&arguments.set) {
            let rows = who_when::figures(part, &arguments.shared.join("gold"), arguments.errors)?;
            report(&set, &rows, &floors, &mut below);
        }
    }
    if below.is_empty() { Ok(()) } else { Err(below.join("\n").into()) }
}

/// Prints a set's figures and notes those below their floors.
fn report(set: &str, rows: &Figures, floors: &Floors, below: &mut Vec<String>) {
    for (kind, row) in rows {
        let shown = row.iter().filter(|(name, _)| !name.ends_with("_p") && !name.ends_with("_r"));
        let figures: Vec<String> = shown.map(|(name, value)| format!("{name} {value:.1}")).collect();
        println!("{set:17} {kind:7} {}", figures.join("  "));
        for (name, value) in row {
            let floor = floors.get(&(set.to_owned(), kind.clone(), name.clone()));
            if let Some(floor) = floor.filter(|floor| value < *floor) {
                below.push(format!("{set} {kind} {name} is {value:.1}, below its floor of {floor}"));
            }
        }
    }
}

/// The annotations of a set, an article a line, offsets in code points.
fn predict(articles: &[GoldArticle], gold_persons: bool) -> Result<String, Box<dyn Error>> {
    let mut lines = String::new();
    let languages: BTreeMap<&str, _> = articles.iter().map(|article| (article.lang.as_str(), ())).collect();
    let mut loaded = BTreeMap::new();
    for code in languages.keys() {
        loaded.insert(*code, language(code)?);
    }
    for gold in articles {
        let mut article = Article::new(gold.text.as_str())?;
        article.id = Some(gold.id.clone());
        article.published = gold.date.as_deref().map(str::parse).transpose()?;
        let (language, options) = (&loaded[gold.lang.as_str()], Options::default());
        let annotation = if gold_persons {
            annotate_with_persons(&article, language, &options, &person_spans(gold))
        } else {
            annotate(&article, language, &options)
        };
        lines.push_str(&serde_json::to_string(&annotation.with_offsets(&gold.text, Unit::Codepoint))?);
        lines.push('\n');
    }
    Ok(lines)
}

/// The spans of the persons that a gold article marks, in bytes.
fn person_spans(gold: &GoldArticle) -> Vec<Span> {
    let bytes: Vec<usize> = gold.text.char_indices().map(|(at, _)| at).chain([gold.text.len()]).collect();
    let persons = gold.gold.iter().filter_map(|mention| match mention {
        GoldMention::Person { spans, .. } => Some(Span::new(bytes[spans[0][0]], bytes[spans[0][1]])),
        _ => None,
    });
    let mut spans: Vec<Span> = persons.collect();
    spans.sort();
    spans
}

/// The measure's figures: kind → name → value.
pub type Figures = BTreeMap<String, BTreeMap<String, f64>>;

fn measured(measure: &Path, gold: &Path, predicted: &Path) -> Result<Figures, Box<dyn Error>> {
    let output = Command::new("python3").arg(measure).arg(gold).arg(predicted).arg("--json").output()?;
    if !output.status.success() {
        return Err(format!("{}: {}", measure.display(), String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Set, kind and figure → floor.
type Floors = BTreeMap<(String, String, String), f64>;

/// The floors: a line a figure, `set <TAB> kind <TAB> figure <TAB> floor`.
fn read_floors(path: &Path) -> Result<Floors, Box<dyn Error>> {
    let mut floors = BTreeMap::new();
    for line in fs::read_to_string(path)?.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let [set, kind, figure, floor] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("{}: \"{line}\" is not four fields", path.display()).into());
        };
        floors.insert((set.to_owned(), kind.to_owned(), figure.to_owned()), floor.parse()?);
    }
    Ok(floors)
}
