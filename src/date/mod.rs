//! Dates: find (grammar) → resolve (calendar, anchors) → TIMEX3 and EDTF values.

use crate::annotation::{DateMention, EventMention, Published, Source, Span};
use crate::article::PartialDate;
use crate::error::Error;
use crate::language::Language;
use crate::sentence::Document;

/// How a date that can be past or future is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Policy {
    /// News looks back unless the words say otherwise.
    #[default]
    News,
    /// An assistant is asked about what is to come.
    Assistant,
}

/// A time expression as the grammar read it, not yet tied to the calendar.
#[derive(Debug, Clone)]
pub struct Time {
    /// Where it stands.
    pub span: Span,
}

/// Checks the date parts of a pack.
pub(crate) fn check(_language: &Language) -> Result<(), Error> {
    Ok(())
}

/// Finds the time expressions outside the spans that are `taken` by persons and ages.
pub(crate) fn find(_document: &Document, _language: &Language, _taken: &[Span]) -> Vec<Time> {
    Vec::new()
}

/// Gives each a value, and finds the publication date where none is given.
pub(crate) fn resolve(
    _times: Vec<Time>,
    _document: &Document,
    _language: &Language,
    given: Option<PartialDate>,
    _policy: Policy,
    _triggers: &[EventMention],
) -> (Option<Published>, Vec<DateMention>) {
    let published = given.map(|value| Published { value, source: Source::Given, why: "opgegeven".into() });
    (published, Vec::new())
}
