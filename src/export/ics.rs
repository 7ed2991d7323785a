//! iCalendar (RFC 5545): the events whose day is known.

use crate::annotation::{Annotation, Event};
use crate::article::PartialDate;
use chrono::NaiveDate;

/// A calendar with one all-day entry for each event of a full date or a range of full dates.
pub fn write(text: &str, annotation: &Annotation) -> String {
    let mut ics = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kantlijn//kantlijn//EN", "CALSCALE:GREGORIAN"] {
        push_line(line, &mut ics);
    }
    let article = annotation.id.clone().unwrap_or_else(|| format!("{:08x}", fingerprint(text)));
    // There is no clock here: the entry was made when the article was.
    let stamp = annotation.published.as_ref().map_or("1970-01-01".to_owned(), |published| published.value.to_string());
    let stamp = day(&stamp).unwrap_or_default();
    for event in &annotation.events {
        let Some((first, last)) = days(event) else { continue };
        let Some(after) = last.succ_opt() else { continue };
        let names: Vec<&str> = event.people.iter().map(|person| annotation.people[person.0].name.as_str()).collect();
        let summary =
            if names.is_empty() { event.label.clone() } else { format!("{}: {}", event.label, names.join(", ")) };
        for line in [
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}-{}@kantlijn", escaped(&article), event.id),
            format!("DTSTAMP:{}T000000Z", compact(stamp)),
            format!("DTSTART;VALUE=DATE:{}", compact(first)),
            format!("DTEND;VALUE=DATE:{}", compact(after)),
            format!("SUMMARY:{}", escaped(&summary)),
            format!("DESCRIPTION:{}", escaped(event.when.as_ref().map_or("", |when| &when.why))),
            format!("CATEGORIES:{}", escaped(&event.event_type)),
            "END:VEVENT".to_owned(),
        ] {
            push_line(&line, &mut ics);
        }
    }
    push_line("END:VCALENDAR", &mut ics);
    ics
}

/// The first and last day of an event that has both: `2021-09-30`, `2021-09-30/2021-10-02`, with or without a time.
fn days(event: &Event) -> Option<(NaiveDate, NaiveDate)> {
    let edtf = &event.when.as_ref()?.edtf;
    let (first, last) = edtf.split_once('/').unwrap_or((edtf, edtf));
    let (first, last) = (day(first)?, day(last)?);
    (first <= last).then_some((first, last))
}

/// The day of `2021-09-30` or `2021-09-30T20:00`.
fn day(text: &str) -> Option<NaiveDate> {
    match text.split('T').next()?.parse() {
        Ok(PartialDate::Day(day)) => Some(day),
        _ => None,
    }
}

/// `20210930`
fn compact(day: NaiveDate) -> String {
    day.to_string().replace('-', "")
}

fn escaped(text: &str) -> String {
    let mut written = String::new();
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => written.extend(['\\', c]),
            '\n' => written.push_str("\\n"),
            c if c.is_control() => {}
            c => written.push(c),
        }
    }
    written
}

/// A line in pieces of at most 75 bytes, each after the first with a space before it.
fn push_line(line: &str, ics: &mut String) {
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > 74 {
            ics.push_str("\r\n ");
            length = 1;
        }
        ics.push(c);
        length += c.len_utf8();
    }
    ics.push_str("\r\n");
}

/// FNV-1a, so that an article without an id keeps its entries' ids.
fn fingerprint(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
