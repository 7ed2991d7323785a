//! W3C Web Annotation (<https://www.w3.org/TR/annotation-model/>): each mention with both selectors.
//!
//! What the model has no words for travels along under `kantlijn`, so that a page can be read back whole.

use super::meaning;
use crate::annotation::{Annotation, Mention, Span};
use serde::Serialize;
use serde_json::{Value, json};

/// How many characters before and after the quoted words find them again in a changed text.
const CONTEXT: usize = 32;

#[derive(Serialize)]
struct Page<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "type")]
    page_type: &'static str,
    items: Vec<Value>,
    kantlijn: &'a Annotation,
}

/// An `AnnotationPage`; positions count code points.
pub fn write(text: &str, annotation: &Annotation, in_codepoints: &Annotation) -> String {
    let source = annotation.id.clone().unwrap_or_else(|| "article".to_owned());
    let items: Vec<Value> = annotation
        .mentions
        .iter()
        .zip(&in_codepoints.mentions)
        .map(|(mention, counted)| item(text, annotation, mention, counted, &source))
        .collect();
    let page = Page {
        context: "http://www.w3.org/ns/anno.jsonld",
        page_type: "AnnotationPage",
        items,
        kantlijn: in_codepoints,
    };
    let mut json = serde_json::to_string_pretty(&page).expect("plain data can be written as JSON");
    json.push('\n');
    json
}

fn item(text: &str, annotation: &Annotation, mention: &Mention, counted: &Mention, source: &str) -> Value {
    // A split trigger has a target a part.
    let targets: Vec<Value> = mention
        .spans()
        .iter()
        .zip(counted.spans())
        .map(|(span, position)| {
            let (prefix, suffix) = around(text, *span);
            json!({ "source": source, "selector": [
                { "type": "TextQuoteSelector", "exact": span.of(text), "prefix": prefix, "suffix": suffix },
                { "type": "TextPositionSelector", "start": position.start, "end": position.end },
            ] })
        })
        .collect();
    json!({
        "id": format!("#{}", mention.id()),
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            { "type": "TextualBody", "purpose": "tagging", "value": mention.kind() },
            { "type": "TextualBody", "purpose": "identifying", "value": meaning(annotation, mention) },
        ],
        "target": targets,
    })
}

/// The characters before and after a span.
fn around(text: &str, span: Span) -> (&str, &str) {
    let before = text[..span.start].char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    let after = text[span.end..].char_indices().nth(CONTEXT).map_or(text.len(), |(at, _)| span.end + at);
    (&text[before..span.start], &text[span.end..after])
}
