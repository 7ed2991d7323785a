//! Finds the mentions of persons with the sequence model.

use crate::annotation::{MentionId, PersonId, PersonMention, Span};
use crate::error::Error;
use crate::language::Language;
use crate::lexicon::Words;
use crate::pack;
use crate::sentence::Document;
use crate::tagger::{Letters, Model, View};

/// Checks the model and the word classes of a pack.
pub(crate) fn check(language: &Language) -> Result<(), Error> {
    let weights = language.section(b"pers");
    // Before the first training there are none, and nobody is found.
    if !weights.is_empty() {
        pack::check(weights).map_err(Error::BadPack)?;
        Model::new(weights).map_err(Error::BadPack)?;
    }
    Words::new(language.section(b"word")).map_err(Error::BadPack)?;
    Letters::new(language.section(b"lttr")).map_err(Error::BadPack)?;
    Ok(())
}

/// Finds the mentions of persons; whom each means is left open.
pub(crate) fn find(document: &Document, language: &Language) -> Vec<PersonMention> {
    let weights = language.section(b"pers");
    if weights.is_empty() {
        return Vec::new();
    }
    let (Ok(words), Ok(letters), Ok(model)) =
        (Words::new(language.section(b"word")), Letters::new(language.section(b"lttr")), Model::new(weights))
    else {
        return Vec::new();
    };
    let view = View::new(document, &words, &letters);
    let found = model.tag(&view).into_iter().enumerate().map(|(place, tagged)| {
        let mut span = document.span(tagged.start..tagged.end);
        span.end -= usize::from(tagged.possessive);
        PersonMention {
            id: MentionId(place),
            spans: vec![span],
            text: Span::of(span, document.text).to_owned(),
            person: PersonId(0),
            score: (tagged.probability * 100.0).round() / 100.0,
            why: None,
        }
    });
    found.collect()
}
