//! CSV (RFC 4180): a row a mention.

use super::meaning;
use crate::annotation::{Annotation, Mention};

/// A heading and a row a mention; parts of a split trigger stand as `start-end` with a space between.
pub fn write(annotation: &Annotation, in_codepoints: &Annotation) -> String {
    let mut csv = String::from("id,kind,spans,text,meaning,refers to,why\r\n");
    for (mention, counted) in annotation.mentions.iter().zip(&in_codepoints.mentions) {
        let spans: Vec<String> = counted.spans().iter().map(|span| format!("{}-{}", span.start, span.end)).collect();
        let (refers_to, why) = match mention {
            Mention::Person(m) => (m.person.to_string(), m.why.clone().unwrap_or_default()),
            Mention::Date(m) => (String::new(), m.why.clone()),
            Mention::Age(m) => (m.person.map(|person| person.to_string()).unwrap_or_default(), String::new()),
            Mention::Event(m) => (m.event.to_string(), String::new()),
        };
        let fields = [
            mention.id().to_string(),
            mention.kind().to_owned(),
            spans.join(" "),
            mention.text().to_owned(),
            meaning(annotation, mention),
            refers_to,
            why,
        ];
        csv.push_str(&fields.map(|field| quoted(&field)).join(","));
        csv.push_str("\r\n");
    }
    csv
}

fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}
