//! Events: find (triggers) → type, modality → who and when.
//!
//! Every content word is a candidate, and so is every listed phrase and split verb ([`View`]). Three
//! log-linear models decide: which candidates name an event, of what type, and whether it happened. What
//! they weigh is in [`detection`], [`typing`] and [`modality`]; the trainer calls the same functions.

mod types;
mod layout;
mod lexicon;
mod view;
mod features;
mod model;

pub use features::{detection, modality, modality_of_type, typing};
pub use lexicon::{Lemma, Triggers};
pub use model::{Columns, Model};
pub use types::{TYPES, type_number};
pub use view::{Atom, Candidate, View};

use crate::annotation::{DateMention, Event, EventId, EventMention, MentionId, PersonMention, Published, Span};
use crate::error::Error;
use crate::language::Language;
use crate::pack;
use crate::sentence::Document;

/// The trigger lexicon of a language.
///
/// # Errors
/// [`Error::BadPack`] where its pack has none.
pub fn triggers(language: &Language) -> Result<Triggers<'_>, Error> {
    Triggers::new(language.section(b"evlx")).map_err(Error::BadPack)
}

/// Checks the event parts of a pack. A language may have none yet: then no events are found.
pub(crate) fn check(language: &Language) -> Result<(), Error> {
    if language.section(b"evwt").is_empty() {
        return Ok(());
    }
    pack::check(language.section(b"evlx")).map_err(Error::BadPack)?;
    triggers(language)?;
    pack::check(language.section(b"evwt")).map_err(Error::BadPack)?;
    Model::new(language.section(b"evwt")).map_err(Error::BadPack)?;
    Ok(())
}

/// Finds the triggers, with type and modality; which event each means is left open.
pub(crate) fn find(document: &Document, language: &Language, taken: &[Span]) -> Vec<EventMention> {
    let (Ok(triggers), Ok(model)) = (triggers(language), Model::new(language.section(b"evwt"))) else {
        return Vec::new();
    };
    let view = View::new(document, &triggers, taken);
    let found = model.decide(&view).into_iter().enumerate().map(|(place, (candidate, event_type, modality))| {
        let spans = candidate.spans(document);
        let parts: Vec<&str> = spans.iter().map(|span| span.of(document.text)).collect();
        EventMention {
            id: MentionId(place),
            text: parts.join(" … "),
            spans,
            event_type: TYPES[event_type as usize].to_owned(),
            modality,
            event: EventId(place),
        }
    });
    found.collect()
}

/// Decides which mentions mean the same event (sets `event`), who took part and when it happened.
pub(crate) fn link(
    _document: &Document,
    _language: &Language,
    triggers: &mut [EventMention],
    _persons: &[PersonMention],
    _dates: &[DateMention],
    _published: Option<&Published>,
) -> Vec<Event> {
    let alone = triggers.iter_mut().enumerate().map(|(place, trigger)| {
        trigger.event = EventId(place);
        Event {
            id: EventId(place),
            event_type: trigger.event_type.clone(),
            label: trigger.event_type.clone(),
            schema: "Event".to_owned(),
            mentions: vec![trigger.id],
            people: Vec::new(),
            when: None,
        }
    });
    alone.collect()
}
