//! The stages of an extraction, each alone, on texts in which every kind of article comes early.

use crate::command::root;
use crate::corpus::read_marked;
use kantlijn::date::{Policy, dates, read};
use kantlijn::event::{self, triggers};
use kantlijn::lexicon::Words;
use kantlijn::sentence::Document;
use kantlijn::tagger::{self, Letters};
use kantlijn::{Article, Language, Options, annotate};
use std::error::Error;
use std::hint::black_box;

/// Their names: `dates` begins with `tokens`, `persons` and `events` do not, `whole` is all there is.
pub const STAGES: [&str; 5] = ["tokens", "dates", "persons", "events", "whole"];

/// How many articles apart those are that follow one another in the text.
const STRIDE: usize = 29;

/// The articles written for the project, over and over, up to `characters`.
pub fn varied_text(code: &str, characters: usize) -> Result<String, Box<dyn Error>> {
    let articles = read_marked(&root().join("src/languages").join(code).join("articles"), code)?;
    let strides = (0..STRIDE).flat_map(|start| articles.iter().skip(start).step_by(STRIDE));
    let all: String = strides.map(|article| article.text.clone() + "\n\n").collect();
    Ok(all.chars().cycle().take(characters).collect())
}

/// Hands over each stage of [`STAGES`], ready to run on `text` as often as one likes.
pub fn each(
    text: &str,
    language: &Language,
    mut take: impl FnMut(&'static str, &dyn Fn()),
) -> Result<(), Box<dyn Error>> {
    let (words, letters) = (Words::new(language.section(b"word"))?, Letters::new(language.section(b"lttr"))?);
    let (persons, lexicon) = (tagger::Model::new(language.section(b"pers"))?, triggers(language)?);
    let events = event::Model::new(language.section(b"evwt"))?;
    let document = Document::new(text, language);
    let published = Some("2021-10-01".parse()?);
    let known = read(&document, language, &[], published, Policy::News).dated;
    let mut article = Article::with_cap(text, usize::MAX)?;
    article.published = published;
    let run: [&dyn Fn(); STAGES.len()] = [
        &|| drop(black_box(Document::new(text, language))),
        &|| drop(black_box(dates(text, language, published, Policy::News))),
        &|| drop(black_box(persons.tag(&tagger::View::new(&document, &words, &letters)))),
        &|| {
            black_box(events.decide(&event::View::new(&document, &lexicon, &[], &known)).len());
        },
        &|| drop(black_box(annotate(&article, language, &Options::default()))),
    ];
    STAGES.into_iter().zip(run).for_each(|(name, run)| take(name, run));
    Ok(())
}
