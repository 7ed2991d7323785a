//! W3C Web Annotation (<https://www.w3.org/TR/annotation-model/>): each mention with both selectors.
//!
//! What the model has no words for travels along under `kantlijn`, so that a page can be read back whole.

use super::json::indented;
use super::meaning;
use crate::annotation::{Annotation, Mention, Span};
use serde::Serialize;

/// How many characters before and after the quoted words find them again in a changed text.
const CONTEXT: usize = 32;

#[derive(Serialize)]
struct Page<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "type")]
    page_type: &'static str,
    items: Vec<Item<'a>>,
    kantlijn: &'a Annotation,
}

#[derive(Serialize)]
struct Item<'a> {
    body: [Body; 2],
    id: String,
    motivation: &'static str,
    target: Vec<Target<'a>>,
    #[serde(rename = "type")]
    item_type: &'static str,
}

#[derive(Serialize)]
struct Body {
    purpose: &'static str,
    #[serde(rename = "type")]
    body_type: &'static str,
    value: String,
}

#[derive(Serialize)]
struct Target<'a> {
    selector: (Quote<'a>, Position),
    source: &'a str,
}

#[derive(Serialize)]
struct Quote<'a> {
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
    #[serde(rename = "type")]
    selector_type: &'static str,
}

#[derive(Serialize)]
struct Position {
    end: usize,
    start: usize,
    #[serde(rename = "type")]
    selector_type: &'static str,
}

/// An `AnnotationPage`; positions count code points.
pub fn write(text: &str, annotation: &Annotation, in_codepoints: &Annotation) -> String {
    let source = annotation.id.as_deref().unwrap_or("article");
    let mentions = annotation.mentions.iter().zip(&in_codepoints.mentions);
    let page = Page {
        context: "http://www.w3.org/ns/anno.jsonld",
        page_type: "AnnotationPage",
        items: mentions.map(|(mention, counted)| item(text, annotation, mention, counted, source)).collect(),
        kantlijn: in_codepoints,
    };
    indented(&page, annotation) + "\n"
}

fn item<'a>(text: &'a str, annotation: &Annotation, mention: &Mention, counted: &Mention, source: &'a str) -> Item<'a> {
    let body = |purpose, value| Body { purpose, body_type: "TextualBody", value };
    // A split trigger has a target a part.
    let target = |(span, position): (&Span, &Span)| {
        let (prefix, suffix) = around(text, *span);
        let quote = Quote { exact: span.of(text), prefix, suffix, selector_type: "TextQuoteSelector" };
        let position = Position { end: position.end, start: position.start, selector_type: "TextPositionSelector" };
        Target { selector: (quote, position), source }
    };
    Item {
        body: [body("tagging", mention.kind().to_owned()), body("identifying", meaning(annotation, mention))],
        id: format!("#{}", mention.id()),
        motivation: "identifying",
        target: mention.spans().iter().zip(counted.spans()).map(target).collect(),
        item_type: "Annotation",
    }
}

/// The characters before and after a span.
fn around(text: &str, span: Span) -> (&str, &str) {
    let before = text[..span.start].char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    let after = text[span.end..].char_indices().nth(CONTEXT).map_or(text.len(), |(at, _)| span.end + at);
    (&text[before..span.start], &text[span.end..after])
}
