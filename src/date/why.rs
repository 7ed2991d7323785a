//! Why a value is what it is, in one sentence of the article's language.

use super::grammar::Grammar;
use super::names::{Reference, Why};
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
        (Value::Duration(_), _) => Why::Length,
        (Value::Every(_) | Value::Each(_), _) => Why::Repeat,
        (Value::Vague(Reference::Past), _) => Why::Before,
        (Value::Vague(Reference::Present), _) => Why::Present,
        (Value::Vague(Reference::Future), _) => Why::After,
        (Value::Point(_), Reason::Stated) => Why::Stated,
        (Value::Point(_), Reason::Past) => Why::Past,
        (Value::Point(_), Reason::Future) => Why::Future,
        (Value::Point(_), Reason::Near) => Why::Near,
        (Value::Point(_), Reason::Weekday) => Why::Weekday,
        (Value::Point(_), Reason::Told) => Why::Told,
        (Value::Point(_), Reason::Text) if anchor.is_some() => Why::Text,
        (Value::Point(_), Reason::Text) => Why::Stated,
        (Value::Point(_), Reason::Open) if published.is_some() && resolved.bounds.is_some() => Why::Some,
        (Value::Point(_), Reason::Open) => Why::Open,
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
