//! Event types in readers' words, and the sentences that say why.

use crate::language::Language;

/// The section of the pack: lines of a name, a tab and a text.
pub(crate) struct Labels<'a>(&'a str);

impl<'a> Labels<'a> {
    /// Those of a language; none if it has none.
    pub(crate) fn new(language: &'a Language) -> Self {
        Self(str::from_utf8(language.section(b"evlb")).unwrap_or_default())
    }

    fn find(&self, name: &str) -> Option<&'a str> {
        self.0.lines().find_map(|line| line.split_once('\t').filter(|(known, _)| *known == name).map(|(_, text)| text))
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
        self.find(reason).unwrap_or_default().replace("{time}", time).replace("{event}", event)
    }
}
