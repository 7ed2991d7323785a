//! Event types in readers' words, and the sentences that say why.

use crate::language::{Language, line};

/// The labels of a language: lines of a name, a tab and a text.
pub(crate) struct Labels<'a>(&'a Language);

impl<'a> Labels<'a> {
    /// Those of a language.
    pub(crate) fn new(language: &'a Language) -> Self {
        Self(language)
    }

    fn find(&self, name: &str) -> Option<&'a str> {
        Some(line(self.0.section(b"evlb"), name)).filter(|label| !label.is_empty())
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
        self.0.reason(reason).replace("{time}", time).replace("{event}", event)
    }
}
