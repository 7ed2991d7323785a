//! Marks in a page: text nodes are split and wrapped in `<mark>` elements, so the text stays as it is.

use super::object::{spans, text};
use crate::annotation::Span;
use crate::order;
use js_sys::Array;
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{Document, Element, Node, Text};

/// The part of a mention that a mark needs.
struct Marked {
    id: String,
    kind: String,
    spans: Vec<Span>,
}

impl Marked {
    /// `None` if the object is no mention.
    fn read(mention: &JsValue) -> Option<Self> {
        Some(Self { id: text(mention, "id")?, kind: text(mention, "kind")?, spans: spans(mention)? })
    }
}

/// A stretch of text under the same mentions.
struct Segment {
    start: u32,
    end: u32,
    /// Places in the list of mentions.
    mentions: Vec<usize>,
}

/// Marks `mentions` (an annotation's, offsets in UTF-16 units of `target.textContent`) inside `target`.
///
/// Each stretch becomes a `<mark class="kantlijn-KIND …" data-mentions="m1 …">`; where mentions overlap, a mark
/// carries the classes and ids of all. Text, elements and listeners of `target` stay.
#[wasm_bindgen]
pub fn mark(target: &Element, mentions: Array) -> Result<(), JsError> {
    let mentions = mentions.iter().map(|mention| Marked::read(&mention)).collect::<Option<Vec<_>>>();
    let mentions = mentions.ok_or_else(|| JsError::new("mark takes the mentions of an annotation"))?;
    let document = target.owner_document().ok_or_else(|| JsError::new("the element belongs to no document"))?;
    let segments = segments(&mentions);
    let refused = |_| JsError::new("the browser refused to mark the text");
    cut_long(target, &segments).map_err(refused)?;
    let mut nodes = Vec::new();
    collect_text(target, &mut nodes);
    // From the end, so that splitting a node leaves the offsets before it as they were.
    let mut segments = segments.iter().rev().peekable();
    for (start, node) in nodes.iter().rev() {
        while let Some(segment) = segments.peek() {
            let end = start + node.length();
            let (from, to) = (segment.start.max(*start), segment.end.min(end));
            if from < to {
                wrap(&document, node, from - start, to - start, segment, &mentions).map_err(refused)?;
            }
            if segment.start < *start {
                // It begins in an earlier node.
                break;
            }
            segments.next();
        }
    }
    Ok(())
}

/// Takes the marks out again and joins the text they split.
#[wasm_bindgen]
pub fn unmark(target: &Element) -> Result<(), JsError> {
    let refused = |_| JsError::new("the browser refused to take the marks away");
    let marks = target.query_selector_all("mark[data-mentions]").map_err(refused)?;
    for mark in (0..marks.length()).filter_map(|place| marks.get(place)?.dyn_into::<Element>().ok()) {
        while let Some(child) = mark.first_child() {
            mark.before_with_node_1(&child).map_err(refused)?;
        }
        mark.remove();
    }
    target.normalize();
    Ok(())
}

/// The text cut at every edge of a span; stretches outside all mentions are left out.
fn segments(mentions: &[Marked]) -> Vec<Segment> {
    let mut spans: Vec<(u32, u32, usize)> = Vec::new();
    for (place, mention) in mentions.iter().enumerate() {
        spans.extend(
            mention
                .spans
                .iter()
                .filter(|span| span.start < span.end)
                .map(|span| (span.start as u32, span.end as u32, place)),
        );
    }
    order::sort_by_key(&mut spans, |(start, end, _)| (*start as usize, *end as usize));
    let mut edges: Vec<u32> = spans.iter().flat_map(|(start, end, _)| [*start, *end]).collect();
    order::sort_by_key(&mut edges, |edge| (*edge as usize, 0));
    edges.dedup();
    let (mut open, mut next) = (Vec::new(), 0);
    let mut segments = Vec::new();
    for pair in edges.windows(2) {
        open.retain(|(end, _)| *end > pair[0]);
        while let Some((_, end, place)) = spans.get(next).filter(|span| span.0 <= pair[0]) {
            open.push((*end, *place));
            next += 1;
        }
        if !open.is_empty() {
            let mentions = open.iter().map(|(_, place)| *place).collect();
            segments.push(Segment { start: pair[0], end: pair[1], mentions });
        }
    }
    segments
}

/// The text nodes below `node` in document order, each with the offset of its first unit.
fn collect_text(node: &Node, nodes: &mut Vec<(u32, Text)>) {
    let mut child = node.first_child();
    while let Some(current) = child {
        if let Some(text) = current.dyn_ref::<Text>() {
            let start = nodes.last().map_or(0, |(start, last)| start + last.length());
            nodes.push((start, text.clone()));
        } else {
            collect_text(&current, nodes);
        }
        child = current.next_sibling();
    }
}

/// Cuts long text nodes between mentions: every later cut copies what is left of its node, so nodes stay short.
fn cut_long(target: &Element, segments: &[Segment]) -> Result<(), JsValue> {
    const SHORT: u32 = 2000;
    let mut nodes = Vec::new();
    collect_text(target, &mut nodes);
    for (start, node) in nodes.iter().filter(|(_, node)| node.length() > 2 * SHORT) {
        let mut end = start + node.length();
        for segment in segments.iter().rev() {
            if segment.start <= *start {
                break;
            }
            if segment.start + SHORT < end {
                node.split_text(segment.start - start)?;
                end = segment.start;
            }
        }
    }
    Ok(())
}

/// Wraps units `from..to` of a text node.
fn wrap(
    document: &Document,
    node: &Text,
    from: u32,
    to: u32,
    segment: &Segment,
    mentions: &[Marked],
) -> Result<(), JsValue> {
    if to < node.length() {
        node.split_text(to)?;
    }
    let inside = if from > 0 { node.split_text(from)? } else { node.clone() };
    let mark = document.create_element("mark")?;
    let listed = |part: &dyn Fn(&Marked) -> String| {
        segment.mentions.iter().map(|place| part(&mentions[*place])).collect::<Vec<_>>().join(" ")
    };
    mark.set_attribute("class", &listed(&|mention| format!("kantlijn-{}", mention.kind)))?;
    mark.set_attribute("part", &listed(&|mention| mention.kind.clone()))?;
    mark.set_attribute("data-mentions", &listed(&|mention| mention.id.clone()))?;
    inside.before_with_node_1(&mark)?;
    mark.append_child(&inside)?;
    Ok(())
}
