//! JSON: the annotation itself.

use crate::annotation::Annotation;
use serde::Serialize;

/// What a mention takes in JSON, with its share of people and events, in bytes; more than most do.
const MENTION: usize = 400;

/// The annotation, indented.
pub fn write(annotation: &Annotation) -> String {
    indented(annotation, annotation) + "\n"
}

/// A value that holds what an annotation does, indented: all JSON but a line a document is, since one writer is smaller
/// than two.
pub fn indented(value: &impl Serialize, annotation: &Annotation) -> String {
    // Room from the start: a buffer that grows by doubling would leave the wasm twice as large after a long text.
    let mut json = Vec::with_capacity(annotation.mentions.len() * MENTION);
    // Writing plain data to memory cannot fail.
    let _ = serde_json::to_writer_pretty(&mut json, value);
    String::from_utf8(json).unwrap_or_default()
}
