//! HTML: the article in `<mark>` elements.

use crate::annotation::{Annotation, Mention};

/// The article as an HTML fragment. Where mentions overlap, the first and longest is marked.
pub fn write(text: &str, annotation: &Annotation) -> String {
    let mut html = String::with_capacity(text.len() * 2);
    let mut at = 0;
    let mut parts: Vec<_> = annotation
        .mentions
        .iter()
        .flat_map(|mention| mention.spans().iter().map(move |span| (*span, mention)))
        .collect();
    parts.sort_by_key(|(span, _)| (span.start, usize::MAX - span.end));
    for (span, mention) in parts {
        if span.start < at {
            continue;
        }
        escape(&text[at..span.start], &mut html);
        let (kind, title) = match mention {
            Mention::Person(m) => ("person", annotation.people[m.person.0].name.clone()),
            Mention::Date(m) => ("date", m.value.clone()),
            Mention::Age(m) => ("age", m.years.to_string()),
            Mention::Event(m) => ("event", m.event_type.clone()),
        };
        html.push_str("<mark class=\"");
        html.push_str(kind);
        html.push_str("\" title=\"");
        escape(&title, &mut html);
        html.push_str("\">");
        escape(span.of(text), &mut html);
        html.push_str("</mark>");
        at = span.end;
    }
    escape(&text[at..], &mut html);
    html
}

/// Text as it may stand in HTML, in content and in a quoted attribute.
fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
}
