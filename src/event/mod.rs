//! Events: find (triggers) → type, modality → who and when.
//!
//! Every content word is a candidate, and so is every listed phrase and split verb ([`View`]). Five
//! log-linear models decide: which candidates name an event, of what type, whether it happened, who takes part and when it
//! was. What they weigh is in [`detection`], [`typing`], [`modality`] and [`Ties`]; the trainer calls the same functions.

mod types;
mod layout;
mod forms;
mod phrases;
mod lexicon;
mod view;
mod features;
mod detection;
mod typing;
mod modality;
mod model;
mod clause;
mod dates;
mod labels;
mod people;
mod who;
mod when;
mod ties;
mod link;

pub use detection::{STEPS, detection};
pub use lexicon::{Lemma, Triggers};
pub use modality::{modality, modality_of_type};
pub use model::{Columns, Model, WHEN, WHOM};
pub use ties::Ties;
pub use types::{TYPES, type_number};
pub use typing::typing;
pub use view::{Atom, Candidate, View};

pub(crate) use labels::Labels;
pub use link::LEAST;
pub(crate) use link::link;

use crate::annotation::{Dated, EventId, EventMention, MentionId, Modality, Span};
use crate::error::Error;
use crate::language::Language;
use crate::pack;
use crate::sentence::Document;
use clause::Clauses;
use dates::Face;
use layout::class;

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

/// What is known of a document's events when they have been found, and is needed again to link them.
#[derive(Default)]
pub struct Notes {
    atoms: Vec<Atom>,
    clauses: Clauses,
    /// Tokens that mark possession: `'s`.
    clitics: Vec<usize>,
    /// Of each mention, the token that stands for it.
    heads: Vec<usize>,
    /// Of each mention, whether it is a noun, a name or a phrase.
    nouns: Vec<bool>,
    /// Of each mention, what makes two mentions the same word.
    words: Vec<u32>,
    /// The article's dates.
    dates: Vec<Face>,
}

/// Finds the triggers, with type and modality; which event each means is left open.
pub(crate) fn find(
    document: &Document,
    language: &Language,
    taken: &[Span],
    dates: &Dated,
) -> (Vec<EventMention>, Notes) {
    // Without weights the lexicon has not been checked.
    let weights = language.section(b"evwt");
    if weights.is_empty() {
        return Default::default();
    }
    let (Ok(triggers), Ok(model)) = (triggers(language), Model::new(weights)) else { return Default::default() };
    let view = View::new(document, &triggers, taken, dates);
    let decided =
        model.decide(&view).into_iter().map(|(candidate, number, modality)| (candidate.clone(), number, modality));
    let decided = decided.collect();
    note(view, decided)
}

/// The mentions of those candidates of a view that are events, each with its type's number and its modality, and what
/// is known of them.
pub fn note(view: View, decided: Vec<(Candidate, u8, Modality)>) -> (Vec<EventMention>, Notes) {
    let document = view.document;
    let mut mentions = Vec::with_capacity(decided.len());
    let mut notes = Notes::default();
    for (candidate, event_type, modality) in decided {
        let spans = candidate.spans(document);
        let parts: Vec<&str> = spans.iter().map(|span| span.of(document.text)).collect();
        notes.heads.push(candidate.head());
        // "aan het eten": what begins with a preposition says what someone does.
        let predicate = view.atoms[candidate.head()].reading.function == class::PREPOSITION;
        notes.nouns.push(!candidate.form.is_verbal() && !predicate);
        notes.words.push(view.word(&candidate));
        mentions.push(EventMention {
            id: MentionId(mentions.len()),
            text: parts.join(" … "),
            spans,
            event_type: TYPES[event_type as usize].to_owned(),
            modality,
            event: EventId(mentions.len()),
        });
    }
    notes.clauses = view.clauses;
    notes.clitics =
        (0..document.tokens.len()).filter(|i| matches!(document.word(*i), "'s" | "’s" | "'" | "’")).collect();
    notes.atoms = view.atoms;
    notes.dates = view.dates;
    (mentions, notes)
}
