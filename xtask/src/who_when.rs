//! Who took part in each event and when it was, against `tests/who-when/`: articles read by hand. Those of two gold sets
//! are measured; those of the project's own are only learnt from.

use crate::corpus::read_gold;
use crate::score::Figures;
use kantlijn::{Annotation, Article, Event, Mention, Options, Unit, annotate, language};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;

/// One event of an article, as read by hand.
pub struct Row {
    /// Code points.
    pub start: usize,
    pub end: usize,
    trigger: String,
    pub people: BTreeSet<String>,
    /// A TIMEX3 value, `*` for any, nothing where the text leaves it open.
    pub when: Option<String>,
}

/// The F1 of participants over all events, and the share of events with the right time (or rightly none),
/// days compared, in per cent. An event whose trigger was missed has no participants and no right time.
pub fn figures(part: &str, gold: &Path, errors: usize) -> Result<Figures, Box<dyn Error>> {
    let rows = read_rows("nl", part)?;
    let (mut both, mut predicted, mut expected, mut right, mut events, mut shown) = (0, 0, 0, 0, 0, 0);
    for set in ["written-nl/train", "news-nl/train"] {
        for article in read_gold(&gold.join(format!("{set}.ndjson")))? {
            let Some(rows) = rows.get(&article.id) else { continue };
            let mut input = Article::new(article.text.as_str())?;
            input.published = article.date.as_deref().map(str::parse).transpose()?;
            let annotation = annotate(&input, &language(&article.lang)?, &Options::default());
            let annotation = annotation.with_offsets(&article.text, Unit::Codepoint);
            for row in rows {
                let event = event_at(&annotation, row);
                let people = event.map(|event| people(&annotation, event)).unwrap_or_default();
                let found = row.people.iter().filter(|name| people.iter().any(|names| names.contains(*name))).count();
                both += found;
                predicted += people.len();
                expected += row.people.len();
                let when = event.and_then(|event| time(&annotation, event));
                let is_right = event.is_some() && same_time(row.when.as_deref(), when.as_deref());
                right += usize::from(is_right);
                events += 1;
                if shown < errors && (!is_right || found < row.people.len() || found < people.len()) {
                    shown += 1;
                    println!(
                        "{} {}: {:?} {:?}, found {people:?} {when:?}",
                        article.id, row.trigger, row.people, row.when
                    );
                }
            }
        }
    }
    let people_f1 = 200.0 * both as f64 / (predicted + expected).max(1) as f64;
    let when_right = 100.0 * right as f64 / events.max(1) as f64;
    let row = [("people_f1", people_f1), ("when_right", when_right)].map(|(name, value)| (name.to_owned(), value));
    Ok(BTreeMap::from([("event".to_owned(), row.into())]))
}

/// The rows of each article of a part; none where nobody has read articles in that language.
pub fn read_rows(code: &str, part: &str) -> Result<BTreeMap<String, Vec<Row>>, Box<dyn Error>> {
    let path = crate::command::root().join("tests/who-when").join(code).join(format!("{part}.tsv"));
    let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    let text = if path.is_file() { fs::read_to_string(&path)? } else { String::new() };
    for line in text.lines().skip(1) {
        let [article, start, end, trigger, people, when] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("{}: \"{line}\" is not six fields", path.display()).into());
        };
        let filled = |field: &str| (field != "-").then(|| field.to_owned());
        rows.entry(article.to_owned()).or_default().push(Row {
            start: start.parse()?,
            end: end.parse()?,
            trigger: trigger.to_owned(),
            people: filled(people).iter().flat_map(|names| names.split('|')).map(str::to_owned).collect(),
            when: filled(when),
        });
    }
    Ok(rows)
}

/// The event of the trigger that overlaps the row's.
fn event_at<'a>(annotation: &'a Annotation, row: &Row) -> Option<&'a Event> {
    annotation.mentions.iter().find_map(|mention| match mention {
        Mention::Event(event) if event.spans.iter().any(|span| span.start < row.end && row.start < span.end) => {
            annotation.events.get(event.event.0)
        }
        _ => None,
    })
}

/// The names of each participant.
fn people(annotation: &Annotation, event: &Event) -> Vec<BTreeSet<String>> {
    let names = |person: &kantlijn::Person| person.aliases.iter().chain([&person.name]).cloned().collect();
    event.people.iter().map(|id| names(&annotation.people[id.0])).collect()
}

/// The TIMEX3 value of the event's time.
fn time(annotation: &Annotation, event: &Event) -> Option<String> {
    let from = event.when.as_ref()?.from?;
    match &annotation.mentions[from.0] {
        Mention::Date(date) => Some(date.value.clone()),
        _ => None,
    }
}

/// Whether a time is the expected one, days compared.
pub fn same_time(expected: Option<&str>, found: Option<&str>) -> bool {
    let day = |value: &str| value.split('T').next().unwrap_or_default().to_owned();
    match (expected, found) {
        (Some("*"), Some(_)) | (None, None) => true,
        (Some(expected), Some(found)) => day(expected) == day(found),
        _ => false,
    }
}
