//! `cargo xtask phrases`: the Dutch phrase cases of Recognizers-Text and Duckling, read the assistant's way.
//!
//! What is compared is where a date, a range or a time starts: the calendar may be written otherwise there.

use kantlijn::date::{Policy, dates_at};
use kantlijn::{DateMention, Language, language};
use serde_json::Value;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Arguments {
    /// The folder that holds gold/
    #[arg(long, default_value = "../shared")]
    shared: PathBuf,
    /// Print the misses
    #[arg(long)]
    misses: bool,
    /// Only the sets whose name contains this
    #[arg(long, default_value = "")]
    set: String,
}

/// What Duckling wants nothing to be found in.
const NEGATIVES: [&str; 11] =
    ["een hotel", "twee aanbiedingen", "komende 5 agendapunten", "d", "do", "di", "woe", "vr", "zat", "zo", "zon"];

/// The moment that Duckling's phrases are said at.
const DUCKLING_NOW: &str = "2013-02-12T04:30:00";

/// Cases by class: how many, and those that went wrong.
#[derive(Default)]
struct Tally(BTreeMap<String, (usize, Vec<String>)>);

impl Tally {
    fn note(&mut self, class: &str, right: bool, what: impl FnOnce() -> String) {
        let (count, misses) = self.0.entry(class.to_owned()).or_default();
        *count += 1;
        if !right {
            misses.push(what());
        }
    }

    fn report(&self, name: &str, show: bool) {
        let all: usize = self.0.values().map(|(count, _)| count).sum();
        let missed: usize = self.0.values().map(|(_, misses)| misses.len()).sum();
        println!("{name}: {} of {all} right, {:.1} %", all - missed, 100.0 * (all - missed) as f64 / all.max(1) as f64);
        for (class, (count, misses)) in &self.0 {
            println!("  {class:28} {} of {count}", count - misses.len());
            for miss in misses.iter().filter(|_| show) {
                println!("      {miss}");
            }
        }
    }
}

pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let folder = arguments.shared.join("gold/dates-nl");
    if !folder.is_dir() {
        println!("no {}: no phrases to read", folder.display());
        return Ok(());
    }
    let dutch = language("nl")?;
    if "duckling".contains(&arguments.set) {
        duckling(&dutch, &folder, arguments.misses)?;
    }
    if "recognizers".contains(&arguments.set) {
        recognizers(&dutch, &folder, arguments.misses)?;
    }
    Ok(())
}

fn duckling(dutch: &Language, folder: &std::path::Path, show: bool) -> Result<(), Box<dyn Error>> {
    let mut tally = Tally::default();
    let cases: Vec<Value> = serde_json::from_str(&fs::read_to_string(folder.join("duckling.json"))?)?;
    for case in &cases {
        let parts: Vec<u64> = case["tup"][0].as_array().into_iter().flatten().filter_map(Value::as_u64).collect();
        let grain = case["grain"].as_str().unwrap_or_default();
        let kind = case["kind"].as_str().unwrap_or_default();
        let date = format!("{:04}-{:02}-{:02}", parts[0], parts[1].max(1), parts[2].max(1));
        // Interval starts are the first hour of the part of the day; a year or a month has no day.
        let wanted = match grain {
            "Year" => date[..4].to_owned(),
            "Month" => date[..7].to_owned(),
            "Hour" | "Minute" | "Second" if kind != "datetimeInterval" || parts[3] + parts[4] > 0 => {
                format!("{date}T{:02}:{:02}", parts[3], parts[4])
            }
            _ => date,
        };
        for phrase in case["ex"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            let found = read(dutch, phrase, DUCKLING_NOW);
            let start = start(&found, kind == "datetimeOpenInterval", DUCKLING_NOW, "18:00");
            // A count of days keeps the hour in Duckling.
            let near = grain == "Hour" && start.len() == 10 && phrase.contains("dagen");
            let right = start.starts_with(&wanted) || near && wanted.starts_with(&start);
            tally.note(kind, right, || format!("{phrase}: wanted {wanted}, got {start} {}", shown(&found)));
        }
    }
    tally.report("Duckling", show);
    let fired = NEGATIVES.iter().filter(|phrase| !read(dutch, phrase, DUCKLING_NOW).is_empty()).count();
    println!("  negatives that fire: {fired} of {}", NEGATIVES.len());
    Ok(())
}

