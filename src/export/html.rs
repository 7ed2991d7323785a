//! HTML: the article in `<mark>` elements.

use super::{attribute, escape, meaning, wrapped};
use crate::annotation::Annotation;

/// The article as an HTML fragment.
pub fn write(text: &str, annotation: &Annotation) -> String {
    wrapped(text, annotation, escape, |mention, span, html| {
        html.push_str("<mark");
        attribute("class", &format!("kantlijn-{}", mention.kind()), html);
        attribute("title", &meaning(annotation, mention), html);
        html.push('>');
        escape(span.of(text), html);
        html.push_str("</mark>");
    })
}
