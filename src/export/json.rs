//! JSON: the annotation itself.

use crate::annotation::Annotation;

/// The annotation, indented.
pub fn write(annotation: &Annotation) -> String {
    let mut json = serde_json::to_string_pretty(annotation).expect("plain data can be written as JSON");
    json.push('\n');
    json
}
