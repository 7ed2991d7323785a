//! The article with coloured marks, then a margin of people, dates and events.

use kantlijn::{Annotation, Mention, Span};
use std::io::{self, Write};

const RESET: &str = "\x1b[0m";
const BOLD: &str = "\x1b[1m";

/// Colour and underline of a kind, so that either alone tells them apart.
fn style(mention: &Mention) -> &'static str {
    match mention {
        Mention::Person(_) => "\x1b[1;34m",
        Mention::Date(_) => "\x1b[4;32m",
        Mention::Age(_) => "\x1b[32m",
        Mention::Event(_) => "\x1b[3;35m",
    }
}

/// Writes the article and its margin.
pub fn write(output: &mut impl Write, text: &str, annotation: &Annotation) -> io::Result<()> {
    let mut parts: Vec<(Span, &Mention)> = annotation
        .mentions
        .iter()
        .flat_map(|mention| mention.spans().iter().map(move |span| (*span, mention)))
        .collect();
    parts.sort_by_key(|(span, _)| (span.start, usize::MAX - span.end));
    let mut at = 0;
    for (span, mention) in parts {
        // Of those that overlap the first is shown, of those the longest; the margin has all.
        if span.start >= at {
            write!(
                output,
                "{}{}{}{RESET}",
                printable(&text[at..span.start]),
                style(mention),
                printable(span.of(text))
            )?;
            at = span.end;
        }
    }
    writeln!(output, "{}\n", printable(&text[at..]))?;
    people(output, annotation)?;
    dates(output, annotation)?;
    events(output, annotation)
}

/// The text without control characters, which a terminal might obey.
fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

fn people(output: &mut impl Write, annotation: &Annotation) -> io::Result<()> {
    if annotation.people.is_empty() {
        return Ok(());
    }
    writeln!(output, "{BOLD}people{RESET}")?;
    for person in &annotation.people {
        write!(output, "  {} ({}×)", printable(&person.name), person.mentions.len())?;
        if !person.aliases.is_empty() {
            write!(output, ", also {}", printable(&person.aliases.join(", ")))?;
        }
        if !person.roles.is_empty() {
            write!(output, "; {}", printable(&person.roles.join(", ")))?;
        }
        if let Some(born) = &person.born {
            write!(output, "; born {} to {}", born.earliest, born.latest)?;
        }
        writeln!(output)?;
    }
    Ok(())
}

fn dates(output: &mut impl Write, annotation: &Annotation) -> io::Result<()> {
    if let Some(published) = &annotation.published {
        writeln!(output, "{BOLD}published{RESET}\n  {} ({})", published.value, printable(&published.why))?;
    }
    let mut heading = false;
    for mention in &annotation.mentions {
        if let Mention::Date(date) = mention {
            if !heading {
                writeln!(output, "{BOLD}dates{RESET}")?;
                heading = true;
            }
            writeln!(output, "  {} = {}: {}", printable(&date.text), date.value, printable(&date.why))?;
        }
    }
    Ok(())
}

fn events(output: &mut impl Write, annotation: &Annotation) -> io::Result<()> {
    if annotation.events.is_empty() {
        return Ok(());
    }
    writeln!(output, "{BOLD}events{RESET}")?;
    for event in &annotation.events {
        write!(output, "  {}", event.label)?;
        if let Some(Mention::Event(first)) = event.mentions.first().and_then(|id| annotation.mentions.get(id.0)) {
            write!(output, " \"{}\"", printable(&first.text))?;
        }
        let names: Vec<&str> = event.people.iter().map(|id| annotation.people[id.0].name.as_str()).collect();
        if !names.is_empty() {
            write!(output, "; {}", printable(&names.join(", ")))?;
        }
        if let Some(when) = &event.when {
            write!(output, "; {}", when.edtf)?;
        }
        writeln!(output)?;
    }
    Ok(())
}
