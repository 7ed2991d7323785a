//! Event types in readers' words, and the sentences that say why.

use crate::language::Language;

/// The labels of a language.
pub(crate) struct Labels<'a> {
    language: &'a Language,
    /// Names and texts.
    known: Vec<(&'a str, &'a str)>,
}

impl<'a> Labels<'a> {
    /// Those of a language.
    pub(crate) fn new(language: &'a Language) -> Self {
        let lines = str::from_utf8(language.section(b"evlb")).unwrap_or_default().lines();
        Self { language, known: lines.filter_map(|line| line.split_once('\t')).collect() }
    }

    fn find(&self, name: &str) -> Option<&'a str> {
        self.known.iter().find(|(known, _)| *known == name).map(|(_, text)| *text).filter(|label| !label.is_empty())
    }

    /// The label of a type; the type itself where there is none.
    pub(crate) fn label<'n>(&self, event_type: &'n str) -> &'n str
    where
        'a: 'n,
    {
        self.find(event_type).unwrap_or(event_type)
    }

    /// The schema.org type of a type.
    pub(crate) fn schema(&self, event_type: &str) -> &'a str {
        self.find(&format!("schema {event_type}")).unwrap_or("Event")
    }

    /// Why a time is an event's.
    pub(crate) fn why(&self, reason: &str, time: &str, event: &str) -> String {
        self.language.reason(reason).replace("{time}", time).replace("{event}", event)
    }
}
