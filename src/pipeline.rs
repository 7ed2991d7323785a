//! The way of the data: each stage once, in order.

use crate::annotation::{Annotation, Found};
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
    let mut persons = person::find(&document, language);
    let mut people = person::group(&document, language, &mut persons);
    let ages = person::ages(&document, language, &persons);
    let taken = persons.iter().map(|m| m.spans[0]).chain(ages.iter().map(|m| m.spans[0])).collect::<Vec<_>>();
    let times = date::find(&document, language, &taken);
    let mut triggers = event::find(&document, language, &taken);
    let (published, dates) = date::resolve(times, &document, language, article.published, options.policy, &triggers);
    person::describe(&document, language, &persons, &ages, published.as_ref(), &mut people);
    let events = event::link(&document, language, &mut triggers, &persons, &dates, published.as_ref());
    let found = Found { persons, dates, ages, events: triggers };
    Annotation::assemble(found, people, events, published, article.id.clone(), language.code().to_owned())
}
