//! The way of the data: each stage once, in order.

use crate::annotation::{Annotation, Dated, Found, MentionId, PersonId, PersonMention, Span};
use crate::article::Article;
use crate::error::Error;
use crate::language::Language;
use crate::sentence::Document;
use crate::token::TokenKind;
use crate::{date, event, person};
use std::borrow::Cow;
use std::ops::Range;

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
/// ones. Spans that are empty, cut a character, have white space at an edge, stand out of order or share a token
/// with the one before are left out.
pub fn annotate_with_persons(article: &Article, language: &Language, options: &Options, spans: &[Span]) -> Annotation {
    let document = Document::new(article.text(), language);
    let mut persons: Vec<PersonMention> = Vec::new();
    // The first token that is still free.
    let mut free = 0;
    for span in spans {
        let Some(text) = article.text().get(span.start..span.end) else { continue };
        let Some(tokens) = covered(&document, *span).filter(|tokens| tokens.start >= free) else { continue };
        free = tokens.end;
        let (id, text) = (MentionId(persons.len()), text.to_owned());
        persons.push(PersonMention { id, spans: vec![*span], text, person: PersonId(0), score: 1.0, why: None });
    }
    finish(article, language, options, &document, persons)
}

/// The tokens that a span lies on, if it starts and ends in them and not in white space.
fn covered(document: &Document, span: Span) -> Option<Range<usize>> {
    let (start, end) = (u32::try_from(span.start).ok()?, u32::try_from(span.end).ok()?);
    let first = document.tokens.partition_point(|token| token.end <= start);
    let after = document.tokens.partition_point(|token| token.start < end);
    let last = document.tokens.get(first..after)?.last()?;
    let edges = [document.tokens[first], *last];
    let inside = edges[0].start <= start && start < end && end <= last.end;
    (inside && edges.iter().all(|token| token.kind != TokenKind::Space)).then_some(first..after)
}

fn finish(
    article: &Article,
    language: &Language,
    options: &Options,
    document: &Document,
    mut persons: Vec<PersonMention>,
) -> Annotation {
    let scene = person::Scene::new(document, language, &persons);
    let mut people = person::group(&scene, &mut persons);
    let ages = person::ages(&scene, &persons);
    let taken = persons.iter().map(|m| m.spans[0]).chain(ages.iter().map(|m| m.spans[0])).collect::<Vec<_>>();
    let mut dates = date::read(document, language, &taken, article.published, options.policy);
    let (mut triggers, notes) = event::find(document, language, &taken, &dates.dated);
    dates.anchor(document, language, &triggers);
    let Dated { published, mentions: dates, .. } = dates.dated;
    person::describe(&scene, &persons, &ages, published.as_ref(), &mut people);
    let events = event::link(document, language, notes, &mut triggers, (&persons, &people), &dates);
    let found = Found { persons, dates, ages, events: triggers };
    Annotation::assemble(found, people, events, published, article.id.clone(), language.code().to_owned())
}
