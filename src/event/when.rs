//! When an event was: the time of its clause, of its sentence, or of the sentence that tells more of it.

use super::Notes;
use crate::annotation::{DateMention, TimexType};

/// Why a time is an event's, by the names in a language's data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It stands with the trigger.
    Clause,
    /// It is the sentence's only time.
    Sentence,
    /// The next sentence gives it.
    Next,
    /// Another mention of the event has it.
    Same,
}

impl Reason {
    /// Its name in the data.
    pub fn name(self) -> &'static str {
        match self {
            Self::Clause => "clause",
            Self::Sentence => "sentence",
            Self::Next => "next",
            Self::Same => "same",
        }
    }
}

/// The times that can place an event on the calendar, with the token each begins at.
pub fn anchors(starts: &[usize], dates: &[DateMention]) -> Vec<(usize, usize)> {
    let token = |byte: usize| starts.partition_point(|start| *start <= byte).saturating_sub(1);
    let usable = |date: &DateMention| date.edtf.is_some() && matches!(date.timex, TimexType::Date | TimexType::Time);
    let placed = dates.iter().enumerate().filter(|(_, date)| usable(date));
    placed.map(|(place, date)| (token(date.spans[0].start), place)).collect()
}

/// The time of each mention by its own sentence: its place among the dates, and why.
pub fn times(notes: &Notes, anchors: &[(usize, usize)]) -> Vec<Option<(usize, Reason)>> {
    let clauses = &notes.clauses;
    let mut found: Vec<Option<(usize, Reason)>> = Vec::with_capacity(notes.heads.len());
    for (place, head) in notes.heads.iter().copied().enumerate() {
        let inside = |level: &[u32]| {
            let near = anchors
                .iter()
                .filter(|(at, _)| clauses.sentence[*at] == clauses.sentence[head] && level[*at] == level[head]);
            near.min_by_key(|(at, _)| at.abs_diff(head)).copied()
        };
        let own = inside(&clauses.stretch).or_else(|| inside(&clauses.clause).filter(|_| !notes.nouns[place]));
        let of_sentence = || {
            let mut all = anchors.iter().filter(|(at, _)| clauses.sentence[*at] == clauses.sentence[head]);
            all.next().filter(|_| all.next().is_none() && !notes.nouns[place]).copied()
        };
        found.push(match own {
            Some((_, date)) => Some((date, Reason::Clause)),
            None => of_sentence().map(|(_, date)| (date, Reason::Sentence)),
        });
    }
    // A sentence with a time and no event tells more of the first event before it.
    for (at, date) in anchors {
        let sentence = clauses.sentence[*at];
        let has_event = notes.heads.iter().any(|head| clauses.sentence[*head] == sentence);
        let first = notes.heads.iter().position(|head| clauses.sentence[*head] + 1 == sentence);
        if let Some(first) = first.filter(|first| !has_event && found[*first].is_none()) {
            found[first] = Some((*date, Reason::Next));
        }
    }
    found
}
