//! The event models: which words name an event, of what type, and whether it happened.

use super::maxent::{Example, Recipe, probabilities, train};
use crate::corpus::{GoldArticle, GoldMention, read_gold, read_marked};
use kantlijn::event::{
    Columns, TYPES, Triggers, View, detection, modality, modality_of_type, triggers, type_number, typing,
};
use kantlijn::lexicon::Table;
use kantlijn::sentence::Document;
use kantlijn::{Span, language};
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Arguments {
    /// The language to train
    #[arg(default_value = "nl")]
    language: String,
    /// The folder that holds gold/
    #[arg(long, default_value = "../shared")]
    shared: PathBuf,
    /// Also train on all but a fifth and measure on that fifth, five times
    #[arg(long)]
    cross: bool,
    #[arg(long, default_value_t = 0)]
    errors: usize,
}

/// A gold event as the trainer uses it.
struct Gold {
    spans: Vec<Span>,
    types: Vec<u8>,
    modality: usize,
    optional: bool,
}

/// What is known of one candidate.
struct Case {
    spans: Vec<Span>,
    detection: Vec<u32>,
    typing: Vec<u32>,
    modality: Vec<u32>,
    /// The features of modality that each type adds.
    modality_of_type: Vec<Vec<u32>>,
    /// The gold event it stands for; `Err` where it overlaps one that another candidate stands for.
    gold: Result<Option<usize>, ()>,
}

impl Case {
    fn modal(&self, event_type: usize) -> Vec<u32> {
        self.modality.iter().chain(&self.modality_of_type[event_type]).copied().collect()
    }
}

struct Doc {
    set: &'static str,
    text: String,
    gold: Vec<Gold>,
    cases: Vec<Case>,
}

