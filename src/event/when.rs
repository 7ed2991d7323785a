//! When an event was, by rule: the time of its clause, of its sentence, or of the sentence that tells more of it. The
//! model of [`Ties`](super::Ties) weighs these with what else speaks for a time.

use super::Notes;
use super::dates::Face;
use super::layout::class;
use crate::annotation::DateMention;

/// Why a time is an event's, by the names in a language's data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It stands with the trigger.
    Clause,
    /// It is the sentence's only time.
    Sentence,
    /// The next sentence gives it.
    Next,
    /// The article is at that time when it tells of the event.
    Around,
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
            Self::Around => "around",
            Self::Same => "same",
        }
    }
}

/// A time that may place events.
pub struct Moment {
    /// Its first token.
    pub first: usize,
    /// Its last.
    pub last: usize,
    /// Its place among the dates.
    pub date: usize,
    /// Whether it names no day, month or year ("soon").
    vague: bool,
    /// Whether it is only a bound ("before Christmas"). By the rules such a time places nothing.
    bound: bool,
}

/// The times of a document that may place events, in text order.
pub fn moments(notes: &Notes, dates: &[DateMention]) -> Vec<Moment> {
    let placed = notes.dates.iter().enumerate().filter(|(_, date)| date.is_time());
    let before = |at: usize| at.checked_sub(1).and_then(|before| notes.atoms.get(before));
    let moment = |(date, Face { tokens, .. }): (usize, &Face)| {
        let bound = before(tokens.start).is_some_and(|atom| atom.reading.function == class::BOUND);
        let vague = dates[date].value.ends_with("_REF");
        Moment { first: tokens.start, last: tokens.end - 1, date, vague, bound }
    };
    placed.map(moment).collect()
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

/// The time of each mention by the rules, from its own sentence or the next: its place among the moments, and why.
pub fn times(notes: &Notes, moments: &[Moment]) -> Vec<Option<(usize, Reason)>> {
    if notes.heads.is_empty() {
        // A language without event weights has no clauses either.
        return Vec::new();
    }
    let clauses = &notes.clauses;
    let anchors: Vec<(usize, &Moment)> = moments.iter().enumerate().filter(|(_, moment)| !moment.bound).collect();
    let mut found: Vec<Option<(usize, Reason)>> = Vec::with_capacity(notes.heads.len());
    for (place, head) in notes.heads.iter().copied().enumerate() {
        let verb = !notes.nouns[place];
        let sentence = clauses.sentence[head];
        let start = anchors.partition_point(|(_, anchor)| clauses.sentence[anchor.first] < sentence);
        let end = anchors.partition_point(|(_, anchor)| clauses.sentence[anchor.first] <= sentence);
        let of_sentence = &anchors[start..end];
        let nearest = |level: &[u32]| {
            let near = of_sentence.iter().filter(|(_, anchor)| level[anchor.first] == level[head]);
            near.min_by_key(|(_, anchor)| (anchor.vague, anchor.first.abs_diff(head))).map(|(moment, _)| *moment)
        };
        let own = nearest(&clauses.stretch).or_else(|| nearest(&clauses.clause));
        let only = || match of_sentence {
            [(moment, anchor)] if verb && !anchor.vague => Some((*moment, Reason::Sentence)),
            _ => None,
        };
        found.push(own.map(|moment| (moment, Reason::Clause)).or_else(only));
    }
    // A sentence with a time and no event tells more of the first event before it, if that is a noun.
    for (moment, Moment { first: token, .. }) in anchors.into_iter().filter(|(_, anchor)| !anchor.vague) {
        let sentence = clauses.sentence[*token];
        let first = notes.heads.partition_point(|head| clauses.sentence[*head] + 1 < sentence);
        let after = notes.heads.partition_point(|head| clauses.sentence[*head] < sentence);
        let has_event = notes.heads.get(after).is_some_and(|head| clauses.sentence[*head] == sentence);
        if first < after && !has_event && notes.nouns[first] && found[first].is_none() {
            found[first] = Some((moment, Reason::Next));
        }
    }
    found
}
