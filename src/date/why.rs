//! Why a value is what it is, in one sentence of the article's language.

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
        (Value::Point(_), Reason::Told) => "told",
        (Value::Point(_), Reason::Text) if anchor.is_some() => "text",
        (Value::Point(_), Reason::Text) => "stated",
        (Value::Point(_), Reason::Open) if published.is_some() && resolved.bounds.is_some() => "some",
        (Value::Point(_), Reason::Open) => "open",
    };
    let mut sentence = grammar.sentence(name).replace("{value}", value);
    if let Some(published) = published {
        sentence = sentence.replace("{published}", &published.to_string());
    }
    sentence.replace("{anchor}", anchor.unwrap_or_default())
}
