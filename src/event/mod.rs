//! Events: find (triggers) → type, modality → who and when.

use crate::annotation::{DateMention, Event, EventMention, PersonMention, Published, Span};
use crate::error::Error;
use crate::language::Language;
use crate::sentence::Document;

/// Checks the event parts of a pack.
pub(crate) fn check(_language: &Language) -> Result<(), Error> {
    Ok(())
}

/// Finds the triggers, with type and modality; which event each means is left open.
pub(crate) fn find(_document: &Document, _language: &Language, _taken: &[Span]) -> Vec<EventMention> {
    Vec::new()
}

/// Decides which mentions mean the same event (sets `event`), who took part and when it happened.
pub(crate) fn link(
    _document: &Document,
    _language: &Language,
    _triggers: &mut [EventMention],
    _persons: &[PersonMention],
    _dates: &[DateMention],
    _published: Option<&Published>,
) -> Vec<Event> {
    Vec::new()
}
