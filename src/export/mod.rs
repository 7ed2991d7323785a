//! The result in other formats, one file a format. Offsets in them count code points.

use crate::annotation::{Annotation, Mention, Span};
use crate::article::Unit;
use crate::error::Error;
use crate::order;
use std::fmt::Write;
use std::str::FromStr;

mod csv;
mod doccano;
mod html;
mod ics;
mod json;
mod json_ld;
mod timeml;
mod web_annotation;

#[cfg(target_arch = "wasm32")]
pub(crate) use json::indented;

/// A format of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// The annotation as one JSON document.
    Json,
    /// The article with `<mark>` elements, a fragment.
    Html,
    /// W3C Web Annotation: a page of annotations with quote and position selectors.
    WebAnnotation,
    /// schema.org JSON-LD: the article, whom it mentions and what it is about.
    JsonLd,
    /// TimeML: the text with its times and events.
    TimeMl,
    /// iCalendar: the events that have a full date.
    Ics,
    /// A row a mention.
    Csv,
    /// A line that doccano imports for sequence labelling.
    Doccano,
}

impl Format {
    /// Every format, with its name and the ending of its files.
    pub const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Json, "json", "json"),
        (Self::Html, "html", "html"),
        (Self::WebAnnotation, "web-annotation", "jsonld"),
        (Self::JsonLd, "json-ld", "jsonld"),
        (Self::TimeMl, "timeml", "tml"),
        (Self::Ics, "ics", "ics"),
        (Self::Csv, "csv", "csv"),
        (Self::Doccano, "doccano", "jsonl"),
    ];
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        let found = Self::ALL.iter().find(|(_, known, _)| *known == name);
        found.map(|(format, ..)| *format).ok_or_else(|| Error::BadOption {
            option: "format",
            value: name.chars().take(40).collect(),
            allowed: "json, html, web-annotation, json-ld, timeml, ics, csv, doccano",
        })
    }
}

/// Writes the annotation of `text`, whose spans count bytes, in a format.
pub fn export(text: &str, annotation: &Annotation, format: Format) -> String {
    let in_codepoints = || annotation.clone().with_offsets(text, Unit::Codepoint);
    match format {
        Format::Json => json::write(&in_codepoints()),
        Format::Html => html::write(text, annotation),
        Format::WebAnnotation => web_annotation::write(text, annotation, &in_codepoints()),
        Format::JsonLd => json_ld::write(annotation),
        Format::TimeMl => timeml::write(text, annotation),
        Format::Ics => ics::write(text, annotation),
        Format::Csv => csv::write(annotation, &in_codepoints()),
        Format::Doccano => doccano::write(text, &in_codepoints()),
    }
}

/// The text with each mention's part wrapped: `mark` writes what stands for it, `plain` what is between.
/// Where mentions overlap, the one that starts first is wrapped, of those the longest.
fn wrapped(
    text: &str,
    annotation: &Annotation,
    mut plain: impl FnMut(&str, &mut String),
    mut mark: impl FnMut(&Mention, Span, &mut String),
) -> String {
    let mut parts: Vec<(Span, &Mention)> = Vec::new();
    for mention in &annotation.mentions {
        parts.extend(mention.spans().iter().map(|span| (*span, mention)));
    }
    order::sort_by_key(&mut parts, |(span, _)| (span.start, text.len() - span.end));
    let mut written = String::with_capacity(text.len() * 2);
    let mut at = 0;
    for (span, mention) in parts {
        if span.start >= at {
            plain(&text[at..span.start], &mut written);
            mark(mention, span, &mut written);
            at = span.end;
        }
    }
    plain(&text[at..], &mut written);
    written
}

/// Text as it may stand in HTML and XML, in content and in a quoted attribute. What XML cannot hold at all
/// becomes U+FFFD.
fn escape(text: &str, written: &mut String) {
    for c in text.chars() {
        match c {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            // A bare carriage return would be read back as a line feed.
            '\r' => written.push_str("&#13;"),
            '\n' | '\t' => written.push(c),
            c if c.is_ascii_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => written.push('\u{fffd}'),
            c => written.push(c),
        }
    }
}

/// ` name="value"`.
fn attribute(name: &str, value: &str, written: &mut String) {
    let _ = write!(written, " {name}=\"");
    escape(value, written);
    written.push('"');
}

/// The person's name, the date's value, the age's years or the event's type.
fn meaning(annotation: &Annotation, mention: &Mention) -> String {
    match mention {
        Mention::Person(m) => annotation.people[m.person.0].name.clone(),
        Mention::Date(m) => m.value.clone(),
        Mention::Age(m) => m.years.to_string(),
        Mention::Event(m) => m.event_type.clone(),
    }
}
