//! When an event was: the time of its clause, of its sentence, or of the sentence that tells more of it.

use super::Notes;
use super::layout::class;
use super::link::token_at;
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

/// A time that can place an event.
pub struct Anchor {
    /// The token it begins at.
    token: usize,
    /// Its place among the dates.
    date: usize,
    /// Whether it names no day, month or year ("soon").
    vague: bool,
}

/// The times that can place events. What is only a bound ("before Christmas") does not.
pub fn anchors(notes: &Notes, starts: &[usize], dates: &[DateMention]) -> Vec<Anchor> {
    let token = |byte: usize| token_at(starts, byte);
    let usable = |date: &DateMention| matches!(date.timex, TimexType::Date | TimexType::Time);
    let placed = dates.iter().enumerate().filter(|(_, date)| usable(date));
    let before = |at: usize| at.checked_sub(1).and_then(|before| notes.atoms.get(before));
    let bound = |at: usize| before(at).is_some_and(|atom| atom.reading.function == class::BOUND);
    let anchor = |(place, date): (usize, &DateMention)| Anchor {
        token: token(date.spans[0].start),
        date: place,
        vague: date.value.ends_with("_REF"),
    };
    placed.map(anchor).filter(|anchor| !bound(anchor.token)).collect()
}

/// A time in EDTF: what EDTF cannot say (a weekday of an unknown week, "soon") is a day, or a year, that is
/// not known.
pub fn edtf(date: &DateMention) -> String {
    match &date.edtf {
        Some(edtf) => edtf.clone(),
        None if date.value.starts_with("XXXX-") => "XXXX-XX-XX".to_owned(),
        None => "XXXX".to_owned(),
    }
}

/// The time of each mention by its own sentence: its place among the dates, and why.
pub fn times(notes: &Notes, anchors: &[Anchor]) -> Vec<Option<(usize, Reason)>> {
    if notes.heads.is_empty() {
        // A language without event weights has no clauses either.
        return Vec::new();
    }
    let clauses = &notes.clauses;
    let mut found: Vec<Option<(usize, Reason)>> = Vec::with_capacity(notes.heads.len());
    for (place, head) in notes.heads.iter().copied().enumerate() {
        let verb = !notes.nouns[place];
        let sentence = clauses.sentence[head];
        let start = anchors.partition_point(|anchor| clauses.sentence[anchor.token] < sentence);
        let end = anchors.partition_point(|anchor| clauses.sentence[anchor.token] <= sentence);
        let of_sentence = &anchors[start..end];
        let nearest = |level: &[u32]| {
            let near = of_sentence.iter().filter(|anchor| level[anchor.token] == level[head]);
            near.min_by_key(|anchor| (anchor.vague, anchor.token.abs_diff(head))).map(|anchor| anchor.date)
        };
        let own = nearest(&clauses.stretch).or_else(|| nearest(&clauses.clause));
        let only = || match of_sentence {
            [anchor] if verb && !anchor.vague => Some((anchor.date, Reason::Sentence)),
            _ => None,
        };
        found.push(own.map(|date| (date, Reason::Clause)).or_else(only));
    }
    // A sentence with a time and no event tells more of the first event before it, if that is a noun.
    for Anchor { token, date, .. } in anchors.iter().filter(|anchor| !anchor.vague) {
        let sentence = clauses.sentence[*token];
        let first = notes.heads.partition_point(|head| clauses.sentence[*head] + 1 < sentence);
        let after = notes.heads.partition_point(|head| clauses.sentence[*head] < sentence);
        let has_event = notes.heads.get(after).is_some_and(|head| clauses.sentence[*head] == sentence);
        if first < after && !has_event && notes.nouns[first] && found[first].is_none() {
            found[first] = Some((*date, Reason::Next));
        }
    }
    found
}
