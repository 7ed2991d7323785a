//! The way of the data: each stage once, in order.

use crate::annotation::{Annotation, Found, MentionId, PersonId, PersonMention, Span};
use crate::article::Article;
use crate::error::Error;
use crate::language::Language;
use crate::sentence::Document;
use crate::{date, event, person};
use std::borrow::Cow;

/// What a caller can choose.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// How a date that can be past or future is read.
    pub policy: date::Policy,
}

/// Loads a language from its pack and checks every stage's part of it.
///
/// # Errors
/// [`Error::BadPack`], which says what is wrong with it.
pub fn load(pack: impl Into<Cow<'static, [u8]>>) -> Result<Language, Error> {
    let language = Language::load(pack)?;
    person::check(&language)?;
    date::check(&language)?;
    event::check(&language)?;
    Ok(language)
}

/// Finds the people, dates, ages and events of an article. Spans count bytes; see [`Annotation::with_offsets`].
pub fn annotate(article: &Article, language: &Language, options: &Options) -> Annotation {
    let document = Document::new(article.text(), language);
    let persons = person::find(&document, language);
    finish(article, language, options, &document, persons)
}

/// As [`annotate`], where the mentions of persons are known: byte spans that a reader has put right, or gold
/// ones. Spans that are empty, cut a character, overlap or stand out of order are left out.
pub fn annotate_with_persons(article: &Article, language: &Language, options: &Options, spans: &[Span]) -> Annotation {
    let document = Document::new(article.text(), language);
    let mut persons: Vec<PersonMention> = Vec::new();
    for span in spans {
        let after = persons.last().map_or(0, |last| last.spans[0].end);
        if let Some(text) =
            article.text().get(span.start..span.end).filter(|text| !text.is_empty() && span.start >= after)
        {
            let (id, text) = (MentionId(persons.len()), text.to_owned());
            persons.push(PersonMention { id, spans: vec![*span], text, person: PersonId(0), score: 1.0, why: None });
        }
    }
    finish(article, language, options, &document, persons)
}

fn finish(
    article: &Article,
    language: &Language,
    options: &Options,
    document: &Document,
    mut persons: Vec<PersonMention>,
) -> Annotation {
    let mut people = person::group(document, language, &mut persons);
    let ages = person::ages(document, language, &persons);
    let taken = persons.iter().map(|m| m.spans[0]).chain(ages.iter().map(|m| m.spans[0])).collect::<Vec<_>>();
    let times = date::find(document, language, &taken);
    let mut triggers = event::find(document, language, &taken);
    let (published, dates) = date::resolve(times, document, language, article.published, options.policy, &triggers);
    person::describe(document, language, &persons, &ages, published.as_ref(), &mut people);
    let events = event::link(document, language, &mut triggers, &persons, &dates, published.as_ref());
    let found = Found { persons, dates, ages, events: triggers };
    Annotation::assemble(found, people, events, published, article.id.clone(), language.code().to_owned())
}
