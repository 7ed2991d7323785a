//! doccano: one JSON line with the text and its labels (<https://doccano.github.io/doccano/>).

use crate::annotation::Annotation;
use serde_json::json;

/// One line; a split trigger becomes one label a part.
pub fn write(text: &str, annotation: &Annotation) -> String {
    let labels: Vec<_> = annotation
        .mentions
        .iter()
        .flat_map(|mention| mention.spans().iter().map(|span| json!([span.start, span.end, mention.kind()])))
        .collect();
    format!("{}\n", json!({ "id": annotation.id, "text": text, "label": labels }))
}
