//! The articles to learn from and to measure on.

use super::fit::Settings;
use crate::corpus::{GoldArticle, GoldMention, read_gold, read_marked};
use kantlijn::Language;
use kantlijn::lexicon::Words;
use kantlijn::sentence::Document;
use kantlijn::tagger::{Label, Letters, Tagged, View};
use std::error::Error;
use std::path::Path;

/// One text with the persons in it, as bytes.
#[derive(Clone)]
pub struct Item {
    pub id: String,
    pub text: String,
    pub gold: Vec<(usize, usize)>,
    pub weight: f64,
}

impl Item {
    fn new(article: GoldArticle, weight: f64) -> Self {
        let mut bytes: Vec<usize> = article.text.char_indices().map(|(at, _)| at).collect();
        bytes.push(article.text.len());
        let gold = article.gold.iter().filter_map(|mention| match mention {
            GoldMention::Person { spans, optional: false, .. } => Some((bytes[spans[0][0]], bytes[spans[0][1]])),
            _ => None,
        });
        Self { id: article.id, gold: gold.collect(), text: article.text, weight }
    }
}

/// What is known of words before any training.
pub struct Lists<'a> {
    pub words: Words<'a>,
    pub letters: Letters<'a>,
}

impl<'a> Lists<'a> {
    pub fn new(language: &'a Language) -> Result<Self, &'static str> {
        let letters = Letters::new(language.section(b"lttr"))?;
        Ok(Self { words: Words::new(language.section(b"word"))?, letters })
    }
}

/// Everything that is read.
pub struct Corpus {
    pub train: Vec<Item>,
    pub held_out: Vec<(&'static str, Vec<Item>)>,
}

impl Corpus {
    pub fn read(gold: &Path, folder: &Path, lang: &str, settings: &Settings) -> Result<Self, Box<dyn Error>> {
        let mut train = Vec::new();
        let mut add = |articles: Vec<GoldArticle>, weight: f64| {
            train.extend(articles.into_iter().map(|article| Item::new(article, weight)));
        };
        for (name, weight) in [("news", settings.news), ("persons", settings.persons), ("written", settings.written)] {
            let path = gold.join(format!("{name}-{lang}/train.ndjson"));
            if path.is_file() {
                add(read_gold(&path)?, weight);
            }
        }
        let own = folder.join("articles");
        // Those in `persons/` are for this model alone.
        for folder in [own.clone(), own.join("persons")].iter().filter(|folder| folder.is_dir() && settings.own > 0.0) {
            add(read_marked(folder, lang)?, settings.own);
        }
        let mut held_out = Vec::new();
        for (name, path) in [
            ("news/dev", format!("news-{lang}/dev.ndjson")),
            ("persons/dev", format!("persons-{lang}/dev.ndjson")),
            ("written/dev", format!("written-{lang}/dev.ndjson")),
            ("seeds", "seeds.ndjson".to_owned()),
        ] {
            if gold.join(&path).is_file() {
                let articles = read_gold(&gold.join(path))?.into_iter().filter(|article| article.lang == lang);
                held_out.push((name, articles.map(|article| Item::new(article, 1.0)).collect()));
            }
        }
        Ok(Self { train, held_out })
    }
}

/// Looks at an item with `tag`, and gives the bytes and scores of what it finds.
pub fn tagged(
    item: &Item,
    language: &Language,
    lists: &Lists,
    tag: impl FnOnce(&View) -> Vec<Tagged>,
) -> Vec<(usize, usize, f64)> {
    let document = Document::new(&item.text, language);
    let view = View::new(&document, &lists.words, &lists.letters);
    let span = |tagged: Tagged| {
        let span = document.span(tagged.start..tagged.end);
        (span.start, span.end - usize::from(tagged.possessive), tagged.probability)
    };
    tag(&view).into_iter().map(span).collect()
}

/// The label of every token of a document, and how many mentions cannot be expressed.
pub fn labels(item: &Item, document: &Document, view: &View) -> (Vec<Label>, usize) {
    let tokens = &document.tokens;
    let mut labels = vec![Label::Outside; tokens.len()];
    let mut lost = 0;
    for (start, end) in &item.gold {
        let first = tokens.partition_point(|token| (token.next as usize) <= *start);
        let last = tokens.partition_point(|token| (token.start as usize) < *end) - 1;
        let whole = tokens[last].end as usize == *end;
        let possessive = tokens[last].end as usize == *end + 1 && view.stem(last).is_some();
        let in_run = view.runs.iter().any(|(run, _)| run.contains(&first) && run.contains(&last));
        if tokens[first].start as usize != *start || !(whole || possessive) || !in_run {
            lost += 1;
            continue;
        }
        labels[first..=last].fill(Label::Inside);
        labels[first] = Label::Begin;
        labels[last] = match (first == last, possessive) {
            (true, false) => Label::Unit,
            (true, true) => Label::UnitPossessive,
            (false, false) => Label::Last,
            (false, true) => Label::LastPossessive,
        };
    }
    (labels, lost)
}
