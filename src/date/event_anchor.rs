//! Lengths of time before or after an event ("two months before they split up"): when that was, where the
//! article says when the event was.

use super::names::Hint;
use super::shift::shift;
use super::tense::Clauses;
use super::value::{Length, Point, Value};
use super::why::fill;
use super::{Time, edtf};
use crate::annotation::{DateMention, EventMention, MentionId};
use crate::sentence::Document;

/// How many triggers before and after are looked at, so that the work stays linear.
const NEAR: usize = 40;

/// Gives the lengths that stand before an event the days that they point to.
pub fn anchor(
    times: &[Time],
    values: &[Value],
    clauses: &Clauses,
    triggers: &[EventMention],
    mentions: &mut [DateMention],
) {
    let Clauses { document, grammar, .. } = *clauses;
    for (i, time) in times.iter().enumerate() {
        let Value::Duration(length) = values[i] else { continue };
        let next = time.tokens.end;
        let sentence = document.sentence(time.tokens.start);
        let dir = match () {
            () if next >= sentence.end => continue,
            () if clauses.has(next, Hint::Before) => -1,
            () if clauses.has(next, Hint::After) => 1,
            () => continue,
        };
        let rest = document.span(next..sentence.end);
        let event = triggers.partition_point(|event| event.spans[0].start < rest.start);
        if triggers.get(event).is_none_or(|event| !rest.overlaps(event.spans[0])) {
            continue;
        }
        let Some((place, base)) = when(event, times, values, document, triggers) else { continue };
        let Some(point) = count(length, base, dir) else { continue };
        let Some((first, last)) = point.bounds() else { continue };
        let mention = &mut mentions[i];
        mention.anchor = Some(MentionId(place));
        mention.edtf = edtf::edtf(&Value::Point(point), None);
        (mention.earliest, mention.latest) = (Some(first.to_string()), Some(last.to_string()));
        let (said, result) = (mentions[place].value.clone(), point.to_string());
        let gaps = [("anchor", triggers[event].text.as_str()), ("value", &said), ("result", &result)];
        mentions[i].why = fill(grammar.sentence("event"), &gaps);
    }
}

/// When the event of trigger `event` was: the date in the sentence of another trigger of its type.
fn when(
    event: usize,
    times: &[Time],
    values: &[Value],
    document: &Document,
    triggers: &[EventMention],
) -> Option<(usize, Point)> {
    let sentence_of = |trigger: &EventMention| {
        let byte = trigger.spans[0].start;
        document.sentence(document.tokens.partition_point(|token| token.next as usize <= byte))
    };
    let own = sentence_of(&triggers[event]);
    let date_of = |trigger: &EventMention| {
        let sentence = Some(sentence_of(trigger)).filter(|sentence| *sentence != own)?;
        let first = times.partition_point(|time| time.tokens.start < sentence.start);
        let inside = times[first..].iter().take_while(|time| time.tokens.start < sentence.end).count();
        let mut dates = (first..first + inside).filter_map(|place| match values[place] {
            Value::Point(point) if point.bounds().is_some() => Some((place, point)),
            _ => None,
        });
        // A sentence with several dates does not say which is the event's.
        dates.next().filter(|_| dates.next().is_none())
    };
    let same = |trigger: &&EventMention| trigger.event_type == triggers[event].event_type;
    // The nearest trigger before, or else after: the story of one event rarely lies further apart.
    let before = triggers[event.saturating_sub(NEAR)..event].iter().rev().filter(same).find_map(date_of);
    before.or_else(|| triggers[event + 1..].iter().take(NEAR).filter(same).find_map(date_of))
}

/// The time a length before or after another.
fn count(length: Length, base: Point, dir: i64) -> Option<Point> {
    let mut point = base;
    for (i, (amount, unit)) in length.parts.iter().flatten().enumerate() {
        point = shift(point, i64::from((*amount)?) * dir, length.half && i == 0, dir, *unit, true)?;
    }
    Some(point)
}
