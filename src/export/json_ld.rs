//! schema.org JSON-LD: the article, whom it mentions and what it is about.

use crate::annotation::{Annotation, Event, Person};
use serde_json::{Map, Value, json};

/// A `NewsArticle` with `Person`s and `Event`s.
pub fn write(annotation: &Annotation) -> String {
    let mut article = Map::new();
    article.insert("@context".into(), "https://schema.org".into());
    article.insert("@type".into(), "NewsArticle".into());
    if let Some(id) = &annotation.id {
        article.insert("identifier".into(), id.as_str().into());
    }
    article.insert("inLanguage".into(), annotation.lang.as_str().into());
    if let Some(published) = &annotation.published {
        article.insert("datePublished".into(), published.value.to_string().into());
    }
    article.insert("mentions".into(), annotation.people.iter().map(person).collect());
    article.insert("about".into(), annotation.events.iter().map(|event_| event(annotation, event_)).collect());
    let mut json = serde_json::to_string_pretty(&article).expect("plain data can be written as JSON");
    json.push('\n');
    json
}

fn person(person: &Person) -> Value {
    let mut entry = Map::new();
    entry.insert("@type".into(), "Person".into());
    entry.insert("@id".into(), format!("#{}", person.id).into());
    entry.insert("name".into(), person.name.as_str().into());
    for (name, values) in [("alternateName", &person.aliases), ("jobTitle", &person.roles)] {
        if !values.is_empty() {
            entry.insert(name.into(), json!(values));
        }
    }
    for relation in &person.relations {
        let property = match relation.kind.as_str() {
            "partner" => "spouse",
            "child" => "children",
            "parent" => "parent",
            "sibling" => "sibling",
            _ => "relatedTo",
        };
        let others = entry.entry(property).or_insert_with(|| json!([]));
        if let Value::Array(others) = others {
            others.push(json!({ "@id": format!("#{}", relation.person) }));
        }
    }
    Value::Object(entry)
}

fn event(annotation: &Annotation, event: &Event) -> Value {
    let mut entry = Map::new();
    let names: Vec<&str> = event.people.iter().map(|person| annotation.people[person.0].name.as_str()).collect();
    let name = if names.is_empty() { event.label.clone() } else { format!("{}: {}", event.label, names.join(", ")) };
    entry.insert("@type".into(), "Event".into());
    entry.insert("@id".into(), format!("#{}", event.id).into());
    entry.insert("name".into(), name.into());
    entry.insert("additionalType".into(), event.schema.as_str().into());
    if let Some(when) = &event.when {
        let (start, end) = when.edtf.split_once('/').unwrap_or((&when.edtf, ""));
        // schema.org takes ISO 8601 alone: an EDTF value with open digits, seasons or doubts is left out.
        for (property, value) in [("startDate", start), ("endDate", end)] {
            if is_iso_date(value) {
                entry.insert(property.into(), value.into());
            }
        }
    }
    let people: Vec<Value> = event.people.iter().map(|person| json!({ "@id": format!("#{person}") })).collect();
    if !people.is_empty() {
        entry.insert("attendee".into(), people.into());
    }
    Value::Object(entry)
}

/// `2021`, `2021-02`, `2021-02-22`, or a day with a time.
fn is_iso_date(value: &str) -> bool {
    let day = value.split('T').next().unwrap_or_default();
    day.parse::<crate::article::PartialDate>().is_ok()
}
