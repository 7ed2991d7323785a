//! `cargo xtask growth`: time must grow with the text and no faster, whatever the text repeats.
//!
//! What is repeated is read from the data: the first example of each date rule, a word of each class of triggers, of
//! words around events and of words around persons, each alone and before a name, in a text without sentences.

use crate::command::root;
use cpu_time::ThreadTime;
use kantlijn::{Article, Language, Options, annotate, languages};
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Text lengths in bytes, each twice the one before.
const SIZES: [usize; 3] = [50_000, 100_000, 200_000];
/// How much longer twice the text may take.
const BAR: f64 = 2.5;
/// From here on a first measurement is not believed: other programs cost time, and never give any.
const DOUBT: f64 = 2.2;
/// How often what is doubted is measured again.
const AGAIN: usize = 6;
/// How many of the worst are shown.
const SHOWN: usize = 10;

/// Something to repeat, and whose it is.
struct Literal {
    of: String,
    text: String,
}

/// Measures on every core: what counts is the time of each thread.
pub fn run_growth() -> Result<(), Box<dyn Error>> {
    let mut all = Vec::new();
    for (code, pack) in languages::PACKS {
        let language = kantlijn::load(*pack)?;
        let literals = literals(&root().join("src/languages").join(code))?;
        all.extend(literals.into_iter().map(|literal| (language.clone(), literal)));
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut grown = Vec::new();
        while let Some((language, Literal { of, text })) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
            grown.push((growth(text, language)?, format!("{} {of}: {text}", language.code())));
        }
        Ok::<_, kantlijn::Error>(grown)
    };
    let mut grown = thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let done = threads.into_iter().map(|thread| thread.join().expect("annotation cannot fail"));
        done.collect::<Result<Vec<_>, _>>()
    })?
    .concat();
    grown.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    println!("{} literals, each repeated to {SIZES:?} bytes; time for twice the text, the worst first:", grown.len());
    for (growth, literal) in grown.iter().take(SHOWN) {
        println!("{growth:.2} {literal}");
    }
    let over = grown.iter().filter(|(growth, _)| *growth > BAR).count();
    if over > 0 { Err(format!("{over} grow faster than {BAR} times a doubling").into()) } else { Ok(()) }
}

/// How much longer twice the text takes, at worst.
fn growth(literal: &str, language: &Language) -> Result<f64, kantlijn::Error> {
    let texts = SIZES.map(|bytes| format!("{literal} ").repeat(bytes.div_ceil(literal.len() + 1)));
    let [small, middle, large] = &texts;
    let articles = [Article::new(small.as_str())?, Article::new(middle.as_str())?, Article::new(large.as_str())?];
    let mut best = [f64::INFINITY; SIZES.len()];
    let mut worst = f64::INFINITY;
    for _ in 0..=AGAIN {
        for (article, best) in articles.iter().zip(&mut best) {
            let start = ThreadTime::now();
            std::hint::black_box(annotate(article, language, &Options::default()));
            *best = best.min(start.elapsed().as_secs_f64());
        }
        worst = best.windows(2).map(|pair| pair[1] / pair[0]).fold(0.0, f64::max);
        if worst < DOUBT {
            break;
        }
    }
    Ok(worst)
}

/// All that a language's data offers.
fn literals(folder: &Path) -> Result<Vec<Literal>, Box<dyn Error>> {
    let mut all = Vec::new();
    let mut files: Vec<_> = fs::read_dir(folder.join("dates"))?.flatten().map(|file| file.path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "rules"));
    files.sort();
    for file in files {
        rules(&fs::read_to_string(file)?, &mut all);
    }
    let first = |file: &str| -> Result<String, Box<dyn Error>> {
        let text = fs::read_to_string(folder.join("names").join(file))?;
        let line = text.lines().find(|line| line.starts_with(char::is_uppercase)).ok_or("a list without names")?;
        Ok(line.split('\t').next().unwrap_or(line).to_owned())
    };
    let name = first("known-persons.tsv")?;
    let mut words = BTreeMap::new();
    for table in ["triggers.tsv", "cues.tsv", "words.tsv"] {
        columns(table, &fs::read_to_string(folder.join("events").join(table))?, &mut words);
    }
    headings(&fs::read_to_string(folder.join("persons-cues.txt"))?, &mut words);
    for (of, word) in words {
        all.push(Literal { of: format!("{of} before a name"), text: format!("{word} {name}") });
        all.push(Literal { of, text: word });
    }
    Ok(all)
}

/// The first example of each rule, without its marks.
fn rules(text: &str, all: &mut Vec<Literal>) {
    let mut rule = None;
    for line in text.lines() {
        if let Some((name, _)) = line.strip_prefix("rule ").and_then(|line| line.split_once(':')) {
            rule = Some(name);
        } else if let Some(example) = line.trim_start().strip_prefix("+ ") {
            let (marked, _) = example.rsplit_once(" = ").unwrap_or((example, ""));
            let of = rule.take().map(|name| format!("date rule {name}"));
            all.extend(of.map(|of| Literal { of, text: marked.replace(['[', ']'], "") }));
        }
    }
}

/// The first word of each class: of what stands in the second and the third column, there the first of several.
fn columns(table: &str, text: &str, words: &mut BTreeMap<String, String>) {
    for line in text.lines().filter(|line| !line.starts_with('#')).skip(usize::from(!text.starts_with('#'))) {
        let fields: Vec<&str> = line.split('\t').collect();
        let class: Vec<&str> = fields.iter().skip(1).take(2).filter_map(|field| field.split('|').next()).collect();
        let class = format!("{table} {}", class.join(" "));
        words.entry(class).or_insert_with(|| fields[0].replace('|', ""));
    }
}

/// The first word below each heading.
fn headings(text: &str, words: &mut BTreeMap<String, String>) {
    let mut class = None;
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with('[') {
            class = Some(format!("person cue {line}"));
        } else if let Some(word) = line.split_whitespace().next() {
            let word = word.trim_matches('*').replace('_', " ");
            words.extend(class.take().map(|class| (class, word)));
        }
    }
}
