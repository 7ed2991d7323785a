//! Why a value is what it is, in one sentence.

use super::grammar::Grammar;
use super::names::Reference;
use super::point::Reason;
use super::resolve::Resolved;
use super::value::Value;
use crate::article::PartialDate;

/// The sentence for a resolved time.
pub fn why(
    grammar: &Grammar,
    resolved: &Resolved,
    value: &str,
    published: Option<PartialDate>,
    anchor: Option<&str>,
) -> String {
    let name = match (&resolved.value, resolved.reason) {
        (Value::Duration(_), _) => "length",
        (Value::Every(_) | Value::Each(_), _) => "repeat",
        (Value::Vague(Reference::Past), _) => "before",
        (Value::Vague(Reference::Present), _) => "present",
        (Value::Vague(Reference::Future), _) => "after",
        (Value::Point(_), Reason::Stated) => "stated",
        (Value::Point(_), Reason::Past) => "past",
        (Value::Point(_), Reason::Future) => "future",
        (Value::Point(_), Reason::Near) => "near",
        (Value::Point(_), Reason::Weekday) => "weekday",
        (Value::Point(_), Reason::Told) => "told",
        (Value::Point(_), Reason::Text) if anchor.is_some() => "text",
        (Value::Point(_), Reason::Text) => "stated",
        (Value::Point(_), Reason::Open) if published.is_some() && resolved.bounds.is_some() => "some",
        (Value::Point(_), Reason::Open) => "open",
    };
    let published = published.map(|published| published.to_string()).unwrap_or_default();
    fill(grammar.sentence(name), &[("value", value), ("published", &published), ("anchor", anchor.unwrap_or_default())])
}

/// A sentence with its gaps filled: `{name}` by the text of that name.
pub fn fill(sentence: &str, gaps: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(sentence.len() + 16);
    for (i, part) in sentence.split(['{', '}']).enumerate() {
        let gap = gaps.iter().find(|(name, _)| i % 2 == 1 && *name == part);
        filled += gap.map_or(part, |(_, text)| text);
    }
    filled
}