fn bytes(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

fn load(set: &'static str, article: &GoldArticle, triggers: &Triggers) -> Result<Doc, Box<dyn Error>> {
    let language = language(&article.lang)?;
    let at = bytes(&article.text);
    let span = |s: &[usize; 2]| Span::new(at[s[0]], at[s[1]]);
    let mut taken = Vec::new();
    let mut gold = Vec::new();
    for mention in &article.gold {
        match mention {
            GoldMention::Person { spans, .. } | GoldMention::Age { spans, .. } => taken.extend(spans.iter().map(span)),
            GoldMention::Event { spans, types, modality, optional } => gold.push(Gold {
                spans: spans.iter().map(span).collect(),
                types: types.iter().filter_map(|name| type_number(name)).collect(),
                modality: "AFN".find(modality.as_str()).unwrap_or(0),
                optional: *optional,
            }),
            GoldMention::Date { .. } => {}
        }
    }
    let document = Document::new(&article.text, &language);
    let view = View::new(&document, triggers, &taken);
    let mut cases = Vec::new();
    for candidate in &view.candidates {
        let (mut detect, mut typed) = (Vec::new(), Vec::new());
        detection(&view, candidate, &mut |feature| detect.push(feature));
        typing(&view, candidate, &mut |feature| typed.push(feature));
        let mut modal = Vec::new();
        modality(&view, candidate, &mut |feature| modal.push(feature));
        let of_type = |event_type: usize| {
            let mut features = Vec::new();
            modality_of_type(candidate, event_type as u8, &mut |feature| features.push(feature));
            features
        };
        cases.push(Case {
            spans: candidate.spans(&document),
            detection: detect,
            typing: typed,
            modality: modal,
            modality_of_type: (0..TYPES.len()).map(of_type).collect(),
            gold: Ok(None),
        });
    }
    for (place, event) in gold.iter().enumerate() {
        let overlapping: Vec<usize> =
            (0..cases.len()).filter(|i| overlap(&cases[*i].spans, &event.spans) > 0).collect();
        let same = |i: &usize| cases[*i].spans == event.spans;
        let listed = |i: &usize| view.lemma(&view.candidates[*i]).strength;
        let best = overlapping
            .iter()
            .copied()
            .max_by_key(|i| (same(i), listed(i), overlap(&cases[*i].spans, &event.spans), usize::MAX - i));
        for i in overlapping {
            cases[i].gold = if Some(i) == best && !event.optional { Ok(Some(place)) } else { Err(()) };
        }
    }
    Ok(Doc { set, text: article.text.clone(), gold, cases })
}

fn overlap(a: &[Span], b: &[Span]) -> usize {
    a.iter().flat_map(|x| b.iter().map(move |y| x.end.min(y.end).saturating_sub(x.start.max(y.start)))).sum()
}

/// Features by hash, numbered.
#[derive(Default)]
struct Index(HashMap<u32, u32>);

impl Index {
    fn add(&mut self, features: &[u32]) -> Vec<u32> {
        features
            .iter()
            .map(|hash| {
                let next = self.0.len() as u32;
                *self.0.entry(*hash).or_insert(next)
            })
            .collect()
    }
}

/// A trained model, by feature.
struct Model {
    index: Index,
    weights: Vec<f32>,
    classes: usize,
    /// What one step of a stored weight is worth.
    step: f32,
}

impl Model {
    fn train(examples: Vec<(Vec<u32>, usize, f32)>, classes: usize, least: usize, step: f32, recipe: Recipe) -> Self {
        let mut counts: HashMap<u32, usize> = HashMap::new();
        for (features, ..) in &examples {
            for feature in features {
                *counts.entry(*feature).or_default() += 1;
            }
        }
        let mut index = Index::default();
        let examples: Vec<Example> = examples
            .into_iter()
            .map(|(features, class, weight)| {
                let kept: Vec<u32> = features.iter().copied().filter(|feature| counts[feature] >= least).collect();
                Example { features: index.add(&kept), class, weight }
            })
            .collect();
        let mut weights = vec![0.0; index.0.len() * classes];
        let bags = env("BAGS", 4.0) as u64;
        for seed in 0..bags {
            let one = train(&examples, index.0.len(), classes, Recipe { seed, ..recipe });
            weights.iter_mut().zip(one).for_each(|(sum, weight)| *sum += weight / bags as f32);
        }
        for weight in &mut weights {
            *weight = (*weight / step).round().clamp(-127.0, 127.0) * step;
        }
        Self { index, weights, classes, step }
    }

    fn scores(&self, features: &[u32]) -> Vec<f32> {
        let mut scores = vec![0.0; self.classes];
        for at in features.iter().filter_map(|feature| self.index.0.get(feature)) {
            for (class, score) in scores.iter_mut().enumerate() {
                *score += self.weights[*at as usize * self.classes + class];
            }
        }
        scores
    }

    fn nonzero(&self) -> usize {
        self.weights.chunks(self.classes).filter(|row| row.iter().any(|w| *w != 0.0)).count()
    }
}

/// The weights of a model as a table of small integers, and what one step is worth.
fn table(model: &Model, columns: Columns) -> (Vec<u8>, f32) {
    let scale = model.step;
    let mut rows: BTreeMap<u32, Vec<i32>> = BTreeMap::new();
    for (hash, at) in &model.index.0 {
        let at = *at as usize * model.classes;
        let row: Vec<i32> = model.weights[at..at + model.classes].iter().map(|w| (w / scale).round() as i32).collect();
        if row.iter().any(|weight| *weight != 0) {
            let sum = rows.entry(Table::key(*hash, columns.bits())).or_insert_with(|| vec![0; model.classes]);
            sum.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
        }
    }
    let byte = |weight: &i32| (*weight).clamp(-127, 127) as i8 as u8;
    let entries: Vec<_> = rows.iter().map(|(key, row)| (*key, row.iter().map(byte).collect())).collect();
    (Table::write(columns.bits(), model.classes, &entries), scale)
}

fn write(path: &Path, models: &Models, threshold: f32) -> std::io::Result<()> {
    let (detection, scale) = table(&models.detection, Columns::Detection);
    let threshold = ((threshold / (1.0 - threshold)).ln() / scale).round() as i32;
    let sections = [
        (Columns::Detection.tag(), detection),
        (Columns::Modality.tag(), table(&models.modality, Columns::Modality).0),
        (Columns::Types.tag(), table(&models.typing, Columns::Types).0),
        (b"nums", threshold.to_le_bytes().to_vec()),
    ];
    for (tag, bytes) in &sections {
        println!("{}: {} bytes", String::from_utf8_lossy(*tag), bytes.len());
    }
    std::fs::write(path, kantlijn::pack::write("events", &sections))
}

struct Models {
    detection: Model,
    typing: Model,
    modality: Model,
}

fn env(name: &str, default: f32) -> f32 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

fn weight(doc: &Doc) -> f32 {
    if doc.set == "news" {
        env("WN", 2.0)
    } else if doc.set == "written" {
        1.0
    } else {
        env("WO", 1.0)
    }
}

fn fit(docs: &[&Doc]) -> Models {
    let cases = || docs.iter().flat_map(|doc| doc.cases.iter().map(move |case| (*doc, case)));
    let detect = cases()
        .filter_map(|(doc, case)| Some((case.detection.clone(), usize::from(case.gold.ok()?.is_some()), weight(doc))));
    let detection = Model::train(
        detect.collect(),
        1,
        env("DM", 3.0) as usize,
        env("DQ", 0.1),
        Recipe {
            epochs: env("DE", 12.0) as usize,
            l1: env("D1", 6.0),
            l2: env("D2", 1.0),
            rate: env("DR", 0.05),
            dropout: env("DO", 0.0),
            seed: 1,
        },
    );
    let positive = || cases().filter_map(|(doc, case)| Some((doc, case, &doc.gold[case.gold.ok()??])));
    let typed = positive().map(|(doc, case, gold)| (case.typing.clone(), gold.types[0] as usize, weight(doc)));
    let typing = Model::train(
        typed.collect(),
        TYPES.len(),
        env("TM", 3.0) as usize,
        env("TQ", 0.15),
        Recipe {
            epochs: env("TE", 12.0) as usize,
            l1: env("T1", 2.0),
            l2: env("T2", 10.0),
            rate: env("TR", 0.3),
            dropout: env("TO", 0.0),
            seed: 1,
        },
    );
    let modal = positive().map(|(doc, case, gold)| (case.modal(gold.types[0] as usize), gold.modality, weight(doc)));
    let modality = Model::train(
        modal.collect(),
        3,
        env("MM", 3.0) as usize,
        env("MQ", 0.15),
        Recipe {
            epochs: env("ME", 12.0) as usize,
            l1: env("M1", 3.0),
            l2: env("M2", 1.0),
            rate: env("MR", 0.1),
            dropout: env("MO", 0.0),
            seed: 1,
        },
    );
    Models { detection, typing, modality }
}

#[derive(Default, Clone, Copy)]
struct Tally {
    gold: usize,
    predicted: usize,
    trigger: usize,
    typed: usize,
    group: usize,
    modality: usize,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.trigger += other.trigger;
        self.typed += other.typed;
        self.group += other.group;
        self.modality += other.modality;
    }
    fn show(&self) -> String {
        let f = |right: usize| 200.0 * right as f64 / (self.gold + self.predicted).max(1) as f64;
        format!(
            "gold {} predicted {} P {:.1} R {:.1} trigger {:.1} type {:.1} group {:.1} modality {:.1}",
            self.gold,
            self.predicted,
            100.0 * self.trigger as f64 / self.predicted.max(1) as f64,
            100.0 * self.trigger as f64 / self.gold.max(1) as f64,
            f(self.trigger),
            f(self.typed),
            f(self.group),
            100.0 * self.modality as f64 / self.trigger.max(1) as f64
        )
    }
}

