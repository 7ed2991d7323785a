//! doccano: one JSON line with the text and its labels (<https://doccano.github.io/doccano/>).

use crate::annotation::Annotation;
use serde::Serialize;

#[derive(Serialize)]
struct Line<'a> {
    id: Option<&'a str>,
    label: Vec<(usize, usize, &'static str)>,
    text: &'a str,
}

/// One line; a split trigger becomes one label a part.
pub fn write(text: &str, annotation: &Annotation) -> String {
    let parts = annotation.mentions.iter().flat_map(|mention| {
        let kind = mention.kind();
        mention.spans().iter().map(move |span| (span.start, span.end, kind))
    });
    let line = Line { id: annotation.id.as_deref(), label: parts.collect(), text };
    serde_json::to_string(&line).unwrap_or_default() + "\n"
}