fn recognizers(dutch: &Language, folder: &std::path::Path, show: bool) -> Result<(), Box<dyn Error>> {
    let mut tally = Tally::default();
    let mut others = Tally::default();
    for name in [
        "Date",
        "DatePeriod",
        "Time",
        "TimePeriod",
        "DateTime",
        "DateTimePeriod",
        "Holiday",
        "Merged",
        "Duration",
        "Set",
    ] {
        let text = fs::read_to_string(folder.join(format!("recognizers/{name}Parser.json")))?;
        let cases: Vec<Value> = serde_json::from_str(text.trim_start_matches('\u{feff}'))?;
        for case in &cases {
            // The Dutch of Recognizers is written for .NET alone.
            if case["NotSupported"].as_str().is_some_and(|names| names.contains("dotnet")) {
                continue;
            }
            let input = case["Input"].as_str().unwrap_or_default();
            let now = case["Context"]["ReferenceDateTime"].as_str().unwrap_or("2016-11-07T00:00:00");
            let found = read(dutch, input, now);
            for result in case["Results"].as_array().into_iter().flatten() {
                let wanted = expected(result);
                // Lengths in seconds and what it could not resolve have no start.
                let has_start = |wanted: &String| wanted.contains(['-', ':', 'P', 'T']) && !wanted.starts_with("not");
                if wanted.is_empty() || !wanted.iter().any(has_start) {
                    continue;
                }
                let (from, to) = byte_span(input, result);
                let inside: Vec<&DateMention> =
                    found.iter().filter(|date| date.spans[0].start < to && date.spans[0].end > from).collect();
                let (right, got) = if matches!(name, "Duration" | "Set") {
                    let value = inside.first().map_or(String::new(), |date| date.value.clone());
                    (wanted.contains(&value), value)
                } else {
                    let got =
                        start(&inside.iter().map(|date| (*date).clone()).collect::<Vec<_>>(), false, now, "16:00");
                    let either = result["Value"]["Comment"] == "ampm";
                    (wanted.iter().any(|wanted| same_start(wanted, &got, either)), got)
                };
                let tally = if matches!(name, "Duration" | "Set") { &mut others } else { &mut tally };
                tally.note(name, right, || format!("{input} [{now}]: wanted {wanted:?}, got {got} {}", shown(&found)));
            }
        }
    }
    tally.report("Recognizers, starts", show);
    others.report("Recognizers, TIMEX3 values of durations and sets", show);
    Ok(())
}

/// The starts that a result allows, or the TIMEX3 values of a duration or a set.
fn expected(result: &Value) -> Vec<String> {
    let value = &result["Value"];
    let text = |value: &Value| value.as_str().map(str::to_owned);
    if value["FutureResolution"]["duration"].is_string() || value["FutureResolution"]["set"].is_string() {
        return value["Timex"].as_str().map(str::to_owned).into_iter().collect();
    }
    let of = |resolution: &Value| {
        let keys = ["date", "startDate", "time", "startTime", "dateTime", "startDateTime"];
        keys.iter().find_map(|key| text(&resolution[*key]))
    };
    let mut starts: Vec<String> = ["FutureResolution"].iter().filter_map(|key| of(&value[*key])).collect();
    for entry in value["values"].as_array().into_iter().flatten() {
        starts.extend(["start", "value"].iter().find_map(|key| text(&entry[*key])));
    }
    starts.iter().map(|start| start.replace(' ', "T")).collect()
}

/// Whether a start is the one wanted: `2016-11-07`, `08:00:00` or `2016-11-07T08:00:00`, in `either` half of the day.
fn same_start(wanted: &str, got: &str, either: bool) -> bool {
    // A day that no calendar has.
    if wanted.starts_with("0001-01-01") {
        return got.is_empty();
    }
    let time = |text: &str| text.split_once('T').map_or(String::new(), |(_, time)| time.chars().take(5).collect());
    let half_day = |time: &str| time.get(..2).and_then(|hour| hour.parse::<u32>().ok()).map(|hour| hour % 12);
    let same_time = |a: &str, b: &str| a == b || either && half_day(a) == half_day(b) && a.get(2..) == b.get(2..);
    if !wanted.contains('-') {
        return same_time(&time(got), &wanted.chars().take(5).collect::<String>());
    }
    let got_time = time(got);
    let wanted_time = time(wanted);
    got.get(..10) == wanted.get(..10)
        && (same_time(&wanted_time, &got_time)
            || wanted_time == "00:00" && got_time.is_empty()
            || wanted_time.is_empty())
}