fn argmax(scores: &[f32]) -> usize {
    (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]).then(b.cmp(a))).unwrap_or(0)
}

struct Predicted {
    spans: Vec<Span>,
    probability: f32,
    event_type: u8,
    modality: usize,
}

fn predict(doc: &Doc, models: &Models) -> Vec<Predicted> {
    let of = |case: &Case| {
        let mut p = models.detection.scores(&case.detection);
        probabilities(&mut p);
        let event_type = argmax(&models.typing.scores(&case.typing));
        Predicted {
            spans: case.spans.clone(),
            probability: p[0],
            event_type: event_type as u8,
            modality: argmax(&models.modality.scores(&case.modal(event_type))),
        }
    };
    doc.cases.iter().map(of).collect()
}

fn measure(doc: &Doc, predicted: &[Predicted], threshold: f32, errors: bool) -> Tally {
    let kept: Vec<&Predicted> = predicted.iter().filter(|p| p.probability >= threshold).collect();
    let mut free = vec![true; kept.len()];
    let required: Vec<&Gold> = doc.gold.iter().filter(|gold| !gold.optional).collect();
    let mut t = Tally { gold: required.len(), ..Tally::default() };
    let mut pairs = vec![None; required.len()];
    for (pair, gold) in pairs.iter_mut().zip(&required) {
        *pair = (0..kept.len()).find(|i| free[*i] && kept[*i].spans == gold.spans);
        if let Some(i) = *pair {
            free[i] = false;
        }
    }
    for (pair, gold) in pairs.iter_mut().zip(&required).filter(|(pair, _)| pair.is_none()) {
        let best = (0..kept.len())
            .filter(|i| free[*i])
            .max_by_key(|i| (overlap(&kept[*i].spans, &gold.spans), usize::MAX - i));
        *pair = best.filter(|i| overlap(&kept[*i].spans, &gold.spans) > 0);
        if let Some(i) = *pair {
            free[i] = false;
        }
    }
    let show = |spans: &[Span]| {
        let s = spans[0];
        let from = doc.text[..s.start].char_indices().rev().nth(40).map_or(0, |(at, _)| at);
        let to = doc.text[s.end..].char_indices().nth(40).map_or(doc.text.len(), |(at, _)| s.end + at);
        format!("{} [[{}]] {}", &doc.text[from..s.start], s.of(&doc.text), &doc.text[s.end..to]).replace('\n', "/")
    };
    for (pair, gold) in pairs.iter().zip(&required) {
        let Some(i) = pair else {
            if errors {
                let p = predicted
                    .iter()
                    .filter(|p| overlap(&p.spans, &gold.spans) > 0)
                    .map(|p| p.probability)
                    .fold(-1.0, f32::max);
                println!("MISS\t{p:.2}\t{}\t{}", TYPES[gold.types[0] as usize], show(&gold.spans));
            }
            continue;
        };
        t.trigger += 1;
        t.typed += usize::from(gold.types.contains(&kept[*i].event_type));
        let group = |n: u8| TYPES[n as usize].split('.').next();
        t.group += usize::from(gold.types.iter().any(|g| group(*g) == group(kept[*i].event_type)));
        t.modality += usize::from(gold.modality == kept[*i].modality);
        if errors && !gold.types.contains(&kept[*i].event_type) {
            println!(
                "TYPE\t{}\t{}\t{}",
                TYPES[gold.types[0] as usize],
                TYPES[kept[*i].event_type as usize],
                show(&gold.spans)
            );
        }
        if errors && gold.modality != kept[*i].modality {
            println!(
                "MODAL\t{}\t{}\t{}",
                &"AFN"[gold.modality..=gold.modality],
                &"AFN"[kept[*i].modality..=kept[*i].modality],
                show(&gold.spans)
            );
        }
    }
    for (i, p) in kept.iter().enumerate().filter(|(i, _)| free[*i]) {
        let optional = doc.gold.iter().any(|gold| gold.optional && overlap(&gold.spans, &p.spans) > 0);
        t.predicted += usize::from(!optional);
        if errors && !optional {
            println!("SURPLUS\t{:.2}\t{}\t{}", p.probability, TYPES[p.event_type as usize], show(&kept[i].spans));
        }
    }
    t.predicted += t.trigger;
    t
}

pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let code = &arguments.language;
    let folder = Path::new("src/languages").join(code);
    let language = language(code)?;
    let lexicon = triggers(&language)?;
    let gold = |name: &str, part: &str| {
        let path = arguments.shared.join("gold").join(format!("{name}-{code}/{part}.ndjson"));
        if path.is_file() { read_gold(&path) } else { Ok(Vec::new()) }
    };
    let mut docs = Vec::new();
    for article in gold("news", "train")? {
        docs.push(load("news", &article, &lexicon)?);
    }
    for article in gold("written", "train")? {
        docs.push(load("written", &article, &lexicon)?);
    }
    for article in read_marked(&folder.join("articles"), code)? {
        docs.push(load("ours", &article, &lexicon)?);
    }
    let mut dev = Vec::new();
    for article in gold("news", "dev")? {
        dev.push(load("news", &article, &lexicon)?);
    }
    for article in gold("written", "dev")? {
        dev.push(load("written", &article, &lexicon)?);
    }
    for article in
        read_gold(&arguments.shared.join("gold/seeds.ndjson"))?.into_iter().filter(|article| article.lang == *code)
    {
        dev.push(load("seeds", &article, &lexicon)?);
    }
    for set in ["news", "written", "ours"] {
        let of = || docs.iter().filter(|doc| doc.set == set);
        let golds: usize = of().map(|doc| doc.gold.len()).sum();
        let covered: usize =
            of().map(|doc| doc.cases.iter().filter(|case| matches!(case.gold, Ok(Some(_)))).count()).sum();
        println!(
            "{set}: {} articles, {} candidates, {golds} events, {covered} have a candidate",
            of().count(),
            of().map(|d| d.cases.len()).sum::<usize>()
        );
    }
    let all: Vec<&Doc> = docs.iter().collect();
    let thresholds = [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5];
    if arguments.cross {
        let mut tallies: HashMap<(&str, usize), Tally> = HashMap::new();
        for fold in 0..5 {
            let inside: Vec<&Doc> = docs.iter().enumerate().filter(|(i, _)| i % 5 != fold).map(|(_, d)| d).collect();
            let models = fit(&inside);
            for (_, doc) in docs.iter().enumerate().filter(|(i, _)| i % 5 == fold) {
                let predicted = predict(doc, &models);
                if arguments.errors > 0 && doc.set != "ours" {
                    measure(doc, &predicted, 0.42, true);
                }
                for (i, threshold) in thresholds.iter().enumerate() {
                    tallies.entry((doc.set, i)).or_default().add(measure(doc, &predicted, *threshold, false));
                }
            }
        }
        for set in ["news", "written", "ours"] {
            for (i, threshold) in thresholds.iter().enumerate() {
                println!("cross {set} {threshold}: {}", tallies[&(set, i)].show());
            }
        }
    }
    let models = fit(&all);
    write(&folder.join("events.weights"), &models, 0.42)?;
    println!("features: {} {} {}", models.detection.nonzero(), models.typing.nonzero(), models.modality.nonzero());
    for set in ["news", "written", "seeds"] {
        for threshold in thresholds {
            let mut t = Tally::default();
            for doc in dev.iter().filter(|doc| doc.set == set) {
                t.add(measure(doc, &predict(doc, &models), threshold, false));
            }
            println!("dev {set} {threshold}: {}", t.show());
        }
    }
    if arguments.errors > 1 {
        for doc in dev.iter().filter(|doc| doc.set == "seeds") {
            measure(doc, &predict(doc, &models), 0.35, true);
        }
    }
    Ok(())
}