/// The bytes of a result, which counts UTF-16 units.
fn byte_span(input: &str, result: &Value) -> (usize, usize) {
    let place = |units: u64| {
        let mut left = units as usize;
        let found = input.char_indices().find(|(_, c)| {
            let here = left == 0;
            left = left.saturating_sub(c.len_utf16());
            here
        });
        found.map_or(input.len(), |(byte, _)| byte)
    };
    let start = result["Start"].as_u64().unwrap_or(0);
    let length = result["Length"].as_u64().unwrap_or(input.len() as u64);
    (place(start), place(start + length))
}

fn read(dutch: &Language, text: &str, now: &str) -> Vec<DateMention> {
    let clock = now.get(11..16).and_then(|time| Some((time[..2].parse().ok()?, time[3..].parse().ok()?)));
    dates_at(text, dutch, now.get(..10).and_then(|day| day.parse().ok()), Policy::Assistant, clock)
}

/// Where what the mentions say together starts: the first day, and the first time of the day.
fn start(found: &[DateMention], open: bool, now: &str, evening: &str) -> String {
    let clock = found.iter().find_map(|date| exact_clock(&date.value));
    let clock = clock.or_else(|| found.iter().find_map(|date| clock_of_part(date, evening)));
    let days = found.iter().filter(|date| date.earliest.is_some());
    // "after 2018" starts when that year is over.
    if let Some(after) = found.iter().find(|date| date.modifier.as_deref() == Some("AFTER") && date.value.len() <= 7) {
        let over = after.latest.as_ref().and_then(|last| last.parse::<chrono::NaiveDate>().ok()?.succ_opt());
        return over.map_or(String::new(), |day| day.to_string());
    }
    let plain = days.clone().find(|date| !date.value.contains('T'));
    let with_clock = days.clone().find(|date| date.value.contains('T'));
    let day = match (plain, with_clock) {
        (Some(plain), Some(other)) if other.spans[0].start > plain.spans[0].start && !open => other.earliest.clone(),
        (Some(plain), _) => plain.earliest.clone(),
        (None, other) => other.and_then(|date| date.earliest.clone()),
    };
    let day = day.or_else(|| {
        found.iter().find(|date| date.value == "PRESENT_REF").map(|_| now.get(..16).unwrap_or(now).to_owned())
    });
    match (day, clock) {
        (Some(day), Some(clock)) => format!("{day}T{clock}"),
        (Some(day), None) => day,
        (None, Some(clock)) => format!("T{clock}"),
        (None, None) => String::new(),
    }
}

/// The time of the day in a value.
fn exact_clock(value: &str) -> Option<String> {
    let (_, time) = value.rsplit_once('T').filter(|(before, _)| !before.contains('P'))?;
    time.starts_with(|c: char| c.is_ascii_digit()).then(|| time.chars().take(5).collect())
}

/// The first hour of the part of the day in a value, as these sets count them.
fn clock_of_part(date: &DateMention, evening: &str) -> Option<String> {
    let (_, part) = date.value.rsplit_once('T').filter(|(before, _)| !before.contains('P'))?;
    let hour = match part {
        "MO" if date.modifier.as_deref() == Some("END") => "10:00",
        "AF" if date.modifier.as_deref() == Some("END") => "14:00",
        "EV" if date.modifier.as_deref() == Some("END") => "18:00",
        "NI" if date.modifier.as_deref() == Some("END") => "22:00",
        "MO" | "DT" => "08:00",
        "MI" | "AF" => "12:00",
        "EV" => evening,
        "NI" => "20:00",
        _ => return None,
    };
    Some(hour.to_owned())
}

fn shown(found: &[DateMention]) -> String {
    found.iter().map(|date| format!("[{}] {}", date.text, date.value)).collect::<Vec<_>>().join(" ")
}
